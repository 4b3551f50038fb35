-- No more people attended an event than were invited to it, nor than its seats. One finding an event; the cells are
-- the numbers in the list of events.
-- judul: Hadir melebihi diundang atau kuota
-- keparahan: periksa
-- pesan: {jumlah} kegiatan dihadiri lebih banyak orang daripada yang diundang atau kuotanya.
-- perbaikan: Periksa daftar undangan, kuota, atau pendaftar ganda di daftar hadir.
WITH hadir AS (
    SELECT
        kegiatan_id,
        COUNT(*) AS jumlah_hadir
    FROM bimtek_kehadiran
    WHERE is_hadir
    GROUP BY kegiatan_id
),

panjang AS (
    SELECT
        k._bagian,
        k._nomor,
        k.kegiatan_id,
        h.jumlah_hadir,
        UNNEST(
            [
                { 'kolom': 'jumlah_diundang', 'nilai': k.jumlah_diundang, 'sebutan': 'diundang' },
                { 'kolom': 'jumlah_kuota', 'nilai': k.jumlah_kuota, 'sebutan': 'kuota' }
            ],
            recursive := TRUE
        ) AS satu
    FROM bimtek_kegiatan AS k
    INNER JOIN hadir AS h ON k.kegiatan_id = h.kegiatan_id
)

SELECT
    'kegiatan ' || kegiatan_id || ': hadir ' || CAST(jumlah_hadir AS VARCHAR) || ', '
    || STRING_AGG(sebutan || ' ' || CAST(nilai AS VARCHAR), ', ') OVER (PARTITION BY kegiatan_id) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai
FROM panjang
WHERE jumlah_hadir > nilai

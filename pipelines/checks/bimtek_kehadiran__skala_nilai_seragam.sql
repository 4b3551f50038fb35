-- Test results are of 0-100: an event of five results or more whose highest is 10 or less was written on another scale.
-- One finding an event and column; the cells are its results.
-- judul: Nilai bukan skala 0-100
-- keparahan: periksa
-- pesan: {jumlah} kegiatan punya nilai pre-test atau post-test yang semuanya 10 atau kurang.
-- perbaikan: Nilai harus 0-100. Kalikan dengan 10 atau 100 bila tertulis pada skala lain, lalu muat ulang.
WITH panjang AS (
    SELECT
        _bagian,
        _nomor,
        kegiatan_id,
        UNNEST(
            [{ 'kolom': 'nilai_pre', 'nilai': nilai_pre }, { 'kolom': 'nilai_post', 'nilai': nilai_post }],
            recursive := TRUE
        ) AS satu
    FROM bimtek_kehadiran
),

ukur AS (
    SELECT
        *,
        COUNT(nilai) OVER w AS jumlah_nilai,
        MAX(nilai) OVER w AS nilai_tertinggi
    FROM panjang
    WHERE nilai IS NOT NULL
    WINDOW w AS (PARTITION BY kegiatan_id, kolom)
)

SELECT
    'kegiatan ' || kegiatan_id || ', ' || kolom || ': semua ' || CAST(jumlah_nilai AS VARCHAR)
    || ' nilai 10 atau kurang' AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai
FROM ukur
WHERE jumlah_nilai >= 5 AND nilai_tertinggi <= 10

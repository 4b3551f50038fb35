-- What PMM states of a kab/kota and a role is no less than what its schools state at the same cut-off (2 % and two are
-- let pass), and where the GTK agree within 5 % their counters agree within 5 % and five. The cell is the region's.
-- judul: Total wilayah berbeda dari jumlah sekolahnya
-- keparahan: periksa
-- pesan: {jumlah} angka PMM wilayah berbeda dari jumlah sekolah di dalamnya.
-- perbaikan: Keduanya harus dari tanggal data dan peran yang sama. Tanyakan ke pengirim ekspor mana yang berlaku.
WITH sekolah AS (
    SELECT
        kode_kab_kota_kemendagri,
        peran,
        tanggal_data,
        SUM(jumlah_gtk) AS gtk,
        UNNEST(
            [
                { 'kolom': 'jumlah_gtk', 'jumlah': SUM(jumlah_gtk) },
                { 'kolom': 'jumlah_login', 'jumlah': SUM(jumlah_login) },
                { 'kolom': 'jumlah_mulai_topik', 'jumlah': SUM(jumlah_mulai_topik) },
                { 'kolom': 'jumlah_aksi_nyata', 'jumlah': SUM(jumlah_aksi_nyata) }
            ],
            recursive := TRUE
        ) AS satu
    FROM pmm_aktivitas
    WHERE tanggal_data IN (SELECT w.tanggal_data FROM pmm_wilayah AS w)
    GROUP BY kode_kab_kota_kemendagri, peran, tanggal_data
)

SELECT
    w.tempat || ', ' || CAST(w.tanggal_data AS VARCHAR) || ': ' || w.kolom || ' ' || CAST(w.nilai AS VARCHAR)
    || ', jumlah sekolahnya ' || CAST(s.jumlah AS VARCHAR) AS temuan,
    w._bagian AS bagian,
    w._nomor AS nomor,
    w.kolom,
    CAST(w.nilai AS VARCHAR) AS nilai
FROM pmm_wilayah_panjang AS w
INNER JOIN sekolah AS s
    ON
        w.kode_kab_kota_kemendagri = s.kode_kab_kota_kemendagri
        AND w.peran = s.peran
        AND w.tanggal_data = s.tanggal_data
        AND w.kolom = s.kolom
WHERE
    w.jenjang IS NULL
    AND (
        s.jumlah > 1.02 * w.nilai + 2
        OR ABS(s.gtk - w.jumlah_gtk) <= 0.05 * w.jumlah_gtk AND ABS(s.jumlah - w.nilai) > 0.05 * w.nilai + 5
    )

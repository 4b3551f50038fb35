-- The cut-offs of each measure and user group, with how many schools stand behind each.
-- grain: ukuran, kelompok_pengguna, tanggal_data
-- order: ukuran, kelompok_pengguna, tanggal_data
SELECT
    p.ukuran,
    p.kelompok_pengguna,
    p.tanggal_data,
    CAST(SUM(p.jumlah_satuan) AS BIGINT) AS jumlah_satuan,
    u.dataset,
    u.platform
FROM pemanfaatan_kab_kota_bulan AS p
INNER JOIN ukuran AS u ON p.ukuran = u.ukuran
GROUP BY
    p.ukuran,
    p.kelompok_pengguna,
    p.tanggal_data,
    u.dataset,
    u.platform
ORDER BY
    p.ukuran,
    p.kelompok_pengguna,
    p.tanggal_data

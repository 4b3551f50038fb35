-- Cut-offs of one measure and user group.
-- grain: tanggal_data
-- order: tanggal_data
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kelompok_pengguna: VARCHAR, user group, or 'semua'
SELECT tanggal_data
FROM cutoff_ukuran
WHERE
    ukuran = $ukuran
    AND kelompok_pengguna = $kelompok_pengguna
ORDER BY tanggal_data

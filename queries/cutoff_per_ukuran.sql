-- Cut-offs of one measure and user group; jumlah_satuan is NULL where its source tells regions alone, not schools.
-- grain: tanggal_data
-- order: tanggal_data
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kelompok_pengguna: VARCHAR, user group, or 'semua'
SELECT
    tanggal_data,
    jumlah_satuan
FROM cutoff_ukuran
WHERE
    ukuran = $ukuran
    AND kelompok_pengguna = $kelompok_pengguna
ORDER BY tanggal_data

-- Guru Penggerak of each kab/kota, carried over whole; a small dataset.
-- grain: kode_kab_kota_kemendagri, tanggal_data
-- order: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tanggal_data
SELECT *
FROM guru_penggerak
ORDER BY
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    tanggal_data

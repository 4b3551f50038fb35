-- Targets with their frozen baselines, carried over whole; a small dataset.
-- grain: acuan, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tanggal_tenggat
-- order: acuan, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tanggal_tenggat
SELECT *
FROM target
ORDER BY
    acuan,
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    tanggal_tenggat

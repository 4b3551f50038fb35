-- Context of regions, carried over whole; a small dataset.
-- grain: tahun, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, ukuran, sumber
-- order: ukuran, tahun, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, sumber
SELECT *
FROM konteks_wilayah
ORDER BY
    ukuran,
    tahun,
    tingkat,
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    sumber

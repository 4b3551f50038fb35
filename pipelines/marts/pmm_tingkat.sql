-- How many schools or regions have each published level of an aspect of PMM / Ruang GTK, per kab/kota and cut-off. Rows
-- of regions stand beside those of schools, told apart by tingkat; never add them up.
-- grain: tanggal_data, aspek, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang, predikat
-- order: tanggal_data, aspek, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang, predikat
SELECT
    p.tanggal_data,
    p.aspek,
    p.tingkat,
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri,
    COALESCE(p.jenjang, s.jenjang, 'Semua') AS jenjang,
    p.predikat,
    CAST(COUNT(*) AS BIGINT) AS jumlah
FROM pmm_tingkat AS p
LEFT JOIN sekolah AS s ON p.npsn = s.npsn
GROUP BY
    p.tanggal_data,
    p.aspek,
    p.tingkat,
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri,
    COALESCE(p.jenjang, s.jenjang, 'Semua'),
    p.predikat
ORDER BY
    p.tanggal_data,
    p.aspek,
    p.tingkat,
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri,
    COALESCE(p.jenjang, s.jenjang, 'Semua'),
    p.predikat

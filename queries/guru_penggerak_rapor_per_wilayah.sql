-- Rapor Pendidikan C.9 (share of Guru Penggerak appointed head or supervisor) as published, of the nation, the
-- provinces and the kab/kota; one row a year and kind of school. All levels: the page picks its place.
-- grain: tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tahun, jenis, status
-- order: tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tahun, jenis, status
SELECT
    r.tingkat,
    r.kode_provinsi_kemendagri,
    r.kode_kab_kota_kemendagri,
    r.tahun,
    r.jenis,
    r.status,
    r.nilai,
    r.label
FROM rapor_wilayah AS r
WHERE
    r.kelompok = 'DASMEN'
    AND r.kode = 'C.9'
    AND r.rincian = 'capaian'
    AND r.nilai IS NOT NULL
ORDER BY
    r.tingkat,
    r.kode_provinsi_kemendagri,
    r.kode_kab_kota_kemendagri,
    r.tahun,
    r.jenis,
    r.status

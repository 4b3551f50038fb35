-- How many schools carry each Rapor label, as published.
-- grain: tahun, kode_kab_kota_kemendagri, kelompok, jenis, status, kode, label
-- order: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tahun, kelompok, kode, jenis, status, label
SELECT
    r.tahun,
    COALESCE(r.kode_provinsi_kemendagri, s.kode_provinsi_kemendagri) AS kode_provinsi_kemendagri,
    COALESCE(r.kode_kab_kota_kemendagri, s.kode_kab_kota_kemendagri) AS kode_kab_kota_kemendagri,
    r.kelompok,
    r.jenis,
    r.status,
    r.kode,
    r.label,
    CAST(COUNT(DISTINCT r.npsn) AS BIGINT) AS jumlah_satuan
FROM rapor_capaian AS r
LEFT JOIN sekolah AS s ON r.npsn = s.npsn
WHERE
    r.tingkat = 'satuan_pendidikan'
    AND r.rincian = 'capaian'
    AND r.label IS NOT NULL
GROUP BY
    r.tahun,
    COALESCE(r.kode_provinsi_kemendagri, s.kode_provinsi_kemendagri),
    COALESCE(r.kode_kab_kota_kemendagri, s.kode_kab_kota_kemendagri),
    r.kelompok,
    r.jenis,
    r.status,
    r.kode,
    r.label
ORDER BY
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    r.tahun,
    r.kelompok,
    r.kode,
    r.jenis,
    r.status,
    r.label

-- Schools, people and marks of each kab/kota, from the latest row of each school.
-- grain: kode_kab_kota_kemendagri, jenjang, status, kewenangan
-- order: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang, status, kewenangan
SELECT
    v.pulau,
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    COALESCE(s.jenjang, 'Tidak diketahui') AS jenjang,
    COALESCE(s.status, 'Tidak diketahui') AS status,
    COALESCE(s.kewenangan, 'Tidak diketahui') AS kewenangan,
    MAX(s.tanggal_data) AS tanggal_data,
    CAST(COUNT(*) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(s.jumlah_guru) AS BIGINT) AS jumlah_guru,
    CAST(SUM(s.jumlah_tendik) AS BIGINT) AS jumlah_tendik,
    CAST(SUM(s.jumlah_peserta_didik) AS BIGINT) AS jumlah_peserta_didik,
    CAST(SUM(CASE WHEN s.is_bakti THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_bakti,
    CAST(SUM(CASE WHEN s.is_3t THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_3t,
    CAST(SUM(CASE WHEN s.is_sekolah_penggerak THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_sekolah_penggerak
FROM sekolah AS s
LEFT JOIN provinsi AS v ON s.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
GROUP BY
    v.pulau,
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    COALESCE(s.jenjang, 'Tidak diketahui'),
    COALESCE(s.status, 'Tidak diketahui'),
    COALESCE(s.kewenangan, 'Tidak diketahui')
ORDER BY
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    jenjang,
    status,
    kewenangan

-- Schools of each kab/kota by their choice of Kurikulum Merdeka, from the latest row of each school: history, for the
-- choice has not been kept up since the curriculum became national in 2024.
-- grain: kode_kab_kota_kemendagri, jenjang, status, kewenangan, status_ikm, tahun_ikm
-- order: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang, status, kewenangan, status_ikm, tahun_ikm
SELECT
    v.pulau,
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    COALESCE(s.jenjang, 'Tidak diketahui') AS jenjang,
    COALESCE(s.status, 'Tidak diketahui') AS status,
    COALESCE(s.kewenangan, 'Tidak diketahui') AS kewenangan,
    s.status_ikm,
    s.tahun_ikm,
    MAX(s.tanggal_data) AS tanggal_data,
    CAST(COUNT(*) AS BIGINT) AS jumlah_satuan,
    CAST(COUNT(s.is_sekolah_penggerak) AS BIGINT) AS jumlah_penggerak_diketahui,
    CAST(SUM(CASE WHEN s.is_sekolah_penggerak THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_sekolah_penggerak
FROM sekolah AS s
LEFT JOIN provinsi AS v ON s.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
GROUP BY
    v.pulau,
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    COALESCE(s.jenjang, 'Tidak diketahui'),
    COALESCE(s.status, 'Tidak diketahui'),
    COALESCE(s.kewenangan, 'Tidak diketahui'),
    s.status_ikm,
    s.tahun_ikm
ORDER BY
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    jenjang,
    status,
    kewenangan,
    s.status_ikm,
    s.tahun_ikm

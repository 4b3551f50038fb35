-- Graduates of the Guru Penggerak programme and those appointed, per province at one cut-off; the kab/kota, where
-- appointments are decided, are the clusters (jumlah_satuan counts them). A province without data has NULL sums.
-- grain: kode_provinsi_kemendagri
-- order: kode_provinsi_kemendagri
-- $tanggal_data: DATE, the cut-off
SELECT
    v.kode_provinsi_kemendagri,
    v.nama,
    v.singkatan,
    v.pulau,
    CAST(COUNT(g.kode_kab_kota_kemendagri) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(g.jumlah_diangkat_ks) AS BIGINT) AS jumlah_diangkat_ks,
    CAST(SUM(g.jumlah_diangkat_ps) AS BIGINT) AS jumlah_diangkat_ps,
    CAST(SUM(g.jumlah_diangkat_ks + g.jumlah_diangkat_ps) AS BIGINT) AS x,
    CAST(SUM(g.jumlah_lulus) AS BIGINT) AS m,
    CAST(SUM((g.jumlah_diangkat_ks + g.jumlah_diangkat_ps) * (g.jumlah_diangkat_ks + g.jumlah_diangkat_ps)) AS BIGINT)
        AS xx,
    CAST(SUM(g.jumlah_lulus * g.jumlah_lulus) AS BIGINT) AS mm,
    CAST(SUM((g.jumlah_diangkat_ks + g.jumlah_diangkat_ps) * g.jumlah_lulus) AS BIGINT) AS xm
FROM provinsi AS v
LEFT JOIN guru_penggerak AS g
    ON v.kode_provinsi_kemendagri = g.kode_provinsi_kemendagri AND g.tanggal_data = $tanggal_data
GROUP BY
    v.kode_provinsi_kemendagri,
    v.nama,
    v.singkatan,
    v.pulau
ORDER BY v.kode_provinsi_kemendagri

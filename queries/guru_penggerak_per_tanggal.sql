-- Graduates of the Guru Penggerak programme and those appointed at every cut-off, of the nation or of one place; the
-- kab/kota are the clusters (jumlah_satuan counts them).
-- grain: tanggal_data
-- order: tanggal_data
-- $pulau: VARCHAR, island group; NULL = all
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = all
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = all
SELECT
    g.tanggal_data,
    CAST(COUNT(*) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(g.jumlah_diangkat_ks) AS BIGINT) AS jumlah_diangkat_ks,
    CAST(SUM(g.jumlah_diangkat_ps) AS BIGINT) AS jumlah_diangkat_ps,
    CAST(SUM(g.jumlah_diangkat_ks + g.jumlah_diangkat_ps) AS BIGINT) AS x,
    CAST(SUM(g.jumlah_lulus) AS BIGINT) AS m,
    CAST(SUM((g.jumlah_diangkat_ks + g.jumlah_diangkat_ps) * (g.jumlah_diangkat_ks + g.jumlah_diangkat_ps)) AS BIGINT)
        AS xx,
    CAST(SUM(g.jumlah_lulus * g.jumlah_lulus) AS BIGINT) AS mm,
    CAST(SUM((g.jumlah_diangkat_ks + g.jumlah_diangkat_ps) * g.jumlah_lulus) AS BIGINT) AS xm
FROM guru_penggerak AS g
LEFT JOIN provinsi AS v ON g.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
WHERE
    ($pulau IS NULL OR v.pulau = $pulau)
    AND ($kode_provinsi IS NULL OR g.kode_provinsi_kemendagri = $kode_provinsi)
    AND ($kode_kab_kota IS NULL OR g.kode_kab_kota_kemendagri = $kode_kab_kota)
GROUP BY g.tanggal_data
ORDER BY g.tanggal_data

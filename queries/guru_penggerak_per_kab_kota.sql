-- Graduates of the Guru Penggerak programme and those appointed, per kab/kota of a province at one cut-off; one without
-- data has NULL.
-- grain: kode_kab_kota_kemendagri
-- order: kode_kab_kota_kemendagri
-- $kode_provinsi: VARCHAR, Kemendagri code
-- $tanggal_data: DATE, the cut-off
SELECT
    w.kode_kab_kota_kemendagri,
    w.nama,
    g.jumlah_diangkat_ks,
    g.jumlah_diangkat_ps,
    g.jumlah_diangkat_ks + g.jumlah_diangkat_ps AS x,
    g.jumlah_lulus AS m
FROM kab_kota AS w
LEFT JOIN guru_penggerak AS g
    ON w.kode_kab_kota_kemendagri = g.kode_kab_kota_kemendagri AND g.tanggal_data = $tanggal_data
WHERE w.kode_provinsi_kemendagri = $kode_provinsi
ORDER BY w.kode_kab_kota_kemendagri

-- Targets with frozen baselines: of the nation all of them, of a province its own and those of its kab/kota.
-- grain: acuan, wilayah, tanggal_tenggat
-- order: acuan, wilayah, tanggal_tenggat
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = not narrowed
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = not narrowed
SELECT
    t.acuan,
    COALESCE(t.kode_kab_kota_kemendagri, t.kode_provinsi_kemendagri, 'nasional') AS wilayah,
    t.nilai_baseline,
    t.tanggal_baseline,
    t.nilai_target,
    t.tanggal_tenggat,
    t.penanggung_jawab
FROM target AS t
WHERE
    ($kode_provinsi IS NULL OR t.kode_provinsi_kemendagri = $kode_provinsi)
    AND ($kode_kab_kota IS NULL OR t.kode_kab_kota_kemendagri = $kode_kab_kota)
ORDER BY
    t.acuan,
    wilayah,
    t.tanggal_tenggat

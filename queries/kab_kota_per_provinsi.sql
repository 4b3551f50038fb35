-- The kab/kota of a province: what a filter lists.
-- grain: kode_kab_kota_kemendagri
-- order: kode_kab_kota_kemendagri
-- $kode_provinsi: VARCHAR, Kemendagri code
SELECT
    kode_kab_kota_kemendagri,
    nama,
    jenis
FROM kab_kota
WHERE kode_provinsi_kemendagri = $kode_provinsi
ORDER BY kode_kab_kota_kemendagri

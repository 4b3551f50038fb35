-- The 38 provinces: what a filter lists and what a tile needs.
-- grain: kode_provinsi_kemendagri
-- order: kode_provinsi_kemendagri
SELECT
    kode_provinsi_kemendagri,
    nama,
    singkatan,
    pulau,
    unit_bpmp,
    baris_petak,
    kolom_petak
FROM provinsi
ORDER BY kode_provinsi_kemendagri

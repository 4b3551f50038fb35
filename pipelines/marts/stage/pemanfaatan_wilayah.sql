-- Rows of regions that stand for their place (see tingkat_terpakai): a kab/kota row where its schools cover too little
-- of it, a province row where its kab/kota do, the national row only when there is nothing else at that cut-off.
-- grain: ukuran, kelompok_pengguna, tanggal_data, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang
-- order: none
WITH lebih_rinci AS (
    SELECT DISTINCT
        ukuran,
        kelompok_pengguna,
        tanggal_data
    FROM tingkat_terpakai
)

SELECT
    l.ukuran,
    l.kelompok_pengguna,
    l.tanggal_data,
    l.kode_provinsi_kemendagri,
    l.kode_kab_kota_kemendagri,
    l.jenjang,
    l.x,
    l.m
FROM baris_wilayah AS l
LEFT JOIN tingkat_terpakai AS t
    ON
        l.ukuran = t.ukuran
        AND l.kelompok_pengguna = t.kelompok_pengguna
        AND l.tanggal_data = t.tanggal_data
        AND l.tingkat = t.sumber
        AND l.kode_provinsi_kemendagri = t.kode_provinsi_kemendagri
        AND COALESCE(l.kode_kab_kota_kemendagri, '') = COALESCE(t.kode_kab_kota_kemendagri, '')
LEFT JOIN lebih_rinci AS c
    ON
        l.ukuran = c.ukuran
        AND l.kelompok_pengguna = c.kelompok_pengguna
        AND l.tanggal_data = c.tanggal_data
WHERE
    t.ukuran IS NOT NULL
    OR (l.tingkat = 'nasional' AND c.ukuran IS NULL)

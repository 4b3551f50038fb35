-- The lines of attendance lists at each level of region that a page can show: the nation, an island group, a province,
-- a kab/kota. The region is where the participant comes from.
-- grain: tingkat, wilayah, kegiatan_id, peserta
-- order: none
SELECT
    'nasional' AS tingkat,
    'nasional' AS wilayah,
    p.*
FROM bimtek_peserta AS p
UNION ALL
SELECT
    'pulau' AS tingkat,
    p.pulau AS wilayah,
    p.*
FROM bimtek_peserta AS p
WHERE p.pulau IS NOT NULL
UNION ALL
SELECT
    'provinsi' AS tingkat,
    p.kode_provinsi_kemendagri AS wilayah,
    p.*
FROM bimtek_peserta AS p
UNION ALL
SELECT
    'kab_kota' AS tingkat,
    p.kode_kab_kota_kemendagri AS wilayah,
    p.*
FROM bimtek_peserta AS p

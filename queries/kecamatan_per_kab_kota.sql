-- The kecamatan of a kab/kota as the lists of schools write them, with their number of schools.
-- grain: kecamatan
-- order: kecamatan
-- $kode_kab_kota: VARCHAR, Kemendagri code
SELECT
    s.kecamatan,
    CAST(COUNT(*) AS BIGINT) AS jumlah_satuan
FROM satuan_pendidikan AS s
WHERE
    s.kode_kab_kota_kemendagri = $kode_kab_kota
    AND s.kecamatan IS NOT NULL
GROUP BY s.kecamatan
ORDER BY s.kecamatan

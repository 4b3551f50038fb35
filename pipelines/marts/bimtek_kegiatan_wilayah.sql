-- How many people of each region registered for and came to each event; of a region narrower than the nation, 1 to 4
-- people are not told (NULL).
-- grain: tingkat, wilayah, kegiatan_id
-- order: tingkat, wilayah, kegiatan_id
SELECT
    t.tingkat,
    t.wilayah,
    t.kegiatan_id,
    CASE WHEN t.tingkat <> 'nasional' AND t.terdaftar < 5 THEN NULL ELSE t.terdaftar END AS jumlah_terdaftar,
    CASE
        WHEN t.tingkat <> 'nasional' AND (t.hadir BETWEEN 1 AND 4 OR t.terdaftar - t.hadir BETWEEN 1 AND 4) THEN NULL
        ELSE t.hadir
    END AS jumlah_hadir
FROM
    (
        SELECT
            tingkat,
            wilayah,
            kegiatan_id,
            CAST(COUNT(*) AS BIGINT) AS terdaftar,
            CAST(SUM(CASE WHEN is_hadir THEN 1 ELSE 0 END) AS BIGINT) AS hadir
        FROM bimtek_peserta_wilayah
        GROUP BY
            tingkat,
            wilayah,
            kegiatan_id
    ) AS t
ORDER BY
    t.tingkat,
    t.wilayah,
    t.kegiatan_id

-- How many different people came and got a certificate, for each region, program, level and year ('Semua' = all of
-- them): a person of two events counts once, so these numbers cannot be added up.
-- grain: tingkat, wilayah, program, level, tahun
-- order: tingkat, wilayah, program, level, tahun
SELECT
    t.tingkat,
    t.wilayah,
    t.program,
    t.level,
    t.tahun,
    CAST(SUM(t.hadir) AS BIGINT) AS jumlah_orang,
    CAST(SUM(t.sertifikat) AS BIGINT) AS jumlah_orang_sertifikat,
    CAST(SUM(t.guru_sertifikat) AS BIGINT) AS jumlah_guru_sertifikat,
    CAST(SUM(t.tanpa_npsn) AS BIGINT) AS jumlah_orang_tanpa_npsn
FROM
    (
        -- Each person once for each combination: adding up truths is much lighter than counting distinct HMACs.
        SELECT
            tingkat,
            wilayah,
            peserta,
            COALESCE(program, 'Semua') AS program,
            COALESCE(level, 'Semua') AS level,
            COALESCE(CAST(tahun AS VARCHAR), 'Semua') AS tahun,
            MAX(CASE WHEN is_hadir THEN 1 ELSE 0 END) AS hadir,
            MAX(CASE WHEN is_sertifikat THEN 1 ELSE 0 END) AS sertifikat,
            MAX(CASE WHEN is_sertifikat AND peran = 'guru' THEN 1 ELSE 0 END) AS guru_sertifikat,
            -- Without a school only who never wrote one: a person of two lists is known by the better of them.
            MAX(CASE WHEN is_hadir THEN 1 ELSE 0 END)
            - MAX(CASE WHEN is_hadir AND npsn IS NOT NULL THEN 1 ELSE 0 END) AS tanpa_npsn
        FROM bimtek_peserta_wilayah
        GROUP BY
            tingkat,
            wilayah,
            peserta,
            CUBE (program, level, tahun)
    ) AS t
GROUP BY
    t.tingkat,
    t.wilayah,
    t.program,
    t.level,
    t.tahun
ORDER BY
    t.tingkat,
    t.wilayah,
    t.program,
    t.level,
    t.tahun

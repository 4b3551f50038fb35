-- Attendance, hours, certificates and test scores of each region, program, level and year ('Semua' = all of them).
-- Scores: sums over events of gains x (post minus pre) and of pairs m, their squares and product, so that the interval
-- can take events as clusters; NULL where fewer than five people have both scores.
-- grain: tingkat, wilayah, program, level, tahun
-- order: tingkat, wilayah, program, level, tahun
SELECT
    t.tingkat,
    t.wilayah,
    COALESCE(t.program, 'Semua') AS program,
    COALESCE(t.level, 'Semua') AS level,
    COALESCE(t.tahun, 'Semua') AS tahun,
    CAST(COUNT(*) AS BIGINT) AS jumlah_kegiatan,
    CAST(SUM(t.terdaftar) AS BIGINT) AS jumlah_terdaftar,
    CAST(SUM(t.hadir) AS BIGINT) AS jumlah_hadir,
    CAST(SUM(t.sertifikat) AS BIGINT) AS jumlah_sertifikat,
    CAST(SUM(t.jp) AS BIGINT) AS jumlah_jp,
    CAST(SUM(t.hadir_jp) AS BIGINT) AS jumlah_hadir_jp,
    SUM(t.m) BETWEEN 1 AND 4 AS is_sedikit,
    CASE WHEN SUM(t.m) BETWEEN 1 AND 4 THEN NULL ELSE CAST(SUM(CASE WHEN t.m > 0 THEN 1 ELSE 0 END) AS BIGINT) END
        AS jumlah_kegiatan_nilai,
    CASE WHEN SUM(t.m) < 5 THEN NULL ELSE CAST(SUM(t.pre) AS DOUBLE) END AS nilai_pre,
    CASE WHEN SUM(t.m) < 5 THEN NULL ELSE CAST(SUM(t.x) AS DOUBLE) END AS x,
    CASE WHEN SUM(t.m) BETWEEN 1 AND 4 THEN NULL ELSE CAST(SUM(t.m) AS DOUBLE) END AS m,
    CASE WHEN SUM(t.m) < 5 THEN NULL ELSE CAST(SUM(t.x * t.x) AS DOUBLE) END AS xx,
    CASE WHEN SUM(t.m) < 5 THEN NULL ELSE CAST(SUM(t.m * t.m) AS DOUBLE) END AS mm,
    CASE WHEN SUM(t.m) < 5 THEN NULL ELSE CAST(SUM(t.x * t.m) AS DOUBLE) END AS xm
FROM
    (
        SELECT
            tingkat,
            wilayah,
            kegiatan_id,
            program,
            level,
            CAST(tahun AS VARCHAR) AS tahun,
            COUNT(*) AS terdaftar,
            SUM(CASE WHEN is_hadir THEN 1 ELSE 0 END) AS hadir,
            SUM(CASE WHEN is_sertifikat THEN 1 ELSE 0 END) AS sertifikat,
            SUM(COALESCE(jumlah_jp, 0)) AS jp,
            SUM(CASE WHEN jumlah_jp IS NOT NULL THEN 1 ELSE 0 END) AS hadir_jp,
            SUM(CASE WHEN nilai_pre IS NOT NULL THEN 1 ELSE 0 END) AS m,
            COALESCE(SUM(nilai_pre), 0) AS pre,
            COALESCE(SUM(nilai_post - nilai_pre), 0) AS x
        FROM bimtek_peserta_wilayah
        GROUP BY
            tingkat,
            wilayah,
            kegiatan_id,
            program,
            level,
            tahun
    ) AS t
GROUP BY
    t.tingkat,
    t.wilayah,
    CUBE (t.program, t.level, t.tahun)
ORDER BY
    t.tingkat,
    t.wilayah,
    program,
    level,
    tahun

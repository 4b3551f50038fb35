-- Attendance, hours, certificates and test scores of each event that has a list: what a report of it counts.
-- Scores: sums over people with both tests of the gain x (post minus pre) and of its square, for the interval of the
-- paired difference; NULL where fewer than five people have both.
-- grain: kegiatan_id
-- order: kegiatan_id
SELECT
    t.kegiatan_id,
    CAST(t.terdaftar AS BIGINT) AS jumlah_terdaftar,
    CAST(t.hadir AS BIGINT) AS jumlah_hadir,
    CAST(t.sertifikat AS BIGINT) AS jumlah_sertifikat,
    CAST(t.jp AS BIGINT) AS jumlah_jp,
    CAST(t.hadir_jp AS BIGINT) AS jumlah_hadir_jp,
    CAST(t.tanpa_npsn AS BIGINT) AS jumlah_tanpa_npsn,
    t.pasangan BETWEEN 1 AND 4 AS is_sedikit,
    CASE WHEN t.pasangan BETWEEN 1 AND 4 THEN NULL ELSE CAST(t.pasangan AS DOUBLE) END AS m,
    CASE WHEN t.pasangan < 5 THEN NULL ELSE CAST(t.pre AS DOUBLE) END AS nilai_pre,
    CASE WHEN t.pasangan < 5 THEN NULL ELSE CAST(t.selisih AS DOUBLE) END AS x,
    CASE WHEN t.pasangan < 5 THEN NULL ELSE CAST(t.kuadrat AS DOUBLE) END AS xx
FROM
    (
        SELECT
            kegiatan_id,
            COUNT(*) AS terdaftar,
            SUM(CASE WHEN is_hadir THEN 1 ELSE 0 END) AS hadir,
            SUM(CASE WHEN is_sertifikat THEN 1 ELSE 0 END) AS sertifikat,
            SUM(COALESCE(jumlah_jp, 0)) AS jp,
            SUM(CASE WHEN jumlah_jp IS NOT NULL THEN 1 ELSE 0 END) AS hadir_jp,
            SUM(CASE WHEN is_hadir AND npsn IS NULL THEN 1 ELSE 0 END) AS tanpa_npsn,
            SUM(CASE WHEN nilai_pre IS NOT NULL THEN 1 ELSE 0 END) AS pasangan,
            COALESCE(SUM(nilai_pre), 0) AS pre,
            COALESCE(SUM(nilai_post - nilai_pre), 0) AS selisih,
            COALESCE(SUM((nilai_post - nilai_pre) * (nilai_post - nilai_pre)), 0) AS kuadrat
        FROM bimtek_peserta
        GROUP BY kegiatan_id
    ) AS t
ORDER BY t.kegiatan_id

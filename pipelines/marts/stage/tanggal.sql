-- Every cut-off of a dataset of use, with how many rows it has; with events alone, the last day of the last one.
-- grain: tanggal_data
-- order: tanggal_data
SELECT
    t.tanggal_data,
    CAST(SUM(t.jumlah_baris) AS BIGINT) AS jumlah_baris
FROM
    (
        SELECT
            tanggal_data,
            COUNT(*) AS jumlah_baris
        FROM pmm_aktivitas
        GROUP BY tanggal_data
        UNION ALL
        SELECT
            tanggal_data,
            COUNT(*) AS jumlah_baris
        FROM pmm_wilayah
        GROUP BY tanggal_data
        UNION ALL
        SELECT
            tanggal_data,
            COUNT(*) AS jumlah_baris
        FROM pemanfaatan_platform
        GROUP BY tanggal_data
        UNION ALL
        SELECT
            MAX(tanggal_pertama) AS tanggal_data,
            COUNT(*) AS jumlah_baris
        FROM bimtek_pertama
        WHERE
            (SELECT COUNT(*) FROM pmm_aktivitas)
            + (SELECT COUNT(*) FROM pmm_wilayah)
            + (SELECT COUNT(*) FROM pemanfaatan_platform)
            = 0
    ) AS t
WHERE t.tanggal_data IS NOT NULL
GROUP BY t.tanggal_data
ORDER BY t.tanggal_data

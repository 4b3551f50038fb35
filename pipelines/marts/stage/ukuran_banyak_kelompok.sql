-- Measures with several groups of people; only these get a kelompok 'semua'. Schools are no group of people.
-- grain: ukuran
-- order: none
SELECT k.ukuran
FROM
    (
        SELECT
            u.ukuran,
            p.kelompok_pengguna
        FROM
            (
                SELECT DISTINCT
                    platform,
                    kelompok_pengguna
                FROM pemanfaatan_platform
            ) AS p
        INNER JOIN ukuran AS u ON p.platform = u.platform
        WHERE
            u.dataset = 'pemanfaatan_platform'
            AND p.kelompok_pengguna <> 'satuan pendidikan'
        UNION ALL
        SELECT
            u.ukuran,
            p.peran AS kelompok_pengguna
        FROM (SELECT DISTINCT peran FROM pmm_aktivitas) AS p
        CROSS JOIN ukuran AS u
        WHERE u.dataset = 'pmm_aktivitas'
    ) AS k
GROUP BY k.ukuran
HAVING COUNT(*) > 1

-- For each main measure, group and cut-off: the latest cut-off of the calendar month 1, 3 and 12 months before.
-- grain: ukuran, kelompok_pengguna, tanggal_data, lag_bulan
-- order: none
WITH lag AS (
    SELECT 1 AS lag_bulan
    UNION ALL
    SELECT 3 AS lag_bulan
    UNION ALL
    SELECT 12 AS lag_bulan
)

SELECT
    k.ukuran,
    k.kelompok_pengguna,
    k.tanggal_data,
    g.lag_bulan,
    MAX(d.tanggal_data) AS tanggal_dasar
FROM cutoff_ukuran AS k
INNER JOIN ukuran AS u ON k.ukuran = u.ukuran
CROSS JOIN lag AS g
INNER JOIN cutoff_ukuran AS d
    ON
        k.ukuran = d.ukuran
        AND k.kelompok_pengguna = d.kelompok_pengguna
WHERE
    u.is_utama
    AND EXTRACT(YEAR FROM k.tanggal_data) * 12 + EXTRACT(MONTH FROM k.tanggal_data) - g.lag_bulan
    = EXTRACT(YEAR FROM d.tanggal_data) * 12 + EXTRACT(MONTH FROM d.tanggal_data)
GROUP BY
    k.ukuran,
    k.kelompok_pengguna,
    k.tanggal_data,
    g.lag_bulan

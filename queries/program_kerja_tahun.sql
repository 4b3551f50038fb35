-- The years in which any programme of work has a day: what the page's years list.
-- grain: tahun
-- order: tahun
SELECT
    t.tahun,
    COUNT(*) AS jumlah_program
FROM
    (
        SELECT UNNEST(RANGE(YEAR(tanggal_mulai), YEAR(tanggal_selesai) + 1)) AS tahun
        FROM program_kerja
        WHERE tanggal_selesai >= tanggal_mulai AND YEAR(tanggal_selesai) - YEAR(tanggal_mulai) <= 10
    ) AS t
GROUP BY t.tahun
ORDER BY t.tahun

-- The programs, levels and years that any event has: what the page's options list.
-- grain: program, level, tahun
-- order: program, level, tahun
SELECT
    program,
    level,
    CAST(EXTRACT(YEAR FROM tanggal_mulai) AS BIGINT) AS tahun,
    COUNT(*) AS jumlah_kegiatan
FROM bimtek_kegiatan
GROUP BY
    program,
    level,
    tahun
ORDER BY
    program,
    level,
    tahun

-- Stretches of each indicator's years between changes of instrument (rapor_patahan), numbered from 1; only years from
-- the first change on are here, all others are stretch 1.
-- grain: kelompok, kode, jenis, tahun
-- order: none
SELECT
    t.kelompok,
    t.kode,
    t.jenis,
    t.tahun,
    CAST(1 + COUNT(p.tahun) AS BIGINT) AS ruas
FROM (
    SELECT
        kelompok,
        kode,
        jenis,
        tahun
    FROM rapor_capaian
    GROUP BY
        kelompok,
        kode,
        jenis,
        tahun
) AS t
INNER JOIN rapor_patahan AS p
    ON t.kelompok = p.kelompok AND t.kode = p.kode AND t.jenis = p.jenis AND t.tahun >= p.tahun
GROUP BY
    t.kelompok,
    t.kode,
    t.jenis,
    t.tahun

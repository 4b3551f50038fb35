-- Rapor Pendidikan of each satuan pendidikan as published, mostly labels without a value, for the page of one school.
-- `ruas` numbers the stretches of an indicator's years between changes of instrument (rapor_patahan).
-- grain: npsn, tahun, kelompok, jenis, status, kode, rincian
-- order: npsn, tahun, kelompok, kode, jenis, status, rincian
WITH tahun_ada AS (
    SELECT
        kelompok,
        kode,
        jenis,
        tahun
    FROM rapor_capaian
    WHERE tingkat = 'satuan_pendidikan'
    GROUP BY
        kelompok,
        kode,
        jenis,
        tahun
),

ruas AS (
    SELECT
        t.kelompok,
        t.kode,
        t.jenis,
        t.tahun,
        CAST(1 + COUNT(p.tahun) AS BIGINT) AS ruas
    FROM tahun_ada AS t
    INNER JOIN rapor_patahan AS p
        ON t.kelompok = p.kelompok AND t.kode = p.kode AND t.jenis = p.jenis AND t.tahun >= p.tahun
    GROUP BY
        t.kelompok,
        t.kode,
        t.jenis,
        t.tahun
)

SELECT
    r.npsn,
    r.tahun,
    r.kelompok,
    r.jenis,
    r.status,
    r.kode,
    r.rincian,
    r.nama,
    r.nilai,
    r.label,
    r.alasan_tidak_tersedia,
    COALESCE(u.ruas, CAST(1 AS BIGINT)) AS ruas
FROM rapor_capaian AS r
LEFT JOIN ruas AS u ON r.kelompok = u.kelompok AND r.kode = u.kode AND r.jenis = u.jenis AND r.tahun = u.tahun
WHERE r.tingkat = 'satuan_pendidikan' AND r.npsn IS NOT NULL
ORDER BY
    r.npsn,
    r.tahun,
    r.kelompok,
    r.kode,
    r.jenis,
    r.status,
    r.rincian

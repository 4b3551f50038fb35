-- The goals a plan may serve, each with the criteria of need proposed for it and their weights.
-- grain: tujuan, kriteria
-- order: urutan, bobot descending, kriteria
SELECT
    tujuan,
    nama,
    urutan,
    kriteria,
    bobot,
    alasan,
    sumber
FROM tujuan
ORDER BY
    urutan ASC,
    bobot DESC,
    kriteria ASC

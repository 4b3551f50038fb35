-- Hypotheses of which indicator may lie behind which weak one; a code means different things in PAUD and Dasmen.
-- grain: gejala, akar
-- order: gejala by its numbers (D.3 before D.10), akar by its numbers, a parent before its parts
-- $kelompok: VARCHAR, 'PAUD' | 'DASMEN'
SELECT
    gejala,
    akar,
    alasan,
    sumber
FROM akar_masalah
WHERE kelompok = $kelompok
ORDER BY
    SPLIT_PART(gejala, '.', 1),
    TRY_CAST(SPLIT_PART(gejala, '.', 2) AS INTEGER),
    TRY_CAST(SPLIT_PART(gejala, '.', 3) AS INTEGER) NULLS FIRST,
    gejala,
    SPLIT_PART(akar, '.', 1),
    TRY_CAST(SPLIT_PART(akar, '.', 2) AS INTEGER),
    TRY_CAST(SPLIT_PART(akar, '.', 3) AS INTEGER) NULLS FIRST,
    akar

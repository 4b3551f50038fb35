-- The catalogue of context measures: definition, unit, direction, caveat and where the definition comes from.
-- grain: ukuran
-- order: urutan
SELECT
    ukuran,
    urutan,
    nama,
    satuan,
    definisi,
    arah,
    peringatan,
    sumber
FROM konteks
ORDER BY urutan

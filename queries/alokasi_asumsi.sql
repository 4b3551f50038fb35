-- The assumptions a training plan starts from: levels, journeys, cities, limits. An office puts its own in their place.
-- grain: bagian, kode, besaran
-- order: bagian, kode, besaran
SELECT
    bagian,
    kode,
    nama,
    besaran,
    nilai,
    satuan,
    sumber
FROM biaya_bimtek
ORDER BY
    bagian,
    kode,
    besaran

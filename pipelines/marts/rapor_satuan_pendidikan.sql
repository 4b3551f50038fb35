-- Rapor Pendidikan of each satuan pendidikan as published, mostly labels without a value, for the page of one school.
-- `ruas` numbers the stretches of an indicator's years between changes of instrument (rapor_patahan).
-- grain: npsn, tahun, kelompok, jenis, status, kode, rincian
-- order: npsn, tahun, kelompok, kode, jenis, status, rincian
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
LEFT JOIN rapor_ruas AS u ON r.kelompok = u.kelompok AND r.kode = u.kode AND r.jenis = u.jenis AND r.tahun = u.tahun
WHERE r.tingkat = 'satuan_pendidikan' AND r.npsn IS NOT NULL
ORDER BY
    r.npsn,
    r.tahun,
    r.kelompok,
    r.kode,
    r.jenis,
    r.status,
    r.rincian

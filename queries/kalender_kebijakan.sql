-- Policy calendar: what happened when, and to which platforms.
-- grain: tanggal_mulai, peristiwa
-- order: tanggal_mulai, peristiwa
SELECT
    tanggal_mulai,
    tanggal_selesai,
    peristiwa,
    jenis,
    platform,
    dampak,
    is_batas_deret,
    sumber
FROM kalender_kebijakan
ORDER BY
    tanggal_mulai,
    peristiwa

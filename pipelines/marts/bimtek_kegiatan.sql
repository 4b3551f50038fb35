-- Training events, carried over whole; a small dataset.
-- grain: kegiatan_id
-- order: tanggal_mulai, kegiatan_id
SELECT *
FROM bimtek_kegiatan
ORDER BY
    tanggal_mulai,
    kegiatan_id

-- What was published, carried over whole; a small dataset.
-- grain: tautan
-- order: tanggal, tautan
SELECT *
FROM publikasi
ORDER BY
    tanggal,
    tautan

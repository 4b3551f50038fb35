-- The day each satuan pendidikan was first reached by any event: the last day of its first event attended.
-- grain: npsn
-- order: none
SELECT
    h.npsn,
    MIN(k.tanggal_selesai) AS tanggal_pertama
FROM bimtek_kehadiran AS h
INNER JOIN bimtek_kegiatan AS k ON h.kegiatan_id = k.kegiatan_id
WHERE
    h.npsn IS NOT NULL
    AND h.is_hadir
GROUP BY h.npsn

-- What the attendance lists lack: lines whose event is on no list of events, lines without NPSN, lines whose NPSN is
-- on no list of schools; and the last day of the last event that has a list. No row without attendance.
-- grain: tanggal_data
-- order: tanggal_data
SELECT
    t.tanggal_data,
    CAST(SUM(t.baris) AS BIGINT) AS jumlah_baris,
    CAST(SUM(t.tanpa_kegiatan) AS BIGINT) AS jumlah_tanpa_kegiatan,
    CAST(SUM(t.tanpa_npsn) AS BIGINT) AS jumlah_tanpa_npsn,
    CAST(SUM(t.npsn_asing) AS BIGINT) AS jumlah_npsn_tak_dikenal
FROM
    (
        SELECT
            e.tanggal_data,
            1 AS baris,
            CASE WHEN k.kegiatan_id IS NULL THEN 1 ELSE 0 END AS tanpa_kegiatan,
            CASE WHEN h.npsn IS NULL THEN 1 ELSE 0 END AS tanpa_npsn,
            CASE WHEN h.npsn IS NOT NULL AND s.npsn IS NULL THEN 1 ELSE 0 END AS npsn_asing
        FROM bimtek_kehadiran AS h
        CROSS JOIN
            (
                SELECT MAX(tanggal_selesai) AS tanggal_data
                FROM bimtek_kegiatan
                WHERE kegiatan_id IN (SELECT kegiatan_id FROM bimtek_kehadiran)
            ) AS e
        LEFT JOIN bimtek_kegiatan AS k ON h.kegiatan_id = k.kegiatan_id
        LEFT JOIN sekolah AS s ON h.npsn = s.npsn
    ) AS t
GROUP BY t.tanggal_data
ORDER BY t.tanggal_data

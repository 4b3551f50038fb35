-- Every school of another dataset stands in some school list, once there is one. One row a school that does
-- not.
-- keparahan: catatan
-- pesan: {jumlah} NPSN muncul di ekspor lain tetapi tidak di daftar satuan pendidikan mana pun. Muat daftar
--   Dapodik yang lebih baru.
WITH dipakai AS (
    SELECT DISTINCT
        npsn,
        'PMM' AS asal
    FROM pmm_aktivitas
    UNION ALL
    SELECT DISTINCT
        npsn,
        'pemanfaatan platform' AS asal
    FROM pemanfaatan_platform
    WHERE npsn IS NOT NULL
    UNION ALL
    SELECT DISTINCT
        npsn,
        'Rapor' AS asal
    FROM rapor_capaian
    WHERE npsn IS NOT NULL
    UNION ALL
    SELECT DISTINCT
        npsn,
        'daftar hadir' AS asal
    FROM bimtek_kehadiran
    WHERE npsn IS NOT NULL
)

SELECT 'NPSN ' || d.npsn || ' (' || STRING_AGG(d.asal, ', ' ORDER BY d.asal) || ')' AS temuan
FROM dipakai AS d
WHERE
    d.npsn NOT IN (SELECT npsn FROM satuan_pendidikan)
    AND EXISTS (SELECT 1 FROM satuan_pendidikan)
GROUP BY d.npsn

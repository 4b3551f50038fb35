-- Which satuan pendidikan came to which event, with how many people: counts of 1 to 4 are never kept (NULL), nor the
-- counts of an event whose total would give a single hidden one away, nor certificates that tell who of a few went
-- without.
-- grain: npsn, kegiatan_id
-- order: npsn, tanggal_mulai, kegiatan_id
SELECT
    t.npsn,
    t.kegiatan_id,
    t.nama,
    t.program,
    t.level,
    t.tanggal_mulai,
    t.tanggal_selesai,
    t.hadir > 0 AS is_terjangkau,
    CASE
        WHEN t.is_rahasia_hadir OR (t.rahasia_hadir = 1 AND t.tanpa_npsn = 0) THEN NULL
        ELSE t.hadir
    END AS jumlah_hadir,
    CASE
        WHEN t.is_rahasia_sertifikat OR (t.rahasia_sertifikat = 1 AND t.tanpa_npsn = 0) THEN NULL
        ELSE t.sertifikat
    END AS jumlah_sertifikat
FROM
    (
        SELECT
            r.*,
            SUM(CASE WHEN r.is_rahasia_hadir THEN 1 ELSE 0 END) OVER (PARTITION BY r.kegiatan_id) AS rahasia_hadir,
            SUM(CASE WHEN r.is_rahasia_sertifikat THEN 1 ELSE 0 END) OVER (PARTITION BY r.kegiatan_id)
                AS rahasia_sertifikat
        FROM
            (
                SELECT
                    s.npsn,
                    s.kegiatan_id,
                    k.nama,
                    k.program,
                    k.level,
                    k.tanggal_mulai,
                    k.tanggal_selesai,
                    s.hadir,
                    s.sertifikat,
                    e.tanpa_npsn,
                    s.hadir BETWEEN 1 AND 4 AS is_rahasia_hadir,
                    s.hadir BETWEEN 1 AND 4
                    OR s.sertifikat BETWEEN 1 AND 4
                    OR s.hadir - s.sertifikat BETWEEN 1 AND 4 AS is_rahasia_sertifikat
                FROM
                    (
                        SELECT
                            npsn,
                            kegiatan_id,
                            CAST(COUNT(DISTINCT CASE WHEN is_hadir THEN peserta END) AS BIGINT) AS hadir,
                            CAST(COUNT(DISTINCT CASE WHEN is_sertifikat THEN peserta END) AS BIGINT) AS sertifikat
                        FROM bimtek_peserta
                        WHERE npsn IS NOT NULL
                        GROUP BY
                            npsn,
                            kegiatan_id
                    ) AS s
                INNER JOIN
                    (
                        SELECT
                            kegiatan_id,
                            SUM(CASE WHEN npsn IS NULL AND is_hadir THEN 1 ELSE 0 END) AS tanpa_npsn
                        FROM bimtek_peserta
                        GROUP BY kegiatan_id
                    ) AS e
                    ON s.kegiatan_id = e.kegiatan_id
                INNER JOIN bimtek_kegiatan AS k ON s.kegiatan_id = k.kegiatan_id
            ) AS r
    ) AS t
ORDER BY
    t.npsn,
    t.tanggal_mulai,
    t.kegiatan_id

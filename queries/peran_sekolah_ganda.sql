-- Schools that people of two organisers trained in one year with trainings that can be compared: of the same level,
-- or, where the level says nothing (lainnya), of the same programme. Coordination meetings, webinars and contests are
-- no training of one school. An organiser that was renamed is one (BGP to BGTK, BBPMP and BPMP).
-- grain: tahun, penyelenggara_1, penyelenggara_2, setara
-- order: jumlah_satuan descending, penyelenggara_1, penyelenggara_2, setara
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = the nation
-- $tahun: BIGINT, year of the training's first day
WITH dilatih AS (
    SELECT
        YEAR(b.tanggal_mulai) AS tahun,
        b.npsn,
        REGEXP_REPLACE(
            REGEXP_REPLACE(
                TRIM(k.penyelenggara),
                '^(BBPMP|LPMP|BPMP)\b',
                'BPMP'
            ),
            '^(BBGP|BGP|BBGTK|KGTK|BGTK)\b',
            'BGTK'
        ) AS penyelenggara,
        CASE WHEN b.level = 'lainnya' THEN b.program ELSE 'tingkat ' || b.level END AS setara,
        SUM(b.jumlah_hadir) AS jumlah_hadir,
        BOOL_OR(b.jumlah_hadir IS NULL) AS is_rahasia
    FROM bimtek_satuan_pendidikan AS b
    INNER JOIN bimtek_kegiatan AS k ON b.kegiatan_id = k.kegiatan_id
    LEFT JOIN satuan_pendidikan AS s ON b.npsn = s.npsn
    WHERE
        b.is_terjangkau
        AND b.level NOT IN ('rakor', 'webinar', 'Kihajar')
        AND YEAR(b.tanggal_mulai) = $tahun
        AND ($kode_provinsi IS NULL OR s.kode_provinsi_kemendagri = $kode_provinsi)
    GROUP BY ALL
)

SELECT
    a.tahun,
    a.penyelenggara AS penyelenggara_1,
    b.penyelenggara AS penyelenggara_2,
    a.setara,
    COUNT(*) AS jumlah_satuan,
    CAST(SUM(COALESCE(a.jumlah_hadir, 0) + COALESCE(b.jumlah_hadir, 0)) AS BIGINT) AS jumlah_hadir,
    CAST(SUM(CASE WHEN a.is_rahasia OR b.is_rahasia THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_satuan_rahasia
FROM dilatih AS a
INNER JOIN dilatih AS b
    ON
        a.npsn = b.npsn
        AND a.tahun = b.tahun
        AND a.setara = b.setara
        AND a.penyelenggara < b.penyelenggara
GROUP BY
    a.tahun,
    a.penyelenggara,
    b.penyelenggara,
    a.setara
ORDER BY
    jumlah_satuan DESC,
    penyelenggara_1 ASC,
    penyelenggara_2 ASC,
    a.setara ASC

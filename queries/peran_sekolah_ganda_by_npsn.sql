-- The schools behind peran_sekolah_ganda: one row a school, pair of organisers and comparable training of a year.
-- grain: npsn, penyelenggara_1, penyelenggara_2, setara
-- order: kode_kab_kota_kemendagri, nama, npsn, penyelenggara_1, penyelenggara_2, setara
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = the nation
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = all of the province
-- $tahun: BIGINT, year of the training's first day
WITH dilatih AS (
    SELECT DISTINCT
        b.npsn,
        s.nama,
        s.kode_provinsi_kemendagri,
        s.kode_kab_kota_kemendagri,
        REGEXP_REPLACE(
            REGEXP_REPLACE(
                TRIM(k.penyelenggara),
                '^(BBPMP|LPMP|BPMP)\b',
                'BPMP'
            ),
            '^(BBGP|BGP|BBGTK|KGTK|BGTK)\b',
            'BGTK'
        ) AS penyelenggara,
        CASE WHEN b.level = 'lainnya' THEN b.program ELSE 'tingkat ' || b.level END AS setara
    FROM bimtek_satuan_pendidikan AS b
    INNER JOIN bimtek_kegiatan AS k ON b.kegiatan_id = k.kegiatan_id
    LEFT JOIN satuan_pendidikan AS s ON b.npsn = s.npsn
    WHERE
        b.is_terjangkau
        AND b.level NOT IN ('rakor', 'webinar', 'Kihajar')
        AND YEAR(b.tanggal_mulai) = $tahun
        AND ($kode_provinsi IS NULL OR s.kode_provinsi_kemendagri = $kode_provinsi)
        AND ($kode_kab_kota IS NULL OR s.kode_kab_kota_kemendagri = $kode_kab_kota)
)

SELECT
    a.npsn,
    a.nama,
    a.kode_provinsi_kemendagri,
    a.kode_kab_kota_kemendagri,
    r.nama AS nama_kab_kota,
    a.penyelenggara AS penyelenggara_1,
    b.penyelenggara AS penyelenggara_2,
    a.setara
FROM dilatih AS a
INNER JOIN dilatih AS b
    ON
        a.npsn = b.npsn
        AND a.setara = b.setara
        AND a.penyelenggara < b.penyelenggara
LEFT JOIN kab_kota AS r ON a.kode_kab_kota_kemendagri = r.kode_kab_kota_kemendagri
ORDER BY
    a.kode_kab_kota_kemendagri,
    a.nama,
    a.npsn,
    penyelenggara_1,
    penyelenggara_2,
    a.setara

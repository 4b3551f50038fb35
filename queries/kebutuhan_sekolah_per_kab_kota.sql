-- The schools of a kab/kota with what may be a reason to accompany them: use of a main measure at its latest cut-off,
-- how many of the named Rapor indicators carry their family's lowest label in the newest Rapor of schools, whether
-- anyone ever came to a bimtek, 3T and BAKTI. NULL is not known. A list to work with, never a ranking.
-- grain: npsn
-- order: kecamatan, nama, npsn
-- $kode_kab_kota: VARCHAR, Kemendagri code
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $indikator: VARCHAR, kelompok and code joined by '|', e.g. 'DASMEN:A.1|PAUD:B.8'; '' = none
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
WITH terpilih AS (
    SELECT
        i.kelompok,
        i.kode,
        MAX(SPLIT_PART(i.label_terbaik_ke_terburuk, '|', -1)) AS label_terendah
    FROM indikator AS i
    WHERE '|' || $indikator || '|' LIKE '%|' || i.kelompok || ':' || i.kode || '|%'
    GROUP BY i.kelompok, i.kode
),

rapor AS (
    SELECT
        r.npsn,
        MAX(r.tahun) AS tahun_rapor,
        CAST(COUNT(DISTINCT r.kode) AS BIGINT) AS jumlah_indikator,
        CAST(COUNT(DISTINCT CASE WHEN r.label = t.label_terendah THEN r.kode END) AS BIGINT) AS jumlah_terendah,
        STRING_AGG(
            DISTINCT CASE WHEN r.label = t.label_terendah THEN r.kode END, ', '
            ORDER BY CASE WHEN r.label = t.label_terendah THEN r.kode END
        ) AS indikator_terendah
    FROM rapor_satuan_pendidikan AS r
    INNER JOIN terpilih AS t ON r.kelompok = t.kelompok AND r.kode = t.kode
    WHERE
        r.rincian = 'capaian'
        AND r.label IS NOT NULL
        AND r.tahun = (SELECT MAX(a.tahun) FROM rapor_satuan_pendidikan AS a)
    GROUP BY r.npsn
),

terjangkau AS (
    SELECT
        npsn,
        BOOL_OR(is_terjangkau) AS is_terjangkau
    FROM bimtek_satuan_pendidikan
    GROUP BY npsn
)

SELECT
    s.npsn,
    s.nama,
    s.kecamatan,
    s.jenjang,
    s.status,
    s.is_3t,
    s.is_bakti,
    CASE WHEN (SELECT COUNT(*) FROM terjangkau) > 0 THEN COALESCE(b.is_terjangkau, FALSE) END AS is_terjangkau,
    p.tanggal_data AS tanggal_pemanfaatan,
    p.x,
    p.m,
    r.tahun_rapor,
    r.jumlah_indikator,
    r.jumlah_terendah,
    r.indikator_terendah
FROM satuan_pendidikan AS s
LEFT JOIN pemanfaatan_satuan_pendidikan AS p ON s.npsn = p.npsn AND p.ukuran = $ukuran
LEFT JOIN rapor AS r ON s.npsn = r.npsn
LEFT JOIN terjangkau AS b ON s.npsn = b.npsn
WHERE
    s.kode_kab_kota_kemendagri = $kode_kab_kota
    AND ($jenjang = 'Semua' OR s.jenjang = $jenjang)
    AND ($status = 'Semua' OR s.status = $status)
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND s.kewenangan = 'Kemenag')
        OR ($kewenangan = 'tanpa_kemenag' AND COALESCE(s.kewenangan, '') <> 'Kemenag')
    )
ORDER BY
    s.kecamatan,
    s.nama,
    s.npsn

-- Each kecamatan of a kab/kota on a main measure, for the measure's main user group: the schools at their common
-- latest cut-off, as sums from which shares and intervals follow. Schools without a kecamatan are one row (NULL).
-- grain: kecamatan
-- order: kecamatan
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kode_kab_kota: VARCHAR, Kemendagri code
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
WITH sekolah AS (
    SELECT
        p.kecamatan,
        p.tanggal_data,
        p.x,
        p.m
    FROM pemanfaatan_satuan_pendidikan AS p
    WHERE
        p.ukuran = $ukuran
        AND p.kode_kab_kota_kemendagri = $kode_kab_kota
        AND p.m > 0
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
)

SELECT
    s.kecamatan,
    MAX(s.tanggal_data) AS tanggal_data,
    CAST(COUNT(*) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(s.x) AS BIGINT) AS x,
    CAST(SUM(s.m) AS BIGINT) AS m,
    CAST(SUM(s.x * s.x) AS BIGINT) AS xx,
    CAST(SUM(s.m * s.m) AS BIGINT) AS mm,
    CAST(SUM(s.x * s.m) AS BIGINT) AS xm
FROM sekolah AS s
WHERE s.tanggal_data = (SELECT MAX(l.tanggal_data) FROM sekolah AS l)
GROUP BY s.kecamatan
ORDER BY s.kecamatan NULLS LAST

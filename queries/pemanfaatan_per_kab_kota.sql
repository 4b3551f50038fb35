-- Use of one measure in every kab/kota of the nation, an island group or a province at one cut-off; one without data
-- has NULL sums.
-- grain: kode_kab_kota_kemendagri
-- order: kode_kab_kota_kemendagri
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kelompok_pengguna: VARCHAR, user group, or 'semua'
-- $tanggal_data: DATE, the cut-off
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
-- $pulau: VARCHAR, island group; NULL = all
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = all
WITH terpakai AS (
    SELECT
        p.kode_kab_kota_kemendagri,
        CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
        CAST(SUM(p.x) AS BIGINT) AS x,
        CAST(SUM(p.m) AS BIGINT) AS m,
        CASE WHEN COUNT(p.xx) = COUNT(p.m) THEN CAST(SUM(p.xx) AS BIGINT) END AS xx,
        CASE WHEN COUNT(p.mm) = COUNT(p.m) THEN CAST(SUM(p.mm) AS BIGINT) END AS mm,
        CASE WHEN COUNT(p.xm) = COUNT(p.m) THEN CAST(SUM(p.xm) AS BIGINT) END AS xm
    FROM pemanfaatan_kab_kota_bulan AS p
    WHERE
        p.ukuran = $ukuran
        AND p.kelompok_pengguna = $kelompok_pengguna
        AND p.tanggal_data = $tanggal_data
        AND ($pulau IS NULL OR p.pulau = $pulau)
        AND ($kode_provinsi IS NULL OR p.kode_provinsi_kemendagri = $kode_provinsi)
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
    GROUP BY p.kode_kab_kota_kemendagri
)

SELECT
    w.kode_kab_kota_kemendagri,
    w.nama,
    w.jenis,
    v.kode_provinsi_kemendagri,
    v.nama AS nama_provinsi,
    v.pulau,
    t.jumlah_satuan,
    t.x,
    t.m,
    t.xx,
    t.mm,
    t.xm
FROM kab_kota AS w
INNER JOIN provinsi AS v ON w.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN terpakai AS t ON w.kode_kab_kota_kemendagri = t.kode_kab_kota_kemendagri
WHERE
    ($pulau IS NULL OR v.pulau = $pulau)
    AND ($kode_provinsi IS NULL OR v.kode_provinsi_kemendagri = $kode_provinsi)
ORDER BY w.kode_kab_kota_kemendagri

-- Change of one measure in every province against some months before, over schools present at both (paired).
-- 0 = before, 1 = now; a province without both cut-offs has NULL sums.
-- grain: kode_provinsi_kemendagri (38)
-- order: kode_provinsi_kemendagri
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kelompok_pengguna: VARCHAR, user group, or 'semua'
-- $tanggal_data: DATE, the cut-off
-- $lag_bulan: INTEGER, 1 | 3 | 12
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    v.kode_provinsi_kemendagri,
    v.nama,
    v.singkatan,
    v.pulau,
    MAX(p.tanggal_dasar) AS tanggal_dasar,
    CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m1) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
    CAST(SUM(p.x0) AS BIGINT) AS x0,
    CAST(SUM(p.m0) AS BIGINT) AS m0,
    CAST(SUM(p.x1) AS BIGINT) AS x1,
    CAST(SUM(p.m1) AS BIGINT) AS m1,
    CASE WHEN COUNT(p.x0x0) = COUNT(p.m1) THEN CAST(SUM(p.x0x0) AS BIGINT) END AS x0x0,
    CASE WHEN COUNT(p.x0m0) = COUNT(p.m1) THEN CAST(SUM(p.x0m0) AS BIGINT) END AS x0m0,
    CASE WHEN COUNT(p.m0m0) = COUNT(p.m1) THEN CAST(SUM(p.m0m0) AS BIGINT) END AS m0m0,
    CASE WHEN COUNT(p.x1x1) = COUNT(p.m1) THEN CAST(SUM(p.x1x1) AS BIGINT) END AS x1x1,
    CASE WHEN COUNT(p.x1m1) = COUNT(p.m1) THEN CAST(SUM(p.x1m1) AS BIGINT) END AS x1m1,
    CASE WHEN COUNT(p.m1m1) = COUNT(p.m1) THEN CAST(SUM(p.m1m1) AS BIGINT) END AS m1m1,
    CASE WHEN COUNT(p.x0x1) = COUNT(p.m1) THEN CAST(SUM(p.x0x1) AS BIGINT) END AS x0x1,
    CASE WHEN COUNT(p.x0m1) = COUNT(p.m1) THEN CAST(SUM(p.x0m1) AS BIGINT) END AS x0m1,
    CASE WHEN COUNT(p.m0x1) = COUNT(p.m1) THEN CAST(SUM(p.m0x1) AS BIGINT) END AS m0x1,
    CASE WHEN COUNT(p.m0m1) = COUNT(p.m1) THEN CAST(SUM(p.m0m1) AS BIGINT) END AS m0m1
FROM provinsi AS v
LEFT JOIN perubahan_kab_kota_bulan AS p
    ON
        v.kode_provinsi_kemendagri = p.kode_provinsi_kemendagri
        AND p.ukuran = $ukuran
        AND p.kelompok_pengguna = $kelompok_pengguna
        AND p.lag_bulan = $lag_bulan
        AND p.tanggal_data = $tanggal_data
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
GROUP BY
    v.kode_provinsi_kemendagri,
    v.nama,
    v.singkatan,
    v.pulau
ORDER BY v.kode_provinsi_kemendagri

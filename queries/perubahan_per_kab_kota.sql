-- Change of one measure in every kab/kota of a province against some months before, paired by school.
-- 0 = before, 1 = now; a kab/kota without both cut-offs has NULL sums.
-- grain: kode_kab_kota_kemendagri
-- order: kode_kab_kota_kemendagri
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kelompok_pengguna: VARCHAR, user group, or 'semua'
-- $tanggal_data: DATE, the cut-off
-- $lag_bulan: INTEGER, 1 | 3 | 12
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
-- $kode_provinsi: VARCHAR, Kemendagri code
SELECT
    w.kode_kab_kota_kemendagri,
    w.nama,
    w.jenis,
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
FROM kab_kota AS w
LEFT JOIN perubahan_kab_kota_bulan AS p
    ON
        w.kode_kab_kota_kemendagri = p.kode_kab_kota_kemendagri
        AND p.kode_provinsi_kemendagri = $kode_provinsi
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
WHERE w.kode_provinsi_kemendagri = $kode_provinsi
GROUP BY
    w.kode_kab_kota_kemendagri,
    w.nama,
    w.jenis
ORDER BY w.kode_kab_kota_kemendagri

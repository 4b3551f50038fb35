-- Use of one measure in every kab/kota of the country at one cut-off; one without data has NULL sums.
-- grain: kode_kab_kota_kemendagri (514)
-- order: kode_kab_kota_kemendagri
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kelompok_pengguna: VARCHAR, user group, or 'semua'
-- $tanggal_data: DATE, the cut-off
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    w.kode_kab_kota_kemendagri,
    w.nama,
    v.kode_provinsi_kemendagri,
    v.nama AS provinsi,
    v.pulau,
    CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
    CAST(SUM(p.x) AS BIGINT) AS x,
    CAST(SUM(p.m) AS BIGINT) AS m,
    CASE WHEN COUNT(p.xx) = COUNT(p.m) THEN CAST(SUM(p.xx) AS BIGINT) END AS xx,
    CASE WHEN COUNT(p.mm) = COUNT(p.m) THEN CAST(SUM(p.mm) AS BIGINT) END AS mm,
    CASE WHEN COUNT(p.xm) = COUNT(p.m) THEN CAST(SUM(p.xm) AS BIGINT) END AS xm
FROM kab_kota AS w
INNER JOIN provinsi AS v ON w.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN pemanfaatan_kab_kota_bulan AS p
    ON
        w.kode_kab_kota_kemendagri = p.kode_kab_kota_kemendagri
        AND p.ukuran = $ukuran
        AND p.kelompok_pengguna = $kelompok_pengguna
        AND p.tanggal_data = $tanggal_data
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
GROUP BY
    w.kode_kab_kota_kemendagri,
    w.nama,
    v.kode_provinsi_kemendagri,
    v.nama,
    v.pulau
ORDER BY w.kode_kab_kota_kemendagri

-- Use of one measure in each province over all its cut-offs.
-- grain: kode_provinsi_kemendagri, tanggal_data
-- order: kode_provinsi_kemendagri, tanggal_data
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kelompok_pengguna: VARCHAR, user group, or 'semua'
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    v.kode_provinsi_kemendagri,
    v.nama,
    v.singkatan,
    v.pulau,
    p.tanggal_data,
    CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
    CAST(SUM(p.x) AS BIGINT) AS x,
    CAST(SUM(p.m) AS BIGINT) AS m,
    CASE WHEN COUNT(p.xx) = COUNT(p.m) THEN CAST(SUM(p.xx) AS BIGINT) END AS xx,
    CASE WHEN COUNT(p.mm) = COUNT(p.m) THEN CAST(SUM(p.mm) AS BIGINT) END AS mm,
    CASE WHEN COUNT(p.xm) = COUNT(p.m) THEN CAST(SUM(p.xm) AS BIGINT) END AS xm
FROM pemanfaatan_kab_kota_bulan AS p
INNER JOIN provinsi AS v ON p.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
WHERE
    p.ukuran = $ukuran
    AND p.kelompok_pengguna = $kelompok_pengguna
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
    v.pulau,
    p.tanggal_data
ORDER BY
    v.kode_provinsi_kemendagri,
    p.tanggal_data

-- Use of one measure at one cut-off in one place, by kind of school; only exports that tell schools apart have jenjang
-- and status other than 'Semua'.
-- grain: jenjang, status
-- order: jenjang, status
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kelompok_pengguna: VARCHAR, user group, or 'semua'
-- $tanggal_data: DATE, the cut-off
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
-- $pulau: VARCHAR, island group; NULL = not narrowed
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = not narrowed
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = not narrowed
SELECT
    p.jenjang,
    p.status,
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
    AND ($kode_kab_kota IS NULL OR p.kode_kab_kota_kemendagri = $kode_kab_kota)
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
        OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
    )
GROUP BY
    p.jenjang,
    p.status
ORDER BY
    p.jenjang,
    p.status

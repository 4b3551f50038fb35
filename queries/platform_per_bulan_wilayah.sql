-- Use of one measure over all its cut-offs in each of some provinces or kab/kota.
-- grain: kode_wilayah, tanggal_data
-- order: kode_wilayah, tanggal_data
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kelompok_pengguna: VARCHAR, user group, or 'semua'
-- $wilayah: VARCHAR, Kemendagri codes of provinces or kab/kota parted by |
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
WITH wilayah AS (
    SELECT
        v.kode_provinsi_kemendagri AS kode_wilayah,
        v.kode_provinsi_kemendagri,
        CAST(NULL AS VARCHAR) AS kode_kab_kota_kemendagri
    FROM provinsi AS v
    WHERE STRPOS('|' || $wilayah || '|', '|' || v.kode_provinsi_kemendagri || '|') > 0
    UNION ALL
    SELECT
        w.kode_kab_kota_kemendagri AS kode_wilayah,
        w.kode_provinsi_kemendagri,
        w.kode_kab_kota_kemendagri
    FROM kab_kota AS w
    WHERE STRPOS('|' || $wilayah || '|', '|' || w.kode_kab_kota_kemendagri || '|') > 0
)

SELECT
    w.kode_wilayah,
    p.tanggal_data,
    CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
    CAST(SUM(p.x) AS BIGINT) AS x,
    CAST(SUM(p.m) AS BIGINT) AS m,
    CASE WHEN COUNT(p.xx) = COUNT(p.m) THEN CAST(SUM(p.xx) AS BIGINT) END AS xx,
    CASE WHEN COUNT(p.mm) = COUNT(p.m) THEN CAST(SUM(p.mm) AS BIGINT) END AS mm,
    CASE WHEN COUNT(p.xm) = COUNT(p.m) THEN CAST(SUM(p.xm) AS BIGINT) END AS xm
FROM wilayah AS w
INNER JOIN pemanfaatan_kab_kota_bulan AS p
    ON
        w.kode_provinsi_kemendagri = p.kode_provinsi_kemendagri
        AND (w.kode_kab_kota_kemendagri IS NULL OR w.kode_kab_kota_kemendagri = p.kode_kab_kota_kemendagri)
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
    w.kode_wilayah,
    p.tanggal_data
ORDER BY
    w.kode_wilayah,
    p.tanggal_data

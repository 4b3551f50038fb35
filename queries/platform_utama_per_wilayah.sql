-- The main measure of every platform in each of some provinces or kab/kota, at the measure's last cut-off not after a
-- date. One cut-off for all regions, so that they compare.
-- grain: ukuran, kode_wilayah
-- order: ukuran, kode_wilayah
-- $wilayah: VARCHAR, Kemendagri codes of provinces or kab/kota parted by |
-- $tanggal_data: DATE, no cut-off after this
-- $jenjang: VARCHAR, 'Semua' = all; another one leaves out sources that do not tell jenjang apart
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
),

terakhir AS (
    SELECT
        u.ukuran,
        u.kelompok_utama AS kelompok_pengguna,
        MAX(c.tanggal_data) AS tanggal_data
    FROM ukuran AS u
    INNER JOIN cutoff_ukuran AS c
        ON
            u.ukuran = c.ukuran
            AND u.kelompok_utama = c.kelompok_pengguna
    WHERE
        u.is_utama
        AND c.tanggal_data <= $tanggal_data
    GROUP BY
        u.ukuran,
        u.kelompok_utama
)

SELECT
    t.ukuran,
    w.kode_wilayah,
    t.kelompok_pengguna,
    t.tanggal_data,
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
INNER JOIN terakhir AS t
    ON
        p.ukuran = t.ukuran
        AND p.kelompok_pengguna = t.kelompok_pengguna
        AND p.tanggal_data = t.tanggal_data
WHERE
    ($jenjang = 'Semua' OR p.jenjang = $jenjang)
    AND ($status = 'Semua' OR p.status = $status)
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
        OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
    )
GROUP BY
    t.ukuran,
    w.kode_wilayah,
    t.kelompok_pengguna,
    t.tanggal_data
ORDER BY
    t.ukuran,
    w.kode_wilayah

-- Use of some measures by their main group, in some regions, at every cut-off: sufficient statistics, once with all
-- schools and once without those of the Kemenag, for a target does not say which of the two it counts.
-- grain: ukuran, wilayah, kewenangan, tanggal_data
-- order: ukuran, wilayah, kewenangan, tanggal_data
-- $ukuran: VARCHAR, measure ids parted by |
-- $wilayah: VARCHAR, 'nasional' and Kemendagri codes parted by |
WITH dipilih AS (
    SELECT
        p.ukuran,
        p.tanggal_data,
        p.kode_provinsi_kemendagri,
        p.kode_kab_kota_kemendagri,
        p.kewenangan = 'Kemenag' AS is_kemenag,
        SUM(CASE WHEN p.jumlah_satuan IS NULL THEN 1 ELSE 0 END) AS tanpa_satuan,
        SUM(p.jumlah_satuan) AS jumlah_satuan,
        SUM(p.x) AS x,
        SUM(p.m) AS m,
        SUM(p.xx) AS xx,
        SUM(p.mm) AS mm,
        SUM(p.xm) AS xm
    FROM pemanfaatan_kab_kota_bulan AS p
    INNER JOIN ukuran AS u ON p.ukuran = u.ukuran AND p.kelompok_pengguna = u.kelompok_utama
    WHERE LIST_CONTAINS(STRING_SPLIT($ukuran, '|'), p.ukuran)
    GROUP BY
        p.ukuran,
        p.tanggal_data,
        p.kode_provinsi_kemendagri,
        p.kode_kab_kota_kemendagri,
        p.kewenangan = 'Kemenag'
),

tempat AS (
    SELECT DISTINCT UNNEST(STRING_SPLIT($wilayah, '|')) AS wilayah
),

kewenangan AS (
    SELECT UNNEST(['semua', 'tanpa_kemenag']) AS kewenangan
)

SELECT
    d.ukuran,
    t.wilayah,
    k.kewenangan,
    d.tanggal_data,
    CASE WHEN SUM(d.tanpa_satuan) = 0 THEN CAST(SUM(d.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
    CAST(SUM(d.x) AS BIGINT) AS x,
    CAST(SUM(d.m) AS BIGINT) AS m,
    CASE WHEN SUM(d.tanpa_satuan) = 0 THEN CAST(SUM(d.xx) AS BIGINT) END AS xx,
    CASE WHEN SUM(d.tanpa_satuan) = 0 THEN CAST(SUM(d.mm) AS BIGINT) END AS mm,
    CASE WHEN SUM(d.tanpa_satuan) = 0 THEN CAST(SUM(d.xm) AS BIGINT) END AS xm
FROM dipilih AS d
INNER JOIN tempat AS t
    ON
        t.wilayah = 'nasional'
        OR d.kode_provinsi_kemendagri = t.wilayah
        OR d.kode_kab_kota_kemendagri = t.wilayah
INNER JOIN kewenangan AS k ON k.kewenangan = 'semua' OR NOT d.is_kemenag
GROUP BY
    d.ukuran,
    t.wilayah,
    k.kewenangan,
    d.tanggal_data
ORDER BY
    d.ukuran,
    t.wilayah,
    k.kewenangan,
    d.tanggal_data

-- Change of each measure of some platforms in one place, paired by school, at the measure's last cut-off not after a
-- date. 0 = before, 1 = now. Only main measures are paired.
-- grain: ukuran, kelompok_pengguna
-- order: ukuran, kelompok_pengguna
-- $platform: VARCHAR, platform codes parted by |
-- $tanggal_data: DATE, no cut-off after this
-- $lag_bulan: INTEGER, 1 | 3 | 12
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
-- $pulau: VARCHAR, island group; NULL = not narrowed
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = not narrowed
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = not narrowed
WITH kini AS (
    SELECT
        c.ukuran,
        c.kelompok_pengguna,
        MAX(c.tanggal_data) AS tanggal_data
    FROM cutoff_ukuran AS c
    WHERE
        c.tanggal_data <= $tanggal_data
        AND STRPOS('|' || $platform || '|', '|' || c.platform || '|') > 0
    GROUP BY
        c.ukuran,
        c.kelompok_pengguna
)

SELECT
    p.ukuran,
    p.kelompok_pengguna,
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
FROM kini AS k
INNER JOIN perubahan_kab_kota_bulan AS p
    ON
        k.ukuran = p.ukuran
        AND k.kelompok_pengguna = p.kelompok_pengguna
        AND k.tanggal_data = p.tanggal_data
WHERE
    p.lag_bulan = $lag_bulan
    AND (
        $pulau IS NULL
        OR p.kode_provinsi_kemendagri IN (
            SELECT v.kode_provinsi_kemendagri
            FROM provinsi AS v
            WHERE v.pulau = $pulau
        )
    )
    AND ($kode_provinsi IS NULL OR p.kode_provinsi_kemendagri = $kode_provinsi)
    AND ($kode_kab_kota IS NULL OR p.kode_kab_kota_kemendagri = $kode_kab_kota)
    AND ($jenjang = 'Semua' OR p.jenjang IN ($jenjang, 'Semua'))
    AND ($status = 'Semua' OR p.status IN ($status, 'Semua'))
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND p.kewenangan IN ('Kemenag', 'Semua'))
        OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
    )
GROUP BY
    p.ukuran,
    p.kelompok_pengguna
ORDER BY
    p.ukuran,
    p.kelompok_pengguna

-- The main measure of every platform in one province, its island group and the nation, at the measure's last cut-off
-- not after a date. One cut-off for all three, so that they compare.
-- grain: ukuran, lingkup (provinsi | pulau | nasional)
-- order: ukuran, lingkup from narrow to wide
-- $kode_provinsi: VARCHAR, Kemendagri code
-- $tanggal_data: DATE, no cut-off after this
-- $jenjang: VARCHAR, 'Semua' = all; another one leaves out sources that do not tell jenjang apart
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
WITH terakhir AS (
    SELECT
        u.ukuran,
        COALESCE(t.nama, u.platform) AS nama_platform,
        u.kelompok_utama AS kelompok_pengguna,
        MAX(c.tanggal_data) AS tanggal_data
    FROM ukuran AS u
    INNER JOIN cutoff_ukuran AS c
        ON
            u.ukuran = c.ukuran
            AND u.kelompok_utama = c.kelompok_pengguna
    LEFT JOIN platform AS t ON u.platform = t.platform
    WHERE
        u.is_utama
        AND c.tanggal_data <= $tanggal_data
    GROUP BY
        u.ukuran,
        COALESCE(t.nama, u.platform),
        u.kelompok_utama
),

baris AS (
    SELECT
        t.ukuran,
        t.nama_platform,
        t.kelompok_pengguna,
        t.tanggal_data,
        p.pulau,
        p.kode_provinsi_kemendagri,
        CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
        CAST(SUM(p.x) AS BIGINT) AS x,
        CAST(SUM(p.m) AS BIGINT) AS m,
        CASE WHEN COUNT(p.xx) = COUNT(p.m) THEN CAST(SUM(p.xx) AS BIGINT) END AS xx,
        CASE WHEN COUNT(p.mm) = COUNT(p.m) THEN CAST(SUM(p.mm) AS BIGINT) END AS mm,
        CASE WHEN COUNT(p.xm) = COUNT(p.m) THEN CAST(SUM(p.xm) AS BIGINT) END AS xm
    FROM pemanfaatan_kab_kota_bulan AS p
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
        t.nama_platform,
        t.kelompok_pengguna,
        t.tanggal_data,
        p.pulau,
        p.kode_provinsi_kemendagri
),

berlingkup AS (
    SELECT
        'provinsi' AS lingkup,
        1 AS urutan,
        b.*
    FROM baris AS b
    WHERE b.kode_provinsi_kemendagri = $kode_provinsi
    UNION ALL
    SELECT
        'pulau' AS lingkup,
        2 AS urutan,
        b.*
    FROM baris AS b
    WHERE
        b.pulau = (
            SELECT v.pulau
            FROM provinsi AS v
            WHERE v.kode_provinsi_kemendagri = $kode_provinsi
        )
    UNION ALL
    SELECT
        'nasional' AS lingkup,
        3 AS urutan,
        b.*
    FROM baris AS b
)

SELECT
    p.ukuran,
    p.nama_platform,
    p.kelompok_pengguna,
    p.tanggal_data,
    p.lingkup,
    CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
    CAST(SUM(p.x) AS BIGINT) AS x,
    CAST(SUM(p.m) AS BIGINT) AS m,
    CASE WHEN COUNT(p.xx) = COUNT(p.m) THEN CAST(SUM(p.xx) AS BIGINT) END AS xx,
    CASE WHEN COUNT(p.mm) = COUNT(p.m) THEN CAST(SUM(p.mm) AS BIGINT) END AS mm,
    CASE WHEN COUNT(p.xm) = COUNT(p.m) THEN CAST(SUM(p.xm) AS BIGINT) END AS xm
FROM berlingkup AS p
GROUP BY
    p.ukuran,
    p.nama_platform,
    p.kelompok_pengguna,
    p.tanggal_data,
    p.lingkup,
    p.urutan
ORDER BY
    p.ukuran,
    p.urutan

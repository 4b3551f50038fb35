-- Change of the main measure of every platform in each province or kab/kota, paired by school, from an earlier cut-off
-- to the measure's last one not after a date. 0 = before, 1 = now. A measure without that earlier cut-off has no row.
-- grain: ukuran, kode_wilayah
-- order: urutan of the measure, kode_wilayah
-- $tingkat: VARCHAR, 'provinsi' | 'kab_kota'
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = every province
-- $tanggal_data: DATE, no cut-off after this
-- $lag_bulan: INTEGER, 1 | 3 | 12 months before; 0 = the cut-off just before, if one of these
-- $jenjang: VARCHAR, 'Semua' = all; another one leaves out sources that do not tell jenjang apart
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
WITH berurut AS (
    SELECT
        u.ukuran,
        u.urutan,
        u.kelompok_utama AS kelompok_pengguna,
        c.tanggal_data,
        ROW_NUMBER() OVER (PARTITION BY u.ukuran ORDER BY c.tanggal_data DESC) AS ke
    FROM ukuran AS u
    INNER JOIN cutoff_ukuran AS c
        ON
            u.ukuran = c.ukuran
            AND u.kelompok_utama = c.kelompok_pengguna
    WHERE
        u.is_utama
        AND c.tanggal_data <= $tanggal_data
),

terakhir AS (
    SELECT
        b.ukuran,
        b.urutan,
        b.kelompok_pengguna,
        b.tanggal_data,
        s.tanggal_data AS tanggal_sebelum
    FROM berurut AS b
    LEFT JOIN berurut AS s
        ON
            b.ukuran = s.ukuran
            AND s.ke = 2
    WHERE b.ke = 1
),

berwilayah AS (
    SELECT
        t.urutan,
        CASE WHEN $tingkat = 'provinsi' THEN p.kode_provinsi_kemendagri ELSE p.kode_kab_kota_kemendagri END
            AS kode_wilayah,
        p.*
    FROM perubahan_kab_kota_bulan AS p
    INNER JOIN terakhir AS t
        ON
            p.ukuran = t.ukuran
            AND p.kelompok_pengguna = t.kelompok_pengguna
            AND p.tanggal_data = t.tanggal_data
    WHERE
        (p.lag_bulan = $lag_bulan OR ($lag_bulan = 0 AND p.tanggal_dasar = t.tanggal_sebelum))
        AND ($kode_provinsi IS NULL OR p.kode_provinsi_kemendagri = $kode_provinsi)
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
)

SELECT
    p.ukuran,
    p.kode_wilayah,
    p.kelompok_pengguna,
    p.tanggal_data,
    p.tanggal_dasar,
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
FROM berwilayah AS p
WHERE p.kode_wilayah IS NOT NULL
GROUP BY
    p.urutan,
    p.ukuran,
    p.kode_wilayah,
    p.kelompok_pengguna,
    p.tanggal_data,
    p.tanggal_dasar
ORDER BY
    p.urutan,
    p.kode_wilayah

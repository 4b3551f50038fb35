-- Change of every main measure against the cut-off 1, 3 and 12 months before (lag_bulan), over schools present at both
-- (paired): sums of numerator and denominator before (x0, m0) and now (x1, m1), and their ten products. A change and
-- its interval roll up exactly from these. Of 'semua' only schools with the same groups at both (susunan); where a
-- coarser row stands for a place at either cut-off (see tingkat_terpakai), its schools are not paired. Rows of exports
-- that know only regions have no products.
-- grain: ukuran, kelompok_pengguna, lag_bulan, tanggal_data,
--   kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang, status, kewenangan
-- order: tanggal_data, ukuran, kelompok_pengguna, lag_bulan, kode_provinsi_kemendagri, kode_kab_kota_kemendagri
-- each: rentang
-- $dari: DATE, first cut-off of the run
-- $sampai: DATE, last cut-off of the run
WITH pasangan_wilayah AS (
    SELECT
        k.ukuran,
        k.kelompok_pengguna,
        i.lag_bulan,
        k.tanggal_data,
        i.tanggal_dasar,
        k.kode_provinsi_kemendagri,
        k.kode_kab_kota_kemendagri,
        k.jenjang,
        k.status,
        k.kewenangan,
        CAST(COUNT(*) AS BIGINT) AS jumlah_satuan,
        CAST(SUM(d.x) AS BIGINT) AS x0,
        CAST(SUM(d.m) AS BIGINT) AS m0,
        CAST(SUM(k.x) AS BIGINT) AS x1,
        CAST(SUM(k.m) AS BIGINT) AS m1,
        CAST(SUM(d.x * d.x) AS BIGINT) AS x0x0,
        CAST(SUM(d.x * d.m) AS BIGINT) AS x0m0,
        CAST(SUM(d.m * d.m) AS BIGINT) AS m0m0,
        CAST(SUM(k.x * k.x) AS BIGINT) AS x1x1,
        CAST(SUM(k.x * k.m) AS BIGINT) AS x1m1,
        CAST(SUM(k.m * k.m) AS BIGINT) AS m1m1,
        CAST(SUM(d.x * k.x) AS BIGINT) AS x0x1,
        CAST(SUM(d.x * k.m) AS BIGINT) AS x0m1,
        CAST(SUM(d.m * k.x) AS BIGINT) AS m0x1,
        CAST(SUM(d.m * k.m) AS BIGINT) AS m0m1
    FROM pemanfaatan_sekolah AS k
    INNER JOIN pasangan_cutoff AS i
        ON
            k.ukuran = i.ukuran
            AND k.kelompok_pengguna = i.kelompok_pengguna
            AND k.tanggal_data = i.tanggal_data
    INNER JOIN pemanfaatan_sekolah AS d
        ON
            k.ukuran = d.ukuran
            AND k.kelompok_pengguna = d.kelompok_pengguna
            AND k.npsn = d.npsn
            AND k.susunan = d.susunan
            AND i.tanggal_dasar = d.tanggal_data
    LEFT JOIN tingkat_terpakai AS tk
        ON
            k.ukuran = tk.ukuran
            AND k.kelompok_pengguna = tk.kelompok_pengguna
            AND k.tanggal_data = tk.tanggal_data
            AND k.kode_kab_kota_kemendagri = tk.kode_kab_kota_kemendagri
    LEFT JOIN tingkat_terpakai AS td
        ON
            d.ukuran = td.ukuran
            AND d.kelompok_pengguna = td.kelompok_pengguna
            AND d.tanggal_data = td.tanggal_data
            AND d.kode_kab_kota_kemendagri = td.kode_kab_kota_kemendagri
    WHERE
        k.tanggal_data BETWEEN $dari AND $sampai
        AND COALESCE(tk.sumber, 'sekolah') = 'sekolah'
        AND COALESCE(td.sumber, 'sekolah') = 'sekolah'
    GROUP BY
        k.ukuran,
        k.kelompok_pengguna,
        i.lag_bulan,
        k.tanggal_data,
        i.tanggal_dasar,
        k.kode_provinsi_kemendagri,
        k.kode_kab_kota_kemendagri,
        k.jenjang,
        k.status,
        k.kewenangan
    UNION ALL
    SELECT
        k.ukuran,
        k.kelompok_pengguna,
        i.lag_bulan,
        k.tanggal_data,
        i.tanggal_dasar,
        k.kode_provinsi_kemendagri,
        k.kode_kab_kota_kemendagri,
        k.jenjang,
        'Semua' AS status,
        'Semua' AS kewenangan,
        CAST(NULL AS BIGINT) AS jumlah_satuan,
        d.x AS x0,
        d.m AS m0,
        k.x AS x1,
        k.m AS m1,
        CAST(NULL AS BIGINT) AS x0x0,
        CAST(NULL AS BIGINT) AS x0m0,
        CAST(NULL AS BIGINT) AS m0m0,
        CAST(NULL AS BIGINT) AS x1x1,
        CAST(NULL AS BIGINT) AS x1m1,
        CAST(NULL AS BIGINT) AS m1m1,
        CAST(NULL AS BIGINT) AS x0x1,
        CAST(NULL AS BIGINT) AS x0m1,
        CAST(NULL AS BIGINT) AS m0x1,
        CAST(NULL AS BIGINT) AS m0m1
    FROM pemanfaatan_wilayah AS k
    INNER JOIN pasangan_cutoff AS i
        ON
            k.ukuran = i.ukuran
            AND k.kelompok_pengguna = i.kelompok_pengguna
            AND k.tanggal_data = i.tanggal_data
    INNER JOIN pemanfaatan_wilayah AS d
        ON
            k.ukuran = d.ukuran
            AND k.kelompok_pengguna = d.kelompok_pengguna
            AND i.tanggal_dasar = d.tanggal_data
            AND k.jenjang = d.jenjang
            AND COALESCE(k.kode_provinsi_kemendagri, '') = COALESCE(d.kode_provinsi_kemendagri, '')
            AND COALESCE(k.kode_kab_kota_kemendagri, '') = COALESCE(d.kode_kab_kota_kemendagri, '')
    WHERE k.tanggal_data BETWEEN $dari AND $sampai
)

SELECT
    p.ukuran,
    p.kelompok_pengguna,
    p.lag_bulan,
    p.tanggal_data,
    p.tanggal_dasar,
    v.pulau,
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri,
    p.jenjang,
    p.status,
    p.kewenangan,
    p.jumlah_satuan,
    p.x0,
    p.m0,
    p.x1,
    p.m1,
    p.x0x0,
    p.x0m0,
    p.m0m0,
    p.x1x1,
    p.x1m1,
    p.m1m1,
    p.x0x1,
    p.x0m1,
    p.m0x1,
    p.m0m1
FROM pasangan_wilayah AS p
LEFT JOIN provinsi AS v ON p.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
ORDER BY
    p.tanggal_data,
    p.ukuran,
    p.kelompok_pengguna,
    p.lag_bulan,
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri

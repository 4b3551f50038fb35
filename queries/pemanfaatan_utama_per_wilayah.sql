-- The main measure of every platform in each province or kab/kota, at the measure's last cut-off not after a date.
-- A region or measure without data has no row.
-- grain: ukuran, kode_wilayah
-- order: urutan of the measure, kode_wilayah
-- $tingkat: VARCHAR, 'provinsi' | 'kab_kota'
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = every province
-- $tanggal_data: DATE, no cut-off after this
-- $jenjang: VARCHAR, 'Semua' = all; another one leaves out sources that do not tell jenjang apart
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
WITH terakhir AS (
    SELECT
        u.ukuran,
        u.urutan,
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
        u.urutan,
        u.kelompok_utama
),

berwilayah AS (
    SELECT
        t.urutan,
        p.ukuran,
        p.kelompok_pengguna,
        p.tanggal_data,
        CASE WHEN $tingkat = 'provinsi' THEN p.kode_provinsi_kemendagri ELSE p.kode_kab_kota_kemendagri END
            AS kode_wilayah,
        p.jumlah_satuan,
        p.x,
        p.m,
        p.xx,
        p.mm,
        p.xm
    FROM pemanfaatan_kab_kota_bulan AS p
    INNER JOIN terakhir AS t
        ON
            p.ukuran = t.ukuran
            AND p.kelompok_pengguna = t.kelompok_pengguna
            AND p.tanggal_data = t.tanggal_data
    WHERE
        ($kode_provinsi IS NULL OR p.kode_provinsi_kemendagri = $kode_provinsi)
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
)

SELECT
    b.ukuran,
    b.kode_wilayah,
    b.kelompok_pengguna,
    b.tanggal_data,
    CASE WHEN COUNT(b.jumlah_satuan) = COUNT(b.m) THEN CAST(SUM(b.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
    CAST(SUM(b.x) AS BIGINT) AS x,
    CAST(SUM(b.m) AS BIGINT) AS m,
    CASE WHEN COUNT(b.xx) = COUNT(b.m) THEN CAST(SUM(b.xx) AS BIGINT) END AS xx,
    CASE WHEN COUNT(b.mm) = COUNT(b.m) THEN CAST(SUM(b.mm) AS BIGINT) END AS mm,
    CASE WHEN COUNT(b.xm) = COUNT(b.m) THEN CAST(SUM(b.xm) AS BIGINT) END AS xm
FROM berwilayah AS b
WHERE b.kode_wilayah IS NOT NULL
GROUP BY
    b.urutan,
    b.ukuran,
    b.kode_wilayah,
    b.kelompok_pengguna,
    b.tanggal_data
ORDER BY
    b.urutan,
    b.kode_wilayah

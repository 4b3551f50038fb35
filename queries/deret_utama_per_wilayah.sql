-- The last cut-offs, not after a date, of the main measure of every platform in each province or kab/kota.
-- grain: ukuran, kode_wilayah, tanggal_data
-- order: urutan of the measure, kode_wilayah, tanggal_data
-- $tingkat: VARCHAR, 'provinsi' | 'kab_kota'
-- $tanggal_data: DATE, no cut-off after this
-- $jumlah_tanggal: INTEGER, most cut-offs a measure
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

berwilayah AS (
    SELECT
        t.urutan,
        p.ukuran,
        CASE WHEN $tingkat = 'provinsi' THEN p.kode_provinsi_kemendagri ELSE p.kode_kab_kota_kemendagri END
            AS kode_wilayah,
        p.tanggal_data,
        p.jumlah_satuan,
        p.x,
        p.m
    FROM pemanfaatan_kab_kota_bulan AS p
    INNER JOIN berurut AS t
        ON
            p.ukuran = t.ukuran
            AND p.kelompok_pengguna = t.kelompok_pengguna
            AND p.tanggal_data = t.tanggal_data
    WHERE
        t.ke <= $jumlah_tanggal
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
    b.tanggal_data,
    CASE WHEN COUNT(b.jumlah_satuan) = COUNT(b.m) THEN CAST(SUM(b.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
    CAST(SUM(b.x) AS BIGINT) AS x,
    CAST(SUM(b.m) AS BIGINT) AS m
FROM berwilayah AS b
WHERE b.kode_wilayah IS NOT NULL
GROUP BY
    b.urutan,
    b.ukuran,
    b.kode_wilayah,
    b.tanggal_data
ORDER BY
    b.urutan,
    b.kode_wilayah,
    b.tanggal_data

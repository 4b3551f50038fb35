-- Every stage of the PMM / Ruang GTK funnel of one group of users at one cut-off, and the belajar.id accounts of every
-- group of staff at another, for the nation or what it is narrowed to. The last four columns set a stage beside the one
-- before it over the same schools; they are NULL for the first stage and for the accounts.
-- A stage whose column the export lacks has no row.
-- grain: ukuran, kelompok_pengguna
-- order: ukuran, kelompok_pengguna
-- $kelompok_pengguna: VARCHAR, user group of PMM / Ruang GTK: guru | KS | PS | semua
-- $tanggal_data: DATE, cut-off of PMM / Ruang GTK
-- $tanggal_akun: DATE, cut-off of belajar.id; NULL = none
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
-- $pulau: VARCHAR, island group; NULL = not narrowed
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = not narrowed
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = not narrowed
WITH baris AS (
    SELECT *
    FROM pemanfaatan_kab_kota_bulan
    WHERE
        ukuran IN (
            'pmm.login', 'pmm.aktif_30_hari', 'pmm.mulai_topik', 'pmm.selesai_topik_1', 'pmm.selesai_topik_2',
            'pmm.selesai_topik_3', 'pmm.selesai_topik_4', 'pmm.aksi_nyata', 'pmm.aksi_nyata_tervalidasi'
        )
        AND kelompok_pengguna = $kelompok_pengguna
        AND tanggal_data = $tanggal_data
    UNION ALL
    SELECT *
    FROM pemanfaatan_kab_kota_bulan
    WHERE
        ukuran IN ('belajar_id.teraktivasi', 'belajar_id.aktif')
        AND kelompok_pengguna NOT IN ('semua', 'peserta didik')
        AND tanggal_data = $tanggal_akun
),

jumlah AS (
    SELECT
        p.ukuran,
        p.kelompok_pengguna,
        p.tanggal_data,
        CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
        CAST(SUM(p.x) AS BIGINT) AS x,
        CAST(SUM(p.m) AS BIGINT) AS m,
        CASE WHEN COUNT(p.xx) = COUNT(p.m) THEN CAST(SUM(p.xx) AS BIGINT) END AS xx,
        CASE WHEN COUNT(p.mm) = COUNT(p.m) THEN CAST(SUM(p.mm) AS BIGINT) END AS mm,
        CASE WHEN COUNT(p.xm) = COUNT(p.m) THEN CAST(SUM(p.xm) AS BIGINT) END AS xm
    FROM baris AS p
    WHERE
        ($pulau IS NULL OR p.pulau = $pulau)
        AND ($kode_provinsi IS NULL OR p.kode_provinsi_kemendagri = $kode_provinsi)
        AND ($kode_kab_kota IS NULL OR p.kode_kab_kota_kemendagri = $kode_kab_kota)
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
    GROUP BY
        p.ukuran,
        p.kelompok_pengguna,
        p.tanggal_data
),

pasangan AS (
    SELECT
        s.ukuran,
        s.kelompok_pengguna,
        s.ukuran_sebelum,
        CAST(SUM(s.jumlah_satuan) AS BIGINT) AS jumlah_satuan_pasangan,
        CAST(SUM(s.jumlah_satuan_asal) AS BIGINT) AS jumlah_satuan_asal,
        CAST(SUM(s.xx) AS BIGINT) AS xx_pasangan
    FROM pasangan_tahap_kab_kota_bulan AS s
    WHERE
        s.kelompok_pengguna = $kelompok_pengguna
        AND s.tanggal_data = $tanggal_data
        AND ($pulau IS NULL OR s.pulau = $pulau)
        AND ($kode_provinsi IS NULL OR s.kode_provinsi_kemendagri = $kode_provinsi)
        AND ($kode_kab_kota IS NULL OR s.kode_kab_kota_kemendagri = $kode_kab_kota)
        AND ($jenjang = 'Semua' OR s.jenjang = $jenjang)
        AND ($status = 'Semua' OR s.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND s.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND s.kewenangan <> 'Kemenag')
        )
    GROUP BY
        s.ukuran,
        s.kelompok_pengguna,
        s.ukuran_sebelum
)

SELECT
    j.ukuran,
    j.kelompok_pengguna,
    j.tanggal_data,
    j.jumlah_satuan,
    j.x,
    j.m,
    j.xx,
    j.mm,
    j.xm,
    s.ukuran_sebelum,
    s.jumlah_satuan_pasangan,
    s.jumlah_satuan_asal,
    s.xx_pasangan
FROM jumlah AS j
LEFT JOIN pasangan AS s
    ON
        j.ukuran = s.ukuran
        AND j.kelompok_pengguna = s.kelompok_pengguna
ORDER BY
    j.ukuran,
    j.kelompok_pengguna

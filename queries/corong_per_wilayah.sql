-- Every stage of the PMM / Ruang GTK funnel in every kab/kota with data at one cut-off; provinces and islands are sums
-- of these. The last four columns set a stage beside the one before it over the same schools, as in corong_per_tahap.
-- grain: kode_kab_kota_kemendagri, ukuran
-- order: kode_kab_kota_kemendagri, ukuran
-- $kelompok_pengguna: VARCHAR, user group of PMM / Ruang GTK: guru | KS | PS | semua
-- $tanggal_data: DATE, cut-off of PMM / Ruang GTK
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
WITH jumlah AS (
    SELECT
        p.ukuran,
        p.kode_kab_kota_kemendagri,
        CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
        CAST(SUM(p.x) AS BIGINT) AS x,
        CAST(SUM(p.m) AS BIGINT) AS m,
        CASE WHEN COUNT(p.xx) = COUNT(p.m) THEN CAST(SUM(p.xx) AS BIGINT) END AS xx,
        CASE WHEN COUNT(p.mm) = COUNT(p.m) THEN CAST(SUM(p.mm) AS BIGINT) END AS mm,
        CASE WHEN COUNT(p.xm) = COUNT(p.m) THEN CAST(SUM(p.xm) AS BIGINT) END AS xm
    FROM pemanfaatan_kab_kota_bulan AS p
    WHERE
        p.ukuran IN (
            'pmm.login', 'pmm.aktif_30_hari', 'pmm.mulai_topik', 'pmm.selesai_topik_1', 'pmm.selesai_topik_2',
            'pmm.selesai_topik_3', 'pmm.selesai_topik_4', 'pmm.aksi_nyata', 'pmm.aksi_nyata_tervalidasi'
        )
        AND p.kelompok_pengguna = $kelompok_pengguna
        AND p.tanggal_data = $tanggal_data
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
    GROUP BY
        p.ukuran,
        p.kode_kab_kota_kemendagri
),

pasangan AS (
    SELECT
        s.ukuran,
        s.kode_kab_kota_kemendagri,
        s.ukuran_sebelum,
        CAST(SUM(s.jumlah_satuan) AS BIGINT) AS jumlah_satuan_pasangan,
        CAST(SUM(s.jumlah_satuan_asal) AS BIGINT) AS jumlah_satuan_asal,
        CAST(SUM(s.xx) AS BIGINT) AS xx_pasangan
    FROM pasangan_tahap_kab_kota_bulan AS s
    WHERE
        s.kelompok_pengguna = $kelompok_pengguna
        AND s.tanggal_data = $tanggal_data
        AND ($jenjang = 'Semua' OR s.jenjang = $jenjang)
        AND ($status = 'Semua' OR s.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND s.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND s.kewenangan <> 'Kemenag')
        )
    GROUP BY
        s.ukuran,
        s.kode_kab_kota_kemendagri,
        s.ukuran_sebelum
)

SELECT
    v.pulau,
    w.kode_provinsi_kemendagri,
    v.nama AS nama_provinsi,
    w.kode_kab_kota_kemendagri,
    w.nama,
    j.ukuran,
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
INNER JOIN kab_kota AS w ON j.kode_kab_kota_kemendagri = w.kode_kab_kota_kemendagri
INNER JOIN provinsi AS v ON w.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN pasangan AS s
    ON
        j.ukuran = s.ukuran
        AND j.kode_kab_kota_kemendagri = s.kode_kab_kota_kemendagri
ORDER BY
    w.kode_kab_kota_kemendagri,
    j.ukuran

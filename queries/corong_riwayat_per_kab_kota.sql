-- The counters that a certificate burst shows in, of every kab/kota over the cut-offs of three years up to one: people
-- who ever entered, finished one topik, finished four, sent an aksi nyata.
-- grain: kode_kab_kota_kemendagri, ukuran, tanggal_data
-- order: kode_kab_kota_kemendagri, ukuran, tanggal_data
-- $kelompok_pengguna: VARCHAR, user group of PMM / Ruang GTK: guru | KS | PS | semua
-- $tanggal_data: DATE, the last cut-off
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    p.kode_kab_kota_kemendagri,
    p.ukuran,
    p.tanggal_data,
    CAST(SUM(p.x) AS BIGINT) AS x,
    CAST(SUM(p.m) AS BIGINT) AS m
FROM pemanfaatan_kab_kota_bulan AS p
WHERE
    p.ukuran IN ('pmm.login', 'pmm.selesai_topik_1', 'pmm.selesai_topik_4', 'pmm.aksi_nyata')
    AND p.kelompok_pengguna = $kelompok_pengguna
    AND p.tanggal_data <= $tanggal_data
    AND p.tanggal_data > $tanggal_data - INTERVAL 36 MONTH
    AND p.kode_kab_kota_kemendagri IS NOT NULL
    AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
    AND ($status = 'Semua' OR p.status = $status)
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
        OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
    )
GROUP BY
    p.kode_kab_kota_kemendagri,
    p.ukuran,
    p.tanggal_data
ORDER BY
    p.kode_kab_kota_kemendagri,
    p.ukuran,
    p.tanggal_data

-- Schools of every kab/kota of a province by their choice of Kurikulum Merdeka, and how many are Sekolah Penggerak;
-- a school whose list does not say has NULL as status_ikm, a place without schools one row without counts.
-- grain: kode_kab_kota_kemendagri, status_ikm
-- order: kode_kab_kota_kemendagri, status_ikm
-- $kode_provinsi: VARCHAR, Kemendagri code
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    w.kode_kab_kota_kemendagri,
    w.nama,
    p.status_ikm,
    MAX(p.tanggal_data) AS tanggal_data,
    CAST(SUM(p.jumlah_satuan) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(p.jumlah_penggerak_diketahui) AS BIGINT) AS jumlah_penggerak_diketahui,
    CAST(SUM(p.jumlah_sekolah_penggerak) AS BIGINT) AS jumlah_sekolah_penggerak
FROM kab_kota AS w
LEFT JOIN ikm_kab_kota AS p
    ON
        w.kode_kab_kota_kemendagri = p.kode_kab_kota_kemendagri
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
WHERE w.kode_provinsi_kemendagri = $kode_provinsi
GROUP BY
    w.kode_kab_kota_kemendagri,
    w.nama,
    p.status_ikm
ORDER BY
    w.kode_kab_kota_kemendagri,
    p.status_ikm

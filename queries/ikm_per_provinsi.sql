-- Schools of every province by their choice of Kurikulum Merdeka, and how many are Sekolah Penggerak; a school
-- whose list does not say has NULL as status_ikm, a place without schools one row without counts.
-- grain: kode_provinsi_kemendagri, status_ikm
-- order: kode_provinsi_kemendagri, status_ikm
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    w.kode_provinsi_kemendagri,
    w.nama,
    w.pulau,
    p.status_ikm,
    MAX(p.tanggal_data) AS tanggal_data,
    CAST(SUM(p.jumlah_satuan) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(p.jumlah_penggerak_diketahui) AS BIGINT) AS jumlah_penggerak_diketahui,
    CAST(SUM(p.jumlah_sekolah_penggerak) AS BIGINT) AS jumlah_sekolah_penggerak
FROM provinsi AS w
LEFT JOIN ikm_kab_kota AS p
    ON
        w.kode_provinsi_kemendagri = p.kode_provinsi_kemendagri
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
GROUP BY
    w.kode_provinsi_kemendagri,
    w.nama,
    w.pulau,
    p.status_ikm
ORDER BY
    w.kode_provinsi_kemendagri,
    p.status_ikm

-- Schools of a place by jenjang, choice of Kurikulum Merdeka and year of registration.
-- grain: jenjang, status_ikm, tahun_ikm
-- order: jenjang, status_ikm, tahun_ikm
-- $pulau: VARCHAR, island group; NULL = all
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = all
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    p.jenjang,
    p.status_ikm,
    p.tahun_ikm,
    MAX(p.tanggal_data) AS tanggal_data,
    CAST(SUM(p.jumlah_satuan) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(p.jumlah_penggerak_diketahui) AS BIGINT) AS jumlah_penggerak_diketahui,
    CAST(SUM(p.jumlah_sekolah_penggerak) AS BIGINT) AS jumlah_sekolah_penggerak
FROM ikm_kab_kota AS p
WHERE
    ($pulau IS NULL OR p.pulau = $pulau)
    AND ($kode_provinsi IS NULL OR p.kode_provinsi_kemendagri = $kode_provinsi)
    AND ($kode_kab_kota IS NULL OR p.kode_kab_kota_kemendagri = $kode_kab_kota)
    AND ($status = 'Semua' OR p.status = $status)
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
        OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
    )
GROUP BY
    p.jenjang,
    p.status_ikm,
    p.tahun_ikm
ORDER BY
    p.jenjang,
    p.status_ikm,
    p.tahun_ikm

-- Schools and people of a province, or of one of its kab/kota, by jenjang, from the latest list.
-- grain: jenjang
-- order: jenjang
-- $kode_provinsi: VARCHAR, Kemendagri code
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = the whole province
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    p.jenjang,
    MAX(p.tanggal_data) AS tanggal_data,
    CAST(SUM(p.jumlah_satuan) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(p.jumlah_guru) AS BIGINT) AS jumlah_guru,
    CAST(SUM(p.jumlah_tendik) AS BIGINT) AS jumlah_tendik,
    CAST(SUM(p.jumlah_peserta_didik) AS BIGINT) AS jumlah_peserta_didik,
    CAST(SUM(p.jumlah_bakti) AS BIGINT) AS jumlah_bakti,
    CAST(SUM(p.jumlah_3t) AS BIGINT) AS jumlah_3t
FROM satuan_pendidikan_kab_kota AS p
WHERE
    p.kode_provinsi_kemendagri = $kode_provinsi
    AND ($kode_kab_kota IS NULL OR p.kode_kab_kota_kemendagri = $kode_kab_kota)
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
        OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
    )
GROUP BY p.jenjang
ORDER BY p.jenjang

-- Teachers with at least one certificate of any event over the teachers of Dapodik, for each region.
-- grain: kode
-- order: kode
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = one row a province
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    w.kode,
    w.nama,
    w.pulau,
    MAX(p.tanggal_data) AS tanggal_data,
    CAST(SUM(p.jumlah_satuan) AS BIGINT) AS jumlah_satuan,
    SUM(p.x) AS x,
    SUM(p.m) AS m,
    SUM(p.xx) AS xx,
    SUM(p.mm) AS mm,
    SUM(p.xm) AS xm
FROM
    (
        SELECT
            kode_provinsi_kemendagri AS kode,
            kode_provinsi_kemendagri,
            nama,
            pulau
        FROM provinsi
        WHERE $kode_provinsi IS NULL
        UNION ALL
        SELECT
            k.kode_kab_kota_kemendagri AS kode,
            k.kode_provinsi_kemendagri,
            k.nama,
            v.pulau
        FROM kab_kota AS k
        INNER JOIN provinsi AS v ON k.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
        WHERE k.kode_provinsi_kemendagri = $kode_provinsi
    ) AS w
LEFT JOIN bimtek_guru_sertifikat AS p
    ON
        w.kode
        = CASE WHEN $kode_provinsi IS NULL THEN p.kode_provinsi_kemendagri ELSE p.kode_kab_kota_kemendagri END
        AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
        AND ($status = 'Semua' OR p.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
        )
GROUP BY
    w.kode,
    w.nama,
    w.pulau
ORDER BY w.kode

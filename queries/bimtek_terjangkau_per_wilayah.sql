-- Schools of each province, or of each kab/kota of one province, and how many of them anyone came from: all schools,
-- those with BAKTI internet and those in 3T areas; over the newest list of schools, whatever the year of the event.
-- grain: kode
-- order: kode
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = one row a province
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
-- $program: VARCHAR, 'Semua' = events of any program
-- $level: VARCHAR, 'Semua' = events of any level
-- $tahun_kegiatan: VARCHAR, 'Semua' = events of any year
SELECT
    w.kode,
    w.nama,
    w.pulau,
    MAX(s.tanggal_data) AS tanggal_data,
    CAST(COUNT(s.npsn) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(CASE WHEN s.is_terjangkau THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_terjangkau,
    CAST(SUM(CASE WHEN s.is_bakti THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_bakti,
    CAST(SUM(CASE WHEN s.is_bakti AND s.is_terjangkau THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_bakti_terjangkau,
    CAST(SUM(CASE WHEN s.is_3t THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_3t,
    CAST(SUM(CASE WHEN s.is_3t AND s.is_terjangkau THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_3t_terjangkau
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
LEFT JOIN
    (
        SELECT
            s.npsn,
            s.tanggal_data,
            CASE WHEN $kode_provinsi IS NULL THEN s.kode_provinsi_kemendagri ELSE s.kode_kab_kota_kemendagri END
                AS kode,
            COALESCE(s.is_bakti, FALSE) AS is_bakti,
            COALESCE(s.is_3t, FALSE) AS is_3t,
            s.npsn IN (
                SELECT b.npsn
                FROM bimtek_satuan_pendidikan AS b
                WHERE
                    b.is_terjangkau
                    AND ($program = 'Semua' OR b.program = $program)
                    AND ($level = 'Semua' OR b.level = $level)
                    AND $tahun_kegiatan IN ('Semua', CAST(EXTRACT(YEAR FROM b.tanggal_mulai) AS VARCHAR))
            ) AS is_terjangkau
        FROM satuan_pendidikan AS s
        WHERE
            ($kode_provinsi IS NULL OR s.kode_provinsi_kemendagri = $kode_provinsi)
            AND ($jenjang = 'Semua' OR s.jenjang = $jenjang)
            AND ($status = 'Semua' OR s.status = $status)
            AND (
                $kewenangan = 'semua'
                OR ($kewenangan = 'Kemenag' AND s.kewenangan = 'Kemenag')
                OR ($kewenangan = 'tanpa_kemenag' AND COALESCE(s.kewenangan, '') <> 'Kemenag')
            )
    ) AS s
    ON w.kode = s.kode
GROUP BY
    w.kode,
    w.nama,
    w.pulau
ORDER BY w.kode

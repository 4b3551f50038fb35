-- The schools of a kab/kota that nobody came from: BAKTI and 3T first, then by name; a list to invite from.
-- grain: npsn
-- order: is_bakti descending, is_3t descending, nama, npsn
-- $kode_kab_kota: VARCHAR, Kemendagri code
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
-- $program: VARCHAR, 'Semua' = events of any program
-- $level: VARCHAR, 'Semua' = events of any level
-- $tahun_kegiatan: VARCHAR, 'Semua' = events of any year
SELECT
    s.npsn,
    s.nama,
    s.kecamatan,
    s.jenjang,
    s.status,
    COALESCE(s.is_bakti, FALSE) AS is_bakti,
    COALESCE(s.is_3t, FALSE) AS is_3t
FROM satuan_pendidikan AS s
WHERE
    s.kode_kab_kota_kemendagri = $kode_kab_kota
    AND ($jenjang = 'Semua' OR s.jenjang = $jenjang)
    AND ($status = 'Semua' OR s.status = $status)
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND s.kewenangan = 'Kemenag')
        OR ($kewenangan = 'tanpa_kemenag' AND COALESCE(s.kewenangan, '') <> 'Kemenag')
    )
    AND s.npsn NOT IN (
        SELECT b.npsn
        FROM bimtek_satuan_pendidikan AS b
        WHERE
            b.is_terjangkau
            AND ($program = 'Semua' OR b.program = $program)
            AND ($level = 'Semua' OR b.level = $level)
            AND $tahun_kegiatan IN ('Semua', CAST(EXTRACT(YEAR FROM b.tanggal_mulai) AS VARCHAR))
    )
ORDER BY
    is_bakti DESC,
    is_3t DESC,
    s.nama ASC,
    s.npsn ASC

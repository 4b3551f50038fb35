-- Each school of a kab/kota at its latest cut-off of a main measure, for the measure's main user group.
-- grain: npsn
-- order: nama, npsn
-- $ukuran: VARCHAR, measure id, e.g. pmm.aktif_30_hari
-- $kode_kab_kota: VARCHAR, Kemendagri code
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
SELECT
    p.npsn,
    p.nama,
    p.jenjang,
    p.status,
    p.kewenangan,
    p.kecamatan,
    p.tanggal_data,
    p.x,
    p.m
FROM pemanfaatan_satuan_pendidikan AS p
WHERE
    p.ukuran = $ukuran
    AND p.kode_kab_kota_kemendagri = $kode_kab_kota
    AND ($jenjang = 'Semua' OR p.jenjang = $jenjang)
    AND ($status = 'Semua' OR p.status = $status)
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND p.kewenangan = 'Kemenag')
        OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
    )
ORDER BY
    p.nama,
    p.npsn

-- Schools and people of every kab/kota of the nation or a province, how many schools are 3T or have BAKTI internet, and
-- how many anyone ever came from to a bimtek; over the newest list of schools, whatever the year of the event. One
-- without schools on the list has NULL; jumlah_kehadiran counts the schools of all attendance lists, 0 where there is
-- none, so that "never reached" is not said of a snapshot that has no list.
-- grain: kode
-- order: kode
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = all
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
WITH terjangkau AS (
    SELECT
        npsn,
        BOOL_OR(is_terjangkau) AS is_terjangkau
    FROM bimtek_satuan_pendidikan
    GROUP BY npsn
),

satuan AS (
    SELECT
        s.npsn,
        s.tanggal_data,
        s.kode_kab_kota_kemendagri,
        s.jumlah_guru,
        s.jumlah_peserta_didik,
        s.is_3t,
        s.is_bakti,
        t.is_terjangkau
    FROM satuan_pendidikan AS s
    LEFT JOIN terjangkau AS t ON s.npsn = t.npsn
    WHERE
        ($kode_provinsi IS NULL OR s.kode_provinsi_kemendagri = $kode_provinsi)
        AND ($jenjang = 'Semua' OR s.jenjang = $jenjang)
        AND ($status = 'Semua' OR s.status = $status)
        AND (
            $kewenangan = 'semua'
            OR ($kewenangan = 'Kemenag' AND s.kewenangan = 'Kemenag')
            OR ($kewenangan = 'tanpa_kemenag' AND COALESCE(s.kewenangan, '') <> 'Kemenag')
        )
)

SELECT
    k.kode_kab_kota_kemendagri AS kode,
    k.nama,
    k.jenis,
    v.kode_provinsi_kemendagri,
    v.nama AS nama_provinsi,
    MAX(s.tanggal_data) AS tanggal_data,
    CAST(COUNT(s.npsn) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(s.jumlah_guru) AS BIGINT) AS jumlah_guru,
    CAST(SUM(s.jumlah_peserta_didik) AS BIGINT) AS jumlah_peserta_didik,
    CAST(COUNT(s.is_3t) AS BIGINT) AS jumlah_3t_diketahui,
    CAST(SUM(CASE WHEN s.is_3t THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_3t,
    CAST(SUM(CASE WHEN s.is_bakti THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_bakti,
    CAST(SUM(CASE WHEN s.is_terjangkau THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_terjangkau,
    (SELECT CAST(COUNT(*) AS BIGINT) FROM terjangkau) AS jumlah_kehadiran
FROM kab_kota AS k
INNER JOIN provinsi AS v ON k.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN satuan AS s ON k.kode_kab_kota_kemendagri = s.kode_kab_kota_kemendagri
WHERE $kode_provinsi IS NULL OR k.kode_provinsi_kemendagri = $kode_provinsi
GROUP BY
    k.kode_kab_kota_kemendagri,
    k.nama,
    k.jenis,
    v.kode_provinsi_kemendagri,
    v.nama
ORDER BY k.kode_kab_kota_kemendagri

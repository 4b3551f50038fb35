-- Every measure of some platforms in one place: each user group at its last cut-off not after a date, and at the one
-- some months before, by province so that the same places are compared. A source that does not tell schools apart
-- answers with all of them, whatever jenjang, status and kewenangan are asked for.
-- grain: ukuran, kelompok_pengguna, waktu (kini | lalu), kode_provinsi_kemendagri
-- order: ukuran, kelompok_pengguna, waktu, kode_provinsi_kemendagri
-- $platform: VARCHAR, platform codes parted by |
-- $tanggal_data: DATE, no cut-off after this
-- $lag_bulan: INTEGER, 1 | 3 | 12
-- $jenjang: VARCHAR, 'Semua' = all
-- $status: VARCHAR, 'Semua' = all, 'Negeri' | 'Swasta'
-- $kewenangan: VARCHAR, 'tanpa_kemenag' | 'Kemenag' | 'semua'
-- $pulau: VARCHAR, island group; NULL = not narrowed
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = not narrowed
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = not narrowed
WITH kini AS (
    SELECT
        c.ukuran,
        c.kelompok_pengguna,
        MAX(c.tanggal_data) AS tanggal_data
    FROM cutoff_ukuran AS c
    WHERE
        c.tanggal_data <= $tanggal_data
        AND STRPOS('|' || $platform || '|', '|' || c.platform || '|') > 0
    GROUP BY
        c.ukuran,
        c.kelompok_pengguna
),

dua_waktu AS (
    SELECT
        k.ukuran,
        k.kelompok_pengguna,
        k.tanggal_data,
        'kini' AS waktu
    FROM kini AS k
    UNION ALL
    SELECT
        k.ukuran,
        k.kelompok_pengguna,
        MAX(c.tanggal_data) AS tanggal_data,
        'lalu' AS waktu
    FROM kini AS k
    INNER JOIN cutoff_ukuran AS c
        ON
            k.ukuran = c.ukuran
            AND k.kelompok_pengguna = c.kelompok_pengguna
            AND EXTRACT(YEAR FROM k.tanggal_data) * 12 + EXTRACT(MONTH FROM k.tanggal_data) - $lag_bulan
            = EXTRACT(YEAR FROM c.tanggal_data) * 12 + EXTRACT(MONTH FROM c.tanggal_data)
    GROUP BY
        k.ukuran,
        k.kelompok_pengguna
)

SELECT
    t.ukuran,
    t.kelompok_pengguna,
    t.waktu,
    t.tanggal_data,
    p.kode_provinsi_kemendagri,
    CASE WHEN COUNT(p.jumlah_satuan) = COUNT(p.m) THEN CAST(SUM(p.jumlah_satuan) AS BIGINT) END AS jumlah_satuan,
    CAST(SUM(p.x) AS BIGINT) AS x,
    CAST(SUM(p.m) AS BIGINT) AS m,
    CASE WHEN COUNT(p.xx) = COUNT(p.m) THEN CAST(SUM(p.xx) AS BIGINT) END AS xx,
    CASE WHEN COUNT(p.mm) = COUNT(p.m) THEN CAST(SUM(p.mm) AS BIGINT) END AS mm,
    CASE WHEN COUNT(p.xm) = COUNT(p.m) THEN CAST(SUM(p.xm) AS BIGINT) END AS xm
FROM dua_waktu AS t
INNER JOIN pemanfaatan_kab_kota_bulan AS p
    ON
        t.ukuran = p.ukuran
        AND t.kelompok_pengguna = p.kelompok_pengguna
        AND t.tanggal_data = p.tanggal_data
WHERE
    ($pulau IS NULL OR p.pulau = $pulau)
    AND ($kode_provinsi IS NULL OR p.kode_provinsi_kemendagri = $kode_provinsi)
    AND ($kode_kab_kota IS NULL OR p.kode_kab_kota_kemendagri = $kode_kab_kota)
    AND ($jenjang = 'Semua' OR p.jenjang IN ($jenjang, 'Semua'))
    AND ($status = 'Semua' OR p.status IN ($status, 'Semua'))
    AND (
        $kewenangan = 'semua'
        OR ($kewenangan = 'Kemenag' AND p.kewenangan IN ('Kemenag', 'Semua'))
        OR ($kewenangan = 'tanpa_kemenag' AND p.kewenangan <> 'Kemenag')
    )
GROUP BY
    t.ukuran,
    t.kelompok_pengguna,
    t.waktu,
    t.tanggal_data,
    p.kode_provinsi_kemendagri
ORDER BY
    t.ukuran,
    t.kelompok_pengguna,
    t.waktu,
    p.kode_provinsi_kemendagri

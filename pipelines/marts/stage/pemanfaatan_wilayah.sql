-- Rows of exports that know only regions, used where nothing finer exists for that measure, group, cut-off and place:
-- kab/kota and province rows only in a province without school rows, province rows only in one without kab/kota rows,
-- the national row only when there is nothing else.
-- grain: ukuran, kelompok_pengguna, tanggal_data, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang
-- order: none
WITH mentah AS (
    SELECT
        u.ukuran,
        p.kelompok_pengguna,
        p.tanggal_data,
        p.tingkat,
        p.kode_provinsi_kemendagri,
        p.kode_kab_kota_kemendagri,
        COALESCE(p.jenjang, 'Semua') AS jenjang,
        CASE u.pembilang
            WHEN 'jumlah_tersedia' THEN p.jumlah_tersedia
            WHEN 'jumlah_teraktivasi' THEN p.jumlah_teraktivasi
            WHEN 'jumlah_aktif' THEN p.jumlah_aktif
        END AS x,
        CASE u.penyebut
            WHEN 'jumlah_sasaran' THEN p.jumlah_sasaran
            WHEN 'jumlah_tersedia' THEN p.jumlah_tersedia
            WHEN 'jumlah_teraktivasi' THEN p.jumlah_teraktivasi
        END AS m
    FROM pemanfaatan_platform AS p
    INNER JOIN ukuran AS u ON p.platform = u.platform
    WHERE
        u.dataset = 'pemanfaatan_platform'
        AND p.tingkat <> 'satuan_pendidikan'
),

sah AS (
    SELECT *
    FROM mentah
    WHERE
        x IS NOT NULL
        AND m > 0
),

lengkap AS (
    SELECT * FROM sah
    UNION ALL
    SELECT
        h.ukuran,
        'semua' AS kelompok_pengguna,
        h.tanggal_data,
        h.tingkat,
        h.kode_provinsi_kemendagri,
        h.kode_kab_kota_kemendagri,
        'Semua' AS jenjang,
        SUM(h.x) AS x,
        SUM(h.m) AS m
    FROM sah AS h
    INNER JOIN ukuran_banyak_kelompok AS b ON h.ukuran = b.ukuran
    WHERE h.kelompok_pengguna <> 'satuan pendidikan'
    GROUP BY
        h.ukuran,
        h.tanggal_data,
        h.tingkat,
        h.kode_provinsi_kemendagri,
        h.kode_kab_kota_kemendagri
),

ada_sekolah AS (
    SELECT DISTINCT
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        kode_provinsi_kemendagri
    FROM platform_kab_kota
),

ada_kab_kota AS (
    SELECT DISTINCT
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        kode_provinsi_kemendagri
    FROM lengkap
    WHERE tingkat = 'kab_kota'
),

ada_provinsi AS (
    SELECT DISTINCT
        ukuran,
        kelompok_pengguna,
        tanggal_data
    FROM lengkap
    WHERE tingkat <> 'nasional'
    UNION
    SELECT DISTINCT
        ukuran,
        kelompok_pengguna,
        tanggal_data
    FROM ada_sekolah
)

SELECT
    l.ukuran,
    l.kelompok_pengguna,
    l.tanggal_data,
    l.kode_provinsi_kemendagri,
    l.kode_kab_kota_kemendagri,
    l.jenjang,
    CAST(l.x AS BIGINT) AS x,
    CAST(l.m AS BIGINT) AS m
FROM lengkap AS l
LEFT JOIN ada_sekolah AS s
    ON
        l.ukuran = s.ukuran
        AND l.kelompok_pengguna = s.kelompok_pengguna
        AND l.tanggal_data = s.tanggal_data
        AND l.kode_provinsi_kemendagri = s.kode_provinsi_kemendagri
LEFT JOIN ada_kab_kota AS k
    ON
        l.ukuran = k.ukuran
        AND l.kelompok_pengguna = k.kelompok_pengguna
        AND l.tanggal_data = k.tanggal_data
        AND l.kode_provinsi_kemendagri = k.kode_provinsi_kemendagri
LEFT JOIN ada_provinsi AS p
    ON
        l.ukuran = p.ukuran
        AND l.kelompok_pengguna = p.kelompok_pengguna
        AND l.tanggal_data = p.tanggal_data
WHERE
    (l.tingkat = 'kab_kota' AND s.ukuran IS NULL)
    OR (l.tingkat = 'provinsi' AND s.ukuran IS NULL AND k.ukuran IS NULL)
    OR (l.tingkat = 'nasional' AND p.ukuran IS NULL)

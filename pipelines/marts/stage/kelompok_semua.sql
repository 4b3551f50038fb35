-- Which groups of people make up 'semua' of a measure, and at which cut-offs there is one. The groups are those that
-- the platform has at half of its cut-offs or more (schools are no group of people); the measure has a 'semua' only
-- at cut-offs where every one of them has it. So 'semua' counts the same groups at each cut-off, or is not there.
-- bobot is a power of two: the sum over a school's groups names exactly which they are.
-- grain: ukuran, kelompok_pengguna, tanggal_data
-- order: none
WITH baris AS (
    SELECT
        u.ukuran,
        p.platform,
        p.kelompok_pengguna,
        p.tanggal_data,
        CASE
            WHEN u.pembilang = 'jumlah_tersedia' THEN p.tersedia
            WHEN u.pembilang = 'jumlah_teraktivasi' THEN p.teraktivasi
            WHEN u.pembilang = 'jumlah_aktif' THEN p.aktif
        END AS jumlah_x
    FROM
        (
            SELECT
                platform,
                kelompok_pengguna,
                tanggal_data,
                COUNT(jumlah_tersedia) AS tersedia,
                COUNT(jumlah_teraktivasi) AS teraktivasi,
                COUNT(jumlah_aktif) AS aktif
            FROM pemanfaatan_platform
            WHERE kelompok_pengguna <> 'satuan pendidikan'
            GROUP BY
                platform,
                kelompok_pengguna,
                tanggal_data
        ) AS p
    INNER JOIN ukuran AS u ON p.platform = u.platform
    WHERE u.dataset = 'pemanfaatan_platform'
    UNION ALL
    SELECT
        u.ukuran,
        u.platform,
        p.peran AS kelompok_pengguna,
        p.tanggal_data,
        CASE u.pembilang
            WHEN 'jumlah_login' THEN p.login
            WHEN 'jumlah_aktif_30_hari' THEN p.aktif_30_hari
            WHEN 'jumlah_mulai_topik' THEN p.mulai_topik
            WHEN 'jumlah_selesai_topik_1' THEN p.selesai_topik_1
            WHEN 'jumlah_selesai_topik_2' THEN p.selesai_topik_2
            WHEN 'jumlah_selesai_topik_3' THEN p.selesai_topik_3
            WHEN 'jumlah_selesai_topik_4' THEN p.selesai_topik_4
            WHEN 'jumlah_aksi_nyata' THEN p.aksi_nyata
            WHEN 'jumlah_aksi_nyata_tervalidasi' THEN p.aksi_nyata_tervalidasi
            WHEN 'jumlah_unduh_perangkat_ajar' THEN p.unduh_perangkat_ajar
            WHEN 'jumlah_anggota_komunitas' THEN p.anggota_komunitas
        END AS jumlah_x
    FROM
        (
            SELECT
                peran,
                tanggal_data,
                COUNT(jumlah_login) AS login,
                COUNT(jumlah_aktif_30_hari) AS aktif_30_hari,
                COUNT(jumlah_mulai_topik) AS mulai_topik,
                COUNT(jumlah_selesai_topik_1) AS selesai_topik_1,
                COUNT(jumlah_selesai_topik_2) AS selesai_topik_2,
                COUNT(jumlah_selesai_topik_3) AS selesai_topik_3,
                COUNT(jumlah_selesai_topik_4) AS selesai_topik_4,
                COUNT(jumlah_aksi_nyata) AS aksi_nyata,
                COUNT(jumlah_aksi_nyata_tervalidasi) AS aksi_nyata_tervalidasi,
                COUNT(jumlah_unduh_perangkat_ajar) AS unduh_perangkat_ajar,
                COUNT(jumlah_anggota_komunitas) AS anggota_komunitas
            FROM pmm_aktivitas
            WHERE jumlah_gtk > 0
            GROUP BY
                peran,
                tanggal_data
            UNION ALL
            SELECT
                peran,
                tanggal_data,
                COUNT(jumlah_login) AS login,
                COUNT(jumlah_aktif_30_hari) AS aktif_30_hari,
                COUNT(jumlah_mulai_topik) AS mulai_topik,
                COUNT(jumlah_selesai_topik_1) AS selesai_topik_1,
                COUNT(jumlah_selesai_topik_2) AS selesai_topik_2,
                COUNT(jumlah_selesai_topik_3) AS selesai_topik_3,
                COUNT(jumlah_selesai_topik_4) AS selesai_topik_4,
                COUNT(jumlah_aksi_nyata) AS aksi_nyata,
                COUNT(jumlah_aksi_nyata_tervalidasi) AS aksi_nyata_tervalidasi,
                COUNT(jumlah_unduh_perangkat_ajar) AS unduh_perangkat_ajar,
                COUNT(jumlah_anggota_komunitas) AS anggota_komunitas
            FROM pmm_wilayah
            WHERE jumlah_gtk > 0
            GROUP BY
                peran,
                tanggal_data
        ) AS p
    CROSS JOIN ukuran AS u
    WHERE u.dataset = 'pmm_aktivitas'
),

cutoff AS (
    SELECT
        platform,
        COUNT(DISTINCT tanggal_data) AS jumlah_cutoff
    FROM baris
    GROUP BY platform
),

kelompok AS (
    SELECT
        b.platform,
        b.kelompok_pengguna
    FROM baris AS b
    INNER JOIN cutoff AS c ON b.platform = c.platform
    GROUP BY
        b.platform,
        b.kelompok_pengguna,
        c.jumlah_cutoff
    HAVING COUNT(DISTINCT b.tanggal_data) * 2 >= c.jumlah_cutoff
),

jumlah AS (
    SELECT
        platform,
        COUNT(*) AS jumlah_kelompok
    FROM kelompok
    GROUP BY platform
    HAVING COUNT(*) > 1
),

lengkap AS (
    SELECT
        b.ukuran,
        b.tanggal_data,
        j.jumlah_kelompok
    FROM baris AS b
    INNER JOIN kelompok AS k
        ON
            b.platform = k.platform
            AND b.kelompok_pengguna = k.kelompok_pengguna
    INNER JOIN jumlah AS j ON b.platform = j.platform
    WHERE b.jumlah_x > 0
    GROUP BY
        b.ukuran,
        b.tanggal_data,
        j.jumlah_kelompok
    HAVING COUNT(DISTINCT b.kelompok_pengguna) = j.jumlah_kelompok
)

SELECT
    l.ukuran,
    k.kelompok_pengguna,
    l.tanggal_data,
    l.jumlah_kelompok,
    CASE k.kelompok_pengguna
        WHEN 'guru' THEN 1
        WHEN 'KS' THEN 2
        WHEN 'PS' THEN 4
        WHEN 'tendik' THEN 8
        WHEN 'peserta didik' THEN 16
        WHEN 'orang tua' THEN 32
        WHEN 'mahasiswa' THEN 64
        WHEN 'umum' THEN 128
    END AS bobot
FROM lengkap AS l
INNER JOIN ukuran AS u ON l.ukuran = u.ukuran
INNER JOIN kelompok AS k ON u.platform = k.platform

-- Rows of exports that know only regions, one total a place or its parts by jenjang, never both: the parts are used
-- where their denominators cover 95 % of the total's, else the total alone. 'semua' is there where the place has
-- every group of the measure. Money counts in thousands of rupiah; more than a nation has is
-- a slip of the unit and left out.
-- grain: ukuran, kelompok_pengguna, tanggal_data, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang
-- order: none
WITH mentah AS (
    SELECT
        u.ukuran,
        p.kelompok_pengguna,
        p.tanggal_data,
        p.tingkat,
        p.kode_provinsi_kemendagri,
        p.kode_kab_kota_kemendagri,
        p.jenjang,
        CASE u.pembilang
            WHEN 'jumlah_tersedia' THEN p.jumlah_tersedia
            WHEN 'jumlah_teraktivasi' THEN p.jumlah_teraktivasi
            WHEN 'jumlah_aktif' THEN p.jumlah_aktif
            WHEN 'nilai_rupiah'
                THEN CASE
                    WHEN p.nilai_rupiah BETWEEN -10000000000000000 AND 10000000000000000
                        THEN CAST(p.nilai_rupiah / 1000 AS BIGINT)
                END
        END AS x,
        CASE u.penyebut
            WHEN 'jumlah_sasaran' THEN p.jumlah_sasaran
            WHEN 'jumlah_tersedia' THEN p.jumlah_tersedia
            WHEN 'jumlah_teraktivasi' THEN p.jumlah_teraktivasi
            WHEN 'nilai_anggaran'
                THEN CASE
                    WHEN p.nilai_anggaran BETWEEN 0 AND 10000000000000000 THEN CAST(p.nilai_anggaran / 1000 AS BIGINT)
                END
        END AS m
    FROM pemanfaatan_platform AS p
    INNER JOIN ukuran AS u ON p.platform = u.platform
    WHERE
        u.dataset = 'pemanfaatan_platform'
        AND p.tingkat <> 'satuan_pendidikan'
    UNION ALL
    SELECT
        u.ukuran,
        p.peran AS kelompok_pengguna,
        p.tanggal_data,
        p.tingkat,
        p.kode_provinsi_kemendagri,
        p.kode_kab_kota_kemendagri,
        p.jenjang,
        CASE u.pembilang
            WHEN 'jumlah_login' THEN p.jumlah_login
            WHEN 'jumlah_aktif_30_hari' THEN p.jumlah_aktif_30_hari
            WHEN 'jumlah_mulai_topik' THEN p.jumlah_mulai_topik
            WHEN 'jumlah_selesai_topik_1' THEN p.jumlah_selesai_topik_1
            WHEN 'jumlah_selesai_topik_2' THEN p.jumlah_selesai_topik_2
            WHEN 'jumlah_selesai_topik_3' THEN p.jumlah_selesai_topik_3
            WHEN 'jumlah_selesai_topik_4' THEN p.jumlah_selesai_topik_4
            WHEN 'jumlah_aksi_nyata' THEN p.jumlah_aksi_nyata
            WHEN 'jumlah_aksi_nyata_tervalidasi' THEN p.jumlah_aksi_nyata_tervalidasi
            WHEN 'jumlah_unduh_perangkat_ajar' THEN p.jumlah_unduh_perangkat_ajar
            WHEN 'jumlah_anggota_komunitas' THEN p.jumlah_anggota_komunitas
        END AS x,
        p.jumlah_gtk AS m
    FROM pmm_wilayah AS p
    CROSS JOIN ukuran AS u
    WHERE u.dataset = 'pmm_aktivitas'
),

sah AS (
    SELECT
        mentah.*,
        COALESCE(kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional') AS tempat
    FROM mentah
    WHERE
        x IS NOT NULL
        AND m IS NOT NULL
),

tempat AS (
    SELECT
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        tempat,
        SUM(CASE WHEN jenjang IS NULL THEN m END) AS m_total,
        SUM(CASE WHEN jenjang IS NOT NULL THEN m END) AS m_rinci
    FROM sah
    GROUP BY
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        tempat
),

tunggal AS (
    SELECT s.*
    FROM sah AS s
    INNER JOIN tempat AS t
        ON
            s.ukuran = t.ukuran
            AND s.kelompok_pengguna = t.kelompok_pengguna
            AND s.tanggal_data = t.tanggal_data
            AND s.tempat = t.tempat
    WHERE
        t.m_total IS NULL
        OR t.m_rinci IS NULL
        OR (s.jenjang IS NOT NULL AND t.m_rinci * 100 >= t.m_total * 95)
        OR (s.jenjang IS NULL AND t.m_rinci * 100 < t.m_total * 95)
),

lengkap AS (
    SELECT
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        tingkat,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri,
        COALESCE(jenjang, 'Semua') AS jenjang,
        x,
        m
    FROM tunggal
    UNION ALL
    SELECT
        s.ukuran,
        'semua' AS kelompok_pengguna,
        s.tanggal_data,
        s.tingkat,
        s.kode_provinsi_kemendagri,
        s.kode_kab_kota_kemendagri,
        'Semua' AS jenjang,
        SUM(s.x) AS x,
        SUM(s.m) AS m
    FROM tunggal AS s
    INNER JOIN kelompok_semua AS k
        ON
            s.ukuran = k.ukuran
            AND s.kelompok_pengguna = k.kelompok_pengguna
            AND s.tanggal_data = k.tanggal_data
    GROUP BY
        s.ukuran,
        s.tanggal_data,
        s.tingkat,
        s.kode_provinsi_kemendagri,
        s.kode_kab_kota_kemendagri
    HAVING COUNT(DISTINCT s.kelompok_pengguna) = MIN(k.jumlah_kelompok)
)

SELECT
    ukuran,
    kelompok_pengguna,
    tanggal_data,
    tingkat,
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    jenjang,
    CAST(x AS BIGINT) AS x,
    CAST(m AS BIGINT) AS m
FROM lengkap
WHERE m > 0

-- Numerator x and denominator m of each school: every measure of pemanfaatan_platform and of events, of PMM the main
-- one (the others go the wide way, see pmm_kab_kota). 'semua' is summed here, within the school, because the groups
-- of one school move together, and only where each of its groups has the measure; susunan names these groups (see
-- kelompok_semua), 0 elsewhere. A school without denominator, or a column the export does not have, is left out.
-- Rows of one school by jenjang add up, and a row without jenjang beside them is left out as their total.
-- Money counts in thousands of rupiah, and a school above 30 thousand million rupiah a year is left out as a slip of
-- the unit (a check names it): so the squares of every school of a kab/kota fit into a BIGINT.
-- grain: ukuran, kelompok_pengguna, tanggal_data, npsn
-- order: none
-- each: rentang
-- $dari: DATE, first cut-off of the run
-- $sampai: DATE, last cut-off of the run
WITH kembar AS (
    SELECT
        platform,
        kelompok_pengguna,
        tanggal_data,
        npsn
    FROM pemanfaatan_platform
    WHERE
        tanggal_data BETWEEN $dari AND $sampai
        AND tingkat = 'satuan_pendidikan'
    GROUP BY
        platform,
        kelompok_pengguna,
        tanggal_data,
        npsn
    HAVING COUNT(*) > 1
),

platform_sekolah AS (
    SELECT
        p.platform,
        p.kelompok_pengguna,
        p.tanggal_data,
        p.npsn,
        p.kode_provinsi_kemendagri,
        p.kode_kab_kota_kemendagri,
        p.jenjang,
        p.jumlah_sasaran,
        p.jumlah_tersedia,
        p.jumlah_teraktivasi,
        p.jumlah_aktif,
        p.nilai_rupiah,
        p.nilai_anggaran
    FROM pemanfaatan_platform AS p
    LEFT JOIN kembar AS k
        ON
            p.platform = k.platform
            AND p.kelompok_pengguna = k.kelompok_pengguna
            AND p.tanggal_data = k.tanggal_data
            AND p.npsn = k.npsn
    WHERE
        p.tanggal_data BETWEEN $dari AND $sampai
        AND p.tingkat = 'satuan_pendidikan'
        AND k.npsn IS NULL
    UNION ALL
    SELECT
        p.platform,
        p.kelompok_pengguna,
        p.tanggal_data,
        p.npsn,
        MIN(p.kode_provinsi_kemendagri) AS kode_provinsi_kemendagri,
        MIN(p.kode_kab_kota_kemendagri) AS kode_kab_kota_kemendagri,
        MIN(p.jenjang) AS jenjang,
        CASE WHEN COUNT(p.jumlah_sasaran) = COUNT(*) THEN SUM(p.jumlah_sasaran) END AS jumlah_sasaran,
        CASE WHEN COUNT(p.jumlah_tersedia) = COUNT(*) THEN SUM(p.jumlah_tersedia) END AS jumlah_tersedia,
        CASE WHEN COUNT(p.jumlah_teraktivasi) = COUNT(*) THEN SUM(p.jumlah_teraktivasi) END AS jumlah_teraktivasi,
        CASE WHEN COUNT(p.jumlah_aktif) = COUNT(*) THEN SUM(p.jumlah_aktif) END AS jumlah_aktif,
        CASE WHEN COUNT(p.nilai_rupiah) = COUNT(*) THEN SUM(p.nilai_rupiah) END AS nilai_rupiah,
        CASE WHEN COUNT(p.nilai_anggaran) = COUNT(*) THEN SUM(p.nilai_anggaran) END AS nilai_anggaran
    FROM pemanfaatan_platform AS p
    INNER JOIN kembar AS k
        ON
            p.platform = k.platform
            AND p.kelompok_pengguna = k.kelompok_pengguna
            AND p.tanggal_data = k.tanggal_data
            AND p.npsn = k.npsn
    WHERE
        p.tingkat = 'satuan_pendidikan'
        AND p.jenjang IS NOT NULL
    GROUP BY
        p.platform,
        p.kelompok_pengguna,
        p.tanggal_data,
        p.npsn
),

mentah AS (
    SELECT
        u.ukuran,
        p.kelompok_pengguna,
        p.tanggal_data,
        p.npsn,
        p.kode_provinsi_kemendagri,
        p.kode_kab_kota_kemendagri,
        p.jenjang,
        CASE u.pembilang
            WHEN 'jumlah_tersedia' THEN p.jumlah_tersedia
            WHEN 'jumlah_teraktivasi' THEN p.jumlah_teraktivasi
            WHEN 'jumlah_aktif' THEN p.jumlah_aktif
            WHEN 'nilai_rupiah'
                THEN CASE
                    WHEN p.nilai_rupiah BETWEEN -30000000000 AND 30000000000 THEN CAST(p.nilai_rupiah / 1000 AS BIGINT)
                END
        END AS x,
        CASE u.penyebut
            WHEN 'jumlah_sasaran' THEN p.jumlah_sasaran
            WHEN 'jumlah_tersedia' THEN p.jumlah_tersedia
            WHEN 'jumlah_teraktivasi' THEN p.jumlah_teraktivasi
            WHEN 'nilai_anggaran'
                THEN CASE
                    WHEN p.nilai_anggaran BETWEEN 0 AND 30000000000 THEN CAST(p.nilai_anggaran / 1000 AS BIGINT)
                END
        END AS m
    FROM platform_sekolah AS p
    INNER JOIN ukuran AS u ON p.platform = u.platform
    WHERE u.dataset = 'pemanfaatan_platform'
    UNION ALL
    SELECT
        u.ukuran,
        p.peran AS kelompok_pengguna,
        p.tanggal_data,
        p.npsn,
        p.kode_provinsi_kemendagri,
        p.kode_kab_kota_kemendagri,
        CAST(NULL AS VARCHAR) AS jenjang,
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
    FROM pmm_aktivitas AS p
    CROSS JOIN ukuran AS u
    WHERE
        p.tanggal_data BETWEEN $dari AND $sampai
        AND u.dataset = 'pmm_aktivitas'
        AND u.is_utama
    UNION ALL
    SELECT
        u.ukuran,
        u.kelompok_utama AS kelompok_pengguna,
        t.tanggal_data,
        s.npsn,
        s.kode_provinsi_kemendagri,
        s.kode_kab_kota_kemendagri,
        s.jenjang,
        CASE WHEN b.tanggal_pertama <= t.tanggal_data THEN 1 ELSE 0 END AS x,
        1 AS m
    FROM sekolah AS s
    CROSS JOIN ukuran AS u
    CROSS JOIN tanggal AS t
    LEFT JOIN bimtek_pertama AS b ON s.npsn = b.npsn
    WHERE
        u.dataset = 'bimtek_kehadiran'
        AND t.tanggal_data BETWEEN $dari AND $sampai
        AND t.tanggal_data >= (SELECT MIN(tanggal_pertama) FROM bimtek_pertama)
),

sah AS (
    SELECT *
    FROM mentah
    WHERE
        (m > 0 OR m IS NULL)
        AND npsn IS NOT NULL
        AND kode_kab_kota_kemendagri IS NOT NULL
),

lengkap AS (
    SELECT
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        npsn,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri,
        jenjang,
        0 AS susunan,
        x,
        m
    FROM sah
    WHERE
        x IS NOT NULL
        AND m IS NOT NULL
    UNION ALL
    SELECT
        h.ukuran,
        'semua' AS kelompok_pengguna,
        h.tanggal_data,
        h.npsn,
        MIN(h.kode_provinsi_kemendagri) AS kode_provinsi_kemendagri,
        MIN(h.kode_kab_kota_kemendagri) AS kode_kab_kota_kemendagri,
        MIN(h.jenjang) AS jenjang,
        SUM(b.bobot) AS susunan,
        SUM(h.x) AS x,
        SUM(h.m) AS m
    FROM sah AS h
    INNER JOIN kelompok_semua AS b
        ON
            h.ukuran = b.ukuran
            AND h.kelompok_pengguna = b.kelompok_pengguna
            AND h.tanggal_data = b.tanggal_data
    GROUP BY
        h.ukuran,
        h.tanggal_data,
        h.npsn
    HAVING
        COUNT(h.x) = COUNT(*)
        AND COUNT(h.m) = COUNT(*)
)

SELECT
    l.ukuran,
    l.kelompok_pengguna,
    l.tanggal_data,
    l.npsn,
    l.kode_provinsi_kemendagri,
    l.kode_kab_kota_kemendagri,
    COALESCE(s.jenjang, l.jenjang, 'Tidak diketahui') AS jenjang,
    COALESCE(s.status, 'Tidak diketahui') AS status,
    COALESCE(s.kewenangan, 'Tidak diketahui') AS kewenangan,
    CAST(l.susunan AS INTEGER) AS susunan,
    CAST(l.x AS BIGINT) AS x,
    CAST(l.m AS BIGINT) AS m
FROM lengkap AS l
LEFT JOIN sekolah AS s ON l.npsn = s.npsn

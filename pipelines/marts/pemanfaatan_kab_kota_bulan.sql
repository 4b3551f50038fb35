-- Use of every platform, as sufficient statistics of a group of schools: number of schools (jumlah_satuan), sums of
-- numerator x and denominator m, of their squares xx and mm and of their product xm. Shares and their school-clustered
-- variances roll up exactly from these to any level. kelompok_pengguna 'semua' is there where a measure has several, at
-- cut-offs where it has all of them (see kelompok_semua). A place is counted by its schools, its own row or the row of
-- its province, never by two of them (see tingkat_terpakai).
-- Rows of exports that know only regions have jumlah_satuan and squares NULL: no schools, hence no interval.
-- grain: ukuran, kelompok_pengguna, tanggal_data,
--   kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang, status, kewenangan
-- order: ukuran, kelompok_pengguna, tanggal_data, kode_provinsi_kemendagri, kode_kab_kota_kemendagri
-- each: ukuran
-- $ukuran: VARCHAR, the measure
WITH semua_sumber AS (
    SELECT
        u.ukuran,
        w.kelompok_pengguna,
        w.tanggal_data,
        w.kode_provinsi_kemendagri,
        w.kode_kab_kota_kemendagri,
        w.jenjang,
        w.status,
        w.kewenangan,
        CASE u.pembilang
            WHEN 'jumlah_login' THEN w.k_login
            WHEN 'jumlah_aktif_30_hari' THEN w.k_aktif_30_hari
            WHEN 'jumlah_mulai_topik' THEN w.k_mulai_topik
            WHEN 'jumlah_selesai_topik_1' THEN w.k_selesai_topik_1
            WHEN 'jumlah_selesai_topik_2' THEN w.k_selesai_topik_2
            WHEN 'jumlah_selesai_topik_3' THEN w.k_selesai_topik_3
            WHEN 'jumlah_selesai_topik_4' THEN w.k_selesai_topik_4
            WHEN 'jumlah_aksi_nyata' THEN w.k_aksi_nyata
            WHEN 'jumlah_aksi_nyata_tervalidasi' THEN w.k_aksi_nyata_tervalidasi
            WHEN 'jumlah_unduh_perangkat_ajar' THEN w.k_unduh_perangkat_ajar
            WHEN 'jumlah_anggota_komunitas' THEN w.k_anggota_komunitas
        END AS jumlah_satuan,
        CASE u.pembilang
            WHEN 'jumlah_login' THEN w.x_login
            WHEN 'jumlah_aktif_30_hari' THEN w.x_aktif_30_hari
            WHEN 'jumlah_mulai_topik' THEN w.x_mulai_topik
            WHEN 'jumlah_selesai_topik_1' THEN w.x_selesai_topik_1
            WHEN 'jumlah_selesai_topik_2' THEN w.x_selesai_topik_2
            WHEN 'jumlah_selesai_topik_3' THEN w.x_selesai_topik_3
            WHEN 'jumlah_selesai_topik_4' THEN w.x_selesai_topik_4
            WHEN 'jumlah_aksi_nyata' THEN w.x_aksi_nyata
            WHEN 'jumlah_aksi_nyata_tervalidasi' THEN w.x_aksi_nyata_tervalidasi
            WHEN 'jumlah_unduh_perangkat_ajar' THEN w.x_unduh_perangkat_ajar
            WHEN 'jumlah_anggota_komunitas' THEN w.x_anggota_komunitas
        END AS x,
        CASE u.pembilang
            WHEN 'jumlah_login' THEN w.m_login
            WHEN 'jumlah_aktif_30_hari' THEN w.m_aktif_30_hari
            WHEN 'jumlah_mulai_topik' THEN w.m_mulai_topik
            WHEN 'jumlah_selesai_topik_1' THEN w.m_selesai_topik_1
            WHEN 'jumlah_selesai_topik_2' THEN w.m_selesai_topik_2
            WHEN 'jumlah_selesai_topik_3' THEN w.m_selesai_topik_3
            WHEN 'jumlah_selesai_topik_4' THEN w.m_selesai_topik_4
            WHEN 'jumlah_aksi_nyata' THEN w.m_aksi_nyata
            WHEN 'jumlah_aksi_nyata_tervalidasi' THEN w.m_aksi_nyata_tervalidasi
            WHEN 'jumlah_unduh_perangkat_ajar' THEN w.m_unduh_perangkat_ajar
            WHEN 'jumlah_anggota_komunitas' THEN w.m_anggota_komunitas
        END AS m,
        CASE u.pembilang
            WHEN 'jumlah_login' THEN w.xx_login
            WHEN 'jumlah_aktif_30_hari' THEN w.xx_aktif_30_hari
            WHEN 'jumlah_mulai_topik' THEN w.xx_mulai_topik
            WHEN 'jumlah_selesai_topik_1' THEN w.xx_selesai_topik_1
            WHEN 'jumlah_selesai_topik_2' THEN w.xx_selesai_topik_2
            WHEN 'jumlah_selesai_topik_3' THEN w.xx_selesai_topik_3
            WHEN 'jumlah_selesai_topik_4' THEN w.xx_selesai_topik_4
            WHEN 'jumlah_aksi_nyata' THEN w.xx_aksi_nyata
            WHEN 'jumlah_aksi_nyata_tervalidasi' THEN w.xx_aksi_nyata_tervalidasi
            WHEN 'jumlah_unduh_perangkat_ajar' THEN w.xx_unduh_perangkat_ajar
            WHEN 'jumlah_anggota_komunitas' THEN w.xx_anggota_komunitas
        END AS xx,
        CASE u.pembilang
            WHEN 'jumlah_login' THEN w.mm_login
            WHEN 'jumlah_aktif_30_hari' THEN w.mm_aktif_30_hari
            WHEN 'jumlah_mulai_topik' THEN w.mm_mulai_topik
            WHEN 'jumlah_selesai_topik_1' THEN w.mm_selesai_topik_1
            WHEN 'jumlah_selesai_topik_2' THEN w.mm_selesai_topik_2
            WHEN 'jumlah_selesai_topik_3' THEN w.mm_selesai_topik_3
            WHEN 'jumlah_selesai_topik_4' THEN w.mm_selesai_topik_4
            WHEN 'jumlah_aksi_nyata' THEN w.mm_aksi_nyata
            WHEN 'jumlah_aksi_nyata_tervalidasi' THEN w.mm_aksi_nyata_tervalidasi
            WHEN 'jumlah_unduh_perangkat_ajar' THEN w.mm_unduh_perangkat_ajar
            WHEN 'jumlah_anggota_komunitas' THEN w.mm_anggota_komunitas
        END AS mm,
        CASE u.pembilang
            WHEN 'jumlah_login' THEN w.xm_login
            WHEN 'jumlah_aktif_30_hari' THEN w.xm_aktif_30_hari
            WHEN 'jumlah_mulai_topik' THEN w.xm_mulai_topik
            WHEN 'jumlah_selesai_topik_1' THEN w.xm_selesai_topik_1
            WHEN 'jumlah_selesai_topik_2' THEN w.xm_selesai_topik_2
            WHEN 'jumlah_selesai_topik_3' THEN w.xm_selesai_topik_3
            WHEN 'jumlah_selesai_topik_4' THEN w.xm_selesai_topik_4
            WHEN 'jumlah_aksi_nyata' THEN w.xm_aksi_nyata
            WHEN 'jumlah_aksi_nyata_tervalidasi' THEN w.xm_aksi_nyata_tervalidasi
            WHEN 'jumlah_unduh_perangkat_ajar' THEN w.xm_unduh_perangkat_ajar
            WHEN 'jumlah_anggota_komunitas' THEN w.xm_anggota_komunitas
        END AS xm
    FROM pmm_kab_kota AS w
    CROSS JOIN ukuran AS u
    LEFT JOIN tingkat_terpakai AS t
        ON
            u.ukuran = t.ukuran
            AND w.kelompok_pengguna = t.kelompok_pengguna
            AND w.tanggal_data = t.tanggal_data
            AND w.kode_kab_kota_kemendagri = t.kode_kab_kota_kemendagri
    WHERE
        u.ukuran = $ukuran
        AND u.dataset = 'pmm_aktivitas'
        AND COALESCE(t.sumber, 'sekolah') = 'sekolah'
    UNION ALL
    SELECT
        p.ukuran,
        p.kelompok_pengguna,
        p.tanggal_data,
        p.kode_provinsi_kemendagri,
        p.kode_kab_kota_kemendagri,
        p.jenjang,
        p.status,
        p.kewenangan,
        p.jumlah_satuan,
        p.x,
        p.m,
        p.xx,
        p.mm,
        p.xm
    FROM platform_kab_kota AS p
    LEFT JOIN tingkat_terpakai AS t
        ON
            p.ukuran = t.ukuran
            AND p.kelompok_pengguna = t.kelompok_pengguna
            AND p.tanggal_data = t.tanggal_data
            AND p.kode_kab_kota_kemendagri = t.kode_kab_kota_kemendagri
    WHERE
        p.ukuran = $ukuran
        AND COALESCE(t.sumber, 'sekolah') = 'sekolah'
    UNION ALL
    SELECT
        r.ukuran,
        r.kelompok_pengguna,
        r.tanggal_data,
        r.kode_provinsi_kemendagri,
        r.kode_kab_kota_kemendagri,
        r.jenjang,
        'Semua' AS status,
        'Semua' AS kewenangan,
        CAST(NULL AS BIGINT) AS jumlah_satuan,
        r.x,
        r.m,
        CAST(NULL AS BIGINT) AS xx,
        CAST(NULL AS BIGINT) AS mm,
        CAST(NULL AS BIGINT) AS xm
    FROM pemanfaatan_wilayah AS r
    WHERE r.ukuran = $ukuran
)

SELECT
    s.ukuran,
    s.kelompok_pengguna,
    s.tanggal_data,
    v.pulau,
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    s.jenjang,
    s.status,
    s.kewenangan,
    s.jumlah_satuan,
    s.x,
    s.m,
    s.xx,
    s.mm,
    s.xm
FROM semua_sumber AS s
LEFT JOIN provinsi AS v ON s.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
WHERE
    s.m > 0
    AND (
        s.kelompok_pengguna <> 'semua'
        OR s.tanggal_data IN (
            SELECT k.tanggal_data
            FROM kelompok_semua AS k
            WHERE k.ukuran = $ukuran
        )
    )
ORDER BY
    s.kelompok_pengguna,
    s.tanggal_data,
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri

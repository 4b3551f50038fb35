-- PMM / Ruang GTK, all counters side by side: the school rows are read once, not once a counter. The suffix names the
-- counter: k_ schools, x_ numerator, m_ denominator (jumlah_gtk of the schools whose counter is present), xx_ mm_ xm_
-- squares and product. 'semua' is summed within the school; a counter that one role lacks is left out for that school.
-- Of a stage and the one before it (aksi nyata: selesai_topik_1): k_ke_ schools with both counters, k_asal_ those of
-- them with anyone at the stage before, xx_ke_ the product of the two.
-- (Which cut-offs have a 'semua' at all is up to kelompok_semua; the mart keeps to it.)
-- grain: kelompok_pengguna, tanggal_data, kode_kab_kota_kemendagri, jenjang, status, kewenangan
-- order: none
-- each: rentang
-- $dari: DATE, first cut-off of the run
-- $sampai: DATE, last cut-off of the run
WITH baris AS (
    SELECT
        peran AS kelompok_pengguna,
        tanggal_data,
        npsn,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri,
        jumlah_gtk AS m,
        jumlah_login AS login,
        jumlah_aktif_30_hari AS aktif_30_hari,
        jumlah_mulai_topik AS mulai_topik,
        jumlah_selesai_topik_1 AS selesai_topik_1,
        jumlah_selesai_topik_2 AS selesai_topik_2,
        jumlah_selesai_topik_3 AS selesai_topik_3,
        jumlah_selesai_topik_4 AS selesai_topik_4,
        jumlah_aksi_nyata AS aksi_nyata,
        jumlah_aksi_nyata_tervalidasi AS aksi_nyata_tervalidasi,
        jumlah_unduh_perangkat_ajar AS unduh_perangkat_ajar,
        jumlah_anggota_komunitas AS anggota_komunitas
    FROM pmm_aktivitas
    WHERE
        tanggal_data BETWEEN $dari AND $sampai
        AND jumlah_gtk > 0
),

lengkap AS (
    SELECT * FROM baris
    UNION ALL
    SELECT
        'semua' AS kelompok_pengguna,
        tanggal_data,
        npsn,
        MIN(kode_provinsi_kemendagri) AS kode_provinsi_kemendagri,
        MIN(kode_kab_kota_kemendagri) AS kode_kab_kota_kemendagri,
        CAST(SUM(m) AS BIGINT) AS m,
        CAST(CASE WHEN COUNT(login) = COUNT(*) THEN SUM(login) END AS BIGINT) AS login,
        CAST(CASE WHEN COUNT(aktif_30_hari) = COUNT(*) THEN SUM(aktif_30_hari) END AS BIGINT) AS aktif_30_hari,
        CAST(CASE WHEN COUNT(mulai_topik) = COUNT(*) THEN SUM(mulai_topik) END AS BIGINT) AS mulai_topik,
        CAST(CASE WHEN COUNT(selesai_topik_1) = COUNT(*) THEN SUM(selesai_topik_1) END AS BIGINT) AS selesai_topik_1,
        CAST(CASE WHEN COUNT(selesai_topik_2) = COUNT(*) THEN SUM(selesai_topik_2) END AS BIGINT) AS selesai_topik_2,
        CAST(CASE WHEN COUNT(selesai_topik_3) = COUNT(*) THEN SUM(selesai_topik_3) END AS BIGINT) AS selesai_topik_3,
        CAST(CASE WHEN COUNT(selesai_topik_4) = COUNT(*) THEN SUM(selesai_topik_4) END AS BIGINT) AS selesai_topik_4,
        CAST(CASE WHEN COUNT(aksi_nyata) = COUNT(*) THEN SUM(aksi_nyata) END AS BIGINT) AS aksi_nyata,
        CAST(
            CASE WHEN COUNT(aksi_nyata_tervalidasi) = COUNT(*) THEN SUM(aksi_nyata_tervalidasi) END AS BIGINT
        ) AS aksi_nyata_tervalidasi,
        CAST(
            CASE WHEN COUNT(unduh_perangkat_ajar) = COUNT(*) THEN SUM(unduh_perangkat_ajar) END AS BIGINT
        ) AS unduh_perangkat_ajar,
        CAST(
            CASE WHEN COUNT(anggota_komunitas) = COUNT(*) THEN SUM(anggota_komunitas) END AS BIGINT
        ) AS anggota_komunitas
    FROM baris
    WHERE
        kelompok_pengguna IN (
            SELECT k.kelompok_pengguna
            FROM kelompok_semua AS k
            INNER JOIN ukuran AS u ON k.ukuran = u.ukuran
            WHERE u.dataset = 'pmm_aktivitas'
        )
    GROUP BY
        tanggal_data,
        npsn
)

SELECT
    l.kelompok_pengguna,
    l.tanggal_data,
    l.kode_provinsi_kemendagri,
    l.kode_kab_kota_kemendagri,
    COALESCE(s.jenjang, 'Tidak diketahui') AS jenjang,
    COALESCE(s.status, 'Tidak diketahui') AS status,
    COALESCE(s.kewenangan, 'Tidak diketahui') AS kewenangan,
    CAST(COUNT(l.login) AS BIGINT) AS k_login,
    CAST(SUM(l.login) AS BIGINT) AS x_login,
    CAST(SUM(CASE WHEN l.login IS NOT NULL THEN l.m END) AS BIGINT) AS m_login,
    CAST(SUM(l.login * l.login) AS BIGINT) AS xx_login,
    CAST(SUM(CASE WHEN l.login IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_login,
    CAST(SUM(l.login * l.m) AS BIGINT) AS xm_login,
    CAST(COUNT(l.aktif_30_hari) AS BIGINT) AS k_aktif_30_hari,
    CAST(SUM(l.aktif_30_hari) AS BIGINT) AS x_aktif_30_hari,
    CAST(SUM(CASE WHEN l.aktif_30_hari IS NOT NULL THEN l.m END) AS BIGINT) AS m_aktif_30_hari,
    CAST(SUM(l.aktif_30_hari * l.aktif_30_hari) AS BIGINT) AS xx_aktif_30_hari,
    CAST(SUM(CASE WHEN l.aktif_30_hari IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_aktif_30_hari,
    CAST(SUM(l.aktif_30_hari * l.m) AS BIGINT) AS xm_aktif_30_hari,
    CAST(COUNT(l.mulai_topik) AS BIGINT) AS k_mulai_topik,
    CAST(SUM(l.mulai_topik) AS BIGINT) AS x_mulai_topik,
    CAST(SUM(CASE WHEN l.mulai_topik IS NOT NULL THEN l.m END) AS BIGINT) AS m_mulai_topik,
    CAST(SUM(l.mulai_topik * l.mulai_topik) AS BIGINT) AS xx_mulai_topik,
    CAST(SUM(CASE WHEN l.mulai_topik IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_mulai_topik,
    CAST(SUM(l.mulai_topik * l.m) AS BIGINT) AS xm_mulai_topik,
    CAST(COUNT(l.selesai_topik_1) AS BIGINT) AS k_selesai_topik_1,
    CAST(SUM(l.selesai_topik_1) AS BIGINT) AS x_selesai_topik_1,
    CAST(SUM(CASE WHEN l.selesai_topik_1 IS NOT NULL THEN l.m END) AS BIGINT) AS m_selesai_topik_1,
    CAST(SUM(l.selesai_topik_1 * l.selesai_topik_1) AS BIGINT) AS xx_selesai_topik_1,
    CAST(SUM(CASE WHEN l.selesai_topik_1 IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_selesai_topik_1,
    CAST(SUM(l.selesai_topik_1 * l.m) AS BIGINT) AS xm_selesai_topik_1,
    CAST(COUNT(l.selesai_topik_2) AS BIGINT) AS k_selesai_topik_2,
    CAST(SUM(l.selesai_topik_2) AS BIGINT) AS x_selesai_topik_2,
    CAST(SUM(CASE WHEN l.selesai_topik_2 IS NOT NULL THEN l.m END) AS BIGINT) AS m_selesai_topik_2,
    CAST(SUM(l.selesai_topik_2 * l.selesai_topik_2) AS BIGINT) AS xx_selesai_topik_2,
    CAST(SUM(CASE WHEN l.selesai_topik_2 IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_selesai_topik_2,
    CAST(SUM(l.selesai_topik_2 * l.m) AS BIGINT) AS xm_selesai_topik_2,
    CAST(COUNT(l.selesai_topik_3) AS BIGINT) AS k_selesai_topik_3,
    CAST(SUM(l.selesai_topik_3) AS BIGINT) AS x_selesai_topik_3,
    CAST(SUM(CASE WHEN l.selesai_topik_3 IS NOT NULL THEN l.m END) AS BIGINT) AS m_selesai_topik_3,
    CAST(SUM(l.selesai_topik_3 * l.selesai_topik_3) AS BIGINT) AS xx_selesai_topik_3,
    CAST(SUM(CASE WHEN l.selesai_topik_3 IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_selesai_topik_3,
    CAST(SUM(l.selesai_topik_3 * l.m) AS BIGINT) AS xm_selesai_topik_3,
    CAST(COUNT(l.selesai_topik_4) AS BIGINT) AS k_selesai_topik_4,
    CAST(SUM(l.selesai_topik_4) AS BIGINT) AS x_selesai_topik_4,
    CAST(SUM(CASE WHEN l.selesai_topik_4 IS NOT NULL THEN l.m END) AS BIGINT) AS m_selesai_topik_4,
    CAST(SUM(l.selesai_topik_4 * l.selesai_topik_4) AS BIGINT) AS xx_selesai_topik_4,
    CAST(SUM(CASE WHEN l.selesai_topik_4 IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_selesai_topik_4,
    CAST(SUM(l.selesai_topik_4 * l.m) AS BIGINT) AS xm_selesai_topik_4,
    CAST(COUNT(l.aksi_nyata) AS BIGINT) AS k_aksi_nyata,
    CAST(SUM(l.aksi_nyata) AS BIGINT) AS x_aksi_nyata,
    CAST(SUM(CASE WHEN l.aksi_nyata IS NOT NULL THEN l.m END) AS BIGINT) AS m_aksi_nyata,
    CAST(SUM(l.aksi_nyata * l.aksi_nyata) AS BIGINT) AS xx_aksi_nyata,
    CAST(SUM(CASE WHEN l.aksi_nyata IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_aksi_nyata,
    CAST(SUM(l.aksi_nyata * l.m) AS BIGINT) AS xm_aksi_nyata,
    CAST(COUNT(l.aksi_nyata_tervalidasi) AS BIGINT) AS k_aksi_nyata_tervalidasi,
    CAST(SUM(l.aksi_nyata_tervalidasi) AS BIGINT) AS x_aksi_nyata_tervalidasi,
    CAST(SUM(CASE WHEN l.aksi_nyata_tervalidasi IS NOT NULL THEN l.m END) AS BIGINT) AS m_aksi_nyata_tervalidasi,
    CAST(SUM(l.aksi_nyata_tervalidasi * l.aksi_nyata_tervalidasi) AS BIGINT) AS xx_aksi_nyata_tervalidasi,
    CAST(SUM(CASE WHEN l.aksi_nyata_tervalidasi IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_aksi_nyata_tervalidasi,
    CAST(SUM(l.aksi_nyata_tervalidasi * l.m) AS BIGINT) AS xm_aksi_nyata_tervalidasi,
    CAST(COUNT(l.unduh_perangkat_ajar) AS BIGINT) AS k_unduh_perangkat_ajar,
    CAST(SUM(l.unduh_perangkat_ajar) AS BIGINT) AS x_unduh_perangkat_ajar,
    CAST(SUM(CASE WHEN l.unduh_perangkat_ajar IS NOT NULL THEN l.m END) AS BIGINT) AS m_unduh_perangkat_ajar,
    CAST(SUM(l.unduh_perangkat_ajar * l.unduh_perangkat_ajar) AS BIGINT) AS xx_unduh_perangkat_ajar,
    CAST(SUM(CASE WHEN l.unduh_perangkat_ajar IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_unduh_perangkat_ajar,
    CAST(SUM(l.unduh_perangkat_ajar * l.m) AS BIGINT) AS xm_unduh_perangkat_ajar,
    CAST(COUNT(l.anggota_komunitas) AS BIGINT) AS k_anggota_komunitas,
    CAST(SUM(l.anggota_komunitas) AS BIGINT) AS x_anggota_komunitas,
    CAST(SUM(CASE WHEN l.anggota_komunitas IS NOT NULL THEN l.m END) AS BIGINT) AS m_anggota_komunitas,
    CAST(SUM(l.anggota_komunitas * l.anggota_komunitas) AS BIGINT) AS xx_anggota_komunitas,
    CAST(SUM(CASE WHEN l.anggota_komunitas IS NOT NULL THEN l.m * l.m END) AS BIGINT) AS mm_anggota_komunitas,
    CAST(SUM(l.anggota_komunitas * l.m) AS BIGINT) AS xm_anggota_komunitas,
    CAST(COUNT(l.login * l.mulai_topik) AS BIGINT) AS k_ke_mulai_topik,
    CAST(COUNT(CASE WHEN l.login > 0 THEN l.mulai_topik END) AS BIGINT) AS k_asal_mulai_topik,
    CAST(SUM(l.login * l.mulai_topik) AS BIGINT) AS xx_ke_mulai_topik,
    CAST(COUNT(l.mulai_topik * l.selesai_topik_1) AS BIGINT) AS k_ke_selesai_topik_1,
    CAST(COUNT(CASE WHEN l.mulai_topik > 0 THEN l.selesai_topik_1 END) AS BIGINT) AS k_asal_selesai_topik_1,
    CAST(SUM(l.mulai_topik * l.selesai_topik_1) AS BIGINT) AS xx_ke_selesai_topik_1,
    CAST(COUNT(l.selesai_topik_1 * l.selesai_topik_2) AS BIGINT) AS k_ke_selesai_topik_2,
    CAST(COUNT(CASE WHEN l.selesai_topik_1 > 0 THEN l.selesai_topik_2 END) AS BIGINT) AS k_asal_selesai_topik_2,
    CAST(SUM(l.selesai_topik_1 * l.selesai_topik_2) AS BIGINT) AS xx_ke_selesai_topik_2,
    CAST(COUNT(l.selesai_topik_2 * l.selesai_topik_3) AS BIGINT) AS k_ke_selesai_topik_3,
    CAST(COUNT(CASE WHEN l.selesai_topik_2 > 0 THEN l.selesai_topik_3 END) AS BIGINT) AS k_asal_selesai_topik_3,
    CAST(SUM(l.selesai_topik_2 * l.selesai_topik_3) AS BIGINT) AS xx_ke_selesai_topik_3,
    CAST(COUNT(l.selesai_topik_3 * l.selesai_topik_4) AS BIGINT) AS k_ke_selesai_topik_4,
    CAST(COUNT(CASE WHEN l.selesai_topik_3 > 0 THEN l.selesai_topik_4 END) AS BIGINT) AS k_asal_selesai_topik_4,
    CAST(SUM(l.selesai_topik_3 * l.selesai_topik_4) AS BIGINT) AS xx_ke_selesai_topik_4,
    CAST(COUNT(l.selesai_topik_1 * l.aksi_nyata) AS BIGINT) AS k_ke_aksi_nyata,
    CAST(COUNT(CASE WHEN l.selesai_topik_1 > 0 THEN l.aksi_nyata END) AS BIGINT) AS k_asal_aksi_nyata,
    CAST(SUM(l.selesai_topik_1 * l.aksi_nyata) AS BIGINT) AS xx_ke_aksi_nyata,
    CAST(COUNT(l.aksi_nyata * l.aksi_nyata_tervalidasi) AS BIGINT) AS k_ke_aksi_nyata_tervalidasi,
    CAST(
        COUNT(CASE WHEN l.aksi_nyata > 0 THEN l.aksi_nyata_tervalidasi END) AS BIGINT
    ) AS k_asal_aksi_nyata_tervalidasi,
    CAST(SUM(l.aksi_nyata * l.aksi_nyata_tervalidasi) AS BIGINT) AS xx_ke_aksi_nyata_tervalidasi
FROM lengkap AS l
LEFT JOIN sekolah AS s ON l.npsn = s.npsn
GROUP BY
    l.kelompok_pengguna,
    l.tanggal_data,
    l.kode_provinsi_kemendagri,
    l.kode_kab_kota_kemendagri,
    COALESCE(s.jenjang, 'Tidak diketahui'),
    COALESCE(s.status, 'Tidak diketahui'),
    COALESCE(s.kewenangan, 'Tidak diketahui')

-- Which level stands for a place at a cut-off that has rows of regions: schools, the kab/kota row or the province row,
-- one of them and never two. The finer level stands where its denominators cover 95 % of the coarser row's: schools of
-- a kab/kota against its row, what then stands in the kab/kota of a province against the province row. Else the coarser
-- row stands and the finer ones of that place are left out of that cut-off, in shares and in changes: ten schools of a
-- kab/kota do not speak for it. kode_kab_kota NULL: the province row stands.
-- grain: ukuran, kelompok_pengguna, tanggal_data, kode_provinsi_kemendagri, kode_kab_kota_kemendagri
-- order: none
WITH wilayah AS (
    SELECT
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        tingkat,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri,
        SUM(m) AS m
    FROM baris_wilayah
    GROUP BY
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        tingkat,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri
),

cutoff AS (
    SELECT DISTINCT
        ukuran,
        kelompok_pengguna,
        tanggal_data
    FROM wilayah
),

kab_kota AS (
    SELECT
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri,
        SUM(m_sekolah) AS m_sekolah,
        SUM(m_baris) AS m_baris
    FROM
        (
            SELECT
                s.ukuran,
                s.kelompok_pengguna,
                s.tanggal_data,
                s.kode_provinsi_kemendagri,
                s.kode_kab_kota_kemendagri,
                s.m AS m_sekolah,
                CAST(NULL AS BIGINT) AS m_baris
            FROM platform_kab_kota AS s
            INNER JOIN cutoff AS c
                ON
                    s.ukuran = c.ukuran
                    AND s.kelompok_pengguna = c.kelompok_pengguna
                    AND s.tanggal_data = c.tanggal_data
            UNION ALL
            SELECT
                c.ukuran,
                c.kelompok_pengguna,
                c.tanggal_data,
                w.kode_provinsi_kemendagri,
                w.kode_kab_kota_kemendagri,
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
                END AS m_sekolah,
                CAST(NULL AS BIGINT) AS m_baris
            FROM cutoff AS c
            INNER JOIN ukuran AS u
                ON
                    c.ukuran = u.ukuran
                    AND u.dataset = 'pmm_aktivitas'
            INNER JOIN pmm_kab_kota AS w
                ON
                    c.kelompok_pengguna = w.kelompok_pengguna
                    AND c.tanggal_data = w.tanggal_data
            UNION ALL
            SELECT
                ukuran,
                kelompok_pengguna,
                tanggal_data,
                kode_provinsi_kemendagri,
                kode_kab_kota_kemendagri,
                CAST(NULL AS BIGINT) AS m_sekolah,
                m AS m_baris
            FROM wilayah
            WHERE tingkat = 'kab_kota'
        ) AS g
    GROUP BY
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri
),

terpilih AS (
    SELECT
        kab_kota.*,
        CASE
            WHEN m_baris IS NULL THEN 'sekolah'
            WHEN m_sekolah * 100 >= m_baris * 95 THEN 'sekolah'
            ELSE 'kab_kota'
        END AS sumber,
        CASE
            WHEN m_baris IS NULL THEN m_sekolah
            WHEN m_sekolah * 100 >= m_baris * 95 THEN m_sekolah
            ELSE m_baris
        END AS m
    FROM kab_kota
),

jumlah_provinsi AS (
    SELECT
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        kode_provinsi_kemendagri,
        SUM(m) AS m
    FROM terpilih
    GROUP BY
        ukuran,
        kelompok_pengguna,
        tanggal_data,
        kode_provinsi_kemendagri
),

menang AS (
    SELECT
        w.ukuran,
        w.kelompok_pengguna,
        w.tanggal_data,
        w.kode_provinsi_kemendagri
    FROM wilayah AS w
    LEFT JOIN jumlah_provinsi AS k
        ON
            w.ukuran = k.ukuran
            AND w.kelompok_pengguna = k.kelompok_pengguna
            AND w.tanggal_data = k.tanggal_data
            AND w.kode_provinsi_kemendagri = k.kode_provinsi_kemendagri
    WHERE
        w.tingkat = 'provinsi'
        AND COALESCE(k.m, 0) * 100 < w.m * 95
)

SELECT
    t.ukuran,
    t.kelompok_pengguna,
    t.tanggal_data,
    t.kode_provinsi_kemendagri,
    t.kode_kab_kota_kemendagri,
    CASE WHEN p.ukuran IS NOT NULL THEN 'provinsi' ELSE t.sumber END AS sumber
FROM terpilih AS t
LEFT JOIN menang AS p
    ON
        t.ukuran = p.ukuran
        AND t.kelompok_pengguna = p.kelompok_pengguna
        AND t.tanggal_data = p.tanggal_data
        AND t.kode_provinsi_kemendagri = p.kode_provinsi_kemendagri
UNION ALL
SELECT
    ukuran,
    kelompok_pengguna,
    tanggal_data,
    kode_provinsi_kemendagri,
    CAST(NULL AS VARCHAR) AS kode_kab_kota_kemendagri,
    'provinsi' AS sumber
FROM menang

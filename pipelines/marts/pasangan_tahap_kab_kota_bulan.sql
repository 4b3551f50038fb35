-- Each stage of the PMM / Ruang GTK funnel beside the stage before it, over the schools that have both counters: what
-- the clustered interval of a loss or of a passage from stage to stage needs besides the sums of the two measures.
-- jumlah_satuan: schools with both; jumlah_satuan_asal: those with anyone at the stage before; xx: sum of the products
-- of the two counters. Sending an aksi nyata follows one finished topik, not four.
-- grain: ukuran, kelompok_pengguna, tanggal_data,
--   kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang, status, kewenangan
-- order: ukuran, kelompok_pengguna, tanggal_data, kode_provinsi_kemendagri, kode_kab_kota_kemendagri
-- each: ukuran
-- $ukuran: VARCHAR, the measure
WITH tahap (ukuran, ukuran_sebelum) AS (
    VALUES
    ('pmm.mulai_topik', 'pmm.login'),
    ('pmm.selesai_topik_1', 'pmm.mulai_topik'),
    ('pmm.selesai_topik_2', 'pmm.selesai_topik_1'),
    ('pmm.selesai_topik_3', 'pmm.selesai_topik_2'),
    ('pmm.selesai_topik_4', 'pmm.selesai_topik_3'),
    ('pmm.aksi_nyata', 'pmm.selesai_topik_1'),
    ('pmm.aksi_nyata_tervalidasi', 'pmm.aksi_nyata')
)

SELECT
    t.ukuran,
    t.ukuran_sebelum,
    w.kelompok_pengguna,
    w.tanggal_data,
    v.pulau,
    w.kode_provinsi_kemendagri,
    w.kode_kab_kota_kemendagri,
    w.jenjang,
    w.status,
    w.kewenangan,
    CASE t.ukuran
        WHEN 'pmm.mulai_topik' THEN w.k_ke_mulai_topik
        WHEN 'pmm.selesai_topik_1' THEN w.k_ke_selesai_topik_1
        WHEN 'pmm.selesai_topik_2' THEN w.k_ke_selesai_topik_2
        WHEN 'pmm.selesai_topik_3' THEN w.k_ke_selesai_topik_3
        WHEN 'pmm.selesai_topik_4' THEN w.k_ke_selesai_topik_4
        WHEN 'pmm.aksi_nyata' THEN w.k_ke_aksi_nyata
        WHEN 'pmm.aksi_nyata_tervalidasi' THEN w.k_ke_aksi_nyata_tervalidasi
    END AS jumlah_satuan,
    CASE t.ukuran
        WHEN 'pmm.mulai_topik' THEN w.k_asal_mulai_topik
        WHEN 'pmm.selesai_topik_1' THEN w.k_asal_selesai_topik_1
        WHEN 'pmm.selesai_topik_2' THEN w.k_asal_selesai_topik_2
        WHEN 'pmm.selesai_topik_3' THEN w.k_asal_selesai_topik_3
        WHEN 'pmm.selesai_topik_4' THEN w.k_asal_selesai_topik_4
        WHEN 'pmm.aksi_nyata' THEN w.k_asal_aksi_nyata
        WHEN 'pmm.aksi_nyata_tervalidasi' THEN w.k_asal_aksi_nyata_tervalidasi
    END AS jumlah_satuan_asal,
    CASE t.ukuran
        WHEN 'pmm.mulai_topik' THEN w.xx_ke_mulai_topik
        WHEN 'pmm.selesai_topik_1' THEN w.xx_ke_selesai_topik_1
        WHEN 'pmm.selesai_topik_2' THEN w.xx_ke_selesai_topik_2
        WHEN 'pmm.selesai_topik_3' THEN w.xx_ke_selesai_topik_3
        WHEN 'pmm.selesai_topik_4' THEN w.xx_ke_selesai_topik_4
        WHEN 'pmm.aksi_nyata' THEN w.xx_ke_aksi_nyata
        WHEN 'pmm.aksi_nyata_tervalidasi' THEN w.xx_ke_aksi_nyata_tervalidasi
    END AS xx
FROM pmm_kab_kota AS w
CROSS JOIN tahap AS t
LEFT JOIN provinsi AS v ON w.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
WHERE t.ukuran = $ukuran
ORDER BY
    w.kelompok_pengguna,
    w.tanggal_data,
    w.kode_provinsi_kemendagri,
    w.kode_kab_kota_kemendagri

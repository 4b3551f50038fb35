-- Each stage of the PMM funnel holds no more people than the stage before it.
-- One row a school, role and cut-off where a later stage is larger.
-- keparahan: periksa
-- pesan: {jumlah} baris PMM punya tahap yang lebih besar daripada tahap sebelumnya. Minta ekspor ulang untuk
--   sekolah itu.
SELECT
    'NPSN '
    || npsn
    || ', '
    || peran
    || ', '
    || CAST(tanggal_data AS VARCHAR)
    || ': login '
    || COALESCE(CAST(jumlah_login AS VARCHAR), '-')
    || ', mulai ' || COALESCE(CAST(jumlah_mulai_topik AS VARCHAR), '-')
    || ', selesai ' || CONCAT_WS(
        '/', jumlah_selesai_topik_1, jumlah_selesai_topik_2, jumlah_selesai_topik_3, jumlah_selesai_topik_4
    )
    || ', aksi nyata ' || COALESCE(CAST(jumlah_aksi_nyata AS VARCHAR), '-')
    || ', tervalidasi ' || COALESCE(CAST(jumlah_aksi_nyata_tervalidasi AS VARCHAR), '-') AS temuan
FROM pmm_aktivitas
WHERE
    jumlah_mulai_topik > jumlah_login
    OR jumlah_selesai_topik_1 > jumlah_mulai_topik
    OR jumlah_selesai_topik_2 > jumlah_selesai_topik_1
    OR jumlah_selesai_topik_3 > jumlah_selesai_topik_2
    OR jumlah_selesai_topik_4 > jumlah_selesai_topik_3
    OR jumlah_aksi_nyata_tervalidasi > jumlah_aksi_nyata

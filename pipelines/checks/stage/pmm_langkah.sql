-- Rows of PMM whose counter or denominator is lower than at the cut-off before, or whose denominator is higher:
-- the row, what it was before (the last number stated), and how many rows of its kab/kota fell beside it.
WITH deret AS (
    SELECT
        _bagian,
        _nomor,
        npsn,
        peran,
        kode_kab_kota_kemendagri,
        tanggal_data,
        jumlah_gtk,
        jumlah_login,
        jumlah_mulai_topik,
        jumlah_selesai_topik_1,
        jumlah_selesai_topik_2,
        jumlah_selesai_topik_3,
        jumlah_selesai_topik_4,
        jumlah_aksi_nyata,
        jumlah_aksi_nyata_tervalidasi,
        jumlah_unduh_perangkat_ajar,
        jumlah_anggota_komunitas,
        LAG(tanggal_data) OVER deret AS tanggal_lalu,
        LAG(jumlah_gtk) OVER deret AS gtk_lalu,
        LAG(jumlah_login IGNORE NULLS) OVER deret AS login_lalu,
        LAG(jumlah_mulai_topik IGNORE NULLS) OVER deret AS mulai_topik_lalu,
        LAG(jumlah_selesai_topik_1 IGNORE NULLS) OVER deret AS selesai_topik_1_lalu,
        LAG(jumlah_selesai_topik_2 IGNORE NULLS) OVER deret AS selesai_topik_2_lalu,
        LAG(jumlah_selesai_topik_3 IGNORE NULLS) OVER deret AS selesai_topik_3_lalu,
        LAG(jumlah_selesai_topik_4 IGNORE NULLS) OVER deret AS selesai_topik_4_lalu,
        LAG(jumlah_aksi_nyata IGNORE NULLS) OVER deret AS aksi_nyata_lalu,
        LAG(jumlah_aksi_nyata_tervalidasi IGNORE NULLS) OVER deret AS aksi_nyata_tervalidasi_lalu,
        LAG(jumlah_unduh_perangkat_ajar IGNORE NULLS) OVER deret AS unduh_perangkat_ajar_lalu,
        LAG(jumlah_anggota_komunitas IGNORE NULLS) OVER deret AS anggota_komunitas_lalu
    FROM pmm_aktivitas
    WINDOW deret AS (PARTITION BY npsn, peran ORDER BY tanggal_data)
)
SELECT *
FROM deret
WHERE
    jumlah_gtk <> gtk_lalu
    OR jumlah_login < login_lalu
    OR jumlah_mulai_topik < mulai_topik_lalu
    OR jumlah_selesai_topik_1 < selesai_topik_1_lalu
    OR jumlah_selesai_topik_2 < selesai_topik_2_lalu
    OR jumlah_selesai_topik_3 < selesai_topik_3_lalu
    OR jumlah_selesai_topik_4 < selesai_topik_4_lalu
    OR jumlah_aksi_nyata < aksi_nyata_lalu
    OR jumlah_aksi_nyata_tervalidasi < aksi_nyata_tervalidasi_lalu
    OR jumlah_unduh_perangkat_ajar < unduh_perangkat_ajar_lalu
    OR jumlah_anggota_komunitas < anggota_komunitas_lalu

-- One row a cumulative counter of PMM that fell, and why it may have: `is_disusun_ulang` where many schools of the
-- kab/kota fell at once (five rows and a fifth of all), `is_gtk_berkurang` where the school's own denominator fell by
-- at least as much (those who left took their counters along).
WITH panjang AS (
    SELECT
        _bagian,
        _nomor,
        npsn,
        peran,
        kode_kab_kota_kemendagri,
        tanggal_data,
        tanggal_lalu,
        gtk_lalu - jumlah_gtk AS gtk_berkurang,
        UNNEST(
            [
                { 'kolom': 'jumlah_login', 'nilai': jumlah_login, 'lalu': login_lalu },
                { 'kolom': 'jumlah_mulai_topik', 'nilai': jumlah_mulai_topik, 'lalu': mulai_topik_lalu },
                { 'kolom': 'jumlah_selesai_topik_1', 'nilai': jumlah_selesai_topik_1, 'lalu': selesai_topik_1_lalu },
                { 'kolom': 'jumlah_selesai_topik_2', 'nilai': jumlah_selesai_topik_2, 'lalu': selesai_topik_2_lalu },
                { 'kolom': 'jumlah_selesai_topik_3', 'nilai': jumlah_selesai_topik_3, 'lalu': selesai_topik_3_lalu },
                { 'kolom': 'jumlah_selesai_topik_4', 'nilai': jumlah_selesai_topik_4, 'lalu': selesai_topik_4_lalu },
                { 'kolom': 'jumlah_aksi_nyata', 'nilai': jumlah_aksi_nyata, 'lalu': aksi_nyata_lalu },
                {
                    'kolom': 'jumlah_aksi_nyata_tervalidasi',
                    'nilai': jumlah_aksi_nyata_tervalidasi,
                    'lalu': aksi_nyata_tervalidasi_lalu
                },
                {
                    'kolom': 'jumlah_unduh_perangkat_ajar',
                    'nilai': jumlah_unduh_perangkat_ajar,
                    'lalu': unduh_perangkat_ajar_lalu
                },
                {
                    'kolom': 'jumlah_anggota_komunitas',
                    'nilai': jumlah_anggota_komunitas,
                    'lalu': anggota_komunitas_lalu
                }
            ],
            recursive := TRUE
        ) AS satu
    FROM pmm_langkah
),

turun AS (
    SELECT *
    FROM panjang
    WHERE nilai < lalu
),

semua AS (
    SELECT
        kode_kab_kota_kemendagri,
        tanggal_data,
        COUNT(*) AS jumlah_baris
    FROM pmm_aktivitas
    WHERE tanggal_data IN (SELECT t.tanggal_data FROM turun AS t)
    GROUP BY kode_kab_kota_kemendagri, tanggal_data
),

tempat AS (
    SELECT
        t.kode_kab_kota_kemendagri,
        t.tanggal_data,
        COUNT(DISTINCT t.npsn || t.peran) AS jumlah_turun,
        MAX(s.jumlah_baris) AS jumlah_baris
    FROM turun AS t
    INNER JOIN semua AS s
        ON t.kode_kab_kota_kemendagri = s.kode_kab_kota_kemendagri AND t.tanggal_data = s.tanggal_data
    GROUP BY t.kode_kab_kota_kemendagri, t.tanggal_data
)

SELECT
    t.*,
    w.jumlah_turun,
    w.jumlah_turun >= 5 AND w.jumlah_turun >= 0.2 * w.jumlah_baris AS is_disusun_ulang,
    COALESCE(t.gtk_berkurang >= t.lalu - t.nilai, FALSE) AS is_gtk_berkurang
FROM turun AS t
INNER JOIN tempat AS w
    ON t.kode_kab_kota_kemendagri = w.kode_kab_kota_kemendagri AND t.tanggal_data = w.tanggal_data

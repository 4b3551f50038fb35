-- One row a number of PMM told of a region: `batas` is what the stage before it (`sebelum`) states, `lalu` the number
-- last stated before (NULL for what is not cumulative), `gtk_lalu` the denominator then.
WITH panjang AS (
    SELECT
        _bagian,
        _nomor,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri,
        peran,
        jenjang,
        tanggal_data,
        jumlah_gtk,
        UNNEST(
            [
                { 'kolom': 'jumlah_gtk', 'nilai': jumlah_gtk, 'batas': NULL, 'sebelum': NULL },
                { 'kolom': 'jumlah_login', 'nilai': jumlah_login, 'batas': NULL, 'sebelum': NULL },
                {
                    'kolom': 'jumlah_aktif_30_hari',
                    'nilai': jumlah_aktif_30_hari,
                    'batas': jumlah_login,
                    'sebelum': 'pernah masuk'
                },
                {
                    'kolom': 'jumlah_unduh_perangkat_ajar',
                    'nilai': jumlah_unduh_perangkat_ajar,
                    'batas': jumlah_login,
                    'sebelum': 'pernah masuk'
                },
                {
                    'kolom': 'jumlah_anggota_komunitas',
                    'nilai': jumlah_anggota_komunitas,
                    'batas': NULL,
                    'sebelum': NULL
                },
                {
                    'kolom': 'jumlah_mulai_topik',
                    'nilai': jumlah_mulai_topik,
                    'batas': jumlah_login,
                    'sebelum': 'pernah masuk'
                },
                {
                    'kolom': 'jumlah_selesai_topik_1',
                    'nilai': jumlah_selesai_topik_1,
                    'batas': COALESCE(jumlah_mulai_topik, jumlah_login),
                    'sebelum': 'mulai topik'
                },
                {
                    'kolom': 'jumlah_selesai_topik_2',
                    'nilai': jumlah_selesai_topik_2,
                    'batas': COALESCE(jumlah_selesai_topik_1, jumlah_mulai_topik, jumlah_login),
                    'sebelum': 'selesai 1 topik'
                },
                {
                    'kolom': 'jumlah_selesai_topik_3',
                    'nilai': jumlah_selesai_topik_3,
                    'batas': COALESCE(jumlah_selesai_topik_2, jumlah_selesai_topik_1, jumlah_mulai_topik, jumlah_login),
                    'sebelum': 'selesai 2 topik'
                },
                {
                    'kolom': 'jumlah_selesai_topik_4',
                    'nilai': jumlah_selesai_topik_4,
                    'batas': COALESCE(
                        jumlah_selesai_topik_3,
                        jumlah_selesai_topik_2,
                        jumlah_selesai_topik_1,
                        jumlah_mulai_topik,
                        jumlah_login
                    ),
                    'sebelum': 'selesai 3 topik'
                },
                {
                    'kolom': 'jumlah_aksi_nyata',
                    'nilai': jumlah_aksi_nyata,
                    'batas': COALESCE(jumlah_mulai_topik, jumlah_login),
                    'sebelum': 'mulai topik'
                },
                {
                    'kolom': 'jumlah_aksi_nyata_tervalidasi',
                    'nilai': jumlah_aksi_nyata_tervalidasi,
                    'batas': COALESCE(jumlah_aksi_nyata, jumlah_mulai_topik, jumlah_login),
                    'sebelum': 'aksi nyata'
                }
            ],
            recursive := TRUE
        ) AS satu
    FROM pmm_wilayah
)

SELECT
    *,
    COALESCE(kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional') || COALESCE(', ' || jenjang, '') || ', '
    || peran AS tempat,
    CASE WHEN kolom <> 'jumlah_aktif_30_hari' THEN LAG(nilai IGNORE NULLS) OVER deret END AS lalu,
    LAG(jumlah_gtk) OVER deret AS gtk_lalu,
    LAG(tanggal_data) OVER deret AS tanggal_lalu
FROM panjang
WINDOW
    deret AS (
        PARTITION BY kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang, peran, kolom ORDER BY tanggal_data
    )

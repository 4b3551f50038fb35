-- Each stage of the PMM funnel holds no more people than the stage before it (the last one stated).
-- One finding a school, role and cut-off; the cells are the later, larger stages.
-- judul: Tahap lebih besar daripada tahap sebelumnya
-- keparahan: periksa
-- pesan: {jumlah} baris PMM punya tahap yang lebih besar daripada tahap sebelumnya.
-- perbaikan: Yang selesai tidak mungkin lebih banyak daripada yang mulai. Bandingkan kedua kolom dengan dasbor asal,
--   atau minta ekspor ulang untuk sekolah itu.
WITH panjang AS (
    SELECT
        _bagian,
        _nomor,
        npsn,
        peran,
        tanggal_data,
        UNNEST(
            [
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
    FROM pmm_aktivitas
    WHERE
        GREATEST(jumlah_aktif_30_hari, jumlah_unduh_perangkat_ajar, jumlah_mulai_topik) > jumlah_login
        OR GREATEST(jumlah_selesai_topik_1, jumlah_aksi_nyata) > COALESCE(jumlah_mulai_topik, jumlah_login)
        OR jumlah_selesai_topik_2 > COALESCE(jumlah_selesai_topik_1, jumlah_mulai_topik, jumlah_login)
        OR jumlah_selesai_topik_3
        > COALESCE(jumlah_selesai_topik_2, jumlah_selesai_topik_1, jumlah_mulai_topik, jumlah_login)
        OR jumlah_selesai_topik_4
        > COALESCE(
            jumlah_selesai_topik_3, jumlah_selesai_topik_2, jumlah_selesai_topik_1, jumlah_mulai_topik, jumlah_login
        )
        OR jumlah_aksi_nyata_tervalidasi > COALESCE(jumlah_aksi_nyata, jumlah_mulai_topik, jumlah_login)
)

SELECT
    'NPSN ' || npsn || ', ' || peran || ', ' || CAST(tanggal_data AS VARCHAR)
    || ': tahap lebih besar daripada tahap sebelumnya' AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai,
    kolom || ' ' || CAST(nilai AS VARCHAR) || ', padahal ' || sebelum || ' hanya ' || CAST(batas AS VARCHAR)
    || ' (NPSN ' || npsn || ', ' || peran || ')' AS alasan
FROM panjang
WHERE nilai > batas

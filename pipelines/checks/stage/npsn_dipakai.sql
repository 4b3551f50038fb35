-- Schools named by other datasets than the lists: one row a school, part and kab/kota, with the first record there.
WITH dipakai AS (
    SELECT
        'PMM' AS asal,
        npsn,
        kode_kab_kota_kemendagri,
        _bagian,
        MIN(_nomor) AS _nomor
    FROM pmm_aktivitas
    GROUP BY npsn, kode_kab_kota_kemendagri, _bagian
    UNION ALL
    SELECT
        'pemanfaatan platform' AS asal,
        npsn,
        kode_kab_kota_kemendagri,
        _bagian,
        MIN(_nomor) AS _nomor
    FROM pemanfaatan_platform
    WHERE npsn IS NOT NULL
    GROUP BY npsn, kode_kab_kota_kemendagri, _bagian
    UNION ALL
    SELECT
        'Rapor' AS asal,
        npsn,
        kode_kab_kota_kemendagri,
        _bagian,
        MIN(_nomor) AS _nomor
    FROM rapor_capaian
    WHERE npsn IS NOT NULL
    GROUP BY npsn, kode_kab_kota_kemendagri, _bagian
    UNION ALL
    SELECT
        'daftar hadir' AS asal,
        npsn,
        kode_kab_kota_kemendagri,
        _bagian,
        MIN(_nomor) AS _nomor
    FROM bimtek_kehadiran
    WHERE npsn IS NOT NULL
    GROUP BY npsn, kode_kab_kota_kemendagri, _bagian
    UNION ALL
    SELECT
        'tingkat PMM' AS asal,
        npsn,
        kode_kab_kota_kemendagri,
        _bagian,
        MIN(_nomor) AS _nomor
    FROM pmm_tingkat
    WHERE npsn IS NOT NULL
    GROUP BY npsn, kode_kab_kota_kemendagri, _bagian
    UNION ALL
    SELECT
        'komunitas belajar' AS asal,
        npsn,
        kode_kab_kota_kemendagri,
        _bagian,
        MIN(_nomor) AS _nomor
    FROM komunitas_belajar
    WHERE npsn IS NOT NULL
    GROUP BY npsn, kode_kab_kota_kemendagri, _bagian
    UNION ALL
    SELECT
        'rekomendasi PBD' AS asal,
        npsn,
        kode_kab_kota_kemendagri,
        _bagian,
        MIN(_nomor) AS _nomor
    FROM rekomendasi_pbd
    WHERE npsn IS NOT NULL
    GROUP BY npsn, kode_kab_kota_kemendagri, _bagian
)

SELECT *
FROM dipakai
WHERE EXISTS (SELECT 1 FROM satuan_pendidikan)

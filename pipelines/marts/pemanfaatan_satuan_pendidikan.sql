-- Each school's latest cut-off of each main measure, for the measure's main user group. What is known of a school is
-- here even where a coarser row stands for its kab/kota in the shares (see tingkat_terpakai).
-- grain: ukuran, npsn
-- order: ukuran, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, npsn
-- each: ukuran
-- $ukuran: VARCHAR, the measure
WITH utama AS (
    SELECT p.*
    FROM pemanfaatan_sekolah AS p
    INNER JOIN ukuran AS u
        ON
            p.ukuran = u.ukuran
            AND p.kelompok_pengguna = u.kelompok_utama
    WHERE
        p.ukuran = $ukuran
        AND u.is_utama
),

terakhir AS (
    SELECT
        npsn,
        MAX(tanggal_data) AS tanggal_data
    FROM utama
    GROUP BY npsn
)

SELECT
    p.ukuran,
    p.kelompok_pengguna,
    v.pulau,
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri,
    s.kecamatan,
    p.npsn,
    s.nama,
    s.bentuk,
    p.jenjang,
    p.status,
    p.kewenangan,
    s.is_bakti,
    s.is_3t,
    p.tanggal_data,
    p.x,
    p.m
FROM utama AS p
INNER JOIN terakhir AS t
    ON
        p.npsn = t.npsn
        AND p.tanggal_data = t.tanggal_data
LEFT JOIN sekolah AS s ON p.npsn = s.npsn
LEFT JOIN provinsi AS v ON p.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
ORDER BY
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri,
    p.npsn

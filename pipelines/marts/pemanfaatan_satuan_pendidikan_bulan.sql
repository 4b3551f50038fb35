-- Each school's last twelve months and the month a year before on each main measure, for the measure's main user
-- group: the history on the page of one school. Older cut-offs are left out, or a nation would not fit on a disk.
-- grain: ukuran, npsn, tanggal_data
-- order: ukuran, npsn, tanggal_data
-- each: ukuran
-- $ukuran: VARCHAR, the measure
SELECT
    p.ukuran,
    p.npsn,
    p.tanggal_data,
    p.x,
    p.m
FROM pemanfaatan_sekolah AS p
INNER JOIN ukuran AS u
    ON
        p.ukuran = u.ukuran
        AND p.kelompok_pengguna = u.kelompok_utama
WHERE
    p.ukuran = $ukuran
    AND u.is_utama
    AND p.tanggal_data >= (SELECT MAX(t.tanggal_data) - INTERVAL 13 MONTH FROM tanggal AS t)
ORDER BY
    p.npsn,
    p.tanggal_data

-- One school's last year on the main measure of each platform, cut-off by cut-off. Counts of people in a group of
-- fewer than 5 stay hidden (NULL).
-- grain: ukuran, tanggal_data
-- order: urutan, tanggal_data
-- $npsn: VARCHAR, Nomor Pokok Sekolah Nasional
SELECT
    p.ukuran,
    p.tanggal_data,
    CASE WHEN u.satuan <> 'satuan pendidikan' AND p.m BETWEEN 1 AND 4 THEN NULL ELSE p.x END AS x,
    CASE WHEN u.satuan <> 'satuan pendidikan' AND p.m BETWEEN 1 AND 4 THEN NULL ELSE p.m END AS m
FROM pemanfaatan_satuan_pendidikan_bulan AS p
INNER JOIN ukuran AS u ON p.ukuran = u.ukuran
WHERE p.npsn = $npsn
ORDER BY
    u.urutan,
    p.tanggal_data

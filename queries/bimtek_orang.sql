-- Different people of a region who came and got a certificate, for each program, level and year and all of them.
-- grain: program, level, tahun
-- order: program, level, tahun
-- $tingkat: VARCHAR, 'nasional' | 'pulau' | 'provinsi' | 'kab_kota'
-- $wilayah: VARCHAR, 'nasional', an island group or a Kemendagri code
SELECT
    program,
    level,
    tahun,
    jumlah_orang,
    jumlah_orang_sertifikat,
    jumlah_guru_sertifikat,
    jumlah_orang_tanpa_npsn
FROM bimtek_orang
WHERE
    tingkat = $tingkat
    AND wilayah = $wilayah
ORDER BY
    program,
    level,
    tahun

-- Attendance, hours, certificates and test scores of a region's people, for each program, level and year and all.
-- grain: program, level, tahun
-- order: program, level, tahun
-- $tingkat: VARCHAR, 'nasional' | 'pulau' | 'provinsi' | 'kab_kota'
-- $wilayah: VARCHAR, 'nasional', an island group or a Kemendagri code
SELECT
    program,
    level,
    tahun,
    jumlah_kegiatan,
    jumlah_terdaftar,
    jumlah_hadir,
    jumlah_sertifikat,
    jumlah_jp,
    jumlah_hadir_jp,
    is_sedikit,
    jumlah_kegiatan_nilai,
    nilai_pre,
    x,
    m,
    xx,
    mm,
    xm
FROM bimtek_jumlah
WHERE
    tingkat = $tingkat
    AND wilayah = $wilayah
ORDER BY
    program,
    level,
    tahun

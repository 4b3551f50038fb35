-- Events that people of one satuan pendidikan registered for, newest first. Counts of people of 1 to 4, and those
-- that would give them away, are NULL: print "<5" where is_terjangkau, and 0 as it is.
-- grain: kegiatan_id
-- order: tanggal_mulai descending, kegiatan_id
-- $npsn: VARCHAR, Nomor Pokok Sekolah Nasional
SELECT
    kegiatan_id,
    nama,
    program,
    level,
    tanggal_mulai,
    tanggal_selesai,
    is_terjangkau,
    jumlah_hadir,
    jumlah_sertifikat
FROM bimtek_satuan_pendidikan
WHERE npsn = $npsn
ORDER BY
    tanggal_mulai DESC,
    kegiatan_id ASC

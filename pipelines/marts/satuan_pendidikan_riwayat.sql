-- Each school in every list it stands in: how its size and its programmes went on.
-- grain: npsn, tanggal_data
-- order: npsn, tanggal_data
SELECT
    s.npsn,
    s.tanggal_data,
    s.status_ikm,
    s.tahun_ikm,
    s.is_sekolah_penggerak,
    s.jumlah_guru,
    s.jumlah_tendik,
    s.jumlah_peserta_didik
FROM satuan_pendidikan AS s
ORDER BY
    s.npsn,
    s.tanggal_data

-- One school in every list it stands in, newest first: its size and its programmes then. Counts of 1 to 4 people
-- stay hidden (-1).
-- grain: tanggal_data
-- order: tanggal_data descending
-- $npsn: VARCHAR, Nomor Pokok Sekolah Nasional
SELECT
    s.tanggal_data,
    (SELECT MAX(l.tanggal_data) FROM satuan_pendidikan_riwayat AS l) AS tanggal_terbaru,
    s.status_ikm,
    s.tahun_ikm,
    s.is_sekolah_penggerak,
    CASE WHEN s.jumlah_guru BETWEEN 1 AND 4 THEN -1 ELSE s.jumlah_guru END AS jumlah_guru,
    CASE WHEN s.jumlah_tendik BETWEEN 1 AND 4 THEN -1 ELSE s.jumlah_tendik END AS jumlah_tendik,
    CASE
        WHEN s.jumlah_peserta_didik BETWEEN 1 AND 4 THEN -1 ELSE s.jumlah_peserta_didik
    END AS jumlah_peserta_didik
FROM satuan_pendidikan_riwayat AS s
WHERE s.npsn = $npsn
ORDER BY s.tanggal_data DESC

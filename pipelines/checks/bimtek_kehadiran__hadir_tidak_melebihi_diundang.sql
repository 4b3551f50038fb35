-- No more people attended an event than were invited to it.
-- keparahan: periksa
-- pesan: {jumlah} kegiatan dihadiri lebih banyak orang daripada yang diundang. Periksa daftar undangan atau
--   pendaftar ganda.
SELECT
    'kegiatan ' || k.kegiatan_id || ': hadir ' || CAST(COUNT(*) AS VARCHAR) || ', diundang '
    || CAST(k.jumlah_diundang AS VARCHAR) AS temuan
FROM bimtek_kegiatan AS k
INNER JOIN bimtek_kehadiran AS h ON k.kegiatan_id = h.kegiatan_id
WHERE h.is_hadir
GROUP BY k.kegiatan_id, k.jumlah_diundang
HAVING COUNT(*) > k.jumlah_diundang

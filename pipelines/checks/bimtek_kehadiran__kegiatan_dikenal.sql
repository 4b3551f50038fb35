-- Every attendance belongs to a listed event. One row an event that is not listed.
-- keparahan: periksa
-- pesan: {jumlah} kode kegiatan di daftar hadir tidak ada di daftar kegiatan. Lengkapi daftar kegiatan atau
--   betulkan kodenya.
SELECT 'kegiatan ' || h.kegiatan_id || ': ' || CAST(COUNT(*) AS VARCHAR) || ' peserta' AS temuan
FROM bimtek_kehadiran AS h
LEFT JOIN bimtek_kegiatan AS k ON h.kegiatan_id = k.kegiatan_id
WHERE k.kegiatan_id IS NULL
GROUP BY h.kegiatan_id

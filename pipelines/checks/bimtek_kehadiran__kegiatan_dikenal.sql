-- Every attendance belongs to a listed event, once events are listed. One finding an event that is not listed; the
-- cells are its participants'.
-- judul: Kegiatan tidak ada di daftar
-- keparahan: periksa
-- pesan: {jumlah} kode kegiatan di daftar hadir tidak ada di daftar kegiatan.
-- perbaikan: Lengkapi daftar kegiatan atau betulkan kodenya.
SELECT
    'kegiatan ' || h.kegiatan_id || ': ' || CAST(COUNT(*) OVER (PARTITION BY h.kegiatan_id) AS VARCHAR) || ' peserta'
        AS temuan,
    h._bagian AS bagian,
    h._nomor AS nomor,
    'kegiatan_id' AS kolom,
    h.kegiatan_id AS nilai
FROM bimtek_kehadiran AS h
LEFT JOIN bimtek_kegiatan AS k ON h.kegiatan_id = k.kegiatan_id
WHERE k.kegiatan_id IS NULL AND EXISTS (SELECT 1 FROM bimtek_kegiatan)

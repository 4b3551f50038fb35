-- The event or programme that a publication is about is listed, once such a list is there.
-- judul: Rujukan publikasi tidak ada di daftar
-- keparahan: catatan
-- pesan: {jumlah} kode kegiatan atau program pada publikasi tidak ada di daftarnya.
-- perbaikan: Lengkapi daftar kegiatan atau program kerja, atau betulkan kodenya.
SELECT
    'kegiatan ' || kegiatan_id AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'kegiatan_id' AS kolom,
    kegiatan_id AS nilai
FROM publikasi
WHERE
    kegiatan_id NOT IN (SELECT k.kegiatan_id FROM bimtek_kegiatan AS k)
    AND EXISTS (SELECT 1 FROM bimtek_kegiatan)
UNION ALL
SELECT
    'program ' || program_id AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'program_id' AS kolom,
    program_id AS nilai
FROM publikasi
WHERE
    program_id NOT IN (SELECT p.program_id FROM program_kerja AS p)
    AND EXISTS (SELECT 1 FROM program_kerja)

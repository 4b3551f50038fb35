-- Nobody took more JP at an event than it has. One finding an event; the cells are its participants' JP.
-- judul: JP peserta melebihi JP kegiatan
-- keparahan: periksa
-- pesan: {jumlah} kegiatan punya peserta dengan jam pelajaran lebih banyak daripada kegiatannya.
-- perbaikan: Betulkan JP peserta, atau JP kegiatan di daftar kegiatan.
SELECT
    'kegiatan ' || h.kegiatan_id || ': ' || CAST(COUNT(*) OVER (PARTITION BY h.kegiatan_id) AS VARCHAR)
    || ' peserta melebihi ' || CAST(k.jumlah_jp AS VARCHAR) || ' JP' AS temuan,
    h._bagian AS bagian,
    h._nomor AS nomor,
    'jumlah_jp' AS kolom,
    CAST(h.jumlah_jp AS VARCHAR) AS nilai,
    'JP peserta melebihi JP kegiatan ' || h.kegiatan_id || ' (' || CAST(k.jumlah_jp AS VARCHAR) || ')' AS alasan
FROM bimtek_kehadiran AS h
INNER JOIN bimtek_kegiatan AS k ON h.kegiatan_id = k.kegiatan_id
WHERE h.jumlah_jp > k.jumlah_jp

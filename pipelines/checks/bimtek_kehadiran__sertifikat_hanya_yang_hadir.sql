-- Only who attended holds a certificate. One finding an event; the cells are the certificates.
-- judul: Bersertifikat tanpa hadir
-- keparahan: periksa
-- pesan: {jumlah} kegiatan punya peserta yang tercatat bersertifikat tetapi tidak hadir.
-- perbaikan: Betulkan kolom hadir atau sertifikat.
SELECT
    'kegiatan ' || kegiatan_id || ': ' || CAST(COUNT(*) OVER (PARTITION BY kegiatan_id) AS VARCHAR) || ' peserta'
        AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'is_sertifikat' AS kolom,
    'Ya' AS nilai,
    'peserta tercatat bersertifikat tetapi tidak hadir' AS alasan
FROM bimtek_kehadiran
WHERE is_sertifikat AND NOT is_hadir

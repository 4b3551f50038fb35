-- What was published has appeared: not after today, not before 2010.
-- judul: Tanggal terbit tidak wajar
-- keparahan: periksa
-- pesan: {jumlah} publikasi bertanggal sesudah hari ini atau sebelum 2010.
-- perbaikan: Betulkan hari, bulan, atau tahunnya.
SELECT
    CAST(tanggal AS VARCHAR) || ': ' || media AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'tanggal' AS kolom,
    CAST(tanggal AS VARCHAR) AS nilai
FROM publikasi
CROSS JOIN kini
WHERE tanggal > hari_ini OR YEAR(tanggal) < 2010

-- A Rapor year is not after this year. One finding a part and year; the cell is its first record.
-- judul: Tahun Rapor di depan
-- keparahan: periksa
-- pesan: {jumlah} berkas atau lembar memuat tahun Rapor sesudah tahun ini.
-- perbaikan: Betulkan tahun di judul kolom, judul lembar, atau nama berkas.
SELECT
    'Rapor ' || CAST(tahun AS VARCHAR) || ', '
    || COALESCE(MIN(kode_kab_kota_kemendagri), MIN(kode_provinsi_kemendagri), 'nasional') AS temuan,
    _bagian AS bagian,
    MIN(_nomor) AS nomor,
    'tahun' AS kolom,
    CAST(tahun AS VARCHAR) AS nilai
FROM rapor_capaian
WHERE tahun > (SELECT YEAR(hari_ini) FROM kini)
GROUP BY tahun, _bagian

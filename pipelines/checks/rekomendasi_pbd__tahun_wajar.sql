-- The Rapor year behind recommendations is not after this year. One finding a part and year.
-- judul: Tahun rekomendasi di depan
-- keparahan: periksa
-- pesan: {jumlah} berkas atau lembar rekomendasi memuat tahun Rapor sesudah tahun ini.
-- perbaikan: Betulkan tahun di judul lembar atau nama berkas.
SELECT
    'rekomendasi ' || CAST(tahun AS VARCHAR) || ', ' || MIN(kode_provinsi_kemendagri) AS temuan,
    _bagian AS bagian,
    MIN(_nomor) AS nomor,
    'tahun' AS kolom,
    CAST(tahun AS VARCHAR) AS nilai
FROM rekomendasi_pbd
WHERE tahun > (SELECT YEAR(hari_ini) FROM kini)
GROUP BY tahun, _bagian

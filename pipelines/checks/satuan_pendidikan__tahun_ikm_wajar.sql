-- The year of joining IKM is not after the list that states it.
-- judul: Tahun IKM sesudah tanggal data
-- keparahan: periksa
-- pesan: {jumlah} sekolah punya tahun pendaftaran IKM sesudah tanggal data daftarnya.
-- perbaikan: Betulkan tahunnya, atau tanggal data daftar itu.
SELECT
    'NPSN ' || npsn || ', ' || CAST(tanggal_data AS VARCHAR) || ': tahun IKM ' || CAST(tahun_ikm AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'tahun_ikm' AS kolom,
    CAST(tahun_ikm AS VARCHAR) AS nilai
FROM satuan_pendidikan
WHERE tahun_ikm > YEAR(tanggal_data)

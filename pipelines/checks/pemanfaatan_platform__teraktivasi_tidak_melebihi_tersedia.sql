-- Activated accounts are no more than available ones.
-- judul: Teraktivasi melebihi tersedia
-- keparahan: periksa
-- pesan: {jumlah} baris pemanfaatan punya akun teraktivasi melebihi yang tersedia.
-- perbaikan: Bandingkan kedua kolom dengan dasbor asal pada tanggal yang sama; bila tertukar, betulkan lalu muat ulang.
SELECT
    platform || ', ' || COALESCE('NPSN ' || npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', ' || kelompok_pengguna || COALESCE(', ' || jenjang, '') || ', ' || CAST(tanggal_data AS VARCHAR)
    || ': teraktivasi '
    || CAST(jumlah_teraktivasi AS VARCHAR)
    || ' dari '
    || CAST(jumlah_tersedia AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'jumlah_teraktivasi' AS kolom,
    CAST(jumlah_teraktivasi AS VARCHAR) AS nilai
FROM pemanfaatan_platform
WHERE jumlah_teraktivasi > jumlah_tersedia

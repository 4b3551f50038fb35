-- Learning communities that are active are no more than those registered.
-- judul: Komunitas aktif melebihi yang terdaftar
-- keparahan: periksa
-- pesan: {jumlah} baris komunitas belajar punya komunitas aktif melebihi yang terdaftar.
-- perbaikan: Bandingkan kedua kolom dengan dasbor asal; bila tertukar, betulkan lalu muat ulang.
SELECT
    COALESCE('NPSN ' || npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional') || ', '
    || CAST(tanggal_data AS VARCHAR) || ': aktif ' || CAST(jumlah_komunitas_aktif AS VARCHAR) || ' dari '
    || CAST(jumlah_komunitas AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'jumlah_komunitas_aktif' AS kolom,
    CAST(jumlah_komunitas_aktif AS VARCHAR) AS nilai
FROM komunitas_belajar
WHERE jumlah_komunitas_aktif > jumlah_komunitas

-- Activated accounts are no more than available ones; active users no more than activated where both are known.
-- keparahan: periksa
-- pesan: {jumlah} baris pemanfaatan punya akun teraktivasi melebihi yang tersedia. Bandingkan dengan dasbor
--   asal pada tanggal yang sama.
SELECT
    platform
    || ', '
    || COALESCE('NPSN ' || npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', '
    || kelompok_pengguna || ', ' || CAST(tanggal_data AS VARCHAR) || ': ' || CAST(jumlah_teraktivasi AS VARCHAR)
    || ' dari ' || CAST(jumlah_tersedia AS VARCHAR) AS temuan
FROM pemanfaatan_platform
WHERE jumlah_teraktivasi > jumlah_tersedia

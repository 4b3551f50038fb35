-- Guru Penggerak in posts are no more than those who finished.
-- keparahan: periksa
-- pesan: Pada {jumlah} kab/kota, Guru Penggerak yang diangkat melebihi yang lulus. Bandingkan dengan dasbor
--   asal.
SELECT
    'kab/kota ' || kode_kab_kota_kemendagri || ', ' || CAST(tanggal_data AS VARCHAR) || ': diangkat '
    || CAST(jumlah_diangkat_ks + jumlah_diangkat_ps AS VARCHAR) || ', lulus ' || CAST(jumlah_lulus AS VARCHAR) AS temuan
FROM guru_penggerak
WHERE jumlah_diangkat_ks + jumlah_diangkat_ps > jumlah_lulus

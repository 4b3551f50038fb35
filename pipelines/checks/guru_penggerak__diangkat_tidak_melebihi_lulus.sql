-- Guru Penggerak in posts are no more than those who finished. The cell is the larger of the two kinds of post.
-- judul: Diangkat melebihi lulus
-- keparahan: periksa
-- pesan: Pada {jumlah} kab/kota dan tanggal data, Guru Penggerak yang diangkat melebihi yang lulus.
-- perbaikan: Bandingkan dengan dasbor asal.
SELECT
    'kab/kota ' || kode_kab_kota_kemendagri || ', ' || CAST(tanggal_data AS VARCHAR) || ': diangkat '
    || CAST(jumlah_diangkat_ks + jumlah_diangkat_ps AS VARCHAR) || ', lulus ' || CAST(jumlah_lulus AS VARCHAR)
        AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    CASE
        WHEN jumlah_diangkat_ps > jumlah_diangkat_ks THEN 'jumlah_diangkat_ps' ELSE 'jumlah_diangkat_ks'
    END AS kolom,
    CAST(GREATEST(jumlah_diangkat_ks, jumlah_diangkat_ps) AS VARCHAR) AS nilai
FROM guru_penggerak
WHERE jumlah_diangkat_ks + jumlah_diangkat_ps > jumlah_lulus

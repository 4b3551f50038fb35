-- GTK of a region do not jump or fall by more than 20 % from one cut-off to the next, from a base of 50 on.
-- judul: Penyebut melompat
-- keparahan: periksa
-- pesan: Pada {jumlah} wilayah, peran, dan tanggal data, jumlah GTK PMM melompat lebih dari 20 %.
-- perbaikan: Tanyakan ke pengirim ekspor apakah GTK disusun ulang; periksa salah ketik. Jangan baca pangsanya sebagai
--   naik atau turun.
SELECT
    tempat || ', ' || CAST(tanggal_data AS VARCHAR) || ': GTK ' || CAST(lalu AS VARCHAR) || ' menjadi '
    || CAST(nilai AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai
FROM pmm_wilayah_panjang
WHERE kolom = 'jumlah_gtk' AND lalu >= 50 AND ABS(nilai - lalu) > 0.2 * lalu

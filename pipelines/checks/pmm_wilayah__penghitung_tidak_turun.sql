-- Cumulative counters of a region do not fall from one cut-off to its next. One finding a region, role and cut-off;
-- the cells are the fallen counters. Where the region's GTK moved by a hundredth or more the finding says that the base
-- was probably drawn up anew.
-- judul: Penghitung kumulatif turun
-- keparahan: periksa
-- pesan: Pada {jumlah} wilayah, peran, dan tanggal data, penghitung kumulatif PMM turun.
-- perbaikan: Penghitung kumulatif hanya boleh naik. Bandingkan dengan dasbor asal; bila GTK disusun ulang, jangan baca
--   sebagai penurunan.
SELECT
    tempat || ', ' || CAST(tanggal_data AS VARCHAR) || ': penghitung lebih kecil daripada '
    || CAST(tanggal_lalu AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai,
    kolom || ' turun dari ' || CAST(lalu AS VARCHAR) || ' menjadi ' || CAST(nilai AS VARCHAR) || CASE
        WHEN ABS(jumlah_gtk - gtk_lalu) >= 0.01 * gtk_lalu
            THEN
                '; GTK berubah dari ' || CAST(gtk_lalu AS VARCHAR) || ' menjadi ' || CAST(jumlah_gtk AS VARCHAR)
                || ', mungkin disusun ulang'
        ELSE ''
    END AS alasan
FROM pmm_wilayah_panjang
WHERE kolom <> 'jumlah_gtk' AND nilai < lalu

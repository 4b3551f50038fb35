-- Each stage of a region's PMM funnel holds no more people than the stage before it (the last one stated).
-- One finding a region, role and cut-off; the cells are the later, larger stages.
-- judul: Tahap lebih besar daripada tahap sebelumnya
-- keparahan: periksa
-- pesan: {jumlah} baris PMM wilayah punya tahap yang lebih besar daripada tahap sebelumnya.
-- perbaikan: Yang selesai tidak mungkin lebih banyak daripada yang mulai. Bandingkan kedua kolom dengan dasbor asal.
SELECT
    tempat || ', ' || CAST(tanggal_data AS VARCHAR) || ': tahap lebih besar daripada tahap sebelumnya' AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai,
    kolom || ' ' || CAST(nilai AS VARCHAR) || ', padahal ' || sebelum || ' hanya ' || CAST(batas AS VARCHAR) AS alasan
FROM pmm_wilayah_panjang
WHERE nilai > batas

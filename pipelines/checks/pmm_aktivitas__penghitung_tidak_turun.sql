-- Cumulative counters do not fall from one cut-off of a school and role to its next.
-- One finding a school, role and cut-off; the cells are the fallen counters. Falls that a base drawn up anew or fewer
-- GTK explain are named by pmm_aktivitas__dasar_tidak_disusun_ulang.
-- judul: Penghitung kumulatif turun
-- keparahan: periksa
-- pesan: Pada {jumlah} sekolah, peran, dan tanggal data, penghitung kumulatif PMM turun.
-- perbaikan: Penghitung kumulatif hanya boleh naik. Bandingkan sel ini dengan dasbor asal pada tanggal data itu dan
--   sebelumnya; bila salah ketik, betulkan lalu muat ulang.
SELECT
    'NPSN ' || npsn || ', ' || peran || ', ' || CAST(tanggal_data AS VARCHAR) || ': penghitung lebih kecil daripada '
    || CAST(tanggal_lalu AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai,
    kolom || ' turun dari ' || CAST(lalu AS VARCHAR) || ' menjadi ' || CAST(nilai AS VARCHAR) || ' (NPSN ' || npsn
    || ', ' || peran || ', sebelumnya ' || CAST(tanggal_lalu AS VARCHAR) || ')' AS alasan
FROM pmm_turun
WHERE NOT is_disusun_ulang AND NOT is_gtk_berkurang

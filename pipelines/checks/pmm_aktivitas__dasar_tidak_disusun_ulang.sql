-- Cumulative counters do not fall for many schools of a kab/kota at once, nor together with the school's own GTK: that
-- is a base drawn up anew on other Dapodik data.
-- One finding a kab/kota and cut-off, or a school, role and cut-off where only its own denominator moved.
-- judul: Dasar penghitung disusun ulang
-- keparahan: periksa
-- pesan: Pada {jumlah} tempat dan tanggal data, penghitung kumulatif PMM turun karena dasarnya disusun ulang (banyak
--   sekolah sekaligus, atau jumlah GTK ikut berkurang).
-- perbaikan: Datanya dipakai apa adanya; jangan baca sebagai penurunan. Tanyakan ke pengirim ekspor kapan akun dan GTK
--   dicocokkan ulang dengan Dapodik.
SELECT
    CASE
        WHEN is_disusun_ulang
            THEN
                'kab/kota ' || kode_kab_kota_kemendagri || ', ' || CAST(tanggal_data AS VARCHAR) || ': turun pada '
                || CAST(jumlah_turun AS VARCHAR) || ' baris sekolah dan peran sekaligus'
        ELSE
            'NPSN ' || npsn || ', ' || peran || ', ' || CAST(tanggal_data AS VARCHAR) || ': turun bersama GTK yang '
            || 'berkurang ' || CAST(gtk_berkurang AS VARCHAR)
    END AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai,
    kolom || ' turun dari ' || CAST(lalu AS VARCHAR) || ' menjadi ' || CAST(nilai AS VARCHAR)
    || CASE
        WHEN is_disusun_ulang THEN ', satu dari ' || CAST(jumlah_turun AS VARCHAR) || ' baris di kab/kota ini'
        ELSE ', GTK berkurang ' || CAST(gtk_berkurang AS VARCHAR)
    END AS alasan
FROM pmm_turun
WHERE is_disusun_ulang OR is_gtk_berkurang

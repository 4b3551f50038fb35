-- A programme ends on or after its first day, begins between 2010 and five years from now, and lasts ten years at most;
-- one that has not begun is not done.
-- judul: Tanggal program tidak wajar
-- keparahan: periksa
-- pesan: {jumlah} program selesai sebelum mulai, bertahun tidak wajar, atau berstatus selesai sebelum mulai.
-- perbaikan: Betulkan tanggal atau statusnya; periksa apakah kedua tanggal tertukar.
SELECT
    'program ' || program_id || ': ' || CAST(tanggal_mulai AS VARCHAR) || ' sampai ' || CAST(tanggal_selesai AS VARCHAR)
    || ', ' || status_pelaksanaan AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    CASE
        WHEN YEAR(tanggal_mulai) < 2010 OR tanggal_mulai > hari_ini + INTERVAL 5 YEAR THEN 'tanggal_mulai'
        WHEN
            tanggal_selesai < tanggal_mulai OR tanggal_selesai > tanggal_mulai + INTERVAL 10 YEAR
            THEN 'tanggal_selesai'
        ELSE 'status_pelaksanaan'
    END AS kolom,
    CASE
        WHEN
            YEAR(tanggal_mulai) < 2010 OR tanggal_mulai > hari_ini + INTERVAL 5 YEAR
            THEN CAST(tanggal_mulai AS VARCHAR)
        WHEN
            tanggal_selesai < tanggal_mulai OR tanggal_selesai > tanggal_mulai + INTERVAL 10 YEAR
            THEN CAST(tanggal_selesai AS VARCHAR)
        ELSE status_pelaksanaan
    END AS nilai
FROM program_kerja
CROSS JOIN kini
WHERE
    tanggal_selesai < tanggal_mulai
    OR tanggal_selesai > tanggal_mulai + INTERVAL 10 YEAR
    OR YEAR(tanggal_mulai) < 2010
    OR tanggal_mulai > hari_ini + INTERVAL 5 YEAR
    OR status_pelaksanaan = 'selesai' AND tanggal_mulai > hari_ini

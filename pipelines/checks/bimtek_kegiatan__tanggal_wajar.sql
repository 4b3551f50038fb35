-- An event ends on or after its first day, within a year of it, and lies between 2010 and two years from now.
-- judul: Tanggal kegiatan tidak wajar
-- keparahan: periksa
-- pesan: {jumlah} kegiatan selesai sebelum mulai, berlangsung lebih dari setahun, atau bertahun tidak wajar.
-- perbaikan: Betulkan hari, bulan, atau tahunnya; periksa apakah kedua tanggal tertukar.
SELECT
    'kegiatan ' || kegiatan_id || ': ' || CAST(tanggal_mulai AS VARCHAR) || ' sampai '
    || CAST(tanggal_selesai AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    CASE
        WHEN YEAR(tanggal_mulai) < 2010 OR tanggal_mulai > hari_ini + INTERVAL 2 YEAR THEN 'tanggal_mulai'
        ELSE 'tanggal_selesai'
    END AS kolom,
    CAST(
        CASE
            WHEN YEAR(tanggal_mulai) < 2010 OR tanggal_mulai > hari_ini + INTERVAL 2 YEAR THEN tanggal_mulai
            ELSE tanggal_selesai
        END AS VARCHAR
    ) AS nilai
FROM bimtek_kegiatan
CROSS JOIN kini
WHERE
    tanggal_selesai < tanggal_mulai
    OR tanggal_selesai > tanggal_mulai + INTERVAL 366 DAY
    OR YEAR(tanggal_mulai) < 2010
    OR tanggal_mulai > hari_ini + INTERVAL 2 YEAR

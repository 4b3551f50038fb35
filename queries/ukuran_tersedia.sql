-- Measures that have data, with definitions, first and last cut-off; one row a user group.
-- The catalogue the filters choose from.
-- grain: ukuran, kelompok_pengguna
-- order: urutan, kelompok_utama first, kelompok_pengguna
SELECT
    u.ukuran,
    u.nama,
    u.nama_pendek,
    u.kalimat,
    u.urutan,
    u.platform,
    COALESCE(t.nama, u.platform) AS nama_platform,
    c.kelompok_pengguna,
    u.is_utama,
    u.kelompok_utama,
    u.satuan,
    u.definisi_pembilang,
    u.definisi_penyebut,
    COALESCE(u.peringatan, t.peringatan) AS peringatan,
    t.irama_hari,
    t.tingkat_terendah,
    u.dataset,
    MIN(c.tanggal_data) AS tanggal_pertama,
    MAX(c.tanggal_data) AS tanggal_terakhir,
    COUNT(*) AS jumlah_cutoff
FROM cutoff_ukuran AS c
INNER JOIN ukuran AS u ON c.ukuran = u.ukuran
LEFT JOIN platform AS t ON u.platform = t.platform
GROUP BY
    u.ukuran,
    u.nama,
    u.nama_pendek,
    u.kalimat,
    u.urutan,
    u.platform,
    t.nama,
    c.kelompok_pengguna,
    u.is_utama,
    u.kelompok_utama,
    u.satuan,
    u.definisi_pembilang,
    u.definisi_penyebut,
    u.peringatan,
    t.peringatan,
    t.irama_hari,
    t.tingkat_terendah,
    u.dataset
ORDER BY
    u.urutan,
    CASE WHEN c.kelompok_pengguna = u.kelompok_utama THEN 0 ELSE 1 END,
    c.kelompok_pengguna

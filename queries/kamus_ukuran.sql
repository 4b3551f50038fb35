-- The catalogue of measures, with or without data: definitions, columns, caveats and where the definition comes from.
-- grain: ukuran
-- order: urutan
SELECT
    u.ukuran,
    u.urutan,
    u.nama,
    u.platform,
    COALESCE(t.nama, u.platform) AS nama_platform,
    u.dataset,
    u.pembilang,
    u.penyebut,
    u.kelompok_utama,
    u.satuan,
    u.is_utama,
    u.definisi_pembilang,
    u.definisi_penyebut,
    COALESCE(u.peringatan, t.peringatan) AS peringatan,
    u.sumber
FROM ukuran AS u
LEFT JOIN platform AS t ON u.platform = t.platform
ORDER BY u.urutan

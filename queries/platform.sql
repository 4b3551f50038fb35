-- The catalogue of platforms: definitions, owner, life span, caveats.
-- grain: platform
-- order: platform
SELECT
    platform,
    nama,
    pemilik,
    sejak,
    sampai,
    penerus,
    definisi,
    pembilang,
    penyebut,
    tingkat_terendah,
    irama_hari,
    peringatan,
    sumber
FROM platform
ORDER BY platform

-- Which Rapor indicators there are for regions, with how many values and labels: what a reader may choose from.
-- Status 'Semua' holds what the file gives without one (Tidak Relevan, Tidak Berlaku): such a jenis has no other row.
-- grain: tingkat, kelompok, jenis, status, kode, tahun
-- order: tingkat, kelompok, jenis, status, kode by its numbers, tahun
WITH baris AS (
    SELECT
        tingkat,
        kelompok,
        jenis,
        CASE WHEN status IN ('Negeri', 'Swasta') THEN status ELSE 'Semua' END AS status,
        kode,
        tahun,
        nama,
        nilai,
        label
    FROM rapor_wilayah
    WHERE rincian = 'capaian'
),

katalog AS (
    SELECT
        kelompok,
        kode,
        MAX(nama) AS nama,
        MAX(level) AS level,
        MAX(keluarga) AS keluarga,
        MAX(satuan) AS satuan,
        MAX(catatan) AS catatan,
        MAX(label_terbaik_ke_terburuk) AS label_terbaik_ke_terburuk,
        BOOL_OR(is_prioritas) AS is_prioritas
    FROM indikator
    GROUP BY
        kelompok,
        kode
)

SELECT
    b.tingkat,
    b.kelompok,
    b.jenis,
    b.status,
    b.kode,
    b.tahun,
    COALESCE(MAX(b.nama), MAX(i.nama)) AS nama,
    COALESCE(MAX(i.level), LENGTH(b.kode) - LENGTH(REPLACE(b.kode, '.', ''))) AS level,
    MAX(i.keluarga) AS keluarga,
    MAX(i.satuan) AS satuan,
    MAX(i.catatan) AS catatan,
    MAX(i.label_terbaik_ke_terburuk) AS label_terbaik_ke_terburuk,
    BOOL_OR(COALESCE(i.is_prioritas, FALSE)) AS is_prioritas,
    COUNT(b.nilai) AS jumlah_nilai,
    COUNT(b.label) AS jumlah_label
FROM baris AS b
LEFT JOIN katalog AS i ON b.kelompok = i.kelompok AND b.kode = i.kode
GROUP BY
    b.tingkat,
    b.kelompok,
    b.jenis,
    b.status,
    b.kode,
    b.tahun
ORDER BY
    b.tingkat,
    b.kelompok,
    b.jenis,
    b.status,
    SPLIT_PART(b.kode, '.', 1),
    TRY_CAST(SPLIT_PART(b.kode, '.', 2) AS INTEGER),
    TRY_CAST(SPLIT_PART(b.kode, '.', 3) AS INTEGER) NULLS FIRST,
    b.kode,
    b.tahun

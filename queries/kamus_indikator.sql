-- The indicators of Rapor Pendidikan with the years that this snapshot has of each.
-- grain: kelompok, kode
-- order: kelompok, kode by its numbers
WITH tahun_ada AS (
    SELECT
        kelompok,
        kode,
        MIN(tahun) AS tahun_pertama,
        MAX(tahun) AS tahun_terakhir
    FROM rapor_wilayah
    GROUP BY
        kelompok,
        kode
)

SELECT
    i.kelompok,
    i.kode,
    MIN(i.nama) AS nama,
    MIN(i.level) AS level,
    MIN(i.satuan) AS satuan,
    MIN(i.keluarga) AS keluarga,
    MIN(i.label_terbaik_ke_terburuk) AS label_terbaik_ke_terburuk,
    BOOL_OR(i.is_prioritas) AS is_prioritas,
    MIN(i.catatan) AS catatan,
    MIN(i.sumber) AS sumber,
    MIN(t.tahun_pertama) AS tahun_pertama,
    MAX(t.tahun_terakhir) AS tahun_terakhir
FROM indikator AS i
LEFT JOIN tahun_ada AS t ON i.kelompok = t.kelompok AND i.kode = t.kode
GROUP BY
    i.kelompok,
    i.kode
ORDER BY
    i.kelompok,
    SPLIT_PART(i.kode, '.', 1),
    TRY_CAST(SPLIT_PART(i.kode, '.', 2) AS INTEGER),
    TRY_CAST(SPLIT_PART(i.kode, '.', 3) AS INTEGER) NULLS FIRST,
    i.kode

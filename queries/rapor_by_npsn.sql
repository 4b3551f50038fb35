-- Rapor Pendidikan of one school as published, all years; labels, and values where the school's own file gave them.
-- Years of another `ruas` were measured with another instrument: not to be joined or compared.
-- grain: tahun, kelompok, jenis, status, kode, rincian
-- order: kelompok, kode by its numbers (D.3 before D.10), jenis, status, rincian, tahun
-- $npsn: VARCHAR, Nomor Pokok Sekolah Nasional
WITH keluarga AS (
    SELECT
        kelompok,
        kode,
        MAX(level) AS level,
        MAX(keluarga) AS keluarga,
        MAX(satuan) AS satuan,
        MAX(label_terbaik_ke_terburuk) AS label_terbaik_ke_terburuk,
        BOOL_OR(is_prioritas) AS is_prioritas
    FROM indikator
    GROUP BY
        kelompok,
        kode
)

SELECT
    r.tahun,
    r.kelompok,
    r.jenis,
    r.status,
    r.kode,
    r.rincian,
    r.nama,
    r.nilai,
    r.label,
    r.alasan_tidak_tersedia,
    r.ruas,
    i.level,
    i.keluarga,
    i.satuan,
    i.label_terbaik_ke_terburuk,
    i.is_prioritas
FROM rapor_satuan_pendidikan AS r
LEFT JOIN keluarga AS i
    ON
        r.kelompok = i.kelompok
        AND r.kode = i.kode
WHERE r.npsn = $npsn
ORDER BY
    r.kelompok,
    SPLIT_PART(r.kode, '.', 1),
    TRY_CAST(SPLIT_PART(r.kode, '.', 2) AS INTEGER),
    TRY_CAST(SPLIT_PART(r.kode, '.', 3) AS INTEGER) NULLS FIRST,
    r.kode,
    r.jenis,
    r.status,
    r.rincian,
    r.tahun

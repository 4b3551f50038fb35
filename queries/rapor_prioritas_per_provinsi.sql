-- Priority indicators of a province's Rapor Pendidikan as published, all years; totals over status only.
-- Years of another `ruas` were measured with another instrument: not to be joined or compared.
-- grain: tahun, kelompok, jenis, kode
-- order: kelompok, kode by its numbers (D.3 before D.10), jenis, tahun
-- $kode_provinsi: VARCHAR, Kemendagri code
WITH prioritas AS (
    SELECT
        kelompok,
        kode,
        MAX(label_terbaik_ke_terburuk) AS label_terbaik_ke_terburuk
    FROM indikator
    WHERE is_prioritas
    GROUP BY
        kelompok,
        kode
)

SELECT
    r.tahun,
    r.kelompok,
    r.jenis,
    r.kode,
    r.nama,
    r.nilai,
    r.label,
    r.alasan_tidak_tersedia,
    r.ruas,
    i.label_terbaik_ke_terburuk
FROM rapor_wilayah AS r
INNER JOIN prioritas AS i
    ON
        r.kelompok = i.kelompok
        AND r.kode = i.kode
WHERE
    r.tingkat = 'provinsi'
    AND r.kode_provinsi_kemendagri = $kode_provinsi
    AND r.status = 'Semua'
    AND r.rincian = 'capaian'
ORDER BY
    r.kelompok,
    SPLIT_PART(r.kode, '.', 1),
    TRY_CAST(SPLIT_PART(r.kode, '.', 2) AS INTEGER),
    TRY_CAST(SPLIT_PART(r.kode, '.', 3) AS INTEGER),
    r.kode,
    r.jenis,
    r.tahun

-- The whole Rapor of one region as published: every indicator, kind of school, status and year of one kelompok.
-- Years of another `ruas` were measured with another instrument: not to be joined or compared.
-- grain: tahun, jenis, status, kode, rincian
-- order: kode by its numbers (D.3 before D.10), jenis, status, rincian, tahun
-- $tingkat: VARCHAR, 'nasional' | 'provinsi' | 'kab_kota'
-- $kode_provinsi: VARCHAR, Kemendagri code, NULL for the nation
-- $kode_kab_kota: VARCHAR, Kemendagri code, NULL above kab/kota
-- $kelompok: VARCHAR, 'PAUD' | 'DASMEN': a code means different things in the two
SELECT
    tahun,
    jenis,
    status,
    kode,
    rincian,
    nama,
    nilai,
    label,
    alasan_tidak_tersedia,
    perubahan_tertulis,
    peringkat_tertulis,
    ruas
FROM rapor_wilayah
WHERE
    tingkat = $tingkat
    AND kelompok = $kelompok
    AND ($tingkat = 'nasional' OR kode_provinsi_kemendagri = $kode_provinsi)
    AND ($tingkat <> 'kab_kota' OR kode_kab_kota_kemendagri = $kode_kab_kota)
ORDER BY
    SPLIT_PART(kode, '.', 1),
    TRY_CAST(SPLIT_PART(kode, '.', 2) AS INTEGER),
    TRY_CAST(SPLIT_PART(kode, '.', 3) AS INTEGER) NULLS FIRST,
    kode,
    jenis,
    status,
    rincian,
    tahun

-- Where and why the instrument of a Rapor indicator changed: no line may pass such a year.
-- grain: kode, jenis, tahun
-- order: kode, jenis, tahun
-- $kelompok: VARCHAR, 'PAUD' | 'DASMEN'
SELECT
    kode,
    jenis,
    tahun,
    alasan,
    tahun_sebelum,
    jumlah_wilayah,
    jumlah_pindah
FROM rapor_patahan
WHERE kelompok = $kelompok
ORDER BY
    kode,
    jenis,
    tahun

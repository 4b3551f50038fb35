-- Context measures that have values, one row a source and unit: which levels it knows, and its years.
-- grain: ukuran, sumber, satuan
-- order: urutan (measures without a definition last), ukuran, sumber, satuan
SELECT
    k.ukuran,
    k.sumber,
    k.satuan,
    r.nama,
    r.definisi,
    r.arah,
    r.peringatan,
    r.urutan,
    r.satuan AS satuan_kamus,
    MIN(k.tahun) AS tahun_pertama,
    MAX(k.tahun) AS tahun_terakhir,
    CAST(SUM(CASE WHEN k.tingkat = 'nasional' THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_nasional,
    CAST(SUM(CASE WHEN k.tingkat = 'provinsi' THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_provinsi,
    CAST(SUM(CASE WHEN k.tingkat = 'kab_kota' THEN 1 ELSE 0 END) AS BIGINT) AS jumlah_kab_kota
FROM konteks_wilayah AS k
LEFT JOIN konteks AS r ON k.ukuran = r.ukuran
WHERE k.nilai IS NOT NULL AND k.tingkat IN ('nasional', 'provinsi', 'kab_kota')
GROUP BY
    k.ukuran,
    k.sumber,
    k.satuan,
    r.nama,
    r.definisi,
    r.arah,
    r.peringatan,
    r.urutan,
    r.satuan
ORDER BY
    r.urutan NULLS LAST,
    k.ukuran,
    k.sumber,
    k.satuan

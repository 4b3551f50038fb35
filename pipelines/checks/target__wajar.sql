-- A target falls due after its baseline, and baseline and target lie in the unit of what they aim at: shares and
-- scores 0-100, indices 0-1, gaps 1-3.
-- judul: Target tidak wajar
-- keparahan: periksa
-- pesan: {jumlah} target bertenggat sebelum nilai awalnya atau bernilai di luar batas satuannya.
-- perbaikan: Betulkan tanggal atau nilainya; pangsa ditulis 0-100, bukan 0-1.
WITH satuan AS (
    SELECT
        ukuran AS acuan,
        0 AS rendah,
        100 AS tinggi
    FROM ukuran
    UNION ALL
    SELECT
        kelompok || ':' || kode AS acuan,
        CASE satuan WHEN 'skala 1-3' THEN 1 ELSE 0 END AS rendah,
        CASE satuan WHEN 'skala 1-3' THEN 3 WHEN 'indeks 0-1' THEN 1 ELSE 100 END AS tinggi
    FROM indikator
    WHERE satuan <> 'lihat berkas' AND keluarga <> 'partisipasi'
),

panjang AS (
    SELECT
        t._bagian,
        t._nomor,
        t.acuan,
        t.kode_provinsi_kemendagri,
        t.kode_kab_kota_kemendagri,
        t.tanggal_baseline,
        t.tanggal_tenggat,
        s.rendah,
        s.tinggi,
        UNNEST(
            [
                { 'kolom': 'nilai_baseline', 'nilai': t.nilai_baseline },
                { 'kolom': 'nilai_target', 'nilai': t.nilai_target },
                { 'kolom': 'tanggal_tenggat', 'nilai': NULL }
            ],
            recursive := TRUE
        ) AS satu
    FROM target AS t
    LEFT JOIN satuan AS s ON t.acuan = s.acuan
)

SELECT
    acuan || ', ' || COALESCE(kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional') || ', '
    || CAST(tanggal_tenggat AS VARCHAR) || ': ' || kolom || ' '
    || COALESCE(CAST(nilai AS VARCHAR), 'sebelum ' || CAST(tanggal_baseline AS VARCHAR)) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    COALESCE(CAST(nilai AS VARCHAR), CAST(tanggal_tenggat AS VARCHAR)) AS nilai
FROM panjang
WHERE
    kolom = 'tanggal_tenggat' AND tanggal_tenggat <= tanggal_baseline
    OR nilai < rendah
    OR nilai > tinggi

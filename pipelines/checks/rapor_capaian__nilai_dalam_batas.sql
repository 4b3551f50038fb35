-- A value lies within its unit: percent, scores and the SPM index 0-100, indices 0-1, gaps 1-3 or, as a difference of
-- percentages, -100 to 100 (more girls than boys is less than 0). Gross participation (APK) may exceed 100, up to 200.
-- Where the catalogue does not name the unit, and of gaps and indices before Rapor 2024, whose scale was another, only
-- -100 to 100 is asked.
-- judul: Nilai di luar batas indikatornya
-- keparahan: periksa
-- pesan: {jumlah} nilai Rapor di luar batas satuan indikatornya.
-- perbaikan: Periksa koma desimal dan tanda persen; pangsa 0-100, indeks 0-1, kesenjangan 1-3.
WITH batas AS (
    SELECT
        kelompok,
        kode,
        satuan IN ('skala 1-3', 'indeks 0-1') AS is_skala,
        CASE
            WHEN satuan = 'skala 1-3' THEN 1
            WHEN keluarga = 'kesenjangan' AND satuan <> 'skor 0-100' THEN -100
            ELSE 0
        END AS rendah,
        CASE
            WHEN satuan = 'skala 1-3' THEN 3
            WHEN satuan = 'indeks 0-1' THEN 1
            WHEN nama LIKE 'APK%' OR nama LIKE '%artisipasi kasar%' OR nama LIKE '%artisipasi Kasar%' THEN 200
            ELSE 100
        END AS tinggi
    FROM indikator
),

ukur AS (
    SELECT
        r.*,
        CASE
            WHEN r.rincian <> 'capaian' THEN 0
            WHEN b.is_skala AND r.tahun < 2024 THEN -100
            ELSE COALESCE(b.rendah, -100)
        END AS rendah,
        CASE
            WHEN r.rincian <> 'capaian' OR b.is_skala AND r.tahun < 2024 THEN 100
            WHEN b.tinggi IS NULL AND (r.nama LIKE 'APK%' OR LOWER(r.nama) LIKE '%partisipasi kasar%') THEN 200
            ELSE COALESCE(b.tinggi, 100)
        END AS tinggi
    FROM rapor_capaian AS r
    LEFT JOIN batas AS b ON r.kelompok = b.kelompok AND r.kode = b.kode
    WHERE r.nilai IS NOT NULL
)

SELECT
    CAST(tahun AS VARCHAR) || ', ' || COALESCE(npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', ' || jenis || ', ' || status || ', ' || kode || ' ' || rincian || ': ' || CAST(nilai AS VARCHAR) || ' (batas '
    || CAST(rendah AS VARCHAR) || ' sampai ' || CAST(tinggi AS VARCHAR) || ')' AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kode || '/' || rincian || ':nilai' AS kolom,
    CAST(nilai AS VARCHAR) AS nilai
FROM ukur
WHERE nilai < rendah - 0.005 OR nilai > tinggi + 0.005

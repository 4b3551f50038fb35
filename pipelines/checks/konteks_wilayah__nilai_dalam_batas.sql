-- Shares lie between 0 and 100; gross participation (APK) may exceed 100, growth and gaps may be negative. What is
-- counted is not negative.
-- judul: Nilai di luar batas satuannya
-- keparahan: periksa
-- pesan: {jumlah} nilai konteks wilayah di luar batas satuannya (persen 0-100, jumlah tidak negatif).
-- perbaikan: Periksa koma desimal dan satuannya: "99,810" pada tabel statistik berarti 99,81.
WITH ukur AS (
    SELECT
        *,
        REGEXP_MATCHES(LOWER(satuan), '^(%|persen|pct|persentase)') AS is_persen,
        REGEXP_MATCHES(ukuran, '(^|_)apk(_|$)|kasar') AS is_kasar,
        REGEXP_MATCHES(ukuran, 'tumbuh|laju|inflasi|selisih|kesenjangan|perubahan|rasio|kenaikan') AS is_bebas,
        REGEXP_MATCHES(LOWER(satuan), '^(orang|satuan|sekolah|unit|jiwa|guru|siswa|murid|ruang|akun)') AS is_jumlah
    FROM konteks_wilayah
)

SELECT
    ukuran || ', ' || COALESCE(kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional') || ', '
    || CAST(tahun AS VARCHAR) || ': ' || CAST(nilai AS VARCHAR) || ' ' || satuan AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'nilai:' || ukuran || '@' || CAST(tahun AS VARCHAR) AS kolom,
    CAST(nilai AS VARCHAR) AS nilai
FROM ukur
WHERE
    is_jumlah AND nilai < 0
    OR is_persen AND NOT is_bebas AND (nilai < 0 OR nilai > CASE WHEN is_kasar THEN 200 ELSE 100.005 END)

-- What is counted in a region does not become five times as much or as little from one year to the next stated, from
-- 50 on: a slip of the decimal comma or of the keys. (Shares have bounds of their own.)
-- judul: Nilai berlipat dari tahun sebelumnya
-- keparahan: periksa
-- pesan: {jumlah} nilai konteks wilayah menjadi lima kali lipat atau seperlima dari tahun sebelumnya.
-- perbaikan: Periksa koma desimal, titik ribuan, dan satuannya terhadap tabel asal.
WITH deret AS (
    SELECT
        *,
        LAG(nilai) OVER deret AS lalu,
        LAG(tahun) OVER deret AS tahun_lalu
    FROM konteks_wilayah
    WINDOW
        deret AS (
            PARTITION BY ukuran, sumber, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri ORDER BY tahun
        )
)

SELECT
    ukuran || ', ' || COALESCE(kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional') || ', '
    || CAST(tahun AS VARCHAR) || ': ' || CAST(nilai AS VARCHAR) || ', ' || CAST(tahun_lalu AS VARCHAR) || ': '
    || CAST(lalu AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'nilai:' || ukuran || '@' || CAST(tahun AS VARCHAR) AS kolom,
    CAST(nilai AS VARCHAR) AS nilai
FROM deret
WHERE
    NOT REGEXP_MATCHES(LOWER(satuan), '^(%|persen|pct|persentase)')
    AND GREATEST(nilai, lalu) >= 50
    AND LEAST(nilai, lalu) > 0
    AND GREATEST(nilai, lalu) >= 5 * LEAST(nilai, lalu)

-- What is counted in all provinces adds up to the nation, in all kab/kota to their province, within 2 %. Only where
-- every part is there. One finding a total; the cell is the total's.
-- judul: Total berbeda dari jumlah bagiannya
-- keparahan: periksa
-- pesan: {jumlah} angka total berbeda lebih dari 2 % dari jumlah wilayah di bawahnya.
-- perbaikan: Cari baris bagian yang salah ketik atau ganda, atau tanyakan ke pengirim mana yang berlaku.
WITH hitung AS (
    SELECT *
    FROM konteks_wilayah
    WHERE REGEXP_MATCHES(LOWER(satuan), '^(orang|satuan|sekolah|unit|jiwa|guru|siswa|murid|ruang|akun)')
),

bagian AS (
    SELECT
        tahun,
        ukuran,
        sumber,
        CASE WHEN tingkat = 'kab_kota' THEN 'provinsi' ELSE 'nasional' END AS tingkat,
        CASE WHEN tingkat = 'kab_kota' THEN kode_provinsi_kemendagri END AS kode_provinsi_kemendagri,
        COUNT(nilai) AS banyak,
        SUM(nilai) AS jumlah
    FROM hitung
    WHERE tingkat IN ('provinsi', 'kab_kota')
    GROUP BY
        tahun,
        ukuran,
        sumber,
        CASE WHEN tingkat = 'kab_kota' THEN 'provinsi' ELSE 'nasional' END,
        CASE WHEN tingkat = 'kab_kota' THEN kode_provinsi_kemendagri END
),

semua AS (
    SELECT
        kode_provinsi_kemendagri,
        COUNT(*) AS banyak
    FROM kab_kota
    GROUP BY kode_provinsi_kemendagri
)

SELECT
    t.ukuran || ', ' || COALESCE(t.kode_provinsi_kemendagri, 'nasional') || ', ' || CAST(t.tahun AS VARCHAR) || ': '
    || CAST(t.nilai AS VARCHAR) || ', jumlah bagiannya ' || CAST(b.jumlah AS VARCHAR) AS temuan,
    t._bagian AS bagian,
    t._nomor AS nomor,
    'nilai:' || t.ukuran || '@' || CAST(t.tahun AS VARCHAR) AS kolom,
    CAST(t.nilai AS VARCHAR) AS nilai
FROM hitung AS t
INNER JOIN bagian AS b
    ON
        t.tahun = b.tahun
        AND t.ukuran = b.ukuran
        AND t.sumber = b.sumber
        AND t.tingkat = b.tingkat
        AND t.kode_provinsi_kemendagri IS NOT DISTINCT FROM b.kode_provinsi_kemendagri
LEFT JOIN semua AS s ON t.kode_provinsi_kemendagri = s.kode_provinsi_kemendagri
WHERE
    ABS(b.jumlah - t.nilai) > 0.02 * t.nilai
    AND b.banyak >= COALESCE(s.banyak, CASE WHEN t.tahun < 2022 THEN 34 ELSE 38 END)

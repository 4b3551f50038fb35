-- Every context measure of one place, its province and the nation, at the source's latest year for each of them.
-- grain: ukuran, sumber, satuan, tingkat
-- order: urutan (measures without a definition last), ukuran, sumber, satuan, tingkat
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = the nation alone
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = no kab/kota
WITH milik AS (
    SELECT *
    FROM konteks_wilayah
    WHERE
        nilai IS NOT NULL
        AND (
            tingkat = 'nasional'
            OR (tingkat = 'provinsi' AND kode_provinsi_kemendagri = $kode_provinsi)
            OR (tingkat = 'kab_kota' AND kode_kab_kota_kemendagri = $kode_kab_kota)
        )
),

terakhir AS (
    SELECT
        ukuran,
        sumber,
        satuan,
        tingkat,
        MAX(tahun) AS tahun
    FROM milik
    GROUP BY
        ukuran,
        sumber,
        satuan,
        tingkat
)

SELECT
    m.ukuran,
    m.sumber,
    m.satuan,
    m.tingkat,
    r.nama,
    r.urutan,
    m.tahun,
    m.nilai
FROM milik AS m
INNER JOIN terakhir AS t
    ON
        m.ukuran = t.ukuran
        AND m.sumber = t.sumber
        AND m.satuan = t.satuan
        AND m.tingkat = t.tingkat
        AND m.tahun = t.tahun
LEFT JOIN konteks AS r ON m.ukuran = r.ukuran
ORDER BY
    r.urutan NULLS LAST,
    m.ukuran,
    m.sumber,
    m.satuan,
    m.tingkat

-- Schools whose name, kecamatan or kab/kota holds most of the pieces asked for: candidates for a closer look.
-- grain: npsn
-- order: jumlah_potongan descending, likeness of the name to the text descending, nama, npsn; the first 600
-- $potongan: VARCHAR, small letters parted by '|', e.g. 'mel|ela|lat|ati'; '' = every school
-- $teks: VARCHAR, the search in small letters
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = every province
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = every kab/kota
-- $kecamatan: VARCHAR, as written; NULL = every kecamatan
WITH potongan AS (
    SELECT UNNEST(STRING_SPLIT($potongan, '|')) AS teks
),

sekolah AS (
    SELECT
        s.npsn,
        s.tanggal_data,
        s.nama,
        s.jenjang,
        s.kecamatan,
        s.kode_kab_kota_kemendagri,
        s.kode_provinsi_kemendagri,
        k.nama AS nama_kab_kota,
        LOWER(' ' || s.nama || ' ' || COALESCE(s.kecamatan, '') || ' ' || COALESCE(k.nama, '') || ' ') AS terbaca
    FROM satuan_pendidikan AS s
    LEFT JOIN kab_kota AS k ON s.kode_kab_kota_kemendagri = k.kode_kab_kota_kemendagri
    WHERE
        ($kode_provinsi IS NULL OR s.kode_provinsi_kemendagri = $kode_provinsi)
        AND ($kode_kab_kota IS NULL OR s.kode_kab_kota_kemendagri = $kode_kab_kota)
        AND ($kecamatan IS NULL OR s.kecamatan = $kecamatan)
),

kena AS (
    SELECT
        s.npsn,
        CAST(COUNT(*) AS BIGINT) AS jumlah_potongan
    FROM sekolah AS s
    INNER JOIN potongan AS p ON CONTAINS(s.terbaca, p.teks)
    GROUP BY s.npsn
)

SELECT
    s.npsn,
    s.tanggal_data,
    s.nama,
    s.jenjang,
    s.kecamatan,
    s.nama_kab_kota,
    s.kode_kab_kota_kemendagri,
    v.nama AS nama_provinsi,
    s.kode_provinsi_kemendagri,
    k.jumlah_potongan
FROM kena AS k
INNER JOIN sekolah AS s ON k.npsn = s.npsn
LEFT JOIN provinsi AS v ON s.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
ORDER BY
    k.jumlah_potongan DESC,
    JARO_WINKLER_SIMILARITY(LOWER(s.nama), $teks) DESC,
    s.nama ASC,
    s.npsn ASC
LIMIT 600

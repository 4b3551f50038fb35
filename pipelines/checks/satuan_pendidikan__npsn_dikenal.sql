-- Every school of another dataset stands in some school list, where the lists cover its kab/kota: at least half of the
-- schools that the dataset names there are listed (a list of SMA says nothing of SD). One finding a school; the cells
-- are its first NPSN in each file.
-- judul: NPSN tidak ada di daftar satuan pendidikan
-- keparahan: catatan
-- pesan: {jumlah} NPSN muncul di ekspor lain tetapi tidak di daftar satuan pendidikan mana pun.
-- perbaikan: Periksa angkanya; bila benar, muat daftar Dapodik yang lebih baru.
WITH dipakai AS (
    SELECT
        *,
        npsn IN (SELECT s.npsn FROM satuan_pendidikan AS s) AS is_terdaftar
    FROM npsn_dipakai
),

tercakup AS (
    SELECT
        asal,
        kode_kab_kota_kemendagri
    FROM dipakai
    GROUP BY asal, kode_kab_kota_kemendagri
    HAVING 2 * COUNT(DISTINCT npsn) FILTER (WHERE is_terdaftar) >= COUNT(DISTINCT npsn)
),

asing AS (
    SELECT d.*
    FROM dipakai AS d
    INNER JOIN tercakup AS t ON d.asal = t.asal AND d.kode_kab_kota_kemendagri = t.kode_kab_kota_kemendagri
    WHERE NOT d.is_terdaftar
),

nama AS (
    SELECT
        npsn,
        STRING_AGG(DISTINCT asal, ', ' ORDER BY asal) AS asal
    FROM asing
    GROUP BY npsn
)

SELECT
    'NPSN ' || a.npsn || ' (' || n.asal || ')' AS temuan,
    a._bagian AS bagian,
    a._nomor AS nomor,
    'npsn' AS kolom,
    a.npsn AS nilai
FROM asing AS a
INNER JOIN nama AS n ON a.npsn = n.npsn

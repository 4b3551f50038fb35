-- Where the people and schools of one event came from, by province or by kab/kota: people (NULL where 1 to 4 are
-- hidden), schools reached, and all schools there on the newest list.
-- grain: kode
-- order: kode
-- $kegiatan_id: VARCHAR, code of the event
-- $tingkat: VARCHAR, 'provinsi' | 'kab_kota'
WITH terjangkau AS (
    SELECT npsn
    FROM bimtek_satuan_pendidikan
    WHERE
        kegiatan_id = $kegiatan_id
        AND is_terjangkau
),

sekolah AS (
    SELECT
        CASE WHEN $tingkat = 'provinsi' THEN s.kode_provinsi_kemendagri ELSE s.kode_kab_kota_kemendagri END AS kode,
        CASE WHEN t.npsn IS NULL THEN 0 ELSE 1 END AS terjangkau
    FROM satuan_pendidikan AS s
    LEFT JOIN terjangkau AS t ON s.npsn = t.npsn
),

jumlah AS (
    SELECT
        kode,
        COUNT(*) AS semua,
        SUM(terjangkau) AS terjangkau
    FROM sekolah
    GROUP BY kode
)

SELECT
    p.wilayah AS kode,
    COALESCE(w.nama, v.nama) AS nama,
    p.jumlah_terdaftar,
    p.jumlah_hadir,
    CAST(COALESCE(j.terjangkau, 0) AS BIGINT) AS jumlah_terjangkau,
    CAST(COALESCE(j.semua, 0) AS BIGINT) AS jumlah_satuan
FROM bimtek_kegiatan_wilayah AS p
LEFT JOIN kab_kota AS w ON p.wilayah = w.kode_kab_kota_kemendagri
LEFT JOIN provinsi AS v ON p.wilayah = v.kode_provinsi_kemendagri
LEFT JOIN jumlah AS j ON p.wilayah = j.kode
WHERE
    p.kegiatan_id = $kegiatan_id
    AND p.tingkat = $tingkat
ORDER BY p.wilayah

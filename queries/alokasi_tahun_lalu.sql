-- The last year's real seats: people of each kab/kota who came to face-to-face basic and intermediate events of the
-- latest year that had any, and the cities where those events were.
-- grain: wilayah, level, kode_kota
-- order: wilayah, level, kode_kota
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = the nation
WITH kegiatan AS (
    SELECT
        kegiatan_id,
        program,
        level,
        kode_kab_kota_kemendagri AS kode_kota,
        CAST(EXTRACT(YEAR FROM tanggal_mulai) AS BIGINT) AS tahun
    FROM bimtek_kegiatan
    WHERE
        moda = 'luring'
        AND level IN ('basic', 'intermediate')
        AND kode_kab_kota_kemendagri IS NOT NULL
        AND kegiatan_id IN (SELECT w.kegiatan_id FROM bimtek_kegiatan_wilayah AS w)
),

terakhir AS (
    SELECT *
    FROM kegiatan
    WHERE tahun = (SELECT MAX(k.tahun) FROM kegiatan AS k)
),

tempat AS (
    SELECT DISTINCT
        w.wilayah,
        t.level,
        t.kode_kota
    FROM bimtek_kegiatan_wilayah AS w
    INNER JOIN terakhir AS t ON w.kegiatan_id = t.kegiatan_id
    WHERE w.tingkat = 'kab_kota'
),

macam AS (
    SELECT DISTINCT
        program,
        level,
        tahun
    FROM terakhir
),

orang AS (
    SELECT
        o.wilayah,
        o.level,
        MAX(p.tahun) AS tahun,
        CAST(SUM(o.jumlah_orang) AS BIGINT) AS jumlah_orang
    FROM bimtek_orang AS o
    INNER JOIN macam AS p
        ON
            o.program = p.program
            AND o.level = p.level
            AND o.tahun = CAST(p.tahun AS VARCHAR)
    WHERE o.tingkat = 'kab_kota'
    GROUP BY
        o.wilayah,
        o.level
)

SELECT
    o.tahun,
    o.wilayah,
    o.level,
    t.kode_kota,
    o.jumlah_orang
FROM orang AS o
INNER JOIN tempat AS t
    ON
        o.wilayah = t.wilayah
        AND o.level = t.level
WHERE
    o.jumlah_orang > 0
    AND ($kode_provinsi IS NULL OR SUBSTR(o.wilayah, 1, 2) = $kode_provinsi)
ORDER BY
    o.wilayah,
    o.level,
    t.kode_kota

-- Rapor indicators whose instrument changed: no line may join the year with the one before it.
-- Either the file says so (half or more of the printed changes of regions name another instrument), or the labels of
-- nearly all regions move at once. Of eight or more regions with labels in both years no more than one in twenty move
-- the other way, and 19 of 20 move one way; or four fifths do and the share with the best label changes by 0.6; or half
-- do and nine tenths now carry one label that half at most (a quarter, when it is the best) carried before. A true
-- decline leaves some where they were and raises others. kab/kota are asked, provinces where kab/kota are too few.
-- Five to seven regions, all there is in a small province, tell only when every one moves one way to one same label.
-- grain: kelompok, kode, jenis, tahun
-- order: kelompok, kode, jenis, tahun
WITH label AS (
    SELECT
        r.tahun,
        r.tingkat,
        r.kelompok,
        r.kode,
        r.jenis,
        r.kode_provinsi_kemendagri,
        COALESCE(r.kode_kab_kota_kemendagri, '-') AS kode_kab_kota_kemendagri,
        CASE
            WHEN i.keluarga = 'kesenjangan' AND r.label = 'Rendah' THEN 3
            WHEN i.keluarga = 'kesenjangan' AND r.label = 'Tinggi' THEN 1
            WHEN r.label IN ('Baik', 'Tinggi') THEN 3
            WHEN r.label = 'Sedang' THEN 2
            WHEN r.label IN ('Kurang', 'Rendah') THEN 1
        END AS urutan
    FROM rapor_capaian AS r
    LEFT JOIN indikator AS i ON r.kelompok = i.kelompok AND r.kode = i.kode
    WHERE
        r.tingkat IN ('provinsi', 'kab_kota')
        AND r.status = 'Semua'
        AND r.rincian = 'capaian'
        AND r.label IS NOT NULL
),

tahun_ada AS (
    SELECT
        kelompok,
        kode,
        jenis,
        tahun
    FROM rapor_capaian
    WHERE tingkat IN ('provinsi', 'kab_kota') AND status = 'Semua' AND rincian = 'capaian'
    GROUP BY
        kelompok,
        kode,
        jenis,
        tahun
),

pasangan AS (
    SELECT
        a.kelompok,
        a.kode,
        a.jenis,
        a.tahun,
        MAX(b.tahun) AS tahun_sebelum
    FROM tahun_ada AS a
    INNER JOIN tahun_ada AS b ON a.kelompok = b.kelompok AND a.kode = b.kode AND a.jenis = b.jenis AND a.tahun > b.tahun
    GROUP BY
        a.kelompok,
        a.kode,
        a.jenis,
        a.tahun
),

banding AS (
    SELECT
        p.kelompok,
        p.kode,
        p.jenis,
        p.tahun,
        p.tahun_sebelum,
        kini.tingkat,
        CASE WHEN COUNT(*) >= 8 THEN 1 ELSE 2 END AS pilihan,
        COUNT(*) AS banyak,
        SUM(CASE WHEN kini.urutan < lalu.urutan THEN 1 ELSE 0 END) AS turun,
        SUM(CASE WHEN kini.urutan > lalu.urutan THEN 1 ELSE 0 END) AS naik,
        SUM(CASE WHEN kini.urutan = 3 THEN 1 ELSE 0 END) AS baik_kini,
        SUM(CASE WHEN lalu.urutan = 3 THEN 1 ELSE 0 END) AS baik_lalu,
        SUM(CASE WHEN kini.urutan = 2 THEN 1 ELSE 0 END) AS sedang_kini,
        SUM(CASE WHEN lalu.urutan = 2 THEN 1 ELSE 0 END) AS sedang_lalu,
        SUM(CASE WHEN kini.urutan = 1 THEN 1 ELSE 0 END) AS kurang_kini,
        SUM(CASE WHEN lalu.urutan = 1 THEN 1 ELSE 0 END) AS kurang_lalu
    FROM pasangan AS p
    INNER JOIN label AS kini
        ON p.kelompok = kini.kelompok AND p.kode = kini.kode AND p.jenis = kini.jenis AND p.tahun = kini.tahun
    INNER JOIN label AS lalu
        ON
            p.kelompok = lalu.kelompok
            AND p.kode = lalu.kode
            AND p.jenis = lalu.jenis
            AND p.tahun_sebelum = lalu.tahun
            AND kini.tingkat = lalu.tingkat
            AND kini.kode_provinsi_kemendagri = lalu.kode_provinsi_kemendagri
            AND kini.kode_kab_kota_kemendagri = lalu.kode_kab_kota_kemendagri
    WHERE kini.urutan IS NOT NULL AND lalu.urutan IS NOT NULL
    GROUP BY
        p.kelompok,
        p.kode,
        p.jenis,
        p.tahun,
        p.tahun_sebelum,
        kini.tingkat
    HAVING COUNT(*) >= 5
),

terpilih AS (
    SELECT
        kelompok,
        kode,
        jenis,
        tahun,
        tingkat,
        ROW_NUMBER() OVER (PARTITION BY kelompok, kode, jenis, tahun ORDER BY pilihan, tingkat) AS urutan
    FROM banding
),

serentak AS (
    SELECT
        b.kelompok,
        b.kode,
        b.jenis,
        b.tahun,
        b.tahun_sebelum,
        b.banyak,
        CASE WHEN b.turun > b.naik THEN b.turun ELSE b.naik END AS pindah,
        CASE WHEN b.turun > b.naik THEN b.naik ELSE b.turun END AS sebaliknya,
        b.baik_kini,
        b.baik_lalu,
        b.sedang_kini,
        b.sedang_lalu,
        b.kurang_kini,
        b.kurang_lalu
    FROM banding AS b
    INNER JOIN terpilih AS t
        ON
            b.kelompok = t.kelompok
            AND b.kode = t.kode
            AND b.jenis = t.jenis
            AND b.tahun = t.tahun
            AND b.tingkat = t.tingkat
    WHERE t.urutan = 1
),

runtuh AS (
    SELECT
        kelompok,
        kode,
        jenis,
        tahun,
        tahun_sebelum,
        banyak,
        pindah
    FROM serentak
    WHERE
        banyak < 8
        AND pindah = banyak
        AND (baik_kini = banyak OR sedang_kini = banyak OR kurang_kini = banyak)
        OR banyak >= 8
        AND sebaliknya * 20 <= banyak
        AND (
            pindah * 20 >= banyak * 19
            OR pindah * 10 >= banyak * 8
            AND (baik_kini - baik_lalu) * (baik_kini - baik_lalu) * 100 >= banyak * banyak * 36
            OR pindah * 2 >= banyak
            AND (
                baik_kini * 10 >= banyak * 9 AND baik_lalu * 4 <= banyak
                OR sedang_kini * 10 >= banyak * 9 AND sedang_lalu * 2 <= banyak
                OR kurang_kini * 10 >= banyak * 9 AND kurang_lalu * 2 <= banyak
            )
        )
),

tertulis AS (
    SELECT
        kelompok,
        kode,
        jenis,
        tahun,
        COUNT(*) AS banyak,
        SUM(
            CASE
                WHEN
                    perubahan_tertulis LIKE '%nstrumen%berbeda%'
                    OR alasan_tidak_tersedia = 'instrumen tahun ini dan tahun lalu berbeda'
                    THEN 1
                ELSE 0
            END
        ) AS bilang
    FROM rapor_capaian
    WHERE
        tingkat IN ('provinsi', 'kab_kota')
        AND rincian = 'capaian'
        AND (
            perubahan_tertulis IS NOT NULL
            OR alasan_tidak_tersedia = 'instrumen tahun ini dan tahun lalu berbeda'
        )
    GROUP BY
        kelompok,
        kode,
        jenis,
        tahun
)

SELECT
    COALESCE(t.kelompok, r.kelompok) AS kelompok,
    COALESCE(t.kode, r.kode) AS kode,
    COALESCE(t.jenis, r.jenis) AS jenis,
    COALESCE(t.tahun, r.tahun) AS tahun,
    CASE
        WHEN t.kode IS NULL THEN 'label berubah serentak'
        WHEN r.kode IS NULL THEN 'tertulis di berkas'
        ELSE 'tertulis di berkas dan label berubah serentak'
    END AS alasan,
    r.tahun_sebelum,
    CAST(r.banyak AS BIGINT) AS jumlah_wilayah,
    CAST(r.pindah AS BIGINT) AS jumlah_pindah
FROM (
    SELECT
        kelompok,
        kode,
        jenis,
        tahun
    FROM tertulis
    WHERE bilang * 2 >= banyak
) AS t
FULL OUTER JOIN runtuh AS r ON t.kelompok = r.kelompok AND t.kode = r.kode AND t.jenis = r.jenis AND t.tahun = r.tahun
ORDER BY
    kelompok,
    kode,
    jenis,
    tahun

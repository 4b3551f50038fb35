-- Some Rapor indicators in some regions, every kind of school and year, as published for all schools together. `ruas`
-- counts the changes of instrument up to a year, those of the indicator's parent too: values of two are not comparable.
-- grain: acuan, wilayah, jenis, tahun
-- order: acuan, wilayah, jenis, tahun
-- $acuan: VARCHAR, indicators such as DASMEN:A.1 parted by |
-- $wilayah: VARCHAR, 'nasional' and Kemendagri codes parted by |
SELECT
    t.acuan,
    t.wilayah,
    t.jenis,
    t.tahun,
    t.nilai,
    t.alasan_tidak_tersedia,
    t.ruas
FROM
    (
        SELECT
            r.kelompok || ':' || r.kode AS acuan,
            COALESCE(r.kode_kab_kota_kemendagri, r.kode_provinsi_kemendagri, 'nasional') AS wilayah,
            r.jenis,
            r.tahun,
            r.nilai,
            r.alasan_tidak_tersedia,
            r.ruas + (
                SELECT COUNT(*)
                FROM rapor_patahan AS b
                WHERE
                    b.kelompok = r.kelompok
                    AND b.jenis = r.jenis
                    AND b.tahun <= r.tahun
                    AND STARTS_WITH(r.kode, b.kode || '.')
            ) AS ruas,
            ROW_NUMBER() OVER (
                PARTITION BY
                    r.kelompok,
                    r.kode,
                    r.tingkat,
                    r.kode_provinsi_kemendagri,
                    r.kode_kab_kota_kemendagri,
                    r.jenis,
                    r.tahun
                ORDER BY CASE WHEN r.status = 'Semua' THEN 0 ELSE 1 END, r.status
            ) AS urutan
        FROM rapor_wilayah AS r
        WHERE
            LIST_CONTAINS(STRING_SPLIT($acuan, '|'), r.kelompok || ':' || r.kode)
            AND LIST_CONTAINS(
                STRING_SPLIT($wilayah, '|'),
                COALESCE(r.kode_kab_kota_kemendagri, r.kode_provinsi_kemendagri, 'nasional')
            )
            AND r.rincian = 'capaian'
            AND COALESCE(r.status, '') NOT IN ('Negeri', 'Swasta')
    ) AS t
WHERE t.urutan = 1
ORDER BY
    t.acuan,
    t.wilayah,
    t.jenis,
    t.tahun

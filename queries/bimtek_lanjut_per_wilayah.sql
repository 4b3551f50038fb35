-- Of each region's people who came to a basic event, how many came to a later intermediate one of the same program.
-- grain: kode
-- order: kode
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = one row a province
-- $program: VARCHAR, 'Semua' = each person once a program
-- $tahun_kegiatan: VARCHAR, year of the first basic event; 'Semua' = any
SELECT
    w.kode,
    w.nama,
    w.pulau,
    CAST(SUM(p.jumlah_satuan) AS BIGINT) AS jumlah_satuan,
    SUM(p.x) AS x,
    SUM(p.m) AS m,
    SUM(p.xx) AS xx,
    SUM(p.mm) AS mm,
    SUM(p.xm) AS xm
FROM
    (
        SELECT
            kode_provinsi_kemendagri AS kode,
            kode_provinsi_kemendagri,
            nama,
            pulau
        FROM provinsi
        WHERE $kode_provinsi IS NULL
        UNION ALL
        SELECT
            k.kode_kab_kota_kemendagri AS kode,
            k.kode_provinsi_kemendagri,
            k.nama,
            v.pulau
        FROM kab_kota AS k
        INNER JOIN provinsi AS v ON k.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
        WHERE k.kode_provinsi_kemendagri = $kode_provinsi
    ) AS w
LEFT JOIN bimtek_lanjut AS p
    ON
        p.tahun = $tahun_kegiatan
        AND ($program = 'Semua' OR p.program = $program)
        AND w.kode
        = CASE WHEN $kode_provinsi IS NULL THEN p.kode_provinsi_kemendagri ELSE p.kode_kab_kota_kemendagri END
GROUP BY
    w.kode,
    w.nama,
    w.pulau
ORDER BY w.kode

-- Of the people whose first basic event lies in a year, how many came to a later intermediate event of the same
-- program; clusters are schools, and people whose school is unknown stand for themselves. 'Semua' = all years.
-- grain: kode_kab_kota_kemendagri, program, tahun
-- order: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, program, tahun
SELECT
    c.pulau,
    c.kode_provinsi_kemendagri,
    c.kode_kab_kota_kemendagri,
    c.program,
    c.tahun,
    CAST(COUNT(*) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(c.x) AS DOUBLE) AS x,
    CAST(SUM(c.m) AS DOUBLE) AS m,
    CAST(SUM(c.x * c.x) AS DOUBLE) AS xx,
    CAST(SUM(c.m * c.m) AS DOUBLE) AS mm,
    CAST(SUM(c.x * c.m) AS DOUBLE) AS xm
FROM
    (
        SELECT
            b.pulau,
            b.kode_provinsi_kemendagri,
            b.kode_kab_kota_kemendagri,
            b.program,
            COALESCE(b.tahun, 'Semua') AS tahun,
            b.gugus,
            COUNT(*) AS m,
            SUM(CASE WHEN b.tanggal_lanjut > b.tanggal_mulai THEN 1 ELSE 0 END) AS x
        FROM
            (
                SELECT
                    p.pulau,
                    p.kode_provinsi_kemendagri,
                    p.kode_kab_kota_kemendagri,
                    p.program,
                    CAST(p.tahun AS VARCHAR) AS tahun,
                    COALESCE(p.npsn, p.peserta) AS gugus,
                    p.tanggal_mulai,
                    i.tanggal_lanjut,
                    ROW_NUMBER()
                        OVER (PARTITION BY p.program, p.peserta ORDER BY p.tanggal_mulai, p.kegiatan_id)
                        AS urutan
                FROM bimtek_peserta AS p
                LEFT JOIN
                    (
                        SELECT
                            program,
                            peserta,
                            MAX(tanggal_mulai) AS tanggal_lanjut
                        FROM bimtek_peserta
                        WHERE
                            is_hadir
                            AND level = 'intermediate'
                        GROUP BY
                            program,
                            peserta
                    ) AS i
                    ON
                        p.program = i.program
                        AND p.peserta = i.peserta
                WHERE
                    p.is_hadir
                    AND p.level = 'basic'
            ) AS b
        WHERE b.urutan = 1
        GROUP BY
            b.pulau,
            b.kode_provinsi_kemendagri,
            b.kode_kab_kota_kemendagri,
            b.program,
            b.gugus,
            CUBE (b.tahun)
    ) AS c
GROUP BY
    c.pulau,
    c.kode_provinsi_kemendagri,
    c.kode_kab_kota_kemendagri,
    c.program,
    c.tahun
ORDER BY
    c.kode_provinsi_kemendagri,
    c.kode_kab_kota_kemendagri,
    c.program,
    c.tahun

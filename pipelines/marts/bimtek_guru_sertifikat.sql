-- Teachers with at least one certificate of any event over the teachers of Dapodik, summed over schools; a teacher
-- counts at the school of the newest certificate that names one, so those who never wrote a known one are missing.
-- grain: kode_kab_kota_kemendagri, jenjang, status, kewenangan
-- order: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang, status, kewenangan
WITH
bersertifikat AS (
    SELECT
        npsn,
        CAST(COUNT(*) AS BIGINT) AS x
    FROM
        (
            SELECT
                peserta,
                npsn,
                ROW_NUMBER() OVER (PARTITION BY peserta ORDER BY tanggal_mulai DESC, kegiatan_id ASC) AS urutan
            FROM bimtek_peserta
            WHERE
                is_sertifikat
                AND peran = 'guru'
                AND npsn IS NOT NULL
        ) AS p
    WHERE urutan = 1
    GROUP BY npsn
)

SELECT
    v.pulau,
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    COALESCE(s.jenjang, 'Tidak diketahui') AS jenjang,
    COALESCE(s.status, 'Tidak diketahui') AS status,
    COALESCE(s.kewenangan, 'Tidak diketahui') AS kewenangan,
    MAX(s.tanggal_data) AS tanggal_data,
    CAST(COUNT(*) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(COALESCE(g.x, 0)) AS DOUBLE) AS x,
    CAST(SUM(s.jumlah_guru) AS DOUBLE) AS m,
    CAST(SUM(COALESCE(g.x, 0) * COALESCE(g.x, 0)) AS DOUBLE) AS xx,
    CAST(SUM(s.jumlah_guru * s.jumlah_guru) AS DOUBLE) AS mm,
    CAST(SUM(COALESCE(g.x, 0) * s.jumlah_guru) AS DOUBLE) AS xm
FROM sekolah AS s
LEFT JOIN provinsi AS v ON s.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN bersertifikat AS g ON s.npsn = g.npsn
WHERE s.jumlah_guru IS NOT NULL
GROUP BY
    v.pulau,
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    COALESCE(s.jenjang, 'Tidak diketahui'),
    COALESCE(s.status, 'Tidak diketahui'),
    COALESCE(s.kewenangan, 'Tidak diketahui')
ORDER BY
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    jenjang,
    status,
    kewenangan

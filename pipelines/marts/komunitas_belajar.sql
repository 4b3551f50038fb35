-- Learning communities per kab/kota and cut-off: the row of the kab/kota where there is one, else the sum of its
-- schools (jumlah_satuan says of how many; NULL for a row of a region). Rows of provinces and the nation keep their
-- level.
-- grain: tanggal_data, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang
-- order: tanggal_data, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jenjang
WITH wilayah AS (
    SELECT
        tanggal_data,
        tingkat,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri,
        COALESCE(jenjang, 'Semua') AS jenjang,
        CAST(NULL AS BIGINT) AS jumlah_satuan,
        jumlah_komunitas,
        jumlah_komunitas_aktif,
        jumlah_anggota,
        jumlah_webinar
    FROM komunitas_belajar
    WHERE tingkat <> 'satuan_pendidikan'
),

sekolah_kab_kota AS (
    SELECT
        k.tanggal_data,
        'kab_kota' AS tingkat,
        k.kode_provinsi_kemendagri,
        k.kode_kab_kota_kemendagri,
        'Semua' AS jenjang,
        CAST(COUNT(*) AS BIGINT) AS jumlah_satuan,
        CAST(SUM(k.jumlah_komunitas) AS BIGINT) AS jumlah_komunitas,
        CAST(SUM(k.jumlah_komunitas_aktif) AS BIGINT) AS jumlah_komunitas_aktif,
        CAST(SUM(k.jumlah_anggota) AS BIGINT) AS jumlah_anggota,
        CAST(SUM(k.jumlah_webinar) AS BIGINT) AS jumlah_webinar
    FROM komunitas_belajar AS k
    LEFT JOIN wilayah AS w
        ON
            k.tanggal_data = w.tanggal_data
            AND k.kode_kab_kota_kemendagri = w.kode_kab_kota_kemendagri
    WHERE
        k.tingkat = 'satuan_pendidikan'
        AND w.tanggal_data IS NULL
    GROUP BY
        k.tanggal_data,
        k.kode_provinsi_kemendagri,
        k.kode_kab_kota_kemendagri
)

SELECT * FROM wilayah
UNION ALL
SELECT * FROM sekolah_kab_kota
ORDER BY
    tanggal_data,
    tingkat,
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    jenjang

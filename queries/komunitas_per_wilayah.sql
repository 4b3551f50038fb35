-- Learning communities of every kab/kota and province that reports, each at its own latest cut-off; the row of all
-- jenjang where there is one, else the sum of its jenjang. Schools of the kab/kota, from the latest lists, beside it.
-- grain: tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri
-- order: tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri
WITH terakhir AS (
    SELECT
        tingkat,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri,
        MAX(tanggal_data) AS tanggal_data
    FROM komunitas_belajar
    GROUP BY
        tingkat,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri
),

baris AS (
    SELECT
        k.*,
        MAX(CASE WHEN k.jenjang = 'Semua' THEN 1 ELSE 0 END) OVER (
            PARTITION BY k.tingkat, k.kode_provinsi_kemendagri, k.kode_kab_kota_kemendagri
        ) AS ada_semua
    FROM komunitas_belajar AS k
    INNER JOIN terakhir AS t
        ON
            k.tingkat = t.tingkat
            AND k.tanggal_data = t.tanggal_data
            AND COALESCE(k.kode_provinsi_kemendagri, '') = COALESCE(t.kode_provinsi_kemendagri, '')
            AND COALESCE(k.kode_kab_kota_kemendagri, '') = COALESCE(t.kode_kab_kota_kemendagri, '')
),

sekolah AS (
    SELECT
        kode_kab_kota_kemendagri,
        SUM(jumlah_satuan) AS jumlah_satuan
    FROM satuan_pendidikan_kab_kota
    GROUP BY kode_kab_kota_kemendagri
)

SELECT
    b.tingkat,
    b.kode_provinsi_kemendagri,
    b.kode_kab_kota_kemendagri,
    v.nama AS nama_provinsi,
    w.nama,
    MAX(b.tanggal_data) AS tanggal_data,
    CAST(SUM(b.jumlah_komunitas) AS BIGINT) AS jumlah_komunitas,
    CASE WHEN COUNT(b.jumlah_komunitas_aktif) = COUNT(*) THEN CAST(SUM(b.jumlah_komunitas_aktif) AS BIGINT) END
        AS jumlah_komunitas_aktif,
    CASE WHEN COUNT(b.jumlah_anggota) = COUNT(*) THEN CAST(SUM(b.jumlah_anggota) AS BIGINT) END AS jumlah_anggota,
    CASE WHEN COUNT(b.jumlah_webinar) = COUNT(*) THEN CAST(SUM(b.jumlah_webinar) AS BIGINT) END AS jumlah_webinar,
    CAST(MAX(s.jumlah_satuan) AS BIGINT) AS jumlah_satuan
FROM baris AS b
LEFT JOIN provinsi AS v ON b.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN kab_kota AS w ON b.kode_kab_kota_kemendagri = w.kode_kab_kota_kemendagri
LEFT JOIN sekolah AS s ON b.kode_kab_kota_kemendagri = s.kode_kab_kota_kemendagri
WHERE b.jenjang = 'Semua' OR b.ada_semua = 0
GROUP BY
    b.tingkat,
    b.kode_provinsi_kemendagri,
    b.kode_kab_kota_kemendagri,
    v.nama,
    w.nama
ORDER BY
    b.tingkat,
    b.kode_provinsi_kemendagri,
    b.kode_kab_kota_kemendagri

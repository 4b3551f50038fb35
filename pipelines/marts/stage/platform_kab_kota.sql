-- Sufficient statistics of every measure but PMM's, from school rows: number of schools, sums, squares, product.
-- grain: ukuran, kelompok_pengguna, tanggal_data, kode_kab_kota_kemendagri, jenjang, status, kewenangan
-- order: none
-- each: rentang
-- $dari: DATE, first cut-off of the run
-- $sampai: DATE, last cut-off of the run
SELECT
    p.ukuran,
    p.kelompok_pengguna,
    p.tanggal_data,
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri,
    p.jenjang,
    p.status,
    p.kewenangan,
    CAST(COUNT(*) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(p.x) AS BIGINT) AS x,
    CAST(SUM(p.m) AS BIGINT) AS m,
    CAST(SUM(p.x * p.x) AS BIGINT) AS xx,
    CAST(SUM(p.m * p.m) AS BIGINT) AS mm,
    CAST(SUM(p.x * p.m) AS BIGINT) AS xm
FROM pemanfaatan_sekolah AS p
INNER JOIN ukuran AS u ON p.ukuran = u.ukuran
WHERE
    p.tanggal_data BETWEEN $dari AND $sampai
    AND u.dataset <> 'pmm_aktivitas'
GROUP BY
    p.ukuran,
    p.kelompok_pengguna,
    p.tanggal_data,
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri,
    p.jenjang,
    p.status,
    p.kewenangan

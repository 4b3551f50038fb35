-- Who can be trained in each kab/kota: at basic, teachers of schools (without Kemenag) that no basic event has reached,
-- at most $kursi_per_sekolah of each; at intermediate, people who came to a basic event and to no later intermediate
-- one of the same program. One to four such people count as two, so that the true number can't be read. Of schools
-- seen at basic the part with BAKTI, for who goes on is known by place alone.
-- grain: kode
-- order: kode
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = the nation
-- $kursi_per_sekolah: BIGINT, seats of a school at one level
WITH terjangkau AS (
    SELECT DISTINCT npsn
    FROM bimtek_satuan_pendidikan
    WHERE
        level = 'basic'
        AND is_terjangkau
),

sekolah AS (
    SELECT
        p.kode_kab_kota_kemendagri AS kode,
        COALESCE(p.is_bakti, FALSE) AS is_bakti,
        COALESCE(p.is_3t, FALSE) AS is_3t,
        t.npsn IS NOT NULL AS is_dasar,
        COALESCE(p.kewenangan, '') = 'Kemenag' AS is_kemenag,
        COALESCE(p.jumlah_guru, 0) AS jumlah_guru,
        p.tanggal_data,
        LEAST(COALESCE(p.jumlah_guru, 0), $kursi_per_sekolah) AS calon
    FROM satuan_pendidikan AS p
    LEFT JOIN terjangkau AS t ON p.npsn = t.npsn
),

jumlah AS (
    SELECT
        kode,
        MAX(tanggal_data) AS tanggal_data,
        SUM(CASE WHEN is_kemenag THEN 0 ELSE 1 END) AS jumlah_satuan,
        SUM(CASE WHEN is_bakti AND NOT is_kemenag THEN 1 ELSE 0 END) AS jumlah_bakti,
        SUM(CASE WHEN is_3t AND NOT is_kemenag THEN 1 ELSE 0 END) AS jumlah_3t,
        SUM(CASE WHEN is_dasar OR is_kemenag THEN 0 ELSE 1 END) AS jumlah_belum,
        SUM(CASE WHEN is_dasar OR is_kemenag THEN 0 ELSE jumlah_guru END) AS guru_belum,
        SUM(CASE WHEN is_dasar OR is_kemenag THEN 0 ELSE calon END) AS calon_dasar,
        SUM(CASE WHEN is_bakti AND NOT is_dasar AND NOT is_kemenag THEN calon ELSE 0 END) AS calon_dasar_bakti,
        SUM(CASE WHEN is_dasar THEN 1 ELSE 0 END) AS jumlah_dasar,
        SUM(CASE WHEN is_dasar AND is_bakti THEN 1 ELSE 0 END) AS jumlah_dasar_bakti
    FROM sekolah
    GROUP BY kode
),

lanjut AS (
    SELECT
        kode_kab_kota_kemendagri AS kode,
        CAST(SUM(m - x) AS BIGINT) AS orang
    FROM bimtek_lanjut
    WHERE tahun = 'Semua'
    GROUP BY kode_kab_kota_kemendagri
)

SELECT
    k.kode_kab_kota_kemendagri AS kode,
    k.nama,
    k.kode_provinsi_kemendagri AS kode_provinsi,
    v.nama AS nama_provinsi,
    v.pulau,
    j.tanggal_data,
    CAST(COALESCE(j.jumlah_satuan, 0) AS BIGINT) AS jumlah_satuan,
    CAST(COALESCE(j.jumlah_bakti, 0) AS BIGINT) AS jumlah_bakti,
    CAST(COALESCE(j.jumlah_3t, 0) AS BIGINT) AS jumlah_3t,
    CAST(COALESCE(j.jumlah_belum, 0) AS BIGINT) AS jumlah_belum,
    CAST(COALESCE(j.guru_belum, 0) AS BIGINT) AS guru_belum,
    CAST(COALESCE(j.calon_dasar, 0) AS BIGINT) AS calon_dasar,
    CAST(COALESCE(j.calon_dasar_bakti, 0) AS BIGINT) AS calon_dasar_bakti,
    CASE WHEN l.orang BETWEEN 1 AND 4 THEN 2 ELSE COALESCE(l.orang, 0) END AS calon_lanjut,
    COALESCE(l.orang BETWEEN 1 AND 4, FALSE) AS is_sedikit,
    CAST(COALESCE(j.jumlah_dasar, 0) AS BIGINT) AS jumlah_dasar,
    CAST(COALESCE(j.jumlah_dasar_bakti, 0) AS BIGINT) AS jumlah_dasar_bakti
FROM kab_kota AS k
INNER JOIN provinsi AS v ON k.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN jumlah AS j ON k.kode_kab_kota_kemendagri = j.kode
LEFT JOIN lanjut AS l ON k.kode_kab_kota_kemendagri = l.kode
WHERE $kode_provinsi IS NULL OR k.kode_provinsi_kemendagri = $kode_provinsi
ORDER BY k.kode_kab_kota_kemendagri

-- A place is told by jenjang or as one total, not both at one cut-off; a school has one jenjang.
-- One finding a platform, user group, place and cut-off that has more; the cells are the total, or the school's jenjang
-- after its first. Shares use the rows by jenjang where they cover 95 % of the total, else the total alone; the rows by
-- jenjang of one school are added up.
-- judul: Jenjang di samping total
-- keparahan: periksa
-- pesan: Pada {jumlah} tempat dan tanggal data ada baris per jenjang di samping baris total, atau satu sekolah dengan
--   beberapa jenjang.
-- perbaikan: Yang dipakai hanya salah satu; minta ekspor yang seragam bila keduanya tidak sama jumlahnya.
WITH ganda AS (
    SELECT
        platform,
        kelompok_pengguna,
        npsn,
        kode_kab_kota_kemendagri,
        kode_provinsi_kemendagri,
        tanggal_data,
        COUNT(*) AS jumlah_baris,
        COUNT(jenjang) AS jumlah_jenjang,
        MIN(jenjang) AS pertama
    FROM pemanfaatan_platform
    GROUP BY platform, kelompok_pengguna, npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, tanggal_data
    HAVING COUNT(*) > 1 AND (npsn IS NOT NULL OR COUNT(jenjang) < COUNT(*))
)

SELECT
    g.platform || ', ' || g.kelompok_pengguna || ', '
    || COALESCE('NPSN ' || g.npsn, g.kode_kab_kota_kemendagri, g.kode_provinsi_kemendagri, 'nasional') || ', '
    || CAST(g.tanggal_data AS VARCHAR) || ': ' || CAST(g.jumlah_baris AS VARCHAR) || ' baris' AS temuan,
    p._bagian AS bagian,
    p._nomor AS nomor,
    'jenjang' AS kolom,
    p.jenjang AS nilai
FROM ganda AS g
INNER JOIN pemanfaatan_platform AS p
    ON
        g.platform = p.platform
        AND g.kelompok_pengguna = p.kelompok_pengguna
        AND g.npsn IS NOT DISTINCT FROM p.npsn
        AND g.kode_kab_kota_kemendagri IS NOT DISTINCT FROM p.kode_kab_kota_kemendagri
        AND g.kode_provinsi_kemendagri IS NOT DISTINCT FROM p.kode_provinsi_kemendagri
        AND g.tanggal_data = p.tanggal_data
WHERE p.jenjang IS NULL OR g.jumlah_jenjang = g.jumlah_baris AND p.jenjang <> g.pertama

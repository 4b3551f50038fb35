-- A place is told by jenjang or as one total, not both at one cut-off; a school has one jenjang.
-- One row a platform, user group, place and cut-off that has more. Shares use the rows by jenjang where they cover
-- 95 % of the total, else the total alone; the rows by jenjang of one school are added up.
-- keparahan: periksa
-- pesan: Pada {jumlah} tempat dan tanggal data ada baris per jenjang di samping baris total, atau satu sekolah dengan
--   beberapa jenjang. Yang dipakai hanya salah satu; minta ekspor yang seragam bila keduanya tidak sama jumlahnya.
SELECT
    platform || ', ' || kelompok_pengguna || ', '
    || COALESCE('NPSN ' || npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional') || ', '
    || CAST(tanggal_data AS VARCHAR) || ': ' || CAST(COUNT(*) AS VARCHAR) || ' baris' AS temuan
FROM pemanfaatan_platform
GROUP BY platform, kelompok_pengguna, npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, tanggal_data
HAVING COUNT(*) > 1 AND (npsn IS NOT NULL OR COUNT(jenjang) < COUNT(*))

-- A school lies in the kab/kota that the newest school list says. One finding a school and kab/kota; the cells are its
-- first row in each file that says otherwise. (Those who attended may live elsewhere: attendance is not asked.)
-- judul: Kab/kota sekolah berbeda dari daftar
-- keparahan: periksa
-- pesan: {jumlah} sekolah tertulis di kab/kota lain daripada di daftar satuan pendidikan terbaru.
-- perbaikan: Periksa NPSN dan kab/kota di baris ini; bila wilayahnya baru dimekarkan, muat daftar Dapodik terbaru.
WITH daftar AS (
    SELECT
        npsn,
        MAX_BY(kode_kab_kota_kemendagri, tanggal_data) AS kode_kab_kota_kemendagri,
        MAX(tanggal_data) AS tanggal_data
    FROM satuan_pendidikan
    GROUP BY npsn
)

SELECT
    'NPSN ' || p.npsn || ': ' || p.kode_kab_kota_kemendagri || ', di daftar ' || d.kode_kab_kota_kemendagri AS temuan,
    p._bagian AS bagian,
    p._nomor AS nomor,
    'kode_kab_kota_kemendagri' AS kolom,
    k.nama AS nilai,
    'NPSN ' || p.npsn || ' tertulis di ' || COALESCE(k.nama, p.kode_kab_kota_kemendagri)
    || ', di daftar satuan pendidikan ' || CAST(d.tanggal_data AS VARCHAR) || ' di '
    || COALESCE(l.nama, d.kode_kab_kota_kemendagri) AS alasan
FROM npsn_dipakai AS p
INNER JOIN daftar AS d ON p.npsn = d.npsn
LEFT JOIN kab_kota AS k ON p.kode_kab_kota_kemendagri = k.kode_kab_kota_kemendagri
LEFT JOIN kab_kota AS l ON d.kode_kab_kota_kemendagri = l.kode_kab_kota_kemendagri
WHERE p.asal <> 'daftar hadir' AND p.kode_kab_kota_kemendagri <> d.kode_kab_kota_kemendagri

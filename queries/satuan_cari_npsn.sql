-- Schools whose NPSN begins with what was typed.
-- grain: npsn
-- order: npsn; the first 200
-- $awalan: VARCHAR, first characters of an NPSN
SELECT
    s.npsn,
    s.tanggal_data,
    s.nama,
    s.jenjang,
    s.kecamatan,
    k.nama AS nama_kab_kota,
    s.kode_kab_kota_kemendagri,
    v.nama AS nama_provinsi,
    s.kode_provinsi_kemendagri
FROM satuan_pendidikan AS s
LEFT JOIN kab_kota AS k ON s.kode_kab_kota_kemendagri = k.kode_kab_kota_kemendagri
LEFT JOIN provinsi AS v ON s.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
WHERE STARTS_WITH(s.npsn, $awalan)
ORDER BY s.npsn
LIMIT 200

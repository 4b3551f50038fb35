-- One school as its latest list has it, with the names of its regions.
-- grain: npsn (none or one)
-- order: npsn
-- $npsn: VARCHAR, Nomor Pokok Sekolah Nasional
SELECT
    s.npsn,
    s.tanggal_data,
    s.nama,
    s.bentuk,
    s.jenjang,
    s.status,
    s.kewenangan,
    s.kecamatan,
    s.kode_kab_kota_kemendagri,
    k.nama AS nama_kab_kota,
    s.kode_provinsi_kemendagri,
    v.nama AS nama_provinsi,
    v.pulau,
    s.jumlah_guru,
    s.jumlah_tendik,
    s.jumlah_peserta_didik,
    s.is_bakti,
    s.is_3t,
    s.status_ikm,
    s.tahun_ikm,
    s.is_sekolah_penggerak
FROM satuan_pendidikan AS s
LEFT JOIN kab_kota AS k ON s.kode_kab_kota_kemendagri = k.kode_kab_kota_kemendagri
LEFT JOIN provinsi AS v ON s.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
WHERE s.npsn = $npsn
ORDER BY s.npsn

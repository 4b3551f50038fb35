-- Schools, each with its latest row over all lists: where it lies, what it is, how large.
-- grain: npsn
-- order: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, kecamatan, npsn
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
    s.kode_provinsi_kemendagri,
    s.jumlah_guru,
    s.jumlah_tendik,
    s.jumlah_peserta_didik,
    s.is_bakti,
    s.is_3t,
    s.status_ikm,
    s.tahun_ikm,
    s.is_sekolah_penggerak
FROM sekolah AS s
ORDER BY
    s.kode_provinsi_kemendagri,
    s.kode_kab_kota_kemendagri,
    s.kecamatan,
    s.npsn

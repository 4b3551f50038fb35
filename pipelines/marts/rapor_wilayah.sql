-- Rapor Pendidikan of nation, provinces and kab/kota as published; never re-averaged.
-- grain: tahun, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, kelompok, jenis, status, kode, rincian
-- order: tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tahun, kelompok, kode
SELECT
    tahun,
    tingkat,
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    kelompok,
    jenis,
    status,
    kode,
    rincian,
    nama,
    nilai,
    label,
    alasan_tidak_tersedia,
    perubahan_tertulis,
    peringkat_tertulis
FROM rapor_capaian
WHERE tingkat <> 'satuan_pendidikan'
ORDER BY
    tingkat,
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    tahun,
    kelompok,
    kode

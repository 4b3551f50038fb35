-- Rapor Pendidikan of nation, provinces and kab/kota as published; never re-averaged. `ruas` numbers the stretches of
-- an indicator's years between changes of instrument (rapor_patahan): a line joins years of one stretch only.
-- grain: tahun, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, kelompok, jenis, status, kode, rincian
-- order: tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tahun, kelompok, kode
SELECT
    r.tahun,
    r.tingkat,
    r.kode_provinsi_kemendagri,
    r.kode_kab_kota_kemendagri,
    r.kelompok,
    r.jenis,
    r.status,
    r.kode,
    r.rincian,
    r.nama,
    r.nilai,
    r.label,
    r.alasan_tidak_tersedia,
    r.perubahan_tertulis,
    r.peringkat_tertulis,
    COALESCE(u.ruas, CAST(1 AS BIGINT)) AS ruas
FROM rapor_capaian AS r
LEFT JOIN rapor_ruas AS u ON r.kelompok = u.kelompok AND r.kode = u.kode AND r.jenis = u.jenis AND r.tahun = u.tahun
WHERE r.tingkat <> 'satuan_pendidikan'
ORDER BY
    r.tingkat,
    r.kode_provinsi_kemendagri,
    r.kode_kab_kota_kemendagri,
    r.tahun,
    r.kelompok,
    r.kode

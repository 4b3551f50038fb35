-- Recommendations of planning by data (PBD), carried over whole; a small dataset.
-- grain: tahun, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, npsn, kelompok_indikator, kategori_indikator,
--   indikator_kinerja_urusan, indikator_prioritas, kelompok_akar_masalah, kode_akar_masalah, akar_masalah,
--   mengapa_akar_masalah, label_sumber_data, deskripsi_sumber_data, jenjang, kode_kegiatan_paud, kode_kegiatan_sd,
--   kode_kegiatan_smp, kode_kegiatan_kesetaraan, kode_kegiatan_nonjenjang, nomenklatur_kegiatan, kinerja_kegiatan,
--   indikator_kegiatan, satuan, deskripsi_kegiatan
-- order: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tahun, urutan
SELECT *
FROM rekomendasi_pbd
ORDER BY
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    tahun,
    urutan

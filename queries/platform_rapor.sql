-- One indicator of the Rapor Pendidikan as published for the nation, a province or a kab/kota; totals over status only.
-- grain: tahun, kelompok, jenis, kode
-- order: tahun, jenis
-- $indikator: VARCHAR, code, e.g. E.3.2
-- $tingkat: VARCHAR, 'nasional' | 'provinsi' | 'kab_kota'
-- $kode_wilayah: VARCHAR, Kemendagri code of the place; '' for the nation
SELECT
    r.tahun,
    r.kelompok,
    r.jenis,
    r.kode,
    r.nama,
    r.nilai,
    r.label,
    r.alasan_tidak_tersedia,
    r.ruas
FROM rapor_wilayah AS r
WHERE
    r.kode = $indikator
    AND r.tingkat = $tingkat
    AND COALESCE(r.kode_kab_kota_kemendagri, r.kode_provinsi_kemendagri, '') = $kode_wilayah
    AND r.rincian = 'capaian'
    AND r.status = 'Semua'
ORDER BY
    r.tahun,
    r.jenis

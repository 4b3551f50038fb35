-- Programmes of work with a day in a span of years, of the nation or one province, with the names of their region.
-- grain: program_id
-- order: kode_provinsi_kemendagri, tanggal_mulai, program_id
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = the nation
-- $tahun_mulai: BIGINT, first year
-- $tahun_sampai: BIGINT, last year
SELECT
    p.program_id,
    p.nama,
    p.unit,
    p.nama_unit,
    p.kelompok_sasaran,
    p.sasaran_indikator,
    p.kode_provinsi_kemendagri,
    p.kode_kab_kota_kemendagri,
    p.tanggal_mulai,
    p.tanggal_selesai,
    p.anggaran_rupiah,
    p.sumber_dana,
    p.status_pelaksanaan,
    p.program_prioritas,
    v.nama AS nama_provinsi,
    k.nama AS nama_kab_kota
FROM program_kerja AS p
LEFT JOIN provinsi AS v ON p.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN kab_kota AS k ON p.kode_kab_kota_kemendagri = k.kode_kab_kota_kemendagri
WHERE
    ($kode_provinsi IS NULL OR p.kode_provinsi_kemendagri = $kode_provinsi)
    AND (p.tanggal_mulai IS NULL OR YEAR(p.tanggal_mulai) <= $tahun_sampai)
    AND (p.tanggal_selesai IS NULL OR YEAR(p.tanggal_selesai) >= $tahun_mulai)
ORDER BY
    p.kode_provinsi_kemendagri,
    p.tanggal_mulai,
    p.program_id

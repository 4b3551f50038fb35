-- Rapor values and labels of all regions of one level, for one kind of school and status: to set one region among them.
-- Status 'Semua' also takes what the file gives without one (Tidak Relevan, Tidak Berlaku).
-- grain: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, kode, tahun
-- order: kode_provinsi_kemendagri, kode_kab_kota_kemendagri, kode, tahun
-- $tingkat: VARCHAR, 'provinsi' | 'kab_kota'
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = all provinces
-- $kelompok: VARCHAR, 'PAUD' | 'DASMEN'
-- $jenis: VARCHAR, kind of school as published
-- $status: VARCHAR, 'Semua' | 'Negeri' | 'Swasta' as published
-- $kode: VARCHAR, indicator; NULL = all
-- $tahun: BIGINT, this year and the one before; NULL = all years
SELECT
    r.kode_provinsi_kemendagri,
    r.kode_kab_kota_kemendagri,
    COALESCE(k.nama, v.nama) AS nama,
    r.kode,
    r.tahun,
    r.nilai,
    r.label,
    r.alasan_tidak_tersedia,
    r.ruas
FROM rapor_wilayah AS r
LEFT JOIN kab_kota AS k ON r.kode_kab_kota_kemendagri = k.kode_kab_kota_kemendagri
LEFT JOIN provinsi AS v ON r.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
WHERE
    r.tingkat = $tingkat
    AND r.rincian = 'capaian'
    AND r.kelompok = $kelompok
    AND r.jenis = $jenis
    AND (r.status = $status OR ($status = 'Semua' AND r.status NOT IN ('Negeri', 'Swasta')))
    AND ($kode_provinsi IS NULL OR r.kode_provinsi_kemendagri = $kode_provinsi)
    AND ($kode IS NULL OR r.kode = $kode)
    AND ($tahun IS NULL OR r.tahun = $tahun OR r.tahun = $tahun - 1)
ORDER BY
    r.kode_provinsi_kemendagri,
    r.kode_kab_kota_kemendagri,
    r.kode,
    r.tahun

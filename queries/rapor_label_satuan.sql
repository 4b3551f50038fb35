-- How many schools of each kab/kota carry each label of one indicator, as published; statuses stay apart.
-- grain: kode_kab_kota_kemendagri, status, label
-- order: kode_kab_kota_kemendagri, status, label
-- $kode_provinsi: VARCHAR, Kemendagri code
-- $kelompok: VARCHAR, 'PAUD' | 'DASMEN'
-- $jenis: VARCHAR, kind of school as published
-- $kode: VARCHAR, indicator
-- $tahun: BIGINT, year of the Rapor
SELECT
    r.kode_kab_kota_kemendagri,
    k.nama,
    r.status,
    r.label,
    r.jumlah_satuan
FROM rapor_label_kab_kota AS r
INNER JOIN kab_kota AS k ON r.kode_kab_kota_kemendagri = k.kode_kab_kota_kemendagri
WHERE
    r.kode_provinsi_kemendagri = $kode_provinsi
    AND r.kelompok = $kelompok
    AND r.jenis = $jenis
    AND r.kode = $kode
    AND r.tahun = $tahun
ORDER BY
    r.kode_kab_kota_kemendagri,
    r.status,
    r.label

-- One context measure of one source in every year and region, as published; never summed or averaged over regions.
-- grain: tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tahun
-- order: tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tahun
-- $aspek: VARCHAR, measure id, e.g. aps_5_6
-- $sumber: VARCHAR, source as written
-- $satuan: VARCHAR, unit as written
SELECT
    k.tingkat,
    k.kode_provinsi_kemendagri,
    k.kode_kab_kota_kemendagri,
    k.tahun,
    k.nilai,
    v.nama AS nama_provinsi,
    v.singkatan,
    v.pulau,
    v.baris_petak,
    v.kolom_petak,
    w.nama AS nama_kab_kota
FROM konteks_wilayah AS k
LEFT JOIN provinsi AS v ON k.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN kab_kota AS w ON k.kode_kab_kota_kemendagri = w.kode_kab_kota_kemendagri
WHERE
    k.ukuran = $aspek
    AND k.sumber = $sumber
    AND k.satuan = $satuan
    AND k.nilai IS NOT NULL
    AND k.tingkat IN ('nasional', 'provinsi', 'kab_kota')
ORDER BY
    k.tingkat,
    k.kode_provinsi_kemendagri,
    k.kode_kab_kota_kemendagri,
    k.tahun

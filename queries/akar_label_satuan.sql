-- How many schools of one region carry each label, indicator by indicator, as published.
-- Schools carry Negeri or Swasta alone, so their counts add up; a school without a label is not counted.
-- grain: kode, label
-- order: kode, label
-- $kode_provinsi: VARCHAR, Kemendagri code
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = the whole province
-- $kelompok: VARCHAR, 'PAUD' | 'DASMEN'
-- $jenis: VARCHAR, kind of school as published
-- $tahun: BIGINT, year of the Rapor
SELECT
    kode,
    label,
    CAST(SUM(jumlah_satuan) AS BIGINT) AS jumlah_satuan
FROM rapor_label_kab_kota
WHERE
    kode_provinsi_kemendagri = $kode_provinsi
    AND ($kode_kab_kota IS NULL OR kode_kab_kota_kemendagri = $kode_kab_kota)
    AND kelompok = $kelompok
    AND jenis = $jenis
    AND tahun = $tahun
GROUP BY
    kode,
    label
ORDER BY
    kode,
    label

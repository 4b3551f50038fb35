-- The latest row of each satuan pendidikan over all lists: where a school's jenjang, status and kewenangan come from.
-- grain: npsn
-- order: none
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
FROM
    (
        SELECT
            satuan_pendidikan.*,
            ROW_NUMBER() OVER (PARTITION BY npsn ORDER BY tanggal_data DESC) AS urutan
        FROM satuan_pendidikan
    ) AS s
WHERE s.urutan = 1

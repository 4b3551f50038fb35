-- Webinars of the training calendar: one row an event. An event without a province was held online for everyone.
-- grain: kegiatan_id
-- order: tanggal_mulai, kegiatan_id
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = all. Events without a province are always there.
SELECT
    kegiatan_id,
    nama,
    penyelenggara,
    tanggal_mulai,
    jumlah_jp,
    jumlah_diundang,
    kode_provinsi_kemendagri
FROM bimtek_kegiatan
WHERE
    level = 'webinar'
    AND ($kode_provinsi IS NULL OR kode_provinsi_kemendagri IS NULL OR kode_provinsi_kemendagri = $kode_provinsi)
ORDER BY
    tanggal_mulai,
    kegiatan_id

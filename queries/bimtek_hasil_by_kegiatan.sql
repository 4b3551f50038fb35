-- What the attendance list of one event counts: people, hours, certificates, and test scores of those with both tests
-- (NULL where fewer than five have). No row for an event without a list.
-- grain: kegiatan_id (one row or none)
-- order: kegiatan_id
-- $kegiatan_id: VARCHAR, code of the event
SELECT
    kegiatan_id,
    jumlah_terdaftar,
    jumlah_hadir,
    jumlah_sertifikat,
    jumlah_jp,
    jumlah_hadir_jp,
    jumlah_tanpa_npsn,
    is_sedikit,
    m,
    nilai_pre,
    x,
    xx
FROM bimtek_hasil_kegiatan
WHERE kegiatan_id = $kegiatan_id
ORDER BY kegiatan_id

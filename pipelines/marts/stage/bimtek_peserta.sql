-- Every line of an attendance list whose event is known, with the event's program, level and year. Lives only while
-- the marts are made: it is the one table here that holds a person.
-- grain: kegiatan_id, peserta
-- order: none
SELECT
    h.kegiatan_id,
    h.peserta,
    h.npsn,
    h.peran,
    v.pulau,
    h.kode_provinsi_kemendagri,
    h.kode_kab_kota_kemendagri,
    k.program,
    k.level,
    CAST(EXTRACT(YEAR FROM k.tanggal_mulai) AS BIGINT) AS tahun,
    k.tanggal_mulai,
    h.is_hadir,
    COALESCE(h.is_hadir AND h.is_sertifikat, FALSE) AS is_sertifikat,
    CASE WHEN h.is_hadir THEN h.jumlah_jp END AS jumlah_jp,
    CASE WHEN h.is_hadir AND h.nilai_post IS NOT NULL THEN h.nilai_pre END AS nilai_pre,
    CASE WHEN h.is_hadir AND h.nilai_pre IS NOT NULL THEN h.nilai_post END AS nilai_post
FROM bimtek_kehadiran AS h
INNER JOIN bimtek_kegiatan AS k ON h.kegiatan_id = k.kegiatan_id
LEFT JOIN provinsi AS v ON h.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri

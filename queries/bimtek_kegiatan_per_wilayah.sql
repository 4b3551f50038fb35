-- Events that concern a region: held there, or attended from there; of the nation, all of them. Online events that
-- have no attendance list yet concern everyone. Counts of people: of the whole event, and of the region (NULL below 5).
-- grain: kegiatan_id
-- order: tanggal_mulai, nama, kegiatan_id
-- $tingkat: VARCHAR, 'nasional' | 'pulau' | 'provinsi' | 'kab_kota'
-- $wilayah: VARCHAR, 'nasional', an island group or a Kemendagri code
-- $program: VARCHAR, 'Semua' = all
-- $level: VARCHAR, 'Semua' = all
-- $tahun_kegiatan: VARCHAR, 'Semua' = all
SELECT
    k.kegiatan_id,
    k.nama,
    k.program,
    k.penyelenggara,
    k.level,
    k.moda,
    k.kota,
    k.kode_kab_kota_kemendagri,
    r.nama AS nama_kab_kota,
    k.tanggal_mulai,
    k.tanggal_selesai,
    k.jumlah_jp,
    k.jumlah_kuota,
    k.jumlah_diundang,
    n.jumlah_terdaftar,
    n.jumlah_hadir,
    w.jumlah_hadir AS jumlah_hadir_wilayah,
    w.kegiatan_id IS NOT NULL AS is_diikuti
FROM bimtek_kegiatan AS k
LEFT JOIN kab_kota AS r ON k.kode_kab_kota_kemendagri = r.kode_kab_kota_kemendagri
LEFT JOIN provinsi AS v ON k.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN bimtek_kegiatan_wilayah AS n
    ON
        k.kegiatan_id = n.kegiatan_id
        AND n.tingkat = 'nasional'
LEFT JOIN bimtek_kegiatan_wilayah AS w
    ON
        k.kegiatan_id = w.kegiatan_id
        AND w.tingkat = $tingkat
        AND w.wilayah = $wilayah
WHERE
    ($program = 'Semua' OR k.program = $program)
    AND ($level = 'Semua' OR k.level = $level)
    AND $tahun_kegiatan IN ('Semua', CAST(EXTRACT(YEAR FROM k.tanggal_mulai) AS VARCHAR))
    AND (
        $tingkat = 'nasional'
        OR w.kegiatan_id IS NOT NULL
        OR (k.kode_provinsi_kemendagri IS NULL AND n.kegiatan_id IS NULL)
        OR ($tingkat = 'pulau' AND v.pulau = $wilayah)
        OR ($tingkat = 'provinsi' AND k.kode_provinsi_kemendagri = $wilayah)
        OR ($tingkat = 'kab_kota' AND k.kode_kab_kota_kemendagri = $wilayah)
    )
ORDER BY
    k.tanggal_mulai,
    k.nama,
    k.kegiatan_id

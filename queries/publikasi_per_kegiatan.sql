-- Training events with what was published about them, who came (of the whole event), and how many known schools of how
-- many kab/kota. Of a province: the events held there; online events belong to the nation alone.
-- grain: kegiatan_id
-- order: tanggal_selesai, kegiatan_id
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = not narrowed
WITH kabar AS (
    SELECT
        kegiatan_id,
        COUNT(*) AS jumlah,
        MAX(tanggal) AS terakhir
    FROM publikasi
    WHERE kegiatan_id IS NOT NULL
    GROUP BY kegiatan_id
),

sekolah AS (
    SELECT
        s.kegiatan_id,
        COUNT(*) AS jumlah_satuan,
        COUNT(DISTINCT d.kode_kab_kota_kemendagri) AS jumlah_kab_kota
    FROM bimtek_satuan_pendidikan AS s
    INNER JOIN satuan_pendidikan AS d ON s.npsn = d.npsn
    WHERE s.is_terjangkau
    GROUP BY s.kegiatan_id
)

SELECT
    k.kegiatan_id,
    k.nama,
    k.program,
    k.penyelenggara,
    k.level,
    k.moda,
    k.kota,
    k.kode_provinsi_kemendagri,
    v.nama AS nama_provinsi,
    k.kode_kab_kota_kemendagri,
    r.nama AS nama_kab_kota,
    k.tanggal_mulai,
    k.tanggal_selesai,
    k.jumlah_jp,
    k.jumlah_kuota,
    n.jumlah_terdaftar,
    n.jumlah_hadir,
    CAST(s.jumlah_satuan AS BIGINT) AS jumlah_satuan,
    CAST(s.jumlah_kab_kota AS BIGINT) AS jumlah_kab_kota,
    CAST(COALESCE(b.jumlah, 0) AS BIGINT) AS jumlah_publikasi,
    b.terakhir AS tanggal_publikasi
FROM bimtek_kegiatan AS k
LEFT JOIN provinsi AS v ON k.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN kab_kota AS r ON k.kode_kab_kota_kemendagri = r.kode_kab_kota_kemendagri
LEFT JOIN bimtek_kegiatan_wilayah AS n ON k.kegiatan_id = n.kegiatan_id AND n.tingkat = 'nasional'
LEFT JOIN sekolah AS s ON k.kegiatan_id = s.kegiatan_id
LEFT JOIN kabar AS b ON k.kegiatan_id = b.kegiatan_id
WHERE $kode_provinsi IS NULL OR k.kode_provinsi_kemendagri = $kode_provinsi
ORDER BY
    k.tanggal_selesai,
    k.kegiatan_id

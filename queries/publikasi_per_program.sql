-- Programmes of work with what was published about them, and about the training events held under their name: same
-- name, same unit, same province, days inside the programme's. Attendance counts a person once an event.
-- grain: program_id
-- order: tanggal_selesai, program_id
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = not narrowed
WITH langsung AS (
    SELECT
        program_id,
        COUNT(*) AS jumlah,
        MAX(tanggal) AS terakhir
    FROM publikasi
    WHERE program_id IS NOT NULL
    GROUP BY program_id
),

kabar AS (
    SELECT
        kegiatan_id,
        COUNT(*) AS jumlah,
        MAX(tanggal) AS terakhir
    FROM publikasi
    WHERE kegiatan_id IS NOT NULL
    GROUP BY kegiatan_id
),

acara AS (
    SELECT
        p.program_id,
        COUNT(*) AS jumlah_kegiatan,
        SUM(n.jumlah_hadir) AS jumlah_kehadiran,
        SUM(COALESCE(b.jumlah, 0)) AS jumlah_publikasi,
        MAX(b.terakhir) AS terakhir
    FROM program_kerja AS p
    INNER JOIN bimtek_kegiatan AS k
        ON
            p.nama = k.program
            AND p.nama_unit = k.penyelenggara
            AND p.kode_provinsi_kemendagri = k.kode_provinsi_kemendagri
            AND p.tanggal_mulai <= k.tanggal_mulai
            AND p.tanggal_selesai >= k.tanggal_selesai
    LEFT JOIN bimtek_kegiatan_wilayah AS n ON k.kegiatan_id = n.kegiatan_id AND n.tingkat = 'nasional'
    LEFT JOIN kabar AS b ON k.kegiatan_id = b.kegiatan_id
    GROUP BY p.program_id
)

SELECT
    p.program_id,
    p.nama,
    p.unit,
    p.nama_unit,
    p.kelompok_sasaran,
    p.sasaran_indikator,
    p.kode_provinsi_kemendagri,
    v.nama AS nama_provinsi,
    p.kode_kab_kota_kemendagri,
    r.nama AS nama_kab_kota,
    p.tanggal_mulai,
    p.tanggal_selesai,
    p.anggaran_rupiah,
    p.sumber_dana,
    p.status_pelaksanaan,
    CAST(COALESCE(l.jumlah, 0) AS BIGINT) AS jumlah_publikasi,
    l.terakhir AS tanggal_publikasi,
    CAST(COALESCE(a.jumlah_kegiatan, 0) AS BIGINT) AS jumlah_kegiatan,
    CAST(a.jumlah_kehadiran AS BIGINT) AS jumlah_kehadiran,
    CAST(COALESCE(a.jumlah_publikasi, 0) AS BIGINT) AS jumlah_publikasi_kegiatan,
    a.terakhir AS tanggal_publikasi_kegiatan
FROM program_kerja AS p
LEFT JOIN provinsi AS v ON p.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
LEFT JOIN kab_kota AS r ON p.kode_kab_kota_kemendagri = r.kode_kab_kota_kemendagri
LEFT JOIN langsung AS l ON p.program_id = l.program_id
LEFT JOIN acara AS a ON p.program_id = a.program_id
WHERE $kode_provinsi IS NULL OR p.kode_provinsi_kemendagri = $kode_provinsi
ORDER BY
    p.tanggal_selesai,
    p.program_id

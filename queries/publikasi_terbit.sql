-- What was published, with the name and the unit of the programme or event it is about.
-- grain: tautan
-- order: tanggal, tautan
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = not narrowed
SELECT
    b.tanggal,
    b.kanal,
    b.media,
    b.judul_publikasi,
    b.tautan,
    b.kegiatan_id,
    b.program_id,
    COALESCE(k.nama, p.nama) AS nama,
    COALESCE(k.penyelenggara, p.nama_unit) AS nama_unit
FROM publikasi AS b
LEFT JOIN bimtek_kegiatan AS k ON b.kegiatan_id = k.kegiatan_id
LEFT JOIN program_kerja AS p ON b.program_id = p.program_id
WHERE $kode_provinsi IS NULL OR b.kode_provinsi_kemendagri = $kode_provinsi
ORDER BY
    b.tanggal,
    b.tautan

-- Programmes of work, carried over whole; a small dataset.
-- grain: program_id
-- order: kode_provinsi_kemendagri, tanggal_mulai, program_id
SELECT *
FROM program_kerja
ORDER BY
    kode_provinsi_kemendagri,
    tanggal_mulai,
    program_id

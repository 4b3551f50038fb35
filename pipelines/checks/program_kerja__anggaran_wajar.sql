-- A budget is in rupiah: one under 100,000 was written in thousands or millions, one over ten trillion with too many
-- zeros. Nothing (0) is allowed.
-- judul: Anggaran tidak wajar
-- keparahan: periksa
-- pesan: {jumlah} program beranggaran di bawah seratus ribu atau di atas sepuluh triliun rupiah.
-- perbaikan: Tulis anggaran dalam rupiah penuh, bukan ribuan atau jutaan.
SELECT
    'program ' || program_id || ': Rp ' || CAST(CAST(anggaran_rupiah AS BIGINT) AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'anggaran_rupiah' AS kolom,
    CAST(CAST(anggaran_rupiah AS BIGINT) AS VARCHAR) AS nilai
FROM program_kerja
WHERE anggaran_rupiah > 0 AND anggaran_rupiah < 100000 OR anggaran_rupiah > 1e13

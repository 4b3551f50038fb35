-- What a target aims at is a measure or a Rapor indicator of the reference tables; else no figure can be held to it.
-- judul: Acuan target tidak dikenal
-- keparahan: catatan
-- pesan: {jumlah} acuan target bukan ukuran pemanfaatan atau indikator Rapor yang dikenal.
-- perbaikan: Tulis seperti pmm.aktif_30_hari atau DASMEN:A.1; daftarnya di kamus data.
SELECT
    'acuan ' || acuan AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'acuan' AS kolom,
    acuan AS nilai
FROM target
WHERE
    acuan NOT IN (SELECT u.ukuran FROM ukuran AS u)
    AND acuan NOT IN (SELECT i.kelompok || ':' || i.kode FROM indikator AS i)

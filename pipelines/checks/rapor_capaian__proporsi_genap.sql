-- The four shares of A.1 and A.2 add up to 100 (within 0.15: each is rounded). One finding a place, jenis, status and
-- indicator. The cells: where the two upper shares still make the achievement, the two lower ones, else the upper.
-- judul: Proporsi tidak berjumlah 100
-- keparahan: periksa
-- pesan: {jumlah} kelompok proporsi A.1/A.2 tidak berjumlah 100 persen.
-- perbaikan: Periksa keempat baris proporsi di unduhan asli; salah satunya berubah.
WITH salah AS (
    SELECT
        *,
        ABS(di_atas + mencapai - capaian) <= 0.15 AS is_atas_cocok,
        UNNEST(sel) AS satu
    FROM rapor_proporsi
    WHERE ABS(di_atas + mencapai + di_bawah + jauh_di_bawah - 100) > 0.15
)

SELECT
    CAST(tahun AS VARCHAR) || ', ' || COALESCE(npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', ' || jenis || ', ' || status || ', ' || kode || ': keempat proporsi berjumlah '
    || CAST(ROUND(di_atas + mencapai + di_bawah + jauh_di_bawah, 2) AS VARCHAR) AS temuan,
    satu.bagian,
    satu.nomor,
    kode || '/' || satu.rincian || ':nilai' AS kolom,
    CAST(satu.nilai AS VARCHAR) AS nilai
FROM salah
WHERE
    is_atas_cocok AND satu.rincian IN ('di bawah', 'jauh di bawah')
    OR NOT is_atas_cocok AND satu.rincian IN ('di atas', 'mencapai')

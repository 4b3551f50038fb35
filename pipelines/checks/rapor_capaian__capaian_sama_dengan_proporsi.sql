-- A.1 and A.2 are the share of pupils at minimum competence or above: `di atas` and `mencapai` together (within 0.15).
-- Asked where the four shares add up to 100; the cell is the achievement.
-- judul: Capaian berbeda dari proporsinya
-- keparahan: periksa
-- pesan: {jumlah} capaian A.1/A.2 berbeda dari jumlah proporsi Di atas dan Mencapai.
-- perbaikan: Periksa nilai capaian dan kedua proporsinya di unduhan asli.
WITH salah AS (
    SELECT
        *,
        UNNEST(sel) AS satu
    FROM rapor_proporsi
    WHERE
        ABS(di_atas + mencapai - capaian) > 0.15
        AND ABS(di_atas + mencapai + di_bawah + jauh_di_bawah - 100) <= 0.15
)

SELECT
    CAST(tahun AS VARCHAR) || ', ' || COALESCE(npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', ' || jenis || ', ' || status || ', ' || kode || ': ' || CAST(capaian AS VARCHAR)
    || ', Di atas dan Mencapai berjumlah ' || CAST(ROUND(di_atas + mencapai, 2) AS VARCHAR) AS temuan,
    satu.bagian,
    satu.nomor,
    kode || '/capaian:nilai' AS kolom,
    CAST(satu.nilai AS VARCHAR) AS nilai
FROM salah
WHERE satu.rincian = 'capaian'

-- What was spent is no more than what was budgeted for the year, and no single school has a budget of more than
-- thirty thousand million rupiah: that is a slip of the unit (sen, or rupiah written as thousands of rupiah).
-- One finding a row; the cell is the one that is too large.
-- judul: Realisasi melebihi anggaran
-- keparahan: periksa
-- pesan: {jumlah} baris punya realisasi melebihi anggaran setahun, atau anggaran yang tidak mungkin untuk satu satuan.
-- perbaikan: Periksa apakah kedua kolom tertukar, satuannya berbeda (rupiah dan ribu rupiah), atau RKAS perubahan belum
--   ikut terekspor.
WITH ukur AS (
    SELECT
        *,
        COALESCE(npsn IS NOT NULL AND nilai_anggaran > 30000000000, FALSE) AS is_terlalu_besar
    FROM pemanfaatan_platform
    WHERE nilai_anggaran IS NOT NULL
)

SELECT
    platform || ', ' || COALESCE('NPSN ' || npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', ' || CAST(tanggal_data AS VARCHAR) || ': realisasi Rp '
    || COALESCE(CAST(CAST(nilai_rupiah AS DECIMAL(38, 0)) AS VARCHAR), 'kosong') || ' dari anggaran Rp '
    || CAST(CAST(nilai_anggaran AS DECIMAL(38, 0)) AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    CASE WHEN is_terlalu_besar THEN 'nilai_anggaran' ELSE 'nilai_rupiah' END AS kolom,
    CAST(CASE WHEN is_terlalu_besar THEN nilai_anggaran ELSE nilai_rupiah END AS VARCHAR) AS nilai
FROM ukur
WHERE
    is_terlalu_besar
    OR nilai_rupiah > nilai_anggaran

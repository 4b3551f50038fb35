-- Labels of A.1 and A.2 agree with the share of pupils at minimum competence: below 40 Kurang, 40 to 70
-- Sedang, above 70 Baik. Values are printed to two decimals, so a value within 0.005 of a threshold may carry either.
-- judul: Label tidak sesuai ambang A.1/A.2
-- keparahan: periksa
-- pesan: {jumlah} capaian A.1/A.2 berlabel lain daripada ambangnya (di bawah 40 Kurang, 40-70 Sedang, di atas 70 Baik).
-- perbaikan: Periksa nilai dan labelnya di unduhan Rapor yang asli; salah satunya berubah sesudah diunduh.
SELECT
    CAST(tahun AS VARCHAR) || ', ' || COALESCE(npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', ' || jenis || ', ' || status || ', ' || kode || ': ' || CAST(nilai AS VARCHAR) || ' berlabel ' || label
        AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kode || '/capaian:label' AS kolom,
    label AS nilai
FROM rapor_capaian
WHERE
    kode IN ('A.1', 'A.2')
    AND kelompok = 'DASMEN'
    AND rincian = 'capaian'
    AND label IN ('Baik', 'Sedang', 'Kurang')
    AND (
        label = 'Kurang' AND nilai >= 40.005
        OR label = 'Sedang' AND (nilai < 39.995 OR nilai > 70.005)
        OR label = 'Baik' AND nilai <= 69.995
    )

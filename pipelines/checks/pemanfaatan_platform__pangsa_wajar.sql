-- Where only a target is stated, users are not far more than it. Moves and lists of another semester put a few over
-- 100 %: only more than two and more than a fifth over it is worth a look; of schools counted one by one, any.
-- judul: Jauh melebihi sasaran
-- keparahan: catatan
-- pesan: {jumlah} baris pemanfaatan jauh melebihi sasarannya.
-- perbaikan: Pangsa sedikit di atas 100 % wajar karena mutasi. Sejauh ini, periksa apakah sasaran atau pembilangnya
--   salah ketik.
SELECT
    platform || ', ' || COALESCE('NPSN ' || npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', ' || kelompok_pengguna || ', ' || CAST(tanggal_data AS VARCHAR) || ': '
    || CAST(GREATEST(jumlah_teraktivasi, jumlah_aktif) AS VARCHAR) || ' dari sasaran '
    || CAST(jumlah_sasaran AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    CASE
        WHEN COALESCE(jumlah_aktif, 0) > COALESCE(jumlah_teraktivasi, 0) THEN 'jumlah_aktif' ELSE 'jumlah_teraktivasi'
    END AS kolom,
    CAST(GREATEST(jumlah_teraktivasi, jumlah_aktif) AS VARCHAR) AS nilai
FROM pemanfaatan_platform
WHERE
    jumlah_tersedia IS NULL
    AND (
        GREATEST(jumlah_teraktivasi, jumlah_aktif) > jumlah_sasaran + 2
        AND GREATEST(jumlah_teraktivasi, jumlah_aktif) > 1.2 * jumlah_sasaran
        OR npsn IS NOT NULL AND kelompok_pengguna = 'satuan pendidikan' AND jumlah_sasaran = 1
        AND GREATEST(jumlah_teraktivasi, jumlah_aktif) > 1
    )

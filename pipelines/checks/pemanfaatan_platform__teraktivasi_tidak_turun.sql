-- Accounts activated once do not fall while the accounts available do not: belajar.id of teachers, staff and heads.
-- Pupils leave and are replaced each year, and so do a few teachers: only more than two and more than a tenth.
-- judul: Teraktivasi turun
-- keparahan: periksa
-- pesan: Pada {jumlah} tempat dan tanggal data, akun teraktivasi turun padahal akun tersedia tidak berkurang.
-- perbaikan: Akun yang sudah diaktifkan tetap teraktivasi. Bandingkan dengan dasbor asal; tanyakan apakah akun dibuat
--   ulang.
WITH deret AS (
    SELECT
        *,
        LAG(jumlah_teraktivasi) OVER deret AS teraktivasi_lalu,
        LAG(jumlah_tersedia) OVER deret AS tersedia_lalu
    FROM pemanfaatan_platform
    WHERE platform = 'belajar_id' AND kelompok_pengguna <> 'peserta didik'
    WINDOW
        deret AS (
            PARTITION BY kelompok_pengguna, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, npsn, jenjang
            ORDER BY tanggal_data
        )
)

SELECT
    platform || ', ' || COALESCE('NPSN ' || npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', ' || kelompok_pengguna || ', ' || CAST(tanggal_data AS VARCHAR) || ': teraktivasi '
    || CAST(teraktivasi_lalu AS VARCHAR) || ' menjadi ' || CAST(jumlah_teraktivasi AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'jumlah_teraktivasi' AS kolom,
    CAST(jumlah_teraktivasi AS VARCHAR) AS nilai
FROM deret
WHERE
    jumlah_tersedia >= tersedia_lalu
    AND jumlah_teraktivasi < teraktivasi_lalu - 2
    AND jumlah_teraktivasi < 0.9 * teraktivasi_lalu

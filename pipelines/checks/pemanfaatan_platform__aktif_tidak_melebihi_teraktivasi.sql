-- Active users are no more than activated ones; where activation is not stated, no more than the accounts available:
-- who uses an account has opened it. Rapor Pendidikan is the exception: there `teraktivasi` are schools that downloaded
-- it and `aktif` those that read it on line, which needs no download; only what is available bounds them.
-- judul: Aktif melebihi teraktivasi
-- keparahan: periksa
-- pesan: {jumlah} baris pemanfaatan punya pengguna aktif melebihi yang teraktivasi (atau yang tersedia).
-- perbaikan: Bandingkan kedua kolom dengan dasbor asal pada tanggal yang sama; bila tertukar, betulkan lalu muat ulang.
WITH ukur AS (
    SELECT
        *,
        CASE
            WHEN platform = 'rapor_pendidikan' THEN COALESCE(jumlah_tersedia, jumlah_sasaran)
            ELSE COALESCE(jumlah_teraktivasi, jumlah_tersedia)
        END AS batas
    FROM pemanfaatan_platform
)

SELECT
    platform || ', ' || COALESCE('NPSN ' || npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || ', ' || kelompok_pengguna || COALESCE(', ' || jenjang, '') || ', ' || CAST(tanggal_data AS VARCHAR) || ': aktif '
    || CAST(jumlah_aktif AS VARCHAR) || ' dari ' || CAST(batas AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'jumlah_aktif' AS kolom,
    CAST(jumlah_aktif AS VARCHAR) AS nilai
FROM ukur
WHERE jumlah_aktif > batas

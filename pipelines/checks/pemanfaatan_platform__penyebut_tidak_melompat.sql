-- The denominator of a kab/kota does not jump or fall by more than 20 % from one cut-off to the next over the same
-- schools (or in the kab/kota's own row): that is a base drawn up anew, and the share moves with it.
-- One row a platform, user group, kab/kota and cut-off. A base under 50 moves that much by a single school; one
-- school's 0 or one of something a school (a yes or no) is no base of people.
-- keparahan: periksa
-- pesan: Pada {jumlah} platform, kelompok, kab/kota, dan tanggal data, penyebut melompat lebih dari 20 % untuk
--   sekolah yang sama. Tanyakan ke pengirim ekspor apakah sasaran disusun ulang; jangan baca sebagai naik atau turun.
WITH deret AS (
    SELECT
        platform,
        kelompok_pengguna,
        kode_kab_kota_kemendagri,
        tanggal_data,
        jumlah_sasaran AS sasaran,
        jumlah_tersedia AS tersedia,
        LAG(jumlah_sasaran) OVER deret AS sasaran_dasar,
        LAG(jumlah_tersedia) OVER deret AS tersedia_dasar
    FROM pemanfaatan_platform
    WHERE kode_kab_kota_kemendagri IS NOT NULL
    WINDOW
        deret AS (
            PARTITION BY platform, kelompok_pengguna, kode_kab_kota_kemendagri, npsn, jenjang ORDER BY tanggal_data
        )
),

jumlah AS (
    SELECT
        platform,
        kelompok_pengguna,
        kode_kab_kota_kemendagri,
        tanggal_data,
        SUM(tersedia) FILTER (WHERE tersedia_dasar IS NOT NULL) AS tersedia,
        SUM(tersedia_dasar) FILTER (WHERE tersedia IS NOT NULL) AS tersedia_dasar,
        SUM(sasaran) FILTER (WHERE sasaran_dasar IS NOT NULL) AS sasaran,
        SUM(sasaran_dasar) FILTER (WHERE sasaran IS NOT NULL) AS sasaran_dasar
    FROM deret
    GROUP BY platform, kelompok_pengguna, kode_kab_kota_kemendagri, tanggal_data
),

satu AS (
    SELECT
        platform,
        kelompok_pengguna,
        kode_kab_kota_kemendagri,
        tanggal_data,
        COALESCE(tersedia, sasaran) AS kini,
        CASE WHEN tersedia IS NULL THEN sasaran_dasar ELSE tersedia_dasar END AS dasar
    FROM jumlah
)

SELECT
    platform || ', ' || kelompok_pengguna || ', kab/kota ' || kode_kab_kota_kemendagri || ', '
    || CAST(tanggal_data AS VARCHAR) || ': ' || CAST(dasar AS VARCHAR) || ' menjadi ' || CAST(kini AS VARCHAR) AS temuan
FROM satu
WHERE
    dasar >= 50
    AND ABS(kini - dasar) > 0.2 * dasar

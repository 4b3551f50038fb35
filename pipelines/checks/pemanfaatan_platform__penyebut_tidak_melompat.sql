-- The denominator of a kab/kota does not jump or fall by more than 20 % from one cut-off to the next over the same
-- schools (or in the kab/kota's own row), nor that of one school or region fivefold and by 20: that is a base drawn up
-- anew or a slip of the keys, and the share moves with it.
-- One finding a platform, user group, kab/kota (or school) and cut-off; the cells are the denominators that moved. A
-- base under 50 moves that much by a single school; one school's 0 or one of something a school is no base of people.
-- judul: Penyebut melompat
-- keparahan: periksa
-- pesan: Pada {jumlah} platform, kelompok, tempat, dan tanggal data, penyebut melompat (lebih dari 20 % untuk sekolah
--   yang sama, atau lima kali lipat di satu baris).
-- perbaikan: Tanyakan ke pengirim ekspor apakah sasaran disusun ulang; periksa salah ketik di sel ini. Jangan baca
--   pangsanya sebagai naik atau turun.
WITH deret AS (
    SELECT
        _bagian,
        _nomor,
        platform,
        kelompok_pengguna,
        kode_kab_kota_kemendagri,
        npsn,
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

melompat AS (
    SELECT
        platform,
        kelompok_pengguna,
        kode_kab_kota_kemendagri,
        tanggal_data,
        CASE WHEN tersedia IS NULL THEN 'jumlah_sasaran' ELSE 'jumlah_tersedia' END AS kolom,
        COALESCE(tersedia, sasaran) AS kini,
        CASE WHEN tersedia IS NULL THEN sasaran_dasar ELSE tersedia_dasar END AS dasar
    FROM jumlah
    WHERE
        CASE WHEN tersedia IS NULL THEN sasaran_dasar ELSE tersedia_dasar END >= 50
        AND ABS(COALESCE(tersedia, sasaran) - CASE WHEN tersedia IS NULL THEN sasaran_dasar ELSE tersedia_dasar END)
        > 0.2 * CASE WHEN tersedia IS NULL THEN sasaran_dasar ELSE tersedia_dasar END
),

pindah AS (
    SELECT
        *,
        'jumlah_tersedia' AS kolom,
        tersedia AS nilai,
        tersedia_dasar AS lalu
    FROM deret
    WHERE tersedia <> tersedia_dasar
    UNION ALL
    SELECT
        *,
        'jumlah_sasaran' AS kolom,
        sasaran AS nilai,
        sasaran_dasar AS lalu
    FROM deret
    WHERE sasaran <> sasaran_dasar
)

SELECT
    p.platform || ', ' || p.kelompok_pengguna || ', '
    || CASE
        WHEN m.kini IS NULL AND p.npsn IS NOT NULL THEN 'NPSN ' || p.npsn
        ELSE 'kab/kota ' || p.kode_kab_kota_kemendagri
    END
    || ', ' || CAST(p.tanggal_data AS VARCHAR) || ': ' || CAST(COALESCE(m.dasar, p.lalu) AS VARCHAR) || ' menjadi '
    || CAST(COALESCE(m.kini, p.nilai) AS VARCHAR) AS temuan,
    p._bagian AS bagian,
    p._nomor AS nomor,
    p.kolom,
    CAST(p.nilai AS VARCHAR) AS nilai,
    p.kolom || ' ' || CAST(p.lalu AS VARCHAR) || ' menjadi ' || CAST(p.nilai AS VARCHAR) || ' (' || p.platform || ', '
    || p.kelompok_pengguna || COALESCE(', NPSN ' || p.npsn, '') || ')' AS alasan
FROM pindah AS p
LEFT JOIN melompat AS m
    ON
        p.platform = m.platform
        AND p.kelompok_pengguna = m.kelompok_pengguna
        AND p.kode_kab_kota_kemendagri = m.kode_kab_kota_kemendagri
        AND p.tanggal_data = m.tanggal_data
        AND p.kolom = m.kolom
WHERE
    m.kini IS NOT NULL
    OR GREATEST(p.nilai, p.lalu) >= 5 * LEAST(p.nilai, p.lalu) AND ABS(p.nilai - p.lalu) >= 20

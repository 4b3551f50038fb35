-- Where a region and its parts (schools or kab/kota) are told by the same platform, user group and cut-off, the parts
-- add up to the region. Parts never exceed the whole by more than 2 % and two; where they cover it (denominators
-- within 5 %), their numerators agree within 5 % and five.
-- One finding a region's row and column; the cell is the region's.
-- judul: Total wilayah berbeda dari jumlah bagiannya
-- keparahan: periksa
-- pesan: {jumlah} angka wilayah berbeda dari jumlah sekolah atau kab/kota di bawahnya.
-- perbaikan: Keduanya harus dari tanggal data dan kelompok yang sama. Tanyakan ke pengirim ekspor mana yang berlaku.
WITH wilayah AS (
    SELECT
        platform,
        kelompok_pengguna,
        tingkat,
        kode_provinsi_kemendagri,
        kode_kab_kota_kemendagri,
        tanggal_data,
        MIN(_bagian) AS _bagian,
        MIN(_nomor) AS _nomor,
        SUM(jumlah_sasaran) AS sasaran,
        SUM(jumlah_tersedia) AS tersedia,
        SUM(jumlah_teraktivasi) AS teraktivasi,
        SUM(jumlah_aktif) AS aktif
    FROM pemanfaatan_platform
    WHERE tingkat IN ('kab_kota', 'provinsi') AND jenjang IS NULL
    GROUP BY platform, kelompok_pengguna, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tanggal_data
),

-- A row of parts counts only where it states the column; `ada` says whether all do.
bagian AS (
    SELECT
        w.platform,
        w.kelompok_pengguna,
        w.tingkat,
        w.kode_provinsi_kemendagri,
        w.kode_kab_kota_kemendagri,
        w.tanggal_data,
        SUM(p.jumlah_sasaran) AS sasaran,
        SUM(p.jumlah_tersedia) AS tersedia,
        SUM(p.jumlah_teraktivasi) AS teraktivasi,
        SUM(p.jumlah_aktif) AS aktif
    FROM wilayah AS w
    INNER JOIN pemanfaatan_platform AS p
        ON
            w.platform = p.platform
            AND w.kelompok_pengguna = p.kelompok_pengguna
            AND w.tanggal_data = p.tanggal_data
            AND w.kode_provinsi_kemendagri = p.kode_provinsi_kemendagri
            AND (
                w.tingkat = 'kab_kota' AND p.tingkat = 'satuan_pendidikan'
                AND w.kode_kab_kota_kemendagri = p.kode_kab_kota_kemendagri
                OR w.tingkat = 'provinsi' AND p.tingkat = 'kab_kota' AND p.jenjang IS NULL
            )
    GROUP BY
        w.platform, w.kelompok_pengguna, w.tingkat, w.kode_provinsi_kemendagri, w.kode_kab_kota_kemendagri,
        w.tanggal_data
),

panjang AS (
    SELECT
        w.platform,
        w.kelompok_pengguna,
        w.kode_provinsi_kemendagri,
        w.kode_kab_kota_kemendagri,
        w.tanggal_data,
        w._bagian,
        w._nomor,
        COALESCE(
            ABS(COALESCE(b.tersedia, b.sasaran) - COALESCE(w.tersedia, w.sasaran))
            <= 0.05 * COALESCE(w.tersedia, w.sasaran),
            FALSE
        ) AS is_utuh,
        UNNEST(
            [
                { 'kolom': 'jumlah_sasaran', 'nilai': w.sasaran, 'jumlah': b.sasaran },
                { 'kolom': 'jumlah_tersedia', 'nilai': w.tersedia, 'jumlah': b.tersedia },
                { 'kolom': 'jumlah_teraktivasi', 'nilai': w.teraktivasi, 'jumlah': b.teraktivasi },
                { 'kolom': 'jumlah_aktif', 'nilai': w.aktif, 'jumlah': b.aktif }
            ],
            recursive := TRUE
        ) AS satu
    FROM wilayah AS w
    INNER JOIN bagian AS b
        ON
            w.platform = b.platform
            AND w.kelompok_pengguna = b.kelompok_pengguna
            AND w.tingkat = b.tingkat
            AND w.kode_provinsi_kemendagri = b.kode_provinsi_kemendagri
            AND w.kode_kab_kota_kemendagri IS NOT DISTINCT FROM b.kode_kab_kota_kemendagri
            AND w.tanggal_data = b.tanggal_data
)

SELECT
    platform
    || ', '
    || kelompok_pengguna
    || ', '
    || COALESCE(kode_kab_kota_kemendagri, kode_provinsi_kemendagri)
    || ', '
    || CAST(tanggal_data AS VARCHAR) || ': ' || kolom || ' ' || CAST(nilai AS VARCHAR) || ', jumlah bagiannya '
    || CAST(jumlah AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai
FROM panjang
WHERE
    jumlah > 1.02 * nilai + 2
    OR is_utuh AND ABS(jumlah - nilai) > 0.05 * nilai + 5

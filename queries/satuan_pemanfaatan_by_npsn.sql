-- One school on the main measure of each platform whose source tells schools apart, at the school's own latest
-- cut-off, with the schools of its kab/kota and those of its jenjang in the province at that same cut-off.
-- Counts of people in a group of fewer than 5 stay hidden (NULL, is_kecil); so do sums over fewer than 10 schools.
-- Neighbours are of the same kewenangan: madrasah stand beside madrasah.
-- grain: ukuran
-- order: urutan
-- $npsn: VARCHAR, Nomor Pokok Sekolah Nasional
WITH sumber AS (
    SELECT
        c.ukuran,
        MAX(c.tanggal_data) AS tanggal_terbaru
    FROM cutoff_ukuran AS c
    INNER JOIN ukuran AS u ON c.ukuran = u.ukuran AND c.kelompok_pengguna = u.kelompok_utama
    WHERE u.is_utama AND c.jumlah_satuan IS NOT NULL
    GROUP BY c.ukuran
),

sendiri AS (
    SELECT *
    FROM pemanfaatan_satuan_pendidikan
    WHERE npsn = $npsn
),

banding AS (
    SELECT
        o.ukuran,
        CAST(SUM(CASE WHEN p.kode_kab_kota_kemendagri = o.kode_kab_kota_kemendagri THEN p.x END) AS BIGINT) AS x_kab,
        CAST(SUM(CASE WHEN p.kode_kab_kota_kemendagri = o.kode_kab_kota_kemendagri THEN p.m END) AS BIGINT) AS m_kab,
        COUNT(CASE WHEN p.kode_kab_kota_kemendagri = o.kode_kab_kota_kemendagri AND p.m > 0 THEN 1 END) AS satuan_kab,
        CAST(SUM(CASE WHEN p.jenjang = o.jenjang THEN p.x END) AS BIGINT) AS x_jenjang,
        CAST(SUM(CASE WHEN p.jenjang = o.jenjang THEN p.m END) AS BIGINT) AS m_jenjang,
        COUNT(CASE WHEN p.jenjang = o.jenjang AND p.m > 0 THEN 1 END) AS satuan_jenjang
    FROM sendiri AS o
    INNER JOIN pemanfaatan_satuan_pendidikan AS p
        ON
            o.ukuran = p.ukuran
            AND o.tanggal_data = p.tanggal_data
            AND o.kode_provinsi_kemendagri = p.kode_provinsi_kemendagri
            AND (COALESCE(o.kewenangan, '') = 'Kemenag') = (COALESCE(p.kewenangan, '') = 'Kemenag')
    GROUP BY o.ukuran
)

SELECT
    u.ukuran,
    u.urutan,
    u.nama,
    u.nama_pendek,
    u.platform,
    COALESCE(t.nama, u.platform) AS nama_platform,
    u.satuan,
    u.kelompok_utama AS kelompok_pengguna,
    u.definisi_pembilang,
    u.definisi_penyebut,
    COALESCE(u.peringatan, t.peringatan) AS peringatan,
    t.irama_hari,
    s.tanggal_terbaru,
    o.tanggal_data,
    u.satuan <> 'satuan pendidikan' AND o.m BETWEEN 1 AND 4 AS is_kecil,
    CASE WHEN u.satuan <> 'satuan pendidikan' AND o.m BETWEEN 1 AND 4 THEN NULL ELSE o.x END AS x,
    CASE WHEN u.satuan <> 'satuan pendidikan' AND o.m BETWEEN 1 AND 4 THEN NULL ELSE o.m END AS m,
    CASE WHEN b.satuan_kab >= 10 THEN b.x_kab END AS x_kab,
    CASE WHEN b.satuan_kab >= 10 THEN b.m_kab END AS m_kab,
    CAST(COALESCE(b.satuan_kab, 0) AS BIGINT) AS satuan_kab,
    CASE WHEN b.satuan_jenjang >= 10 THEN b.x_jenjang END AS x_jenjang,
    CASE WHEN b.satuan_jenjang >= 10 THEN b.m_jenjang END AS m_jenjang,
    CAST(COALESCE(b.satuan_jenjang, 0) AS BIGINT) AS satuan_jenjang
FROM sumber AS s
INNER JOIN ukuran AS u ON s.ukuran = u.ukuran
LEFT JOIN platform AS t ON u.platform = t.platform
LEFT JOIN sendiri AS o ON s.ukuran = o.ukuran
LEFT JOIN banding AS b ON s.ukuran = b.ukuran
ORDER BY u.urutan

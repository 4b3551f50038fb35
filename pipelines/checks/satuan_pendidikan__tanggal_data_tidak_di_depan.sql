-- A cut-off is not after today. (More than a month ahead does not enter at all.) One finding a part and cut-off; the
-- cell is its first record.
-- judul: Tanggal data di depan
-- keparahan: periksa
-- pesan: {jumlah} tanggal data berada sesudah hari ini.
-- perbaikan: Tanggal data adalah batas data diambil, jadi tidak mungkin di depan. Betulkan tahun atau bulannya.
WITH semua AS (
    SELECT
        'satuan pendidikan' AS asal,
        tanggal_data,
        _bagian,
        _nomor
    FROM satuan_pendidikan
    WHERE tanggal_data > (SELECT hari_ini FROM kini)
    UNION ALL
    SELECT
        'PMM' AS asal,
        tanggal_data,
        _bagian,
        _nomor
    FROM pmm_aktivitas
    WHERE tanggal_data > (SELECT hari_ini FROM kini)
    UNION ALL
    SELECT
        platform AS asal,
        tanggal_data,
        _bagian,
        _nomor
    FROM pemanfaatan_platform
    WHERE tanggal_data > (SELECT hari_ini FROM kini)
    UNION ALL
    SELECT
        'Guru Penggerak' AS asal,
        tanggal_data,
        _bagian,
        _nomor
    FROM guru_penggerak
    WHERE tanggal_data > (SELECT hari_ini FROM kini)
    UNION ALL
    SELECT
        'PMM wilayah' AS asal,
        tanggal_data,
        _bagian,
        _nomor
    FROM pmm_wilayah
    WHERE tanggal_data > (SELECT hari_ini FROM kini)
    UNION ALL
    SELECT
        'tingkat PMM' AS asal,
        tanggal_data,
        _bagian,
        _nomor
    FROM pmm_tingkat
    WHERE tanggal_data > (SELECT hari_ini FROM kini)
    UNION ALL
    SELECT
        'komunitas belajar' AS asal,
        tanggal_data,
        _bagian,
        _nomor
    FROM komunitas_belajar
    WHERE tanggal_data > (SELECT hari_ini FROM kini)
)

SELECT
    asal || ': ' || CAST(tanggal_data AS VARCHAR) AS temuan,
    _bagian AS bagian,
    MIN(_nomor) AS nomor,
    'tanggal_data' AS kolom,
    CAST(tanggal_data AS VARCHAR) AS nilai
FROM semua
GROUP BY asal, tanggal_data, _bagian

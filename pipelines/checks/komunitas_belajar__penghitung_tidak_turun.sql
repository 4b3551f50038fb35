-- Webinars held, counted from the start, do not become fewer from one cut-off of a place to its next.
-- judul: Penghitung kumulatif turun
-- keparahan: periksa
-- pesan: Pada {jumlah} tempat dan tanggal data, jumlah webinar komunitas belajar turun.
-- perbaikan: Penghitung ini kumulatif. Bandingkan sel ini dengan dasbor asal pada tanggal data itu dan sebelumnya.
WITH deret AS (
    SELECT
        *,
        LAG(jumlah_webinar IGNORE NULLS) OVER deret AS lalu
    FROM komunitas_belajar
    WINDOW
        deret AS (
            PARTITION BY kode_provinsi_kemendagri, kode_kab_kota_kemendagri, npsn, jenjang ORDER BY tanggal_data
        )
)

SELECT
    COALESCE('NPSN ' || npsn, kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional')
    || COALESCE(', ' || jenjang, '') || ', ' || CAST(tanggal_data AS VARCHAR) || ': webinar ' || CAST(lalu AS VARCHAR)
    || ' menjadi ' || CAST(jumlah_webinar AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'jumlah_webinar' AS kolom,
    CAST(jumlah_webinar AS VARCHAR) AS nilai
FROM deret
WHERE jumlah_webinar < lalu

-- Those who finished, and those appointed, do not become fewer from one cut-off of a kab/kota to its next. One finding
-- a kab/kota and cut-off; the cells are the fallen numbers.
-- judul: Penghitung kumulatif turun
-- keparahan: periksa
-- pesan: Pada {jumlah} kab/kota dan tanggal data, jumlah Guru Penggerak turun.
-- perbaikan: Penghitung ini kumulatif. Bandingkan sel ini dengan dasbor asal pada tanggal data itu dan sebelumnya.
WITH deret AS (
    SELECT
        *,
        LAG(tanggal_data) OVER deret AS tanggal_lalu,
        LAG(jumlah_lulus) OVER deret AS lulus_lalu,
        LAG(jumlah_diangkat_ks) OVER deret AS ks_lalu,
        LAG(jumlah_diangkat_ps) OVER deret AS ps_lalu
    FROM guru_penggerak
    WINDOW deret AS (PARTITION BY kode_kab_kota_kemendagri ORDER BY tanggal_data)
),

panjang AS (
    SELECT
        _bagian,
        _nomor,
        kode_kab_kota_kemendagri,
        tanggal_data,
        tanggal_lalu,
        UNNEST(
            [
                { 'kolom': 'jumlah_lulus', 'nilai': jumlah_lulus, 'lalu': lulus_lalu },
                { 'kolom': 'jumlah_diangkat_ks', 'nilai': jumlah_diangkat_ks, 'lalu': ks_lalu },
                { 'kolom': 'jumlah_diangkat_ps', 'nilai': jumlah_diangkat_ps, 'lalu': ps_lalu }
            ],
            recursive := TRUE
        ) AS satu
    FROM deret
)

SELECT
    'kab/kota ' || kode_kab_kota_kemendagri || ', ' || CAST(tanggal_data AS VARCHAR) || ': lebih sedikit daripada '
    || CAST(tanggal_lalu AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai,
    kolom || ' turun dari ' || CAST(lalu AS VARCHAR) || ' menjadi ' || CAST(nilai AS VARCHAR) AS alasan
FROM panjang
WHERE nilai < lalu

-- Teachers, staff and pupils of a school do not become five times as many or as few from one list to its next, and by
-- 20 (pupils: by 100) at least: that is a slip of the keys or another school. One finding a school, list and column.
-- judul: Jumlah orang berlipat
-- keparahan: periksa
-- pesan: {jumlah} jumlah guru, tendik, atau peserta didik menjadi lima kali lipat atau seperlima dari daftar
--   sebelumnya.
-- perbaikan: Bandingkan sel ini dengan daftar sebelumnya dan dengan Dapodik; betulkan bila salah ketik.
WITH deret AS (
    SELECT
        _bagian,
        _nomor,
        npsn,
        tanggal_data,
        jumlah_guru,
        jumlah_tendik,
        jumlah_peserta_didik,
        LAG(jumlah_guru) OVER deret AS guru_lalu,
        LAG(jumlah_tendik) OVER deret AS tendik_lalu,
        LAG(jumlah_peserta_didik) OVER deret AS peserta_didik_lalu
    FROM satuan_pendidikan
    WINDOW deret AS (PARTITION BY npsn ORDER BY tanggal_data)
),

panjang AS (
    SELECT
        _bagian,
        _nomor,
        npsn,
        tanggal_data,
        UNNEST(
            [
                { 'kolom': 'jumlah_guru', 'nilai': jumlah_guru, 'lalu': guru_lalu, 'sedikit': 20 },
                { 'kolom': 'jumlah_tendik', 'nilai': jumlah_tendik, 'lalu': tendik_lalu, 'sedikit': 20 },
                {
                    'kolom': 'jumlah_peserta_didik',
                    'nilai': jumlah_peserta_didik,
                    'lalu': peserta_didik_lalu,
                    'sedikit': 100
                }
            ],
            recursive := TRUE
        ) AS satu
    FROM deret
    WHERE
        ABS(jumlah_guru - guru_lalu) >= 20
        OR ABS(jumlah_tendik - tendik_lalu) >= 20
        OR ABS(jumlah_peserta_didik - peserta_didik_lalu) >= 100
)

SELECT
    'NPSN ' || npsn || ', ' || CAST(tanggal_data AS VARCHAR) || ': ' || kolom || ' ' || CAST(lalu AS VARCHAR)
    || ' menjadi ' || CAST(nilai AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai
FROM panjang
WHERE ABS(nilai - lalu) >= sedikit AND GREATEST(nilai, lalu) >= 5 * LEAST(nilai, lalu)

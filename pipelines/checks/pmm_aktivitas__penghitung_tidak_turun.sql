-- Cumulative counters do not fall from one cut-off of a school and role to its next.
-- One row a kab/kota and cut-off in which some fell: a re-based denominator shows as many schools at once.
-- keparahan: periksa
-- pesan: Pada {jumlah} kab/kota dan tanggal data, penghitung kumulatif PMM turun. Biasanya akun disusun ulang;
--   jangan baca sebagai penurunan.
WITH langkah AS (
    SELECT
        kode_kab_kota_kemendagri,
        tanggal_data,
        jumlah_login < LAG(jumlah_login) OVER deret
        OR jumlah_mulai_topik < LAG(jumlah_mulai_topik) OVER deret
        OR jumlah_aksi_nyata < LAG(jumlah_aksi_nyata) OVER deret AS is_turun
    FROM pmm_aktivitas
    WINDOW deret AS (PARTITION BY npsn, peran ORDER BY tanggal_data)
)

SELECT
    'kab/kota ' || kode_kab_kota_kemendagri || ', ' || CAST(tanggal_data AS VARCHAR) || ': turun pada '
    || CAST(COUNT(*) AS VARCHAR) || ' baris sekolah dan peran' AS temuan
FROM langkah
WHERE is_turun
GROUP BY kode_kab_kota_kemendagri, tanggal_data

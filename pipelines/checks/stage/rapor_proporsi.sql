-- One row a place, jenis, status and year whose A.1 or A.2 is told with all four shares and the achievement: the five
-- values, and the part and record of each.
SELECT
    tahun,
    kode_provinsi_kemendagri,
    kode_kab_kota_kemendagri,
    npsn,
    jenis,
    status,
    kode,
    MAX(nilai) FILTER (WHERE rincian = 'capaian') AS capaian,
    MAX(nilai) FILTER (WHERE rincian = 'di atas') AS di_atas,
    MAX(nilai) FILTER (WHERE rincian = 'mencapai') AS mencapai,
    MAX(nilai) FILTER (WHERE rincian = 'di bawah') AS di_bawah,
    MAX(nilai) FILTER (WHERE rincian = 'jauh di bawah') AS jauh_di_bawah,
    LIST({ 'bagian': _bagian, 'nomor': _nomor, 'rincian': rincian, 'nilai': nilai }) AS sel
FROM rapor_capaian
WHERE kode IN ('A.1', 'A.2') AND kelompok = 'DASMEN' AND rincian <> 'skor' AND nilai IS NOT NULL
GROUP BY tahun, tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri, npsn, jenis, status, kode
HAVING COUNT(*) = 5

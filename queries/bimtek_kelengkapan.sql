-- What the attendance lists lack, and the last day of the last event that has one.
-- grain: tanggal_data (one row or none)
-- order: tanggal_data
SELECT
    tanggal_data,
    jumlah_baris,
    jumlah_tanpa_kegiatan,
    jumlah_tanpa_npsn,
    jumlah_npsn_tak_dikenal
FROM bimtek_kelengkapan
ORDER BY tanggal_data

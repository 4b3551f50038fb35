-- How many schools or regions have each published level of an aspect of PMM / Ruang GTK at its last cut-off, in the
-- nation or what it is narrowed to; schools and regions apart, by tingkat.
-- grain: tanggal_data, aspek, tingkat, predikat
-- order: aspek, tingkat, predikat
-- $tanggal_data: DATE, the last cut-off that may count
-- $jenjang: VARCHAR, 'Semua' = all
-- $pulau: VARCHAR, island group; NULL = not narrowed
-- $kode_provinsi: VARCHAR, Kemendagri code; NULL = not narrowed
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = not narrowed
SELECT
    t.tanggal_data,
    t.aspek,
    t.tingkat,
    t.predikat,
    CAST(SUM(t.jumlah) AS BIGINT) AS jumlah
FROM pmm_tingkat AS t
LEFT JOIN provinsi AS v ON t.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
WHERE
    t.tanggal_data = (
        SELECT MAX(a.tanggal_data)
        FROM pmm_tingkat AS a
        WHERE a.tanggal_data <= $tanggal_data
    )
    AND ($jenjang = 'Semua' OR t.jenjang = $jenjang)
    AND ($pulau IS NULL OR v.pulau = $pulau)
    AND ($kode_provinsi IS NULL OR t.kode_provinsi_kemendagri = $kode_provinsi)
    AND ($kode_kab_kota IS NULL OR t.kode_kab_kota_kemendagri = $kode_kab_kota)
GROUP BY
    t.tanggal_data,
    t.aspek,
    t.tingkat,
    t.predikat
ORDER BY
    t.aspek,
    t.tingkat,
    t.predikat

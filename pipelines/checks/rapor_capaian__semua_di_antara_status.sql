-- The value of all schools lies between that of Negeri and of Swasta: it is their mean, weighted by schools or pupils.
-- Only shares and scores of achievement are such means; gaps, indices and participation are not. Printed values are
-- rounded: 0.05 is let pass. The cell is the total's.
-- judul: Nilai Semua di luar Negeri dan Swasta
-- keparahan: periksa
-- pesan: {jumlah} nilai berstatus Semua tidak berada di antara nilai Negeri dan Swasta.
-- perbaikan: Nilai Semua adalah rata-rata tertimbang keduanya. Periksa ketiga baris di unduhan asli.
WITH status AS (
    SELECT
        r.tahun,
        r.tingkat,
        r.kode_provinsi_kemendagri,
        r.kode_kab_kota_kemendagri,
        r.kelompok,
        r.jenis,
        r.kode,
        MAX(r.nilai) FILTER (WHERE r.status = 'Negeri') AS negeri,
        MAX(r.nilai) FILTER (WHERE r.status = 'Swasta') AS swasta,
        MAX(r.nilai) FILTER (WHERE r.status = 'Semua') AS semua,
        MAX_BY(r._bagian, r.status = 'Semua') AS _bagian,
        MAX_BY(r._nomor, r.status = 'Semua') AS _nomor
    FROM rapor_capaian AS r
    INNER JOIN indikator AS i ON r.kelompok = i.kelompok AND r.kode = i.kode
    WHERE
        r.tingkat <> 'satuan_pendidikan'
        AND r.rincian = 'capaian'
        AND r.nilai IS NOT NULL
        AND r.status IN ('Negeri', 'Swasta', 'Semua')
        AND i.keluarga = 'capaian'
        AND i.satuan IN ('persen', 'skor 0-100')
    GROUP BY
        r.tahun, r.tingkat, r.kode_provinsi_kemendagri, r.kode_kab_kota_kemendagri, r.kelompok, r.jenis, r.kode
)

SELECT
    CAST(tahun AS VARCHAR) || ', ' || COALESCE(kode_kab_kota_kemendagri, kode_provinsi_kemendagri, 'nasional') || ', '
    || jenis || ', ' || kode || ': Semua ' || CAST(semua AS VARCHAR) || ', Negeri ' || CAST(negeri AS VARCHAR)
    || ', Swasta ' || CAST(swasta AS VARCHAR) AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kode || '/capaian:nilai' AS kolom,
    CAST(semua AS VARCHAR) AS nilai
FROM status
WHERE semua < LEAST(negeri, swasta) - 0.05 OR semua > GREATEST(negeri, swasta) + 0.05

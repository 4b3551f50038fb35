-- A label belongs to the indicator's family: Baik, Sedang, Kurang for achievements; Rendah, Sedang, Tinggi for gaps and
-- participation; the six of SPM; for a share of A.1 and A.2 its own four words. Where the catalogue names no list any
-- label of a family is let pass. Rapor 2022 had words of its own and is not asked.
-- judul: Label bukan milik indikatornya
-- keparahan: periksa
-- pesan: {jumlah} label Rapor bukan milik keluarga indikatornya.
-- perbaikan: Betulkan ejaannya seperti di unduhan asli: Baik, Sedang, Kurang; untuk kesenjangan dan partisipasi Rendah,
--   Sedang, Tinggi; untuk indeks SPM Tuntas Paripurna sampai Belum Tuntas.
WITH asing AS (
    SELECT
        r.kelompok,
        r.kode,
        r.rincian,
        r.label
    FROM (
        SELECT DISTINCT
            kelompok,
            kode,
            rincian,
            label
        FROM rapor_capaian
        WHERE label IS NOT NULL AND tahun > 2022
    ) AS r
    LEFT JOIN indikator AS i ON r.kelompok = i.kelompok AND r.kode = i.kode
    WHERE
        NOT COALESCE(
            LIST_CONTAINS(
                STRING_SPLIT(
                    CASE
                        WHEN r.rincian NOT IN ('capaian', 'skor') THEN 'di atas|mencapai|di bawah|jauh di bawah'
                        ELSE COALESCE(
                            LOWER(i.label_terbaik_ke_terburuk),
                            'baik|sedang|kurang|tinggi|rendah|tuntas paripurna|tuntas utama|tuntas madya|'
                            || 'tuntas pratama|tuntas muda|belum tuntas'
                        )
                    END,
                    '|'
                ),
                LOWER(TRIM(r.label))
            ),
            FALSE
        )
)

SELECT
    CAST(r.tahun AS VARCHAR) || ', '
    || COALESCE(r.npsn, r.kode_kab_kota_kemendagri, r.kode_provinsi_kemendagri, 'nasional') || ', ' || r.jenis || ', '
    || r.status || ', ' || r.kode || ': ' || r.label AS temuan,
    r._bagian AS bagian,
    r._nomor AS nomor,
    r.kode || '/' || r.rincian || ':label' AS kolom,
    r.label AS nilai
FROM rapor_capaian AS r
INNER JOIN asing AS a
    ON r.kelompok = a.kelompok AND r.kode = a.kode AND r.rincian = a.rincian AND r.label = a.label
WHERE r.tahun > 2022

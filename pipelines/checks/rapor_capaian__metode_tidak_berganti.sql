-- An indicator is measured the same way as the year before (see the mart rapor_patahan for the rule). One finding an
-- indicator, jenis and year; the cells are the labels of the regions in the year that changed.
-- judul: Instrumen indikator berganti
-- keparahan: catatan
-- pesan: {jumlah} indikator, jenis, dan tahun berganti instrumen.
-- perbaikan: Jangan baca sebagai naik atau turun: garis tahunannya diputus di tahun itu.
SELECT
    p.kelompok || ' ' || p.kode || ', ' || p.jenis || ', ' || CAST(p.tahun AS VARCHAR) || ': ' || p.alasan
    || COALESCE(
        ' (' || CAST(p.jumlah_pindah AS VARCHAR) || ' dari ' || CAST(p.jumlah_wilayah AS VARCHAR) || ' wilayah sejak '
        || CAST(p.tahun_sebelum AS VARCHAR) || ')',
        ''
    ) AS temuan,
    r._bagian AS bagian,
    r._nomor AS nomor,
    r.kode || '/capaian:label' AS kolom,
    r.label AS nilai
FROM rapor_patahan AS p
INNER JOIN rapor_capaian AS r
    ON p.kelompok = r.kelompok AND p.kode = r.kode AND p.jenis = r.jenis AND p.tahun = r.tahun
WHERE
    r.tingkat IN ('provinsi', 'kab_kota')
    AND r.rincian = 'capaian'
    AND r.status = 'Semua'
    AND (r.label IS NOT NULL OR r.nilai IS NOT NULL)

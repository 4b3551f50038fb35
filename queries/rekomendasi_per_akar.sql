-- Recommended activities for one root cause that hold for a region: its own and its province's; none for one school.
-- One row an activity: a sheet repeats it for each priority indicator and reason; the newest sheet up to $tahun counts.
-- grain: tahun, is_provinsi, jenjang, nomenklatur_kegiatan, indikator_kegiatan, satuan, kode_kegiatan_paud,
--   kode_kegiatan_sd, kode_kegiatan_smp, kode_kegiatan_kesetaraan, kode_kegiatan_nonjenjang
-- order: is_provinsi, urutan
-- $kode_provinsi: VARCHAR, Kemendagri code
-- $kode_kab_kota: VARCHAR, Kemendagri code; NULL = the province itself
-- $kode: VARCHAR, indicator of the root cause
-- $tahun: BIGINT, year of the Rapor
WITH berlaku AS (
    SELECT
        *,
        kode_kab_kota_kemendagri IS NULL AS is_provinsi,
        MAX(tahun) OVER () AS tahun_terbaru
    FROM rekomendasi_pbd
    WHERE
        npsn IS NULL
        AND kode_provinsi_kemendagri = $kode_provinsi
        AND (kode_kab_kota_kemendagri IS NULL OR kode_kab_kota_kemendagri = $kode_kab_kota)
        AND kode_akar_masalah = $kode
        AND tahun <= $tahun
)

SELECT
    tahun,
    is_provinsi,
    jenjang,
    nomenklatur_kegiatan,
    indikator_kegiatan,
    satuan,
    kode_kegiatan_paud,
    kode_kegiatan_sd,
    kode_kegiatan_smp,
    kode_kegiatan_kesetaraan,
    kode_kegiatan_nonjenjang,
    STRING_AGG(DISTINCT indikator_prioritas, '|' ORDER BY indikator_prioritas) AS indikator_prioritas,
    MIN(deskripsi_kegiatan) AS deskripsi_kegiatan,
    MIN(contoh_operasionalisasi) AS contoh_operasionalisasi,
    MIN(nspk) AS nspk,
    MIN(urutan) AS urutan
FROM berlaku
WHERE tahun = tahun_terbaru
GROUP BY
    tahun,
    is_provinsi,
    jenjang,
    nomenklatur_kegiatan,
    indikator_kegiatan,
    satuan,
    kode_kegiatan_paud,
    kode_kegiatan_sd,
    kode_kegiatan_smp,
    kode_kegiatan_kesetaraan,
    kode_kegiatan_nonjenjang
ORDER BY
    is_provinsi,
    urutan

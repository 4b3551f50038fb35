-- What makes regions alike: size, island group, 3T and BAKTI schools, internet access and schools by jenjang, from the
-- latest list of schools (all kewenangan) and the latest context. Internet access of a province is that of its
-- kab/kota, weighted by their schools, for it is a share of schools. A region without schools on the list has NULL.
-- grain: kode_wilayah
-- order: kode_wilayah
-- $tingkat: VARCHAR, 'provinsi' | 'kab_kota'
WITH wilayah AS (
    SELECT
        k.kode_kab_kota_kemendagri,
        v.kode_provinsi_kemendagri,
        v.pulau,
        CASE WHEN $tingkat = 'provinsi' THEN v.kode_provinsi_kemendagri ELSE k.kode_kab_kota_kemendagri END
            AS kode_wilayah,
        CASE WHEN $tingkat = 'provinsi' THEN v.nama ELSE k.nama END AS nama
    FROM kab_kota AS k
    INNER JOIN provinsi AS v ON k.kode_provinsi_kemendagri = v.kode_provinsi_kemendagri
),

satuan AS (
    SELECT
        kode_kab_kota_kemendagri,
        SUM(jumlah_satuan) AS jumlah_satuan,
        SUM(jumlah_guru) AS jumlah_guru,
        SUM(jumlah_3t) AS jumlah_3t,
        SUM(jumlah_bakti) AS jumlah_bakti,
        SUM(CASE WHEN jenjang = 'PAUD' THEN jumlah_satuan ELSE 0 END) AS jumlah_paud,
        SUM(CASE WHEN jenjang = 'SD' THEN jumlah_satuan ELSE 0 END) AS jumlah_sd,
        SUM(CASE WHEN jenjang = 'SMP' THEN jumlah_satuan ELSE 0 END) AS jumlah_smp,
        SUM(CASE WHEN jenjang = 'SMA' THEN jumlah_satuan ELSE 0 END) AS jumlah_sma,
        SUM(CASE WHEN jenjang = 'SMK' THEN jumlah_satuan ELSE 0 END) AS jumlah_smk,
        SUM(CASE WHEN jenjang = 'SLB' THEN jumlah_satuan ELSE 0 END) AS jumlah_slb,
        SUM(CASE WHEN jenjang = 'Kesetaraan' THEN jumlah_satuan ELSE 0 END) AS jumlah_kesetaraan
    FROM satuan_pendidikan_kab_kota
    GROUP BY kode_kab_kota_kemendagri
),

internet_urut AS (
    SELECT
        kode_kab_kota_kemendagri,
        tahun,
        nilai,
        ROW_NUMBER() OVER (PARTITION BY kode_kab_kota_kemendagri ORDER BY tahun DESC, sumber ASC) AS urutan
    FROM konteks_wilayah
    WHERE ukuran = 'akses_internet_satuan_pendidikan' AND tingkat = 'kab_kota' AND nilai IS NOT NULL
)

SELECT
    w.kode_wilayah,
    w.nama,
    w.pulau,
    CAST(SUM(s.jumlah_satuan) AS BIGINT) AS jumlah_satuan,
    CAST(SUM(s.jumlah_guru) AS BIGINT) AS jumlah_guru,
    CAST(SUM(s.jumlah_3t) AS BIGINT) AS jumlah_3t,
    CAST(SUM(s.jumlah_bakti) AS BIGINT) AS jumlah_bakti,
    CAST(SUM(s.jumlah_paud) AS BIGINT) AS jumlah_paud,
    CAST(SUM(s.jumlah_sd) AS BIGINT) AS jumlah_sd,
    CAST(SUM(s.jumlah_smp) AS BIGINT) AS jumlah_smp,
    CAST(SUM(s.jumlah_sma) AS BIGINT) AS jumlah_sma,
    CAST(SUM(s.jumlah_smk) AS BIGINT) AS jumlah_smk,
    CAST(SUM(s.jumlah_slb) AS BIGINT) AS jumlah_slb,
    CAST(SUM(s.jumlah_kesetaraan) AS BIGINT) AS jumlah_kesetaraan,
    SUM(i.nilai * s.jumlah_satuan) / SUM(CASE WHEN i.nilai IS NOT NULL THEN s.jumlah_satuan END) AS pct_internet,
    MAX(i.tahun) AS tahun_internet
FROM wilayah AS w
LEFT JOIN satuan AS s ON w.kode_kab_kota_kemendagri = s.kode_kab_kota_kemendagri
LEFT JOIN internet_urut AS i ON w.kode_kab_kota_kemendagri = i.kode_kab_kota_kemendagri AND i.urutan = 1
GROUP BY w.kode_wilayah, w.nama, w.pulau
ORDER BY w.kode_wilayah

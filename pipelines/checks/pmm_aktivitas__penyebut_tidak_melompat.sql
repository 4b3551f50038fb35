-- GTK of a kab/kota do not jump or fall by more than 20 % from one cut-off to the next over the same schools (a base
-- under 50 moves that much by a single school), nor those of one school and role fivefold and by 20 persons.
-- One finding a kab/kota and cut-off, or a school; the cells are the denominators that moved.
-- judul: Penyebut melompat
-- keparahan: periksa
-- pesan: Pada {jumlah} tempat dan tanggal data, jumlah GTK PMM melompat (lebih dari 20 % sekabupaten/kota, atau lima
--   kali lipat di satu sekolah).
-- perbaikan: Tanyakan ke pengirim ekspor apakah GTK disusun ulang; periksa salah ketik di sel ini. Jangan baca
--   pangsanya sebagai naik atau turun.
WITH pindah AS (
    SELECT
        kode_kab_kota_kemendagri,
        tanggal_data,
        tanggal_lalu,
        SUM(jumlah_gtk - gtk_lalu) AS selisih
    FROM pmm_langkah
    WHERE jumlah_gtk <> gtk_lalu
    GROUP BY kode_kab_kota_kemendagri, tanggal_data, tanggal_lalu
),

melompat AS (
    SELECT
        p.kode_kab_kota_kemendagri,
        p.tanggal_data,
        SUM(m.jumlah_gtk) AS kini,
        SUM(l.jumlah_gtk) AS dasar
    FROM pindah AS p
    INNER JOIN pmm_aktivitas AS m
        ON p.kode_kab_kota_kemendagri = m.kode_kab_kota_kemendagri AND p.tanggal_data = m.tanggal_data
    INNER JOIN pmm_aktivitas AS l
        ON m.npsn = l.npsn AND m.peran = l.peran AND p.tanggal_lalu = l.tanggal_data
    WHERE ABS(p.selisih) >= 10
    GROUP BY p.kode_kab_kota_kemendagri, p.tanggal_data
    HAVING SUM(l.jumlah_gtk) >= 50 AND ABS(SUM(m.jumlah_gtk - l.jumlah_gtk)) > 0.2 * SUM(l.jumlah_gtk)
)

SELECT
    CASE
        WHEN m.kini IS NULL
            THEN
                'NPSN ' || s.npsn || ', ' || s.peran || ', ' || CAST(s.tanggal_data AS VARCHAR) || ': GTK '
                || CAST(s.gtk_lalu AS VARCHAR) || ' menjadi ' || CAST(s.jumlah_gtk AS VARCHAR)
        ELSE
            'kab/kota ' || s.kode_kab_kota_kemendagri || ', ' || CAST(s.tanggal_data AS VARCHAR) || ': GTK '
            || CAST(m.dasar AS VARCHAR) || ' menjadi ' || CAST(m.kini AS VARCHAR)
    END AS temuan,
    s._bagian AS bagian,
    s._nomor AS nomor,
    'jumlah_gtk' AS kolom,
    CAST(s.jumlah_gtk AS VARCHAR) AS nilai,
    'jumlah GTK ' || CAST(s.gtk_lalu AS VARCHAR) || ' menjadi ' || CAST(s.jumlah_gtk AS VARCHAR) || ' (NPSN ' || s.npsn
    || ', ' || s.peran || ')' AS alasan
FROM pmm_langkah AS s
LEFT JOIN melompat AS m
    ON s.kode_kab_kota_kemendagri = m.kode_kab_kota_kemendagri AND s.tanggal_data = m.tanggal_data
WHERE
    s.jumlah_gtk <> s.gtk_lalu
    AND (
        m.kini IS NOT NULL
        OR GREATEST(s.jumlah_gtk, s.gtk_lalu) >= 5 * LEAST(s.jumlah_gtk, s.gtk_lalu)
        AND ABS(s.jumlah_gtk - s.gtk_lalu) >= 20
    )

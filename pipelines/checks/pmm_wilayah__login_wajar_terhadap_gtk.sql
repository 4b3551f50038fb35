-- Those of a region who ever signed in are not far more than its GTK: moves and retirements put a few over 100 %, only
-- more than two persons and more than a fifth over it is worth a look.
-- judul: Pernah masuk jauh melebihi jumlah GTK
-- keparahan: catatan
-- pesan: Pada {jumlah} wilayah, peran, dan tanggal data, yang pernah masuk jauh melebihi jumlah GTK.
-- perbaikan: Pangsa sedikit di atas 100 % wajar karena mutasi dan pensiun. Sejauh ini, periksa apakah jumlah GTK atau
--   jumlah login salah ketik.
SELECT
    tempat || ', ' || CAST(tanggal_data AS VARCHAR) || ': login ' || CAST(nilai AS VARCHAR) || ' dari '
    || CAST(jumlah_gtk AS VARCHAR) || ' GTK' AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    kolom,
    CAST(nilai AS VARCHAR) AS nilai
FROM pmm_wilayah_panjang
WHERE kolom = 'jumlah_login' AND nilai > jumlah_gtk + 2 AND nilai > 1.2 * jumlah_gtk

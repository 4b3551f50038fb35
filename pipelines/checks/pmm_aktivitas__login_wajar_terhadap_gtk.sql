-- Those who ever signed in are not far more than the GTK of the school. Moves, retirements and GTK counted at another
-- semester put a few over 100 %: only more than two persons and more than a fifth over it is worth a look.
-- judul: Pernah masuk jauh melebihi jumlah GTK
-- keparahan: catatan
-- pesan: Pada {jumlah} sekolah, peran, dan tanggal data, yang pernah masuk jauh melebihi jumlah GTK.
-- perbaikan: Pangsa sedikit di atas 100 % wajar karena mutasi dan pensiun. Sejauh ini, periksa apakah jumlah GTK atau
--   jumlah login salah ketik.
SELECT
    'NPSN ' || npsn || ', ' || peran || ', ' || CAST(tanggal_data AS VARCHAR) || ': login '
    || CAST(jumlah_login AS VARCHAR) || ' dari ' || CAST(jumlah_gtk AS VARCHAR) || ' GTK' AS temuan,
    _bagian AS bagian,
    _nomor AS nomor,
    'jumlah_login' AS kolom,
    CAST(jumlah_login AS VARCHAR) AS nilai
FROM pmm_aktivitas
WHERE jumlah_login > jumlah_gtk + 2 AND jumlah_login > 1.2 * jumlah_gtk

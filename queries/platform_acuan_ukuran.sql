-- The reference table of measures, all of its columns: those that a snapshot of an earlier release lacks are not there.
-- grain: ukuran
-- order: urutan
SELECT u.*
FROM ukuran AS u
ORDER BY u.urutan

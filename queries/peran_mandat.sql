-- What each kind of unit may lead or support, with the rule it rests on.
-- grain: unit, bidang
-- order: unit in the order of the catalogue, bidang
SELECT
    unit,
    bidang,
    program_prioritas,
    sasaran_indikator,
    is_memimpin,
    sumber
FROM mandat
ORDER BY
    CASE unit
        WHEN 'BPMP' THEN 1
        WHEN 'BGTK' THEN 2
        WHEN 'Disdik' THEN 3
        WHEN 'BLPT' THEN 4
        WHEN 'Balai TIKP' THEN 5
        WHEN 'Kemenag' THEN 6
        ELSE 7
    END,
    bidang

"""What a Rapor workbook says that is accepted but worth a look: shares kept as fractions, indicators nobody knows."""

from __future__ import annotations

from pipelines.aside import CATAT
from pipelines.cells import Reader
from pipelines.delimited import quoted
from warehouse.paths import REFERENCE

_IS_FRACTION = (
    "r.kelompok = 'DASMEN' AND r.kode IN ('A.1', 'A.2') AND rincian = 'capaian' AND nilai > 0 AND nilai <= 1 "
    "AND NOT contains(t_nilai, '%')"
)
"""A.1 and A.2 are percentages of pupils: no region and hardly a school has 1 % or less."""


def note(reader: Reader) -> None:
    """Write to `catat` what `rekaman` holds of both kinds; sets nothing aside."""
    if "indikator_dikenal" not in reader.notes:
        reader.con.execute(
            "CREATE OR REPLACE TEMP TABLE indikator_dikenal AS SELECT DISTINCT kelompok, kode FROM read_csv("
            f"{quoted(str(REFERENCE / 'indikator.csv'))}, header = TRUE, all_varchar = TRUE)"
        )
        reader.notes["indikator_dikenal"] = ""
    fractions, unknown = reader.con.execute(
        f"SELECT count(*) FILTER ({_IS_FRACTION}), count(*) FILTER (d.kode IS NULL) FROM rekaman r "
        "LEFT JOIN indikator_dikenal d ON d.kelompok = r.kelompok AND d.kode = r.kode WHERE aturan = 0"
    ).fetchall()[0]
    if fractions:
        _point_out_fractions(reader)
    if unknown:
        _name_unknown(reader)


def _point_out_fractions(reader: Reader) -> None:
    reader.con.execute(
        f"""INSERT INTO {CATAT}
        SELECT lembar_ke, baris, 'persen_pecahan', CASE WHEN asal IS NULL THEN 'nilai' ELSE asal || ':nilai' END,
            t_nilai,
            'nilai ' || kode || ' paling besar 1: sel berformat persen tersimpan sebagai pecahan (0,764 untuk 76,4%). '
                || 'Nilainya dipakai seperti tertulis; kalikan 100 atau ekspor sebagai teks, lalu muat ulang',
            'periksa', CASE WHEN label IS NOT NULL THEN replace(CAST(round(nilai * 100, 4) AS VARCHAR), '.', ',') END,
            NULL
        FROM rekaman AS r WHERE aturan = 0 AND {_IS_FRACTION}"""
    )


def _name_unknown(reader: Reader) -> None:
    """Each indicator that the catalogue lacks, once a workbook: catalogues change from year to year."""
    reader.con.execute(
        f"""INSERT INTO {CATAT}
        SELECT lembar_ke, NULL, 'indikator_baru', NULL, kode,
            'indikator ' || kode || ' (' || nama || ', ' || kelompok || ') belum ada di katalog: diterima seperti '
                || 'tertulis; arti labelnya tidak dibandingkan', 'catatan', NULL, NULL
        FROM (
            SELECT DISTINCT ON (kelompok, kode) lembar_ke, kelompok, kode, nama
            FROM rekaman ANTI JOIN indikator_dikenal USING (kelompok, kode)
            WHERE aturan = 0 ORDER BY kelompok, kode, lembar_ke, baris
        )"""
    )

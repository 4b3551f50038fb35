"""Rapor reports of two schools as they downloaded them in 2023: one sheet, composite cells, the NPSN elsewhere."""

from __future__ import annotations

import numpy as np

from pipelines.sample.desk import Desk
from pipelines.sample.rapor_books import NO_BEFORE, comma
from pipelines.sample.rapor_books import TAHUN_SENDIRI as YEAR
from pipelines.sample.rapor_values import DASMEN, REGIONAL, Indicator, label, takes_part, values
from pipelines.sample.regions import Regions
from pipelines.sample.schools import SD, SMP, Schools
from pipelines.sample.world import Flags, Floats, World
from pipelines.sample.xlsx import Workbook

PROVINCE = "13"
_HEADER = (
    "No", "Indikator", "Capaian", f"Skor Rapor {YEAR}", "Definisi Capaian", "Perubahan Skor dari Tahun Lalu",
    f"Skor Rapor {YEAR - 1}", "Peringkat di Kab./Kota", "Peringkat secara Nasional", "Sumber Data",
)  # fmt: skip
_BANDS = ("atas (1-20%)", "menengah atas (21-40%)", "menengah (41-60%)", "menengah bawah (61-80%)", "bawah (81-100%)")
_SHARES = ("di atas", "mencapai", "di bawah", "jauh di bawah")


def report_schools(world: World, regions: Regions, schools: Schools) -> tuple[int, ...]:
    """The schools whose report was downloaded alone: a state SD and a state SMP of one province, if there are any.

    They are missing from the regional workbook of that year, so that no school has two sources.
    """
    if YEAR not in world.tahun_rapor or PROVINCE not in regions.province_index:
        return ()
    mine = (schools.provinsi == regions.province_index[PROVINCE]) & schools.is_negeri
    mine &= takes_part(world, regions, schools, YEAR)
    places = [np.flatnonzero(mine & (schools.bentuk == kind)) for kind in (SD, SMP)]
    return tuple(int(found[0]) for found in places if len(found))


def relative(now: float, before: float) -> str:
    """The change as this file writes it: a share of last year's score, not points."""
    if np.isnan(before) or before == 0:
        return NO_BEFORE
    moved = round(100 * (now - before) / before, 2)
    return "Tidak berubah" if moved == 0 else f"{'Naik' if moved > 0 else 'Turun'} {comma(abs(moved))}%"


def _rank(column: Floats, among: Flags, school: int) -> str:
    others = column[among]
    above = int((others > column[school]).sum())
    return f"Peringkat {_BANDS[min(4, above * 5 // max(1, len(others)))]}"


def _lines(
    item: Indicator, now: Floats, before: Floats | None, near: Flags, alike: Flags, school: int
) -> list[list[str]]:
    """The row of an indicator and, where it has them, the rows of its shares below."""
    value = float(now[school])
    old = float(before[school]) if before is not None else float("nan")
    is_share = item.kode in ("A.1", "A.2")
    said = f"{comma(value)}% siswa sudah mencapai kompetensi minimum" if is_share else f"skor {comma(value)}"
    definition = f"{item.nama}\n{item.nama} menurut Rapor Pendidikan"
    rows = [[item.kode, definition, f"{label(item, value)} ({said})", comma(value), f"Capaian {item.nama.lower()}",
             relative(value, old), "" if np.isnan(old) else comma(old), _rank(now, near, school),
             _rank(now, alike, school), "Asesmen Nasional"]]  # fmt: skip
    if is_share:
        top, lowest = round(value * 0.25, 2), round((100 - value) * 0.28, 2)
        parts = (top, round(value - top, 2), round(100 - value - lowest, 2), lowest)
        for word, share in zip(_SHARES, parts, strict=True):
            rows.append(["", f"Proporsi murid {word} kompetensi minimum", "", comma(share, True)])
    return rows


def write_school_reports(desk: Desk, world: World, regions: Regions, schools: Schools) -> None:
    """One workbook a school: the first says its NPSN below the table, the other only in the file's name."""
    chosen = report_schools(world, regions, schools)
    if not chosen:
        return
    now = values(world, regions, schools, DASMEN, YEAR)
    before = values(world, regions, schools, DASMEN, YEAR - 1) if YEAR - 1 in world.tahun_rapor else None
    wanted = ", ".join(map(str, chosen))
    known = dict(desk.con.execute(f"SELECT urut, [npsn, nama] FROM sekolah WHERE urut IN ({wanted})").fetchall())
    for order, school in enumerate(chosen):
        npsn, name = known[school]
        alike = schools.bentuk == schools.bentuk[school]
        near = alike & (schools.kab == schools.kab[school])
        book = Workbook()
        sheet = book.sheet("Laporan Rapor")
        sheet.add([f"LAPORAN RAPOR PENDIDIKAN {name} TAHUN {YEAR}"])
        sheet.add(["Peringkat: " + ", ".join(_BANDS)])
        sheet.add([f"Laporan diperbarui 11 Jul {YEAR}"])
        sheet.add([])
        sheet.add(list(_HEADER))
        for place, item in enumerate(DASMEN):
            if item.in_year(YEAR) and item.kode not in REGIONAL:
                old = before[:, place] if before is not None and item.in_year(YEAR - 1) else None
                for row in _lines(item, now[:, place], old, near, alike, school):
                    sheet.add(row)
        sheet.merge(1, 0, 1, len(_HEADER) - 1)
        if order == 0:
            sheet.add([])
            sheet.add([f"NPSN: {npsn}"])
        book.save(desk.folder / f"Laporan Rapor Pendidikan {YEAR} {'sekolah' if order == 0 else npsn}.xlsx")

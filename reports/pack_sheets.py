"""What stands in the pack's sheets: a screen's rows, its chart's values column by column, and the names of sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports.chart_xml import lengan
from reports.slide_lines import rows_of
from reports.words import unit_of
from schemas.rapat import (
    Bagan,
    BaganAngka,
    BaganBatang,
    BaganButir,
    BaganGaris,
    BaganPetak,
    BaganSebar,
    BaganTabel,
    BaganTitik,
    Layar,
    Sel,
)

RINGKASAN, SUMBER, KAMUS, SAMBUNGAN = "Ringkasan", "Sumber", "Kamus", "Sambungan"
LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True)
class Kolom:
    """A column: its heading, its cells, and how many digits of its numbers are shown."""

    nama: str
    isi: tuple[Sel, ...]
    desimal: int | None = None


@dataclass(frozen=True)
class DeretBagan:
    """A series of a native chart, by the places of its columns. `galat`: those of the arms of its intervals."""

    nama: str
    x: int
    y: int
    galat: tuple[int, int] | None = None
    baris: tuple[int, int] | None = None
    """First and last row where the series is only a part of its columns."""
    is_utama: bool = True
    warna: str = ""


@dataclass(frozen=True)
class Blok:
    """The values of a chart and how it is drawn; `jenis` is empty where a chart would say nothing."""

    kolom: tuple[Kolom, ...]
    jenis: str = ""
    deret: tuple[DeretBagan, ...] = ()
    pilihan: Mapping[str, object] = field(default_factory=dict)


def sheet_names(layar: Sequence[Layar]) -> list[str]:
    """A name for each screen's sheet: numbered, so that no two are alike."""
    found: list[str] = []
    for number, one in enumerate(layar, start=1):
        name = " ".join(FORBIDDEN.sub(" ", one.nama).split()).strip("' ")
        found.append(f"{number:02d} {name}".strip()[:LONGEST_NAME].rstrip("' "))
    return found


def rows_block(layar: Layar) -> tuple[Kolom, ...]:
    """The rows behind a screen, typed; short rows are filled with nothing."""
    names = layar.data.kolom
    return tuple(
        Kolom(name, tuple(row[place] if place < len(row) else None for row in layar.data.baris))
        for place, name in enumerate(names)
    )


def chart_block(bagan: Bagan) -> Blok:
    """The values a chart is drawn from."""
    match bagan:
        case BaganTitik():
            return _dots(bagan)
        case BaganGaris():
            return _lines(bagan)
        case BaganBatang():
            return _bars(bagan)
        case BaganPetak():
            return _tiles(bagan)
        case BaganSebar():
            return _scatter(bagan)
        case BaganTabel():
            columns = tuple(
                Kolom(k.nama, tuple(row[i] if i < len(row) else "" for row in bagan.baris))
                for i, k in enumerate(bagan.kolom)
            )
            return Blok(columns)
        case BaganAngka():
            fields = (
                ("Nama", "nama"),
                ("Nilai", "nilai"),
                ("Selang", "selang"),
                ("Perubahan", "ubah"),
                ("Dasar", "dasar"),
            )
            return Blok(tuple(Kolom(t, tuple(getattr(one, f) for one in bagan.butir)) for t, f in fields))
        case BaganButir():
            return Blok((Kolom("Butir", tuple(one.teks for one in bagan.butir)),
                         Kolom("Keterangan", tuple(one.keterangan for one in bagan.butir))))  # fmt: skip


def _named(name: str, satuan: str, *, is_selisih: bool = False) -> str:
    unit = unit_of(satuan, is_selisih=is_selisih)
    return f"{name} ({unit})" if unit else name


def _dots(bagan: BaganTitik) -> Blok:
    rows, digits = bagan.baris, bagan.desimal
    values = [row.nilai for row in rows]
    columns = [
        Kolom("Nama", tuple(row.nama for row in rows)),
        Kolom(_named(bagan.nama_nilai or "Nilai", bagan.satuan, is_selisih=bagan.is_selisih), tuple(values), digits),
        Kolom("Rendah", tuple(row.rendah for row in rows), digits),
        Kolom("Tinggi", tuple(row.tinggi for row in rows), digits),
        Kolom("Kelas", tuple(row.kelas for row in rows)),
    ]
    for place, name in enumerate(bagan.nama_pembanding):
        beside = tuple(row.pembanding[place] if place < len(row.pembanding) else None for row in rows)
        columns.append(Kolom(_named(name, bagan.satuan), beside, digits))
    if bagan.acuan is not None:
        columns.append(Kolom(f"Acuan: {bagan.nama_acuan}".rstrip(": "), (bagan.acuan,) * len(rows), digits))
    if any(row.kanan for row in rows):
        columns.append(Kolom("Keterangan", tuple(row.kanan for row in rows)))
    columns.append(Kolom("Lengan kiri", tuple(lengan(values, [row.rendah for row in rows])), digits))
    columns.append(Kolom("Lengan kanan", tuple(lengan(values, [row.tinggi for row in rows])), digits))
    arms = (len(columns) - 2, len(columns) - 1)
    name = bagan.nama_nilai or "Nilai"
    return Blok(tuple(columns), "bar" if rows else "", (DeretBagan(name, 0, 1, arms),), {"sumbu": bagan.sumbu})


def _lines(bagan: BaganGaris) -> Blok:
    breaks = [mark.tanggal for mark in bagan.penanda if mark.is_batas]
    columns: list[Kolom] = []
    series = []
    for line in bagan.deret:
        rows = rows_of(line, breaks)
        if not rows.hari:
            continue
        at = len(columns)
        columns.append(Kolom(f"Tanggal {line.nama}", rows.hari))
        columns.append(Kolom(_named(line.nama, bagan.satuan), rows.nilai, bagan.desimal))
        arms = None
        if any(v is not None for v in (*rows.rendah, *rows.tinggi)):
            columns.append(Kolom("Rendah", rows.rendah, bagan.desimal))
            columns.append(Kolom("Tinggi", rows.tinggi, bagan.desimal))
            columns.append(Kolom("Lengan bawah", tuple(lengan(rows.nilai, rows.rendah)), bagan.desimal))
            columns.append(Kolom("Lengan atas", tuple(lengan(rows.nilai, rows.tinggi)), bagan.desimal))
            arms = (at + 4, at + 5)
        series.append(DeretBagan(line.nama, at, at + 1, arms, is_utama=line.is_utama))
    if bagan.penanda:
        columns.append(Kolom("Tanggal peristiwa", tuple(mark.tanggal for mark in bagan.penanda)))
        said = tuple(f"{mark.teks} (batas deret)" if mark.is_batas else mark.teks for mark in bagan.penanda)
        columns.append(Kolom("Peristiwa", said))
    return Blok(tuple(columns), "garis" if series else "", tuple(series), {"sumbu": bagan.sumbu})


def _bars(bagan: BaganBatang) -> Blok:
    columns = [Kolom("Kategori", bagan.kategori)]
    series = []
    for one in bagan.deret:
        at = len(columns)
        columns.append(Kolom(_named(one.nama, bagan.satuan), one.nilai, bagan.desimal))
        arms = None
        if one.tinggi or one.rendah:
            columns.append(Kolom("Rendah", one.rendah, bagan.desimal))
            columns.append(Kolom("Tinggi", one.tinggi, bagan.desimal))
            low, high = (_filled(side, len(one.nilai)) for side in (one.rendah, one.tinggi))
            columns.append(Kolom("Lengan kiri", tuple(lengan(one.nilai, low)), bagan.desimal))
            columns.append(Kolom("Lengan kanan", tuple(lengan(one.nilai, high)), bagan.desimal))
            arms = (at + 3, at + 4)
        series.append(DeretBagan(one.nama, 0, at, arms, warna=one.warna))
    kind = "bar" if bagan.is_mendatar else "column"
    has_any = bool(bagan.kategori) and bool(series)
    return Blok(tuple(columns), kind if has_any else "", tuple(series),
                {"bertumpuk": bagan.is_bertumpuk, "sumbu": bagan.sumbu})  # fmt: skip


def _filled(values: Sequence[float | None], count: int) -> list[float | None]:
    return [*values, *([None] * count)][:count]


def _tiles(bagan: BaganPetak) -> Blok:
    tiles = sorted(bagan.petak, key=lambda t: (t.baris, t.kolom))
    columns = (
        Kolom("Provinsi", tuple(t.nama for t in tiles)),
        Kolom(_named("Nilai", bagan.satuan), tuple(t.nilai for t in tiles), bagan.desimal),
        Kolom("Kelas", tuple(t.kelas for t in tiles)), Kolom("Kode", tuple(t.kode for t in tiles)),
        Kolom("Singkatan", tuple(t.singkatan for t in tiles)), Kolom("Baris petak", tuple(t.baris for t in tiles)),
        Kolom("Kolom petak", tuple(t.kolom for t in tiles)),
    )  # fmt: skip
    return Blok(columns, "bar" if tiles else "", (DeretBagan("Nilai", 0, 1),))


def _scatter(bagan: BaganSebar) -> Blok:
    kinds = list(dict.fromkeys(point.kelas for point in bagan.titik))
    points = sorted(bagan.titik, key=lambda p: kinds.index(p.kelas))
    columns = (
        Kolom("Nama", tuple(p.nama for p in points)), Kolom("Kelas", tuple(p.kelas for p in points)),
        Kolom(_named(bagan.sumbu_x, bagan.satuan_x), tuple(p.x for p in points), bagan.desimal_x),
        Kolom(_named(bagan.sumbu_y, bagan.satuan_y), tuple(p.y for p in points), bagan.desimal_y),
        Kolom("Disorot", tuple(p.is_sorot for p in points)),
    )  # fmt: skip
    series, at = [], 0
    for kind in kinds:
        count = sum(p.kelas == kind for p in points)
        series.append(DeretBagan(kind or "titik", 2, 3, baris=(at, at + count - 1)))
        at += count
    names = {"sumbu": bagan.sumbu_y, "sumbu_x": bagan.sumbu_x}
    return Blok(columns, "sebar" if points else "", tuple(series), names)

"""What the screens of a meeting are made with: frames of the questions turned into a chart as data, rows and words."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, get_args
from urllib.parse import urlencode

import pandas as pd

from charts.dots import kelas
from charts.lines import batas_deret, belum_lengkap
from charts.names import short_name, singkatan
from charts.style import banyak, each
from schemas.rapat import (
    BaganPetak,
    BarisTitik,
    DataLayar,
    DeretWaktu,
    Kelas,
    Penanda,
    Petak,
    Sel,
    TitikWaktu,
)
from views import data, links, panels, sentences
from views.filters import Saringan
from views.format import NONE, day, half_width, is_none, names, percent, points
from views.rows import Ukuran

SHOWN, CHANGED = panels.SHOWN, panels.CHANGED
"""Columns of a frame of shares, and of changes, under the names that a download gives them."""


def link(halaman: str, saringan: Saringan, **changes: str) -> str:
    """Path and query of a view on its page: `provinsi?ukuran=...&snapshot=...`. `changes`: filters or the page's own
    options, as in `links.to`."""
    return f"{halaman}?{urlencode(links.to(saringan, **changes))}"


def figure(value: object) -> float | None:
    """A number as a screen holds it: None for what is missing or not finite."""
    if is_none(value):
        return None
    found = float(value)  # type: ignore[arg-type]
    return found if math.isfinite(found) else None


def cell(value: object) -> Sel:
    """A value of a frame as a typed cell: whole numbers of counts stay whole, days are days, missing is None."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if is_none(value):
        return None
    if isinstance(value, (pd.Timestamp, datetime)):
        return pd.Timestamp(value).date()
    if isinstance(value, date):
        return value
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)
    if not math.isfinite(found):
        return None
    if type(value).__name__.startswith("bool"):
        return bool(value)
    is_whole = found.is_integer() and not type(value).__name__.startswith("float")
    return int(found) if is_whole else found


COUNTS = ("pembilang", "penyebut", "jumlah_satuan_pendidikan")
"""Columns of whole numbers that pandas holds as floats where one is missing."""


def table(frame: pd.DataFrame, columns: Mapping[str, str] | None = None, **fixed: Any) -> DataLayar:
    """The rows behind a screen, under names that explain themselves. `columns`: as in `panels.table_of`, whose SHOWN
    is usual; None keeps all. `fixed`: columns of one value, e.g. `tanggal_data=...`."""
    if "kode_kab_kota_kemendagri" in frame:  # a region has one code: its own
        frame = frame.drop(columns="kode_provinsi_kemendagri", errors="ignore")
    shown = panels.table_of(frame, dict(columns), **fixed) if columns is not None else frame.assign(**fixed)
    for name in COUNTS:
        if name in shown:
            shown = shown.assign(**{name: shown[name].astype("Float64").round().astype("Int64")})
    cells = shown.astype(object).to_numpy().tolist()
    return DataLayar(
        kolom=tuple(str(name) for name in shown.columns), baris=tuple(tuple(cell(v) for v in row) for row in cells)
    )


def definition(measure: Ukuran, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Numerator, denominator and caveat of a measure, then `more` terms; as on its page."""
    own = (
        ("Ukuran", measure.nama),
        ("Pembilang", measure.definisi_pembilang),
        ("Penyebut", measure.definisi_penyebut),
        ("GTK", _gtk(measure)),
        ("Perlu diketahui", measure.peringatan),
    )
    return tuple((name, text) for name, text in (*own, *more) if text)


def _gtk(measure: Ukuran) -> str:
    """What the letters GTK stand for and who of them is counted, where a definition has them."""
    is_said = "GTK" in f"{measure.definisi_pembilang} {measure.definisi_penyebut}"
    return f"Guru dan tenaga kependidikan; yang dihitung di sini: {measure.satuan}." if is_said else ""


def small(saringan: Saringan, measure: Ukuran, row: Any = None, wilayah: str = "nasional") -> str:
    """The line over a headline: measure, who is counted, where, of which schools."""
    return f"{measure.nama} · {sentences.scope(saringan, measure, row, wilayah)}"


def source(measure: Ukuran) -> str:
    """The source as it is printed: `ekspor PMM / Ruang GTK`."""
    return panels.source(measure)


def base(row: Any, measure: Ukuran) -> str:
    """`n = 12.345 guru di 1.234 satuan pendidikan`; empty where there is nothing."""
    return "" if row is None or is_none(row["m"]) else sentences.base(row, measure)


def caution(measure: Ukuran, trend: pd.DataFrame | None = None, newest: date | None = None) -> str:
    """Why the numbers are to be read with care: a source older than its rhythm, an unfinished last date, the measure's
    own caveat. `trend`: rows up to the view's cut-off; `newest`: of all sources, asked for where not given."""
    newest = data.newest_cutoff() if newest is None else newest
    said = [
        sentences.stale(measure, newest), None if trend is None else sentences.incomplete(trend), measure.peringatan,
    ]  # fmt: skip
    return " ".join(f"{text.rstrip('.')}." for text in said if text)


def count(value: object, measure: Ukuran | None) -> str:
    """`n = 1.234`, at the right of a row; empty where there is none."""
    return "" if is_none(value) else f"n = {banyak(figure(value), measure.satuan if measure else '')}"


def _kelas(text: object) -> Kelas:
    return text if text in get_args(Kelas) else ""  # type: ignore[return-value]


def dots(
    frame: pd.DataFrame, measure: Ukuran | None, acuan: float | None = None, *, sorot: Collection[str] = (),
    kanan: Callable[[Any], str] | None = None, pembanding: Sequence[str] = (), kelas_dari: str | None = None,
) -> tuple[BarisTitik, ...]:  # fmt: skip
    """One dot a row, highest first, without data last: its interval, class against `acuan`, and n at the right.

    `frame`: nama, pct, pct_rendah, pct_tinggi, m and a Kemendagri code or none. `sorot`: codes or names to stand out.
    `pembanding`: columns of marks beside each. `kelas_dari`: the column that holds the class, where it was tested
    otherwise than one by one.
    """
    found = frame.assign(kelas_layar=frame[kelas_dari] if kelas_dari else kelas(frame, acuan))
    found = found.sort_values(["pct", "nama"], ascending=[False, True], na_position="last")
    return tuple(
        BarisTitik(
            nama=short_name(str(row["nama"])), nilai=figure(row["pct"]), rendah=figure(row["pct_rendah"]),
            tinggi=figure(row["pct_tinggi"]), kelas=_kelas(row["kelas_layar"]),
            is_sorot=bool({code_of(row), str(row["nama"])} & set(sorot)),
            pembanding=tuple(figure(row[name]) for name in pembanding),
            kanan=kanan(row) if kanan else count(row["m"], measure) if figure(row["pct"]) is not None else "tanpa data",
        )
        for _, row in found.iterrows()
    )  # fmt: skip


def code_of(row: Any) -> str:
    """The Kemendagri code of a row of a province or kab/kota; empty where it has none."""
    for name in ("kode", "kode_kab_kota_kemendagri", "kode_provinsi_kemendagri"):
        if name in row and not is_none(row[name]):
            return str(row[name])
    return ""


def moves(frame: pd.DataFrame, *, sorot: Collection[str] = ()) -> tuple[BarisTitik, ...]:
    """One change a row in points, largest rise first. `naik` and `turun` only of a real change; what has no interval
    says so.

    `frame`: nama, poin, poin_rendah, poin_tinggi, is_nyata and a code.
    """
    found = frame.dropna(subset=["poin"]).sort_values(["poin", "nama"], ascending=[False, True])
    return tuple(
        BarisTitik(
            nama=short_name(str(row["nama"])), nilai=figure(row["poin"]), rendah=figure(row["poin_rendah"]),
            tinggi=figure(row["poin_tinggi"]), kelas=moved(row), is_sorot=bool({code_of(row)} & set(sorot)),
        )
        for _, row in found.iterrows()
    )  # fmt: skip


def moved(row: Any) -> Kelas:
    """How a change moved, of a row with poin and is_nyata: only a real one has a direction.

    A change that cannot be tested, or whose base changed so far that it is not judged, is `tanpa selang`.
    """
    is_rebased = "is_basis_berubah" in row and not is_none(row["is_basis_berubah"]) and bool(row["is_basis_berubah"])
    if is_none(row["is_nyata"]) or is_rebased:
        return "tanpa selang"
    if not bool(row["is_nyata"]):
        return "tetap"
    return "naik" if row["poin"] > 0 else "turun"


def line(nama: str, frame: pd.DataFrame, *, is_utama: bool = False) -> DeretWaktu:
    """A series of shares, oldest first; an unfinished last cut-off is left out of it, for it would look like a fall."""
    kept = frame.dropna(subset=["pct"]).sort_values("tanggal_data")
    if belum_lengkap(kept):
        kept = kept.iloc[:-1]
    points_ = tuple(
        TitikWaktu(tanggal=data.as_date(row.tanggal_data), nilai=figure(row.pct), rendah=figure(row.pct_rendah),
                   tinggi=figure(row.pct_tinggi))
        for row in each(kept)
    )  # fmt: skip
    return DeretWaktu(nama=nama, titik=points_, is_utama=is_utama)


def left_open(frame: pd.DataFrame, tanggal: date) -> str:
    """What is said under lines whose last cut-off was left out; empty where none was."""
    kept = frame.dropna(subset=["pct"])
    return f"{day(tanggal)} belum lengkap, tidak digambar" if belum_lengkap(kept) else ""


def events(measure: Ukuran, days: Sequence[Any]) -> tuple[Penanda, ...]:
    """What bent or broke a platform's series within the days given; a break and a new start are `is_batas`."""
    if not len(days):
        return ()
    first, last = min(map(data.as_date, days)), max(map(data.as_date, days))
    frame = panels.events_of(measure)
    broken = set(batas_deret(frame))
    found = {
        when: Penanda(tanggal=when, teks=f"mulai lagi dari nol {day(when)}", is_batas=True)
        for when in panels.restarts_of(measure, days)
    }
    for row in each(frame):
        when = data.as_date(row.tanggal_mulai)
        found[when] = Penanda(tanggal=when, teks=str(row.peristiwa), is_batas=when in broken or when in found)
    return tuple(found[when] for when in sorted(found) if first < when <= last)


def tiles(
    frame: pd.DataFrame, acuan: float | None = None, *, nama_acuan: str = "Nasional", sorot: Collection[str] = (),
    kelas_dari: str | None = None,
) -> BaganPetak:  # fmt: skip
    """The tile map of provinces. `frame`: as of `rows.per_provinsi`; `sorot`: codes outlined."""
    classes = frame[kelas_dari] if kelas_dari else kelas(frame, acuan)
    return BaganPetak(
        petak=tuple(
            Petak(kode=str(row.kode_provinsi_kemendagri), nama=short_name(str(row.nama)),
                  singkatan=singkatan(str(row.singkatan)), baris=int(row.baris_petak), kolom=int(row.kolom_petak),
                  nilai=figure(row.pct), kelas=_kelas(kind), is_sorot=str(row.kode_provinsi_kemendagri) in sorot)
            for row, kind in zip(each(frame), classes, strict=True)
        ),
        acuan=acuan, nama_acuan=nama_acuan if acuan is not None else "",
    )  # fmt: skip


def read_out(items: Sequence[str], most: int = 40) -> str:
    """Values in a row for those who do not see the chart: `Aceh 71,4 %; Bali 70,1 %; dan 4 lainnya`."""
    kept = list(items[:most])
    left = len(items) - len(kept)
    return "; ".join([*kept, f"dan {left} lainnya"] if left else kept) or NONE


def alt_dots(apa: str, baris: Sequence[BarisTitik], satuan: str = "%", acuan: str = "") -> str:
    """A chart of dots in words: what it is, the reference, then each row with its value and interval."""
    told_ = [f"{row.nama} {_value(row, satuan)}" for row in baris]
    return f"{apa}.{f' {acuan}.' if acuan else ''} {read_out(told_)}."


def _value(row: BarisTitik, satuan: str) -> str:
    if row.nilai is None:
        return "tanpa data"
    text = points(row.nilai) if satuan == "poin" else percent(row.nilai)
    half = half_width(row.rendah, row.tinggi, row.nilai)
    return f"{text} ({half})" if half else text


def alt_lines(apa: str, deret: Sequence[DeretWaktu], penanda: Sequence[Penanda] = ()) -> str:
    """Lines in words: where each begins and ends; of a definition that changed, before and after it apart."""
    breaks = sorted(one.tanggal for one in penanda if one.is_batas)
    said = []
    for one in deret:
        there = [point for point in one.titik if point.nilai is not None]
        ends = zip([date.min, *breaks], [*breaks, date.max], strict=True)
        parts = [part for low, high in ends if (part := [p for p in there if low <= p.tanggal < high])]
        spans = [_span(part) for part in parts]
        if len(spans) > 1:
            spans = [f"deret lama {spans[0]}", *(f"deret baru {span}" for span in spans[1:])]
        if spans:
            said.append(f"{one.nama} {', '.join(spans)}")
    return f"{apa}. {'; '.join(said) or NONE}."


def _span(points_: Sequence[TitikWaktu]) -> str:
    """`dari 51,4 % per 31 Jan 2024 ke 68,8 % per 31 Okt 2026`, or the one value there is."""
    first, last = points_[0], points_[-1]
    if first is last:
        return f"{percent(last.nilai)} per {day(last.tanggal)}"
    return f"dari {percent(first.nilai)} per {day(first.tanggal)} ke {percent(last.nilai)} per {day(last.tanggal)}"


def day_range(days: Sequence[date]) -> str:
    """`31 Okt 2026`, or `30 Sep–31 Okt 2026` where cut-offs differ."""
    first, last = min(days), max(days)
    if first == last:
        return day(last)
    start = day(first)
    return f"{start.removesuffix(f' {first.year}') if first.year == last.year else start}–{day(last)}"


def alt_tiles(apa: str, bagan: BaganPetak) -> str:
    """The tile map in words: the marked provinces, the highest, the lowest, and who has no data."""
    there = sorted((p for p in bagan.petak if p.nilai is not None), key=lambda p: (-(p.nilai or 0), p.nama))
    marked = [f"{p.nama} {percent(p.nilai)}" for p in bagan.petak if p.is_sorot]
    without = [p.nama for p in bagan.petak if p.nilai is None]
    said = [f"Ditandai: {names(marked, 6)}"] if marked else []
    said += [f"{bagan.nama_acuan} {percent(bagan.acuan)}"] if bagan.acuan is not None else []
    said += ["Dari tinggi ke rendah: " + ", ".join(f"{p.nama} {percent(p.nilai)}" for p in there)] if there else []
    said += [f"Tanpa data: {names(without, 38)}"] if without else []
    return f"{apa}. {'. '.join(said)}."


__all__ = [
    "CHANGED", "SHOWN", "alt_dots", "alt_lines", "alt_tiles", "base", "caution", "cell", "code_of", "count",
    "day_range", "definition", "dots", "events", "figure", "left_open", "line", "link", "moved", "moves", "read_out",
    "small", "source", "table", "tiles",
]  # fmt: skip

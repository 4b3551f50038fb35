"""Any panel of any page as a meeting screen: its chart read back as data, its foot, its rows and its link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from charts.reading import petak_of, read
from charts.reading_bars import MOST_ROWS
from charts.reading_parts import Bacaan
from schemas.rapat import Bagan, BaganTabel, DataLayar, KolomTabel, Layar, Urutan
from views import data, downloads, parts
from views.format import NONE, day, is_none, number
from views.links import SNAPSHOT
from views.meeting import basket, screen, seen
from views.meeting.seen import Gambar, Peta, Terlihat
from views.rows import Ukuran

_HELD = "serapan_rapat_halaman"
PAGE = "../pages/rapat.py"
LARGEST_IMAGE = 300_000
"""Letters of a figure's JSON that a screen may carry."""
MOST_CHARTS = 2
"""More charts than this over one foot are cards of its rows: the rows are the screen."""
MOST_COLUMNS = 7
SCHOOL_PAGE = "satuan"
SCHOOLS = "Memuat nama satuan pendidikan: untuk kalangan sendiri."
_OF_SCHOOLS = re.compile(r"(?i)nama[_ ]satuan.*|sekolah|satuan[_ ]pendidikan")
_KAB_KOTA = re.compile(r"\d\d\.\d\d")


def screens_of_page() -> tuple[Layar, ...]:
    """Every panel of the page just drawn that has a foot, as screens in the order of the page."""
    return tuple(layar for panel in seen.now().terlihat.values() for layar in screens_of(panel))


def screens_of(panel: Terlihat) -> tuple[Layar, ...]:
    """The screens of one panel: one a chart; of many small charts, and of none, one with the rows as a table.

    The headline is about the first chart; the second is named by its own words.
    """
    if not 0 < len(panel.lukisan) <= MOST_CHARTS:
        return (_screen(panel, None, 0),)
    return tuple(_screen(panel, lukisan, at) for at, lukisan in enumerate(panel.lukisan))


def _screen(panel: Terlihat, lukisan: Gambar | Peta | None, at: int) -> Layar:
    page = seen.now()
    read_back, image = _chart(lukisan)
    rows, more = (None, "") if read_back is not None else _table(panel.rows)
    notes = [_without(panel.kaki.catatan, read_back), *(read_back.catatan if read_back else ()), more]
    is_one = len(panel.lukisan) == 1 or lukisan is None
    alt = panel.judul if lukisan is None else lukisan.alt
    bagan: Bagan | None = read_back.bagan if read_back is not None else rows
    assert bagan is not None
    name = panel.kecil.split(" · ")[0] or page.nama
    return Layar(
        kunci=f"{page.halaman or 'ringkasan'}.{panel.kunci}{f'.{at + 1}' if at else ''}"[:120],
        nama=f"{page.nama}: {name}" if page.nama else name,
        kecil=panel.kecil if is_one or at else f"{panel.kecil} · {alt}",
        judul=panel.judul if not at else alt,
        bagan=bagan,
        gambar=image,
        tanggal_data=panel.kaki.tanggal,
        dasar=panel.kaki.dasar,
        sumber=panel.kaki.sumber,
        catatan=" · ".join(note for note in notes if note),
        peringatan=_caution(panel),
        definisi=_terms(panel.measure),
        alt=alt if at or panel.judul in alt else f"{alt.rstrip('. ')}. {panel.judul}",
        tautan=_link(),
        kode_wilayah=_codes(panel),
        data=_data(panel),
    )


def _chart(lukisan: Gambar | Peta | None) -> tuple[Bacaan | None, str]:
    """The chart as data; where no kind of chart says it all, the figure itself as long as it is small."""
    if lukisan is None:
        return None, ""
    if isinstance(lukisan, Peta):
        return Bacaan(petak_of(lukisan.frame, acuan=lukisan.acuan, sorot=lukisan.pilih)), ""
    found = read(lukisan.figure)
    if found is not None:
        return found, ""
    image = str(lukisan.figure.to_json())
    return None, image if len(image) < LARGEST_IMAGE else ""


def _without(note: str, read_back: Bacaan | None) -> str:
    """The foot's note without what it says of marks that were not read."""
    gone = read_back.gugur if read_back is not None else ()
    return " · ".join(part for part in note.split(" · ") if part not in gone)


def _caution(panel: Terlihat) -> str:
    said = [panel.basi or "", panel.measure.peringatan if isinstance(panel.measure, Ukuran) else "",
            SCHOOLS if _has_schools(panel) else ""]  # fmt: skip
    return " ".join(f"{text.rstrip('.')}." for text in said if text)


def _has_schools(panel: Terlihat) -> bool:
    """Whether single schools are shown: a column names or numbers them, or the page is of one."""
    named = any(_is_of_schools(str(name), panel.rows.iloc[:, at]) for at, name in enumerate(panel.rows.columns))
    return named or seen.now().halaman == SCHOOL_PAGE or (panel.view is not None and panel.view.npsn is not None)


def _is_of_schools(name: str, values: pd.Series) -> bool:
    """Whether a column holds schools. Counts of them, texts where some are hidden, have no two words."""
    if "npsn" in name.casefold():
        return True
    return bool(_OF_SCHOOLS.fullmatch(name)) and any(re.search(r"[A-Za-z]", t) and " " in t for t in map(str, values))


def _terms(measure: Ukuran | Sequence[tuple[str, str]] | None) -> tuple[tuple[str, str], ...]:
    if measure is None:
        return ()
    return measure.istilah() if isinstance(measure, Ukuran) else tuple((str(a), str(b)) for a, b in measure)


def _link() -> str:
    """The view on its page, held to this run's snapshot, so that it opens on the same numbers."""
    query = {**st.query_params.to_dict(), SNAPSHOT: data.snapshot().id}
    return f"{seen.now().halaman}?{urlencode(query)}"


def _codes(panel: Terlihat) -> tuple[str, ...]:
    """Whose own rows are shown: one kab/kota, or the provinces of several; nothing where provinces are compared."""
    there = [panel.rows.iloc[:, at] for at, name in enumerate(panel.rows.columns) if str(name).startswith("kode")]
    found = {str(value) for column in there for value in column.dropna().unique()}
    regencies = {code for code in found if _KAB_KOTA.fullmatch(code)}
    if regencies:
        return tuple(sorted(regencies if len(regencies) == 1 else {code[:2] for code in regencies}))
    provinces = found & set(data.provinces())
    if provinces:
        return tuple(provinces) if len(provinces) == 1 else ()
    # The rows do not say where they are of: the view does.
    query = st.query_params.to_dict()
    places = [code for code in (query.get("kab_kota", ""), query.get("provinsi", "")) if _is_place(code)]
    return tuple(places[:1])


def _is_place(code: str) -> bool:
    if code[:2] not in data.provinces():
        return False
    return len(code) == 2 or (bool(_KAB_KOTA.fullmatch(code)) and code in data.regencies(code[:2]))


def _data(panel: Terlihat) -> DataLayar:
    """The rows as they are downloaded, each cell with its type; a name that comes twice is numbered."""
    rows = downloads.with_view(panel.rows, panel.view)
    cells = rows.astype(object).to_numpy().tolist()
    names = [str(name) for name in rows.columns]
    kolom = tuple(f"{name}_{names[:at].count(name) + 1}" if name in names[:at] else name for at, name in
                  enumerate(names))  # fmt: skip
    return DataLayar(kolom=kolom, baris=tuple(tuple(map(screen.cell, row)) for row in cells))


def _table(rows: pd.DataFrame) -> tuple[BaganTabel, str]:
    """The first rows as printed, and what of them was left out. What all rows share says nothing of any."""
    shown = rows.head(MOST_ROWS)
    has_name = any(str(name).casefold() in ("nama", "wilayah", "nama_wilayah") for name in rows.columns)
    columns = [
        at
        for at, name in enumerate(rows.columns)
        if not (has_name and str(name).startswith("kode")) and (len(rows) < 2 or _varies(rows.iloc[:, at]))
    ]
    columns = columns or list(range(len(rows.columns)))  # fmt: skip
    kept = columns[:MOST_COLUMNS]
    texts = [[_printed(value, str(rows.columns[at])) for value in shown.iloc[:, at]] for at in kept]
    is_figures = [pd.api.types.is_numeric_dtype(rows.iloc[:, at]) and not pd.api.types.is_bool_dtype(rows.iloc[:, at])
                  for at in kept]  # fmt: skip
    kolom = tuple(
        KolomTabel(nama=_heading(rows.columns[at]), is_angka=figures, lebar=_width(words, figures))
        for at, words, figures in zip(kept, texts, is_figures, strict=True)
    )
    left = [f"{number(len(shown))} dari {number(len(rows))} baris" if len(rows) > len(shown) else "",
            f"{number(len(kept))} dari {number(len(columns))} kolom" if len(columns) > len(kept) else ""]  # fmt: skip
    more = " dan ".join(part for part in left if part)
    baris = tuple(zip(*texts, strict=True)) if texts else ()
    return BaganTabel(kolom=kolom, baris=baris), f"tabel: {more}, selebihnya pada data" if more else ""


def _varies(values: pd.Series) -> bool:
    return len({str(value) for value in values}) > 1


def _printed(value: object, name: str = "") -> str:
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "ya" if value else "tidak"
    if is_none(value):
        return NONE
    found = screen.cell(value)
    if isinstance(found, str):
        return found
    if isinstance(found, int | float) and name.casefold().startswith("tahun"):
        return str(round(found))
    if isinstance(found, int | float):
        return number(found, 0 if float(found).is_integer() else 1)
    return day(found) if found is not None else NONE


def _heading(name: object) -> str:
    said = str(name).replace("_", " ").removeprefix("is ").strip()
    return said.upper() if said == "npsn" else said[:1].upper() + said[1:]


def _width(words: Sequence[str], is_figures: bool) -> float:
    """A column's share of the width: prose needs more than figures."""
    longest = max((len(word) for word in words), default=0)
    return 1.0 if is_figures or longest <= 14 else 2.0 if longest <= 34 else 3.0


def add(kunci: str) -> None:
    """Put a panel of the page just drawn on the open meeting list, and say so."""
    panel = seen.now().terlihat.get(kunci)
    if panel is None:
        return
    count, screens = 0, screens_of(panel)
    for layar in screens:
        count = basket.add(layar)
    said = basket.said() or ""
    is_new = said.startswith("Ditambahkan")
    st.toast(f"Ditambahkan ke Daftar rapat ({number(count)} layar)" if is_new else said)


def hold() -> Urutan | None:
    """Keep the screens of the page just drawn in the session; None where it shows none."""
    screens = screens_of_page()
    if not screens:
        return None
    manifest = data.manifest()
    newest = max((layar.tanggal_data for layar in screens if layar.tanggal_data), default=None)
    when = [f"Data per {day(newest)}" if newest else "", f"terbit {day(manifest.dibuat.date())}"]
    held = Urutan(
        judul=seen.now().nama, kecil=" · ".join(part for part in when if part), snapshot=data.snapshot().id,
        tanggal_terbit=manifest.dibuat, is_contoh=manifest.is_contoh, layar=screens,
    )  # fmt: skip
    st.session_state[_HELD] = held, _link()
    return held


def held_page() -> Urutan | None:
    """The screens of the page that was last held, until the session ends."""
    found = st.session_state.get(_HELD)
    return found[0] if found else None


def held_address() -> str:
    """Path and query of the page that was last held; empty where none was."""
    found = st.session_state.get(_HELD)
    return str(found[1]) if found else ""


def button() -> None:
    """Beside the title: this page as a meeting. Nothing on a page that has no panel to show."""
    row = st.session_state.get(parts.HEAD)
    if row is None or not seen.now().terlihat:
        return
    why = "Satu panel satu layar, seukuran proyektor."
    if row.button("Mode rapat", key="mode_rapat", width="content", help=why) and hold() is not None:
        frozen = data.frozen()
        st.switch_page(PAGE, query_params={"urutan": "halaman", **({SNAPSHOT: frozen} if frozen else {})})

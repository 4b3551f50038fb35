"""Any panel of any page as a meeting screen: its chart read back as data, its foot, its rows and its link."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from charts.reading import petak_of, read
from charts.reading_parts import Bacaan
from schemas.rapat import Bagan, DataLayar, Layar, Urutan
from views import data, downloads, parts
from views.format import day, number
from views.links import SNAPSHOT
from views.meeting import basket, capture_table, scope, screen, seen
from views.meeting.seen import Foot, Gambar, Peta, Terlihat
from views.rows import Ukuran

_HELD = "serapan_rapat_halaman"
PAGE = "../pages/rapat.py"
LARGEST_IMAGE = 300_000
"""Letters of a figure's JSON that a screen may carry."""
MOST_CHARTS = 2
"""More charts than this over one foot are cards of its rows: the rows are the screen."""
SCHOOL_PAGE = "satuan"
SCHOOLS = "Memuat nama satuan pendidikan: untuk kalangan sendiri."
_OF_SCHOOLS = re.compile(r"(?i)nama[_ ]satuan.*|sekolah|satuan[_ ]pendidikan")


def screens_of_page() -> tuple[Layar, ...]:
    """Every panel of the page just drawn that has a foot, as screens in the order of the page."""
    return tuple(map(screen_of, seen.now().terlihat.values()))


def screen_of(panel: Terlihat) -> Layar:
    """A panel as one screen: its first chart, which its headline is about; of many small charts, and of none, its rows
    as a table."""
    return _screen(panel, panel.lukisan[0] if 0 < len(panel.lukisan) <= MOST_CHARTS else None)


def _screen(panel: Terlihat, lukisan: Gambar | Peta | None) -> Layar:
    page = seen.now()
    read_back, image = _chart(lukisan)
    rows, more = (None, "") if read_back is not None else capture_table.table(panel.rows, panel.judul)
    # beside a figure that comes along as it is, the rows are only what its place is kept by
    notes = [_without(panel.kaki.catatan, read_back), *(read_back.catatan if read_back else ()), "" if image else more]
    alt = panel.judul if lukisan is None else lukisan.alt
    bagan: Bagan | None = read_back.bagan if read_back is not None else rows
    assert bagan is not None
    name = panel.kecil.split(" · ")[0] or page.nama
    periode, dasar = when(panel.kaki)
    return Layar(
        kunci=seen.key(panel.kunci),
        nama=f"{page.nama}: {name}" if page.nama else name,
        kecil=panel.kecil,
        judul=panel.judul,
        bagan=bagan,
        gambar=image,
        tanggal_data=panel.kaki.tanggal,
        periode=periode,
        dasar=dasar,
        sumber=panel.kaki.sumber,
        catatan=" · ".join(note for note in notes if note),
        peringatan=_caution(panel),
        definisi=_terms(panel.measure),
        alt=alt if panel.judul in alt else f"{alt.rstrip('. ')}. {panel.judul}",
        tautan=seen.link(),
        kode_wilayah=_codes(panel, alt),
        data=_data(panel),
    )


def when(kaki: Foot) -> tuple[str, str]:
    """What is said of the time of a panel without one cut-off, and its base: several days stand in the base itself,
    and where there is none at all the data are as old as their publication."""
    if kaki.tanggal is not None:
        return "", kaki.dasar
    first, _, rest = kaki.dasar.partition(" · ")
    if first.startswith("Data per "):
        return first, rest
    return f"Data terbit {day(data.manifest().dibuat.date())}", kaki.dasar


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


def _codes(panel: Terlihat, *around: str) -> tuple[str, ...]:
    """Whose own rows are shown, see `scope.codes`."""
    said = (panel.kecil, panel.judul, panel.kaki.dasar, panel.kaki.catatan, *around)
    return scope.codes(panel.rows, said, st.query_params.to_dict(), is_schools=_has_schools(panel))


def _data(panel: Terlihat) -> DataLayar:
    """The rows as they are downloaded, each cell with its type; a name that comes twice is numbered."""
    rows = downloads.with_view(panel.rows, panel.view)
    cells = rows.astype(object).to_numpy().tolist()
    names = [str(name) for name in rows.columns]
    kolom = tuple(f"{name}_{names[:at].count(name) + 1}" if name in names[:at] else name for at, name in
                  enumerate(names))  # fmt: skip
    return DataLayar(kolom=kolom, baris=tuple(tuple(map(screen.cell, row)) for row in cells))


def add(kunci: str) -> None:
    """Put a panel of the page just drawn on the open meeting list, and say so."""
    panel = seen.now().terlihat.get(kunci)
    if panel is None:
        return
    count = basket.add(screen_of(panel))
    said = basket.said() or ""
    is_new = said.startswith("Ditambahkan")
    st.toast(f"Ditambahkan ke Daftar rapat ({number(count)} layar; menu Sampaikan)" if is_new else said)


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
    st.session_state[_HELD] = held, seen.link()
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
        asked = {"urutan": "halaman", "dari": held_address(), **({SNAPSHOT: frozen} if frozen else {})}
        st.switch_page(PAGE, query_params=asked)

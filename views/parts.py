"""Parts of a page: head, figures, panels with their foot, empty notes and downloads."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NoReturn

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.spark import spark
from charts.style import ANGGARAN, CONFIG
from views import data, downloads
from views.dictionary import links as dictionary_links
from views.format import day, is_none, number
from views.meeting import seen
from views.rows import Ukuran

HERE = Path(__file__).resolve().parent


def _sheet() -> str:
    """Every style sheet in gaya/, what all pages share first."""
    files = sorted((HERE / "gaya").glob("*.css"), key=lambda file: (file.stem != "dasar", file.stem))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def style() -> None:
    """The style sheet of every page."""
    st.html(f"<style>{_sheet()}</style>")


def logo() -> None:
    """The name at the top of the menu."""
    st.logo(str(HERE / "logo.svg"), size="large")


def sample_banner(is_contoh: bool) -> None:
    """Said on every page as long as the numbers are invented."""
    if is_contoh:
        said = f"<b>{downloads.SAMPLE}</b> · angka buatan"
        with st.container(key="contoh"):
            st.html(f'<div class="contoh" role="status" title="Bukan keadaan sebenarnya">{said}</div>')


class PageEnds(Exception):
    """The page has said all it can; the shell sets what stands around it."""


def end() -> NoReturn:
    """End a page early. Not `st.stop`: after that not even the shell may draw, and the link could not be shared."""
    raise PageEnds


HEAD = "serapan_kepala"
"""Where the shell finds the row of the title, to set what every page has beside it."""


CRUMBS, CRUMBS_PLACE = "serapan_remah", "serapan_tempat_remah"
"""The steps up from the view stand above the title: whichever of filter row and title comes first leaves them here."""


def crumbs(draw: Callable[[], None]) -> None:
    """Draw the steps up from the view above the title, be it drawn already or not."""
    slot = st.session_state.pop(CRUMBS_PLACE, None)
    if slot is None:
        st.session_state[CRUMBS] = draw
        return
    with slot:
        draw()


def head(judul: str, pertanyaan: str, *, is_shared: bool = True) -> None:
    """The page's title and the one question it answers. `is_shared`: its view is worth a link of its own."""
    slot = st.container()
    draw = st.session_state.pop(CRUMBS, None)
    if draw is None:
        st.session_state[CRUMBS_PLACE] = slot
    else:
        with slot:
            draw()
    row = st.container(horizontal=True, key="kepala")
    if is_shared:
        st.session_state[HEAD] = row
    with row:
        st.title(judul, anchor=False, width="content")
        st.caption(pertanyaan, width="content")


def small(text: str) -> None:
    """A quiet line of context."""
    st.html(f'<div class="kecil">{html.escape(text)}</div>')


@contextmanager
def answer(kecil: str, judul: str) -> Iterator[None]:
    """The finding that answers the page's question."""
    with st.container(key="jawaban"), seen.frame(kecil, judul, is_jawaban=True):
        small(kecil)
        st.header(escape_markdown(judul), anchor=False)
        yield


@dataclass(frozen=True)
class Angka:
    """One figure: name, value, what changed, its base, its trend; `basi` greys it."""

    nama: str
    nilai: str
    selang: str
    ubah: str
    dasar: str
    tren: Sequence[float | None]
    is_utama: bool = False
    is_basi: bool = False


def figures(items: Sequence[Angka]) -> None:
    """Figures side by side, each with its trend."""
    st.html(f'<div class="angka">{"".join(_figure(item) for item in items)}</div>')


def _figure(item: Angka) -> str:
    image = spark(item.tren)
    alt = html.escape(f"Tren {item.nama}")
    classes = " ".join(c for c, on in (("utama", item.is_utama), ("basi", item.is_basi)) if on)
    picture = f'<img src="{image}" alt="{alt}">' if image else ""
    interval = f" <small>{html.escape(item.selang)}</small>" if item.selang else ""
    return (
        f'<section class="{classes}"><div class="nama" title="{html.escape(item.nama)}">{html.escape(item.nama)}</div>'
        f'<div class="baris"><div class="nilai">{html.escape(item.nilai)}{interval}</div>{picture}</div>'
        f'<div class="ubah">{html.escape(item.ubah)}</div><div class="dasar">{html.escape(item.dasar)}</div></section>'
    )


@contextmanager
def panel(key: str, kecil: str, judul: str, basi: str | None = None) -> Iterator[None]:
    """A panel: small line, headline sentence, then what the caller draws. `basi` greys it and says why."""
    with st.container(key=f"panel_{key}"), seen.frame(kecil, judul, basi):
        small(kecil)
        st.header(escape_markdown(judul), anchor=False)
        if basi:
            st.html(f'<div class="peringatan">{html.escape(basi)}</div>')
        with st.container(key=f"{'basi' if basi else 'segar'}_{key}"):
            yield


def chart(
    figure: go.Figure, key: str, alt: str, *, gulir: Literal["", "sedang", "lebar"] = "",
    on_select: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """A chart as it was built, as wide as its panel.

    `gulir`: time runs sideways in it, so that on a phone it keeps a width of its own and scrolls inside its panel.
    `on_select`: called when a point is clicked; the click is in the session state under `grafik_<key>`.
    """
    seen.drawn(seen.Gambar(figure, alt))
    with st.container(key=f"gulir_{gulir}_{key}" if gulir else f"tetap_{key}"):
        if on_select is None:
            st.plotly_chart(figure, theme=None, config=CONFIG, key=f"grafik_{key}", alt=alt)
        else:
            st.plotly_chart(figure, theme=None, config=CONFIG, key=f"grafik_{key}", alt=alt, on_select=on_select,
                            selection_mode="points")  # fmt: skip


def table(
    frame: pd.DataFrame, key: str, alt: str, *, most: int = 480, on_select: Callable[[], None] | None = None,
    lebar: Mapping[str, int] | None = None, kanan: Sequence[str] = (),
) -> None:  # fmt: skip
    """A table with numbers as Indonesia writes them: the browser's own formatting follows its language.

    Numbers become text of equal length, so that a click on a heading still sorts them by size. `kanan`: columns of
    numbers that are text already, since some are not told.
    """
    shown = frame.copy()
    config = {name: st.column_config.TextColumn(name, width=width) for name, width in (lebar or {}).items()}
    for name in kanan:
        width = max((len(str(word)) for word in frame[name]), default=0)
        shown[name] = [str(word).rjust(width) for word in frame[name]]
        config[name] = st.column_config.TextColumn(name, alignment="right", width="small" if width < 10 else 120)
    for name in frame.columns:
        if pd.api.types.is_bool_dtype(frame[name]) or not pd.api.types.is_numeric_dtype(frame[name]):
            continue
        digits = 1 if pd.api.types.is_float_dtype(frame[name]) and not _is_whole(frame[name]) else 0
        words = ["" if is_none(value) else number(value, digits) for value in frame[name]]
        width = max(map(len, words), default=0)
        shown[name] = [word.rjust(width) for word in words]
        config[name] = st.column_config.TextColumn(name, alignment="right", width="small")
    height = min(39 + 35 * max(len(shown), 1), most)
    common: dict[str, Any] = {"hide_index": True, "height": height, "key": key, "alt": alt, "column_config": config}
    if on_select is None:
        st.dataframe(shown, **common)
    else:
        st.dataframe(shown, **common, on_select=on_select, selection_mode="single-row")


def prose_table(frame: pd.DataFrame, lebar: Mapping[str, int] | None = None, sebutan: str = "Tabel") -> None:
    """A table whose cells hold sentences: they wrap instead of being cut. `lebar`: least widths in px.

    On a phone each row stands as a list of its columns; the roles keep it a table for a screen reader there too.
    """
    least = {name: f' style="min-width: {width}px"' for name, width in (lebar or {}).items()}
    names = [html.escape(str(name)) for name in frame.columns]
    sides = [' class="angka-kanan"' if _is_figures(frame.iloc[:, place]) else "" for place in range(len(names))]
    head = "".join(
        f'<th role="columnheader" scope="col"{least.get(str(key), "")}{side}>{name}</th>'
        for key, name, side in zip(frame.columns, names, sides, strict=True)
    )
    body = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" data-kolom="{name}"{side}>{html.escape(str(value))}</td>'
            for name, side, value in zip(names, sides, row, strict=True)
        )
        + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    st.html(
        f'<div class="geser-tabel"><table class="rapi" role="table" aria-label="{html.escape(sebutan)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def long_table(
    key: str, frame: pd.DataFrame, lebar: Mapping[str, int] | None = None, *, sebutan: str, most: int = 12
) -> None:
    """A table of any length whose cells wrap: its first rows, and the others in a fold; thousands in a frame."""
    shown = frame if len(frame) <= most + 3 else frame.head(most)
    prose_table(shown, lebar, sebutan)
    rest = frame.iloc[len(shown) :]
    if rest.empty:
        return
    with st.expander(f"{number(len(rest))} baris lain", key=f"lainnya_{key}"):
        if len(rest) <= LONGEST:
            prose_table(rest, lebar, sebutan)
        else:
            table(rest, f"tabel_{key}", sebutan, most=420, lebar=lebar)


LONGEST = 500
"""Rows that a page carries as a table of its own; more are drawn as they are scrolled to."""
_FIGURE = re.compile(r"[+−]?[0-9][0-9.,]*([\u00a0 ]?(%|×|poin))?|–")


def _is_figures(values: pd.Series) -> bool:
    """Whether a column holds figures alone, written as text: they stand right, one under the other."""
    texts = [str(value) for value in values]
    return any(text != "–" for text in texts) and all(_FIGURE.fullmatch(text) for text in texts)


def _is_whole(values: pd.Series) -> bool:
    known = values.dropna()
    return bool((known == known.round()).all())


@dataclass(frozen=True)
class Kaki:
    """What stands under a panel."""

    tanggal: date | None
    dasar: str
    sumber: str
    catatan: str = ""


Terms = Sequence[tuple[str, str]]


def foot(
    key: str, kaki: Kaki, rows: pd.DataFrame, measure: Ukuran | Terms | None = None, *, is_view: bool = True
) -> None:
    """Cut-off, n, source, definition and a download of exactly what is shown.

    `is_view`: the rows are of the measure and filters above the page, and the download says which.
    """
    rows = with_unit(rows, measure)
    said = [
        f"Data per {day(kaki.tanggal)}" if kaki.tanggal else "",
        kaki.dasar,
        f"Sumber: {kaki.sumber}",
        kaki.catatan,
    ]
    view = st.session_state.get(VIEW) if is_view else None
    with st.container(horizontal=True, key=f"kaki_{key}"):
        st.markdown(escape_markdown(" · ".join(part for part in said if part)), width="content")
        if measure is not None:
            with st.popover("definisi", type="tertiary", key=f"definisi_{key}"):
                if isinstance(measure, Ukuran):
                    definition(measure)
                    dictionary_links.measure_link(measure, key)
                else:
                    _terms(list(measure))
        is_sample = data.manifest().is_contoh
        where = data.provinces()[view.provinsi] if view is not None and view.provinsi else ""

        def name(akhiran: str) -> str:
            return downloads.file_name(key, kaki.tanggal, is_sample, view, akhiran, where)

        st.download_button(
            "unduh CSV", lambda: downloads.csv_bytes(downloads.with_view(rows, view), is_sample),
            name("csv"), "text/csv", key=f"unduh_{key}", type="tertiary", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "XLSX", lambda: downloads.xlsx_bytes(downloads.with_view(rows, view), is_sample=is_sample,
                                                 keterangan=[part for part in said if part]),
            name("xlsx"), downloads.XLSX, key=f"unduh_xlsx_{key}", type="tertiary", on_click="ignore",
        )  # fmt: skip
        if seen.foot(key, kaki, rows, measure, view):
            st.button(seen.label(key), key=f"ke_rapat_{key}", type="tertiary", on_click=seen.clicked, args=(key,))


def with_unit(rows: pd.DataFrame, measure: Ukuran | Terms | None) -> pd.DataFrame:
    """The rows with the unit in the names of numerator and denominator where they are money."""
    if not isinstance(measure, Ukuran) or measure.satuan != ANGGARAN:
        return rows
    return rows.rename(columns={
        "pembilang": "pembilang_ribu_rupiah", "penyebut": "penyebut_ribu_rupiah",
        "Pembilang": "Pembilang (ribu Rp)", "Penyebut": "Penyebut (ribu Rp)",
    })  # fmt: skip


VIEW = "serapan_saringan_kini"
"""Where the filter row leaves the view of the page for its downloads; the shell clears it."""


def definition(measure: Ukuran) -> None:
    """Numerator, denominator and caveat of a measure."""
    _terms(list(measure.istilah()))


def _terms(terms: list[tuple[str, str]]) -> None:
    items = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(text)}</dd>" for name, text in terms)
    st.html(f'<dl class="definisi">{items}</dl>')


def catalogue_entry(entry: dict[str, Any]) -> None:
    """What the catalogue of platforms says about this one."""
    since = str(entry.get("sejak") or "")
    terms = [
        ("Platform", entry.get("definisi")),
        ("Pemilik", entry.get("pemilik")),
        ("Sejak", since[:4] if since else None),
        ("Catatan platform", entry.get("peringatan")),
    ]
    _terms([(name, str(text)) for name, text in terms if text and not is_none(text)])


def empty(apa: str, lakukan: str) -> None:
    """What is missing, and what to do."""
    st.html(f'<div class="kosong"><p><b>{html.escape(apa)}</b></p><p>{html.escape(lakukan)}</p></div>')


def no_rows(nama: str) -> None:
    """That the filters leave nothing of a measure, and a button back to where there is something."""
    empty(
        f"Belum ada data {nama} untuk pilihan ini.",
        "Pilih jenjang, kewenangan, atau tanggal data lain pada baris di atas.",
    )
    st.button("Kembalikan ke semua jenjang", on_click=_widen, key="lebarkan")


def _widen() -> None:
    st.query_params.update({"jenjang": "Semua", "status": "Semua", "kewenangan": "tanpa_kemenag"})


def key_of_classes(acuan: str = "Nasional", *, has_bare: bool = False) -> None:
    """What shape and colour of a ranked dot mean."""
    name = html.escape("nasional" if acuan == "Nasional" else acuan)
    bare = '<span><i class="bujur"></i>tanpa selang</span>' if has_bare else ""
    st.html(
        f'<div class="kunci"><span><i class="atas"></i>di atas {name}</span>'
        f'<span><i class="setara"></i>setara: selangnya memuat angka {name}</span>'
        f'<span><i class="bawah"></i>di bawah {name}</span><span>garis: selang 95 %</span>{bare}</div>'
    )


def escape_markdown(text: str) -> str:
    """Text that Streamlit's markdown prints as it is; an invisible joiner keeps bare addresses from becoming links."""
    bare = re.sub(r"(?i)(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\S)(?=@\S)", "\u2060", text)
    return re.sub(r"([\\`*_\[\]<>$#~|:])", r"\\\1", bare)

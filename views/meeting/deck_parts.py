"""The parts of a meeting screen that are set as text: head, foot, tile map, table, figures, list, notes."""

from __future__ import annotations

import html

from charts.meeting import Bidang
from charts.meeting_text import value_of, wrapped
from charts.names import singkatan
from charts.style import SEQUENTIAL, colour, scale, text_colour
from schemas.rapat import BaganAngka, BaganButir, BaganPetak, BaganTabel, Layar, Urutan
from views.downloads import SAMPLE
from views.meeting.measure import Susunan, fitting, foot_text

ROWS_LEAST = 1.36
"""Least height of a table's row, in letters."""


def _e(text: object) -> str:
    return html.escape(str(text))


def head(urutan: Urutan, layar: Layar, susunan: Susunan) -> str:
    """The small line and the finding."""
    sample = f'<span class="layar-contoh">{_e(SAMPLE)}</span>' if urutan.is_contoh else ""
    return (
        f'<header class="layar-kepala" style="--judul:{susunan.judul};--kepala:{susunan.kepala:.1f}">'
        f'<div class="layar-kecil"><span>{_e(layar.kecil)}</span>{sample}</div>'
        f'<h1 class="layar-judul" id="layar-judul" aria-live="polite">{_e(layar.judul)}</h1></header>'
    )


def foot(layar: Layar, susunan: Susunan) -> str:
    """Cut-off, n, source and caveat."""
    lines = f"--baris:{susunan.baris_kaki}" if susunan.baris_kaki else ""
    return f'<p class="layar-kaki" style="--kaki:{susunan.kaki};{lines}">{_e(foot_text(layar))}</p>'


def tiles(bagan: BaganPetak, alt: str, bidang: Bidang) -> str:
    """The provinces in their grid, coloured by value; those the screen is about outlined, with the scale beside."""
    start, step = scale([tile.nilai for tile in bagan.petak if tile.nilai is not None])
    rows = max((tile.baris for tile in bagan.petak), default=0) + 1
    columns = max((tile.kolom for tile in bagan.petak), default=0) + 1
    cells = []
    for tile in bagan.petak:
        fill = None if tile.nilai is None else colour(tile.nilai, start, step)
        look = f"background:{fill};color:{text_colour(fill)};" if fill else ""
        kinds = " ".join(k for k, on in (("sorot", tile.is_sorot), ("kosong", fill is None)) if on)
        value = value_of(tile.nilai, "", bagan.desimal)
        cells.append(
            f'<div class="{kinds}" style="{look}grid-area:{tile.baris + 1}/{tile.kolom + 1}" '
            f'title="{_e(tile.nama)} {_e(value_of(tile.nilai, bagan.satuan, bagan.desimal))}">'
            f"<b>{_e(singkatan(tile.singkatan))}</b><span>{_e(value)}</span></div>"
        )
    return (
        f'<div class="layar-petak{" sempit" if bidang.is_sempit else ""}" role="img" aria-label="{_e(alt)}" '
        f'style="--kolom:{columns};--lajur:{rows};--tinggi:{bidang.tinggi}px">{"".join(cells)}'
        f"{_scale(bagan, start, step)}</div>"
    )


def _scale(bagan: BaganPetak, start: float, step: float) -> str:
    digits = 0 if step >= 1 else 1
    ends = [value_of(end, bagan.satuan, digits) for end in (start, start + 10 * step)]
    band = "".join(f'<i style="background:{fill}"></i>' for fill in SEQUENTIAL)
    place = None if bagan.acuan is None else (bagan.acuan - start) / (10 * step)
    mark, said = "", ""
    if place is not None and bagan.acuan is not None and 0 <= place <= 1:
        mark = f'<s style="left:{100 * place:.1f}%"></s>'
        said = f"<p><s></s>{_e(bagan.nama_acuan)} {_e(value_of(bagan.acuan, bagan.satuan, bagan.desimal))}</p>"
    none = "<p><u></u>tanpa data</p>" if any(tile.nilai is None for tile in bagan.petak) else ""
    return (
        f'<div class="skala"><div class="pita">{band}{mark}</div>'
        f'<div class="ujung"><span>{_e(ends[0])}</span><span>{_e(ends[1])}</span></div>{said}{none}</div>'
    )


def table(bagan: BaganTabel, alt: str, bidang: Bidang) -> str:
    """A table in letters that can be read from the back row; rows beyond the field are counted, not shrunk."""
    size, shown, lines = _table_fit(bagan, bidang)
    whole = sum(column.lebar for column in bagan.kolom) or 1.0
    columns = "".join(f'<col style="width:{100 * column.lebar / whole:.2f}%">' for column in bagan.kolom)
    head_cells = "".join(f'<th scope="col"{_side(column.is_angka)}>{_e(column.nama)}</th>' for column in bagan.kolom)
    body = "".join(
        "<tr>" + "".join(
            f'<td data-kolom="{_e(column.nama)}"{_side(column.is_angka)}>{_e(cell)}</td>'
            for column, cell in zip(bagan.kolom, row, strict=False)
        ) + "</tr>"
        for row in bagan.baris[:shown]
    )  # fmt: skip
    left = len(bagan.baris) - shown
    more = f'<p class="lagi">dan {left} baris lain pada Paket rapat</p>' if left > 0 else ""
    roomy = "" if bidang.is_sempit else f"--pad:{_padding(bidang, size, lines, shown + 1 + (left > 0)):.1f}px"
    look = f"--huruf:{size};{roomy}{_height(bidang)}"
    return (
        f'<div class="layar-tabel" style="{look}"><table aria-label="{_e(alt)}"><colgroup>{columns}'
        f"</colgroup><thead><tr>{head_cells}</tr></thead><tbody>{body}</tbody></table>{more}</div>"
    )


def _height(bidang: Bidang) -> str:
    return "" if bidang.is_sempit else f";--tinggi:{bidang.tinggi}px"


def _side(is_number: bool) -> str:
    return ' class="kanan"' if is_number else ""


def _table_fit(bagan: BaganTabel, bidang: Bidang) -> tuple[int, int, int]:
    """Size of the letters, how many rows fit, and how many lines of text those take, the heading's included."""
    if bidang.is_sempit:
        return 14, len(bagan.baris), 0
    found = (24, 0, 0)
    for size in (32, 28, 24):
        px = size * bidang.huruf / 24
        most = int(bidang.tinggi / (ROWS_LEAST * px))
        used = _row_lines(bagan, tuple(column.nama for column in bagan.kolom), px, bidang)
        shown = 0
        for row in bagan.baris:
            needed = _row_lines(bagan, row, px, bidang)
            spare = 0 if shown + 1 == len(bagan.baris) else 1
            if used + needed + spare > most:
                break
            used, shown = used + needed, shown + 1
        found = (size, shown, used)
        if shown == len(bagan.baris):
            break
    return found


def _row_lines(bagan: BaganTabel, row: tuple[str, ...], px: float, bidang: Bidang) -> int:
    whole = sum(column.lebar for column in bagan.kolom) or 1.0
    return max((
        len(wrapped(cell, px, max(column.lebar / whole * bidang.lebar - 0.8 * px, 40), 99))
        for column, cell in zip(bagan.kolom, row, strict=False)
    ), default=1)  # fmt: skip


def _padding(bidang: Bidang, size: int, lines: int, rows: int) -> float:
    """Room over and under each row, so that a short table fills the field calmly and a long one still fits."""
    px = size * bidang.huruf / 24
    free = bidang.tinggi - (lines + 1) * 1.2 * px
    return min(max(free / (2 * max(rows, 1)) - 1, 1.0), 0.55 * px)


def figures(bagan: BaganAngka, alt: str, bidang: Bidang) -> str:
    """A few large figures side by side, in two rows where there are more than four."""
    count = len(bagan.butir)
    columns = 1 if bidang.is_sempit else max(count if count <= 4 else -(-count // 2), 1)
    longest = max((len(item.nilai) for item in bagan.butir), default=1)
    size = min(132, int(1800 / columns * 0.86 / max(longest, 4) / 0.52))
    items = "".join(
        f'<section><div class="nama">{_e(item.nama)}</div><div class="nilai">{_e(item.nilai)}</div>'
        f'<div class="selang">{_e(item.selang)}</div><div class="ubah">{_e(item.ubah)}</div>'
        f'<div class="dasar">{_e(item.dasar)}</div></section>'
        for item in bagan.butir
    )
    look = f"--kolom:{columns};--nilai:{size}{_height(bidang)}"
    return f'<div class="layar-angka" style="{look}" role="group" aria-label="{_e(alt)}">{items}</div>'


def points(bagan: BaganButir, bidang: Bidang) -> str:
    """A numbered list in the largest letters it fits in."""
    texts = [pair for item in bagan.butir for pair in ((item.teks, 1.0), (item.keterangan, 0.72))]
    size = fitting(texts, bidang, (56.0, 50.0, 44.0, 40.0, 36.0, 34.0))
    items = "".join(
        f"<li><div>{_e(item.teks)}{f'<small>{_e(item.keterangan)}</small>' if item.keterangan else ''}</div></li>"
        for item in bagan.butir
    )
    return f'<ol class="layar-butir" style="--huruf:{size:.0f}{_height(bidang)}">{items}</ol>'


def notes(layar: Layar, berikut: Layar | None) -> str:
    """What only the presenter reads: own note, what to ask, definition, caveat, what comes next."""
    told = [("Catatan", layar.catatan_penyaji), ("Yang dapat ditanyakan", layar.pertanyaan),
            ("Perlu diketahui", layar.peringatan)]  # fmt: skip
    blocks = "".join(f"<dt>{_e(name)}</dt><dd>{_lines(text)}</dd>" for name, text in told if text)
    terms = "".join(f"<dt>{_e(name)}</dt><dd>{_e(text)}</dd>" for name, text in layar.definisi
                    if text and text.rstrip(".") not in layar.peringatan)  # fmt: skip
    following = f"<dt>Berikutnya</dt><dd>{_e(berikut.judul)}</dd>" if berikut else "<dt>Berikutnya</dt><dd>Penutup</dd>"
    return f'<aside class="layar-catatan" aria-label="Catatan penyaji"><dl>{blocks}{following}{terms}</dl></aside>'


def _lines(text: str) -> str:
    return "<br>".join(_e(line) for line in text.splitlines() if line.strip())


def closing(urutan: Urutan) -> str:
    """The last screen: what the meeting was about, each finding once more."""
    sample = f'<span class="layar-contoh">{_e(SAMPLE)}</span>' if urutan.is_contoh else ""
    items = "".join(f"<li>{_e(layar.judul)}</li>" for layar in urutan.layar)
    return (
        f'<header class="layar-kepala" style="--judul:52"><div class="layar-kecil"><span>{_e(urutan.kecil)}</span>'
        f'{sample}</div><h1 class="layar-judul">{_e(urutan.judul)}: yang kita lihat</h1></header>'
        f'<ol class="layar-ringkas{" rapat" if len(urutan.layar) > 9 else ""}">{items}</ol>'
    )

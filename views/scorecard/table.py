"""The scorecard as a real table: heads that sort, names that open a region, cells with colour and words."""

from __future__ import annotations

import html
import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from charts.heat import Warna, nilai_kolom, selisih_kolom
from charts.names import short_name
from charts.style import SEQUENTIAL, banyak, each
from views import sentences
from views.format import NONE, day, half_width, interval, interval_words, month, number, percent, points, signed
from views.scorecard.rows import Baris, Kartu, Kolom

HERE = Path(__file__).resolve().parent
GEOGRAFI = "wilayah"
NAIK = ".naik"
"""After a measure's id: sorted from the lowest."""

_component = st.components.v2.component(
    "serapan_kartu_skor",
    html='<div class="kartu"></div>',
    css=(HERE.parent / "gaya" / "skor.css").read_text(encoding="utf-8"),
    js=(HERE / "table.js").read_text(encoding="utf-8"),
)

HEADS = {
    "belajar_id": "belajar .id", "pmm": "Ruang GTK", "rapor_pendidikan": "Rapor Pendi\u00addikan",
    "rumah_pendidikan": "Rumah Pendi\u00addikan", "ruang_pemerintah": "Ruang Peme\u00adrintah",
    "ruang_orang_tua": "Ruang Orang\u00a0Tua", "canva": "Canva", "kampus_merdeka": "Kampus Merdeka",
}  # fmt: skip
"""Platform names that break into lines a column can hold; the full name is in the hover."""
GROUPS = {"satuan": "Data per satuan pendidikan", "wilayah": "Data per wilayah, tanpa selang",
          "luar": "Luar tugas BPMP"}  # fmt: skip


def orders(kartu: Kartu) -> dict[str, str]:
    """What the rows can be sorted by, as the link writes it and as it is printed."""
    found = {GEOGRAFI: "Letak wilayah"}
    for column in kartu.kolom:
        found[column.ukuran] = f"{column.nama_platform}, tertinggi dulu"
        found[column.ukuran + NAIK] = f"{column.nama_platform}, terendah dulu"
    return found


def next_order(now: str, ukuran: str) -> str:
    """What a press on a head does: highest first, lowest first, back to geography."""
    return {ukuran: ukuran + NAIK, ukuran + NAIK: GEOGRAFI}.get(now, ukuran)


def in_order(kartu: Kartu, urut: str) -> list[Baris]:
    """What is compared with first, then the regions; those without a number last."""
    fixed = [line for line in kartu.baris if line.is_acuan]
    others = [line for line in kartu.baris if not line.is_acuan]
    if urut == GEOGRAFI:
        return fixed + others
    name, is_up = urut.removesuffix(NAIK), urut.endswith(NAIK)
    mine = kartu.sel[kartu.sel["ukuran"] == name].dropna(subset=["nilai"])
    values = dict(zip(mine["kode_wilayah"], mine["nilai"].astype(float), strict=True))
    known = sorted((line for line in others if line.kode in values), key=lambda b: values[b.kode], reverse=not is_up)
    return fixed + known + [line for line in others if line.kode not in values]


def draw(
    kartu: Kartu, judul: str, urut: str, *, has_interval: bool, links: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Draw the table; what was just pressed: {"dipilih": code} or {"urut": order}, else empty.

    `links`: code to the query of the region's page.
    """
    table = markup(kartu, judul, urut, has_interval=has_interval, links=links)
    result = _component(
        key="kartu_skor", data={"tabel": table}, on_dipilih_change=lambda: None, on_urut_change=lambda: None
    )
    known = {line.kode for line in kartu.baris}
    if result.get("dipilih") in known:
        return {"dipilih": str(result.get("dipilih"))}
    if result.get("urut") in {k.ukuran for k in kartu.kolom}:
        return {"urut": next_order(urut, str(result.get("urut")))}
    return {}


def markup(kartu: Kartu, judul: str, urut: str, *, has_interval: bool, links: Mapping[str, Mapping[str, str]]) -> str:
    """The table and its key as HTML; every text escaped."""
    ordered = in_order(kartu, urut)
    cells = {(str(row.ukuran), str(row.kode_wilayah)): row for row in each(kartu.sel)}
    paints = {k.ukuran: _paints(kartu, k, cells) for k in kartu.kolom}
    body = "".join(
        f'<tr{" class=acuan" if line.is_acuan else ""}><th scope="row">{_name(line, links)}</th>'
        + "".join(
            _cell(kartu.tampilan, column, line, cells.get((column.ukuran, line.kode)),
                  paints[column.ukuran].get(line.kode), has_interval=has_interval)
            for column in kartu.kolom
        )
        + "</tr>"
        for line in ordered
    )  # fmt: skip
    tall = " selang" if has_interval else ""
    return (
        '<p class="geser-kata">Geser ke samping untuk melihat semua platform →</p>'
        f'<div class="gulir" tabindex="0" role="region" aria-label="{html.escape(judul)}"><table class="skor{tall}">'
        f"<caption>{html.escape(judul)}</caption>{_head(kartu, urut)}<tbody>{body}</tbody></table></div>"
        f"{_key(kartu, has_interval=has_interval)}"
    )


def _head(kartu: Kartu, urut: str) -> str:
    groups = "".join(
        f'<th scope="colgroup" colspan="{len(list(run))}"><span>{GROUPS[kind]}</span></th>'
        for kind, run in itertools.groupby(kartu.kolom, key=lambda k: k.jenis)
    )
    return (
        f'<thead><tr class="kelompok"><td></td>{groups}</tr><tr><th scope="col" class="nama">Wilayah</th>'
        f"{''.join(_column_head(k, urut) for k in kartu.kolom)}</tr></thead>"
    )


def _column_head(column: Kolom, urut: str) -> str:
    state = {column.ukuran: "descending", column.ukuran + NAIK: "ascending"}.get(urut, "none")
    arrow = {"descending": " ↓", "ascending": " ↑", "none": ""}[state]
    name = html.escape(HEADS.get(column.platform, column.nama_platform)).replace(" ", "<br>")
    marks = [word for word, on in (("lama", column.is_basi), ("belum lengkap", column.is_belum_lengkap)) if on]
    about = (
        f"{column.nama_platform}: {column.nama}, {column.dasar}, per {day(column.tanggal)}. Tekan untuk mengurutkan."
    )
    return (
        f'<th scope="col" aria-sort="{state}"{" class=basi" if column.is_basi else ""}>'
        f'<button type="button" data-urut="{html.escape(column.ukuran)}" title="{html.escape(about)}">'
        f"{name}{arrow}</button><i>{_month(column)}{''.join(f'<br>{m}' for m in marks)}</i></th>"
    )


def _month(column: Kolom) -> str:
    text = month(column.tanggal)
    return f"{text[:-4]}{text[-2:]}"


def _name(line: Baris, links: Mapping[str, Mapping[str, str]]) -> str:
    text = html.escape(short_name(line.nama))
    if line.kode not in links:
        return text
    target = html.escape(f"provinsi?{urlencode(links[line.kode])}")
    return f'<a href="{target}" target="_self" data-kode="{html.escape(line.kode)}">{text}</a>'


def _paints(kartu: Kartu, column: Kolom, cells: Mapping[tuple[str, str], Any]) -> dict[str, Warna | None]:
    """Colours of a column: of shares from enough schools, of differences only where they are real."""
    found = [cells.get((column.ukuran, line.kode)) for line in kartu.baris if not line.is_acuan]
    there = [cell for cell in found if cell is not None and cell.nilai == cell.nilai]
    if kartu.tampilan == "nilai":
        kept = [cell for cell in there if not cell.is_sedikit]
        paints = nilai_kolom([cell.nilai for cell in kept])
    else:
        kept = [cell for cell in there if cell.is_nyata is not None and bool(cell.is_nyata)]
        paints = selisih_kolom([cell.nilai for cell in kept])
    return {str(cell.kode_wilayah): paint for cell, paint in zip(kept, paints, strict=True)}


def _cell(tampilan: str, column: Kolom, line: Baris, cell: Any, paint: Warna | None, *, has_interval: bool) -> str:
    if cell is None or cell.nilai != cell.nilai:
        why = _missing(tampilan, column, line)
        return f'<td class="tiada" title="{html.escape(why)}">{NONE}<b>{html.escape(why)}</b></td>'
    if tampilan == "nilai":
        text, said = number(cell.nilai, 1), ""
    else:
        is_real = cell.is_nyata is not None and bool(cell.is_nyata)
        text = f"{('▲' if cell.nilai > 0 else '▼') if is_real else ''}{signed(cell.nilai, 1)}"
        said = "" if is_real else "penyebut berubah" if cell.is_basis_berubah else _unproven(cell)
    classes = [
        name
        for name, on in (
            ("sedikit", cell.is_sedikit),
            ("hampa", bool(said) and not cell.is_sedikit),
            ("basi", column.is_basi),
        )
        if on
    ]
    if cell.is_sedikit:
        text, said = f"{text}*", sentences.TOO_FEW
    style = f' style="background:{paint.latar};color:{paint.tinta}"' if paint else ""
    spread = _spread(cell) if has_interval else ""
    return (
        f"<td{f' class={chr(34)}{chr(32).join(classes)}{chr(34)}' if classes else ''}{style}"
        f' title="{html.escape(_hover(tampilan, column, line, cell))}">{text}'
        f"{f'<small>{spread or NONE}</small>' if has_interval else ''}"
        f"{f'<b>{html.escape(said)}</b>' if said else ''}</td>"
    )  # fmt: skip


LOPSIDED = 0.1
"""An interval whose middle lies further than this part of its width from the value is written by its ends."""


def _spread(cell: Any) -> str:
    """`±0,6`, or `−24…−1` where the value is not in the middle."""
    if cell.rendah != cell.rendah:
        return ""
    if abs((cell.rendah + cell.tinggi) / 2 - cell.nilai) <= LOPSIDED * (cell.tinggi - cell.rendah):
        return half_width(cell.rendah, cell.tinggi)
    return "…".join(number(end, 0 if abs(end) >= 1 else 1) for end in (cell.rendah, cell.tinggi))


def _unproven(cell: Any) -> str:
    return "tidak dapat diuji" if cell.is_nyata is None else "tidak nyata"


def _missing(tampilan: str, column: Kolom, line: Baris) -> str:
    if tampilan == "perubahan" and column.alasan:
        return f"Tanpa perubahan: {column.alasan}."
    if tampilan == "jarak" and line.is_acuan:
        return "Angka nasional adalah acuannya."
    if column.is_provinsi and len(line.kode) > 2:
        return f"Data {column.nama_platform} hanya sampai tingkat provinsi."
    return f"Tidak ada data {column.nama_platform} untuk {line.nama} per {day(column.tanggal)} pada pilihan ini."


def _hover(tampilan: str, column: Kolom, line: Baris, cell: Any) -> str:
    """Everything behind a cell, one thing a line."""
    lines = [f"{line.nama}, {column.nama_platform}: {column.nama}"]
    if tampilan == "perubahan":
        lines.append(f"{percent(cell.dari)} → {percent(cell.ke)}: {points(cell.nilai)}")
    else:
        lines.append(
            f"{percent(cell.pct)} = {banyak(cell.x, column.dasar)} dari {banyak(cell.m, column.dasar)} {column.dasar}"
        )
        if tampilan == "jarak":
            lines.append(f"{points(cell.nilai)} dari angka nasional")
    if cell.rendah == cell.rendah:
        spread = interval(cell.rendah, cell.tinggi) if tampilan == "nilai" else interval_words(cell.rendah, cell.tinggi)
        lines.append(f"selang 95 %: {spread}")
    else:
        lines.append(sentences.TOO_FEW if cell.is_sedikit else sentences.NO_INTERVAL)
    if cell.is_basis_berubah:
        lines.append("penyebut sekolah yang sama bergeser lebih dari 20 %")
    if cell.jumlah_satuan == cell.jumlah_satuan:
        lines.append(f"{number(cell.jumlah_satuan)} satuan pendidikan")
    return "\n".join([*lines, f"data per {day(column.tanggal)}"])


def _key(kartu: Kartu, *, has_interval: bool) -> str:
    few = "<span>* kurang dari 10 satuan pendidikan: tidak diwarnai dan tidak dibandingkan</span>"
    none = f"<span>{NONE} tidak ada angka; sebabnya tampak bila ditunjuk</span>"
    if kartu.tampilan == "nilai":
        band = "".join(f'<i style="background:{c}"></i>' for c in SEQUENTIAL)
        first = f"<span><em>{band}</em>rendah ke tinggi dalam kolomnya; tiap kolom memakai skalanya sendiri</span>"
    else:
        word = "naik" if kartu.tampilan == "perubahan" else "di atas nasional"
        low = "turun" if kartu.tampilan == "perubahan" else "di bawah nasional"
        first = (
            f'<span><u class="naik">▲</u>{word}, nyata</span><span><u class="turun">▼</u>{low}, nyata</span>'
            '<span><u class="hampa">+1,0</u>tanpa warna: tidak nyata, atau tidak dapat diuji</span>'
            "<span>makin tua makin besar, tiap kolom pada skalanya sendiri</span>"
        )
    wide = "<span>± atau a…b: selang 95 %; – tanpa selang</span>" if has_interval else ""
    return f'<div class="kunci">{first}{wide}{few}{none}</div>'

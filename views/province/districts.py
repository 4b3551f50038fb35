"""Panels below one kab/kota: its kecamatan side by side, and the schools of one of them, each a click from its page."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from analysis.shares import FEWEST_SCHOOLS, roll_up, with_share
from analysis.small_cells import FEWEST_PEOPLE, hidden
from charts.names import short_name
from charts.style import each
from views import data, filter_bar, links, panels, parts, rows
from views.filters import JENJANG, SEMUA_KEWENANGAN, STATUS, Saringan
from views.format import day, interval, is_none, number, percent
from views.rows import Ukuran
from views.school.profile import FEW

NONE = "Tanpa kecamatan"
SCHOOL_PAGE = "../pages/satuan.py"
SCHOOLS = "satuan pendidikan"


def per_kecamatan(saringan: Saringan) -> pd.DataFrame:
    """One row a kecamatan with share and interval; schools without a kecamatan are the row `Tanpa kecamatan`."""
    frame = with_share(
        data.ask("pemanfaatan_per_kecamatan", ukuran=saringan.ukuran, kode_kab_kota=saringan.kab_kota,
                 jenjang=saringan.jenjang, status=saringan.status, kewenangan=saringan.kewenangan)
    )  # fmt: skip
    return frame.assign(nama=[NONE if is_none(name) else str(name) for name in frame["kecamatan"]])


def _other_view(saringan: Saringan, last: Any) -> str:
    """What of the filters the schools' own rows cannot follow; "" where they do."""
    if rows.main_group(saringan.ukuran) == saringan.kelompok_pengguna and last == saringan.tanggal_data:
        return ""
    return (
        f"Rincian per satuan hanya ada untuk {rows.main_base(saringan.ukuran)} pada tanggal data terakhir; "
        "pilihan Pengguna dan Data per tidak mengubahnya."
    )


def kecamatan_panel(saringan: Saringan, measure: Ukuran, kab_kota: str, basi: str | None) -> None:
    """The kecamatan of one kab/kota with their intervals, then as a table to drill down from."""
    frame = per_kecamatan(saringan)
    if frame.empty:
        return
    whole = with_share(roll_up(frame)).iloc[0]
    last = max(data.as_date(t) for t in frame["tanggal_data"])
    own = rows.main_group(saringan.ukuran)
    who = rows.main_base(saringan.ukuran)
    few = int(frame["is_terlalu_sedikit"].sum())
    title = headline(frame, whole, short_name(kab_kota))
    with parts.panel("kecamatan", f"{measure.nama} · persen {who} · per kecamatan · per {day(last)}", title, basi):
        if said := _other_view(saringan, last):
            st.caption(said)
        ordered = in_order(frame)
        told = _told(ordered, is_people=own != SCHOOLS)
        st.caption("Centang satu kecamatan untuk melihat satuan pendidikannya saja.")
        parts.table(told.rename(columns=COLUMNS), "tabel_kecamatan", title, most=420,
                    on_select=lambda: _drill(ordered), kanan=tuple(COLUMNS.values())[1:])  # fmt: skip
        note = f"{few} kecamatan kurang dari 10 satuan: tanpa selang dan jumlah, jangan dibandingkan" if few else ""
        kaki = parts.Kaki(last, f"n = {number(whole['m'])} {who} di {number(whole['jumlah_satuan'])} satuan",
                          panels.source(measure), note)  # fmt: skip
        lower = {name: label.lower().replace(" ", "_").replace("_%", "") for name, label in COLUMNS.items()}
        parts.foot("kecamatan", kaki, told.rename(columns=lower), measure)


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """The highest share first; those with too few schools after them, by name; schools without a kecamatan last."""
    marked = frame.assign(luar=frame["nama"] == NONE, sedikit=frame["is_terlalu_sedikit"].astype(bool))
    marked["nilai"] = marked["pct"].where(~marked["sedikit"], 0.0)
    ordered = marked.sort_values(["luar", "sedikit", "nilai", "nama"], ascending=[True, True, False, True])
    return ordered.drop(columns=["luar", "sedikit", "nilai"]).reset_index(drop=True)


COLUMNS = {"nama": "Kecamatan", "pct": "Persen", "selang": "Selang 95 %", "x": "Pembilang", "m": "Penyebut",
           "jumlah_satuan": "Satuan pendidikan"}  # fmt: skip


def _told(frame: pd.DataFrame, *, is_people: bool) -> pd.DataFrame:
    """The columns printed; small counts and the one their total would give away are not told, nor the counts of a
    kecamatan of fewer than 10 schools, from which those of one school could be subtracted."""
    secret = hidden(frame["m"]) if is_people else np.zeros(len(frame), dtype=bool)
    spread = [
        "terlalu sedikit" if few else interval(low, high)
        for few, low, high in zip(frame["is_terlalu_sedikit"], frame["pct_rendah"], frame["pct_tinggi"], strict=True)
    ]
    few = frame["is_terlalu_sedikit"].astype(bool) & is_people

    def counts(name: str) -> list[str]:
        there = zip(frame[name], frame["m"], secret, few, strict=True)
        return ["–" if is_few and not is_secret else _count(v, base, is_secret) for v, base, is_secret, is_few in there]

    text = {
        "nama": frame["nama"],
        "pct": ["–" if s else percent(v) for s, v in zip(secret, frame["pct"], strict=True)],
        "selang": ["–" if s else v for s, v in zip(secret, spread, strict=True)],
        "x": counts("x"),
        "m": counts("m"),
        "jumlah_satuan": [number(v) for v in frame["jumlah_satuan"]],
    }
    return pd.DataFrame(text)


COVERED = "ditutup"
"""Stands for a count that would give away a small one."""


def _count(value: float, base: float, is_secret: bool) -> str:
    """A count as it is told: `<5` in a group of fewer than 5 people, `ditutup` where it would give one away."""
    return number(value) if not is_secret else FEW if base < FEWEST_PEOPLE else COVERED


def headline(frame: pd.DataFrame, whole: Any, kab_kota: str) -> str:
    """How many kecamatan lie really above or below their kab/kota, of those with enough schools."""
    enough = frame[frame["pct_rendah"].notna()]
    if enough.empty:
        return f"{number(len(frame))} kecamatan di {kab_kota}, semuanya kurang dari 10 satuan: terlalu sedikit"
    value = float(whole["pct"])
    up, down = enough[enough["pct_rendah"] > value], enough[enough["pct_tinggi"] < value]
    same = len(enough) - len(up) - len(down)
    said = [f"{number(len(part))} {word}" for part, word in ((up, "di atas"), (down, "di bawah")) if len(part)]
    said += [f"{number(same)} setara"] if same else []
    few = len(frame) - len(enough)
    tail = f", {number(few)} terlalu sedikit satuannya" if few else ""
    return f"Dibanding {kab_kota} ({percent(value)}): {', '.join(said)}{tail}"


def _drill(frame: pd.DataFrame) -> None:
    chosen = st.session_state["tabel_kecamatan"].selection.rows
    if chosen and not is_none(frame.iloc[chosen[0]]["kecamatan"]):
        kode = str(st.query_params.get("kab_kota"))
        filter_bar.go(provinsi=kode[:2], kab_kota=kode, kecamatan=str(frame.iloc[chosen[0]]["kecamatan"]))


def school_panel(saringan: Saringan, measure: Ukuran, kab_kota: str) -> None:
    """The schools of one kab/kota or kecamatan, by name: who to call, never a ranking; each leads to its page."""
    frame = data.ask("pemanfaatan_per_satuan_pendidikan", ukuran=saringan.ukuran, kode_kab_kota=saringan.kab_kota,
                     jenjang="Semua", status="Semua", kewenangan="semua")  # fmt: skip
    place = kab_kota
    is_people = rows.main_group(saringan.ukuran) != SCHOOLS
    frame = _filtered(frame.assign(rahasia=secret(frame) if is_people else False), saringan)
    if saringan.kecamatan is not None:
        frame = frame[frame["kecamatan"] == saringan.kecamatan]
        place = f"{saringan.kecamatan}, {short_name(kab_kota)}"
    if frame.empty:
        parts.empty(
            f"Tidak ada data {measure.nama} per satuan pendidikan di {place}.",
            "Rincian satuan pendidikan ada untuk ukuran utama tiap platform yang ekspornya memuat NPSN.",
        )
        return
    frame = frame.reset_index(drop=True)
    none = int((frame["x"] == 0).sum())
    last = max(data.as_date(t) for t in frame["tanggal_data"])
    who = rows.main_base(saringan.ukuran)
    base = f"n = {number(frame['m'].sum())} {who} di {number(len(frame))} satuan"
    if is_people and saringan.kecamatan is not None and len(frame) < FEWEST_SCHOOLS:
        base = f"{number(len(frame))} satuan"  # its total would tell what the rows do not
    title = f"{number(len(frame))} satuan pendidikan di {place}; {number(none)} masih 0"
    with parts.panel("satuan", f"{measure.nama} · {who} · per {day(last)} · urut nama, bukan peringkat", title):
        if said := _other_view(saringan, last):
            st.caption(said)
        st.caption("Centang satu satuan pendidikan untuk membuka halamannya.")
        shown = school_table(frame)
        key = "tabel_satuan"
        parts.table(shown, key, title, most=520, on_select=lambda: None,
                    kanan=("Pembilang", "Penyebut", "Persen"))  # fmt: skip
        parts.foot("satuan_pendidikan",
                   parts.Kaki(last, base, panels.source(measure),
                              "satu sekolah terlalu kecil untuk diberi selang; <5: kelompok kurang dari 5 orang; "
                              "ditutup: akan membuka kelompok kecil"),
                   shown.rename(columns=lambda name: str(name).lower().replace(" ", "_")), measure)  # fmt: skip
    chosen = st.session_state[key].selection.rows if key in st.session_state else []
    if chosen and chosen[0] < len(frame):
        st.switch_page(
            SCHOOL_PAGE, query_params=links.to(saringan, **links.place(satuan=str(frame["npsn"][chosen[0]])))
        )


STRATA = ((), ("jenjang",), ("status",), ("kewenangan",), ("jenjang", "status", "kewenangan"))
"""What a list of schools can be narrowed by, and with it the total that a reader can subtract from."""


def secret(frame: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which schools of a whole kab/kota are not told their people: the small ones, and those that a total of any
    kecamatan or filter would give away. Of all schools, so that two filters do not tell what neither tells alone."""
    groups = []
    for place in ((), ("kecamatan",)):
        for keys in ([*place, *strata] for strata in STRATA):
            if not keys or frame.empty:
                groups.append(pd.Series("", index=frame.index))
                continue
            group = frame[keys].astype(object).where(frame[keys].notna(), "").agg("|".join, axis=1)
            # A kecamatan of fewer than 10 schools is shown without its total: there is nothing to subtract from.
            is_told = group.map(group.value_counts()) >= FEWEST_SCHOOLS
            alone = pd.Series([str(row) for row in range(len(frame))], index=frame.index)
            groups.append(group if not place else group.where(is_told, alone))
    found = np.zeros(len(frame), dtype=bool)
    for _ in range(len(frame)):  # what is hidden in one group may stand alone in another
        before = found.copy()
        for group in groups:
            found |= hidden(frame["m"].where(~found, 1), group)
        if (found == before).all():
            break
    return found


def _filtered(frame: pd.DataFrame, saringan: Saringan) -> pd.DataFrame:
    """The schools that the filters leave, as the questions narrow them."""
    kept = frame
    if saringan.jenjang != JENJANG[0]:
        kept = kept[kept["jenjang"] == saringan.jenjang]
    if saringan.status != STATUS[0]:
        kept = kept[kept["status"] == saringan.status]
    if saringan.kewenangan != SEMUA_KEWENANGAN:
        is_kemenag = kept["kewenangan"] == "Kemenag"
        kept = kept[is_kemenag if saringan.kewenangan == "Kemenag" else kept["kewenangan"].notna() & ~is_kemenag]
    return kept


def school_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The schools as printed; `rahasia`: counts not told."""

    return pd.DataFrame(
        [
            {"NPSN": row.npsn, "Satuan pendidikan": row.nama,
             "Kecamatan": "–" if is_none(row.kecamatan) else row.kecamatan, "Jenjang": row.jenjang,
             "Status": row.status, "Kewenangan": row.kewenangan,
             "Pembilang": _count(row.x, row.m, row.rahasia), "Penyebut": _count(row.m, row.m, row.rahasia),
             "Persen": "–" if row.rahasia or not row.m else percent(100 * row.x / row.m)}
            for row in each(frame)
        ]
    )  # fmt: skip

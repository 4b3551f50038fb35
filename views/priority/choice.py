"""The choice for the plan: which regions, how they are saved, and the next step."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from charts.names import short_name
from views import data, filter_bar, links, parts, tile_map
from views.filters import Saringan
from views.format import names, number
from views.plan import bar as plan_bar
from views.priority import words
from views.priority.rows import Prioritas, to_plan

ALLOCATION_PAGE = "../pages/alokasi.py"
_TOUCHED = "serapan_prioritas_disentuh"


def draw(prioritas: Prioritas) -> list[str]:
    """A button that opens the regions picked for the plan, one that saves them, and the way on; returns their codes."""
    picked = _picked_before(prioritas)
    versi = plan_bar.opened()
    mark = f"{versi.id}_{versi.versi}" if versi else "baru"
    place = f"{prioritas.saringan.provinsi}_{prioritas.saringan.pulau}_{prioritas.setelan.tujuan}"
    key = f"pilihan_{mark}_{place}"
    touched: dict[str, bool] = st.session_state.setdefault(_TOUCHED, {})
    known = [*prioritas.wilayah["kode"], *prioritas.tipis["kode"]]
    if not touched.get(key):
        st.session_state[key] = [kode for kode in known if kode in picked]
    name = dict(zip(known, [*prioritas.wilayah["nama"], *prioritas.tipis["nama"]], strict=True))
    count = len(st.session_state[key])
    label = f"{number(count)} kab/kota dipilih" if count else "Pilih kab/kota"
    with st.popover(label, key="pilih_prioritas", width="content"):
        head = st.container()
        chosen = st.multiselect("Kab/kota dalam rencana", known, format_func=lambda kode: short_name(str(name[kode])),
                                key=key, on_change=lambda: touched.update({key: True}))  # fmt: skip
        with head:
            st.caption(parts.escape_markdown(f"{title(prioritas, chosen)}."))
        parts.small(_grouped(prioritas, chosen))
    plan_bar.save_button("prioritas", to_plan(prioritas, frozenset(chosen)), prioritas.saringan)
    onward(prioritas.saringan, versi.id if versi else None)
    return list(chosen)


def onward(saringan: Saringan, rencana: str | None) -> None:
    """The link to what is done next with the regions chosen, in the plan with this id."""
    st.page_link(ALLOCATION_PAGE, label="Lanjut: Alokasi bimtek",
                 query_params=links.to(saringan, **({plan_bar.OPSI: rencana} if rencana else {})))  # fmt: skip


def _picked_before(prioritas: Prioritas) -> frozenset[str]:
    """What the open plan has picked here, else the first by score."""
    versi = plan_bar.opened()
    there = set(prioritas.wilayah["kode"]) | set(prioritas.tipis["kode"])
    if versi is not None and versi.isi.setelan_prioritas is not None:
        goal = versi.isi.setelan_prioritas.tujuan
        saved = {row.kode_wilayah for row in versi.isi.wilayah if row.is_dipilih} & there
        if saved and goal == prioritas.setelan.tujuan:
            return frozenset(saved)
    frame = prioritas.wilayah
    return frozenset(frame.loc[frame["is_teratas"].astype(bool), "kode"]) if words.is_sorted(prioritas) else frozenset()


def title(prioritas: Prioritas, chosen: list[str]) -> str:
    """How many are chosen, how many of them are firm, and which firm ones are not."""
    frame = prioritas.wilayah
    mine = frame[frame["kode"].isin(chosen)]
    if not len(chosen):
        return "Belum ada kab/kota yang dipilih untuk rencana"
    firm = int(mine["is_tetap"].sum())
    held = f"{number(firm) if firm else 'tidak ada'} di antaranya tetap prioritas"
    said = f"{number(len(chosen))} kab/kota dipilih untuk rencana, {held}"
    left = [short_name(str(n)) for n in frame.loc[frame["is_tetap"] & ~frame["kode"].isin(chosen), "nama"]]
    return f"{said}; tetap prioritas tetapi tidak dipilih: {names(left, 4)}" if left else said


def _grouped(prioritas: Prioritas, chosen: list[str]) -> str:
    frame = prioritas.wilayah
    mine = frame[frame["kode"].isin(chosen)]
    if mine.empty:
        return ""
    counts = mine["jenis"].value_counts()
    kinds = [f"{number(counts[kind])} {kind}" for kind in ("kabupaten", "kota") if kind in counts]
    remote = int((mine["jumlah_3t"] > 0).sum())
    tail = f"; {number(remote)} di antaranya mempunyai sekolah 3T" if remote else "; tanpa sekolah 3T"
    return names(kinds, 2) + tail + "."


def map_panel(prioritas: Prioritas, chosen: list[str]) -> None:
    """How many kab/kota of each province are chosen, on the tile map; where more than one province is shown."""
    if prioritas.saringan.provinsi is not None:
        return
    with st.container(key="panel_pilihan"):
        parts.small(f"Sebaran pilihan untuk rencana · {words.place(prioritas.saringan)}")
        st.header(parts.escape_markdown(title(prioritas, chosen)), anchor=False)
        _map(prioritas, chosen)


def _map(prioritas: Prioritas, chosen: list[str]) -> None:
    everyone = pd.concat([prioritas.wilayah[["kode"]], prioritas.tipis[["kode"]]])["kode"].astype(str).str[:2]
    total = everyone.value_counts()
    mine = pd.Series(chosen, dtype=str).str[:2].value_counts()
    places = data.places()
    codes = places["kode_provinsi_kemendagri"].astype(str)
    count, of = codes.map(mine).fillna(0), codes.map(total)
    frame = places.assign(
        pct=(100 * count / of).where(of.notna()), pct_rendah=np.nan, pct_tinggi=np.nan, m=of.fillna(0),
        is_terlalu_sedikit=False,
        uraian=[f"{n}, {int(c)} dari {0 if t != t else int(t)} kab/kota dipilih" for n, c, t in
                zip(places["nama"], count, of, strict=True)],
    )  # fmt: skip
    opened = tile_map.tile_map(frame, "kab/kota dipilih", "Bagian kab/kota tiap provinsi yang dipilih untuk rencana")
    if opened is not None:
        filter_bar.go(provinsi=opened)
        st.rerun()

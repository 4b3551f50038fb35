"""Goal, weights and how many are called priority: chosen on the page, kept in the link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from views import data, filter_bar, options, parts
from views.filter_bar import Saring
from views.filters import Saringan
from views.plan import bar as plan_bar
from views.priority import criteria
from views.priority.criteria import Kriteria

WILAYAH, ANGKA = "wilayah_dibuka", "angka_rencana"
OPSI = (plan_bar.OPSI, "tujuan", "teratas", "jenis", "bobot", WILAYAH, ANGKA)
USULAN = "usulan"
"""The weights proposed for the goal, in a link."""
NEW_WEIGHT = 10
"""What a criterion weighs when it is added by hand."""
_FOLLOWED = "serapan_prioritas_wilayah_baku"
_TOPS = (3, 5, 10, 15, 20, 50, 100)


@dataclass(frozen=True)
class Setelan:
    """What priorities are computed from. `bobot`: criterion code to its weight as typed, in the order shown."""

    tujuan: str
    nama_tujuan: str
    jenis: str
    bobot: Mapping[str, int]
    is_usulan: bool
    katalog: Mapping[str, Kriteria]
    alasan: Mapping[str, str]
    """Why the goal proposes a criterion, by code."""


def filters() -> tuple[Saring, ...]:
    """The filters that mean something here; without any platform data those of a measure do not."""
    there: tuple[Saring, ...] = ("jenjang", "status", "kewenangan")
    return ("ukuran", "tanggal", *there) if data.choices() is not None else there


def draw() -> Saringan:
    """The filter row and the open plan beneath it."""
    saringan = filter_bar.bar(tingkat=("nasional", "pulau", "provinsi"), saring=filters(), opsi=OPSI)
    plan_bar.draw(saringan)
    return saringan


def choose(saringan: Saringan) -> Setelan:
    """Goal and kind of school in the filter row, and the weights the link asks for."""
    goals = data.ask("kebutuhan_tujuan")
    names = dict(zip(goals["tujuan"].astype(str), goals["nama"].astype(str), strict=True))
    tujuan = options.select("tujuan", "Tujuan", names, next(iter(names)))
    jenis = _kind(saringan)
    catalogue = criteria.catalogue(saringan, jenis)
    mine = goals[goals["tujuan"] == tujuan]
    proposed = _proposed(mine, saringan)
    asked = read(st.query_params.get("bobot", ""), tujuan, catalogue)
    offered = {USULAN: "bobot usulan"}
    if asked is not None:
        offered[write(tujuan, asked)] = "bobot pilihan"
        st.query_params["bobot"] = write(tujuan, asked)
    found = options.value("bobot", offered, USULAN)
    weights = proposed if found == USULAN or asked is None else asked
    if any(kode.startswith("rapor:DASMEN") for kode in weights):
        _kind(saringan, is_drawn=True)
    return Setelan(tujuan, names[tujuan], jenis, weights, weights == proposed, catalogue, _reasons(mine, saringan))


def usual(saringan: Saringan) -> Setelan:
    """The first goal with the weights proposed for it and the kind of school that fits the view: what the page shows
    before anybody chose anything. Asks for no session."""
    goals = data.ask("kebutuhan_tujuan")
    tujuan, nama = str(goals.iloc[0]["tujuan"]), str(goals.iloc[0]["nama"])
    kinds, jenis = criteria.kinds(saringan)
    mine = goals[goals["tujuan"] == tujuan]
    catalogue = criteria.catalogue(saringan, jenis if kinds else "")
    return Setelan(tujuan, nama, jenis if kinds else "", _proposed(mine, saringan), True, catalogue,
                   _reasons(mine, saringan))  # fmt: skip


def _kind(saringan: Saringan, *, is_drawn: bool = False) -> str:
    """The kind of school whose Rapor counts; drawn only where a criterion asks for it."""
    kinds, usual = criteria.kinds(saringan)
    if not kinds:
        return ""
    asked = st.query_params.get("jenis")
    if asked is not None and asked not in kinds and asked in set(data.ask("rapor_tersedia")["jenis"].astype(str)):
        options.set_to("jenis", usual)
    if is_drawn:
        return options.select("jenis", "Jenis (Rapor)", {k: k for k in kinds}, usual)
    return options.value("jenis", {k: k for k in kinds}, usual)


def _proposed(goal: pd.DataFrame, saringan: Saringan) -> dict[str, int]:
    """The goal's weights; the measure of the filter row under its own name, twice named ones together."""
    found: dict[str, int] = {}
    for kode, weight in zip(goal["kriteria"].astype(str), goal["bobot"], strict=True):
        own = _named(kode, saringan)
        found[own] = found.get(own, 0) + int(weight)
    return found


def _reasons(goal: pd.DataFrame, saringan: Saringan) -> dict[str, str]:
    return {_named(str(kode), saringan): f"{why} {source}." for kode, why, source in
            zip(goal["kriteria"], goal["alasan"], goal["sumber"], strict=True)}  # fmt: skip


def _named(kode: str, saringan: Saringan) -> str:
    return f"pemakaian:{saringan.ukuran}" if kode == criteria.SARINGAN else kode


def write(tujuan: str, bobot: Mapping[str, int]) -> str:
    """Weights in a link: the goal they are of, then each criterion with its weight."""
    return ";".join([tujuan, *(f"{kode}={weight}" for kode, weight in bobot.items())])


def read(text: str, tujuan: str, known: Mapping[str, object]) -> dict[str, int] | None:
    """The weights of a link; None where it has none for this goal, or none that can be used."""
    goal, *items = text.split(";")
    found: dict[str, int] = {}
    for item in items:
        kode, _, weight = item.rpartition("=")
        if kode not in known or kode in found or not (weight.isascii() and weight.isdigit() and len(weight) <= 3):
            return None
        found[kode] = int(weight)
    is_usable = goal == tujuan and 0 < len(found) <= criteria.MOST and any(found.values())
    return found if is_usable and max(found.values()) <= 100 else None


def _tops(count: int) -> tuple[dict[str, str], str]:
    """How many of `count` regions may be called priority, and how many usually are."""
    offered = {str(t): f"{t} teratas" for t in _TOPS if t < count} or {"1": "1 teratas"}
    usual = 3 if count <= 12 else 5 if count <= 30 else 10 if count <= 60 else 50
    return offered, str(usual) if str(usual) in offered else next(iter(offered))


def usual_top(count: int) -> int:
    """How many of `count` regions are usually called priority."""
    return int(_tops(count)[1])


def top(count: int) -> int:
    """How many of `count` regions are called priority; chosen beside the weights."""
    offered, baku = _tops(count)
    asked = st.query_params.get("teratas")
    if asked is not None and asked not in offered and asked in set(map(str, (1, *_TOPS))):
        options.set_to("teratas", baku)
    return int(options.value("teratas", offered, baku))


# --- weights, changed by hand ---


def editor(setelan: Setelan, count: int) -> None:
    """A button that opens the weights: a number a criterion, which criteria count, how many regions of `count` are
    called priority, and the way back to the proposal."""
    offered, baku = _tops(count)
    label = "Ubah bobot dan kriteria" if setelan.is_usulan else "Bobot diubah · atur lagi"
    with st.popover(label, key="atur_bobot", width="content"):
        st.caption(
            "Bobot usulan adalah usulan kami, bukan ketetapan resmi. Ubah menurut kebijakan setempat: jumlahnya "
            "selalu dihitung sebagai 100, dan pilihannya ikut dalam tautan halaman ini."
        )
        sides = st.columns(2, gap="small")
        for at, (kode, weight) in enumerate(setelan.bobot.items()):
            item = setelan.katalog.get(kode)
            st.session_state[f"bobot_{kode}"] = weight
            sides[at % 2].number_input(
                parts.escape_markdown(item.nama if item else kode), 0, 100, step=5, key=f"bobot_{kode}",
                help=parts.escape_markdown(setelan.alasan.get(kode, "Ditambahkan sendiri.")), on_change=_weighed,
                args=(setelan,),
            )  # fmt: skip
        st.session_state["kriteria_dipakai"] = list(setelan.bobot)
        st.multiselect(
            f"Kriteria yang dipakai, paling banyak {criteria.MOST}", list({**setelan.bobot, **setelan.katalog}),
            format_func=lambda kode: setelan.katalog[kode].nama if kode in setelan.katalog else kode,
            key="kriteria_dipakai", max_selections=criteria.MOST, on_change=_chosen, args=(setelan,),
        )  # fmt: skip
        pick("teratas", "Yang disebut prioritas", offered, baku)
        if not setelan.is_usulan:
            st.button("Kembali ke bobot usulan", key="bobot_usulan", on_click=options.set_to, args=("bobot", USULAN))


def _weighed(setelan: Setelan) -> None:
    _set(setelan, {kode: int(st.session_state.get(f"bobot_{kode}") or 0) for kode in setelan.bobot})


def _chosen(setelan: Setelan) -> None:
    picked = list(st.session_state["kriteria_dipakai"])
    _set(setelan, {kode: setelan.bobot.get(kode, NEW_WEIGHT) for kode in picked})


def _set(setelan: Setelan, bobot: Mapping[str, int]) -> None:
    """New weights into the link; with none left, or none above 0, the proposal comes back."""
    options.set_to("bobot", write(setelan.tujuan, bobot) if any(bobot.values()) else USULAN)


def pick(name: str, label: str, pilihan: Mapping[str, str], baku: str) -> str:
    """A select box where the page stands, bound to the link like those of the filter row."""
    found = options.value(name, pilihan, baku)
    st.session_state[f"opsi_{name}"] = found
    st.selectbox(label, list(pilihan), format_func=pilihan.__getitem__, key=f"opsi_{name}",
                 on_change=lambda: options.set_to(name, str(st.session_state[f"opsi_{name}"])))  # fmt: skip
    return found


def region(named: Mapping[str, str], baku: str) -> str:
    """The region whose reasons are shown: the one that was opened. While nobody opened one it is `baku`, whichever
    that becomes when weights change or a plan is saved."""
    if is_followed():
        options.set_to(WILAYAH, baku)
    st.session_state[_FOLLOWED] = baku
    return pick(WILAYAH, "Wilayah yang dijelaskan", named, baku)


def is_followed() -> bool:
    """Whether the region in the link is there because it was the usual one, not because somebody opened it."""
    before = st.session_state.get(_FOLLOWED)
    return before is not None and st.query_params.get(WILAYAH) == before

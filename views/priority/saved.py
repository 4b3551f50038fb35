"""The priorities that the open plan holds, with the numbers it was saved with, and what newer data would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from analysis.need import shares_of_weight
from analysis.shares import Floats
from charts.names import short_name
from charts.priority import bars_skor, bars_tangga_skor, is_open
from charts.ranks import peluang, rentang
from charts.style import each
from schemas.rencana import Rencana
from views import data, filter_bar, links, options, parts
from views.filters import Saringan
from views.format import day, moment, names, number
from views.plan import bar as plan_bar
from views.plan.words import published
from views.priority import choice, criteria, panels, rows, settings, words
from views.priority.criteria import Kriteria
from views.priority.rows import Prioritas
from views.priority.settings import ANGKA, Setelan
from warehouse.plans import Versi

RENCANA, SEKARANG = "rencana", "sekarang"
_SHOWN = "serapan_prioritas_versi"


@dataclass(frozen=True)
class Tersimpan:
    """What a plan holds. `wilayah`: a row a scored region, greatest need first; `nilai` and `sumbangan` (n, k) in that
    order."""

    versi: Versi
    wilayah: pd.DataFrame
    nilai: Floats
    sumbangan: Floats
    kriteria: tuple[Kriteria, ...]
    tipis: tuple[str, ...]

    @property
    def warna(self) -> tuple[int, ...]:
        """The place of each criterion's colour (k,), the same as before the plan was saved."""
        setelan = self.versi.isi.setelan_prioritas
        goals = data.ask("kebutuhan_tujuan")
        goal = goals.loc[goals["tujuan"] == (setelan.tujuan if setelan else ""), "kriteria"].astype(str)
        found = criteria.colours([item.kode for item in self.kriteria], goal.tolist())
        return tuple(found[item.kode] for item in self.kriteria)


def read(versi: Versi) -> Tersimpan | None:
    """The priorities of a plan's version; None where it has none. Ranks that a workbook left out follow the scores."""
    isi = versi.isi
    if isi.setelan_prioritas is None or not isi.kriteria:
        return None
    scored = sorted((row for row in isi.wilayah if row.skor is not None), key=lambda r: (-float(r.skor or 0), r.nama))
    part = {(row.kode_wilayah, row.kriteria): (row.nilai, row.sumbangan) for row in isi.sumbangan}
    kinds = [Kriteria(item.kriteria, item.nama, item.arah, item.satuan, "") for item in isi.kriteria]
    held = [[part.get((row.kode_wilayah, kind.kode), (None, None)) for kind in kinds] for row in scored]
    whole = np.array(held, dtype=float).reshape(len(scored), len(kinds), 2)
    nilai, sumbangan = whole[:, :, 0], whole[:, :, 1]
    ranks = [row.urutan or at for at, row in enumerate(scored, 1)]
    frame = pd.DataFrame(
        {
            "kode": [row.kode_wilayah for row in scored], "nama": [row.nama for row in scored],
            "skor": [row.skor for row in scored], "urutan": ranks,
            "urutan_dari": [row.urutan_dari or rank for row, rank in zip(scored, ranks, strict=True)],
            "urutan_sampai": [row.urutan_sampai or rank for row, rank in zip(scored, ranks, strict=True)],
            "peluang": [np.nan if row.pct_peluang is None else row.pct_peluang / 100 for row in scored],
            "pct_data": [row.pct_data for row in scored],
            "jumlah_data": (~np.isnan(sumbangan)).sum(axis=1) if len(scored) else [],
            "is_dipilih": [row.is_dipilih for row in scored],
        }
    )  # fmt: skip
    low, high = possible(frame["skor"].to_numpy(dtype=float), sumbangan, [item.bobot for item in isi.kriteria])
    frame = frame.assign(skor_terendah=low, skor_tertinggi=high)
    thin = tuple(row.nama for row in isi.wilayah if row.skor is None)
    return Tersimpan(versi, frame, nilai, sumbangan, tuple(kinds), thin)


def possible(skor: Floats, sumbangan: Floats, bobot: Sequence[float]) -> tuple[Floats, Floats]:
    """The scores (n,) if what a region lacks were the least and the greatest need: a score is the mean over what is
    known, of the criteria that anybody has."""
    known = ~np.isnan(sumbangan)
    share = shares_of_weight(np.asarray(bobot, dtype=float) * known.any(axis=0))
    held = (known * share).sum(axis=1)
    return skor * held, skor * held + 100 * (1 - held)


def chosen() -> Tersimpan | None:
    """The saved priorities where the open plan has any and the reader wants to see them, else None."""
    versi = plan_bar.opened()
    found = read(versi) if versi is not None else None
    if versi is None or found is None or found.wilayah.empty:
        return None
    before = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = (versi.id, versi.versi)
    if before is not None and before[0] == versi.id and before[1] < versi.versi:
        options.set_to(ANGKA, RENCANA)  # what was just saved is what the page shows
    shown = options.segments(ANGKA, "Angka yang ditampilkan", {RENCANA: "Dalam rencana", SEKARANG: "Data sekarang"},
                             RENCANA)  # fmt: skip
    return found if shown == RENCANA else None


def draw(held: Tersimpan, saringan: Saringan) -> None:
    """The plan's own numbers: the answer, the list, one region's reasons, and what newer data would change."""
    isi = held.versi.isi
    setelan = isi.setelan_prioritas
    assert setelan is not None
    picked = sorted((row for row in isi.wilayah if row.is_dipilih), key=lambda row: row.urutan or len(isi.wilayah) + 1)
    small = " · ".join(part for part in (
        f"Angka rencana “{isi.nama}”, versi {held.versi.versi}", setelan.nama_tujuan, place(isi), setelan.saringan,
        f"data per {day(setelan.tanggal_data)}" if setelan.tanggal_data else "",
    ) if part)  # fmt: skip
    with parts.answer(small, answer(held)):
        if picked:
            parts.small(f"Dipilih: {names([short_name(row.nama) for row in picked], 10)}.")
        difference(held, saringan)
        with st.container(horizontal=True, key="aksi_rencana", vertical_alignment="center"):
            st.markdown(f"**Tersimpan sebagai versi {held.versi.versi}**", width="content")
            choice.onward(saringan, held.versi.id)
            st.button("Pakai cara rencana ini pada data sekarang", key="hitung_ulang", on_click=_apply, args=(held,),
                      help="Membuka tujuan, bobot, dan wilayah rencana ini pada data sekarang: di sana pilihannya "
                           "dapat diubah dan disimpan sebagai versi berikutnya.")  # fmt: skip
    _list(held)
    _why(held)


def place(isi: Rencana) -> str:
    """Where the plan's regions lie."""
    return data.provinces().get(isi.kode_provinsi or "", "nasional")


def answer(held: Tersimpan) -> str:
    """How many regions the plan has chosen, and how many of them held whatever the weights."""
    everyone = held.versi.isi.wilayah
    picked = [row for row in everyone if row.is_dipilih]
    firm = sum(row.pct_peluang is not None and row.pct_peluang >= 100 * rows.FIRM for row in picked)
    total = number(len(everyone))
    if not picked:
        return f"Belum ada dari {total} kab/kota yang dipilih dalam rencana"
    firmly = f"{number(firm) if firm else 'tidak ada'} di antaranya tetap prioritas di {words.FIRM_WORDS} pilihan bobot"
    return f"{number(len(picked))} dari {total} kab/kota dipilih dalam rencana; {firmly} saat disimpan"


def _list(held: Tersimpan) -> None:
    setelan = held.versi.isi.setelan_prioritas
    assert setelan is not None
    total = len(held.kriteria)
    when = f"Skor kebutuhan saat disimpan {moment(held.versi.disimpan)}"
    small = panels.right_words(when, setelan.jumlah_teratas, total)
    first = held.wilayah.iloc[0]
    title = words.told_first(
        str(first["nama"]), float(first["skor"]), float(first["skor_terendah"]), float(first["skor_tertinggi"]),
        int(first["jumlah_data"]), total, int((held.wilayah["urutan_dari"] == 1).sum()) - 1,
        words.same_score(held.wilayah["skor"]),
    )  # fmt: skip
    with parts.panel("prioritas", small, title):
        shown, nama = held.wilayah.head(panels.SHOWN), [item.nama for item in held.kriteria]
        panels.key(nama, held.warna, is_range=bool(is_open(shown).any()))
        parts.chart(bars_skor(shown, held.sumbangan[: len(shown)], nama, warna=held.warna), "skor", title)
        table = pd.DataFrame(
            {
                "Urutan": held.wilayah["urutan"], "Kab/kota": held.wilayah["nama"], "Skor": held.wilayah["skor"],
                f"Peluang {setelan.jumlah_teratas} teratas": [peluang(v) for v in held.wilayah["peluang"]],
                "Urutan dari data": [rentang(a, b) for a, b in
                                     zip(held.wilayah["urutan_dari"], held.wilayah["urutan_sampai"], strict=True)],
                "Dipilih": ["ya" if v else "" for v in held.wilayah["is_dipilih"]],
            }
        )  # fmt: skip
        with st.expander(f"Tabel {number(len(table))} kab/kota dalam rencana"):
            parts.table(table, "tabel_rencana", "Prioritas dalam rencana", kanan=("Urutan dari data",))
            if held.tipis:
                parts.small(f"Tanpa skor karena datanya kurang: {names(list(held.tipis), 40)}.")
        parts.foot(
            "prioritas_rencana",
            parts.Kaki(setelan.tanggal_data, f"n = {number(len(held.wilayah))} kab/kota",
                       f"rencana “{held.versi.isi.nama}” versi {held.versi.versi}, dari data terbit "
                       f"{published(snapshot_of(held))}"),
            held.wilayah, words.METHOD, is_view=False,
        )  # fmt: skip


def _why(held: Tersimpan) -> None:
    with st.container(key="panel_kenapa"):
        named = {row.kode: f"{int(row.urutan)}. {short_name(row.nama)}" for row in each(held.wilayah)}
        kode = settings.region(named, next(iter(named)))
        i = int(np.flatnonzero((held.wilayah["kode"] == kode).to_numpy())[0])
        row = held.wilayah.iloc[i]
        title = words.told_why(str(row["nama"]), int(row["urutan"]), len(held.wilayah), float(row["skor"]),
                               held.sumbangan[i], [item.nama for item in held.kriteria])  # fmt: skip
        parts.small("Sumbangan tiap kriteria pada skor, saat rencana disimpan")
        st.header(parts.escape_markdown(title), anchor=False)
        order = np.argsort(-np.nan_to_num(held.sumbangan[i], nan=-1.0), kind="stable")
        steps = [(held.kriteria[j].pendek, float(held.sumbangan[i, j]), _remark(held, i, int(j))) for j in order]
        parts.chart(bars_tangga_skor(steps, float(row["skor"]), [held.warna[j] for j in order]), "kenapa", title)


def _remark(held: Tersimpan, i: int, j: int) -> str:
    value = float(held.nilai[i, j])
    return criteria.tell(held.kriteria[j], value) if value == value else ""


# --- what newer data would change ---


def snapshot_of(held: Tersimpan) -> str:
    """The snapshot the priorities were computed on; other parts of the plan may be newer."""
    setelan = held.versi.isi.setelan_prioritas
    return (setelan.snapshot if setelan else "") or held.versi.isi.snapshot


def difference(held: Tersimpan, saringan: Saringan) -> None:
    """Whether newer data exist, and what the same way of computing gives on them."""
    is_newer = snapshot_of(held) != data.snapshot().id
    if not is_newer:
        parts.small("Dihitung dari data yang sedang dibuka: angkanya sama bila dihitung ulang.")
    else:
        now = recompute(held, saringan)
        said = f"Prioritas ini dihitung dari data terbit {published(snapshot_of(held))}; yang dibuka sekarang terbit "
        said += f"{published(data.snapshot().id)}."
        st.html(f'<div class="peringatan">{parts.html.escape(said + " " + told_difference(held, now))}</div>')


def recompute(held: Tersimpan, saringan: Saringan) -> Prioritas | None:
    """The plan's goal, criteria and weights on the data of today; None where its place has no data for them."""
    isi = held.versi.isi
    setelan = isi.setelan_prioritas
    assert setelan is not None
    where = replace(saringan, provinsi=isi.kode_provinsi, kab_kota=None, kecamatan=None, npsn=None,
                    pulau=data.island(isi.kode_provinsi) or None if isi.kode_provinsi else None)  # fmt: skip
    tempat = rows.regions(where)
    known = {row.kode_wilayah for row in isi.wilayah}
    tempat = tempat[tempat.index.isin(known)]
    catalogue = criteria.catalogue(where, setelan.jenis)
    weights: Mapping[str, int] = {row.kriteria: round(row.bobot) for row in isi.kriteria if row.kriteria in catalogue}
    if tempat.empty or not any(weights.values()):
        return None
    same = Setelan(setelan.tujuan, setelan.nama_tujuan, setelan.jenis, weights, False, catalogue, {})
    found = rows.compute(where, same, tempat, setelan.jumlah_teratas)
    return found if found.jumlah else None


def told_difference(held: Tersimpan, now: Prioritas | None) -> str:
    """Who would enter and who would leave the first, and whose score moved most."""
    setelan = held.versi.isi.setelan_prioritas
    assert setelan is not None
    if now is None:
        return "Data sekarang tidak cukup untuk menghitungnya ulang."
    top = setelan.jumlah_teratas
    before = held.wilayah.set_index("kode")
    after = now.wilayah.set_index("kode")
    first, last = set(before.index[before["urutan"] <= top]), set(after.index[after["urutan"] <= top])
    name = {**before["nama"].to_dict(), **after["nama"].to_dict()}
    said = []
    for label, codes in (("masuk", last - first), ("keluar dari", first - last)):
        if codes:
            said.append(f"{names(sorted(short_name(str(name[c])) for c in codes), 4)} {label} {top} teratas")
    if not said:
        said.append(f"{top} teratas tetap sama")
    moved = (after["skor"] - before["skor"].astype(float)).dropna()
    if len(moved) and float(moved.abs().max()) >= 0.05:
        code = str(moved.abs().idxmax())
        old, new = (number(float(frame["skor"].astype(float).to_dict()[code]), 1) for frame in (before, after))
        said.append(f"skor paling bergeser di {short_name(str(name[code]))}, dari {old} ke {new}")
    tail = ""
    if rows.in_words(now) != setelan.saringan:
        tail = f" Saringan di atas berbeda dari saat disimpan ({setelan.saringan}): bedanya bukan dari data saja."
    return f"Bila dihitung ulang dengan cara yang sama: {'; '.join(said)}.{tail}"


def _apply(held: Tersimpan) -> None:
    """Goal, weights, number and place of the plan into the link, on the data of today."""
    isi = held.versi.isi
    setelan = isi.setelan_prioritas
    if setelan is None:
        return
    place_ = links.place(provinsi=isi.kode_provinsi) if isi.kode_provinsi else links.place()
    filter_bar.go(**{name: text for name, text in place_.items() if name in ("provinsi", "pulau")})
    options.set_to("tujuan", setelan.tujuan)
    options.set_to("teratas", str(setelan.jumlah_teratas))
    if setelan.jenis:
        options.set_to("jenis", setelan.jenis)
    weights = {row.kriteria: round(row.bobot) for row in isi.kriteria}
    options.set_to("bobot", settings.write(setelan.tujuan, weights))
    options.set_to(ANGKA, SEKARANG)

"""Step 2, reflection: the hypotheses of the chosen indicator, what the data say of each, and the map behind them."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis.root_cause import BELUM, DIDUKUNG, TIDAK, Dugaan, Peta, Simpul, cycles, descend, objections
from charts.style import each
from views import options, parts
from views.format import is_none
from views.pbd import rows as pbd_rows
from views.pbd import tables as pbd_tables
from views.pbd import words as pbd_words
from views.pbd.rows import Lingkup
from views.rapor import panels as rapor_panels

DOWNLOAD = {
    "jalur": "jalur", "kode": "dugaan_sebab", "indikator": "indikator", "nilai": "nilai", "label": "label",
    "keadaan": "keadaan", "sebab": "alasan_keadaan", "alasan": "yang_diperiksa", "sumber": "sumber_dugaan",
}  # fmt: skip
FEWEST_FOLDED = 3
"""From so many hypotheses without a row in the file on, they stand in a fold."""
CAUTION = "Dugaan, bukan bukti: periksa bersama sekolah sebelum menjadi kegiatan."


def choose(lingkup: Lingkup, gejala: str) -> Simpul | None:
    """The hypothesis the link asks for, else the first that the data support; then one with a value but no label, one
    that the data speak against, and last one the file has nothing of."""
    there = _nodes(lingkup, gejala)
    if not there:
        return None
    direct = [kode for kode, node in there.items() if len(node.jalur) == 2]
    first = min(direct, key=lambda kode: _silence(lingkup, kode))
    asked = st.query_params.get("akar")
    if asked is not None and asked not in there and asked in lingkup.katalog.index:
        options.set_to("akar", first)  # it belongs to another weak indicator
    return there[options.value("akar", _printed(lingkup, there), first)]


def _silence(lingkup: Lingkup, kode: str) -> int:
    """How little the region's data say for a hypothesis; 0 where they support it."""
    said, row = pbd_rows.vonis(lingkup, kode)
    has_value = row is not None and not is_none(row.nilai)
    return {DIDUKUNG: 0, TIDAK: 2, BELUM: 1 if has_value else 3}[said.keadaan]


def _nodes(lingkup: Lingkup, gejala: str) -> dict[str, Simpul]:
    """Every code within two steps of the indicator, the shortest way to each; itself left out."""
    found: dict[str, Simpul] = {}
    for node in descend(lingkup.peta, gejala, 2):
        if not node.is_berulang:
            found.setdefault(node.dugaan.akar, node)
    return found


def _printed(lingkup: Lingkup, nodes: dict[str, Simpul]) -> dict[str, str]:
    return {
        kode: f"{lingkup.indicator(kode)}{f' (lewat {node.jalur[1]})' if len(node.jalur) > 2 else ''} · "
        f"{pbd_rows.vonis(lingkup, kode)[0].keadaan}"
        for kode, node in nodes.items()
    }


def panel(lingkup: Lingkup, gejala: str, chosen: Simpul | None) -> None:
    """The hypotheses with their states, the choice of one, and its own causes one click further."""
    first = tuple(node for node in descend(lingkup.peta, gejala, 1) if not node.is_berulang)
    frame = pbd_rows.hypotheses(lingkup, first)
    counts = {str(state): int(number) for state, number in frame["keadaan"].value_counts().items()}
    small = f"Langkah 2 · Refleksi · {lingkup.indicator(gejala)} · {lingkup.pilih.jenis}"
    title = pbd_words.reflect_headline(counts, gejala)
    with parts.panel("pbd_dugaan", small, title, rapor_panels.stale(lingkup.pilih)):
        if frame.empty or chosen is None:
            _no_map(lingkup, gejala)
            return
        parts.small(f"{CAUTION} {pbd_words.sources(frame['sumber'].tolist())}")
        others, schools = pbd_rows.elsewhere(lingkup), pbd_rows.schools(lingkup)
        bare = frame[~frame["is_tertulis"].astype(bool)]
        is_folded = FEWEST_FOLDED <= len(bare) < len(frame)
        open_rows = frame.drop(index=bare.index) if is_folded else frame
        pbd_tables.hypothesis_table(lingkup, open_rows, others, schools, f"Dugaan sebab {gejala}")
        if is_folded:
            with st.expander(f"{len(bare)} dugaan tanpa data di berkas: {', '.join(bare['kode'])}",
                             key="pbd_tanpa_data"):  # fmt: skip
                pbd_tables.hypothesis_table(lingkup, bare, others, schools, f"Dugaan sebab {gejala} tanpa data")
        options.begin(st.container(horizontal=True, key="pilih_akar"))
        options.select("akar", "Dugaan yang dibenahi", _printed(lingkup, _nodes(lingkup, gejala)), chosen.dugaan.akar)
        deeper = _deeper(lingkup, chosen)
        below = pbd_rows.hypotheses(lingkup, deeper)
        if deeper:
            with st.expander(f"Satu tingkat lebih dalam: {len(deeper)} dugaan sebab {chosen.dugaan.akar}",
                             key="pbd_lebih_dalam"):  # fmt: skip
                pbd_tables.hypothesis_table(lingkup, below, others, schools, f"Dugaan sebab {chosen.dugaan.akar}")
        rows = pd.concat([frame, below], ignore_index=True)[list(DOWNLOAD)].rename(columns=DOWNLOAD)
        base = pbd_words.base(lingkup, f"{len(frame)} dugaan")
        parts.foot("pbd_dugaan", parts.Kaki(None, base, pbd_words.SUMBER, "dugaan, bukan bukti"), rows,
                   pbd_words.REFLECTION_TERMS, is_view=False)  # fmt: skip


def _deeper(lingkup: Lingkup, chosen: Simpul) -> tuple[Simpul, ...]:
    """The hypotheses about the chosen one; a code already on the way stands there as such."""
    way = chosen.jalur
    return tuple(
        Simpul(node.dugaan, (*way, node.dugaan.akar), node.dugaan.akar in way)
        for node in descend(lingkup.peta, chosen.dugaan.akar, 1)
    )


def _no_map(lingkup: Lingkup, gejala: str) -> None:
    if lingkup.pilih.kelompok == "PAUD":
        parts.empty(
            f"Peta acuan belum memuat dugaan bagi PAUD: kode {gejala} di sini berarti lain daripada di Dasmen.",
            "Tuliskan dugaan sendiri beserta sumbernya pada lipatan Peta dugaan di bawah, lalu simpan ke rencana.",
        )
    else:
        parts.empty(
            f"Peta belum memuat dugaan sebab {lingkup.indicator(gejala)}.",
            "Tambahkan dugaan beserta sumbernya pada lipatan Peta dugaan di bawah, atau telusuri indikator lain.",
        )


KOLOM = {"gejala": "Indikator lemah", "akar": "Dugaan sebab", "alasan": "Yang diperiksa", "sumber": "Sumber"}


@dataclass(frozen=True)
class Disunting:
    """The map where it was changed and holds together, else None; and the place of its save button."""

    peta: Peta | None
    letak: Any


def map_fold(lingkup: Lingkup, versi: str) -> Disunting:
    """The map to be edited, in a fold. `versi`: plan and version, so that another version opens fresh."""
    owner = "peta rencana ini" if lingkup.is_peta_sendiri else "peta acuan"
    with st.expander(f"Peta dugaan: {len(lingkup.peta)} hubungan, {owner}", key="pbd_peta"):
        parts.small("Setiap baris satu dugaan. Ubah, tambah, atau hapus baris; sumber wajib diisi. Peta yang disimpan "
                    "berlaku bagi rencana ini saja. Tanpa satu baris pun, peta acuan dipakai lagi.")  # fmt: skip
        before = pd.DataFrame([(d.gejala, d.akar, d.alasan, d.sumber) for d in lingkup.peta], columns=list(KOLOM))
        after = st.data_editor(
            before.astype(str), num_rows="dynamic", hide_index=True, height=360,
            key=f"pbd_peta_{lingkup.pilih.kelompok}_{versi}", alt="Peta dugaan akar masalah", placeholder="–",
            column_config={
                "gejala": st.column_config.TextColumn(KOLOM["gejala"], width="small", required=True),
                "akar": st.column_config.TextColumn(KOLOM["akar"], width="small", required=True),
                "alasan": st.column_config.TextColumn(KOLOM["alasan"], width="large"),
                "sumber": st.column_config.TextColumn(KOLOM["sumber"], width="medium"),
            },
        )  # fmt: skip
        peta = edited_map(after)
        loops = cycles(peta)
        if loops:
            told = "; ".join(" ↔ ".join(group) for group in loops)
            parts.small(f"Saling menunjuk: {told}. Boleh; penelusuran berhenti pada indikator yang sudah dilalui.")
        said = objections(peta, set(lingkup.katalog.index)) if peta != lingkup.peta else ()
        if said:
            refuse(said)
        is_kept = peta == lingkup.peta or bool(said)
        return Disunting(None if is_kept else peta, st.container(key="pbd_simpan_peta"))


def edited_map(frame: pd.DataFrame) -> Peta:
    """The map as the editor leaves it; rows without any text are dropped, spaces trimmed, codes in capitals."""
    rows = []
    for row in each(frame):
        texts = ["" if is_none(v) else " ".join(str(v).split()) for v in (row.gejala, row.akar, row.alasan, row.sumber)]
        texts = ["" if text in ("None", "nan") else text for text in texts]
        if any(texts):
            rows.append(Dugaan(texts[0].upper(), texts[1].upper(), texts[2], texts[3]))
    return tuple(rows)


def refuse(said: tuple[str, ...]) -> None:
    """Why something can't be kept, all reasons at once."""
    st.html(f'<div class="keberatan" role="alert">{"".join(f"<p>{html.escape(text)}</p>" for text in said)}</div>')

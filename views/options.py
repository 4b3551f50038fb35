"""A page's own options (an indicator, a year, a kind of school): in the link like the filters, chosen in their row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from views import parts

NAMES = (
    "indikator", "kelompok_rapor", "jenis", "tahun", "peran", "tab", "cari", "urut", "platform_lain", "wilayah_2",
    "tanggal_2", "sumbu_x", "sumbu_y", "program", "level", "satuan_wilayah", "aspek", "tampilan",
    "status_rapor", "selang", "satu_ukuran", "jenis_kamus", "dataset", "target",
    "rencana", "versi", "tujuan", "bobot", "teratas", "gejala", "akar", "penanggung", "unit", "satuan_acuan", "keadaan",
    "bagian", "tingkat_alokasi", "dasar_alokasi", "kriteria", "sasaran", "kabar", "hari_kabar", "naskah",
    "wilayah_dibuka", "angka_rencana", "versi_2", "rencana_2", "tahun_program",
    "urutan", "layar", "daftar", "tampilan_penyaji", "jenis_naskah", "kegiatan", "isi_paket", "dari",
)  # fmt: skip
"""Every option any page has. The same name means the same thing on each page that has it."""
_ROW = "serapan_baris_opsi"
_LAST = "serapan_opsi_terakhir"


def begin(row: Any) -> None:
    """Where this run's options are drawn: the filter row calls this."""
    st.session_state[_ROW] = row


def value(name: str, pilihan: Mapping[str, str], baku: str) -> str:
    """The option the link asks for, else the one last chosen in this session, else `baku`; never one not in `pilihan`.

    `pilihan`: value to its printed name. A link that asks for something else opens `baku` with a note; what was
    chosen on another page that offers more, without.
    """
    if name not in NAMES:
        raise KeyError(f"{name} is not in options.NAMES")
    asked = st.query_params.get(name)
    last = st.session_state.get(_LAST, {}).get(name)
    found = str(asked if asked in pilihan else last if asked is None and last in pilihan else baku)
    if asked is not None and asked not in pilihan and asked != last:
        short = " ".join("".join(c if c.isprintable() else " " for c in asked).split())[:40]
        said = f"Tautan disesuaikan. Pilihan “{short}” tidak ada; ditampilkan {pilihan[found]}."
        st.info(parts.escape_markdown(said))
    _keep(name, found)
    return found


def remembered(names: Sequence[str]) -> dict[str, str]:
    """What was last chosen of these options in this session: a link that has them at once is one step to go back."""
    last = st.session_state.get(_LAST, {})
    return {name: last[name] for name in names if name in last}


def _keep(name: str, text: str) -> None:
    st.session_state[_LAST] = {**st.session_state.get(_LAST, {}), name: text}
    if st.query_params.get(name) != text:
        st.query_params[name] = text


def _chosen(name: str) -> None:
    found = st.session_state.get(f"opsi_{name}")
    if found is not None:
        _keep(name, str(found))


def select(name: str, label: str, pilihan: Mapping[str, str], baku: str, **more: Any) -> str:
    """A select box in the filter row, bound to the link. `pilihan`: value to printed name, at least one."""
    found = value(name, pilihan, baku)
    st.session_state[f"opsi_{name}"] = found
    with st.session_state[_ROW]:
        st.selectbox(label, list(pilihan), format_func=pilihan.__getitem__, key=f"opsi_{name}",
                     on_change=_chosen, args=(name,), **more)  # fmt: skip
    return found


def segments(name: str, label: str, pilihan: Mapping[str, str], baku: str) -> str:
    """Two to five choices side by side, drawn where the page stands, bound to the link."""
    found = value(name, pilihan, baku)
    st.session_state[f"opsi_{name}"] = found
    st.segmented_control(label, list(pilihan), format_func=pilihan.__getitem__, key=f"opsi_{name}", required=True,
                         on_change=_chosen, args=(name,), label_visibility="collapsed")  # fmt: skip
    return found


def set_to(name: str, text: str) -> None:
    """Choose an option from elsewhere: a click on a chart or a row."""
    _keep(name, text)

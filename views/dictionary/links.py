"""Links into Kamus: from the definition of any chart to the entry that says more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from views import data

if TYPE_CHECKING:
    from views.rows import Ukuran

PAGE = "../pages/kamus.py"
SNAPSHOT = "snapshot"


def to_entry(kode: str) -> dict[str, str]:
    """The query of a link to one entry: its code, as Kamus prints it."""
    frozen = data.frozen()
    return {"cari": kode, "jenis_kamus": "semua", **({SNAPSHOT: frozen} if frozen else {})}


def to_measure(ukuran: str) -> dict[str, str]:
    """The query of a link to a measure, e.g. `pmm.aktif_30_hari`."""
    return to_entry(ukuran)


def measure_link(measure: Ukuran, key: str) -> None:
    """A quiet link from a definition to the measure's entry."""
    with st.container(key=f"ke_kamus_{key}"):
        st.page_link(PAGE, label="Buka di Kamus", query_params=to_measure(measure.ukuran))

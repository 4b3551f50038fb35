"""The columns of one dataset as a table, from the contract the examiner uses."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from schemas import DATASETS, columns
from views import data, options, parts
from views.format import number

WIDTHS = {"Kolom": 210, "Arti": 300, "Satuan": 80, "Tipe": 110, "Pilihan": 200}
TYPE_NAMES = {
    "VARCHAR": "teks", "BIGINT": "bilangan bulat", "INTEGER": "bilangan bulat", "DOUBLE": "bilangan", "DATE": "tanggal",
    "BOOLEAN": "ya/tidak", "TIMESTAMP": "tanggal dan jam",
}  # fmt: skip


def panel() -> None:
    """What every column of the dataset chosen means, in the order of the file."""
    counts = {d.dataset: d.jumlah_baris for d in data.manifest().dataset}
    title = f"Arti kolom {len(DATASETS)} dataset"
    with parts.panel("kamus", "Kolom data · dari kontrak yang sama dengan pemeriksa", title):
        names = {name: f"{model.judul} · {number(counts.get(name, 0))} baris" for name, model in DATASETS.items()}
        options.begin(st.container(key="kamus_dataset"))
        name = options.select("dataset", "Dataset", names, next(iter(DATASETS)), width=420)
        model = DATASETS[name]
        parts.small(f"Satu baris: {model.satu_baris}. Kunci: {', '.join(model.key)}.")
        frame = pd.DataFrame(
            [{"Kolom": c.name, "Arti": c.description, "Satuan": c.unit, "Wajib": "ya" if c.is_required else "",
              "Tipe": TYPE_NAMES.get(c.duckdb_type, c.duckdb_type),
              "Pilihan": " · ".join(map(str, c.choices))} for c in columns(model)]
        )  # fmt: skip
        parts.prose_table(frame, WIDTHS)
        parts.foot("kolom", parts.Kaki(None, f"{number(len(frame))} kolom", "kontrak data produk ini"), frame,
                   is_view=False)  # fmt: skip

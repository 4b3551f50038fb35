"""The data dictionary, written from the row models: `python -m schemas.dictionary` renews the checked-in page."""

from __future__ import annotations

from pathlib import Path

from schemas import DATASETS, Column, Row, columns
from schemas.rencana import TABEL

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data_dictionary.md"

_OPENING = """\
# Kamus data

Ditulis dari model di `schemas/` oleh `python -m schemas.dictionary`; jangan disunting dengan tangan.
Data bersih terletak di `<data>/warehouse/<snapshot>/<dataset>/*.parquet` dengan nama kolom di bawah ini.
Kolom bertanda * wajib terisi. Kunci: kolom yang bersama-sama unik; kosong dihitung sebagai nilai.
"""


_PLANS = """\
# Tabel rencana

Rencana tersimpan bukan bagian snapshot: setiap versi satu baris di `<data>/rencana/simpanan.sqlite3`, isinya
tabel-tabel di bawah ini sebagai JSON. Buku kerja XLSX sebuah rencana memuat tabel yang sama, satu lembar satu tabel.
"""


def rule(column: Column) -> str:
    """What a value must satisfy besides its type, in Indonesian; "" when nothing."""
    parts = []
    if column.choices:
        parts.append("salah satu dari: " + "; ".join(column.choices))
    if column.minimum is not None:
        parts.append(f"paling kecil {column.minimum:g}")
    if column.maximum is not None:
        parts.append(f"paling besar {column.maximum:g}")
    if column.pattern:
        parts.append(f"berpola `{column.pattern}`".replace("|", "\\|"))
    return "; ".join(parts)


def _section(model: type[Row], within: str = "") -> str:
    lines = [
        f"## {within}{model.dataset}",
        "",
        f"{model.judul}. Satu baris: {model.satu_baris}.",
        "",
        f"Kunci: {', '.join(f'`{name}`' for name in model.key)}.",
        "",
        "| kolom | tipe | satuan | arti | aturan |",
        "|---|---|---|---|---|",
    ]
    for column in columns(model):
        mark = "*" if column.is_required else ""
        lines.append(
            f"| `{column.name}`{mark} | {column.duckdb_type} | {column.unit} | {column.description} | {rule(column)} |"
        )
    return "\n".join(lines)


def render() -> str:
    """The whole page as Markdown."""
    datasets = [_section(model) for model in DATASETS.values()]
    plans = [_section(model, "rencana.") for model in TABEL.values()]
    return "\n\n".join([_OPENING.rstrip(), *datasets, _PLANS.rstrip(), *plans]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
    print(f"{PAGE.name} ditulis: {len(DATASETS)} dataset, {len(TABEL)} tabel rencana.")

"""Downloads for a spreadsheet: CSV as Indonesia opens it, and a workbook whose texts stay texts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd
import streamlit as st
import xlsxwriter

from views.filters import NAMA_KEWENANGAN, Saringan
from views.format import is_none

SAMPLE = "DATA CONTOH"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def xlsx_bytes(
    rows: pd.DataFrame, lembar: str = "Daftar", lebar: Mapping[str, int] | None = None, *, is_sample: bool = False,
    keterangan: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """The rows as a workbook with a filter and a fixed heading. Nothing in it is a formula or a link.

    `keterangan`: what stands under the panel, on a sheet of its own.
    """
    rows = rows.assign(keterangan=SAMPLE) if is_sample else rows
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, _AS_TEXT)
    sheet = book.add_worksheet(lembar)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for index, name in enumerate(rows.columns):
        sheet.write_string(0, index, str(name), bold)
        longest = max((len(str(value)) for value in rows[name].head(500)), default=0)
        sheet.set_column(index, index, (lebar or {}).get(str(name), min(max(longest, len(str(name))) + 2, WIDEST)))
    for number, row in enumerate(rows.itertuples(index=False, name=None), start=1):
        for index, value in enumerate(row):
            if is_none(value):
                continue
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(number, index, value, wrapped)
            else:
                sheet.write_string(number, index, str(_plain(value))[:32_000], wrapped)
    sheet.freeze_panes(1, 0)
    if len(rows):
        sheet.autofilter(0, 0, len(rows), len(rows.columns) - 1)
    if keterangan:
        about = book.add_worksheet("Keterangan")
        about.set_column(0, 0, 100)
        for number, line in enumerate([*([SAMPLE] if is_sample else []), *keterangan]):
            about.write_string(number, 0, line, wrapped)
    book.close()
    return target.getvalue()


def both(key: str, rows: pd.DataFrame, nama: str, *, is_sample: bool = False) -> None:
    """Two quiet buttons: the list as XLSX and as CSV."""
    with st.container(horizontal=True, key=f"tautan_{key}"):
        st.download_button(
            "unduh XLSX", lambda: xlsx_bytes(rows, is_sample=is_sample), f"{nama}.xlsx", XLSX,
            key=f"unduh_xlsx_{key}", type="tertiary", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "unduh CSV", lambda: csv_bytes(rows, is_sample), f"{nama}.csv", "text/csv",
            key=f"unduh_csv_{key}", type="tertiary", on_click="ignore",
        )  # fmt: skip


def with_view(rows: pd.DataFrame, view: Saringan | None) -> pd.DataFrame:
    """The rows of a download, each saying what it measures, of whom, and how it was narrowed."""
    if view is None:
        return rows
    return rows.assign(
        ukuran=view.ukuran, pengguna=view.kelompok_pengguna, jenjang=rows.get("jenjang", view.jenjang),
        status=rows.get("status", view.status), kewenangan=rows.get("kewenangan", NAMA_KEWENANGAN[view.kewenangan]),
    )  # fmt: skip


def file_name(
    key: str,
    tanggal: date | None,
    is_sample: bool,
    view: Saringan | None = None,
    akhiran: str = "csv",
    wilayah: str = "",
) -> str:
    """`serapan_pmm-aktif-30-hari_guru_peringkat_2026-10-31.csv`; a sample says so in its name."""
    what = [] if view is None else [_slug(view.ukuran), _slug(view.kelompok_pengguna)]
    end = [tanggal.isoformat() if tanggal else "", SAMPLE.replace(" ", "_") if is_sample else ""]
    return "_".join(part for part in ("serapan", *what, _slug(wilayah), key, *end) if part) + f".{akhiran}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


FORMULA = tuple("=+-@＝＋－＠")
"""Signs, full width too, that begin what a spreadsheet would run; it passes over blanks and breaks before them."""


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would run as a formula is quoted; numbers stay numbers."""
    is_formula = isinstance(value, str) and (value.lstrip().startswith(FORMULA) or value.startswith(("\t", "\r", "\n")))
    return f"'{value}" if is_formula else value


def csv_bytes(rows: pd.DataFrame, is_sample: bool) -> bytes:
    """The rows as CSV for an Indonesian spreadsheet: `;`, decimal comma, BOM. A sample says so on every row."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([*(["keterangan"] if is_sample else []), *(safe_cell(str(name)) for name in rows.columns)])
    for row in rows.itertuples(index=False):
        writer.writerow([*([SAMPLE] if is_sample else []), *(_cell(value) for value in row)])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if is_none(value):
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return safe_cell(_plain(value))


def _plain(value: object) -> object:
    """Truths and dates as Indonesia writes them and a spreadsheet sorts them."""
    if isinstance(value, bool | np.bool_):
        return "ya" if value else "tidak"
    return pd.Timestamp(value).date().isoformat() if isinstance(value, pd.Timestamp | date) else value

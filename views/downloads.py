"""Downloads of lists for a spreadsheet: CSV as Indonesia opens it, and a workbook whose texts stay texts."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pandas as pd
import streamlit as st
import xlsxwriter

from views import parts
from views.format import is_none

WIDEST = 60
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def xlsx_bytes(rows: pd.DataFrame, lembar: str = "Daftar", lebar: Mapping[str, int] | None = None) -> bytes:
    """The rows as a workbook with a filter and a fixed heading. Nothing in it is a formula or a link."""
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
                sheet.write_string(number, index, str(value)[:32_000], wrapped)
    sheet.freeze_panes(1, 0)
    if len(rows):
        sheet.autofilter(0, 0, len(rows), len(rows.columns) - 1)
    book.close()
    return target.getvalue()


def both(key: str, rows: pd.DataFrame, nama: str, *, is_sample: bool = False) -> None:
    """Two quiet buttons: the list as XLSX and as CSV."""
    marked = rows.assign(keterangan=parts.SAMPLE) if is_sample else rows
    with st.container(horizontal=True, key=f"tautan_{key}"):
        st.download_button(
            "unduh XLSX", lambda: xlsx_bytes(marked), f"{nama}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"unduh_xlsx_{key}", type="tertiary", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "unduh CSV", lambda: parts.csv_bytes(rows, is_sample), f"{nama}.csv", "text/csv",
            key=f"unduh_csv_{key}", type="tertiary", on_click="ignore",
        )  # fmt: skip

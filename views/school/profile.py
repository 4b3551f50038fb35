"""One school: who it is, where it lies, and its finding in one sentence."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

from charts.style import each
from views import data, panels, parts
from views.filters import Saringan
from views.format import day, is_none, number, percent

FEW = "<5"
"""Stands for a count of 1 to 4 people."""


def of(saringan: Saringan) -> pd.Series | None:
    """The school of a view, as its latest list has it; None where no school is chosen, or the list lost it."""
    if saringan.npsn is None:
        return None
    frame = data.ask("satuan_pendidikan_by_npsn", npsn=saringan.npsn)
    return None if frame.empty else frame.iloc[0]


def people(value: Any) -> str:
    """A count of people: 1 to 4 are not told (-1: a question has hidden them)."""
    if is_none(value):
        return "tidak ada data"
    return FEW if value < 0 or 0 < value < 5 else number(value)


def headline(platforms: pd.DataFrame) -> str:
    """What the platforms say of the school, in one sentence: the share of people first, then yes or no."""
    there = platforms[platforms["tanggal_data"].notna()]
    if there.empty:
        return "Belum ada satu pun data pemanfaatan platform untuk satuan pendidikan ini"
    said = []
    pmm = there[(there["ukuran"] == "pmm.aktif_30_hari") & there["pct"].notna()]
    for row in each(pmm):
        beside = f", kab/kota {percent(row.pct_kab)}" if row.pct_kab == row.pct_kab else ""
        said.append(f"{number(row.x)} dari {number(row.m)} {row.siapa} aktif di PMM ({percent(row.pct)}{beside})")
    asked = there[there["ya_tidak"] & there["pct"].notna()]
    yes = int((asked["pct"] > 0).sum())
    if len(asked):
        said.append(f"{number(yes)} dari {number(len(asked))} layanan tingkat sekolah sudah dipakai")
    if not said:
        return "Kelompoknya terlalu kecil: angka orang tidak ditampilkan"
    return "; ".join(said)


def small(school: pd.Series) -> str:
    """The line above the finding: kind, place and NPSN."""
    bits = [school["bentuk"], school["status"], _owner(school["kewenangan"]), f"NPSN {school['npsn']}"]
    return " · ".join(str(bit) for bit in bits if not is_none(bit))


def _owner(value: Any) -> str | None:
    return None if is_none(value) else {"pemda": "pemerintah daerah", "Kemenag": "Kemenag"}.get(str(value), str(value))


def _yes(value: Any) -> str:
    return "tidak ada data" if is_none(value) else "ya" if bool(value) else "tidak"


def _joined(*values: Any) -> str:
    return " · ".join(dict.fromkeys(str(value) for value in values if not is_none(value))) or "tidak ada data"


def identity_panel(school: pd.Series, history: pd.DataFrame) -> None:
    """What the latest Dapodik list says of the school, and how that went on over the lists."""
    when = data.as_date(school["tanggal_data"])
    ikm = "tidak ada data" if is_none(school["status_ikm"]) else str(school["status_ikm"])
    if not is_none(school["tahun_ikm"]):
        ikm += f", terdaftar {int(school['tahun_ikm'])}"
    items = (
        ("Bentuk · jenjang", _joined(school["bentuk"], school["jenjang"])),
        ("Status · kewenangan", _joined(school["status"], _owner(school["kewenangan"]))),
        ("Kecamatan", "tidak ada data" if is_none(school["kecamatan"]) else str(school["kecamatan"])),
        ("Guru", people(school["jumlah_guru"])),
        ("Tenaga kependidikan", people(school["jumlah_tendik"])),
        ("Peserta didik", people(school["jumlah_peserta_didik"])),
        ("Internet BAKTI", _yes(school["is_bakti"])),
        ("Daerah 3T", _yes(school["is_3t"])),
        ("Sekolah Penggerak", _yes(school["is_sekolah_penggerak"])),
        ("Kurikulum Merdeka (IKM)", ikm),
    )  # fmt: skip
    title = f"{people(school['jumlah_peserta_didik'])} peserta didik, {people(school['jumlah_guru'])} guru"
    if is_none(school["jumlah_peserta_didik"]) and is_none(school["jumlah_guru"]):
        title = "Daftar Dapodik tidak memuat jumlah orang sekolah ini"
    with parts.panel("identitas", f"Identitas · menurut Dapodik per {day(when)}", title):
        pairs = "".join(
            f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd></div>" for name, value in items
        )
        st.html(f'<dl class="identitas">{pairs}</dl>')
        if len(history) > 1:
            with st.expander(f"Riwayat pada {number(len(history))} daftar Dapodik", key="riwayat_dapodik"):
                parts.prose_table(_history(history), {"Data per": 110, "Status IKM": 150}, "Riwayat Dapodik")
        columns = {name: name for name in ("npsn", "nama", "bentuk", "jenjang", "status", "kewenangan", "kecamatan",
                                           "nama_kab_kota", "nama_provinsi", "tanggal_data")}  # fmt: skip
        frame = panels.table_of(school.to_frame().T, columns)
        note = "jumlah 1–4 orang ditulis <5; status IKM sejak 2024 tidak diperbarui"
        parts.foot("identitas", parts.Kaki(when, "satu satuan pendidikan", "daftar satuan pendidikan (Dapodik)", note),
                   frame, is_view=False)  # fmt: skip


def _history(history: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"Data per": day(data.as_date(row.tanggal_data)),
             "Status IKM": "–" if is_none(row.status_ikm) else str(row.status_ikm),
             "Sekolah Penggerak": _yes(row.is_sekolah_penggerak), "Guru": people(row.jumlah_guru),
             "Tendik": people(row.jumlah_tendik), "Peserta didik": people(row.jumlah_peserta_didik)}
            for row in each(history)
        ]
    )  # fmt: skip

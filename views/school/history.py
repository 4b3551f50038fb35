"""Panels of one school: its Rapor Pendidikan as published, and the bimtek its people came to."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from charts.rapor import labels_rapor, patahan
from charts.style import each
from views import data, panels, parts
from views.format import day, is_none, number
from views.province.panels import RAPOR_TERMS
from views.school.profile import FEW


def rapor_panel(npsn: str) -> pd.DataFrame:
    """The Rapor of the school, priority indicators as a chart, the others in a fold; returns all its rows."""
    frame = data.ask("rapor_by_npsn", npsn=npsn)
    main = frame[(frame["rincian"] == "capaian") | frame["rincian"].isna()].copy() if not frame.empty else frame
    if main.empty:
        with parts.panel("rapor_satuan", "Rapor Pendidikan", "Belum ada Rapor Pendidikan untuk satuan pendidikan ini"):
            parts.empty(
                "Snapshot ini tidak memuat Rapor tingkat satuan pendidikan dengan NPSN ini.",
                "Unggah Rapor Pendidikan Daerah (lembar label satuan pendidikan), atau unduhan Rapor sekolahnya. "
                "Sekolah yang tidak mengikuti Asesmen Nasional tidak mempunyai Rapor.",
            )
        return frame
    kinds = main["jenis"].nunique()
    main["baris"] = [f"{r.kode}  {r.nama}" + (f" ({r.jenis})" if kinds > 1 else "") for r in each(main)]
    main["urutan"] = [_order(r) for r in each(main)]
    main["alasan"] = main["alasan_tidak_tersedia"]
    main["label"] = main["label"].where(main["label"].notna(), None)
    main = main.drop_duplicates(["baris", "tahun"])
    first = main[main["is_prioritas"].eq(True)]
    shown = first if not first.empty else main[main["level"].eq(1)] if main["level"].eq(1).any() else main
    shown = shown[shown["baris"].isin(list(dict.fromkeys(shown["baris"]))[:12])]
    years = sorted(int(t) for t in main["tahun"].unique())
    with parts.panel("rapor_satuan", "Rapor Pendidikan · label seperti terbit, bukan untuk peringkat", _title(shown)):
        parts.chart(labels_rapor(shown), "rapor_satuan", "Label Rapor tiap tahun")
        rest = main[~main["baris"].isin(shown["baris"])]
        if not rest.empty:
            with st.expander(f"{number(rest['baris'].nunique())} indikator lain", key="rapor_lain"):
                parts.prose_table(_table(rest), {"Indikator": 260}, "Indikator lain")
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        note = "memuat AN tahun sebelumnya; ambang label berbeda tiap indikator"
        if patahan(shown):
            note += "; ≠ instrumen berganti, jangan dibandingkan"
        columns = {"tahun": "tahun", "kelompok": "kelompok", "jenis": "jenis", "kode": "kode", "nama": "indikator",
                   "nilai": "nilai", "label": "label", "alasan": "alasan_tidak_tersedia"}  # fmt: skip
        kaki = parts.Kaki(None, f"{number(main['baris'].nunique())} indikator, Rapor {span}",
                          "unduhan Rapor Pendidikan", note)  # fmt: skip
        parts.foot("rapor_satuan", kaki, panels.table_of(main, columns), RAPOR_TERMS, is_view=False)
    return frame


def _order(row: Any) -> tuple[str, ...]:
    text = row.label_terbaik_ke_terburuk
    return () if is_none(text) else tuple(part.strip() for part in str(text).split("|"))


def _title(shown: pd.DataFrame) -> str:
    """How many indicators carry which label in the last year, in the words of the labels."""
    last = int(shown["tahun"].max())
    mine = shown[shown["tahun"] == last]
    counts = mine["label"].dropna().astype(str).value_counts(sort=True)
    if counts.empty:
        why = mine["alasan"].dropna().astype(str).value_counts(sort=True)
        return f"Rapor {last}: tidak ada indikator berlabel" + (f" ({why.index[0]})" if len(why) else "")
    said = ", ".join(f"{number(int(many))} {label}" for label, many in counts.items())
    bare = int(mine["label"].isna().sum())
    return f"Rapor {last}: {said}" + (f"; {number(bare)} tanpa label" if bare else "")


def _table(rest: pd.DataFrame) -> pd.DataFrame:
    years = sorted(int(t) for t in rest["tahun"].unique())
    found = []
    for name in dict.fromkeys(rest["baris"]):
        mine = rest[rest["baris"] == name].set_index("tahun")["label"]
        cells = {str(year): "–" if year not in mine.index or is_none(mine[year]) else str(mine[year]) for year in years}
        found.append({"Indikator": name, **cells})
    return pd.DataFrame(found)


def bimtek_panel(npsn: str) -> int:
    """The events the school's people registered for, newest first; returns how many."""
    frame = data.ask("bimtek_by_npsn", npsn=npsn)
    reached = int(frame["is_terjangkau"].eq(True).sum()) if not frame.empty else 0
    small = "Bimtek · orang dari satuan pendidikan ini"
    if frame.empty:
        with parts.panel("bimtek_satuan", small, "Belum tercatat pada kegiatan bimtek mana pun"):
            parts.empty(
                "Daftar hadir yang diunggah tidak memuat NPSN ini.",
                "Bisa jadi belum diundang, bisa jadi daftar hadirnya ditulis tanpa NPSN: periksa di Unggah & periksa.",
            )
        return 0
    last = max(data.as_date(t) for t in frame["tanggal_mulai"])
    title = f"Hadir di {number(reached)} dari {number(len(frame))} kegiatan yang memuat namanya"
    with parts.panel("bimtek_satuan", small, f"{title}, terakhir {day(last)}"):
        table = pd.DataFrame([_event(row) for row in each(frame)])
        parts.long_table("bimtek_satuan", table, {"Kegiatan": 260, "Tanggal": 110}, sebutan="Riwayat bimtek", most=8)
        columns = {
            "kegiatan_id": "kegiatan_id",
            "nama": "kegiatan",
            "program": "program",
            "level": "level",
            "tanggal_mulai": "tanggal_mulai",
            "tanggal_selesai": "tanggal_selesai",
            "is_terjangkau": "terjangkau",
            "jumlah_hadir": "hadir",
            "jumlah_sertifikat": "sertifikat",
        }
        kaki = parts.Kaki(last, f"{number(len(frame))} kegiatan", "daftar hadir bimtek",
                          "jumlah 1–4 orang, dan yang membukanya, ditulis <5")  # fmt: skip
        parts.foot("bimtek_satuan", kaki, panels.table_of(frame, columns), BIMTEK_TERMS, is_view=False)
    return len(frame)


BIMTEK_TERMS = (
    ("Terjangkau", "Sedikitnya satu orang dari satuan pendidikan ini tercatat hadir."),
    ("Hadir, sertifikat", "Orang, dihitung sekali tiap kegiatan. Jumlah 1–4 ditulis <5 agar tidak menunjuk orang."),
)


def _event(row: Any) -> dict[str, str]:
    start, end = data.as_date(row.tanggal_mulai), row.tanggal_selesai
    same = is_none(end) or data.as_date(end) == start
    when = day(start) if same else f"{day(start)} s.d. {day(data.as_date(end))}"
    came = bool(row.is_terjangkau)

    def count(value: Any) -> str:
        return (FEW if came else "–") if is_none(value) else number(value)

    return {"Kegiatan": str(row.nama), "Program": "–" if is_none(row.program) else str(row.program),
            "Tingkat": "–" if is_none(row.level) else str(row.level), "Tanggal": when,
            "Hadir": count(row.jumlah_hadir), "Sertifikat": count(row.jumlah_sertifikat)}  # fmt: skip

"""What only a person knows: where a list is from, which school a name means, what the columns of a new layout are."""

from __future__ import annotations

import csv
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

from pipelines import answers, matching
from views import parts
from views.format import names, number
from views.upload import mapping as upload_mapping
from views.upload import state as upload_state
from views.upload.state import Keadaan
from warehouse.paths import REFERENCE

NO_REGION, DOUBTFUL = "wilayah_tidak_tertulis", "nama_meragukan"
AT_ONCE = 6
"""Names asked in one go; the rest come after the next examination."""
LATER, NONE = "nanti", ""


@dataclass(frozen=True)
class TanyaWilayah:
    """A file that names no region anywhere."""

    berkas: str
    lembar: tuple[str, ...]


@dataclass(frozen=True)
class TanyaSekolah:
    """A written name that may be one of up to three schools; `sel` are the places it stands at."""

    berkas: str
    nama: str
    calon: tuple[tuple[str, str, int], ...]
    sel: tuple[str, ...]


@lru_cache(maxsize=1)
def regions() -> Mapping[str, tuple[str, str]]:
    """`Kabupaten Agam, Sumatera Barat` -> province and kab/kota; whole provinces stand first."""
    with (REFERENCE / "provinsi.csv").open(encoding="utf-8", newline="") as lines:
        provinces = {row["kode_provinsi_kemendagri"]: row["nama"] for row in csv.DictReader(lines)}
    with (REFERENCE / "kab_kota.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(row["nama"], provinces[row["kode_provinsi_kemendagri"]]) for row in csv.DictReader(lines)]
    whole = {f"{name} (seluruh provinsi)": (name, "") for name in provinces.values()}
    return whole | {f"{kab}, {province}": (province, kab) for kab, province in rows}


def regions_asked(found: pd.DataFrame) -> list[TanyaWilayah]:
    """One question a file."""
    asked = found[found["kode"] == NO_REGION]
    return [
        TanyaWilayah(str(name), tuple(dict.fromkeys(str(s) for s in part["lembar"].dropna() if s != "-")))
        for name, part in asked.groupby("berkas", sort=False)
    ]


def schools_asked(found: pd.DataFrame) -> list[TanyaSekolah]:
    """One question a name and its candidates, however often it is written; the most frequent first."""
    asked = found[(found["kode"] == DOUBTFUL) & found["pilihan"].notna()]
    result = []
    for (name, choices), part in asked.groupby(["nilai", "pilihan"], sort=False):
        offered = tuple((str(c["npsn"]), str(c["nama"]), int(c["skor"])) for c in json.loads(str(choices)))
        cells = tuple(str(cell) for cell in part["sel"].dropna())
        result.append(TanyaSekolah(str(part["berkas"].iloc[0]), str(name), offered, cells))
    return sorted(result, key=lambda q: -len(q.sel))


def count(keadaan: Keadaan) -> int:
    """How many things wait for an answer."""
    found = keadaan.temuan_sendiri
    if found.empty:
        return 0
    return len(regions_asked(found)) + len(schools_asked(found)) + len(upload_mapping.unknown_sheets(keadaan))


def panel(keadaan: Keadaan) -> None:
    """The questions, if any; an answer is kept for every later build and the files are examined again."""
    if keadaan.temuan_sendiri.empty:
        return
    places, schools = regions_asked(keadaan.temuan_sendiri), schools_asked(keadaan.temuan_sendiri)
    sheets = upload_mapping.unknown_sheets(keadaan)
    total = len(places) + len(schools) + len(sheets)
    if not total:
        return
    title = f"{number(total)} hal perlu jawaban Anda; jawabannya diingat untuk berkas berikutnya"
    with parts.panel("tanya", "Pertanyaan · tidak ditebak", title):
        if (told := st.session_state.pop(upload_state.ANSWER_FAULT, None)) is not None:
            st.html(f'<div class="peringatan" role="alert">{html.escape(told)}</div>')
        if places or schools:
            with st.form("jawaban", border=False, enter_to_submit=False):
                for index, place in enumerate(places):
                    _ask_region(place, index)
                for index, school in enumerate(schools[:AT_ONCE]):
                    _ask_school(school, index)
                if len(schools) > AT_ONCE:
                    parts.small(f"{number(len(schools) - AT_ONCE)} nama lain ditanyakan sesudah jawaban ini disimpan.")
                st.form_submit_button(
                    "Simpan jawaban dan periksa lagi", type="primary", key="simpan_jawaban", on_click=_save,
                    args=(places, schools[:AT_ONCE], keadaan.folder_hasil, dict(keadaan.sidik_berkas)),
                )  # fmt: skip
        if sheets:
            upload_mapping.ask(keadaan, sheets)


def _ask_region(question: TanyaWilayah, index: int) -> None:
    sheets = f", lembar {names(list(question.lembar), 3)}" if question.lembar else ""
    st.selectbox(
        f"Wilayah mana yang dimuat {question.berkas}{sheets}?", list(regions()), index=None, key=f"wilayah_{index}",
        placeholder="Ketik nama kabupaten, kota, atau provinsi", width=620,
    )  # fmt: skip


def _ask_school(question: TanyaSekolah, index: int) -> None:
    offered = {npsn: f"{nama} · NPSN {npsn} · mirip {skor} %" for npsn, nama, skor in question.calon}
    where = f"{question.berkas}, {names(list(question.sel), 2)}" if question.sel else question.berkas
    st.radio(
        parts.escape_markdown(f"Sekolah mana yang dimaksud “{question.nama}”? ({where})"),
        [*offered, NONE, LATER], index=len(offered) + 1, key=f"sekolah_{index}", horizontal=True,
        format_func=lambda npsn: parts.escape_markdown(
            offered.get(npsn, "Bukan salah satunya" if npsn == NONE else "Jawab nanti")
        ),
    )  # fmt: skip


def _save(places: list[TanyaWilayah], schools: list[TanyaSekolah], folder: Path, digests: Mapping[str, str]) -> None:
    """Keep what was answered; examine again when there is anything new."""
    given = 0
    try:
        for index, place in enumerate(places):
            chosen = st.session_state.get(f"wilayah_{index}")
            if chosen:
                answers.save_region(place.berkas, *regions()[chosen], sha256=digests.get(place.berkas, ""))
                given += 1
        for index, school in enumerate(schools):
            npsn = st.session_state.get(f"sekolah_{index}", LATER)
            if npsn != LATER:
                kab = kab_kota_of(folder, [c[0] for c in school.calon])
                answers.save_name(kab, matching.name_key(school.nama, kab), npsn)
                given += 1
    except answers.AnswerFault as fault:
        st.session_state[upload_state.ANSWER_FAULT] = f"Belum tersimpan semuanya. {fault}"
        return
    if not given:
        st.session_state[upload_state.ANSWER_FAULT] = "Belum ada jawaban yang dipilih."
        return
    for index in range(len(places)):
        st.session_state.pop(f"wilayah_{index}", None)
    for index in range(len(schools)):
        st.session_state.pop(f"sekolah_{index}", None)
    upload_state.examine_again()


def kab_kota_of(folder: Path, npsn: list[str]) -> str | None:
    """The kab/kota of the schools offered, from the school lists that were examined; all three are of one."""
    place = folder / "satuan_pendidikan"
    if not place.is_dir() or not any(place.glob("*.parquet")):
        return None
    found = pd.read_parquet(place, columns=["npsn", "kode_kab_kota_kemendagri"], filters=[("npsn", "in", npsn)])[
        "kode_kab_kota_kemendagri"
    ].dropna()
    return str(found.iloc[0]) if len(found) else None

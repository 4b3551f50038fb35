"""Rows of the Rapor pages: what there is to choose, one region's Rapor, its neighbours', and what may be compared.

Values and labels stay as published: no total over statuses, no average over regions, PAUD and Dasmen never together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis.status_change import classify, family_order, pair_years, threshold
from charts.style import each
from views import data, options
from views.filters import Saringan
from views.format import NBSP, number

OPSI = ("kelompok_rapor", "tahun", "jenis", "status_rapor", "indikator")
NAMA_KELOMPOK = {"DASMEN": "Dasmen", "PAUD": "PAUD"}
SPM_JENIS, SPM_KODE = "Semua jenjang", "B.16"
DIMENSI = {
    "A": "Mutu dan relevansi hasil belajar", "B": "Pemerataan pendidikan yang bermutu",
    "C": "Kompetensi dan kinerja GTK", "D": "Mutu dan relevansi pembelajaran",
    "E": "Pengelolaan satuan pendidikan",
}  # fmt: skip
_FIRST = ("SD Umum", "SMP Umum", "SMA Umum", "SMK Umum", "PAUD", "TK")
PLACE = ["kode_provinsi_kemendagri", "kode_kab_kota_kemendagri"]


@dataclass(frozen=True)
class Pilih:
    """What of the Rapor is shown. `status`: as published; `tahun`: the label year."""

    kelompok: str
    jenis: str
    status: str
    tahun: int
    indikator: str
    nama_indikator: str = ""
    satuan: str | None = None
    keluarga: str | None = None
    catatan: str | None = None
    urutan: tuple[str, ...] = ()
    """Labels of the indicator's family, best to worst."""

    @property
    def siapa(self) -> str:
        """`SD Umum` or `SD Umum, Negeri`."""
        return self.jenis if self.status == "Semua" else f"{self.jenis}, {self.status}"


@dataclass(frozen=True)
class Tempat:
    """Whose Rapor is shown: its level, its name and its codes."""

    tingkat: str
    nama: str
    provinsi: str | None = None
    kab_kota: str | None = None

    @property
    def anggota(self) -> str:
        """What the regions below it are called."""
        return "provinsi" if self.tingkat == "nasional" else "kab/kota"


def place(saringan: Saringan) -> Tempat:
    """The region of a view."""
    if saringan.provinsi is None:
        return Tempat("nasional", "Nasional")
    name = data.province(saringan.provinsi)[0]
    if saringan.kab_kota is None:
        return Tempat("provinsi", name, saringan.provinsi)
    own = data.regencies(saringan.provinsi).get(saringan.kab_kota, saringan.kab_kota)
    return Tempat("kab_kota", own, saringan.provinsi, saringan.kab_kota)


def available() -> pd.DataFrame:
    """Which indicators there are for which level, kind, status and year; empty without any Rapor of regions."""
    return data.ask("rapor_tersedia")


def catalogue(kelompok: str) -> pd.DataFrame:
    """One row an indicator of a kelompok: nama, level, keluarga, satuan, catatan, urutan (labels best to worst)."""
    there = available()
    mine = there[there["kelompok"] == kelompok].sort_values("tahun").drop_duplicates("kode", keep="last")
    orders = [family_order(text) for text in mine["label_terbaik_ke_terburuk"]]
    mine = mine.assign(urutan=pd.Series(orders, index=mine.index, dtype=object))
    columns = ["kode", "nama", "level", "keluarga", "satuan", "catatan", "is_prioritas", "urutan"]
    return mine.set_index("kode", drop=False)[columns]


def _there() -> pd.DataFrame:
    """What the Rapor holds for regions with a value or a label, the index of SPM aside."""
    there = available()
    return there[(there["jenis"] != SPM_JENIS) & (there["jumlah_nilai"] + there["jumlah_label"] > 0)]


def choose_kind(tempat: Tempat) -> tuple[Pilih, pd.DataFrame] | None:
    """PAUD or Dasmen, the year and the kind of school from the filter row, all statuses, no indicator yet.

    With them what there is to choose from below. None where there is no Rapor of regions at all.
    """
    there = _there()
    if there.empty:
        return None
    own = there[there["tingkat"] == tempat.tingkat]
    shown = own if not own.empty else there[there["tingkat"] == "provinsi"] if tempat.tingkat == "nasional" else there
    shown = shown if not shown.empty else there
    groups = {k: NAMA_KELOMPOK[k] for k in NAMA_KELOMPOK if (shown["kelompok"] == k).any()}
    kelompok = _option("kelompok_rapor", "Rapor", groups, next(iter(groups)), NAMA_KELOMPOK)
    shown = shown[shown["kelompok"] == kelompok]
    years = {str(t): str(t) for t in sorted(shown["tahun"].unique(), reverse=True)}
    tahun = _option("tahun", "Tahun", years, next(iter(years)), {str(t) for t in there["tahun"]})
    shown = shown[shown["tahun"] == int(tahun)]
    kinds = {k: k for k in _in_order(shown)}
    jenis = _option("jenis", "Jenis", kinds, next(iter(kinds)), set(there["jenis"]))
    return Pilih(kelompok, jenis, "Semua", int(tahun), ""), shown[shown["jenis"] == jenis]


def usual(tingkat: str, jenis: Sequence[str] = (), kode: str = "A.1") -> Pilih | None:
    """The newest Dasmen Rapor of a level without asking anybody: the first of `jenis` that it has, else its usual first
    kind, all statuses, `kode` or else its first indicator; None where the level has no such Rapor."""
    there = _there()
    shown = there[(there["tingkat"] == tingkat) & (there["kelompok"] == "DASMEN") & (there["status"] == "Semua")]
    if shown.empty:
        return None
    tahun = int(shown["tahun"].max())
    shown = shown[shown["tahun"] == tahun]
    kinds = _in_order(shown)
    kind = next((name for name in jenis if name in kinds), kinds[0])
    shown = shown[shown["jenis"] == kind].drop_duplicates("kode")
    codes = shown["kode"].astype(str).tolist()
    chosen = kode if kode in codes else codes[0]
    return Pilih("DASMEN", kind, "Semua", tahun, chosen, *_traits(shown[shown["kode"] == chosen].iloc[0]))


def choose(tempat: Tempat) -> Pilih | None:
    """The page's own options in the filter row; None where there is no Rapor of regions at all."""
    found = choose_kind(tempat)
    if found is None:
        return None
    kind, shown = found
    states = {s: s for s in ("Semua", "Negeri", "Swasta") if (shown["status"] == s).any()}
    status = _option("status_rapor", "Status", states, next(iter(states)), {"Semua", "Negeri", "Swasta"})
    shown = shown[shown["status"] == status].drop_duplicates("kode")
    names = {str(r.kode): f"{r.kode} {r.nama}" for r in each(shown)}
    kode = _option("indikator", "Indikator", names, next(iter(names)), set(_there()["kode"]))
    traits = _traits(shown[shown["kode"] == kode].iloc[0])
    return Pilih(kind.kelompok, kind.jenis, status, kind.tahun, kode, *traits)


def _traits(row: Any) -> tuple[str, str | None, str | None, str | None, tuple[str, ...]]:
    """Name, unit, family, remark and label order of an indicator, missing ones as None."""
    unit, family, remark = (row[n] if isinstance(row[n], str) else None for n in ("satuan", "keluarga", "catatan"))
    return str(row["nama"]), unit, family, remark, family_order(row["label_terbaik_ke_terburuk"])


def _in_order(shown: pd.DataFrame) -> list[str]:
    """The usual kinds first, the others by name."""
    kinds = sorted(set(shown["jenis"].astype(str)))
    return [k for k in _FIRST if k in kinds] + [k for k in kinds if k not in _FIRST]


def _option(name: str, label: str, pilihan: Mapping[str, str], baku: str, dikenal: Mapping[str, str] | set[str]) -> str:
    """An option that hangs on the ones before it: a value known elsewhere falls back without a note."""
    asked = st.query_params.get(name)
    if asked is not None and asked not in pilihan and asked in dikenal:
        options.set_to(name, baku)
    return options.select(name, label, pilihan, baku)


def own_rows(tempat: Tempat, kelompok: str) -> pd.DataFrame:
    """The whole Rapor of one kelompok of a region, every jenis, status and year, with the catalogue's columns.

    A level-2 indicator takes part in its parent's change of instrument: `ruas` counts both.
    """
    frame = data.ask("rapor_per_tempat", tingkat=tempat.tingkat, kode_provinsi=tempat.provinsi,
                     kode_kab_kota=tempat.kab_kota, kelompok=kelompok)  # fmt: skip
    return with_catalogue(frame, kelompok)


def with_catalogue(frame: pd.DataFrame, kelompok: str) -> pd.DataFrame:
    """Rows with level, keluarga, satuan and urutan of their indicator, values as numbers and missing words as None."""
    known = catalogue(kelompok)
    place_of = frame["kode"].astype(str)
    result = frame.assign(kode=place_of, nilai=pd.to_numeric(frame["nilai"]).astype(float))
    for name in ("level", "keluarga", "satuan"):
        result[name] = place_of.map(known[name].to_dict())
    orders = known["urutan"].to_dict()
    result["urutan"] = [orders.get(kode, ()) for kode in place_of]
    result["indikator"] = place_of.map(known["nama"].to_dict()).fillna(place_of)
    for name in ("label", "alasan_tidak_tersedia"):
        result[name] = result[name].astype(object).where(result[name].notna(), None)
    return result.assign(ruas=_ruas(result, kelompok))


def _ruas(frame: pd.DataFrame, kelompok: str) -> pd.Series:
    """The stretch of each row, a parent's break counted for its children."""
    found = pd.to_numeric(frame["ruas"]).astype(int)
    kinds = [str(kode) for kode in frame["kode"].unique()]
    for row in each(data.ask("rapor_batas_ruas", kelompok=kelompok)):
        children = [kode for kode in kinds if kode.startswith(f"{row.kode}.")]
        if not children:
            continue
        is_child = frame["kode"].isin(children) & (frame["tahun"] >= row.tahun) & (frame["jenis"] == row.jenis)
        found = found + is_child.astype(int)
    return found


def pick(frame: pd.DataFrame, pilih: Pilih, rincian: str = "capaian") -> pd.DataFrame:
    """The rows of the chosen kind and status, all years; `Semua` also takes rows that the file gives no status."""
    is_status = frame["status"] == pilih.status
    if pilih.status == "Semua":
        is_status |= ~frame["status"].isin(["Negeri", "Swasta", "Semua"])
    kept = frame[(frame["jenis"] == pilih.jenis) & is_status & (frame["rincian"] == rincian)]
    # A kind that has both a total and a row without status: the published total counts.
    return kept.assign(_total=kept["status"] == pilih.status).sort_values("_total", ascending=False, kind="stable") \
        .drop_duplicates(["kode", "tahun"]).drop(columns="_total").sort_index()  # fmt: skip


def of_level(
    tingkat: str, pilih: Pilih, *, provinsi: str | None = None, kode: str | None = None, tahun: int | None = None
) -> pd.DataFrame:
    """All regions of a level (of one province) for the chosen kind and status, with the catalogue's columns."""
    jenis = SPM_JENIS if kode == SPM_KODE and pilih.kelompok == "DASMEN" else pilih.jenis
    status = "Semua" if jenis == SPM_JENIS else pilih.status
    frame = data.ask("rapor_per_tingkat", tingkat=tingkat, kode_provinsi=provinsi, kelompok=pilih.kelompok,
                     jenis=jenis, status=status, kode=kode, tahun=tahun)  # fmt: skip
    frame = with_catalogue(frame.assign(jenis=jenis), pilih.kelompok)
    return frame.drop_duplicates([*PLACE, "kode", "tahun"]).reset_index(drop=True)


def thresholds(tempat: Tempat, pilih: Pilih) -> dict[str, float]:
    """Per indicator: how far a value must move to count as a change, from all regions of the level in the nation."""
    level = "provinsi" if tempat.tingkat == "nasional" else tempat.tingkat
    paired = pair_years(of_level(level, pilih, tahun=pilih.tahun), pilih.tahun, [*PLACE, "kode"])
    units = catalogue(pilih.kelompok)["satuan"]
    return {str(kode): threshold(part["poin"].tolist(), units.get(kode)) for kode, part in paired.groupby("kode")}


def compare(tempat: Tempat, pilih: Pilih, own: pd.DataFrame) -> pd.DataFrame:
    """The chosen year's indicators with last year's, what may be compared, and which way each went."""
    paired = pair_years(pick(own, pilih), pilih.tahun)
    return classify(paired, thresholds(tempat, pilih))


def digits(satuan: object) -> int:
    """Two decimals on the narrow scales, one elsewhere."""
    return 2 if satuan in ("skala 1-3", "indeks 0-1") else 1


def value_words(nilai: float, satuan: object) -> str:
    """`71,2 %`, `2,45 (skala 1–3)`, `60,3`."""
    text = number(nilai, digits(satuan))
    if satuan == "persen":
        return f"{text}{NBSP}%"
    scale = {"skala 1-3": "skala 1–3", "indeks 0-1": "indeks 0–1"}.get(str(satuan))
    return f"{text} ({scale})" if scale else text


_REASONS = {
    "tertulis di berkas": "menurut keterangan berkas",
    "label berubah serentak": "label hampir semua wilayah berpindah serentak",
    "tertulis di berkas dan label berubah serentak": "menurut berkas, dan label berpindah serentak",
}


def break_reasons(pilih: Pilih, kode: str) -> dict[int, str]:
    """Year of a break of an indicator (or of its parent) to its reason in plain words."""
    parent = kode.rpartition(".")[0]
    found = {}
    for row in each(data.ask("rapor_batas_ruas", kelompok=pilih.kelompok)):
        if row.jenis == pilih.jenis and row.kode in (kode, parent):
            found[int(row.tahun)] = _REASONS.get(str(row.alasan), str(row.alasan))
    return found

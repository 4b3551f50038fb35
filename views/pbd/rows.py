"""Rows of planning by data: the weak indicators of a region, the map of hypotheses, and what the data say of each."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from analysis.root_cause import BELUM, DIDUKUNG, Dugaan, Peta, Simpul, Vonis, causes, code_key, verdict
from analysis.shares import FEWEST_SCHOOLS
from analysis.status_change import INSTRUMEN, TENGAH, TERENDAH, direction, family_order, tier
from charts.names import short_name
from charts.style import each
from schemas.rencana import AkarRencana, Rencana
from views import data, neighbours
from views.format import is_none, number
from views.rapor import rows as rapor_rows
from views.rapor.rows import Pilih, Tempat
from views.rapor.use_rows import jenjang_of

__all__ = ["FEWEST_SCHOOLS", "OPSI", "Awal", "Banding", "Lingkup", "Usul"]

OPSI = ("kelompok_rapor", "tahun", "jenis", "gejala", "akar")


@dataclass(frozen=True)
class Lingkup:
    """What the page looks at: a region, a kind of school and a year; its Rapor and the map of hypotheses.

    `tabel`: one row an indicator of the region's Rapor with its change from the year before. `katalog`: the
    indicators of the kelompok by code. `is_peta_sendiri`: the map is the plan's own, not the reference.
    """

    tempat: Tempat
    pilih: Pilih
    tabel: pd.DataFrame
    katalog: pd.DataFrame
    peta: Peta
    is_peta_sendiri: bool
    spm: pd.DataFrame

    @property
    def kode_wilayah(self) -> str:
        """Kemendagri code of the region."""
        return self.tempat.kab_kota or str(self.tempat.provinsi)

    @property
    def nama(self) -> str:
        """The region as it is printed."""
        return short_name(self.tempat.nama)

    def indicator(self, kode: str) -> str:
        """`D.1 Kualitas pembelajaran`; the code alone where nobody names it."""
        name = self.tabel.loc[self.tabel["kode"] == kode, "indikator"]
        if not name.empty and str(name.iloc[0]) != kode:
            return f"{kode} {name.iloc[0]!s}"
        return f"{kode} {self.katalog.loc[kode, 'nama']!s}" if kode in self.katalog.index else kode


def scope(tempat: Tempat, pilih: Pilih, isi: Rencana | None) -> Lingkup:
    """Everything the steps look at; `tabel` is empty where the region has no Rapor of this kind and year."""
    own = rapor_rows.own_rows(tempat, pilih.kelompok)
    spm = own[(own["kode"] == rapor_rows.SPM_KODE) & (own["jenis"] == rapor_rows.SPM_JENIS)]
    table = rapor_rows.compare(tempat, pilih, own)
    katalog = catalogue(pilih.kelompok)
    priority = katalog["is_prioritas"].astype(bool).to_dict()
    table = table.assign(is_prioritas=[bool(priority.get(str(kode))) for kode in table["kode"]])
    table = table[table["kode"] != rapor_rows.SPM_KODE].sort_values("kode", key=_by_code, kind="stable")
    peta, is_own = reasons_map(pilih.kelompok, isi)
    return Lingkup(tempat, pilih, table.reset_index(drop=True), katalog, peta, is_own, spm)


def catalogue(kelompok: str) -> pd.DataFrame:
    """Every indicator of a kelompok by code, be there data or not: nama, urutan (labels best to worst), is_prioritas.

    With them codes that only a file has, named as the file names them.
    """
    frame = data.ask("kamus_indikator")
    frame = frame[frame["kelompok"] == kelompok]
    orders = [family_order(text) for text in frame["label_terbaik_ke_terburuk"]]
    known = frame.assign(urutan=pd.Series(orders, index=frame.index, dtype=object)).set_index("kode")
    there = rapor_rows.catalogue(kelompok)
    names = ["nama", "urutan", "is_prioritas"]
    return pd.concat([known[names], there.loc[~there.index.isin(known.index), names]])


def _by_code(codes: pd.Series) -> pd.Series:
    return codes.map(lambda kode: code_key(str(kode)))


def reference_map(kelompok: str) -> Peta:
    """The map kept with the product."""
    frame = data.ask("akar_masalah", kelompok=kelompok)
    return tuple(Dugaan(str(r.gejala), str(r.akar), str(r.alasan or ""), str(r.sumber or "")) for r in each(frame))


def reasons_map(kelompok: str, isi: Rencana | None) -> tuple[Peta, bool]:
    """The open plan's own map of this kelompok, else the reference; and whether it is the plan's own."""
    own = tuple(r for r in isi.akar if r.kelompok == kelompok) if isi is not None else ()
    if own:
        return tuple(Dugaan(r.gejala, r.akar, r.alasan, r.sumber) for r in own), True
    return reference_map(kelompok), False


def plan_map(kelompok: str, peta: Peta, isi: Rencana | None) -> tuple[AkarRencana, ...]:
    """The rows of a plan once its map of a kelompok is this one; that of the other kelompok stays."""
    others = tuple(r for r in isi.akar if r.kelompok != kelompok) if isi is not None else ()
    mine = (
        AkarRencana.model_validate(
            {"kelompok": kelompok, "gejala": d.gejala, "akar": d.akar, "alasan": d.alasan, "sumber": d.sumber}
        )
        for d in peta
    )
    return (*others, *mine)


def weak(lingkup: Lingkup) -> pd.DataFrame:
    """Indicators of level 1 with the lowest label of their family, then those in the middle; priorities first."""
    table = lingkup.tabel
    there = table[(table["level"] == 1) & table["golongan"].isin([TERENDAH, TENGAH])]
    return there.assign(_low=there["golongan"] != TERENDAH, _other=~there["is_prioritas"]).sort_values(
        ["_low", "_other"], kind="stable"
    ).drop(columns=["_low", "_other"]).reset_index(drop=True)  # fmt: skip


def symptoms(lingkup: Lingkup) -> dict[str, str]:
    """Which indicators may be followed up: the weak ones, then every other of level 1; code to printed name."""
    first = [str(kode) for kode in weak(lingkup)["kode"]]
    rest = [str(k) for k in lingkup.tabel.loc[lingkup.tabel["level"] == 1, "kode"] if k not in first]
    labels = lingkup.tabel.set_index("kode")["label"].to_dict()
    return {
        kode: f"{lingkup.indicator(kode)} · {labels[kode] if isinstance(labels[kode], str) else 'tanpa label'}"
        for kode in [*first, *rest]
    }


def first_symptom(lingkup: Lingkup) -> str | None:
    """The weakest indicator that has hypotheses, a priority before others; of those one with a hypothesis that the data
    support before others. None without any indicator."""
    there = list(symptoms(lingkup))
    with_causes = [kode for kode in there if causes(lingkup.peta, kode)]
    priority = set(lingkup.tabel.loc[lingkup.tabel["is_prioritas"], "kode"])
    weak_codes = set(weak(lingkup)["kode"])
    ranked = [k for k in with_causes if k in priority & weak_codes] or [k for k in with_causes if k in weak_codes]
    spoken = [kode for kode in ranked if supported(lingkup, kode)]
    return next(iter([*spoken, *ranked, *with_causes, *there]), None)


def vonis(lingkup: Lingkup, kode: str) -> tuple[Vonis, Any]:
    """What the region's data say of one indicator as a cause, and its row (None where the file has none)."""
    found = lingkup.tabel[lingkup.tabel["kode"] == kode]
    known = kode in lingkup.katalog.index
    if found.empty:
        return verdict(None, (), is_tertulis=False, is_dikenal=known), None
    row = next(each(found))
    value = math.nan if is_none(row.nilai) else float(row.nilai)
    said = verdict(row.label, row.urutan, nilai=value, alasan=row.alasan_tidak_tersedia, is_dikenal=known)
    if said.keadaan != BELUM and row.sebab == INSTRUMEN:
        said = replace(said, alasan=f"{said.alasan}; instrumennya berganti sejak Rapor {lingkup.pilih.tahun - 1}")
    return said, row


def hypotheses(lingkup: Lingkup, nodes: tuple[Simpul, ...]) -> pd.DataFrame:
    """One row a hypothesis: the region's own value and label, the verdict, and what others have.

    Columns: kode, indikator, alasan, sumber, jalur, is_berulang, nilai, satuan, label, urutan, keadaan, sebab,
    is_tertulis (the region's file has a row for it).
    """
    rows = []
    for node in nodes:
        kode = node.dugaan.akar
        said, row = vonis(lingkup, kode)
        rows.append({
            "kode": kode, "indikator": lingkup.indicator(kode).removeprefix(kode).strip(),
            "alasan": node.dugaan.alasan, "sumber": node.dugaan.sumber, "jalur": " → ".join(node.jalur),
            "is_berulang": node.is_berulang, "nilai": math.nan if row is None else row.nilai,
            "satuan": None if row is None else row.satuan, "label": None if row is None else row.label,
            "urutan": () if row is None else row.urutan, "keadaan": said.keadaan, "sebab": said.alasan,
            "is_tertulis": row is not None,
        })  # fmt: skip
    names = ["kode", "indikator", "alasan", "sumber", "jalur", "is_berulang", "nilai", "satuan", "label", "urutan",
             "keadaan", "sebab", "is_tertulis"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def supported(lingkup: Lingkup, gejala: str) -> list[str]:
    """Codes of the hypotheses of an indicator that the region's data support."""
    return [d.akar for d in causes(lingkup.peta, gejala) if vonis(lingkup, d.akar)[0].keadaan == DIDUKUNG]


@dataclass(frozen=True)
class Banding:
    """How an indicator stands elsewhere: the province's own value, and how many regions have its lowest label."""

    provinsi: str = ""
    rendah: int = 0
    wilayah: int = 0
    rendah_mirip: int = 0
    mirip: int = 0


def elsewhere(lingkup: Lingkup) -> dict[str, Banding]:
    """Per indicator how it stands in the regions of the same level: the province's kab/kota, or all provinces."""
    tempat, pilih = lingkup.tempat, lingkup.pilih
    level: neighbours.Tingkat = "kab_kota" if tempat.kab_kota else "provinsi"
    place = "kode_kab_kota_kemendagri" if tempat.kab_kota else "kode_provinsi_kemendagri"
    frame = rapor_rows.of_level(level, pilih, tahun=pilih.tahun)
    frame = frame[frame["tahun"] == pilih.tahun]
    lowest = [tier(label, order) == TERENDAH for label, order in zip(frame["label"], frame["urutan"], strict=True)]
    frame = frame.assign(is_rendah=lowest, is_berlabel=frame["label"].notna())
    near = neighbours.of(level, lingkup.kode_wilayah).frame
    alike = set(near["kode"].astype(str).head(neighbours.TERDEKAT))
    mine = frame[frame["kode_provinsi_kemendagri"] == tempat.provinsi] if tempat.kab_kota else frame
    above = _province_words(lingkup)
    result = {}
    for kode, part in mine[mine["is_berlabel"]].groupby("kode", sort=False):
        similar = frame[(frame["kode"] == kode) & frame["is_berlabel"] & frame[place].isin(alike)]
        result[str(kode)] = Banding(above.get(str(kode), ""), int(part["is_rendah"].sum()), len(part),
                                    int(similar["is_rendah"].sum()), len(similar))  # fmt: skip
    return {**{kode: Banding(text) for kode, text in above.items()}, **result}


def _province_words(lingkup: Lingkup) -> dict[str, str]:
    """The province's own published value and label per indicator, for a kab/kota; nothing above a province."""
    if lingkup.tempat.kab_kota is None:
        return {}
    whole = Tempat("provinsi", "", lingkup.tempat.provinsi)
    frame = rapor_rows.pick(rapor_rows.own_rows(whole, lingkup.pilih.kelompok), lingkup.pilih)
    frame = frame[(frame["tahun"] == lingkup.pilih.tahun) & (frame["nilai"].notna() | frame["label"].notna())]
    return {str(r.kode): value_and_label(r.nilai, r.satuan, r.label) for r in each(frame)}


def value_and_label(nilai: object, satuan: object, label: object) -> str:
    """`60,3 (Sedang)`, the label alone, or a dash."""
    value = "" if is_none(nilai) else number(float(nilai), rapor_rows.digits(satuan))  # type: ignore[arg-type]
    value = f"{value}\u00a0%" if value and satuan == "persen" else value
    if isinstance(label, str):
        return f"{value} ({label})" if value else label
    return value or "–"


def schools(lingkup: Lingkup) -> dict[str, tuple[int, int]]:
    """Per indicator how many schools of the region carry its lowest label, and how many carry any."""
    frame = data.ask("akar_label_satuan", kode_provinsi=lingkup.tempat.provinsi,
                     kode_kab_kota=lingkup.tempat.kab_kota, kelompok=lingkup.pilih.kelompok,
                     jenis=lingkup.pilih.jenis, tahun=lingkup.pilih.tahun)  # fmt: skip
    orders = lingkup.katalog["urutan"].to_dict()
    result = {}
    for kode, part in frame.groupby("kode", sort=False):
        order = orders.get(str(kode), ())
        low = [int(r.jumlah_satuan) for r in each(part) if tier(r.label, order) == TERENDAH]
        result[str(kode)] = (sum(low), int(part["jumlah_satuan"].sum()))
    return result


@dataclass(frozen=True)
class Awal:
    """The newest published value of an indicator in the region, as it would be frozen as a baseline."""

    acuan: str
    nilai: float
    tahun: int
    satuan: str | None
    arah: int

    @property
    def tanggal(self) -> date:
        """The last day of the Rapor's year."""
        return date(self.tahun, 12, 31)


def baseline(lingkup: Lingkup, kode: str) -> Awal | None:
    """The newest value of the indicator, whatever year the page shows; None where no value is published."""
    own = rapor_rows.pick(rapor_rows.own_rows(lingkup.tempat, lingkup.pilih.kelompok), lingkup.pilih)
    there = own[(own["kode"] == kode) & own["nilai"].notna()].sort_values("tahun")
    if there.empty:
        return None
    row = there.iloc[-1]
    return Awal(f"{lingkup.pilih.kelompok}:{kode}", float(row["nilai"]), int(row["tahun"]),
                row["satuan"] if isinstance(row["satuan"], str) else None,
                direction(row["keluarga"], row["satuan"]))  # fmt: skip


@dataclass(frozen=True)
class Usul:
    """A recommended activity as the recommendation sheet has it, with the budget code of the jenjang shown."""

    kegiatan: str
    ukuran: str
    kode_anggaran: str
    asal: str
    penjelasan: str
    is_gejala: bool
    """Whether the sheet names the weak indicator shown beside it."""


_KODE = {"PAUD": "kode_kegiatan_paud", "SD": "kode_kegiatan_sd", "SMP": "kode_kegiatan_smp",
         "Kesetaraan": "kode_kegiatan_kesetaraan"}  # fmt: skip


def recommendations(lingkup: Lingkup, gejala: str, akar: str) -> tuple[Usul, ...]:
    """Activities of the recommendation sheet for a cause, of this jenjang, those for this weakness first."""
    frame = data.ask("rekomendasi_per_akar", kode_provinsi=lingkup.tempat.provinsi,
                     kode_kab_kota=lingkup.tempat.kab_kota, kode=akar, tahun=lingkup.pilih.tahun)  # fmt: skip
    jenjang = jenjang_of(lingkup.pilih.jenis)
    found = []
    for row in each(frame):
        words = {word.strip().casefold() for word in _text(row.jenjang).replace("/", ",").split(",") if word.strip()}
        if words and jenjang is not None and not {jenjang.casefold(), "semua", "nonjenjang"} & words:
            continue
        if (lingkup.pilih.kelompok == "PAUD") != ("paud" in words):
            continue
        code = _text(getattr(row, _KODE.get(jenjang or "", "kode_kegiatan_nonjenjang")))
        measure = _text(row.indikator_kegiatan)
        unit = _text(row.satuan)
        is_symptom = any(text.split(" ")[0] == gejala for text in _text(row.indikator_prioritas).split("|"))
        owner = "provinsi" if row.is_provinsi else "daerah"
        explained = ". ".join(part for part in (_text(row.deskripsi_kegiatan), _text(row.contoh_operasionalisasi))
                              if part)  # fmt: skip
        found.append(Usul(_text(row.nomenklatur_kegiatan), f"{measure} ({unit})" if measure and unit else measure,
                          code or _text(row.kode_kegiatan_nonjenjang), f"rekomendasi {owner} {int(row.tahun)}",
                          explained, is_symptom))  # fmt: skip
    ordered = sorted((u for u in found if u.kegiatan), key=lambda usul: not usul.is_gejala)
    unique: dict[tuple[str, str, str], Usul] = {}
    for usul in ordered:
        unique.setdefault((usul.kegiatan, usul.kode_anggaran, usul.asal), usul)
    return tuple(unique.values())


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else ""

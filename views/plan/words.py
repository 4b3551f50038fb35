"""A plan in words: names of its parts, rows and values, and what is wrong with one, as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pandas as pd
from pydantic import ValidationError

from analysis.plan_difference import IDENTITAS, Beda, Key, Sisi
from reports.plan_sheets import label
from schemas.rencana import TABEL, Rencana
from schemas.rencana_aturan import rows
from views import data
from views.format import NONE, day, is_none, moment, names, number, rupiah

GONE = "tidak ada"
PARTS = {
    "identitas": "Nama dan keterangan",
    "prioritas": "Prioritas",
    "alokasi bimtek": "Alokasi bimtek",
    "pembagian peran": "Pembagian peran",
    "perencanaan berbasis data": "Akar masalah",
    "target": "Target",
}
"""Part of a plan to the page it is made on."""


def saved(when: datetime) -> str:
    """A saved moment in this machine's time."""
    return moment(when.astimezone())


def published(snapshot: str) -> str:
    """When a snapshot was published, read from its id; the id itself where it says no time."""
    try:
        return moment(datetime.strptime(snapshot[:15], "%Y%m%d-%H%M%S"))  # noqa: DTZ007  the publisher's own time
    except ValueError:
        return snapshot


def size(isi: Rencana, part: str) -> str:
    """How much a part of a plan holds, in what people count: regions chosen, seats, programmes, rupiah."""
    if part == "prioritas":
        chosen = [row.nama for row in isi.wilayah if row.is_dipilih]
        return f"{number(len(chosen))} dari {number(len(isi.wilayah))} wilayah dipilih: {names(chosen)}" if chosen \
            else "belum ada wilayah yang dipilih"  # fmt: skip
    if part == "alokasi bimtek":
        seats = sum(row.jumlah_kursi for row in isi.alokasi)
        served = len({row.kode_wilayah for row in isi.alokasi if row.jumlah_kursi})
        classes = f", {number(len(isi.kelas))} kelas" if isi.kelas else ""
        return f"{number(seats)} kursi bagi {number(served)} wilayah{classes}" if seats else "belum ada kursi"
    if part == "pembagian peran":
        programmes, places = {row.program for row in isi.peran}, {row.kode_wilayah for row in isi.peran}
        said = f"{number(len(programmes))} program di {number(len(places))} wilayah"
        return said + _cost([row.anggaran_rupiah for row in isi.peran]) if isi.peran else "belum ada program"
    if part == "perencanaan berbasis data":
        said = f"{number(len(isi.kegiatan))} kegiatan"
        return said + _cost([row.anggaran_rupiah for row in isi.kegiatan]) if isi.kegiatan else "belum ada kegiatan"
    return f"{number(len(isi.target))} target" if isi.target else "belum ada target"


def _cost(found: Sequence[float | None]) -> str:
    """The sum of the amounts known, with how many are not."""
    known = [one for one in found if one is not None]
    if not known:
        return ""
    lacking = f" ({number(len(found) - len(known))} belum beranggaran)" if len(known) < len(found) else ""
    return f", {rupiah(sum(known))}{lacking}"


def place(kode_provinsi: str | None) -> str:
    """The region a plan is for."""
    return "Nasional" if kode_provinsi is None else data.provinces().get(kode_provinsi, kode_provinsi)


def table_name(tabel: str) -> str:
    """A table of a plan as it is called on screen."""
    return PARTS[IDENTITAS] if tabel == IDENTITAS else TABEL[tabel].judul


SPOKEN = {"basic": "dasar", "intermediate": "lanjut"}
"""Values of closed lists to their words on screen."""
PLAIN = ("tahun", "nomor")
"""Columns whose numbers are names: no point for thousands."""


def value(found: object, column: str = "") -> str:
    """A cell as people read it."""
    if isinstance(found, int) and column in PLAIN:
        return str(found)
    if found is None or is_none(found) or found == "":
        return NONE
    if isinstance(found, bool):
        return "ya" if found else "tidak"
    if isinstance(found, int | float):
        return number(found, 0 if float(found).is_integer() else 2)
    return day(found) if isinstance(found, date) else SPOKEN.get(str(found), str(found))


def regions(*plans: Rencana) -> dict[str, str]:
    """Code to name of the regions the plans name."""
    found = dict(data.provinces())
    for isi in plans:
        found |= {row.kode_wilayah: row.nama for row in isi.wilayah}
        found |= {row.kode_wilayah: row.nama for row in isi.alokasi}
        found |= {row.kode_kota: row.nama for row in isi.kota}
        if isi.kode_provinsi in found:
            found |= data.regencies(str(isi.kode_provinsi))
    return found


def row_name(key: Key, names: Mapping[str, str]) -> str:
    """Which row: its key, regions by name; a dash where there is one row only."""
    said = [names.get(str(part), value(part)) for part in key]
    return " · ".join(part for part in said if part != NONE) or NONE


def _row(found: object) -> str:
    """A whole row in a few words."""
    if found is None:
        return GONE
    assert isinstance(found, Mapping)
    said = [f"{label(name)}: {value(one, name)}" for name, one in found.items() if value(one) != NONE]
    return "; ".join(said[:6]) + ("; …" if len(said) > 6 else "")


def differences(found: Sequence[Beda], names: Mapping[str, str]) -> pd.DataFrame:
    """Each difference of two states as a row of text."""
    return pd.DataFrame(
        [
            {
                "Bagian": table_name(one.tabel),
                "Baris": row_name(one.kunci, names),
                "Kolom": label(one.kolom) if one.kolom else f"baris {one.jenis}",
                "Lama": value(one.lama, one.kolom) if one.kolom else _row(one.lama),
                "Baru": value(one.baru, one.kolom) if one.kolom else _row(one.baru),
            }
            for one in found
        ],
        columns=["Bagian", "Baris", "Kolom", "Lama", "Baru"],
    )


def sides(found: Sequence[Sisi], names: Mapping[str, str]) -> pd.DataFrame:
    """Each place where two changes end differently, what both changed first."""
    ordered = sorted(found, key=lambda one: not one.is_bentrok)
    return pd.DataFrame(
        [
            {
                "Bagian": table_name(one.tabel),
                "Baris": row_name(one.kunci, names),
                "Kolom": label(one.kolom) if one.kolom else "seluruh baris",
                "Semula": value(one.awal, one.kolom) if one.kolom else _row(one.awal),
                "Tersimpan": value(one.mereka, one.kolom) if one.kolom else _row(one.mereka),
                "Milik saya": value(one.saya, one.kolom) if one.kolom else _row(one.saya),
                "Diubah": _who(one),
            }
            for one in ordered
        ],
        columns=["Bagian", "Baris", "Kolom", "Semula", "Tersimpan", "Milik saya", "Diubah"],
    )


def _who(one: Sisi) -> str:
    if one.is_bentrok:
        return "keduanya"
    return "saya" if one.awal == one.mereka else "mereka"


def parts_of(counts: Mapping[str, int]) -> str:
    """`Prioritas, Target`: the parts that hold something."""
    return ", ".join(PARTS[part] for part, count in counts.items() if count) or "belum ada isinya"


def wrong(error: ValidationError) -> str:
    """What a row model says about an input, as one sentence each."""
    said = []
    for one in error.errors():
        where = [str(part) for part in one["loc"]]
        if one["type"] == "value_error":
            column = f"{TABEL[where[0]].judul}: {label(where[-1])} " if where and where[0] in TABEL else ""
            said.append(column + str(one["msg"]).removeprefix("Value error, "))
        elif where and where[0] in TABEL:
            column = label(where[-1]) if len(where) > 1 else "isian"
            said.append(f"{TABEL[where[0]].judul}: {column} “{str(one['input'])[:40]}” tidak dapat diterima")
        else:
            said.append(f"{label(where[-1]) if where else 'Isian'} “{str(one['input'])[:40]}” tidak dapat diterima")
    return "Tidak tersimpan. " + "; ".join(dict.fromkeys(said)) + "."


def rows_frame(isi: Rencana, tabel: str) -> pd.DataFrame:
    """The rows of a table of a plan with the names of its columns as people read them."""
    found = [{label(name): one for name, one in dict(row).items()} for row in rows(isi, tabel)]
    frame = pd.DataFrame(found, columns=[label(name) for name in TABEL[tabel].model_fields])
    for name in frame.columns:
        if any(isinstance(one, bool | date) for one in frame[name]):
            frame[name] = [value(one) for one in frame[name]]
    return frame.dropna(axis=1, how="all") if len(frame) else frame


__all__ = [
    "GONE",
    "PARTS",
    "differences",
    "parts_of",
    "place",
    "published",
    "regions",
    "row_name",
    "rows_frame",
    "saved",
    "sides",
    "size",
    "table_name",
    "value",
    "wrong",
]

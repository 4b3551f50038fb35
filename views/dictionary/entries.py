"""The entries of Kamus: every platform, measure, indicator, context measure, column and term, in one shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from charts.style import each
from schemas import DATASETS, columns
from schemas.dictionary import rule
from views import data
from views.dictionary.columns import TYPE_NAMES
from views.dictionary.terms import TERMS
from views.format import day, is_none
from warehouse.gate import OlderMarts

KINDS = {
    "semua": "Semua", "ukuran": "Ukuran", "platform": "Platform", "indikator": "Indikator Rapor",
    "konteks": "Konteks daerah", "istilah": "Istilah", "kolom": "Kolom data",
}  # fmt: skip


@dataclass(frozen=True)
class Butir:
    """One entry: `kode` is what a link names it by, `isi` its lines (name, text), `dicari` all that a search reads."""

    jenis: str
    kode: str
    nama: str
    arti: str
    isi: tuple[tuple[str, str], ...]
    tanggal: date | None = None

    @property
    def judul_jenis(self) -> str:
        """The kind as it is printed."""
        return KINDS[self.jenis]


def _text(value: Any) -> str:
    return "" if is_none(value) else str(value).strip()


def _lines(*pairs: tuple[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _text(text)) for name, text in pairs if _text(text))


def all_entries() -> list[Butir]:
    """Every entry of this snapshot, kind by kind."""
    return [*measures(), *platforms(), *indicators(), *context(), *terms(), *dataset_columns()]


def _cutoffs() -> dict[str, date]:
    """Measure to its last cut-off in this snapshot."""
    there = data.measures()
    found: dict[str, date] = {}
    for row in each(there):
        last = data.as_date(row.tanggal_terakhir)
        found[str(row.ukuran)] = max(last, found.get(str(row.ukuran), last))
    return found


def measures() -> Iterable[Butir]:
    """Every measure of a platform, also those without data yet."""
    last = _cutoffs()
    for row in each(data.ask("kamus_ukuran")):
        when = last.get(str(row.ukuran))
        yield Butir(
            "ukuran", str(row.ukuran), f"{row.nama_platform} · {row.nama}", "",
            _lines(
                ("Pembilang", row.definisi_pembilang), ("Penyebut", row.definisi_penyebut),
                ("Rumus", "jumlah pembilang ÷ jumlah penyebut × 100 %"),
                ("Kolom", f"{row.dataset}: {row.pembilang} ÷ {row.penyebut}"),
                ("Pengguna utama", row.kelompok_utama), ("Perlu diketahui", row.peringatan), ("Sumber", row.sumber),
                ("Data terakhir", day(when) if when else "belum ada pada snapshot ini"),
            ), when,
        )  # fmt: skip


def platforms() -> Iterable[Butir]:
    """The catalogue of platforms."""
    last = _cutoffs()
    there = data.measures()
    for row in each(data.ask("platform")):
        dates = [last[str(u)] for u in there.loc[there["platform"] == row.platform, "ukuran"].unique()]
        when = max(dates, default=None)
        rhythm = "" if is_none(row.irama_hari) else f"kira-kira tiap {int(row.irama_hari)} hari"
        yield Butir(
            "platform", str(row.platform), str(row.nama), _text(row.definisi),
            _lines(
                ("Pembilang", row.pembilang), ("Penyebut", row.penyebut), ("Pemilik", row.pemilik),
                ("Sejak", row.sejak), ("Sampai", row.sampai), ("Diteruskan oleh", row.penerus),
                ("Tingkat terendah", _text(row.tingkat_terendah).replace("_", " ")), ("Irama", rhythm),
                ("Perlu diketahui", row.peringatan), ("Sumber", row.sumber),
                ("Data terakhir", day(when) if when else "belum ada pada snapshot ini"),
            ), when,
        )  # fmt: skip


def indicators() -> Iterable[Butir]:
    """The indicators of Rapor Pendidikan."""
    for row in each(data.ask("kamus_indikator")):
        labels = " > ".join(part.strip() for part in _text(row.label_terbaik_ke_terburuk).split("|") if part.strip())
        span = "" if is_none(row.tahun_pertama) else f"Rapor {int(row.tahun_pertama)}–{int(row.tahun_terakhir)}"
        yield Butir(
            "indikator", f"{row.kelompok} {row.kode}", f"{row.kode} {row.nama}", "",
            _lines(
                ("Kelompok", f"{row.kelompok}, level {int(row.level)}" + (", prioritas" if row.is_prioritas else "")),
                ("Keluarga", row.keluarga), ("Satuan", row.satuan), ("Label, terbaik dulu", labels),
                ("Rumus", "nilai dan label seperti terbit, tidak dihitung ulang"),
                ("Perlu diketahui", row.catatan), ("Sumber", row.sumber),
                ("Data terakhir", span or "belum ada pada snapshot ini"),
            ),
        )  # fmt: skip


def context() -> Iterable[Butir]:
    """The context measures; none in a snapshot made before there were any."""
    try:
        frame = data.ask("konteks_kamus")
    except OlderMarts:
        frame = pd.DataFrame()
    for row in each(frame):
        yield Butir(
            "konteks", str(row.ukuran), str(row.nama), _text(row.definisi),
            _lines(("Satuan", row.satuan), ("Arah", row.arah), ("Perlu diketahui", row.peringatan),
                   ("Sumber", row.sumber)),
        )  # fmt: skip


def terms() -> Iterable[Butir]:
    """The words of the method."""
    for term in TERMS:
        yield Butir(
            "istilah", term.nama, term.nama, term.arti,
            _lines(("Rumus", term.rumus), ("Sumber", term.sumber), ("Perlu diketahui", term.peringatan)),
        )  # fmt: skip


def dataset_columns() -> Iterable[Butir]:
    """Every column of every dataset, from the contract the examiner uses."""
    for name, model in DATASETS.items():
        for column in columns(model):
            must = "wajib" if column.is_required else "boleh kosong"
            kind = TYPE_NAMES.get(column.duckdb_type, column.duckdb_type)
            yield Butir(
                "kolom", f"{name}.{column.name}", column.name, column.description,
                _lines(
                    ("Dataset", f"{model.judul} ({name}); satu baris: {model.satu_baris}"),
                    ("Tipe", f"{kind}, {must}"), ("Satuan", column.unit),
                    ("Aturan", rule(column).replace("`", "")),
                ),
            )  # fmt: skip

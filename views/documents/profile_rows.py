"""The numbers of the one-page profile: platforms with their changes and comparators, trend, Rapor, training."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from analysis.change import with_change
from analysis.status_change import classify, pair_years
from charts.names import nama_pulau, short_name
from charts.style import each
from views import comparison, data, rows
from views.bimtek import rows as training
from views.documents.rapor_numbers import KEAGAMAAN, Ambang, order
from views.filters import Saringan
from views.format import is_none
from views.platform.rows import Wilayah
from views.province import panels as province
from views.rapor import rows as rapor
from views.scorecard import rows as scorecard

MAIN = ("pmm.aktif_30_hari", "belajar_id.teraktivasi", "rapor_pendidikan.telaah", "siplah.transaksi",
        "arkas.rkas_disahkan", "rumah_pendidikan.aktif")  # fmt: skip
"""Measures that may stand as large figures, the first of them that have data."""
FIGURES, DOTS = 4, 9
TRAINED = "bimtek.sekolah_terjangkau"
"""Told apart from the platforms, by the attendance lists."""


@dataclass
class Bahan:
    """What all profiles of one province ask for alike, looked up once: comparators, limits, reasons of no change."""

    ambang: Ambang = field(default_factory=Ambang)
    pembanding: dict[str, pd.Series] = field(default_factory=dict)
    alasan: dict[str, str] = field(default_factory=dict)
    ubah: dict[str, pd.DataFrame] = field(default_factory=dict)
    jangkauan: dict[str | None, pd.DataFrame] = field(default_factory=dict)


@dataclass(frozen=True)
class Gerak:
    """A paired change and the cut-off it is counted from; `alasan`: why there is none."""

    baris: Any = None
    sejak: date | None = None
    alasan: str = ""


def place(saringan: Saringan) -> Wilayah:
    """The province or kab/kota of a view."""
    name, _ = data.province(str(saringan.provinsi))
    if saringan.kab_kota is None:
        return Wilayah(name, "provinsi", provinsi=saringan.provinsi)
    own = data.regencies(str(saringan.provinsi)).get(saringan.kab_kota, saringan.kab_kota)
    return Wilayah(own, "kab_kota", provinsi=saringan.provinsi, kab_kota=saringan.kab_kota)


def platforms(saringan: Saringan, tempat: Wilayah, bahan: Bahan) -> tuple[pd.DataFrame, str]:
    """The main measure of each platform with interval, the nation's, and `pct_banding` of the province of a kab/kota or
    the island group of a province; with that comparator's name."""
    _, island = data.province(str(saringan.provinsi))
    frame = province.side_by_side(saringan, tempat.nama, island)
    if frame.empty:
        return frame, ""
    if tempat.kab_kota is None:
        return frame.assign(pct_banding=frame["pct_pulau"]), nama_pulau(island)
    code = str(tempat.provinsi)
    if code not in bahan.pembanding:
        bahan.pembanding[code] = comparison.shares(saringan, (code,)).set_index("ukuran")["pct"]
    return frame.assign(pct_banding=frame["ukuran"].map(bahan.pembanding[code]).astype(float)), data.province(code)[0]


def movement(saringan: Saringan, tempat: Wilayah, row: Any, bahan: Bahan) -> Gerak:
    """The paired change of one platform's main measure since the view's comparison, or why there is none."""
    shown = data.as_date(row.tanggal_data)
    own = replace(saringan, ukuran=str(row.ukuran), kelompok_pengguna=str(row.kelompok_pengguna), tanggal_data=shown)
    if own.ukuran not in bahan.alasan:
        events = data.ask("kalender_kebijakan")
        reason = scorecard.no_change(own, own.ukuran, own.kelompok_pengguna, str(row.platform), shown, events)
        bahan.alasan[own.ukuran] = reason
    if bahan.alasan[own.ukuran]:
        return Gerak(alasan=bahan.alasan[own.ukuran])
    if tempat.tingkat not in bahan.ubah:
        level_of = None if tempat.kab_kota is None else saringan.provinsi
        bahan.ubah[tempat.tingkat] = with_change(scorecard.changes(saringan, saringan.lag, tempat.tingkat, level_of))
    frame = bahan.ubah[tempat.tingkat]
    mine = frame[(frame["ukuran"] == own.ukuran) & (frame["kode_wilayah"] == tempat.kode)] if len(frame) else frame
    if mine.empty or is_none(mine.iloc[0]["poin"]):
        return Gerak()
    found = mine.iloc[0]
    real = None if is_none(found["poin_rendah"]) else bool(found["is_nyata"])
    return Gerak(found.to_dict() | {"is_nyata": real}, rows.earlier(own))


def figures(frame: pd.DataFrame) -> list[Any]:
    """The rows to stand as large figures."""
    there = {str(row.ukuran): row for row in each(frame) if not is_none(row.pct)}
    return [there[name] for name in MAIN if name in there][:FIGURES]


def drawn(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows to draw: those that can be judged first, then others, no more than fit; in the order they came."""
    there = frame[frame["pct"].notna() & (frame["platform"] != scorecard.LUAR_TUGAS)]
    kept = pd.concat([there[there["pct_rendah"].notna()], there[there["pct_rendah"].isna()]]).head(DOTS)
    return kept.sort_index()


def rapor_rows(tempat: Wilayah, ambang: Ambang) -> pd.DataFrame:
    """The newest Rapor's priority indicators of the first kind of school that has them; empty without any.

    With last year's. Columns as rapor.compare, and tahun.
    """
    where = rapor.Tempat(tempat.tingkat, tempat.nama, tempat.provinsi, tempat.kab_kota)
    frame = rapor.own_rows(where, "DASMEN")
    known = data.ask("rapor_tersedia")
    wanted = set(known.loc[known["is_prioritas"].astype(bool) & (known["kelompok"] == "DASMEN"), "kode"].astype(str))
    frame = frame[(frame["rincian"] == "capaian") & frame["kode"].isin(wanted)]
    held = frame[frame["nilai"].notna() | frame["label"].notna()]
    held = held if len(held) else frame
    kinds = [k for k in sorted(set(held["jenis"].astype(str)), key=order) if not KEAGAMAAN.search(k)]
    if not kinds:
        return pd.DataFrame()
    tahun = int(held["tahun"].max())
    pilih = rapor.Pilih("DASMEN", kinds[0], "Semua", tahun, "")
    paired = pair_years(rapor.pick(frame, pilih), tahun)
    limits = {
        str(row.kode): ambang.of(tempat.tingkat, "DASMEN", kinds[0], tahun, str(row.kode), row.satuan)
        for row in each(paired) if row.sebab == ""
    }  # fmt: skip
    return classify(paired, limits)


def trained(saringan: Saringan, tempat: Wilayah, bahan: Bahan) -> tuple[training.Lingkup, Any, Any]:
    """The view for the training words, the place's share of schools reached, and the nation's."""
    level, code, name = training.place(saringan)
    scope = training.Lingkup(saringan, training.SEMUA, training.SEMUA, training.SEMUA, level, code, name)
    keys: tuple[str | None, ...] = (None, tempat.provinsi) if tempat.kab_kota is not None else (None,)
    for key in keys:
        if key not in bahan.jangkauan:
            bahan.jangkauan[key] = training.jangkauan(scope, provinsi=key)
    nation = bahan.jangkauan[None]
    part = nation if tempat.kab_kota is None else bahan.jangkauan[tempat.provinsi]
    return scope, training.total(part[part["kode"] == tempat.kode]), training.total(nation)


def nama_pendek(tempat: Wilayah) -> str:
    """The place beside a mark of a chart."""
    return short_name(tempat.nama)

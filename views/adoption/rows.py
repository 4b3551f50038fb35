"""Rows of the funnel page: which cut-offs stand beside each other, the stages of a place, its parts, its signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from analysis.adoption import WINDOW, compare, roll_up_stages, with_losses
from analysis.usage_flags import Bursts, Duty, bursts, duty
from charts.names import nama_pulau
from views import data, filter_bar, rows
from views.filters import NASIONAL, PULAU, Saringan
from views.format import day, percent

TIDAK = "tidak"
"""How "no comparison" is written in a link."""
PERAN = ("guru", "KS", "PS", "semua")
CHAIN: Mapping[str, str] = {
    "pmm.login": "pernah masuk", "pmm.aktif_30_hari": "aktif 30 hari", "pmm.mulai_topik": "mulai topik",
    "pmm.selesai_topik_1": "selesai 1 topik", "pmm.selesai_topik_2": "selesai 2 topik",
    "pmm.selesai_topik_3": "selesai 3 topik", "pmm.selesai_topik_4": "selesai 4 topik",
    "pmm.aksi_nyata": "kirim aksi nyata", "pmm.aksi_nyata_tervalidasi": "aksi nyata tervalidasi",
}  # fmt: skip
"""The measures of PMM / Ruang GTK in the order drawn, with their names."""
ACCOUNT: Mapping[str, str] = {
    "belajar_id.teraktivasi": "akun teraktivasi",
    "belajar_id.aktif": "akun aktif",
}
ACCOUNT_GROUPS: Mapping[str, tuple[str, ...]] = {
    "guru": ("guru",), "KS": ("KS",), "PS": ("PS",), "semua": ("guru", "tendik"),
}  # fmt: skip
BURSTS = (("pmm.aksi_nyata", "pmm.selesai_topik_1"), ("pmm.selesai_topik_4", "pmm.login"))
"""Counters that earn a certificate, and the counter that should carry each."""


@dataclass(frozen=True)
class Tempat:
    """A place of the funnel as its questions take it; all None: the nation."""

    nama: str
    pulau: str | None = None
    provinsi: str | None = None
    kab_kota: str | None = None


@dataclass(frozen=True)
class Corong:
    """One funnel: its place, its cut-offs (None: no such data by then) and its stages with losses."""

    tempat: Tempat
    tanggal: date | None
    tanggal_akun: date | None
    tahap: pd.DataFrame


def place(saringan: Saringan) -> Tempat:
    """The place of a view."""
    if saringan.provinsi is None:
        return Tempat(nama_pulau(saringan.pulau), pulau=saringan.pulau) if saringan.pulau else Tempat("Nasional")
    names = data.regencies(saringan.provinsi)
    if saringan.kab_kota in names:
        return Tempat(names[saringan.kab_kota], provinsi=saringan.provinsi, kab_kota=saringan.kab_kota)
    return Tempat(data.province(saringan.provinsi)[0], provinsi=saringan.provinsi)


def place_of(text: str) -> Tempat:
    """The place that a value of the option wilayah_2 names."""
    if text == NASIONAL:
        return Tempat("Nasional")
    if text.startswith(PULAU):
        name = text.removeprefix(PULAU)
        return Tempat(nama_pulau(name), pulau=name)
    if len(text) > 2:
        return Tempat(data.regencies(text[:2])[text], provinsi=text[:2], kab_kota=text)
    return Tempat(data.province(text)[0], provinsi=text)


def places(saringan: Saringan) -> dict[str, str]:
    """Places to compare with: none, the nation, the islands, the provinces, and kab/kota of the view's province."""
    frame = data.places()
    islands = list(dict.fromkeys(frame["pulau"].astype(str)))
    found = {TIDAK: "tidak", NASIONAL: "Nasional"}
    found |= {f"{PULAU}{name}": nama_pulau(name) for name in islands}
    found |= dict(sorted(data.provinces().items(), key=lambda item: item[1]))
    return found | (data.regencies(saringan.provinsi) if saringan.provinsi else {})


def groups() -> dict[str, str]:
    """The roles there is PMM / Ruang GTK or account data of, with their printed names; never empty."""
    there = data.measures()
    pmm = set(there.loc[there["ukuran"].isin(list(CHAIN)), "kelompok_pengguna"])
    known = [peran for peran in PERAN if peran in pmm] or ["guru"]
    return {peran: "Semua GTK" if peran == "semua" else filter_bar.group_name(peran) for peran in known}


def cutoffs(peran: str) -> tuple[date, ...]:
    """Cut-offs of PMM / Ruang GTK of a role, oldest first; whatever column an export has."""
    there = data.measures()
    mine = there[there["ukuran"].isin(list(CHAIN)) & (there["kelompok_pengguna"] == peran)]
    return tuple(sorted({day for ukuran in mine["ukuran"] for day in data.cutoffs(str(ukuran), peran)}))


def account_groups(peran: str) -> tuple[str, ...]:
    """The groups of accounts that belong to a role, those that have any data."""
    there = data.measures()
    known = set(there.loc[there["ukuran"].isin(list(ACCOUNT)), "kelompok_pengguna"])
    return tuple(group for group in ACCOUNT_GROUPS[peran] if group in known)


def last_before(dates: tuple[date, ...], wanted: date) -> date | None:
    """The last cut-off not after a day."""
    return max((t for t in dates if t <= wanted), default=None)


def funnel(saringan: Saringan, tempat: Tempat, peran: str, wanted: date) -> Corong:
    """The funnel of a place and role: each segment at its own last cut-off not after `wanted`."""
    tanggal = last_before(cutoffs(peran), wanted)
    mine = account_groups(peran)
    dates = tuple(sorted({t for group in mine for name in ACCOUNT for t in data.cutoffs(name, group)}))
    akun = last_before(dates, wanted)
    found = data.ask(
        "corong_per_tahap", kelompok_pengguna=peran, tanggal_data=tanggal or wanted, tanggal_akun=akun,
        jenjang=saringan.jenjang, status=saringan.status, kewenangan=saringan.kewenangan, pulau=tempat.pulau,
        kode_provinsi=tempat.provinsi, kode_kab_kota=tempat.kab_kota,
    )  # fmt: skip
    keep = found["ukuran"].isin(list(CHAIN)) | found["kelompok_pengguna"].isin(list(mine))
    return Corong(tempat, tanggal, akun, with_losses(found[keep], ["kelompok_pengguna"]))


def pmm(corong: Corong) -> pd.DataFrame:
    """The stages of PMM / Ruang GTK in the order of the chain; windows of time are among them."""
    kept = corong.tahap[corong.tahap["ukuran"].isin(list(CHAIN))]
    order = {name: place for place, name in enumerate(CHAIN)}
    return kept.sort_values("ukuran", key=lambda names: names.map(order)).reset_index(drop=True)


def stages(corong: Corong) -> pd.DataFrame:
    """The stages alone, without windows of time."""
    frame = pmm(corong)
    return frame[~frame["ukuran"].isin(WINDOW)].reset_index(drop=True)


def missing(corong: Corong) -> list[str]:
    """Names of stages that the export of this cut-off does not have, where it has any."""
    there = set(pmm(corong)["ukuran"])
    return [name for ukuran, name in CHAIN.items() if there and ukuran not in there]


def drawn(one: Corong, other: Corong | None, peran: str, largest: str | None) -> pd.DataFrame:
    """The rows of the chart, in its columns: accounts on their own base, then everyone, stages, aksi nyata."""
    frame = one.tahap if other is None else compare(one.tahap, other.tahap)
    items: list[dict[str, object]] = []
    per_akun = _dates(one.tanggal_akun, None if other is None else other.tanggal_akun)
    for group in account_groups(peran):
        mine = frame[frame["kelompok_pengguna"] == group].set_index("ukuran")
        for ukuran, name in ACCOUNT.items():
            if ukuran not in mine.index:
                continue
            row = mine.loc[ukuran]
            who = rows.base_words("akun", group)
            head = f"<b>belajar.id</b>{per_akun}<br>penyebut: {who}"
            if ukuran == "belajar_id.teraktivasi":
                items.append(_base(head, f"{who.capitalize()} tersedia", row, who))
            items.append(_item(head, ukuran, name, row, who, "akun tersedia", None))
    mine = frame[frame["kelompok_pengguna"] == peran].set_index("ukuran")
    who = rows.base_words("orang", peran, "pmm")
    has_accounts = bool(items)
    base = f"penyebut baru: {who} di Dapodik, bukan akun" if has_accounts else f"penyebut: {who} di Dapodik"
    per_pmm = _dates(one.tanggal, None if other is None else other.tanggal)
    head = f"<b>PMM / Ruang GTK</b>{per_pmm}<br>{base}"
    proof = "<b>Aksi nyata</b>: cabang dari selesai 1 topik,<br>tidak menunggu 4 topik; penyebut tetap"
    chain = [ukuran for ukuran in CHAIN if ukuran in mine.index]
    if chain:
        items.append(_base(head, f"Sasaran: {who} di Dapodik", mine.loc[chain[0]], who))
    for ukuran in chain:
        row = mine.loc[ukuran]
        before = CHAIN.get(str(row["ukuran_sebelum"]), "sasaran")
        heading = proof if ukuran.startswith("pmm.aksi_nyata") else head
        items.append(_item(heading, ukuran, CHAIN[ukuran], row, who, before, largest))
    result = pd.DataFrame(items)
    if not result.empty:
        result["is_patah"] = (result["bagian"] == head) & (result["bagian"] != result["bagian"].iloc[0])
    return result


def _dates(one: date | None, other: date | None) -> str:
    """` per 30 Sep 2026`, and the date of the funnel beside it where that is another."""
    if one is None:
        return ""
    return f" per {day(one)}" + (f" (◇ {day(other)})" if other is not None and other != one else "")


SECOND = ("pct_2", "pct_rendah_2", "pct_tinggi_2", "x_2", "m_2", "selisih", "selisih_rendah", "selisih_tinggi",
          "is_beda")  # fmt: skip


def _base(bagian: str, nama: str, row: Any, who: str) -> dict[str, object]:
    nothing = dict.fromkeys(("hilang_poin", "hilang_orang", "hilang_rendah", "hilang_tinggi", *SECOND), float("nan"))
    return {
        **nothing, "m_2": row.get("m_2", float("nan")), "bagian": bagian, "jenis": "dasar", "nama": nama,
        "pct": 100.0, "pct_rendah": float("nan"), "pct_tinggi": float("nan"), "x": row["m"], "m": row["m"],
        "siapa": who, "siapa_pendek": short(who), "is_terbesar": False, "sebelum_nama": "", "lanjut_teks": "",
    }  # fmt: skip


def _item(
    bagian: str, ukuran: str, nama: str, row: Any, who: str, before: str, largest: str | None
) -> dict[str, object]:
    kind = "jendela" if ukuran in WINDOW else "tahap"
    lost = {name: row[name] for name in ("hilang_poin", "hilang_orang", "hilang_rendah", "hilang_tinggi")}
    passed = ""
    if ukuran == "belajar_id.teraktivasi":
        # Its base is the stage before it: who is not counted is lost.
        lost = {"hilang_poin": 100 - row["pct"], "hilang_orang": row["m"] - row["x"],
                "hilang_rendah": 100 - row["pct_tinggi"], "hilang_tinggi": 100 - row["pct_rendah"]}  # fmt: skip
    elif kind == "tahap" and row["lanjut"] == row["lanjut"] and before != "sasaran":
        passed = f"{percent(row['lanjut'])} dari yang {before}"
    second = {name: row.get(name, float("nan")) for name in SECOND}
    return {**second, **lost, "bagian": bagian, "jenis": kind, "nama": nama[:1].upper() + nama[1:], "pct": row["pct"],
            "pct_rendah": row["pct_rendah"], "pct_tinggi": row["pct_tinggi"], "x": row["x"], "m": row["m"],
            "siapa": who, "siapa_pendek": short(who), "is_terbesar": ukuran == largest, "sebelum_nama": before,
            "lanjut_teks": passed, "lanjut": row["lanjut"], "lanjut_rendah": row["lanjut_rendah"],
            "lanjut_tinggi": row["lanjut_tinggi"], "jumlah_satuan": row["jumlah_satuan"]}  # fmt: skip


def short(who: str) -> str:
    """`akun` for `akun guru`, `orang` for roles of two words: the column at the right is narrow."""
    return "akun" if who.startswith("akun") else who if " " not in who else "orang"


def parts_of(saringan: Saringan, peran: str, tanggal: date) -> pd.DataFrame:
    """Every kab/kota of the nation with its stages and losses at a cut-off of PMM / Ruang GTK."""
    return with_losses(_all(saringan, peran, tanggal), ["kode_kab_kota_kemendagri", "nama", "kode_provinsi_kemendagri"])


def _all(saringan: Saringan, peran: str, tanggal: date) -> pd.DataFrame:
    return data.ask("corong_per_wilayah", kelompok_pengguna=peran, tanggal_data=tanggal, jenjang=saringan.jenjang,
                    status=saringan.status, kewenangan=saringan.kewenangan)  # fmt: skip


def next_level(saringan: Saringan, tempat: Tempat, peran: str, tanggal: date, ukuran: str) -> pd.DataFrame:
    """One row a unit below the place, its passage to a stage as a share: provinces, or the province's kab/kota.

    Columns of a ranking: nama, kode, pct, pct_rendah, pct_tinggi, x, m, jumlah_satuan, is_terlalu_sedikit.
    """
    frame = _all(saringan, peran, tanggal)
    if tempat.provinsi is None:
        mine = frame if tempat.pulau is None else frame[frame["pulau"] == tempat.pulau]
        keys = ["kode_provinsi_kemendagri", "nama_provinsi"]
        found = with_losses(roll_up_stages(mine, keys), keys).rename(
            columns={"kode_provinsi_kemendagri": "kode", "nama_provinsi": "nama"}
        )
    else:
        mine = frame[frame["kode_provinsi_kemendagri"] == tempat.provinsi]
        found = with_losses(mine, ["kode_kab_kota_kemendagri"]).rename(columns={"kode_kab_kota_kemendagri": "kode"})
    found = found[(found["ukuran"] == ukuran) & found["lanjut"].notna()]
    return pd.DataFrame({
        "kode": found["kode"], "nama": found["nama"], "pct": found["lanjut"], "pct_rendah": found["lanjut_rendah"],
        "pct_tinggi": found["lanjut_tinggi"], "x": found["x"], "m": found["x_asal"],
        "jumlah_satuan": found["jumlah_satuan"], "is_terlalu_sedikit": found["is_terlalu_sedikit"],
        "hilang_orang": found["hilang_orang"], "hilang_poin": found["hilang_poin"],
    }).reset_index(drop=True)  # fmt: skip


@dataclass(frozen=True)
class Tanda:
    """The signs of the kab/kota within a place; `nama` holds the names of all kab/kota by code."""

    lonjakan: tuple[Bursts, ...]
    kewajiban: Duty
    nama: Mapping[str, str]


def signs(saringan: Saringan, tempat: Tempat, peran: str, tanggal: date) -> Tanda:
    """Signs judged against the whole nation's distribution or a place's own past, told for the place in view."""
    units = parts_of(saringan, peran, tanggal)
    names = dict(zip(units["kode_kab_kota_kemendagri"], units["nama"], strict=True))
    inside = set(_inside(_all(saringan, peran, tanggal), tempat))
    history = data.ask("corong_riwayat_per_kab_kota", kelompok_pengguna=peran, tanggal_data=tanggal,
                       jenjang=saringan.jenjang, status=saringan.status, kewenangan=saringan.kewenangan)  # fmt: skip
    history = history.rename(columns={"kode_kab_kota_kemendagri": "wilayah"})
    own = history[history["wilayah"].isin(inside)]
    began = units[units["ukuran"] == "pmm.mulai_topik"]
    judged = duty(pd.DataFrame({
        "wilayah": began["kode_kab_kota_kemendagri"], "jumlah_satuan": began["jumlah_satuan"],
        "x_login": began["x_asal"], "m": began["m"], "x_mulai": began["x"], "rasio_tinggi": began["lanjut_tinggi"],
    }), tanggal)  # fmt: skip
    mine = judged.baris[judged.baris["wilayah"].isin(inside)].reset_index(drop=True)
    return Tanda(tuple(bursts(own, *pair) for pair in BURSTS), replace(judged, baris=mine), names)


def _inside(frame: pd.DataFrame, tempat: Tempat) -> pd.Series:
    for column, value in (("kode_kab_kota_kemendagri", tempat.kab_kota), ("kode_provinsi_kemendagri", tempat.provinsi),
                          ("pulau", tempat.pulau)):  # fmt: skip
        if value is not None:
            return frame.loc[frame[column] == value, "kode_kab_kota_kemendagri"]
    return frame["kode_kab_kota_kemendagri"]

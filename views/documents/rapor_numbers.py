"""The numbers of the Rapor sheet: the priority indicators of one region as published, with what may be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.status_change import classify, pair_years, rank_of, threshold
from charts.style import each
from views.rapor import rows as rapor

KEAGAMAAN = re.compile(r"Kemenag|\bMI\b|\bMTS\b|\bMA\b|\bMAK\b|\bRA\b|Keagamaan", re.IGNORECASE)
"""Kinds of school that are not in the charge of a local government."""
URUTAN = ("PAUD", "SD", "SMP", "SMA", "SMK", "SMA-SMK")
JENJANG = re.compile(r"(SMA-SMK|PAUD|TK|SD|SMP|SMA|SMK)\b")


@dataclass(frozen=True)
class Aspek:
    """One of the six priority indicators. `apa`: what a share is of; empty for a score. `kode`: (kelompok, indicator),
    with what its sentence begins with."""

    judul: str
    kode: tuple[tuple[str, str, str], ...]
    apa: str = ""


APS = Aspek(
    "Angka partisipasi sekolah",
    (
        ("PAUD", "B.10", "Angka partisipasi sekolah usia 5–6 tahun"),
        ("DASMEN", "B.5", "Angka partisipasi sekolah usia 7–12 tahun"),
        ("DASMEN", "B.8", "Angka partisipasi sekolah usia 13–15 tahun"),
        ("DASMEN", "B.13", "Angka partisipasi sekolah usia 7–15 tahun"),
        ("DASMEN", "B.11", "Angka partisipasi sekolah usia 16–18 tahun"),
        ("DASMEN", "B.15", "Angka partisipasi sekolah usia 7–18 tahun kesetaraan"),
    ),
)
ASPEK = (
    APS,
    Aspek("Kemampuan literasi", (("DASMEN", "A.1", ""),), "murid mencapai kompetensi minimum literasi"),
    Aspek("Kemampuan numerasi", (("DASMEN", "A.2", ""),), "murid mencapai kompetensi minimum numerasi"),
    Aspek("Iklim keamanan", (("DASMEN", "D.4", "Iklim keamanan"),)),
    Aspek("Iklim kebinekaan", (("DASMEN", "D.8", "Iklim kebinekaan"),)),
    Aspek("Iklim inklusivitas", (("DASMEN", "D.10", "Iklim inklusivitas"),)),
)
"""The offices' six, in the order they report them."""


@dataclass
class Ambang:
    """How far an indicator must move to be called up or down, looked up once for all regions of one batch.

    `konteks`: what is said of a province in its kab/kota's sheets, by (province, year).
    """

    konteks: dict[tuple[str, int], str] = field(default_factory=dict)
    _found: dict[tuple[str, str, str, int, str], float] = field(default_factory=dict)

    def of(self, tingkat: str, kelompok: str, jenis: str, tahun: int, kode: str, satuan: object) -> float:
        """The limit of one indicator and kind of school, as on the Rapor page."""
        key = (tingkat, kelompok, jenis, tahun, kode)
        if key not in self._found:
            pilih = rapor.Pilih(kelompok, jenis, "Semua", tahun, kode)
            frame = rapor.of_level(tingkat, pilih, kode=kode, tahun=tahun)
            changes = pair_years(frame, tahun, [*rapor.PLACE, "kode"])["poin"].tolist()
            self._found[key] = threshold(changes, satuan)
        return self._found[key]


@dataclass(frozen=True)
class Indeks:
    """The SPM index of a year: value and class as published. `peringkat`: 0 = best class to 1 = worst, else NaN."""

    tahun: int
    nilai: float | None
    kelas: str
    peringkat: float
    alasan: str = ""


@dataclass(frozen=True)
class RaporWilayah:
    """A region's Rapor of one year. `angka`: one row an indicator and kind of school, with last year's, `arah` and
    `sebab` as on the Rapor page, and `aspek`. `is_ada_lalu`: whether there is any Rapor of the year before."""

    tempat: rapor.Tempat
    tahun: int
    spm: Indeks | None
    spm_lalu: Indeks | None
    angka: pd.DataFrame
    is_ada_lalu: bool


def read(tempat: rapor.Tempat, tahun: int | None, ambang: Ambang) -> RaporWilayah | None:
    """The Rapor of a region for a year, the newest unless told; None where it has none."""
    own = {k: rapor.own_rows(tempat, k) for k in rapor.NAMA_KELOMPOK}
    frames = {k: f[f["rincian"] == "capaian"] for k, f in own.items()}
    years = sorted({int(t) for frame in frames.values() for t in frame["tahun"]})
    if not years or (tahun is not None and tahun not in years):
        return None
    year = years[-1] if tahun is None else tahun
    judged = {k: _judged(frame, k, tempat, year, ambang) for k, frame in frames.items()}
    found = [
        part for aspek in ASPEK for kelompok, kode, apa in aspek.kode
        if not (part := _aspect(aspek, kelompok, kode, apa, judged[kelompok])).empty
    ]  # fmt: skip
    spm = {t: _index(frames["DASMEN"], t) for t in (year, year - 1)}
    if not found and spm[year] is None:
        return None
    angka = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["aspek"])
    return RaporWilayah(tempat, year, spm[year], spm[year - 1], angka, year - 1 in years)


def _index(frame: pd.DataFrame, tahun: int) -> Indeks | None:
    rows = frame[(frame["kode"] == rapor.SPM_KODE) & (frame["jenis"] == rapor.SPM_JENIS) & (frame["tahun"] == tahun)]
    if rows.empty:
        return None
    row = rows.iloc[0]
    nilai = None if row["nilai"] != row["nilai"] else float(row["nilai"])
    label = str(row["label"]).strip() if isinstance(row["label"], str) else ""
    return Indeks(tahun, nilai, label.title(), rank_of(label, row["urutan"]), str(row["alasan_tidak_tersedia"] or ""))


def _judged(
    frame: pd.DataFrame, kelompok: str, tempat: rapor.Tempat, tahun: int, ambang: Ambang
) -> pd.DataFrame:  # fmt: skip
    """The year's rows of all priority indicators, every status together as published, compared with the year before.

    As `rapor.pick` and `rapor.compare` take them, for all kinds of school at once.
    """
    wanted = {kode for aspek in ASPEK for group, kode, _ in aspek.kode if group == kelompok}
    kept = frame[frame["kode"].isin(wanted) & ~frame["status"].isin(["Negeri", "Swasta"])]
    religious = {str(jenis) for jenis in kept["jenis"] if KEAGAMAAN.search(str(jenis))}
    kept = kept[~kept["jenis"].isin(religious)]
    kept = kept.assign(_total=kept["status"] == "Semua").sort_values("_total", ascending=False, kind="stable")
    kept = kept.drop_duplicates(["kode", "jenis", "tahun"]).drop(columns="_total").sort_index()
    paired = pair_years(kept, tahun, ["kode", "jenis"])
    if paired.empty:
        return paired
    limits = {
        f"{row.kode}|{row.jenis}": ambang.of(tempat.tingkat, kelompok, str(row.jenis), tahun, str(row.kode), row.satuan)
        for row in each(paired)
        if row.sebab == ""
    }
    known = classify(paired.assign(kode=paired["kode"] + "|" + paired["jenis"]), limits)
    return known.assign(kode=paired["kode"])


def _aspect(aspek: Aspek, kelompok: str, kode: str, apa: str, judged: pd.DataFrame) -> pd.DataFrame:
    """The rows of one indicator, one a kind of school in order; of participation the total alone."""
    mine = judged[judged["kode"] == kode] if not judged.empty else judged
    kinds = sorted(set(mine["jenis"].astype(str)), key=order) if not mine.empty else []
    if aspek is APS:
        kinds = sorted(kinds, key=lambda k: (k not in ("PAUD", rapor.SPM_JENIS), order(k)))[:1]
    if not kinds:
        return pd.DataFrame()
    place = mine["jenis"].map({jenis: at for at, jenis in enumerate(kinds)})
    mine = mine[place.notna()].assign(_place=place.dropna()).sort_values("_place").drop(columns="_place")
    return mine.assign(aspek=aspek.judul, kelompok=kelompok, apa=apa)


def order(jenis: str) -> tuple[int, int, str]:
    """Where a kind of school stands: by level, general schools before special and equivalent ones."""
    level = JENJANG.match(jenis)
    place = URUTAN.index(level.group(1)) if level and level.group(1) in URUTAN else len(URUTAN)
    return (0 if jenis.endswith("Umum") or " " not in jenis else 1, place, jenis)


def label_move(row: Any) -> int:
    """+1 where the published label rose in its family since last year, -1 where it fell, 0 else or where not known."""
    if row.sebab == "instrumen berganti":
        return 0
    now, then = rank_of(row.label, row.urutan), rank_of(row.label_lalu, row.urutan)
    return 0 if now != now or then != then or now == then else 1 if now < then else -1


def tersedia(angka: pd.DataFrame) -> pd.DataFrame:
    """The rows that hold a value or a label."""
    if angka.empty:
        return angka
    return angka[angka["nilai"].notna() | angka["label"].notna()]


def rows_of(angka: pd.DataFrame, aspek: Aspek) -> list[Any]:
    """The rows of one aspect, in order."""
    return [] if angka.empty else list(each(angka[angka["aspek"] == aspek.judul]))

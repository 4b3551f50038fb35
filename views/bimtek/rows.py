"""Rows of the training page: what is asked for by the filters and options, as frames in the charts' columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analysis.gain import with_gain
from analysis.shares import roll_up, with_share
from charts.calendar import AKAN_DATANG, SELESAI, TANPA_DAFTAR
from charts.style import each
from views import data, options
from views.filters import Saringan
from views.format import is_none, number

SEMUA = "Semua"
SEDIKIT = "<5"
LEVEL = {
    "basic": "Basic (dasar)", "intermediate": "Intermediate (lanjutan)", "advanced": "Advanced (mahir)",
    "PembaTIK 1": "PembaTIK 1, literasi TIK", "PembaTIK 2": "PembaTIK 2, implementasi TIK",
    "PembaTIK 3": "PembaTIK 3, kreasi TIK", "PembaTIK 4": "PembaTIK 4, berbagi dan berkolaborasi",
    "Kihajar": "Kihajar", "rakor": "Rakor", "webinar": "Webinar", "lainnya": "Lainnya",
}  # fmt: skip
TARGET = {"100": "100 %", "75": "75 %", "50": "50 %", "25": "25 %", "10": "10 %"}
OPSI = ("program", "level", "tahun", "aspek", "target")
"""The page's options in the link."""
ASPEK = {"semua": "Semua satuan", "bakti": "Sekolah BAKTI", "3t": "Sekolah di daerah 3T"}
_PAIRS = {
    "semua": ("jumlah_terjangkau", "jumlah_satuan"),
    "bakti": ("jumlah_bakti_terjangkau", "jumlah_bakti"),
    "3t": ("jumlah_3t_terjangkau", "jumlah_3t"),
}


@dataclass(frozen=True)
class Lingkup:
    """What the page shows: the view, the options, and the place in words and codes."""

    saringan: Saringan
    program: str
    level: str
    tahun: str
    tingkat: str
    wilayah: str
    """'nasional', an island group or a Kemendagri code."""
    nama: str

    @property
    def provinsi(self) -> str | None:
        """The province whose kab/kota are the rows; None where provinces are."""
        return self.saringan.provinsi

    @property
    def ranked(self) -> Lingkup:
        """The same with the name of the place whose parts a ranking shows: of a kab/kota, its province."""
        if self.tingkat != "kab_kota":
            return self
        return replace(self, nama=f"kab/kota di {data.provinces()[str(self.provinsi)]}")

    @property
    def unit(self) -> str:
        """What a row is."""
        return "provinsi" if self.provinsi is None else "kab/kota"


def lingkup(saringan: Saringan) -> Lingkup:
    """The view with the page's options, which are drawn in the filter row."""
    there = data.ask("bimtek_pilihan")
    programs = {SEMUA: "Semua", **{p: p for p in dict.fromkeys(there["program"].astype(str))}}
    program = options.select("program", "Program", programs, SEMUA)
    mine = there if program == SEMUA else there[there["program"] == program]
    known = set(mine["level"].astype(str))
    levels = {SEMUA: "Semua", **{code: name for code, name in LEVEL.items() if code in known}}
    level = options.select("level", "Tingkat pelatihan", levels, SEMUA)
    years = sorted({str(int(t)) for t in there["tahun"]}, reverse=True)
    tahun = options.select("tahun", "Tahun kegiatan", {SEMUA: "Semua", **{t: t for t in years}}, SEMUA)
    tingkat, wilayah, nama = place(saringan)
    return Lingkup(saringan, program, level, tahun, tingkat, wilayah, nama)


def place(saringan: Saringan) -> tuple[str, str, str]:
    """Level, code and name of the view's place."""
    if saringan.provinsi and saringan.kab_kota:
        return "kab_kota", saringan.kab_kota, data.regencies(saringan.provinsi).get(saringan.kab_kota, "")
    if saringan.provinsi:
        return "provinsi", saringan.provinsi, data.provinces()[saringan.provinsi]
    if saringan.pulau:
        return "pulau", saringan.pulau, f"Pulau {saringan.pulau}"
    return "nasional", "nasional", "Nasional"


def kelengkapan() -> pd.Series | None:
    """What the attendance lists lack; None where there is no list at all."""
    frame = data.ask("bimtek_kelengkapan")
    return None if frame.empty else frame.iloc[0]


def tanggal_data() -> date | None:
    """The last day of the last event that has an attendance list."""
    row = kelengkapan()
    return None if row is None or is_none(row["tanggal_data"]) else data.as_date(row["tanggal_data"])


def jangkauan(scope: Lingkup, *, provinsi: str | None = None) -> pd.DataFrame:
    """Schools and those reached, one row a province, or a kab/kota of `provinsi`."""
    s = scope.saringan
    return data.ask("bimtek_terjangkau_per_wilayah", kode_provinsi=provinsi, jenjang=s.jenjang, status=s.status,
                    kewenangan=s.kewenangan, program=scope.program, level=scope.level,
                    tahun_kegiatan=scope.tahun)  # fmt: skip


def mine(scope: Lingkup, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that make up the view's place: all, an island's provinces, or one kab/kota."""
    if scope.tingkat == "pulau":
        return frame[frame["pulau"] == scope.wilayah]
    return frame[frame["kode"] == scope.wilayah] if scope.tingkat == "kab_kota" else frame


def shares(frame: pd.DataFrame, aspek: str = "semua") -> pd.DataFrame:
    """Shares of schools reached with Wilson's interval: every school is one yes or no."""
    reached, there = _PAIRS[aspek]
    x = pd.to_numeric(frame[reached]).astype(float)
    m = pd.to_numeric(frame[there]).astype(float)
    return with_share(frame.assign(x=x, m=m, xx=x, mm=m, xm=x, jumlah_satuan=m))


def total(frame: pd.DataFrame, aspek: str = "semua") -> pd.Series:
    """The share of all rows together."""
    reached, there = _PAIRS[aspek]
    sums = frame[[reached, there]].sum().to_frame().T.assign(nama="")
    return shares(sums, aspek).iloc[0]


def whole(frame: pd.DataFrame) -> pd.Series | None:
    """The clustered share of all rows with people; None without any."""
    there = frame[pd.to_numeric(frame["m"]) > 0]
    return None if there.empty else with_share(roll_up(there)).iloc[0]


def guru_sertifikat(scope: Lingkup, *, provinsi: str | None) -> pd.DataFrame:
    """Certified teachers over teachers, one row a province or a kab/kota of `provinsi`."""
    s = scope.saringan
    return with_share(
        data.ask("bimtek_guru_sertifikat_per_wilayah", kode_provinsi=provinsi, jenjang=s.jenjang, status=s.status,
                 kewenangan=s.kewenangan)
    )  # fmt: skip


def lanjut(scope: Lingkup, *, provinsi: str | None) -> pd.DataFrame:
    """Basic to intermediate, one row a province or a kab/kota of `provinsi`."""
    return with_share(
        data.ask("bimtek_lanjut_per_wilayah", kode_provinsi=provinsi, program=scope.program,
                 tahun_kegiatan=scope.tahun)
    )  # fmt: skip


def orang(scope: Lingkup, **options_: str) -> pd.Series | None:
    """Different people of the place for the page's options, some replaced; None where nobody came."""
    wanted = {"program": scope.program, "level": scope.level, "tahun": scope.tahun, **options_}
    frame = data.ask("bimtek_orang", tingkat=scope.tingkat, wilayah=scope.wilayah)
    for name, value in wanted.items():
        frame = frame[frame[name] == value]
    return None if frame.empty else frame.iloc[0]


def tangga(scope: Lingkup) -> pd.DataFrame:
    """Different people on each PembaTIK level of each year: tahun, tingkat, jumlah_orang."""
    frame = data.ask("bimtek_orang", tingkat=scope.tingkat, wilayah=scope.wilayah)
    frame = frame[(frame["program"] == SEMUA) & (frame["tahun"] != SEMUA)]
    frame = frame[frame["level"].astype(str).str.fullmatch(r"PembaTIK [1-4]")]
    if scope.tahun != SEMUA:
        frame = frame[frame["tahun"] == scope.tahun]
    frame = frame.assign(tingkat=[int(str(level)[-1]) for level in frame["level"]])
    return frame[["tahun", "tingkat", "jumlah_orang"]].sort_values(["tahun", "tingkat"]).reset_index(drop=True)


def hasil(scope: Lingkup) -> tuple[pd.DataFrame, pd.Series | None]:
    """Attendance, hours, scores: one row a program and level under the options, and the row of all together."""
    frame = data.ask("bimtek_jumlah", tingkat=scope.tingkat, wilayah=scope.wilayah)
    frame = frame[frame["tahun"] == scope.tahun]
    frame = with_gain(frame.rename(columns={"jumlah_kegiatan_nilai": "satuan_gugus"}))
    together = frame[(frame["program"] == scope.program) & (frame["level"] == scope.level)]
    rows = frame[(frame["program"] != SEMUA) & (frame["level"] != SEMUA)]
    for name in ("program", "level"):
        value = getattr(scope, name)
        rows = rows if value == SEMUA else rows[rows[name] == value]
    return rows.reset_index(drop=True), None if together.empty else together.iloc[0]


def kegiatan(scope: Lingkup) -> pd.DataFrame:
    """The events that concern the place, with their state on the day the snapshot was made, and words for each."""
    frame = data.ask("bimtek_kegiatan_per_wilayah", tingkat=scope.tingkat, wilayah=scope.wilayah,
                     program=scope.program, level=scope.level, tahun_kegiatan=scope.tahun)  # fmt: skip
    today = data.manifest().dibuat.date()
    states = [
        AKAN_DATANG if data.as_date(row.tanggal_mulai) > today and is_none(row.jumlah_terdaftar)
        else TANPA_DAFTAR if is_none(row.jumlah_terdaftar) else SELESAI
        for row in each(frame)
    ]  # fmt: skip
    return frame.assign(
        keadaan=states,
        tempat=[_venue(row.kota, row.nama_kab_kota, str(row.moda)) for row in each(frame)],
        hadir=[people(row.jumlah_hadir) for row in each(frame)],
    )


def _venue(kota: object, kab_kota: object, moda: str) -> str:
    name = kota if not is_none(kota) else kab_kota
    if is_none(name):
        return moda
    return str(name) if moda == "luring" else f"{name}, {moda}"


def people(count: object) -> str:
    """A count of people as it may be printed: 1 to 4 are not told."""
    if is_none(count):
        return "–"
    value = int(count)  # type: ignore[call-overload]
    return SEDIKIT if 0 < value < 5 else number(value)

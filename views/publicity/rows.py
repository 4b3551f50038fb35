"""Rows of the publicity page: programmes or events with what was published about them, and who works alongside whom."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.program_names import GANTI_NAMA, unit_key
from views import data, options
from views.filters import Saringan

OPSI = ("kabar", "hari_kabar", "naskah")
PROGRAM, KEGIATAN = "program", "kegiatan"
JENIS = {PROGRAM: "Program kerja", KEGIATAN: "Kegiatan bimtek"}
HARI = {"14": "14 hari", "30": "30 hari", "60": "60 hari", "90": "90 hari", "180": "180 hari"}
BELUM, SUDAH, LEWAT_KEGIATAN, AWAL, BARU, NANTI, BATAL = (
    "belum diceritakan", "sudah diceritakan", "diceritakan lewat kegiatannya", "sudah diceritakan lebih awal",
    "masih baru", "belum mulai", "batal",
)  # fmt: skip
DUE = (BELUM, SUDAH, LEWAT_KEGIATAN)
"""States of what ended, or has run, long enough ago to be told of."""


@dataclass(frozen=True)
class Kabar:
    """The view's programmes or events: `frame` one row each with `cerita` (its state), newest end first."""

    jenis: str
    hari: int
    frame: pd.DataFrame
    terbit: pd.DataFrame
    hari_ini: date
    nama: str
    """The place: `Sumatera Barat` or `semua wilayah`."""

    @property
    def due(self) -> pd.DataFrame:
        """What should have been told of by now."""
        return self.frame[self.frame["cerita"].isin(DUE)]


def load(saringan: Saringan) -> Kabar:
    """What the options in the filter row ask for."""
    jenis = options.select("kabar", "Yang diceritakan", JENIS, PROGRAM)
    hari = int(options.select("hari_kabar", "Dianggap terlambat sesudah", HARI, "30"))
    today = data.newest_cutoff() or saringan.tanggal_data
    place = data.provinces()[saringan.provinsi] if saringan.provinsi else "semua wilayah"
    published = data.ask("publikasi_terbit", kode_provinsi=saringan.provinsi)
    frame = programs(saringan) if jenis == PROGRAM else events(saringan, today)
    frame = frame.assign(cerita=[story(row, today, hari) for row in frame.itertuples()])
    frame = frame.sort_values(["selesai", "kode"], ascending=[False, True], kind="stable").reset_index(drop=True)
    return Kabar(jenis, hari, frame, published, today, place)


COLUMNS = ["kode", "nama", "unit", "nama_unit", "wilayah", "mulai", "selesai", "status", "jumlah_publikasi",
           "tanggal_publikasi", "lewat_kegiatan"]  # fmt: skip


def programs(saringan: Saringan) -> pd.DataFrame:
    """Programmes of the view in the page's columns, with those of the question."""
    found = data.ask("publikasi_per_program", kode_provinsi=saringan.provinsi)
    return found.assign(
        kode=found["program_id"], wilayah=_where(found), mulai=_days(found["tanggal_mulai"]),
        selesai=_days(found["tanggal_selesai"]), status=found["status_pelaksanaan"],
        lewat_kegiatan=found["jumlah_publikasi_kegiatan"],
    )  # fmt: skip


def events(saringan: Saringan, hari_ini: date) -> pd.DataFrame:
    """Events of the view; their state follows from their days, for the list of events has none."""
    found = data.ask("publikasi_per_kegiatan", kode_provinsi=saringan.provinsi)
    start, end = _days(found["tanggal_mulai"]), _days(found["tanggal_selesai"])
    states = [
        "selesai" if b <= hari_ini else "berjalan" if a <= hari_ini else "rencana"
        for a, b in zip(start, end, strict=True)
    ]
    return found.assign(
        kode=found["kegiatan_id"], unit=found["penyelenggara"], nama_unit=found["penyelenggara"],
        wilayah=_where(found), mulai=start, selesai=end, status=states, lewat_kegiatan=0,
    )  # fmt: skip


def _days(values: pd.Series) -> list[date]:
    return [data.as_date(value) for value in values]


def _where(frame: pd.DataFrame) -> list[str]:
    """`Kota Padang, Sumatera Barat`; the province alone; `daring` without a place."""
    names = zip(frame["nama_kab_kota"], frame["nama_provinsi"], strict=True)
    return [", ".join(str(text) for text in pair if isinstance(text, str)) or "daring" for pair in names]


def story(row: object, hari_ini: date, hari: int) -> str:
    """Whether the public was told. What ended, or is running, for more than `hari` days should have been.

    What is told of before that is a state of its own: among those due it would make the share told look larger.
    """
    status = str(row.status)  # type: ignore[attr-defined]
    if status == "batal":
        return BATAL
    direct, through = row.jumlah_publikasi > 0, row.lewat_kegiatan > 0  # type: ignore[attr-defined]
    since: date = row.selesai if status == "selesai" else row.mulai  # type: ignore[attr-defined]
    if status == "rencana" or (hari_ini - since).days <= hari:
        return AWAL if direct or through else NANTI if status == "rencana" else BARU
    return SUDAH if direct else LEWAT_KEGIATAN if through else BELUM


def unit_of(kind: object, name: object) -> str:
    """One key for one unit, however written and before or after its renaming; lists of events know no kinds."""
    return unit_key("" if kind == name else str(kind), str(name))


def per_unit(kabar: Kabar) -> pd.DataFrame:
    """One row a unit by its newest name: how many should have been told of, how many were, and when last; by name, for
    it is no list of who does worst. `nama_lain`: how it is written elsewhere, and what it was called before."""
    due = kabar.due
    told = due["cerita"] != BELUM
    last = [max((data.as_date(t) for t in pair if t == t and t is not None), default=None)
            for pair in zip(due["tanggal_publikasi"], _via(due), strict=True)]  # fmt: skip
    keys = [unit_of(*pair) for pair in zip(due["unit"], due["nama_unit"], strict=True)]
    named = pd.DataFrame({"kunci": keys, "nama_unit": due["nama_unit"].to_numpy(), "jumlah": 1,
                          "diceritakan": told.astype(int).to_numpy(), "terakhir": pd.to_datetime(pd.Series(last)),
                          "mulai": pd.to_datetime(due["mulai"]).to_numpy()})  # fmt: skip
    rows = []
    for _, part in named.sort_values(["mulai", "nama_unit"]).groupby("kunci", sort=True):
        newest = str(part["nama_unit"].iloc[-1])
        others = ", ".join(sorted({str(name) for name in part["nama_unit"]} - {newest}))
        rows.append((newest, others, len(part), int(part["diceritakan"].sum()), part["terakhir"].max()))
    found = pd.DataFrame(rows, columns=["nama_unit", "nama_lain", "jumlah", "diceritakan", "terakhir"])
    found["belum"] = found["jumlah"] - found["diceritakan"]
    return found.sort_values("nama_unit", kind="stable").reset_index(drop=True)


def _via(frame: pd.DataFrame) -> pd.Series:
    nothing = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    return pd.Series(frame.get("tanggal_publikasi_kegiatan", nothing))


def per_medium(terbit: pd.DataFrame) -> pd.DataFrame:
    """One row a channel and medium: how many publications, the first and the last."""
    if terbit.empty:
        return pd.DataFrame(columns=["kanal", "media", "jumlah", "pertama", "terakhir"])
    found = terbit.groupby(["kanal", "media"])["tanggal"].agg(["size", "min", "max"]).reset_index()
    found.columns = pd.Index(["kanal", "media", "jumlah", "pertama", "terakhir"])
    return found.sort_values(["jumlah", "media"], ascending=[False, True], kind="stable").reset_index(drop=True)


def per_quarter(terbit: pd.DataFrame, hari_ini: date) -> pd.DataFrame:
    """Publications per quarter and channel: mulai (first day), kanal, jumlah; up to today's quarter, those without any
    with 0."""
    days = pd.to_datetime(terbit["tanggal"])
    if days.empty:
        return pd.DataFrame(columns=["mulai", "kanal", "jumlah"])
    quarters = days.dt.to_period("Q")
    every = pd.period_range(quarters.min(), max(quarters.max(), pd.Period(hari_ini, "Q")), freq="Q")
    counts = pd.crosstab(quarters, terbit["kanal"]).reindex(every, fill_value=0)
    rows = [
        (period.start_time.date(), str(kanal), int(count))
        for kanal in counts.columns
        for period, count in zip(every, counts[kanal].tolist(), strict=True)
    ]
    return pd.DataFrame(rows, columns=["mulai", "kanal", "jumlah"])


def shared(saringan: Saringan) -> pd.DataFrame:
    """Each indicator and place that programmes of two kinds of unit or more aim at: units, how many programmes, and
    whether two kinds were at it at once. A renamed kind is one; what was called off or has no indicator is left out."""
    frame = programs(saringan)
    frame = frame[(frame["status"] != "batal") & frame["sasaran_indikator"].notna()]
    frame = frame.assign(unit=[GANTI_NAMA.get(str(kind), str(kind)) for kind in frame["unit"]])
    rows = []
    for (indikator, place), part in frame.groupby(["sasaran_indikator", "wilayah"], sort=True):
        units = sorted(set(part["unit"]))
        if len(units) < 2:
            continue
        pairs = itertools.combinations(zip(part["unit"], part["mulai"], part["selesai"], strict=True), 2)
        is_both = any(a[0] != b[0] and a[1] <= b[2] and b[1] <= a[2] for a, b in pairs)
        rows.append((str(indikator), str(place), tuple(units), ", ".join(sorted(set(part["nama_unit"]))), len(part),
                     is_both))  # fmt: skip
    return pd.DataFrame(rows, columns=["indikator", "wilayah", "unit", "nama_unit", "jumlah", "is_bersamaan"])


def matrix(bersama: pd.DataFrame) -> pd.DataFrame:
    """Kind of unit by kind of unit: how many indicators of a place both aim at; symmetric, its diagonal empty."""
    kinds = sorted({unit for units in bersama["unit"] for unit in units})
    table = pd.DataFrame(0, index=kinds, columns=kinds, dtype=int)
    for units in bersama["unit"]:
        for a, b in itertools.permutations(units, 2):
            table.loc[a, b] += 1
    return table


def organisers(saringan: Saringan, hari_ini: date) -> pd.DataFrame:
    """One row a programme of training events: who held them, and how many there were; most organisers first."""
    frame = events(saringan, hari_ini)
    rows = [
        (str(program), len({unit_of("", name) for name in part["nama_unit"]}), tuple(sorted(set(part["nama_unit"]))),
         len(part))
        for program, part in frame.groupby("program", sort=True)
    ]  # fmt: skip
    found = pd.DataFrame(rows, columns=["program", "jumlah_unit", "nama_unit", "jumlah_kegiatan"])
    return found.sort_values(["jumlah_unit", "program"], ascending=[False, True], kind="stable").reset_index(drop=True)

"""What moved since the last cut-off: every region's series of every main measure, judged against its own habit."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.change import with_change
from analysis.control import expected_change, is_surprising, moves, surprise
from analysis.shares import FEWEST_SCHOOLS
from charts.style import each
from views import data, rows
from views.filters import Saringan
from views.format import is_none
from views.scorecard.rows import breaks, changes, main_measures

Floats = npt.NDArray[np.float64]

CUTOFFS = 25
"""Cut-offs a series is judged by: two years of a monthly measure, six of a quarterly one."""
UNITS = {"provinsi": "Provinsi", "kab_kota": "Kabupaten/kota"}
SURPRISING, USUAL, REBASED, INCOMPLETE = "mengejutkan", "biasa", "penyebut berubah", "belum lengkap"
SHORT, RESTARTED, FEW = "riwayat pendek", "deret baru", "satuan terlalu sedikit"
KEY = ["ukuran", "kode_wilayah"]


@dataclass(frozen=True)
class Riwayat:
    """The changes of one measure: dates of the changes, regions in order, points beyond the common movement."""

    tanggal: tuple[date, ...]
    kode: tuple[str, ...]
    lebih: Floats

    def of(self, kode: str) -> list[float]:
        """One region's changes, oldest first."""
        return [float(v) for v in self.lebih[self.kode.index(kode)]]


@dataclass(frozen=True)
class Gerak:
    """`deret`: one row a series that has data at its measure's last two cut-offs, most surprising first.

    Columns: ukuran, kode_wilayah, keadaan, tanggal_data, tanggal_dasar, pct_dasar, pct, lebih, bersama (points of the
    common movement), skor, rata, bawah, atas, riwayat (earlier changes), m, jumlah_satuan, poin, poin_rendah,
    poin_tinggi (paired), and the words of the measure. `lama`: platforms whose last cut-off is too old to be news.
    """

    deret: pd.DataFrame
    riwayat: dict[str, Riwayat]
    lama: tuple[str, ...] = ()

    def __getitem__(self, keadaan: str) -> pd.DataFrame:
        return self.deret[self.deret["keadaan"] == keadaan]


def judge(saringan: Saringan, tingkat: str, ukuran: str | None = None) -> Gerak:
    """All series of a level in the view's place; the common movement is always that of the whole nation."""
    sums = data.ask(
        "deret_utama_per_wilayah", tingkat=tingkat, jumlah_tanggal=CUTOFFS, tanggal_data=saringan.tanggal_data,
        jenjang=saringan.jenjang, status=saringan.status, kewenangan=saringan.kewenangan,
    )  # fmt: skip
    paired = changes(saringan, 0, tingkat, None)
    events = data.ask("kalender_kebijakan")
    found, histories, old = [], {}, []
    pairs = dict(list(paired.groupby("ukuran", sort=False)))
    series = dict(list(sums.groupby("ukuran", sort=False)))
    for row in each(main_measures()):
        name = str(row.ukuran)
        if name not in series or ukuran not in (None, name):
            continue
        own = series[name]
        last = data.as_date(own["tanggal_data"].max())
        if not is_none(row.irama_hari) and (saringan.tanggal_data - last).days > 1.5 * float(row.irama_hari):
            old.append(str(row.nama_platform))
            continue
        starts = [b for b in breaks(str(row.platform), events) if b <= last]
        judged = _measure(own, pairs.get(name, paired.iloc[:0]), max(starts, default=None), data.is_mulai_ulang(name))
        if judged is None:
            continue
        frame, histories[name] = judged
        base = rows.base_words(str(row.satuan), str(row.kelompok_pengguna), str(row.platform))
        found.append(
            frame.assign(
                ukuran=name,
                nama_ukuran=str(row.nama),
                nama_platform=str(row.nama_platform),
                dasar=base,
                kelompok_pengguna=str(row.kelompok_pengguna),
            )
        )
    if not found:
        return Gerak(pd.DataFrame(columns=[*KEY, "keadaan"]), histories, tuple(old))
    return Gerak(_in_place(pd.concat(found, ignore_index=True), saringan), histories, tuple(old))


def _in_place(frame: pd.DataFrame, saringan: Saringan) -> pd.DataFrame:
    """The series of the view's province or island, named, the most surprising first."""
    province = frame["kode_wilayah"].str[:2]
    if saringan.provinsi is not None:
        frame = frame[province == saringan.provinsi]
    elif saringan.pulau is not None:
        frame = frame[province.map(data.islands()) == saringan.pulau]
    order = (-frame["skor"].abs()).fillna(0.0)
    return frame.assign(_urut=order).sort_values(["_urut", *KEY]).drop(columns="_urut").reset_index(drop=True)


def _grid(sums: pd.DataFrame, since: date | None) -> tuple[list[date], list[str], dict[str, Floats]]:
    """Sums as regions by cut-offs since the last break."""
    if since is not None:
        sums = sums[pd.to_datetime(sums["tanggal_data"]) >= pd.Timestamp(since)]
    days, column = np.unique(pd.to_datetime(sums["tanggal_data"]).to_numpy(), return_inverse=True)
    codes, line = np.unique(sums["kode_wilayah"].to_numpy(dtype=str), return_inverse=True)
    grids = {}
    for name in ("x", "m", "jumlah_satuan"):
        grid = np.full((len(codes), len(days)), np.nan)
        grid[line, column] = pd.to_numeric(sums[name]).to_numpy(dtype=float, na_value=np.nan)
        grids[name] = grid
    return [pd.Timestamp(day).date() for day in days], [str(code) for code in codes], grids


def _measure(
    sums: pd.DataFrame, paired: pd.DataFrame, since: date | None, is_yearly: bool
) -> tuple[pd.DataFrame, Riwayat] | None:
    """One measure's series judged; None where it has fewer than two cut-offs in one series."""
    days, codes, grid = _grid(sums, since)
    if len(days) < 2:
        return None
    x, m, schools = grid["x"], grid["m"], grid["jumlah_satuan"]
    is_cut = np.array([is_yearly and a.year != b.year for a, b in itertools.pairwise(days)])
    found = moves(x, m, schools, is_cut)
    score = surprise(found.excess, m[:, -1])
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(m > 0, 100 * x / m, np.nan)
    frame = pd.DataFrame(
        {
            "kode_wilayah": codes, "tanggal_data": days[-1], "tanggal_dasar": days[-2], "pct_dasar": share[:, -2],
            "pct": share[:, -1], "lebih": found.excess[:, -1], "bersama": found.expected[:, -1], "skor": score.score,
            "rata": score.mean, "bawah": score.low, "atas": score.high, "riwayat": score.changes, "m": m[:, -1],
            "m_dasar": m[:, -2], "jumlah_satuan": schools[:, -1], "satuan_dasar": schools[:, -2],
        }
    )  # fmt: skip
    frame = frame.merge(_paired(paired, float(found.shift[-1])), on="kode_wilayah", how="left")
    flagged = is_surprising(frame["skor"], frame["lebih"], frame["bersama_sama"].fillna(0.0), frame["poin_rendah"],
                            frame["poin_tinggi"])  # fmt: skip
    rebased = found.is_rebased[:, -1] | frame["is_basis_berubah"].eq(True).to_numpy(dtype=bool)
    state = np.select(
        [np.full(len(codes), bool(is_cut[-1])), found.is_incomplete[:, -1], rebased,
         (frame["jumlah_satuan"] < FEWEST_SCHOOLS).to_numpy(dtype=bool), flagged, np.isnan(score.score)],
        [RESTARTED, INCOMPLETE, REBASED, FEW, SURPRISING, SHORT], USUAL,
    )  # fmt: skip
    frame = frame.assign(keadaan=state)
    is_there = frame["pct"].notna() & frame["pct_dasar"].notna()
    return frame[is_there], Riwayat(tuple(days[1:]), tuple(codes), found.excess)


PAIRED = ["kode_wilayah", "poin", "poin_rendah", "poin_tinggi", "is_basis_berubah", "bersama_sama"]


def _paired(paired: pd.DataFrame, shift: float) -> pd.DataFrame:
    """The change of the same schools with its interval, and what the common movement alone would have made of it."""
    if paired.empty:
        return pd.DataFrame({name: pd.Series(dtype=object if name == "kode_wilayah" else float) for name in PAIRED})
    judged = with_change(paired)
    alone = expected_change(judged["pct_dasar"] / 100, judged["m0"], shift)
    judged = judged.assign(bersama_sama=alone)
    has_interval = judged["poin_rendah"].notna()
    return judged.assign(poin=judged["poin"].where(has_interval))[PAIRED]


def names_of(frame: pd.DataFrame, tingkat: str, *, with_province: bool) -> dict[str, str]:
    """Code to name of the regions of a frame; a kab/kota with its province where several are shown."""
    places = data.provinces()
    if tingkat == "provinsi":
        return {str(code): places.get(str(code), str(code)) for code in frame["kode_wilayah"].unique()}
    codes = [str(code) for code in frame["kode_wilayah"].unique()]
    known: dict[str, str] = {}
    for province in sorted({code[:2] for code in codes}):
        known |= data.regencies(province)
    return {
        code: known.get(code, code) + (f" ({places.get(code[:2], code[:2])})" if with_province else "")
        for code in codes
    }


def cell(row: Any, name: str) -> float:
    """A number of a row, NaN for none."""
    value = getattr(row, name)
    return float("nan") if is_none(value) else float(value)

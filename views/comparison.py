"""With whom a province or kab/kota is compared: its island group, regions like it, or regions picked by hand."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.shares import roll_up, with_share
from charts.dots import Banding
from charts.lines import Deret
from charts.names import nama_pulau, short_name
from charts.style import CATEGORICAL, INK
from views import data, neighbours, rows
from views.filters import PEMBANDING, Saringan
from views.format import names
from views.platform import rows as platform_rows
from views.platform.rows import Wilayah

COLOURS = (CATEGORICAL[1], CATEGORICAL[2], CATEGORICAL[3], CATEGORICAL[5], CATEGORICAL[6], CATEGORICAL[4])
DASHES = ("dash", "dot", "dashdot", "longdash", "longdashdot", "5px 2px")
SYMBOLS = ("diamond", "square", "triangle-up", "triangle-down", "cross", "pentagon")
GROUP, OWN_PROVINCE = "#7d8a98", "#44505f"
ALIKE = "Wilayah yang mirip"


@dataclass(frozen=True)
class Pembanding:
    """One thing compared with. `kode`: the regions in it, pooled by their sums; none for an island group, which the
    snapshot knows by name. `rincian`: who is in a pool."""

    nama: str
    kode: tuple[str, ...] = ()
    pulau: str | None = None
    warna: str = GROUP
    putus: str = "dash"
    simbol: str = "diamond"
    rincian: str = ""


def chosen(saringan: Saringan) -> list[Pembanding]:
    """What the view compares its region with beside the nation, which is always there."""
    kind = saringan.pembanding
    if kind == "pulau" and saringan.pulau:
        return [Pembanding(nama_pulau(saringan.pulau), pulau=saringan.pulau)]
    if kind == "setara":
        codes = neighbours.codes(saringan)
        if not codes:
            return []
        called = [_name(code) for code in codes]
        said = f"{ALIKE}, digabung: {', '.join(called[:-1])} dan {called[-1]}" if len(called) > 1 else called[0]
        return [Pembanding(f"{len(codes)} wilayah mirip", codes, rincian=said)]
    if kind in PEMBANDING:
        return []
    own = (saringan.kab_kota, saringan.provinsi if saringan.kab_kota is None else None)
    picked = [code for code in kind.split(",") if code not in own]
    marks = zip(picked, COLOURS, DASHES, SYMBOLS, strict=False)
    return [Pembanding(_name(code), (code,), None, colour, dash, symbol) for code, colour, dash, symbol in marks]


def _name(code: str) -> str:
    regions = data.provinces() if len(code) == 2 else data.regencies(code[:2])
    return short_name(regions.get(code, code))


def words(saringan: Saringan, others: list[Pembanding]) -> str:
    """With whom, in a small line: `Bali, Banten, dan nasional`."""
    return names([*(other.nama for other in others), "nasional"], 8)


def note(others: list[Pembanding]) -> str:
    """Who stands behind a pooled line."""
    return " · ".join(other.rincian for other in others if other.rincian)


def lines(saringan: Saringan, others: list[Pembanding]) -> list[Deret]:
    """The trend of each comparator, and of the nation, for the chart of the view's own region."""
    found = [Deret(other.nama, _trend(saringan, other), other.warna, 2, putus=other.putus) for other in others]
    return [*found, Deret("Nasional", rows.tren(saringan), INK, 2)]


def series(saringan: Saringan, tempat: Wilayah, others: list[Pembanding]) -> list[Deret]:
    """The lines of a province or kab/kota: its own first, a kab/kota's province, then what it is compared with."""
    found = [Deret(tempat.nama, platform_rows.tren(saringan, tempat), is_utama=True)]
    if tempat.kab_kota is not None:
        name, _ = data.province(str(tempat.provinsi))
        found.append(Deret(name, rows.tren(saringan, provinsi=tempat.provinsi), OWN_PROVINCE, 2, putus="dot"))
    return [*found, *lines(saringan, others)]


def _trend(saringan: Saringan, other: Pembanding) -> pd.DataFrame:
    if other.pulau is not None:
        return rows.tren(saringan, pulau=other.pulau)
    frame = data.ask(
        "platform_per_bulan_wilayah", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
        wilayah="|".join(other.kode), jenjang=saringan.jenjang, status=saringan.status,
        kewenangan=saringan.kewenangan,
    )  # fmt: skip
    if len(other.kode) > 1:
        frame = roll_up(_whole(frame, len(other.kode)), ["tanggal_data"])
    return rows.until(with_share(frame), saringan.tanggal_data)


def _whole(frame: pd.DataFrame, size: int) -> pd.DataFrame:
    """Only the cut-offs that all regions of a pool have: a pool that changes its members moves without anyone moving.

    Where no cut-off has them all, those with the most.
    """
    counts = frame.groupby("tanggal_data")["kode_wilayah"].transform("nunique")
    return frame if frame.empty else frame[counts == min(size, int(counts.max()))]


def shares(saringan: Saringan, kode: tuple[str, ...]) -> pd.DataFrame:
    """The main measure of every platform in some regions together, with interval; one row an ukuran."""
    frame = data.ask(
        "platform_utama_per_wilayah", wilayah="|".join(kode), tanggal_data=saringan.tanggal_data,
        jenjang=saringan.jenjang, status=saringan.status, kewenangan=saringan.kewenangan,
    )  # fmt: skip
    return with_share(roll_up(frame, ["ukuran", "kelompok_pengguna", "tanggal_data"]))


def beside(saringan: Saringan, frame: pd.DataFrame, others: list[Pembanding]) -> tuple[pd.DataFrame, list[Banding]]:
    """The panel of platforms side by side with a column a comparator, and how each is marked.

    `frame`: one row an ukuran, with pct_pulau. Columns are added as pct_banding_0 and on.
    """
    result, marks = frame, []
    for at, other in enumerate(others):
        column = f"pct_banding_{at}"
        if other.pulau is not None:
            values = result["pct_pulau"]
        else:
            found = shares(saringan, other.kode).set_index("ukuran")["pct"]
            values = result["ukuran"].map(found).astype(float)
        result = result.assign(**{column: values})
        marks.append(Banding(column, other.nama, other.simbol, other.warna))
    return result, marks


__all__ = ["Pembanding", "beside", "chosen", "lines", "note", "series", "shares", "words"]

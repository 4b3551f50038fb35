"""Rows of the target page: every target of the view with the newest value, its interval and its state."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analysis import target_status as status
from analysis.program_names import unit_key
from analysis.shares import with_share
from analysis.status_change import direction
from charts.lines import belum_lengkap
from charts.names import short_name
from charts.style import each
from schemas.rencana import TargetRencana
from views import data
from views.filters import Saringan
from views.rows import base_words

NASIONAL = "nasional"
KANTOR = ("bpmp", "bbpmp", "lpmp", "bgtk", "bgp", "kgtk")
"""Kinds of office of which a province has one."""
OPSI = ("rencana", "penanggung", "keadaan", "sasaran")
SEMUA = "semua"
RAPOR_UMUR, UMUR = 548, 183
"""Days after which a value no longer tells how a target stands: a Rapor is a year's; else half a year."""
WINDOW = timedelta(days=30)
COCOK = 0.5
"""Points within which a baseline is the value that the data show for its day."""
TANPA_JENIS = "jenis satuan pendidikan tidak tertulis pada target"
INSTRUMEN = "instrumen Rapor berganti sejak nilai awal"
MULAI_ULANG = "dihitung dari nol tiap 1 Januari"
BERKAS, RENCANA = "berkas target", "rencana"
LAYANAN = ("semua", "tanpa_kemenag")
"""Which schools a target may have been set for, the likelier first."""


@dataclass(frozen=True)
class Acuan:
    """What a target is about."""

    kode: str
    nama: str
    satuan: str
    """Unit of the value: persen, skor 0-100, ..."""
    arah: int
    is_rapor: bool
    platform: str = ""
    nama_platform: str = ""
    dasar: str = ""
    """What n counts, of a measure."""
    umur_maks: int = UMUR
    ulang: bool = False
    batas: tuple[date, ...] = ()
    """Days at which the measure's series starts anew."""
    libur: tuple[tuple[date, date], ...] = ()
    """School holidays, of a measure of the last 30 days."""


@dataclass(frozen=True)
class Sasaran:
    """The view's targets, judged. `frame`: one row a target (see `_row`); `deret`: key to its series over time."""

    frame: pd.DataFrame
    deret: Mapping[str, pd.DataFrame]
    acuan: Mapping[str, Acuan]
    hari_ini: date
    """The newest cut-off of any data: what "today" is on the page."""


def load(saringan: Saringan, rencana: Sequence[TargetRencana] = ()) -> Sasaran:
    """The targets of the view's place from the snapshot and from the open plan, with their states."""
    today = data.newest_cutoff() or saringan.tanggal_data
    there = data.ask("target_per_wilayah", kode_provinsi=saringan.provinsi, kode_kab_kota=saringan.kab_kota)
    promised = _one_spelling([*_of_file(there), *_of_plan(rencana, saringan)])
    acuan = catalogue(item["acuan"] for item in promised)
    use = _use(promised, acuan)
    rapor = _rapor(promised, acuan)
    names = _names(promised)
    lines: dict[str, pd.DataFrame] = {}
    rows = []
    for item in promised:
        about = acuan[item["acuan"]]
        janji = status.Janji(item["awal"], item["tanggal_awal"], item["target"], item["tenggat"], _side(item, about))
        part = (rapor if about.is_rapor else use).get((about.kode, item["wilayah"]))
        series, found, more = (_from_rapor if about.is_rapor else _from_use)(item, about, part)
        verdict = status.judge(janji, found, today, about.umur_maks)
        key = "~".join((item["asal"][0], about.kode, item["jenis"], item["wilayah"], item["tenggat"].isoformat()))
        lines[key] = series
        rows.append(_row(key, item, about, found, verdict, names[item["wilayah"]], more))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return Sasaran(_ordered(frame), lines, acuan, today)


def _side(item: dict[str, Any], about: Acuan) -> int:
    """Which way is better; a gap in percent is better the nearer it comes to zero, from whichever side it started."""
    return -about.arah if about.arah < 0 and about.satuan == "persen" and item["awal"] < 0 else about.arah


COLUMNS = [
    "kunci", "asal", "acuan", "nama_acuan", "jenis", "satuan", "wilayah", "nama_wilayah", "penanggung", "awal",
    "tanggal_awal", "snapshot", "target", "tenggat", "tanggal", "nilai", "rendah", "tinggi", "perlu", "keadaan",
    "sebab", "is_pasti", "dasar", "kurang", "x", "m", "jumlah_satuan", "layanan", "nilai_awal_data",
    "is_libur",
]  # fmt: skip


def _row(
    key: str, item: dict[str, Any], about: Acuan, found: status.Realisasi, verdict: status.Penilaian, nama: str,
    more: dict[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """`kurang`: how far the newest value falls short of the line, in its unit and favourable direction."""
    short = (verdict.perlu - found.nilai) * (about.arah or 1)
    return {
        **item, "kunci": key, "nama_acuan": about.nama, "satuan": about.satuan, "nama_wilayah": nama,
        "tanggal": found.tanggal, "nilai": found.nilai, "rendah": found.rendah, "tinggi": found.tinggi,
        "perlu": verdict.perlu, "keadaan": verdict.keadaan, "sebab": verdict.sebab, "is_pasti": verdict.is_pasti,
        "dasar": verdict.dasar, "kurang": short, "x": math.nan, "m": math.nan, "jumlah_satuan": math.nan,
        "layanan": "", "nilai_awal_data": math.nan, "is_libur": False, **more,
    }  # fmt: skip


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """What asks for attention first; of one state the largest shortfall first."""
    places = frame["keadaan"].map({name: place for place, name in enumerate(status.KEADAAN)})
    ordered = frame.assign(_k=places).sort_values(["_k", "kurang", "nama_wilayah"], ascending=[True, False, True],
                                                  kind="stable")  # fmt: skip
    return ordered.drop(columns="_k").reset_index(drop=True)


def _of_file(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "asal": BERKAS, "acuan": str(row.acuan), "jenis": "", "wilayah": str(row.wilayah),
            "penanggung": str(row.penanggung_jawab), "awal": float(row.nilai_baseline),
            "tanggal_awal": data.as_date(row.tanggal_baseline), "snapshot": "", "target": float(row.nilai_target),
            "tenggat": data.as_date(row.tanggal_tenggat),
        }
        for row in each(frame)
    ]  # fmt: skip


def _of_plan(rows: Sequence[TargetRencana], saringan: Saringan) -> list[dict[str, Any]]:
    """The plan's targets inside the view's place."""
    place = saringan.kab_kota or saringan.provinsi or ""
    return [
        {
            "asal": RENCANA, "acuan": row.acuan, "jenis": row.jenis, "wilayah": row.kode_wilayah,
            "penanggung": row.penanggung_jawab, "awal": row.nilai_baseline, "tanggal_awal": row.tanggal_baseline,
            "snapshot": row.snapshot_baseline, "target": row.nilai_target, "tenggat": row.tanggal_tenggat,
        }
        for row in rows
        if row.kode_wilayah.startswith(place)
    ]  # fmt: skip


def _one_spelling(promised: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The targets with each office under one name, that of the file before those of a plan.

    A bare kind of office (`BPMP`) is that of the target's province.
    """
    provinces = data.provinces()
    first: dict[str, str] = {}
    found = []
    for item in promised:
        owner = " ".join(item["penanggung"].split())
        if owner.casefold() in KANTOR and item["wilayah"][:2] in provinces:
            owner = f"{owner.upper()} {provinces[item['wilayah'][:2]]}"
        found.append({**item, "penanggung": first.setdefault(unit_key("", owner), owner)})
    return found


def catalogue(codes: Iterable[str]) -> dict[str, Acuan]:
    """What is known of each thing a target is about; an unknown one is named by its code and cannot be judged."""
    measures = data.ask("platform_acuan_ukuran").set_index("ukuran", drop=False)
    there = data.measures().drop_duplicates("ukuran").set_index("ukuran")
    platforms = data.ask("platform").drop_duplicates("platform").set_index("platform")
    events = data.ask("kalender_kebijakan")
    indicators = data.ask("kamus_indikator")
    rapor = {f"{row.kelompok}:{row.kode}": row for row in each(indicators)}
    found = {}
    for code in dict.fromkeys(codes):
        if code in measures.index:
            row = measures.loc[code]
            platform = str(row["platform"])
            name = str(platforms["nama"].get(platform, platform))
            rhythm = there["irama_hari"].get(code)
            breaks = events[events["is_batas_deret"].eq(True) & _of_platform(events, platform)]
            found[code] = Acuan(
                code, data.measure_name(name, str(row["nama_pendek"])), "persen", 1, False, platform, name,
                base_words(str(row["satuan"]), str(row["kelompok_utama"]), platform),
                UMUR if rhythm is None or rhythm != rhythm else int(1.5 * rhythm),
                bool("mulai_ulang" in row and row["mulai_ulang"] == "tahun"),
                tuple(sorted(data.as_date(t) for t in breaks["tanggal_mulai"])), _holidays(code, events),
            )  # fmt: skip
        elif code in rapor:
            row = rapor[code]
            kode = code.partition(":")[2]
            group = "PAUD " if code.startswith("PAUD") else ""
            found[code] = Acuan(code, f"{group}{kode} {row.nama}", str(row.satuan),
                                direction(row.keluarga, row.satuan), True, umur_maks=RAPOR_UMUR)  # fmt: skip
        else:
            found[code] = Acuan(code, code, "", 0, ":" in code)
    return found


def _holidays(code: str, events: pd.DataFrame) -> tuple[tuple[date, date], ...]:
    if not code.endswith("aktif_30_hari"):
        return ()
    mine = events[(events["jenis"] == "libur") & events["tanggal_selesai"].notna()]
    return tuple((data.as_date(row.tanggal_mulai), data.as_date(row.tanggal_selesai)) for row in each(mine))


def _of_platform(events: pd.DataFrame, platform: str) -> pd.Series:
    return events["platform"].fillna("").map(lambda text: platform in str(text).split("|"))


def _names(promised: Sequence[dict[str, Any]]) -> dict[str, str]:
    provinces = data.provinces()
    found = {NASIONAL: "Nasional"}
    for code in {item["wilayah"] for item in promised}:
        if code != NASIONAL:
            found[code] = provinces.get(code) or short_name(data.regencies(code[:2]).get(code, code))
    return found


Parts = dict[tuple[str, str], pd.DataFrame]


def _asked(promised: Sequence[dict[str, Any]], acuan: Mapping[str, Acuan], *, is_rapor: bool) -> tuple[str, str]:
    """Codes and regions of one source, parted by |, in one order whatever the plan: the cache's key."""
    mine = [item for item in promised if acuan[item["acuan"]].is_rapor == is_rapor]
    return "|".join(sorted({i["acuan"] for i in mine})), "|".join(sorted({i["wilayah"] for i in mine}))


def _use(promised: Sequence[dict[str, Any]], acuan: Mapping[str, Acuan]) -> Parts:
    ukuran, wilayah = _asked(promised, acuan, is_rapor=False)
    if not ukuran:
        return {}
    frame = with_share(data.ask("target_pemakaian", ukuran=ukuran, wilayah=wilayah))
    frame = frame.assign(tanggal_data=[data.as_date(t) for t in frame["tanggal_data"]]).dropna(subset=["pct"])
    return {(str(u), str(w)): part for (u, w), part in frame.groupby(["ukuran", "wilayah"], sort=False)}


def _rapor(promised: Sequence[dict[str, Any]], acuan: Mapping[str, Acuan]) -> Parts:
    codes, wilayah = _asked(promised, acuan, is_rapor=True)
    if not codes:
        return {}
    frame = data.ask("target_rapor", acuan=codes, wilayah=wilayah)
    frame = frame.assign(nilai=pd.to_numeric(frame["nilai"]).astype(float))
    return {(str(a), str(w)): part for (a, w), part in frame.groupby(["acuan", "wilayah"], sort=False)}


DERET = ["tanggal", "nilai", "rendah", "tinggi", "x", "m", "jumlah_satuan", "ruas", "is_lengkap"]
Found = tuple[pd.DataFrame, status.Realisasi, dict[str, Any]]


def _nothing(sebab: str = status.TANPA_DATA) -> Found:
    return pd.DataFrame(columns=DERET), status.Realisasi(None, sebab=sebab), {}


def _from_use(item: dict[str, Any], about: Acuan, part: pd.DataFrame | None) -> Found:
    """The series of a measure: of all schools or without the Kemenag's, whichever the baseline was read from."""
    if part is None or part.empty:
        return _nothing()
    layanan, at_start = _meant(item, part)
    mine = part[part["kewenangan"] == layanan].sort_values("tanggal_data")
    is_open = belum_lengkap(mine)
    series = pd.DataFrame(
        {
            "tanggal": mine["tanggal_data"], "nilai": mine["pct"], "rendah": mine["pct_rendah"],
            "tinggi": mine["pct_tinggi"], "x": mine["x"], "m": mine["m"], "jumlah_satuan": mine["jumlah_satuan"],
            "ruas": [sum(t >= b for b in about.batas) + (t.year * 100 if about.ulang else 0)
                     for t in mine["tanggal_data"]],
            "is_lengkap": [not (is_open and place == len(mine) - 1) for place in range(len(mine))],
        }
    ).reset_index(drop=True)  # fmt: skip
    last = series[series["is_lengkap"]].iloc[-1]
    day = last["tanggal"]
    started = item["tanggal_awal"]
    sebab = ""
    if about.ulang and day.year > started.year:
        sebab = MULAI_ULANG
    elif any(started < b <= day for b in about.batas):
        sebab = status.DEFINISI
    elif last["jumlah_satuan"] < 10:
        sebab = status.SEDIKIT
    found = status.Realisasi(day, float(last["nilai"]), float(last["rendah"]), float(last["tinggi"]), sebab)
    more = {"x": last["x"], "m": last["m"], "jumlah_satuan": last["jumlah_satuan"], "layanan": layanan,
            "nilai_awal_data": at_start,
            "is_libur": any(a <= day and b > day - WINDOW for a, b in about.libur)}  # fmt: skip
    return series, found, more


def _meant(item: dict[str, Any], part: pd.DataFrame) -> tuple[str, float]:
    """Which schools the baseline counted, and what the data show for its day now (NaN without a cut-off that day)."""
    at_start = part[part["tanggal_data"] == item["tanggal_awal"]].set_index("kewenangan")["pct"]
    near = {name: abs(float(at_start[name]) - item["awal"]) for name in LAYANAN if name in at_start}
    if not near:
        return LAYANAN[0], math.nan
    best = min(near, key=lambda name: (round(near[name], 2), LAYANAN.index(name)))
    chosen = best if near[best] <= COCOK else LAYANAN[0]
    return (chosen, float(at_start[chosen])) if chosen in at_start else (best, float(at_start[best]))


def _from_rapor(item: dict[str, Any], about: Acuan, part: pd.DataFrame | None) -> Found:
    """The published values of the kind of school that the target means, one a year on its last day."""
    if part is None or part.empty:
        return _nothing()
    tahun = item["tanggal_awal"].year
    jenis = item["jenis"]
    if not jenis:
        of_year = part[(part["tahun"] == tahun) & part["nilai"].notna()]
        there = dict(zip(of_year["jenis"].astype(str), of_year["nilai"].astype(float), strict=True))
        kinds = status.recognise(item["awal"], there)
        if len(kinds) != 1:
            return _nothing(TANPA_JENIS)
        jenis = kinds[0]
    mine = part[part["jenis"] == jenis].sort_values("tahun")
    if mine.empty:
        return _nothing()
    known = mine.dropna(subset=["nilai"])
    nothing = pd.Series(math.nan, index=known.index)
    series = pd.DataFrame(
        {"tanggal": [year_end(t) for t in known["tahun"]], "nilai": known["nilai"], "rendah": nothing,
         "tinggi": nothing, "x": nothing, "m": nothing, "jumlah_satuan": nothing, "ruas": known["ruas"],
         "is_lengkap": True}, columns=DERET,
    ).reset_index(drop=True)  # fmt: skip
    last = mine.iloc[-1]
    before = mine[mine["tahun"] <= tahun]
    at_start = before[before["tahun"] == tahun]["nilai"]
    sebab = ""
    if math.isnan(last["nilai"]):
        why = last["alasan_tidak_tersedia"]
        sebab = f"nilai {int(last['tahun'])} tidak tersedia" + (f": {why}" if isinstance(why, str) else "")
    elif not before.empty and before.iloc[-1]["ruas"] != last["ruas"]:
        sebab = INSTRUMEN
    found = status.Realisasi(year_end(last["tahun"]), float(last["nilai"]), sebab=sebab)
    return series, found, {"jenis": jenis, "nilai_awal_data": float(at_start.iloc[0]) if len(at_start) else math.nan}


def year_end(tahun: Any) -> date:
    """The day a Rapor value is set at: the last of its label year."""
    return date(int(tahun), 12, 31)


def owners(frame: pd.DataFrame) -> pd.DataFrame:
    """One row an owner: how many targets in each state, the next due date; who needs attention most comes first.

    Most overdue and behind first; of as many, most that cannot be judged; then by name.
    """
    counts = pd.crosstab(frame["penanggung"], frame["keadaan"]).reindex(columns=list(status.KEADAAN), fill_value=0)
    counts = counts.assign(jumlah=counts.sum(axis=1), perhatian=counts[status.LEWAT] + counts[status.TERTINGGAL])
    result = counts.reset_index().rename_axis(columns=None)
    return result.sort_values(["perhatian", status.BELUM, "penanggung"], ascending=[False, False, True],
                              kind="stable").reset_index(drop=True)  # fmt: skip

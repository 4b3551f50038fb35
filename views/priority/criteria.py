"""Criteria of need: what each is called, which end of it is need, and its value in every kab/kota of a view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import ndtri

from analysis.ranks import standard_errors
from analysis.shares import FEWEST_SCHOOLS, column, wilson, with_share
from analysis.status_change import direction
from charts.style import each
from views import data, rows
from views.filters import SEMUA_KEWENANGAN, Saringan
from views.format import day, number, percent

SARINGAN = "pemakaian:saringan"
"""In a goal: the measure that the filter row shows."""
BESAR, BESAR_MURID, TIGA_T, BELUM = "satuan:besar", "satuan:besar_murid", "satuan:3t", "satuan:belum_bimtek"
TETAP = frozenset({BESAR, BESAR_MURID, TIGA_T})
"""Traits of a place: no accompaniment changes them."""
MOST = 7
"""Criteria at once: more could not be told apart by colour."""
TANPA_UKURAN = "tanpa_ukuran"
_KAPITA = {BESAR: "guru", BESAR_MURID: "peserta didik"}
JENIS_UTAMA = ("SD Umum", "SMP Umum", "SMA Umum", "SMK Umum")
_JENIS_JENJANG = {"SD": "SD Umum", "SMP": "SMP Umum", "SMA": "SMA Umum", "SMK": "SMK Umum"}
_SCALES = {"persen": "%", "skor 0-100": "", "indeks 0-1": "", "indeks 0-100": "", "skala 1-3": ""}


@dataclass(frozen=True)
class Kriteria:
    """A criterion. `arah`: the end that is need. `sumber`: who published it, with its date or year."""

    kode: str
    nama: str
    arah: Literal["tinggi", "rendah"]
    satuan: str
    sumber: str
    catatan: str = ""

    @property
    def pendek(self) -> str:
        """A name that fits beside a bar."""
        return self.nama if len(self.nama) <= 38 else f"{self.nama[:36].rstrip()}…"

    @property
    def is_tetap(self) -> bool:
        """Whether it is a trait of the place rather than something that can be worked on."""
        return self.kode in TETAP


@dataclass(frozen=True)
class Nilai:
    """A criterion's values by kab/kota code; `galat`: standard errors where known; `sebab`: why one is missing."""

    kriteria: Kriteria
    nilai: pd.Series
    galat: pd.Series
    sebab: Mapping[str, str] = field(default_factory=dict)


def tell(kriteria: Kriteria, value: float | None) -> str:
    """A raw value in its own unit: `58,3 %`, `61,2`, `1.234 guru`."""
    if value is None or value != value:
        return "tidak tersedia"
    if kriteria.kode in _KAPITA:
        return f"{number(10**value)} {_KAPITA[kriteria.kode]}"
    if _SCALES.get(kriteria.satuan, kriteria.satuan) == "%":
        return percent(value)
    return number(value, digits_of(kriteria))


def digits_of(kriteria: Kriteria) -> int:
    """Decimals with which a raw value is told."""
    return 2 if kriteria.satuan in ("skala 1-3", "indeks 0-1") else 1


def colours(used: Sequence[str], goal: Sequence[str]) -> dict[str, int]:
    """The place of each criterion's colour, by code: it hangs on the goal, not on the weight.

    What the goal proposes keeps its place there; what was added takes places that are left, first those the goal does
    not have. The goal's measure of the filter row stands for the first use of a platform that it does not name.
    """
    own = list(dict.fromkeys(goal))
    if SARINGAN in own:
        asked = next((kode for kode in used if kode.startswith("pemakaian:") and kode not in own), SARINGAN)
        own[own.index(SARINGAN)] = asked
    found = {kode: own.index(kode) for kode in used if kode in own}
    free = [place for place in (*range(len(own), MOST), *range(len(own))) if place not in found.values()]
    added = (kode for kode in dict.fromkeys(used) if kode not in found)
    return {**found, **dict(zip(added, free, strict=False))}


def kind_of(jenjang: str) -> str:
    """The kind of school of the Rapor that fits a jenjang; empty where none is asked for."""
    return _JENIS_JENJANG.get(jenjang, "")


def kinds(saringan: Saringan) -> tuple[list[str], str]:
    """The kinds of school whose Rapor is there per kab/kota, the usual ones first, and the one that fits the view."""
    there = data.ask("rapor_tersedia")
    is_mine = (there["tingkat"] == "kab_kota") & (there["kelompok"] == "DASMEN") & (there["status"] == "Semua")
    found = sorted(set(there.loc[is_mine & (there["level"] == 1) & (there["kode"] != "B.16"), "jenis"].astype(str)))
    found = [k for k in JENIS_UTAMA if k in found] + [k for k in found if k not in JENIS_UTAMA]
    wished = kind_of(saringan.jenjang)
    return found, wished if wished in found else (found[0] if found else "")


def catalogue(saringan: Saringan, jenis: str) -> dict[str, Kriteria]:
    """Every criterion that may be chosen, by code; those of goals are there even where the snapshot has no value."""
    found = {**_uses(saringan), **_rapor(jenis), **_contexts(), **_schools()}
    known = set(data.ask("kebutuhan_tujuan")["kriteria"].astype(str)) - {SARINGAN}
    for kode in sorted(known - set(found)):
        kind, name = kode.partition(":")[::2]
        found[kode] = Kriteria(kode, _missing_name(kind, name), "rendah", "persen", "tidak ada pada snapshot ini")
    return found


def _missing_name(kind: str, name: str) -> str:
    if kind == "rapor":
        group, code = name.partition(":")[::2]
        there = data.ask("kamus_indikator")
        mine = there[(there["kelompok"] == group) & (there["kode"] == code)]
        return f"{_code(group, code)} {mine.iloc[0]['nama']}" if len(mine) else name
    return name.replace("_", " ").replace(".", " · ")


def _code(kelompok: str, kode: str) -> str:
    return kode if kelompok == "DASMEN" else f"PAUD {kode}"


def _uses(saringan: Saringan) -> dict[str, Kriteria]:
    if saringan.ukuran == TANPA_UKURAN:
        return {}
    there = data.measures()
    main = there[(there["kelompok_pengguna"] == there["kelompok_utama"]) & (there["tingkat_terendah"] != "provinsi")]
    found = {}
    for row in each(main):
        kode = f"pemakaian:{row.ukuran}"
        name = data.measure_name(str(row.nama_platform), str(row.nama_pendek))
        found[kode] = Kriteria(kode, name, "rendah", "persen", str(row.nama_platform))
    return found


def _rapor(jenis: str) -> dict[str, Kriteria]:
    there = data.ask("rapor_tersedia")
    is_mine = (there["tingkat"] == "kab_kota") & (there["status"] == "Semua") & (there["jumlah_nilai"] > 0)
    found = {}
    mine = there[is_mine & (there["level"] == 1) & (there["kode"] != "B.16")].sort_values("tahun")
    for row in each(mine):
        wanted = jenis if row.kelompok == "DASMEN" else "PAUD"
        turn = direction(row.keluarga, row.satuan)
        if row.jenis != wanted or not turn or (row.satuan == "lihat berkas" and not _is_share(row.kelompok)):
            continue
        kode = f"rapor:{row.kelompok}:{row.kode}"
        unit = "persen" if row.satuan == "lihat berkas" else str(row.satuan)
        note = "3 berarti kesenjangan rendah" if row.satuan == "skala 1-3" else ""
        found[kode] = Kriteria(
            kode, f"{_code(str(row.kelompok), str(row.kode))} {row.nama}", "rendah" if turn > 0 else "tinggi", unit,
            f"Rapor Pendidikan {int(row.tahun)}, {wanted}", note,
        )  # fmt: skip
    return found


def _is_share(kelompok: object) -> bool:
    """Indicators whose unit the catalogue leaves to the file: those of PAUD are shares or scores of 0 to 100."""
    return kelompok == "PAUD"


def _contexts() -> dict[str, Kriteria]:
    found = {}
    for row in each(_context_sources()):
        better = str(row.arah or "")
        if better not in ("lebih tinggi lebih baik", "lebih rendah lebih baik") or row.satuan != "persen":
            continue
        kode = f"konteks:{row.ukuran}"
        found[kode] = Kriteria(
            kode, str(row.nama), "rendah" if "tinggi lebih" in better else "tinggi", "persen",
            f"{row.sumber} {int(row.tahun_terakhir)}",
        )  # fmt: skip
    return found


def _context_sources() -> pd.DataFrame:
    """Per measure the one source that knows the most kab/kota: values of two sources are not compared."""
    there = data.ask("konteks_tersedia")
    there = there[(there["jumlah_kab_kota"] > 0) & there["nama"].notna()]
    ordered = there.sort_values(["jumlah_kab_kota", "sumber"], ascending=[False, True], kind="stable")
    return ordered.drop_duplicates("ukuran").sort_values("ukuran")


def _schools() -> dict[str, Kriteria]:
    source = "daftar satuan pendidikan"
    return {
        BELUM: Kriteria(BELUM, "Sekolah belum pernah terjangkau bimtek", "tinggi", "persen",
                        f"daftar hadir bimtek dan {source}"),
        TIGA_T: Kriteria(TIGA_T, "Sekolah di daerah 3T", "tinggi", "persen", source),
        BESAR: Kriteria(BESAR, "Banyaknya guru", "tinggi", "log10 jumlah guru", source,
                        "dihitung sebagai logaritma: sepuluh kali lipat guru menambah satu langkah"),
        BESAR_MURID: Kriteria(BESAR_MURID, "Banyaknya peserta didik", "tinggi", "log10 jumlah peserta didik", source,
                              "dihitung sebagai logaritma: sepuluh kali lipat murid menambah satu langkah"),
    }  # fmt: skip


def schools(saringan: Saringan) -> pd.DataFrame:
    """The kab/kota of the view with their schools, by code; of an island group only its own."""
    frame = data.ask("kebutuhan_satuan_per_kab_kota", kode_provinsi=saringan.provinsi, jenjang=saringan.jenjang,
                     status=saringan.status, kewenangan=saringan.kewenangan)  # fmt: skip
    if saringan.provinsi is None and saringan.pulau:
        frame = frame[frame["kode_provinsi_kemendagri"].astype(str).map(data.islands()) == saringan.pulau]
    return frame.assign(kode=frame["kode"].astype(str)).set_index("kode", drop=False)


def read(kriteria: Kriteria, saringan: Saringan, jenis: str, tempat: pd.DataFrame) -> Nilai:
    """The criterion in every kab/kota of `tempat` (see schools), with its standard errors and why any is missing."""
    kind, name = kriteria.kode.partition(":")[::2]
    if kind == "pemakaian":
        found = _read_use(kriteria, name, saringan)
    elif kind == "rapor":
        found = _read_rapor(kriteria, name, saringan, jenis)
    elif kind == "konteks":
        found = _read_context(kriteria, name)
    else:
        found = _read_schools(kriteria, tempat)
    values, errors = (part.reindex(tempat.index).astype(float) for part in (found.nilai, found.galat))
    missing = [str(code) for code, value in values.items() if value != value]
    why = {code: found.sebab.get(code, "tidak ada pada sumbernya") for code in missing}
    return replace(found, nilai=values, galat=errors, sebab=why)


def _nothing(kriteria: Kriteria) -> Nilai:
    none = pd.Series(dtype=float)
    return Nilai(kriteria, none, none)


def _read_use(kriteria: Kriteria, ukuran: str, saringan: Saringan) -> Nilai:
    """The share of a measure's main group at its newest cut-off up to the view's.

    Fewer than FEWEST_SCHOOLS schools are not compared: the value counts as unknown.
    """
    if saringan.ukuran == TANPA_UKURAN or kriteria.kode not in _uses(saringan):
        return _nothing(kriteria)
    group = rows.main_group(ukuran)
    dates = [t for t in data.cutoffs(ukuran, group) if t <= saringan.tanggal_data]
    if not dates:
        return _nothing(kriteria)
    is_split = data.is_per_satuan(ukuran, group, dates[-1])
    frame = with_share(data.ask(
        "pemanfaatan_per_kab_kota", ukuran=ukuran, kelompok_pengguna=group, tanggal_data=dates[-1],
        jenjang=saringan.jenjang if is_split else "Semua", status=saringan.status if is_split else "Semua",
        kewenangan=saringan.kewenangan if is_split else SEMUA_KEWENANGAN, pulau=None, kode_provinsi=saringan.provinsi,
    ))  # fmt: skip
    frame = frame.set_index(frame["kode_kab_kota_kemendagri"].astype(str))
    few = frame["is_terlalu_sedikit"].astype(bool)
    why = {str(code): f"kurang dari {FEWEST_SCHOOLS} sekolah pada datanya" for code in frame.index[few]}
    errors = pd.Series(standard_errors(frame).rata, index=frame.index)
    base = rows.base_words(str(data.measures().set_index("ukuran").loc[[ukuran], "satuan"].iloc[0]), group,
                           ukuran.partition(".")[0])  # fmt: skip
    note = "" if is_split else "sumbernya tidak memisahkan jenjang dan kewenangan, tanpa selang"
    told = replace(kriteria, sumber=f"{kriteria.sumber} per {day(dates[-1])}, {base}", catatan=note)
    return Nilai(told, frame["pct"].astype(float).mask(few), errors.mask(few), why)


def _read_rapor(kriteria: Kriteria, name: str, saringan: Saringan, jenis: str) -> Nilai:
    """The published value of the indicator's newest year, never averaged; no n is published, hence no error."""
    group, code = name.partition(":")[::2]
    kind = jenis if group == "DASMEN" else "PAUD"
    there = data.ask("rapor_tersedia")
    is_mine = (there["tingkat"] == "kab_kota") & (there["kelompok"] == group) & (there["kode"] == code)
    mine = there[is_mine & (there["jenis"] == kind) & (there["status"] == "Semua") & (there["jumlah_nilai"] > 0)]
    if mine.empty:
        return _nothing(kriteria)
    year = int(mine["tahun"].max())
    frame = data.ask("rapor_per_tingkat", tingkat="kab_kota", kode_provinsi=saringan.provinsi, kelompok=group,
                     jenis=kind, status="Semua", kode=code, tahun=year)  # fmt: skip
    frame = frame[frame["tahun"] == year].drop_duplicates("kode_kab_kota_kemendagri")
    frame = frame.set_index(frame["kode_kab_kota_kemendagri"].astype(str))
    why = {str(k): str(v) for k, v in frame["alasan_tidak_tersedia"].items() if isinstance(v, str)}
    values = pd.to_numeric(frame["nilai"]).astype(float)
    return Nilai(kriteria, values, pd.Series(np.nan, index=values.index), why)


def _read_context(kriteria: Kriteria, ukuran: str) -> Nilai:
    """The newest year of the measure's own source: values of two years are not compared either."""
    source = _context_sources()
    mine = source[source["ukuran"] == ukuran]
    if mine.empty:
        return _nothing(kriteria)
    row = mine.iloc[0]
    frame = data.ask("konteks_per_wilayah", aspek=ukuran, sumber=row["sumber"], satuan=row["satuan"])
    frame = frame[frame["tingkat"] == "kab_kota"]
    if frame.empty:
        return _nothing(kriteria)
    frame = frame[frame["tahun"] == frame["tahun"].max()]
    values = frame.set_index(frame["kode_kab_kota_kemendagri"].astype(str))["nilai"].astype(float)
    return Nilai(kriteria, values, pd.Series(np.nan, index=values.index))


def _read_schools(kriteria: Kriteria, tempat: pd.DataFrame) -> Nilai:
    """Size and shares of schools from the list. A count of all schools has no sampling error; that of schools never
    reached gets Wilson's, since who came to which event is partly chance."""
    total = column(tempat, "jumlah_satuan")
    none = pd.Series(np.nan, index=tempat.index)
    if kriteria.kode in _KAPITA:
        people = column(tempat, "jumlah_guru" if kriteria.kode == BESAR else "jumlah_peserta_didik")
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(people > 0, np.log10(people), np.nan)
        return Nilai(kriteria, pd.Series(value, index=tempat.index), none)
    if kriteria.kode == TIGA_T:
        known = column(tempat, "jumlah_3t_diketahui")
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(known > 0, 100 * column(tempat, "jumlah_3t") / known, np.nan)
        return Nilai(kriteria, pd.Series(value, index=tempat.index), none)
    if tempat.empty or not float(tempat["jumlah_kehadiran"].max()) > 0:
        return Nilai(kriteria, none, none, dict.fromkeys(map(str, tempat.index), "snapshot tanpa daftar hadir bimtek"))
    left = total - column(tempat, "jumlah_terjangkau")
    few = total < FEWEST_SCHOOLS
    low, high = wilson(left, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(few, np.nan, 100 * left / total)
    error = np.where(few, np.nan, 100 * (high - low) / 2 / float(ndtri(0.975)))
    why = dict.fromkeys((str(code) for code in tempat.index[few]), f"kurang dari {FEWEST_SCHOOLS} sekolah")
    return Nilai(kriteria, pd.Series(share, index=tempat.index), pd.Series(error, index=tempat.index), why)

"""What the page of roles reads: the programmes of a year, what overlaps, what is missing, who trained whom twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis import overlap
from analysis.overlap import Kelompok, Tumpang
from charts.names import short_name
from charts.style import each
from schemas.rencana import MandatRencana, PeranRencana
from views import data, options
from views.filters import Saringan
from views.format import is_none
from views.plan import bar as plan_bar
from views.roles import table
from warehouse.gate import OlderMarts
from warehouse.plans import Versi

TAHUN = "tahun_program"
"""Not the year of the Rapor pages, which another page may have left in the link."""
OPSI = (plan_bar.OPSI, TAHUN)
RIWAYAT = 6
"""Years drawn in the history of overlap."""
PROGRAM_TUJUAN = {
    "literasi_numerasi": "literasi, numerasi, sains, dan teknologi",
    "pendidikan_karakter": "pendidikan karakter",
    "wajib_belajar_13_tahun": "wajib belajar 13 tahun dan pemerataan",
    "kualifikasi_guru": "kualifikasi dan kesejahteraan guru",
    "sarana_prasarana": "sarana prasarana",
    "bahasa_sastra": "bahasa dan sastra",
}
"""The goals of Prioritas that are priority programmes themselves."""
_MEMO = "serapan_peran_hitung"


@dataclass(frozen=True)
class Pandangan:
    """A region and a year: programmes with a day in it (cancelled ones too), findings, and the years before.

    `riwayat`: tahun, kelompok, anggaran, dapat_dibebaskan, for at most RIWAYAT years that have programmes.
    """

    saringan: Saringan
    tempat: str
    tahun: int
    frame: pd.DataFrame
    tumpang: Tumpang
    riwayat: pd.DataFrame


@dataclass(frozen=True)
class Kosong:
    """Priority regions of the open plan against the programmes of the year; `frame` as overlap.gaps, with nama.

    `indikator` and `program_prioritas` are what the goal is recognised by. `kursi`: seats of training that the plan
    allocates to a region, by its code.
    """

    tujuan: str
    indikator: tuple[str, ...]
    program_prioritas: str | None
    frame: pd.DataFrame
    kursi: Mapping[str, int]

    @property
    def kode(self) -> list[str]:
        """Codes of the regions without a programme, the neediest first."""
        return self.frame.loc[self.frame["is_kosong"], "kode"].astype(str).tolist()

    def is_served_by(self, row: PeranRencana, kode: str) -> bool:
        """Whether a row of the matrix is for this region (or all of its province) and for the goal of the plan."""
        is_goal = row.program_prioritas is not None and row.program_prioritas == self.program_prioritas
        is_place = row.kode_wilayah in (kode, kode[:2])
        return is_place and (is_goal or row.sasaran_indikator in self.indikator)


def years() -> list[int]:
    """Years in which any programme has a day."""
    return [int(year) for year in data.ask("program_kerja_tahun")["tahun"]]


def choose_year(saringan: Saringan, plan: Versi | None) -> int:
    """The year of the page, an option in the filter row: of the open plan; else of the data, or the newest year before
    it in which the place has a programme."""
    usual = plan.isi.tahun if plan is not None else _newest(saringan)
    there = sorted({*years(), usual, saringan.tanggal_data.year, saringan.tanggal_data.year + 1}, reverse=True)
    return int(options.select(TAHUN, "Tahun program", {str(year): str(year) for year in there}, str(usual)))


def _newest(saringan: Saringan) -> int:
    now = saringan.tanggal_data.year
    past = [year for year in years() if year <= now]
    own = (year for year in reversed(past) if len(programmes(saringan.provinsi, saringan.kab_kota, year, year)))
    return next(own, now)


def place(saringan: Saringan) -> str:
    """The region of the view as a heading writes it."""
    if saringan.provinsi is None:
        return "nasional"
    if saringan.kab_kota is not None:
        return short_name(data.regencies(saringan.provinsi)[saringan.kab_kota])
    return data.provinces()[saringan.provinsi]


def programmes(provinsi: str | None, kab_kota: str | None, dari: int, sampai: int) -> pd.DataFrame:
    """Programmes with a day in these years; of a kab/kota its own and those of its whole province."""
    frame = data.ask("program_kerja_per_wilayah", kode_provinsi=provinsi, tahun_mulai=dari, tahun_sampai=sampai)
    if kab_kota is not None:
        own = frame["kode_kab_kota_kemendagri"]
        frame = frame[own.isna() | (own == kab_kota)]
    return frame.reset_index(drop=True)


def view(saringan: Saringan, tahun: int) -> Pandangan:
    """The page's findings; those of the last view of this session are kept, since each edit of the matrix asks."""
    key = (data.snapshot().id, data.viewer(), saringan.provinsi, saringan.kab_kota, tahun)
    memo = st.session_state.get(_MEMO)
    if memo is None or memo[0] != key:
        there = [year for year in years() if year <= tahun][-RIWAYAT:]
        frame = programmes(saringan.provinsi, saringan.kab_kota, min([*there, tahun]), tahun)
        own = overlap.running(frame, tahun)
        memo = st.session_state[_MEMO] = (key, own, overlap.find(own), _history(frame, there))
    return Pandangan(saringan, place(saringan), tahun, *memo[1:])


def _history(frame: pd.DataFrame, tahun: list[int]) -> pd.DataFrame:
    rows = []
    for year in tahun:
        found = overlap.find(overlap.running(frame, year), is_named=False)
        if found.jumlah_program:
            rows.append((year, len(found.tumpang_tindih), found.anggaran, found.dapat_dibebaskan))
    return pd.DataFrame(rows, columns=["tahun", "kelompok", "anggaran", "dapat_dibebaskan"])


def gaps(plan: Versi | None, tahun: int) -> Kosong | None:
    """The priority regions of the open plan and whether a programme of the year serves their goal; None without any."""
    if plan is None or plan.isi.setelan_prioritas is None:
        return None
    chosen = sorted((w for w in plan.isi.wilayah if w.is_dipilih), key=lambda w: (w.urutan or 10**6, w.kode_wilayah))
    if not chosen:
        return None
    goal = plan.isi.setelan_prioritas
    codes = tuple(
        k.kriteria.partition(":")[2]
        for k in sorted(plan.isi.kriteria, key=lambda k: -k.bobot)
        if k.kriteria.startswith(("rapor:", "pemakaian:"))
    )
    priority = PROGRAM_TUJUAN.get(goal.tujuan)
    frame = overlap.running(programmes(plan.isi.kode_provinsi, None, tahun, tahun), tahun)
    found = overlap.gaps([w.kode_wilayah for w in chosen], frame, indikator=codes,
                         program_prioritas=[priority] if priority else [])  # fmt: skip
    found.insert(1, "nama", [w.nama for w in chosen])
    return Kosong(goal.nama_tujuan, codes, priority, found, table.seats(plan.isi))


def indicator_names() -> dict[str, str]:
    """Code of an indicator or measure to its printed name: `A.1 Kemampuan literasi`, `PAUD D.1 ...`, `PMM · aktif`."""
    found = {}
    for row in each(data.ask("kamus_indikator")):
        group = "PAUD " if row.kelompok == "PAUD" else ""
        found[f"{row.kelompok}:{row.kode}"] = f"{group}{row.kode} {row.nama}"
    platforms = data.ask("platform").drop_duplicates("platform").set_index("platform")["nama"].to_dict()
    for row in each(data.ask("platform_acuan_ukuran")):
        name = str(platforms.get(row.platform, row.platform))
        found[str(row.ukuran)] = data.measure_name(name, str(row.nama_pendek))
    return found


def catalogue() -> tuple[MandatRencana, ...]:
    """The mandates of the reference table; none in a snapshot that was made before it existed."""
    try:
        frame = data.ask("peran_mandat")
    except OlderMarts:
        return ()
    return tuple(
        MandatRencana(
            unit=row.unit, bidang=row.bidang, is_memimpin=bool(row.is_memimpin), sumber=row.sumber,
            program_prioritas=None if is_none(row.program_prioritas) else row.program_prioritas,
            sasaran_indikator=None if is_none(row.sasaran_indikator) else row.sasaran_indikator,
        )
        for row in each(frame)
    )  # fmt: skip


def double(saringan: Saringan, tahun: int) -> pd.DataFrame:
    """Pairs of organisers with the schools both trained in a year; of a kab/kota counted from its own schools."""
    if saringan.kab_kota is None:
        return data.ask("peran_sekolah_ganda", kode_provinsi=saringan.provinsi, tahun=tahun)
    schools = double_schools(saringan, tahun)
    keys = ["penyelenggara_1", "penyelenggara_2", "setara"]
    counted = schools.groupby(keys, as_index=False).agg(jumlah_satuan=("npsn", "size"))
    return counted.sort_values(["jumlah_satuan", *keys], ascending=[False, True, True, True], ignore_index=True)


def double_schools(saringan: Saringan, tahun: int) -> pd.DataFrame:
    """The schools behind `double`."""
    return data.ask("peran_sekolah_ganda_by_npsn", kode_provinsi=saringan.provinsi, kode_kab_kota=saringan.kab_kota,
                    tahun=tahun)  # fmt: skip


def members(frame: pd.DataFrame, kelompok: Kelompok) -> pd.DataFrame:
    """The programmes of a finding."""
    return frame.iloc[list(kelompok.anggota)]


def member_list(frame: pd.DataFrame, groups: tuple[Kelompok, ...]) -> pd.DataFrame:
    """One row a programme of any finding, with the number of its group: what is downloaded."""
    lines: list[dict[str, Any]] = []
    for at, group in enumerate(groups, start=1):
        for row in each(members(frame, group)):
            lines.append({
                "kelompok": at, "temuan": group.jenis, "program_id": row.program_id, "nama": row.nama,
                "unit": row.nama_unit, "provinsi": row.nama_provinsi, "kab_kota": row.nama_kab_kota,
                "kelompok_sasaran": row.kelompok_sasaran, "indikator": row.sasaran_indikator,
                "tanggal_mulai": row.tanggal_mulai, "tanggal_selesai": row.tanggal_selesai,
                "status": row.status_pelaksanaan, "anggaran_rupiah": row.anggaran_rupiah,
                "bertumpuk_mulai": group.mulai, "bertumpuk_selesai": group.selesai,
            })  # fmt: skip
    names = ("kelompok", "temuan", "program_id", "nama", "unit", "provinsi", "kab_kota")
    return pd.DataFrame(lines) if lines else pd.DataFrame(columns=list(names))

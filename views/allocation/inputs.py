"""What the user sets: limits, levels, cities, costs. It lives in the session until saved; each version opens fresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, cast, get_args

import streamlit as st

from charts.style import each
from schemas.rencana import KotaRencana, LevelAlokasi, OngkosRencana, Rencana, SetelanAlokasi, TingkatRencana
from views import data
from views.filters import Saringan
from views.plan import bar as plan_bar
from views.plan.digest import digest

JUTA = 1e6
RIBU = 1e3
Jarak = Literal["kab_kota", "provinsi", "pulau", "antarpulau"]
LEVELS: tuple[LevelAlokasi, ...] = get_args(LevelAlokasi)
JARAK: tuple[Jarak, ...] = get_args(Jarak)
NAMA_LEVEL = {"basic": "Dasar", "intermediate": "Lanjut"}
NAMA_JARAK = {
    "kab_kota": "Di dalam kab/kota", "provinsi": "Di dalam provinsi", "pulau": "Di dalam kelompok pulau",
    "antarpulau": "Antarpulau",
}  # fmt: skip
PALING_BANYAK = {
    "pagu_juta": 10_000_000, "hari_pelatih": 100_000, "kursi_per_sekolah": 100, "pct_3t_min": 100,
    "kursi_min_wilayah": 10_000, "kursi_maks_wilayah": 100_000, "pct_lulus_dasar": 100,
}  # fmt: skip
"""The largest number each limit takes: beyond it a slip of the finger is likelier than a plan."""
_KEPT, _PLACE, _LAST = "serapan_alokasi_masukan", "serapan_alokasi_tempat", "terakhir"
_OPEN = "serapan_alokasi_buka"


@dataclass(frozen=True)
class Masukan:
    """Everything an allocation is asked with, as the plan would save it."""

    setelan: SetelanAlokasi
    tingkat: tuple[TingkatRencana, ...]
    kota: tuple[KotaRencana, ...]
    ongkos: tuple[OngkosRencana, ...]


def scope_key() -> str:
    """Plan and saved limits whose editors these are, or the place without a plan: of others they open fresh."""
    versi = plan_bar.opened()
    if versi is None:
        return f"tanpa_{st.session_state.get(_PLACE)}"
    isi = versi.isi
    return f"{versi.id}_{digest(isi.tahun, isi.setelan_alokasi, isi.tingkat, isi.kota, isi.ongkos)}"


def assumptions() -> Mapping[tuple[str, str], Mapping[str, float]]:
    """What the reference table assumes: (part, code) to quantity and value."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in each(data.ask("alokasi_asumsi")):
        found.setdefault((str(row.bagian), str(row.kode)), {})[str(row.besaran)] = float(row.nilai)
    return found


def city_names() -> dict[str, str]:
    """Code to name of every kab/kota a class could be held in, with the name of the town where it is another."""
    frame = data.ask("alokasi_calon", kode_provinsi=None, kursi_per_sekolah=1)
    names = dict(zip(frame["kode"].astype(str), frame["nama"].astype(str), strict=True))
    spoken = data.ask("alokasi_asumsi")
    for row in each(spoken[spoken["bagian"].isin(["kota", "ibu_kota"])]):
        if row.kode in names and str(row.nama) not in names[str(row.kode)]:
            names[str(row.kode)] = f"{names[str(row.kode)]} ({row.nama})"
    return names


def defaults(saringan: Saringan, isi: Rencana | None, *, has_3t: bool = True) -> Masukan:
    """Where the editors start: what the plan has saved, else the assumptions; no 3T share where nobody is 3T."""
    if isi is not None and isi.setelan_alokasi is not None and _is_whole(isi):
        return Masukan(isi.setelan_alokasi, isi.tingkat, isi.kota, isi.ongkos)
    known = assumptions()
    limits = known[("batas", "semua")]
    year = isi.tahun if isi is not None else saringan.tanggal_data.year + 1
    setelan = SetelanAlokasi(
        pagu_rupiah=limits["pagu_rupiah"],
        hari_pelatih=int(limits["hari_pelatih"]),
        kursi_per_sekolah=int(limits["kursi_per_sekolah"]),
        pct_3t_min=limits["pct_3t_min"] if has_3t else 0.0,
        kursi_min_wilayah=int(limits["kursi_min_wilayah"]),
        pct_lulus_dasar=limits["pct_lulus_dasar"],
        tanggal_mulai=date(year, 2, 1),
        tanggal_selesai=date(year, 11, 30),
    )
    provinsi = isi.kode_provinsi if isi else saringan.provinsi
    return Masukan(setelan, _levels(known), _cities(provinsi, known), _travel(known))


def _is_whole(isi: Rencana) -> bool:
    """Whether a plan, perhaps from a workbook, names both levels and every kind of journey."""
    return {t.level for t in isi.tingkat} == set(LEVELS) and {o.jarak for o in isi.ongkos} == set(JARAK)


def _levels(known: Mapping[tuple[str, str], Mapping[str, float]]) -> tuple[TingkatRencana, ...]:
    return tuple(
        TingkatRencana(
            level=level,
            jumlah_hari=int(known[("tingkat", level)]["jumlah_hari"]),
            jumlah_kursi=int(known[("tingkat", level)]["jumlah_kursi"]),
            jumlah_pelatih=int(known[("tingkat", level)]["jumlah_pelatih"]),
            biaya_kelas_rupiah=known[("tingkat", level)]["biaya_kelas_rupiah"],
            biaya_harian_rupiah=known[("tingkat", level)]["biaya_harian_rupiah"],
        )
        for level in LEVELS
    )


def _travel(known: Mapping[tuple[str, str], Mapping[str, float]]) -> tuple[OngkosRencana, ...]:
    return tuple(OngkosRencana(jarak=cast(Any, j), biaya_rupiah=known[("ongkos", j)]["biaya_rupiah"]) for j in JARAK)


def _cities(provinsi: str | None, known: Mapping[tuple[str, str], Mapping[str, float]]) -> tuple[KotaRencana, ...]:
    """The seven cities; of one province its capital first, for an office trains at home too."""
    names = city_names()
    home = [kode for part, kode in known if part == "ibu_kota" and kode[:2] == provinsi]
    seven = [kode for part, kode in known if part == "kota" and kode not in home]
    found = [(kode, known[("ibu_kota", kode)]) for kode in home] + [(kode, known[("kota", kode)]) for kode in seven]
    return tuple(
        KotaRencana(
            kode_kota=kode,
            nama=names[kode],
            jumlah_kelas_maks=int(size["jumlah_kelas_maks"]),
            jumlah_ruang=int(size["jumlah_ruang"]),
        )
        for kode, size in found
        if kode in names
    )


def kept(saringan: Saringan, isi: Rencana | None, *, has_3t: bool = True) -> Masukan:
    """The values as last left on this page for these saved limits of the plan, else where they start.

    Without a plan limits and costs go along from place to place; the cities are those of the place.
    """
    st.session_state[_PLACE] = saringan.provinsi
    there: dict[str, Masukan] = st.session_state.get(_KEPT, {})
    if (key := scope_key()) in there:
        return there[key]
    start = defaults(saringan, isi, has_3t=has_3t)
    return replace(there[_LAST], kota=start.kota) if isi is None and _LAST in there else start


def keep(masukan: Masukan) -> None:
    """Remember the values for when the page is left and opened again."""
    there = st.session_state.setdefault(_KEPT, {})
    there[scope_key()] = masukan
    if plan_bar.opened() is None:
        there[_LAST] = masukan


def is_open() -> bool:
    """Whether the user opened the inputs of this plan beside their result."""
    return bool(st.session_state.get(_OPEN) == scope_key())


def open_up() -> None:
    """Show the inputs beside the result."""
    st.session_state[_OPEN] = scope_key()


def fold() -> None:
    """Let the result come first again."""
    st.session_state.pop(_OPEN, None)


def forget() -> None:
    """Go back to where the editors start."""
    scope = scope_key()
    for name in (scope, _LAST):
        st.session_state.get(_KEPT, {}).pop(name, None)
    mine = (scope, f"{scope}_awal")
    for name in [name for name in st.session_state if str(name).startswith("alokasi_") and str(name).endswith(mine)]:
        del st.session_state[name]

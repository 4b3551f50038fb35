"""Worlds of programmes with overlaps planted among programmes that miss an overlap by one thing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from analysis import overlap

AGAM, PADANG = "13.06", "13.71"


def program(id: str, **given: Any) -> dict[str, Any]:
    """A programme of BPMP in Agam, 2026, for heads of SD; say what differs."""
    return {
        "program_id": id, "nama": f"Program {id}", "unit": "BPMP", "nama_unit": "BPMP Sumatera Barat",
        "kelompok_sasaran": "kepala SD", "sasaran_indikator": "DASMEN:D.3", "kode_provinsi_kemendagri": "13",
        "kode_kab_kota_kemendagri": AGAM, "tanggal_mulai": date(2026, 2, 1), "tanggal_selesai": date(2026, 11, 30),
        "anggaran_rupiah": 100e6, "status_pelaksanaan": "berjalan", "program_prioritas": "pendidikan karakter",
        "nama_provinsi": "Sumatera Barat", "nama_kab_kota": "Kabupaten Agam", **given,
    }  # fmt: skip


BGTK = {"unit": "BGTK", "nama_unit": "BGTK Sumatera Barat"}
BGP = {"unit": "BGP", "nama_unit": "BGP Sumatera Barat"}


def ids(frame: pd.DataFrame, groups: tuple[overlap.Kelompok, ...]) -> set[frozenset[str]]:
    return {frozenset(frame["program_id"].iloc[list(g.anggota)]) for g in groups}


UNITS = [("BPMP", "BPMP X"), ("BGTK", "BGTK X"), ("Disdik", "Disdik X"), ("BLPT", "BLPT"), ("mitra", "Yayasan X"),
         ("mitra", "Yayasan Y"), ("Kemenag", "Kanwil X")]  # fmt: skip


def word(rng: np.random.Generator) -> str:
    return "".join(rng.choice(list("abcdefghijklmnopqrstuvwxyz"), 9))


def planted(seed: int) -> tuple[pd.DataFrame, set[frozenset[str]], set[frozenset[str]]]:
    """Families of programmes: some overlap, some are near in name, each with copies that miss by one thing.

    Returns the frame in random order, the groups that overlap, and the groups of near names.
    """
    rng = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    same: set[frozenset[str]] = set()
    near: set[frozenset[str]] = set()

    def put(**given: Any) -> str:
        id = f"P{len(rows):04d}"
        rows.append(program(id, nama=f"{word(rng)} {word(rng)}", **given))
        return id

    for family in range(40):
        kab = [None, "13.01", "13.02"][int(rng.integers(3))]
        start = date(2026, 1, 1) + timedelta(int(rng.integers(300)))
        base: dict[str, Any] = {
            "kelompok_sasaran": f"kelompok {family}", "sasaran_indikator": f"DASMEN:D.{rng.integers(1, 12)}",
            "kode_kab_kota_kemendagri": kab, "tanggal_mulai": start,
            "tanggal_selesai": start + timedelta(int(rng.integers(5, 60))),
            "anggaran_rupiah": None if rng.random() < 0.2 else float(rng.integers(1, 500)) * 1e6,
        }  # fmt: skip
        order = rng.permutation(len(UNITS))
        size = int(rng.choice([1, 2, 3, 4]))
        members = []
        for place in order[:size]:
            unit, nama = UNITS[place]
            members.append(put(**{**base, "unit": unit, "nama_unit": nama}))
        if size > 1:
            same.add(frozenset(members))
        unit, nama = UNITS[order[0]]
        other, other_name = UNITS[order[size]]
        last, first = base["tanggal_selesai"], base["tanggal_mulai"]
        stranger = {**base, "unit": other, "nama_unit": other_name}
        misses: list[dict[str, Any]] = [
            {**stranger, "status_pelaksanaan": "batal"},
            {**stranger, "sasaran_indikator": f"PAUD:E.{family}"},
            {**stranger, "kelompok_sasaran": f"kelompok lain {family}"},
            {**stranger, "tanggal_mulai": last + timedelta(1), "tanggal_selesai": last + timedelta(30)},
            {**stranger, "tanggal_mulai": first - timedelta(30), "tanggal_selesai": first - timedelta(1)},
            {**stranger, "kode_provinsi_kemendagri": "14",
             "kode_kab_kota_kemendagri": None if kab is None else "14.01"},
            {**stranger, "sasaran_indikator": None},
            {**stranger, "kelompok_sasaran": ""},
        ]  # fmt: skip
        if kab is not None:
            misses.append({**stranger, "kode_kab_kota_kemendagri": "13.03"})
        if size == 1:
            misses.append({**base, "unit": unit, "nama_unit": nama})
            if unit == "BGTK":
                misses.append({**base, "unit": "BGP", "nama_unit": "BGP X"})
        for place in rng.choice(len(misses), 2, replace=False):
            put(**misses[place])
        if rng.random() < 0.4:
            title = f"Pelatihan {word(rng)} {word(rng)}"
            one = put(**{**stranger, "kelompok_sasaran": f"dekat {family}"})
            two = put(**{**base, "unit": unit, "nama_unit": nama, "kelompok_sasaran": f"dekat juga {family}"})
            rows[-2]["nama"], rows[-1]["nama"] = f"{title} Kabupaten Agam", f"Kegiatan {title} tahun 2026"
            near.add(frozenset({one, two}))
    return pd.DataFrame(rows).sample(frac=1, random_state=seed).reset_index(drop=True), same, near

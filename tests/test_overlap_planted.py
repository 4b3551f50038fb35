"""In planted worlds of programmes every overlap is found and none invented, however many programmes there are."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import overlap
from analysis.program_names import unit_key
from tests.overlap_world import UNITS, ids, planted, program, word


@pytest.mark.parametrize("seed", range(25))
def test_in_a_planted_world_all_is_found_and_nothing_invented(seed: int) -> None:
    frame, same, near = planted(seed)
    result = overlap.find(frame)
    assert ids(frame, result.tumpang_tindih) == same
    assert ids(frame, result.nama_hampir_sama) == near
    assert len(same) >= 10, "the world plants something"
    for group in result.tumpang_tindih:
        money = frame["anggaran_rupiah"].iloc[list(group.anggota)].astype(float)
        assert group.anggaran == pytest.approx(money.sum()) if money.notna().any() else group.anggaran is None
        assert group.tanpa_anggaran == int(money.isna().sum())
        if money.notna().sum() >= 2:
            assert group.dapat_dibebaskan == pytest.approx(money.sum() - money.max())


def test_the_planted_world_holds_each_trap() -> None:
    frames = [planted(seed)[0] for seed in range(25)]
    every = pd.concat(frames)
    assert (every["status_pelaksanaan"] == "batal").any()
    assert (every["unit"] == "BGP").any()
    assert every["sasaran_indikator"].isna().any()
    assert (every["kode_provinsi_kemendagri"] == "14").any()
    assert sum(len(planted(seed)[2]) for seed in range(25)) > 100


def slow(rows: list[dict[str, Any]]) -> set[frozenset[str]]:
    """The definition itself, pair by pair, joined step by step."""
    groups: list[set[str]] = []
    for a, b in combinations(rows, 2):
        is_pair = (
            "batal" not in (a["status_pelaksanaan"], b["status_pelaksanaan"])
            and a["kelompok_sasaran"] == b["kelompok_sasaran"]
            and a["sasaran_indikator"] == b["sasaran_indikator"]
            and a["kode_provinsi_kemendagri"] == b["kode_provinsi_kemendagri"]
            and (
                a["kode_kab_kota_kemendagri"] == b["kode_kab_kota_kemendagri"]
                or None in (a["kode_kab_kota_kemendagri"], b["kode_kab_kota_kemendagri"])
            )
            and max(a["tanggal_mulai"], b["tanggal_mulai"]) <= min(a["tanggal_selesai"], b["tanggal_selesai"])
            and unit_key(a["unit"], a["nama_unit"]) != unit_key(b["unit"], b["nama_unit"])
        )
        if is_pair:
            touched = [g for g in groups if a["program_id"] in g or b["program_id"] in g]
            groups = [g for g in groups if g not in touched]
            groups.append({a["program_id"], b["program_id"]}.union(*touched))
    return {frozenset(g) for g in groups}


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("portion", [7, 2_000_000])
def test_a_crowded_world_agrees_with_the_definition(seed: int, portion: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlap, "PAIRS_AT_ONCE", portion)
    rng = np.random.default_rng(100 + seed)
    rows = []
    for i in range(70):
        unit, nama = UNITS[int(rng.integers(len(UNITS)))]
        start = date(2026, 1, 1) + timedelta(int(rng.integers(200)))
        code = str(rng.choice(["13", "14"]))
        rows.append(
            program(
                f"P{i}", unit=unit, nama_unit=nama, kelompok_sasaran=str(rng.choice(["guru", "kepala"])),
                sasaran_indikator=str(rng.choice(["D.1", "D.2"])), kode_provinsi_kemendagri=code,
                kode_kab_kota_kemendagri=[None, f"{code}.01", f"{code}.02"][int(rng.integers(3))],
                tanggal_mulai=start, tanggal_selesai=start + timedelta(int(rng.integers(40))),
                status_pelaksanaan=str(rng.choice(["rencana", "batal"], p=[0.9, 0.1])),
            )
        )  # fmt: skip
    frame = pd.DataFrame(rows)
    assert ids(frame, overlap.find(frame).tumpang_tindih) == slow(rows)


def test_the_order_of_rows_changes_no_finding() -> None:
    frame, same, near = planted(3)
    turned = frame.iloc[::-1].reset_index(drop=True)
    assert ids(turned, overlap.find(turned).tumpang_tindih) == same
    assert ids(turned, overlap.find(turned).nama_hampir_sama) == near


def test_twenty_thousand_programmes_take_seconds() -> None:
    rng = np.random.default_rng(5)
    n = 20_000
    words = np.array([word(rng) for _ in range(300)])
    start = pd.Timestamp(2026, 1, 1) + pd.to_timedelta(rng.integers(0, 365, n), "D")
    province = rng.integers(11, 49, n)
    codes = [f"{p}.{k:02d}" for p, k in zip(province, rng.integers(1, 20, n), strict=True)]
    kab = np.where(rng.random(n) < 0.2, None, codes)
    frame = pd.DataFrame([program(f"P{i}") for i in range(1)] * n).assign(
        program_id=[f"P{i}" for i in range(n)], unit=rng.choice(["BPMP", "BGTK", "Disdik"], n), nama_unit="x",
        nama=[" ".join(rng.choice(words, 4)) for _ in range(n)],
        kelompok_sasaran=rng.choice([f"kelompok {i}" for i in range(20)], n),
        sasaran_indikator=rng.choice([f"DASMEN:D.{i}" for i in range(1, 20)], n),
        kode_provinsi_kemendagri=province.astype(str), kode_kab_kota_kemendagri=kab, tanggal_mulai=start,
        tanggal_selesai=start + pd.to_timedelta(rng.integers(10, 100, n), "D"),
    )  # fmt: skip
    begun = time.process_time()
    result = overlap.find(frame)
    assert time.process_time() - begun < 12, "measured about 2 s; a loop over all pairs would take minutes"
    assert len(result.tumpang_tindih) > 50

"""Rules of the matrix: each with the fault it is there for, and a sound matrix that breaks none."""

from __future__ import annotations

import csv
import itertools
from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis import overlap
from analysis.role_rules import (
    Benturan,
    conflicts,
    load_of,
    quarter_days,
    quarter_of,
    reaches_outside,
    schools,
    supporters,
)
from schemas.rencana import MandatRencana, PeranRencana
from warehouse.paths import REFERENCE

AGAM, PADANG = "13.06", "13.71"


def mandate(unit: str, *, leads: bool = True, prioritas: str | None = None, kode: str | None = None) -> MandatRencana:
    return MandatRencana.model_validate({
        "unit": unit, "bidang": f"{prioritas} {kode} {leads}", "program_prioritas": prioritas,
        "sasaran_indikator": kode, "is_memimpin": leads, "sumber": "uji",
    })  # fmt: skip


MANDAT = (mandate("BPMP", kode="DASMEN"), mandate("BGTK", kode="DASMEN:D.1"), mandate("Disdik"),
          mandate("BGTK", kode="DASMEN:A", leads=False), mandate("BPMP", prioritas="sarana prasarana", leads=False),
          mandate("mitra", leads=False))  # fmt: skip


def row(**given: Any) -> PeranRencana:
    """A sound row of BPMP in Agam in the second quarter of 2027; say what differs."""
    return PeranRencana.model_validate({
        "program": "Pendampingan", "kode_wilayah": AGAM, "penanggung_jawab": "BPMP", "dukungan": "BGTK, Disdik",
        "program_prioritas": "literasi, numerasi, sains, dan teknologi", "sasaran_indikator": "DASMEN:D.1",
        "kelompok_sasaran": "guru", "triwulan": 2, "tanggal_mulai": date(2027, 4, 5),
        "tanggal_selesai": date(2027, 6, 30), "anggaran_rupiah": 1e8, **given,
    })  # fmt: skip


def broken(*rows: PeranRencana, provinsi: str | None = "13") -> list[tuple[str, tuple[int, ...]]]:
    found = conflicts(rows, MANDAT, tahun=2027, provinsi=provinsi)
    return [(b.aturan, b.baris) for b in found if b.is_pasti]


def only(*rows: PeranRencana) -> Benturan:
    (found,) = conflicts(rows, MANDAT, tahun=2027, provinsi="13")
    return found


def test_a_sound_matrix_breaks_no_rule() -> None:
    other = row(program="Lain", penanggung_jawab="Disdik", dukungan="", kelompok_sasaran="kepala sekolah")
    later = row(program="Kemudian", penanggung_jawab="Disdik", dukungan="", triwulan=3,
                tanggal_mulai=date(2027, 7, 1), tanggal_selesai=date(2027, 9, 30))  # fmt: skip
    assert conflicts((row(), other, later), MANDAT, tahun=2027, provinsi="13") == ()
    assert conflicts((), MANDAT, tahun=2027, provinsi="13") == ()


def test_a_row_without_a_lead_is_named() -> None:
    found = only(row(penanggung_jawab=None))
    assert (found.aturan, found.baris, found.kata) == ("penanggung jawab", (0,), "belum ada unit yang memimpin")


# --- mandate ---


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"penanggung_jawab": "BGTK", "dukungan": "", "sasaran_indikator": "DASMEN:D.10"},
         "BGTK memimpin di luar mandatnya"),
        ({"penanggung_jawab": "BGTK", "dukungan": "", "sasaran_indikator": "DASMEN:A.1"},
         "BGTK hanya boleh mendukung di bidang ini"),
        ({"penanggung_jawab": "BPMP", "sasaran_indikator": "PAUD:C.1"}, "BPMP memimpin di luar mandatnya"),
        ({"sasaran_indikator": "pmm.aktif", "program_prioritas": "sarana prasarana"},
         "BPMP hanya boleh mendukung di bidang ini"),
        ({"penanggung_jawab": "mitra", "dukungan": ""}, "mitra hanya boleh mendukung di bidang ini"),
        ({"penanggung_jawab": "Kemenag", "dukungan": ""}, "tidak ada mandat tercatat untuk Kemenag"),
    ],
)  # fmt: skip
def test_a_lead_outside_its_mandate_is_named(given: dict[str, Any], said: str) -> None:
    found = only(row(**given))
    assert (found.aturan, found.kata, found.is_pasti) == ("mandat", said, True)


def test_the_old_name_of_a_unit_has_the_mandate_of_the_new() -> None:
    assert broken(row(penanggung_jawab="BGP", dukungan="BPMP")) == []
    assert broken(row(penanggung_jawab="BGP", dukungan="BPMP", sasaran_indikator="DASMEN:C.1")) == [("mandat", (0,))]


def test_a_row_that_says_too_little_is_a_note_and_no_conflict() -> None:
    found = only(row(sasaran_indikator=None, program_prioritas=None))
    assert (found.aturan, found.is_pasti) == ("mandat", False)
    assert broken(row(sasaran_indikator=None, program_prioritas=None, penanggung_jawab="Disdik", dukungan="")) == []


def test_both_conditions_of_a_mandate_must_hold() -> None:
    both = (mandate("BPMP", prioritas="sarana prasarana", kode="DASMEN:E"),)
    fits = row(program_prioritas="sarana prasarana", sasaran_indikator="DASMEN:E.7", dukungan="")
    assert conflicts((fits,), both, tahun=2027, provinsi="13") == ()
    misses = (fits.model_copy(update={"sasaran_indikator": "DASMEN:D.1"}),)
    assert [b.aturan for b in conflicts(misses, both, tahun=2027, provinsi="13")] == ["mandat"]


def test_without_any_mandate_none_is_checked() -> None:
    assert conflicts((row(),), (), tahun=2027, provinsi="13") == ()


# --- support ---


@pytest.mark.parametrize("dukungan", ["BPMP", "Disdik, BPMP", "BPMP; BLPT"])
def test_a_unit_never_leads_and_supports_at_once(dukungan: str) -> None:
    assert broken(row(dukungan=dukungan)) == [("dukungan", (0,))]


def test_bgp_supporting_bgtk_is_supporting_itself() -> None:
    assert broken(row(penanggung_jawab="BGTK", dukungan="BGP")) == [("dukungan", (0,))]


def test_an_unknown_supporter_is_named() -> None:
    assert "“Pak Lurah” bukan jenis unit" in only(row(dukungan="Pak Lurah, BGTK")).kata
    assert supporters(" BGTK , ,BLPT;BGTK/mitra") == ("BGTK", "BLPT", "mitra")
    assert supporters("") == ()


# --- dates ---


def test_an_end_before_the_start_is_named_once() -> None:
    assert broken(row(tanggal_mulai=date(2027, 6, 30), tanggal_selesai=date(2027, 4, 5))) == [("tanggal", (0,))]


@pytest.mark.parametrize("triwulan", [1, 3, 4])
def test_a_quarter_that_does_not_hold_the_dates_is_named(triwulan: int) -> None:
    assert broken(row(triwulan=triwulan)) == [("triwulan", (0,))]


@pytest.mark.parametrize(
    "given",
    [
        {"triwulan": None},
        {"tanggal_mulai": None, "tanggal_selesai": None, "triwulan": 4},
        {"tanggal_selesai": date(2027, 7, 1), "triwulan": 3},
        {"tanggal_mulai": date(2026, 1, 1), "tanggal_selesai": date(2028, 1, 1), "triwulan": 1},
        {"tanggal_mulai": None, "triwulan": 1},
        {"tanggal_selesai": None, "triwulan": 4},
    ],
)
def test_a_quarter_that_shares_a_day_with_the_dates_is_sound(given: dict[str, Any]) -> None:
    assert broken(row(**given)) == []


def test_dates_outside_the_year_of_the_plan_are_named() -> None:
    found = only(row(tanggal_mulai=date(2026, 4, 5), tanggal_selesai=date(2026, 6, 30)))
    assert found.kata == "tanggalnya di luar tahun rencana 2027"


@pytest.mark.parametrize(
    ("start", "end", "quarter"),
    [
        (date(2027, 3, 31), None, 1), (date(2026, 5, 1), date(2027, 2, 1), 1), (date(2027, 4, 1), date(2027, 4, 1), 2),
        (date(2027, 12, 31), None, 4), (date(2026, 5, 1), date(2026, 6, 1), None), (None, date(2027, 1, 1), None),
    ],
)  # fmt: skip
def test_the_quarter_of_dates_is_the_first_in_the_year(start: date | None, end: date | None, quarter: int) -> None:
    assert quarter_of(start, end, 2027) == quarter


def test_quarters_cover_the_year_without_a_gap() -> None:
    days = [quarter_days(2028, q) for q in (1, 2, 3, 4)]
    assert days[0] == (date(2028, 1, 1), date(2028, 3, 31))
    assert days[3] == (date(2028, 10, 1), date(2028, 12, 31))
    assert all(b[0].toordinal() - a[1].toordinal() == 1 for a, b in itertools.pairwise(days))


# --- region ---


def test_a_region_outside_the_province_of_the_plan_is_named() -> None:
    assert broken(row(kode_wilayah="32.04")) == [("wilayah", (0,))]
    assert broken(row(kode_wilayah="13")) == []
    assert broken(row(kode_wilayah="32.04"), provinsi=None) == [], "a plan of the nation has them all"


# --- the same school on the same days ---

OTHER = {"program": "Lain", "penanggung_jawab": "Disdik", "dukungan": ""}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"npsn": "10000001, 10000002"}, {"npsn": "10000002", "kelompok_sasaran": "lain"}),
        ({}, {}),
        ({"npsn": "10000001"}, {}),
        ({}, {"kode_wilayah": "13"}),
        ({}, {"tanggal_mulai": date(2027, 6, 30), "tanggal_selesai": date(2027, 7, 9)}),
        ({"tanggal_mulai": date(2027, 5, 1), "tanggal_selesai": None}, {}),
    ],
)
def test_two_leads_at_the_same_school_on_the_same_day_are_named(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert broken(row(**one), row(**{**OTHER, **other})) == [("jadwal sekolah", (0, 1))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"penanggung_jawab": "BPMP", "program": "Lain"}),
        ({"npsn": "10000001"}, {"npsn": "10000002"}),
        ({}, {"kode_wilayah": PADANG}),
        ({}, {"kelompok_sasaran": "kepala sekolah"}),
        ({"kelompok_sasaran": None}, {"kelompok_sasaran": None}),
        ({}, {"tanggal_mulai": date(2027, 7, 1), "tanggal_selesai": date(2027, 7, 9), "triwulan": 3}),
        ({}, {"tanggal_mulai": None, "tanggal_selesai": None}),
    ],
)
def test_what_shares_no_school_or_no_day_is_no_clash(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert broken(row(**one), row(**{**OTHER, **other})) == []


def test_bgp_and_bgtk_never_clash_with_each_other() -> None:
    assert broken(row(penanggung_jawab="BGP", dukungan=""),
                  row(program="Lain", penanggung_jawab="BGTK", dukungan="")) == []  # fmt: skip


def test_the_schools_in_common_are_counted_and_named() -> None:
    found = only(row(npsn="10000001,10000002 10000003"), row(**OTHER, npsn="10000003;10000001"))
    assert found.kata == "2 sekolah yang sama pada tanggal yang sama (10000001, 10000003)"
    assert schools(" ") == frozenset()


def test_every_planted_fault_of_a_matrix_is_named_and_no_other() -> None:
    rows = (
        row(), row(program="tanpa pemimpin", penanggung_jawab=None, kelompok_sasaran="a"),
        row(program="luar", kode_wilayah="14.01"), row(program="balik", tanggal_selesai=date(2027, 1, 1)),
        row(program="triwulan", triwulan=4, kelompok_sasaran="b"), row(**OTHER),
        row(program="sendiri", dukungan="BPMP", kelompok_sasaran="c"),
    )  # fmt: skip
    assert broken(*rows) == [
        ("jadwal sekolah", (0, 5)), ("penanggung jawab", (1,)), ("wilayah", (2,)), ("tanggal", (3,)),
        ("triwulan", (4,)), ("dukungan", (6,)),
    ]  # fmt: skip


# --- the catalogue that is shipped ---


def test_every_mandate_of_the_catalogue_is_a_row_of_a_plan_and_tells_its_source() -> None:
    with (REFERENCE / "mandat.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            MandatRencana.model_validate({key: value or None for key, value in line.items()})
            for line in csv.DictReader(lines)
        ]
    assert {r.unit for r in rows} == {"BPMP", "BGTK", "Disdik", "BLPT", "Balai TIKP", "Kemenag", "mitra"}
    for r in rows:
        is_cited = any(number in r.sumber for number in ("11/2022", "14/2022"))
        assert is_cited or r.sumber.startswith("Dari ingatan, periksa:"), r
        assert not (r.unit == "mitra" and r.is_memimpin)
    assert any("B/365/M.KT.01/2025" in r.sumber for r in rows if r.unit == "BGTK")


# --- load of a matrix ---


def test_a_row_over_several_quarters_counts_as_its_programme_does_before_it_is_filled_in() -> None:
    """The programme of 15 November 2026 to 31 October 2027: 350 days, of which 46 lie in the last quarter of 2026."""
    start, end = date(2026, 11, 15), date(2027, 10, 31)
    mine = row(tanggal_mulai=start, tanggal_selesai=end, triwulan=1, anggaran_rupiah=351e6)
    found = load_of([mine], 2027)
    programme = pd.DataFrame([{"unit": "BPMP", "tanggal_mulai": start, "tanggal_selesai": end,
                               "anggaran_rupiah": 351e6, "status_pelaksanaan": "rencana"}])  # fmt: skip
    pd.testing.assert_frame_equal(found, overlap.load(programme, 2027), check_dtype=False)
    assert found["anggaran"].round(-6).tolist() == [90e6, 91e6, 92e6, 31e6]
    assert reaches_outside(mine, 2027)
    assert not reaches_outside(row(), 2027)
    assert not reaches_outside(row(tanggal_mulai=None), 2027)
    assert not reaches_outside(mine, 2028), "no day in that year at all"


def test_rows_without_days_count_whole_in_their_quarter_and_renamed_units_as_one() -> None:
    bare = {"tanggal_mulai": None, "tanggal_selesai": None}
    rows = [row(penanggung_jawab="BGP", triwulan=3, **bare), row(penanggung_jawab="BGTK", triwulan=3, **bare),
            row(penanggung_jawab="BGTK", triwulan=3, anggaran_rupiah=None, **bare),
            row(penanggung_jawab=None, triwulan=3), row(triwulan=None, **bare)]  # fmt: skip
    (found,) = load_of(rows, 2027).to_dict("records")
    assert found == {"unit": "BGTK", "triwulan": 3, "jumlah_program": 3, "anggaran": 2e8, "tanpa_anggaran": 1}
    assert load_of(rows[3:], 2027).empty
    assert load_of([], 2027).empty

"""The matrix as a table: what is written comes back, what cannot be read is named, and rows are proposed."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.role_rules import UNITS, conflicts
from charts.roles import bars_tumpang_tindih, uang
from schemas.rencana import AlokasiRencana, KelasRencana, LevelAlokasi, MandatRencana, PeranRencana, Rencana
from tests.roles_world import KARAKTER, LITERASI, programs
from views.roles import table

NAMES = table.place_names({"13": "Sumatera Barat"}, {"13.06": "Kabupaten Agam", "13.71": "Kota Padang"})
FULL = PeranRencana(
    program="Pendampingan", kode_wilayah="13.06", penanggung_jawab="BPMP", dukungan="BGTK, Disdik",
    program_prioritas=LITERASI, sasaran_indikator="DASMEN:D.1", kelompok_sasaran="guru", triwulan=2,
    tanggal_mulai=date(2027, 4, 5), tanggal_selesai=date(2027, 6, 30), anggaran_rupiah=123_456_789.0,
    npsn="10000001, 10000002", program_id="PK1",
)  # fmt: skip


def frame(**cells: Any) -> pd.DataFrame:
    """One line of the editor as people leave it: what is not said is empty."""
    line = {**dict.fromkeys(table.KOLOM), "Program": "Baru", "Wilayah": "Kab. Agam", **cells}
    return pd.DataFrame([line])


rows = st.lists(
    st.builds(
        PeranRencana,
        program=st.text("abc ", min_size=1, max_size=8).map(lambda t: " ".join(t.split()) or "a"),
        kode_wilayah=st.sampled_from(sorted(NAMES)), penanggung_jawab=st.sampled_from([None, *UNITS]),
        dukungan=st.lists(st.sampled_from(UNITS), unique=True, max_size=3).map(", ".join),
        program_prioritas=st.sampled_from([None, *table.PRIORITAS]),
        sasaran_indikator=st.sampled_from([None, "DASMEN:A.1"]), kelompok_sasaran=st.sampled_from([None, "guru"]),
        triwulan=st.sampled_from([None, 1, 2, 3, 4]), tanggal_mulai=st.none() | st.dates(date(2020, 1, 1)),
        tanggal_selesai=st.none() | st.dates(date(2020, 1, 1), date(2099, 1, 1)),
        anggaran_rupiah=st.none() | st.integers(0, 10**13).map(float), npsn=st.sampled_from(["", "10000001, K0000002"]),
        program_id=st.sampled_from([None, "PK1"]),
    ),
    max_size=6, unique_by=lambda r: (r.program, r.kode_wilayah),
)  # fmt: skip


@given(rows)
def test_rows_come_back_from_the_table_as_they_went_in(given_rows: list[PeranRencana]) -> None:
    read = table.from_frame(table.to_frame(given_rows, NAMES), NAMES)
    assert read.salah == ()
    assert read.rows == tuple(given_rows)


def test_a_full_row_keeps_every_rupiah_and_its_programme_code() -> None:
    read = table.from_frame(table.to_frame([FULL], NAMES), NAMES)
    assert read.rows == (FULL,)


def test_empty_lines_are_passed_over_and_an_empty_table_has_its_columns() -> None:
    bare = pd.DataFrame([dict.fromkeys(table.KOLOM), {**dict.fromkeys(table.KOLOM), "Mendukung": []}])
    assert table.from_frame(bare, NAMES) == table.Terbaca((), ())
    assert table.to_frame([], NAMES).columns.tolist() == list(table.KOLOM)
    assert table.from_frame(table.to_frame([], NAMES), NAMES).rows == ()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Triwulan": 7.0}, "Baris 1 (Baru): triwulan “7” bukan 1 sampai 4."),
        ({"Program": None}, "Baris 1: nama programnya kosong."),
        ({"Program": "   "}, "Baris 1: nama programnya kosong."),
        ({"Wilayah": None}, "Baris 1 (Baru): wilayahnya kosong."),
        ({"Wilayah": "99.99"}, "Baris 1 (Baru): wilayah “99.99” tidak dikenal."),
        ({"Memimpin": "Pak Lurah"}, "Baris 1 (Baru): unit pemimpin “Pak Lurah” tidak dikenal."),
        ({"Triwulan": "5"}, "Baris 1 (Baru): triwulan “5” bukan 1 sampai 4."),
        ({"Program prioritas": "lain"}, "Baris 1 (Baru): program prioritas “lain” tidak dikenal."),
        ({"Anggaran (juta Rp)": -2.5}, "Baris 1 (Baru): anggarannya kurang dari nol (−2,5 juta)."),
        ({"NPSN": "123"}, "Baris 1 (Baru): NPSN “123” tidak berbentuk NPSN."),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_what_is_wrong(cells: dict[str, Any], said: str) -> None:
    read = table.from_frame(frame(**cells), NAMES)
    assert read.salah == (said,)
    assert read.rows == ()


def test_one_faulty_row_takes_no_other_with_it() -> None:
    both = pd.concat([table.to_frame([FULL], NAMES), frame(Triwulan="9", Wilayah="?")], ignore_index=True)
    read = table.from_frame(both, NAMES)
    assert read.rows == (FULL,)
    assert len(read.salah) == 2, "each fault of the row is said"


def test_two_leads_for_one_programme_in_one_region_must_be_settled_first() -> None:
    twice = table.to_frame([FULL, FULL.model_copy(update={"penanggung_jawab": "BGTK"})], NAMES)
    read = table.from_frame(twice, NAMES)
    assert len(read.rows) == 1
    assert "dipimpin tepat satu unit" in read.salah[0]


@pytest.mark.parametrize("cell", [["BGTK", "BLPT"], np.array(["BGTK", "BLPT"]), "BGTK, BLPT", "bgtk; Blpt"])
def test_supporters_are_read_however_the_editor_gives_them(cell: object) -> None:
    (row,) = table.from_frame(frame(Mendukung=cell), NAMES).rows
    assert row.dukungan == "BGTK, BLPT"


@pytest.mark.parametrize("cell", [None, float("nan"), [], ""])
def test_no_supporter_is_no_supporter(cell: object) -> None:
    assert table.from_frame(frame(Mendukung=cell), NAMES).rows[0].dukungan == ""


# --- mandates ---

MANDAT = (
    MandatRencana(unit="BPMP", bidang="Mutu", sasaran_indikator="DASMEN", is_memimpin=True, sumber="11/2022"),
    MandatRencana(unit="BGTK", bidang="Guru", program_prioritas=LITERASI, is_memimpin=False, sumber="14/2022"),
    MandatRencana(unit="Disdik", bidang="Semua", is_memimpin=True, sumber="uji"),
)


def test_mandates_come_back_from_their_table() -> None:
    read = table.mandate_rows(table.mandate_frame(MANDAT))
    assert read == table.Terbaca(MANDAT, ())
    assert table.mandate_rows(table.mandate_frame(())).rows == ()


def test_a_mandate_without_unit_field_or_source_or_twice_is_named() -> None:
    lines = table.mandate_frame((MANDAT[0], MANDAT[0])).astype(object)
    lines.loc[2] = [None, "Bidang", None, None, None, None]
    lines.loc[3] = ["Kantor Pos", "Bidang", "lain", None, True, "s"]
    lines.loc[4] = [None, None, None, None, False, None]
    read = table.mandate_rows(lines)
    assert read.rows == MANDAT[:1]
    assert [s.split(": ")[1] for s in read.salah] == [
        "bidang ini sudah tertulis untuk unit yang sama.", "unit kosong.", "sumber kosong.",
        "unit “Kantor Pos” tidak dikenal.", "program prioritas “lain” tidak dikenal.",
    ]  # fmt: skip


# --- what is proposed ---


def proposed(mandat: tuple[MandatRencana, ...] = MANDAT, **years: int) -> dict[str, PeranRencana]:
    world = pd.DataFrame(programs())
    found = table.from_programmes(world, mandat, **{"tahun": 2027, "tahun_asal": 2027, **years})
    return {f"{row.program} {row.kode_wilayah}": row for row in found}


def test_programmes_of_two_units_become_one_row_led_by_the_one_that_may() -> None:
    row = proposed()["Pendampingan IKM 13.06"]
    assert (row.penanggung_jawab, row.dukungan) == ("BPMP", "BGTK")
    assert row.anggaran_rupiah == 550e6
    assert (row.tanggal_mulai, row.tanggal_selesai, row.triwulan) == (date(2027, 2, 1), date(2027, 9, 30), 1)


def test_where_both_may_lead_nobody_is_put_down() -> None:
    both = (*MANDAT, MandatRencana(unit="BGTK", bidang="Lain", is_memimpin=True, sumber="uji"))
    row = proposed(both)["Pendampingan IKM 13.06"]
    assert (row.penanggung_jawab, row.dukungan) == (None, "BPMP, BGTK")
    assert conflicts((row,), both, tahun=2027, provinsi="13")[0].aturan == "penanggung jawab"


def test_cancelled_and_finished_programmes_are_not_proposed_for_their_own_year() -> None:
    found = proposed()
    assert all(row.program_id != "PK3" for row in found.values())
    done = pd.DataFrame(programs()).assign(status_pelaksanaan="selesai")
    assert table.from_programmes(done, MANDAT, tahun=2027, tahun_asal=2027) == ()
    assert len(table.from_programmes(done, MANDAT, tahun=2027, tahun_asal=2026)) == len(found)


def test_a_programme_of_the_year_before_that_runs_on_keeps_its_days_and_counts_from_the_first_quarter() -> None:
    row = proposed(tahun_asal=2026)["Pelatihan Canva 13.71"]
    assert (row.tanggal_mulai, row.tanggal_selesai, row.triwulan) == (date(2026, 11, 1), date(2027, 1, 31), 1)
    assert row == proposed()["Pelatihan Canva 13.71"], "the same whichever year it is taken from"


def test_two_regions_of_one_name_are_told_apart_by_their_codes() -> None:
    twice = table.place_names({"13": "Sumatera Barat"}, {"13.06": "Kabupaten Agam", "99.01": "Kabupaten Agam"})
    assert twice == {"13": "Sumatera Barat (provinsi)", "13.06": "Kab. Agam (13.06)", "99.01": "Kab. Agam (99.01)"}


def allocation(**more: Any) -> Rencana:
    """40 seats in two classes in Padang of 10 million each: 30 of Agam and 10 of Solok."""

    def seats(code: str, count: int, money: float, level: LevelAlokasi = "basic") -> AlokasiRencana:
        return AlokasiRencana(kode_wilayah=code, nama=code, level=level, kode_kota="13.71", jumlah_kursi=count,
                              biaya_rupiah=money)  # fmt: skip

    def held(at: int, start: date | None, end: date | None, level: LevelAlokasi = "basic") -> KelasRencana:
        return KelasRencana(kode_kota="13.71", level=level, nomor=at, jumlah_kursi=20, tanggal_mulai=start,
                            tanggal_selesai=end)  # fmt: skip

    level = {"jumlah_hari": 3, "jumlah_kursi": 20, "jumlah_pelatih": 2, "biaya_harian_rupiah": 0}
    return Rencana.model_validate({
        "nama": "R", "tahun": 2027, "snapshot": "s",
        "tingkat": [{"level": "basic", "biaya_kelas_rupiah": 10e6, **level}],
        "alokasi": (seats("13.06", 30, 6e6), seats("13.02", 10, 1e6), seats("13.03", 0, 0.0),
                    seats("13.06", 5, 2e6, "intermediate")),
        "kelas": (held(1, date(2027, 2, 1), date(2027, 2, 3)), held(2, date(2027, 5, 3), date(2027, 5, 5)),
                  held(1, None, None, "intermediate")),
        **more,
    })  # fmt: skip


def test_the_training_of_a_plan_becomes_rows_with_seats_money_and_the_quarter_of_its_first_class() -> None:
    agam, solok, further = table.from_allocation(allocation())
    assert (agam.program, agam.kode_wilayah, agam.kelompok_sasaran) == (
        "Bimtek dasar", "13.06", "peserta bimtek, 30 kursi")  # fmt: skip
    assert (agam.triwulan, agam.tanggal_mulai, agam.tanggal_selesai) == (1, date(2027, 2, 1), date(2027, 5, 5))
    assert agam.anggaran_rupiah == 6e6 + 20e6 * 30 / 40
    assert solok.anggaran_rupiah == 1e6 + 20e6 * 10 / 40
    assert (further.program, further.triwulan, further.tanggal_mulai) == ("Bimtek lanjut", None, None)
    assert further.anggaran_rupiah == 2e6, "no class of its level has a cost"
    assert {row.penanggung_jawab for row in (agam, solok, further)} == {None}
    assert table.seats(allocation()) == {"13.06": 35, "13.02": 10}, "a region without a seat is not in it"
    assert table.from_allocation(allocation(alokasi=())) == ()


def test_programmes_of_a_year_before_come_without_their_days() -> None:
    row = proposed(tahun_asal=2026)["Bimtek BAKTI 13.71"]
    assert (row.tanggal_mulai, row.tanggal_selesai, row.triwulan) == (None, None, 3)


def test_a_whole_province_and_an_unknown_budget_stay_what_they_are() -> None:
    row = proposed()["Sekolah Aman 13"]
    assert row.anggaran_rupiah is None
    assert row.program_prioritas == KARAKTER


def test_what_is_in_the_matrix_is_never_overwritten() -> None:
    more = tuple(proposed().values())
    mine = more[0].model_copy(update={"penanggung_jawab": "mitra", "program": more[0].program.upper()})
    found = table.added((mine,), more)
    assert found[0] is mine
    assert len(found) == len(more)
    assert table.added(found, more) == found, "asked twice, added once"


def test_regions_without_a_programme_become_rows_without_a_lead() -> None:
    found = table.from_gaps(["13.06", "13.71"], "literasi", LITERASI, "DASMEN:A.1")
    assert [row.kode_wilayah for row in found] == ["13.06", "13.71"]
    assert {row.penanggung_jawab for row in found} == {None}
    assert {row.sasaran_indikator for row in found} == {"DASMEN:A.1"}


# --- the chart ---


def test_bars_show_all_money_and_of_it_what_could_be_freed_and_mark_the_year() -> None:
    history = pd.DataFrame({"tahun": [2025, 2026], "kelompok": [2, 0], "anggaran": [5.5e8, 0.0],
                            "dapat_dibebaskan": [2.5e8, 0.0]})  # fmt: skip
    fig = bars_tumpang_tindih(history, 2026)
    assert [shape.y1 for shape in fig.layout.shapes] == [5.5e8, 2.5e8], "a year without overlap has no bar"
    texts = [a.text for a in fig.layout.annotations]
    assert texts[:2] == ["2 kelompok<br>Rp 550 juta", "<b>tidak ada</b>"]
    assert list(fig.layout.xaxis.ticktext) == ["2025", "2026"]
    assert "bebas bila yang terbesar tetap Rp 250 juta" in fig.data[0].customdata[0]
    assert len(bars_tumpang_tindih(history.iloc[:0], 2026).layout.shapes) == 0


def test_money_is_written_without_an_empty_decimal_of_millions() -> None:
    assert [uang(v) for v in (550e6, 1.25e9, 2e9, 12_500, 0)] == [
        "Rp 550 juta", "Rp 1,2 miliar", "Rp 2,0 miliar", "Rp 12 ribu", "Rp 0"
    ]  # fmt: skip

"""Target & realisasi: with data, one row, none, junk links, and with a plan open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st

from analysis import target_status as status
from schemas.rencana import KegiatanRencana, Rencana, TargetRencana
from tests.mart_world import AGAM, OKT, PADANG, SEP, make_platform, make_pmm, make_sekolah, publish_world
from tests.program_world import writes
from tests.target_world import make_rapor, make_target
from tests.visiting import headline, visit, words
from views import data
from views.filters import Saringan
from views.target import activities
from views.target import rows as target_rows
from views.target import words as said
from warehouse import gate, plans

pytestmark = pytest.mark.xdist_group("halaman")
VIEW = Saringan("pmm.aktif_30_hari", "guru", OKT)


@pytest.fixture
def folder(empty_data: Path) -> Iterator[Path]:
    yield empty_data
    gate.close_all()
    st.session_state.clear()


@pytest.fixture(scope="module")
def full_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("target")
    publish_world(place, write=full)
    return place


@pytest.fixture
def world(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The world of TARGETS as this test's data folder."""
    monkeypatch.setenv("SERAPAN_DATA", str(full_data))
    yield full_data
    gate.close_all()
    st.session_state.clear()


def load() -> pd.DataFrame:
    """The judged targets of the nation, from the snapshot that serves now."""
    st.cache_data.clear()
    data.refresh_snapshot()
    return target_rows.load(VIEW).frame


SCHOOLS = [make_sekolah(f"{10000000 + n}", (AGAM, PADANG)[n >= 20]) for n in range(24)]


def use() -> list[dict[str, object]]:
    """20 schools of Agam with 10 teachers, 4 active (5 in every other) in October and all alike at the baseline; four
    schools of Padang."""
    rows = []
    for n in range(24):
        place = (AGAM, PADANG)[n >= 20]
        rows += [make_pmm(f"{10000000 + n}", OKT, place, jumlah_gtk=10, jumlah_aktif_30_hari=4 + n % 2),
                 make_pmm(f"{10000000 + n}", date(2025, 12, 31), place, jumlah_gtk=10,
                          jumlah_aktif_30_hari=2 + n % 2)]  # fmt: skip
    return rows


TARGETS = [
    make_target("pmm.aktif_30_hari", AGAM, nilai_baseline=25.0, nilai_target=40.0),  # 45 ± 2,4: reached
    make_target("pmm.aktif_30_hari", "13", nilai_baseline=25.0, nilai_target=90.0),  # asks for 79: behind
    make_target("pmm.aktif_30_hari", PADANG, nilai_baseline=25.0),  # four schools
    make_target("pmm.aktif_30_hari", None, nilai_baseline=25.0, nilai_target=46.0, penanggung_jawab="Direktorat"),
    make_target("pmm.aktif_30_hari", "13", nilai_baseline=25.0, tanggal_tenggat=date(2026, 6, 30)),  # due: 60
    make_target("DASMEN:A.1", "13", nilai_baseline=60.0, tanggal_baseline=date(2024, 12, 31), nilai_target=70.0),
    make_target("DASMEN:A.1", AGAM, nilai_baseline=33.0),  # no kind has that value
    make_target("tidak.ada", "13"),
]


def full(place: Path) -> None:
    rapor = [make_rapor("13", 2024, 60.0), make_rapor("13", 2025, 66.0), make_rapor(AGAM, 2025, 58.0)]
    writes(target=TARGETS, pmm_aktivitas=use(), satuan_pendidikan=SCHOOLS, rapor_capaian=rapor)(place)


def test_every_target_is_judged_by_hand_as_the_page_judges_it(world: Path) -> None:
    frame = load()
    found = {(r.acuan, r.wilayah, r.tenggat.month): (r.keadaan, r.sebab) for r in frame.itertuples()}
    pmm = "pmm.aktif_30_hari"
    assert found == {
        (pmm, AGAM, 12): (status.TERCAPAI, ""),
        (pmm, "13", 12): (status.TERTINGGAL, ""),
        (pmm, PADANG, 12): (status.BELUM, status.SEDIKIT),
        (pmm, "nasional", 12): (status.DI_JALUR, ""),
        (pmm, "13", 6): (status.LEWAT, ""),
        ("DASMEN:A.1", "13", 12): (status.DI_JALUR, ""),  # half way: asks for 65, is 66
        ("DASMEN:A.1", AGAM, 12): (status.BELUM, target_rows.TANPA_JENIS),
        ("tidak.ada", "13", 12): (status.BELUM, status.TANPA_DATA),
    }
    rapor = frame[(frame["acuan"] == "DASMEN:A.1") & (frame["wilayah"] == "13")].iloc[0]
    assert (rapor["jenis"], rapor["dasar"], rapor["perlu"]) == ("SD Umum", status.NILAI, pytest.approx(65.0))
    own = frame[(frame["acuan"] == pmm) & (frame["wilayah"] == AGAM)].iloc[0]
    assert own["nilai"] == pytest.approx(45.0)
    assert own["nilai_awal_data"] == pytest.approx(25.0)


def test_the_page_leads_with_the_counts_and_says_chance_and_no_interval(world: Path) -> None:
    at = visit("target")
    assert not at.exception
    assert headline(at) == (
        "2 dari 8 target di jalur, 1 tertinggal, 3 belum dapat dinilai; 1 lewat tenggat, 1 sudah tercapai, "
        "per 31 Okt 2026"
    )
    text = words(at)
    assert "4 dinilai dengan selang 95 %" in text
    assert "keliru karena kebetulan" not in text, "less than one of four is nothing to do anything with"
    assert "1 menurut nilai terbit, tanpa selang" in text
    assert "Lewat tenggat: 1 pasti belum tercapai" in text
    assert "hari ini = tanggal data terbaru, 31 Okt 2026" in text
    for word in ("terburuk", "gagal", "buruk"):
        assert word not in text.lower()


def test_owners_are_sorted_by_what_needs_attention_and_it_is_said_to_be_no_ranking(world: Path) -> None:
    frame = target_rows.owners(load())
    assert list(frame["penanggung"]) == ["BPMP Contoh", "Direktorat"]
    assert frame.iloc[0][["jumlah", "perhatian", status.LEWAT, status.BELUM]].tolist() == [7, 2, 1, 3]
    assert frame[list(status.KEADAAN)].sum().sum() == 8
    assert "bukan peringkat kinerja" in words(visit("target"))


def test_filters_narrow_counts_chart_and_table_alike(world: Path) -> None:
    at = visit("target", penanggung="Direktorat")
    assert headline(at) == "Satu-satunya target di jalur per 31 Okt 2026"
    assert "Nasional 45,0 %" in headline(at, 1)
    late = visit("target", keadaan=status.LEWAT)
    assert headline(late).startswith("2 dari 8 target di jalur"), "the answer is about all of them"
    assert "pasti belum tercapai" in headline(late, 1)
    table = next(d.value for d in late.dataframe if "Keadaan" in d.value)
    assert list(table["Keadaan"]) == ["Lewat tenggat"]
    empty = visit("target", penanggung="Direktorat", keadaan=status.LEWAT)
    assert not empty.exception
    assert "Tidak ada target dengan keadaan itu" in words(empty)


def test_a_chosen_target_is_drawn_and_left_without_a_note_when_the_place_no_longer_has_it(world: Path) -> None:
    frame = load()
    key = str(frame[frame["sebab"] == status.SEDIKIT].iloc[0]["kunci"])
    assert "satuan terlalu sedikit (4) untuk dinilai" in headline(visit("target", sasaran=key), 1)
    other = visit("target", sasaran=key, penanggung="Direktorat")
    assert not other.info
    assert visit("target", sasaran="bukan target").info


def test_one_target_without_any_data_is_unknown_with_the_reason(folder: Path) -> None:
    publish_world(folder, write=writes(target=[make_target("pmm.aktif_30_hari", "13")]))
    at = visit("target")
    assert not at.exception
    assert headline(at).startswith("Satu-satunya target ")
    assert "belum ada data" in words(at)


def test_without_targets_the_page_says_where_to_bring_them(folder: Path) -> None:
    publish_world(folder, write=writes(pmm_aktivitas=use(), satuan_pendidikan=SCHOOLS))
    at = visit("target", provinsi="13", kab_kota=AGAM)
    assert not at.exception
    assert "Belum ada target untuk Kabupaten Agam" in words(at)
    assert "Unggah" in words(at)


def test_the_sample_world_has_no_error_at_any_place(tiny_world: Path) -> None:
    for query in ({}, {"provinsi": "13"}, {"provinsi": "13", "kab_kota": AGAM}):
        at = visit("target", **query)
        assert not at.exception
        assert at.header or "Belum ada target" in words(at)


# --- series that do not carry across ---


TEXT = "Instrumen penilaian tahun ini dan tahun lalu berbeda"
DES_24 = date(2024, 12, 31)


def odd(place: Path) -> None:
    """Series with a break, a gap, a new start each year, and a baseline that tells what was counted."""
    rapor = [make_rapor(code, year, value, kode="C.3", perubahan_tertulis=TEXT if year == 2025 else None)
             for code in ("13", "32") for year, value in ((2024, 40.0), (2025, 80.0))]  # fmt: skip
    rapor += [make_rapor("13", 2024, 40.0), make_rapor("13", 2025, None, alasan_tidak_tersedia="tidak berlaku")]
    spent = [make_platform("arkas", OKT, f"{10000000 + n}", kelompok_pengguna="satuan pendidikan", jumlah_sasaran=1,
                           jumlah_tersedia=None, nilai_rupiah=40e6, nilai_anggaran=100e6)
             for n in range(12)]  # fmt: skip
    schools = [make_sekolah(f"{10000000 + n}", kewenangan=("pemda", "Kemenag")[n >= 12]) for n in range(24)]
    active = [make_pmm(f"{10000000 + n}", day, jumlah_gtk=10, jumlah_aktif_30_hari=(6, 2)[n >= 12])
              for n in range(24) for day in (date(2025, 12, 31), SEP, OKT)]  # fmt: skip
    targets = [
        make_target("DASMEN:C.3", "13", tanggal_baseline=DES_24),
        make_target("DASMEN:A.1", "13", tanggal_baseline=DES_24),
        make_target("arkas.realisasi", AGAM),
        *(make_target("pmm.aktif_30_hari", AGAM, nilai_baseline=awal, tanggal_tenggat=date(2027, 1, int(awal) - 39))
          for awal in (40.0, 60.0, 67.0)),
    ]  # fmt: skip
    writes(target=targets, rapor_capaian=rapor, pemanfaatan_platform=spent, satuan_pendidikan=schools,
           pmm_aktivitas=active)(place)  # fmt: skip


def test_series_that_do_not_carry_across_are_unknown_and_the_baseline_tells_what_was_counted(folder: Path) -> None:
    publish_world(folder, write=odd)
    frame = load()
    states = {str(r.acuan): (r.keadaan, r.sebab) for r in frame.itertuples()}
    assert states["DASMEN:C.3"] == (status.BELUM, target_rows.INSTRUMEN)
    assert states["DASMEN:A.1"] == (status.BELUM, "nilai 2025 tidak tersedia: tidak berlaku")
    assert states["arkas.realisasi"] == (status.BELUM, target_rows.MULAI_ULANG)
    use = frame[frame["acuan"] == "pmm.aktif_30_hari"].set_index("awal")[["layanan", "nilai", "nilai_awal_data"]]
    assert use.loc[40.0].tolist() == ["semua", 40.0, 40.0]
    assert use.loc[60.0].tolist() == ["tanpa_kemenag", 60.0, 60.0]
    assert use.loc[67.0].tolist() == ["semua", 40.0, 40.0], "a baseline that no count shows: all schools"


# --- a plan open ---


def plan() -> str:
    frozen = {"snapshot_baseline": "20250101-000000-0123abcd", "penanggung_jawab": "Disdik Sumatera Barat"}
    isi = Rencana(
        nama="Rencana uji", tahun=2027, kode_provinsi="13", snapshot="20261101-080000-0123abcd",
        target=(
            TargetRencana(acuan="DASMEN:A.1", jenis="SD Umum", kode_wilayah="13", nilai_baseline=60.0,
                          tanggal_baseline=date(2024, 12, 31), nilai_target=80.0, tanggal_tenggat=date(2026, 12, 31),
                          **frozen),
            TargetRencana(acuan="DASMEN:A.1", jenis="SD Umum", kode_wilayah="32", nilai_baseline=60.0,
                          tanggal_baseline=date(2024, 12, 31), nilai_target=80.0, tanggal_tenggat=date(2026, 12, 31),
                          **frozen),
        ),
        kegiatan=tuple(
            KegiatanRencana(kegiatan_id=f"K-{n}", kode_wilayah=where, gejala="A.1", akar="D.1", kegiatan="Bimtek",
                            status_pelaksanaan=state, tanggal_tenggat=due)
            for n, (where, state, due) in enumerate([
                ("13", "berjalan", date(2026, 9, 30)), ("13", "selesai", date(2026, 9, 30)), ("13", "rencana", None),
                ("13", "batal", date(2026, 1, 1)), ("13", "berjalan", OKT), ("32", "rencana", date(2020, 1, 1)),
            ])
        ),
    )  # fmt: skip
    return plans.create(isi, "BPMP Sumatera Barat").id


def test_an_open_plan_adds_its_targets_and_its_activities_of_the_place(world: Path) -> None:
    before = headline(visit("target", provinsi="13"))
    at = visit("target", provinsi="13", rencana=plan())
    assert not at.exception
    assert before.startswith("1 dari 7 target di jalur, 1 tertinggal")
    assert headline(at).startswith("1 dari 8 target di jalur, 2 tertinggal"), "Jawa Barat is not in this view"
    text = words(at)
    assert "1 dari 5 kegiatan lewat tenggat per 31 Okt 2026; 1 selesai, 2 berjalan, 1 masih rencana, 1 batal" in text
    table = next(d.value for d in at.dataframe if "Asal" in d.value)
    assert list(table["Asal"]).count("rencana") == 1


def test_an_activity_due_on_the_day_of_the_data_is_not_overdue_and_a_finished_one_never() -> None:
    def late(state: str, due: date | None) -> bool:
        row = KegiatanRencana(kegiatan_id="K", kode_wilayah="13", gejala="A.1", akar="D.1", kegiatan="x",
                              status_pelaksanaan=state, tanggal_tenggat=due)  # fmt: skip
        return activities.is_overdue(row, OKT)

    assert late("berjalan", date(2026, 10, 30))
    assert late("rencana", date(2026, 10, 30))
    assert not late("berjalan", OKT)
    assert not late("selesai", date(2020, 1, 1))
    assert not late("batal", date(2020, 1, 1))
    assert not late("rencana", None)


def test_one_office_is_one_owner_however_a_plan_writes_it(world: Path) -> None:
    def named(owner: str, where: str, origin: str) -> dict[str, str]:
        return {"penanggung": owner, "wilayah": where, "asal": origin}

    rows = [named("BBPMP Jawa Barat", "32", "berkas target"), named("BPMP Sumatera Barat", "13", "berkas target"),
            named("bpmp", "13.06", "rencana"), named("BPMP Sumbar", "13", "rencana"), named("BPMP", "32", "rencana"),
            named("Disdik", "13", "rencana"), named("BPMP", "nasional", "rencana")]  # fmt: skip
    assert [item["penanggung"] for item in target_rows._one_spelling(rows)] == [
        "BBPMP Jawa Barat", "BPMP Sumatera Barat", "BPMP Sumatera Barat", "BPMP Sumatera Barat", "BBPMP Jawa Barat",
        "Disdik", "BPMP",
    ]  # fmt: skip


def test_with_nothing_past_due_the_activities_say_so_in_one_clause() -> None:
    frame = pd.DataFrame({"is_lewat": [False], "status": ["rencana"]})
    assert activities.title(frame, OKT) == ("1 kegiatan, tidak ada yang lewat tenggat per 31 Okt 2026; 1 masih rencana")


# --- words ---


def test_the_headline_names_only_states_that_there_are(world: Path) -> None:
    frame = load()
    behind = frame[frame["keadaan"] == status.TERTINGGAL]
    assert said.answer(behind, OKT) == "Satu-satunya target tertinggal per 31 Okt 2026"
    late = frame[frame["keadaan"].isin([status.LEWAT, status.TERCAPAI])]
    assert said.answer(late, OKT) == "1 dari 2 target lewat tenggat, 1 sudah tercapai, per 31 Okt 2026"
    sentence = said.finding(next(behind.itertuples())).replace("\u00a0", " ")
    assert sentence.startswith("Sumatera Barat 45,0 %")
    assert "tertinggal, 34,1 poin di bawah garis target hari itu 79,1 %" in sentence


def test_a_target_too_close_to_its_line_says_where_the_line_is() -> None:
    row = SimpleNamespace(keadaan=status.BELUM, sebab=status.LEBAR, nama_wilayah="Agam", nilai=66.3, rendah=63.6,
                          tinggi=69.0, satuan="persen", tanggal=OKT, perlu=66.5, target=70.0,
                          tenggat=date(2026, 12, 31), dasar=status.SELANG, is_pasti=False)  # fmt: skip
    assert said.finding(row).replace("\u00a0", " ") == (
        "Agam 66,3 % (±2,7) per 31 Okt 2026: belum dapat dinilai, terlalu dekat dengan garis hari itu (66,5 %); "
        "target 70,0 % untuk 31 Des 2026"
    )


def test_reasons_are_counted_and_each_says_what_helps(world: Path) -> None:
    frame = said.reasons(load())
    assert frame["Target"].sum() == 3
    assert not frame["Yang dapat dilakukan"].eq("–").any()
    assert said.reasons_title(frame) == "3 target belum dapat dinilai, karena 3 sebab"

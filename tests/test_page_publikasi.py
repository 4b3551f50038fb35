"""Kolaborasi & publikasi: the questions counted by hand, the states, the draft against its queries, and the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from charts.publicity import bars_kabar
from tests.mart_world import AGAM, BANDUNG, OKT, PADANG, make_pmm, make_sekolah, publish_world
from tests.program_world import writes
from tests.target_world import make_program, make_publikasi, make_rapor
from tests.training_world import make_hadir, make_kegiatan
from tests.visiting import headline, visit, words
from views.filters import Saringan
from views.publicity import rows as publicity_rows
from views.publicity import words as publicity_words
from warehouse import gate
from warehouse.viewer import DEMO

pytestmark = pytest.mark.xdist_group("halaman")
LITERASI = "Gerakan Literasi"
PROGRAMS = [
    make_program("P1", LITERASI),  # ended in August, told of through its event
    make_program("P2", "Numerasi", tanggal_selesai=date(2026, 10, 20)),  # 11 days ago
    make_program("P3", "Sekolah Aman", status_pelaksanaan="berjalan", tanggal_selesai=date(2026, 12, 31)),  # since Feb
    make_program("P4", "Nanti", status_pelaksanaan="rencana", tanggal_mulai=date(2027, 1, 1),
                 tanggal_selesai=date(2027, 5, 1)),
    make_program("P5", "Batal", status_pelaksanaan="batal"),
    make_program("P6", "Diceritakan", unit="BGP", nama_unit="BGP Sumatera Barat"),  # aims at what BPMP aims at, too
    make_program("P7", "Bandung", unit="Disdik", nama_unit="Disdik", kode_provinsi_kemendagri="32",
                 kode_kab_kota_kemendagri=BANDUNG),
]  # fmt: skip
EVENTS = [
    make_kegiatan("E1", date(2026, 5, 4), program=LITERASI, penyelenggara="BPMP Sumatera Barat",
                  tanggal_selesai=date(2026, 5, 6), nama="Bimtek Literasi Padang"),
    make_kegiatan("E2", date(2026, 5, 4), program=LITERASI, penyelenggara="BLPT"),  # another unit's
    make_kegiatan("E3", date(2024, 5, 4), program=LITERASI, penyelenggara="BPMP Sumatera Barat"),  # outside the days
    make_kegiatan("E4", date(2026, 12, 1), nama="Kelak", penyelenggara="Tidak tertulis"),
    make_kegiatan("E5", date(2026, 6, 1), nama="Daring", moda="daring", kota=None, kode_provinsi_kemendagri=None,
                  kode_kab_kota_kemendagri=None),
]  # fmt: skip
NEWS = [
    make_publikasi(1, date(2026, 5, 8), kegiatan_id="E1"),
    make_publikasi(2, date(2026, 9, 1), program_id="P6", kanal="radio", media="Radio Contoh"),
    make_publikasi(3, date(2026, 9, 20), program_id="P6"),
    make_publikasi(4, date(2026, 2, 1), kode_provinsi_kemendagri="32"),
]
COMING = [make_hadir("E1", n, f"1000000{n % 3 + 1}", (AGAM, PADANG)[n % 3 == 2], is_hadir=n <= 20,
                     is_sertifikat=n <= 10) for n in range(1, 27)]  # fmt: skip
SCHOOLS = [make_sekolah("10000001"), make_sekolah("10000002"), make_sekolah("10000003", PADANG)]
SCHOOLS += [make_sekolah(f"{20000000 + n}") for n in range(12)]
PMM = [make_pmm(f"{20000000 + n}", OKT, jumlah_gtk=10, jumlah_aktif_30_hari=4 + n % 3) for n in range(12)]
RAPOR = [make_rapor("13", 2024, 61.0), make_rapor("13", 2025, 66.04), make_rapor("13", 2025, 55.0, jenis="SMP Umum")]
WHOLE = writes(program_kerja=PROGRAMS, bimtek_kegiatan=EVENTS, publikasi=NEWS, bimtek_kehadiran=COMING,
               satuan_pendidikan=SCHOOLS, pmm_aktivitas=PMM, rapor_capaian=RAPOR)  # fmt: skip
VIEW = Saringan("pmm.aktif_30_hari", "guru", OKT, provinsi="13")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kabar")
    publish_world(place, write=WHOLE)
    return place


@pytest.fixture
def world(whole: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SERAPAN_DATA", str(whole))
    st.cache_data.clear()
    yield whole
    gate.close_all()
    st.session_state.clear()


@pytest.fixture
def folder(empty_data: Path) -> Iterator[Path]:
    yield empty_data
    gate.close_all()
    st.session_state.clear()


def ask(query: str, provinsi: str | None = "13") -> pd.DataFrame:
    return gate.ask(DEMO, query, {"kode_provinsi": provinsi})


# --- the questions ---


def test_a_programme_counts_its_own_publications_and_those_of_the_events_under_its_name(world: Path) -> None:
    frame = ask("publikasi_per_program").set_index("program_id")
    assert frame.index.tolist() == ["P1", "P5", "P6", "P2", "P3", "P4"], "by their last day; Jawa Barat is not here"
    assert frame["jumlah_publikasi"].to_dict() == {"P1": 0, "P2": 0, "P3": 0, "P4": 0, "P5": 0, "P6": 2}
    own = frame.loc["P1"]
    assert (own["jumlah_kegiatan"], own["jumlah_kehadiran"], own["jumlah_publikasi_kegiatan"]) == (1, 20, 1)
    assert frame.loc["P2", "jumlah_kegiatan"] == 0
    assert pd.Timestamp(frame.loc["P6", "tanggal_publikasi"]).date() == date(2026, 9, 20)
    assert len(ask("publikasi_per_program", None)) == 7


def test_an_event_knows_who_came_from_how_many_known_schools_of_how_many_kab_kota(world: Path) -> None:
    frame = ask("publikasi_per_kegiatan").set_index("kegiatan_id")
    row = frame.loc["E1"]
    counted = row[["jumlah_terdaftar", "jumlah_hadir", "jumlah_satuan", "jumlah_kab_kota", "jumlah_publikasi"]]
    assert counted.tolist() == [26, 20, 3, 2, 1]
    assert pd.isna(frame.loc["E2", "jumlah_hadir"])
    assert "E5" not in frame.index, "an online event is of no province"
    assert "E5" in set(ask("publikasi_per_kegiatan", None)["kegiatan_id"])


def test_publications_carry_the_name_of_what_they_are_about(world: Path) -> None:
    frame = ask("publikasi_terbit")
    assert frame["nama"].tolist() == ["Bimtek Literasi Padang", "Diceritakan", "Diceritakan"]
    assert len(ask("publikasi_terbit", None)) == 4
    assert ask("publikasi_terbit", "32").iloc[0]["nama"] is None


# --- states ---


def stories(at_query: dict[str, str]) -> dict[str, str]:
    frame = publicity_rows.programs(VIEW)
    hari = int(at_query.get("hari", "30"))
    return {str(r.kode): publicity_rows.story(r, OKT, hari) for r in frame.itertuples()}


def test_each_programme_is_in_one_state(world: Path) -> None:
    assert stories({}) == {
        "P1": publicity_rows.LEWAT_KEGIATAN, "P2": publicity_rows.BARU, "P3": publicity_rows.BELUM,
        "P4": publicity_rows.NANTI, "P5": publicity_rows.BATAL, "P6": publicity_rows.SUDAH,
    }  # fmt: skip
    assert stories({"hari": "10"})["P2"] == publicity_rows.BELUM
    assert stories({"hari": "11"})["P2"] == publicity_rows.BARU, "on the day itself it is not late yet"


def test_what_is_told_before_it_is_due_does_not_count_among_those_due() -> None:
    """Otherwise the told of what is not due would stand below the line, and the untold of it would not."""
    row = pd.Series({"status": "rencana", "mulai": date(2026, 11, 15), "selesai": date(2026, 12, 15),
                     "jumlah_publikasi": 1, "lewat_kegiatan": 0})  # fmt: skip
    fresh = pd.Series({**row, "status": "selesai", "mulai": date(2026, 9, 1), "selesai": date(2026, 10, 20)})
    for early in (row, fresh):
        assert publicity_rows.story(early, OKT, 30) == publicity_rows.AWAL
        assert publicity_rows.AWAL not in publicity_rows.DUE
    assert publicity_rows.story(fresh, OKT, 10) == publicity_rows.SUDAH
    through = pd.Series({**fresh, "jumlah_publikasi": 0, "lewat_kegiatan": 2})
    assert publicity_rows.story(through, OKT, 30) == publicity_rows.AWAL
    assert publicity_rows.story(through, OKT, 10) == publicity_rows.LEWAT_KEGIATAN


def test_a_renamed_unit_is_one_under_its_newest_name() -> None:
    day = date(2025, 1, 5)
    lines = [("BGP", "BGP Sumatera Barat", date(2024, 2, 1), publicity_rows.BELUM, None),
             ("BGTK", "BGTK Sumbar", date(2025, 6, 1), publicity_rows.SUDAH, day),
             ("BPMP", "BPMP Sumatera Barat", date(2025, 6, 1), publicity_rows.BELUM, None)]  # fmt: skip
    frame = pd.DataFrame(lines, columns=["unit", "nama_unit", "mulai", "cerita", "tanggal_publikasi"])
    found = publicity_rows.per_unit(publicity_rows.Kabar("program", 30, frame, pd.DataFrame(), OKT, "Sumatera Barat"))
    assert found[["nama_unit", "nama_lain", "jumlah", "diceritakan", "belum"]].to_numpy().tolist() == [
        ["BGTK Sumbar", "BGP Sumatera Barat", 2, 1, 1], ["BPMP Sumatera Barat", "", 1, 0, 1]
    ]  # fmt: skip
    assert found["terakhir"].max().date() == day
    assert publicity_words.unit_table(found, "program")["Unit"].tolist()[0] == "BGTK Sumbar (juga BGP Sumatera Barat)"
    assert publicity_rows.unit_of("", "BGP Bali") == publicity_rows.unit_of("BGTK Bali", "BGTK Bali")
    assert publicity_rows.unit_of("", "BGP Bali") != publicity_rows.unit_of("", "BGP Aceh")


def test_units_aim_together_only_in_the_same_place(world: Path) -> None:
    both = publicity_rows.shared(VIEW)
    assert len(both) == 1
    row = both.iloc[0]
    assert (row["indikator"], row["wilayah"], row["unit"], row["jumlah"]) == (
        "DASMEN:A.1", "Sumatera Barat", ("BGTK", "BPMP"), 5)  # fmt: skip
    assert bool(row["is_bersamaan"])
    table = publicity_rows.matrix(both)
    assert table.loc["BGTK", "BPMP"] == table.loc["BPMP", "BGTK"] == 1
    assert table.to_numpy().trace() == 0


def test_each_programme_of_events_names_who_held_them(world: Path) -> None:
    frame = publicity_rows.organisers(VIEW, OKT).set_index("program")
    assert frame.loc[LITERASI].tolist() == [2, ("BLPT", "BPMP Sumatera Barat"), 3]
    assert frame.iloc[0].name == LITERASI, "most organisers first"


def test_quarters_without_publications_are_there_with_nothing(world: Path) -> None:
    frame = publicity_rows.per_quarter(ask("publikasi_terbit"), OKT)
    totals = frame.groupby("mulai")["jumlah"].sum().to_dict()
    assert totals == {date(2026, 4, 1): 1, date(2026, 7, 1): 2, date(2026, 10, 1): 0}
    far = pd.concat([ask("publikasi_terbit"), ask("publikasi_terbit", "32").assign(tanggal=date(2025, 5, 5))])
    assert publicity_rows.per_quarter(far, OKT).groupby("mulai")["jumlah"].sum().loc[date(2025, 10, 1)] == 0
    assert publicity_rows.per_quarter(ask("publikasi_terbit").iloc[:0], OKT).empty


def test_the_bars_hold_the_counts_and_say_which_quarter_still_runs() -> None:
    frame = pd.DataFrame({"mulai": [date(2026, 7, 1), date(2026, 10, 1)] * 2, "kanal": ["laman"] * 2 + ["radio"] * 2,
                          "jumlah": [12, 3, 1, 0]})  # fmt: skip
    fig = bars_kabar(frame, ["laman", "radio"], OKT)
    assert {trace.name: list(trace.y) for trace in fig.data} == {"laman": [12, 3], "radio": [1, 0]}
    assert [a.text for a in fig.layout.annotations] == ["<b>13</b>", "<b>3</b>"]
    assert ["berjalan" in text for text in fig.layout.xaxis.ticktext] == [False, True]
    assert len({trace.marker.color for trace in fig.data}) == 2
    assert [list(trace.text) for trace in fig.data] == [["12", ""], ["", ""]], "the whole bar has its number above"


# --- the page and its draft ---


def draft_of(at: AppTest) -> str:
    found = [str(code.value) for code in at.code if str(code.value).startswith("SIARAN PERS")]
    return found[0].replace("\u00a0", " ")


def test_the_page_leads_with_how_many_have_no_publication_on_record(world: Path) -> None:
    at = visit("publikasi", provinsi="13")
    assert not at.exception
    assert headline(at) == (
        "1 dari 3 program (33,3 %) yang selesai atau berjalan lebih dari 30 hari belum punya publikasi yang tercatat, "
        "per 31 Okt 2026"
    )
    text = words(at)
    assert "1 sudah diceritakan, 1 lewat kegiatannya, 3 lain masih baru, belum mulai, atau batal" in text
    assert "publikasi yang tidak dicatat tidak terlihat" in text
    assert "bukan peringkat kinerja" in text


def test_the_draft_of_an_event_says_what_the_query_says(world: Path) -> None:
    at = visit("publikasi", provinsi="13", kabar="kegiatan", naskah="E1")
    assert not at.exception
    text = draft_of(at)
    row = ask("publikasi_per_kegiatan").set_index("kegiatan_id").loc["E1"]
    assert f"dihadiri {row['jumlah_hadir']:.0f} peserta dari {row['jumlah_terdaftar']:.0f} pendaftar" in text
    assert (
        f"sedikitnya {row['jumlah_satuan']:.0f} satuan pendidikan di {row['jumlah_kab_kota']:.0f} kabupaten/kota"
        in text
    )
    assert f"Tempat yang disediakan {row['jumlah_kuota']:.0f} kursi" in text
    assert "Padang, [tanggal siaran] – BPMP Sumatera Barat telah menyelenggarakan Bimtek Literasi Padang" in text
    assert "4–6 Mei 2026 di Kota Padang, Sumatera Barat" in text
    totals = gate.ask(DEMO, "bimtek_jumlah", {"tingkat": "nasional", "wilayah": "nasional"})
    mine = totals[(totals["program"] == LITERASI) & (totals["level"] == "basic") & (totals["tahun"] == "2026")].iloc[0]
    assert mine["jumlah_kegiatan"] == 1
    assert f"Pada kegiatan ini diberikan {mine['jumlah_sertifikat']} sertifikat." in text
    assert "Menurut Rapor Pendidikan 2025" in text, "the programme of its name aims at literacy"
    assert "66,0 persen" in text
    assert "55,0 persen" in text
    sources = words(at)
    assert "20 peserta: daftar hadir kegiatan, data per 6 Mei 2026" in sources
    assert "66,0 persen: Rapor Pendidikan 2025, SD Umum, nilai terbit, data per 31 Desember 2025" in sources


def test_the_draft_of_a_programme_says_what_the_query_says(world: Path) -> None:
    text = draft_of(visit("publikasi", provinsi="13", naskah="P1"))
    assert "BPMP Sumatera Barat Selenggarakan Gerakan Literasi" in text
    assert "tercatat 1 kegiatan dengan 20 kehadiran" in text
    assert "Anggaran program ini Rp 120 juta" in text
    assert "tidak menunjukkan hasil program ini" in text


def test_an_event_without_an_attendance_list_tells_no_attendance(world: Path) -> None:
    text = draft_of(visit("publikasi", provinsi="13", kabar="kegiatan", naskah="E4"))
    assert "[nama unit penyelenggara] menyiapkan Kelak" in text
    assert "dihadiri" not in text
    assert "5,0 persen" not in text


def test_the_context_of_an_aim_on_a_platform_is_the_share_with_its_interval_and_date(folder: Path) -> None:
    program = make_program("P1", "Percepatan", sasaran_indikator="pmm.aktif_30_hari")
    publish_world(folder, write=writes(program_kerja=[program], pmm_aktivitas=PMM, satuan_pendidikan=SCHOOLS))
    at = visit("publikasi", provinsi="13")
    assert "Di Sumatera Barat, 50,0 persen guru aktif" in draft_of(at)
    assert "per 31 Oktober 2026 menurut ekspor PMM / Ruang GTK" in draft_of(at)
    assert "50,0 persen (selang 95 persen 44,6–55,4): ekspor PMM / Ruang GTK" in words(at)
    few = make_program("P2", "Percepatan", sasaran_indikator="pmm.aktif_30_hari")
    publish_world(folder, "20261101-090000-0123abcd",
                  writes(program_kerja=[few], pmm_aktivitas=PMM[:5], satuan_pendidikan=SCHOOLS))  # fmt: skip
    assert "persen" not in draft_of(visit("publikasi", provinsi="13")), "five schools are too few"


def test_one_programme_alone_has_a_page(folder: Path) -> None:
    publish_world(folder, write=writes(program_kerja=[make_program("P1", "Sendiri")]))
    at = visit("publikasi")
    assert not at.exception
    assert headline(at).startswith("1 dari 1 program (100,0 %)")
    assert "Sendiri" in draft_of(at)
    assert "Belum ada indikator di semua wilayah yang dituju dua jenis unit" in words(at)


def test_without_programmes_or_events_the_page_says_what_to_bring(folder: Path) -> None:
    publish_world(folder, write=writes(pmm_aktivitas=PMM, satuan_pendidikan=SCHOOLS))
    for kabar, name in (("program", "program kerja"), ("kegiatan", "kegiatan bimtek")):
        at = visit("publikasi", kabar=kabar)
        assert not at.exception
        assert f"Belum ada {name} untuk semua wilayah" in words(at)


def test_a_wrong_link_opens_with_a_note_and_a_change_of_kind_without(world: Path) -> None:
    at = visit("publikasi", provinsi="13", naskah="tidak ada", kabar="gosip", hari_kabar="3")
    assert not at.exception
    assert len(at.info) == 3
    other = visit("publikasi", provinsi="13", kabar="kegiatan", naskah="E1")
    other.session_state["opsi_kabar"] = "program"
    other.query_params["kabar"] = "program"
    other.run()
    assert not other.exception
    assert not other.info


def test_the_sample_world_tells_of_every_kind_without_error(tiny_world: Path) -> None:
    for query in ({}, {"kabar": "kegiatan"}, {"provinsi": "13", "kabar": "kegiatan", "hari_kabar": "180"}):
        at = visit("publikasi", **query)
        assert not at.exception
        assert at.header

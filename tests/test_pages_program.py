"""Program & komunitas and Konteks daerah: with data, with one row, without any, and from a wrong link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.mart_world import AGAM, BANDUNG, PADANG, publish_world
from tests.program_world import (
    DES,
    JUN,
    c9_row,
    make_komunitas,
    make_konteks,
    make_penggerak,
    penggerak_rows,
    school_rows,
    webinar_row,
    writes,
)
from tests.visiting import components, headline, visit, words
from views.context import rows as context_rows
from views.program import penggerak as program_penggerak
from views.program import place as program_place
from warehouse import gate

pytestmark = pytest.mark.xdist_group("halaman")
TABS = ("penggerak", "kurikulum", "komunitas")
JUNK = dict.fromkeys(
    ("tab", "aspek", "provinsi", "kab_kota", "pulau", "tanggal", "jenjang", "status", "kewenangan", "pembanding",
     "ukuran", "kelompok", "banding", "satuan", "kecamatan"), "<b>;DROP' ￿%00 13.99",
)  # fmt: skip

World = Callable[..., Path]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Publish a world of the datasets named."""
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    yield lambda **datasets: publish_world(tmp_path, write=writes(**datasets))
    gate.close_all()


def plain(at: AppTest) -> str:
    return re.sub(r"\s+", " ", words(at))


# --- on the sample ---


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_answers_with_a_finding_and_says_what_is_history(tiny_world: Path, tab: str) -> None:
    at = visit("program", tab=tab)
    assert not at.exception
    assert [t.value for t in at.title] == ["Program"]
    assert at.caption[0].value.endswith("?")
    assert re.search(r"\d", headline(at))
    assert ("Riwayat" in plain(at)) == (tab != "komunitas")
    assert at.query_params["tab"] == tab


def test_the_share_appointed_and_its_cutoff_stand_in_the_headline(tiny_world: Path) -> None:
    at = visit("program", provinsi="13")
    assert re.match(r"Sumatera Barat: \d+,\d %.* lulusan Guru Penggerak .* per 30 Jun 2026", headline(at))
    assert "target program 20 % untuk 2024" in plain(at)
    assert "dihentikan pada 2025" in plain(at)
    feet = [m.value for m in at.markdown if "Sumber" in m.value]
    assert len(feet) >= 3
    assert all("Data per 30 Jun 2026" in foot.replace("\\", "") for foot in feet)


def test_the_history_of_the_curriculum_follows_the_filter_of_jenjang(tiny_world: Path) -> None:
    def base(**query: str) -> int:
        at = visit("program", tab="kurikulum", **query)
        foot = next(m.value for m in at.markdown if "n = " in m.value)
        return int(re.search(r"n = ([\d.]+)", foot).group(1).replace(".", ""))  # type: ignore[union-attr]

    assert 0 < base(jenjang="SMP") < base()


def test_the_context_page_ranks_provinces_without_testing_them(tiny_world: Path) -> None:
    at = visit("konteks")
    assert not at.exception
    assert headline(at).startswith("Nasional: ")
    assert "selisih antarwilayah tidak diuji" in plain(at)
    assert len(components(at)) == 1, "the tile map"
    assert "ukuran konteks punya nilai untuk Nasional" in plain(at)


def test_a_measure_without_province_rows_shows_its_kab_kota_and_says_so(tiny_world: Path) -> None:
    at = visit("konteks", aspek="usulan_p3k~bkn-contoh")
    assert not at.exception
    assert "nilai provinsi tidak tersedia" in plain(at)
    assert "bukan nilai provinsi" in plain(at)
    assert not components(at)


def test_a_chosen_kab_kota_stands_beside_the_others_of_its_province(tiny_world: Path) -> None:
    at = visit("konteks", aspek="aps_5_6~bps-contoh", provinsi="13", kab_kota=AGAM)
    assert not at.exception
    assert headline(at).startswith("Kabupaten Agam: ")
    assert "nasional tidak tersedia di sumber ini" in headline(at)
    crumbs = [b.label for b in at.button if b.label in ("Nasional", "Sumatera Barat")]
    assert crumbs == ["Nasional", "Sumatera Barat"]


def test_a_source_that_stops_at_the_province_leads_to_one_that_does_not(tiny_world: Path) -> None:
    at = visit("konteks", provinsi="13", aspek="aps_5_6~angka-partisipasi-sekolah-aps")
    (button,) = [b for b in at.button if b.label.startswith("Lihat kab/kota menurut")]
    after = button.click().run()
    assert after.query_params["aspek"] == "aps_5_6~bps-contoh"
    assert "BPS (contoh)" in plain(after)


@pytest.mark.parametrize(("page", "options"), [("program", {"tab": "kurikulum"}), ("program", {}), ("konteks", {})])
def test_a_link_of_junk_opens_a_page_with_a_note(tiny_world: Path, page: str, options: dict[str, str]) -> None:
    at = visit(page, **(JUNK | options))
    assert not at.exception
    assert any("Tautan disesuaikan" in i.value for i in at.info)
    assert re.search(r"\d", headline(at))


# --- small worlds ---


def test_without_any_data_each_page_and_tab_says_what_to_add(world: World) -> None:
    world()
    for tab in TABS:
        at = visit("program", tab=tab)
        assert not at.exception, tab
        assert re.search(r"Unggah & periksa|impor daftar", plain(at).replace("&amp;", "&")), tab
    at = visit("konteks")
    assert not at.exception
    assert "belum memuat data konteks daerah" in plain(at)


def test_one_row_of_each_kind_is_shown_and_not_compared(world: World) -> None:
    world(
        guru_penggerak=[make_penggerak(AGAM, JUN, 6, 2)], satuan_pendidikan=school_rows()[:1],
        komunitas_belajar=[make_komunitas(AGAM, jumlah_komunitas=4, jumlah_komunitas_aktif=1)],
        bimtek_kegiatan=[webinar_row("W1", JUN)], konteks_wilayah=[make_konteks(77.0)],
    )  # fmt: skip
    for query in ({"pulau": "Sumatera"}, {"provinsi": "13", "kab_kota": AGAM}):
        for tab in TABS:
            at = visit("program", tab=tab, **query)
            assert not at.exception, (tab, query)
            assert re.search(r"\d", headline(at)), (tab, query)
            assert "±" not in headline(at), "too few for an interval"
        assert not visit("konteks", **query).exception, query
    said = headline(visit("program", provinsi="13", kab_kota=AGAM))
    assert "33,3 %" in said
    assert "terlalu sedikit untuk dibandingkan" in said


def test_c9_stands_beside_the_own_counter_with_why_they_differ(world: World) -> None:
    world(
        guru_penggerak=penggerak_rows(),
        rapor_capaian=[c9_row("provinsi", 26.4), c9_row("provinsi", 11.0, tahun=2024),
                       c9_row("kab_kota", 31.5, kode_kab_kota_kemendagri="13.12", jenis="SMP Umum", label=None)],
    )  # fmt: skip
    at = visit("program", provinsi="13")
    text = plain(at)
    assert not at.exception
    assert "C.9 terbit Sumatera Barat 26,4 %; penghitung sendiri 20,0 %" in text
    assert text.index("26,4 % (Kurang)") < text.index("31,5 %"), "the wider region first"
    assert "11,0 %" not in text, "only the newest Rapor of a region"
    assert "Rapor memuat keadaan sebelum tahun terbitnya" in text


def test_coverage_of_communities_is_said_wherever_one_stands(world: World) -> None:
    world(komunitas_belajar=[make_komunitas(AGAM), make_komunitas(PADANG, jumlah_komunitas_aktif=None)])
    nation, other = visit("program", tab="komunitas"), visit("program", tab="komunitas", provinsi="32")
    assert "Data baru dari 1 provinsi (Sumatera Barat), 2 dari 514 kab/kota" in plain(nation)
    assert headline(nation).startswith("Sumatera Barat: 75,0 %")
    assert headline(other) == "Belum ada data komunitas belajar untuk Jawa Barat"
    assert "Data baru dari 1 provinsi" in plain(other)


def test_an_unknown_measure_is_named_readably_and_said_to_have_no_definition(world: World) -> None:
    world(konteks_wilayah=[make_konteks(3.0, AGAM, ukuran="rombel_lebih_40", satuan="rombel", sumber="Dinas")])
    for query in ({}, {"provinsi": "13"}, {"provinsi": "32"}):
        at = visit("konteks", **query)
        assert not at.exception
        assert "Rombel lebih 40" in plain(at)
        assert "belum ada definisi" in plain(at)


def test_two_sources_of_one_measure_are_two_choices_named_by_source(world: World) -> None:
    world(konteks_wilayah=[make_konteks(77.0), make_konteks(71.0, sumber="Dinas"),
                           make_konteks(0.7, sumber="Dinas", satuan="indeks")])  # fmt: skip
    at = visit("konteks")
    (box,) = [b for b in at.selectbox if b.label == "Ukuran konteks"]
    name = "Angka partisipasi sekolah usia 5–6 tahun"
    assert box.options == [f"{name} · BPS", f"{name} · Dinas · indeks", f"{name} · Dinas · persen"]
    assert headline(at).startswith("Nasional: 77,0 % pada 2025")


def test_rows_of_the_nation_alone_say_so_to_a_province(world: World) -> None:
    world(konteks_wilayah=[make_konteks(77.0), make_konteks(70.0, tahun=2023)])
    assert headline(visit("konteks")) == "Nasional: 77,0 % pada 2025, naik 7,0 poin sejak 2023"
    at = visit("konteks", provinsi="13")
    assert not at.exception
    assert headline(at) == "Nilai Sumatera Barat tidak tersedia di sumber ini"


def test_a_kab_kota_without_a_province_row_is_compared_with_none(world: World) -> None:
    world(konteks_wilayah=[make_konteks(50.0, AGAM), make_konteks(60.0, PADANG), make_konteks(90.0, BANDUNG)])
    at = visit("konteks", provinsi="13", kab_kota=AGAM)
    assert not at.exception
    assert headline(at) == "Kabupaten Agam: 50,0 % pada 2025; nasional tidak tersedia di sumber ini"
    assert "Terendah Kab. Agam 50,0 %, tertinggi Kota Padang 60,0 % pada 2025" in plain(at)
    assert "nilai provinsi tidak tersedia" in plain(at)


def test_a_last_cutoff_that_few_have_reported_is_said_to_be_incomplete(world: World) -> None:
    rows = penggerak_rows() + [make_penggerak(code, date(2025, 6, 30), 10, 1) for code in ("13.01", "13.02", "13.03")]
    late = [make_penggerak("13.01", date(2026, 9, 30), 10, 2)]
    world(guru_penggerak=rows + late)
    assert "belum lengkap: 1 kab/kota, sebelumnya 13" in plain(visit("program"))


# --- words and rows without a page ---


def trend(*rows: tuple[date, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["tanggal_data", "pct", "pct_rendah", "pct_tinggi"])


@pytest.mark.parametrize(
    ("row", "verdict"),
    [((DES, 15.0, 12.0, 18.0), "di bawah"), ((DES, 25.0, 22.0, 28.0), "melampaui"),
     ((DES, 19.0, 15.0, 23.0), "tidak berbeda nyata dari")],
)  # fmt: skip
def test_the_target_is_judged_by_the_interval(row: tuple[date, float, float, float], verdict: str) -> None:
    said = program_penggerak.target_words(trend(row, (JUN, 40.0, 39.0, 41.0)))
    assert said.replace("\u00a0", " ").endswith(f"pada 31 Des 2024, {verdict} target program 20 % untuk 2024")


def test_without_a_cutoff_before_its_day_nothing_is_said_of_the_target() -> None:
    assert program_penggerak.target_words(trend((JUN, 40.0, 39.0, 41.0))) == ""
    assert program_penggerak.target_words(trend()) == ""


def test_the_rhythm_of_a_source_is_its_middle_gap() -> None:
    assert program_place.rhythm([date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1)]) in (182, 184)
    assert program_place.rhythm([DES]) == 365


@pytest.mark.parametrize(("raw", "shown"), [("rombel_lebih_40", "Rombel lebih 40"), ("__", "Tanpa nama"), ("a", "A")])
def test_a_raw_name_becomes_words(raw: str, shown: str) -> None:
    assert context_rows.readable(raw) == shown

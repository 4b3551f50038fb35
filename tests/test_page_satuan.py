"""The page of one school, and the kecamatan level of the Provinsi page: with data, one row, none, and hostile links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.mart_world import AGAM, OKT, SEP, make_pmm, make_sekolah, publish_world, write_dataset
from tests.test_queries_school import write
from tests.visiting import headline, visit, words
from views.province.districts import NONE, in_order, secret
from views.school.profile import people
from views.school.quality import doubts, sources
from warehouse import gate

pytestmark = pytest.mark.xdist_group("halaman")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("satuan")
    publish_world(place, write=write)
    return place


@pytest.fixture
def world(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SERAPAN_DATA", str(folder))
    yield folder
    gate.close_all()


def buttons(at: AppTest) -> list[str]:
    return [str(b.key) for b in at.button if b.key not in ("bekukan", "mode_rapat")]


def link(at: AppTest, name: str) -> str:
    """A parameter of the address, which is a list only where the test set it."""
    value = at.query_params.get(name, "")
    return str(value[0]) if isinstance(value, list) else str(value)


def test_without_a_school_the_page_says_what_to_do(world: Path) -> None:
    at = visit("satuan")
    assert not at.exception
    assert at.title[0].value == "Satuan pendidikan"
    assert at.caption[0].value.endswith("?")
    assert "Ketik NPSN atau nama" in words(at)


def test_a_name_with_slips_finds_its_school_and_a_click_opens_it(world: Path) -> None:
    at = visit("satuan", cari="sdn 12 mlati")
    assert headline(at) == "Tidak ada yang persis sama; 1 nama mirip, yang terdekat SD NEGERI 12 MELATI"
    assert buttons(at)[0] == "buka_10000012"
    at.button(key="buka_10000012").click().run()
    assert not at.exception
    assert at.title[0].value == "SD NEGERI 12 MELATI"
    assert link(at, "satuan") == "10000012"
    assert link(at, "cari") == "sdn 12 mlati"
    assert link(at, "kab_kota") == AGAM
    at.button(key="cari_kembali").click().run()
    assert at.title[0].value == "Satuan pendidikan"
    assert link(at, "provinsi") == "nasional"


def test_two_schools_of_one_name_are_parted_by_their_place(world: Path) -> None:
    at = visit("satuan", cari="SD Negeri 1 Melati")
    assert headline(at) == "2 satuan pendidikan bernama SD NEGERI 1 MELATI; bedakan dari tempatnya"
    said = words(at)
    assert "Kec. Utara · Kab. Agam · Sumatera Barat · NPSN 10000001" in said
    assert "Kec. Timur · Kota Padang · Sumatera Barat · NPSN 20000001" in said


def test_words_that_half_of_all_names_have_name_no_school(world: Path) -> None:
    said = headline(visit("satuan", cari="sd negeri 1"))
    assert "bernama" not in said
    assert "yang terdekat SD NEGERI 1 MELATI" in said


@pytest.mark.parametrize("typed", ["10000004", " 1000 0004", "10000004.0"])
def test_an_npsn_typed_in_any_way_opens_its_school_at_once(world: Path, typed: str) -> None:
    at = visit("satuan")
    at.text_input(key="opsi_cari").set_value(typed).run()
    assert not at.exception
    assert at.title[0].value == "SD NEGERI 4 MELATI"


def test_another_name_typed_leaves_the_school_that_is_open(world: Path) -> None:
    at = visit("satuan", satuan="10000004")
    at.text_input(key="opsi_cari").set_value("mi melati").run()
    assert at.title[0].value == "Satuan pendidikan"
    assert buttons(at)[0] == "buka_20000002"


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE satuan_pendidikan; --",
        "**tebal** [a](http://x.y)",
        "🙂🙂🙂",
        "a" * 10_000,
        "%",
        "<script>",
        "$x$",
    ],
)
def test_a_hostile_search_is_a_sentence_and_never_an_error(world: Path, text: str) -> None:
    at = visit("satuan", cari=text)
    assert not at.exception
    assert "Tidak ada satuan pendidikan yang cocok" in words(at) or buttons(at)
    assert len(link(at, "cari")) <= 80


def test_an_unknown_npsn_says_so_and_what_to_do(world: Path) -> None:
    at = visit("satuan", cari="99999999")
    assert "Tidak ada satuan pendidikan dengan NPSN berawalan “99999999”" in words(at)
    linked = visit("satuan", satuan="99999999")
    assert not linked.exception
    assert "“99999999” tidak ada pada daftar" in words(linked)
    assert linked.title[0].value == "Satuan pendidikan"


def test_junk_in_every_parameter_opens_the_search(world: Path) -> None:
    names = (
        "ukuran kelompok tanggal banding jenjang status provinsi kab_kota kecamatan satuan pulau pembanding kewenangan"
    )
    junk = dict.fromkeys(names.split(), "<b>'; --")
    at = visit("satuan", **junk)
    assert not at.exception
    assert at.title[0].value == "Satuan pendidikan"


def test_a_school_is_told_with_numerator_denominator_and_its_neighbours(world: Path) -> None:
    at = visit("satuan", satuan="10000004")
    assert not at.exception
    assert headline(at) == "4 dari 10 guru aktif di PMM (40,0 %, kab/kota 62,6 %)"
    said = words(at)
    assert "tanpa peringkat dan tanpa selang" in said
    assert "Belum ada Rapor Pendidikan untuk satuan pendidikan ini" in said
    assert "Belum tercatat pada kegiatan bimtek mana pun" in said


def test_the_steps_back_keep_every_filter(world: Path) -> None:
    at = visit("satuan", satuan="10000004", jenjang="SD", banding="1")
    links = [one.proto for one in at.get("page_link")]
    assert [one.label for one in links][:2] == ["Nasional", "Pulau Sumatera"]
    assert "Kabupaten Agam" in [one.label for one in links]
    deepest = next(one.query_string for one in links if one.label == "Kec. Utara")
    assert "jenjang=SD" in deepest
    assert "kab_kota=13.06" in deepest
    assert "satuan=semua" in deepest


def test_a_school_of_three_teachers_never_shows_its_counts(world: Path) -> None:
    at = visit("satuan", satuan="10000021")
    assert not at.exception
    said = words(at)
    assert headline(at) == "Kelompoknya terlalu kecil: angka orang tidak ditampilkan"
    assert headline(at, 1) == "tidak ada data peserta didik, <5 guru"
    assert "2 dari 3" not in said
    assert "66,7" not in said


def test_a_school_without_any_data_says_so_in_every_panel(world: Path) -> None:
    at = visit("satuan", satuan="20000001")
    assert not at.exception
    assert headline(at) == "Belum ada satu pun data pemanfaatan platform untuk satuan pendidikan ini"
    assert "Tidak satu pun ekspor platform memuat NPSN ini." in words(at)


def test_a_school_without_a_kecamatan_is_open_and_says_what_is_missing(world: Path) -> None:
    at = visit("satuan", satuan="10000020")
    assert not at.exception
    assert "O'BRIEN %" in str(at.title[0].value).replace("\\", "")
    assert "Dapodik tidak memuat kecamatan, jumlah guru" in words(at)
    assert "tertinggal" in words(at)


def test_a_school_with_everything_opens_on_the_sample(tiny_world: Path) -> None:
    npsn = _first_npsn(tiny_world)
    at = visit("satuan", satuan=npsn)
    assert not at.exception
    said = words(at)
    assert "Mutu data satuan pendidikan ini" in said
    assert "Rapor 20" in said


def _first_npsn(data: Path) -> str:
    (file,) = (data / "warehouse").glob("*/marts.duckdb")
    with duckdb.connect(str(file), read_only=True) as con:
        row = con.execute(
            "SELECT s.npsn FROM satuan_pendidikan AS s INNER JOIN rapor_satuan_pendidikan AS r ON s.npsn = r.npsn "
            "INNER JOIN bimtek_satuan_pendidikan AS b ON s.npsn = b.npsn ORDER BY s.npsn LIMIT 1"
        ).fetchone()
    assert row is not None
    return str(row[0])


def test_a_world_of_one_school_and_one_row_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def one(place: Path) -> None:
        write_dataset(place, "satuan_pendidikan", [make_sekolah("10000001", nama="SD SATU")])
        write_dataset(place, "pmm_aktivitas", [make_pmm("10000001", OKT)])

    publish_world(tmp_path, write=one)
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    at = visit("satuan", satuan="10000001")
    assert not at.exception
    assert headline(at) == "5 dari 10 guru aktif di PMM (50,0 %)"
    district = visit("provinsi", provinsi="13", kab_kota=AGAM)
    assert not district.exception
    assert "1 kecamatan di Kab. Agam, semuanya kurang dari 10 satuan: terlalu sedikit" in words(district)
    gate.close_all()


def test_a_world_without_schools_says_that_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_world(tmp_path, write=lambda place: write_dataset(place, "pmm_aktivitas", []))
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    for query in ({}, {"cari": "melati"}, {"cari": "1000"}, {"satuan": "10000001"}):
        at = visit("satuan", **query)
        assert not at.exception
        assert "satuan pendidikan" in words(at)
    assert "Snapshot ini belum memuat daftar satuan pendidikan." in words(visit("satuan"))
    gate.close_all()


def test_a_school_of_a_region_outside_the_provinces_is_found_and_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def abroad(place: Path) -> None:
        write_dataset(place, "satuan_pendidikan", [make_sekolah("10000001", "99.01", nama="SEKOLAH INDONESIA")])
        write_dataset(place, "pmm_aktivitas", [make_pmm("10000001", SEP, "99.01")])

    publish_world(tmp_path, write=abroad)
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    at = visit("satuan", cari="sekolah indonesia")
    assert not at.exception
    assert "di luar 38 provinsi" in words(at)
    assert not visit("satuan", satuan="10000001").exception
    gate.close_all()


# --- the words and orders behind the panels ---


def test_people_of_one_to_four_are_not_told() -> None:
    assert [people(v) for v in (None, 0, 1, 4, 5, -1, float("nan"))] == [
        "tidak ada data", "0", "<5", "<5", "5", "<5", "tidak ada data"
    ]  # fmt: skip


def _school(**given: object) -> pd.Series:
    usual = {"kecamatan": "K", "kewenangan": "pemda", "jenjang": "SD", "jumlah_guru": 20, "nama_provinsi": "Bali"}
    return pd.Series({**usual, **given})


def _pmm(m: float) -> pd.DataFrame:
    return pd.DataFrame([{"ukuran": "pmm.aktif_30_hari", "m": m, "siapa": "guru"}])


def test_teachers_counted_very_differently_are_a_doubt() -> None:
    assert doubts(_school(), _pmm(30)) == ["Dapodik mencatat 20 guru, penyebut PMM 30 guru."]
    assert doubts(_school(), _pmm(22)) == []
    assert doubts(_school(jumlah_guru=5), _pmm(7)) == [], "two people are no doubt"
    assert doubts(_school(jumlah_guru=4), _pmm(30)) == [], "a small group is not told by its gap"


def test_a_year_without_any_label_is_no_year_of_rapor() -> None:
    school = _school(tanggal_data=OKT)
    platforms = pd.DataFrame(columns=["platform"])
    rapor = pd.DataFrame({"tahun": [2024, 2025], "label": ["Baik", None], "nilai": [None, None]})
    found = sources(school, platforms, pd.DataFrame(), rapor, 0).set_index("Sumber")
    assert found.loc["Rapor Pendidikan (label)", "Terakhir"] == "2024"
    assert found["Keadaan"].tolist() == ["ada", "ada", "tidak ada"]


def test_kecamatan_stand_by_share_then_the_few_then_those_without_a_name() -> None:
    frame = pd.DataFrame(
        {"nama": [NONE, "B", "A", "C"], "pct": [90.0, 50.0, 99.0, 70.0],
         "is_terlalu_sedikit": [False, False, True, False]}
    )  # fmt: skip
    assert in_order(frame)["nama"].tolist() == ["C", "B", "A", NONE]


def test_a_small_school_is_not_given_away_by_any_total_it_stands_in() -> None:
    frame = pd.DataFrame(
        {"m": [3.0, 20.0, 9.0, 30.0, 40.0], "kecamatan": ["U", "U", "U", "U", None],
         "jenjang": ["SD", "SD", "SMP", "SMP", "SD"], "status": ["Negeri"] * 5, "kewenangan": ["pemda"] * 5}
    )  # fmt: skip
    # 3 is small; 9 is the smallest other of all, 20 of the SD; 30 would give 9 away among the SMP.
    assert secret(frame).tolist() == [True, True, True, True, False]
    assert secret(frame.assign(m=20.0)).tolist() == [False] * 5
    assert secret(frame.iloc[:0]).tolist() == []


# --- the kecamatan level of the Provinsi page ---


def test_a_kab_kota_shows_its_kecamatan_and_its_schools(world: Path) -> None:
    at = visit("provinsi", provinsi="13", kab_kota=AGAM)
    assert not at.exception
    said = words(at)
    assert "Dibanding Kab. Agam (62,6 %): 1 setara, 1 terlalu sedikit satuannya" in said
    table = next(t.value for t in at.dataframe if "Kecamatan" in t.value and "Satuan pendidikan" in t.value)
    assert table["Kecamatan"].tolist() == ["Kec. Utara", "Kec. Selatan"]
    assert table["Penyebut"].str.strip().tolist() == ["ditutup", "<5"], "the other would give the small one away"


def test_a_kecamatan_narrows_the_schools(world: Path) -> None:
    at = visit("provinsi", provinsi="13", kab_kota=AGAM, kecamatan="Kec. Utara")
    assert not at.exception
    table = next(t.value for t in at.dataframe if "NPSN" in t.value)
    assert len(table) == 12
    assert set(table["Kecamatan"]) == {"Kec. Utara"}
    assert "12 satuan pendidikan di Kec. Utara, Kab. Agam" in words(at)


def test_a_wrong_kecamatan_opens_the_whole_kab_kota_with_a_note(world: Path) -> None:
    at = visit("provinsi", provinsi="13", kab_kota=AGAM, kecamatan="Kec. Entah")
    assert not at.exception
    assert "Kecamatan “Kec. Entah” tidak ada" in at.info[0].value, "said by name"
    assert len(next(t.value for t in at.dataframe if "NPSN" in t.value)) == 14

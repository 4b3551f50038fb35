"""Rapor and Rapor × pemakaian as pages: with data, one row, none, and links that mean nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.mart_world import AGAM, OKT, make_pmm, publish_world, write_dataset
from tests.rapor_world import write_one_row, write_rapor
from tests.visiting import headline, visit, words
from views.rapor.rows import Pilih, pick
from views.rapor.use_rows import jenjang_of, kewenangan_of
from warehouse import gate

pytestmark = pytest.mark.xdist_group("halaman")

JUNK = {
    "provinsi": "<b>99", "kab_kota": "77.77", "indikator": "Z.9'; DROP", "jenis": "SD Ajaib", "tahun": "abad lalu",
    "kelompok_rapor": "SEMUA", "status_rapor": "Rahasia", "tampilan": "x", "satuan_wilayah": "desa", "ukuran": "x.y",
    "pembanding": "??,13", "tanggal": "kemarin",
}  # fmt: skip


def write_usage(place: Path) -> None:
    """Use without any Rapor."""
    write_dataset(place, "pmm_aktivitas", [make_pmm("10000001", OKT)])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Callable[[Path], None]], Path]:
    """The data folder of a world, published once for all tests of this file."""
    folders: dict[str, Path] = {}

    def folder(write: Callable[[Path], None]) -> Path:
        if write.__name__ not in folders:
            folders[write.__name__] = tmp_path_factory.mktemp(write.__name__)
            publish_world(folders[write.__name__], write=write)
        return folders[write.__name__]

    return folder


@pytest.fixture
def world(
    published: Callable[[Callable[[Path], None]], Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Callable[[Path], None]], None]]:
    """A function that makes a world this test's data."""
    yield lambda write: monkeypatch.setenv("SERAPAN_DATA", str(published(write)))
    gate.close_all()


def grid(at: AppTest) -> dict[str, list[str]]:
    """The cells of the grid of label and change by their column's name, without markup."""
    (found,) = [e.proto.body for e in at.get("html") if '<table class="rapi petak-rapor"' in e.proto.body]
    cells: dict[str, list[str]] = {}
    for column, body in re.findall(r'data-kolom="([^"]*)">(.*?)</td>', found):
        cells.setdefault(column, []).append(re.sub(r"<[^>]+>", " ", body))
    return cells


# --- Rapor Pendidikan ---


def test_the_province_says_how_many_labels_are_best_and_what_changed(tiny_world: Path) -> None:
    at = visit("rapor", provinsi="13")
    assert not at.exception
    assert [t.value for t in at.title] == ["Rapor Pendidikan"]
    assert at.caption[0].value.endswith("?")
    assert re.fullmatch(
        r"Sumatera Barat, SD Umum: (\d+|tidak satu pun) dari \d+ indikator berlabel terbaik di Rapor 2025; "
        r"dari Rapor 2024: .*(naik|tetap|turun|tidak dapat dibandingkan)", headline(at)
    )  # fmt: skip
    said = words(at)
    assert "Rapor 2025 memuat Asesmen Nasional dan Survei Lingkungan Belajar 2024" in said
    assert "20 % mutu" in said
    assert "tidak diskalakan ulang" in said


def test_the_grid_puts_each_indicator_where_its_label_and_change_belong(
    world: Callable[[Callable[[Path], None]], None],
) -> None:
    world(write_rapor)
    at = visit("rapor", provinsi="13")
    assert not at.exception
    assert headline(at) == (
        "Sumatera Barat, SD Umum: 1 dari 4 indikator berlabel terbaik di Rapor 2025; dari Rapor 2024: "
        "1 naik, 1 tetap, 1 turun, 1 tidak dapat dibandingkan"
    )
    cells = grid(at)
    best, middle, lowest = range(3)
    assert "B.1" in cells["Tetap"][best], "Rendah is the best label of a gap"
    assert "A.1" in cells["Naik"][middle]
    assert "+4,0" in cells["Naik"][middle]
    assert "D.1" in cells["Turun"][middle]
    assert "C.3" in cells["Tidak dapat dibandingkan"][lowest]
    assert "instrumen berganti" in cells["Tidak dapat dibandingkan"][lowest]


def test_each_dimension_is_a_fold_that_says_how_its_indicators_changed(
    world: Callable[[Callable[[Path], None]], None],
) -> None:
    world(write_rapor)
    folds = [e.label for e in visit("rapor", provinsi="13").expander]
    assert "**A · Mutu dan relevansi hasil belajar** · 1 indikator: 1 naik" in folds
    assert (
        "**C · Kompetensi dan kinerja GTK** · 1 indikator: 1 tidak dapat dibandingkan; 1 indikator tingkat 2" in folds
    )


def test_a_part_of_an_indicator_breaks_with_its_parent(world: Callable[[Callable[[Path], None]], None]) -> None:
    world(write_rapor)
    at = visit("rapor", provinsi="13", indikator="C.3.1")
    assert "awal instrumen baru" in words(at)
    (table,) = [e.proto.body for e in at.get("html") if "Dimensi C, tingkat 2" in e.proto.body]
    assert "C.3.1" in table
    assert "instrumen berganti" in table
    assert "−33,0" not in table


def test_paud_and_dasmen_of_one_code_are_never_shown_together(
    world: Callable[[Callable[[Path], None]], None],
) -> None:
    world(write_rapor)
    dasmen = words(visit("rapor", provinsi="13", kelompok_rapor="DASMEN"))
    paud = words(visit("rapor", provinsi="13", kelompok_rapor="PAUD"))
    assert "Perencanaan" in paud
    assert "Perencanaan" not in dasmen
    assert "Kabupaten Agam yang mempunyai nilai, 33,0" in paud
    assert "60,0" not in paud


def test_a_total_is_shown_as_published_and_never_summed(world: Callable[[Callable[[Path], None]], None]) -> None:
    world(write_rapor)
    found = {s: words(visit("rapor", provinsi="13", status_rapor=s)) for s in ("Semua", "Negeri", "Swasta")}
    assert "61,5 %" in found["Semua"]
    assert "81,5 %" in found["Negeri"]
    assert "41,5 %" in found["Swasta"]
    assert "143,0" not in found["Semua"]


def test_enrolment_above_100_is_printed_as_it_is(world: Callable[[Callable[[Path], None]], None]) -> None:
    world(write_rapor)
    said = words(visit("rapor", provinsi="13", jenis="SD Sederajat"))
    assert "104,5 %" in said
    assert "1 dari 1 indikator berlabel terbaik" in said


def test_a_region_without_data_is_listed_with_its_reason(world: Callable[[Callable[[Path], None]], None]) -> None:
    world(write_rapor)
    at = visit("rapor", provinsi="13", kab_kota=AGAM)
    assert not at.exception
    said = words(at)
    assert "18 kab/kota tanpa data, dengan alasannya" in [e.label for e in at.expander]
    assert "satdik tidak mengikuti AN" in said
    assert "tidak ada di berkas" in said
    assert "Kabupaten Agam 72,00 (Tuntas Pratama)" in said
    assert "2 dari 3 satuan pendidikan berlabel Baik (terlalu sedikit untuk dibandingkan)" in said


def test_an_indicator_of_labels_alone_counts_them_and_names_the_regions(
    world: Callable[[Callable[[Path], None]], None],
) -> None:
    world(write_rapor)
    at = visit("rapor", provinsi="13", kab_kota=AGAM, indikator="D.4")
    assert not at.exception
    said = words(at)
    assert "Baik: Kabupaten Agam" in said
    assert "Kurang: Kota Padang" in said
    assert "hanya label, tanpa nilai; tertulis: Naik 0,59" in said
    assert "17 kab/kota tanpa data" in " ".join(e.label for e in at.expander)


def test_the_nation_without_rows_says_so_and_shows_the_provinces(tiny_world: Path) -> None:
    at = visit("rapor", provinsi="nasional")
    assert not at.exception
    assert headline(at).startswith("Rapor nasional tidak ada di berkas; A.1 Kemampuan literasi per provinsi:")
    assert "tidak dihitung dari rata-rata" in words(at)


def test_one_row_is_enough_and_no_platform_is_needed(world: Callable[[Callable[[Path], None]], None]) -> None:
    world(write_one_row)
    at = visit("rapor", provinsi="13")
    assert not at.exception
    assert headline(at) == (
        "Sumatera Barat, SD Umum: tidak satu pun dari 1 indikator berlabel terbaik di Rapor 2025; "
        "perubahan dari Rapor 2024 tidak dapat dibandingkan"
    )
    assert "Proporsi tidak terbit" in words(at)


@pytest.mark.parametrize("page", ["rapor", "rapor_pemakaian"])
def test_without_any_rapor_the_page_says_what_to_do(world: Callable[[Callable[[Path], None]], None], page: str) -> None:
    world(write_usage)
    at = visit(page, provinsi="13")
    assert not at.exception
    assert "tidak memuat" in words(at)
    assert "Unggah unduhan Rapor Pendidikan Daerah" in words(at)


@pytest.mark.parametrize("page", ["rapor", "rapor_pemakaian"])
def test_a_link_that_means_nothing_opens_the_nearest_view(tiny_world: Path, page: str) -> None:
    at = visit(page, **JUNK)
    assert not at.exception
    assert "Tautan disesuaikan" in words(at)
    assert len(at.header) > 1


def test_a_kind_that_the_other_group_knows_falls_back_without_a_note(tiny_world: Path) -> None:
    at = visit("rapor", provinsi="13", kelompok_rapor="PAUD", jenis="SD Umum", indikator="A.1")
    assert not at.exception
    assert "Tautan disesuaikan" not in words(at)
    assert headline(at).startswith("Sumatera Barat, PAUD")


def test_changing_the_group_by_hand_changes_what_hangs_on_it_and_the_link(tiny_world: Path) -> None:
    at = visit("rapor", provinsi="13", jenis="SMP Umum", indikator="A.2")
    at.selectbox(key="opsi_kelompok_rapor").set_value("PAUD").run()
    assert not at.exception
    assert headline(at).startswith("Sumatera Barat, PAUD")
    assert "Tautan disesuaikan" not in words(at)
    assert at.query_params["kelompok_rapor"] in ("PAUD", ["PAUD"])
    assert at.query_params["jenis"] in ("PAUD", ["PAUD"])


# --- Rapor × pemakaian ---


def test_the_scatter_gives_a_correlation_with_its_interval_and_says_it_is_no_cause(tiny_world: Path) -> None:
    at = visit("rapor_pemakaian", provinsi="13", pembanding="setara")
    assert not at.exception
    assert re.search(
        r"^19 kab/kota Sumatera Barat: .*(Korelasi peringkat [+−]?\d,\d\d \(selang 95 % [+−]?\d,\d\d s\.d\. "
        r"[+−]?\d,\d\d\)|terlalu sedikit untuk korelasi)", headline(at)
    )  # fmt: skip
    said = words(at)
    assert "Hubungan ini bukan bukti sebab" in said
    assert "Mengapa keduanya berbeda" in [s.value for s in at.subheader]
    for verb in ("menyebabkan", "mengakibatkan", "berdampak", "meningkatkan"):
        assert verb not in said


def test_three_provinces_are_too_few_for_a_correlation(tiny_world: Path) -> None:
    at = visit("rapor_pemakaian", provinsi="nasional")
    assert not at.exception
    assert headline(at) == "3 provinsi: wilayah terlalu sedikit untuk korelasi (3; perlu 10, juga sesudah ditimbang)"


def test_the_rapor_figure_of_pmm_stands_beside_its_own_counter(
    world: Callable[[Callable[[Path], None]], None],
) -> None:
    world(write_rapor)
    at = visit("rapor_pemakaian", provinsi="13", ukuran="pmm.login")
    assert not at.exception
    said = words(at)
    assert "Sumatera Barat: Rapor 7,0 %, penghitung PMM 80,0 %; selisih +73,0 poin" in said
    assert "rata-rata satuan pendidikan" in said


def test_an_indicator_without_values_says_what_to_choose(world: Callable[[Callable[[Path], None]], None]) -> None:
    world(write_rapor)
    at = visit("rapor_pemakaian", provinsi="13", ukuran="belajar_id.aktif", jenis="SD Sederajat", jenjang="SMA")
    assert not at.exception
    assert headline(at) == "Pemakaian dan Rapor belum dapat dipasangkan untuk pilihan ini"


def test_a_published_total_counts_before_a_row_without_status() -> None:
    rows = pd.DataFrame(
        [
            {"jenis": "SD", "status": status, "rincian": "capaian", "kode": kode, "tahun": 2025, "nilai": nilai}
            for status, kode, nilai in (("Tidak Relevan", "A.1", 1.0), ("Semua", "A.1", 2.0), ("Negeri", "A.1", 3.0),
                                        ("Tidak Relevan", "B.5", 4.0))
        ]
    )  # fmt: skip
    assert pick(rows, Pilih("DASMEN", "SD", "Semua", 2025, "A.1")).nilai.tolist() == [2.0, 4.0]
    assert pick(rows, Pilih("DASMEN", "SD", "Negeri", 2025, "A.1")).nilai.tolist() == [3.0]
    assert pick(rows, Pilih("DASMEN", "SMP", "Semua", 2025, "A.1")).empty


def test_the_kinds_of_the_rapor_meet_their_own_schools_in_use() -> None:
    kinds = ("SD Umum", "SD MI", "SMP MTS", "SMA MA/MAK", "SMA SLB", "SMP Kesetaraan", "SMK Umum", "TK", "RA",
             "SD Sederajat", "Semua jenjang")  # fmt: skip
    assert [jenjang_of(kind) for kind in kinds] == ["SD", "SD", "SMP", "SMA", "SLB", "Kesetaraan", "SMK", "PAUD",
                                                    "PAUD", None, None]  # fmt: skip
    assert [k for k in kinds if kewenangan_of(k) == "Kemenag"] == ["SD MI", "SMP MTS", "SMA MA/MAK", "RA"]

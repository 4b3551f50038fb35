"""Every page on the tiny world and without data: titles, numbers, empty notes, tampered links, downloads."""

from __future__ import annotations

import csv
import io
import re
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.shares import clustered
from schemas.manifest import Manifest
from tests.mart_world import make_sekolah, publish_world, write_dataset
from tests.visiting import SHELL, components, headline, visit, words
from views import downloads
from views.data_panels import check_name
from views.filters import Saringan
from views.tile_map import EMPAT_HURUF, tiles
from warehouse import gate, progress, snapshots
from warehouse.viewer import DEMO

pytestmark = pytest.mark.xdist_group("halaman")

PAGES = ("ringkasan", "platform", "provinsi", "data")
TITLES = {"ringkasan": "Ringkasan", "platform": "Platform", "provinsi": "Sumatera Barat", "data": "Berkas & riwayat"}


# --- with data ---


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_its_name_its_question_and_that_the_data_is_a_sample(tiny_world: Path, page: str) -> None:
    at = visit(page, provinsi="13")
    assert not at.exception
    assert [t.value for t in at.title] == [TITLES[page]]
    assert at.caption[0].value.endswith("?")
    assert "DATA CONTOH" in words(at)


def test_ringkasan_leads_with_the_share_its_interval_and_the_real_changes(tiny_world: Path) -> None:
    at = visit("ringkasan")
    frame = gate.ask(
        DEMO, "pemanfaatan_per_bulan",
        {"ukuran": "pmm.aktif_30_hari", "kelompok_pengguna": "guru", "jenjang": "Semua", "status": "Semua",
         "kewenangan": "tanpa_kemenag",
         "pulau": None, "kode_provinsi": None, "kode_kab_kota": None},
    )  # fmt: skip
    row = frame.iloc[-1]
    share = clustered(row.jumlah_satuan, row.x, row.m, row.xx, row.mm, row.xm)
    shown = f"{share.pct:.1f} % (±{(share.high - share.low) / 2:.1f}) guru".replace(".", ",")
    said = headline(at)
    assert said.startswith(f"{shown} aktif di PMM / Ruang GTK dalam 30 hari per 31 Okt 2026, naik ")
    assert re.search(r" poin \(±\d+,\d\) sejak Jul 2026; (semua \d+|\d+) provinsi", said)
    assert sum(int(n) for n in re.findall(r"(\d+) (?=provinsi|turun|tak|terlalu|tanpa)", said)) == 38, said


def test_ringkasan_shows_four_figures_and_the_cutoff_on_every_panel(tiny_world: Path) -> None:
    at = visit("ringkasan")
    text = words(at)
    for name in ("belajar.id", "PMM / Ruang GTK", "Rapor Pendidikan", "Bimtek"):
        assert name in text
    feet = [m.value for m in at.markdown if "Sumber" in m.value]
    assert len(feet) == 2
    assert all("Data per 31 Okt 2026" in foot for foot in feet)
    assert len(components(at)) == 1, "the tile map is a component, not a picture"


def test_platform_explains_numerator_and_denominator_beside_the_chart(tiny_world: Path) -> None:
    text = words(visit("platform", ukuran="arkas.rkas_disahkan"))
    assert "RKAS-nya disahkan" in text
    assert "penerima BOSP" in text
    assert "Pembilang" in text
    assert "Penyebut" in text


def test_a_region_level_source_says_that_it_has_no_interval(tiny_world: Path) -> None:
    at = visit("platform", ukuran="canva.aktif")
    assert "±" not in at.header[0].value
    assert "tanpa selang: data tidak per satuan" in words(at)


def test_provinsi_stands_beside_nation_and_island(tiny_world: Path) -> None:
    at = visit("provinsi", provinsi="13", pembanding="pulau")
    assert at.header[0].value.startswith("Sumatera Barat")
    assert "nasional" in at.header[0].value
    assert "dibanding Pulau Sumatera dan nasional" in words(at)
    assert any("Rapor 2025 Sumatera Barat" in h.value for h in at.header)


def test_kab_kota_with_fewer_than_ten_schools_are_not_compared(tiny_world: Path) -> None:
    assert "satuan terlalu sedikit untuk dibandingkan" in words(visit("provinsi", provinsi="13"))


def test_a_kab_kota_in_the_link_opens_its_schools_by_name(tiny_world: Path) -> None:
    at = visit("provinsi", provinsi="13", kab_kota="13.71")
    assert not at.exception
    assert "satuan pendidikan di Kota Padang" in words(at)
    schools = next(d.value for d in at.dataframe if "NPSN" in d.value)
    assert schools["Satuan pendidikan"].tolist() == sorted(schools["Satuan pendidikan"])


def test_kemenag_stands_apart_unless_asked_for(tiny_world: Path) -> None:
    def base(**query: str) -> int:
        foot = next(m.value for m in visit("platform", **query).markdown if "n = " in m.value)
        return int(re.search(r"n = ([\d.]+)", foot).group(1).replace(".", ""))  # type: ignore[union-attr]

    apart, kemenag, both = base(), base(kewenangan="Kemenag"), base(kewenangan="semua")
    assert apart + kemenag == both
    assert kemenag > 0


def test_the_data_page_accounts_for_every_row(tiny_world: Path) -> None:
    at = visit("data")
    text = re.sub(r"\s+", " ", words(at))
    found = re.search(r"([\d.]+) dibaca = ([\d.]+) diterima \+ ([\d.]+) disisihkan \+ ([\d.]+)", text)
    assert found
    read, *parts_of_it = (int(text.replace(".", "")) for text in found.groups())
    assert read == sum(parts_of_it) > 1000
    columns = words(visit("kamus", jenis_kamus="kolom", dataset="satuan_pendidikan"))
    assert "Nomor Pokok Sekolah Nasional" in columns, "the dictionary comes from the schemas"


def test_a_snapshot_without_files_says_so_on_the_data_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_world(tmp_path, write=lambda place: write_dataset(place, "satuan_pendidikan", [make_sekolah("10000001")]))
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    at = visit("data")
    assert not at.exception
    assert "Snapshot ini tidak memuat berkas." in words(at)
    assert "Belum ada berkas sumber yang tercatat pada snapshot ini." in words(at)


def test_choosing_a_measure_by_hand_rewrites_the_link_without_a_note(tiny_world: Path) -> None:
    at = visit("ringkasan")
    at.selectbox(key="saring_ukuran").set_value("belajar_id.teraktivasi").run()
    assert not at.exception
    assert at.query_params["ukuran"] == "belajar_id.teraktivasi"
    assert not at.info
    assert "akun guru belajar.id telah diaktifkan per" in headline(at)


def test_every_filter_is_in_the_link_defaults_included(tiny_world: Path) -> None:
    at = visit("ringkasan")
    assert set(at.query_params) == {
        "ukuran", "kelompok", "tanggal", "jenjang", "status", "kewenangan", "banding", "pembanding",
        "pulau", "provinsi", "kab_kota", "kecamatan", "satuan",
    }  # fmt: skip


# --- without data, and wrong links ---


@pytest.mark.parametrize("page", PAGES)
def test_without_any_snapshot_the_first_start_page_says_what_to_do(empty_data: Path, page: str) -> None:
    at = visit(page)
    assert not at.exception
    assert at.title[0].value == "Serapan sedang disiapkan"
    assert "python -m pipelines.build" in words(at)


def test_the_first_start_page_shows_how_far_the_preparation_is(empty_data: Path) -> None:
    progress.write("Membaca PMM_2026-10.csv", 0.42)
    at = visit("ringkasan")
    assert not at.exception
    assert any("42" in str(e.proto) and "Membaca PMM" in str(e.proto) for e in at.get("progress"))


def test_the_first_start_page_says_in_plain_words_why_it_failed(empty_data: Path) -> None:
    progress.write("Impor gagal", 1.0, "Berkas x.csv tidak terbaca.")
    assert "Berkas x.csv tidak terbaca." in words(visit("ringkasan"))


@pytest.mark.parametrize("page", ["ringkasan", "platform", "provinsi"])
def test_a_choice_without_rows_says_so_and_what_to_do(tiny_world: Path, page: str) -> None:
    at = visit(page, kelompok="PS", jenjang="PAUD", provinsi="13")
    assert not at.exception
    assert "Belum ada data" in words(at)


def test_an_empty_page_has_a_button_back_to_where_there_is_something(tiny_world: Path) -> None:
    at = visit("ringkasan", kelompok="PS", jenjang="PAUD")
    at.button(key="lebarkan").click().run()
    assert at.query_params["jenjang"] == "Semua"
    assert at.query_params["kelompok"] == "PS"
    assert "pengawas sekolah aktif di PMM" in headline(at)


def test_a_source_that_does_not_tell_kemenag_apart_says_so_and_offers_no_choice(tiny_world: Path) -> None:
    at = visit("ringkasan", ukuran="canva.aktif")
    text = words(at)
    assert "pemda dan Kemenag (sumber tidak memisahkan)" in text
    assert "tanpa Kemenag" not in text
    assert at.selectbox(key="saring_jenjang").disabled
    assert at.selectbox(key="saring_kewenangan").disabled
    assert "Kemenag" not in visit_small(visit("ringkasan", ukuran="kampus_merdeka.aktif")), (
        "students have no kewenangan"
    )


def visit_small(at: AppTest) -> str:
    """The small line over the answer."""
    return next(e.proto.body for e in at.get("html") if 'class="kecil"' in e.proto.body)


def test_the_card_of_the_measure_shown_says_what_the_headline_says(tiny_world: Path) -> None:
    for query in ({"jenjang": "SMP"}, {"kelompok": "semua"}, {"kewenangan": "semua"}):
        at = visit("ringkasan", **query)
        cards = next(e.proto.body for e in at.get("html") if 'class="angka"' in e.proto.body).replace("\u00a0", " ")
        value = re.search(r'<section class="utama">.*?class="nilai">([\d,]+ %)', cards)
        assert value is not None
        assert headline(at).startswith(value.group(1)), query


def test_the_place_is_the_title_and_its_profile_follows_place_and_jenjang(tiny_world: Path) -> None:
    def schools(at: AppTest) -> int:
        found = re.search(r"([\d.]+) satuan pendidikan", next(
            e.proto.body for e in at.get("html") if "(Dapodik per" in e.proto.body))  # fmt: skip
        assert found is not None
        return int(found.group(1).replace(".", ""))

    whole, smp = visit("provinsi", provinsi="13"), visit("provinsi", provinsi="13", jenjang="SMP")
    padang = visit("provinsi", provinsi="13", kab_kota="13.71")
    assert [t.value for t in padang.title] == ["Kota Padang"]
    assert headline(padang).startswith("Kota Padang ")
    assert schools(whole) > schools(smp) > 0
    assert schools(whole) > schools(padang) > 0
    assert "Kota Padang: " in words(padang)
    assert "Sumatera Barat: " not in words(padang)


def test_the_list_of_schools_says_whom_it_counts_when_the_filters_ask_for_others(tiny_world: Path) -> None:
    note = "Rincian per satuan hanya ada untuk guru pada tanggal data terakhir"
    assert note in words(visit("provinsi", provinsi="13", kab_kota="13.71", kelompok="KS"))
    assert note not in words(visit("provinsi", provinsi="13", kab_kota="13.71"))


def test_the_province_in_the_breadcrumb_leaves_the_kab_kota_in_page_and_link(tiny_world: Path) -> None:
    at = visit("provinsi", provinsi="13", kab_kota="13.71", jenjang="SD")
    at.button(key="remah_provinsi").click().run()
    assert not at.exception
    assert (at.query_params["kab_kota"], at.query_params["jenjang"]) == ("semua", "SD")
    assert [t.value for t in at.title] == ["Sumatera Barat"]


def test_an_unknown_province_names_the_province_that_is_shown(tiny_world: Path) -> None:
    at = visit("provinsi", provinsi="99")
    (shown,) = [t.value for t in at.title]
    assert at.info[0].value == f"Tautan disesuaikan. Provinsi “99” tidak ada; ditampilkan {shown}."
    assert not visit("provinsi").info


def test_leaving_a_slower_platform_brings_the_newest_date_and_the_jenjang_back(tiny_world: Path) -> None:
    at = visit("platform", jenjang="SMP")
    at.selectbox(key="saring_platform").set_value("canva").run()
    assert (at.query_params["tanggal"], at.query_params["jenjang"]) == ("2026-09-30", "Semua")
    at.selectbox(key="saring_platform").set_value("pmm").run()
    assert (at.query_params["tanggal"], at.query_params["jenjang"]) == ("2026-10-31", "SMP")
    assert at.query_params["kewenangan"] == "tanpa_kemenag"


def test_a_province_without_rows_says_so(tiny_world: Path) -> None:
    at = visit("provinsi", provinsi="31")
    assert not at.exception
    text = words(at)
    assert "Belum ada data" in text
    assert "DKI Jakarta" in text
    assert "Belum ada Rapor untuk DKI Jakarta" in text


@pytest.mark.parametrize("page", ["ringkasan", "platform", "provinsi"])
def test_a_tampered_link_opens_the_nearest_view_with_a_note(tiny_world: Path, page: str) -> None:
    at = visit(page, ukuran="pmm.aktif", tanggal="2099-01-01", provinsi="'; DROP", banding="x", jenjang="<b>")
    assert not at.exception
    assert at.info[0].value.startswith("Tautan disesuaikan.")
    assert at.query_params["ukuran"] == "pmm.aktif_30_hari"
    assert at.query_params["tanggal"] == "2026-10-31"


def test_a_snapshot_of_school_lists_alone_says_what_is_missing(
    tiny_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.marts import build_marts

    there = snapshots.current()
    assert there is not None
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    place = tmp_path / "warehouse" / there.id
    shutil.copytree(there.path / "satuan_pendidikan", place / "satuan_pendidikan")
    (place / "manifest.json").write_text(there.manifest.model_dump_json(), encoding="utf-8")
    build_marts(place)
    for page in ("ringkasan", "platform", "provinsi"):
        at = visit(page)
        assert not at.exception
        assert "belum memuat data pemanfaatan" in words(at)


# --- parts ---


def test_a_download_holds_what_is_shown_and_says_that_it_is_a_sample() -> None:
    rows = pd.DataFrame({"wilayah": ["Aceh", "=HYPERLINK(1)"], "persen": [71.4372, float("nan")], "n": [12345, 0]})
    sample = list(csv.reader(io.StringIO(downloads.csv_bytes(rows, True).decode("utf-8-sig")), delimiter=";"))
    assert sample[0] == ["keterangan", "wilayah", "persen", "n"]
    assert sample[1] == ["DATA CONTOH", "Aceh", "71,44", "12345"]
    assert sample[2] == ["DATA CONTOH", "'=HYPERLINK(1)", "", "0"]
    real = downloads.csv_bytes(rows, False).decode("utf-8-sig")
    assert "CONTOH" not in real
    assert real.startswith("wilayah;persen;n\r\n")
    assert downloads.file_name("peta", date(2026, 10, 31), True) == "serapan_peta_2026-10-31_DATA_CONTOH.csv"
    assert downloads.file_name("peta", date(2026, 10, 31), False) == "serapan_peta_2026-10-31.csv"


def test_a_download_says_what_it_measures_of_whom_and_where(tiny_world: Path) -> None:
    visit("ringkasan")
    view = Saringan("pmm.aktif_30_hari", "KS", date(2026, 10, 31), "SD", provinsi="13")
    rows = downloads.with_view(pd.DataFrame({"wilayah": ["Aceh"], "persen": [1.0]}), view)
    assert rows.iloc[0].to_dict() == {
        "wilayah": "Aceh", "persen": 1.0, "ukuran": "pmm.aktif_30_hari", "pengguna": "KS", "jenjang": "SD",
        "status": "Semua", "kewenangan": "Tanpa Kemenag",
    }  # fmt: skip
    name = downloads.file_name("peringkat", date(2026, 10, 31), True, view, wilayah="Sumatera Barat")
    assert name == "serapan_pmm-aktif-30-hari_ks_sumatera-barat_peringkat_2026-10-31_DATA_CONTOH.csv"


@pytest.mark.parametrize("text", ["=1+1", "+62", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert downloads.safe_cell(text) == f"'{text}"


def test_a_number_is_never_made_text() -> None:
    assert downloads.safe_cell(-5) == -5


def places() -> pd.DataFrame:
    there = pd.read_csv(Path(SHELL).parent.parent / "data" / "reference" / "provinsi.csv", dtype=str)
    return there.astype({"baris_petak": int, "kolom_petak": int}).assign(
        pct=[40.0 + i for i in range(38)], pct_rendah=39.0, pct_tinggi=80.0, m=1000.0, is_terlalu_sedikit=False
    )


def test_the_tile_map_has_38_tiles_on_places_of_their_own_with_short_names() -> None:
    drawn = tiles(places(), "guru")["petak"]
    assert len(drawn) == 38
    assert len({(t["baris"], t["kolom"]) for t in drawn}) == 38
    assert len({t["pendek"] for t in drawn}) == 38
    assert all(len(t["pendek"]) <= 4 for t in drawn)
    assert set(EMPAT_HURUF) == {t["kode"] for t in drawn}
    assert all(t["tinta"] in ("#000000", "#ffffff") for t in drawn)


def test_a_tile_without_data_or_with_few_schools_says_so() -> None:
    frame = places()
    frame.loc[0, ["pct", "pct_rendah", "pct_tinggi"]] = float("nan")
    frame.loc[1, "is_terlalu_sedikit"] = True
    drawn = {t["kode"]: t for t in tiles(frame, "guru")["petak"]}
    first, second = frame["kode_provinsi_kemendagri"].iloc[:2]
    assert (drawn[first]["nilai"], drawn[first]["warna"]) == ("–", None)
    assert drawn[first]["uraian"].endswith("tanpa data")
    assert "terlalu sedikit" in drawn[second]["uraian"]


def test_a_check_is_named_in_words() -> None:
    assert check_name("pmm_aktivitas__penghitung_tidak_turun") == "Penghitung tidak turun"


def test_the_manifest_of_the_tiny_world_is_a_sample(tiny_world: Path) -> None:
    there = snapshots.current()
    assert there is not None
    assert isinstance(there.manifest, Manifest)
    assert there.manifest.is_contoh

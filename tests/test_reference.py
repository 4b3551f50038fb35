"""The reference tables: whole, unique, sourced, and in step with the schemas."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from typing import get_args

import pytest

from pipelines.wilayah import Resolver, default
from schemas import DATASETS, columns
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_PROVINSI_PATTERN, KelompokPengguna, KelompokRapor
from warehouse.paths import REFERENCE, REPOSITORY

TABLES = (
    "provinsi", "kab_kota", "nama_lain", "platform", "ukuran", "indikator", "kalender_kebijakan", "konteks",
    "biaya_bimtek", "tujuan", "akar_masalah", "mandat",
)  # fmt: skip
LABELS = {
    "capaian": "Baik|Sedang|Kurang",
    "kesenjangan": "Rendah|Sedang|Tinggi",
    "partisipasi": "Tinggi|Sedang|Rendah",
    "indeks": "TUNTAS PARIPURNA|TUNTAS UTAMA|TUNTAS MADYA|TUNTAS PRATAMA|TUNTAS MUDA|BELUM TUNTAS",
}
RUANG = ("gtk", "murid", "sekolah", "bahasa", "pemerintah", "mitra", "publik", "orang_tua")


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def by(name: str, *key: str) -> dict[tuple[str, ...], dict[str, str]]:
    return {tuple(row[part] for part in key): row for row in table(name)}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_whole_trimmed_and_has_a_source(name: str) -> None:
    rows = table(name)
    assert rows
    for row in rows:
        assert None not in row, f"{name}: baris kelebihan kolom: {row}"
        assert None not in row.values(), f"{name}: baris kekurangan kolom: {row}"
        assert all(text == " ".join(text.split()) for text in row.values()), row
        assert row["sumber"], row


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("provinsi", ("kode_provinsi_kemendagri",)),
        ("provinsi", ("kode_provinsi_bps",)),
        ("provinsi", ("kode_provinsi_dapodik",)),
        ("provinsi", ("kode_iso",)),
        ("provinsi", ("nama",)),
        ("provinsi", ("singkatan",)),
        ("provinsi", ("baris_petak", "kolom_petak")),
        ("kab_kota", ("kode_kab_kota_kemendagri",)),
        ("kab_kota", ("nama",)),
        ("nama_lain", ("jenis", "kode", "nama_lain")),
        ("platform", ("platform",)),
        ("ukuran", ("ukuran",)),
        ("ukuran", ("nama",)),
        ("indikator", ("kelompok", "kode")),
        ("kalender_kebijakan", ("tanggal_mulai", "peristiwa")),
        ("konteks", ("ukuran",)),
        ("konteks", ("nama",)),
        ("mandat", ("unit", "bidang")),
        ("tujuan", ("tujuan", "kriteria")),
        ("akar_masalah", ("kelompok", "gejala", "akar")),
        ("biaya_bimtek", ("bagian", "kode", "besaran")),
    ],
)
def test_a_key_is_unique(name: str, key: tuple[str, ...]) -> None:
    counts = Counter(tuple(row[part] for part in key) for row in table(name))
    assert [value for value, times in counts.items() if times > 1] == []


def test_the_nation_has_38_provinces_and_514_kab_kota() -> None:
    provinces, places = table("provinsi"), table("kab_kota")
    assert len(provinces) == 38
    assert Counter(row["jenis"] for row in places) == {"kabupaten": 416, "kota": 98}
    assert {row["kode_provinsi_kemendagri"] for row in places} == {row["kode_provinsi_kemendagri"] for row in provinces}
    for row in provinces:
        assert re.fullmatch(KODE_PROVINSI_PATTERN, row["kode_provinsi_kemendagri"])
        assert re.fullmatch(r"\d{2}0000", row["kode_provinsi_dapodik"])
        assert row["kode_provinsi_dapodik"] != "350000", "Luar Negeri is no province"
    for row in places:
        assert re.fullmatch(KODE_KAB_KOTA_PATTERN, row["kode_kab_kota_kemendagri"])
        assert row["kode_kab_kota_kemendagri"].startswith(row["kode_provinsi_kemendagri"] + ".")
        assert row["nama"].startswith("Kota " if row["jenis"] == "kota" else "Kabupaten ")


@pytest.mark.parametrize(
    ("kode", "kab", "kota"),
    [
        ("11", 18, 5),
        ("12", 25, 8),
        ("31", 1, 5),
        ("32", 18, 9),
        ("33", 29, 6),
        ("35", 29, 9),
        ("76", 6, 0),
        ("91", 8, 1),
        ("92", 7, 0),
        ("93", 4, 0),
        ("94", 8, 0),
        ("95", 8, 0),
        ("96", 5, 1),
    ],
)
def test_a_province_has_its_number_of_kab_and_kota(kode: str, kab: int, kota: int) -> None:
    kinds = Counter(row["jenis"] for row in table("kab_kota") if row["kode_provinsi_kemendagri"] == kode)
    assert (kinds["kabupaten"], kinds["kota"]) == (kab, kota)


def test_the_codes_that_two_systems_read_differently_are_the_six_of_papua() -> None:
    moved = {
        row["kode_provinsi_kemendagri"]: row["kode_provinsi_bps"]
        for row in table("provinsi")
        if row["kode_provinsi_kemendagri"] != row["kode_provinsi_bps"]
    }
    assert moved == {"91": "94", "92": "91", "93": "95", "94": "96", "95": "97", "96": "92"}


def test_34_units_serve_38_provinces_and_the_four_of_2022_have_none_of_their_own() -> None:
    units = {row["kode_provinsi_kemendagri"]: row["unit_bpmp"] for row in table("provinsi")}
    assert len(set(units.values())) == 34
    assert Counter(units.values())["BPMP Papua"] == 4
    assert Counter(units.values())["BPMP Papua Barat"] == 2
    assert {units[kode] for kode in ("93", "94", "95")} == {units["91"]}
    assert units["96"] == units["92"]
    assert sum(unit.startswith("BBPMP ") for unit in set(units.values())) == 5


def test_every_alias_leads_to_its_code_alone_and_in_its_province() -> None:
    resolver = default()
    for row in table("nama_lain"):
        alias, kode = row["nama_lain"], row["kode"]
        if row["jenis"] == "provinsi":
            assert resolver.provinsi(alias).kode == kode, row
        else:
            assert row["jenis"] == "kab_kota", row
            assert resolver.kab_kota(alias).kode == kode, row
            assert resolver.kab_kota(alias, kode[:2]).kode == kode, row
            assert resolver.kab_kota(alias, "13" if kode[:2] != "13" else "14").kode is None, row


def test_aliases_add_names_and_take_none_away(tmp_path_factory: pytest.TempPathFactory) -> None:
    bare = tmp_path_factory.mktemp("tanpa_nama_lain")
    for name in ("provinsi.csv", "kab_kota.csv"):
        (bare / name).write_bytes((REFERENCE / name).read_bytes())
    without, with_aliases = Resolver.from_reference(bare), default()
    for row in table("kab_kota"):
        bare_name = row["nama"].removeprefix("Kabupaten ").removeprefix("Kota ").removeprefix("Administrasi ")
        for text in (row["nama"], bare_name):
            assert with_aliases.kab_kota(text) == without.kab_kota(text), text
    for row in table("provinsi"):
        assert with_aliases.provinsi(row["nama"]).kode == without.provinsi(row["nama"]).kode


def test_every_platform_of_the_catalogue_is_there() -> None:
    named = {row["platform"] for row in table("platform")}
    assert named == {
        "belajar_id",
        "pmm",
        "rapor_pendidikan",
        "arkas",
        "siplah",
        "kampus_merdeka",
        "rumah_pendidikan",
        "canva",
        "quizizz",
        "pembatik",
        "kihajar",
        "bimtek",
        *(f"ruang_{name}" for name in RUANG),
    }


def test_a_platform_says_what_is_counted_over_what_and_what_to_beware_of() -> None:
    levels = {"provinsi", "kab_kota", "satuan_pendidikan"}
    for row in table("platform"):
        for part in ("nama", "pemilik", "sejak", "definisi", "pembilang", "penyebut", "peringatan"):
            assert row[part], (row["platform"], part)
        assert re.fullmatch(r"\d{4}(-\d\d-\d\d)?", row["sejak"]), row
        assert row["tingkat_terendah"] in levels
        assert int(row["irama_hari"]) > 0
    platforms = by("platform", "platform")
    assert platforms[("kampus_merdeka",)]["tingkat_terendah"] == "provinsi"
    assert platforms[("pmm",)]["penerus"] == "ruang_gtk"
    assert "jenuh" in platforms[("arkas",)]["peringatan"]
    successors = {row["penerus"] for row in table("platform")} - {""}
    assert successors <= {row["platform"] for row in table("platform")}
    assert all(not platforms[(name,)]["penerus"] for name in successors), "a chain of successors ends"


def test_a_platform_name_means_one_platform() -> None:
    owners: dict[str, str] = {}
    for row in table("platform"):
        for name in {row["nama"], row["platform"], *filter(None, row["nama_lain"].split("|"))}:
            key = " ".join(name.casefold().split())
            assert owners.setdefault(key, row["platform"]) == row["platform"], name


def test_an_ukuran_is_a_share_of_two_columns_of_its_dataset() -> None:
    platforms = {row["platform"] for row in table("platform")}
    for row in table("ukuran"):
        names = {column.name for column in columns(DATASETS[row["dataset"]])}
        assert row["pembilang"] in names, row
        assert row["penyebut"] in names, row
        assert row["platform"] in platforms
        assert row["ukuran"].startswith(row["platform"] + "."), row
        assert row["kelompok_utama"] in get_args(KelompokPengguna)
        assert row["is_utama"] in ("true", "false")
        assert row["definisi_pembilang"] != row["definisi_penyebut"]
        assert all(row[part] for part in ("definisi_pembilang", "definisi_penyebut", "peringatan", "satuan"))


def test_every_measured_platform_has_exactly_one_main_ukuran() -> None:
    main = Counter(row["platform"] for row in table("ukuran") if row["is_utama"] == "true")
    measured = {row["platform"] for row in table("ukuran")}
    assert measured == set(main)
    assert set(main.values()) == {1}
    unmeasured = {row["platform"] for row in table("platform")} - measured
    assert unmeasured == {"ruang_gtk", "pembatik", "kihajar"}, "one series with pmm; two known by attendance alone"


def test_a_headline_of_an_ukuran_has_places_for_the_share_and_for_who_is_counted() -> None:
    for row in table("ukuran"):
        assert row["kalimat"].startswith("{pangsa} {siapa} "), row
        assert row["kalimat"].format(pangsa="1", siapa="guru").count("{") == 0, row
        assert row["nama_pendek"], row
    assert [int(row["urutan"]) for row in table("ukuran")] == list(range(1, len(table("ukuran")) + 1))


def test_names_in_a_list_of_measures_are_not_confused() -> None:
    shown = [(row["platform"], row["nama_pendek"]) for row in table("ukuran")]
    assert len(set(shown)) == len(shown)


def test_what_must_not_be_joined_is_marked_and_said() -> None:
    rows = table("kalender_kebijakan")
    assert {row["is_batas_deret"] for row in rows} == {"ya", "tidak"}
    for row in rows:
        assert (row["is_batas_deret"] == "ya") == ("Batas deret" in row["dampak"]), row
        assert row["is_batas_deret"] == "tidak" or row["platform"], row


def test_the_funnel_of_pmm_is_measured_to_its_last_step() -> None:
    steps = [row["pembilang"] for row in table("ukuran") if row["platform"] == "pmm"]
    counters = [
        column.name
        for column in columns(DATASETS["pmm_aktivitas"])
        if column.name.startswith("jumlah_") and column.name != "jumlah_gtk"
    ]
    assert sorted(steps) == sorted(counters)


def test_the_priority_indicators_are_the_eight_of_dasmen() -> None:
    chosen = {(row["kelompok"], row["kode"]) for row in table("indikator") if row["is_prioritas"] == "true"}
    codes = ("A.1", "A.2", "A.3", "D.1", "D.3", "D.4", "D.8", "D.10")
    assert chosen == {("DASMEN", kode) for kode in codes}


def test_labels_run_from_best_to_worst_by_family() -> None:
    for row in table("indikator"):
        assert row["kelompok"] in get_args(KelompokRapor)
        assert row["keluarga"] in LABELS
        assert int(row["level"]) == row["kode"].count(".")
        if row["label_terbaik_ke_terburuk"]:
            assert row["label_terbaik_ke_terburuk"] == LABELS[row["keluarga"]]
    top = [row for row in table("indikator") if row["level"] == "1"]
    unlabelled = {row["kode"] for row in top if not row["label_terbaik_ke_terburuk"]}
    assert unlabelled == {"D.21"}, "only where the direction of the label is not settled"


@pytest.mark.parametrize(("kode", "best"), [("B.1", "Rendah"), ("B.4", "Tinggi"), ("D.4", "Baik"), ("D.5", "Rendah")])
def test_low_is_good_for_a_gap_and_bad_for_participation(kode: str, best: str) -> None:
    assert by("indikator", "kelompok", "kode")[("DASMEN", kode)]["label_terbaik_ke_terburuk"].split("|")[0] == best


def test_one_code_means_different_things_for_paud_and_dasmen() -> None:
    indicators = by("indikator", "kelompok", "kode")
    shared = [kode for kelompok, kode in indicators if kelompok == "PAUD" and ("DASMEN", kode) in indicators]
    for kode in ("B.3", "B.5", "B.6", "B.8", "B.10", "C.1", "C.7", "C.8", "D.1", "D.2", "D.3", "D.4", "E.1", "E.3"):
        assert kode in shared
        assert indicators[("PAUD", kode)]["nama"] != indicators[("DASMEN", kode)]["nama"]


@pytest.mark.parametrize(
    ("kelompok", "kode", "column", "tahun"),
    [
        ("DASMEN", "D.14", "tahun_sampai", "2024"),
        ("DASMEN", "D.18", "tahun_mulai", "2025"),
        ("DASMEN", "C.10", "tahun_mulai", "2025"),
        ("PAUD", "C.4", "tahun_sampai", "2024"),
    ],
)
def test_an_indicator_that_came_or_went_says_when(kelompok: str, kode: str, column: str, tahun: str) -> None:
    assert by("indikator", "kelompok", "kode")[(kelompok, kode)][column] == tahun


def test_the_policy_calendar_is_in_order_and_names_known_platforms() -> None:
    platforms = {row["platform"] for row in table("platform")}
    rows = table("kalender_kebijakan")
    days = [date.fromisoformat(row["tanggal_mulai"]) for row in rows]
    assert days == sorted(days)
    for row in rows:
        assert row["jenis"] in {"kebijakan", "ganti_nama", "organisasi", "libur"}
        assert set(filter(None, row["platform"].split("|"))) <= platforms
        assert row["dampak"]
        if row["tanggal_selesai"]:
            assert row["tanggal_selesai"] >= row["tanggal_mulai"]
        if row["jenis"] == "libur":
            assert row["tanggal_selesai"], row
            assert "erkiraan" in row["peristiwa"] + row["sumber"], row


@pytest.mark.parametrize(
    ("word", "jenis", "start"),
    [
        ("Pengelolaan Kinerja diluncurkan", "kebijakan", "2023-12-19"),
        ("Pengelolaan Kinerja lewat PMM wajib", "kebijakan", "2024-01-01"),
        ("Kemendikbudristek dipecah", "organisasi", "2024-10-21"),
        ("Ruang GTK", "ganti_nama", "2025-01-01"),
        ("BGP berganti nama", "organisasi", "2025-03-26"),
        ("BSKAP", "kebijakan", "2023-07-01"),
    ],
)
def test_the_breaks_that_a_trend_must_know_are_dated(word: str, jenis: str, start: str) -> None:
    found = [row for row in table("kalender_kebijakan") if word in row["peristiwa"]]
    assert [(row["jenis"], row["tanggal_mulai"]) for row in found] == [(jenis, start)]


def test_school_holidays_of_every_year_of_the_series_are_there() -> None:
    rows = [row for row in table("kalender_kebijakan") if row["jenis"] == "libur"]
    for year in ("2023", "2024", "2025", "2026"):
        kinds = {row["peristiwa"].split(" 2")[0] for row in rows if row["tanggal_mulai"].startswith(year)}
        assert {"Ramadan", "Libur Idulfitri", "Libur akhir tahun ajaran"} <= kinds, year


def test_a_term_stands_in_the_glossary_before_it_stands_in_a_schema() -> None:
    glossary = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8")
    used = set(re.findall(r"\w+", glossary))
    terms = {*DATASETS, *(column.name for model in DATASETS.values() for column in columns(model))}
    assert sorted(terms - used) == [], "tulis istilah ini di docs/glossary.md dahulu"


def test_the_glossary_explains_each_term_once() -> None:
    lines = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ") and "---" not in line]
    rows = [row for row in rows if row != ["Istilah", "Arti", "Dipakai sebagai"]]
    assert all(len(row) == 3 and all(row) for row in rows), [row for row in rows if len(row) != 3]
    assert [term for term, times in Counter(row[0] for row in rows).items() if times > 1] == []

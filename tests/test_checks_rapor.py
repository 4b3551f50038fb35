"""Rules of the Rapor: labels, values, shares, totals and changes of instrument, each at its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.checks import all_checks
from pipelines.marts import build_marts
from tests.builders import write_xlsx
from tests.checking import Checked, check_files
from tests.mart_world import write_dataset

LONG = "2 Capaian provinsi"
HEADER = [
    "Jenis Satuan Pendidikan",
    "Status Satuan Pendidikan",
    "No",
    "Indikator",
    "Label Capaian 2025",
    "Nilai Capaian 2025",
    "Perubahan Nilai Capaian dari Tahun Lalu",
]
SHARES = ["di atas", "mencapai", "di bawah", "jauh di bawah"]
KAB = [
    *("Kab. Agam", "Kab. Dharmasraya", "Kab. Kepulauan Mentawai", "Kab. Lima Puluh Kota", "Kab. Padang Pariaman"),
    *("Kab. Pasaman", "Kab. Pasaman Barat", "Kab. Pesisir Selatan", "Kab. Sijunjung", "Kab. Solok"),
    *("Kab. Solok Selatan", "Kab. Tanah Datar", "Kota Bukittinggi", "Kota Padang", "Kota Padang Panjang"),
    *("Kota Pariaman", "Kota Payakumbuh", "Kota Sawahlunto", "Kota Solok"),
]
"""The 19 kab/kota of one province, as this family of files spells them."""


def rows_of_a_province() -> list[list[str]]:
    """A sound sheet: A.1 with its shares, by status, and one indicator of each family."""
    return [
        ["SD Umum", "Semua", "A.1", "Kemampuan literasi", "Baik", "76,4%", "Naik 0,59"],
        *(
            ["SD Umum", "Semua", "A.1", f"Proporsi {share} kompetensi minimum", share.capitalize(), value, ""]
            for share, value in zip(SHARES, ("19,1", "57,3", "16,6", "7"), strict=True)
        ),
        ["SD Umum", "Negeri", "A.1", "Kemampuan literasi", "Baik", "75,1%", ""],
        ["SD Umum", "Swasta", "A.1", "Kemampuan literasi", "Baik", "80,2%", ""],
        ["SD Umum", "Semua", "B.1", "Kesenjangan literasi", "Rendah", "2,61", ""],
        ["SD Umum", "Semua", "B.4", "APK SD sederajat", "Tinggi", "105,3", ""],
        ["SD Umum", "Semua", "B.5", "APS 7-12", "Tinggi", "99,5", ""],
        ["SD Umum", "Semua", "C.7", "Indeks distribusi guru", "Sedang", "0,71", ""],
        ["Semua jenjang", "Tidak Relevan", "B.16", "Indeks SPM", "TUNTAS PRATAMA", "77,48", ""],
        ["PAUD", "Semua", "B.6", "Kesenjangan APK 3-6 antar gender", "Rendah", "-0,35", ""],
    ]


def province(folder: Path, rows: list[list[str]], year: int = 2025) -> Checked:
    table = [["Capaian Provinsi Sumatera Barat"], [f"Rapor Pendidikan Tahun {year}"], [], HEADER, *rows]
    return check_files(folder, [write_xlsx(folder / f"Rapor Pendidikan {year} Sumatera Barat.xlsx", {LONG: table})])


BOOK = "Rapor Pendidikan 2025 Sumatera Barat.xlsx"
LABEL, VALUE, FIRST = "E", "F", 5
"""Columns of label and value, and the row of the first record."""

FAULTS = [
    ("rapor_capaian__label_sesuai_ambang", [(0, 4, "Sedang")], {f"{LABEL}{FIRST}"}),
    ("rapor_capaian__label_dikenal", [(7, 4, "Baik")], {f"{LABEL}{FIRST + 7}"}),
    ("rapor_capaian__label_dikenal", [(11, 4, "Tuntas Semua")], {f"{LABEL}{FIRST + 11}"}),
    ("rapor_capaian__nilai_dalam_batas", [(7, 5, "26,1")], {f"{VALUE}{FIRST + 7}"}),
    ("rapor_capaian__nilai_dalam_batas", [(9, 5, "100,4")], {f"{VALUE}{FIRST + 9}"}),
    ("rapor_capaian__nilai_dalam_batas", [(10, 5, "71")], {f"{VALUE}{FIRST + 10}"}),
    ("rapor_capaian__proporsi_genap", [(2, 5, "75,3")], {f"{VALUE}{FIRST + 1}", f"{VALUE}{FIRST + 2}"}),
    ("rapor_capaian__proporsi_genap", [(4, 5, "17")], {f"{VALUE}{FIRST + 3}", f"{VALUE}{FIRST + 4}"}),
    ("rapor_capaian__capaian_sama_dengan_proporsi", [(0, 5, "78,9%")], {f"{VALUE}{FIRST}"}),
    (
        "rapor_capaian__semua_di_antara_status",
        [(5, 5, "79,1%")],
        {f"{VALUE}{FIRST}"},
    ),
]


def test_a_sound_rapor_gives_no_finding(tmp_path: Path) -> None:
    found = province(tmp_path, rows_of_a_province())
    assert (dict(found.temuan), list(found.rows)) == ({}, [])


@pytest.mark.parametrize(("check", "changes", "cells"), FAULTS)
def test_a_fault_of_a_rapor_is_named_at_its_cell(
    check: str, changes: list[tuple[int, int, str]], cells: set[str], tmp_path: Path
) -> None:
    rows = rows_of_a_province()
    for row, column, text in changes:
        rows[row][column] = text
    found = province(tmp_path, rows)
    assert found.cells == {check: {(BOOK, LONG, cell) for cell in cells}}


def test_a_year_to_come_is_named(tmp_path: Path) -> None:
    table = [[name.replace("2025", "2062") for name in HEADER], rows_of_a_province()[0]]
    file = write_xlsx(tmp_path / "Rapor Pendidikan 2062 Sumatera Barat.xlsx", {LONG: table})
    found = check_files(tmp_path, [file])
    assert {(row["kode"], row["lembar"], row["baris"]) for row in found.rows} == {
        ("rapor_capaian__tahun_wajar", LONG, 2)
    }


WIDE = "3 Capaian kab kota Dasmen"


def wide(folder: Path, year: int, labels: dict[str, list[str]], change: str = "Naik 0,50") -> Path:
    """A year of a province's kab/kota: for each indicator the label of each region in order."""
    header = ["Kab/Kota", "Jenis Satuan Pendidikan", "Status Satuan Pendidikan"]
    top = [*header, *(cell for name in labels for cell in (name, ""))]
    below = ["", "", "", *(cell for _ in labels for cell in ("Label Capaian", "Perubahan Nilai Capaian"))]
    rows = [
        [region, "SD Umum", "Semua", *(cell for said in labels.values() for cell in (said[n], change))]
        for n, region in enumerate(KAB)
    ]
    table = [[f"Provinsi Sumatera Barat, Rapor Pendidikan Tahun {year}"], top, below, *rows]
    return write_xlsx(folder / f"Rapor {year} Sumatera Barat.xlsx", {WIDE: table})


def mix(good: int, fair: int, poor: int) -> list[str]:
    return ["Baik"] * good + ["Sedang"] * fair + ["Kurang"] * poor


C3 = "C.3 Pengalaman pelatihan PTK"
METHOD = "rapor_capaian__metode_tidak_berganti"
TRUE_CHANGES = {
    "a fall of two thirds that leaves some": (mix(17, 2, 0), mix(4, 15, 0)),
    "a fall by half": (mix(18, 1, 0), mix(8, 11, 0)),
    "nearly all already had that label": (mix(8, 11, 0), mix(1, 18, 0)),
    "some rise while most fall": (mix(14, 3, 2), [*mix(0, 14, 0), *mix(5, 0, 0)]),
    "a rise to the ceiling": (mix(9, 10, 0), mix(18, 1, 0)),
    "nothing moves": (mix(10, 9, 0), mix(10, 9, 0)),
}
BREAKS = {
    "all fall to Kurang": (mix(15, 4, 0), mix(0, 0, 19)),
    "all Baik become Sedang": (mix(11, 8, 0), mix(0, 19, 0)),
    "all move one step": (mix(9, 10, 0), mix(0, 9, 10)),
    "all leap to Baik": (mix(0, 9, 10), mix(19, 0, 0)),
}


@pytest.mark.parametrize("name", TRUE_CHANGES)
def test_a_true_change_is_no_change_of_instrument(name: str, tmp_path: Path) -> None:
    before, after = TRUE_CHANGES[name]
    found = check_files(tmp_path, [wide(tmp_path, 2024, {C3: before}), wide(tmp_path, 2025, {C3: after})])
    assert METHOD not in found.temuan


@pytest.mark.parametrize("name", BREAKS)
def test_labels_that_move_everywhere_at_once_are_a_change_of_instrument(name: str, tmp_path: Path) -> None:
    before, after = BREAKS[name]
    files = [wide(tmp_path, 2024, {C3: before}), wide(tmp_path, 2025, {C3: after})]
    found = check_files(tmp_path, files)
    assert found.temuan[METHOD].jumlah == 1
    assert "label berubah serentak" in found.temuan[METHOD].contoh[0]
    later = {("Rapor 2025 Sumatera Barat.xlsx", WIDE, f"D{row}") for row in range(4, 23)}
    assert found.cells[METHOD] == later


def test_what_the_file_itself_says_of_its_instrument_is_believed(tmp_path: Path) -> None:
    said = "Tidak Tersedia (instrumen penilaian tahun ini dan tahun lalu berbeda)"
    same = mix(10, 9, 0)
    files = [wide(tmp_path, 2024, {C3: same}), wide(tmp_path, 2025, {C3: same}, said)]
    found = check_files(tmp_path, files)
    assert found.temuan[METHOD].contoh == ("DASMEN C.3, SD Umum, 2025: tertulis di berkas",)


FEW_TRUE = {
    "one of seven stays": (mix(7, 0, 0), mix(1, 0, 6)),
    "all five fall a step, to two labels": (mix(3, 2, 0), mix(0, 3, 2)),
    "one of five rises to where four fall": (mix(4, 0, 1), mix(0, 5, 0)),
    "four regions are too few": (mix(4, 0, 0), mix(0, 0, 4)),
}
FEW_BREAKS = {
    "all seven fall to Kurang": (mix(5, 2, 0), mix(0, 0, 7)),
    "all five become Sedang": (mix(5, 0, 0), mix(0, 5, 0)),
    "all six leap to Baik": (mix(0, 4, 2), mix(6, 0, 0)),
}


@pytest.mark.parametrize("name", [*FEW_TRUE, *FEW_BREAKS])
def test_in_a_small_province_every_region_must_move_to_one_label(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = {**FEW_TRUE, **FEW_BREAKS}[name]
    monkeypatch.setattr("tests.test_checks_rapor.KAB", KAB[: len(before)])
    found = check_files(tmp_path, [wide(tmp_path, 2024, {C3: before}), wide(tmp_path, 2025, {C3: after})])
    assert (METHOD in found.temuan) == (name in FEW_BREAKS)


def test_five_kab_kota_of_one_province_do_not_speak_for_ten_provinces(tmp_path: Path) -> None:
    """Where the provinces are enough they are asked, not the few kab/kota beside them."""
    rows = [rapor(year, n, label) for year, label in ((2024, "Baik"), (2025, "Kurang")) for n in range(1, 6)]
    for year in (2024, 2025):
        for n in range(11, 21):
            region = {"tingkat": "provinsi", "kode_provinsi_kemendagri": str(n), "kode_kab_kota_kemendagri": None}
            rows.append(rapor(year, n, "Baik", **region))
    write_dataset(tmp_path, "rapor_capaian", rows)
    build_marts(tmp_path)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
        assert con.execute("SELECT * FROM rapor_patahan").fetchall() == []


def rapor(year: int, region: int, label: str, **given: Any) -> dict[str, object]:
    return {
        "tahun": year,
        "tingkat": "kab_kota",
        "kode_provinsi_kemendagri": "32",
        "kode_kab_kota_kemendagri": f"32.{region:02d}",
        "kelompok": "DASMEN",
        "jenis": "SD Umum",
        "status": "Semua",
        "kode": "C.3",
        "rincian": "capaian",
        "nama": "Pengalaman pelatihan PTK",
        "label": label,
        **given,
    }


def test_the_marts_cut_an_indicators_years_where_its_instrument_changed(tmp_path: Path) -> None:
    by_year = {2022: "Baik", 2023: "Baik", 2024: "Kurang", 2025: "Kurang"}
    rows = [rapor(year, n, label) for year, label in by_year.items() for n in range(1, 11)]
    rows += [rapor(year, n, "Baik", kode="A.3") for year in by_year for n in range(1, 11)]
    rows += [rapor(year, 1, label, status="Negeri") for year, label in by_year.items()]
    write_dataset(tmp_path, "rapor_capaian", rows)
    build_marts(tmp_path)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
        assert con.execute(
            "SELECT kode, tahun, alasan, jumlah_wilayah, jumlah_pindah FROM rapor_patahan"
        ).fetchall() == [("C.3", 2024, "label berubah serentak", 10, 10)]
        found = con.execute("SELECT DISTINCT kode, tahun, ruas FROM rapor_wilayah ORDER BY ALL").fetchall()
    assert found == [
        *(("A.3", year, 1) for year in by_year),
        ("C.3", 2022, 1),
        ("C.3", 2023, 1),
        ("C.3", 2024, 2),
        ("C.3", 2025, 2),
    ]


def test_gaps_are_read_by_their_own_order_of_labels(tmp_path: Path) -> None:
    """Rendah is best for a gap: ten regions from Rendah to Tinggi are a fall of all, not a rise."""
    rows = [rapor(2024, n, "Rendah", kode="B.1") for n in range(1, 11)]
    rows += [rapor(2025, n, "Rendah" if n == 1 else "Sedang", kode="B.1") for n in range(1, 11)]
    write_dataset(tmp_path, "rapor_capaian", rows)
    build_marts(tmp_path)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
        assert con.execute("SELECT kode, jumlah_pindah FROM rapor_patahan").fetchall() == [("B.1", 9)]


def test_every_check_of_the_rapor_has_a_test_here() -> None:
    tested = {check for check, _, _ in FAULTS} | {METHOD, "rapor_capaian__tahun_wajar"}
    assert {check.nama for check in all_checks() if check.nama.startswith("rapor_")} == tested

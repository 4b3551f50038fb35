"""The sample world's files: the shapes of real exports, what an import makes of them, and the command."""

from __future__ import annotations

import csv
import dataclasses
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import openpyxl
import pytest

from pipelines.build import build
from pipelines.sample import TINY, run, write_world
from pipelines.sample.__main__ import main
from pipelines.sample.xlsx import write_table
from pipelines.wilayah import Resolver
from tests.builders import read_file
from warehouse import snapshots

pytestmark = pytest.mark.xdist_group("sample")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny world's files."""
    folder = tmp_path_factory.mktemp("dunia") / "contoh"
    write_world(folder, world=TINY)
    return folder


def lines(file: Path) -> list[list[str]]:
    text = file.read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","))


def test_accounts_activated_never_exceed_accounts_available(tiny: Path) -> None:
    for file in tiny.glob("belajar_id_akun_*.csv"):
        header, *rows = lines(file)
        available, lit = header.index("Jumlah Akun Tersedia"), header.index("Total Akun Aktivasi")
        assert rows
        assert all(int(row[lit]) <= int(row[available]) for row in rows)
        assert {row[header.index("Tipe Akun")] for row in rows} == {"Peserta Didik", "PTK Teacher", "PTK Admin"}


# --- the shapes of real exports ---


def test_school_lists_have_semicolons_a_bom_and_npsn_in_several_spellings(tiny: Path) -> None:
    file = tiny / "dapodik_satuan_pendidikan_2026-10-31.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbfNPSN;Nama Satuan Pendidikan;")
    written = [row[0] for row in lines(file)[1:]]
    assert any(npsn.endswith(".0") for npsn in written)
    assert any(npsn.endswith("  ") for npsn in written)
    assert any(re.fullmatch("P[0-9]{7}", npsn) for npsn in written)


def test_activity_files_alternate_delimiters_and_carry_the_platforms_new_name(tiny: Path) -> None:
    files = sorted(tiny.glob("*_aktivitas_*.csv"))
    heads = [file.read_text(encoding="utf-8-sig").splitlines()[0] for file in files]
    assert len(files) == TINY.bulan
    assert {";" in head for head in heads} == {True, False}
    assert all("GTK login Ruang GTK" in head for head in heads)
    last_rows = [lines(file)[-1] for file in files]
    assert {row[1] for row in last_rows} & {"TOTAL", "INDONESIA"}
    assert len({lines(file)[1][0] for file in files}) == len(files)


def test_rapor_workbooks_have_six_sheets_and_two_row_merged_headers(tiny: Path) -> None:
    book = openpyxl.load_workbook(tiny / "Rapor Pendidikan 2025 Gorontalo.xlsx")
    assert [name[:2] for name in book.sheetnames] == ["1 ", "2 ", "3 ", "4 ", "5 ", "6 "]
    wide = book["3 Capaian kab-kota Dasmen"]
    top = next(row for row in range(1, 10) if wide.cell(row, 1).value == "Kab/Kota")
    groups = [wide.cell(top, column).value for column in range(4, wide.max_column + 1)]
    named = [name for name in groups if name]
    assert [name.split()[0] for name in named[:3]] == ["C.10", "D.18", "A.1"]
    spans = {str(merged) for merged in wide.merged_cells.ranges}
    assert f"A{top}:A{top + 1}" in spans
    assert f"D{top}:F{top}" in spans
    assert [wide.cell(top + 1, column).value for column in (4, 5, 6)] == [
        "Label Capaian", "Nilai Capaian", "Perubahan Nilai Capaian",
    ]  # fmt: skip
    long = book["2 Capaian provinsi"]
    head = next(row for row in long.iter_rows(values_only=True) if row[2] == "No")
    assert {"Nilai Capaian 2025", "Label Capaian 2024", "Nilai Capaian 2024"} <= set(head)
    cells = [str(cell) for row in long.iter_rows(values_only=True) for cell in row if cell]
    assert any(re.fullmatch(r"[0-9]+,[0-9]+%", cell) for cell in cells)
    assert any("instrumen penilaian tahun ini dan tahun lalu berbeda" in cell for cell in cells)
    assert "SD MI" in cells
    satdik = [cell.value for row in book["5 Capaian satdik Dasmen"].iter_rows() for cell in row]
    assert "Label Capaian " in satdik
    assert "Tidak Tersedia (Satdik tidak mengikuti AN)" in satdik


@pytest.fixture(scope="module")
def year_2023(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Rapor files of one small province in the year in which schools brought their own report."""
    folder = tmp_path_factory.mktemp("dunia_2023") / "contoh"
    write_world(folder, world=dataclasses.replace(TINY, provinsi=("13",), tahun_rapor=(2022, 2023), bulan=1))
    return folder


def test_a_school_with_a_report_of_its_own_is_missing_from_the_regional_workbook(year_2023: Path) -> None:
    reports = sorted(year_2023.glob("Laporan Rapor Pendidikan 2023 *.xlsx"))
    assert len(reports) == 2
    own = set()
    for file in reports:
        cells = [str(c) for r in openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True) for c in r if c]
        found = re.search("NPSN: ([0-9]{8})", " ".join(cells)) or re.search("([0-9]{8})", file.name)
        assert found
        own.add(found[1])
        assert any(re.fullmatch(r"(Baik|Sedang|Kurang) [(][0-9,]+% siswa sudah mencapai .*[)]", cell) for cell in cells)
    listed = {year: school_numbers(year_2023 / f"Rapor Pendidikan {year} Sumatera Barat.xlsx") for year in (2022, 2023)}
    assert len(own) == 2
    assert own <= listed[2022]
    assert listed[2022] - listed[2023] == own


def school_numbers(file: Path) -> set[str]:
    """The NPSN of a workbook's school sheet."""
    rows = openpyxl.load_workbook(file)["5 Capaian satdik Dasmen"].iter_rows(values_only=True)
    return {str(row[0]) for row in rows if row[0] and re.fullmatch("[0-9P][0-9]{7}", str(row[0]))}


def test_the_files_of_that_year_go_in_whole(year_2023: Path, tmp_path: Path) -> None:
    read_file(max(year_2023.glob("dapodik_satuan_pendidikan_*.csv")), tmp_path)
    names = ("Laporan Rapor", "Rapor Pendidikan 2023", "Rekomendasi")
    files = [file for file in year_2023.glob("*.xlsx") if file.name.startswith(names)]
    read = [read_file(file, tmp_path, sekolah=tmp_path / "satuan_pendidikan")[0].source for file in sorted(files)]
    sheets = [sheet for source in read for sheet in source.lembar]
    layouts = Counter(sheet.layout for sheet in sheets)
    assert (layouts["rapor_sekolah"], layouts["rekomendasi_pbd"], layouts["rapor_kab_kota"]) == (2, 1, 2)
    assert sum(sheet.disisihkan for sheet in sheets) == 0
    assert all(sheet.is_seimbang and sheet.dibaca for sheet in sheets)


def test_before_2025_madrasah_rows_are_called_kemenag_and_columns_start_with_a1(tiny: Path) -> None:
    book = openpyxl.load_workbook(tiny / "Rapor Pendidikan 2024 Gorontalo.xlsx")
    rows = list(book["3 Capaian kab-kota Dasmen"].iter_rows(values_only=True))
    top = next(row for row in rows if row[0] == "Kab/Kota")
    assert str(top[3]).startswith("A.1 ")
    assert "SD Kemenag" in {row[1] for row in rows}


def test_every_region_in_the_lists_resolves(tiny: Path) -> None:
    resolver, seen = Resolver.from_reference(), set()
    for file in tiny.glob("*.csv"):
        header, *rows = lines(file)
        kab = next((place for place, name in enumerate(header) if name in ("Kabupaten/Kota", "Kab/Kota")), None)
        if kab is None or "Provinsi" not in header:
            continue
        province = header.index("Provinsi")
        seen |= {(row[province], row[kab]) for row in rows if row[kab]}
    strange = {pair for pair in seen if "Antah Berantah" in pair[1] or pair[1] == "Luar Negeri"}
    assert len(seen) > 34 * 3
    for province_text, kab_text in seen - strange:
        province = resolver.provinsi(province_text)
        assert province.golongan == "cocok", province_text
        assert resolver.kab_kota(kab_text, province.kode).golongan == "cocok", (province_text, kab_text)


def test_attendance_forms_are_as_people_fill_them_in(tiny: Path) -> None:
    rows: list[dict[str, str]] = []
    for file in tiny.glob("daftar_hadir_*.csv"):
        header, *body = lines(file)
        rows += [dict(zip(header, row, strict=True)) for row in body]
    assert all("Contoh" in row["Nama Lengkap (dengan gelar)"] for row in rows)
    assert all(row["No. WA"].startswith("0812") and "@contoh." in row["Email belajar.id"] for row in rows)
    numbers = {row["NIP/NUPTK"] for row in rows}
    assert {"-", "1,97E+17"} <= numbers
    assert {len(number) for number in numbers if number.isdigit()} == {16, 18}
    assert 0.3 < np.mean([row["NPSN"] == "" for row in rows]) < 0.6
    people = [(row["Kode Kegiatan"], row["Email belajar.id"]) for row in rows]
    assert len(people) > len(set(people))


def test_a_form_without_event_code_says_it_in_its_title(tiny: Path) -> None:
    file = tiny / "daftar_hadir_BLPT-2023-BAS-1.xlsx"
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert str(sheet.cell(1, 1).value).startswith("Daftar hadir BLPT-2023-BAS-1 ")
    assert sheet.cell(3, 1).value == "Timestamp"


def test_what_must_be_set_aside_is_named_and_stands_in_the_file(tiny: Path) -> None:
    truths = json.loads((tiny / "CONTOH.json").read_text(encoding="utf-8"))
    assert (truths["seed"], truths["scale"]) == (2026, 1)
    assert len(truths["harus_disisihkan"]) == 7
    for refused in truths["harus_disisihkan"]:
        assert refused["nilai"] in (tiny / refused["berkas"]).read_text(encoding="utf-8-sig")
    assert truths["kebenaran"]["efek_bimtek"]["jumlah_satuan_pendidikan"] > 0


def test_a_workbook_keeps_texts_numbers_and_dates_apart(tmp_path: Path) -> None:
    write_table(tmp_path / "x.xlsx", "A & B", [["02<5 & lain", 7, 2.5, date(2026, 10, 31), None, "18000001"]])
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    cells = [cell.value for cell in sheet[1]]
    assert sheet.title == "A & B"
    assert cells[:3] == ["02<5 & lain", 7, 2.5]
    assert cells[3].date() == date(2026, 10, 31)  # type: ignore[union-attr]
    assert cells[4:] == [None, "18000001"]


def test_an_import_sets_aside_exactly_what_the_world_says(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    manifest = build(tiny).manifest
    truths = json.loads((tiny / "CONTOH.json").read_text(encoding="utf-8"))
    assert manifest.is_contoh
    sheets = [(source.nama, sheet) for source in manifest.berkas for sheet in source.lembar]
    unread = [
        (name, sheet.lembar) for name, sheet in sheets if sheet.layout is None and "Ringkasan" not in sheet.lembar
    ]
    assert unread == []
    expected = Counter(refused["berkas"] for refused in truths["harus_disisihkan"])
    found = Counter({name: sheet.disisihkan for name, sheet in sheets if sheet.dataset != "bimtek_kehadiran"})
    assert +found == Counter({name: n for name, n in expected.items() if not name.startswith("daftar_hadir")})
    attendance = [sheet for _, sheet in sheets if sheet.dataset == "bimtek_kehadiran"]
    odd = sum(n for name, n in expected.items() if name.startswith("daftar_hadir"))
    assert sum(sheet.diterima for sheet in attendance) == truths["jumlah_kehadiran"]
    assert sum(sheet.disisihkan for sheet in attendance) == truths["pendaftar_ganda"] + odd


# --- the command ---


def test_the_help_speaks_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--help"])
    shown = capsys.readouterr().out
    assert done.value.code == 0
    assert "pemakaian:" in shown
    assert "kali lipat jumlah satuan pendidikan" in shown


@pytest.mark.parametrize("scale", ["0", "dua", "41"])
def test_a_scale_outside_its_range_is_refused(scale: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--scale", scale])
    assert done.value.code == 2
    assert "bukan bilangan bulat dari 1 sampai 40" in capsys.readouterr().err


def test_real_data_that_serves_is_not_replaced_without_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    real = SimpleNamespace(id="20261031-080000-0a1b2c3d", manifest=SimpleNamespace(is_contoh=False))
    monkeypatch.setattr(snapshots, "current", lambda: real)
    assert main([]) == 1
    assert "berisi data nyata" in capsys.readouterr().out
    assert not (tmp_path / "contoh").exists()


def test_files_only_writes_the_folder_and_reports_for_the_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    monkeypatch.setattr(run, "World", lambda **_: TINY)
    assert main(["--files-only"]) == 0
    assert (tmp_path / "contoh" / "CONTOH.json").is_file()
    assert "berkas" in capsys.readouterr().out
    told = json.loads((tmp_path / "warehouse" / "progress.json").read_text())
    assert told["bagian"] == 1.0
    assert told["galat"] is None

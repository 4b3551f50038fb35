"""What a hostile or careless upload may hold: links, false sizes, endless lines, millions of faults, people."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from pipelines import aside, findings, preview, read, workbook
from pipelines.build import build
from pipelines.column_names import heading
from pipelines.import_file import connect
from pipelines.layouts.usage import PMM
from pipelines.marked import marked
from pipelines.snapshots import NotThere, restore
from tests.builders import export_table, make_pmm, read_file, set_aside, write_csv, write_xlsx
from tests.publishing import month_file, small_exports
from views import findings_list
from views.upload import words as upload_words
from warehouse import gate, snapshots
from warehouse.paths import exports_dir

PEOPLE = [["kode", "isi", "x"], *[[str(n), f"Siti Rahmawati {n}", f"0812-3456-78{n:02d}"] for n in range(10, 20)]]


def one(**given: object) -> pd.DataFrame:
    usual = {"keparahan": "tolak", "kode": "npsn_tidak_sah", "berkas": "a.csv", "lembar": "-", "baris": 2, "sel": "E2"}
    return pd.DataFrame([{**dict.fromkeys(aside.COLUMNS), **usual, "alasan": "NPSN 7 angka", **given}])


@pytest.mark.parametrize(
    ("kolom", "layout", "said"),
    [
        ("jumlah_gtk", PMM.kode, "Jumlah GTK"),
        ("jumlah_login", PMM.kode, "GTK login PMM"),
        ("jumlah_login", None, "GTK login PMM"),
        ("kode_kab_kota_kemendagri", PMM.kode, "Kabupaten/Kota"),
        ("wilayah", PMM.kode, "Provinsi dan kabupaten/kota"),
        ("A.1/capaian:label", "rapor_kab_kota", "A.1: Label"),
        ("D.3/proporsi_baik:nilai", "rapor_kab_kota", "D.3 proporsi baik: Nilai"),
        (None, PMM.kode, ""),
    ],
)
def test_a_column_is_told_by_its_heading_on_paper(kolom: str | None, layout: str | None, said: str) -> None:
    assert list(findings.headings(one(kolom=kolom, layout=layout))) == [said]


def test_a_table_and_a_download_of_findings_name_columns_as_people_do() -> None:
    found = one(kolom="jumlah_gtk", layout=PMM.kode, nilai="10 ")
    shown, sent = upload_words.cells_table(found), findings_list.export_table(found)
    assert (shown["Kolom"][0], sent["kolom"][0]) == ("Jumlah GTK", "Jumlah GTK")
    assert shown["Isi"][0] == "10\u2423", "a blank at the end is what is wrong, so it is seen"
    assert pd.isna(sent["lembar"][0])


def test_every_column_of_a_layout_has_a_heading_without_underscores() -> None:
    named = [heading(item.name, {}) for item in PMM.fields]
    assert not [name for name in named if "_" in name or not name[0].isupper()]


def test_a_link_in_a_sent_workbook_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page["A1"] = "klik"
    page["A1"].hyperlink = "http://jahat.example/"
    book.save(path)
    with zipfile.ZipFile(io.BytesIO(marked(path, one(berkas="a.xlsx", lembar=page.title, sel="A2")))) as made:
        assert not [name for name in made.namelist() if b"jahat.example" in made.read(name)]


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_that_lies_about_its_size_is_refused_unopened(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(96 << 20))
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.rfind(b"PK\x01\x02") + 24, 1_000)
    path.write_bytes(content)
    with pytest.raises(read.Refused, match="lebih besar daripada yang tertulis"):
        workbook.refuse_hostile(path)


def test_one_endless_line_is_refused_for_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("A," * 1_000_000, encoding="utf-8")
    made, _ = read_file(path, tmp_path / "hasil")
    assert "batasnya 2000" in (made.source.galat or "")


def test_reasons_for_very_many_rows_need_little_memory(tmp_path: Path) -> None:
    con = connect(tmp_path, memory="60MB")
    aside.empty_aside(con)
    con.execute(
        f"INSERT INTO {aside.BURUK} SELECT 0, 600001 - i, 'npsn_tidak_sah', 'npsn', 'nilai ' || i, 'NPSN tidak sah' "
        "FROM range(1, 600001) t(i)"
    )
    (reason,) = aside.reasons(con, 0)
    assert (reason.jumlah, reason.contoh[0], reason.contoh[4]) == (
        600_000,
        "baris 1: nilai 600000",
        "baris 5: nilai 599996",
    )


def test_of_very_many_findings_the_first_are_read_and_the_number_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "MOST", 50)
    monkeypatch.setattr(findings, "MOST_OF_KIND", 10)
    many = pd.concat([one(baris=row, sel=f"E{row}") for row in range(60, 1, -1)])
    few = pd.concat([one(baris=row, sel=f"J{row}", kode="bukan_bilangan", alasan="bukan") for row in (5, 6)])
    with duckdb.connect() as con:
        con.register("semua", pd.concat([many, few]).astype({"baris": "int64"}))
        con.execute(f"COPY (SELECT * FROM semua) TO '{tmp_path / aside.FILE}' (FORMAT PARQUET)")
    frame = findings.read(tmp_path)
    assert list(frame["baris"]) == [2, 3, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11]
    assert list(findings.summary(frame)["jumlah"]) == [59, 2]


def test_a_list_of_names_and_mobile_numbers_is_a_list_of_people_and_shows_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", PEOPLE)
    read_file(path, tmp_path / "hasil")
    assert {row["kode"] for row in set_aside(tmp_path / "hasil")} == {"daftar_orang"}
    (seen,) = preview.preview(path)
    said = str(seen) + str(set_aside(tmp_path / "hasil"))
    assert not [word for word in ("Siti", "Rahmawati", "0812", "3456") if word in said]


def test_the_telephones_of_schools_make_no_list_of_people(tmp_path: Path) -> None:
    rows = [["Kode S", "Lembaga", "Telp"], *[[f"103000{n}", f"SD {n}", f"0812345678{n}"] for n in range(10, 20)]]
    (seen,) = preview.preview(write_xlsx(tmp_path / "a.xlsx", {"Data": rows}))
    assert seen.orang == ()
    assert "08123456" not in str(seen)


def test_a_row_of_data_is_not_taken_for_the_header_of_an_unknown_sheet(tmp_path: Path) -> None:
    rows = [["Nomor", "Lembaga X", "Siapa saja"], *[["1", "12", "Guru"] for _ in range(4)]]
    read_file(write_csv(tmp_path / "a.csv", rows), tmp_path / "hasil")
    said = str(set_aside(tmp_path / "hasil"))
    assert "kolomnya: 1" not in said
    assert "3 kolom" in said


def test_a_whole_sheet_set_aside_is_said_once_in_the_marked_workbook(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", export_table(PMM, [make_pmm()]))
    whole = [one(baris=row, sel=None, kode="wilayah_tidak_tertulis") for row in (None, 2)]
    front = openpyxl.load_workbook(io.BytesIO(marked(path, pd.concat(whole))))["Temuan"]
    assert "seluruh isinya disisihkan" in str(front["A2"].value)
    assert front.max_row == 5


@pytest.mark.parametrize("name", ["temuan.parquet", "pmm_aktivitas", "jejak", "marts.duckdb"])
def test_a_damaged_snapshot_is_not_restored(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    first = build(small_exports(exports_dir())).snapshot
    month_file(exports_dir() / "pmm_09.csv", 9)
    second = build(exports_dir(), is_accepted=lambda _: True).snapshot
    assert first is not None
    assert second is not None
    gate.close_all()
    broken = first.path / name
    broken = next(broken.iterdir()) if broken.is_dir() else broken
    content = broken.read_bytes()
    broken.unlink()  # parts are shared between snapshots by links: only this one is to be damaged
    broken.write_bytes(content[: len(content) // 2])
    with pytest.raises(NotThere):
        restore(first.id)
    serving = snapshots.current()
    assert serving is not None
    assert serving.id == second.id

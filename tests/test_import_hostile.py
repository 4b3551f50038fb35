"""Files that nobody meant well with, or that broke on the way: refused, set aside or repaired, never shown raw."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import duckdb
import pytest

from pipelines import delimited, import_file, privacy, read
from pipelines.checks import run_checks
from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.desk import KONTEKS, PUBLIKASI
from pipelines.layouts.training import KEGIATAN
from pipelines.layouts.usage import PMM
from schemas import BimtekKehadiran, columns
from schemas.manifest import SheetLedger
from tests.builders import (
    export,
    export_table,
    make_for,
    make_kegiatan,
    make_pmm,
    make_satuan_pendidikan,
    read_file,
    set_aside,
    write_csv,
    write_xlsx,
)
from tests.mart_world import write_dataset
from tests.test_import_layouts import RAPOR_LONG
from tests.test_import_privacy import form

NIK = "1306015503850001"


def one_sheet(path: Path, folder: Path) -> tuple[SheetLedger, list[dict[str, object]]]:
    result, rows = read_file(path, folder, sekolah=folder / "satuan_pendidikan")
    assert result.source.galat is None
    (sheet,) = result.source.lembar
    assert sheet.is_seimbang
    return sheet, rows


def pmm_lines(number: int) -> list[str]:
    table = export_table(PMM, [make_pmm(npsn=f"1030{n:04d}") for n in range(number)])
    return [";".join(row) for row in table]


def test_a_refused_file_leaves_no_copy_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_BLOCK", 1000)
    text = "\n".join(";".join(row) for row in form("BTK-1", with_code=True)) + "\n" * 4000 + "\0"
    (tmp_path / "x.csv").write_bytes(text.encode("utf-16"))
    result, _ = read_file(tmp_path / "x.csv", tmp_path / "a")
    assert "bukan teks" in str(result.source.galat)
    assert [file for file in (tmp_path / "a").rglob("*") if file.is_file()] == []


def test_what_is_recoded_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", export_table(PMM, [make_pmm()]), encoding="utf-16")
    place = import_file.scratch_in(tmp_path)
    con = duckdb.connect()
    with read.opened(con, path, "x.csv", place) as sheets:
        next(sheets)
        (copy,) = place.iterdir()
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert list(place.iterdir()) == []


def test_a_row_that_nobody_knows_is_not_printed_as_headers(tmp_path: Path) -> None:
    row = ["Budi Santoso", "Guru", "15/03/1985", "Jl. Mawar No 5", "0812/3456/7890"]
    sheet, _ = one_sheet(write_csv(tmp_path / "x.csv", [row, row], ";"), tmp_path / "a")
    said = sheet.model_dump_json() + str(set_aside(tmp_path / "a"))
    assert "daftar orang (ada kolom nomor atau alamat orang di kolom E)" in said
    assert not [word for word in ("Budi", "1985", "Mawar", "0812") if word in said]


def test_a_column_that_is_not_read_is_named_only_in_words_of_headers(tmp_path: Path) -> None:
    table = [[*row, "", ""] for row in export_table(PMM, [make_pmm()])]
    table[0][-2:] = ["Siti Aminah", "Bentuk Pendidikan"]
    sheet, _ = one_sheet(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    assert sheet.kolom_tidak_dibaca == ("Bentuk Pendidikan", "1 kolom lain")


@pytest.mark.parametrize("column", ["NUPTK", "Tanggal Lahir", "JK", "Nama Guru", "NIK"])
def test_a_list_of_people_is_no_list_of_schools(column: str, tmp_path: Path) -> None:
    school = export_table(DAFTAR, [make_satuan_pendidikan(nama="Budi Santoso")])
    sheet, rows = one_sheet(write_csv(tmp_path / "x.csv", [[*school[0], column], [*school[1], "1"]]), tmp_path / "a")
    assert (rows, sheet.layout, sheet.alasan[0].kode) == ([], None, "daftar_orang")
    assert "Budi" not in sheet.model_dump_json() + str(set_aside(tmp_path / "a"))


@pytest.mark.parametrize("code", ["081234567890", NIK, "budi@contoh.id", "Budi Santoso", "(0812) 345 6789", "Budi"])
def test_an_event_code_that_is_a_person_is_set_aside(code: str, tmp_path: Path) -> None:
    table = form("BTK-1", with_code=True)
    table[1][0] = code
    sheet, rows = one_sheet(write_csv(tmp_path / "x.csv", table, ";"), tmp_path / "a")
    assert {row["kegiatan_id"] for row in rows} == {"BTK-1"}
    assert code not in sheet.model_dump_json() + str(set_aside(tmp_path / "a"))


def test_an_event_code_out_of_a_title_is_looked_at_too(tmp_path: Path) -> None:
    table = form("BTK-1", with_code=False)
    table[0] = ["DAFTAR HADIR: 081234567890"]
    sheet, rows = one_sheet(write_csv(tmp_path / "x.csv", table, ";"), tmp_path / "a")
    assert (rows, sheet.diterima) == ([], 0)
    assert "data_pribadi" in {reason.kode for reason in sheet.alasan}


def test_free_text_with_a_persons_number_does_not_enter(tmp_path: Path) -> None:
    title = PUBLIKASI.fields[3].headers[0]
    table = export_table(PUBLIKASI, [make_for(PUBLIKASI, tautan=f"https://contoh.id/2026/10/31/{n}") for n in "12"])
    table[1][table[0].index(title)] = "Hubungi Budi 081234567890 budi@x.id"
    sheet, rows = one_sheet(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    assert [row["tautan"] for row in rows] == ["https://contoh.id/2026/10/31/2"]
    assert [(reason.kode, reason.kolom) for reason in sheet.alasan] == [("data_pribadi", "judul_publikasi")]
    assert "Budi" not in str(set_aside(tmp_path / "a"))


def test_ordinary_codes_links_and_dates_enter(tmp_path: Path) -> None:
    events = [make_kegiatan(kegiatan_id=code) for code in ("BTK-2026-10-31-001", "2026/12", "PembaTIK_4.1")]
    _, rows = one_sheet(export(tmp_path / "x.csv", KEGIATAN, *events), tmp_path / "a")
    assert len(rows) == 3
    link = make_for(PUBLIKASI, tautan="https://contoh.id/read/2026/10/31/093000071/@kanal/7290123456789012345")
    _, rows = one_sheet(export(tmp_path / "y.csv", PUBLIKASI, link), tmp_path / "b")
    assert len(rows) == 1


def test_what_a_check_shows_is_masked(tmp_path: Path) -> None:
    (tmp_path / "bimtek_kehadiran").mkdir()
    write_dataset(tmp_path, "bimtek_kegiatan", [{"kegiatan_id": "BTK-2026-1", "nama": "Bimtek"}])
    empty = ", ".join(f"CAST(NULL AS {c.duckdb_type}) AS {c.name}" for c in columns(BimtekKehadiran))
    with duckdb.connect() as con:
        con.execute(
            f"COPY (SELECT * REPLACE ('081234567890' AS kegiatan_id) FROM (SELECT {empty})) "
            f"TO '{tmp_path / 'bimtek_kehadiran' / 'x.parquet'}' (FORMAT PARQUET)"
        )
        found = {finding.cek: finding for finding in run_checks(con, tmp_path)}
    assert found["bimtek_kehadiran__kegiatan_dikenal"].contoh == ("kegiatan (disamarkan): 1 peserta",)


@pytest.mark.parametrize("content", ["", "00", "00" * 15, "bukan heksa", "Ω"])
def test_a_damaged_key_is_never_used(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    monkeypatch.delenv(privacy.KEY_VARIABLE, raising=False)
    (tmp_path / "kunci_hmac").write_text(content, encoding="utf-8")
    with pytest.raises(privacy.KeyFault, match="pulihkan dari cadangan"):
        privacy.secret_key()
    assert (tmp_path / "kunci_hmac").read_text(encoding="utf-8") == content


def test_a_short_key_of_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(privacy.KEY_VARIABLE, "a")
    with pytest.raises(privacy.KeyFault, match="terlalu pendek"):
        privacy.secret_key()


def test_a_new_key_is_whole_and_nothing_else_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    monkeypatch.delenv(privacy.KEY_VARIABLE, raising=False)
    assert len(privacy.secret_key()) == 32
    assert [(file.name, stat.S_IMODE(file.stat().st_mode)) for file in tmp_path.iterdir()] == [("kunci_hmac", 0o600)]


def test_a_quote_never_closed_hides_no_row(tmp_path: Path) -> None:
    lines = pmm_lines(50)
    at = lines[0].split(";").index("Provinsi")
    cells = lines[12].split(";")
    cells[at] = '"' + cells[at]
    lines[12] = ";".join(cells)
    (tmp_path / "x.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sheet, rows = one_sheet(tmp_path / "x.csv", tmp_path / "a")
    assert (sheet.dibaca, len(rows)) == (50, 50)
    assert any("Tanda kutip di baris 13 tidak ditutup" in note for note in sheet.catatan)


def test_a_quote_closed_far_below_hides_no_row_either(tmp_path: Path) -> None:
    lines = pmm_lines(50)
    for row in (12, 30):
        cells = lines[row].split(";")
        cells[1] = f'"{cells[1]}'
        lines[row] = ";".join(cells)
    (tmp_path / "x.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sheet, rows = one_sheet(tmp_path / "x.csv", tmp_path / "a")
    assert (sheet.dibaca, len(rows)) == (50, 50)


def test_a_cell_of_several_lines_stays_one_cell(tmp_path: Path) -> None:
    table = [["a", "b", "c", "d"], ["x;y\nz;w", "1", "2", "3"], ["p", "1;2\n3\n4;5", "2", "3"]]
    path = write_csv(tmp_path / "x.csv", table, ";")
    con = duckdb.connect()
    with read.opened(con, path, "x.csv", tmp_path) as sheets:
        rows = con.execute(f"SELECT * EXCLUDE (baris) FROM {next(sheets).relation} ORDER BY baris").fetchall()
    assert [list(row) for row in rows] == table


def test_a_cell_that_no_reader_holds_refuses_its_file_alone(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text('NPSN;Peran\n10300001;"' + "x" * (17 << 20) + '"\n', encoding="utf-8")
    result, _ = read_file(tmp_path / "x.csv", tmp_path / "a")
    assert "16 MB" in str(result.source.galat)


def far_cells(path: Path, *cells: str) -> Path:
    """A workbook whose first sheet claims cells at these places."""
    write_xlsx(path.with_suffix(".asal.xlsx"), {"S": [["a"]]})
    rows = "".join(f'<row r="{"".join(filter(str.isdigit, cell))}"><c r="{cell}"><v>1</v></c></row>' for cell in cells)
    with zipfile.ZipFile(path.with_suffix(".asal.xlsx")) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                start, end = text.index(b"<sheetData>"), text.index(b"</sheetData>")
                text = text[:start] + b"<sheetData>" + rows.encode() + text[end:]
            new.writestr(name, text)
    return path


def test_two_cells_at_opposite_corners_do_not_end_the_process(tmp_path: Path) -> None:
    result, _ = read_file(far_cells(tmp_path / "x.xlsx", "A1", "XFD1048576"), tmp_path / "a")
    assert "1048576 baris kali 16384 kolom" in str(result.source.galat)


def test_a_tall_narrow_sheet_and_a_wide_flat_one_are_read(tmp_path: Path) -> None:
    for name, cell in (("tinggi.xlsx", "B900000"), ("lebar.xlsx", "BXX20")):
        result, _ = read_file(far_cells(tmp_path / name, "A1", cell), tmp_path / "a")
        assert result.source.galat is None


def test_different_reasons_are_told_apart(tmp_path: Path) -> None:
    names = [f"Kab. Antah {chr(65 + n)}" for n in range(26)]
    table = export_table(PMM, [make_pmm(npsn=f"1030{n:04d}") for n in range(26)])
    at = table[0].index("Kabupaten/Kota")
    for row, name in zip(table[1:], names, strict=True):
        row[at] = name
    sheet, _ = one_sheet(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    assert len(sheet.alasan) == 21
    assert sum(reason.jumlah for reason in sheet.alasan) == sheet.disisihkan == 26
    assert "Antah A" in sheet.alasan[0].alasan
    assert sheet.alasan[-1].alasan.startswith("6 sebab lain")


@pytest.mark.parametrize("when", ["0001-01-01", "2009-12-31", "2099-12-31"])
def test_a_cut_off_of_no_time_that_can_be_is_set_aside(when: str, tmp_path: Path) -> None:
    table = export_table(PMM, [make_pmm(), make_pmm(npsn="10300002")])
    table[1][table[0].index("Tanggal Data")] = when
    sheet, rows = one_sheet(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    assert [row["npsn"] for row in rows] == ["10300002"]
    assert [(reason.kode, reason.kolom) for reason in sheet.alasan] == [("di_luar_batas", "tanggal_data")]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Jumlah GTK", "0812/3456/7890"),
        ("Jumlah GTK", "Budi Santoso"),
        ("Jumlah GTK", "15/03/1985"),
        ("Peran", "Drs. Budi Santoso"),
        ("Peran", "Jl. Mawar No 5"),
        ("NPSN", "(0812) 345 6789"),
    ],
)
def test_a_slipped_cell_about_a_person_is_not_shown(column: str, text: str, tmp_path: Path) -> None:
    table = export_table(PMM, [make_pmm()])
    table[1][table[0].index(column)] = text
    sheet, _ = one_sheet(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    assert [row["nilai"] for row in set_aside(tmp_path / "a")] == ["(disamarkan)"]
    assert text not in sheet.model_dump_json()


def test_a_sheet_named_by_a_phone_number_is_not_shown(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"081234567890": [["aneh"], ["x"]], "081234567891": [["aneh"], ["x"]]})
    result, _ = read_file(path, tmp_path / "a")
    assert [sheet.lembar for sheet in result.source.lembar] == ["lembar 1 (disamarkan)", "lembar 2 (disamarkan)"]
    assert "08123" not in str(set_aside(tmp_path / "a"))


@pytest.mark.parametrize("tail", [b"\x1a", b"\n\x1a"])
def test_an_old_end_of_file_mark_is_no_binary(tail: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("\n".join(pmm_lines(3)).encode() + tail)
    sheet, rows = one_sheet(tmp_path / "x.csv", tmp_path / "a")
    assert (sheet.dibaca, len(rows)) == (3, 3)


def test_a_stray_control_character_is_a_blank(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("\n".join(pmm_lines(1)).replace(";guru;", ";guru\x0b;").encode())
    _, rows = one_sheet(tmp_path / "x.csv", tmp_path / "a")
    assert [row["peran"] for row in rows] == ["guru"]


@pytest.mark.parametrize(("newline", "encoding"), [("\r", "utf-8"), ("\n", "utf-16-be"), ("\r", "utf-16-le")])
def test_line_ends_and_encodings_of_other_machines_are_read(newline: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes((newline.join(pmm_lines(3)) + newline).encode(encoding))
    _, rows = one_sheet(tmp_path / "x.csv", tmp_path / "a")
    assert [row["npsn"] for row in rows] == ["10300000", "10300001", "10300002"]


def test_a_file_of_a_header_alone_says_so(tmp_path: Path) -> None:
    sheet, _ = one_sheet(write_csv(tmp_path / "x.csv", export_table(PMM, [])), tmp_path / "a")
    assert "hanya baris judul, tanpa data" in sheet.catatan


@pytest.mark.parametrize("word", ["Subtotal", "SUB TOTAL", "TOTAL PROVINSI SUMATERA BARAT", "Dicetak oleh operator"])
def test_totals_and_print_notes_are_recognised(word: str, tmp_path: Path) -> None:
    table = export_table(PMM, [make_pmm()])
    table.append([word, *[""] * (len(table[0]) - 2), "40"])
    sheet, rows = one_sheet(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    assert (len(rows), sheet.total_catatan, sheet.disisihkan) == (1, 1, 0)


def test_a_statistics_table_between_two_rapor_books_spoils_neither(tmp_path: Path) -> None:
    context = export(tmp_path / "k.csv", KONTEKS, make_for(KONTEKS))
    table = export_table(KONTEKS, [make_for(KONTEKS)])
    table[1][table[0].index("Nilai")] = " 62,50 "
    write_csv(context, table, ";")
    for place, path in enumerate((tmp_path / "a.xlsx", context, tmp_path / "b.xlsx")):
        if path != context:
            write_xlsx(path, {"2 Capaian provinsi": [*RAPOR_LONG, [*RAPOR_LONG[4][:5], f"{place}1,25 %", "", ""]]})
        result, _ = read_file(path, tmp_path / str(place))
        assert result.source.galat is None


def test_nothing_raw_lies_beside_the_build_after_a_file(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", form("BTK-1", with_code=True), encoding="utf-16")
    one_sheet(tmp_path / "x.csv", tmp_path / "a")
    left = [name for _, _, names in os.walk(tmp_path / "a" / ".tumpah") for name in names]
    assert left == []

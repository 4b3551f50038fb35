"""The workbook of a pack, opened again: every value as a number, every text as a text, charts on their own cells."""

from __future__ import annotations

import html
import io
import math
import re
import socket
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from reports.pack_sheets import sheet_names
from reports.pack_workbook import HEAD, xlsx_bytes
from schemas.rapat import BaganTabel, DataLayar, KolomTabel
from tests import rapat_world as world
from tests.slide_world import ALAMAT, EVIL


def opened(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw))


@pytest.fixture(scope="module")
def raw() -> bytes:
    return xlsx_bytes(world.make_urutan(), alamat=ALAMAT)


@pytest.fixture(scope="module")
def book(raw: bytes) -> Any:
    return opened(raw)


def sheet_of(book: Any, kind: str) -> Any:
    return book.worksheets[1 + world.SORTED_KINDS.index(kind)]


def columns(sheet: Any) -> dict[str, list[Any]]:
    """The columns of a screen's sheet by heading; of two alike, the later has `#2` behind it."""
    found: dict[str, list[Any]] = {}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
    second = next((i for i, row in enumerate(rows) if row[0] == "Data di balik layar"), len(rows))
    for block in (rows[:second], rows[second + 1 :]):
        filled = [row for row in block if any(value is not None for value in row)]
        for column in zip(*filled, strict=True):
            if column[0] is not None:
                name = str(column[0])
                while name in found:
                    name += "#2"
                found[name] = list(column[1:])
    return found


def same(cells: list[Any], values: Any) -> bool:
    """Whether cells hold exactly these numbers; what follows them is empty."""
    values = list(values)
    held = zip(cells, values, strict=False)
    rest = cells[len(values) :]
    return all(
        (a is None and b is None) or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-15))
        for a, b in held
    ) and not any(cell is not None for cell in rest)


@pytest.mark.parametrize("kind", ["titik", "titik_38", "titik_selisih"])
def test_dots_hold_their_values_and_intervals(book: Any, kind: str) -> None:
    bagan, found = world.BAGAN[kind](), columns(sheet_of(book, kind))
    assert found["Nama"][: len(bagan.baris)] == [row.nama for row in bagan.baris]
    value = next(name for name in found if name.endswith(("(%)", "(poin)")))
    assert same(found[value], [row.nilai for row in bagan.baris])
    assert same(found["Rendah"], [row.rendah for row in bagan.baris])
    assert same(found["Tinggi"], [row.tinggi for row in bagan.baris])
    for place, name in enumerate(bagan.nama_pembanding):
        assert same(found[f"{name} (%)"], [row.pembanding[place] for row in bagan.baris])


def test_lines_hold_every_day_with_an_empty_row_where_they_are_cut(book: Any) -> None:
    bagan, found = world.garis(), columns(sheet_of(book, "garis"))
    for line in bagan.deret:
        days = [cell.date() for cell in found[f"Tanggal {line.nama}"] if cell is not None]
        values = found[f"{line.nama} (%)"][: len(days)]
        assert len(days) == len(line.titik) + 1
        pairs = [(d, v) for d, v in zip(days, values, strict=True) if v is not None]
        expected = [(p.tanggal, p.nilai) for p in line.titik if p.nilai is not None]
        assert [d for d, _ in pairs] == [d for d, _ in expected]
        assert same([v for _, v in pairs], [v for _, v in expected])


@pytest.mark.parametrize("kind", ["batang", "batang_tumpuk", "batang_tegak"])
def test_bars_hold_their_values(book: Any, kind: str) -> None:
    bagan, found = world.BAGAN[kind](), columns(sheet_of(book, kind))
    assert found["Kategori"][: len(bagan.kategori)] == list(bagan.kategori)
    for one in bagan.deret:
        name = f"{one.nama} (%)" if bagan.satuan else one.nama
        assert same(found[name], one.nilai)


def test_clouds_and_tiles_hold_their_values(book: Any) -> None:
    cloud, found = world.sebar(), columns(sheet_of(book, "sebar"))
    expected = {p.nama: (p.x, p.y) for p in cloud.titik}
    for name, x, y in zip(found["Nama"], found[f"{cloud.sumbu_x} (%)"], found[cloud.sumbu_y], strict=True):
        assert same([x, y], expected.pop(name))
    assert not expected
    tiles, found = world.petak(), columns(sheet_of(book, "petak"))
    held = dict(zip(found["Provinsi"], found["Nilai (%)"], strict=True))
    assert set(held) == {t.nama for t in tiles.petak}
    assert all(same([held[t.nama]], [t.nilai]) for t in tiles.petak)


def test_tables_figures_and_lists_hold_their_texts(book: Any) -> None:
    found = columns(sheet_of(book, "tabel"))
    rows = list(zip(*(found[k.nama] for k in world.tabel().kolom), strict=True))
    assert rows[: len(world.tabel().baris)] == list(world.tabel().baris)
    figures = columns(sheet_of(book, "angka"))
    assert figures["Nilai"] == [one.nilai for one in world.angka().butir]
    assert columns(sheet_of(book, "butir"))["Butir"] == [one.teks for one in world.butir().butir]


def test_the_rows_behind_a_screen_keep_their_types(book: Any) -> None:
    found = columns(sheet_of(book, "titik"))
    assert found["persen"][:2] == [71.4123, None]
    assert found["tanggal"][0] == datetime(2026, 10, 31)  # noqa: DTZ001  a cell has no zone


def test_each_chart_takes_its_numbers_from_the_cells_beside_it(raw: bytes, book: Any) -> None:
    charted = [kind for kind in world.SORTED_KINDS if kind not in ("angka", "tabel", "butir")]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        charts = [n for n in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
        assert len(charts) == len(charted)
        for place, kind in enumerate(charted, start=1):
            text = archive.read(f"xl/charts/chart{place}.xml").decode()
            name = sheet_of(book, kind).title
            refs = re.findall(r"<c:f>(.*?)</c:f>", text)
            assert refs
            for ref in refs:
                sheet, cells = ref.rsplit("!", 1)
                assert sheet.strip("'") == name
                found = book[name][cells.replace("$", "")]
                assert isinstance(found, tuple)
                assert any(row[0].value is not None for row in found)


def test_filtering_the_data_hides_no_point_of_a_chart(book: Any) -> None:
    sheet = sheet_of(book, "titik_38")
    first = int(re.findall(r"\d+", sheet.auto_filter.ref)[0])
    (chart,) = sheet._charts
    refs = [ser.val.numRef.f if ser.val else ser.yVal.numRef.f for ser in chart.ser]
    assert all(int(ref.rsplit("$", 1)[1]) < first for ref in refs)
    assert (chart.anchor._from.col, chart.anchor._from.row) == (0, HEAD), "it is seen when the sheet is opened"
    values = next(cell.column for cell in sheet[HEAD] if cell.value == "Nilai pada bagan")
    assert chart.anchor.to.col < values, "and covers none of its values"
    assert sheet.cell(first - 1, 1).value == "Data di balik layar"
    assert sheet.print_area


def test_the_summary_leads_to_every_sheet_and_view(book: Any) -> None:
    sheet = book["Ringkasan"]
    layar = world.make_layar()
    assert [sheet.cell(7, c).value for c in (4, 6, 7)] == [layar.judul, layar.dasar, layar.sumber]
    assert sheet.cell(7, 5).value.date() == world.TANGGAL
    assert sheet.cell(7, 11).hyperlink.target == f"{ALAMAT}/{layar.tautan}"
    targets = [sheet.cell(7 + i, 2).hyperlink.location for i in range(len(world.SORTED_KINDS))]
    assert targets == [f"'{ws.title}'!A1" for ws in book.worksheets[1 : 1 + len(targets)]]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C7", "A6:K18")


def test_every_sheet_says_cut_off_n_and_that_the_data_are_invented(book: Any) -> None:
    for sheet in book.worksheets[1 : 1 + len(world.SORTED_KINDS)]:
        said = " ".join(str(sheet.cell(row, 1).value) for row in range(1, 8))
        assert "Data per 31 Okt 2026 · n = 12.345 guru" in said
        assert "DATA CONTOH" in said
        assert sheet.freeze_panes in (f"A{HEAD + 1}", f"A{HEAD + 2}")
        assert sheet.auto_filter.ref
    plain = opened(xlsx_bytes(world.make_urutan("titik", is_contoh=False)))
    assert not [c for ws in plain for row in ws.iter_rows() for c in row if "DATA CONTOH" in str(c.value)]


def test_the_same_screens_make_the_same_bytes(raw: bytes) -> None:
    assert xlsx_bytes(world.make_urutan(), alamat=ALAMAT) == raw


def test_sources_and_definitions_stand_once(book: Any) -> None:
    kamus = [[c.value for c in row] for row in book["Kamus"].iter_rows(min_row=2)]
    assert [row[0] for row in kamus] == ["Ukuran", "Pembilang", "Penyebut"]
    assert kamus[0][2].startswith("1, 2, 3")
    assert book["Sumber"].max_row == 2
    assert book["Sumber"]["A2"].value == world.make_layar().sumber


def evil_pack() -> bytes:
    data = DataLayar(
        kolom=(*EVIL[:2], "x", "lama", "besar"),
        baris=(*((e, "=HYPERLINK(\"http://x\")", True, date(1850, 1, 1), 10**18) for e in EVIL), ("Z" * 40_000,)),
    )  # fmt: skip
    cells = BaganTabel(kolom=(KolomTabel(nama=""), KolomTabel(nama="=b")), baris=(("@SUM(A1)", "http://x.id"), ("a",)))
    layar = tuple(
        world.make_layar("tabel", kunci=f"k{i}", nama=e, judul=e, kecil=e, sumber=e, catatan=e, bagan=cells, data=data,
                         definisi=((e, e),), tautan=f"provinsi?x={i}&y=" + "z" * (3000 if i == 2 else 1))
        for i, e in enumerate(EVIL)
    )  # fmt: skip
    return xlsx_bytes(world.make_urutan(layar=layar, judul="=1+1"), alamat=ALAMAT)


def test_hostile_texts_are_neither_formulas_nor_links() -> None:
    raw = evil_pack()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name)
            if name.endswith(".rels"):
                outside = re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', archive.read(name).decode())
                assert all(target.startswith(ALAMAT) for target in outside)
    book = opened(raw)
    held = {c.value for ws in book for row in ws.iter_rows() for c in row if isinstance(c.value, str)}
    assert {"=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "http://x.id", "_x0041_", "1850-01-01", str(10**18)} <= held
    assert not [v for v in held if "\x00" in v or "\u202e" in v or len(v) > 32_767]
    assert all(c.data_type != "f" for ws in book for row in ws.iter_rows() for c in row)


@pytest.mark.parametrize("name", ["+cmd|' /C calc'!A0", "Ayo Belajar!PMM2025", "=Lain!$B$2", "!A1"])
def test_no_name_of_a_chart_is_taken_for_a_cell(name: str) -> None:
    lines = world.garis()
    cloud = world.sebar()
    bars = world.batang_tumpuk()
    changed = (
        lines.model_copy(update={"deret": tuple(d.model_copy(update={"nama": name}) for d in lines.deret),
                                 "sumbu": name}),
        bars.model_copy(update={"deret": tuple(d.model_copy(update={"nama": name}) for d in bars.deret),
                                "sumbu": name}),
        cloud.model_copy(update={"sumbu_x": name, "sumbu_y": name,
                                 "titik": tuple(p.model_copy(update={"kelas": name}) for p in cloud.titik)}),
    )  # fmt: skip
    layar = tuple(world.make_layar("garis", kunci=f"k{i}", bagan=bagan) for i, bagan in enumerate(changed))
    names, references = [], []
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(world.make_urutan(layar=layar)))) as archive:
        for part in archive.namelist():
            if part.startswith("xl/charts/chart"):
                text = html.unescape(archive.read(part).decode())
                references += re.findall(r"<c:f>(.*?)</c:f>", text)
                names += re.findall(r"<c:tx>.*?<(?:c:v|a:t)>(.*?)</", text)
    assert len(names) > 6
    assert {found.replace("\u2060", "") for found in names} == {name}
    assert all(re.match(r"'?(\d+\.? |Garis)", found) for found in references), references[:3]


def test_links_to_this_computer_alone_say_so() -> None:
    urutan = world.make_urutan("titik")
    for alamat, is_said in (("http://127.0.0.1:8501", True), (ALAMAT, False), ("", False)):
        sheet = opened(xlsx_bytes(urutan, alamat=alamat)).worksheets[0]
        head = next(str(cell.value) for cell in sheet[6] if str(cell.value).startswith("Tautan"))
        assert ("hanya terbuka di komputer yang menjalankan Serapan" in head) is is_said


def test_a_text_longer_than_a_cell_goes_on_on_its_own_sheet() -> None:
    book = opened(evil_pack())
    rows = [[c.value for c in row] for row in book["Sambungan"].iter_rows(min_row=2)]
    first = "".join(row[2] for row in rows if row[0] == 1)
    assert first == "Z" * 40_000
    assert any("lanjut di lembar Sambungan, nomor 1)" in str(c.value) for c in book.worksheets[1]["A"])


def test_names_of_sheets_are_such_as_every_program_takes() -> None:
    names = sheet_names(
        [world.make_layar(kunci=str(i), nama=e) for i, e in enumerate([*EVIL, "Tren", "TREN", "'a'", ""])]
    )
    folded = [name.casefold() for name in names]
    assert len(set(folded)) == len(names)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")


@pytest.mark.parametrize("count", [0, 1, 60])
def test_none_one_and_sixty_screens_without_the_network(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    told: list[float] = []
    layar = tuple(world.make_layar("batang", kunci=f"k{i}", data=DataLayar()) for i in range(count))
    book = opened(xlsx_bytes(world.make_urutan(layar=layar), lapor=lambda share, _: told.append(share)))
    assert len(book.worksheets) == count + 3
    assert told[-1] == 1
    assert book.properties.creator in ("", None)
    assert book.properties.title == "Rapat Sumatera Barat"


def test_the_workbook_without_rows_behind_still_filters_its_values() -> None:
    book = opened(xlsx_bytes(world.make_urutan(layar=(world.make_layar("titik", data=DataLayar()),))))
    sheet = book.worksheets[1]
    first = next(cell for cell in sheet[HEAD + 1] if cell.value == "Nama")
    assert sheet.auto_filter.ref.startswith(f"{first.coordinate}:")

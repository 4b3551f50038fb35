"""Cell text to values: tables of cells as files have them, and what must hold for any cell."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import values
from schemas.lists import NPSN_PATTERN, AlasanTidakTersedia

NBSP, THIN, NARROW, BOM = "\u00a0", "\u2009", "\u202f", "\ufeff"
MINUS, FULL_WIDTH_NPSN = "\u2212", "".join(chr(0xFF10 + int(digit)) for digit in "20325309")


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    values.install(connection)
    return connection


def ask(con: duckdb.DuckDBPyConnection, expression: str, *cells: object) -> Any:
    row = con.execute(f"SELECT {expression}", list(cells)).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Kab. Agam", "Kab. Agam"),
        ("  Kab.  Muaro   Jambi ", "Kab. Muaro Jambi"),
        (f"Label Capaian{NBSP}", "Label Capaian"),
        (f"SD{NBSP}{THIN}Umum", "SD Umum"),
        (f"{BOM}NPSN", "NPSN"),
        ("A.1\n Kemampuan literasi", "A.1 Kemampuan literasi"),
        ("\uff33\uff2d\uff21", "SMA"),
        ("Mikha\u2019el", "Mikha\u2019el"),
        ("   ", None),
        ("", None),
        (None, None),
        (NBSP, None),
    ],
)
def test_text_loses_only_what_nobody_can_see(
    con: duckdb.DuckDBPyConnection, cell: str | None, text: str | None
) -> None:
    assert ask(con, "bersih(?)", cell) == text


@pytest.mark.parametrize(
    ("cell", "npsn"),
    [
        ("20325309", "20325309"),
        ("20325309.0", "20325309"),
        ("20325309,00", "20325309"),
        ("P9908517", "P9908517"),
        ("p9908517", "P9908517"),
        ("K5660123", "K5660123"),
        ("20325309  ", "20325309"),
        (f"{NBSP}20325309", "20325309"),
        ("'20325309", "20325309"),
        ("2.0325309E7", "20325309"),
        ("2,0325309E+07", "20325309"),
        ("20.325.309", "20325309"),
        ("00123456", "00123456"),
        (FULL_WIDTH_NPSN, "20325309"),
    ],
)
def test_an_npsn_that_can_be_read_is_read_as_text(con: duckdb.DuckDBPyConnection, cell: str, npsn: str) -> None:
    assert ask(con, "npsn_bersih(?)", cell) == npsn
    assert ask(con, "alasan_npsn(?)", cell) is None


def test_an_npsn_column_of_integers_is_read_too(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "npsn_bersih(20325309)") == "20325309"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (None, "NPSN kosong"),
        ("", "NPSN kosong"),
        ("  ", "NPSN kosong"),
        ("-", "NPSN kosong"),
        ("#N/A", "NPSN kosong"),
        ("Tidak ada", "NPSN kosong"),
        ("2032530", "nol di depan mungkin hilang"),
        ("2032530.0", "nol di depan mungkin hilang"),
        ("203253091", "tertulis 9 angka"),
        ("NP345555", "NPSN tidak sah"),
        ("P990851", "diikuti 7 angka"),
        ("00000000", "hanya berisi nol"),
        ("2.03E+07", "bilangan ilmiah"),
        ("2.032531E7", "bilangan ilmiah"),
        ("20325309.5", "pecahan"),
        ("SMAN 1 Agam", "NPSN tidak sah"),
    ],
)
def test_an_npsn_that_cannot_be_read_has_a_reason_with_a_remedy(
    con: duckdb.DuckDBPyConnection, cell: str | None, reason: str
) -> None:
    assert ask(con, "npsn_bersih(?)", cell) is None
    said = ask(con, "alasan_npsn(?)", cell)
    assert reason in said
    assert any(verb in said for verb in ("isi ", "cocokkan", "simpan", "ganti"))


@pytest.mark.parametrize(
    ("cell", "style", "number"),
    [
        ("76,4%", None, 76.4),
        ("97,41", None, 97.41),
        ("9", None, 9),
        ("-0,35", None, -0.35),
        (f"{MINUS}3,5", None, -3.5),
        ("+2,5", None, 2.5),
        ("1.234.567,8", None, 1234567.8),
        ("1,234,567.8", None, 1234567.8),
        ("1.234.567", None, 1234567),
        ("1.234.567", "titik", 1234567),
        ("1,234,567", None, 1234567),
        ("99,810", None, 99.81),
        ("99,810", "koma", 99.81),
        ("99,810", "titik", 99810),
        ("1.234", None, 1.234),
        ("1.234", "titik", 1.234),
        ("1.234", "koma", 1234),
        ("1.234", "rupiah", 1234),
        ("1,234", "rupiah", 1234),
        ("0.123", "koma", 0.123),
        ("0,123", "titik", 0.123),
        ("12,5", "titik", 12.5),
        (",5", None, 0.5),
        (f"1{NARROW}234{NARROW}567,5", None, 1234567.5),
        (f"1{NBSP}234,5", None, 1234.5),
        ("Rp 1.500", None, 1500),
        ("Rp. 1.500.000,-", None, 1500000),
        ("Rp1.500.000,50", None, 1500000.5),
        ("1e-05", None, 1e-5),
        ("1.5E6", None, 1.5e6),
        ("1,97E+17", None, 1.97e17),
        ("\uff11\uff12,\uff15", None, 12.5),
    ],
)
def test_a_number_is_read_in_the_style_of_its_sheet(
    con: duckdb.DuckDBPyConnection, cell: str, style: str | None, number: float
) -> None:
    assert ask(con, "bilangan(?, ?)", cell, style) == pytest.approx(number, rel=1e-12)
    if style is None:
        assert ask(con, "bilangan(?)", cell) == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "-",
        "abc",
        "1.2.3",
        "1.23.456",
        "12,34,567",
        "1.234.56",
        "1,2.3,4",
        "1..2",
        "5.",
        "nan",
        "inf",
        "1e400",
        "12 Juni",
        "Tidak Tersedia (Tidak ada data untuk indikator ini)",
        "--5",
        "0x10",
    ],
)
def test_what_is_not_a_number_is_null_not_a_guess(con: duckdb.DuckDBPyConnection, cell: str | None) -> None:
    assert ask(con, "bilangan(?)", cell) is None
    assert ask(con, "bilangan_bulat(?)", cell) is None
    assert ask(con, "perubahan(?)", cell) is None


@pytest.mark.parametrize(
    ("cell", "style", "count"),
    [
        ("0", None, 0),
        ("110490", None, 110490),
        ("12.0", None, 12),
        ("1.234", None, 1234),
        ("1,234", None, 1234),
        ("12.000", None, 12000),
        ("12.000", "koma", 12000),
        ("12.000", "titik", 12),
        ("12,000", "koma", 12),
        ("1.234", "titik", None),
        ("1.234.567", None, 1234567),
        ("12,5", None, None),
        ("9223372036854775808", None, None),
        ("9007199254740993", None, 9007199254740993),
    ],
)
def test_a_count_is_whole_or_null(
    con: duckdb.DuckDBPyConnection, cell: str, style: str | None, count: int | None
) -> None:
    assert ask(con, "bilangan_bulat(?, ?)", cell, style) == count


@pytest.mark.parametrize(
    ("cell", "style"),
    [
        ("12,5", "koma"),
        ("1.234,5", "koma"),
        ("1.234.567", "koma"),
        ("12.5", "titik"),
        ("1,234.5", "titik"),
        ("1,234,567", "titik"),
        ("76,41%", "koma"),
        ("1.234", None),
        ("99,810", None),
        ("12", None),
        ("Baik", None),
        (None, None),
    ],
)
def test_a_cell_gives_its_style_away_only_when_it_can_mean_one_thing(
    con: duckdb.DuckDBPyConnection, cell: str | None, style: str | None
) -> None:
    assert ask(con, "gaya_tersirat(?)", cell) == style


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("Naik 0,59", 0.59),
        ("Turun 33,36%", -33.36),
        ("NAIK 58,73%", 58.73),
        ("Turun -1,5", -1.5),
        ("Tetap", 0),
        ("Tidak berubah (0,00)", 0),
        ("-0,35", -0.35),
        ("Naik", None),
        ("Tidak Tersedia (karena nilai tahun lalu tidak tersedia)", None),
    ],
)
def test_a_printed_change_has_the_sign_of_its_word(
    con: duckdb.DuckDBPyConnection, cell: str, number: float | None
) -> None:
    assert ask(con, "perubahan(?)", cell) == (None if number is None else pytest.approx(number))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-10-31", date(2026, 10, 31)),
        ("2026-10-31 00:00:00", date(2026, 10, 31)),
        ("2026-10-31T08:00:00.000Z", date(2026, 10, 31)),
        ("31/10/2026", date(2026, 10, 31)),
        ("1-8-2025", date(2025, 8, 1)),
        ("31.10.2026", date(2026, 10, 31)),
        ("31/10/2026 8:05:00", date(2026, 10, 31)),
        ("31/10/2026 08.05", date(2026, 10, 31)),
        ("31 Oktober 2026", date(2026, 10, 31)),
        ("05 Feb 2025 12:21:55", date(2025, 2, 5)),
        ("Senin, 17 Agustus 2026", date(2026, 8, 17)),
        ("Jum'at, 31 Juli 2026", date(2026, 7, 31)),
        ("1 Agt 2025", date(2025, 8, 1)),
        ("11-Jul-2023", date(2023, 7, 11)),
        (f"30{NBSP}Nopember 2024", date(2024, 11, 30)),
        ("20261031", date(2026, 10, 31)),
        ("29 Februari 2024", date(2024, 2, 29)),
        ("10/31/2026", None),
        ("2025-02-29", None),
        ("31 Oktobre 2026", None),
        ("Oktober 2026", None),
        ("31/10/26", None),
        ("46326", None),
        ("20325309", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_day_month_year_or_iso_and_nothing_else(
    con: duckdb.DuckDBPyConnection, cell: str | None, day: date | None
) -> None:
    assert ask(con, "tanggal(?)", cell) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Data per 30 Juni 2026", date(2026, 6, 30)),
        ("Laporan diperbarui 11 Jul 2023", date(2023, 7, 11)),
        ("pmm_20261031.csv", date(2026, 10, 31)),
        ("pmm_2026-10-31 (1).csv", date(2026, 10, 31)),
        ("belajar-id 05_02_2025.csv", date(2025, 2, 5)),
        ("LAPORAN RAPOR PENDIDIKAN TAHUN 2023", None),
        ("20325309.csv", None),
        ("rekap 2026-13-40 lalu 2026-10-31", date(2026, 10, 31)),
        ("pmm_2026-10.csv", None),
    ],
)
def test_a_title_or_file_name_gives_its_first_whole_date(text: str, day: date | None) -> None:
    assert values.date_in(text) == day


@pytest.mark.parametrize(
    ("cell", "truth"),
    [
        ("Ya", True),
        ("YA ", True),
        ("1", True),
        ("true", True),
        ("Hadir", True),
        ("\u2713", True),
        ("v", True),
        ("Tidak", False),
        ("0", False),
        ("Belum", False),
        ("tidak hadir", False),
        ("mungkin", None),
        ("t", None),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_yes_and_no_are_read_and_anything_else_is_null(
    con: duckdb.DuckDBPyConnection, cell: str | None, truth: bool | None
) -> None:
    assert ask(con, "ya_tidak(?)", cell) is truth


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Tidak Tersedia (Tidak ada data untuk indikator ini)", "tidak ada data untuk indikator ini"),
        ("Tidak Tersedia (Satdik tidak mengikuti AN)", "satdik tidak mengikuti AN"),
        ("Tidak Tersedia (Satdik tidak mengikuti AN tahun lalu)", "satdik tidak mengikuti AN tahun lalu"),
        (
            "Tidak Tersedia (instrumen penilaian tahun ini dan tahun lalu berbeda)",
            "instrumen tahun ini dan tahun lalu berbeda",
        ),
        ("Tidak Tersedia (karena nilai tahun lalu tidak tersedia)", "nilai tahun lalu tidak tersedia"),
        ("Tidak Berlaku", "tidak berlaku"),
        ("Tidak Relevan", "tidak berlaku"),
        ("Capaian Tidak Tersedia", "tanpa keterangan"),
        (f"capaian{NBSP}tidak  tersedia ", "tanpa keterangan"),
        ("Tidak Tersedia (sebab lain)", "tanpa keterangan"),
        ("Kurang", None),
        ("76,4%", None),
        ("Tidak tuntas", None),
        ("", None),
        (None, None),
    ],
)
def test_a_missing_value_keeps_its_reason(con: duckdb.DuckDBPyConnection, cell: str | None, reason: str | None) -> None:
    assert ask(con, "tidak_tersedia(?)", cell) == reason


def test_every_reason_of_the_contract_can_be_reached(con: duckdb.DuckDBPyConnection) -> None:
    sentences = [
        "Tidak ada data",
        "Satdik tidak mengikuti AN",
        "Satdik tidak mengikuti AN tahun lalu",
        "instrumen berbeda",
        "nilai tahun lalu tidak tersedia",
        "Tidak Berlaku",
        "Tidak Tersedia",
    ]
    assert {ask(con, "tidak_tersedia(?)", cell) for cell in sentences} == set(get_args(AlasanTidakTersedia))


def test_temporary_macros_leave_nothing_in_the_file(tmp_path: Any) -> None:
    file = str(tmp_path / "a.duckdb")
    with duckdb.connect(file) as connection:
        values.install(connection)
    with duckdb.connect(file) as connection, pytest.raises(duckdb.CatalogException):
        connection.execute("SELECT bersih('a')")


def test_lasting_macros_are_seen_by_cursors() -> None:
    with duckdb.connect() as connection:
        values.install(connection, is_temporary=False)
        assert ask(connection.cursor(), "bilangan('1,5')") == 1.5


@settings(max_examples=60, deadline=None)
@given(whole=st.integers(-(10**9), 10**9), places=st.integers(1, 6), tail=st.integers(0, 999_999))
def test_a_number_survives_both_ways_of_writing_it(
    con: duckdb.DuckDBPyConnection, whole: int, places: int, tail: int
) -> None:
    fraction = f"{tail:06d}"[:places]
    english, number = f"{whole:,}.{fraction}", float(f"{whole}.{fraction}")
    indonesian = english.translate(str.maketrans(",.", ".,"))
    assert ask(con, "bilangan(?, 'titik')", english) == number
    assert ask(con, "bilangan(?, 'koma')", indonesian) == number
    assert ask(con, "bilangan(?, 'koma')", f" {indonesian} %") == number


@settings(max_examples=40, deadline=None)
@given(count=st.integers(0, 10**12))
def test_a_count_survives_grouping_in_any_style(con: duckdb.DuckDBPyConnection, count: int) -> None:
    grouped = f"{count:,}"
    for cell in (str(count), f"{count}.0", grouped, grouped.replace(",", "."), grouped.replace(",", NARROW)):
        assert ask(con, "bilangan_bulat(?)", cell) == count


@settings(max_examples=150, deadline=None)
@given(cell=st.one_of(st.from_regex(NPSN_PATTERN, fullmatch=True), st.text(max_size=12)))
def test_cleaning_an_npsn_twice_changes_nothing_and_a_reason_stands_exactly_where_none_came_out(
    con: duckdb.DuckDBPyConnection, cell: str
) -> None:
    once = ask(con, "npsn_bersih(?)", cell)
    assert ask(con, "npsn_bersih(?)", once) == once
    assert (once is None) == (ask(con, "alasan_npsn(?)", cell) is not None)
    if once is not None:
        assert ask(con, "regexp_full_match(?, '[0-9]{8}|[PK][0-9]{7}')", once)
        assert ask(con, "npsn_bersih(?)", f" {once}{NBSP}") == once


@settings(max_examples=150, deadline=None)
@given(cell=st.text(max_size=30))
def test_cleaning_text_twice_changes_nothing(con: duckdb.DuckDBPyConnection, cell: str) -> None:
    once = ask(con, "bersih(?)", cell)
    assert ask(con, "bersih(?)", once) == once


@settings(max_examples=60, deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_survives_every_way_of_writing_it(con: duckdb.DuckDBPyConnection, day: date) -> None:
    for cell in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%Y%m%d}",
        f"{day:%d %b %Y}",
        f"{day:%Y-%m-%d} 23:59:59",
    ):
        assert ask(con, "tanggal(?)", cell) == day

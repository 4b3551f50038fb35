"""Paper prints numbers and dates as the pages do, and its square codes are codes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import address, qr, words
from views import format as pages

NUMBERS = st.one_of(st.none(), st.floats(-1e9, 1e9), st.sampled_from([float("nan"), -0.04, 0.0, 0.05]))


@given(NUMBERS, st.integers(0, 3))
def test_numbers_on_paper_are_those_of_the_pages(value: float | None, digits: int) -> None:
    assert words.number(value, digits) == pages.number(value, digits)
    assert words.signed(value, digits) == pages.signed(value, digits)


@given(NUMBERS)
def test_shares_and_points_on_paper_are_those_of_the_pages(value: float | None) -> None:
    assert words.with_unit(value) == pages.percent(value)
    if value is None or value == value:
        assert words.with_unit(value, is_selisih=True) == pages.points(value) or words.number(value) == words.NONE


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_days_on_paper_are_those_of_the_pages(day: date) -> None:
    assert (words.day(day), words.day_long(day), words.month(day)) == (
        pages.day(day), pages.day_long(day), pages.month(day)
    )  # fmt: skip


def test_units_stand_where_they_belong() -> None:
    assert words.with_unit(12345, "guru", 0) == "12.345\u00a0guru"
    assert words.with_unit(2000, "Rp", 0) == "Rp\u00a02.000"
    assert words.with_unit(-3.25, "%", 1, is_selisih=True) == "−3,2\u00a0poin"
    assert words.with_unit(None, "guru", 0) == "–"
    assert words.with_unit(2.5, "") == "2,5"
    assert words.interval(70.81, 71.96) == "70,8–72,0"
    assert words.interval(-0.4, 3.2, is_selisih=True) == "−0,4 s.d. +3,2"
    assert words.interval(None, 3.2) == ""
    assert words.moment(datetime(2026, 10, 31, 14, 5, tzinfo=UTC)) == "31 Oktober 2026 14.05"


@pytest.mark.parametrize("text", ["http://127.0.0.1:8501/provinsi?provinsi=13", "x", "é" * 100])
def test_a_link_becomes_a_square_code_with_its_three_finders(text: str) -> None:
    found = qr.fields(text)
    finder = (True,) * 7
    assert all(len(row) == len(found) for row in found)
    assert found[0][:7] == found[0][-7:] == found[-1][:7] == finder
    assert qr.png(text).startswith(b"\x89PNG")
    assert b"<svg" in qr.svg(text)
    assert b"viewBox" in qr.svg(text)


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_nothing_and_too_much_have_no_code(text: str) -> None:
    assert qr.fields(text) == ()
    assert qr.png(text) == b""
    assert qr.svg(text) == b""


@pytest.mark.parametrize(
    ("alamat", "is_here"),
    [("http://127.0.0.1:8501", True), ("http://127.5.5.5", True), ("http://localhost:8501/x", True),
     ("http://LOCALHOST", True), ("http://[::1]:8501", True), ("http://0.0.0.0:8501", True),
     ("http://192.168.1.20:8501", False), ("https://serapan.kantor.id", False), ("http://localhost.id", False),
     ("", False), ("http://[rusak", False)],
)  # fmt: skip
def test_an_address_that_leads_back_to_its_own_computer_gets_no_square_code(alamat: str, is_here: bool) -> None:
    assert address.is_loopback(alamat) is is_here
    assert address.coded(alamat) == ("" if is_here else alamat)


def test_a_link_is_said_so_that_a_reader_finds_the_page() -> None:
    tautan = "rapor?provinsi=13"
    assert address.said(f"https://serapan.kantor.id/{tautan}") == "Buka di Serapan: serapan.kantor.id/rapor"
    assert address.said(f"http://127.0.0.1:8501/{tautan}") == "Halaman Serapan: Rapor Pendidikan"
    assert address.said(tautan) == "Halaman Serapan: Rapor Pendidikan"
    assert address.said("") == ""
    assert address.said("http://127.0.0.1:8501") == ""
    assert address.noted("https://serapan.kantor.id", tautan) == f"Tautan: https://serapan.kantor.id/{tautan}"
    assert address.noted("http://127.0.0.1", tautan).endswith(f"({address.ONLY_HERE})")
    assert (address.noted("", tautan), address.noted("", "")) == (f"Tautan: {tautan}", "")


def test_pages_are_called_as_in_the_menu() -> None:
    shell = (Path(__file__).resolve().parent.parent / "views" / "shell.py").read_text(encoding="utf-8")
    assert dict(re.findall(r'pages/(\w+)\.py", title="([^"]+)"', shell)) == address.PAGES

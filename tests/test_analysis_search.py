"""Searching by name: one spelling, pieces, NPSN and nearness, on names as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.search import LONGEST, MOST_PIECES, NEAR_ENOUGH, as_npsn, clean, is_said, nearness, pieces, ranked, words


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("sdn 1 melati", ("SD", "NEGERI", "1", "MELATI")),
        ("SD N 01 Melati", ("SD", "NEGERI", "1", "MELATI")),
        ("SD Negeri No. 1 Melati", ("SD", "NEGERI", "1", "MELATI")),
        ("sekolah dasar negeri 1 melati", ("SD", "NEGERI", "1", "MELATI")),
        ("SMPN3", ("SMP", "NEGERI", "3")),
        ("Madrasah Ibtidaiyah Al-Falah", ("MI", "AL", "FALAH")),
        ("TK Ma'arif Ñuñez", ("TK", "MAARIF", "NUNEZ")),
        ("", ()),
        ("🙂🙂", ()),
    ],
)
def test_a_name_has_one_spelling_however_it_is_typed(text: str, meant: tuple[str, ...]) -> None:
    assert words(text) == meant


@pytest.mark.parametrize(
    ("text", "npsn"),
    [
        ("20325309", "20325309"),
        ("20325309.0", "20325309"),
        (" 2032 5309 ", "20325309"),
        ("2032-5309", "20325309"),
        ("p9970001", "P9970001"),
        ("2032", "2032"),
        ("12", None),
        ("123456789012", None),
        ("sdn 20325309", None),
        ("", None),
    ],
)
def test_numbers_typed_are_the_start_of_an_npsn(text: str, npsn: str | None) -> None:
    assert as_npsn(text) == npsn


def test_pieces_leave_out_the_words_that_half_of_all_names_have() -> None:
    assert pieces("SDN 4 Tulip") == (" 4 ", "tul", "uli", "lip")
    assert pieces("sdn 1") == (" sd ", "neg", "ege", "ger", "eri", " 1 ")
    assert pieces("%%% ' --") == ()


@pytest.mark.parametrize(
    "typed",
    [
        "sdn 4 tulip",
        "sd negri 4 tulip",
        "sdn 4 tulp",
        "SD NEGERI 04 TULIP",
        "sdn 4 tullip",
        "tulip 4 sdn",
        "sdn 4 tuli",
    ],
)
def test_a_slip_of_the_pen_still_finds_the_school_before_its_neighbours(typed: str) -> None:
    names = ["SD NEGERI 14 TULIP", "SD NEGERI 4 MAWAR", "SMP NEGERI 4 TULIP", "SD NEGERI 4 TULIP", "TK TULIP"]
    assert names[ranked(typed, names, [""] * len(names))[0][0]] == "SD NEGERI 4 TULIP"


def test_the_place_in_a_search_parts_two_schools_of_one_name() -> None:
    names, places = ["SD NEGERI 1 MELATI"] * 2, ["Kec. Utara Kabupaten Agam", "Kec. Selatan Kota Padang"]
    assert ranked("sdn 1 melati padang", names, places)[0][0] == 1
    assert ranked("sdn 1 melati agm", names, places)[0][0] == 0


def test_two_words_of_a_name_answer_one_asked() -> None:
    assert nearness("smp tamansiswa", "SMP TAMAN SISWA") > 95


def test_a_number_is_meant_as_it_stands() -> None:
    assert nearness("sdn 12 mawar", "SD NEGERI 12 MAWAR") == 100
    assert nearness("sdn 12 mawar", "SD NEGERI 13 MAWAR") < nearness("sdn 12 mawar", "SD NEGERI 12 MAWARNI")


def test_a_name_is_as_typed_only_without_a_slip() -> None:
    assert is_said("sdn 12 mela agam", "SD NEGERI 12 MELATI", "Kab. Agam")
    assert not is_said("sdn 12 mlati", "SD NEGERI 12 MELATI")
    assert not is_said("sdn 1 melati", "SD NEGERI 12 MELATI")


def test_nothing_near_gives_nothing() -> None:
    assert ranked("xyzzy", ["SD NEGERI 1 MELATI"], [""]) == []
    assert ranked("", ["SD NEGERI 1 MELATI"], [""]) == []
    assert ranked("melati", [], []) == []
    assert NEAR_ENOUGH > 0


def test_ties_keep_their_order() -> None:
    assert [row for row, _ in ranked("melati", ["SD MELATI", "TK MELATI", "SD MELATI"], [""] * 3)] == [0, 1, 2]


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_searched_for_without_harm(text: str, name: str) -> None:
    assert len(clean(text)) <= LONGEST
    assert clean(text).isprintable()
    assert len(pieces(text)) <= MOST_PIECES
    assert all("|" not in piece and "%" not in piece for piece in pieces(text))
    assert 0 <= nearness(text, name) <= 100


def test_ten_thousand_letters_are_read_as_the_first_eighty() -> None:
    assert clean("a" * 10_000) == "a" * LONGEST
    assert len(pieces("melati " * 2_000)) <= MOST_PIECES

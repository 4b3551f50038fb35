"""What must hold for any region name, NPSN and number, however it is written."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipelines import values
from pipelines.cells import FAST, Reader, decimal_style
from pipelines.wilayah import default
from warehouse.paths import REFERENCE

NBSP, ZERO_WIDTH = "\u00a0", "\u200b"
often = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
batched = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PROVINCES = {row["kode_provinsi_kemendagri"]: row["nama"] for row in _rows("provinsi.csv")}
REGIONS = {row["kode_kab_kota_kemendagri"]: row["nama"] for row in _rows("kab_kota.csv")}
ALIASES = [(row["kode"], row["nama_lain"]) for row in _rows("nama_lain.csv")]


def letters(text: str) -> str:
    """An own, stricter idea of what counts in a name: its letters and digits, in capitals."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def plain(name: str) -> str:
    """A name without what stands before it, shorthand written out."""
    words = "".join(s if s.isalnum() else " " for s in unicodedata.normalize("NFKC", name).upper()).split()
    words = [{"KEP": "KEPULAUAN", "KEPL": "KEPULAUAN", "PEG": "PEGUNUNGAN"}.get(word, word) for word in words]
    while len(words) > 1 and words[0] in {
        *("PROVINSI", "PROPINSI", "PROV", "PROP", "KABUPATEN", "KAB", "KOTA", "KOTAMADYA", "KODYA", "ADM"),
        *("ADMINISTRASI", "MADYA"),
    }:
        words = words[1:]
    return "".join(words)


@lru_cache(maxsize=1)
def known() -> dict[str, set[str]]:
    """Every code with the plain names that mean it."""
    found = {kode: {plain(name)} for kode, name in (PROVINCES | REGIONS).items()}
    for kode, alias in ALIASES:
        found[kode].add(plain(alias))
        found[kode].add(letters(alias))
    return found


def bare(name: str) -> str:
    return name.removeprefix("Kabupaten ").removeprefix("Kota ").removeprefix("Administrasi ")


@st.composite
def dressed(draw: st.DrawFn, name: str) -> str:
    """A name in another case, with other blanks, invisible signs and full stops around it."""
    case = draw(st.sampled_from([str, str.upper, str.lower, str.title]))
    blank = draw(st.sampled_from([" ", "  ", NBSP, f" {ZERO_WIDTH}", "\t"]))
    ends = st.sampled_from(["", " ", NBSP, "  ", ZERO_WIDTH])
    return draw(ends) + blank.join(case(name).split(" ")) + draw(ends)


@st.composite
def province_written(draw: st.DrawFn) -> tuple[str, str]:
    kode = draw(st.sampled_from(sorted(PROVINCES)))
    name = PROVINCES[kode]
    if name.startswith("Kepulauan "):
        name = draw(st.sampled_from(["Kepulauan", "Kep.", "KEP"])) + name.removeprefix("Kepulauan")
    before = draw(st.sampled_from(["", "Prov. ", "Provinsi ", "PROPINSI ", "Prov ", "Prop. "]))
    return kode, draw(dressed(before + name))


@st.composite
def region_written(draw: st.DrawFn) -> tuple[str, str]:
    kode = draw(st.sampled_from(sorted(REGIONS)))
    name = REGIONS[kode]
    kinds = ["Kota ", "KOTA ", "Kotamadya "] if name.startswith("Kota ") else ["Kab. ", "Kabupaten ", "KAB ", "Kab."]
    rest = name.removeprefix("Kabupaten ").removeprefix("Kota ")
    if rest.startswith("Administrasi "):
        kinds = ["Kota ", "Kota Adm. "] if name.startswith("Kota ") else ["Kab. ", "Kab. Adm. ", "Kabupaten "]
        rest = rest.removeprefix("Administrasi ")
    if rest.startswith("Kepulauan "):
        rest = draw(st.sampled_from(["Kepulauan", "Kep.", "KEP."])) + rest.removeprefix("Kepulauan")
    return kode, draw(dressed(draw(st.sampled_from(kinds)) + rest))


@often
@given(province_written())
def test_a_province_in_any_dress_is_itself(written: tuple[str, str]) -> None:
    kode, text = written
    assert default().provinsi(text).kode == kode


@often
@given(region_written())
def test_a_kab_kota_in_any_dress_is_itself(written: tuple[str, str]) -> None:
    kode, text = written
    assert default().pair(PROVINCES[kode[:2]], text).kab_kota is not None
    assert default().kab_kota(text, kode[:2]).kode == kode


@often
@given(st.sampled_from(sorted(REGIONS)))
def test_a_bare_name_of_two_regions_is_refused_with_both_named(kode: str) -> None:
    name = bare(REGIONS[kode])
    twins = [other for other in REGIONS if plain(REGIONS[other]) == plain(name) and other[:2] == kode[:2]]
    found = default().kab_kota(name, kode[:2])
    if len(twins) > 1:
        assert (found.kode, found.golongan) == (None, "rancu")
        assert all(REGIONS[other] in str(found.alasan) for other in twins)
    else:
        assert found.kode == kode


def test_every_name_shared_by_two_regions_is_refused_without_its_kind() -> None:
    names = [plain(name) for name in REGIONS.values()]
    shared = sorted({bare(name) for name in REGIONS.values() if names.count(plain(name)) > 1})
    assert len(shared) == 26
    assert {default().kab_kota(name).golongan for name in shared} == {"rancu"}


@st.composite
def nearly(draw: st.DrawFn) -> str:
    """A region's name with one letter lost, doubled, changed or put in."""
    name = draw(st.sampled_from(sorted([*PROVINCES.values(), *REGIONS.values()])))
    place = draw(st.integers(0, len(name) - 1))
    letter = draw(st.sampled_from("abcdeghiklmnoprstuy -."))
    return draw(
        st.sampled_from(
            [
                name[:place] + name[place + 1 :],
                name[:place] + name[place] + name[place:],
                name[:place] + letter + name[place + 1 :],
                name[:place] + letter + name[place:],
            ]
        )
    )


@often
@given(nearly() | st.text(max_size=40))
@example("Kota Bandung Barat")
@example("Kab. Kota Solok")
def test_a_text_means_a_region_only_when_it_spells_its_name(text: str) -> None:
    for found in (default().provinsi(text), default().kab_kota(text)):
        if found.kode is not None and not text.strip().replace(".", "").isdigit():
            iso = text.strip().upper().startswith("ID-")
            assert iso or plain(text) in known()[found.kode] or letters(text) in known()[found.kode], found


@often
@given(st.sampled_from(sorted(REGIONS)), st.sampled_from(sorted(PROVINCES)))
def test_a_kab_kota_of_another_province_never_passes_for_one_of_this(kode: str, province: str) -> None:
    found = default().kab_kota(REGIONS[kode], province)
    before_2022 = {"93": "91", "94": "91", "95": "91", "96": "92"}
    if found.kode is not None:
        assert province in (found.kode[:2], before_2022.get(found.kode[:2]))


@pytest.fixture(scope="module")
def reader() -> Reader:
    connection = duckdb.connect()
    values.install(connection)
    return Reader(connection)


def ask(reader: Reader, expression: str, texts: Sequence[str]) -> list[object]:
    """What a macro answers for each text."""
    reader.con.register("teks_uji", pd.DataFrame({"x": pd.Series(list(texts), dtype="object")}))
    found = [row[0] for row in reader.con.execute(f"SELECT {expression} FROM teks_uji").fetchall()]
    reader.con.unregister("teks_uji")
    return found


def npsn_read(reader: Reader, texts: Sequence[str]) -> list[object]:
    """What the engine makes of NPSN cells: the plain form, else the macro."""
    return ask(reader, f"coalesce({FAST['npsn'].format(x='x')}, npsn_bersih(x))", texts)


digits8 = st.from_regex(r"[1-9][0-9]{7}", fullmatch=True)
letter7 = st.from_regex(r"[PK][0-9]{7}", fullmatch=True)


@batched
@given(st.lists(digits8 | letter7, min_size=1, max_size=40), st.data())
def test_an_npsn_is_read_through_blanks_floats_and_quotes(
    reader: Reader, numbers: list[str], data: st.DataObject
) -> None:
    forms = ["{}", " {}", "{}  ", f"{NBSP}{{}}", "'{}"]
    shown = [
        data.draw(st.sampled_from([*forms, "{}.0", "{},0", "{}.00"] if text.isdigit() else forms)).format(
            data.draw(st.sampled_from([text, text.lower()]))
        )
        for text in numbers
    ]
    assert npsn_read(reader, shown) == numbers


@batched
@given(st.lists(st.text(alphabet="0123456789PKNE.,+- x'", max_size=14), min_size=1, max_size=60))
@example(["NP345555", "2032530", "203253091", "00000000", "2,03E+07", "", "-", "P990851", "PP9908517"])
def test_what_is_no_npsn_has_a_reason_and_what_is_one_has_none(reader: Reader, texts: list[str]) -> None:
    read = npsn_read(reader, texts)
    reasons = ask(reader, "alasan_npsn(x)", texts)
    for text, number, reason in zip(texts, read, reasons, strict=True):
        assert (number is None) == (reason is not None)
        if number is not None:
            assert letters(str(number)) in letters(text).replace("E07", "").replace("E7", "")


def written(value: float, style: str, decimals: int, *, has_groups: bool) -> str:
    """A number as an office of that decimal style writes it."""
    text = f"{value:,.{decimals}f}" if has_groups else f"{value:.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if style == "koma" else text


def numbers_read(reader: Reader, texts: Sequence[str], delimiter: str | None) -> list[float | None]:
    """What the engine makes of a column of cells: its style told by all of them, then each read."""
    reader.con.execute("CREATE OR REPLACE TEMP TABLE kolom_uji (baris BIGINT, r_n VARCHAR)")
    reader.con.executemany("INSERT INTO kolom_uji VALUES (?, ?)", [[n, text] for n, text in enumerate(texts)])
    style = decimal_style(reader.con, "kolom_uji", ["r_n"], delimiter)
    meant = reader.meanings("bilangan", style, texts)
    plain_ones = ask(reader, FAST["bilangan"].format(x="x"), texts)
    return [
        float(str(fast)) if fast is not None else None if (slow := meant[text][0]) is None else float(slow)
        for text, fast in zip(texts, plain_ones, strict=True)
    ]


amounts = st.integers(-9_999_999, 99_999_999)


@batched
@given(
    st.lists(st.tuples(amounts, st.integers(0, 4), st.booleans()), min_size=1, max_size=40),
    st.sampled_from(["koma", "titik"]),
    st.sampled_from([",", ";", None]),
)
def test_one_telling_cell_settles_the_decimals_of_a_column(
    reader: Reader, cells: list[tuple[int, int, bool]], style: str, delimiter: str | None
) -> None:
    told = [*((value / 10**d, d, groups) for value, d, groups in cells), (76.25, 2, False)]
    texts = [written(value, style, d, has_groups=groups) for value, d, groups in told]
    for text, found, (value, _, _) in zip(texts, numbers_read(reader, texts, delimiter), told, strict=True):
        assert found == pytest.approx(value, rel=1e-9, abs=1e-9), text


@batched
@given(
    st.lists(st.tuples(amounts, st.sampled_from([0, 3]), st.booleans()), min_size=1, max_size=40),
    st.sampled_from([("koma", ";"), ("titik", ",")]),
)
def test_a_column_that_tells_nothing_is_read_as_its_delimiter_says(
    reader: Reader, cells: list[tuple[int, int, bool]], kind: tuple[str, str]
) -> None:
    style, delimiter = kind
    texts = [written(value / 10**d, style, d, has_groups=groups or d == 3) for value, d, groups in cells]
    for text, found, (value, d, _) in zip(texts, numbers_read(reader, texts, delimiter), cells, strict=True):
        assert found == pytest.approx(value / 10**d, rel=1e-9, abs=1e-9), text


@batched
@given(st.lists(st.text(alphabet="0123456789.,-% ", max_size=12), min_size=1, max_size=60))
@example(["1.234,5", "54,32%", "-0,35", "1.234", "99,810", "1,234,567", "1.2.3", "--5"])
def test_whatever_is_read_keeps_its_digits(reader: Reader, texts: list[str]) -> None:
    """Reading may choose what a lone mark means, but never drops, adds or reorders a digit."""
    for style in ("NULL", "'koma'", "'titik'", "'rupiah'"):
        for text, number in zip(texts, ask(reader, f"bilangan(x, {style})", texts), strict=True):
            if number is None:
                continue
            own = "".join(sign for sign in text if sign.isdigit()).lstrip("0")
            shown = "".join(sign for sign in format(Decimal(repr(number)), "f") if sign.isdigit()).lstrip("0")
            assert own.rstrip("0") == shown.rstrip("0"), (text, style, number)
            assert (number < 0) <= ("-" in text)


@batched
@given(st.lists(st.tuples(st.integers(0, 9_999), st.integers(0, 2)), min_size=1, max_size=30))
def test_a_change_in_words_is_its_points_with_a_sign(reader: Reader, moves: list[tuple[int, int]]) -> None:
    amounts_of = [(value / 10**d, written(value / 10**d, "koma", d, has_groups=False)) for value, d in moves]
    for word, sign in (("Naik {}", 1), ("Turun {}", -1), ("naik  {}%", 1), ("TURUN {}", -1), ("{}", 1), ("-{}", -1)):
        found = ask(reader, "perubahan(x)", [word.format(text) for _, text in amounts_of])
        assert found == pytest.approx([sign * value for value, _ in amounts_of])

"""Headlines of meetings against the numbers they are made of, over random worlds and by hand."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.rapat import DeretWaktu, Penanda, TitikWaktu
from views import sentences
from views.meeting import headlines, screen

OKT, LALU = date(2026, 10, 31), date(2025, 10, 31)
CLASSES = ("di atas", "setara", "di bawah", "tanpa selang", "")


def make_own(pct: float = 60.0, half: float | None = 2.0, *, is_few: bool = False) -> pd.Series:
    low, high = (np.nan, np.nan) if half is None else (pct - half, pct + half)
    return pd.Series({"pct": pct, "pct_rendah": low, "pct_tinggi": high, "is_terlalu_sedikit": is_few}, dtype=object)


def make_change(poin: float, half: float | None = 1.0, *, is_nyata: bool | None = True) -> dict[str, object]:
    low, high = (None, None) if half is None else (poin - half, poin + half)
    return {"poin": poin, "poin_rendah": low, "poin_tinggi": high, "is_nyata": is_nyata}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


provinces = st.lists(st.tuples(st.floats(0, 100), st.sampled_from(CLASSES)), min_size=0, max_size=37).map(
    lambda rows: pd.DataFrame(
        [{"nama": f"Provinsi {at}", "pct": np.nan if kind == "" else pct, "kelas_kita": kind}
         for at, (pct, kind) in enumerate(rows)], columns=["nama", "pct", "kelas_kita"],
    )
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(provinces, st.floats(0, 100))
def test_level_names_only_those_who_are_and_counts_them_all(frame: pd.DataFrame, pct: float) -> None:
    text = headlines.level_with(frame, make_own(pct))
    level = frame[frame["kelas_kita"] == "setara"]
    tested = frame["kelas_kita"].isin(["di atas", "setara", "di bawah"])
    named = set(re.findall(r"Provinsi \d+", text))
    assert named <= set(level["nama"])
    if not tested.any():
        assert text == ""
    elif level.empty:
        counts = [int(n) for n in re.findall(r"(\d+) provinsi pasti", text)]
        assert sum(counts) == int(tested.sum())
        assert "tidak ada yang setara" in text
    elif named:
        others = re.search(r"dan (\d+) lainnya", text)
        assert len(named) + (int(others.group(1)) if others else 0) == len(level)
        gaps = (level.set_index("nama")["pct"] - pct).abs()
        assert max(gaps[list(named)]) <= min(gaps.drop(list(named)), default=np.inf)
    else:
        assert len(level) == int(tested.sum())


@settings(max_examples=150, deadline=None)
@given(st.floats(-50, 50), st.floats(0.01, 60), st.sampled_from(["interval", "none", "no date"]))
def test_a_change_has_a_direction_only_where_its_interval_has(poin: float, half: float, kind: str) -> None:
    is_real = abs(poin) > half
    change = make_change(poin, half, is_nyata=is_real) if kind != "none" else make_change(poin, None, is_nyata=None)
    text = headlines.moved(change, None if kind == "no date" else LALU)
    has = {word: bool(re.search(rf"\b{word}\b", text)) for word in ("naik", "turun")}
    if kind == "interval" and is_real:
        assert has == {"naik": poin > 0, "turun": poin < 0}
    else:
        assert not any(has.values())
    assert (text == "") == (kind == "no date")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 100), st.sampled_from(CLASSES)), min_size=1, max_size=20))
def test_kab_kota_beside_their_province_are_named_on_their_own_side(rows: list[tuple[float, str]]) -> None:
    frame = pd.DataFrame([{"nama": f"Kab {at}", "pct": pct, "kelas": kind} for at, (pct, kind) in enumerate(rows)])
    text = plain(headlines.beside(frame, "Bali", 71.6))
    for kind, start in (("di bawah", r"di bawah[^:;]*: ([^;]*)"), ("di atas", r"di atas[^:;]*: ([^;]*)")):
        found = re.search(start, text)
        mine = set(frame.loc[frame["kelas"] == kind, "nama"])
        assert (found is not None) == bool(mine)
        if found:
            named = set(re.findall(r"Kab \d+", found.group(1)))
            assert named <= mine
            assert len(named) == min(len(mine), headlines.NAMED)
    level = int((frame["kelas"] == "setara").sum())
    assert (f"{level} setara" in text) == (level > 0)


def test_where_a_province_stands_is_said_with_date_change_and_who_is_level() -> None:
    others = pd.DataFrame({"nama": ["Riau", "Jambi", "Bali"], "pct": [61.0, 58.0, 75.0],
                           "kelas_kita": ["setara", "setara", "di atas"]})  # fmt: skip
    said = headlines.stand("Sumatera Barat", make_own(), others, OKT, headlines.moved(make_change(3.2), LALU))
    assert plain(said) == (
        "Sumatera Barat 60,0 % (±2,0) per 31 Okt 2026, naik 3,2 poin (±1,0) sejak Okt 2025; "
        "diuji sekaligus: setara dengan Riau dan Jambi"
    )


@pytest.mark.parametrize(
    ("own", "others", "end"),
    [
        (make_own(is_few=True, half=None), 3, "; satuan terlalu sedikit untuk dibandingkan"),
        (make_own(half=None), 3, "; tanpa selang, jadi tidak dapat dibandingkan dengan provinsi lain"),
        (make_own(), 0, "; satu-satunya provinsi yang datanya ada"),
        (make_own(), 3, "; provinsi lain tidak dapat diuji"),
    ],
)
def test_what_cannot_be_compared_is_said_so(own: pd.Series, others: int, end: str) -> None:
    frame = pd.DataFrame({"nama": ["A", "B", "C"][:others], "pct": [1.0, 2.0, 3.0][:others],
                          "kelas_kita": ["tanpa selang"] * others})  # fmt: skip
    said = plain(headlines.stand("Bali", own, frame, OKT, ""))
    assert said.startswith("Bali 60,0 %")
    assert said.endswith(end)


def make_rapor(**columns: object) -> pd.DataFrame:
    usual = {"indikator": "Literasi", "golongan": "tengah", "label": "Sedang", "label_lalu": "Sedang", "arah": "tetap",
             "urutan": ("Baik", "Sedang", "Kurang")}  # fmt: skip
    row = {**usual, **columns}
    return pd.DataFrame([row]).assign(urutan=pd.Series([row["urutan"]], dtype=object))


def test_labels_of_two_instruments_are_not_said_to_have_moved() -> None:
    broken = make_rapor(label="Baik", golongan="terbaik", label_lalu="Kurang", arah="tidak dapat dibandingkan")
    said = headlines.rapor("Bali", "SD Umum", 2025, broken)
    assert said == (
        "Bali, SD Umum: 1 dari 1 indikator prioritas berlabel terbaik di Rapor 2025; labelnya tidak dapat dibandingkan "
        "dengan Rapor 2024"
    )


def test_values_that_moved_under_the_same_label_are_counted() -> None:
    said = headlines.rapor("Bali", "SD Umum", 2025, make_rapor(arah="turun"))
    assert said.endswith("tidak ada label yang berubah dari Rapor 2024, tetapi nilai 1 turun melebihi ambang")


def test_the_nation_beside_a_trend_is_of_the_same_dates() -> None:
    def series(values: list[float], days: list[date]) -> pd.DataFrame:
        return pd.DataFrame({"tanggal_data": days, "pct": values, "m": 100.0, "jumlah_satuan": 10.0})

    days = [date(2023, 10, 31), date(2024, 10, 31), date(2025, 10, 31)]
    own = series([20.0, 50.0, 55.0], days)
    nation = series([10.0, 30.0, 40.0, 45.0], [date(2022, 10, 31), *days])
    said = plain(headlines.trend("Bali", own, nation, [date(2024, 1, 1)]))
    assert said == "Bali: dari 50,0 % (Okt 2024, awal deret baru) ke 55,0 % (Okt 2025); nasional dari 40,0 % ke 45,0 %"


def test_our_place_is_tested_alone_and_the_others_at_once() -> None:
    own = headlines.place_of("Bali 71,6 % (±2,0)", "di atas", 65.1)
    classes = pd.Series(["di atas", "setara", "setara", "tanpa selang"])
    assert plain(headlines.divided(classes, 65.1, 4, own, OKT)) == (
        "Bali 71,6 % (±2,0), di atas nasional 65,1 % per 31 Okt 2026; provinsi lain diuji sekaligus: 1 pasti di "
        "atas, 2 setara, 1 tidak dapat diuji"
    )
    assert plain(headlines.divided(pd.Series(["setara"]), 65.1, 1, own)).endswith(
        "tidak ada yang pasti berbeda, 1 setara"
    )
    assert headlines.place_of("Bali", "tanpa selang", 65.1) == ""


def test_kab_kota_are_said_to_be_tested_at_once_and_when() -> None:
    frame = pd.DataFrame({"nama": ["Kabupaten Bangli"], "pct": [50.0], "kelas": ["di bawah"]})
    assert plain(headlines.beside(frame, "Bali", 71.6, OKT)) == (
        "Pasti di bawah angka Bali 71,6 %: Kab. Bangli (diuji sekaligus, per 31 Okt 2026)"
    )
    level = frame.assign(kelas="setara")
    assert plain(headlines.beside(level, "Bali", 71.6)) == (
        "Tidak ada kab/kota yang pasti berbeda dari angka Bali 71,6 %: 1 setara (diuji sekaligus)"
    )


def make_line(name: str, values: dict[date, float]) -> DeretWaktu:
    return DeretWaktu(nama=name, titik=tuple(TitikWaktu(tanggal=t, nilai=v) for t, v in values.items()))


def test_a_line_is_told_before_and_after_a_break_apart() -> None:
    old, end, new, last = date(2023, 7, 31), date(2023, 12, 31), date(2024, 1, 31), OKT
    line = make_line("Bali", {old: 29.0, end: 34.7, new: 51.4, last: 68.8})
    marks = (Penanda(tanggal=date(2024, 1, 1), teks="definisi baru", is_batas=True),
             Penanda(tanggal=date(2025, 1, 1), teks="peristiwa"))  # fmt: skip
    assert plain(screen.alt_lines("Tren", [line], marks)) == (
        "Tren. Bali deret lama dari 29,0 % per 31 Jul 2023 ke 34,7 % per 31 Des 2023, deret baru dari 51,4 % per 31 "
        "Jan 2024 ke 68,8 % per 31 Okt 2026."
    )
    assert (
        plain(screen.alt_lines("Tren", [line])) == "Tren. Bali dari 29,0 % per 31 Jul 2023 ke 68,8 % per 31 Okt 2026."
    )
    late = make_line("Bali", {last: 68.8})
    assert plain(screen.alt_lines("Tren", [late], marks)) == "Tren. Bali 68,8 % per 31 Okt 2026."


def test_cut_offs_that_differ_are_said_from_first_to_last() -> None:
    assert screen.day_range([OKT, OKT]) == "31 Okt 2026"
    assert screen.day_range([OKT, date(2026, 9, 30)]) == "30 Sep–31 Okt 2026"
    assert screen.day_range([OKT, LALU]) == "31 Okt 2025–31 Okt 2026"


def test_few_separate_tests_need_no_word_about_chance() -> None:
    assert sentences.by_chance(6) == ""
    assert "dari 19 yang diuji satu per satu, sekitar 1 dapat" in sentences.by_chance(19)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(pd.NA, None), (float("nan"), None), (np.int64(3), 3), (np.float64(3.0), 3.0), (np.bool_(True), True), ("", ""),
     (pd.Timestamp(2026, 10, 31), OKT), (float("inf"), None), (("a", "b"), "('a', 'b')")],
)  # fmt: skip
def test_cells_keep_their_kind(value: object, wanted: object) -> None:
    found = screen.cell(value)
    assert found == wanted
    assert type(found) is type(wanted)

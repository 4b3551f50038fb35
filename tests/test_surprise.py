"""Perubahan: the judged series of planted worlds, the words, the small chart and the page."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from charts.control import lines_kendali
from tests.mart_world import AGAM, BANDUNG, OKT, make_platform, make_pmm, publish_world, write_dataset
from tests.visiting import headline, visit, words
from views import data
from views.filters import Saringan
from views.surprise.rows import INCOMPLETE, REBASED, RESTARTED, SHORT, SURPRISING, USUAL, _measure, judge
from views.surprise.words import by_chance, counted
from views.surprise.words import headline as headline_of
from warehouse import gate
from warehouse.viewer import DEMO

pytestmark = pytest.mark.xdist_group("halaman")

KABS = [AGAM, "13.71", BANDUNG, "32.73", "11.01", "51.71", "91.71"]


def month_ends(count: int) -> list[date]:
    """The last days of the months up to October 2026, oldest first."""
    found, day = [], date(2026, 11, 1)
    for _ in range(count):
        end = day - timedelta(days=1)
        found.append(end)
        day = end.replace(day=1)
    return found[::-1]


def plant(
    months: int, leap: dict[str, int], base: dict[str, int] | None = None, gone: str = ""
) -> Callable[[Path], None]:
    """A writer of seven kab/kota with twelve schools each: quiet for months, some with a leap in the last one.

    `leap`: more active teachers a school in the last month; `base`: another number of teachers; `gone`: only three of
    its schools are there in the last month.
    """

    def write(place: Path) -> None:
        rows = []
        for t, day in enumerate(month_ends(months)):
            is_last = t == months - 1
            dip = -12 if day.month in (6, 7) or (is_last and "semua" in leap) else 0
            for k, kab in enumerate(KABS):
                for s in range(12):
                    if is_last and kab == gone and s >= 3:
                        continue
                    active = 50 + 2 * k + (s + t * (k + 1)) % 3 + dip
                    active += (leap.get(kab, 0) + s % 2) if is_last else 0
                    gtk = (base or {}).get(kab, 100) if is_last else 100
                    rows.append(make_pmm(f"{10000000 + 100 * k + s}", day, kab, jumlah_gtk=gtk,
                                         jumlah_aktif_30_hari=active))  # fmt: skip
        write_dataset(place, "pmm_aktivitas", rows)

    return write


VIEW = Saringan("pmm.aktif_30_hari", "guru", OKT, kewenangan="semua")


def judged(folder: Path, monkeypatch: pytest.MonkeyPatch, months: int = 20, **how: object) -> pd.DataFrame:
    monkeypatch.setenv("SERAPAN_DATA", str(folder))
    publish_world(folder, write=plant(months, **{"leap": {}, **how}))  # type: ignore[arg-type]
    monkeypatch.setattr(data, "ask", lambda query, **params: data._plain(gate.ask(DEMO, query, params)))
    found = judge(VIEW, "kab_kota").deret
    gate.close_all()
    return found[found["ukuran"] == "pmm.aktif_30_hari"].set_index("kode_wilayah")


def test_planted_leaps_come_first_and_nothing_else_is_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = judged(tmp_path, monkeypatch, leap={AGAM: 15, BANDUNG: -9})
    assert list(found.index[:2]) == [AGAM, BANDUNG]
    assert found["keadaan"].tolist() == [SURPRISING] * 2 + [USUAL] * 5
    agam = found.loc[AGAM]
    assert agam["pct"] - agam["pct_dasar"] == pytest.approx(15.0, abs=2)
    assert agam["poin_rendah"] > agam["bersama_sama"]
    assert agam["lebih"] == pytest.approx(agam["pct"] - agam["pct_dasar"] - agam["bersama"])


def test_what_all_regions_do_is_no_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = judged(tmp_path, monkeypatch, leap={"semua": 1})
    assert (found["pct"] - found["pct_dasar"]).max() < -8, "all fall"
    assert set(found["keadaan"]) == {USUAL}


def test_another_denominator_and_missing_schools_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = judged(tmp_path, monkeypatch, base={AGAM: 150}, gone=BANDUNG)
    assert found.loc[AGAM, "keadaan"] == REBASED
    assert found.loc[BANDUNG, "keadaan"] == INCOMPLETE
    assert set(found.drop([AGAM, BANDUNG])["keadaan"]) == {USUAL}
    assert math.isnan(found.loc[AGAM, "skor"])


def test_a_young_series_is_said_to_be_young(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = judged(tmp_path, monkeypatch, months=5, leap={AGAM: 15})
    assert set(found["keadaan"]) == {SHORT}
    assert found.loc[AGAM, "poin_rendah"] > found.loc[AGAM, "bersama_sama"]


def test_the_page_of_a_young_series_ranks_by_the_paired_change_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    publish_world(tmp_path, write=plant(4, {AGAM: 15}))  # type: ignore[arg-type]
    at = visit("perubahan", kewenangan="semua", satuan_wilayah="kab_kota")
    gate.close_all()
    assert not at.exception
    text = words(at)
    assert "1 dari 7 deret muda berubah lain daripada wilayah pada umumnya" in text
    assert "Kab. Agam (Sumatera Barat)" in text


def sums(days: list[date]) -> pd.DataFrame:
    """Two regions of twenty schools, the second a little higher each time."""
    rows = [
        {"kode_wilayah": code, "tanggal_data": day, "jumlah_satuan": 20, "x": 400 + t * add, "m": 1000}
        for code, add in (("11", 0), ("13", 3))
        for t, day in enumerate(days)
    ]
    return pd.DataFrame(rows)


NO_PAIRS = pd.DataFrame()


def test_a_measure_that_starts_anew_in_january_is_not_judged_across_it() -> None:
    days = [date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31)]
    yearly = _measure(sums(days), NO_PAIRS, None, True)
    assert yearly is not None
    assert set(yearly[0]["keadaan"]) == {RESTARTED}
    usual = _measure(sums(days), NO_PAIRS, None, False)
    assert usual is not None
    assert set(usual[0]["keadaan"]) == {SHORT}


def test_what_lies_before_a_break_is_not_part_of_the_series() -> None:
    days = month_ends(12)
    cut = _measure(sums(days), NO_PAIRS, days[-3], False)
    assert cut is not None
    assert cut[1].tanggal == tuple(days[-2:])
    assert _measure(sums(days), NO_PAIRS, days[-1], False) is None, "one cut-off is no change"


# --- words and chart ---


def test_the_headline_counts_the_judged_and_names_the_first() -> None:
    frame = pd.DataFrame(
        {"keadaan": [SURPRISING, USUAL, USUAL, SHORT], "nama_platform": "PMM", "kode_wilayah": ["13", "11", "12", "14"],
         "pct_dasar": 50.0, "pct": 61.0, "poin": 11.0, "poin_rendah": 9.0, "poin_tinggi": 13.0}
    )  # fmt: skip
    said = headline_of(frame, {"13": "Sumatera Barat"}).replace("\u00a0", " ")
    first, _, second = said.partition("; ")
    assert first == "1 dari 3 deret bergerak mengejutkan"
    assert second == "yang pertama PMM di Sumatera Barat, 50,0 % ke 61,0 %, +11,0 poin (±2,0)"
    assert "Tidak ada yang mengejutkan: 2 deret" in headline_of(frame[frame["keadaan"] == USUAL], {})
    assert "Belum ada deret" in headline_of(frame[frame["keadaan"] == SHORT], {})
    assert counted(frame) == "2 dalam kebiasaannya, 1 riwayatnya terlalu pendek"


def test_what_chance_may_bring_is_said() -> None:
    assert "kurang dari 1 dari 100" in by_chance(100)
    assert "sampai kira-kira 22 dari 8.044" in by_chance(8044)


def test_the_chart_draws_its_limits_and_marks_the_last_change_outside_them() -> None:
    days = month_ends(6)
    figure = lines_kendali(days, [0.5, -0.5, float("nan"), 0.2, 0.1, 6.0], 0.1, -2.0, 2.2)
    line, last = figure.data
    assert line.y[2] is None, "an unknown change is no zero"
    assert last.marker.symbol == "diamond"
    assert [a.text for a in figure.layout.annotations] == ["batas −2,0", "batas +2,2", "<b>+6,0 poin</b>"]
    low, high = figure.layout.yaxis.range
    assert low < -2.0
    assert high > 6.0
    inside = lines_kendali(days[:2], [0.5, 1.0], 0.1, -2.0, 2.2)
    assert inside.data[1].marker.symbol == "circle-open"
    assert len(lines_kendali(days[:2], [0.5, 1.0], *[float("nan")] * 3).layout.shapes) == 0
    assert len(lines_kendali([], [], *[float("nan")] * 3).data) == 0


def test_a_value_just_outside_its_limit_does_not_stand_on_the_label_of_the_limit() -> None:
    figure = lines_kendali(month_ends(3), [0.0, 1.0, 2.25], 0.1, -2.0, 2.2)
    assert figure.layout.annotations[-1].yshift > 10
    figure = lines_kendali(month_ends(3), [0.0, 1.0, -2.05], 0.1, -2.0, 2.2)
    assert figure.layout.annotations[-1].yshift < -10


# --- the page ---


@pytest.mark.parametrize("query", [{}, {"provinsi": "13"}, {"satuan_wilayah": "kab_kota", "pulau": "Sumatera"}])
def test_the_page_says_how_many_of_how_many_moved(tiny_world: Path, query: dict[str, str]) -> None:
    at = visit("perubahan", **query)
    assert not at.exception
    assert at.caption[0].value.endswith("?")
    assert re.search(r"\d+ deret (bergerak|muda)|riwayatnya", headline(at))
    text = words(at)
    assert "satu deret = satu" in text
    assert all("Data per" in m.value for m in at.markdown if "Sumber" in m.value)


def test_one_platform_can_be_chosen_and_stays_in_the_link(tiny_world: Path) -> None:
    at = visit("perubahan", satu_ukuran="arkas.rkas_disahkan")
    assert not at.exception
    assert not at.info
    assert "satu_ukuran" in at.query_params
    assert "Quizizz" not in words(at)


def test_the_cards_of_leaps_link_to_the_region_with_the_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    publish_world(tmp_path, write=plant(20, {AGAM: 15}))  # type: ignore[arg-type]
    at = visit("perubahan", kewenangan="semua", satuan_wilayah="kab_kota")
    gate.close_all()
    assert not at.exception
    assert "1 dari 7 deret bergerak mengejutkan; yang pertama PMM" in headline(at)
    links = [e.proto.query_string for e in at.get("page_link") if e.proto.query_string]
    assert any("kab_kota=13.06" in link and "ukuran=pmm.aktif_30_hari" in link for link in links)
    assert "Di luar batas kendalinya sendiri" in words(at)


def one_row(place: Path) -> None:
    write_dataset(place, "pmm_aktivitas", [make_pmm("10000001", OKT)])


@pytest.mark.parametrize("write", [one_row, lambda place: None], ids=["one school", "no platform"])
def test_without_two_cutoffs_the_page_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object
) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    publish_world(tmp_path, write=write)  # type: ignore[arg-type]
    at = visit("perubahan")
    gate.close_all()
    assert not at.exception
    assert re.search(r"Belum ada perubahan|belum memuat data", words(at))


def test_a_platform_whose_last_cutoff_is_old_is_no_news_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(place: Path) -> None:
        plant(8, {})(place)
        old = [make_platform("belajar_id", day, f"{10000000 + s}") for day in month_ends(20)[:9] for s in range(12)]
        write_dataset(place, "pemanfaatan_platform", old)

    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    publish_world(tmp_path, write=write)
    at = visit("perubahan", kewenangan="semua", satuan_wilayah="kab_kota")
    gate.close_all()
    assert not at.exception
    assert "Data lama, tidak dinilai: belajar.id." in words(at)


def test_a_link_of_junk_opens_the_page_with_a_note(tiny_world: Path) -> None:
    names = (
        "ukuran",
        "tanggal",
        "jenjang",
        "status",
        "kewenangan",
        "provinsi",
        "pulau",
        "satu_ukuran",
        "satuan_wilayah",
    )
    at = visit("perubahan", **dict.fromkeys(names, "'; DROP <b>"))
    assert not at.exception
    assert at.info
    assert at.header

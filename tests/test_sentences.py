"""Findings in words: what was not tested is never a finding, numbers add up, a break is never told across."""

from __future__ import annotations

from datetime import date

import pandas as pd

from views.filters import Saringan
from views.panels import extremes, movers_note
from views.rows import Ukuran, base_words
from views.sentences import (
    finding,
    headline_platforms,
    headline_province,
    headline_ranked,
    incomplete,
    movement,
    movers,
    scope,
    stale,
    trend_headline,
)


def measure(last: date, rhythm: int) -> Ukuran:
    return Ukuran("a.b", "A", "a", "A", "guru", "", "", "", rhythm, "", "d", last)


def test_a_source_older_than_its_rhythm_says_so() -> None:
    newest = date(2026, 10, 31)
    assert stale(measure(date(2026, 9, 30), 90), newest) is None
    said = stale(measure(date(2026, 3, 31), 90), newest)
    assert said is not None
    assert "214 hari" in said
    assert "31 Mar 2026" in said


def test_a_change_that_is_not_real_is_not_told_as_a_rise() -> None:
    since = date(2025, 10, 31)
    assert movement({"poin": 0.4, "is_nyata": False}, since).startswith("tidak berubah nyata")
    assert movement({"poin": 3.24, "is_nyata": True}, since).replace("\u00a0", " ") == "naik 3,2 poin sejak Okt 2025"
    untested = {"poin": -3.24, "is_nyata": None}
    assert movement(untested, since).replace("\u00a0", " ") == "selisih −3,2 poin sejak Okt 2025"
    assert movement(untested, since, has_interval=True).endswith("sejak Okt 2025, tidak dapat diuji")
    assert movement(None, since) == "belum ada pembanding"


def test_the_change_in_a_headline_has_its_interval() -> None:
    change = {"poin": 3.24, "poin_rendah": 2.84, "poin_tinggi": 3.64, "is_nyata": True}
    said = movement(change, date(2025, 10, 31), has_interval=True).replace("\u00a0", " ")
    assert said == "naik 3,2 poin (±0,4) sejak Okt 2025"


def changes(*rows: tuple[str, float, float | None]) -> pd.DataFrame:
    """Name, change, half its interval; None where there are too few schools to judge."""
    return pd.DataFrame(
        [{"nama": name, "poin": value, "poin_rendah": None if half is None else value - half,
          "poin_tinggi": None if half is None else value + half,
          "is_nyata": None if half is None else abs(value) > half} for name, value, half in rows]
    ).astype({"poin_rendah": float, "poin_tinggi": float, "is_nyata": object})  # fmt: skip


def test_a_place_that_was_not_tested_is_never_the_top_mover() -> None:
    since = date(2025, 10, 31)
    frame = changes(
        ("Kecil", 30.0, None), ("Aceh", 4.3, 1.0), ("Bali", 3.9, 1.0), ("Riau", 1.5, 0.5), ("Jambi", 0.2, 1)
    )
    said = movers(frame, since).replace("\u00a0", " ")
    assert said == (
        "3 provinsi naik nyata sejak Okt 2025, dari Riau +1,5 sampai Aceh +4,3 poin; tidak ada yang turun nyata"
    )
    fell = movers(changes(("Kecil", 30.0, None), ("Kabupaten Agam", -2.0, 1.0)), since, "kab/kota")
    assert fell.replace("\u00a0", " ") == (
        "Tidak ada kab/kota yang naik nyata sejak Okt 2025; turun nyata: Kab. Agam −2,0 poin (±1,0)"
    )
    alike = movers(changes(("Aceh", 2.0, 1.0), ("Bali", 2.01, 1.0), ("Riau", 0.1, 1.0)), since)
    assert alike.startswith("2 provinsi naik nyata sejak Okt 2025, masing-masing +2,0\u00a0poin; ")


def test_the_numbers_of_a_headline_add_up_to_all_provinces() -> None:
    frame = pd.DataFrame({"nama": list("abcde"), "pct": [1.0, 2.0, 3.0, 4.0, None], "is_terlalu_sedikit": False})
    classes = pd.Series(["di bawah", "setara", "setara", "tanpa selang", ""])
    said = headline_ranked(frame, classes, 2.0, "kab/kota").replace("\u00a0", " ")
    assert said == (
        "Tidak ada kab/kota di atas dan 1 di bawah angka nasional 2,0 %; 2 setara secara statistik; "
        "1 terlalu kecil untuk diuji; 1 tanpa data"
    )


def test_platforms_without_an_interval_are_counted_apart() -> None:
    frame = pd.DataFrame({"pct": [9.0, 5.0, 1.0, 7.0], "pct_nasional": [5.0] * 4,
                          "pct_rendah": [8.0, 4.0, 0.0, None], "pct_tinggi": [9.5, 6.0, 2.0, None]})  # fmt: skip
    assert headline_platforms("Bali", frame) == (
        "Bali di atas nasional pada 1 platform, di bawah nasional pada 1, setara pada 1, dari 3 yang dapat diuji; "
        "1 lain tanpa selang"
    )


def series(**values: float) -> pd.DataFrame:
    days = [date.fromisoformat(name.removeprefix("t").replace("_", "-")) for name in values]
    return pd.DataFrame({"tanggal_data": days, "pct": list(values.values()), "jumlah_satuan": 100.0, "m": 1000.0})


def test_a_trend_is_told_from_its_last_break_not_across_it() -> None:
    frame = series(t2023_11_30=20.0, t2023_12_31=21.0, t2024_01_31=48.2, t2026_10_31=65.1)
    across = trend_headline("Nasional", frame).replace("\u00a0", " ")
    assert across == "Nasional: dari 20,0 % (Nov 2023) ke 65,1 % (Okt 2026)"
    said = trend_headline("Nasional", frame, [date(2024, 1, 1)]).replace("\u00a0", " ")
    assert said == "Nasional: dari 48,2 % (Jan 2024, awal deret baru) ke 65,1 % (Okt 2026)"
    assert trend_headline("Nasional", frame, [date(2020, 1, 1), date(2030, 1, 1)]).replace("\u00a0", " ") == across


def test_all_groups_together_are_called_what_they_are() -> None:
    assert base_words("orang", "semua", "pmm") == "GTK"
    assert base_words("akun", "semua", "belajar_id") == "akun"
    assert base_words("akun", "guru", "belajar_id") == "akun guru"


def test_ties_are_said_in_the_headline_of_a_ranking() -> None:
    frame = pd.DataFrame({"nama": list("abc"), "pct": [1.0, 2.0, 3.0], "is_terlalu_sedikit": False})
    said = headline_ranked(frame, pd.Series(["di bawah", "setara", "di atas"]), 2.0, "provinsi").replace("\u00a0", " ")
    assert said == "1 provinsi di atas dan 1 di bawah angka nasional 2,0 %; 1 setara secara statistik"


def test_a_finding_names_share_interval_people_platform_and_date() -> None:
    mine = Ukuran("a.b", "A", "a", "A", "guru", "", "", "", 30, "", "d", date(2026, 10, 31),
                  "{pangsa} {siapa} memakai A")  # fmt: skip
    row = {"pct": 65.1, "pct_rendah": 64.5, "pct_tinggi": 65.7}
    said = finding(mine, row, date(2026, 10, 31)).replace("\u00a0", " ")
    assert said == "65,1 % (±0,6) guru memakai A per 31 Okt 2026"


def test_a_province_is_set_against_the_nation_and_against_itself_before() -> None:
    own = {"pct": 68.8, "pct_rendah": 66.0, "pct_tinggi": 71.6, "m": 4_012.0, "is_terlalu_sedikit": False}
    change = {"poin": 3.7, "poin_rendah": 2.4, "poin_tinggi": 5.0, "is_nyata": True}
    mine, since = measure(date(2026, 10, 31), 30), date(2025, 10, 31)
    said = headline_province("Sumatera Barat", mine, own, {"pct": 65.1, "m": 112_297.0}, change, since).replace(
        "\u00a0", " "
    )
    assert said == (
        "Sumatera Barat 68,8 % (±2,8): 3,7 poin di atas nasional (65,1 %), naik 3,7 poin (±1,3) sejak Okt 2025"
    )
    level = headline_province("Sumatera Barat", mine, own, {"pct": 70.0, "m": 112_297.0}).replace("\u00a0", " ")
    assert level == "Sumatera Barat 68,8 % (±2,8): setara dengan nasional (70,0 %)"


def test_a_sum_over_sources_of_both_kinds_does_not_claim_to_leave_kemenag_out() -> None:
    view, mine = Saringan("a.b", "guru", date(2026, 10, 31)), measure(date(2026, 10, 31), 30)
    assert scope(view, mine, {"jumlah_satuan": 12.0}).endswith(" · tanpa Kemenag")
    assert scope(view, mine, {"jumlah_satuan": float("nan")}).endswith(
        "kecuali wilayah yang sumbernya tidak memisahkan"
    )


def trend_of(*counts: int) -> pd.DataFrame:
    """Cut-offs of so many schools each."""
    dates = pd.date_range("2026-01-31", periods=len(counts), freq="ME")
    return pd.DataFrame({"tanggal_data": dates, "pct": 50.0, "m": [10.0 * c for c in counts], "jumlah_satuan": counts})


def test_a_last_cut_off_that_is_still_being_filled_is_said() -> None:
    said = incomplete(trend_of(36, 36, 15))
    assert said is not None
    assert "15 satuan pendidikan, sebelumnya 36" in said
    assert incomplete(trend_of(36, 36, 35)) is None


def test_the_only_region_with_data_is_not_compared_with_a_nation_that_is_itself() -> None:
    own = {"pct": 86.6, "pct_rendah": 84.0, "pct_tinggi": 89.0, "m": 5_000.0, "is_terlalu_sedikit": False}
    assert "setara dengan nasional" not in headline_province("Sulawesi Utara", measure(date(2026, 1, 31), 30), own, own)
    nation = {**own, "m": 90_000.0}
    said = headline_province("Sulawesi Utara", measure(date(2026, 1, 31), 30), own, nation)
    assert "setara dengan nasional" in said


def test_a_mover_whose_base_changed_is_named_as_not_judged() -> None:
    moved = changes(("Kab. Tanah Datar", 6.2, 1.0), ("Kab. Agam", 1.0, 0.5))
    moved = moved.assign(is_nyata=[False, True], is_basis_berubah=[True, False])
    assert "tidak dinilai: Kab. Tanah Datar" in movers_note(moved)
    assert "tidak dinilai" not in movers_note(moved.assign(is_basis_berubah=False))


def test_movers_without_an_interval_say_whether_schools_were_too_few_or_not_told_apart() -> None:
    bare = changes(("Kab. Agam", 6.2, 1.0)).assign(poin_rendah=float("nan"), is_nyata=None)
    assert movers_note(bare.assign(is_terlalu_sedikit=True)) == "satuan terlalu sedikit untuk dibandingkan"
    assert movers_note(bare) == "tanpa selang: data tidak per satuan"


def test_one_region_is_not_both_the_lowest_and_the_highest() -> None:
    one = pd.DataFrame({"nama": ["Sulawesi Utara"], "pct": [86.6]})
    assert extremes(one).replace("\u00a0", " ") == "Baru Sulawesi Utara yang punya data, 86,6 %"
    two = pd.DataFrame({"nama": ["Aceh", "Bali"], "pct": [40.0, 70.0]})
    assert extremes(two).startswith("Terendah Aceh")

"""Every finding holds of its numbers: read back by an independent reader, over random worlds."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from charts.dots import kelas
from tests.reading import (
    FINE,
    HUNDREDTHS,
    NUMBER,
    PLACE,
    WIDTH,
    apart,
    changes,
    count_of,
    firsts,
    hygiene,
    move,
    plain,
    shares,
    shown,
    together,
    value,
)
from views import sentences
from views.meeting import headlines
from views.panels import extremes, multiples_title
from views.platform.panels import spread_title
from views.rows import Ukuran

SINCE, TODAY = date(2025, 10, 31), date(2026, 10, 31)
MEASURE = Ukuran("a.b", "A", "a", "A", "guru", "", "", "", 30, "", "d", TODAY, "{pangsa} {siapa} memakai A")
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
MANY = settings(max_examples=75, deadline=None, phases=PHASES)


def level(own: Any, other: float) -> bool:
    """Whether an interval includes a value."""
    return bool(own["pct_rendah"] <= other <= own["pct_tinggi"])


def check_move(text: str, change: Any) -> None:
    """A change in words against the change."""
    claim, poin = move(text), float(change["poin"])
    if change["is_nyata"] is None:
        assert claim.arah == "selisih"
    elif not change["is_nyata"]:
        assert claim.arah == ("basis" if change["is_basis_berubah"] else "tidak nyata")
    else:
        assert claim.arah == ("naik" if poin > 0 else "turun")
        assert change["poin_rendah"] > 0 if poin > 0 else change["poin_tinggi"] < 0
    if claim.arah in ("naik", "turun"):
        assert (claim.besar is None) == (shown(poin) == 0)
        assert claim.besar is None or claim.besar == shown(abs(poin))
    if claim.arah in ("tidak nyata", "selisih"):
        assert claim.besar == shown(poin)
    if claim.lebar:
        half = (change["poin_tinggi"] - change["poin_rendah"]) / 2
        if claim.lebar == "±<0,1":
            assert half < 0.05 + 1e-9
        else:
            assert abs(value(claim.lebar[1:]) - half) <= 0.05 + 1e-9


@MANY
@given(changes(most=1), st.booleans())
def test_a_change_rises_or_falls_only_outside_its_interval(frame: pd.DataFrame, has_interval: bool) -> None:
    change = frame.iloc[0]
    said = sentences.movement(change, SINCE, has_interval=has_interval)
    hygiene(said)
    check_move(said, change)


@MANY
@given(shares(most=1), HUNDREDTHS, FINE, st.booleans(), changes(most=1))
def test_a_place_is_level_above_or_below_as_its_interval_says(
    frame: pd.DataFrame, any_nation: float, near: float, is_near: bool, moved: pd.DataFrame
) -> None:
    own = frame.iloc[0]
    nation = {"pct": min(max(own["pct"] + near / 20, 0), 100) if is_near else any_nation, "m": 9e6}
    said = plain(sentences.headline_province("W0", MEASURE, own, nation, moved.iloc[0], SINCE))
    hygiene(said)
    if own["is_terlalu_sedikit"]:
        assert said.endswith(sentences.TOO_FEW)
        return
    check_move(said, moved.iloc[0])
    gap = own["pct"] - nation["pct"]
    assert ("setara dengan nasional" in said) == level(own, nation["pct"])
    side = re.search(rf": (kurang dari )?({NUMBER}) poin (di atas|di bawah) nasional", said)
    assert (side is not None) == (": setara" not in said and ": sama dengan" not in said)
    if side:
        assert side[3] == ("di atas" if gap > 0 else "di bawah")
        assert bool(side[1]) == (shown(gap) == 0)
        assert side[1] or value(side[2]) == shown(abs(gap))
    elif ": sama dengan" in said:
        assert shown(gap) == 0
        assert pd.isna(own["pct_rendah"])
    assert value(re.findall(rf"nasional \(({NUMBER}) %\)", said)[0]) == shown(nation["pct"])
    assert value(re.findall(rf"^W0 ({NUMBER}) %", said)[0]) == shown(own["pct"])


@MANY
@given(shares(), HUNDREDTHS, st.integers(0, 3))
def test_regions_above_below_and_level_add_up(frame: pd.DataFrame, nation: float, absent: int) -> None:
    none = pd.DataFrame([{**frame.iloc[0].to_dict(), "nama": f"X{i}", "pct": float("nan"), "pct_rendah": float("nan"),
                          "pct_tinggi": float("nan"), "is_terlalu_sedikit": False} for i in range(absent)])  # fmt: skip
    frame = pd.concat([frame, none], ignore_index=True) if absent else frame
    classes = kelas(frame, nation)
    said = plain(sentences.headline_ranked(frame, classes, nation, "provinsi"))
    hygiene(said)
    assert not firsts(said)
    assert value(re.findall(rf"nasional ({NUMBER}) %", said)[-1]) == shown(nation)
    found = {
        "di atas": int((frame["pct_rendah"] > nation).sum()),
        "di bawah": int((frame["pct_tinggi"] < nation).sum()),
    }
    judged = int(frame["pct_rendah"].notna().sum())
    if not judged:
        ends = re.findall(rf"({PLACE}) \(({NUMBER}) %\)", said)
        there = frame[frame["pct"].notna() & ~frame["is_terlalu_sedikit"]].set_index("nama")["pct"]
        assert all(value(text) == shown(there[name]) for name, text in ends)
        assert not ends or ends[0][0] != ends[1][0]
        return
    told = {kind: count_of(said.split(" angka ")[0].replace("pasti ", ""), kind) for kind in found}
    assert told == found
    assert count_of(said, "setara secara statistik") == judged - sum(found.values())
    assert count_of(said, "terlalu kecil untuk diuji") == int((frame["pct"].notna() & frame["pct_rendah"].isna()).sum())
    assert count_of(said, "tanpa data") == absent


@MANY
@given(changes(), st.integers(0, 30))
def test_how_many_moved_adds_up_to_all(frame: pd.DataFrame, more: int) -> None:
    total = len(frame) + more
    own = {"pct": 65.1, "pct_rendah": 64.5, "pct_tinggi": 65.7}
    said = plain(sentences.headline_nation(MEASURE, own, TODAY, None, None, frame, provinsi=total))
    hygiene(said)
    judged = frame[frame["is_nyata"].notna()]
    if judged.empty:
        assert said.endswith("belum ada pembanding")
        return
    real = judged[judged["is_nyata"].astype(bool)]
    expected = {
        "naik nyata": int((real["poin_rendah"] > 0).sum()), "turun nyata": int((real["poin_tinggi"] < 0).sum()),
        "penyebutnya berubah": int(judged["is_basis_berubah"].sum()),
        "terlalu kecil untuk diuji": len(frame) - len(judged), "tanpa pembanding": more,
    }  # fmt: skip
    counted = said.split("; ", 1)[1]
    told = {words: count_of(counted, words) for words in expected}
    assert told == expected
    assert sum(told.values()) + count_of(counted, "tak berubah nyata") == total


@MANY
@given(changes())
def test_the_movers_named_moved_and_none_is_first_inside_a_tie(frame: pd.DataFrame) -> None:
    said = plain(sentences.movers(frame, SINCE))
    hygiene(said)
    by_name = frame.set_index("nama")
    found = firsts(said)
    real = frame[frame["is_nyata"].eq(True)]
    rising, falling = real[real["poin"] > 0], real[real["poin"] < 0]
    if frame["is_nyata"].notna().any():
        # Nobody is first: one that is not real may be as large as the largest that is.
        assert not found
        assert "sejak Okt 2025" in said
        told = {one.arah: one for one in together(said)}
        for arah, part in (("naik", rising), ("turun", falling)):
            assert (arah in told) == bool(len(part))
            if arah not in told:
                assert f"yang {arah} nyata" in said or "yang berubah nyata" in said
                continue
            one = told[arah]
            assert one.jumlah == len(part)
            sizes = sorted(part["poin"], key=abs)
            for (name, size), poin in zip((one.kecil, one.besar), (sizes[0], sizes[-1]), strict=True):
                assert size == (shown(poin) or None)
                assert not name or by_name["poin"][name] == poin
                assert not name or not part.loc[part["nama"] == name].empty
        return
    assert not found or frame["is_terlalu_sedikit"].eq(False).any()
    assert "naik" not in said
    assert "turun" not in said


def check_spread(said: str, frame: pd.DataFrame) -> None:
    """Highest and lowest in words against the rows."""
    hygiene(said)
    found = {one.kata: one for one in firsts(said)}
    there = frame[~frame["is_terlalu_sedikit"]]
    has_interval = bool(len(there)) and bool(there["pct_rendah"].notna().all())
    if "Tidak ada beda nyata" in said:
        for a in there.to_dict("records"):
            for b in there.to_dict("records"):
                assert a["pct_rendah"] <= b["pct_tinggi"]
    for kata, one in found.items():
        own = there.set_index("nama").loc[one.nama]
        others = there[there["nama"] != one.nama]
        assert own["pct"] == (there["pct"].max() if kata == "tertinggi" else there["pct"].min())
        assert one.nilai == shown(own["pct"])
        if has_interval:
            reach = others["pct_tinggi"] >= own["pct_rendah"] if kata == "tertinggi" else \
                others["pct_rendah"] <= own["pct_tinggi"]  # fmt: skip
            assert one.cara in ("setara", "")
        else:
            reach = others["pct"].map(shown) == one.nilai
            assert one.cara in ("sama", "")
        assert one.lain == int(reach.sum())
        assert one.lain < len(others)
    assert set(found) in ({"tertinggi", "terendah"}, set())
    if len(found) == 2:  # nobody is among the highest and among the lowest
        assert found["tertinggi"].lain + found["terendah"].lain + 2 <= len(there)
    ends = apart(said)
    if has_interval and len(there) > 1:
        by_name = there.set_index("nama")
        is_high = there["pct_tinggi"] >= there.loc[there["pct"].idxmax(), "pct_rendah"]
        is_low = there["pct_rendah"] <= there.loc[there["pct"].idxmin(), "pct_tinggi"]
        if ends is None:
            assert not found or there["pct"].duplicated().any() or not (is_high & is_low).any()
            return
        top, low = by_name.loc[ends.atas], by_name.loc[ends.bawah]
        assert (top["pct"], low["pct"]) == (there["pct"].max(), there["pct"].min())
        assert (ends.nilai_atas, ends.nilai_bawah) == (shown(top["pct"]), shown(low["pct"]))
        assert top["pct_rendah"] > low["pct_tinggi"]
        both = (there["pct_tinggi"] >= top["pct_rendah"]) & (there["pct_rendah"] <= low["pct_tinggi"])
        assert 0 < ends.keduanya == int(both.sum())
        assert ends.lainnya == len(there) - 2
        return
    assert ends is None


@MANY
@given(shares())
def test_no_region_is_highest_or_lowest_inside_a_tie(frame: pd.DataFrame) -> None:
    check_spread(plain(extremes(frame)), frame)


@MANY
@given(shares())
def test_no_kind_of_school_is_highest_or_lowest_inside_a_tie(frame: pd.DataFrame) -> None:
    said = plain(spread_title(frame, "jenjang"))
    check_spread(said, frame)
    if frame["pct_rendah"].notna().sum() < 2:
        assert not firsts(said)


@MANY
@given(shares(), HUNDREDTHS)
def test_platforms_above_below_and_level_add_up(frame: pd.DataFrame, nation: float) -> None:
    said = plain(sentences.headline_platforms("W0", frame.assign(pct_nasional=nation)))
    hygiene(said)
    judged = frame[frame["pct_rendah"].notna()]
    above, below = int((judged["pct_rendah"] > nation).sum()), int((judged["pct_tinggi"] < nation).sum())
    if judged.empty:
        assert "nasional pada" not in said
        return
    told = {kind: re.findall(rf"{kind}(?: dengan nasional| nasional)? pada (\d+)", said)
            for kind in ("di atas", "di bawah", "setara")}  # fmt: skip
    counts = {kind: int(found[0]) if found else 0 for kind, found in told.items()}
    assert counts == {"di atas": above, "di bawah": below, "setara": len(judged) - above - below}


@MANY
@given(st.lists(HUNDREDTHS, min_size=1, max_size=8), st.integers(0, 10), st.booleans())
def test_a_trend_goes_from_its_last_break_to_its_last_whole_date(
    values: list[float], break_at: int, is_open: bool
) -> None:
    days = [stamp.date() for stamp in pd.date_range("2025-01-31", periods=len(values), freq="ME")]
    counts = [100.0] * len(values)
    counts[-1] = 50.0 if is_open and len(values) > 2 else 100.0
    frame = pd.DataFrame({"tanggal_data": days, "pct": values, "jumlah_satuan": counts, "m": counts})
    breaks = [days[break_at]] if 0 < break_at < len(days) else []
    said = plain(sentences.trend_headline("W0", frame, breaks))
    hygiene(said)
    last = len(values) - 1 - (is_open and len(values) > 2)
    first = break_at if breaks and break_at <= last else 0
    read = [value(text) for text in re.findall(rf"({NUMBER}) %", said)]
    assert read == [shown(values[first]), shown(values[last])][-(1 + (first < last)) :]
    assert not re.search(r"\b(naik|turun)\b", said)


@MANY
@given(shares(widths=(0.1, 1.0, 5.0)), changes(most=1), st.data())
def test_a_province_is_level_only_with_those_the_test_cannot_part(
    frame: pd.DataFrame, moved: pd.DataFrame, data: st.DataObject
) -> None:
    own, change = frame.iloc[0], moved.iloc[0]
    kinds = data.draw(st.lists(st.sampled_from(["di atas", "setara", "di bawah", ""]), min_size=len(frame) - 1,
                               max_size=len(frame) - 1))  # fmt: skip
    others = frame.iloc[1:].assign(kelas_kita=pd.Series(kinds, index=frame.index[1:], dtype=object))
    moved_words = headlines.moved(change, SINCE)
    said = plain(headlines.stand("W0", own, others, TODAY, moved_words))
    hygiene(said)
    assert value(re.findall(rf"^W0 ({NUMBER}) %", said)[0]) == shown(own["pct"])
    check_move(said, change)
    level_names = set(others.loc[others["kelas_kita"] == "setara", "nama"])
    told = said.rpartition("setara dengan ")[2] if "setara dengan" in said else ""
    listed = set(re.findall(PLACE, told))
    assert listed <= level_names
    rest = re.findall(r"dan (\d+) lainnya", told)
    everyone = re.findall(r"semua (\d+) provinsi lain", told)
    if told:
        counted = int(everyone[0]) if everyone else len(listed) + (int(rest[0]) if rest else 0)
        assert counted == len(level_names)
    elif not pd.isna(own["pct_rendah"]):
        assert not level_names


@MANY
@given(st.lists(st.sampled_from(["di atas", "di bawah", "setara", ""]), min_size=1, max_size=12), HUNDREDTHS,
       st.sampled_from(["di atas", "di bawah", "setara", ""]))  # fmt: skip
def test_provinces_against_the_nation_add_up(kinds: list[str], nation: float, own: str) -> None:
    ours = headlines.place_of("W0", own, nation)
    said = plain(headlines.divided(pd.Series(kinds, dtype=object), nation, len(kinds), ours, TODAY))
    hygiene(said)
    assert value(re.findall(rf"nasional \(?({NUMBER}) %", said)[0]) == shown(nation)
    assert said.startswith(plain(ours) or str(len(kinds)))
    said = said.partition("diuji sekaligus")[2]
    told = {kind: count_of(said, f"(?:provinsi )?pasti {kind}") for kind in ("di atas", "di bawah")}
    assert told == {kind: kinds.count(kind) for kind in told}
    assert count_of(said, "setara") == kinds.count("setara")
    assert count_of(said, "tidak dapat diuji") == kinds.count("")


@MANY
@given(shares(), st.integers(0, 10_000).map(lambda n: n / 100))
def test_kab_kota_named_beside_their_province_are_on_the_side_told(frame: pd.DataFrame, value_: float) -> None:
    classes = kelas(frame, value_)
    said = plain(headlines.beside(frame.assign(kelas=classes), "Bali", value_))
    hygiene(said)
    assert value(re.findall(rf"angka Bali ({NUMBER}) %", said)[0]) == shown(value_)
    assert count_of(said, "setara") == int((classes == "setara").sum())
    assert count_of(said, "tidak dapat diuji") == int((classes == "tanpa selang").sum())
    by_side = {kind: set(frame.loc[classes == kind, "nama"]) for kind in ("di atas", "di bawah")}
    for kind, there in by_side.items():
        told = re.findall(rf"{kind}(?: angka Bali {NUMBER} %)?: ([^;]+)", said)
        assert bool(told) == bool(there)
        listed = set(re.findall(PLACE, told[0])) if told else set()
        rest = re.findall(r"dan (\d+) lainnya", told[0]) if told else []
        assert listed <= there
        assert len(listed) + (int(rest[0]) if rest else 0) == len(there)


@MANY
@given(changes())
def test_a_range_of_changes_is_that_of_its_numbers(frame: pd.DataFrame) -> None:
    said = plain(headlines.range_of(frame))
    hygiene(said)
    ends = [value(text) for text in re.findall(NUMBER, said)]
    assert ends[0] == shown(frame["poin"].min())
    assert ends[-1] == shown(frame["poin"].max())
    assert said.endswith("poin")


@settings(max_examples=30, deadline=None, phases=PHASES)
@given(shares(widths=(0.1, 1.0, 4.0, None)), shares(least=9, widths=(0.1, 1.0, 4.0)), HUNDREDTHS, HUNDREDTHS)
def test_who_is_faster_than_the_nation_moved_away_beyond_chance(
    start: pd.DataFrame, end: pd.DataFrame, nation_0: float, nation_1: float
) -> None:
    days = [date(2025, 10, 31), TODAY]
    frame = pd.concat([start.assign(tanggal_data=days[0]), end.head(len(start)).assign(tanggal_data=days[1])])
    said = plain(multiples_title(frame, pd.DataFrame({"tanggal_data": days, "pct": [nation_0, nation_1]}), ()))
    hygiene(said)
    first, last = start.set_index("nama"), end.set_index("nama")
    for names_, side in re.findall(rf"((?:{PLACE}|[ ,]|dan|\d+ lainnya)+?) lebih (cepat|lambat)", said):
        for name in re.findall(PLACE, names_):
            away = (last["pct"][name] - nation_1) - (first["pct"][name] - nation_0)
            assert abs(away) > 5
            assert side == ("cepat" if away > 0 else "lambat")
            assert not first["is_terlalu_sedikit"][name]


@MANY
@given(HUNDREDTHS, WIDTH)
def test_a_share_is_printed_as_it_is(pct: float, half: float | None) -> None:
    row = {"pct": pct, "pct_rendah": None if half is None else pct - half,
           "pct_tinggi": None if half is None else pct + half}  # fmt: skip
    said = plain(sentences.finding(MEASURE, row, TODAY))
    hygiene(said)
    assert value(re.findall(rf"^({NUMBER}) %", said)[0]) == shown(pct)
    assert ("±" in said) == (half is not None)

"""Findings of single pages hold of their numbers too: rankings, funnels, training, Rapor, targets, priorities."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis import funnel, ranks
from analysis import target_status as status
from analysis.shares import roll_up, with_share
from analysis.status_change import NAIK, TERBAIK, TERENDAH, TETAP, TURUN
from tests.reading import (
    FINE,
    HUNDREDTHS,
    NUMBER,
    PLACE,
    WIDTH,
    check_ends,
    count_of,
    firsts,
    hygiene,
    plain,
    shares,
    shown,
    value,
)
from views import sentences
from views.adoption import words as adoption_words
from views.adoption.rows import CHAIN, Corong, Tempat
from views.bimtek import words as bimtek_words
from views.filters import Saringan
from views.priority import words as priority_words
from views.ranking import words as ranking_words
from views.ranking.rows import Mirip, Urutan
from views.rapor import words as rapor_words
from views.surprise import words as surprise_words
from views.target import words as target_words

TODAY = date(2026, 10, 31)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
MANY = settings(max_examples=60, deadline=None, phases=PHASES)
SOME = settings(max_examples=25, deadline=None, phases=PHASES)
SEED = st.integers(0, 2**32 - 1)


# --- rankings ---


def ranking(seed: int) -> Urutan:
    """Provinces of random schools: some alike, some far apart, some too small to rank."""
    rng = np.random.default_rng(seed)
    rows = []
    common = rng.uniform(0.02, 0.98)
    for at in range(int(rng.integers(2, 9))):
        schools = int(rng.choice([4, 30, 400]))
        m = rng.integers(5, 40, schools).astype(float)
        centre = rng.choice([common, rng.uniform(0.02, 0.98)])
        x = rng.binomial(m.astype(int), np.clip(centre + rng.normal(0, 0.05, schools), 0, 1)).astype(float)
        rows.append({"kode": f"{at}", "nama": f"W{at}", "jumlah_satuan": float(schools), "x": x.sum(), "m": m.sum(),
                     "xx": (x * x).sum(), "mm": (m * m).sum(), "xm": (x * m).sum()})  # fmt: skip
    frame = pd.DataFrame(rows)
    if rng.integers(0, 5) == 0:
        frame[["jumlah_satuan", "xx", "mm", "xm"]] = np.nan
    frame = with_share(frame)
    found = ranks.rank(frame, draws=200)
    corong, placed = funnel.funnel(found.frame)
    whole = with_share(roll_up(frame)).iloc[0]
    kelas = ranks.against(frame, float(whole["pct"])).replace("", "tanpa selang")
    view = Saringan("a.b", "guru", TODAY)
    return Urutan(view, cast("Any", None), "provinsi", placed.assign(kelas=kelas), whole, "nasional", corong,
                  found.jumlah, frozenset({"0"} if rng.integers(0, 2) else ()), frozenset())  # fmt: skip


@SOME
@given(SEED)
def test_a_ranking_counts_who_is_surely_above_and_names_groups_not_places(seed: int) -> None:
    found = ranking(seed)
    frame = found.frame
    said = plain(ranking_words.answer(found))
    hygiene(said)
    if found.jumlah < 2:
        for one in firsts(said):
            own = frame.set_index("nama").loc[one.nama]
            assert one.nilai == shown(own["pct"])
            assert one.lain == sum(shown(p) == one.nilai for p in frame["pct"]) - 1
        return
    assert not firsts(said)
    if found.own is not None and not pd.isna(found.own["peringkat"]):
        own = found.own
        told = {kind: count_of(said.split("; ", 1)[1], kind)
                for kind in ("pasti di atasnya", "pasti di bawahnya", "setara")}  # fmt: skip
        assert list(told.values()) == [own["jumlah_di_atas"], own["jumlah_di_bawah"], own["jumlah_setara"]]
        assert sum(told.values()) == found.jumlah - 1
        low, high = int(own["peringkat_dari"]), int(own["peringkat_sampai"])
        assert f"peringkat {low if low == high else f'{low}–{high}'} dari {found.jumlah} " in said
    divided = plain(ranking_words.divided(found))
    hygiene(divided)
    read = {kind: count_of(divided, f"pasti {kind}") for kind in ("di atas", "di bawah")}
    assert read == {kind: int((frame["kelas"] == kind).sum()) for kind in read}
    assert count_of(divided, "setara") == int((frame["kelas"] == "setara").sum())
    ties = plain(ranking_words.ties(found))
    hygiene(ties)
    check_ends(frame, found.jumlah, ties, plain(ranking_words.spread(found)))
    titled = plain(ranking_words.ranked_title(found))
    hygiene(titled)
    least = re.findall(r"separuhnya setara dengan (\d+) lain", titled)
    assert not least or (frame["jumlah_setara"] >= int(least[0])).sum() * 2 >= found.jumlah
    hygiene(ranking_words.funnel_title(found))


@MANY
@given(shares(most=1), HUNDREDTHS, FINE, st.booleans(), st.sampled_from(["di atas", "di bawah", "setara", ""]))
def test_a_region_among_its_like_is_level_only_where_the_test_says_so(
    frame: pd.DataFrame, other: float, near: float, is_near: bool, kelas: str
) -> None:
    own = frame.iloc[0]
    pct = own["pct"] + near / 20 if is_near else other
    if kelas in ("di atas", "di bawah"):
        pct = own["pct"] - abs(pct - own["pct"]) - 0.01 if kelas == "di atas" else \
            own["pct"] + abs(pct - own["pct"]) + 0.01  # fmt: skip
    alike = Mirip("0", "provinsi", frame, pd.DataFrame({"kode": ["1", "2"]}), {"pct": pct}, kelas, ())
    said = plain(ranking_words.alike_title(alike, own))
    hygiene(said)
    if own["is_terlalu_sedikit"]:
        assert sentences.TOO_FEW in said
        return
    assert ("setara dengan" in said) == (kelas == "setara")
    gap = float(own["pct"]) - pct
    side = re.search(rf"(kurang dari )?({NUMBER}) poin (di atas|di bawah)", said)
    if side:
        assert side[3] == ("di atas" if gap > 0 else "di bawah")
        assert bool(side[1]) == (shown(gap) == 0)
        assert side[1] or value(side[2]) == shown(abs(gap))
    assert ("tidak dapat diuji" in said) == (kelas == "")


# --- the funnel ---


@MANY
@given(SEED)
def test_the_largest_loss_shares_its_place_with_those_level_with_it(seed: int) -> None:
    dice = Random(seed)
    steps = list(CHAIN)[:6]
    half = dice.choice([None, 0.02, 1.0, 6.0])
    rows = pd.DataFrame(
        [{"ukuran": after, "ukuran_sebelum": before, "hilang_poin": dice.randint(1, 3000) / 100,
          "hilang_orang": float(dice.randint(1, 9000)), "is_terlalu_sedikit": False}
         for before, after in pairwise(steps)]
    ).sort_values("hilang_poin", ascending=False)  # fmt: skip
    rows = rows.assign(hilang_rendah=rows["hilang_poin"] - (half or np.nan),
                       hilang_tinggi=rows["hilang_poin"] + (half or np.nan))  # fmt: skip
    top = rows.iloc[0]
    ties = rows.iloc[1:][rows.iloc[1:]["hilang_tinggi"] >= top["hilang_rendah"]]
    said = plain(adoption_words.headline(Corong(Tempat("Nasional"), TODAY, None, rows), "guru", top, ties))
    hygiene(said)
    told = re.findall(r"pada (\d+) tahap yang setara", said)
    assert [int(n) for n in told] == ([len(ties) + 1] if len(ties) else [])
    read = re.findall(rf"(kurang dari )?({NUMBER}) poin", said)[0]
    assert bool(read[0]) == (shown(top["hilang_poin"]) == 0)
    assert read[0] or value(read[1]) == shown(top["hilang_poin"])


@MANY
@given(SEED)
def test_the_widest_difference_is_one_that_was_told_apart(seed: int) -> None:
    dice = Random(seed)
    is_bare = dice.random() < 0.2
    rows = pd.DataFrame(
        [{"jenis": "tahap", "nama": f"W{at}", "selisih": dice.choice([-1, 1]) * dice.choice([0.04, 2.0, 2.04, 9.3]),
          "is_beda": None if is_bare else dice.choice([True, False, None])} for at in range(dice.randint(1, 5))]
    ).astype({"is_beda": object})  # fmt: skip
    said = plain(adoption_words.compared(rows, "Sini", "Sana"))
    hygiene(said)
    judged = rows[rows["is_beda"].notna()]
    apart = judged[judged["is_beda"].astype(bool)] if len(judged) else rows
    named = re.findall(rf"(terbesar|antara lain) ({NUMBER}) poin pada (w\d)", said)
    if len(judged) and apart.empty:
        assert "setara" in said
        assert not named
        return
    word, size, name = named[0]
    own = apart.set_index("nama").loc[name.upper()]
    assert abs(own["selisih"]) == apart["selisih"].abs().max()
    assert value(size) == shown(own["selisih"])
    assert (word == "terbesar") == (sum(shown(abs(v)) == abs(value(size)) for v in apart["selisih"]) == 1)
    if len(judged):
        assert f"berbeda pada {len(apart)} dari {len(judged)} tahap" in said


# --- training ---


@MANY
@given(shares(most=1), HUNDREDTHS, FINE, st.booleans())
def test_reach_is_level_where_its_interval_includes_the_nation(
    frame: pd.DataFrame, other: float, near: float, is_near: bool
) -> None:
    own = frame.iloc[0]
    nation = {"pct": own["pct"] + near / 20 if is_near else other}
    said = plain(bimtek_words.against(own, nation))
    hygiene(said)
    assert value(re.findall(rf"\(({NUMBER}) %\)", said)[0]) == shown(nation["pct"])
    is_level = bool(own["pct_rendah"] <= nation["pct"] <= own["pct_tinggi"])
    assert ("setara" in said) == is_level
    if "di atas" in said or "di bawah" in said:
        assert ("di atas" in said) == (own["pct"] > nation["pct"])
    elif not is_level:
        assert shown(own["pct"]) == shown(nation["pct"])


@MANY
@given(FINE, WIDTH)
def test_scores_after_a_training_differ_only_outside_the_interval(poin: float, half: float | None) -> None:
    is_real = half is not None and abs(poin) > half
    row = {"jumlah_terdaftar": 40, "jumlah_hadir": 30, "poin": poin, "is_sedikit": False, "is_nyata": is_real,
           "poin_rendah": half and poin - half, "poin_tinggi": half and poin + half}  # fmt: skip
    said = plain(bimtek_words.results(row))
    hygiene(said)
    assert value(re.findall(rf"nilai sesudah ({NUMBER}) dari", said)[0]) == shown(poin)
    assert ("tidak berbeda nyata" in said) == (half is not None and not is_real)


# --- Rapor ---


@MANY
@given(st.lists(st.tuples(st.integers(10, 40).map(lambda n: n / 20), st.booleans()), min_size=1, max_size=7))
def test_no_region_has_the_lowest_value_of_the_rapor_alone_where_others_have_it_too(
    rows: list[tuple[float, bool]],
) -> None:
    frame = pd.DataFrame([{"nama": f"W{i}", "nilai": v if ok else np.nan, "label": None}
                          for i, (v, ok) in enumerate(rows)])  # fmt: skip
    said = plain(rapor_words.spread_headline(frame, "persen", "kab/kota", len(frame)))
    hygiene(said)
    there = frame.dropna(subset=["nilai"])
    for one in firsts(said):
        own = there.set_index("nama").loc[one.nama]
        assert one.nilai == shown(own["nilai"])
        assert own["nilai"] == (there["nilai"].max() if one.kata == "tertinggi" else there["nilai"].min())
        assert one.lain == sum(shown(v) == one.nilai for v in there["nilai"]) - 1
        assert one.lain < len(there) - 1


@MANY
@given(SEED)
def test_the_label_in_most_regions_is_named_with_those_in_as_many(seed: int) -> None:
    dice = Random(seed)
    order = ("Baik", "Sedang", "Kurang")
    frame = pd.DataFrame([{"indikator": f"W{dice.randint(0, 3)}", "label": dice.choice(order), "urutan": order}
                          for _ in range(dice.randint(1, 14))])  # fmt: skip
    said = plain(rapor_words.label_counts_headline(frame, 99, "kab/kota"))
    hygiene(said)
    counts = frame.loc[frame["label"] == "Kurang", "indikator"].value_counts()
    found = re.search(r"terbanyak pada (.+?)(, sama banyak)?: (\d+) dari 99", said)
    assert (found is None) == counts.empty
    if found:
        assert int(found[3]) == int(counts.max())
        most = set(counts[counts == counts.max()].index)
        assert set(re.findall(PLACE, found[1])) <= most
        rest = re.findall(r"dan (\d+) lainnya", found[1])
        assert len(re.findall(PLACE, found[1])) + (int(rest[0]) if rest else 0) == len(most)
        assert bool(found[2]) == (len(most) > 1)


@MANY
@given(SEED)
def test_a_fall_of_the_rapor_is_never_told_with_a_bare_plus(seed: int) -> None:
    dice = Random(seed)
    rows = []
    for at in range(dice.randint(1, 6)):
        side = dice.choice([1, -1])
        poin = dice.randint(-60, 60) / 20
        arah = TETAP if abs(poin) < 0.02 else NAIK if poin * side > 0 else TURUN
        rows.append({"indikator": f"W{at}", "poin": poin, "arah": arah, "satuan": "persen",
                     "golongan": dice.choice([TERBAIK, TERENDAH])})  # fmt: skip
    table = pd.DataFrame(rows)
    said = plain(rapor_words.grid_headline(table))
    hygiene(said)
    down = table[table["arah"] == TURUN].set_index("indikator")
    for name, text in re.findall(rf"({PLACE}) \(([^)]*)\)", said):
        assert name in down.index
        poin = float(down.loc[name, "poin"])
        if shown(poin) == 0:
            assert text == "kurang dari 0,1"
        else:
            assert value(re.findall(NUMBER, text)[0]) == shown(poin)
            assert ("memburuk" in text) == (poin > 0)
    assert ("Tidak ada indikator yang turun" in said) == down.empty


# --- targets ---


@MANY
@given(HUNDREDTHS, FINE, st.one_of(st.none(), st.sampled_from([0.01, 0.3, 4.0])), st.sampled_from([1, -1]),
       st.booleans())  # fmt: skip
def test_a_target_is_above_or_below_its_line_as_its_value_is(
    target: float, gap: float, half: float | None, arah: int, is_late: bool
) -> None:
    due = date(2026, 6, 30) if is_late else date(2026, 12, 31)
    promised = status.Janji(target - arah * 10, date(2025, 12, 31), target, due, arah)
    line = status.required(promised, TODAY)
    nilai = line + gap
    low, high = (np.nan, np.nan) if half is None else (nilai - half, nilai + half)
    verdict = status.judge(promised, status.Realisasi(TODAY, nilai, low, high), TODAY, 183)
    row = SimpleNamespace(
        nama_wilayah="W0", nilai=nilai, rendah=low, tinggi=high, tanggal=TODAY, satuan="persen", target=target,
        tenggat=due, perlu=verdict.perlu, keadaan=verdict.keadaan, sebab=verdict.sebab, is_pasti=verdict.is_pasti,
        dasar=verdict.dasar, kurang=(verdict.perlu - nilai) * arah, jumlah_satuan=50.0,
    )  # fmt: skip
    said = plain(target_words.finding(row))
    hygiene(said)
    side = re.search(rf"(di jalur|tertinggal), (?:(kurang dari )?({NUMBER}) poin (di atas|di bawah)|tepat pada)", said)
    assert (side is not None) == (verdict.keadaan in (status.DI_JALUR, status.TERTINGGAL))
    if side and side[4]:
        assert side[4] == ("di atas" if nilai > line else "di bawah")
        assert bool(side[2]) == (shown(nilai - line) == 0)
        assert side[2] or abs(value(side[3]) - abs(nilai - line)) <= 0.05 + 1e-9
        assert (side[1] == "di jalur") == ((nilai - line) * arah >= 0)
    if half is not None and (low - line) * (high - line) < 0 and not is_late:
        assert side is None
    assert value(re.findall(rf"^W0 ({NUMBER}) %", said)[0]) == shown(nilai)
    assert ("pasti belum tercapai" in said) == (verdict.keadaan == status.LEWAT and verdict.is_pasti)


@MANY
@given(st.lists(st.sampled_from(status.KEADAAN), min_size=1, max_size=20))
def test_the_states_of_targets_add_up(states: list[str]) -> None:
    said = plain(target_words.answer(pd.DataFrame({"keadaan": states}), TODAY))
    hygiene(said)
    words = {status.DI_JALUR: "di jalur", status.TERTINGGAL: "tertinggal", status.BELUM: "belum dapat dinilai",
             status.LEWAT: "lewat tenggat", status.TERCAPAI: "sudah tercapai"}  # fmt: skip
    if len(set(states)) == 1:
        assert words[states[0]] in said
        assert said.startswith("Satu-satunya target" if len(states) == 1 else f"Semua {len(states)} target")
        return
    pattern = r"(\d+)(?: dari \d+ target)? {}"
    told = {state: sum(map(int, re.findall(pattern.format(text), said))) for state, text in words.items()}
    assert told == {state: states.count(state) for state in words}
    assert f"dari {len(states)} target" in said


# --- surprises and priorities ---


@MANY
@given(HUNDREDTHS, HUNDREDTHS, FINE, st.booleans())
def test_a_surprising_step_has_the_sign_of_its_numbers(then: float, now: float, near: float, is_near: bool) -> None:
    now = then + near / 10 if is_near else now
    said = plain(surprise_words.step({"pct_dasar": then, "pct": now}))
    hygiene(said)
    before, after, gap = (value(text) for text in re.findall(NUMBER, said))
    assert (before, after) == (shown(then), shown(now))
    assert gap == shown(now - then)


@MANY
@given(st.lists(st.integers(0, 400).map(lambda n: n / 100), min_size=1, max_size=6), st.integers(0, 3))
def test_no_region_has_the_highest_need_alone_where_others_have_as_much(scores: list[float], ties: int) -> None:
    ordered = pd.Series(sorted(scores, reverse=True))
    same = priority_words.same_score(ordered)
    said = plain(priority_words.told_first("W0", ordered[0], ordered[0], ordered[0], 3, 3, ties, same))
    hygiene(said)
    assert same == sum(shown(s) == shown(ordered[0]) for s in ordered) - 1
    told = re.findall(r"dan (\d+) lain berskor tertinggi yang sama", said)
    assert [int(n) for n in told] == ([same] if same else [])
    assert value(re.findall(rf"({NUMBER}) dari 100", said)[0]) == shown(ordered[0])
    assert [int(n) for n in re.findall(r"setara dengan (\d+) lain", said)] == ([ties] if ties else [])


@MANY
@given(st.lists(st.integers(0, 4), min_size=2, max_size=6))
def test_a_region_is_not_first_most_often_where_another_is_as_often(parts: list[int]) -> None:
    total = sum(parts) or 1
    first = np.asarray([n / total for n in parts])
    frame = pd.DataFrame({"nama": [f"W{i}" for i in range(len(parts))]})
    said = plain(priority_words.chances_title(cast("Any", SimpleNamespace(peluang_urutan=first[:, None],
                                                                          wilayah=frame))))  # fmt: skip
    hygiene(said)
    name = re.findall(PLACE, said)[0]
    assert first[int(name[1:])] == first.max()
    assert ("paling sering" in said) == (sum(first == first.max()) == 1)

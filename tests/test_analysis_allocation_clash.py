"""When no plan exists: the limits named cannot hold together, any one of them gone they can, and the words say why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.allocation import LIMITS, Soal, clash, clashes, in_words, solve
from analysis.allocation.check import KOTA, MIN, PAGU, PELATIH, SEKOLAH
from analysis.allocation.solve import possible
from tests.allocation_questions import best_by_trying, middling, small


def _asking(soal: Soal, least: int) -> Soal:
    return replace(soal, aturan=replace(soal.aturan, kursi_min=least))


def _scarce(seed: int) -> Soal:
    """A question in which all is plenty but one limit, another one each time."""
    soal = middling(seed, 4, 2)
    plenty = {"pagu": 1e11, "hari_pelatih": 10**5, "kursi_per_sekolah": 9, "pct_3t_min": 0.0, "kursi_maks": None}
    scarce = [("pagu", 2e7), ("hari_pelatih", 5), ("kursi_per_sekolah", 1), ("hari_pelatih", 9)][seed % 4]
    return replace(
        soal,
        wilayah=tuple(replace(w, calon=(30, 30), jumlah_sekolah=2 + i) for i, w in enumerate(soal.wilayah)),
        kota=tuple(replace(k, kelas_maks=30) for k in soal.kota),
        aturan=replace(soal.aturan, **(plenty | dict([scarce]) | {"kursi_min": 7})),
    )


@pytest.mark.parametrize("block", range(4))
def test_a_clash_cannot_hold_and_without_any_member_the_others_can(block: int) -> None:
    seen: set[str] = set()
    for seed in range(25 * block, 25 * block + 25):
        soal = _asking(small(seed, 6), 1 + seed % 2)
        found = clash(soal)
        assert bool(found) == (best_by_trying(soal) is None), seed
        members = [b.nama for b in found]
        seen.update(members)
        others = tuple(name for name in LIMITS if name not in members)
        if not found:
            continue
        assert possible(soal, others) is False, seed
        for name in members:
            gone = (*others, name)
            # a plan of few seats a cell is a plan; where there are too many tables to try, the solver shows one
            try:
                assert best_by_trying(soal, gone, most=3, tables=100_000) is not None, (seed, name)
            except ValueError:
                assert possible(soal, gone) is True, (seed, name)
    assert len(seen) >= 3, seen


def test_what_a_limit_would_have_to_be_is_enough_and_no_more() -> None:
    tried = dict.fromkeys((PAGU, PELATIH, SEKOLAH, MIN), 0)
    for seed in range(12):
        soal = _scarce(seed)
        for b in clash(soal):
            if np.isnan(b.perlu) or b.nama not in tried:
                continue
            field = {PAGU: "pagu", PELATIH: "hari_pelatih", SEKOLAH: "kursi_per_sekolah", MIN: "kursi_min"}[b.nama]
            less = -1 if b.nama != MIN else 1
            step = less * (1 if b.nama != PAGU else max(2.0, b.perlu * 2e-4))

            def with_value(value: float, soal: Soal = soal, field: str = field) -> Soal:
                kind = float if field == "pagu" else int
                return replace(soal, aturan=replace(soal.aturan, **{field: kind(value)}))

            tried[b.nama] += 1
            assert solve(with_value(b.perlu)).is_layak, (seed, b)
            assert not solve(with_value(b.perlu + step)).is_layak, (seed, b)
    assert min(tried.values()) >= 3, tried


def test_no_clash_is_reported_where_a_plan_exists() -> None:
    for seed in range(12):
        soal = middling(seed, 4, 3)
        if solve(soal).is_layak:
            assert clash(soal) == clashes(soal) == (), seed


def test_the_words_give_both_numbers() -> None:
    soal = middling(3, 19, 7)
    soal = replace(
        soal,
        wilayah=tuple(replace(w, calon=(60, 0), jumlah_sekolah=60) for w in soal.wilayah),
        kota=tuple(replace(k, kelas_maks=50) for k in soal.kota),
        tingkat=(replace(soal.tingkat[0], hari=3, pelatih=2, kursi=20),) * 2,
        aturan=replace(soal.aturan, pagu=1e12, hari_pelatih=60, kursi_min=20, kursi_maks=None, pct_3t_min=0.0),
    )
    found = clash(soal)
    assert [b.nama for b in found] == [PELATIH, MIN]
    assert in_words(soal, [b.nama for b in found]) == (
        "Kursi paling sedikit 20 untuk tiap 19 wilayah berarti 380 kursi, "
        "sedangkan batas hari-pelatih hanya cukup untuk 200 kursi."
    )
    assert found[0].kalimat == "60 hari-pelatih hanya cukup untuk 200 kursi; dibutuhkan sedikitnya 114 hari-pelatih."
    assert found[0].perlu == 114
    assert found[1].kalimat.endswith("berarti 380 kursi; yang masih mungkin 10 kursi tiap wilayah.")


def test_a_region_without_enough_people_is_named() -> None:
    soal = middling(3, 5, 2)
    soal = replace(
        soal,
        wilayah=tuple(
            replace(w, calon=(30, 0), jumlah_sekolah=60, nama=f"Kab. {i}") for i, w in enumerate(soal.wilayah)
        ),
        kota=tuple(replace(k, kelas_maks=50) for k in soal.kota),
        aturan=replace(
            soal.aturan, pagu=1e12, hari_pelatih=10**6, kursi_min=9, kursi_maks=None, pct_3t_min=0.0, pct_lulus=0.0
        ),
    )
    soal = replace(soal, wilayah=(*soal.wilayah[:4], replace(soal.wilayah[4], calon=(7, 1))))
    found = clash(soal)
    assert [b.nama for b in found] == ["calon peserta", MIN]
    assert "kepada Kab. 4." in in_words(soal, [b.nama for b in found])
    assert "1 calon lagi di Kab. 4" in found[0].kalimat
    assert found[1].perlu == 8


def test_what_still_stands_in_the_way_is_told_after_the_first_clash() -> None:
    soal = middling(3, 6, 2)
    soal = replace(
        soal,
        wilayah=tuple(replace(w, calon=(60, 0), jumlah_sekolah=60) for w in soal.wilayah),
        kota=tuple(replace(k, kelas_maks=1) for k in soal.kota),
        tingkat=(replace(soal.tingkat[0], hari=3, pelatih=2, kursi=10, biaya_kelas=1e6),) * 2,
        aturan=replace(soal.aturan, pagu=2e7, hari_pelatih=6, kursi_min=10, kursi_maks=None, pct_3t_min=0.0),
    )
    sets = [{b.nama for b in one} for one in clashes(soal)]
    assert sorted(map(sorted, sets)) == sorted(map(sorted, ({PAGU, MIN}, {PELATIH, MIN}, {KOTA, MIN})))
    assert all(np.isnan(b.perlu) for one in clashes(soal) for b in one if b.nama != MIN)
    assert "belum cukup" in clashes(soal)[0][0].kalimat
    mended = replace(
        soal,
        kota=tuple(replace(k, kelas_maks=9) for k in soal.kota),
        aturan=replace(soal.aturan, pagu=1e12, hari_pelatih=900),
    )
    assert solve(mended).is_layak


def test_without_cities_the_words_say_so() -> None:
    soal = middling(3, 4, 2)
    soal = replace(soal, kota=(), ongkos=np.zeros((4, 0)), aturan=replace(soal.aturan, kursi_min=1, pct_3t_min=0.0))
    found = clash(soal)
    assert [b.nama for b in found] == [MIN]
    assert in_words(soal, [MIN]).endswith("sedangkan tidak ada kota pelaksanaan.")

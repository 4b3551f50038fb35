"""The sample world: its size, its planted truths, and that it is the same for the same seed."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import itertools
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import duckdb
import numpy as np
import pytest

from pipelines.sample import TINY, FolderTakenError, World, activity, run, write_world
from pipelines.sample.accounts import write_accounts
from pipelines.sample.pmm import role_people
from pipelines.sample.rapor_values import DASMEN, values
from pipelines.sample.regions import load_regions
from pipelines.sample.schools import JENJANG, SD, install_schools, make_schools
from pipelines.sample.training import BAKTI_CITIES, BAKTI_PROGRAM, make_events, make_participants, trained_from
from pipelines.sample.world import DUTY, MONTHS, TRUTHS
from schemas.lists import NPSN_PATTERN

pytestmark = pytest.mark.xdist_group("sample")

FUNNEL = ("login", "mulai_topik", "selesai_1", "selesai_2", "selesai_3", "selesai_4")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny world's files."""
    folder = tmp_path_factory.mktemp("dunia") / "contoh"
    write_world(folder, world=TINY)
    return folder


@pytest.fixture(scope="module")
def nation() -> SimpleNamespace:
    """The whole sample world's schools and teachers' months, without its files."""
    world = World()
    regions = load_regions(world)
    schools = make_schools(world, regions)
    events = make_events(world, regions)
    people = make_participants(world, regions, schools, events)
    trained = trained_from(schools, events, people)
    standing = activity.uptake(world, regions, schools)
    teachers = role_people(world, schools)["guru"]
    months = list(activity.months(world, regions, schools, standing, trained, teachers, "guru"))
    return SimpleNamespace(
        world=world, regions=regions, schools=schools, events=events, people=people, trained=trained,
        standing=standing, teachers=teachers, months=months,
    )  # fmt: skip


def share(month: activity.Month, counter: str, mask: np.ndarray) -> float:
    there = mask & (month.gtk > 0)
    return float(100 * month.counters[counter][there].sum() / month.gtk[there].sum())


def lines(file: Path) -> list[list[str]]:
    text = file.read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","))


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


# --- the same, and safe to write ---


def test_the_same_seed_gives_the_same_bytes_in_one_process_and_in_two(tiny: Path, tmp_path: Path) -> None:
    write_world(tmp_path / "contoh", world=dataclasses.replace(TINY, pekerja=2))
    assert digests(tmp_path / "contoh") == digests(tiny)


def test_another_seed_gives_other_values(tiny: Path, tmp_path: Path) -> None:
    write_world(tmp_path / "contoh", world=dataclasses.replace(TINY, seed=7))
    other, same = digests(tmp_path / "contoh"), digests(tiny)
    assert all(other[name] != same[name] for name in same if "aktivitas" in name)


def test_a_crash_leaves_the_old_world_and_no_half_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "contoh"
    folder.mkdir()
    (folder / "CONTOH.json").write_text("{}")

    def crash(*_: object) -> None:
        raise OSError("listrik padam")

    monkeypatch.setattr(run, "write_truths", crash)
    with pytest.raises(OSError, match="listrik padam"):
        write_world(folder, world=TINY)
    assert [path.name for path in tmp_path.iterdir()] == ["contoh"]
    assert [path.name for path in folder.iterdir()] == ["CONTOH.json"]


def test_a_folder_with_files_of_the_users_own_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "ekspor_saya.csv").write_text("a;b\n")
    with pytest.raises(FolderTakenError, match="bukan dunia contoh"):
        write_world(tmp_path, world=TINY)
    assert (tmp_path / "ekspor_saya.csv").exists()


# --- the size of the nation ---


def test_the_nation_has_38_provinces_514_kab_kota_and_ten_thousand_schools(nation: SimpleNamespace) -> None:
    assert (len(nation.regions.provinces), len(nation.regions.kabs)) == (38, 514)
    assert len(nation.schools) >= 10_000
    per_kab = np.bincount(nation.schools.kab, minlength=514)
    assert per_kab.min() >= 8
    assert 0.10 < nation.schools.is_kemenag.mean() < 0.20
    jenjang = np.array(JENJANG)[nation.schools.bentuk]
    covered = {name: len(set(nation.schools.kab[jenjang == name].tolist())) for name in set(JENJANG)}
    assert all(covered[name] == 514 for name in ("PAUD", "SD", "SMP", "SMA", "SMK"))
    assert covered["SLB"] > 150
    assert covered["Kesetaraan"] > 250


def test_scale_multiplies_the_schools_and_no_npsn_comes_twice() -> None:
    world = World(scale=3)
    regions = load_regions(world)
    schools = make_schools(world, regions)
    assert len(schools) == 3 * len(make_schools(World(), regions))
    with duckdb.connect() as con:
        install_schools(con, schools, regions)
        total, npsn, names, wrong = con.execute(
            "SELECT count(*), count(DISTINCT npsn), count(DISTINCT (kab, nama)), "
            "count(*) FILTER (NOT regexp_matches(npsn, $pattern)) FROM sekolah",
            {"pattern": NPSN_PATTERN},
        ).fetchall()[0]
    assert (npsn, names, wrong) == (total, total, 0)


def test_there_are_forty_months_and_the_events_that_were_held(nation: SimpleNamespace) -> None:
    assert (MONTHS[0], MONTHS[-1], len(MONTHS)) == (date(2023, 7, 31), date(2026, 10, 31), 40)
    held = {(event.kota, event.level) for event in nation.events if event.program == BAKTI_PROGRAM}
    assert held == {(city, level) for city, _, _ in BAKTI_CITIES for level in ("basic", "intermediate")}
    assert len(nation.events) >= 60
    assert {"rakor", "Kihajar", "webinar"} <= {event.level for event in nation.events}
    assert 8_000 < len(nation.people.acara) < 13_000
    for year in (2023, 2024, 2025, 2026):
        counts = [
            int((nation.people.acara == place).sum())
            for level in (1, 2, 3, 4)
            for place, event in enumerate(nation.events)
            if (event.level, event.mulai.year) == (f"PembaTIK {level}", year)
        ]
        assert len(counts) == 4
        assert counts == sorted(counts, reverse=True)


# --- plausible, and the truths are there ---


def test_counters_never_fall_nor_rise_along_the_funnel(nation: SimpleNamespace) -> None:
    kept = nation.schools.kab != nation.regions.kab_index[TRUTHS.rebase_kab]
    for before, now in itertools.pairwise(nation.months):
        for name in set(now.counters) - {"aktif"}:
            assert (now.counters[name][kept] >= before.counters[name][kept]).all(), (name, now.tanggal)
        for earlier, later in itertools.pairwise(FUNNEL):
            assert (now.counters[later] <= now.counters[earlier]).all(), (later, now.tanggal)
        there = now.gtk > 0
        assert (now.counters["aktif"] <= now.counters["login"]).all()
        assert (now.counters["login"][there] <= now.gtk[there]).all()


def test_activity_is_plausible_in_the_nation_and_spread_over_the_provinces(nation: SimpleNamespace) -> None:
    last = nation.months[-1]
    everyone = np.ones(len(nation.schools), bool)
    assert 55 <= share(last, "aktif", everyone) <= 72
    provinces = [share(last, "aktif", nation.schools.provinsi == place) for place in range(38)]
    assert 20 < min(provinces) < 35
    assert 72 < max(provinces) < 88
    by_month = {month.tanggal: share(month, "aktif", everyone) for month in nation.months}
    assert by_month[date(2026, 7, 31)] < by_month[date(2026, 5, 31)] - 4
    assert by_month[date(2026, 7, 31)] < by_month[date(2026, 9, 30)] - 4


def test_people_of_one_school_move_together(nation: SimpleNamespace) -> None:
    """Analysis of variance within kab/kota: between schools against within schools, state and private SD."""
    last, found = nation.months[-1], []
    for kab in range(514):
        mine = (nation.schools.kab == kab) & (nation.schools.bentuk == SD) & ~nation.schools.is_3t & (last.gtk > 1)
        x, m = last.counters["aktif"][mine], last.gtk[mine]
        if len(m) < 12:
            continue
        p, n = x.sum() / m.sum(), m.sum()
        between = (m * (x / m - p) ** 2).sum() / (len(m) - 1)
        within = (x * (1 - x / m)).sum() / (n - len(m))
        size = (n - (m.astype(float) ** 2).sum() / n) / (len(m) - 1)
        found.append((between - within) / (between + (size - 1) * within))
    assert len(found) > 30
    assert 0.06 < np.mean(found) < 0.15


def test_duty_lifts_logins_of_state_schools_in_january_2024(nation: SimpleNamespace) -> None:
    december, january = (nation.months[MONTHS.index(DUTY) + step] for step in (-1, 0))
    state = nation.schools.is_negeri
    jump = {flag: share(january, "login", state == flag) - share(december, "login", state == flag) for flag in (0, 1)}
    assert jump[1] > 12
    assert jump[0] < 5


def test_bakti_training_lifts_a_school_by_the_size_that_is_written_down(
    nation: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity, "TRAINING_EFFECT", 0.0)
    without = list(
        activity.months(
            nation.world, nation.regions, nation.schools, nation.standing, nation.trained, nation.teachers, "guru"
        )
    )
    went, stayed = nation.trained < 99, nation.trained == 99
    gained = share(nation.months[-1], "aktif", went) - share(without[-1], "aktif", went)
    assert gained == pytest.approx(nation.months[-1].efek_poin, abs=1.5)
    assert gained > 8
    assert share(nation.months[-1], "aktif", stayed) == share(without[-1], "aktif", stayed)
    first = nation.trained[went].min() - 1
    assert (nation.months[first].counters["aktif"] == without[first].counters["aktif"]).all()


def test_one_kab_kota_is_rebased_and_another_gets_certificates_in_a_burst(nation: SimpleNamespace) -> None:
    def total(kab: str, counter: str, day: date) -> int:
        mine = nation.schools.kab == nation.regions.kab_index[kab]
        return int(nation.months[MONTHS.index(day)].counters[counter][mine].sum())

    before = MONTHS[MONTHS.index(TRUTHS.rebase_date) - 1]
    assert total(TRUTHS.rebase_kab, "login", TRUTHS.rebase_date) < 0.75 * total(TRUTHS.rebase_kab, "login", before)
    month = MONTHS.index(TRUTHS.burst_date)
    steps = [
        total(TRUTHS.burst_kab, "selesai_3", MONTHS[place]) - total(TRUTHS.burst_kab, "selesai_3", MONTHS[place - 1])
        for place in range(1, month + 1)
    ]
    assert steps[-1] > 5 * max(steps[:-1])


def test_the_average_of_kab_kota_rises_where_the_pooled_share_falls(nation: SimpleNamespace) -> None:
    before, now = (nation.months[MONTHS.index(day)] for day in (TRUTHS.simpson_from, MONTHS[-1]))
    place = nation.regions.province_index[TRUTHS.simpson_provinsi]
    kabs = [index for index, kab in enumerate(nation.regions.kabs) if kab.provinsi == place]
    changes = [share(now, "aktif", nation.schools.kab == kab) - share(before, "aktif", nation.schools.kab == kab)
               for kab in kabs]  # fmt: skip
    pooled = share(now, "aktif", nation.schools.provinsi == place) - share(
        before, "aktif", nation.schools.provinsi == place
    )
    assert np.mean(changes) > 1
    assert pooled < -1


def test_the_instrument_change_of_2025_turns_labels_to_kurang(nation: SimpleNamespace) -> None:
    place = [item.kode for item in DASMEN].index(TRUTHS.method_break_code)
    low, _ = DASMEN[place].batas
    years = {year: values(nation.world, nation.regions, nation.schools, DASMEN, year) for year in (2024, 2025)}
    assert (years[2024][:, place] < low).mean() < 0.05
    assert (years[2025][:, place] < low).mean() > 0.5
    climate = [item.kode for item in DASMEN].index("D.4")
    assert abs(years[2025][:, climate].mean() - years[2024][:, climate].mean()) < 2


def test_accounts_of_the_rebased_kab_kota_fall_at_that_cutoff(nation: SimpleNamespace, tmp_path: Path) -> None:
    world = dataclasses.replace(World(provinsi=("13",)), kuartal=13)
    regions = load_regions(world)
    schools = make_schools(world, regions)
    with duckdb.connect() as con:
        install_schools(con, schools, regions)
        write_accounts(run.Desk(tmp_path, con), world, regions, schools, activity.uptake(world, regions, schools))

    def available(day: str) -> int:
        header, *rows = lines(tmp_path / f"belajar_id_akun_{day}.csv")
        kab, count = header.index("Kabupaten/Kota"), header.index("Jumlah Akun Tersedia")
        return sum(int(row[count]) for row in rows if row[kab].endswith("Tanah Datar"))

    assert available("2025-03-31") < 0.7 * available("2024-12-31")

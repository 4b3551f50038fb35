"""The store of plans: nothing lost when two save at once or one is killed, and a sentence for whatever is wrong."""

from __future__ import annotations

import ast
import subprocess
import threading
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError

from schemas.rencana import Rencana
from tests.plan_world import REPOSITORY, SNAPSHOT, child, make_peran, make_plan, make_target, make_wilayah, whole_plan
from warehouse import plans
from warehouse.viewer import Viewer

SUMBAR = Viewer("Wali", "wali wilayah", "13")
AGAM = Viewer("Wali", "wali wilayah", "13.06")
RIAU = Viewer("Wali", "wali wilayah", "14")

pytestmark = pytest.mark.usefixtures("empty_data")


# --- versions ---


def test_a_plan_is_read_back_as_it_was_saved_and_looking_makes_no_file() -> None:
    assert plans.listed() == ()
    assert plans.newest_versions() == ()
    assert not plans.plans_dir().exists()
    with pytest.raises(KeyError):
        plans.load("tidakada")
    saved = plans.create(whole_plan(), "BPMP", "awal")
    assert plans.load(saved.id) == saved
    assert saved.isi == whole_plan()


def test_versions_are_only_added_and_each_can_be_opened() -> None:
    first = plans.create(make_plan(), "BPMP")
    second = plans.save(first.id, make_plan(keterangan="dua"), dari=1, oleh="BGTK", catatan="ubah")
    assert second.versi == 2
    assert plans.load(first.id, 1) == first
    assert [one.versi for one in plans.versions(first.id)] == [2, 1]
    assert [(one.versi, one.oleh, one.catatan) for one in plans.history(first.id)] == [
        (2, "BGTK", "ubah"), (1, "BPMP", "")]  # fmt: skip
    with pytest.raises(KeyError):
        plans.load(first.id, 3)
    with pytest.raises(KeyError):
        plans.save("tidakada", make_plan(), dari=1, oleh="BPMP")


def test_a_list_says_what_a_plan_holds_without_opening_it() -> None:
    plans.create(whole_plan(target=(make_target(snapshot_baseline="20250101-000000-aaaaaaaa"),)), "BPMP")
    (one,) = plans.listed()
    assert one.bagian["prioritas"] == 1 + 2 + 2 + 1
    assert one.bagian["target"] == 1
    assert "identitas" not in one.bagian
    assert one.snapshot_dipakai == (SNAPSHOT, "20250101-000000-aaaaaaaa")


def test_an_archived_plan_leaves_the_list_and_its_snapshots_are_no_longer_needed() -> None:
    saved = plans.create(make_plan(), "BPMP")
    assert plans.needed_snapshots() == {SNAPSHOT}
    plans.archive(saved.id)
    assert plans.listed() == ()
    assert [one.id for one in plans.listed(is_arsip=True)] == [saved.id]
    assert plans.needed_snapshots() == frozenset()
    found = plans.about(saved.id)
    assert found is not None
    assert found.is_arsip
    plans.archive(saved.id, is_arsip=False)
    assert [one.id for one in plans.listed()] == [saved.id]
    with pytest.raises(KeyError):
        plans.archive("tidakada")


# --- two at once ---


def test_the_second_to_save_is_told_and_shown_both_versions() -> None:
    first = plans.create(make_plan(), "BPMP")
    theirs = plans.save(first.id, make_plan(keterangan="mereka"), dari=1, oleh="BGTK")
    with pytest.raises(plans.Conflict) as refused:
        plans.save(first.id, make_plan(keterangan="saya"), dari=1, oleh="BPMP")
    assert refused.value.newest == theirs
    assert refused.value.base == first
    assert len(plans.history(first.id)) == 2


def test_of_eight_threads_that_save_at_once_exactly_one_wins() -> None:
    first = plans.create(make_plan(), "BPMP")
    results: list[str] = []
    gate = threading.Barrier(8)

    def save(number: int) -> None:
        gate.wait()
        try:
            plans.save(first.id, make_plan(keterangan=str(number)), dari=1, oleh="BPMP")
            results.append("tersimpan")
        except plans.Conflict as refused:
            results.append(f"versi {refused.newest.versi}")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["tersimpan", *["versi 2"] * 7]


_RACE = """
import sys, time
from tests.plan_world import make_plan
from warehouse import plans
print("siap", flush=True)
sys.stdin.readline()
for _ in range(15):
    id = {given!r}
    while True:
        base = plans.load(id)
        try:
            plans.save(id, base.isi.model_copy(update={{"keterangan": base.isi.keterangan + {sign!r}}}),
                       dari=base.versi, oleh="BPMP")
            break
        except plans.Conflict:
            time.sleep(0.002)
print("selesai", flush=True)
"""


def test_two_processes_that_save_at_once_lose_nothing(empty_data: Path) -> None:
    saved = plans.create(make_plan(), "BPMP")
    children = [
        child(_RACE.format(given=saved.id, sign=sign), empty_data, stdin=subprocess.PIPE) for sign in ("a", "b")
    ]
    for one in children:
        assert one.stdout is not None
        assert one.stdout.readline() == "siap\n"
    for one in children:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    for one in children:
        out, err = one.communicate(timeout=60)
        assert "selesai" in out, err
    newest = plans.load(saved.id)
    assert newest.versi == 31
    assert sorted(newest.isi.keterangan) == ["a"] * 15 + ["b"] * 15
    texts = [one.isi.keterangan for one in reversed(plans.versions(saved.id))]
    assert all(after.startswith(before) for before, after in pairwise(texts))


_FIRST = """
import sys
from tests.plan_world import make_plan
from warehouse import plans
print("siap", flush=True)
sys.stdin.readline()
plans.create(make_plan(), "BPMP")
"""


def test_four_processes_that_make_the_store_at_once_all_keep_their_plan(empty_data: Path) -> None:
    children = [child(_FIRST, empty_data, stdin=subprocess.PIPE) for _ in range(4)]
    for one in children:
        assert one.stdout is not None
        one.stdout.readline()
    for one in children:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    for one in children:
        _, err = one.communicate(timeout=60)
        assert one.returncode == 0, err
    assert len(plans.listed()) == 4


# --- killed ---

_KILLED = """
import os, signal
from tests.plan_world import make_plan
from warehouse import plans
whole = plans._add
def killed(con, versi, text):
    whole(con, versi, text)
    os.kill(os.getpid(), signal.SIGKILL)
plans._add = killed
plans.save({id!r}, make_plan(keterangan="setengah jalan"), dari=1, oleh="BPMP")
"""


def test_killed_in_the_middle_of_a_save_the_old_version_stands(empty_data: Path) -> None:
    saved = plans.create(make_plan(), "BPMP")
    died = child(_KILLED.format(id=saved.id), empty_data)
    died.communicate(timeout=60)
    assert died.returncode == -9
    assert plans.load(saved.id) == saved
    assert plans.save(saved.id, make_plan(keterangan="lagi"), dari=1, oleh="BPMP").versi == 2


_STEADY = """
from tests.plan_world import whole_plan
from warehouse import plans
print("siap", flush=True)
while True:
    base = plans.load({id!r})
    plans.save({id!r}, whole_plan(keterangan=str(base.versi + 1)), dari=base.versi, oleh="BPMP")
"""


def test_killed_at_any_moment_every_version_is_whole(empty_data: Path) -> None:
    saved = plans.create(whole_plan(), "BPMP")
    for wait in (0.05, 0.083, 0.121):
        one = child(_STEADY.format(id=saved.id), empty_data)
        assert one.stdout is not None
        one.stdout.readline()
        time.sleep(wait)
        one.kill()
        one.communicate(timeout=60)
        found = plans.versions(saved.id)
        assert [versi.versi for versi in found] == list(range(len(found), 0, -1))
        assert all(versi.isi.keterangan in ("", str(versi.versi)) for versi in found)


# --- rules ---


def test_what_is_no_number_is_nothing_and_is_refused_where_a_number_must_stand() -> None:
    with pytest.raises(ValidationError):
        make_wilayah(skor=float("nan"))
    odd = make_wilayah().model_copy(update={"skor": float("nan")})  # past the rule of the row
    saved = plans.create(make_plan(wilayah=(odd,)), "BPMP")
    assert saved.isi.wilayah[0].skor is None
    assert plans.load(saved.id) == saved
    with pytest.raises(plans.PlanInvalid, match="bukan angka"):
        plans.create(make_plan(target=(make_target().model_copy(update={"nilai_target": float("nan")}),)), "BPMP")


@pytest.mark.parametrize(
    "text", ["NIP 198001012005011001", "19800101 200501 1 001", "3201010101800001", "320101 010180 0001"]
)
def test_a_number_of_a_person_is_refused_without_repeating_it(text: str) -> None:
    for isi in (make_plan(target=(make_target(penanggung_jawab=f"Kepala {text}"),)),
                make_plan(keterangan=text), make_plan(peran=(make_peran(dukungan=text),))):  # fmt: skip
        with pytest.raises(plans.PlanInvalid, match="NIK atau NIP") as refused:
            plans.create(isi, "BPMP")
        assert text not in str(refused.value)
    with pytest.raises(plans.PlanInvalid, match="NIK atau NIP"):
        plans.create(make_plan(), text)
    assert plans.listed() == ()


def test_lists_of_npsn_codes_and_dates_are_no_numbers_of_persons() -> None:
    fine = make_plan(
        keterangan="Tahap 2027-02-01 s.d. 2027-03-31, pagu Rp 250.000.000",
        peran=(make_peran(npsn="10300001 10300002,10300003", dukungan="BGTK, 12 sekolah"),),
    )
    assert plans.create(fine, "BPMP").isi == fine


def test_a_baseline_never_changes_once_it_is_set() -> None:
    saved = plans.create(make_plan(target=(make_target(),)), "BPMP")
    moved = make_plan(target=(make_target(nilai_baseline=40.0),))
    with pytest.raises(plans.PlanInvalid, match="Nilai awal target"):
        plans.save(saved.id, moved, dari=1, oleh="BPMP")
    other = make_plan(target=(make_target(nilai_target=80.0), make_target(tanggal_tenggat=date(2028, 12, 31))))
    assert plans.save(saved.id, other, dari=1, oleh="BPMP").versi == 2


@pytest.mark.parametrize(
    "moved",
    [
        {"nilai_baseline": 40.0},
        {"nilai_baseline": 40.0, "tanggal_tenggat": date(2028, 1, 1)},
        {"snapshot_baseline": "20261201-080000-0123abcd"},
        {"tanggal_baseline": date(2026, 11, 30)},
    ],
)
@pytest.mark.parametrize("is_out_between", [False, True])
def test_a_baseline_is_not_moved_by_taking_the_target_out_or_by_another_due_date(
    moved: dict[str, object], is_out_between: bool
) -> None:
    saved = plans.create(make_plan(target=(make_target(),)), "BPMP")
    if is_out_between:
        saved = plans.save(saved.id, make_plan(), dari=1, oleh="BPMP")
    with pytest.raises(plans.PlanInvalid, match="Nilai awal target"):
        plans.save(saved.id, make_plan(target=(make_target(**moved),)), dari=saved.versi, oleh="BPMP")
    again = make_plan(target=(make_target(nilai_target=75.0),))
    assert plans.save(saved.id, again, dari=saved.versi, oleh="BPMP").isi == again


def test_a_second_target_with_a_later_due_date_may_start_from_a_later_value() -> None:
    saved = plans.create(make_plan(target=(make_target(),)), "BPMP")
    both = make_plan(target=(make_target(), make_target(nilai_baseline=60.0, tanggal_tenggat=date(2028, 12, 31))))
    assert plans.save(saved.id, both, dari=1, oleh="BPMP").isi == both


@pytest.mark.parametrize("value", [1e16, -1e308, 10**30])
def test_a_number_that_no_table_could_show_is_refused(value: float) -> None:
    with pytest.raises(ValidationError, match="terlalu besar"):
        make_target(nilai_target=value)
    assert make_target(nilai_target=1e15).nilai_target == 1e15


def test_a_plan_keeps_its_region() -> None:
    saved = plans.create(make_plan(), "BPMP")
    with pytest.raises(plans.PlanInvalid, match="Wilayah sebuah rencana"):
        plans.save(saved.id, make_plan(kode_provinsi="14"), dari=1, oleh="BPMP")


# --- scope ---


def test_a_viewer_of_a_province_sees_its_plans_and_the_nation_s_and_saves_its_own() -> None:
    own, nation = plans.create(make_plan(nama="Sumbar"), "BPMP"), plans.create(make_plan(kode_provinsi=None), "Pusat")
    other = plans.create(make_plan(kode_provinsi="14", nama="Riau"), "BPMP")
    assert {one.id for one in plans.listed(viewer=SUMBAR)} == {own.id, nation.id}
    assert plans.load(nation.id, viewer=SUMBAR) == nation
    assert plans.history(other.id, viewer=SUMBAR) == ()
    assert plans.about(other.id, viewer=SUMBAR) is None
    assert plans.save(own.id, make_plan(nama="Sumbar 2"), dari=1, oleh="BPMP", viewer=SUMBAR).versi == 2
    for refused in (
        lambda: plans.load(other.id, viewer=SUMBAR),
        lambda: plans.save(nation.id, make_plan(kode_provinsi=None), dari=1, oleh="BPMP", viewer=SUMBAR),
        lambda: plans.create(make_plan(), "BPMP", viewer=RIAU),
        lambda: plans.archive(nation.id, viewer=SUMBAR),
        lambda: plans.save(own.id, make_plan(), dari=2, oleh="Dinas", viewer=AGAM),
    ):
        with pytest.raises(plans.PlanRefused, match="lingkup"):
            refused()
    assert {one.id for one in plans.listed(viewer=AGAM)} == {own.id, nation.id}
    assert plans.load(own.id).isi.nama == "Sumbar 2"


def test_every_page_says_who_looks_when_it_asks_for_plans() -> None:
    asked = 0
    for file in sorted((REPOSITORY / "views").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "plans" and node.func.attr in {
                "about", "archive", "create", "history", "listed", "load", "newest_versions", "save", "versions",
            }:  # fmt: skip
                asked += 1
                named = {keyword.arg for keyword in node.keywords}
                assert "viewer" in named, f"{file.relative_to(REPOSITORY)} line {node.lineno}"
    assert asked >= 5


def test_the_plan_contract_holds_every_part_of_the_world_plan() -> None:
    isi = whole_plan()
    assert all(getattr(isi, name) for name in Rencana.model_fields if name not in ("keterangan",))

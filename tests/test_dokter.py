"""The mutation corpus in small: each kind of corruption is caught at its very cell, and clean worlds are clean."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from bench.dokter.corruption import KINDS, Mutation
from bench.dokter.examination import Ward, in_place
from bench.dokter.table import DOCUMENT, Outcome, document, printed
from bench.dokter.trial import SeedResult, mutation_of
from bench.dokter.world import World, make_world

SEED = 1
ALONE, MOST = frozenset({"sekolah", "baru"}), 9


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    """One clean world, read once for all kinds."""
    folder = tmp_path_factory.mktemp("dokter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        patch.setenv("SERAPAN_KUNCI", "kunci-uji-mutasi-tetap")
        yield Ward(make_world(SEED), folder / "dunia")
    shutil.rmtree(folder)


def test_a_clean_world_has_no_finding_of_any_severity(ward: Ward) -> None:
    assert ward.clean[["keparahan", "kode", "berkas", "sel", "alasan"]].to_dict("records") == []


def test_every_export_of_the_clean_world_is_read(ward: Ward) -> None:
    sources = ward.manifest.berkas
    assert {source.nama for source in sources} == {export.nama for export in ward.world.exports.values()}
    assert [
        sheet.lembar for source in sources for sheet in source.lembar if not sheet.diterima and sheet.dibaca > 3
    ] == []


def _part(world: World, mutation: Mutation) -> str:
    """What a corruption may disturb beside its own cell: corruptions of different parts can be examined together."""
    names = {export.nama: role for role, export in world.exports.items()}
    role = names.get(next(iter(mutation.files)), "baru").partition("_")[0]
    together = {"kegiatan": "bimtek", "hadir": "bimtek", "publikasi": "bimtek", "program": "bimtek"}
    return together.get(role, role)


@lru_cache(maxsize=1)
def _batches() -> list[dict[str, tuple[str, Mutation]]]:
    """Every kind once, as few examinations as parts allow; the school list disturbs all, so it is examined alone."""
    world, packed = make_world(SEED), list[dict[str, tuple[str, Mutation]]]()
    for nama in KINDS:
        open_ones = [batch for batch in packed if len(batch) < MOST and not ALONE & set(batch)]
        tries = [mutation_of(world, nama, turn) for turn in range(6)]
        parts = [(_part(world, mutation), mutation) for mutation in tries]
        free = [(part, mutation) for part, mutation in parts if part not in ALONE]
        choice = next(
            ((batch, part, m) for batch in open_ones for part, m in free if part not in batch),
            None,
        )
        if choice is None:
            part, mutation = (free or parts)[0]
            packed.append({part: (nama, mutation)})
        else:
            choice[0][choice[1]] = (nama, choice[2])
    return packed


@pytest.mark.parametrize("place", range(len(_batches())))
def test_each_corruption_is_caught_at_its_cell(ward: Ward, place: int) -> None:
    batch = _batches()[place]
    found, manifest = ward.read({name: text for _, m in batch.values() for name, text in m.files.items()})
    missed = {
        nama: verdict.found
        for nama, mutation in batch.values()
        if not (verdict := ward.judge(mutation, found, manifest)).is_caught
    }
    assert missed == {}


def test_every_kind_has_its_turn() -> None:
    assert sorted(nama for batch in _batches() for nama, _ in batch.values()) == sorted(KINDS)


def test_a_corruption_changes_one_file_and_is_the_same_each_time() -> None:
    world, again = make_world(SEED), make_world(SEED)
    known = {export.nama: export.content() for export in world.exports.values()}
    for nama in KINDS:
        mutation = mutation_of(world, nama)
        assert len(mutation.files) == 1, nama
        name, content = next(iter(mutation.files.items()))
        assert known.get(name) != content, nama
        assert mutation_of(again, nama) == mutation, nama
    assert {export.nama: export.content() for export in world.exports.values()} == known, "no corruption leaks"


def test_worlds_of_other_seeds_differ_in_names_delimiters_and_order() -> None:
    worlds = [make_world(seed) for seed in range(12)]
    assert len({world.places.provinsi for world in worlds}) > 2
    assert {export.delimiter for world in worlds for export in world.exports.values()} == {",", ";"}
    assert {world.exports["sekolah"].is_book for world in worlds} == {True, False}
    orders = {tuple(map(str, world.exports["pmm_0"].table.cells[0])) for world in worlds}
    assert len(orders) > 8


def test_a_finding_elsewhere_or_of_another_code_is_no_catch(ward: Ward) -> None:
    mutation = mutation_of(ward.world, "npsn_palsu")
    found, _ = ward.read(mutation.files)
    assert not in_place(found, mutation.expected).empty
    assert in_place(found.assign(sel="ZZ99"), mutation.expected).empty
    assert in_place(found.assign(berkas="lain.csv"), mutation.expected).empty


def test_the_last_line_counts_what_was_missed() -> None:
    outcome = Outcome([SeedResult(0, {}, ("benih 0: tolak",))])
    assert (outcome.number, outcome.alarms, outcome.is_perfect) == (0, 1, False)
    assert "alarm palsu, benih 0: tolak" in printed(outcome)


def test_the_document_names_the_kinds_that_the_code_has() -> None:
    lines = [line.split(" | ") for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert {(line[0].strip("| `"), line[1]) for line in lines} == {(kind.nama, kind.judul) for kind in KINDS.values()}
    assert document(Outcome()).splitlines()[0] == DOCUMENT.read_text(encoding="utf-8").splitlines()[0]


def test_the_corpus_is_as_wide_as_promised() -> None:
    assert len(KINDS) >= 30
    assert Path(DOCUMENT).is_file()

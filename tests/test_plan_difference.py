"""What differs between two states of a plan, and when two changes of one state can stand together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.plan_difference import changed_parts, difference, merge
from schemas.rencana import Rencana, SetelanPrioritas
from tests.plan_world import make_kegiatan, make_peran, make_plan, make_target, make_wilayah, whole_plan


def with_(isi: Rencana, **fields: object) -> Rencana:
    return Rencana.model_validate({**dict(isi), **fields})


def test_equal_plans_do_not_differ_whatever_the_order_of_their_rows() -> None:
    isi = whole_plan()
    assert difference(isi, isi) == ()
    assert difference(isi, with_(isi, kriteria=isi.kriteria[::-1], snapshot="lain")) == ()


def test_a_cell_a_new_row_and_a_lost_row_are_told_apart() -> None:
    old = make_plan(peran=(make_peran("A"), make_peran("B")))
    new = make_plan(peran=(make_peran("A", triwulan=3), make_peran("C")), nama="Baru")
    found = [(one.tabel, one.kunci, one.kolom, one.jenis) for one in difference(old, new)]
    assert found == [
        ("identitas", (), "nama", "diubah"),
        ("peran", ("A", "13.06"), "triwulan", "diubah"),
        ("peran", ("B", "13.06"), "", "dihapus"),
        ("peran", ("C", "13.06"), "", "ditambah"),
    ]
    cell = difference(old, new)[1]
    assert (cell.lama, cell.baru, cell.bagian) == (None, 3, "pembagian peran")
    assert changed_parts(old, new) == {"identitas": 1, "pembagian peran": 3}


def test_a_setting_is_one_row_whose_key_may_change() -> None:
    one = SetelanPrioritas(tujuan="a", nama_tujuan="A", jumlah_teratas=5)
    old, new = make_plan(setelan_prioritas=one), make_plan(setelan_prioritas=one.model_copy(update={"tujuan": "b"}))
    assert [(d.tabel, d.kolom, d.lama, d.baru) for d in difference(old, new)] == [
        ("setelan_prioritas", "tujuan", "a", "b")]  # fmt: skip
    assert difference(make_plan(), new)[0].jenis == "ditambah"


BASE = make_plan(
    peran=(make_peran("A"), make_peran("B")), kegiatan=(make_kegiatan("K-001"), make_kegiatan("K-002")),
    wilayah=(make_wilayah("13.06"), make_wilayah("13.10", urutan=2)),
)  # fmt: skip


def test_changes_of_other_parts_are_put_together() -> None:
    theirs = with_(BASE, peran=(make_peran("A", triwulan=2), make_peran("B")))
    mine = with_(BASE, kegiatan=(make_kegiatan("K-001", status_pelaksanaan="berjalan"), make_kegiatan("K-002")))
    both = merge(BASE, theirs, mine)
    assert both.isi == with_(BASE, peran=theirs.peran, kegiatan=mine.kegiatan)
    assert {side.is_bentrok for side in both.sisi} == {False}
    assert [(side.kolom, side.awal, side.mereka, side.saya) for side in both.sisi] == [
        ("triwulan", None, 2, None), ("status_pelaksanaan", "rencana", "rencana", "berjalan")]  # fmt: skip


def test_other_cells_of_one_row_and_rows_added_by_each_are_put_together() -> None:
    theirs = with_(BASE, peran=(make_peran("A", triwulan=2), make_peran("B"), make_peran("C")))
    mine = with_(BASE, peran=(make_peran("D"), make_peran("A", dukungan="BGTK"), make_peran("B")))
    both = merge(BASE, theirs, mine).isi
    assert both is not None
    assert [row.program for row in both.peran] == ["A", "B", "C", "D"]
    assert (both.peran[0].triwulan, both.peran[0].dukungan) == (2, "BGTK")


def test_a_cell_changed_by_both_is_named_with_three_values_and_nothing_is_put_together() -> None:
    theirs = with_(BASE, peran=(make_peran("A", triwulan=2), make_peran("B")))
    mine = with_(BASE, peran=(make_peran("A", triwulan=3), make_peran("B")), nama="Nama saya")
    both = merge(BASE, theirs, mine)
    assert both.isi is None
    assert [(side.kolom, side.is_bentrok) for side in both.sisi] == [("nama", False), ("triwulan", True)]
    assert (both.sisi[1].awal, both.sisi[1].mereka, both.sisi[1].saya) == (None, 2, 3)


def test_the_same_change_by_both_is_none() -> None:
    same = with_(BASE, peran=(make_peran("A", triwulan=2), make_peran("B")))
    both = merge(BASE, same, same)
    assert both.sisi == ()
    assert both.isi == same


def test_a_row_removed_by_one_goes_unless_the_other_changed_it() -> None:
    removed = with_(BASE, peran=(make_peran("B"),))
    other = with_(BASE, peran=(make_peran("A"), make_peran("B", triwulan=1)))
    for theirs, mine in ((removed, other), (other, removed)):
        both = merge(BASE, theirs, mine).isi
        assert both is not None
        assert [(row.program, row.triwulan) for row in both.peran] == [("B", 1)]
    changed = with_(BASE, peran=(make_peran("A", triwulan=4), make_peran("B")))
    for theirs, mine in ((removed, changed), (changed, removed)):
        clash = merge(BASE, theirs, mine)
        assert clash.isi is None
        assert [(side.kunci, side.kolom, side.is_bentrok) for side in clash.sisi] == [(("A", "13.06"), "", True)]


def test_the_same_new_row_with_other_values_stands_against_each_other() -> None:
    theirs = with_(BASE, peran=(*BASE.peran, make_peran("C", triwulan=1)))
    mine = with_(BASE, peran=(*BASE.peran, make_peran("C", triwulan=2)))
    both = merge(BASE, theirs, mine)
    assert both.isi is None
    assert [(side.kolom, side.awal) for side in both.sisi] == [("triwulan", None)]


def test_half_of_one_computation_is_never_mixed_with_half_of_another() -> None:
    """Scores of different regions changed: cell by cell they would merge, but no weights gave such an order."""
    theirs = with_(BASE, wilayah=(make_wilayah("13.06", skor=10.0), BASE.wilayah[1]))
    mine = with_(BASE, wilayah=(BASE.wilayah[0], make_wilayah("13.10", skor=90.0, urutan=2)))
    both = merge(BASE, theirs, mine)
    assert both.isi is None
    assert all(side.is_bentrok for side in both.sisi)
    other_table = with_(BASE, setelan_prioritas=SetelanPrioritas(tujuan="a", nama_tujuan="A", jumlah_teratas=1))
    assert merge(BASE, theirs, other_table).isi is None
    assert merge(BASE, theirs, with_(BASE, nama="Lain")).isi == with_(theirs, nama="Lain")


def test_a_computed_part_is_taken_whole_with_the_snapshot_it_was_computed_on() -> None:
    mine = with_(BASE, wilayah=(make_wilayah("13.11"),), snapshot="20270101-000000-aaaaaaaa")
    theirs = with_(BASE, target=(make_target(),))
    both = merge(BASE, theirs, mine).isi
    assert both is not None
    assert both.snapshot == mine.snapshot
    assert both.wilayah == mine.wilayah
    assert both.target == theirs.target


cells = st.sampled_from([None, 1, 2, 3, 4])
programs = st.dictionaries(st.sampled_from("ABCD"), cells, max_size=4)


def plan_of(rows: dict[str, int | None]) -> Rencana:
    return make_plan(peran=tuple(make_peran(name, triwulan=value) for name, value in rows.items()))


@settings(max_examples=300, deadline=None)
@given(programs, programs, programs)
def test_a_merge_holds_every_change_of_both_or_is_none(
    base: dict[str, int | None], theirs: dict[str, int | None], mine: dict[str, int | None]
) -> None:
    """Each row by hand: unchanged by one side is the other's; changed by both must be equal."""
    both = merge(plan_of(base), plan_of(theirs), plan_of(mine))
    wanted: dict[str, object] = {}
    is_clash = False
    gone = object()
    for name in {*base, *theirs, *mine}:
        b, t, m = base.get(name, gone), theirs.get(name, gone), mine.get(name, gone)
        is_clash |= b not in (t, m) and t != m
        found = m if t == b else t
        if found is not gone:
            wanted[name] = found
    assert (both.isi is None) == is_clash
    if both.isi is not None:
        assert {row.program: row.triwulan for row in both.isi.peran} == wanted
    mirrored = merge(plan_of(base), plan_of(mine), plan_of(theirs))
    assert (mirrored.isi is None) == is_clash


@pytest.mark.parametrize("change", [lambda isi: isi, lambda isi: with_(isi, nama="Lain", target=())])
def test_merging_with_no_change_gives_the_other(change: Callable[[Rencana], Rencana]) -> None:
    isi = whole_plan()
    assert merge(isi, isi, change(isi)).isi == change(isi)
    assert merge(isi, change(isi), isi).isi == change(isi)

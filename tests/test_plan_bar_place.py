"""The open plan on a page of another place, on older data, archived, of a newer version, and on a broken store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plan_bars import click, current, keys, page, query_of, saved
from tests.plan_world import make_plan, make_wilayah, store
from tests.visiting import words
from warehouse import plan_backup, plans, snapshots

pytestmark = [pytest.mark.xdist_group("halaman"), pytest.mark.usefixtures("own_plans")]


def test_a_plan_of_another_province_is_said_and_not_saved_over() -> None:
    one = saved(kode_provinsi="14")
    at = page(rencana=one.id)
    text = words(at)
    assert "untuk Riau" in text
    assert "Sumatera Barat" in text
    assert at.button(key="simpan_uji").disabled
    click(at, "rencana_ke_tempat")
    assert query_of(at, "provinsi") == "14"
    assert not at.button(key="simpan_uji").disabled


def test_a_plan_of_the_nation_is_not_overwritten_from_a_province() -> None:
    one = saved(kode_provinsi=None)
    at = page(rencana=one.id)
    assert at.button(key="simpan_uji").disabled
    click(at, "rencana_ke_tempat")
    assert query_of(at, "provinsi") == "nasional"
    assert not at.button(key="simpan_uji").disabled


def test_a_plan_on_data_that_are_gone_says_so_and_keeps_its_numbers() -> None:
    one = saved(snapshot="20250105-080000-0123abcd")
    text = words(page(rencana=one.id))
    assert "Dibuat dari data terbit 5 Januari 2025 08.00" in text
    assert "sudah dihapus" in text


def test_a_plan_on_older_data_offers_to_look_at_them(own_plans: Path) -> None:
    """The snapshot that serves is copied under a later id: the plan was made on the earlier one."""
    old = current()
    warehouse = own_plans / "warehouse"
    real = warehouse.resolve()
    warehouse.unlink()
    warehouse.mkdir()
    (warehouse / old).symlink_to(real / old, target_is_directory=True)
    new = f"2099{old[4:]}"
    (warehouse / new).mkdir()
    for item in (real / old).iterdir():
        (warehouse / new / item.name).symlink_to(item)
    snapshots.serve(new)
    one = saved(snapshot=old)
    at = page(rencana=one.id)
    assert "data lebih baru ada" in words(at)
    click(at, "rencana_lihat_data")
    assert query_of(at, "snapshot") == old
    assert "halaman ini memakai data saat itu" in words(at)
    click(at, "simpan_uji")
    assert plans.load(one.id).isi.snapshot == old
    later = page(2, rencana=one.id)
    click(later, "simpan_uji")
    assert plans.load(one.id).isi.snapshot == old, "a programme is written, not computed"
    click(later, "simpan_hitung")
    assert plans.load(one.id).isi.snapshot == new


def test_an_archived_plan_opens_from_its_link_and_an_unknown_one_is_said() -> None:
    one = saved(nama="Lama sekali")
    plans.archive(one.id)
    assert "Lama sekali" in words(page(rencana=one.id))
    at = page(rencana="tidakada")
    assert "Tautan disesuaikan" in at.info[0].value
    assert "baru_simpan_uji" in keys(at)


def test_plans_with_one_name_are_told_apart() -> None:
    for _ in range(2):
        saved(nama="Sama")
    at = page()
    options = at.selectbox(key="opsi_rencana").options
    assert len(set(options)) == len(options) == 3


@pytest.mark.parametrize("content", [b"rusak " * 2000, b"SQLite format 3\x00" + b"\xff" * 8000])
def test_a_store_that_cannot_be_read_is_a_sentence(content: bytes) -> None:
    plans.plans_dir().mkdir(parents=True)
    store().write_bytes(content)
    at = page()
    assert "Pulihkan cadangan" in at.warning[0].value or "berkas lain" in at.warning[0].value
    assert "simpan_uji" not in keys(at)
    assert "Menyimpan dimatikan" in words(at)


def test_a_store_that_cannot_be_written_is_a_sentence() -> None:
    at = page()
    plans.plans_dir().write_text("berkas, bukan folder")
    click(at, "baru_simpan_uji")
    assert "tidak dapat ditulis" in at.warning[0].value


def test_a_plan_of_a_newer_version_is_a_sentence_and_others_open() -> None:
    import sqlite3
    from contextlib import closing

    one, other = saved(nama="Masa depan"), saved(nama="Biasa")
    with closing(sqlite3.connect(store())) as con:
        con.execute("UPDATE versi SET isi = json_set(isi, '$.kolom_baru', 1) WHERE rencana = ?", (one.id,))
        con.commit()
    assert "lebih baru" in page(rencana=one.id).warning[0].value
    assert page(rencana=other.id).text[0].value == "dibuka 1"


def test_a_version_that_a_restored_copy_took_back_is_let_go() -> None:
    one = saved()
    plan_backup.backup(current())
    two = plans.save(one.id, make_plan(snapshot=current(), keterangan="sesudah cadangan"), dari=1, oleh="BPMP")
    at = page(rencana=one.id)
    assert at.text[0].value == f"dibuka {two.versi}"
    plan_backup.restore(current())
    at.run()
    assert at.text[0].value == "dibuka 1"
    click(at, "simpan_uji")
    assert plans.load(one.id).isi.keterangan == ""


def test_a_choice_made_in_the_row_opens_a_plan_and_lets_it_go() -> None:
    one = saved(wilayah=(make_wilayah(),))
    at = page()
    at.selectbox(key="opsi_rencana").set_value(one.id).run()
    assert at.text[0].value == "dibuka 1"
    at.selectbox(key="opsi_rencana").set_value("tanpa").run()
    assert at.text[0].value == "dibuka 0"
    assert query_of(at, "rencana") == "tanpa"

"""Saved meeting lists: nothing of them is lost, nobody sees another's province, and every fault is a sentence."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.daftar_rapat import PALING_BANYAK, ButirDaftar, DaftarRapat
from schemas.rapat import DataLayar
from tests.meeting_world import make_butir, make_daftar, rewrite
from tests.plan_world import SNAPSHOT, child
from tests.rapat_world import SORTED_KINDS, make_layar
from warehouse import meetings
from warehouse.meetings import CAMPURAN
from warehouse.viewer import DEMO, Viewer

pytestmark = pytest.mark.usefixtures("empty_data")

SUMBAR = Viewer("Sumbar", "analis", "13")
JABAR = Viewer("Jabar", "analis", "32")
AGAM = Viewer("Agam", "analis", "13.06")


# --- what is saved comes back ---


def test_every_kind_of_screen_comes_back_as_it_was_with_what_was_written_beside_it() -> None:
    isi = make_daftar(
        *(make_butir(kind, kind) for kind in SORTED_KINDS),
        make_butir("z", judul_sendiri="Kita hampir sampai", catatan="", pertanyaan="Mengapa?", asal="provinsi?a=1"),
    )
    saved = meetings.create(isi, " BPMP ")
    assert meetings.load(saved.id) == saved
    assert saved.isi == isi
    assert (saved.versi, saved.oleh, saved.kode_provinsi) == (1, "BPMP", None)
    (listed,) = meetings.listed()
    assert (listed.nama, listed.jumlah_layar, listed.snapshot_dipakai) == ("Rapat uji", 13, (SNAPSHOT,))


def test_sixty_screens_and_five_megabytes_are_saved_and_opened_in_little_time() -> None:
    rows = tuple((f"Kab. {number}", number * 1.1, None) for number in range(2600))
    heavy = make_layar("titik", data=DataLayar(kolom=("a", "b", "c"), baris=rows))
    isi = make_daftar(*(ButirDaftar(id=str(place), layar=heavy, snapshot=SNAPSHOT) for place in range(60)))
    assert len(isi.model_dump_json()) > 5_000_000
    began = time.process_time()
    saved = meetings.create(isi, "BPMP")
    assert meetings.load(saved.id).isi == isi
    assert time.process_time() - began < 5


def test_a_list_too_long_or_too_large_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    many = make_daftar(*(make_butir(str(place)) for place in range(PALING_BANYAK + 1)))
    with pytest.raises(meetings.PlanInvalid, match=f"Paling banyak {PALING_BANYAK} layar"):
        meetings.create(many, "BPMP")
    monkeypatch.setattr(meetings, "MOST_BYTES", 1000)
    with pytest.raises(meetings.PlanInvalid, match="keluarkan beberapa layar"):
        meetings.create(make_daftar(), "BPMP")
    assert meetings.listed() == ()


@pytest.mark.parametrize("name", ["'; DROP TABLE daftar; --", "<b>x</b>", "🙂" * 60, "\u202e\u0000x", "a\nb"])
def test_hostile_names_are_names(name: str) -> None:
    saved = meetings.create(make_daftar(nama=name), name[:60])
    assert meetings.load(saved.id).isi.nama == name
    assert meetings.listed()[0].nama == name
    for id in (name, "../x", "%", ""):
        with pytest.raises(KeyError):
            meetings.load(id)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"nama": "  "}, "judul rapat"),
        ({"butir": (make_butir("a"), make_butir("a"))}, "dua kali"),
        ({"nama": "Rapat 3201010101800001"}, "NIK atau NIP"),
        ({"butir": (make_butir(catatan="NIP 198001012005011001"),)}, "layar 1 memuat"),
        ({"butir": (make_butir(), make_butir("b", judul_sendiri="x 320101 010180 0001"))}, "layar 2 memuat"),
        ({"nama": "\ud800"}, "huruf yang tidak dapat disimpan"),
    ],
)
def test_what_breaks_a_rule_is_refused_without_repeating_it(changes: dict[str, Any], said: str) -> None:
    isi = make_daftar().model_copy(update=changes)
    with pytest.raises(meetings.PlanInvalid, match=said) as refused:
        meetings.create(isi, "BPMP")
    assert "0001" not in str(refused.value)
    for oleh in (" ", "3201010101800001"):
        with pytest.raises(meetings.PlanInvalid, match=r"[Uu]nit"):
            meetings.create(make_daftar(), oleh)
    with pytest.raises(meetings.PlanInvalid, match="belum berisi layar"):
        meetings.create(DaftarRapat(nama="Kosong"), "BPMP")
    assert meetings.listed() == ()


def test_a_number_that_is_none_cannot_stand_on_a_screen() -> None:
    with pytest.raises(ValidationError):
        make_layar(data=DataLayar(kolom=("a",), baris=((float("nan"),),)))


# --- two at once ---


def test_the_second_of_two_is_told_and_the_last_versions_stay() -> None:
    first = meetings.create(make_daftar(), "BPMP")
    second = meetings.save(first.id, make_daftar(nama="B"), dari=1, oleh="BGTK")
    with pytest.raises(meetings.Conflict) as refused:
        meetings.save(first.id, make_daftar(nama="C"), dari=1, oleh="BPMP")
    assert refused.value.newest == second
    for versi in range(2, 8):
        meetings.save(first.id, make_daftar(nama=f"v{versi + 1}"), dari=versi, oleh="BPMP")
    assert [one.versi for one in meetings.history(first.id)] == [8, 7, 6, 5, 4]
    assert meetings.load(first.id, 4).isi.nama == "v4"
    for gone in (1, 99):
        with pytest.raises(KeyError):
            meetings.load(first.id, gone)
    with pytest.raises(KeyError):
        meetings.save("tidakada", make_daftar(), dari=1, oleh="BPMP")


_RACE = """
import sys
from tests.meeting_world import make_daftar
from warehouse import meetings
print("siap", flush=True)
sys.stdin.readline()
told = 0
for turn in range(12):
    while True:
        base = meetings.load({id!r})
        try:
            meetings.save({id!r}, make_daftar(nama=base.isi.nama + {sign!r}), dari=base.versi, oleh="BPMP")
            break
        except meetings.Conflict:
            told += 1
print(told)
"""


def test_two_processes_that_save_at_once_lose_nothing(empty_data: Path) -> None:
    saved = meetings.create(make_daftar(nama="x"), "BPMP")
    children = [child(_RACE.format(id=saved.id, sign=sign), empty_data, stdin=subprocess.PIPE) for sign in "ab"]
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
    newest = meetings.load(saved.id)
    assert newest.versi == 25
    assert sorted(newest.isi.nama) == [*"a" * 12, *"b" * 12, "x"]


# --- whose it is ---


@pytest.mark.parametrize(
    ("codes", "place"),
    [
        ((), None), (("13",), "13"), (("13.06", "13"), "13"), (("13", "32"), CAMPURAN), (("13.06", "32.01"), CAMPURAN),
        (("nasional",), CAMPURAN), (("",), CAMPURAN), (("13.06.01",), CAMPURAN), (("1",), CAMPURAN),
    ],
)  # fmt: skip
def test_the_rows_on_the_screens_say_whose_list_it_is(codes: tuple[str, ...], place: str | None) -> None:
    assert meetings.place_of(make_daftar(make_butir("n"), make_butir("k", kode=codes))) == place


def test_a_viewer_of_a_province_reads_its_own_and_the_nation_s_and_nothing_else() -> None:
    nation = meetings.create(make_daftar(nama="N"), "BPMP")
    own = meetings.create(make_daftar(make_butir(kode=("13.06",)), nama="S"), "BPMP")
    mixed = meetings.create(make_daftar(make_butir(kode=("13", "32")), nama="C"), "BPMP")
    seen = {"13": {"N", "S"}, "32": {"N"}, "13.06": {"N", "S"}, "nasional": {"N", "S", "C"}}
    for viewer in (SUMBAR, JABAR, AGAM, DEMO):
        assert {one.nama for one in meetings.listed(viewer=viewer)} == seen[viewer.lingkup]
        for one in (nation, own, mixed):
            if one.isi.nama in seen[viewer.lingkup]:
                assert meetings.load(one.id, viewer=viewer) == one
            else:
                with pytest.raises(meetings.PlanRefused, match=f"dibuka dengan lingkup {viewer.lingkup}"):
                    meetings.load(one.id, viewer=viewer)
                assert meetings.about(one.id, viewer=viewer) is None
                assert meetings.history(one.id, viewer=viewer) == ()


def test_what_a_viewer_of_a_province_saves_is_its_province_s() -> None:
    made = meetings.create(make_daftar(), "BPMP", viewer=SUMBAR)
    assert made.kode_provinsi == "13"
    assert meetings.about(made.id, viewer=JABAR) is None
    with pytest.raises(meetings.PlanRefused, match="disimpan"):
        meetings.create(make_daftar(make_butir(kode=("32",))), "BPMP", viewer=SUMBAR)
    nation = meetings.create(make_daftar(), "BPMP")
    for refused in (lambda: meetings.save(nation.id, make_daftar(), dari=1, oleh="BPMP", viewer=SUMBAR),
                    lambda: meetings.archive(nation.id, viewer=SUMBAR),
                    lambda: meetings.save(made.id, make_daftar(make_butir(kode=("32",))), dari=1, oleh="x",
                                          viewer=SUMBAR)):  # fmt: skip
        with pytest.raises(meetings.PlanRefused):
            refused()
    assert [one.versi for one in meetings.history(made.id)] == [1]


def test_screens_of_another_province_under_a_wrong_column_are_still_refused() -> None:
    saved = meetings.create(make_daftar(make_butir(kode=("32",))), "BPMP")
    rewrite("kode_provinsi", "13")
    with pytest.raises(meetings.PlanRefused):
        meetings.load(saved.id, viewer=SUMBAR)

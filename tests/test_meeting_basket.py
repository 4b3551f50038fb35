"""The meeting list of a session: any page adds to it, it outlives a reload, and a meeting shows it as written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from schemas.daftar_rapat import ButirDaftar, DaftarRapat
from tests.meeting_pages import clean, click, current, items, layar, opened, order, page
from tests.meeting_world import make_daftar
from tests.visiting import words
from views.meeting import basket
from views.meeting.basket import Terbuka
from views.meeting.renew import Dibuat
from views.meeting.words import sides
from warehouse import meetings

pytestmark = [pytest.mark.xdist_group("halaman"), pytest.mark.usefixtures("own_plans")]

# --- the basket of the session ---


def adding() -> None:
    """A page that puts one screen on the list, twice."""
    import streamlit as st

    from tests.rapat_world import make_layar
    from views import data
    from views.meeting import basket

    data.refresh_snapshot()
    bare = make_layar(tautan="provinsi?provinsi=13&tanggal=2026-10-31")
    st.text(f"{basket.add(bare)} {basket.said()}")
    st.text(f"{basket.add(bare.model_copy(update={'tautan': 'provinsi?tanggal=2026-10-31&provinsi=13'}))} "
            f"{basket.said()}")  # fmt: skip
    st.text(f"{basket.add(make_layar('garis'))} {basket.sequence('baru').layar[1].nama}")
    basket.keep()


def test_a_screen_added_twice_is_told_not_doubled_and_stands_on_the_data_shown() -> None:
    at = clean(AppTest.from_function(adding, default_timeout=60).run())
    assert [str(one.value) for one in at.text] == [
        "1 Ditambahkan sebagai layar 1 pada Daftar rapat.",
        "1 Layar ini sudah ada pada Daftar rapat, nomor 1.",
        "2 Garis",
    ]
    first = opened(at).isi.butir[0]
    assert first.snapshot == current()
    assert f"snapshot={current()}" in first.layar.tautan
    assert opened(at).isi.is_contoh


def test_what_is_not_saved_is_kept_for_this_browser_until_it_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    at = page(make_daftar(*items("titik", "garis")))
    click(at, "rapat_turun_titik")
    id = str(at.session_state["serapan_rapat_draf"])
    kept = meetings.draft(id)
    assert kept is not None
    assert [one.id for one in kept.isi.butir] == ["garis", "titik"]

    class Cookies(dict[str, str]):
        pass

    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.cookies", Cookies(serapan_rapat=id))
    again = page()
    assert order(again) == ["garis", "titik"]
    clean(again.text_input(key="rapat_unit").set_value("BPMP").run())
    click(again, "rapat_simpan")
    assert meetings.draft(id) is None
    assert order(page()) == []


def test_a_draft_that_cannot_be_kept_is_said(own_plans: Path) -> None:
    (own_plans / "rencana").write_text("berkas, bukan folder")
    at = page(make_daftar(*items("titik", "garis")))
    click(at, "rapat_turun_titik")
    assert order(at) == ["garis", "titik"]
    assert "Draf tidak dapat disimpan" in words(at)


def test_two_screens_of_one_panel_keep_apart_and_the_newest_data_name_the_list() -> None:
    one, two = items("titik", "garis")
    twin = replace_key(two, one.layar.kunci)
    found = basket.compose(make_daftar(one, twin, nama=""))
    assert len({screen.kunci for screen in found.layar}) == 2
    assert found.snapshot == current()
    assert found.kecil == "2 layar · data per 31 Okt 2026"
    assert found.judul == "Rapat"
    assert basket.compose(DaftarRapat()).layar == ()
    assert replace(Terbuka(), isi=DaftarRapat()).is_berubah is False


def test_what_differs_between_two_lists_is_said_screen_by_screen() -> None:
    one, two, three, four = items("titik", "garis", "petak", "tabel")
    mine = make_daftar(two, one, three.model_copy(update={"catatan": "x"}), nama="B")
    rows = [tuple(row) for row in sides(make_daftar(one, two, three, four, nama="A"), mine).itertuples(index=False)]
    assert rows == [
        ("Judul rapat", "A", "B", "judul berbeda"),
        ("Temuan garis", "2", "1", "urutan berbeda"),
        ("Temuan titik", "1", "2", "urutan berbeda"),
        ("Temuan petak", "3", "3", "catatan berbeda"),
        ("Temuan tabel", "4", "–", "hanya di yang tersimpan"),
    ]
    assert sides(mine, mine).empty


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (Dibuat(0, 0, 2, 0), "Tidak ada layar yang dapat dihitung ulang."),
        (Dibuat(3, 0, 0, 0), "3 layar kini memakai data terbaru; tidak ada temuan yang berubah."),
        (Dibuat(3, 2, 1, 1), "3 layar kini memakai data terbaru; temuan berubah pada 2. 1 layar tidak ada lagi pada "
                             "urutannya dan dibiarkan. Periksa 1 judul yang disunting: ditulis untuk data lama."),
    ],
)  # fmt: skip
def test_what_making_screens_again_came_to_is_said(made: Dibuat, said: str) -> None:
    assert made.words() == said


def replace_key(one: ButirDaftar, kunci: str) -> ButirDaftar:
    return one.model_copy(update={"layar": one.layar.model_copy(update={"kunci": kunci})})


def test_a_list_of_sixty_screens_is_drawn() -> None:
    many = [ButirDaftar(id=f"b{place}", layar=layar("titik"), snapshot=current()) for place in range(60)]
    at = page(make_daftar(*many))
    assert len(order(at)) == 60
    clean(at.number_input(key="rapat_nomor_b59").set_value(1).run())
    assert order(at)[:2] == ["b59", "b0"]

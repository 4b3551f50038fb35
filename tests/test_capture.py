"""A panel of any page as a meeting screen: the numbers of the page, its foot, its link, and no name unsaid."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from schemas.rapat import BaganTabel, BaganTitik, Layar, Urutan
from tests.plan_world import make_plan
from tests.visiting import headline, visit
from views import data, parts
from views.format import day
from views.meeting import capture, capture_table, scope
from warehouse import plans, snapshots
from warehouse.meetings import CAMPURAN
from warehouse.viewer import DEMO

pytestmark = pytest.mark.xdist_group("halaman")


def adding(at: AppTest) -> list[str]:
    """The panels that can be added."""
    return [str(b.key).removeprefix("ke_rapat_") for b in at.button if str(b.key).startswith("ke_rapat_")]


def on_list(at: AppTest) -> list[Layar]:
    return [one.layar for one in at.session_state["serapan_rapat"].isi.butir]


def hold(at: AppTest) -> Urutan:
    """Press "Mode rapat"; the page as it was held."""
    at.button(key="mode_rapat").click().run()
    assert not at.exception
    held, _ = at.session_state["serapan_rapat_halaman"]
    assert isinstance(held, Urutan)
    return held


def screen(held: Urutan, key: str) -> Layar:
    return next(layar for layar in held.layar if layar.kunci.endswith(f".{key}"))


def test_panels_of_two_pages_come_on_one_list(own_plans: Path) -> None:
    at = visit("platform")
    at.button(key="ke_rapat_peringkat").click().run()
    assert [toast.value for toast in at.toast] == ["Ditambahkan ke Daftar rapat (1 layar; menu Sampaikan)"]
    at.switch_page("../pages/provinsi.py")
    at.query_params["provinsi"] = "13"
    at.run()
    at.button(key="ke_rapat_tren").click().run()
    assert not at.exception
    assert [toast.value for toast in at.toast] == ["Ditambahkan ke Daftar rapat (2 layar; menu Sampaikan)"]
    assert [layar.kunci for layar in on_list(at)] == ["platform.peringkat", "provinsi.tren"]
    at.button(key="ke_rapat_tren").click().run()
    assert len(on_list(at)) == 2
    assert "sudah ada" in at.toast[0].value


def test_the_button_under_a_panel_says_that_this_view_of_it_is_on_the_list(own_plans: Path) -> None:
    at = visit("platform")
    first = adding(at)[0]
    button = f"ke_rapat_{first}"
    assert at.button(key=button).label == "tambah ke rapat"
    at.button(key=button).click().run()
    assert at.button(key=button).label == "di rapat, nomor 1"
    at.query_params["jenjang"] = "SD"
    at.run()
    assert at.button(key=button).label == "tambah ke rapat"


def test_a_screen_has_all_that_stands_on_its_panel(tiny_world: Path) -> None:
    at = visit("platform")
    held = hold(at)
    layar = screen(held, "peringkat")
    assert isinstance(layar.bagan, BaganTitik)
    assert layar.tanggal_data == date(2026, 10, 31)
    assert layar.dasar.startswith("n = ")
    assert layar.sumber == "ekspor PMM / Ruang GTK"
    assert dict(layar.definisi)["Pembilang"]
    assert dict(layar.definisi)["Perlu diketahui"].rstrip(".") in layar.peringatan
    assert layar.judul in layar.alt
    assert layar.nama.startswith("Platform: ")
    assert layar.kode_wilayah == (), "provinces side by side are nobody's own rows"
    page, _, query = layar.tautan.partition("?")
    there = parse_qs(query)
    assert page == "platform"
    assert there["snapshot"] == [held.snapshot]
    assert there["ukuran"] == ["pmm.aktif_30_hari"]
    rows = dict(
        zip([row[layar.data.kolom.index("wilayah")] for row in layar.data.baris], layar.data.baris, strict=True)
    )
    assert len(rows) == 38
    shown = {row.nama: row for row in layar.bagan.baris if row.nilai is not None}
    assert len(shown) > 1
    for name, row in shown.items():
        cells = dict(zip(layar.data.kolom, rows[name], strict=True))
        assert cells["persen"] == row.nilai
        assert cells["selang_95_rendah"] == pytest.approx(row.rendah)
        assert row.kanan == f"n = {cells['penyebut']:,.0f}".replace(",", ".")
    assert {"ukuran", "pengguna", "kewenangan"} <= set(layar.data.kolom), "as downloaded"


def test_a_held_page_goes_over_to_the_meeting_and_keeps_its_address(tiny_world: Path) -> None:
    at = visit("provinsi", provinsi="13")
    panels = adding(at)
    held = hold(at)
    assert "halaman" in at.query_params["urutan"]
    assert held.judul == "Provinsi"
    assert len(held.layar) >= len(panels) > 2
    assert {layar.kunci.split(".")[1] for layar in held.layar} == set(panels)
    _, address = at.session_state["serapan_rapat_halaman"]
    assert address.startswith("provinsi?")
    assert parse_qs(address.partition("?")[2])["provinsi"] == ["13"]
    own = [layar for layar in held.layar if layar.kunci != "provinsi.perubahan"]
    assert {code for layar in own for code in layar.kode_wilayah} == {"13"}


def test_the_map_of_the_first_page_is_a_tile_map_with_all_provinces(tiny_world: Path) -> None:
    at = visit("ringkasan")
    said = headline(at, 1)
    layar = screen(hold(at), "peta")
    assert layar.bagan.jenis == "petak"
    assert len(layar.bagan.petak) == 38
    assert layar.judul.replace("\u00a0", " ") == said
    assert layar.tautan.startswith("?"), "the first page has no name in an address"


def test_single_schools_are_never_shown_without_saying_so(tiny_world: Path) -> None:
    at = visit("provinsi", provinsi="13", kab_kota="13.06")
    held = hold(at)
    schools = screen(held, "satuan_pendidikan")
    assert isinstance(schools.bagan, BaganTabel)
    assert "untuk kalangan sendiri" in schools.peringatan
    assert schools.kode_wilayah == ("13.06",)
    assert all("kalangan sendiri" not in layar.peringatan for layar in held.layar if layar is not schools)


def test_pages_of_files_and_words_have_nothing_to_put_before_a_meeting(tiny_world: Path) -> None:
    for page in ("kamus", "data"):
        at = visit(page)
        assert not at.exception
        assert adding(at) == []
        assert [b for b in at.button if b.key == "mode_rapat"] == []


def test_a_wrong_link_is_no_obstacle(tiny_world: Path) -> None:
    at = visit("platform", ukuran="<b>x", tanggal="kemarin", provinsi="99", snapshot="tidak-ada")
    layar = screen(hold(at), "peringkat")
    assert parse_qs(layar.tautan.partition("?")[2])["snapshot"] != ["tidak-ada"]


# --- panels made for the purpose ---


def page(kind: str) -> None:
    """A page with panels of one kind; what was captured is left in the session."""
    import json
    from datetime import date

    import pandas as pd
    import plotly.graph_objects as go
    import streamlit as st

    from charts.control import lines_kendali
    from views import data, parts
    from views.meeting import capture, seen

    data.refresh_snapshot()
    seen.begin("uji", "Uji")
    days = [date(2026, month, 28) for month in (1, 2, 3)]
    rows = pd.DataFrame({"kode_kemendagri": ["13.01", "13.02"], "nama": ["A", "B"], "tahun": [2025, 2026],
                         "nilai": [1234.56, float("nan")], "is_naik": [True, False],
                         "sama": ["x", "x"]})  # fmt: skip
    kaki = parts.Kaki(date(2026, 10, 31), "n = 2", "uji", "bidang biru muda: batas kebiasaan sendiri · tetap")
    chart = lines_kendali(days, [0.5, 0.6, 0.7], 0.1, -2.0, 2.2)
    if kind == "odd":
        odd = pd.DataFrame([[float("inf"), pd.NaT, pd.NA, {"a": 1}, "x"]], columns=["a", "b", "c", "d", "d"])
        with parts.panel("p", "Kecil · satu", "Judul", "Sumber lama"):
            parts.foot("satu", kaki, odd)
    elif kind == "long":
        with parts.panel("p", "Kecil · satu", "Judul"):
            parts.foot(
                "satu", kaki, pd.concat([rows] * 10, ignore_index=True).assign(nama=[f"N{i}" for i in range(20)])
            )
    elif kind == "empty":
        with parts.panel("p", "Kecil", "Judul"):
            parts.foot("satu", kaki, rows.iloc[:0])
    elif kind == "outside":
        with parts.panel("p", "Kecil", "Tentang yang lain"):
            parts.foot("satu", kaki, rows)
        parts.foot("dua", kaki, rows)
    elif kind == "large":
        with parts.panel("p", "Kecil", "Judul"):
            parts.chart(go.Figure({"data": [{"x": [0], "text": ["x" * 400_000]}]}), "a", "Besar")
            parts.foot("satu", kaki, rows)
    else:
        with parts.panel("p", "Kecil · satu", "Judul", "Sumber lama"):
            for at in range(int(kind)):
                parts.chart(chart, f"g{at}", f"Bagan {at}")
            parts.foot("satu", kaki, rows, (("Istilah", "artinya"),))
    st.session_state["hasil"] = capture.screens_of_page()
    st.session_state["json"] = [json.loads(layar.model_dump_json()) for layar in st.session_state["hasil"]]


def captured(kind: str) -> tuple[Layar, ...]:
    st.cache_data.clear()
    at = AppTest.from_function(page, kwargs={"kind": kind}, default_timeout=60).run()
    assert not at.exception
    found: Any = at.session_state["hasil"]
    assert len(at.session_state["json"]) == len(found), "every screen can be saved"
    return tuple(found)


def test_a_panel_with_a_chart_is_one_screen_and_greyed_ones_say_why(tiny_world: Path) -> None:
    (layar,) = captured("1")
    assert (layar.kunci, layar.nama, layar.kecil, layar.judul) == ("uji.satu", "Uji: Kecil", "Kecil · satu", "Judul")
    assert layar.bagan.jenis == "garis"
    assert layar.peringatan == "Sumber lama."
    assert layar.catatan == "tetap", "the pale band of the page is not on the screen"
    assert layar.definisi == (("Istilah", "artinya"),)
    assert layar.kode_wilayah == ("13",)


def test_a_panel_of_two_charts_is_the_screen_of_the_first_which_its_headline_is_about(tiny_world: Path) -> None:
    (layar,) = captured("2")
    assert (layar.judul, layar.kecil, layar.kunci) == ("Judul", "Kecil · satu", "uji.satu")
    assert layar.alt.startswith("Bagan 0")


def test_many_small_charts_are_one_table(tiny_world: Path) -> None:
    (layar,) = captured("3")
    assert isinstance(layar.bagan, BaganTabel)
    assert [k.nama for k in layar.bagan.kolom] == ["Nama", "Tahun", "Nilai", "Naik"]
    assert layar.bagan.baris == (("A", "2025", "1.234,6", "ya"), ("B", "2026", "–", "tidak"))
    assert layar.data.baris[1] == ("13.02", "B", 2026, None, False, "x")


def test_a_long_table_says_what_it_leaves_out(tiny_world: Path) -> None:
    (layar,) = captured("long")
    assert isinstance(layar.bagan, BaganTabel)
    assert len(layar.bagan.baris) == 14
    assert "tabel: 14 dari 20 baris, selebihnya pada data" in layar.catatan
    assert len(layar.data.baris) == 20


def test_a_foot_outside_any_panel_borrows_no_headline(tiny_world: Path) -> None:
    assert [layar.kunci for layar in captured("outside")] == ["uji.satu"]
    assert captured("empty") == ()


def test_a_figure_that_no_kind_says_comes_along_as_it_is_unless_it_is_large(tiny_world: Path) -> None:
    (layar,) = captured("large")
    assert layar.gambar == ""
    assert isinstance(layar.bagan, BaganTabel)
    held = hold(visit("peringkat"))
    funnel = screen(held, "diagram_corong")
    assert '"funnel_kendali"' in funnel.gambar
    assert len(funnel.gambar) < 300_000


def test_odd_cells_and_names_that_come_twice_are_kept_apart(tiny_world: Path) -> None:
    (layar,) = captured("odd")
    assert layar.data.kolom == ("a", "b", "c", "d", "d_2")
    assert layar.data.baris == ((None, None, None, "{'a': 1}", "x"),)


def test_a_table_begins_with_the_regions_its_headline_names() -> None:
    rows = pd.DataFrame({"wilayah": ["Nasional", "Kabupaten Solok", "Kabupaten Agam", "Kabupaten Solok Selatan"],
                         "n": [1, 2, 3, 4]})  # fmt: skip
    table, _ = capture_table.table(rows, "Kab. Solok Selatan di atas nasional")
    assert [row[0] for row in table.baris] == [
        "Kabupaten Solok Selatan", "Nasional", "Kabupaten Solok", "Kabupaten Agam",
    ]  # fmt: skip


def test_rows_of_regions_and_platforms_become_a_row_a_region() -> None:
    rows = pd.DataFrame({
        "wilayah": ["Aceh", "Aceh", "Riau", "Riau"], "platform": ["A", "B", "A", "B"], "poin": [1.0, -2.0, 3.0, None],
        "nyata": [False, True, None, None],
    })  # fmt: skip
    table, more = capture_table.table(rows, "Riau naik")
    assert [k.nama for k in table.kolom] == ["Wilayah", "A", "B"]
    assert table.baris == (("Riau", "+3,0", "–"), ("Aceh", "+1,0", "−2,0 nyata"))
    assert more == ""


# --- whose rows they are ---


def test_the_province_of_an_open_plan_is_one_of_every_screen(own_plans: Path) -> None:
    plan = plans.create(make_plan(nama="Uji", snapshot=snapshot()), "BPMP")
    rows = pd.DataFrame({"butir": ["honor", "sewa"], "biaya": [1.0, 2.0]})
    assert scope_of(rows) == ()
    assert scope_of(rows, rencana=plan.id) == ("13",)
    assert scope_of(rows, rencana=plan.id, provinsi="12") == ("12", "13")
    assert scope_of(rows, rencana="tidakada") == (CAMPURAN,)
    assert scope_of(rows, rencana="tanpa") == ()
    nation = plans.create(make_plan(nama="Uji 2", kode_provinsi=None, snapshot=snapshot()), "BPMP")
    assert scope_of(rows, rencana=nation.id) == ()


def test_places_are_known_by_their_names_and_what_is_not_known_is_nobodys(tiny_world: Path) -> None:
    numbers = pd.DataFrame({"n": [1, 2]})
    by_name = pd.DataFrame({"cerita": ["Panen padi di Kab. Agam", "lain"]})
    assert scope_of(numbers) == ()
    assert scope_of(numbers, "Mengapa Kabupaten Agam lebih dahulu") == ("13.06",)
    assert scope_of(by_name) == ("13.06",)
    assert scope_of(by_name, provinsi="12") == ("12", "13"), "rows without codes are also of the view"
    assert scope_of(pd.DataFrame({"wilayah": ["Aceh", "NTT", "Nasional", "Pulau Papua"]})) == ()
    assert scope_of(pd.DataFrame({"wilayah": ["Aceh", "Nasional"]})) == ("11",)
    assert scope_of(pd.DataFrame({"Kab/kota": ["Agam"]})) == ("13.06",)
    assert scope_of(pd.DataFrame({"kecamatan": ["Lubuk Basung"]})) == (CAMPURAN,)
    assert scope_of(pd.DataFrame({"kecamatan": ["Lubuk Basung"]}), kab_kota="13.06") == ("13.06",)
    assert scope_of(numbers, is_schools=True) == (CAMPURAN,)
    assert scope_of(numbers, is_schools=True, provinsi="13") == ("13",)


def snapshot() -> str:
    found = snapshots.current()
    assert found is not None
    return found.id


def scope_of(rows: pd.DataFrame, *said: str, is_schools: bool = False, **query: str) -> tuple[str, ...]:
    found = snapshots.current()
    assert found is not None
    with data.seen_from(data.Sudut(DEMO, found)):
        return scope.codes(rows, said, query, is_schools=is_schools)


def test_a_panel_without_one_cut_off_says_its_days_or_when_its_data_were_published(tiny_world: Path) -> None:
    found = snapshots.current()
    assert found is not None
    with data.seen_from(data.Sudut(DEMO, found)):
        published = f"Data terbit {day(found.manifest.dibuat.date())}"
        several = "Data per 30 Sep dan 31 Okt 2026 · 17 ukuran"
        assert capture.when(parts.Kaki(date(2026, 10, 31), "n = 5", "s")) == ("", "n = 5")
        assert capture.when(parts.Kaki(None, several, "s")) == ("Data per 30 Sep dan 31 Okt 2026", "17 ukuran")
        assert capture.when(parts.Kaki(None, "8 indikator, Rapor 2025", "s")) == (published, "8 indikator, Rapor 2025")

"""Whatever a link holds, every page of the menu opens: a title, a sentence, never an error."""

from __future__ import annotations

import ast
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.visiting import SHELL, visit, words
from views import options
from views.filters import Saringan, to_query
from views.links import SNAPSHOT, place, to
from warehouse import snapshots

pytestmark = pytest.mark.xdist_group("halaman")


def pages() -> list[str]:
    """The pages of the menu, read from the shell itself."""
    tree = ast.parse(Path(SHELL).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page"]
    return [Path(ast.literal_eval(call.args[0])).stem for call in calls]


PAGES = pages()
FILTERS = tuple(to_query(Saringan("u", "g", date(2026, 1, 1))))
JUNK = ("", " ", "semua", "nasional", "13", "13.06", "99", "91.99", "NaN", "-1", "9" * 300, "2026-02-30", "<b>x</b>",
        "'; DROP TABLE x; --", "../../etc/passwd", "pmm.aktif_30_hari", "[a](http://x)", "\u202e\u0000\ud7ff",
        "🙂" * 50,
        "Sumatera", "setara", "13,32,99", "DASMEN.A.1", "SD Umum", "2025")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_in_the_menu_once_and_has_its_file(page: str) -> None:
    assert PAGES.count(page) == 1
    assert (Path(SHELL).parent.parent / "pages" / f"{page}.py").is_file()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_link_of_junk_opens_the_page_with_a_title_and_a_question(tiny_world: Path, page: str, seed: int) -> None:
    dice = random.Random(f"{page}{seed}")
    query = {name: dice.choice(JUNK) for name in (*FILTERS, *options.NAMES, SNAPSHOT, "asing")}
    at = visit(page, **query)
    assert not at.exception, [e.value for e in at.exception]
    assert len(at.title) == 1
    assert at.title[0].value
    assert any(c.value.endswith("?") for c in at.caption)
    assert "<b>x</b>" not in " ".join(str(i.value) for i in at.info)
    if page not in ("unggah", "data", "kamus"):
        assert "asing" not in at.query_params


@pytest.mark.parametrize("page", [p for p in PAGES if p not in ("unggah", "data", "kamus")])
def test_the_link_a_page_writes_brings_the_same_page_back(tiny_world: Path, page: str) -> None:
    first = visit(page, provinsi="13")
    link = {name: value[0] if isinstance(value, list) else value for name, value in first.query_params.items()}
    assert set(FILTERS) <= set(link), "every filter is in the link, defaults included"
    again = visit(page, **link)
    assert not again.exception
    assert words(again) == words(first)
    back = {name: value[0] if isinstance(value, list) else value for name, value in again.query_params.items()}
    assert back == link


@pytest.mark.parametrize("page", PAGES)
def test_without_any_data_every_page_says_what_to_do(empty_data: Path, page: str) -> None:
    at = visit(page)
    assert not at.exception
    assert at.title
    assert len(words(at)) > 40


def test_the_steps_above_a_page_of_islands_never_name_an_island_while_the_nation_is_shown(tiny_world: Path) -> None:
    assert "Pulau Sumatera" not in words(visit("ringkasan", provinsi="13"))
    assert "Pulau Sumatera" in words(visit("ringkasan", pulau="Sumatera"))


def test_a_link_to_a_province_carries_its_island_so_that_the_page_has_nothing_to_add(tiny_world: Path) -> None:
    view = Saringan("pmm.aktif_30_hari", "guru", date(2026, 10, 31))
    link = to(view, **place(provinsi="13"))
    assert link["pulau"] == "Sumatera"
    assert {name: link[name] for name in FILTERS} == to_query(replace(view, provinsi="13", pulau="Sumatera"))


def test_the_place_stands_first_in_the_filter_row_before_the_options_of_a_page(tiny_world: Path) -> None:
    for page in ("kartu_skor", "peringkat"):
        assert next(box.label for box in visit(page).selectbox) == "Wilayah"


def test_an_option_chosen_before_is_in_the_first_link_a_page_writes(tiny_world: Path) -> None:
    at = visit("kartu_skor", tampilan="perubahan")
    at.query_params.clear()
    at.session_state["serapan_opsi_terakhir"] = {"tampilan": "perubahan", "satuan_wilayah": "tidak ada lagi"}
    at.run()
    assert "perubahan" in at.query_params["tampilan"]
    moved = at.switch_page("../pages/peringkat.py").run()
    assert not moved.info, "what another page offered is no fault of the link"


def test_a_page_without_filters_keeps_a_frozen_view_in_its_link(tiny_world: Path) -> None:
    newest = snapshots.current()
    assert newest is not None
    id = newest.id
    at = visit("ringkasan", **{SNAPSHOT: id})
    at.query_params.clear()
    at.switch_page("../pages/kamus.py").run()
    assert id in at.query_params[SNAPSHOT]

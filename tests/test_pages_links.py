"""Whatever a link holds, every page of the menu opens: a title, a sentence, never an error."""

from __future__ import annotations

import ast
import random
from datetime import date
from pathlib import Path

import pytest

from tests.visiting import SHELL, visit, words
from views import options
from views.filters import Saringan, to_query
from views.links import SNAPSHOT

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

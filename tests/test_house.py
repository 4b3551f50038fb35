"""The rules of the house hold, and each notices a planted fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import house_rules as rules

ROOT = Path(__file__).resolve().parent.parent


def plant(root: Path, name: str, text: str) -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return root


def test_each_floor_imports_only_what_it_may() -> None:
    assert rules.floor_breaches(ROOT) == []


@pytest.mark.parametrize(
    ("file", "line", "breach"),
    [
        ("charts/dots.py", "import streamlit as st", "charts/dots.py imports streamlit"),
        ("analysis/shares.py", "def f():\n    import duckdb", "analysis/shares.py imports duckdb"),
        ("pages/ringkasan.py", "from warehouse.gate import ask", "pages/ringkasan.py imports warehouse"),
        ("schemas/base.py", "from pipelines import build", "schemas/base.py imports pipelines"),
        ("warehouse/gate.py", "import streamlit", "warehouse/gate.py imports streamlit"),
    ],
)
def test_an_import_across_floors_is_noticed(tmp_path: Path, file: str, line: str, breach: str) -> None:
    assert rules.floor_breaches(plant(tmp_path, file, line + "\n")) == [breach]


def test_whatever_the_app_imports_is_named_in_its_requirements() -> None:
    assert rules.unlisted_imports(ROOT) == []


def test_an_import_that_no_requirement_brings_is_noticed(tmp_path: Path) -> None:
    plant(tmp_path, "requirements.txt", "pandas>=2\nBabel>=2\nstreamlit>=1\n")
    plant(
        tmp_path,
        "views/x.py",
        "import json\nimport pandas\nimport babel.dates\nfrom starlette import x\nimport xlsxwriter\n",
    )
    assert rules.unlisted_imports(tmp_path) == ["views/x.py imports xlsxwriter, which requirements.txt does not name"]


def test_pages_are_short_and_hold_no_sql_frames_or_style() -> None:
    assert list((ROOT / "pages").glob("*.py")), "there are pages"
    assert rules.page_breaches(ROOT) == []


@pytest.mark.parametrize(
    ("text", "breach"),
    [
        ("x = 1\n" * 61, "p.py has 61 lines"),
        ("import pandas as pd\n", "p.py works on frames or figures itself"),
        ("q = '''SELECT npsn\nFROM t'''\n", "p.py holds SQL"),
        ("s = '<style>p{}</style>'\n", "p.py holds style"),
    ],
)
def test_a_page_that_does_too_much_is_noticed(tmp_path: Path, text: str, breach: str) -> None:
    assert rules.page_breaches(plant(tmp_path, "pages/p.py", text)) == [breach]


def test_queries_checks_and_charts_are_named_by_the_patterns() -> None:
    assert rules.file_name_breaches(ROOT) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pipelines/checks/satu_rugi.sql", "SELECT 1"),
        ("queries/Per-Provinsi.sql", "SELECT 1"),
        ("charts/x.py", "def gambar(rows) -> go.Figure: ..."),
    ],
)
def test_a_name_outside_the_patterns_is_noticed(tmp_path: Path, file: str, text: str) -> None:
    assert len(rules.file_name_breaches(plant(tmp_path, file, text))) == 1


def test_every_query_asked_for_exists_and_every_query_is_asked_for() -> None:
    asked = rules.asked_queries(ROOT)
    existing = {file.stem for file in (ROOT / "queries").glob("*.sql")}
    assert {name: files for name, files in asked.items() if name not in existing} == {}
    assert existing - set(asked) == set(), "a query nobody asks for has lost its use"


def test_a_misspelt_query_is_noticed(tmp_path: Path) -> None:
    plant(tmp_path, "views/data.py", "def f(v):\n    return rows('pemanfatan_per_provinsi', {})\n")
    assert rules.asked_queries(tmp_path) == {"pemanfatan_per_provinsi": {"data.py"}}


def test_the_browser_is_given_no_address_of_another_machine() -> None:
    assert rules.outside_addresses(ROOT) == []


def test_an_address_of_another_machine_is_noticed(tmp_path: Path) -> None:
    plant(tmp_path, "views/peta.js", "fetch('https://cdn.example.com/x.json')")
    assert rules.outside_addresses(tmp_path) == ["views/peta.js names https://cdn.example.com"]


def test_every_test_can_fail() -> None:
    assert rules.tests_without_assertion(ROOT) == []


def test_a_test_without_assertion_is_noticed(tmp_path: Path) -> None:
    plant(tmp_path, "tests/test_x.py", "def test_nothing():\n    open\n\n\ndef test_it():\n    assert 1 == 1\n")
    assert rules.tests_without_assertion(tmp_path) == ["test_x.py: test_nothing"]


def test_the_readme_names_exactly_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    run = "python -m pip install -r requirements.txt && python -m streamlit run app.py"
    check = "python -m pip install -r requirements-dev.txt && python -m pytest"
    assert text.count(f"`{run}`") == 1
    assert text.count(f"`{check}`") == 1

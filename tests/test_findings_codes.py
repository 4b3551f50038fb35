"""Every kind of finding is explained, and the page that explains them is the one the code would write."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pipelines import across, findings, header_faults
from pipelines.aside import SEVERITIES
from pipelines.checks import all_checks
from warehouse.paths import REPOSITORY

_CALLS = {"Rule": 1, "Finding": 0, "_all_aside": 2}
_IN_SQL = re.compile(r"(?:\bbaris|\})\s*,\s*'([a-z][a-z_]+_[a-z_]+|pola)'\s*,")


def codes_in(file: Path) -> Iterator[str]:
    """The codes that a module gives to its findings: in calls, and in the SQL that inserts them."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            named = next((word.value for word in node.keywords if word.arg == "kode"), None)
            place = _CALLS.get(name)
            given = named if named else node.args[place] if place is not None and len(node.args) > place else None
            if place is not None and isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value
        if isinstance(node, ast.Constant | ast.JoinedStr):
            text = node.value if isinstance(node, ast.Constant) else ast.unparse(node)
            if isinstance(text, str) and ("INSERT INTO" in text):
                yield from _IN_SQL.findall(text.replace("\\n", " ").replace("\\'", "'"))


def test_every_code_that_the_import_gives_is_explained() -> None:
    files = [file for file in (REPOSITORY / "pipelines").rglob("*.py") if "sample" not in file.parts]
    used = {code: file.name for file in files for code in codes_in(file)}
    used |= {across.TWIN: "across", across.SAME_FILE: "across", across.UNREADABLE: "across"}
    used |= {header_faults.MISSING: "header_faults"}
    assert {"npsn_tidak_sah", "bukan_bilangan", "kunci_ganda", "total_tidak_sama", "teks_rusak"} <= used.keys()
    assert {code: file for code, file in used.items() if code not in findings.CODES} == {}


def test_no_explanation_is_of_a_code_that_nothing_gives() -> None:
    text = "\n".join(
        file.read_text(encoding="utf-8")
        for file in (REPOSITORY / "pipelines").rglob("*.py")
        if file.name != "finding_codes.py"
    )
    assert [code for code in findings.READING if f'"{code}"' not in text and f"'{code}'" not in text] == []


def test_every_check_is_explained_as_a_code() -> None:
    for check in all_checks():
        code = findings.CODES[check.nama]
        assert (code.judul, code.perbaikan) == (check.judul, check.perbaikan)
        assert check.keparahan in SEVERITIES


def test_a_code_says_what_it_is_and_what_to_do() -> None:
    for kode, code in findings.CODES.items():
        assert code.kode == kode
        assert code.judul[0].isupper(), kode
        assert not code.judul.endswith("."), kode
        assert code.perbaikan.endswith("."), kode


def test_the_page_of_findings_is_fresh() -> None:
    assert findings.DOCUMENT.read_text(encoding="utf-8") == findings.document(), "python -m pipelines.findings"

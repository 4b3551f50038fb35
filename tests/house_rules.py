"""The written rules of the house as functions: a tree in, the breaches out. `test_house.py` plants a fault for each."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

FLOORS: dict[str, set[str]] = {
    "app": {"views", "warehouse"},
    "pages": {"views", "charts", "reports", "analysis"},
    "views": {"warehouse", "pipelines", "charts", "reports", "analysis", "schemas"},
    "charts": {"schemas"},
    "reports": {"schemas"},
    "analysis": {"schemas"},
    "pipelines": {"warehouse", "analysis", "schemas"},
    "warehouse": {"schemas"},
    "schemas": set(),
}
"""Which floors a floor may import besides itself."""

ENTRIES: dict[str, set[str]] = {"reports/terbit.py": {"views", "warehouse", "pipelines", "reports", "schemas"}}
"""Files started on their own, like app.py: they put floors together, and nothing imports them."""

ONLY_IN: dict[str, set[str]] = {
    "streamlit": {"app", "pages", "views"},
    "duckdb": {"warehouse", "pipelines"},
}
"""Libraries that only these floors may know."""

PAGE_LINES = 60
MARKS = ("dots", "lines", "tiles", "bars", "spark", "map", "labels", "small_multiples", "funnel", "heat", "scatter")


def sources(root: Path) -> Iterator[tuple[str, Path]]:
    """Every source file of the product with its floor."""
    for floor in FLOORS:
        single = root / f"{floor}.py"
        if single.is_file():
            yield floor, single
        if (root / floor).is_dir():
            for file in sorted((root / floor).rglob("*.py")):
                yield floor, file


def imported(file: Path) -> set[str]:
    """Top names of what a file imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


def floor_breaches(root: Path) -> list[str]:
    """Imports that a floor may not have."""
    found = []
    for floor, file in sources(root):
        where = file.relative_to(root).as_posix()
        allowed = ENTRIES.get(where, FLOORS[floor] | {floor})
        for name in sorted(imported(file)):
            if name in FLOORS and name not in allowed:
                found.append(f"{where} imports {name}")
            if floor not in ONLY_IN.get(name, {floor}):
                found.append(f"{where} imports {name}")
    return found


DISTRIBUTION = {
    "babel": "Babel",
    "docx": "python-docx",
    "font_source_sans_pro": "font-source-sans-pro",
    "pptx": "python-pptx",
    "python_calamine": "python-calamine",
    "tomli_w": "tomli-w",
    "xlsxwriter": "XlsxWriter",
}
"""Import name to the name it is installed by, where they differ."""
COMES_WITH = {"starlette": "streamlit"}
"""What another requirement brings along by its own promise: streamlit's `st.App` is a Starlette app."""


def unlisted_imports(root: Path) -> list[str]:
    """Packages the app imports that requirements.txt does not name: they would be missing on a fresh machine."""
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    listed = {re.split(r"[<>=!~\[ ]", line)[0].casefold() for line in text.splitlines() if line and line[0] != "#"}
    found = set()
    for _, file in sources(root):
        for name in imported(file) - set(FLOORS) - set(sys.stdlib_module_names) - {"__future__"}:
            package = COMES_WITH.get(name, DISTRIBUTION.get(name, name))
            if package.casefold() not in listed:
                found.add(f"{file.relative_to(root).as_posix()} imports {name}, which requirements.txt does not name")
    return sorted(found)


def page_breaches(root: Path) -> list[str]:
    """Pages that are long, or hold SQL, frames or style."""
    found = []
    sql = re.compile(r"\bSELECT\b.+\bFROM\b", re.S)
    for file in sorted((root / "pages").glob("*.py")):
        text = file.read_text(encoding="utf-8")
        if len(text.splitlines()) > PAGE_LINES:
            found.append(f"{file.name} has {len(text.splitlines())} lines")
        if {"pandas", "numpy", "plotly"} & imported(file):
            found.append(f"{file.name} works on frames or figures itself")
        if sql.search(text):
            found.append(f"{file.name} holds SQL")
        if "<style" in text or "unsafe_allow_html" in text:
            found.append(f"{file.name} holds style")
    return found


def column_breaches(name: str, duckdb_type: str, minimum: float | None) -> list[str]:
    """What a column's name promises and its type does not keep."""
    promises = {
        "jumlah_": ("BIGINT", 0.0),
        "pct_": ("DOUBLE", 0.0),
        "is_": ("BOOLEAN", None),
        "tanggal_": ("DATE", None),
        "npsn": ("VARCHAR", None),
        "kode_": ("VARCHAR", None),
    }
    for prefix, (kind, least) in promises.items():
        if name.startswith(prefix) and (duckdb_type != kind or (least is not None and minimum != least)):
            return [f"{name} is {duckdb_type} from {minimum}, its name promises {kind} from {least}"]
    return []


def file_name_breaches(root: Path) -> list[str]:
    """Queries, checks and chart functions whose names do not follow the patterns."""
    found = []
    for file in sorted((root / "pipelines" / "checks").glob("*.sql")):
        if not re.fullmatch(r"[a-z0-9_]+__[a-z0-9_]+", file.stem):
            found.append(f"check {file.stem}: <table>__<what must hold>")
    for file in sorted((root / "queries").glob("*.sql")):
        if not re.fullmatch(r"[a-z0-9_]+", file.stem):
            found.append(f"query {file.stem}: lower case, digits, underscores")
    for file in sorted((root / "charts").glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            returns_figure = (
                isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and node.returns is not None
                and "Figure" in ast.unparse(node.returns)
            )
            if returns_figure and not node.name.startswith(MARKS):  # type: ignore[union-attr]
                found.append(f"chart {node.name}: <mark>_<measure>")  # type: ignore[union-attr]
    return found


def asked_queries(root: Path) -> dict[str, set[str]]:
    """Query names that the pages and views ask for by a literal, with the files that do."""
    asked: dict[str, set[str]] = {}
    for floor, file in sources(root):
        if floor not in ("pages", "views", "app"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("ask", "rows"):
                for argument in node.args[:2]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        asked.setdefault(argument.value, set()).add(file.name)
    return asked


def outside_addresses(root: Path) -> list[str]:
    """Addresses of other machines in what the browser is given."""
    pattern = re.compile(
        r"(?:https?:)?//(?!127\.0\.0\.1|localhost|www\.w3\.org)[a-z0-9-]+\.[a-z]{2,}(?:\.[a-z]{2,})*", re.I
    )
    found = []
    for folder in ("views", "charts", "pages", ".streamlit"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in {".py", ".js", ".css", ".html", ".toml", ".svg"}:
                hits = pattern.findall(file.read_text(encoding="utf-8"))
                found += [f"{file.relative_to(root).as_posix()} names {hit}" for hit in hits]
    return found


def tests_without_assertion(root: Path) -> list[str]:
    """Tests that cannot fail by what they claim."""
    found = []
    for file in sorted((root / "tests").rglob("test_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        helpers = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("test_") and _asserts(node, set())
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _asserts(node, helpers):
                found.append(f"{file.name}: {node.name}")
    return found


def _asserts(function: ast.FunctionDef, helpers: set[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"raises", "warns", "fail", "expect"} | helpers or name.startswith("assert_"):
                return True
    return False

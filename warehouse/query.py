"""The catalogue of questions: each `queries/*.sql` with what its header declares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from warehouse.paths import REPOSITORY

QUERIES = REPOSITORY / "queries"

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PARAMETER = re.compile(r"^-- \$(\w+): (.+)$")


class UnknownQuery(LookupError):
    """No such question in the catalogue."""


@dataclass(frozen=True)
class Query:
    """One question: first header line (`apa`), grain, order, parameters with their meaning, and the SQL."""

    name: str
    apa: str
    grain: str
    order: str
    parameters: dict[str, str]
    sql: str


def names() -> tuple[str, ...]:
    """Every question by name."""
    return tuple(sorted(file.stem for file in QUERIES.glob("*.sql")))


def load(name: str) -> Query:
    """The question of this name; UnknownQuery names it when there is none."""
    file = QUERIES / f"{name}.sql"
    if not _NAME.fullmatch(name) or not file.is_file():
        raise UnknownQuery(f"Pertanyaan '{name}' tidak ada di queries/. Yang ada: {', '.join(names())}.")
    return _parse(name, file, file.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _parse(name: str, file: Path, _changed: int) -> Query:
    sql = file.read_text(encoding="utf-8")
    header: list[str] = []
    for line in sql.splitlines():
        if not line.startswith("-- "):
            break
        header.append(line)
    found = {key: _one(name, header, key) for key in ("grain", "order")}
    matches = [match for line in header if (match := _PARAMETER.match(line))]
    return Query(
        name=name,
        apa=header[0].removeprefix("-- "),
        grain=found["grain"],
        order=found["order"],
        parameters={match.group(1): match.group(2) for match in matches},
        sql=sql,
    )


def _one(name: str, header: list[str], key: str) -> str:
    lines = [line.removeprefix(f"-- {key}: ") for line in header if line.startswith(f"-- {key}: ")]
    if len(lines) != 1:
        raise ValueError(f"queries/{name}.sql: the header needs exactly one line '-- {key}: ...'")
    return lines[0]

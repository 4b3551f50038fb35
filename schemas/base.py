"""The base of every row model, and what the rest of the house reads from one: columns, types, keys."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo


class Row(BaseModel):
    """A dataset's row. Subclasses open their docstring with the grain: "Each row is one ...".

    Class attributes: `dataset` (table name), `judul` (name on screen), `satu_baris` (the grain on
    screen) and `key` (the columns that are unique together; NULL counts as a value).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    dataset: ClassVar[str]
    judul: ClassVar[str]
    satu_baris: ClassVar[str]
    key: ClassVar[tuple[str, ...]]


@dataclass(frozen=True)
class Column:
    """One column as contract: DuckDB type, whether NULL is allowed, unit, closed list, bounds, pattern."""

    name: str
    duckdb_type: str
    is_required: bool
    description: str
    unit: str
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None


def col(description: str, *, unit: str = "-", default: Any = ..., **limits: Any) -> Any:
    """A field with its description (Indonesian) and unit; `limits` are pydantic's (ge, le, pattern).

    `unit` is "-" for names, codes and categories.
    """
    return Field(default, description=description, json_schema_extra={"unit": unit}, **limits)


_TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", date: "DATE"}


def _bare(annotation: Any) -> Any:
    """The annotation without `| None`."""
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        inner = [a for a in typing.get_args(annotation) if a is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"a column has one type, not {annotation}")
        return inner[0]
    return annotation


def duckdb_type(annotation: Any) -> str:
    """The DuckDB type of a field's annotation; TypeError for one that no column can have."""
    bare = _bare(annotation)
    if typing.get_origin(bare) is Literal:
        return "VARCHAR"
    try:
        return _TYPES[bare]
    except KeyError:
        raise TypeError(f"no DuckDB type for {annotation}") from None


def _column(name: str, info: FieldInfo) -> Column:
    bare = _bare(info.annotation)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    limits: dict[str, Any] = {}
    for item in info.metadata:
        for attribute in ("ge", "le", "pattern"):
            value = getattr(item, attribute, None)
            if value is not None:
                limits[attribute] = value
    return Column(
        name=name,
        duckdb_type=duckdb_type(info.annotation),
        is_required=bare is info.annotation,
        description=info.description or "",
        unit=str(extra.get("unit", "")),
        choices=typing.get_args(bare) if typing.get_origin(bare) is Literal else (),
        minimum=limits.get("ge"),
        maximum=limits.get("le"),
        pattern=limits.get("pattern"),
    )


def columns(model: type[Row]) -> tuple[Column, ...]:
    """A model's columns in order."""
    return tuple(_column(name, info) for name, info in model.model_fields.items())

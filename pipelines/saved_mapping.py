"""The mapping of one unknown layout: which column of a file is which field of a known layout. Kept as small TOML."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Annotated, TypeVar

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from pipelines.names import key

_HEAD = (
    "# Pemetaan tata letak: kolom berkas ke medan tujuan. Periksa dengan:\n"
    "#   python -m pipelines.mapping check BERKAS INI.toml\n"
)
M = TypeVar("M", bound=BaseModel)
LARGEST = 256 << 10
"""Bytes of a mapping or answer file; more is not something a person has answered."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
Line = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")]
COLUMN = re.compile(r"kolom ([A-Z]{1,3})")
"""How a column is named in a file without a header row."""


class AnswerFault(ValueError):
    """An answer can't be used; the message is Indonesian and names the file or the text."""


class Mapping(BaseModel):
    """Target layout, the file's own headers, constants for what no column says.

    `kolom`: field -> header as the file writes it; `tetap`: field -> the one value of every row; `kepala`: all
    header keys of the file, by which it is known again; `baris_judul`: 1-based header row (None: wherever these
    headers stand, 0: the file has no header row); `lapis`: how many rows the header takes, ending with that row.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    nama: Slug
    tujuan: Slug
    kolom: dict[FieldName, Line] = Field(min_length=1, max_length=200)
    tetap: dict[FieldName, Line | date] = Field(default_factory=dict, max_length=200)
    kepala: tuple[Line, ...] = Field(default=(), max_length=2000)
    lembar: Line = ""
    baris_judul: int | None = Field(default=None, ge=0, le=60)
    lapis: int = Field(default=1, ge=1, le=4)
    lebar: int = Field(default=0, ge=0, le=2000)

    @property
    def kode(self) -> str:
        """The layout's code in ledgers."""
        return f"pemetaan_{self.nama}"

    def to_toml(self) -> str:
        """The file's text: a comment on top, no key without a meaning."""
        data = self.model_dump(exclude_defaults=True, exclude_none=True)
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}
        return _HEAD + tomli_w.dumps(plain)


def parse(text: str, called: str) -> Mapping:
    """A mapping from its TOML; AnswerFault names the file and what is wrong with it."""
    return made(Mapping, parse_toml(text, called), called)


def parse_toml(text: str, called: str) -> dict[str, object]:
    """The tables of a TOML text; AnswerFault for anything that is none."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise AnswerFault(f"{called}: susunannya terlalu dalam; betulkan atau hapus berkas itu.") from None
    except ValueError as error:
        place = re.search(r"at line (\d+)", str(error))
        where = f" di baris {place[1]}" if place else ""
        raise AnswerFault(f"{called}: bukan TOML yang sah{where}; betulkan atau hapus berkas itu.") from None


def made(model: type[M], data: object, called: str) -> M:
    """A model from foreign data; AnswerFault names the file and the first key at fault, never its value."""
    try:
        return model.model_validate(data)
    except (ValidationError, RecursionError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "type": ""}
        where = ".".join(str(part)[:60] for part in first["loc"]) or "isi"
        said = {"missing": "belum diisi", "extra_forbidden": "tidak dikenal"}.get(str(first["type"]), "tidak sah")
        raise AnswerFault(f"{called}: {where!r} {said}; betulkan atau hapus berkas itu.") from None


def slug(text: str) -> str:
    """A name fit for a mapping and its file."""
    return re.sub(r"[^a-z0-9]+", "_", key(text)).strip("_")[:60].rstrip("_") or "tanpa_nama"

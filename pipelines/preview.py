"""The first rows of a file as a person may see them, and what an unknown sheet of it might be."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines import layouts, privacy, read
from pipelines.answer_model import NONE, Answers
from pipelines.import_file import connect
from pipelines.mapping import layouts_of
from pipelines.mapping_proposal import Proposal, people_of, propose
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN


@dataclass(frozen=True)
class Preview:
    """The first rows of one sheet, fit to be shown; `usulan` for a sheet that no layout knows."""

    lembar: str
    lebar: int
    baris: tuple[tuple[str, ...], ...]
    dikenali: str | None
    """Title of the layout that reads it, None when unknown."""
    orang: tuple[str, ...]
    """Headers that make it a list of people; its cells are masked."""
    usulan: Proposal | None


def preview(path: Path, lembar: str | None = None, rows: int = 15, jawaban: Answers = NONE) -> list[Preview]:
    """The first rows of each sheet (or of one); read.Refused when the file can't be read."""
    found = []
    with tempfile.TemporaryDirectory(prefix="serapan-") as folder:
        con = connect(Path(folder))
        try:
            with read.opened(con, path, path.name, Path(folder)) as sheets:
                found = [_seen(sheet, rows, jawaban) for sheet in sheets if lembar in (None, sheet.nama)]
        finally:
            con.close()
    return found


def sheet_proposal(path: Path, lembar: str | None, jawaban: Answers, tujuan: str | None) -> Proposal | None:
    """The proposal for the first sheet of a file that has anything in it (or for the one named)."""
    with tempfile.TemporaryDirectory(prefix="serapan-") as folder:
        con = connect(Path(folder))
        try:
            with read.opened(con, path, path.name, Path(folder)) as sheets:
                for sheet in sheets:
                    if lembar in (None, sheet.nama) and (found := propose(sheet, jawaban, tujuan)):
                        return found
        finally:
            con.close()
    return None


def _seen(sheet: Sheet, rows: int, jawaban: Answers) -> Preview:
    known = layouts.recognise(sheet, layouts_of(jawaban.pemetaan))
    people = people_of(sheet, layouts.of_people(sheet, HEADER_WITHIN))
    return Preview(
        privacy.mask(sheet.nama),
        sheet.lebar,
        tuple(_masked(line, bool(people)) for line in sheet.head[:rows]),
        known[0].judul if known else None,
        people,
        None if known else propose(sheet, jawaban),
    )


def _masked(line: Sequence[str | None], is_of_people: bool) -> tuple[str, ...]:
    known = layouts.known_headers() | frozenset(layouts.people_in(key(cell) for cell in line if cell))
    return tuple(
        ""
        if not cell
        else privacy.MASKED
        if is_of_people and key(cell) not in known
        else privacy.mask_cell(cell, False)
        for cell in line
    )

"""A second line of a header: halves of a count (L, P) and their total, of which only the total is the count."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from pipelines.names import spelled
from pipelines.read import Sheet
from pipelines.recognise import Field, Header, shown_header

_TOTAL = frozenset({"jumlah", "total", "jumlah total", "total jumlah", "l+p", "l + p", "lp", "l p", "semua"})
_WORDS = re.compile(r"[^\d]{1,40}|3t")
_LEAST = 2


def settled(sheet: Sheet, header: Header, fields: Sequence[Field], anchors: Collection[str]) -> Header:
    """The header with each count at its total, and the data below both lines; unchanged when there is one line.

    A count of which only parts stand there is left unread: none of them is what its header says.
    """
    at = header.row + 1
    if at >= len(sheet.keys) or header.first_data != at:
        return header
    below, above = sheet.keys[at], sheet.keys[header.row]
    filled = [place for place, name in enumerate(below) if name]
    named = [column for name, column in header.columns.items() if name in anchors]
    is_line = len(filled) >= _LEAST and all(_WORDS.fullmatch(str(sheet.head[at][place])) for place in filled)
    is_line = is_line and any(not above[place] for place in filled)  # under full headers stands a record, however odd
    if not is_line or not named or any(below[column] for column in named if column < len(below)):
        return header
    columns, left = dict(header.columns), list(header.unread)
    for item in fields:
        column = columns.get(item.name)
        if column is None or not below[column] or item.kind not in {"bulat", "bilangan"}:
            continue
        end = next((n for n in range(column + 1, len(above)) if above[n] or not below[n]), len(above))
        span = range(column, end)
        if len(span) < _LEAST:
            continue
        total = next((n for n in span if spelled(below[n]) in _TOTAL), None)
        if total is not None:
            columns[item.name] = total
        elif not item.is_needed:
            del columns[item.name]
            left.append(shown_header(str(sheet.head[header.row][column])))
    return replace(header, columns=columns, unread=tuple(left), first_data=at + 1)

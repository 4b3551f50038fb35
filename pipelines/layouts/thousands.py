"""Head counts whose thousands separator a spreadsheet has taken for a decimal point: 1.693 pupils are 1,693."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.aside import CATAT
from pipelines.cells import Reader
from pipelines.recognise import Header

_PIECE = "'([1-9][0-9]{0,2})[.,]([0-9]{3}|[0-9]{1,2})0?'"
"""Three digits, or fewer where the zeros behind were lost; a reader may have added one more zero to three."""
_SAID = (
    "bilangan orang tertulis sebagai pecahan karena pemisah ribuannya hilang; dibaca dalam ribuan. "
    "Tulis tanpa pemisah di sumbernya"
)


def restore(reader: Reader, header: Header, names: Iterable[str]) -> None:
    """Read such cells as thousands, and say so, where no count of the column is written out above 999.

    Heads come whole, so a fraction can't be meant; one count of 1,000 or more without a separator in the same
    column means that the column has none, and its fractions stay faults.
    """
    con = reader.con
    for name in names:
        if name not in header.columns or name not in reader.dictionaries:
            continue
        cell, piece = f"r_{name}", _PIECE
        unread = f"SELECT teks FROM kamus_{name} WHERE arti IS NULL AND regexp_full_match(teks, {piece})"
        is_piece = f"f_{name} IS NULL AND {cell} IN ({unread})"
        found, most = con.execute(
            f"SELECT (SELECT count(*) FROM ({unread})), greatest(max(f_{name}), (SELECT max(arti) FROM kamus_{name})) "
            "FROM mentah"
        ).fetchall()[0]
        if not found or (most or 0) > 999:
            continue
        value = (
            f"CAST(regexp_extract({cell}, {piece}, 1) || rpad(regexp_extract({cell}, {piece}, 2), 3, '0') AS BIGINT)"
        )
        con.execute(
            f"""INSERT INTO {CATAT}
            SELECT 0, baris, 'ribuan_terbaca_pecahan', '{name}',
                regexp_replace({cell}, '([.,][0-9]{{3}})0$', '\\1'), '{_SAID}', 'periksa',
                CAST({value} AS VARCHAR), NULL
            FROM mentah WHERE {is_piece}"""
        )
        con.execute(f"UPDATE mentah SET f_{name} = {value} WHERE {is_piece}")

"""The row model as SQL: which record breaks the contract, and why, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import duckdb

from pipelines.aside import BURUK, CATAT
from pipelines.column_names import called
from pipelines.delimited import quoted
from pipelines.privacy import PERSONAL, PERSONAL_CODE
from pipelines.recognise import Field
from schemas import DATASETS, Row, columns

TRUSTED = frozenset({"npsn", "kode_provinsi_kemendagri", "kode_kab_kota_kemendagri", "peserta", "tanggal_data"})
"""Columns whose values come from a normaliser that can't write another form; only NULL is checked."""

_FIRST_DAY, _WRITTEN = date(2010, 1, 1), date(2026, 11, 21)
"""No platform reported before the first; the second is for machines whose clock is behind this program."""
_AHEAD = timedelta(days=31)

_CALLED = {
    "npsn": "NPSN",
    "kode_provinsi_kemendagri": "provinsi",
    "kode_kab_kota_kemendagri": "kabupaten/kota",
    "peserta": "NIP/NUPTK maupun nama peserta",
    "kegiatan_id": "kode kegiatan (di kolom atau di baris judul)",
}
"""What a column is called on paper, where that is not its name."""
_SHAPE = {"kegiatan_id": "kode kegiatan: tulis huruf, angka, dan tanda - . / _ tanpa spasi, sedikitnya satu angka"}


@dataclass(frozen=True)
class Rule:
    """A reason to set a row aside: `when` (SQL over a record), code, column, Indonesian sentence with the remedy.

    `shown` is the SQL of the cell to show (None: never show one), `why` the SQL of a sentence of its own. A rule of
    another severity than 'tolak' sets nothing aside: what it finds is written to `catat`.
    """

    when: str
    kode: str
    kolom: str | None
    alasan: str
    shown: str | None = None
    why: str | None = None
    keparahan: str = "tolak"


ERROR_SAYS = "sel berisi galat Excel, bukan isinya: betulkan rumusnya atau tulis nilainya, lalu muat ulang"


def error_rule(item: Field, when: str, is_needed: bool) -> Rule:
    """An error value of Excel in a cell: without a needed one there is no record, an optional one counts as blank."""
    blank = "sel berisi galat Excel dan dibaca sebagai kosong: betulkan rumusnya atau tulis nilainya"
    return Rule(
        when,
        "galat_excel",
        item.name,
        ERROR_SAYS if is_needed else blank,
        None if item.is_private else f"r_{item.name}",
        keparahan="tolak" if is_needed else "periksa",
    )


def contract_rules(model: type[Row], shown: dict[str, str], made: Iterable[str] = ()) -> list[Rule]:
    """What the schema asks of each column, as rules over columns of the schema's names.

    `shown` gives, for a column, the SQL of the source cell; `made` are columns the layout itself fills from a
    closed list, which need no test but NULL.
    """
    rules: list[Rule] = []
    last = max(datetime.now().astimezone().date(), _WRITTEN) + _AHEAD
    trusted = TRUSTED | set(made)
    for column in columns(model):
        name, cell = column.name, shown.get(column.name)
        if column.is_required:
            said = f"{_CALLED.get(name, called(name))} kosong: wajib diisi"
            rules.append(Rule(f"{name} IS NULL", "wajib_kosong", name, said, cell))
        if name == "tanggal_data":
            said = f"tanggal data di luar {_FIRST_DAY:%d/%m/%Y} sampai {last:%d/%m/%Y}: betulkan tahunnya"
            when = f"tanggal_data < DATE '{_FIRST_DAY}' OR tanggal_data > DATE '{last}'"
            rules.append(Rule(when, "di_luar_batas", name, said, cell))
        if name in trusted:
            continue
        if column.choices:
            listed = ", ".join(quoted(choice) for choice in column.choices)
            rules.append(
                Rule(
                    f"{name} NOT IN ({listed})",
                    "di_luar_daftar",
                    name,
                    f"{called(name)} harus salah satu dari: {listed}",
                    cell,
                )
            )
        if column.minimum is not None:
            limit = f"{column.minimum:g}"
            rules.append(Rule(f"{name} < {limit}", "di_luar_batas", name, f"{called(name)} kurang dari {limit}", cell))
        if column.maximum is not None:
            limit = f"{column.maximum:g}"
            rules.append(Rule(f"{name} > {limit}", "di_luar_batas", name, f"{called(name)} lebih dari {limit}", cell))
        if column.pattern is not None:
            rules.append(
                Rule(
                    f"NOT regexp_full_match({name}, {quoted(column.pattern.removeprefix('^').removesuffix('$'))})",
                    "pola",
                    name,
                    _SHAPE.get(name, f"{called(name)} tidak berbentuk seperti seharusnya"),
                    cell,
                )
            )
    return rules


def verdict(rules: list[Rule]) -> str:
    """SQL of the number of the first rule broken, 0 for none."""
    cases = " ".join(f"WHEN {rule.when} THEN {place}" for place, rule in enumerate(rules, 1))
    return f"CASE {cases} ELSE 0 END" if cases else "0"


def details(rules: list[Rule], number: str = "aturan") -> tuple[str, str, str, str]:
    """SQL of code, column, cell and sentence for a rule's number."""

    def choose(texts: list[str | None]) -> str:
        cases = " ".join(f"WHEN {place} THEN {text}" for place, text in enumerate(texts, 1) if text is not None)
        return f"CASE {number} {cases} END" if cases else "CAST(NULL AS VARCHAR)"

    return (
        choose([quoted(rule.kode) for rule in rules]),
        choose([quoted(rule.kolom) if rule.kolom else None for rule in rules]),
        choose([f"CAST({rule.shown} AS VARCHAR)" if rule.shown else None for rule in rules]),
        choose([f"coalesce({rule.why}, {quoted(rule.alasan)})" if rule.why else quoted(rule.alasan) for rule in rules]),
    )


BROKEN = (
    "\ufffd|[\u00c2\u00c3][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00c2( |$)"
    "|\u00e2[\u0080-\u009f\u20ac][\u0080-\u00bf\u201a-\u2122]"
)
"""The mark of a lost letter, or letters of UTF-8 that were read as Windows-1252 (the last of them maybe a blank)."""
_BROKEN_SAYS = "huruf di sel ini rusak karena pengodean: ekspor ulang sebagai UTF-8, atau betulkan tulisannya"
_CODES = frozenset(
    {"tautan", "kegiatan_id", "program_id", "nspk"}
    | {f"kode_kegiatan_{name}" for name in ("paud", "sd", "smp", "kesetaraan", "nonjenjang")}
)
_SAFE = TRUSTED | {"dasar_identitas", "tingkat", "platform", "nama_platform"}


def bar_personal(con: duckdb.DuckDBPyConnection, dataset: str, made: Iterable[str] = (), sheet: str = "0") -> None:
    """Set aside the records of `rekaman` in whose free text a person's number or address stands; note broken letters.

    Asked of distinct texts, not of rows: this is the one look at every word that a snapshot keeps.
    """
    free = [
        column.name
        for column in columns(DATASETS[dataset])
        if column.duckdb_type == "VARCHAR" and not column.choices and column.name not in _SAFE | set(made)
    ]
    asked = " UNION ALL ".join(
        f"SELECT {place} AS kolom, teks, is_pribadi FROM (SELECT teks, "
        f"regexp_matches(teks, {quoted(PERSONAL_CODE if name in _CODES else PERSONAL)}) AS is_pribadi "
        f"FROM (SELECT DISTINCT {name} AS teks FROM rekaman WHERE aturan = 0)) "
        f"WHERE is_pribadi OR regexp_matches(teks, {quoted(BROKEN)})"
        for place, name in enumerate(free)
    )
    if not free or not (told := con.execute(asked).fetchall()):
        return
    found = [(place, text) for place, text, is_personal in told if is_personal]
    broken = [(free[place], text) for place, text, is_personal in told if not is_personal]
    for name in dict.fromkeys(name for name, _ in broken):
        listed = ", ".join(quoted(text) for at, text in broken if at == name)
        con.execute(
            f"""INSERT INTO {CATAT}
            SELECT DISTINCT {sheet}, baris, 'teks_rusak', {quoted(name)}, {name}, {quoted(_BROKEN_SAYS)}, 'periksa',
                NULL, NULL
            FROM rekaman WHERE aturan = 0 AND {name} IN ({listed})"""
        )
    for place in sorted({place for place, _ in found}):
        name = free[place]
        listed = ", ".join(quoted(text) for at, text in found if at == place)
        called = "kode kegiatan" if name == "kegiatan_id" else _CALLED.get(name, name)
        said = f"{called} memuat alamat surel, nomor telepon, atau nomor pribadi: hapus dari sel itu"
        con.execute(
            f"""INSERT INTO {BURUK} SELECT DISTINCT {sheet}, baris, 'data_pribadi', {quoted(name)}, NULL, {quoted(said)}
            FROM rekaman WHERE aturan = 0 AND {name} IN ({listed})
                AND ({sheet}, baris) NOT IN (SELECT (b.lembar_ke, b.baris) FROM buruk AS b)"""
        )
        con.execute(f"UPDATE rekaman SET aturan = 999 WHERE aturan = 0 AND {name} IN ({listed})")

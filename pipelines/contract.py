"""The row model as SQL: which record breaks the contract, and why, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.delimited import quoted
from schemas import Row, columns

TRUSTED = frozenset({"npsn", "kode_provinsi_kemendagri", "kode_kab_kota_kemendagri", "peserta", "tanggal_data"})
"""Columns whose values come from a normaliser that can't write another form; only NULL is checked."""


_CALLED = {
    "npsn": "NPSN",
    "kode_provinsi_kemendagri": "provinsi",
    "kode_kab_kota_kemendagri": "kabupaten/kota",
    "peserta": "NIP/NUPTK maupun nama peserta",
    "kegiatan_id": "kode kegiatan (di kolom atau di baris judul)",
}
"""What a column is called on paper, where that is not its name."""


@dataclass(frozen=True)
class Rule:
    """A reason to set a row aside: `when` (SQL over a record), code, column, Indonesian sentence with the remedy.

    `shown` is the SQL of the cell to show (None: never show one), `why` the SQL of a sentence of its own.
    """

    when: str
    kode: str
    kolom: str | None
    alasan: str
    shown: str | None = None
    why: str | None = None


def contract_rules(model: type[Row], shown: dict[str, str], made: Iterable[str] = ()) -> list[Rule]:
    """What the schema asks of each column, as rules over columns of the schema's names.

    `shown` gives, for a column, the SQL of the source cell; `made` are columns the layout itself fills from a
    closed list, which need no test but NULL.
    """
    rules: list[Rule] = []
    trusted = TRUSTED | set(made)
    for column in columns(model):
        name, cell = column.name, shown.get(column.name)
        if column.is_required:
            said = f"{_CALLED.get(name, name)} kosong: wajib diisi"
            rules.append(Rule(f"{name} IS NULL", "wajib_kosong", name, said, cell))
        if name in trusted:
            continue
        if column.choices:
            listed = ", ".join(quoted(choice) for choice in column.choices)
            rules.append(
                Rule(
                    f"{name} NOT IN ({listed})", "di_luar_daftar", name, f"{name} harus salah satu dari: {listed}", cell
                )
            )
        if column.minimum is not None:
            limit = f"{column.minimum:g}"
            rules.append(Rule(f"{name} < {limit}", "di_luar_batas", name, f"{name} kurang dari {limit}", cell))
        if column.maximum is not None:
            limit = f"{column.maximum:g}"
            rules.append(Rule(f"{name} > {limit}", "di_luar_batas", name, f"{name} lebih dari {limit}", cell))
        if column.pattern is not None:
            rules.append(
                Rule(
                    f"NOT regexp_full_match({name}, {quoted(column.pattern.removeprefix('^').removesuffix('$'))})",
                    "pola",
                    name,
                    f"{name} tidak berbentuk seperti seharusnya",
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

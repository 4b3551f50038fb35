"""School names of a sheet matched to NPSN: the register of a build, and the table `cocok` that layouts join."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines import privacy
from pipelines.aside import CATAT
from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.matching import NOTHING, Found, Question, Register, name_key
from pipelines.tabular import Context

TABLE = "cocok"
DOUBTFUL = "nama_meragukan"
"""Code of a finding: a person should say which of the offered schools is meant, or none of them."""

_registers: dict[str, Register] = {}
"""The one register of this process, under what it was made of."""


def schools(reader: Reader, context: Context) -> str:
    """`sekolah_wilayah` (npsn, kab of its newest list) stands; answers the mark of the lists it was made of."""
    folder = context.sekolah
    parts = sorted(folder.glob("*.parquet")) if folder and folder.is_dir() else []
    mark = "|".join([str(folder), *(part.name for part in parts)])
    if reader.notes.get("sekolah") != mark:
        reader.con.execute(
            f"""CREATE OR REPLACE TEMP TABLE sekolah_wilayah AS
            SELECT npsn, arg_max(kode_kab_kota_kemendagri, tanggal_data) AS kab FROM {_source(parts)} GROUP BY npsn"""
        )
        reader.notes["sekolah"] = mark
    return mark


def _source(parts: list[Path]) -> str:
    if parts:
        return "read_parquet([" + ", ".join(quoted(str(part)) for part in parts) + "])"
    return (
        "(SELECT '' AS npsn, '' AS nama, '' AS kode_kab_kota_kemendagri, '' AS bentuk, '' AS status, '' AS kecamatan, "
        "DATE '2000-01-01' AS tanggal_data WHERE FALSE)"
    )


def register(reader: Reader, context: Context) -> Register:
    """The school lists of this build as they are asked by name, with what people have answered."""
    mark = f"{schools(reader, context)}|{context.jawaban.sidik_nama}"
    if mark not in _registers:
        folder = context.sekolah
        parts = sorted(folder.glob("*.parquet")) if folder and folder.is_dir() else []
        frame = reader.con.execute(
            "SELECT DISTINCT npsn, nama, kode_kab_kota_kemendagri, bentuk, status, kecamatan "
            f"FROM {_source(parts)} ORDER BY npsn, nama"
        ).df()
        _registers.clear()
        _registers[mark] = Register(frame, context.jawaban.names)
    return _registers[mark]


def match(reader: Reader, context: Context, asked: str) -> int:
    """Make `cocok` of the distinct (prov, kab, teks) that `asked` (SQL) answers; how many there are.

    Columns: prov, kab, teks, npsn (NULL when not certain), putusan, cara, tampil, pilihan (JSON, for findings).
    """
    rows = reader.con.execute(f"SELECT DISTINCT prov, kab, teks FROM ({asked}) WHERE teks IS NOT NULL").fetchall()
    names = ["prov", "kab", "teks", "npsn", "putusan", "cara", "tampil", "pilihan"]
    found = _answers(register(reader, context), rows) if rows else []
    reader.con.register("cocok_baru", pd.DataFrame(found, columns=names, dtype="object"))
    types = {"tampil": "BOOLEAN"}
    picked = ", ".join(f"CAST({name} AS {types.get(name, 'VARCHAR')}) AS {name}" for name in names)
    reader.con.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS SELECT {picked} FROM cocok_baru")
    reader.con.unregister("cocok_baru")
    return len(rows)


def _answers(known: Register, rows: list[tuple[str | None, str | None, str]]) -> list[tuple[object, ...]]:
    inside: dict[Question, Found] = known.match((kab, teks) for _, kab, teks in rows if kab)
    found: list[tuple[object, ...]] = []
    for prov, kab, teks in rows:
        answer = inside[kab, teks] if kab else known.anywhere(teks, prov) if teks else NOTHING
        shown = answer.is_shown and privacy.mask(teks) == teks
        offered = answer.offered(kab, name_key(teks, kab)) if kab and shown else None
        found.append((prov, kab, teks, answer.npsn, answer.putusan, answer.cara, shown, offered))
    return found


def say_doubtful(reader: Reader, asked: str, kolom: str) -> None:
    """A finding for each doubtful name that may be shown, at its first row; `asked`: baris, prov, kab, teks."""
    reader.con.execute(
        f"""INSERT INTO {CATAT}
        SELECT 0, min(a.baris), {quoted(DOUBTFUL)}, {quoted(kolom)}, a.teks,
            'nama ini mirip nama sekolah di kabupaten/kotanya, tetapi tidak pasti sekolah yang mana'
            || CASE WHEN count(*) > 1 THEN ' (' || count(*) || ' baris)' ELSE '' END
            || ': pilih sekolahnya, atau tulis NPSN di berkasnya',
            'periksa', NULL, any_value(c.pilihan)
        FROM ({asked}) AS a INNER JOIN {TABLE} AS c
            ON c.teks = a.teks AND c.kab IS NOT DISTINCT FROM a.kab AND c.prov IS NOT DISTINCT FROM a.prov
        WHERE c.putusan = 'ragu' AND c.tampil
        GROUP BY a.prov, a.kab, a.teks"""
    )


def tally(reader: Reader, asked: str) -> str | None:
    """A sentence for the ledger: how the names without an NPSN came out, in rows."""
    found = reader.con.execute(
        f"""SELECT count_if(c.putusan = 'pasti'), count_if(c.putusan = 'ragu'),
            count_if(c.putusan = 'tidak_ada' AND c.tampil), count_if(c.putusan = 'tidak_ada' AND NOT c.tampil)
        FROM ({asked}) AS a INNER JOIN {TABLE} AS c
            ON c.teks = a.teks AND c.kab IS NOT DISTINCT FROM a.kab AND c.prov IS NOT DISTINCT FROM a.prov"""
    ).fetchall()[0]
    certain, doubtful, none, other = (number or 0 for number in found)  # None of no rows at all
    total = certain + doubtful + none + other
    if not total:
        return None
    return (
        f"{total} baris tanpa NPSN dicari menurut nama sekolah: {certain} cocok pasti, {doubtful} meragukan, "
        f"{none} tidak ditemukan, {other} bukan nama sekolah."
    )

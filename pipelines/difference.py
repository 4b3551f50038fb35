"""Two snapshots compared: which rows are new, missing or changed, and which changes look wrong.

Only parts that one of the two has and the other has not are read: what was taken over cancels.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from pipelines import jumps, privacy
from pipelines.across import files
from pipelines.difference_words import sentences
from pipelines.import_file import connect
from pipelines.region_names import name_of
from schemas import DATASETS, columns
from schemas.difference import Change, ColumnChange, Difference, Touched
from schemas.manifest import Manifest, SourceFile
from warehouse import snapshots

__all__ = ["Change", "Difference", "compare", "difference_of", "sentences"]

_EXAMPLES = 5
_HIDDEN = frozenset({"peserta"})
"""Keyed codes of people: no example shows one."""


def difference_of(old: Manifest | None, new: Manifest) -> Difference:
    """What the two manifests say by themselves: numbers of rows, and files."""
    is_compared = old is not None and (new.is_contoh or not old.is_contoh)
    rows_before = {info.dataset: info.jumlah_baris for info in old.dataset} if old else {}
    before = {source.nama: source for source in old.berkas} if old else {}
    after = {source.nama: source for source in new.berkas}
    return Difference(
        dataset=tuple(
            Change(
                dataset=info.dataset,
                sebelum=rows_before.get(info.dataset, 0),
                sesudah=info.jumlah_baris,
                baru=0 if is_compared else info.jumlah_baris,
            )
            for info in new.dataset
        ),
        berkas_baru=tuple(
            name for name, now in after.items() if name not in before or before[name].sha256 != now.sha256
        ),
        berkas_hilang=tuple(name for name in before if name not in after),
        berkas_terdampak=tuple(_touched(before, after)),
        dibanding=old.id if old else None,
        is_ganti_contoh=bool(old and old.is_contoh and not new.is_contoh),
    )


def _touched(before: Mapping[str, SourceFile], after: Mapping[str, SourceFile]) -> Iterator[Touched]:
    for name, now in after.items():
        old = before.get(name)
        if old is None or old.sha256 != now.sha256:
            continue
        numbers = [sum(sheet.diterima for sheet in source.lembar) for source in (old, now)]
        if numbers[0] != numbers[1]:
            yield Touched(nama=name, diterima_sebelum=numbers[0], diterima_sesudah=numbers[1])


def compare(old: snapshots.Snapshot | None, new: Manifest, place: Path) -> Difference:
    """What would change if the folder `place` of manifest `new` came to serve instead of `old`."""
    said = difference_of(old.manifest if old else None, new)
    if old is None or said.is_ganti_contoh:
        return said
    con = connect(place)
    try:
        changes = [_change(con, change, old, new, place) for change in said.dataset]
    except duckdb.Error:
        note = f"Snapshot {old.id} tidak terbaca utuh: hanya jumlah baris dan berkas yang dibandingkan."
        return said.model_copy(update={"catatan": (note,)})
    finally:
        con.close()
    return said.model_copy(update={"dataset": tuple(changes)})


def _parts(manifest: Manifest, folder: Path, dataset: str) -> dict[str, Path]:
    return {
        sheet.bagian: folder / dataset / f"{sheet.bagian}.parquet"
        for source in manifest.berkas
        for sheet in source.lembar
        if sheet.dataset == dataset and sheet.bagian
    }


def _uncommon(before: dict[str, Path], after: dict[str, Path]) -> tuple[list[Path], list[Path]]:
    """The parts of either side that the other has not; a part of another name with the same bytes cancels too."""
    left = [path for name, path in before.items() if name not in after]
    right = [path for name, path in after.items() if name not in before]
    if left and right:
        known: dict[str, list[Path]] = {}
        for path in left:
            known.setdefault(_sha256(path), []).append(path)
        fresh = []
        for path in right:
            twins = known.get(_sha256(path))
            if twins:
                left.remove(twins.pop())
            else:
                fresh.append(path)
        right = fresh
    return left, right


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as failure:
        raise duckdb.IOException(failure.strerror or "") from None


def _change(
    con: duckdb.DuckDBPyConnection, change: Change, old: snapshots.Snapshot, new: Manifest, place: Path
) -> Change:
    dataset = change.dataset
    before, after = _parts(old.manifest, old.path, dataset), _parts(new, place, dataset)
    left, right = _uncommon(before, after)
    if not left and not right:
        return change
    names = [column.name for column in columns(DATASETS[dataset])]
    known = _load(con, "lama", dataset, left, names)
    _load(con, "baru", dataset, right, names)
    keys = DATASETS[dataset].key
    con.execute(
        "CREATE OR REPLACE TEMP TABLE pasang AS SELECT l.kunci, l.urut AS lama, b.urut AS baru "
        "FROM lama AS l JOIN baru AS b USING (kunci) WHERE l.isi <> b.isi"
    )
    added, gone = (_only(con, here, there, keys) for here, there in (("baru", "lama"), ("lama", "baru")))
    changed = con.execute("SELECT count(*) FROM pasang").fetchall()[0][0]
    values = [name for name in names if name not in keys and name in known]
    update = {
        "baru": added[0],
        "contoh_baru": added[1],
        "hilang": gone[0],
        "contoh_hilang": gone[1],
        "berubah": changed,
        "kolom": _by_column(con, keys, values) if changed else (),
        "tahun_lama_berubah": _of_old_years(con, dataset, list(after.values())) if changed else 0,
        "wilayah_hilang": _vanished(con, dataset, list(before.values()), list(after.values())) if gone[0] else (),
    }
    if added[0] or changed:
        number, found, empty = jumps.of(con, dataset, list(after.values()))
        update |= {"jumlah_lonjakan": number, "lonjakan": found, "wilayah_kosong": empty}
    return change.model_copy(update=update)


def _load(
    con: duckdb.DuckDBPyConnection, table: str, dataset: str, parts: Sequence[Path], names: Sequence[str]
) -> set[str]:
    """A side as a table with the hash of its key and of everything else; which of the columns it really has."""
    types = {column.name: column.duckdb_type for column in columns(DATASETS[dataset])}
    there = set(names)
    source = "(SELECT 1 AS x WHERE FALSE)"
    if parts:
        source = f"read_parquet({files(parts)}, union_by_name = TRUE)"
        there = {row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()} & there
    listed = ", ".join(
        f"CAST({name if parts and name in there else 'NULL'} AS {types[name]}) AS {name}" for name in names
    )
    keys = DATASETS[dataset].key
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT *, hash({', '.join(keys)}) AS kunci, "
        f"hash({', '.join(names)}) AS isi, row_number() OVER () AS urut FROM (SELECT {listed} FROM {source})"
    )
    return there


def _shown(keys: Sequence[str], row: Sequence[object]) -> str:
    """A row's key as text: regions by name, a province left out where the kab/kota says it, people always."""
    cells = dict(zip(keys, row, strict=True))
    if cells.get("kode_kab_kota_kemendagri"):
        cells.pop("kode_provinsi_kemendagri", None)
    said = [
        name_of(str(cell)) if name.endswith("_kemendagri") else str(cell)
        for name, cell in cells.items()
        if name not in _HIDDEN and cell is not None
    ]
    return privacy.mask_code(" · ".join(said) or "satu baris")


def _only(con: duckdb.DuckDBPyConnection, here: str, there: str, keys: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    only = f"FROM {here} ANTI JOIN {there} USING (kunci)"
    number = con.execute(f"SELECT count(*) {only}").fetchall()[0][0]
    names = ", ".join(keys)
    rows = con.execute(f"SELECT {names} {only} ORDER BY {names} LIMIT {_EXAMPLES}").fetchall() if number else []
    return number, tuple(dict.fromkeys(_shown(keys, row) for row in rows))


def _by_column(con: duckdb.DuckDBPyConnection, keys: Sequence[str], values: Sequence[str]) -> tuple[ColumnChange, ...]:
    joined = "pasang AS p JOIN lama AS l ON l.urut = p.lama JOIN baru AS b ON b.urut = p.baru"
    if not values:
        return ()
    counts = con.execute(
        f"SELECT {', '.join(f'count(*) FILTER (WHERE l.{name} IS DISTINCT FROM b.{name})' for name in values)} "
        f"FROM {joined}"
    ).fetchall()[0]
    names = ", ".join(f"b.{name}" for name in keys)
    found = []
    for name, number in sorted(zip(values, counts, strict=True), key=lambda item: -item[1]):
        if not number:
            continue
        rows = con.execute(
            f"SELECT {names}, CAST(l.{name} AS VARCHAR), CAST(b.{name} AS VARCHAR) FROM {joined} "
            f"WHERE l.{name} IS DISTINCT FROM b.{name} ORDER BY {names} LIMIT {_EXAMPLES}"
        ).fetchall()
        examples = tuple(
            f"{_shown(keys, row[:-2])}: {' → '.join(privacy.mask(cell) if cell else '(kosong)' for cell in row[-2:])}"
            for row in rows
        )
        found.append(ColumnChange(kolom=name, jumlah=number, contoh=examples))
    return tuple(found)


def _of_old_years(con: duckdb.DuckDBPyConnection, dataset: str, after: Sequence[Path]) -> int:
    """Changed published values of a year before the newest one."""
    if dataset != "rapor_capaian":
        return 0
    newest = con.execute(f"SELECT max(tahun) FROM read_parquet({files(after)})").fetchall()[0][0]
    return int(
        con.execute(
            "SELECT count(*) FROM pasang AS p JOIN lama AS l ON l.urut = p.lama JOIN baru AS b ON b.urut = p.baru "
            "WHERE b.tahun < ? AND (l.nilai IS DISTINCT FROM b.nilai OR l.label IS DISTINCT FROM b.label)",
            [newest],
        ).fetchall()[0][0]
    )


def _vanished(
    con: duckdb.DuckDBPyConnection, dataset: str, before: Sequence[Path], after: Sequence[Path]
) -> tuple[str, ...]:
    """Kab/kota that have no row left."""
    region = "kode_kab_kota_kemendagri"
    if region not in {column.name for column in columns(DATASETS[dataset])}:
        return ()
    still = f"SELECT DISTINCT {region} FROM read_parquet({files(after)}) WHERE {region} IS NOT NULL" if after else "''"
    rows = con.execute(
        f"SELECT DISTINCT {region} FROM read_parquet({files(before)}) "
        f"WHERE {region} IS NOT NULL AND {region} NOT IN ({still}) ORDER BY 1"
    ).fetchall()
    return tuple(name_of(code) for (code,) in rows)

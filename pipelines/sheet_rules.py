"""Rules of meaning that need the sheet: a printed share against its counts, a total row against its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from pipelines.aside import CATAT
from pipelines.delimited import quoted
from pipelines.recognise import Field
from schemas import Row, columns

_STYLES = {"persen": 100.0, "pecahan": 1.0}
_NUMBERS = frozenset({"bulat", "bilangan"})
_DIGITS = range(4, -1, -1)
_PROVINCES = 34
"""Provinces of a whole nation before 2022; since then there are 38."""
_NO_COUNT = frozenset({"tahun", "tahun_ikm"})


@dataclass(frozen=True)
class Share:
    """A printed share: the fields of the share, of the part and of the whole."""

    persen: str
    bagian: str
    dasar: str


def look(
    con: duckdb.DuckDBPyConnection,
    shares: Sequence[Share],
    fields: Sequence[Field],
    model: type[Row],
    joins: Mapping[str, str],
) -> None:
    """Write to `catat` what does not agree in `rekaman` and `mentah` (aliased m in `joins`, the dictionaries)."""
    names = {item.name for item in fields}
    for share in shares:
        if {share.persen, share.bagian, share.dasar} <= names:
            _share(con, share, joins.get(share.persen, ""))
    held = {column.name for column in columns(model)}
    optional = {column.name for column in columns(model) if not column.is_required}
    _blanks(con, [item for item in fields if item.is_needed and item.kind in _NUMBERS and item.name in optional])
    counts = [item.name for item in fields if item.kind == "bulat" and item.name in held - _NO_COUNT]
    if counts and con.execute("SELECT count(*) FROM rekaman WHERE aturan = -2").fetchall()[0][0]:
        parted = [item.name for item in fields if item.name in {"provinsi", "kab_kota"} or item.kind == "daftar"]
        _totals(con, counts, parted)


def _blanks(con: duckdb.DuckDBPyConnection, needed: Sequence[Field]) -> None:
    """Blank cells of a column without which there is no such layout, where most of the column is filled."""
    if not needed:
        return
    asked = ", ".join(f"count({item.name})" for item in needed)
    total, *filled = con.execute(f"SELECT count(*), {asked} FROM rekaman WHERE aturan = 0").fetchall()[0]
    for item, number in zip(needed, filled, strict=True):
        if total // 2 < number < total:
            said = f"{item.headers[0]} kosong: isi angkanya bila ada; 0 ditulis 0"
            con.execute(
                f"""INSERT INTO {CATAT}
                SELECT 0, baris, 'wajib_kosong', {quoted(item.name)}, NULL, {quoted(said)}, 'periksa', NULL, NULL
                FROM rekaman WHERE aturan = 0 AND {item.name} IS NULL
                    AND baris NOT IN (SELECT baris FROM catat WHERE kolom = {quoted(item.name)})"""
            )


def _share(con: duckdb.DuckDBPyConnection, share: Share, join: str) -> None:
    """A share that is not what its counts give, beyond the rounding that the sheet itself shows.

    A sheet has fractions or percentages, to as many digits as it likes: of all ways of writing it is read in the one
    that the fewest cells contradict, the most exact first. A column that contradicts half its rows means something
    else and is named once.
    """
    name = share.persen
    value = f"coalesce(m.f_{name}, k_{name}.arti)" if join else f"m.f_{name}"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE pangsa AS
        SELECT m.baris, m.r_{name} AS teks, {value} AS tertulis, {share.bagian} / {share.dasar} AS hitung,
            contains(m.r_{name}, '%') AS is_tanda
        FROM rekaman r JOIN mentah m USING (baris) {join}
        WHERE r.aturan = 0 AND {value} IS NOT NULL AND {share.bagian} IS NOT NULL AND {share.dasar} > 0"""
    )
    ways = [(factor, 10.0**-digits) for digits in _DIGITS for factor in _STYLES.values()]
    ways = [way for way in ways if way != (1.0, 1.0)]
    asked = ", ".join(f"count(*) FILTER ({_differs(*way)})" for way in ways)
    total, *wrong = con.execute(f"SELECT count(*), {asked} FROM pangsa").fetchall()[0]
    if not total or not min(wrong):
        return
    best = ways[wrong.index(min(wrong))]
    if 2 * min(wrong) > total and total > 2:
        con.execute(
            f"""INSERT INTO {CATAT} SELECT 0, min(baris), 'persen_tidak_cocok', {quoted(share.persen)}, NULL,
                'persentase di kolom ini tidak dihitung dari {share.bagian} dan {share.dasar}: '
                || 'tanyakan ke pengirim apa dasarnya', 'periksa', NULL, NULL
            FROM pangsa WHERE {_differs(*best)}"""
        )
        return
    con.execute(
        f"""INSERT INTO {CATAT}
        SELECT 0, baris, 'persen_tidak_cocok', {quoted(share.persen)}, teks,
            'persentase tertulis ' || teks || ', hitungannya '
            || CASE WHEN {best[0]} = 1 AND NOT is_tanda THEN CAST(round(hitung, 4) AS VARCHAR)
                ELSE replace(CAST(round(100 * hitung, 2) AS VARCHAR), '.', ',') || '%' END
            || ': cocokkan dengan kedua jumlahnya',
            'periksa', NULL, NULL
        FROM pangsa WHERE {_differs(*best)}"""
    )


def _differs(factor: float, tolerance: float) -> str:
    """SQL of whether a share written in a style lies further from the counts than its digits allow."""
    return (
        f"abs(tertulis - hitung * CASE WHEN is_tanda THEN 100.0 ELSE {factor} END) > "
        f"{tolerance} * CASE WHEN is_tanda AND {factor} = 1 THEN 100 ELSE 1 END + 1e-9"
    )


def _totals(con: duckdb.DuckDBPyConnection, counts: Sequence[str], regions: Sequence[str]) -> None:
    """A total that is the sum of none of the rows it may cover: all, those above, since the last total, its region's.

    Rows set aside are parts too, but a sum without them is one as well. Where parts are blank a total may be more.
    """
    sums = ", ".join(f"sum({name}) FILTER (aturan >= 0), sum({name}) FILTER (aturan = 0)" for name in counts)
    told = con.execute(f"SELECT count(*) FILTER (aturan >= 0), {sums} FROM rekaman").fetchall()[0]
    levels = _of_levels(con, counts)
    rows = con.execute(f"SELECT {', '.join(counts)} FROM rekaman WHERE aturan = -2").fetchall()
    left = [
        name
        for at, name in enumerate(counts)
        if any(row[at] is not None and row[at] not in (*told[1 + 2 * at : 3 + 2 * at], *levels[name]) for row in rows)
    ]
    if not told[0] or not left:
        return
    places = "".join(f", r_{name}" for name in regions)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE hitungan AS
        SELECT baris, aturan, {", ".join(left)}{places},
            count(*) FILTER (aturan = -2) OVER (ORDER BY baris ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS blok
        FROM rekaman JOIN (SELECT baris{places} FROM mentah) USING (baris) WHERE aturan <> -1"""
    )
    for name in left:
        _total(con, name, regions)


def _of_levels(con: duckdb.DuckDBPyConnection, counts: Sequence[str]) -> dict[str, set[float]]:
    """The sums of each level, for a sheet that lists the provinces among their kab/kota."""
    names = {row[0] for row in con.execute("DESCRIBE rekaman").fetchall()}
    if "tingkat" not in names:
        return {name: set() for name in counts}
    sums = ", ".join(f"sum({name})" for name in counts)
    rows = con.execute(f"SELECT {sums} FROM rekaman WHERE aturan >= 0 GROUP BY tingkat").fetchall()
    return {name: {row[at] for row in rows if row[at] is not None} for at, name in enumerate(counts)}


def _total(con: duckdb.DuckDBPyConnection, name: str, regions: Sequence[str]) -> None:
    covers = {"semua": "", "atas": "ORDER BY baris", "blok": "PARTITION BY blok"}
    covers |= {region: f"PARTITION BY r_{region}" for region in regions}
    sums = ", ".join(
        f"sum({name}) FILTER (aturan >= 0) OVER ({over}) AS j_{scope}, "
        f"sum({name}) FILTER (aturan = 0) OVER ({over}) AS d_{scope}, "
        f"count(*) FILTER (aturan >= 0 AND {name} IS NULL) OVER ({over}) AS k_{scope}"
        for scope, over in covers.items()
    )
    fits = " OR ".join(
        f"({f'r_{scope} IS NOT NULL AND ' if scope in regions else ''}(nilai IN (j_{scope}, d_{scope}) "
        f"OR k_{scope} > 0 AND nilai >= coalesce(j_{scope}, 0)))"
        for scope in covers
    )
    con.execute(
        f"""INSERT INTO {CATAT}
        SELECT 0, baris, 'total_tidak_sama', {quoted(name)}, teks,
            'total tertulis ' || teks || ', jumlah bagiannya ' || CAST(coalesce(j_blok, j_semua) AS VARCHAR)
            || ': cari baris yang hilang, ganda, atau salah ketik, atau betulkan totalnya',
            'periksa', NULL, NULL
        FROM (SELECT *, {name} AS nilai, {sums} FROM hitungan) JOIN (SELECT baris, r_{name} AS teks FROM mentah)
            USING (baris)
        WHERE aturan = -2 AND nilai IS NOT NULL AND NOT coalesce({fits}, FALSE)"""
    )


def nation(con: duckdb.DuckDBPyConnection) -> None:
    """In a table of provinces (`penuh`): a row of the nation that is not the sum of what it should add up.

    Only whole numbers that are no percentages, and only where the row is more than any of its parts: a mean or a
    median is not. A row that says INDONESIA needs all provinces; one that says Total or Jumlah whatever stands there.
    """
    if not con.execute("SELECT 1 FROM penuh WHERE w_golongan = 'nasional' LIMIT 1").fetchall():
        return
    con.execute(
        f"""INSERT INTO {CATAT}
        WITH bagian AS (
            SELECT asal, tahun, sum(nilai) AS jumlah, max(nilai) AS terbesar, count(DISTINCT baris) AS banyak,
                count(*) FILTER (nilai IS NULL) AS kosong, bool_and(nilai IS NULL OR nilai = floor(nilai)) AS is_bulat,
                sum(nilai) FILTER (tingkat = 'provinsi') AS provinsi, sum(nilai) FILTER (tingkat = 'kab_kota') AS kab,
                count(DISTINCT baris) FILTER (tingkat = 'provinsi') AS banyak_provinsi
            FROM penuh WHERE w_golongan IN ('cocok', 'tidak_dikenal', 'rancu') AND tahun IS NOT NULL
            GROUP BY asal, tahun
        ), luar AS (
            SELECT asal, tahun, sum(nilai) AS jumlah FROM penuh WHERE w_golongan = 'luar_negeri' GROUP BY asal, tahun
        )
        SELECT 0, t.baris, 'total_tidak_sama', t.asal, t.t_nilai,
            'total tertulis ' || t.t_nilai || ', jumlah bagiannya ' || CAST(CAST(b.jumlah AS BIGINT) AS VARCHAR)
            || ': cari baris yang hilang, ganda, atau salah ketik, atau betulkan totalnya',
            'periksa', NULL, NULL
        FROM penuh t JOIN bagian b USING (asal, tahun) LEFT JOIN luar l USING (asal, tahun)
        WHERE t.w_golongan = 'nasional' AND t.nilai = floor(t.nilai) AND b.is_bulat AND b.banyak > 1
            AND t.satuan <> 'persen' AND t.duga <> 'persen' AND t.nilai > b.terbesar
            AND (b.banyak_provinsi >= {_PROVINCES} OR regexp_matches(lower(t.w_teks), 'total|jumlah'))
            AND t.nilai NOT IN (
                b.jumlah, coalesce(b.provinsi, -1), coalesce(b.kab, -1), b.jumlah + coalesce(l.jumlah, 0),
                coalesce(b.provinsi, -1) + coalesce(l.jumlah, 0)
            )
            AND NOT (b.kosong > 0 AND t.nilai > b.jumlah)"""
    )

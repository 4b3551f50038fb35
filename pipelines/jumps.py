"""Changes between two cut-offs that look wrong: a swapped column, a slip of the unit, a kab/kota that fell out.

The change of each kab/kota and measure since its cut-off before (a log ratio for counts, a logit for percentages,
points for scores) is compared with what the others did: the modified z-score of Iglewicz & Hoaglin (1993), with the
median and the median absolute deviation, |z| > 3.5. Counts of a few carry their own chance in the scale, sums a change
in the number of schools. Where fewer than eight changed, or all of them jumped at once, the earlier cut-offs say what
is usual.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import duckdb

from pipelines.across import files
from pipelines.region_names import name_of
from schemas import DATASETS, columns
from schemas.difference import Jump

LIMIT = 3.5
_KEPT, _EMPTY_KEPT = 60, 100
_REGION, _PROVINCE = "kode_kab_kota_kemendagri", "kode_provinsi_kemendagri"
_BESIDE = ("jenjang", "satuan")
"""Columns outside some keys that tell series apart all the same."""
_MONEY = ("nilai_rupiah", "nilai_anggaran")
"""Sums of money: they add up over schools; a percentage or a score does not."""
_OF_FEW = 0.15
"""Variance that one school adds to a sum of money of its kab/kota: of few schools one is much."""
_LEAST = 8
"""Changes needed to say what is usual."""

Found = tuple[int, tuple[Jump, ...], tuple[str, ...]]


def of(con: duckdb.DuckDBPyConnection, dataset: str, after: Sequence[Path]) -> Found:
    """How many jumps, the farthest of them, and kab/kota missing at a new cut-off.

    Wants the tables `baru`, `lama` and `pasang` of the comparison: only cut-offs with a new or changed row are asked.
    """
    names = {column.name for column in columns(DATASETS[dataset])}
    time = next((name for name in ("tanggal_data", "tahun") if name in names), None)
    if time is None or _REGION not in names:
        return 0, (), ()
    key = DATASETS[dataset].key
    split = [name for name in (*key, *_BESIDE) if name in names and name not in {time, _REGION, _PROVINCE, "npsn"}]
    split = list(dict.fromkeys(split))
    series = f"concat_ws(' · ', {', '.join(split)})" if split else "''"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE tersentuh AS
        SELECT DISTINCT {series} AS seri, CAST({time} AS VARCHAR) AS waktu FROM baru
        WHERE kunci NOT IN (SELECT kunci FROM lama) OR urut IN (SELECT baru FROM pasang)"""
    )
    counts = [name for name in sorted(names) if name.startswith("jumlah_")]
    values = [name for name in sorted(names) if name in {"nilai", *_MONEY}]
    sums = "".join(f", CAST(sum({name}) AS DOUBLE) AS {name}" for name in counts)
    sums += "".join(f", CAST({'sum' if name in _MONEY else 'avg'}({name}) AS DOUBLE) AS {name}" for name in values)
    schools = "CAST(count(npsn) AS DOUBLE)" if "npsn" in names else "CAST(0 AS DOUBLE)"
    unit = "any_value(satuan)" if "satuan" in names else "NULL"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE ukur AS
        SELECT * FROM (
            SELECT {series} AS seri, coalesce({_REGION}, {_PROVINCE}) AS wilayah, any_value({_PROVINCE}) AS provinsi,
                CAST({time} AS VARCHAR) AS waktu, {unit} AS satuan, CAST(count(*) AS DOUBLE) AS baris,
                {schools} AS sekolah {sums}
            FROM read_parquet({files(after)}, union_by_name = TRUE)
            WHERE coalesce({_REGION}, {_PROVINCE}) IS NOT NULL AND {series} IN (SELECT seri FROM tersentuh)
            GROUP BY seri, coalesce({_REGION}, {_PROVINCE}), waktu
        ) UNPIVOT (angka FOR ukuran IN ({", ".join(["baris", *counts, *values])}))"""
    )
    is_points = dataset == "rapor_capaian"
    _measure(con, is_points)
    jumps = _whole(con) + _single(con)
    jumps = [jump.model_copy(update={"dugaan": _unit_slip(jump)}) for jump in jumps]
    jumps = _with_swaps(jumps)
    jumps.sort(key=lambda jump: (jump.wilayah is not None, -abs(jump.z)))
    return len(jumps), tuple(jumps[:_KEPT]), _missing(con)


def _measure(con: duckdb.DuckDBPyConnection, is_points: bool) -> None:
    """Table `langkah`: each change on its scale (`x`), with what is usual for it (`tengah`, `skala`)."""
    points = "TRUE" if is_points else "u.ukuran = 'nilai' AND g.terkecil < 0"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE langkah AS
        WITH golongan AS (
            SELECT seri, ukuran, min(angka) AS terkecil, median(abs(angka)) AS biasa FROM ukur GROUP BY seri, ukuran
        ), jenis AS (
            SELECT u.*, g.biasa, CASE
                WHEN u.ukuran = 'nilai' AND ({points}) THEN 'poin'
                WHEN u.ukuran = 'nilai' AND u.satuan = 'persen' THEN 'pangsa'
                ELSE 'hitungan' END AS jenis
            FROM ukur AS u JOIN golongan AS g USING (seri, ukuran)
        ), lalu AS (
            SELECT *, lag(angka) OVER k AS angka_lalu, lag(waktu) OVER k AS waktu_lalu,
                lag(sekolah) OVER k AS sekolah_lalu
            FROM jenis WINDOW k AS (PARTITION BY seri, ukuran, wilayah ORDER BY waktu)
        ), skala AS (
            SELECT *,
                CASE jenis
                    WHEN 'hitungan' THEN ln((greatest(angka, 0) + 0.5) / (greatest(angka_lalu, 0) + 0.5))
                    WHEN 'pangsa' THEN {_logit("angka")} - {_logit("angka_lalu")}
                    ELSE angka - angka_lalu END AS x,
                CASE jenis
                    WHEN 'hitungan' THEN 1 / (greatest(angka, 0) + 1) + 1 / (greatest(angka_lalu, 0) + 1)
                    ELSE 0 END
                + CASE WHEN ukuran <> 'baris' AND sekolah > 0 AND sekolah_lalu > 0
                    THEN power(ln(sekolah / sekolah_lalu), 2) ELSE 0 END
                + CASE WHEN ukuran IN {_MONEY} AND sekolah > 0 AND sekolah_lalu > 0
                    THEN {_OF_FEW} / sekolah + {_OF_FEW} / sekolah_lalu ELSE 0 END AS ragam,
                CASE jenis WHEN 'hitungan' THEN 0.06 WHEN 'pangsa' THEN 0.15
                    ELSE {_span()} * 0.04 END AS alas,
                CASE jenis WHEN 'hitungan' THEN 0.35 WHEN 'pangsa' THEN 0.5
                    ELSE {_span()} * 0.1 END AS bawaan
            FROM lalu WHERE angka_lalu IS NOT NULL AND NOT (angka = 0 AND angka_lalu = 0)
        ), saat AS (
            SELECT seri, ukuran, waktu, count(*) AS n, median(x) AS med, mad(x) * 1.4826 AS sebar
            FROM skala GROUP BY seri, ukuran, waktu
        ), riwayat AS (
            SELECT a.seri, a.ukuran, a.waktu, count(*) AS kali, median(b.med) AS med, mad(b.med) * 1.4826 AS sebar_med,
                median(b.sebar) AS sebar
            FROM saat AS a JOIN saat AS b ON b.seri = a.seri AND b.ukuran = a.ukuran AND b.waktu <> a.waktu
                AND b.n >= {_LEAST}
            GROUP BY a.seri, a.ukuran, a.waktu
        )
        SELECT s.*, t.n, t.med AS med_saat, r.kali, r.med AS med_riwayat, r.sebar_med,
            CASE WHEN t.n >= {_LEAST} THEN t.med WHEN r.kali >= 1 THEN r.med ELSE 0 END AS tengah,
            sqrt(s.ragam + power(CASE
                WHEN t.n >= {_LEAST} AND r.kali >= 3 THEN greatest(least(t.sebar, 2 * r.sebar), s.alas)
                WHEN t.n >= {_LEAST} THEN greatest(t.sebar, s.alas)
                WHEN r.kali >= 1 THEN greatest(r.sebar, s.alas)
                ELSE s.bawaan END, 2)) AS skala
        FROM skala AS s JOIN saat AS t USING (seri, ukuran, waktu) LEFT JOIN riwayat AS r USING (seri, ukuran, waktu)
        WHERE (s.seri, s.waktu) IN (SELECT (seri, waktu) FROM tersentuh)"""
    )


def _logit(name: str) -> str:
    share = f"least(greatest({name}, 0.5), 99.5)"
    return f"ln({share} / (100 - {share}))"


def _span() -> str:
    """The range of a score by its usual values: 0 to 100, 1 to 3, 0 to 1."""
    return "CASE WHEN biasa > 3.2 THEN 100 WHEN biasa > 1 THEN 3 ELSE 1 END"


def _single(con: duckdb.DuckDBPyConnection) -> list[Jump]:
    """One kab/kota apart from the others."""
    rows = con.execute(
        f"""SELECT seri, ukuran, wilayah, waktu_lalu, waktu, angka_lalu, angka, (x - tengah) / skala AS z FROM langkah
        WHERE abs((x - tengah) / skala) > {LIMIT} ORDER BY abs(z) DESC, seri, ukuran, wilayah, waktu"""
    ).fetchall()
    return [_jump(*row) for row in rows]


def _whole(con: duckdb.DuckDBPyConnection) -> list[Jump]:
    """All at once: the middle of the changes is far from the middles of the other cut-offs."""
    rows = con.execute(
        f"""WITH s AS (
            SELECT seri, ukuran, min(waktu_lalu) AS waktu_lalu, waktu, sum(angka_lalu) AS lama, sum(angka) AS baru,
                median(angka_lalu) AS lama_tengah, median(angka) AS baru_tengah, any_value(jenis) AS jenis,
                any_value(med_saat) AS med, max(n) AS n,
                CASE WHEN max(kali) >= 3 THEN any_value(med_riwayat) ELSE 0 END AS tengah,
                CASE WHEN max(kali) >= 3 THEN greatest(any_value(sebar_med), any_value(bawaan) / 2)
                    ELSE any_value(bawaan) END AS skala
            FROM langkah GROUP BY seri, ukuran, waktu
        )
        SELECT seri, ukuran, NULL, waktu_lalu, waktu, CASE jenis WHEN 'hitungan' THEN lama ELSE lama_tengah END,
            CASE jenis WHEN 'hitungan' THEN baru ELSE baru_tengah END, (med - tengah) / skala AS z
        FROM s WHERE n >= 2 AND abs((med - tengah) / skala) > {LIMIT} ORDER BY abs(z) DESC, seri, ukuran, waktu"""
    ).fetchall()
    return [_jump(*row) for row in rows]


def _jump(
    seri: str, ukuran: str, wilayah: str | None, before: str, after: str, dari: float, ke: float, z: float
) -> Jump:
    return Jump(
        seri=seri,
        ukuran=ukuran,
        wilayah=name_of(wilayah) if wilayah else None,
        waktu_lama=before,
        waktu_baru=after,
        dari=dari,
        ke=ke,
        z=round(z, 1),
    )


def _unit_slip(jump: Jump) -> str | None:
    """A ratio near a power of ten is what a wrong unit or a lost decimal mark gives."""
    if not (jump.dari > 0 and jump.ke > 0):
        return None
    tens = math.log10(jump.ke / jump.dari)
    whole = round(tens)
    if whole == 0 or abs(tens - whole) > 0.1:
        return None
    factor = f"{10 ** abs(whole):,}".replace(",", ".")
    return f"mirip salah satuan ({'×' if whole > 0 else '÷'} {factor})"


def _with_swaps(found: list[Jump]) -> list[Jump]:
    """Two measures that each took the other's place look like swapped columns."""
    groups: dict[tuple[str, str | None, str], list[int]] = {}
    for place, jump in enumerate(found):
        groups.setdefault((jump.seri, jump.wilayah, jump.waktu_baru), []).append(place)
    for places in groups.values():
        for a, b in combinations(places[:40], 2):
            one, two = found[a], found[b]
            if _near(one.ke, two.dari) and _near(two.ke, one.dari):
                found[a] = one.model_copy(update={"dugaan": f"mirip tertukar dengan kolom {two.ukuran}"})
                found[b] = two.model_copy(update={"dugaan": f"mirip tertukar dengan kolom {one.ukuran}"})
    return found


def _near(a: float, b: float) -> bool:
    return a > 0 and b > 0 and abs(math.log(a / b)) < 0.15


def _missing(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Kab/kota of the cut-off before that a new cut-off lacks, in provinces that it has."""
    rows = con.execute(
        """WITH ada AS (
            SELECT DISTINCT seri, waktu, wilayah, provinsi FROM ukur
            WHERE ukuran = 'baris' AND length(wilayah) = 5
        ), waktunya AS (
            SELECT seri, waktu, lag(waktu) OVER (PARTITION BY seri ORDER BY waktu) AS waktu_lalu
            FROM (SELECT DISTINCT seri, waktu FROM ada)
        )
        SELECT DISTINCT w.waktu, a.wilayah FROM waktunya AS w
        JOIN tersentuh USING (seri, waktu)
        JOIN ada AS a ON a.seri = w.seri AND a.waktu = w.waktu_lalu
        WHERE NOT EXISTS (SELECT 1 FROM ada AS b WHERE b.seri = w.seri AND b.waktu = w.waktu AND b.wilayah = a.wilayah)
            AND EXISTS (SELECT 1 FROM ada AS c WHERE c.seri = w.seri AND c.waktu = w.waktu AND c.provinsi = a.provinsi)
        ORDER BY 1 DESC, 2"""
    ).fetchall()
    return tuple(f"{name_of(region)} ({time})" for time, region in rows[:_EMPTY_KEPT])

"""All Rapor workbooks of the world, written in processes beside the CSV files."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np

from pipelines.sample.context import participation
from pipelines.sample.rapor_books import Job, write_province
from pipelines.sample.rapor_school import report_schools
from pipelines.sample.rapor_values import DASMEN, PAUD, is_paud, jenis, takes_part, values
from pipelines.sample.regions import Regions, kab_spelling
from pipelines.sample.schools import BENTUK, Schools
from pipelines.sample.world import TRUTHS, World

TWICE_IN = "32"
"""The province whose last school sheet holds some schools twice."""
TWICE_COUNT = 3


def jobs(folder: Path, world: World, regions: Regions, schools: Schools, con: duckdb.DuckDBPyConnection) -> list[Job]:
    """One job a province, the largest first."""
    names = con.execute("SELECT npsn, nama, 'Kec. ' || kecamatan AS kecamatan FROM sekolah ORDER BY urut").fetchnumpy()
    years = world.tahun_rapor
    all_years = sorted({*years, *(year - 1 for year in years if year > 2022)})
    dasmen = {year: values(world, regions, schools, DASMEN, year) for year in all_years}
    paud = {year: values(world, regions, schools, PAUD, year) for year in all_years}
    ikut = {year: takes_part(world, regions, schools, year) for year in all_years}
    aps = participation(world, regions, tuple(all_years))
    small = is_paud(schools)
    alone = report_schools(world, regions, schools)
    starts = np.searchsorted(schools.provinsi, np.arange(len(regions.provinces)))
    result = []
    for place, province in enumerate(regions.provinces):
        mine = schools.provinsi == place
        members = [index for index, kab in enumerate(regions.kabs) if kab.provinsi == place]
        drift = {1: province.nama.replace("Sumatera", "Sumatra"), 2: province.nama.upper()}
        result.append(
            Job(
                folder=str(folder),
                kode=province.kode,
                provinsi=province.nama,
                judul_provinsi=drift.get(place % 3, province.nama),
                kabs=tuple(kab_spelling(regions.kabs[index].nama, 1) for index in members),
                npsn=names["npsn"][mine].tolist(),
                nama=names["nama"][mine].tolist(),
                kecamatan=names["kecamatan"][mine].tolist(),
                kab=(schools.kab[mine] - members[0]).astype(np.int32),
                kind=schools.bentuk[mine],
                is_negeri=schools.is_negeri[mine],
                jenis={year: {kind: jenis(kind, year) for kind in range(len(BENTUK))} for year in all_years},
                dasmen={year: dasmen[year][mine] for year in all_years},
                paud={year: paud[year][mine] for year in all_years},
                ikut={year: ikut[year][mine] for year in all_years},
                is_paud=small[mine],
                aps={year: aps[year][members] for year in all_years},
                tahun=years,
                method_break=(TRUTHS.method_break_code, TRUTHS.method_break_year),
                sendiri=frozenset(index - starts[place] for index in alone if schools.provinsi[index] == place),
                kembar=TWICE_COUNT if province.kode == TWICE_IN else 0,
            )
        )
    return sorted(result, key=lambda job: -len(job.npsn))


@contextmanager
def written_beside(work: list[Job], processes: int) -> Iterator[Callable[[Callable[[float], None]], None]]:
    """Start writing the workbooks; the value waits for the rest, reporting the share done.

    With one process, or where processes cannot be started, the waiting itself writes them.
    """
    if processes < 2:
        yield lambda report: _here(work, report)
        return
    pool = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
    try:
        waiting: list[Future[int]] = [pool.submit(write_province, job) for job in work]

        def wait(report: Callable[[float], None]) -> None:
            try:
                for done, future in enumerate(as_completed(waiting), 1):
                    future.result()
                    report(done / len(work))
            except BrokenProcessPool:
                _here(work, report)

        yield wait
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _here(work: list[Job], report: Callable[[float], None]) -> None:
    for done, job in enumerate(work, 1):
        write_province(job)
        report(done / len(work))

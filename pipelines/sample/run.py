"""Write a whole sample world: aside first, then renamed, so that a crash leaves no half world."""

from __future__ import annotations

import os
import shutil
import threading
import time
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from pipelines.sample.accounts import write_accounts
from pipelines.sample.attendance import install_attendance, write_attendance, write_events
from pipelines.sample.context import write_context, write_guru_penggerak, write_participation_tables
from pipelines.sample.dashboards import write_dashboards
from pipelines.sample.desk import Desk, long_date
from pipelines.sample.lists import write_lists
from pipelines.sample.plans import share_by_province, write_programs, write_publications, write_targets
from pipelines.sample.platforms import write_region_platforms, write_school_platforms
from pipelines.sample.pmm import Written, baseline_date, write_pmm
from pipelines.sample.rapor import jobs, written_beside
from pipelines.sample.rapor_pbd import write_recommendations
from pipelines.sample.rapor_school import write_school_reports
from pipelines.sample.rapor_values import DASMEN, takes_part, values
from pipelines.sample.regions import Regions, load_regions
from pipelines.sample.schools import SD, Schools, install_schools, make_schools
from pipelines.sample.training import make_events, make_participants, trained_from
from pipelines.sample.truths import MARK, write_truths
from pipelines.sample.world import Ints, World
from warehouse.progress import Report


class FolderTakenError(Exception):
    """The folder holds files that are no sample world; the message is for people."""


def _swept(folder: Path) -> Path:
    """An empty folder aside, after clearing what crashed writers left an hour or more ago."""
    for left in folder.parent.glob(f"{folder.name}.*.tmp"):
        if time.time() - left.stat().st_mtime > 3600:
            shutil.rmtree(left, ignore_errors=True)
    aside = folder.with_name(f"{folder.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    return aside


def write_world(
    folder: Path, *, scale: int = 1, seed: int = 2026, report: Report | None = None, world: World | None = None
) -> None:
    """Write a sample world's export files, replacing the folder whole; FolderTakenError where it holds anything else.

    `world` overrides scale and seed: `pipelines.sample.TINY` is written in under three seconds.
    """
    world = world or World(seed=seed, scale=scale)
    say: Report = report or (lambda sentence, share: None)
    if folder.exists() and not (folder / MARK).is_file() and any(folder.iterdir()):
        raise FolderTakenError(
            f"Folder {folder} berisi berkas yang bukan dunia contoh. Pindahkan berkas itu, misalnya ke exports, "
            "lalu ulangi."
        )
    aside = _swept(folder)
    old = aside.with_suffix(".lama.tmp")
    try:
        _write_all(aside, world, say)
        if folder.exists():
            os.replace(folder, old)
        os.replace(aside, folder)
        say("Semua berkas selesai ditulis", 1.0)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _write_all(folder: Path, world: World, say: Report) -> None:
    say("Menyusun satuan pendidikan dan kegiatan contoh", 0.0)
    regions = load_regions(world)
    schools = make_schools(world, regions)
    events = make_events(world, regions)
    people = make_participants(world, regions, schools, events)
    trained = trained_from(schools, events, people)

    def month(day: date, share: float) -> None:
        say(f"Menulis aktivitas PMM / Ruang GTK per {long_date(day)}", 0.05 + 0.35 * share)

    with duckdb.connect() as con:
        con.execute("SET threads = 2")
        install_schools(con, schools, regions)
        desk = Desk(folder, con)
        with written_beside(jobs(folder, world, regions, schools, con), world.processes) as wait:
            pmm = write_pmm(desk, world, regions, schools, trained, month)
            say("Menulis daftar satuan pendidikan dan akun belajar.id", 0.4)
            write_lists(desk, world, schools, np.where(pmm.last.gtk > 0, pmm.last.gtk, schools.guru))
            accounts = write_accounts(desk, world, regions, schools, pmm.standing)
            say("Menulis pemanfaatan platform lain", 0.48)
            write_school_platforms(desk, world, schools, pmm.standing)
            write_region_platforms(desk, world, regions, schools)
            say("Menulis kegiatan, daftar hadir, dan program", 0.58)
            write_events(desk, regions, events, people)
            twice = install_attendance(desk, world, events, people)
            write_attendance(desk, events)
            write_participation_tables(desk, world, regions)
            write_context(desk, world, regions)
            write_guru_penggerak(desk, world, regions, schools)
            overlaps, programs = write_programs(desk, world, regions)
            write_targets(desk, regions, _baselines(world, regions, schools, pmm, accounts))
            write_school_reports(desk, world, regions, schools)
            write_recommendations(desk, world, regions)
            offices = write_dashboards(desk, world, regions, schools)
            write_publications(desk, world, regions, events, programs)
            wait(lambda share: say("Menulis buku kerja Rapor Pendidikan", 0.62 + 0.37 * share))
        counts = {
            "pendaftar_ganda": twice + 1,
            "jumlah_kehadiran": len(people.acara) + offices,
            "program_tumpang_tindih": overlaps,
        }
        write_truths(folder, world, regions, schools, events, trained, pmm, desk.set_aside, counts)


def _baselines(
    world: World, regions: Regions, schools: Schools, pmm: Written, accounts: tuple[Ints, Ints]
) -> dict[str, tuple[date, dict[str, float]]]:
    """Per target measure the date and value of the baseline, nation ("") and provinces, as the world has them."""
    day = baseline_date(world)
    month = pmm.guru[day]
    active = np.where(month.gtk > 0, month.counters["aktif"], 0).astype(np.int32)
    year = world.tahun_rapor[-2]
    literacy = values(world, regions, schools, DASMEN, year)[:, 0]
    there = (schools.bentuk == SD) & takes_part(world, regions, schools, year)
    per_mille = np.rint(np.where(there, literacy * 10, 0)).astype(np.int32)
    return {
        "pmm.aktif_30_hari": (day, share_by_province(regions, schools.provinsi, active, month.gtk)),
        "belajar_id.teraktivasi": (world.quarters[0], share_by_province(regions, schools.provinsi, *accounts)),
        "DASMEN:A.1": (
            date(year, 12, 31),
            share_by_province(regions, schools.provinsi, per_mille, (there * 1000).astype(np.int32)),
        ),
    }

"""From a folder of exports to a published snapshot: read what is new, check all, publish at once or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import duckdb

from pipelines import across, fingerprint, privacy, read
from pipelines.checks import run_checks
from pipelines.delimited import quoted
from pipelines.import_file import SET_ASIDE, TRAIL, Job, connect
from pipelines.pool import WORKERS, pool
from schemas import DATASETS
from schemas.manifest import DatasetInfo, Manifest, SourceFile
from warehouse import progress, snapshots

SAMPLE_MARK = "CONTOH.json"


class BuildFailed(Exception):
    """Nothing can be published; the message is Indonesian and says what to do."""


@dataclass(frozen=True)
class Change:
    """One dataset before and after."""

    dataset: str
    sebelum: int
    sesudah: int


@dataclass(frozen=True)
class Difference:
    """What a person is asked to accept."""

    dataset: tuple[Change, ...]
    berkas_baru: tuple[str, ...]
    berkas_hilang: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What a build came to. `manifest` is the new one, published or not; `dilewati` are names that are no exports."""

    status: Literal["terbit", "tidak_berubah", "tidak_disetujui"]
    snapshot: snapshots.Snapshot | None
    manifest: Manifest
    difference: Difference | None = None
    dilewati: tuple[str, ...] = ()
    berkas_dibaca: int = 0
    """Files read anew; the others were taken over from the serving snapshot."""


def build(
    folder: Path,
    *,
    report: progress.Report | None = None,
    is_accepted: Callable[[Difference], bool] = lambda _: False,
    assumed: date | None = None,
    done_before: float = 0.0,
) -> Result:
    """Import a folder and publish it.

    `is_accepted` is asked only when a snapshot of real data serves and this build changes it. `assumed` is the
    cut-off of files that state none. `done_before` is the share that the browser's bar already shows when the build is
    the second part of a longer job. BuildFailed and snapshots.PublishRefused carry a message for people.
    """
    tell = _teller(report, done_before)
    try:
        return _Build(folder, tell, is_accepted, assumed).run()
    except (BuildFailed, snapshots.PublishRefused) as failure:
        progress.write("Impor gagal", 1.0, str(failure))
        raise
    except OSError as failure:
        why = failure.strerror or str(failure)
        message = f"Folder data tidak dapat ditulis atau dibaca ({why}). Periksa ruang dan izinnya, lalu ulangi."
        with suppress(OSError):
            progress.write("Impor gagal", 1.0, message)
        raise BuildFailed(message) from failure
    except Exception:
        progress.write(
            "Impor gagal", 1.0, "Kesalahan dalam program; lihat pesan di terminal. Snapshot lama tetap melayani."
        )
        raise


def _teller(report: progress.Report | None, done_before: float) -> progress.Report:
    """To the caller at once, to the file that the browser reads a few times a second."""
    last = 0.0

    def tell(sentence: str, share: float) -> None:
        nonlocal last
        if report:
            report(sentence, share)
        if share >= 1 or time.monotonic() - last > 0.2:
            last = time.monotonic()
            progress.write(sentence, done_before + (1 - done_before) * share)

    return tell


class _Build:
    def __init__(
        self, folder: Path, tell: progress.Report, is_accepted: Callable[[Difference], bool], assumed: date | None
    ) -> None:
        self.folder, self.tell, self.is_accepted, self.assumed = folder, tell, is_accepted, assumed
        self.read_anew = 0

    def run(self) -> Result:
        if not self.folder.is_dir():
            raise BuildFailed(f"Folder {self.folder} tidak ada. Buat folder itu dan salin berkas ekspor ke dalamnya.")
        names, skipped = read.exports_in(self.folder)
        if not names:
            raise BuildFailed(
                f"Folder {self.folder} tidak berisi berkas ekspor. Salin berkas CSV, XLSX, atau Parquet ke dalamnya."
            )
        with snapshots.lock():
            self.tell("Menghitung sidik berkas", 0.01)
            digests = {name: read.digest(self.folder / name) for name in names}
            secret = privacy.secret_key()
            is_sample = (self.folder / SAMPLE_MARK).is_file()
            content = fingerprint.of_content({n: d[0] for n, d in digests.items()}, secret, self.assumed, is_sample)
            serving = snapshots.current()
            if serving is not None and serving.manifest.sidik_isi == content:
                self.tell("Tidak ada yang berubah", 1.0)
                return Result("tidak_berubah", serving, serving.manifest, None, tuple(skipped))
            with snapshots.building() as place:
                manifest = self._manifest(place, digests, secret, content, is_sample, serving)
                difference = difference_of(serving.manifest if serving else None, manifest)
                if serving and not serving.manifest.is_contoh and not self.is_accepted(difference):
                    self.tell("Perubahan tidak disetujui; snapshot lama tetap melayani", 1.0)
                    return Result("tidak_disetujui", serving, manifest, difference, tuple(skipped), self.read_anew)
                snapshot = self._publish(place, manifest)
        self.tell("Selesai", 1.0)
        return Result("terbit", snapshot, manifest, difference, tuple(skipped), self.read_anew)

    def _publish(self, place: Path, manifest: Manifest) -> snapshots.Snapshot:
        from pipelines.marts import build_marts

        self.tell("Menyusun mart", 0.6)
        build_marts(place, lambda sentence, share: self.tell(sentence, 0.6 + 0.38 * share))
        (place / snapshots.MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        self.tell("Menerbitkan snapshot", 0.99)
        return snapshots.publish(place, manifest.id)

    def _manifest(
        self,
        place: Path,
        digests: dict[str, tuple[str, int]],
        secret: bytes,
        content: str,
        is_sample: bool,
        serving: snapshots.Snapshot | None,
    ) -> Manifest:
        """All parts in place, checked, and the manifest that says so."""
        con = connect(place, WORKERS, "6GB")
        try:
            sources = self._sources(con, place, digests, secret, serving)
            self.tell("Mencari baris kembar antarberkas", 0.53)
            sources = across.set_aside_twins(con, place, sources)
            if not any(sheet.diterima for source in sources for sheet in source.lembar):
                raise BuildFailed(nothing_accepted(sources))
            across.join_aside(con, place)
            self.tell("Memeriksa data", 0.57)
            findings = run_checks(con, place)
            datasets = tuple(_info(con, place, name, sources) for name in DATASETS)
        finally:
            con.close()
        for leftover in (".tumpah", SET_ASIDE):
            shutil.rmtree(place / leftover, ignore_errors=True)
        return Manifest(
            id=snapshots.new_id(content),
            dibuat=datetime.now().astimezone(),
            is_contoh=is_sample,
            versi=fingerprint.version(),
            sidik_isi=content,
            folder=self.folder.name,
            berkas=tuple(sources),
            dataset=datasets,
            temuan=findings,
        )

    def _sources(
        self,
        con: duckdb.DuckDBPyConnection,
        place: Path,
        digests: dict[str, tuple[str, int]],
        secret: bytes,
        serving: snapshots.Snapshot | None,
    ) -> list[SourceFile]:
        """Every file's ledger, its parts in place: taken over from the serving snapshot, or read now."""
        before = {s.sidik: s for s in serving.manifest.berkas if _is_whole(s)} if serving else {}
        first_of: dict[str, str] = {}
        for name, (sha, _) in digests.items():
            first_of.setdefault(sha, name)
        jobs = [self._job(place, name, *digests[name], secret) for name in first_of.values()]
        taken: dict[str, SourceFile] = {
            job.berkas: before[job.sidik] for job in jobs if job.sidik in before and not before[job.sidik].sidik_rujukan
        }
        done = dict(taken)
        matched = [job for job in jobs if job.sidik in before and job.berkas not in done]
        anew = [job for job in jobs if job.sidik not in before]
        total, seen = sum(job.ukuran for job in anew) or 1, 0
        with pool(place, anew + matched) as workers:
            for job, result in workers.map(anew):
                seen += job.ukuran
                self.tell(f"Membaca {job.berkas}", 0.02 + 0.48 * seen / total)
                if result.is_deferred:
                    matched.append(job)
                else:
                    done[job.berkas] = result.source
                    self.read_anew += 1
            rujukan = fingerprint.of_parts(done.values(), "satuan_pendidikan")
            again = []
            for job in matched:
                old = before.get(job.sidik)
                if old and old.sidik_rujukan == rujukan:
                    done[job.berkas] = taken[job.berkas] = old
                else:
                    again.append(replace(job, sekolah=place / "satuan_pendidikan", sidik_rujukan=rujukan))
            if serving:
                _take_over(serving.path, place, taken.values())
                across.take_over_aside(con, place, serving.path, list(taken))
            for job, result in workers.map(again):
                self.tell(f"Mencocokkan {job.berkas}", 0.51)
                done[job.berkas] = result.source
                self.read_anew += 1
        _prune(place, done.values())
        return [
            done[name] if first_of[sha] == name else across.same_file(con, place, name, size, done[first_of[sha]])
            for name, (sha, size) in digests.items()
        ]

    def _job(self, place: Path, name: str, sha: str, size: int, secret: bytes) -> Job:
        path = self.folder / name
        return Job(
            path=path,
            berkas=name,
            sha256=sha,
            ukuran=size,
            sidik=fingerprint.of_file(name, sha, secret, self.assumed),
            folder=place,
            modified=datetime.fromtimestamp(path.stat().st_mtime).astimezone().date(),
            assumed=self.assumed,
            kunci=secret,
        )


def _is_whole(source: SourceFile) -> bool:
    """Whether a file's parts can be taken over: it was read, and no row gave way to another file's."""
    return bool(source.sidik) and source.galat is None and not any(s.disisihkan_lintas for s in source.lembar)


def _take_over(old: Path, place: Path, sources: Iterable[SourceFile]) -> None:
    """Hard links to the parts of the serving snapshot; copies where the file system has none."""
    for source in sources:
        for sheet in source.lembar:
            for folder in (sheet.dataset, TRAIL):
                if sheet.bagian and folder:
                    (place / folder).mkdir(exist_ok=True)
                    part = Path(folder) / f"{sheet.bagian}.parquet"
                    try:
                        os.link(old / part, place / part)
                    except OSError:
                        shutil.copy2(old / part, place / part)


def _prune(place: Path, sources: Iterable[SourceFile]) -> None:
    """Parts that no ledger names (of a file refused half-way) are removed."""
    named = {sheet.bagian for source in sources for sheet in source.lembar}
    for folder in (*DATASETS, TRAIL, SET_ASIDE):
        for file in (place / folder).glob("*.parquet"):
            is_kept = file.stem in named or folder == SET_ASIDE
            if not is_kept:
                file.unlink()


def _info(con: duckdb.DuckDBPyConnection, place: Path, name: str, sources: Iterable[SourceFile]) -> DatasetInfo:
    parts = sorted((place / name).glob("*.parquet")) if (place / name).is_dir() else []
    number = 0
    if parts:
        listed = "[" + ", ".join(quoted(str(part)) for part in parts) + "]"
        number = con.execute(f"SELECT count(*) FROM read_parquet({listed})").fetchall()[0][0]
    named = tuple(s.nama for s in sources if any(sheet.dataset == name and sheet.diterima for sheet in s.lembar))
    return DatasetInfo(dataset=name, jumlah_baris=number, berkas=named)


def difference_of(old: Manifest | None, new: Manifest) -> Difference:
    """What would change if `new` came to serve."""
    rows_before = {info.dataset: info.jumlah_baris for info in old.dataset} if old else {}
    files_before = {source.nama: source.sha256 for source in old.berkas} if old else {}
    files_after = {source.nama: source.sha256 for source in new.berkas}
    return Difference(
        tuple(Change(info.dataset, rows_before.get(info.dataset, 0), info.jumlah_baris) for info in new.dataset),
        tuple(name for name, sha in files_after.items() if files_before.get(name) != sha),
        tuple(name for name in files_before if name not in files_after),
    )


def nothing_accepted(sources: Iterable[SourceFile]) -> str:
    """Why not one row could be taken, by file."""
    lines = []
    for source in sources:
        why = source.galat or "; ".join(
            f"{reason.alasan} ({reason.jumlah} baris)" for sheet in source.lembar for reason in sheet.alasan[:2]
        )
        lines.append(f"  {source.nama}: {why or 'tidak ada baris data'}")
    shown = "\n".join(lines[:20]) + ("\n  ..." if len(lines) > 20 else "")
    return f"Tidak satu baris pun dapat diterima; tidak ada yang diterbitkan.\n{shown}"


if __name__ == "__main__":
    from pipelines.command import main

    raise SystemExit(main())

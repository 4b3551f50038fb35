"""Files become the parts, the findings and the manifest of one folder: the same for a build and an examination."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import duckdb

from pipelines import across, answers, aside, fingerprint, parts, privacy, read
from pipelines.checks import run_checks
from pipelines.delimited import quoted
from pipelines.import_file import Job, connect
from pipelines.pool import WORKERS, pool
from schemas import DATASETS
from schemas.manifest import DatasetInfo, Manifest, SourceFile
from warehouse import progress, snapshots

SAMPLE_MARK = "CONTOH.json"


class BuildFailed(Exception):
    """Nothing can be published; the message is Indonesian and says what to do."""


@dataclass(frozen=True)
class Material:
    """What a snapshot is made of: the files by name with their digests, and the fingerprint of it all."""

    folder: Path
    files: Mapping[str, Path]
    dilewati: tuple[str, ...]
    digests: Mapping[str, tuple[str, int]]
    secret: bytes
    jawaban: answers.Answers
    assumed: date | None
    is_sample: bool
    sidik_isi: str


def gather(folder: Path, staged: Mapping[str, Path], assumed: date | None, tell: progress.Report) -> Material:
    """The exports of a folder, overlaid by staged files: of two with one name the staged one counts."""
    names, others = read.exports_in(folder) if folder.is_dir() else ([], [])
    files = {name: folder / name for name in names} | dict(staged)
    if not files:
        raise BuildFailed(
            f"Folder {folder} tidak berisi berkas ekspor. Salin berkas CSV, XLSX, atau Parquet ke dalamnya."
        )
    tell("Menghitung sidik berkas", 0.01)
    digests = {name: _digest(name, files[name]) for name in sorted(files)}
    secret = privacy.secret_key()
    is_sample = (folder / SAMPLE_MARK).is_file()
    jawaban = answers.load()
    shas = {name: found[0] for name, found in digests.items()}
    content = fingerprint.of_content(shas, secret, assumed, is_sample, jawaban.sidik)
    skipped = tuple(fingerprint.shown(name) for name in others)
    return Material(folder, files, skipped, digests, secret, jawaban, assumed, is_sample, content)


def _digest(name: str, path: Path) -> tuple[str, int]:
    try:
        return read.digest(path)
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise BuildFailed(
            f"Berkas {fingerprint.shown(name)} tidak dapat dibaca ({why}). Periksa izinnya, lalu ulangi."
        ) from failure


@dataclass
class Assembly:
    """One run over a material. `bases` are built folders whose parts may be taken over, the first that fits wins."""

    material: Material
    bases: Sequence[snapshots.Snapshot]
    tell: progress.Report
    anew: set[str] = field(default_factory=set)
    """Files read in this run; the others' parts were taken over."""

    def manifest(self, place: Path, *, is_empty_allowed: bool = False) -> Manifest:
        """All parts in place, checked, and the manifest that says so. BuildFailed when not one row was accepted."""
        con = connect(place, WORKERS, "6GB")
        try:
            sources = self._sources(con, place)
            self.tell("Mencari baris kembar antarberkas", 0.53)
            sources = across.set_aside_twins(con, place, sources, frozenset(self.anew))
            is_empty = not any(sheet.diterima for source in sources for sheet in source.lembar)
            if is_empty and not is_empty_allowed:
                raise BuildFailed(nothing_accepted(sources))
            self.tell("Memeriksa data", 0.57)
            findings = run_checks(con, place, sources)
            across.join_aside(con, place, sources)
            datasets = tuple(_info(con, place, name, sources) for name in DATASETS)
        finally:
            con.close()
        parts.keep_named(place, sources)
        return Manifest(
            id=snapshots.new_id(self.material.sidik_isi),
            dibuat=datetime.now().astimezone(),
            is_contoh=self.material.is_sample,
            versi=fingerprint.version(),
            sidik_isi=self.material.sidik_isi,
            folder=self.material.folder.name,
            berkas=tuple(sources),
            dataset=datasets,
            temuan=findings,
        )

    def _before(self) -> dict[str, tuple[SourceFile, Path]]:
        """What can be taken over, by fingerprint, with the folder it lies in."""
        found: dict[str, tuple[SourceFile, Path]] = {}
        for base in self.bases:
            for source in base.manifest.berkas:
                if source.sidik not in found and parts.is_whole(base, source):
                    found[source.sidik] = (source, base.path)
        return found

    def _sources(self, con: duckdb.DuckDBPyConnection, place: Path) -> list[SourceFile]:
        """Every file's ledger, its parts in place: taken over, or read now."""
        digests, before = self.material.digests, self._before()
        first_of: dict[str, str] = {}
        misnamed = {name for name in digests if fingerprint.shown(name) != name}
        for name, (sha, _) in digests.items():
            if name not in misnamed:
                first_of.setdefault(sha, name)
        jobs = [self._job(place, name) for name in first_of.values()]
        done = {
            job.berkas: before[job.sidik][0]
            for job in jobs
            if job.sidik in before and not before[job.sidik][0].sidik_rujukan
        }
        taken = set(done)
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
                    self.anew.add(job.berkas)
            rujukan = fingerprint.of_parts(done.values(), "satuan_pendidikan", self.material.jawaban.sidik_nama)
            again = []
            for job in matched:
                old = before[job.sidik][0] if job.sidik in before else None
                if old and old.sidik_rujukan == rujukan:
                    done[job.berkas] = old
                    taken.add(job.berkas)
                else:
                    again.append(replace(job, sekolah=place / "satuan_pendidikan", sidik_rujukan=rujukan))
            for base in self.bases:
                names = [name for name in done if name in taken and before[done[name].sidik][1] == base.path]
                parts.take_over(base.path, place, [done[name] for name in names])
                across.take_over_aside(con, place, base.path, names)
            for job, result in workers.map(again):
                self.tell(f"Mencocokkan {job.berkas}", 0.51)
                done[job.berkas] = result.source
                self.anew.add(job.berkas)
        parts.keep_named(place, done.values(), frozenset({aside.FOLDER, ".tumpah"}))
        return [
            _misnamed(name, sha, size)
            if name in misnamed
            else done[name]
            if first_of[sha] == name
            else across.same_file(con, place, name, size, done[first_of[sha]])
            for name, (sha, size) in digests.items()
        ]

    def _job(self, place: Path, name: str) -> Job:
        given, path = self.material, self.material.files[name]
        sha, size = given.digests[name]
        return Job(
            path=path,
            berkas=name,
            sha256=sha,
            ukuran=size,
            sidik=fingerprint.of_file(name, sha, given.secret, given.assumed, given.jawaban.sidik_berkas(name)),
            folder=place,
            modified=datetime.fromtimestamp(path.stat().st_mtime).astimezone().date(),
            assumed=given.assumed,
            kunci=given.secret,
            jawaban=given.jawaban,
        )


def _misnamed(name: str, sha: str, size: int) -> SourceFile:
    """A file whose name is no text: neither a ledger nor a query can name it."""
    galat = "nama berkas memuat bita yang bukan UTF-8. Ganti namanya, lalu ulangi."
    return SourceFile(nama=fingerprint.shown(name), sha256=sha, bytes=size, galat=galat, sidik=sha)


def _info(con: duckdb.DuckDBPyConnection, place: Path, name: str, sources: Iterable[SourceFile]) -> DatasetInfo:
    files = sorted((place / name).glob("*.parquet")) if (place / name).is_dir() else []
    number = 0
    if files:
        listed = "[" + ", ".join(quoted(str(file)) for file in files) + "]"
        number = con.execute(f"SELECT count(*) FROM read_parquet({listed})").fetchall()[0][0]
    named = tuple(s.nama for s in sources if any(sheet.dataset == name and sheet.diterima for sheet in s.lembar))
    return DatasetInfo(dataset=name, jumlah_baris=number, berkas=named)


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

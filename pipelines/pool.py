"""Files over two processes when there is enough to do, in this one when there is not.

A reader that dies (a crash below Python, no memory left) takes no other file with it: what it left is read again one
file a process, and a file that kills its process twice is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from pipelines.cells import Reader
from pipelines.import_file import Imported, Job, connect, import_file, import_with
from schemas.manifest import SourceFile
from warehouse import lifeline

WORKERS = 2
_FEW, _SMALL = 12, 3_000_000
"""Below this a second process costs more than it gives."""


class Pool:
    """Runs jobs and hands out each result as it comes."""

    def __init__(self, folder: Path, jobs: Sequence[Job]) -> None:
        is_small = len(jobs) <= _FEW and sum(job.ukuran for job in jobs) <= _SMALL
        self._workers = None if is_small or not jobs else _executor(WORKERS)
        self._folder = folder
        self._reader: Reader | None = None

    def map(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Imported]]:
        """Each job with its result, in the order they finish."""
        left = {job.berkas: job for job in jobs}
        if self._workers is not None and jobs:
            try:
                waiting = {
                    self._workers.submit(import_file, job): job
                    for job in sorted(jobs, key=lambda job: job.ukuran, reverse=True)
                }
                for future in as_completed(waiting):
                    result = future.result()
                    del left[waiting[future].berkas]
                    yield waiting[future], result
            except BrokenProcessPool:
                self._workers = None
                for job in left.values():
                    yield job, _alone(job)
                return
        for job in list(left.values()):
            yield job, import_with(self._own(), job)

    def _own(self) -> Reader:
        if self._reader is None:
            self._reader = Reader(connect(self._folder))
        return self._reader

    def close(self, is_cut_short: bool = False) -> None:
        """End the workers and the connection; at once when the build has failed or was stopped."""
        if self._workers is not None:
            running = list((self._workers._processes or {}).values()) if is_cut_short else []
            for process in running:
                process.terminate()
            self._workers.shutdown(cancel_futures=True)
        if self._reader is not None:
            self._reader.con.close()


@contextmanager
def pool(folder: Path, jobs: Sequence[Job]) -> Iterator[Pool]:
    """A pool fit for these jobs."""
    made = Pool(folder, jobs)
    try:
        yield made
    except BaseException:
        made.close(is_cut_short=True)
        raise
    made.close()


def _executor(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=lifeline.follow_parent)


def _alone(job: Job) -> Imported:
    """One file in a process of its own."""
    try:
        with _executor(1) as worker:
            return worker.submit(import_file, job).result()
    except BrokenProcessPool:
        galat = "pembacanya berhenti mendadak pada berkas ini. Simpan ulang berkasnya, atau pecah menjadi lebih kecil."
        return Imported(SourceFile(nama=job.berkas, sha256=job.sha256, bytes=job.ukuran, galat=galat))

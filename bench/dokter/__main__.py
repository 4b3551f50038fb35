"""`python -m bench.dokter [--seeds 20] [--kinds a,b]`: every kind of corruption on every seed, and the clean twins.

Prints the table, writes docs/dokter.md, ends with `caught C of N, false alarms F`; exits 1 unless C = N and F = 0.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.dokter.table import DOCUMENT, Outcome, document, printed
from bench.dokter.trial import run_seed


def main(given: Sequence[str] | None = None) -> int:
    """Run the corpus; 0 when all is caught and nothing clean is called faulty."""
    parser = argparse.ArgumentParser(prog="python -m bench.dokter")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--kinds", default="", help="only these, separated by commas")
    parser.add_argument("--workers", type=int, default=2)
    told = parser.parse_args(given)
    wanted = tuple(name for name in told.kinds.split(",") if name)
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="dokter-") as folder:
        os.environ["SERAPAN_DATA"], os.environ["SERAPAN_KUNCI"] = folder, "kunci-uji-mutasi-tetap"
        jobs = [(seed, wanted, Path(folder) / f"dunia-{seed}") for seed in range(told.seeds)]
        if told.workers > 1:
            with ProcessPoolExecutor(told.workers, mp_context=get_context("spawn")) as pool:
                results = list(pool.map(run_seed, *zip(*jobs, strict=True)))
        else:
            results = [run_seed(*job) for job in jobs]
    for result in results:
        outcome.add(result)
    sys.stdout.write(printed(outcome))
    if not wanted:
        DOCUMENT.write_text(document(outcome), encoding="utf-8")
    sys.stdout.write(f"caught {outcome.caught} of {outcome.number}, false alarms {outcome.alarms}\n")
    return 0 if outcome.is_perfect else 1


if __name__ == "__main__":
    sys.exit(main())

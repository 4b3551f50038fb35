"""Measurements in a process of their own, so that one app's memory and caches are not the other's.

`python -m bench.measure serapan|naif RUNS` prints one JSON line; the world is the one SERAPAN_DATA names.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from warehouse import gate
from warehouse.paths import REPOSITORY

SHELL = REPOSITORY / "views" / "shell.py"
NAIVE = REPOSITORY / "bench" / "naive" / "app.py"
PAGES = (
    "ringkasan", "platform", "provinsi", "kartu_skor", "peringkat", "perubahan", "corong", "rapor", "rapor_pemakaian",
    "bimtek", "program", "konteks", "satuan", "kamus", "data",
)  # fmt: skip
TIMEOUT = 900

Timings = dict[str, list[float]]


class _Clock:
    """Adds up the time spent behind the gate."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.calls = 0
        self._ask = gate.ask
        gate.ask = self._timed

    def _timed(self, *args: object, **kwargs: object) -> pd.DataFrame:
        started = time.perf_counter()
        try:
            return self._ask(*args, **kwargs)  # type: ignore[arg-type]
        finally:
            self.seconds += time.perf_counter() - started
            self.calls += 1

    def reset(self) -> None:
        self.seconds, self.calls = 0.0, 0


def _run(app: AppTest) -> float:
    started = time.perf_counter()
    app.run(timeout=TIMEOUT)
    took = time.perf_counter() - started
    if app.exception:
        raise RuntimeError(f"The page failed while it was measured: {app.exception[0].value}")
    return took


def _visit(page: str) -> tuple[AppTest, float]:
    """A new session that opens this page; the time is that of the page's own run."""
    app = AppTest.from_file(str(SHELL), default_timeout=TIMEOUT)
    if page == PAGES[0]:
        return app, _run(app)
    _run(app)
    app.switch_page(f"../pages/{page}.py")
    return app, 0.0


def serapan(runs: int) -> dict[str, Timings]:
    """Each page: `data` and `dingin` with our cache emptied before every run, `hangat` right after."""
    clock = _Clock()
    _visit(PAGES[0])
    found: dict[str, Timings] = {}
    for page in PAGES:
        times: Timings = {"data": [], "dingin": [], "hangat": [], "pertanyaan": []}
        for _ in range(runs):
            if page == PAGES[0]:
                st.cache_data.clear()
                clock.reset()
                app, cold = _visit(page)
            else:
                app, _ = _visit(page)
                st.cache_data.clear()
                clock.reset()
                cold = _run(app)
            times["dingin"].append(cold)
            times["data"].append(clock.seconds)
            times["pertanyaan"].append(float(clock.calls))
            times["hangat"].append(_run(app))
        found[page] = times
    return found


def naif(runs: int) -> dict[str, Timings]:
    """The naive app: it keeps nothing, so a second run costs what the first did; both are measured."""
    times: Timings = {"data": [], "dingin": [], "hangat": []}
    for _ in range(runs):
        app = AppTest.from_file(str(NAIVE), default_timeout=TIMEOUT)
        times["dingin"].append(_run(app))
        times["data"].append(float(app.session_state["detik_data"]))
        times["hangat"].append(_run(app))
        times["data"].append(float(app.session_state["detik_data"]))
    return {"naif": times}


def main() -> None:
    """Measure what the command line names and print it."""
    which, runs = sys.argv[1], int(sys.argv[2])
    sys.path.insert(0, str(Path(REPOSITORY)))
    found = serapan(runs) if which == "serapan" else naif(runs)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"waktu": found, "memori_mb": memory}))


if __name__ == "__main__":
    main()

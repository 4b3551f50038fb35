"""Unggah & periksa in a real browser, by keyboard alone: two files in, findings seen, a workbook back, published."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipelines.build import build
from pipelines.layouts.usage import PMM
from tests.builders import export, make_pmm
from tests.e2e.conftest import FLAGS, REPOSITORY, answer, free_port
from tests.e2e.test_browser import Visit
from tests.publishing import month_file, small_exports
from warehouse import gate

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("halaman")]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Address and data folder of a server that serves three schools and one month of real exports."""
    data = tmp_path / "kantor"
    small_exports(data / "exports")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(data))
        build(data / "exports", is_accepted=lambda _: True)
        gate.close_all()
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=REPOSITORY, env={**os.environ, "SERAPAN_DATA": str(data)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                if answer(f"{address}/_stcore/health")[0] == 200:
                    break
            except OSError:
                time.sleep(0.25)
        yield address, data
    finally:
        process.terminate()
        process.wait(timeout=15)


@pytest.fixture
def browser(chrome: str) -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chrome, args=list(FLAGS))
        yield found
        found.close()


def tab_to(page: sync_api.Page, name: str, most: int = 80) -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(() => { const e = document.activeElement; if (!e || !e.matches('button, summary, a, input')) return '';"
            " return getComputedStyle(e, '::after').content + (e.getAttribute('aria-label') || '') + e.innerText; })()"
        )
        if name in said:
            return
    pytest.fail(f"{name!r} is not reached by Tab")


def wait_for(page: sync_api.Page, text: str) -> None:
    """Until the page says so; else what it says instead."""
    try:
        page.wait_for_selector(f"text={text}", timeout=60_000)
    except sync_api.TimeoutError:
        pytest.fail(f"{text!r} does not come; the page says {page.inner_text('[data-testid=stMain]')!r}")


def test_two_files_go_from_the_keyboard_to_a_new_snapshot(
    office: tuple[str, Path], browser: sync_api.Browser, tmp_path: Path
) -> None:
    address, data = office
    before = json.loads(answer(f"{address}/healthz")[1])["snapshot"]
    good = month_file(tmp_path / "pmm_09.csv", 9)
    rows = [make_pmm(npsn=f"1030000{n}", tanggal_data=date(2026, 10, 28)) for n in range(1, 4)]
    bad = export(tmp_path / "pmm_10.csv", PMM, *rows)
    bad.write_text(bad.read_text(encoding="utf-8").replace("10300002", "X0300002"), encoding="utf-8")
    visit = Visit(browser.new_page(viewport={"width": 1366, "height": 768}), address)
    visit.page.on("filechooser", lambda _chooser: None)  # from the start, or the first one opens on the screen
    page = visit.open("unggah")
    uploader = page.locator("[data-testid=stFileUploader]").aria_snapshot()
    assert "Pilih berkas" in uploader
    assert "seret" in uploader
    for english in ("Upload", "Browse", "Drag", "per file", "file upload"):
        assert english not in uploader
    tab_to(page, "Pilih berkas")
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Enter")
    chosen.value.set_files([good, bad])
    wait_for(page, "6 baris dibaca, 1 disisihkan di 1 berkas")
    visit.settle()
    tab_to(page, "Unduh berkas bertanda")
    with page.expect_download() as sent:
        page.keyboard.press("Enter")
    assert sent.value.suggested_filename == "pmm_10_bertanda.xlsx"
    book = load_workbook(io.BytesIO(Path(sent.value.path()).read_bytes()))
    assert book.sheetnames[0] == "Temuan"
    visit.settle()
    tab_to(page, "NPSN kosong atau tidak sah")
    page.keyboard.press("Enter")
    wait_for(page, "Yang dilakukan:")
    tab_to(page, "Setujui dan terbitkan")
    page.keyboard.press("Enter")
    wait_for(page, "kini disajikan di semua halaman")
    after = json.loads(answer(f"{address}/healthz")[1])
    assert after["snapshot"] != before
    assert after["snapshot"] in page.inner_text("body")
    assert {file.name for file in (data / "exports").glob("*.csv")} >= {"pmm_09.csv", "pmm_10.csv"}
    assert visit.strangers() == []
    assert visit.errors == []
    page.close()

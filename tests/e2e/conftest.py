"""A real server on the tiny world and a real browser. Without Chrome or Chromium these tests are skipped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REPOSITORY = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(url: str) -> tuple[int, str]:
    """Status and body of a GET, for refusals too."""
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def serving(folder: Path) -> Iterator[str]:
    """The address of a server on a data folder, ended after the tests."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=REPOSITORY,
        env={**os.environ, "SERAPAN_DATA": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            if process.poll() is not None:
                pytest.fail(f"the server ended with code {process.returncode}")
            try:
                if answer(f"{address}/_stcore/health")[0] == 200:
                    break
            except OSError:
                time.sleep(0.25)
        else:
            pytest.fail("the server did not answer within a minute")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=15)


@pytest.fixture(scope="session")
def server(tiny_data: Path) -> Iterator[str]:
    """A server on the tiny world."""
    yield from serving(tiny_data)


@pytest.fixture(scope="session")
def chrome() -> str:
    """The path of a browser on this machine."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"tidak ada Chrome atau Chromium di mesin ini (dicari: {', '.join(BROWSERS)})")
    return found


class Visit:
    """A page that remembers every address it asked for and every error it met."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.asked: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.extend([message.text] * ("Content Security" in message.text)))

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        self.page.wait_for_selector("h1", timeout=30_000)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
        self.page.wait_for_selector("[data-testid=stSkeleton]", state="detached", timeout=30_000)

    def strangers(self) -> list[str]:
        """Addresses asked for on any other host."""
        local = ("data", "blob")
        return [u for u in self.asked if urlsplit(u).scheme not in local and urlsplit(u).hostname != "127.0.0.1"]


@pytest.fixture(scope="module")
def browser(chrome: str) -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chrome, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    yield Visit(page, server)
    page.close()

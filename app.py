"""The server: health route, headers, compression and the first start. Pages begin in views/shell.py.

Run with `python -m streamlit run app.py`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from warehouse import exports, gate, lifeline, paths, progress, snapshots

# Streamlit needs inline styles, one inline script and components as blob modules; `data:` keeps
# plotly from asking a world map of a CDN. Nothing outside this server is allowed.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
HEADERS = {
    b"content-security-policy": CONTENT_SECURITY_POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"no-referrer",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    b"cross-origin-opener-policy": b"same-origin",
}
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
"""Routes of the framework that answer anyone and that nobody here needs."""


class Guard:
    """Adds the security headers to every answer and closes the framework's open side doors."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in HEADERS.items() if name not in present),
                ]
            await send(message)

        if scope["path"].startswith(CLOSED):
            await PlainTextResponse("Tidak tersedia.", status_code=404)(scope, receive, send_guarded)
            return
        await self.app(scope, receive, send_guarded)


def healthz(_request: Request) -> JSONResponse:
    """Which snapshot is served; `menyiapkan` while there is none yet, `galat` when none can be or it can't answer."""
    snapshot = snapshots.current()
    if snapshot is None:
        report = progress.read()
        failed = report is not None and report.galat is not None
        status = {"status": "galat" if failed else "menyiapkan", "snapshot": None, "is_contoh": None}
        return JSONResponse(status, status_code=503)
    is_well = gate.is_answering(snapshot)
    return JSONResponse(
        {
            "status": "ok" if is_well else "galat",
            "snapshot": snapshot.id,
            "is_contoh": snapshot.manifest.is_contoh,
        },
        status_code=200 if is_well else 503,
    )


def ringkasan(request: Request) -> RedirectResponse:
    """The first page by its name: the framework knows it only as "/"; the link's filters go along."""
    query = request.url.query
    return RedirectResponse(f"/?{query}" if query else "/", status_code=307)


def first_start_command() -> list[str]:
    """What fills an empty data folder: the user's own exports if there are any, else the sample world."""
    folder = paths.exports_dir()
    is_filled = folder.is_dir() and bool(exports.exports_in(folder)[0])
    return [sys.executable, "-m", *(("pipelines.build", "--yes") if is_filled else ("pipelines.sample",))]


def _watch(process: subprocess.Popen[bytes]) -> None:
    """Say in the browser that the first start failed when the command could not say so itself."""
    code = process.wait()
    report = progress.read()
    if code > 0 and (report is None or report.galat is None):
        galat = f"Perintah persiapan berhenti dengan kode {code}. Pesan lengkapnya ada di jendela terminal."
        try:
            progress.write("Persiapan berhenti", 0.0, galat)
        except OSError:
            progress.keep("Persiapan berhenti", galat)


@contextlib.contextmanager
def first_start() -> Iterator[None]:
    """With no snapshot at all, build one beside the server, and end the command with the server."""
    snapshots.sweep()
    if snapshots.current() is not None:
        yield
        return
    try:
        progress.write("Memulai persiapan data", 0.0)
    except OSError as failure:
        why = failure.strerror or str(failure)
        galat = f"Folder data {paths.data_dir()} tidak dapat ditulis ({why}). Periksa ruang dan izinnya."
        logging.getLogger("serapan").error(galat)
        progress.keep("Persiapan tidak dapat dimulai", galat)
        yield
        return
    environment = {**os.environ, lifeline.PARENT: str(os.getpid())}
    process = subprocess.Popen(first_start_command(), cwd=paths.REPOSITORY, env=environment)
    threading.Thread(target=_watch, args=(process,), daemon=True).start()
    try:
        yield
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Start-up and shut-down of the server."""
    with first_start():
        yield {}


def on_script_error(error: Exception) -> bool:
    """Plain Indonesian on the page; the whole error in the log, never in the browser."""
    logging.getLogger("serapan").error("Halaman gagal digambar", exc_info=error)
    st.error(
        "Halaman ini gagal digambar. Muat ulang halaman; bila tetap gagal, hentikan lalu jalankan lagi Serapan, dan "
        "kirim pesan di terminal kepada pengelola."
    )
    return True


app = st.App(
    "views/shell.py",
    lifespan=lifespan,
    on_script_error=on_script_error,
    routes=[Route("/healthz", healthz, methods=["GET"]), Route("/ringkasan", ringkasan, methods=["GET"])],
    middleware=[Middleware(Guard), Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)],
)

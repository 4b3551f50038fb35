"""The server around the pages: what the first start runs, what /healthz says, and which doors are closed."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

import app
from warehouse import progress


def test_with_exports_the_first_start_imports_them(empty_data: Path) -> None:
    (empty_data / "exports").mkdir()
    (empty_data / "exports" / ".gitkeep").touch()
    assert app.first_start_command() == [sys.executable, "-m", "pipelines.sample"]
    (empty_data / "exports" / "pmm.csv").touch()
    assert app.first_start_command() == [sys.executable, "-m", "pipelines.build", "--yes"]


def test_healthz_says_that_the_first_snapshot_is_being_made(empty_data: Path) -> None:
    reply = app.healthz(None)  # type: ignore[arg-type]
    assert (reply.status_code, json.loads(reply.body)["status"]) == (503, "menyiapkan")
    progress.write("Impor gagal", 1.0, "sebabnya")
    assert json.loads(app.healthz(None).body)["status"] == "galat"  # type: ignore[arg-type]


def test_healthz_names_the_snapshot_served(tiny_world: Path) -> None:
    said = json.loads(app.healthz(None).body)  # type: ignore[arg-type]
    assert said["status"] == "ok"
    assert said["snapshot"] == (tiny_world / "warehouse" / "current").read_text(encoding="ascii").strip()


def ask(path: str, headers: list[tuple[bytes, bytes]] | None = None) -> tuple[int, dict[bytes, bytes]]:
    """Status and headers of a request through the guard."""
    sent: list[Message] = []

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers or []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "method": "GET", "headers": []}
    asyncio.run(app.Guard(page)(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"])


def test_every_answer_carries_the_security_headers_once() -> None:
    status, headers = ask("/", [(b"X-Frame-Options", b"DENY")])
    assert status == 200
    assert headers[b"X-Frame-Options"] == b"DENY"
    assert b"x-frame-options" not in headers
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_the_policy_allows_no_other_host() -> None:
    policy = ask("/")[1][b"content-security-policy"].decode()
    assert policy.startswith("default-src 'self'")
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_open_side_doors_of_the_framework_are_closed(path: str) -> None:
    assert ask(path)[0] == 404
    assert ask("/_stcore/health")[0] == 200


def test_a_command_that_fails_without_a_word_is_told_in_the_browser(empty_data: Path) -> None:
    class Failed:
        def wait(self) -> int:
            return 3

    app._watch(Failed())  # type: ignore[arg-type]
    report = progress.read()
    assert report is not None
    assert "kode 3" in (report.galat or "")


def test_the_first_page_opens_by_its_name_too_with_its_filters() -> None:
    from starlette.requests import Request

    def asked(query: bytes) -> str:
        scope = {"type": "http", "method": "GET", "path": "/ringkasan", "query_string": query, "headers": [],
                 "server": ("127.0.0.1", 8501), "scheme": "http"}  # fmt: skip
        return str(app.ringkasan(Request(scope)).headers["location"])

    assert asked(b"") == "/"
    assert asked(b"provinsi=13&jenjang=SD") == "/?provinsi=13&jenjang=SD"

"""The app in a real browser: 38 tiles, a click that opens a province, a phone, and nothing asked of the internet."""

from __future__ import annotations

import json
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.e2e.conftest import Visit, answer

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("halaman")]


def test_the_health_routes_answer_and_name_the_snapshot(server: str) -> None:
    assert answer(f"{server}/_stcore/health") == (200, "ok")
    status, body = answer(f"{server}/healthz")
    said = json.loads(body)
    assert status == 200
    assert said["status"] == "ok"
    assert said["is_contoh"] is True
    assert len(said["snapshot"]) == len("20261031-120000-abcdef12")


def test_side_doors_are_closed_and_answers_carry_the_security_headers(server: str) -> None:
    assert answer(f"{server}/_stcore/metrics")[0] == 404
    assert answer(f"{server}/_stcore/agent/openapi.json")[0] == 404
    with urllib.request.urlopen(f"{server}/", timeout=5) as reply:
        assert "default-src 'self'" in reply.headers["content-security-policy"]
        assert reply.headers["x-content-type-options"] == "nosniff"


def test_javascript_travels_compressed(server: str) -> None:
    with urllib.request.urlopen(f"{server}/", timeout=5) as reply:
        script = next(part for part in reply.read().decode().split('"') if part.endswith(".js"))
    request = urllib.request.Request(f"{server}/{script.removeprefix('./')}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as reply:
        assert reply.headers["content-encoding"] == "gzip"


def test_ringkasan_draws_38_tiles_and_asks_nothing_of_the_internet(visit: Visit) -> None:
    page = visit.open("")
    page.wait_for_selector("button[data-kode]")
    assert page.locator("button[data-kode]").count() == 38
    label = page.locator('button[data-kode="13"]').get_attribute("aria-label") or ""
    assert label.startswith(page.locator('button[data-kode="13"] b').inner_text())
    assert "Sumatera Barat" in label
    assert "guru" in label
    for path in ("platform", "provinsi", "data"):
        visit.open(path)
    assert visit.strangers() == []
    assert visit.errors == []


def test_a_click_on_a_tile_opens_its_province_with_every_filter_kept(visit: Visit) -> None:
    page = visit.open("?jenjang=SD")
    page.click('button[data-kode="13"]')
    page.wait_for_url("**/provinsi?**")
    visit.settle()
    page.wait_for_selector("text=Sumatera Barat")
    query = parse_qs(urlsplit(page.url).query)
    assert query["provinsi"] == ["13"]
    assert query["jenjang"] == ["SD"]


def test_the_keyboard_opens_a_province_too(visit: Visit) -> None:
    page = visit.open("")
    page.locator('button[data-kode="91"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/provinsi?**")
    assert parse_qs(urlsplit(page.url).query)["provinsi"] == ["91"]


def test_the_map_is_one_stop_of_the_tab_key_and_arrows_move_by_where_provinces_lie(visit: Visit) -> None:
    page = visit.open("")
    page.wait_for_selector("button[data-kode]")
    assert page.locator('button[data-kode][tabindex="0"]').count() == 1
    page.locator('button[data-kode="13"]').focus()
    assert focused(page) == "13"
    for key, code in (("ArrowRight", "15"), ("ArrowUp", "14"), ("ArrowLeft", "12"), ("End", "96"), ("Home", "11")):
        page.keyboard.press(key)
        assert focused(page) == code
    assert page.locator('button[data-kode][tabindex="0"]').get_attribute("data-kode") == "11"
    page.keyboard.press("Tab")
    assert focused(page) is None


def focused(page: sync_api.Page) -> str | None:
    """The code of the tile that has the focus."""
    found = page.locator("button[data-kode]:focus")
    return found.get_attribute("data-kode") if found.count() else None


def test_on_a_phone_the_tiles_are_large_enough_for_a_finger_and_nothing_overflows(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("")
    page.wait_for_selector("button[data-kode]")
    page.wait_for_timeout(300)
    box = page.locator('button[data-kode="13"]').bounding_box()
    assert box is not None
    assert box["width"] >= 44
    assert box["height"] >= 44
    names = page.locator("button[data-kode] b")
    assert names.evaluate_all("all => all.every(b => b.offsetWidth <= b.parentElement.clientWidth)")
    assert {"SUMBAR", "GTLO"} <= set(names.all_inner_texts()), "one list of abbreviations at every width"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_ranks_platforms_and_rapor_fit_and_what_scrolls_says_so(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("platform")
    page.wait_for_selector(".st-key-tetap_peringkat .main-svg")
    page.wait_for_timeout(500)
    assert width_of(page, ".st-key-tetap_peringkat .main-svg") <= 390
    plot = page.locator(".st-key-tetap_peringkat .bglayer .bg, .st-key-tetap_peringkat .nsewdrag").first.bounding_box()
    assert plot is not None
    assert plot["width"] >= 130, "names and values leave the dots nearly half of the width"
    hint = page.evaluate("getComputedStyle(document.querySelector('.st-key-gulir_sedang_tren'), '::before').content")
    assert "Geser" in hint
    page = visit.open("provinsi?provinsi=13")
    for panel in ("banding", "rapor"):
        page.wait_for_selector(f".st-key-panel_{panel} .main-svg")
        assert width_of(page, f".st-key-panel_{panel} .main-svg") <= 390


def width_of(page: sync_api.Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return float(box["width"])


def test_a_link_pasted_by_a_colleague_opens_the_same_view(visit: Visit) -> None:
    query = "ukuran=belajar_id.teraktivasi&kelompok=guru&tanggal=2026-06-30&jenjang=SMP&kewenangan=semua&provinsi=91"
    page = visit.open(f"provinsi?{query}")
    page.wait_for_url("**banding=**")
    after = parse_qs(urlsplit(page.url).query)
    assert {name: [value] for name, value in (part.split("=") for part in query.split("&"))}.items() <= after.items()
    assert "Papua" in page.locator("h2").first.inner_text()

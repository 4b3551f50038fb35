"""A meeting driven as in the room: by keys, at the size of a projector, with no network."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from schemas.daftar_rapat import ButirDaftar, DaftarRapat
from tests.e2e.conftest import Visit, serving
from tests.rapat_world import SORTED_KINDS, make_layar
from warehouse import gate, meetings, snapshots

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("halaman")]

LONG = (
    "panjang: Login PMM Sumatera Barat 71,4 % (±0,6) per 31 Okt 2026, naik 3,2 poin dari tahun lalu, sedangkan akun "
    "belajar.id teraktivasi 92,4 %, tidak berubah nyata; setara dengan Riau, Jambi, Bengkulu, dan Sumatera Selatan"
)
COUNT = len(SORTED_KINDS) + 1


@pytest.fixture(scope="module")
def meeting(tiny_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server with a saved list of a screen of every kind, and the link of that meeting."""
    data = tmp_path_factory.mktemp("rapat")
    (data / "warehouse").symlink_to(tiny_data / "warehouse", target_is_directory=True)
    before = os.environ.get("SERAPAN_DATA")
    os.environ["SERAPAN_DATA"] = str(data)
    try:
        snapshot = snapshots.current()
        assert snapshot is not None
        link = f"provinsi?provinsi=13&snapshot={snapshot.id}"
        screens = [make_layar(kind, judul=f"{kind}: {make_layar(kind).judul}", tautan=link) for kind in SORTED_KINDS]
        screens.append(make_layar("titik_38", kunci="panjang", judul=LONG, tautan=link))
        items = tuple(ButirDaftar(id=f"b{at}", layar=one, snapshot=snapshot.id) for at, one in enumerate(screens))
        id = meetings.create(DaftarRapat(nama="Uji", is_contoh=True, butir=items), oleh="uji").id
    finally:
        gate.close_all()
        if before is None:
            del os.environ["SERAPAN_DATA"]
        else:
            os.environ["SERAPAN_DATA"] = before
    for address in serving(data):
        yield address, f"rapat?urutan=daftar&daftar={id}"


def visit_at(browser: sync_api.Browser, address: str, width: int, height: int) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=width < 700)
    context.route(lambda url: urlsplit(url).hostname not in ("127.0.0.1", None), lambda route: route.abort())
    page = context.new_page()
    visit = Visit(page, address)
    yield visit
    assert visit.strangers() == []
    assert visit.errors == []
    context.close()


@pytest.fixture
def room(browser: sync_api.Browser, meeting: tuple[str, str]) -> Iterator[Visit]:
    """A projector of 1920x1080."""
    yield from visit_at(browser, meeting[0], 1920, 1080)


def at(visit: Visit, number: int) -> None:
    """Wait until this screen stands and the link says so."""
    visit.page.wait_for_url(re.compile(rf"[?&]layar={number}(&|$)"))
    where = f"{number} / {COUNT}" if number <= COUNT else "selesai"
    visit.page.locator(".nomor", has_text=re.compile(f"^{where}$")).wait_for()


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)


def headline(visit: Visit) -> str:
    return visit.page.locator("h1.layar-judul").inner_text()


MEASURE = """() => {
  const stage = document.querySelector('.st-key-panggung');
  const px = (element) => parseFloat(getComputedStyle(element).fontSize);
  const inside = (element) => {
    const box = element.getBoundingClientRect();
    return box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
  };
  const leaves = [...document.querySelectorAll('.st-key-bagan_rapat *')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) && element.checkVisibility()
    && element.tagName !== 'STYLE');
  return {
    judul: px(document.querySelector('h1.layar-judul')),
    kaki: px(document.querySelector('.layar-kaki')),
    bagan: Math.min(...leaves.map((element) => px(element))),
    banyak: leaves.length,
    mulai: document.querySelector('h1.layar-judul').textContent.split(' ')[0],
    keluar: leaves.filter((element) => !inside(element)).map((element) => element.textContent),
    gulir: [stage.scrollHeight - stage.clientHeight, stage.scrollWidth - stage.clientWidth,
      document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth],
    tumpuk: document.querySelector('.layar-kaki').getBoundingClientRect().top
      - document.querySelector('.st-key-bagan_rapat').getBoundingClientRect().bottom,
    dasar: document.querySelector('.layar-kaki').getBoundingClientRect().bottom,
    sisi: [...document.querySelectorAll('[data-testid=stSidebar], [data-testid=stHeader]')].filter(
      (element) => element.checkVisibility()).length,
  };
}"""
READY = f"() => {{ const found = ({MEASURE})(); return found.banyak > 3 && found.mulai === 'KIND:'; }}"


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768)])
def test_every_kind_of_screen_fits_and_is_read_from_the_back_row(
    browser: sync_api.Browser, meeting: tuple[str, str], width: int, height: int
) -> None:
    share = min(width / 1920, height / 1080)
    for visit in visit_at(browser, meeting[0], width, height):
        visit.open(meeting[1])
        for number, kind in enumerate([*SORTED_KINDS, "panjang"], start=1):
            at(visit, number)
            visit.page.wait_for_function(READY.replace("KIND", kind))
            visit.page.wait_for_timeout(250)
            found = visit.page.evaluate(MEASURE)
            assert found["judul"] >= 40 * share - 0.01, kind
            assert found["kaki"] >= 18 * share - 0.01, kind
            assert found["bagan"] >= 24 * share - 0.01, (kind, found)
            assert found["keluar"] == [], kind
            assert max(found["gulir"]) <= 0, (kind, found["gulir"])
            assert found["tumpuk"] >= -1, kind
            assert found["dasar"] < height - 40 * share, kind
            assert found["sisi"] == 0
            press(visit, "ArrowRight")
        at(visit, COUNT + 1)
        visit.page.locator("h1.layar-judul", has_text="yang kita lihat").wait_for()


def test_keys_move_jump_and_leave_no_trail_of_steps(room: Visit, meeting: tuple[str, str]) -> None:
    room.open("daftar_rapat")
    room.page.goto(f"{meeting[0]}/{meeting[1]}")
    room.settle()
    at(room, 1)
    before = room.page.evaluate("history.length")
    for key, number in [("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("n", 5), ("ArrowLeft", 4), ("PageUp", 3),
                        ("Backspace", 2), ("End", COUNT + 1), ("Home", 1), ("ArrowLeft", 1)]:  # fmt: skip
        press(room, key)
        at(room, number)
    press(room, "1", "2", "Enter")
    at(room, 12)
    room.page.locator("h1.layar-judul", has_text="butir:").wait_for()
    press(room, "9", "9", "Enter")
    at(room, COUNT + 1)
    press(room, "Home")
    at(room, 1)
    press(room, *["ArrowRight"] * 5)
    at(room, 6)
    room.page.wait_for_timeout(400)
    at(room, 6)
    room.page.locator(".titik button").nth(2).click()
    at(room, 3)
    assert room.page.locator(".titik button").nth(2).get_attribute("aria-current") == "step"
    assert room.page.locator(".titik button").nth(2).get_attribute("aria-label") == "3. Titik 38"
    assert room.page.evaluate("history.length") == before
    room.page.go_back()
    room.page.wait_for_url("**/daftar_rapat**")


def test_notes_black_screen_and_the_card_of_keys_come_and_go(room: Visit, meeting: tuple[str, str]) -> None:
    room.open(meeting[1])
    notes, card = room.page.locator(".layar-catatan"), room.page.locator(".kartu")
    assert not notes.is_visible()
    press(room, "c")
    notes.wait_for()
    said = notes.inner_text()
    for part in ("Sebut dulu Kab. Agam.", "Kab/kota mana", "Guru tanpa akun", "Guru aktif menurut Dapodik", "titik:"):
        assert part in said
    press(room, "ArrowRight")
    at(room, 2)
    assert notes.is_visible(), "the notes stay open from screen to screen"
    press(room, "c", "?")
    card.wait_for()
    assert "layar gelap" in card.inner_text()
    press(room, "Escape")
    assert not card.is_visible()
    assert not notes.is_visible()
    dark = "getComputedStyle(document.body, '::after').backgroundColor"
    press(room, "b")
    assert room.page.evaluate(dark) == "rgb(0, 0, 0)"
    press(room, "b")
    assert room.page.evaluate(dark) != "rgb(0, 0, 0)"
    at(room, 2)


def test_escape_leads_back_to_where_the_meeting_was_begun(room: Visit, meeting: tuple[str, str]) -> None:
    room.open("rapat?provinsi=13")
    id = parse_qs(urlsplit(meeting[1]).query)["daftar"][0]
    room.page.locator(f".st-key-mulai_{id} button").click()
    at(room, 1)
    press(room, "ArrowRight")
    at(room, 2)
    press(room, "Escape")
    room.page.wait_for_url(lambda url: "urutan=" not in url)
    room.page.locator("h1", has_text="Mode rapat").wait_for()
    room.page.goto(f"{meeting[0]}/{meeting[1]}")
    room.settle()
    at(room, 1)
    assert not room.page.locator("[data-testid=stSidebar]").is_visible()


def test_a_page_as_a_meeting_and_back_to_the_page(room: Visit) -> None:
    room.open("provinsi?provinsi=13")
    room.page.locator(".st-key-mode_rapat button").first.click()
    room.page.wait_for_url("**/rapat?**urutan=halaman**")
    room.page.locator("h1.layar-judul").wait_for()
    room.page.locator(".nomor", has_text="1 / ").wait_for()  # the keys listen from here on
    room.settle()  # the size of this window has been told
    before = headline(room)
    press(room, "ArrowRight")
    room.page.wait_for_function("before => document.querySelector('h1.layar-judul').textContent !== before", arg=before)
    press(room, "Escape")
    room.page.wait_for_url("**/provinsi?**provinsi=13**")
    room.page.locator("[data-testid=stSidebar]").wait_for()
    assert room.page.locator(".layar-judul").count() == 0


def test_escape_on_a_meeting_opened_by_its_link_shows_what_there_is(room: Visit, meeting: tuple[str, str]) -> None:
    room.open(meeting[1])
    at(room, 1)
    press(room, "Escape")
    room.page.locator("h1", has_text="Mode rapat").wait_for()
    assert "urutan=" not in room.page.url
    assert room.page.locator("[data-testid=stSidebar]").is_visible()


def test_the_presenters_window_and_the_audiences_move_together(room: Visit, meeting: tuple[str, str]) -> None:
    room.open(meeting[1])
    press(room, "ArrowRight", "ArrowRight")
    at(room, 3)
    with room.page.expect_popup() as opened:
        press(room, "p")
    other = Visit(opened.value, room.address)
    other.settle()
    at(other, 3)
    assert "tampilan_penyaji=1" in other.page.url
    other.page.locator(".layar-catatan", has_text="titik_selisih:").wait_for()  # the headline that comes next
    assert re.search(r"\d\d\.\d\d", other.page.locator(".jam").inner_text())
    press(other, "ArrowRight")
    at(other, 4)
    at(room, 4)
    press(room, "ArrowLeft")
    at(room, 3)
    at(other, 3)
    stage = other.page.locator(".st-key-panggung").bounding_box()
    assert stage is not None
    assert stage["width"] < 0.7 * 1200
    other.page.close()


def test_a_move_is_there_before_anybody_looks_for_it(room: Visit, meeting: tuple[str, str]) -> None:
    room.open(meeting[1])
    at(room, 1)
    room.page.wait_for_timeout(800)
    room.page.evaluate("""() => {
      window.waits = [];
      let before = document.querySelector('h1.layar-judul').textContent;
      const look = () => {
        const now = document.querySelector('h1.layar-judul');
        if (now && now.textContent !== before) {
          before = now.textContent;
          window.waits.push(performance.now() - window.begun);
        }
        requestAnimationFrame(look);
      };
      look();
    }""")
    for number in range(2, COUNT + 1):
        room.page.evaluate("window.begun = performance.now()")
        press(room, "ArrowRight")
        at(room, number)
        room.page.wait_for_function("count => window.waits.length >= count", arg=number - 1)
        room.page.wait_for_timeout(150)
    waits = room.page.evaluate("window.waits")
    print("ms from key to headline:", [round(one) for one in waits])
    assert sorted(waits)[len(waits) // 2] < 400, waits


def test_on_a_phone_a_swipe_moves_and_the_screen_scrolls_only_downwards(
    browser: sync_api.Browser, meeting: tuple[str, str]
) -> None:
    swipe = """dx => {
      const at = (x) => [new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 })];
      const say = (name, touches, changedTouches) =>
        document.body.dispatchEvent(new TouchEvent(name, { touches, changedTouches, bubbles: true }));
      say('touchstart', at(200), at(200));
      say('touchend', [], at(200 + dx));
    }"""
    for visit in visit_at(browser, meeting[0], 390, 844):
        visit.open(meeting[1])
        visit.page.locator(".rapat-sempit").wait_for(state="attached")
        for number in range(2, COUNT + 1):
            visit.page.evaluate(swipe, -120)
            at(visit, number)
            visit.page.wait_for_timeout(200)
            stage = "document.querySelector('.st-key-rapat_layar')"
            assert visit.page.evaluate(f"{stage}.scrollWidth - {stage}.clientWidth") <= 0
            assert visit.page.evaluate(f"{stage}.scrollTop") == 0
        visit.page.evaluate(swipe, 120)
        at(visit, COUNT - 1)

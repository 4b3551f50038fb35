"""Drill-down in a real browser: from the nation to a school and back, by click alone, every other filter kept."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.e2e.conftest import Visit

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("halaman")]

KEPT = {"jenjang": "SD", "status": "Negeri", "kewenangan": "semua", "pembanding": "pulau"}
LINK = "&".join(f"{name}={value}" for name, value in KEPT.items())


def query(page: sync_api.Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def kept(page: sync_api.Page) -> bool:
    return query(page).items() >= KEPT.items()


def choose(visit: Visit, key: str, text: str) -> None:
    """Choose in a filter of the row by typing, as a user does: long lists are drawn only as far as they are seen."""
    box = visit.page.locator(f".st-key-saring_{key} input")
    box.click()
    box.press_sequentially(text, delay=20)
    box.press("Enter")
    visit.page.wait_for_timeout(400)
    visit.settle()


def test_from_the_nation_to_a_school_and_back_every_other_filter_is_kept(visit: Visit) -> None:
    page = visit.open(f"?{LINK}")
    page.click('button[data-kode="13"]')
    page.wait_for_url("**/provinsi?**")
    visit.settle()
    assert kept(page)
    choose(visit, "kab_kota", "Padang")
    page.wait_for_url("**kab_kota=13.71**")
    assert kept(page)
    assert "Kota Padang" in page.locator("h1").inner_text()
    choose(visit, "kecamatan", "Kec")
    page.wait_for_url(lambda url: "kecamatan=semua" not in url)
    assert kept(page)
    page.locator(".st-key-remah_kab_kota button").click()
    page.wait_for_url("**kecamatan=semua**")
    page.locator(".st-key-remah_provinsi button").click()
    page.wait_for_url("**kab_kota=semua**")
    visit.settle()
    page.locator(".st-key-remah a", has_text="Nasional").click()
    page.wait_for_url("**provinsi=nasional**")
    visit.settle()
    assert kept(page)
    assert "Ringkasan" in page.locator("h1").inner_text()
    assert visit.strangers() == []


def test_a_school_is_found_by_a_name_with_a_slip_and_leads_back_to_its_kab_kota(visit: Visit) -> None:
    page = visit.open(f"satuan?cari=SD+BINA+CONTHO&{LINK}")
    page.locator(".st-key-hasil_cari button", has_text="SD BINA CONTOH").first.click()
    page.wait_for_url(lambda url: "satuan=semua" not in url)
    visit.settle()
    assert "SD BINA CONTOH" in page.locator("h1").inner_text()
    assert kept(page)
    place = query(page)
    page.locator(".st-key-remah a").nth(3).click()
    page.wait_for_url("**/provinsi?**")
    visit.settle()
    back = query(page)
    assert (back["kab_kota"], back["satuan"]) == (place["kab_kota"], "semua")
    assert kept(page)


@pytest.mark.parametrize("name", ["kartu_skor", "peringkat", "corong", "rapor", "rapor_pemakaian", "bimtek", "konteks"])
def test_choosing_a_province_narrows_the_page_and_the_crumb_widens_it_again(visit: Visit, name: str) -> None:
    page = visit.open(f"{name}?{LINK}")
    choose(visit, "provinsi", "Sumatera Barat")
    page.wait_for_url("**provinsi=13**")
    assert kept(page)
    assert page.locator(".st-key-remah").inner_text().strip().endswith("Sumatera Barat")
    page.locator(".st-key-remah_nasional button").click()
    page.wait_for_url("**provinsi=nasional**")
    visit.settle()
    assert kept(page)
    assert visit.strangers() == []
    assert visit.errors == []


def test_a_name_on_the_scorecard_opens_its_province(visit: Visit) -> None:
    page = visit.open(f"kartu_skor?{LINK}")
    page.locator('a[data-kode="13"]').click()
    page.wait_for_url("**/provinsi?**")
    visit.settle()
    assert query(page)["provinsi"] == "13"
    assert kept(page)


def test_every_page_fits_a_phone_without_scrolling_sideways(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    wide = {}
    for name in ("kartu_skor", "peringkat", "perubahan", "corong", "rapor", "rapor_pemakaian", "bimtek", "program",
                 "konteks", "satuan", "kamus"):  # fmt: skip
        page = visit.open(f"{name}?provinsi=13")
        page.wait_for_timeout(300)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    assert max(wide.values()) <= 390, wide


def test_one_step_back_is_one_page_of_the_menu(visit: Visit) -> None:
    page = visit.open("")
    titles = ["Peringkat", "Target & realisasi", "Kartu skor"]
    for title in titles:
        page.locator("[data-testid=stSidebarNav] a", has_text=title).first.click()
        page.locator("h1", has_text=title).wait_for()
        visit.settle()
        page.wait_for_timeout(500)
    for title in [*reversed(titles[:-1]), "Ringkasan"]:
        page.go_back()
        page.locator("h1", has_text=title).wait_for()
        visit.settle()
        page.wait_for_timeout(500)
    assert visit.errors == []

"""A plan in a real browser: from an empty start to a workbook, nothing but the page used."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reports import plan_workbook
from schemas.manifest import Manifest
from schemas.rencana import Rencana
from tests.e2e.conftest import Visit, serving

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("halaman")]


@pytest.fixture(scope="module")
def own_data(tiny_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny world with plans and snapshots of its own: the shared one is never changed."""
    data = tmp_path_factory.mktemp("rencana")
    shutil.copytree(tiny_data / "warehouse", data / "warehouse")
    return data


@pytest.fixture(scope="module")
def own_server(own_data: Path) -> Iterator[str]:
    yield from serving(own_data)


@pytest.fixture
def plan_visit(browser: sync_api.Browser, own_server: str) -> Iterator[Visit]:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    yield Visit(page, own_server)
    page.close()


def publish_again(data: Path) -> None:
    """The same data as a newer snapshot."""
    warehouse = data / "warehouse"
    old = (warehouse / "current").read_text(encoding="ascii").strip()
    new = "20991231-000000-0123abcd"
    shutil.copytree(warehouse / old, warehouse / new)
    manifest = Manifest.model_validate_json((warehouse / new / "manifest.json").read_bytes())
    later = manifest.model_copy(update={"id": new, "dibuat": datetime(2099, 12, 31, tzinfo=UTC)})
    (warehouse / new / "manifest.json").write_text(later.model_dump_json(), encoding="utf-8")
    (warehouse / "current").write_text(new, encoding="ascii")


def click(visit: Visit, selector: str) -> None:
    visit.page.locator(selector).first.click()
    visit.page.wait_for_timeout(500)
    visit.settle()


def menu(visit: Visit, title: str, path: str) -> None:
    visit.page.locator("[data-testid=stSidebarNav] a", has_text=title).first.click()
    visit.page.wait_for_url(f"**/{path}?**rencana=**")
    visit.settle()


def save(visit: Visit, part: str, version: int) -> None:
    """Save the part and wait until the line over the page names the new version."""
    click(visit, f".st-key-simpan_{part} button")
    visit.page.get_by_text(re.compile(rf"· versi {version}, disimpan")).first.wait_for()


def test_a_plan_from_an_empty_start_to_a_workbook_and_its_numbers_outlive_the_data(
    plan_visit: Visit, own_data: Path, tmp_path: Path
) -> None:
    page = plan_visit.open("prioritas?provinsi=13")
    page.get_by_text("Simpan sebagai rencana baru").first.click()
    click(plan_visit, ".st-key-baru_simpan_prioritas button")
    page.get_by_text(re.compile("· versi 1, disimpan")).first.wait_for()

    headline = page.locator("h2").first.inner_text()

    menu(plan_visit, "Alokasi bimtek", "alokasi")
    click(plan_visit, ".st-key-alokasi_hitung button")
    page.locator(".st-key-simpan_alokasi button").first.wait_for(timeout=60_000)
    save(plan_visit, "alokasi", 2)

    menu(plan_visit, "Pembagian peran", "peran")
    click(plan_visit, ".st-key-isi_kosong button")
    save(plan_visit, "peran", 3)

    menu(plan_visit, "Akar masalah", "pbd")
    page.get_by_label("Penanggung jawab (unit atau jabatan)", exact=True).press_sequentially(
        "Disdik provinsi", delay=20
    )
    click(plan_visit, "button:has-text('Tambahkan kegiatan')")
    save(plan_visit, "pbd", 4)

    menu(plan_visit, "Rencana tersimpan", "rencana")
    page.get_by_text("XLSX", exact=True).first.click()
    plan_visit.settle()
    with page.expect_download() as started:
        page.locator(".st-key-unduh_rencana button").first.click()
    file = tmp_path / "rencana.xlsx"
    started.value.save_as(file)
    found = plan_workbook.read(file.read_bytes())
    assert isinstance(found, Rencana), found
    assert found.wilayah
    assert sum(w.is_dipilih for w in found.wilayah) > 0
    assert sum(a.jumlah_kursi for a in found.alokasi) > 0
    assert {p.kode_wilayah for p in found.peran} >= {w.kode_wilayah for w in found.wilayah if w.is_dipilih}
    assert [k.penanggung_jawab for k in found.kegiatan] == ["Disdik provinsi"]

    publish_again(own_data)
    menu(plan_visit, "Prioritas", "prioritas")
    page.get_by_text("data lebih baru ada").first.wait_for()
    assert page.locator("h2").first.inner_text() == headline
    assert plan_visit.strangers() == []
    assert plan_visit.errors == []

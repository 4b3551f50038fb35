"""Pictures of every page for the user guide: `python -m tests.e2e.potret [ADDRESS] [FOLDER]`.

Start the app on the sample world first. With a folder named, every page is taken at three sizes, whole height, to be
looked at; without one, the pictures of the guide are renewed.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.conftest import BROWSERS, FLAGS, REPOSITORY

PAGES = {
    "ringkasan": "",
    "platform": "platform",
    "provinsi": "provinsi?provinsi=13",
    "kab_kota": "provinsi?provinsi=13&kab_kota=13.06",
    "kartu_skor": "kartu_skor",
    "peringkat": "peringkat",
    "perubahan": "perubahan",
    "corong": "corong?provinsi=13",
    "rapor": "rapor?provinsi=13",
    "rapor_pemakaian": "rapor_pemakaian",
    "bimtek": "bimtek",
    "program": "program",
    "konteks": "konteks",
    "satuan": "satuan?cari=sd",
    "prioritas": "prioritas?provinsi=13",
    "alokasi": "alokasi?provinsi=13&dasar_alokasi=sama",
    "peran": "peran",
    "pbd": "pbd?provinsi=13&kab_kota=13.06",
    "target": "target",
    "publikasi": "publikasi?provinsi=13",
    "rencana": "rencana",
    "rapat": "rapat",
    "rapat_layar": "rapat?urutan=provinsi&provinsi=13&layar=1",
    "daftar_rapat": "daftar_rapat",
    "dokumen": "dokumen?provinsi=13&kab_kota=13.06",
    "kamus": "kamus",
    "unggah": "unggah",
    "data": "data",
}
SIZES = ((1366, 768), (1920, 1080), (390, 844))
GUIDE = REPOSITORY / "docs" / "panduan"
TALLEST = 6000


def take(browser: Browser, url: str, file: Path, width: int, height: int, *, whole: bool) -> None:
    """One picture, once the page has settled; `whole` makes the window as tall as the page."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(url)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
    page.wait_for_selector("[data-testid=stSkeleton]", state="detached", timeout=30_000)
    page.wait_for_timeout(1_200)
    if whole:
        tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": min(int(tall) + 20, TALLEST)})
        page.wait_for_timeout(800)
    page.screenshot(path=file)
    page.close()


def main(arguments: list[str]) -> int:
    """Take the pictures; 1 when the machine has no browser."""
    address = arguments[0] if arguments else "http://127.0.0.1:8501"
    folder = Path(arguments[1]) if len(arguments) > 1 else None
    chrome = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if chrome is None:
        print(f"Tidak ada Chrome atau Chromium di mesin ini (dicari: {', '.join(BROWSERS)}).")
        return 1
    (folder or GUIDE).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=list(FLAGS))
        for name, path in PAGES.items():
            if folder is None:
                take(browser, f"{address}/{path}", GUIDE / f"{name}.png", *SIZES[0], whole=False)
                continue
            for width, height in SIZES:
                take(browser, f"{address}/{path}", folder / f"{name}_{width}.png", width, height, whole=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

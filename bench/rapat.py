"""How long packs and documents take, and how they look.

`python -m bench.rapat [FOLDER]` prints the seconds for ten screens as PPTX and XLSX (the median of five runs) and for
the profiles of the 27 kab/kota of Jawa Barat as PDF and DOCX, on the snapshot served. Where LibreOffice and pdftoppm
are installed it turns the deck, the handout and one document of each kind into PNG in FOLDER, set in our own typeface.
It fails when ten screens take longer than LIMIT or the profiles longer than LIMIT_PROFILES. The pictures are for the
eye: nothing is compared with them.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reports import fonts
from reports.handout import pdf_bytes
from reports.pack_workbook import xlsx_bytes
from reports.slides import pptx_bytes
from schemas.rapat import Urutan
from tests.rapat_world import SORTED_KINDS, make_urutan
from views import data
from views.documents import activity, making
from views.documents.making import Pesanan
from views.filters import Saringan, from_query
from warehouse import plans, snapshots
from warehouse.viewer import DEMO

LIMIT = 5.0
"""Seconds that ten slides may take."""
LIMIT_PROFILES = 60.0
"""Seconds that the profiles of a province with 27 kab/kota may take."""
RUNS = 5
PROVINCE, SHOWN = "32", "13"
ALAMAT = "http://serapan.kantor.id"


def seconds(work: Callable[[], bytes]) -> tuple[float, float, bytes]:
    """First run, the median of the later ones, and what was made."""
    took, made = [], b""
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        made = work()
        took.append(time.perf_counter() - began)
    return took[0], statistics.median(took[1:]), made


def render(name: str, content: bytes, folder: Path) -> int:
    """A file as pictures, one a page; how many, 0 where the programs are missing. `name` with its ending."""
    if shutil.which("soffice") is None or shutil.which("pdftoppm") is None:
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    stem, ending = name.rsplit(".", 1)
    with tempfile.TemporaryDirectory() as home:
        typefaces = Path(home) / ".fonts"
        typefaces.mkdir()
        for style in (*fonts.STYLES.values(), fonts.ITALIC):
            shutil.copy(fonts.file(style), typefaces)
        source = Path(home) / f"x.{ending}"
        source.write_bytes(content)
        quiet = {"check": True, "capture_output": True, "env": {**os.environ, "HOME": home}, "timeout": 300}
        if ending != "pdf":
            subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", home, source], **quiet)  # type: ignore[call-overload]
        subprocess.run(["pdftoppm", "-r", "80", "-png", Path(home) / "x.pdf", folder / f"{stem}_{ending}"], **quiet)  # type: ignore[call-overload]
    return len(list(folder.glob(f"{stem}_{ending}-*.png")))


def view(provinsi: str) -> Saringan:
    """A province at the newest cut-off."""
    pilihan = data.choices()
    asked = pilihan or data.places_only()
    return from_query({"provinsi": provinsi}, asked, must_have_province=True)[0]


def profiles() -> tuple[float, int]:
    """Seconds for the profiles of a whole province, content, PDF and DOCX, and how many there are."""
    began = time.perf_counter()
    made = making.zipped(Pesanan(making.PROFIL, view(PROVINCE)), (making.PDF, making.DOCX), lambda *_: None)
    return time.perf_counter() - began, made.dibuat


def documents() -> Iterator[tuple[str, bytes]]:
    """One document of each kind there is data for, in both forms."""
    seen = view(SHOWN)
    event = next(iter(activity.choices(SHOWN)), None)
    plan = next((one.id for one in plans.listed() if one.kode_provinsi == SHOWN), None)
    for kind in making.JENIS:
        found = making.compose(Pesanan(kind, seen, kegiatan=event, rencana=plan))
        if found is None:
            continue
        for form in (making.PDF, making.DOCX):
            yield f"{kind}.{form}", making.write(found, form)


def main(arguments: Sequence[str] = ()) -> int:
    """Print the lines; 1 when something takes too long."""
    folder = Path(arguments[0]) if arguments else Path(tempfile.mkdtemp(prefix="rapat-"))
    ten: Urutan = make_urutan(*[kind for kind in SORTED_KINDS if kind not in ("butir", "angka")])
    first, middle, _ = seconds(lambda: pptx_bytes(ten, alamat=ALAMAT))
    print(f"PPTX, {len(ten.layar)} screens: {middle:.2f} s (first {first:.2f} s); limit {LIMIT:.0f} s")
    opened, usual, made = seconds(lambda: xlsx_bytes(ten, alamat=ALAMAT))
    print(f"XLSX, {len(ten.layar)} screens: {usual:.2f} s (first {opened:.2f} s), {len(made) / 1000:.0f} KB")
    is_slow = max(first, middle) > LIMIT
    shown = [("slide.pptx", pptx_bytes(make_urutan(), alamat=ALAMAT)),
             ("cetak.pdf", pdf_bytes(make_urutan(), alamat=ALAMAT))]  # fmt: skip
    served = snapshots.current()
    if served is None:
        print("no snapshot is served: documents are left out; python -m pipelines.sample makes one")
    else:
        with data.seen_from(data.Sudut(DEMO, served)):
            took, count = profiles()
            print(f"PDF and DOCX of {count} profiles: {took:.1f} s; limit {LIMIT_PROFILES:.0f} s")
            is_slow |= took > LIMIT_PROFILES
            shown += documents()
    for name, content in shown:
        pages = render(name, content, folder)
        print(f"{name}: {pages} pages drawn in {folder}" if pages else f"{name}: soffice or pdftoppm is missing")
    print("too slow" if is_slow else "fast enough")
    return int(is_slow)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

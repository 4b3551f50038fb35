"""Pages set by typst, in this process: tagged PDF/UA-1 with our typeface only, and no file, package or network.

All that is printed travels as data, never as source: a text that looks like typst's own language is printed as it
stands. typst gets an empty folder as its root, so nothing can be read from the machine.
"""

from __future__ import annotations

import json
import re
import tempfile
import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from reports import fonts

LAYOUTS = Path(__file__).parent / "layouts"
AS_IS = ("svg", "qr", "url", "warna", "jenis")
"""Data that is not printed: drawings, addresses of links, names for the layouts."""
_ONE_AT_A_TIME = threading.Lock()
"""typst's memory of what it has set is shared by all threads of the process."""
_ROOT = tempfile.TemporaryDirectory(prefix="naskah-")
_ALONE = (
    "#set page(width: float(sys.inputs.lebar) * 1mm, height: float(sys.inputs.tinggi) * 1mm, margin: 0mm)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)\n'
)


class NotSet(Exception):
    """The pages could not be set."""


def pdf(layout: str, data: Mapping[str, Any], *, tanggal: date) -> bytes:
    """A PDF/UA-1 from one of our layouts and its data; the same data always gives the same bytes.

    `tanggal` is the document's own date, not that of the making. Raises NotSet.
    """
    moment = datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=UTC)
    return _compile(_source(layout), {"data": json.dumps(_clean(data), ensure_ascii=False)}, pdf_standards=["ua-1"],
                    timestamp=moment, format="pdf")  # fmt: skip


def pictures(layout: str, data: Mapping[str, Any], *, most: int, dpi: int = 110) -> list[bytes]:
    """The first pages of the same document as PNG, for a look at it."""
    inputs = {"data": json.dumps(_clean(data), ensure_ascii=False)}
    return _compile_all(_source(layout), inputs, format="png", ppi=float(dpi))[:most]


def svg_to_png(svg: bytes, lebar_mm: float, tinggi_mm: float, dpi: int) -> bytes:
    """A drawing as pixels."""
    inputs = {"svg": svg.decode("utf-8"), "lebar": str(lebar_mm), "tinggi": str(tinggi_mm)}
    return _compile(_ALONE, inputs, format="png", ppi=float(dpi))


def pages(pdf_bytes: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(re.findall(rb"/Type ?/Page(?![A-Za-z])", pdf_bytes))


def _source(layout: str) -> str:
    return "\n".join((LAYOUTS / f"{name}.typ").read_text(encoding="utf-8") for name in ("common", layout))


def _compile(source: str, inputs: dict[str, str], **options: Any) -> bytes:
    return _compile_all(source, inputs, **options)[0]


def _compile_all(source: str, inputs: dict[str, str], **options: Any) -> list[bytes]:
    import typst

    with _ONE_AT_A_TIME:
        try:
            made = typst.compile(
                source.encode("utf-8"), root=_ROOT.name, font_paths=fonts.for_typst(), ignore_system_fonts=True,
                sys_inputs=inputs, package_path=_ROOT.name, package_cache_path=_ROOT.name, **options,
            )  # fmt: skip
        except typst.TypstError as e:
            raise NotSet(str(e)) from e
    return [made] if isinstance(made, bytes) else list(made)


def _clean(value: Any) -> Any:
    """Data in which every text can be printed; what is not printed is left alone."""
    if isinstance(value, str):
        return fonts.breakable(fonts.printable(value))
    if isinstance(value, Mapping):
        return {k: v if k in AS_IS else _clean(v) for k, v in value.items()}
    if isinstance(value, Iterable):
        return [_clean(v) for v in value]
    return value

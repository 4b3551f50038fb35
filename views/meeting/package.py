"""Paket rapat: the same screens as slides, as a handout and as a workbook, made beside the page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from schemas.rapat import Urutan
from views import background, parts
from views.background import Berkas, Lapor

PPTX, PDF, XLSX = "pptx", "pdf", "xlsx"
BENTUK = {PPTX: "Slide (PPTX)", PDF: "Cetak (PDF)", XLSX: "Data (XLSX)"}
MIME = {
    PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    PDF: "application/pdf",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write(urutan: Urutan, bentuk: str, alamat: str = "", lapor: Lapor | None = None) -> bytes:
    """The sequence in one of BENTUK. Works without a session; KeyError for an unknown form."""
    return _writer(bentuk)(urutan, alamat=alamat, lapor=lapor)


def _writer(bentuk: str) -> Callable[..., bytes]:
    # each brings a large library: none of them is loaded before it is asked for
    if bentuk == PPTX:
        from reports.slides import pptx_bytes

        return pptx_bytes
    if bentuk == PDF:
        from reports.handout import pdf_bytes

        return pdf_bytes
    if bentuk == XLSX:
        from reports.pack_workbook import xlsx_bytes

        return xlsx_bytes
    raise KeyError(bentuk)


def slug(text: str) -> str:
    """A text as part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "rapat"


def file_name(urutan: Urutan, bentuk: str) -> str:
    """`rapat_sumatera-barat_2026-10-31.pptx`; a sample says so in its name."""
    dates = [one.tanggal_data for one in urutan.layar if one.tanggal_data is not None]
    end = [max(dates).isoformat() if dates else "", "DATA_CONTOH" if urutan.is_contoh else ""]
    return "_".join(part for part in ("rapat", slug(urutan.judul).removeprefix("rapat-"), *end) if part) + f".{bentuk}"


def _sidik(urutan: Urutan) -> str:
    return hashlib.sha1(urutan.model_dump_json().encode(), usedforsecurity=False).hexdigest()


def base_address() -> str:
    """The address of this app as the browser has it, without page: links in slides and prints begin with it."""
    found = re.match(r"^https?://[^/?#]+", str(st.context.url or ""))
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return "/".join(filter(None, [found.group(0), base])) if found else ""


def _make(urutan: Urutan, bentuk: str, alamat: str, lapor: Lapor) -> Berkas:
    return Berkas(file_name(urutan, bentuk), write(urutan, bentuk, alamat, lapor), MIME[bentuk])


def draw(urutan: Urutan, key: str) -> None:
    """Buttons that make each form, its progress, and the finished file."""
    if not urutan.layar:
        return
    sidik = _sidik(urutan)
    parts.small("Paket rapat · grafik asli yang dapat disunting, tanpa internet")
    with st.container(horizontal=True, key=f"paket_{key}"):
        for bentuk, label in BENTUK.items():
            place = f"paket_{key}_{bentuk}"
            if background.outcome(place, sidik, f"Unduh {label}"):
                continue
            found = background.of(place, sidik)
            is_busy = found is not None and found.is_berjalan
            st.button(
                label, key=f"buat_{place}", disabled=is_busy, on_click=background.start,
                args=(place, sidik, partial(_make, urutan, bentuk, base_address())),
            )  # fmt: skip
    background.progress(*(f"paket_{key}_{bentuk}" for bentuk in BENTUK))

"""Where a view stands in the app: the whole link for a click or a code, and the few words of it that people read."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

ONLY_HERE = "hanya terbuka di komputer yang menjalankan Serapan; dari komputer lain pakai alamat Serapan kantor"

PAGES = {
    "ringkasan": "Ringkasan",
    "platform": "Platform",
    "provinsi": "Provinsi",
    "kartu_skor": "Kartu skor",
    "peringkat": "Peringkat",
    "perubahan": "Perubahan",
    "corong": "Corong pemakaian",
    "rapor": "Rapor Pendidikan",
    "rapor_pemakaian": "Rapor × pemakaian",
    "bimtek": "Bimtek",
    "program": "Program",
    "konteks": "Konteks daerah",
    "satuan": "Satuan pendidikan",
    "prioritas": "Prioritas",
    "alokasi": "Alokasi bimtek",
    "peran": "Pembagian peran",
    "pbd": "Akar masalah",
    "target": "Target & realisasi",
    "publikasi": "Publikasi",
    "rencana": "Rencana tersimpan",
    "rapat": "Mode rapat",
    "daftar_rapat": "Daftar rapat",
    "dokumen": "Dokumen",
    "unggah": "Unggah & periksa",
    "kamus": "Kamus",
    "data": "Berkas & riwayat",
}
"""What the pages are called in the menu; a file's name is nothing to look for."""


def whole(alamat: str, tautan: str) -> str:
    """The link of a view; empty where the app's own address, or the view's, is not known."""
    return f"{alamat.rstrip('/')}/{tautan.lstrip('/')}" if alamat and tautan else ""


def is_loopback(alamat: str) -> bool:
    """Whether an address leads back to the computer it is opened on: another one finds nothing there."""
    try:
        host = (urlsplit(alamat).hostname or "").rstrip(".")
    except ValueError:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    return found.is_loopback or found.is_unspecified


def coded(url: str) -> str:
    """The link a square code is made of: none where a telephone could not open it."""
    return "" if is_loopback(url) else url


def shown(tautan: str) -> str:
    """Host and page of a link, or the page alone: a query of fifteen filters is nothing to read."""
    return tautan.split("://", 1)[-1].split("?", 1)[0].strip("/")


def said(tautan: str) -> str:
    """`Buka di Serapan: serapan.kantor.id/provinsi`; of this computer's own app, or without a host, the page's name
    alone; empty where there is no link."""
    found = shown(tautan)
    if "://" in tautan and found and not is_loopback(tautan):
        return f"Buka di Serapan: {found}"
    page = found.rsplit("/", 1)[-1] if "://" not in tautan or "/" in found else ""
    return f"Halaman Serapan: {PAGES.get(page, page)}" if page else ""


def noted(alamat: str, tautan: str) -> str:
    """The whole link, for notes, with how it is opened; empty where there is none."""
    url = whole(alamat, tautan)
    if not url:
        return f"Tautan: {tautan}" if tautan else ""
    return f"Tautan: {url} ({ONLY_HERE})" if is_loopback(url) else f"Tautan: {url}"

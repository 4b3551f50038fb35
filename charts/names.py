"""The short names of regions: one list, so that a province is called the same on every chart."""

from __future__ import annotations

SINGKATAN = {"GORONTALO": "GTLO", "BENGKULU": "BKLU", "LAMPUNG": "LPNG"}
"""Usual abbreviations that are too wide for a tile, and what stands for them everywhere."""

EMPAT_HURUF = {
    "11": "ACEH", "12": "SMUT", "13": "SMBR", "14": "RIAU", "15": "JMBI", "16": "SMSL", "17": "BKLU", "18": "LPNG",
    "19": "BBEL", "21": "KPRI", "31": "DKI", "32": "JBAR", "33": "JTNG", "34": "DIY", "35": "JTIM", "36": "BNTN",
    "51": "BALI", "52": "NTB", "53": "NTT", "61": "KBAR", "62": "KTNG", "63": "KSEL", "64": "KTIM", "65": "KTRA",
    "71": "SULU", "72": "SLTG", "73": "SLSL", "74": "SLTR", "75": "GTLO", "76": "SLBR", "81": "MLKU", "82": "MLUT",
    "91": "PPUA", "92": "PBAR", "93": "PSEL", "94": "PTNG", "95": "PPEG", "96": "PBD",
}  # fmt: skip
"""Names of at most four letters, for a map whose tiles are all too narrow for the usual abbreviations."""

_SHORTER = (
    ("Kabupaten", "Kab."), ("Kepulauan", "Kep."), ("Kota Administrasi", "Kota Adm."),
    ("Kab. Administrasi", "Kab. Adm."), ("Nusa Tenggara Barat", "NTB"), ("Nusa Tenggara Timur", "NTT"),
)  # fmt: skip


def singkatan(text: str) -> str:
    """A province's abbreviation as every chart writes it."""
    return SINGKATAN.get(text, text)


def short_name(nama: str) -> str:
    """A region's name beside a row of a chart."""
    for long, short in _SHORTER:
        nama = nama.replace(long, short)
    return nama


def nama_pulau(pulau: str) -> str:
    """`Pulau Papua`: an island group beside its provinces, one of which may have its name."""
    return f"Pulau {pulau}" if pulau.isalpha() else pulau

"""Whether a text that should name a unit or an office reads like a person instead: no names in a plan."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"(?:\d[ .\-]?){7,}\d")
"""Eight digits and more in a row: NIP, NIK, NUPTK, a date of birth or a telephone number."""
_NUMBER_WORD = re.compile(r"\b(NIP|NIK|NUPTK|NRP|HP|WA|telp|telepon)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"(\b(Drs|Dra|Ir|Sdr|Sdri|Hj)\.)|(\b(S|M|A)\.\s?(Pd|Si|Sos|Ag|Kom|E|T|H|M|Psi|Hum|Ak)\b)|(\b(Ph\.?D|MPd|SPd|MSi)\b)"
    r"|(^\s*(Bapak|Pak|Ibu|Bu)\s)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\b(b?bpmp|b?bgp|b?bgtk|blpt|balai|bidang|kabid|disdik|dinas|kemenag|kantor|kementerian|kepala|ketua|koordinator"
    r"|pokja|kelompok|tim|seksi|subbag|bagian|sekretaris|sekretariat|upt|uptd|cabdin|cabang|pengawas|penilik|komite"
    r"|sekolah|satuan|kkg|mgmp|kkks|mkks|k3s|gugus|bappeda|pemda|pemkab|pemkot|mitra|universitas|yayasan|lembaga|wali"
    r"|widyaprada|pusat|direktorat|pemerintah|bunda|pkk|dewan|forum|unit|staf|analis|pic|bos|operator)\b",
    re.IGNORECASE,
)


def objection(text: str) -> str:
    """Why a text can't stand as owner, in one sentence; empty when nothing tells against it."""
    if "@" in text:
        return "Tuliskan unit atau jabatan, bukan alamat surel."
    if _NUMBER_WORD.search(text) or _DIGITS.search(text):
        return "Tuliskan unit atau jabatan saja: NIP, NIK, dan nomor orang tidak disimpan dalam rencana."
    if _TITLE.search(text):
        return "Tuliskan unit atau jabatan, bukan nama orang dengan gelar atau sapaan."
    return ""


def is_unit(text: str) -> bool:
    """Whether a word of a unit or an office is in it; without one the text may be a name, and the reader is asked."""
    return _UNIT.search(text) is not None

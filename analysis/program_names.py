"""When two spellings mean one thing: units, target groups, indicators and the names of programmes.

Nothing here judges: `alike` says that two names are worth a look, never that two programmes are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from rapidfuzz import fuzz

BATAS_NAMA = 85.0
"""Least likeness (0-100, shared letters of both names) of two names that are worth a look.

One misspelt letter in a name of three words leaves 97, one word more than three or four about 87; two names that
differ in one word of their own (literasi, numerasi) reach 80 to 95 too, and are told apart by their words: see `alike`.
"""
BATAS_KATA = 75.0
"""Least likeness of two words that are one misspelt: `penguatan` and `penguatn` 94, `literasi` and `numerasi` 62."""

_UNITS = (
    (r"balai (?:besar )?penjaminan mutu pendidikan|lembaga penjaminan mutu pendidikan|bbpmp|lpmp", "bpmp"),
    (r"balai (?:besar )?guru penggerak|(?:balai (?:besar )?|kantor )guru dan tenaga kependidikan", "bgtk"),
    (r"bbgp|bgp|bbgtk|kgtk", "bgtk"),
    (r"dinas pendidikan(?: dan kebudayaan)?|disdikbud|dikbud|dindik", "disdik"),
    (r"kantor wilayah", "kanwil"), (r"kementerian agama", "kemenag"), (r"kabupaten", "kab"),
    (r"provinsi|propinsi|prov", ""),
)  # fmt: skip
_PROVINCES = {
    "sumbar": "sumatera barat", "sumut": "sumatera utara", "sumsel": "sumatera selatan", "kepri": "kepulauan riau",
    "babel": "kepulauan bangka belitung", "jabar": "jawa barat", "jateng": "jawa tengah", "jatim": "jawa timur",
    "ntb": "nusa tenggara barat", "ntt": "nusa tenggara timur", "kalbar": "kalimantan barat",
    "kalteng": "kalimantan tengah", "kalsel": "kalimantan selatan", "kaltim": "kalimantan timur",
    "kaltara": "kalimantan utara", "sulut": "sulawesi utara", "sulteng": "sulawesi tengah",
    "sulsel": "sulawesi selatan", "sultra": "sulawesi tenggara", "sulbar": "sulawesi barat",
    "malut": "maluku utara", "diy": "di yogyakarta",
}  # fmt: skip
SATU_UNIT = {"BLPT": "BLPT"}
"""Kinds of which the nation has one: their name says nothing more."""
GANTI_NAMA = {"BGP": "BGTK"}
"""Kinds that were renamed: before and after are one unit (BGP to BGTK, 26 March 2025)."""

_GROUPS = {
    "ks": "kepala sekolah", "kepsek": "kepala sekolah", "ps": "pengawas sekolah", "satdik": "satuan pendidikan",
    "satpen": "satuan pendidikan", "pd": "peserta didik", "murid": "peserta didik", "siswa": "peserta didik",
}  # fmt: skip
_LONG = {
    "ikm": "implementasi kurikulum merdeka", "psp": "sekolah penggerak", "pmm": "platform merdeka mengajar",
    "pbd": "perencanaan berbasis data", "bimtek": "bimbingan teknis", "kombel": "komunitas belajar",
    "diklat": "pendidikan pelatihan", "sosialisai": "sosialisasi", **_GROUPS,
}  # fmt: skip
_EMPTY = frozenset((
    "dan", "atau", "di", "ke", "dari", "untuk", "bagi", "pada", "dalam", "yang", "para", "se", "oleh", "serta",
    "tahun", "th", "ta", "anggaran", "kegiatan", "program",
))  # fmt: skip
_NUMERALS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})
_DECIDING = _NUMERALS | frozenset((
    "paud", "tk", "ra", "sd", "mi", "smp", "mts", "sma", "ma", "smk", "slb", "dasar", "lanjut", "lanjutan",
    "menengah", "atas", "basic", "intermediate", "advanced",
))  # fmt: skip
"""Words that make two programmes two, however alike the rest: steps, levels and kinds of school."""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Small letters and figures, one blank between words: `Guru & Tendik (SD)` -> `guru tendik sd`."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", bare.replace("’", "").replace("'", "")))


@lru_cache(maxsize=65536)
def unit_key(kind: str, name: str | None) -> str:
    """One text for one unit, however written and before or after its renaming: `BGP Sumbar` = `BGTK Sumatera Barat`."""
    kind = GANTI_NAMA.get(kind, kind)
    if kind in SATU_UNIT:
        return kind
    text = plain(name or "")
    for pattern, short in _UNITS:
        text = re.sub(rf"\b(?:{pattern})\b", short, text)
    words = [_PROVINCES.get(word, word) for word in text.split()]
    rest = [word for word in " ".join(words).split() if word != kind.casefold()]
    return f"{kind}|{' '.join(rest)}"


@lru_cache(maxsize=65536)
def target_key(text: str | None) -> str:
    """A target group whatever the order and the joining words: `Kepala SD, guru` = `guru dan kepala SD`; '' unknown."""
    words = " ".join(_GROUPS.get(word, word) for word in plain(text or "").split()).split()
    return " ".join(sorted({word for word in words if word not in _EMPTY}))


@lru_cache(maxsize=65536)
def indicator_key(text: str | None) -> str:
    """An indicator or measure whatever its separators: `DASMEN:A.1` = `dasmen a.1`; '' for an unknown one."""
    return re.sub(r"[\s:.]+", ".", (text or "").strip().casefold()).strip(".")


def covers_indicator(wide: str, narrow: str) -> bool:
    """Whether one key is the other or stands above it: `dasmen.d` over `dasmen.d.1`, never `d.1` over `d.10`."""
    return bool(wide) and (narrow == wide or narrow.startswith(wide + "."))


@lru_cache(maxsize=65536)
def name_key(name: str, kab_kota: str = "", provinsi: str = "") -> str:
    """The telling words of a programme's name, sorted: without years, joining words and its own region."""
    text = f" {plain(name)} "
    for region in (plain(kab_kota), plain(provinsi)):
        bare = re.sub(r"^(?:kabupaten|kota|provinsi)(?: administrasi)? ", "", region)
        if bare:
            text = re.sub(rf"(?<= )(?:(?:kabupaten|kab|kota|provinsi|prov) )?{re.escape(bare)}(?= )", "", text)
    text = re.sub(r"\b(antar|lintas|non|pra|pasca) (?=[a-z])", r"\1", text)
    words = " ".join(_LONG.get(word, word) for word in text.split()).split()
    return " ".join(sorted(word for word in words if word not in _EMPTY and not re.fullmatch(r"20\d\d", word)))


def likeness(a: str, b: str) -> float:
    """How much of two name keys is shared, 0 to 100; 0 for an empty one."""
    return float(fuzz.ratio(a, b)) if a and b else 0.0


def alike(a: str, b: str) -> bool:
    """Whether two name keys are one name spelt twice: much is shared, and no word that decides differs.

    Words that differ must be misspellings of each other; one side may have one word more.
    """
    if likeness(a, b) < BATAS_NAMA:
        return False
    left, right = Counter(a.split()), Counter(b.split())
    few, many = sorted((list((left - right).elements()), list((right - left).elements())), key=len)
    if any(word in _DECIDING or word.isdigit() for word in (*few, *many)):
        return False
    for word in few:
        found = max(many, key=lambda other: fuzz.ratio(word, other))
        if fuzz.ratio(word, found) < BATAS_KATA:
            return False
        many.remove(found)
    return len(many) <= 1

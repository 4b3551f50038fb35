"""What a school's name says: its shape, whether it is a state school, its numbers and the words that remain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_PHRASES: tuple[tuple[str, str], ...] = (
    (r"SEKOLAH DASAR LUAR BIASA", "SDLB"),
    (r"SEKOLAH (?:MENENGAH|LANJUTAN) (?:TINGKAT )?PERTAMA", "SMP"),
    (r"SEKOLAH MENENGAH (?:TINGKAT )?ATAS", "SMA"),
    (r"SEKOLAH MENENGAH KEJURUAN", "SMK"),
    (r"SEKOLAH LUAR BIASA", "SLB"),
    (r"SEKOLAH DASAR", "SD"),
    (r"TAMAN KANAK ?KANAK", "TK"),
    (r"KELOMPOK BERMAIN", "KB"),
    (r"TAMAN PENITIPAN ANAK", "TPA"),
    (r"SATUAN PAUD SEJENIS", "SPS"),
    (r"RAU?DH?AT?UL ATH?FAL", "RA"),
    (r"MADRASAH IBTIDAI?Y?YAH", "MI"),
    (r"MADRASAH TS?ANAWI?Y?YAH", "MTS"),
    (r"MADRASAH ALI?Y?YAH KEJURUAN", "MAK"),
    (r"MADRASAH ALI?Y?YAH", "MA"),
    (r"PUSAT KEGIATAN BELAJAR MASYARAKAT", "PKBM"),
    (r"SANGGAR KEGIATAN BELAJAR", "SKB"),
    (r"(?:SATU|1|SE) ATAP|SATAP", "SATAP"),
    (r"ISLAM TERPADU", "IT"),
    (r"AIS?YI?YAH BUSTANUL ATHFAL", "ABA"),
    (r"UNIT PELAKSANA TEKNIS(?: DAERAH)?|U P T(?: D)?", "UPT"),
)
"""Written out in full -> how it is compared."""

_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("MUH", "MUHAMAD", "MUHAMADIYAH", "MUHAMMADYAH", "MUHAMADIAH", "MUHD", "MHD"), "MUHAMMADIYAH"),
    **dict.fromkeys(("MUHAMMADIAH", "MUHAMADYAH", "MUHAMDIYAH", "MUHAMMDIYAH"), "MUHAMMADIYAH"),
    **dict.fromkeys(("AISIYAH", "AISYIAH", "AISYAH", "AISYIYYAH"), "AISYIYAH"),
    **dict.fromkeys(("KATHOLIK", "KATOLIK", "KATH", "KAT"), "KATOLIK"),
    **dict.fromkeys(("KR", "KRIST", "KRISTEN"), "KRISTEN"),
    **dict.fromkeys(("ST", "STO", "STA", "SANTO", "SANTA", "SANCTA"), "ST"),
    **dict.fromkeys(("INP", "INPRES", "INPRESS"), "INPRES"),
    **dict.fromkeys(("DW", "DHARMAWANITA", "DARMAWANITA"), "DHARMAWANITA"),
    **dict.fromkeys(("NEG", "NGR", "NEGRI", "NEGERI"), "NEGERI"),
    **dict.fromkeys(("SWT", "SWASTA"), "SWASTA"),
    **dict.fromkeys(("SEI", "SUNGAI", "SUNGEI"), "SUNGAI"),
    **dict.fromkeys(("TJG", "TANJUNG", "TANJONG"), "TANJUNG"),
    **dict.fromkeys(("GNG", "GUNUNG"), "GUNUNG"),
    **dict.fromkeys(("BRT", "BARAT"), "BARAT"),
    **dict.fromkeys(("TMR", "TIMUR"), "TIMUR"),
    **dict.fromkeys(("UTR", "UTARA"), "UTARA"),
    **dict.fromkeys(("SLTN", "SELATAN"), "SELATAN"),
    **dict.fromkeys(("TGH", "TENGAH"), "TENGAH"),
    **dict.fromkeys(("KEP", "KEPULAUAN"), "KEPULAUAN"),
    **dict.fromkeys(("YYS", "YAY", "YAYASAN"), "YAYASAN"),
}
_SHAPES = (
    *("SD", "SMP", "SMA", "SMK", "TK", "SLB", "MI", "MTS", "MA", "MAK", "KB", "RA", "PAUD", "PKBM", "SKB", "SPS"),
    *("TPA", "LKP", "SDLB", "SMPLB", "SMALB", "TKLB", "SDTK", "SMPTK", "SMTK", "SDTH", "TPQ", "BA"),
)
_GROUPS: tuple[tuple[str, ...], ...] = (
    ("SD", "MI", "SDTK", "SDTH"),
    ("SMP", "MTS", "SMPTK"),
    ("SMA", "MA", "SMTK"),
    ("SMK", "MAK"),
    ("TK", "KB", "RA", "PAUD", "SPS", "TPA", "BA", "TPQ"),
    ("SLB", "SDLB", "SMPLB", "SMALB", "TKLB"),
    ("PKBM", "SKB", "LKP"),
)
GROUP: Mapping[str, int] = {shape: place for place, shapes in enumerate(_GROUPS) for shape in shapes}
"""Shapes that people mix up with one another: only within such a group is another school offered."""

_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "": (),
    "N": ("NEGERI",),
    "S": ("SWASTA",),
    "IT": ("IT",),
    "I": ("I?",),
    "K": ("K?",),
    "NS": ("NEGERI", "SATAP"),
}
_NO_SUFFIX = frozenset({"PAUD", "KB", "RA", "SPS", "TPA", "BA", "TPQ", "LKP", "PKBM", "SDTK", "SDTH", "MAK", "SKB"})
_SHAPE_WORDS: dict[str, tuple[str, ...]] = {
    shape + ending: (shape, *words)
    for shape in reversed(_SHAPES)
    for ending, words in _SUFFIXES.items()
    if not ending or shape not in _NO_SUFFIX
}
_SHAPE_WORDS.update({shape: (shape,) for shape in _SHAPES})
_SHAPE_WORDS.update({"SMAK": ("SMA", "K?"), "SMAIT": ("SMA", "IT"), "SMKK": ("SMK", "K?")})
_READINGS: Mapping[str, tuple[str, ...]] = {"I?": ("ISLAM", "INPRES"), "K?": ("KATOLIK", "KRISTEN")}
"""Letters behind a shape that mean one of several words; the school list decides."""

_BEFORE = frozenset(
    (
        *("UPT", "UPTD", "UPTS", "SPF", "SATUAN", "PENDIDIKAN", "FORMAL", "SEKOLAH", "GURU", "KEPALA", "DI", "KELAS"),
        *("OPERATOR", "PENGAJAR", "MADRASAH", "SPNF", "SATDIK", "SATPEN", "KS", "DARI", "PADA", "MATA", "PELAJARAN"),
        *("BK", "PLT"),
    )
)
"""Words before the shape that name an office or a post, not the school."""

_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_MARKS = re.compile(r"['`´‘’ʼ]")
_OTHER = re.compile(r"[^0-9A-Z]+")
_SPLIT = re.compile(r"(?<=[A-Z])(?=[0-9])|(?<=[0-9])(?=[A-Z])")
_TAIL = re.compile(r"[\s,(/-]+(?:KECAMATAN|KEC)\b[. ]*(?P<kec>.*)$")
_PROVINCE = re.compile(r"[\s,(/-]+(?:PROVINSI|PROPINSI|PROV)\b.*$")
_PHRASE = [(re.compile(rf"\b(?:{pattern})\b"), word) for pattern, word in _PHRASES]
_GLUED = re.compile(rf"\b({'|'.join(sorted(_SHAPES, key=len, reverse=True))})(NEGERI|SWASTA|SATAP)\b")
_PHRASE.append((_GLUED, r"\1 \2"))
_IS_PHRASE = re.compile(
    r"SEKOLAH|TAMAN|KELOMPOK|SATUAN|\bRAU|MADRASAH|PUSAT|SANGGAR|ATAP|TERPADU|BUSTANUL|UNIT|\bU P T"
    r"|[A-Z]NEGERI|[A-Z]SWASTA"
)
"""A word of some phrase: most names have none, and are spared the search for all of them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `negeri` is None where the name does not say; `kata` are the words that remain."""

    bentuk: str | None
    negeri: bool | None
    satap: bool
    nomor: tuple[int, ...]
    kata: tuple[str, ...]
    kecamatan: str | None = None
    is_plain: bool = True
    """Whether nothing but an office or a post stands before the shape."""

    @property
    def rapat(self) -> str:
        """The words without blanks: "ALUH ALUH" and "ALUHALUH" are one."""
        return "".join(self.kata)

    @property
    def key(self) -> str:
        """The name as it is compared, in one spelling: what an answer is remembered under."""
        state = {True: "NEGERI", False: "SWASTA", None: ""}[self.negeri]
        parts = [self.bentuk or "", state, "SATAP" if self.satap else "", *map(str, self.nomor), *self.kata]
        return " ".join(part for part in parts if part)

    @property
    def readings(self) -> tuple[Name, ...]:
        """This name with each letter of several meanings written out; itself alone when it has none."""
        for place, word in enumerate(self.kata):
            if word in _READINGS:
                return tuple(
                    Name(
                        self.bentuk,
                        self.negeri,
                        self.satap,
                        self.nomor,
                        (*self.kata[:place], meant, *self.kata[place + 1 :]),
                        self.kecamatan,
                        self.is_plain,
                    )
                    for meant in (*_READINGS[word], word.rstrip("?"))
                )
        return (self,)


def _number(word: str) -> int | None:
    """A number in digits, or in Roman ones up to 39."""
    if word.isdigit():
        return int(word) if len(word) <= 9 else None
    found = _ROMAN.fullmatch(word)
    if not found:
        return None
    small = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return len(found[1]) * 10 + small.index(found[2])


def region_words(nama: str) -> tuple[str, ...]:
    """The words of a kab/kota's name without its kind: "Kota Bandung" -> ("BANDUNG",)."""
    words = tuple(_WORDS.get(word, word) for word in _OTHER.sub(" ", nama.upper()).split())
    return words[1:] if words and words[0] in {"KABUPATEN", "KAB", "KOTA", "ADMINISTRASI"} else words


@lru_cache(maxsize=1_000)
def _ending(region: tuple[str, ...]) -> re.Pattern[str]:
    """ ", Kab. X" or "Kota X" at the end of a text, where X is its own kab/kota."""
    own = r"[\s.-]*".join(map(re.escape, region))
    kind = r"(?:KABUPATEN|KAB|KOTA(?: +ADM(?:INISTRASI)?\.?)?)"
    return re.compile(rf"(?:[\s,(/-]+{kind}\b[. ]*{own}|\s*,\s*{own})[\s.)]*$")


def _without_region(text: str, region: tuple[str, ...]) -> str:
    if not region or region[-1] not in text or not ("KAB" in text or "KOTA" in text or "," in text):
        return text
    return _ending(region).sub("", text)


@lru_cache(maxsize=100_000)
def parse(text: str, region: tuple[str, ...] = ()) -> Name:
    """A school's name taken apart; `region` are the words of its kab/kota's name."""
    folded = text.upper()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).upper()
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = _MARKS.sub("", folded)
    if "PRO" in folded:
        folded = _PROVINCE.sub("", folded)
    folded = _without_region(folded, region)
    kecamatan = None
    if "KEC" in folded and (tail := _TAIL.search(folded)) and tail["kec"].strip():
        kecamatan = " ".join(_OTHER.sub(" ", tail["kec"]).split()) or None
        folded = _without_region(folded[: tail.start()], region)
    folded = " ".join(_OTHER.sub(" ", _SPLIT.sub(" ", folded)).split())
    if _IS_PHRASE.search(folded):
        for pattern, word in _PHRASE:
            folded = pattern.sub(word, folded)
    return _taken_apart(folded.split(), kecamatan)


def _taken_apart(words: list[str], kecamatan: str | None) -> Name:
    place = next((place for place, word in enumerate(words) if word in _SHAPE_WORDS), None)
    bentuk: str | None = None
    found: list[str] = []
    before: list[str] = []
    if place is not None:
        bentuk, *found = _SHAPE_WORDS[words[place]]
        before = [word for word in words[:place] if word not in _BEFORE]
        after = words[place + 1 :]
        if after and after[0] in {"N", "S"} and not found:
            found.append({"N": "NEGERI", "S": "SWASTA"}[after.pop(0)])
        words = [*found, *before, *after]
    negeri: bool | None = None
    satap = False
    nomor: list[int] = []
    kata: list[str] = []
    for word in words:
        word = _WORDS.get(word, word)
        if word == "NEGERI":
            negeri = True
        elif word == "SWASTA":
            negeri = False if negeri is None else negeri
        elif word == "SATAP":
            satap = True
        elif (number := _number(word)) is not None:
            nomor.append(number)
        elif word not in {"NO", "NOMOR", "NMR", "UPT", "UPTD", "SPF"}:
            kata.append(word)
    return Name(bentuk, negeri, satap, tuple(nomor), tuple(kata), kecamatan, not before)

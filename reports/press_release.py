"""A press-release draft in the pattern of an office: title, place, lead, numbers, a quote to be filled in, closing.

Pure text from facts that are handed in. No fact, no sentence; no person is named; nothing is said about effects. Every
number carries its source, listed at the end for whoever checks the draft.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = Locale.parse("id_ID")
KUTIPAN = "[kutipan pimpinan]"
JABATAN = "[nama dan jabatan pimpinan]"
KONTAK = "[nama bagian humas], telepon [nomor telepon], surel [alamat surel], laman [alamat laman]"
TANGGAL_SIARAN, NOMOR, KOTA = "[tanggal siaran]", "[nomor siaran pers]", "[kota]"
UNIT = "[nama unit penyelenggara]"
CONTOH = "DATA CONTOH: angka buatan, tidak untuk disiarkan."
FEWEST = 5
"""Counts of people from 1 up to one less are not told, nor a count that would give such a one away."""


@dataclass(frozen=True)
class Fakta:
    """One number: its value, what it counts, and where it is from. `per`: its cut-off; `rendah`, `tinggi`: interval."""

    nilai: float
    satuan: str
    sumber: str
    per: date | None = None
    desimal: int = 0
    rendah: float | None = None
    tinggi: float | None = None

    @property
    def tulisan(self) -> str:
        """`1.234 peserta`, `71,2 persen`, `Rp 250 juta`."""
        if self.satuan == "rupiah":
            return rupiah(self.nilai)
        return f"{angka(self.nilai, self.desimal)} {self.satuan}".rstrip()


Write = Callable[[Fakta], str]
"""Writes a number into the text, and with it its line among the sources."""


@dataclass(frozen=True)
class Latar:
    """A figure of the region, told as context: `uraian` takes the number at `{nilai}`."""

    uraian: str
    fakta: Fakta


@dataclass(frozen=True)
class Bahan:
    """What a draft is made of; what is None is not told."""

    jenis: Literal["program", "kegiatan"]
    nama: str
    unit: str
    keadaan: Literal["selesai", "berjalan", "rencana"]
    mulai: date
    selesai: date
    wilayah: str
    """`Kota Padang, Sumatera Barat`, or empty for an online event."""
    sumber: str
    """Where the programme or event itself is listed, and in which snapshot."""
    kota: str = ""
    moda: str = ""
    sasaran: str = ""
    program: str = ""
    """The programme an event belongs to."""
    jam: Fakta | None = None
    kursi: Fakta | None = None
    terdaftar: Fakta | None = None
    hadir: Fakta | None = None
    satuan: Fakta | None = None
    kab_kota: Fakta | None = None
    anggaran: Fakta | None = None
    acara: Fakta | None = None
    """Events held under a programme's name."""
    kehadiran: Fakta | None = None
    """Attendances at those events; one person may count twice."""
    serial: tuple[Fakta, Fakta, Fakta] | None = None
    """Of a programme's level and year: events, people who came, certificates."""
    nama_serial: str = ""
    latar: tuple[Latar, ...] = ()
    is_contoh: bool = False


@dataclass(frozen=True)
class Naskah:
    """The draft: its title, its paragraphs, and the source of each number told."""

    judul: str
    paragraf: tuple[str, ...]
    sumber: tuple[str, ...]
    is_contoh: bool = False

    @property
    def siaran(self) -> str:
        """What would be sent out."""
        return "\n\n".join([f"SIARAN PERS\nNomor: {NOMOR}", self.judul, *self.paragraf])

    @property
    def teks(self) -> str:
        """The whole file: the release, then the list of sources that stays in the office."""
        head = [CONTOH] if self.is_contoh else []
        numbered = [f"{place}. {line}" for place, line in enumerate(self.sumber, 1)]
        foot = ["---", "Sumber angka (untuk pemeriksa, tidak ikut disiarkan)\n" + "\n".join(numbered)]
        return "\n\n".join([*head, self.siaran, *foot]) + "\n"


def angka(value: float, digits: int = 0) -> str:
    """`1.234,5`."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(round(value, digits) + 0.0, format=pattern, locale=LOCALE)).replace("-", "−")


def rupiah(value: float) -> str:
    """`Rp 250 juta`, `Rp 1,2 miliar`."""
    for unit, size in (("triliun", 1e12), ("miliar", 1e9), ("juta", 1e6)):
        if abs(value) >= size:
            digits = 0 if round(value / size, 1) == round(value / size) else 1
            return f"Rp {angka(value / size, digits)} {unit}"
    return f"Rp {angka(value)}"


def hari(value: date) -> str:
    """`5 Agustus 2026`."""
    return str(format_date(value, "d MMMM y", locale=LOCALE))


def masa(mulai: date, selesai: date) -> str:
    """`5 Agustus 2026`, `5–7 Agustus 2026`, `30 Juli sampai 2 Agustus 2026`."""
    if mulai == selesai:
        return hari(mulai)
    if (mulai.year, mulai.month) == (selesai.year, selesai.month):
        return f"{mulai.day}–{hari(selesai)}"
    first = str(format_date(mulai, "d MMMM", locale=LOCALE)) if mulai.year == selesai.year else hari(mulai)
    return f"{first} sampai {hari(selesai)}"


def told(count: float | None) -> bool:
    """Whether a count of people may be told: it is known, and not 1 to 4."""
    return count is not None and count == count and not 0 < count < FEWEST


def together(whole: float | None, part: float | None) -> bool:
    """Whether a count and a part of it may be told side by side: neither they nor what is left are 1 to 4."""
    if whole is None or part is None or whole != whole or part != part:
        return False
    return told(whole) and told(part) and told(whole - part)


def compose(bahan: Bahan) -> Naskah:
    """The draft of a programme or event."""
    told_facts: list[Fakta] = []

    def write(fact: Fakta) -> str:
        told_facts.append(fact)
        return fact.tulisan

    lead = f"{bahan.kota or KOTA}, {TANGGAL_SIARAN} – {_lead(bahan)}"
    body = [lead, *_who(bahan, write), *_serial(bahan, write), *_context(bahan, write)]
    quote = f"“{KUTIPAN},” kata {JABATAN}."
    end = f"Keterangan lebih lanjut: {KONTAK}."
    sources = [f"Nama, unit, dan tanggal {bahan.jenis}: {bahan.sumber}"]
    sources += [f"{_with_interval(fact)}: {fact.sumber}{_per(fact.per)}" for fact in dict.fromkeys(told_facts)]
    return Naskah(_title(bahan), (body[0], *body[1:2], quote, *body[2:], end), tuple(sources), bahan.is_contoh)


def _title(bahan: Bahan) -> str:
    verb = {"selesai": "Selenggarakan", "berjalan": "Laksanakan", "rencana": "Siapkan"}[bahan.keadaan]
    return f"{bahan.unit} {verb} {bahan.nama}"


def _lead(bahan: Bahan) -> str:
    """Who, what, when, where, for whom: as the list of programmes or events says it."""
    verb = {"selesai": "telah menyelenggarakan", "berjalan": "sedang melaksanakan", "rencana": "menyiapkan"}
    when = masa(bahan.mulai, bahan.selesai)
    where = f" di {bahan.wilayah}" if bahan.wilayah else ""
    if bahan.moda == "daring":
        where = " secara daring"
    elif bahan.moda == "bauran":
        where += " secara luring dan daring"
    under = f", bagian dari program {bahan.program}," if bahan.program and bahan.program not in bahan.nama else ""
    sentence = f"{bahan.unit} {verb[bahan.keadaan]} {bahan.nama}{under} pada {when}{where}."
    return f"{sentence} Sasarannya {bahan.sasaran}." if bahan.sasaran else sentence


def _who(bahan: Bahan, write: Write) -> list[str]:
    """Seats, attendance, schools, money: one paragraph of what is known."""
    said = []
    if bahan.hadir is not None and told(bahan.hadir.nilai):
        text = f"Kegiatan ini dihadiri {write(bahan.hadir)}"
        if bahan.terdaftar is not None and together(bahan.terdaftar.nilai, bahan.hadir.nilai):
            text += f" dari {write(bahan.terdaftar)}"
        said.append(f"{text}.")
        if bahan.satuan is not None:
            text = f"Mereka datang dari sedikitnya {write(bahan.satuan)}"
            text += f" di {write(bahan.kab_kota)}" if bahan.kab_kota is not None else ""
            said.append(f"{text}.")
    if bahan.kursi is not None:
        said.append(f"Tempat yang disediakan {write(bahan.kursi)}.")
    if bahan.jam is not None:
        said.append(f"Lama pelatihan {write(bahan.jam)}.")
    if bahan.acara is not None:
        text = f"Di bawah program ini tercatat {write(bahan.acara)}"
        if bahan.kehadiran is not None and told(bahan.kehadiran.nilai):
            text += f" dengan {write(bahan.kehadiran)}; orang yang hadir lebih dari sekali dihitung tiap kali"
        said.append(f"{text}.")
    if bahan.anggaran is not None:
        said.append(f"Anggaran program ini {write(bahan.anggaran)}.")
    return [" ".join(said)] if said else []


def _serial(bahan: Bahan, write: Write) -> list[str]:
    """Certificates of the programme's level and year, for there is no count of one event among several."""
    if bahan.serial is None:
        return []
    events, people, certificates = bahan.serial
    if not together(people.nilai, certificates.nilai):
        return []
    if events.nilai == 1:
        return [f"Pada kegiatan ini diberikan {write(certificates)}."]
    return [
        f"Pada {bahan.nama_serial} tercatat {write(events)}, {write(people)}, dan {write(certificates)} yang diberikan."
    ]


def _context(bahan: Bahan, write: Write) -> list[str]:
    """Figures of the region, and that they are no result of what was held."""
    if not bahan.latar:
        return []
    said = " ".join(item.uraian.format(nilai=write(item.fakta)) for item in bahan.latar)
    return [f"{said} Angka ini menggambarkan keadaan wilayah dan tidak menunjukkan hasil {bahan.jenis} ini."]


def _per(value: date | None) -> str:
    return f", data per {hari(value)}" if value is not None else ""


def _with_interval(fact: Fakta) -> str:
    if fact.rendah is None or fact.tinggi is None:
        return fact.tulisan
    low, high = (angka(value, fact.desimal) for value in (fact.rendah, fact.tinggi))
    return f"{fact.tulisan} (selang 95 persen {low}–{high})"

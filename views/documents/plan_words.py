"""Cells and sentences of the documents of a saved plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from analysis.role_rules import quarter_days, quarter_of
from schemas.rencana import KegiatanRencana, PeranRencana, Rencana, TargetRencana
from views.documents.shared import dari
from views.format import NONE, day, number, rupiah
from views.plan.words import saved as moment_saved
from views.roles.words import span
from views.target.rows import catalogue
from views.target.words import said
from warehouse.plans import Versi

MONTHS = {1: "Januari–Maret", 2: "April–Juni", 3: "Juli–September", 4: "Oktober–Desember"}
NO_QUARTER = "Tanpa triwulan"
OFFICE = {"Disdik": "Dinas Pendidikan"}
"""Units whose heads sign under a longer name."""
EMPTY = {
    "peran": ("Rencana ini belum membagi peran.", "Isi matriksnya pada halaman Pembagian peran, lalu kembali ke sini."),
    "tindak_lanjut": (
        "Rencana ini belum memuat kegiatan dan target.",
        "Catat kegiatan pada halaman Akar masalah, atau target pada halaman Target & realisasi, lalu kembali ke sini.",
    ),
}
"""What is said, and what to do, where a plan holds nothing for a document."""
UNCHECKED = "Dari ingatan, periksa:"
"""How the list of mandates marks a source that nobody has compared with the regulation."""
SHORT = {
    "BPMP": "balai penjaminan mutu pendidikan",
    "BGTK": "balai guru dan tenaga kependidikan",
    "BGP": "balai guru penggerak",
    "BLPT": "balai layanan platform teknologi",
    "TIKP": "teknologi informasi dan komunikasi pendidikan",
    "Disdik": "dinas pendidikan",
    "Kemenag": "Kementerian Agama",
    "APS": "angka partisipasi sekolah",
}
CAUSES = (
    "Akar masalah adalah dugaan untuk diperiksa, bukan sebab yang terbukti; dalam kurung: apa kata data saat "
    "kegiatan dicatat. Penanggung jawab adalah unit atau jabatan."
)


class Nama:
    """Printed names of the indicators and measures of a plan, and their units."""

    def __init__(self, isi: Rencana, indicators: Mapping[str, str]) -> None:
        self._indicators = indicators
        self._about = catalogue([row.acuan for row in isi.target]) if isi.target else {}

    def of(self, kelompok: str, kode: str) -> str:
        """An indicator by its kelompok and code."""
        return self._indicators.get(f"{kelompok}:{kode}", kode)

    def acuan(self, kode: str) -> str:
        """What a target is about."""
        found = self._about.get(kode)
        return self._indicators.get(kode, found.nama if found is not None else kode)

    def figure(self, nilai: float, acuan: str) -> str:
        """A value of a target with its unit."""
        found = self._about.get(acuan)
        return said(nilai, found.satuan if found is not None else "")


def head_of(unit: str) -> str:
    """Who signs for a unit."""
    return f"Kepala {OFFICE.get(unit, unit)}"


def saved(versi: Versi) -> str:
    """Which version of which plan, when it was saved, by which unit."""
    name = versi.isi.nama.strip()
    start = f"“{name}”," if name.casefold().startswith("rencana") else f"Rencana “{name}”,"
    return f"{start} versi {versi.versi}, disimpan {moment_saved(versi.disimpan)} oleh {versi.oleh}"


def about(versi: Versi) -> str:
    """The plan's own words, then its version."""
    own = versi.isi.keterangan.strip()
    note = versi.catatan.strip()
    parts = [own, f"{saved(versi)}.", f"Catatan versi: {note}." if note else ""]
    return " ".join(part for part in parts if part)


def quarter(triwulan: int | None, tahun: int) -> str:
    """`Triwulan 1 (Januari–Maret 2027)`."""
    return "Triwulan belum ditetapkan" if triwulan is None else f"Triwulan {triwulan} ({MONTHS[triwulan]} {tahun})"


def short_quarter(row: PeranRencana, tahun: int) -> str:
    """A heading of a part of the matrix: the quarter in which a row begins."""
    there = quarters(row, tahun)
    return NO_QUARTER if there == NONE else f"Mulai triwulan {there[0]}"


def quarters(row: PeranRencana, tahun: int) -> str:
    """The quarters of the year that a row runs in, by its days as its load is counted, else the one it names: `1–3`."""
    start, end = row.tanggal_mulai, row.tanggal_selesai
    if start is not None and end is not None and start <= end:
        first = quarter_of(start, end, tahun)
        if first is not None:
            last = max(q for q in (1, 2, 3, 4) if quarter_days(tahun, q)[0] <= end)
            return str(first) if first == last else f"{first}–{last}"
    return NONE if row.triwulan is None else str(row.triwulan)


def role(row: PeranRencana, places: Mapping[str, str], indicators: Mapping[str, str], tahun: int) -> dict[str, str]:
    """The cells of one row of the matrix of a plan's year."""
    target = row.sasaran_indikator or ""
    when = quarters(row, tahun)
    if row.tanggal_mulai is not None and row.tanggal_selesai is not None:
        when = f"{when} ({span(row.tanggal_mulai, row.tanggal_selesai)})"
    return {
        "Program": row.program,
        "Wilayah": places.get(row.kode_wilayah, row.kode_wilayah),
        "Penanggung jawab": row.penanggung_jawab or "belum ada",
        "Pendukung": row.dukungan or NONE,
        "Indikator": indicators.get(target, target) or NONE,
        "Triwulan": when,
        "Anggaran": rupiah(row.anggaran_rupiah) if row.anggaran_rupiah is not None else "belum diketahui",
    }


def mandates(isi: Rencana) -> str:
    """The legal sources that the units' mandates rest on, each once; those nobody has looked up said apart."""
    leads = {row.penanggung_jawab for row in isi.peran}
    sources = list(dict.fromkeys(m.sumber.strip().rstrip(".") for m in isi.mandat if m.unit in leads and m.sumber))
    if not sources:
        return "Rencana ini tidak menyimpan dasar mandat unit yang memimpin."
    checked = [text for text in sources if not text.startswith(UNCHECKED)]
    bare = [text.removeprefix(UNCHECKED).strip() for text in sources if text.startswith(UNCHECKED)]
    said = [f"Dasar mandat unit yang memimpin: {'; '.join(checked)}."] if checked else []
    said += [f"Dasar mandat yang belum dicocokkan dengan naskah aslinya: {'; '.join(bare)}."] if bare else []
    return " ".join(said)


def written_out(cells: Iterable[str]) -> str:
    """The short names in the cells of a table, written out."""
    there = " ".join(cells)
    said = [f"{short}: {long}" for short, long in SHORT.items() if re.search(rf"\b{short}\b", there)]
    return f"{'; '.join(said)}." if said else ""


def follow_up(isi: Rencana) -> str:
    """How much there is to do in each quarter, and how much of it is tied to a budget and a mark of success."""
    rows = [row for row in isi.kegiatan if row.status_pelaksanaan != "batal"]
    stopped = len(isi.kegiatan) - len(rows)
    if not rows:
        return f"{number(len(isi.target))} target, belum ada kegiatan yang dijalankan."
    counts = [(q, sum(row.triwulan == q for row in rows)) for q in (1, 2, 3, 4)]
    parts = [f"triwulan {q}: {number(count)}" for q, count in counts if count]
    bare = sum(row.triwulan is None for row in rows)
    parts += [f"{number(bare)} belum ditetapkan triwulannya"] if bare else []
    places = len({row.kode_wilayah for row in rows})
    marked = sum(bool(row.ukuran_keberhasilan) for row in rows)
    coded = sum(bool(row.kode_anggaran) for row in rows)
    more = f"; {number(stopped)} batal" if stopped else ""
    goals = f"{number(len(isi.target))} target ditetapkan" if isi.target else "target belum ditetapkan"
    return (
        f"{number(len(rows))} kegiatan di {number(places)} wilayah ({'; '.join(parts)}){more}. "
        f"Indikator keberhasilan tertulis pada {dari(marked, len(rows))} kegiatan, kode anggaran pada "
        f"{dari(coded, len(rows))}; {goals}."
    )


def activity(row: KegiatanRencana, isi: Rencana, places: Mapping[str, str], names: Nama) -> dict[str, str]:
    """The cells of one activity."""
    state = "" if row.status_pelaksanaan == "rencana" else f" ({row.status_pelaksanaan})"
    due = f", tenggat {day(row.tanggal_tenggat)}" if row.tanggal_tenggat is not None else ""
    weak, root = names.of(row.kelompok, row.gejala), names.of(row.kelompok, row.akar)
    cause = f"{weak}, diduga berakar pada {root} ({row.keadaan_akar})"
    money = "" if row.anggaran_rupiah is None else rupiah(row.anggaran_rupiah)
    return {
        "Wilayah": places.get(row.kode_wilayah, row.kode_wilayah),
        "Kegiatan": f"{row.kegiatan}{state}{due}",
        "Akar masalah (dugaan)": cause,
        "Penanggung jawab": row.penanggung_jawab or "belum ada",
        "Indikator keberhasilan": row.ukuran_keberhasilan or "belum ditulis",
        "Sasaran": row.jenis or NONE,
        "Kode anggaran": ", ".join(filter(None, (row.kode_anggaran or "", money))) or NONE,
        "Awal ke target": _promise(row, isi, names),
    }


def _promise(row: KegiatanRencana, isi: Rencana, names: Nama) -> str:
    """Baseline and target of the same region for the weak indicator, else for the supposed cause."""
    for code in (row.gejala, row.akar):
        for target in isi.target:
            is_kind = not row.jenis or target.jenis in ("", row.jenis)
            if target.acuan == f"{row.kelompok}:{code}" and target.kode_wilayah == row.kode_wilayah and is_kind:
                first, last = (names.figure(v, target.acuan) for v in (target.nilai_baseline, target.nilai_target))
                return f"{code}: dari {first} ke {last}"
    return NONE


def target(row: TargetRencana, places: Mapping[str, str], names: Nama) -> dict[str, str]:
    """The cells of one target."""
    kind = f", {row.jenis}" if row.jenis else ""
    return {
        "Ukuran atau indikator": f"{names.acuan(row.acuan)}{kind}",
        "Wilayah": places.get(row.kode_wilayah, row.kode_wilayah),
        "Nilai awal": f"{names.figure(row.nilai_baseline, row.acuan)} ({day(row.tanggal_baseline)})",
        "Target": names.figure(row.nilai_target, row.acuan),
        "Tenggat": day(row.tanggal_tenggat),
        "Penanggung jawab": row.penanggung_jawab,
    }

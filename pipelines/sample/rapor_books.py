"""One province's Rapor workbooks, in the six sheets a BPMP downloads; runs in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipelines.sample.rapor_values import DASMEN, PAUD, PRIORITY, Indicator, label, labels
from pipelines.sample.world import Flags, Floats, Ints
from pipelines.sample.xlsx import Sheet, Workbook

NO_DATA = "Tidak Tersedia (Tidak ada data untuk indikator ini)"
NO_AN = "Tidak Tersedia (Satdik tidak mengikuti AN)"
NO_AN_BEFORE = "Tidak Tersedia (Satdik tidak mengikuti AN tahun lalu)"
NO_BEFORE = "Tidak Tersedia (karena nilai tahun lalu tidak tersedia)"
OTHER_METHOD = "Tidak Tersedia (instrumen penilaian tahun ini dan tahun lalu berbeda)"
NOT_THERE = "Capaian Tidak Tersedia"

TAHUN_SENDIRI = 2023
_BANDS = ("atas (1-20%)", "menengah atas (21-40%)", "menengah (41-60%)", "menengah bawah (61-80%)", "bawah (81-100%)")
_PROPORTIONS = ("Di atas", "Mencapai", "Di bawah", "Jauh di bawah")
_LEVEL_2 = {
    "A.1": ("Kompetensi membaca teks informasi", "Kompetensi membaca teks sastra"),
    "D.1": ("Manajemen kelas", "Dukungan psikologis", "Metode pembelajaran"),
    "C.3": ("Partisipasi dalam PMM (proporsi)", "Pelatihan lain (proporsi)"),
}
_RANKED = ("A.1", "A.2")
_PROVINCE_ONLY = ("SD SLB", "SMP Kesetaraan", "SMA Kemenag", "SMA MA/MAK", "RA")
"""Jenis left out of the kab/kota sheets, where most of their rows would be empty."""


@dataclass(frozen=True)
class Job:
    """What one province's workbooks need: its names, its schools (texts and columns) and their values a year."""

    folder: str
    kode: str
    provinsi: str
    judul_provinsi: str
    kabs: tuple[str, ...]
    npsn: list[str]
    nama: list[str]
    kecamatan: list[str]
    kab: Ints
    kind: Ints
    is_negeri: Flags
    jenis: dict[int, dict[int, str]]
    dasmen: dict[int, Floats]
    paud: dict[int, Floats]
    ikut: dict[int, Flags]
    is_paud: Flags
    aps: dict[int, Floats]
    """Per year a row a kab/kota: APS 7-12, 13-15, 16-18 and 5-6, and the SPM index."""
    tahun: tuple[int, ...]
    """The years to write; values may reach one year further back."""
    method_break: tuple[str, int]
    sendiri: frozenset[int]
    """Rows of schools that brought their own report of `TAHUN_SENDIRI` and are missing from that year's sheet."""
    kembar: int
    """How many schools stand twice in the school sheet of the last year."""


def comma(value: float, percent: bool = False) -> str:
    """76,4% or 59,12: no trailing zeros, decimal comma."""
    text = f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return text + "%" if percent else text


def change(now: float, before: float) -> str:
    """The change in points, in words."""
    moved = round(now - before, 2)
    return "Tidak berubah" if moved == 0 else f"{'Naik' if moved > 0 else 'Turun'} {comma(abs(moved))}"


def spm_class(value: float) -> str:
    """The class of an SPM index."""
    for floor, name in ((100, "TUNTAS PARIPURNA"), (90, "TUNTAS UTAMA"), (80, "TUNTAS MADYA"),
                        (70, "TUNTAS PRATAMA"), (60, "TUNTAS MUDA")):  # fmt: skip
        if value >= floor:
            return name
    return "BELUM TUNTAS"


def _means(column: Floats, group: Ints, size: int) -> Floats:
    """The mean of each group, rounded as published; NaN where a group has no school."""
    count = np.bincount(group, minlength=size)
    total = np.bincount(group, column, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.round(np.where(count > 0, total / count, np.nan), 2), dtype=np.float64)


class Edition:
    """One province in one year."""

    def __init__(self, job: Job, year: int) -> None:
        self.job = job
        self.year = year
        self.before = year - 1 if year - 1 in job.dasmen else None

    def _combos(self, paud: bool) -> list[tuple[str, str, Flags]]:
        """Jenis, status and the schools of each region row."""
        job, jenis = self.job, self.job.jenis[self.year]
        everyone = np.ones(len(job.kab), bool)
        if paud:
            return [
                ("PAUD", "Semua", job.is_paud),
                *((jenis[kind], "Semua", job.kind == kind) for kind in sorted(jenis) if jenis[kind] in ("TK", "RA")),
            ]
        combos = []
        for kind, name in jenis.items():
            if name in ("TK", "KB", "RA"):
                continue
            mine = job.kind == kind
            if name == "SD Umum":
                combos += [(name, "Negeri", mine & job.is_negeri), (name, "Swasta", mine & ~job.is_negeri)]
            combos.append((name, "Semua", mine & everyone))
        return combos

    def _cells(self, indicator: Indicator, now: float, before: float, rank: str | None) -> list[str]:
        """Label, value, change (and rank) of one region cell group."""
        percent = indicator.kode in _RANKED
        if np.isnan(now):
            cells = [NOT_THERE, NO_DATA, NO_DATA]
            return cells if rank is None else [*cells, ""]
        if (indicator.kode, self.year) == self.job.method_break:
            moved = OTHER_METHOD
        elif np.isnan(before):
            moved = NO_BEFORE
        else:
            moved = change(now, before)
        cells = [label(indicator, now), comma(now, percent), moved]
        return cells if rank is None else [*cells, rank]

    def _indicators(self, all_of: tuple[Indicator, ...]) -> list[Indicator]:
        """Those of the year; from 2025 newcomers first: their columns stand before A.1."""
        mine = [item for item in all_of if item.in_year(self.year)]
        return sorted(mine, key=lambda item: item.sejak != self.year or self.year < 2025)

    def _column(self, year: int | None, all_of: tuple[Indicator, ...], indicator: Indicator) -> Floats | None:
        """The schools' values of an indicator in a year, or None when that year has none."""
        table = (self.job.dasmen if all_of is DASMEN else self.job.paud).get(year or 0)
        if table is None or not indicator.in_year(year or 0):
            return None
        return table[:, all_of.index(indicator)]

    def _by_kab(self, year: int | None, all_of: tuple[Indicator, ...], item: Indicator, mine: Flags) -> Floats:
        column = self._column(year, all_of, item)
        if column is None:
            return np.full(len(self.job.kabs), np.nan)
        here = mine & self.job.ikut[year or 0]
        return _means(column[here], self.job.kab[here], len(self.job.kabs))

    def _at_province(self, year: int | None, all_of: tuple[Indicator, ...], item: Indicator, mine: Flags) -> float:
        column = self._column(year, all_of, item)
        here = mine & self.job.ikut[year or self.year]
        return float("nan") if column is None or not here.any() else round(float(column[here].mean()), 2)

    def summary(self, sheet: Sheet) -> None:
        """Sheet 1: the SPM line, then best, worst and most improved by jenjang."""
        spm = float(np.mean(self.job.aps[self.year][:, 4]))
        sheet.add([f"SPM: {comma(spm)} ({spm_class(spm).title()})"])
        sheet.add(["No", "Jenjang", "Capaian", "Indikator Prioritas"])
        order = 0
        for jenjang in ("SD", "SMP", "SMA", "SMK"):
            mine = np.array([self.job.jenis[self.year][kind] == f"{jenjang} Umum" for kind in self.job.kind])
            scores = {
                item.kode: self._at_province(self.year, DASMEN, item, mine)
                for item in DASMEN if item.kode in PRIORITY
            }  # fmt: skip
            names = {item.kode: item.nama for item in DASMEN}
            best, worst = max(scores, key=lambda kode: scores[kode]), min(scores, key=lambda kode: scores[kode])
            for word, kode in (
                ("Capaian Terbaik", best),
                ("Capaian Terendah", worst),
                ("Peningkatan Tertinggi", "A.1"),
            ):
                order += 1
                sheet.add([str(order), jenjang, word, f"{kode} {names[kode]}"])

    def province(self, sheet: Sheet) -> None:
        """Sheet 2: long, with the year inside the column names."""
        year, job = self.year, self.job
        sheet.add([f"Capaian Provinsi {job.judul_provinsi}"])
        sheet.add([f"Rapor Pendidikan Tahun {year}"])
        sheet.add([])
        has_label_before = year >= 2025
        sheet.add(
            ["Jenis Satuan Pendidikan", "Status Satuan Pendidikan", "No", "Indikator", f"Label Capaian {year}",
             f"Nilai Capaian {year}", "Perubahan Nilai Capaian dari Tahun Lalu",
             *([f"Label Capaian {year - 1}"] if has_label_before else []), f"Nilai Capaian {year - 1}"]
        )  # fmt: skip

        def line(front: list[str], cells: list[str], label_before: str, value_before: str) -> None:
            sheet.add([*front, *cells, *([label_before] if has_label_before else []), value_before])

        for all_of, paud in ((DASMEN, False), (PAUD, True)):
            for name, status, mine in self._combos(paud):
                for item in self._indicators(all_of):
                    now = self._at_province(year, all_of, item, mine)
                    before = self._at_province(self.before, all_of, item, mine) if self.before else float("nan")
                    percent = item.kode in _RANKED and not paud
                    known = not np.isnan(before)
                    old = (label(item, before), comma(before, percent)) if known else (NOT_THERE, NO_BEFORE)
                    title = f"{item.nama}\nDefinisi: {item.nama.lower()} menurut Rapor Pendidikan"
                    line([name, status, item.kode, title], self._cells(item, now, before, None), *old)
                    if paud or status != "Semua" or np.isnan(now):
                        continue
                    self._details(line, name, status, item, now)
        for place, (name, kode, title) in enumerate(
            (("SD Sederajat", "B.5", "APS 7-12"), ("SMP Sederajat", "B.8", "APS 13-15"),
             ("SMA-SMK Sederajat", "B.11", "APS 16-18"))
        ):  # fmt: skip
            value = float(np.mean(job.aps[year][:, place]))
            tag = "Tinggi" if value > 95 else "Sedang" if value > 80 else "Rendah"
            line([name, "Tidak Relevan", kode, title], [tag, comma(value), NO_BEFORE], NOT_THERE, NO_BEFORE)
        spm = float(np.mean(job.aps[year][:, 4]))
        line(["Semua jenjang", "Tidak Relevan", "B.16", "Indeks SPM"], [spm_class(spm), comma(spm), NO_BEFORE],
             NOT_THERE, NO_BEFORE)  # fmt: skip

    def _details(self, line: Any, name: str, status: str, item: Indicator, now: float) -> None:
        """Proportion rows that repeat the code, the scale score, and the level-2 rows."""
        if item.kode in _RANKED:
            top, lowest = round(now * 0.25, 2), round((100 - now) * 0.28, 2)
            shares = (top, round(now - top, 2), round(100 - now - lowest, 2), lowest)
            for word, share in zip(_PROPORTIONS, shares, strict=True):
                title = f"Proporsi peserta didik {word.lower()} kompetensi minimum"
                line([name, status, item.kode, title], [word, comma(share, True), ""], "", "")
            line(
                [name, status, f"{item.kode}.skor", f"Skor {item.nama.lower()}"],
                ["", comma(35 + now * 0.4), ""],
                "",
                "",
            )
        for place, title in enumerate(_LEVEL_2.get(item.kode, ()), 1):
            value = min(99.0, max(1.0, now + (place - 2) * 2.1 - (18 if (item.kode, place) == ("C.3", 1) else 0)))
            line([name, status, f"{item.kode}.{place}", title], ["", comma(value), ""], "", "")

    def kabs(self, sheet: Sheet, all_of: tuple[Indicator, ...]) -> None:
        """Sheets 3 and 4: wide, a two-row header, one row a kab/kota, jenis and status; first-level indicators."""
        job, paud = self.job, all_of is PAUD
        sheet.add([f"Capaian Kabupaten/Kota {'PAUD' if paud else 'Dasmen dan Vokasi'}"])
        sheet.add([f"Provinsi {job.judul_provinsi}, Rapor Pendidikan Tahun {self.year}"])
        if self.year % 2:
            sheet.add(["Nilai dinas adalah rata-rata satuan pendidikan. Baris Semua adalah total."])
        sheet.add([])
        items = [item for item in self._indicators(all_of) if item.is_first_level]
        parts = ["Label Capaian", "Nilai Capaian", "Perubahan Nilai Capaian"]
        groups = [
            (f"{item.kode} {item.nama}", [*parts, "Peringkat"] if item.kode in _RANKED and not paud else parts)
            for item in items
        ]
        if not paud:
            groups.append(("B.16 Indeks SPM", parts[:2]))
        sheet.groups(["Kab/Kota", "Jenis Satuan Pendidikan", "Status Satuan Pendidikan"], groups)
        width = sum(len(names) for _, names in groups)
        combos = [combo for combo in self._combos(paud) if combo[0] not in _PROVINCE_ONLY]
        table = [
            [
                (self._by_kab(self.year, all_of, item, mine), self._by_kab(self.before, all_of, item, mine))
                for item in items
            ]
            for _, _, mine in combos
        ]
        for kab, kab_name in enumerate(job.kabs):
            for (name, status, _), columns in zip(combos, table, strict=True):
                cells = [kab_name, name, status]
                for item, (now, before) in zip(items, columns, strict=True):
                    ranked = item.kode in _RANKED and not paud
                    cells += self._cells(item, now[kab], before[kab], self._rank(now, kab) if ranked else None)
                sheet.add(cells)
            if not paud:
                spm = job.aps[self.year][kab, 4]
                blank = [""] * (width - 2)
                sheet.add([kab_name, "Semua jenjang", "Tidak Relevan", *blank, spm_class(spm), comma(spm)])

    @staticmethod
    def _rank(column: Floats, place: int) -> str:
        known = column[~np.isnan(column)]
        if np.isnan(column[place]) or len(known) < 2:
            return ""
        above = int((known > column[place]).sum())
        return f"Peringkat {_BANDS[min(4, above * 5 // len(known))]}"

    def satdik(self, sheet: Sheet, all_of: tuple[Indicator, ...]) -> None:
        """Sheets 5 and 6: every school, labels only, after a preamble of varying length."""
        job, paud = self.job, all_of is PAUD
        for place in range(1 + (int(job.kode) + self.year) % 4):
            title = f"Capaian Satuan Pendidikan {'PAUD' if paud else 'Dasmen dan Vokasi'} Tahun {self.year}"
            sheet.add([(title, f"Provinsi {job.judul_provinsi}", "Sumber: Rapor Pendidikan", "")[place]])
        items = [item for item in self._indicators(all_of) if paud or item.kode in PRIORITY or item.sejak == self.year]
        items = [item for item in items if paud or item.kode in PRIORITY]
        sheet.groups(
            ["NPSN", "Nama Satuan Pendidikan", "Jenis Satuan Pendidikan", "Status Satuan Pendidikan", "Kabupaten/Kota",
             "Kecamatan"],
            [(f"{item.kode} {item.nama}", ["Label Capaian "]) for item in items],
        )  # fmt: skip
        rows = np.flatnonzero(job.is_paud if paud else ~job.is_paud)
        if self.year == TAHUN_SENDIRI and job.sendiri:
            rows = np.array([row for row in rows.tolist() if row not in job.sendiri], dtype=np.int64)
        tags = []
        for item in items:
            column = self._column(self.year, all_of, item)
            tags.append(labels(item, column[rows]) if column is not None else [NO_DATA] * len(rows))
        jenis, took_part = job.jenis[self.year], job.ikut[self.year][rows].tolist()
        twice = 0 if paud or self.year != max(job.tahun) else job.kembar
        for place, row in enumerate(rows.tolist()):
            cells = [
                job.npsn[row], job.nama[row], jenis[int(job.kind[row])], "Negeri" if job.is_negeri[row] else "Swasta",
                job.kabs[job.kab[row]], job.kecamatan[row],
            ]  # fmt: skip
            cells += [column[place] for column in tags] if took_part[place] else [NO_AN] * len(tags)
            sheet.add(cells)
            if place < twice:
                sheet.add(cells)

    def write(self) -> str:
        """Write the workbook; returns its file name."""
        name = f"Rapor Pendidikan {self.year} {self.job.provinsi}.xlsx"
        book = Workbook()
        self.summary(book.sheet("1 Ringkasan capaian jenjang"))
        self.province(book.sheet("2 Capaian provinsi"))
        self.kabs(book.sheet("3 Capaian kab-kota Dasmen"), DASMEN)
        self.kabs(book.sheet("4 Capaian kab-kota PAUD"), PAUD)
        self.satdik(book.sheet("5 Capaian satdik Dasmen"), DASMEN)
        self.satdik(book.sheet("6 Capaian satdik PAUD"), PAUD)
        book.save(Path(self.job.folder) / name)
        return name


def write_province(job: Job) -> int:
    """Every year of one province; returns how many workbooks were written."""
    for year in job.tahun:
        Edition(job, year).write()
    return len(job.tahun)

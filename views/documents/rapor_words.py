"""Sentences of the Rapor sheet: what a region's published figures say, and how far they may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.status_change import (
    INSTRUMEN,
    NAIK,
    TAK_DIBANDINGKAN,
    TANPA_KINI,
    TANPA_LALU,
    TANPA_NILAI,
    TERBAIK,
    TURUN,
)
from charts.style import each
from views.documents.rapor_numbers import ASPEK, Aspek, Indeks, RaporWilayah, label_move, tersedia
from views.format import NBSP, NONE, is_none, names, number, signed
from views.rapor.rows import Pilih as PilihRapor
from views.rapor.rows import break_reasons

DIGITS = 2
"""As published: the sheet quotes, it does not round."""
DALAM = "di dalam ambang"
"""Of a change no larger than what regions differ by from year to year."""
BIASA = "tidak lebih dari yang biasa antartahun"
TIDAK_TERSEDIA = "Tidak Tersedia"
COUNTED = ("tidak satu pun", "satu", "dua", "tiga", "empat", "lima", "enam")
SHORT = {"APS": "angka partisipasi sekolah", "SLB": "sekolah luar biasa", "SPM": "Standar Pelayanan Minimal"}
"""Abbreviations of the table, written out under it where they occur."""
KELAS_SPM = (
    "Kelas indeks SPM: Tuntas Paripurna 100; Tuntas Utama 90 sampai di bawah 100; Tuntas Madya 80 sampai di bawah 90; "
    "Tuntas Pratama 70 sampai di bawah 80; Tuntas Muda 60 sampai di bawah 70; Belum Tuntas di bawah 60."
)
KOMPONEN_SPM = (
    "Indeks SPM disusun dari angka partisipasi sekolah, kemampuan literasi dan numerasi, iklim keamanan, kebinekaan, "
    "dan inklusivitas, serta mutu pendidik dan akreditasi PAUD"
)


def value(nilai: object, satuan: object) -> str:
    """`66,24 %`, `63,88`; a dash for nothing."""
    text = number(nilai, DIGITS)  # type: ignore[arg-type]
    return f"{text}{NBSP}%" if satuan == "persen" and text != NONE else text


def title(nama: str, tahun: int, spm: Indeks | None) -> str:
    """`Rapor Pendidikan Kabupaten Agam Tahun 2025: Tuntas Pratama`."""
    kelas = spm.kelas if spm is not None and spm.kelas else "kelas SPM tidak tersedia"
    return f"Rapor Pendidikan {nama} Tahun {tahun}: {kelas}"


def lead(nama: str, rapor: RaporWilayah) -> str:
    """Who, what, when: the index of this year and of the one before, and what became of the class."""
    now, then = rapor.spm, rapor.spm_lalu
    start = f"Indeks Standar Pelayanan Minimal (SPM) pendidikan {nama} pada Rapor Pendidikan {rapor.tahun}"
    if now is None or (now.nilai is None and not now.kelas):
        why = f" ({now.alasan})" if now is not None and now.alasan else ""
        return f"{start} tidak tersedia{why}."
    score = "tidak disertai angka" if now.nilai is None else f"tercatat {number(now.nilai, DIGITS)}"
    said = f"{start} {score}, kelas {now.kelas}." if now.kelas else f"{start} {score}, tanpa kelas pada berkasnya."
    return f"{said} {_before(rapor, now, then)}"


def _before(rapor: RaporWilayah, now: Indeks, then: Indeks | None) -> str:
    last = rapor.tahun - 1
    if then is None or (then.nilai is None and not then.kelas):
        why = "" if rapor.is_ada_lalu else ", sebab Rapor tahun itu belum dimuat"
        return f"Indeks pada Rapor {last} tidak tersedia{why}; perubahannya belum dapat disebut."
    if now.nilai is not None and then.nilai is not None:
        gap = round(now.nilai - then.nilai, DIGITS)
        change = f", selisih {signed(gap, DIGITS)} poin" if gap else ", sama besar"
        said = f"Pada Rapor {last} indeksnya {number(then.nilai, DIGITS)}{change}"
    else:
        said = f"Pada Rapor {last} indeksnya {number(then.nilai, DIGITS) if then.nilai is not None else 'tanpa angka'}"
    return f"{said}{_class_move(now, then)}."


def _class_move(now: Indeks, then: Indeks) -> str:
    if not now.kelas or not then.kelas:
        return f", kelas {then.kelas}" if then.kelas else ""
    if now.kelas == then.kelas:
        return f"; kelasnya tetap {now.kelas}"
    if now.peringkat != now.peringkat or then.peringkat != then.peringkat:
        return f"; kelasnya semula {then.kelas}"
    way = "naik" if now.peringkat < then.peringkat else "turun"
    return f"; kelasnya {way} dari {then.kelas} ke {now.kelas}"


def summary(rapor: RaporWilayah) -> str:
    """How many of the published figures carry the best category, and how many went which way."""
    there = tersedia(rapor.angka)
    if there.empty:
        return (
            f"Keenam indikator prioritas tidak tersedia pada Rapor {rapor.tahun} yang dimuat; alasannya tertulis di "
            "tiap bagian di bawah."
        )
    labelled = there[there["golongan"].notna()]
    best = int((labelled["golongan"] == TERBAIK).sum())
    said = f"Dari {number(len(there))} angka pada {_loaded(there)}, "
    said += f"{number(best) if best else 'belum ada yang'} berkategori terbaik"
    if not rapor.is_ada_lalu:
        return f"{said}."
    moved = {way: int((there["arah"] == way).sum()) for way in (NAIK, "tetap", TURUN, TAK_DIBANDINGKAN)}
    words = {NAIK: "naik", "tetap": f"berubah {DALAM} ({BIASA})", TURUN: "turun",
             TAK_DIBANDINGKAN: "tidak dapat dibandingkan"}  # fmt: skip
    told = [f"{number(count)} {words[way]}" for way, count in moved.items() if count]
    return f"{said}. Dibanding Rapor {rapor.tahun - 1}: {', '.join(told)}."


def _loaded(there: pd.DataFrame) -> str:
    """`keenam indikator prioritas`, or how many of the six have figures and which have none."""
    lacking = [aspek.judul for aspek in ASPEK if aspek.judul not in set(there["aspek"])]
    if not lacking:
        return "keenam indikator prioritas"
    listed = names([f"{name[:1].lower()}{name[1:]}" for name in lacking], len(ASPEK))
    return f"{COUNTED[len(ASPEK) - len(lacking)]} indikator prioritas yang dimuat (tanpa {listed})"


def sentence(aspek: Aspek, row: Any, rapor: RaporWilayah, *, is_first: bool = True) -> str:
    """One indicator of one kind of school: its figure, category and change; those after the first say no more what it
    is."""
    subject = row.apa or aspek.judul
    where = "" if _is_aged(row) else f" di {row.jenis}"
    label = row.label if isinstance(row.label, str) else ""
    if is_none(row.nilai):
        return f"{subject}{where} terbit tanpa angka, kategori {label}{_label_only(row, rapor)}."
    figure = value(row.nilai, row.satuan)
    if not is_first:
        said = f"{_start(row)} {figure}{f' ({label})' if label else ''}"
    else:
        group = f" (kategori {label})" if label else " (tanpa kategori)"
        said = f"Di {row.jenis}, {figure} {aspek.apa}{group}" if aspek.apa else f"{subject}{where} {figure}{group}"
    return f"{said}{change(row, rapor)}."


def _is_aged(row: Any) -> bool:
    """Whether an indicator is of an age, not of a kind of school."""
    return "usia" in row.apa


def _whom(row: Any) -> str:
    """`SMP Umum`, or `usia 13–15 tahun`."""
    return str(row.apa).removeprefix("Angka partisipasi sekolah ") if _is_aged(row) else str(row.jenis)


def _start(row: Any) -> str:
    """How a sentence begins that says no more what the figure is."""
    return f"Pada {_whom(row)}" if _is_aged(row) else f"Di {_whom(row)}"


def is_within(row: Any, rapor: RaporWilayah) -> bool:
    """Whether a figure moved by no more than regions differ by from year to year."""
    return rapor.is_ada_lalu and not is_none(row.nilai) and row.sebab == "" and row.arah not in (NAIK, TURUN)


def together(rows: Sequence[Any], *, is_also: bool = False) -> str:
    """Figures that moved within the limit, in one sentence: their values of last year stand in the table."""
    told = [f"{_whom(row)} {value(row.nilai, row.satuan)}{_category(row)}" for row in rows]
    return f"Berubah {DALAM} pula: {'; '.join(told)}." if is_also else f"Berubah {DALAM}: {'; '.join(told)}."


def _category(row: Any) -> str:
    if not isinstance(row.label, str):
        return ""
    side = label_move(row)
    moved = f", {'naik' if side > 0 else 'turun'} dari {row.label_lalu}" if side else ""
    return f" ({row.label}{moved})"


def change(row: Any, rapor: RaporWilayah) -> str:
    """`, naik 8,53 poin dari 57,71 %, kategori naik dari Sedang`; or why there is no comparison."""
    if not rapor.is_ada_lalu:
        return ""
    last = rapor.tahun - 1
    if row.sebab == INSTRUMEN:
        why = break_reasons(PilihRapor(row.kelompok, row.jenis, "Semua", rapor.tahun, row.kode), row.kode)
        reason = f" ({why[rapor.tahun]})" if rapor.tahun in why else ""
        return f"; tidak dapat dibandingkan dengan Rapor {last} karena instrumennya berganti{reason}"
    if row.sebab in (TANPA_LALU, TANPA_NILAI):
        return f"; tidak dapat dibandingkan karena angka Rapor {last} tidak tersedia"
    before, size = value(row.nilai_lalu, row.satuan), abs(float(row.poin))
    if row.arah not in (NAIK, TURUN):
        more = "arah indikator ini belum dipastikan" if row.sebab else f"berubah {DALAM}"
        moved = f"{more} (tahun lalu {before})" if round(float(row.poin), DIGITS) else f"tetap {before}"
    else:
        way = "naik" if float(row.poin) > 0 else "turun"
        moved = f"{way} {number(size, DIGITS)} poin dari {before}"
    return f", {moved}{_label_move(row)}"


def _label_move(row: Any) -> str:
    side = label_move(row)
    return f", kategori {'naik' if side > 0 else 'turun'} dari {row.label_lalu}" if side else ""


def _label_only(row: Any, rapor: RaporWilayah) -> str:
    if not rapor.is_ada_lalu:
        return ""
    if row.sebab == INSTRUMEN:
        return f"; tidak dapat dibandingkan dengan Rapor {rapor.tahun - 1} karena instrumennya berganti"
    if not isinstance(row.label_lalu, str):
        return f"; kategori Rapor {rapor.tahun - 1} tidak tersedia"
    side = label_move(row)
    return f", {'naik' if side > 0 else 'turun'} dari {row.label_lalu}" if side else ", sama dengan tahun sebelumnya"


def aspect_text(aspek: Aspek, rows: Sequence[Any], rapor: RaporWilayah, nama: str) -> str:
    """The paragraph of one indicator: the first kind of school and those that moved one sentence each, those within
    the limit together, those without figures named last; the table has the rest."""
    if not rows:
        return f"Rapor {rapor.tahun} {nama} yang dimuat tidak berisi {aspek.judul[:1].lower()}{aspek.judul[1:]}."
    there = [row for row in rows if row.sebab != TANPA_KINI]
    gone = [row for row in rows if row.sebab == TANPA_KINI]
    calm = [row for row in there[1:] if is_within(row, rapor)]
    told = [(at, row) for at, row in enumerate(there) if not any(row is one for one in calm)]
    said = [sentence(aspek, row, rapor, is_first=at == 0) for at, row in told]
    said += [together(calm, is_also=is_within(there[0], rapor))] if calm else []
    by_reason: dict[str, list[str]] = {}
    for row in gone:
        where = row.apa if _is_aged(row) else str(row.jenis)
        by_reason.setdefault(str(row.alasan_tidak_tersedia or ""), []).append(where)
    for why, kinds in by_reason.items():
        listed = names(kinds, 8)
        start = f"{listed}:" if any("usia" in kind for kind in kinds) else f"{aspek.judul} di {listed}"
        said.append(f"{start} tidak tersedia{f' ({why})' if why else ''}.")
    return " ".join(said)


def as_context(rows: Sequence[Any], nama: str) -> str:
    """The province's own participation figures, said where a kab/kota's Rapor has none."""
    told = [f"{row.apa.removeprefix('Angka partisipasi sekolah ')} {value(row.nilai, row.satuan)} ({row.label})"
            for row in rows if not is_none(row.nilai)]  # fmt: skip
    return f"Sebagai konteks, angka partisipasi sekolah Provinsi {nama}: {'; '.join(told)}." if told else ""


def table_rows(aspek: Aspek, rows: Sequence[Any], rapor: RaporWilayah) -> list[tuple[str, ...]]:
    """One line an indicator and kind of school: this year's figure and category, last year's, the change in words."""
    lines: list[tuple[str, ...]] = []
    for row in rows:
        name = row.apa.replace("Angka partisipasi sekolah", "APS") if _is_aged(row) else aspek.judul
        now = value(row.nilai, row.satuan) if row.sebab != TANPA_KINI else TIDAK_TERSEDIA
        then = value(row.nilai_lalu, row.satuan)
        label = row.label if isinstance(row.label, str) else NONE
        lines.append((name, str(row.jenis), label, now, then, _short_change(row, rapor)))
    return lines


def _short_change(row: Any, rapor: RaporWilayah) -> str:
    if not rapor.is_ada_lalu or row.sebab == TANPA_KINI:
        return NONE
    if row.sebab == INSTRUMEN:
        return "instrumen berganti"
    if row.sebab in (TANPA_LALU, TANPA_NILAI) or is_none(row.poin):
        return "tanpa pembanding"
    gap = signed(float(row.poin), DIGITS)
    if row.arah not in (NAIK, TURUN):
        return gap if row.sebab else f"{gap} tetap"
    return f"{gap} {'naik' if float(row.poin) > 0 else 'turun'}"


def table_note(rows: Sequence[Sequence[str]]) -> str:
    """What the table's words mean; of abbreviations those that occur in it."""
    cells = " ".join(cell for row in rows for cell in row)
    said = ["Nilai dan kategori seperti diterbitkan, status Semua (negeri dan swasta). Satuan pendidikan keagamaan, "
            "yang bukan kewenangan pemerintah daerah, tidak dimuat."]  # fmt: skip
    said += [f"Tetap: berubah {DALAM}."] if " tetap" in cells else []
    there = [f"{short}: {long}" for short, long in SHORT.items() if short in cells.split() or f"{short} " in cells]
    return " ".join([*said, f"{'; '.join(there)}."] if there else said)


def index_row(rapor: RaporWilayah) -> tuple[str, ...]:
    """The line of the index itself; its difference is printed without a word, its class says what changed."""
    now, then = rapor.spm, rapor.spm_lalu
    if now is None:
        return ("Indeks SPM", "Semua jenjang", TIDAK_TERSEDIA, NONE, NONE, NONE)
    gap = NONE
    if then is not None and now.nilai is not None and then.nilai is not None:
        gap = signed(round(now.nilai - then.nilai, DIGITS), DIGITS)
    before = NONE if then is None else number(then.nilai, DIGITS)
    figure = TIDAK_TERSEDIA if now.nilai is None else number(now.nilai, DIGITS)
    return ("Indeks SPM", "Semua jenjang", now.kelas or NONE, figure, before, gap)


def limits(angka: pd.DataFrame) -> str:
    """From where to where the limits of `naik` and `turun` go."""
    known = [float(row.ambang) for row in each(angka) if row.sebab == "" and row.ambang == row.ambang]
    if not known:
        return ""
    low, top = number(min(known), 1), number(max(known), 1)
    return f"{low} poin" if low == top else f"{low} sampai {top} poin"

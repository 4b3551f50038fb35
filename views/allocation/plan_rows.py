"""From an answer to plan rows: seats, and classes with their dates."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from analysis.allocation import Jadwal, schedule
from schemas.rencana import KelasRencana
from views import data
from views.allocation.inputs import LEVELS, NAMA_LEVEL, Masukan
from views.allocation.job import Tugas
from views.allocation.result import Susunan, seats, short_city

FIXED = ((1, 1), (5, 1), (6, 1), (8, 17), (12, 25))
"""Month and day of the national holidays that do not move: tahun baru, buruh, Pancasila, kemerdekaan, Natal."""


def holidays() -> list[tuple[date, date, str]]:
    """School holidays of the calendar: first day, last day, name."""
    frame = data.ask("kalender_kebijakan")
    mine = frame[(frame["jenis"] == "libur") & frame["tanggal_selesai"].notna()]
    return [
        (data.as_date(start), data.as_date(end), str(name))
        for start, end, name in zip(mine["tanggal_mulai"], mine["tanggal_selesai"], mine["peristiwa"], strict=True)
    ]


def closed(masukan: Masukan) -> set[date]:
    """Every day of a holiday within the period: those of schools, and the nation's that keep their date each year.

    The nation's other holidays move (Nyepi, Waisak, Isra Mikraj) and are decided a year ahead: not known here.
    """
    first, last = masukan.setelan.tanggal_mulai, masukan.setelan.tanggal_selesai
    days: set[date] = set()
    for start, end, _ in holidays():
        start, end = max(start, first), min(end, last)
        days |= {start + timedelta(days=k) for k in range((end - start).days + 1)}
    years = range(first.year, last.year + 1)
    return days | {day for year in years for m, d in FIXED if first <= (day := date(year, m, d)) <= last}


def unknown_years(masukan: Masukan) -> list[int]:
    """Years of the period for which the calendar has no holiday at all."""
    known = {year for start, end, _ in holidays() for year in (start.year, end.year)}
    first, last = masukan.setelan.tanggal_mulai.year, masukan.setelan.tanggal_selesai.year
    return [year for year in range(first, last + 1) if year not in known]


def made(tugas: Tugas) -> Susunan | None:
    """The computed plan as rows, classes dated; None without a plan that keeps every limit."""
    utama = tugas.studi.utama
    if utama is None or not utama.is_layak:
        return None
    masukan = tugas.tanya.masukan
    setelan = masukan.setelan
    jadwal: Jadwal = schedule(
        utama, tugas.tanya.minta.soal, setelan.tanggal_mulai, setelan.tanggal_selesai, closed(masukan)
    )
    soal = tugas.tanya.minta.soal
    classes = tuple(
        KelasRencana(
            kode_kota=soal.kota[k.kota].kode, level=LEVELS[k.level], nomor=k.nomor, jumlah_kursi=k.jumlah_kursi,
            tanggal_mulai=k.mulai, tanggal_selesai=k.selesai,
        )
        for k in jadwal.kelas
    )  # fmt: skip
    why = tuple(
        f"Kelas {NAMA_LEVEL[LEVELS[k.level]].lower()} {k.nomor} di {short_city(soal.kota[k.kota].nama)}, "
        f"{k.jumlah_kursi} kursi: {k.alasan}."
        for k in jadwal.tidak_muat
    )
    return Susunan(masukan, seats(tugas.tanya, utama.kursi, utama.kursi_bakti), classes, why)


def lanes(susunan: Susunan) -> pd.DataFrame:
    """Dated classes with the room each takes (0-based): the first that is free in its city."""
    rows: list[dict[str, object]] = []
    busy: dict[str, list[date]] = {}
    dated = [k for k in susunan.kelas if k.tanggal_mulai is not None and k.tanggal_selesai is not None]
    for k in sorted(dated, key=lambda k: (str(k.tanggal_mulai), k.kode_kota, k.level, k.nomor)):
        assert k.tanggal_mulai is not None
        assert k.tanggal_selesai is not None
        rooms = busy.setdefault(k.kode_kota, [])
        free = next((at for at, until in enumerate(rooms) if until < k.tanggal_mulai), len(rooms))
        rooms[free : free + 1] = [k.tanggal_selesai]
        rows.append({"kode_kota": k.kode_kota, "level": k.level, "nomor": k.nomor, "ruang": free,
                     "jumlah_kursi": k.jumlah_kursi, "tanggal_mulai": k.tanggal_mulai,
                     "tanggal_selesai": k.tanggal_selesai})  # fmt: skip
    return pd.DataFrame(rows, columns=["kode_kota", "level", "nomor", "ruang", "jumlah_kursi", "tanggal_mulai",
                                       "tanggal_selesai"])  # fmt: skip

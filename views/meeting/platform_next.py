"""The last screen about a platform: what its number does not say, and what follows from the screens before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from charts.names import short_name
from schemas.rapat import BaganButir, Butir, Layar
from views import data, sentences
from views.format import day, month, names, number
from views.meeting import screen
from views.meeting.platform_beside import ASKING, own_targets
from views.meeting.platform_view import Pandangan, layar, where

BUKAN_MUTU = "Angka ini menghitung pemakaian, bukan mutu belajar dan bukan kinerja orang atau sekolah"
MOST = 4
"""Regions named in one line."""


def steps(lihat: Pandangan, sebelum: Mapping[str, Layar]) -> Iterator[Layar]:
    """Limits of the number, then steps; each step names the screen before that it comes from. `sebelum`: by name."""
    limits = list(_limits(lihat))
    doing = [item for name, item in _doing(lihat) if name in sebelum or not name]
    when = f"data per {day(lihat.saringan.tanggal_data)}"
    title = f"{BUKAN_MUTU}; {when} belum menunjuk langkah tersendiri"
    if doing:
        title = f"{number(len(doing))} langkah mengikuti dari {when}; yang dihitung pemakaian, bukan mutu belajar"
    items = (*doing, *limits)
    told = pd.DataFrame([{"jenis": "langkah" if item in doing else "batas", "butir": item.teks,
                          "keterangan": item.keterangan} for item in items])  # fmt: skip
    yield layar(
        lihat, "langkah", "Langkah berikut", title, BaganButir(butir=items),
        alt=f"Daftar: {screen.read_out([item.teks for item in items])}.", rows_=screen.table(told),
        kecil=f"{lihat.measure.nama} · {where(lihat.tempat)} · langkah dan batasnya",
        tautan=screen.link("prioritas", lihat.saringan),
        pertanyaan="Siapa mengerjakan langkah mana, dan kapan kita melihat angkanya lagi?",
    )  # fmt: skip


def _from(nama: str) -> str:
    return f"dari layar {nama}"


def _named(frame: pd.DataFrame) -> str:
    return names([short_name(str(name)) for name in frame["nama"]], MOST)


def _doing(lihat: Pandangan) -> Iterator[tuple[str, Butir]]:
    """Steps with the screen each follows from; '' for one that follows from the age of the data."""
    unit = lihat.unit
    stale = sentences.stale(lihat.measure, lihat.terbaru)
    if stale:
        yield "", Butir(teks=f"Minta ekspor {lihat.measure.nama_platform} yang lebih baru", keterangan=stale)
    open_ = sentences.incomplete(lihat.tren)
    if open_:
        yield "Tren", Butir(teks="Lengkapi data tanggal terakhir sebelum membaca perubahan", keterangan=open_)
    frame = lihat.urutan.frame
    below = frame[frame["kelas"] == "di bawah"].sort_values("pct")
    if len(below):
        acuan = lihat.urutan.nama_acuan
        yield "Peringkat", Butir(
            teks=f"Bahas pendampingan dengan {_named(below)}",
            keterangan=f"{number(len(below))} {unit} pasti di bawah angka {acuan} ({_from('Peringkat')})",
        )  # fmt: skip
    moved = lihat.ubah
    fell = moved[moved["is_nyata"].eq(True) & (moved["poin"] < 0)].sort_values("poin") if len(moved) else moved
    if len(fell) and lihat.sejak is not None:
        yield "Siapa naik, siapa turun", Butir(
            teks=f"Tanyakan apa yang berubah di {_named(fell)}",
            keterangan=f"{number(len(fell))} {unit} turun nyata sejak {month(lihat.sejak)} "
                       f"({_from('Siapa naik, siapa turun')})",
        )  # fmt: skip
    frame, _ = own_targets(lihat)
    late = frame[frame["keadaan"].isin(ASKING)] if len(frame) else frame
    if len(late):
        yield "Target & realisasi", Butir(
            teks=f"Tinjau target {names(late['nama_wilayah'].astype(str).tolist(), MOST)}",
            keterangan=f"{number(len(late))} dari {number(len(frame))} target tertinggal atau lewat tenggat "
                       f"({_from('Target & realisasi')})",
        )  # fmt: skip
    parts = lihat.urutan.frame
    bare = parts[parts["pct"].isna()]
    if len(bare):
        yield "Peringkat", Butir(
            teks=f"Periksa ekspor untuk {_named(bare)}",
            keterangan=f"{number(len(bare))} {unit} tanpa data pada tanggal ini ({_from('Peringkat')})",
        )  # fmt: skip


def _limits(lihat: Pandangan) -> Iterator[Butir]:
    """What the number does not say: of this measure, of its source, of its comparison."""
    measure = lihat.measure
    yield Butir(
        teks=f"Batas: {BUKAN_MUTU[0].lower()}{BUKAN_MUTU[1:]}",
        keterangan=f"Yang dihitung: {measure.definisi_pembilang}" if measure.definisi_pembilang else "",
    )
    if measure.peringatan:
        yield Butir(teks="Batas: yang perlu diketahui dari ukuran ini", keterangan=measure.peringatan)
    if not measure.is_per_satuan:
        yield Butir(teks="Batas: tanpa selang, sebab sumbernya tidak per satuan pendidikan",
                    keterangan="Naik, turun, di atas, dan di bawah tidak dapat diuji.")  # fmt: skip
    if data.is_mulai_ulang(measure.ukuran):
        yield Butir(
            teks="Batas: dihitung dari nol tiap 1 Januari",
            keterangan="Bandingkan dengan bulan yang sama tahun lalu, bukan dengan bulan sebelumnya.",
        )

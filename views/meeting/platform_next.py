"""The last screen about a platform: what follows from the screens before, and what its number does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis import target_status as status
from charts.names import short_name
from schemas.rapat import BaganButir, Butir, Layar
from views import data, sentences
from views.format import day, month, names, number
from views.meeting import screen
from views.meeting.platform_beside import ASKING, own_targets
from views.meeting.platform_view import Pandangan, layar, where
from views.target import words as target_words

BUKAN_MUTU = "yang dihitung pemakaian, bukan mutu belajar dan bukan kinerja orang atau sekolah"
MOST = 4
"""Regions named in one line."""
GERAK, PERINGKAT, TARGET = "Siapa naik, siapa turun", "Peringkat", "Target & realisasi"


def steps(lihat: Pandangan, sebelum: Mapping[str, Layar]) -> Iterator[Layar]:
    """The steps, each with the screen before that it comes from; no screen where nothing follows. `sebelum`: by name.

    What the number does not say stands under them.
    """
    doing = [item for name, item in _doing(lihat) if name in sebelum or not name]
    if not doing:
        return
    limits = list(_limits(lihat))
    told = pd.DataFrame([{"jenis": "langkah", "butir": item.teks, "keterangan": item.keterangan} for item in doing]
                        + [{"jenis": "batas", "butir": text, "keterangan": ""} for text in limits])  # fmt: skip
    yield layar(
        lihat, "langkah", "Langkah berikut",
        f"{number(len(doing))} langkah yang ditunjukkan data per {day(lihat.saringan.tanggal_data)}",
        BaganButir(butir=tuple(doing)),
        alt=f"Daftar: {screen.read_out([item.teks for item in doing])}.", rows_=screen.table(told),
        kecil=f"{lihat.measure.nama} · {where(lihat.tempat)} · langkah dari layar-layar sebelumnya",
        catatan=" · ".join(limits), tautan=screen.link("prioritas", lihat.saringan),
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
        acuan = short_name(lihat.urutan.nama_acuan)
        yield PERINGKAT, Butir(
            teks=f"Bahas pendampingan dengan {_named(below)}",
            keterangan=f"{number(len(below))} {unit} pasti di bawah angka {acuan} ({_from(PERINGKAT)})",
        )  # fmt: skip
    yield from _moves(lihat)
    yield from _targets(lihat)
    bare = frame[frame["pct"].isna()]
    if len(bare):
        yield PERINGKAT, Butir(
            teks=f"Periksa ekspor untuk {_named(bare)}",
            keterangan=f"{number(len(bare))} {unit} tanpa data pada tanggal ini ({_from(PERINGKAT)})",
        )  # fmt: skip


def _moves(lihat: Pandangan) -> Iterator[tuple[str, Butir]]:
    """To ask those that really fell, or first to look whether it lasts where chance alone brings as many; else to learn
    from those that really rose."""
    moved, since = lihat.ubah, lihat.sejak
    if moved.empty or since is None:
        return
    real = moved[moved["is_nyata"].eq(True)]
    fell, rose = real[real["poin"] < 0].sort_values("poin"), real[real["poin"] > 0].sort_values("poin")[::-1]
    if len(fell):
        by_chance = len(fell) <= round(0.05 * int(moved["is_nyata"].notna().sum()))
        verb = "Periksa dulu apakah penurunan menetap di" if by_chance else "Tanyakan apa yang berubah di"
        said = [f"{number(len(fell))} {lihat.unit} turun nyata sejak {month(since)}", lihat.kebetulan]
        yield GERAK, Butir(teks=f"{verb} {_named(fell)}",
                           keterangan=f"{'; '.join(part for part in said if part)} ({_from(GERAK)})")  # fmt: skip
    elif 0 < len(rose) <= len(moved) / 2:  # where most rose there is nobody in particular to learn from
        said = [f"{number(len(rose))} {lihat.unit} naik nyata sejak {month(since)}", lihat.kebetulan]
        yield GERAK, Butir(teks=f"Gali cara kerja {_named(rose)}",
                           keterangan=f"{'; '.join(part for part in said if part)} ({_from(GERAK)})")  # fmt: skip


def _targets(lihat: Pandangan) -> Iterator[tuple[str, Butir]]:
    """To look again at targets behind their line, and to do what lets the others be judged."""
    frame, _ = own_targets(lihat)
    if frame.empty:
        return
    late = frame[frame["keadaan"].isin(ASKING)]
    if len(late):
        there = names([short_name(str(name)) for name in late["nama_wilayah"]], MOST)
        yield TARGET, Butir(
            teks=f"Tinjau target {there}",
            keterangan=f"{number(len(late))} dari {number(len(frame))} target tertinggal atau lewat tenggat "
                       f"({_from(TARGET)})",
        )  # fmt: skip
    if frame["keadaan"].eq(status.BELUM).any():
        most = target_words.reasons(frame).iloc[0]
        remedy = str(most["Yang dapat dilakukan"]).partition(";")[0]
        count = "Targetnya" if len(frame) == 1 else f"{number(most['Target'])} dari {number(len(frame))} target"
        if remedy != "–":
            yield TARGET, Butir(
                teks=f"{remedy[0].upper()}{remedy[1:]}",
                keterangan=f"{count} belum dapat dinilai: {most['Sebab']} ({_from(TARGET)})",
            )  # fmt: skip


def _limits(lihat: Pandangan) -> Iterator[str]:
    """What the number does not say: of this measure, of its source, of its comparison."""
    yield BUKAN_MUTU
    if not lihat.measure.is_per_satuan:
        yield "sumbernya tidak per satuan pendidikan: naik, turun, di atas, dan di bawah tidak dapat diuji"
    if data.is_mulai_ulang(lihat.measure.ukuran):
        yield "dihitung dari nol tiap 1 Januari: bandingkan dengan bulan yang sama tahun lalu"

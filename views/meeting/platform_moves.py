"""Screens of a platform: its trend with what bent it, and which regions really moved."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from schemas.rapat import BaganGaris, BaganTitik, Layar
from views import panels, sentences
from views.format import month, number
from views.meeting import screen
from views.meeting.platform_view import Pandangan, layar, where

ENDS = 5
"""Regions shown at either end of the changes."""
SAMA = (
    "Perubahan", "Selisih pangsa dua tanggal pada sekolah yang sama. Nyata: selang 95 % selisihnya tidak memuat nol.",
)  # fmt: skip


def trend(lihat: Pandangan) -> Iterator[Layar]:
    """The share over time, cut where its definition changed; the nation as context of a smaller place."""
    view, frame = lihat.saringan, lihat.tren
    if frame.dropna(subset=["pct"])["tanggal_data"].nunique() < 2:
        return
    name = "Nasional" if lihat.is_nasional else lihat.tempat.nama
    series = [screen.line(name, frame, is_utama=True)]
    if not lihat.is_nasional:
        series.append(screen.line("Nasional", lihat.tren_nasional))
    dates = frame["tanggal_data"].tolist()
    breaks = panels.breaks_of(lihat.measure, dates)
    is_open = sentences.incomplete(frame) is not None
    title = sentences.trend_headline(name, frame, breaks)
    if not is_open and lihat.ubah_sendiri is not None:
        title = f"{title}; {sentences.movement(lihat.ubah_sendiri, lihat.sejak, has_interval=True)}"
    marks, restarts = screen.events(lihat.measure, dates), panels.restarts_of(lihat.measure, dates)
    notes = [
        screen.left_open(frame, view.tanggal_data),
        panels.RESTARTED if restarts else "",
        "garis tegak tebal: definisi berubah, deret tidak disambung"
        if any(m.is_batas and m.tanggal not in restarts for m in marks)
        else "",
    ]  # fmt: skip
    frames = [frame.assign(nama=name)] + ([] if lihat.is_nasional else [lihat.tren_nasional.assign(nama="Nasional")])
    yield layar(
        lihat, "tren", "Tren", title,
        BaganGaris(deret=tuple(series), penanda=marks, sumbu=f"% {lihat.measure.satuan}"),
        alt=screen.alt_lines(f"Tren {lihat.measure.nama}", series, marks),
        rows_=screen.table(pd.concat(frames), {"tanggal_data": "tanggal_data", **screen.SHOWN}),
        catatan=" · ".join(part for part in notes if part), definisi=(SAMA,),
        pertanyaan="Kegiatan atau kebijakan apa yang bertepatan dengan belokan garis ini?",
    )  # fmt: skip


def changes(lihat: Pandangan) -> Iterator[Layar]:
    """Who really rose and fell: both ends of the changes, and how many lie between them."""
    frame, since, unit = lihat.ubah, lihat.sejak, lihat.unit
    if frame.empty or since is None:
        return
    ordered = frame.sort_values(["poin", "nama"], ascending=[False, True])
    between = max(len(ordered) - 2 * ENDS, 0)
    shown = pd.concat([ordered.head(ENDS), ordered.tail(ENDS)]) if between else ordered
    dots = screen.moves(shown)
    said = [
        f"{ENDS} terbesar dan {ENDS} terkecil; {number(between)} {unit} lain di antaranya" if between else "",
        panels.movers_note(shown, is_per_satuan=lihat.measure.is_per_satuan),
        sentences.moved_counts(frame, lihat.jumlah_bagian, unit), lihat.kebetulan,
    ]  # fmt: skip
    yield layar(
        lihat, "gerak", "Siapa naik, siapa turun", sentences.movers(frame, since, unit),
        BaganTitik(baris=dots, satuan="poin", is_selisih=True, acuan=0.0, nama_acuan="tidak berubah",
                   sumbu=f"poin sejak {month(since)}"),
        alt=screen.alt_dots(f"Perubahan {lihat.measure.nama} per {unit} sejak {month(since)}", dots, "poin"),
        rows_=screen.table(frame, screen.CHANGED, tanggal_data=lihat.saringan.tanggal_data, dibanding=since),
        catatan=" · ".join(part for part in said if part), definisi=(SAMA,),
        kecil=f"{screen.small(lihat.saringan, lihat.measure, lihat.own, where(lihat.tempat))} · poin sejak "
              f"{month(since)}",
        tautan=None if lihat.tempat.provinsi is None else screen.link("provinsi", lihat.saringan),
        pertanyaan=_asked(frame, unit),
    )  # fmt: skip


def _asked(frame: pd.DataFrame, unit: str) -> str:
    """What the changes leave to be talked about: asks of no fall or rise that is not there."""
    found = sentences.counted_moves(frame, len(frame))
    if found is None:
        return f"Data apa yang diperlukan agar perubahan {unit} dapat diuji?"
    if found["turun"] and found["naik"]:
        return f"Apa yang terjadi pada {unit} yang turun nyata, dan apa yang dilakukan yang naik?"
    if found["turun"]:
        return f"Apa yang terjadi pada {unit} yang turun nyata, dan siapa yang tahu sebabnya?"
    if found["naik"]:
        return f"Apa yang dilakukan {unit} yang naik nyata, yang dapat dicoba di tempat lain?"
    return "Kegiatan mana yang seharusnya sudah terlihat pada angka ini, dan kapan kita melihatnya lagi?"

"""Screens of a platform: where it stands, on the map, ranked with its ties, and by island group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis import ranks
from analysis.shares import roll_up, with_share
from charts.dots import kelas
from charts.names import nama_pulau, short_name
from charts.style import banyak
from schemas.rapat import BaganAngka, BaganTitik, ButirAngka, Layar
from views import sentences
from views.format import day, half_width, month, names, number, percent, points
from views.meeting import screen
from views.meeting.platform_view import Pandangan, layar, where
from views.panels import extremes, note_of
from views.platform.panels import islands_title
from views.ranking import rows as ranking_rows
from views.ranking import words as ranking_words
from views.ranking.rows import Urutan


def figures(lihat: Pandangan) -> Iterator[Layar]:
    """Where we stand: the share with its interval, its change, and how many parts really moved."""
    view, own, place = lihat.saringan, lihat.own, where(lihat.tempat)
    moved = sentences.moved_counts(lihat.ubah, lihat.jumlah_bagian, lihat.unit)
    if lihat.tempat.provinsi:
        title = sentences.headline_province(
            lihat.tempat.nama, lihat.measure, own, lihat.nasional, lihat.ubah_sendiri, lihat.sejak
        )
        title = f"{title}; data per {day(view.tanggal_data)}"
    else:
        # How many parts moved stands in large figures and under them: the headline keeps to two lines.
        moved_ = sentences.movement(lihat.ubah_sendiri, lihat.sejak, has_interval=True)
        start = "" if lihat.is_nasional else f"{lihat.tempat.nama}: "
        title = f"{start}{sentences.finding(lihat.measure, own, view.tanggal_data)}, {moved_}"
    items = [_share_item(lihat, place), *_nation_item(lihat), *_change_items(lihat)]
    alt = "; ".join(" ".join(part for part in (i.nama, i.nilai, i.selang, i.ubah) if part) for i in items)
    data_rows = pd.DataFrame([{"hal": i.nama, "nilai": i.nilai, "selang": i.selang, "ubah": i.ubah, "dasar": i.dasar}
                              for i in items])  # fmt: skip
    yield layar(
        lihat, "angka", "Di mana kita", title, BaganAngka(butir=tuple(items)),
        alt=f"Angka besar: {alt}.", rows_=screen.table(data_rows, tanggal_data=view.tanggal_data),
        catatan=" · ".join(part for part in (moved, lihat.kebetulan) if part),
        pertanyaan="Pada siapa angka ini berbeda, dan sejak kapan?",
    )  # fmt: skip


def _share_item(lihat: Pandangan, place: str) -> ButirAngka:
    own = lihat.own
    return ButirAngka(
        nama=place[:1].upper() + place[1:], nilai=percent(own["pct"]),
        selang=half_width(own["pct_rendah"], own["pct_tinggi"], own["pct"]),
        ubah="" if _has_change(lihat) else "belum ada pembanding", dasar=screen.base(own, lihat.measure),
    )  # fmt: skip


def _has_change(lihat: Pandangan) -> bool:
    change = lihat.ubah_sendiri
    return change is not None and lihat.sejak is not None and change["poin"] == change["poin"]


def _nation_item(lihat: Pandangan) -> Iterator[ButirAngka]:
    nation = lihat.nasional
    if lihat.is_nasional or nation is None:
        return
    yield ButirAngka(
        nama="Nasional", nilai=percent(nation["pct"]),
        selang=half_width(nation["pct_rendah"], nation["pct_tinggi"], nation["pct"]),
        dasar=f"n = {banyak(nation['m'], lihat.measure.satuan)} {lihat.measure.satuan}",
    )  # fmt: skip


def _change_items(lihat: Pandangan) -> Iterator[ButirAngka]:
    change = lihat.ubah_sendiri
    if _has_change(lihat):
        # A direction only of a real change: the word comes from the one sentence that knows.
        said = sentences.movement(change, lihat.sejak).split(" ")[0]
        yield ButirAngka(
            nama=f"Perubahan sejak {month(lihat.sejak)}", nilai=points(change["poin"]),
            selang=half_width(change["poin_rendah"], change["poin_tinggi"]),
            ubah={"tidak": "tidak nyata", "perubahan": "penyebut berubah, tidak dinilai",
                  "selisih": "tanpa selang, tidak dapat diuji"}.get(said, "nyata"),
        )  # fmt: skip
    found = sentences.counted_moves(lihat.ubah, lihat.jumlah_bagian)
    if found is None:
        return
    total = f"dari {number(lihat.jumlah_bagian)} {lihat.unit}"
    for name, kind in (("naik nyata", "naik"), ("turun nyata", "turun")):
        yield ButirAngka(
            nama=f"{lihat.unit[:1].upper()}{lihat.unit[1:]} {name}", nilai=number(found[kind]), dasar=total
        )


def tile_map(lihat: Pandangan) -> Iterator[Layar]:
    """The tile map, the place's provinces outlined."""
    view, frame = lihat.saringan, lihat.per_provinsi
    there = frame.dropna(subset=["pct"])
    if there.empty:
        return
    own = there[there["kode_provinsi_kemendagri"].isin(lihat.kode)]
    nation = None if lihat.nasional is None else float(lihat.nasional["pct"])
    found = ranking_rows.ranking(view, ranking_rows.PROVINSI) if lihat.tempat.provinsi else lihat.urutan
    if lihat.tempat.provinsi:
        title = ranking_words.answer(_short(found))
    else:
        start = "" if lihat.is_nasional else f"{lihat.tempat.nama}: "
        said = ranking_words.spread(found) if found.jumlah >= 2 else extremes(own if len(own) else there)
        title = f"{start}{said[0].lower() if start else said[0]}{said[1:]}, per {day(view.tanggal_data)}"
    frame = frame.assign(kelas=_against_nation(lihat, frame, nation))
    bagan = screen.tiles(frame, nation, sorot=lihat.kode, kelas_dari="kelas")
    without = f"{len(there)} dari {len(frame)} provinsi punya data" if len(there) < len(frame) else ""
    tested = frame["kelas"].isin(["di atas", "di bawah", "setara"]).sum() > 1
    joint = "di atas dan di bawah nasional: semua provinsi diuji sekaligus" if tested else ""
    if joint and lihat.tempat.provinsi:
        joint += f"; {short_name(lihat.tempat.nama)} menurut selangnya sendiri, seperti pada layar Di mana kita"
    yield layar(
        lihat, "peta", "Peta", title, bagan, alt=screen.alt_tiles(f"Peta petak {lihat.measure.nama}", bagan),
        rows_=screen.table(frame, {**screen.SHOWN, "kelas": "terhadap_nasional"}, tanggal_data=view.tanggal_data),
        catatan=" · ".join(part for part in (joint, without, note_of(frame)) if part),
        kecil=screen.small(view, lihat.measure, lihat.nasional, "per provinsi"),
        dasar=screen.base(lihat.nasional, lihat.measure), definisi=ranking_words.TERMS[1:2],
        pertanyaan="Apa yang sama pada wilayah yang berdekatan: jaringan, jarak, atau pendampingnya?",
    )  # fmt: skip


def _against_nation(lihat: Pandangan, frame: pd.DataFrame, nation: float | None) -> pd.Series:
    """The class of every province against the nation, all tested at once; that of the province which the meeting is
    about by its own interval: one comparison, named beforehand, and the same on every screen."""
    alone = kelas(frame, nation)
    if nation is None:
        return alone
    together = ranks.against(frame, nation).replace("", "tanpa selang").where(frame["pct"].notna(), "")
    is_own = frame["kode_provinsi_kemendagri"].isin(lihat.kode) & bool(lihat.tempat.provinsi)
    return together.where(~is_own, alone)


def _within(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _short(urutan: Urutan) -> Urutan:
    """A ranking with the names that charts have."""
    frame = urutan.frame.assign(nama=[short_name(str(name)) for name in urutan.frame["nama"]])
    return replace(urutan, frame=frame, nama_acuan=short_name(urutan.nama_acuan))


def _asked(kelas_: pd.Series, unit: str) -> str:
    """What a ranking leaves to be talked about: those surely above, else those surely below, else what is lacking."""
    if kelas_.eq("di atas").any():
        return f"Apa yang dikerjakan {unit} yang pasti di atas, yang dapat dicoba di tempat lain?"
    if kelas_.eq("di bawah").any():
        return f"Apa yang menghalangi {unit} yang pasti di bawah, dan siapa yang dapat membantu?"
    if kelas_.eq("setara").any():
        return f"Karena {unit} tidak dapat dibedakan dari angka ini, apa lagi yang perlu dilihat lebih dulu?"
    return f"Data apa yang diperlukan agar {unit} dapat dibandingkan?"


def ranked(lihat: Pandangan) -> Iterator[Layar]:
    """The parts in order with their intervals: above, level with and below the whole of them."""
    found = _short(lihat.urutan)
    frame = lihat.urutan.frame
    if found.acuan is None or int(frame["pct"].notna().sum()) < 2:
        return
    view, acuan = lihat.saringan, float(found.acuan["pct"])
    label = "Nasional" if found.nama_acuan == "nasional" else found.nama_acuan
    has_test = found.jumlah >= 2
    title = f"{ranking_words.divided(found)}, per {day(view.tanggal_data)}" if has_test else ranking_words.answer(found)
    dots = screen.dots(frame, lihat.measure, acuan, kelas_dari="kelas")
    chart = BaganTitik(baris=dots, acuan=acuan, nama_acuan=label, sumbu=f"% {lihat.measure.satuan}")
    notes = [f"semua {found.unit} diuji sekaligus" if has_test else "",
             _within(ranking_words.ties(found).rstrip(".")) if has_test else "", note_of(frame)]  # fmt: skip
    yield layar(
        lihat, "peringkat", "Peringkat", title, chart,
        alt=screen.alt_dots(f"{lihat.measure.nama} per {found.unit}, terurut", dots, acuan=f"{label} {percent(acuan)}"),
        rows_=screen.table(frame, {**screen.SHOWN, "peringkat_dari": "peringkat_dari",
                                   "peringkat_sampai": "peringkat_sampai", "kelas": "terhadap_acuan"},
                           tanggal_data=view.tanggal_data),
        catatan=" · ".join(part for part in notes if part),
        kecil=screen.small(view, lihat.measure, lihat.own, f"per {found.unit} · {where(lihat.tempat)}"),
        tautan=screen.link("peringkat", view, satuan_wilayah="kab_kota_provinsi" if lihat.tempat.provinsi
                           else "provinsi"),
        definisi=ranking_words.TERMS[:2], pertanyaan=_asked(frame["kelas"], found.unit),
    )  # fmt: skip


def islands(lihat: Pandangan) -> Iterator[Layar]:
    """The island groups against the nation; of the nation and of an island."""
    if lihat.tempat.provinsi:
        return
    known = lihat.per_provinsi.dropna(subset=["pct"])
    title = islands_title(known) if not known.empty else None
    if title is None or lihat.nasional is None:
        return
    view, nation = lihat.saringan, float(lihat.nasional["pct"])
    frame = with_share(roll_up(known, ["pulau"])).assign(nama=lambda f: [nama_pulau(p) for p in f["pulau"]])
    sorot = () if lihat.tempat.pulau is None else (nama_pulau(lihat.tempat.pulau),)
    dots = screen.dots(frame, lihat.measure, nation, sorot=sorot)
    some = [nama_pulau(str(p)) for p in lihat.per_provinsi["pulau"].unique() if p not in set(known["pulau"])]
    notes = [f"tanpa data: {names(some, 7)}" if some else "", note_of(frame)]
    yield layar(
        lihat, "pulau", "Kelompok pulau", f"{title}, per {day(view.tanggal_data)}",
        BaganTitik(baris=dots, acuan=nation, nama_acuan="Nasional", sumbu=f"% {lihat.measure.satuan}"),
        alt=screen.alt_dots(f"{lihat.measure.nama} per kelompok pulau", dots, acuan=f"Nasional {percent(nation)}"),
        rows_=screen.table(frame, screen.SHOWN, tanggal_data=view.tanggal_data),
        catatan=" · ".join(part for part in ("dijumlah dari provinsinya, bukan rata-rata persen", *notes) if part),
        kecil=screen.small(view, lihat.measure, lihat.nasional, "per kelompok pulau"),
        dasar=screen.base(lihat.nasional, lihat.measure),
        pertanyaan="Di dalam satu pulau, provinsi mana yang berbeda dari tetangganya?",
    )  # fmt: skip

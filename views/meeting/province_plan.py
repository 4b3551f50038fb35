"""The screens of what is planned in a province: where accompaniment comes first, and what the saved plan holds."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import target_status
from charts.names import short_name
from charts.priority import is_open
from charts.ranks import peluang
from charts.style import CATEGORICAL, each
from schemas.rapat import BaganBatang, BaganTabel, DeretBatang, KolomTabel, Layar
from schemas.rencana import BAGIAN
from views import data
from views.format import day, names, number
from views.meeting import headlines, screen
from views.meeting.province_frame import Hasil, Konteks, Langkah, key
from views.plan import saving
from views.plan import words as plan_words
from views.priority import panels as priority_panels
from views.priority import rows as priority_rows
from views.priority import settings as priority_settings
from views.priority import words as priority_words
from views.priority.rows import Prioritas
from views.target import activities
from views.target import rows as target_rows
from views.target import words as target_words
from views.target.rows import Sasaran
from warehouse import plans
from warehouse.plans import PlansFault, Versi

DRAWN = 12
"""Regions whose score is drawn; all of them stand in the data."""


def priorities(konteks: Konteks) -> Hasil:
    """The kab/kota by their need under the proposed weights, and how firm their place among the first is."""
    nama = "Prioritas pendampingan"
    saringan = konteks.saringan
    tempat = priority_rows.regions(saringan)
    if data.ask("kebutuhan_tujuan").empty or tempat.empty:
        return Hasil(nama, alasan="belum ada daftar satuan pendidikan untuk pilihan ini")
    top = priority_settings.usual_top(len(tempat))
    found = priority_rows.compute(saringan, priority_settings.usual(saringan), tempat, top)
    if not priority_words.is_sorted(found):
        return Hasil(nama, alasan=_unsorted(found))
    shown = found.wilayah.head(DRAWN)
    judul = priority_words.answer(found, is_named=True)
    rest = found.jumlah - len(shown)
    sources = list(dict.fromkeys(item.sumber for item in found.kriteria if item not in found.kosong))
    bagan = BaganBatang(
        kategori=tuple(short_name(str(row.nama)) for row in each(shown)),
        kanan=tuple(f"{number(row.skor, 1)} · peluang {peluang(row.peluang)}" for row in each(shown)),
        deret=tuple(
            DeretBatang(nama=item.nama, warna=CATEGORICAL[found.warna[j] % len(CATEGORICAL)],
                        nilai=tuple(map(screen.figure, found.sumbangan[: len(shown), j])))
            for j, item in enumerate(found.kriteria) if item not in found.kosong
        ),
        is_bertumpuk=True, satuan="", sumbu="skor kebutuhan 0–100",
        sorot=tuple(at for at, row in enumerate(each(shown)) if row.is_tetap or row.kode in konteks.sorot),
    )  # fmt: skip
    open_, mine = int(is_open(shown).sum()), konteks.sorot
    said = [
        f"di ujung batang: skor, lalu peluang masuk {top} teratas di semua pilihan bobot; urut menurut skor",
        "ditonjolkan: tetap prioritas di sedikitnya 80 % pilihan bobot" + (", atau kab/kota pilihan" if mine else ""),
        f"{number(rest)} kab/kota lain ada pada data" if rest else "",
        priority_words.quality(found),
    ]
    told = [f"{short_name(str(row.nama))} skor {number(row.skor, 1)}, peluang {peluang(row.peluang)}"
            for row in each(found.wilayah)]  # fmt: skip
    layar = Layar(
        kunci=key(konteks, "prioritas"), nama=nama, judul=judul, bagan=bagan,
        kecil=f"{found.setelan.nama_tujuan} · {konteks.nama} · prioritas = {top} skor kebutuhan tertinggi",
        tanggal_data=saringan.tanggal_data if found.has_use else None,
        dasar=f"n = {number(found.jumlah)} kab/kota dengan skor ({priority_rows.in_words(found)})",
        sumber="; ".join(sources),
        catatan=" · ".join(part for part in said if part),
        peringatan=f"{priority_words.weights(found)}."
        + (f" Pada {number(open_)} kab/kota skornya dapat bergeser karena datanya belum lengkap." if open_ else ""),
        definisi=priority_words.METHOD,
        alt=f"Skor kebutuhan pendampingan per kab/kota sebagai batang bertumpuk. {screen.read_out(told)}.",
        tautan=screen.link("prioritas", saringan, tujuan=found.setelan.tujuan, teratas=str(top)),
        pertanyaan="Siapa mendampingi siapa, dan apa yang kita hentikan agar ada waktunya?",
        kode_wilayah=(konteks.kode,), data=screen.table(priority_panels.table_of(found)),
    )  # fmt: skip
    return Hasil(nama, layar, langkah=_accompany(found))


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _unsorted(found: Prioritas) -> str:
    if not found.jumlah:
        return f"data untuk tujuan {found.setelan.nama_tujuan} belum cukup"
    return _lower(priority_words.answer(found))


def _accompany(found: Prioritas) -> tuple[Langkah, ...]:
    """To agree on those that stay among the first whatever the weights; else to settle the weights."""
    firm = found.wilayah[found.wilayah["is_tetap"]]
    open_ = found.wilayah[found.wilayah["is_bergantung"]]
    proof = f"masuk {found.teratas} teratas di {priority_words.FIRM_WORDS} pilihan bobot"
    if len(firm):
        text = f"Tetapkan pendampingan bagi {headlines.few_names(firm, 4)}"
        more = f"; {number(len(open_))} lain bergantung pada bobot" if len(open_) else ""
        return (Langkah(20, text, f"{proof}{more}"),)
    if len(open_):
        text = f"Sepakati bobot dahulu: {number(len(open_))} kab/kota bergantung padanya ({headlines.few_names(open_)})"
        return (Langkah(20, text, f"tidak ada kab/kota yang {proof}"),)
    return ()


# --- the saved plan and the targets ---


@dataclass(frozen=True)
class Simpanan:
    """The newest plan of the province, or why there is none to show."""

    rencana: Versi | None
    alasan: str


def newest_plan(konteks: Konteks) -> Simpanan:
    """The province's own plan that was saved last, as the viewer may read it."""
    viewer = data.viewer()
    try:
        mine = [one for one in plans.listed(viewer=viewer) if one.kode_provinsi == konteks.kode]
        if not mine:
            return Simpanan(None, f"belum ada rencana {konteks.nama} yang tersimpan")
        return Simpanan(plans.load(mine[0].id, viewer=viewer), "")
    except (PlansFault, KeyError):
        return Simpanan(None, "simpanan rencana tidak dapat dibaca")


def plan(konteks: Konteks) -> Hasil:
    """What the newest plan holds part by part, its activities by their due date, and how the targets stand."""
    kept = newest_plan(konteks)
    isi = None if kept.rencana is None else kept.rencana.isi
    found = target_rows.load(konteks.saringan, isi.target if isi else ())
    if isi is None and found.frame.empty:
        return Hasil("Rencana", alasan=f"{kept.alasan}, dan belum ada target")
    work = activities.frame_of(isi.kegiatan if isi else (), found.hari_ini, konteks.saringan)
    if kept.rencana is None:
        bagan, lines = _targets(found)
    else:
        lines = (*_parts(kept.rencana, work), *_each_target(found))
        bagan = BaganTabel(kolom=(KolomTabel(nama="Bagian", lebar=1.6), KolomTabel(nama="Isi", lebar=2.4)), baris=lines)
    title = _title(kept.rencana, work, found)
    left = _unshown(found, MOST_TARGETS if isi is None else FEW_TARGETS)
    small = f"Target & realisasi · {konteks.nama}"
    if kept.rencana is not None:
        one = kept.rencana
        when = day(one.disimpan.astimezone().date())
        small = f"Rencana {one.isi.tahun} · {konteks.nama} · versi {one.versi}, {when}, {one.oleh}"
    here = {saving.OPSI: kept.rencana.id} if kept.rencana is not None else {}
    page = "rencana" if kept.rencana is not None else "target"
    nama = "Rencana" if kept.rencana is not None else "Target"
    judged = target_words.caution(found.frame) if len(found.frame) else ""
    count = f"n = {number(len(found.frame))} target"
    mine = _of_plan(found.frame)
    if isi is not None:
        count = f"n = {number(len(work))} kegiatan dan {number(len(mine))} target pada rencana, " \
                f"{number(len(found.frame) - len(mine))} target berkas"  # fmt: skip
    said = [judged.rstrip("."), left, _counted(konteks, found)]
    layar = Layar(
        kunci=key(konteks, "rencana"), nama=nama, judul=title, kecil=small,
        bagan=bagan,
        tanggal_data=found.hari_ini, dasar=count,
        sumber="rencana tersimpan dan berkas target" if isi else "berkas target",
        catatan=" · ".join(filter(None, said)),
        peringatan="" if isi else f"{kept.alasan[:1].upper()}{kept.alasan[1:]}.",
        definisi=(*activities.TERMS, ("Tertinggal", "Nilai terbaru di bawah garis lurus dari nilai awal ke target, "
                                      "melebihi selangnya.")),
        alt=f"Tabel isi rencana dan keadaan target. {screen.read_out([f'{a}: {b}' for a, b in lines])}.",
        tautan=screen.link(page, konteks.saringan, **here),
        pertanyaan="Apa yang harus selesai sebelum rapat berikutnya, dan siapa penanggung jawabnya?",
        kode_wilayah=(konteks.kode,), data=_rows(work, found),
    )  # fmt: skip
    return Hasil(nama, layar, langkah=_due(work, found))


def _parts(rencana: Versi, work: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """What each part of the plan holds, and its activities that are due first. The headline says how many are late."""
    held = [part for part in BAGIAN if part not in ("identitas", "target")]
    lines = [(plan_words.PARTS[part], short_name(plan_words.size(rencana.isi, part))) for part in held]
    open_ = work[~work["status"].isin(["selesai", "batal"])].sort_values("tenggat").head(FEW_TARGETS)
    for row in each(open_):
        state = f"{row.status}, lewat tenggat" if row.is_lewat else row.status
        who = row.penanggung_jawab or "penanggung jawab belum ditetapkan"
        lines.append((f"Kegiatan: {row.kegiatan}", f"{state}; tenggat {day(row.tenggat)}; {who}"))
    return tuple(lines)


def _each_target(found: Sasaran) -> tuple[tuple[str, str], ...]:
    """How the targets stand, what asks for attention first: a line each; those of the file are not the plan's."""
    own = () if len(_of_plan(found.frame)) else (("Target", "belum ada target pada rencana ini"),)
    return own + tuple(
        (f"{'Target' if row.asal == target_rows.RENCANA else 'Di luar rencana'}: {target_words.what(row)}, "
         f"{short_name(str(row.nama_wilayah))}",
         f"{target_words.NAMA_KEADAAN[row.keadaan]}; kini {target_words.value(row)}, tujuan "
         f"{target_words.said(row.target, row.satuan)} pada {day(row.tenggat)}")
        for row in each(found.frame.head(FEW_TARGETS))
    )  # fmt: skip


def _of_plan(frame: pd.DataFrame) -> pd.DataFrame:
    """The targets that the plan itself sets; the others are of a target file."""
    return frame[frame["asal"] == target_rows.RENCANA] if len(frame) else frame


FEW_TARGETS = 4
"""Targets and activities on the screen of a plan, beside its parts; all of them stand in the data."""
MOST_TARGETS = 8
"""Targets on a screen, what asks for attention first; all of them stand in the data."""


def _targets(found: Sasaran) -> tuple[BaganTabel, tuple[tuple[str, str], ...]]:
    """The targets one by one, and each in a line of words."""
    rows = []
    for row in each(found.frame.head(MOST_TARGETS)):
        state = target_words.NAMA_KEADAAN[row.keadaan]
        rows.append((f"{target_words.what(row)}, {short_name(str(row.nama_wilayah))}", target_words.value(row),
                     target_words.said(row.target, row.satuan), day(row.tenggat), state))  # fmt: skip
    columns = (KolomTabel(nama="Target", lebar=3.0), KolomTabel(nama="Kini", lebar=1.4), KolomTabel(nama="Tujuan"),
               KolomTabel(nama="Tenggat"), KolomTabel(nama="Keadaan", lebar=1.4))  # fmt: skip
    lines = tuple((one[0], f"{one[1]}, tujuan {one[2]} pada {one[3]}: {one[4].lower()}") for one in rows)
    return BaganTabel(kolom=columns, baris=tuple(rows)), lines


def _counted(konteks: Konteks, found: Sasaran) -> str:
    """That targets may count other schools than the other screens."""
    is_wider = found.frame["layanan"].eq("semua").any() and konteks.saringan.kewenangan != "semua"
    return "nilai target atas semua kewenangan, seperti nilai awalnya" if is_wider else ""


def _unshown(found: Sasaran, most: int) -> str:
    left = len(found.frame) - most
    return f"{number(left)} target lain ada pada data" if left > 0 else ""


def _title(rencana: Versi | None, work: pd.DataFrame, found: Sasaran) -> str:
    """What is due: of the activities where there are some, else of the plan's own targets, else what the plan holds."""
    if rencana is None:
        return target_words.answer(found.frame, found.hari_ini)
    nama = rencana.isi.nama
    start = f"“{nama}”" if nama.casefold().startswith("rencana") else f"Rencana “{nama}”"
    if len(work):
        return f"{start}: {activities.title(work, found.hari_ini)}"
    mine = _of_plan(found.frame)
    if len(mine):
        return f"{start}: {target_words.answer(mine, found.hari_ini)}"
    held = [plan_words.size(rencana.isi, part).partition(":")[0].partition(",")[0]
            for part in BAGIAN if part not in ("identitas", "target") and _held(rencana, part)]  # fmt: skip
    return f"{start}: {'; '.join(held)}; belum ada kegiatan dan target" if held else f"{start} belum ada isinya"


def _held(rencana: Versi, part: str) -> bool:
    return any(bool(getattr(rencana.isi, name)) for name in BAGIAN[part])


def _rows(work: pd.DataFrame, found: Sasaran) -> screen.DataLayar:
    """One row a target, then one an activity, in columns of both."""
    frame = found.frame
    target = pd.DataFrame({
        "jenis_baris": "target", "nama": [target_words.what(row) for row in each(frame)],
        "wilayah": frame["nama_wilayah"], "penanggung_jawab": frame["penanggung"], "keadaan": frame["keadaan"],
        "tenggat": frame["tenggat"], "nilai": frame["nilai"], "target": frame["target"],
        "tanggal_data": frame["tanggal"],
    })  # fmt: skip
    activity = pd.DataFrame({
        "jenis_baris": "kegiatan", "nama": work["kegiatan"],
        "wilayah": [activities.place_name(str(code)) for code in work["kode_wilayah"]],
        "penanggung_jawab": work["penanggung_jawab"],
        "keadaan": [f"{state}, lewat tenggat" if late else state
                    for late, state in zip(work["is_lewat"], work["status"], strict=True)],
        "tenggat": work["tenggat"],
    })  # fmt: skip
    return screen.table(pd.concat([part.astype(object) for part in (target, activity)], ignore_index=True))


def _due(work: pd.DataFrame, found: Sasaran) -> tuple[Langkah, ...]:
    """Activities and targets past their due date, and targets behind."""
    late = work[work["is_lewat"].astype(bool)]
    states = target_words.counts(found.frame)
    over, behind = states[target_status.LEWAT], states[target_status.TERTINGGAL]
    steps = []
    if len(late):
        listed = names([str(row.kegiatan) for row in each(late)], 2)
        steps.append(Langkah(5, f"Putuskan {number(len(late))} kegiatan yang lewat tenggat: {listed}",
                             f"tenggat sebelum {day(found.hari_ini)}"))  # fmt: skip
    if over + behind:
        said = [(n, text) for n, text in ((over, "lewat tenggat"), (behind, "tertinggal")) if n]
        counts = ", ".join(f"{number(n)} {text}" for n, text in said)
        start = f"Tinjau target yang {said[0][1]}" if over + behind == 1 else f"Tinjau {number(over + behind)} target "
        start += "" if over + behind == 1 else f"({counts})"
        mine = found.frame[found.frame["keadaan"].isin([target_status.LEWAT, target_status.TERTINGGAL])]
        listed = names([f"{target_words.what(row)}, {short_name(str(row.nama_wilayah))}" for row in each(mine)], 2)
        steps.append(Langkah(15, f"{start}: {listed}", target_words.answer(found.frame, found.hari_ini)))
    return tuple(steps)

"""What the target page says: counts first, reasons in plain words, and nobody put up for blame. No Streamlit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analysis import target_status as status
from charts.target import nilai_kata
from views.format import NBSP, day, half_width, number
from views.sentences import distance
from views.target.rows import BERKAS, INSTRUMEN, MULAI_ULANG, TANPA_JENIS, Acuan

NAMA_KEADAAN = {
    status.LEWAT: "Lewat tenggat", status.TERTINGGAL: "Tertinggal", status.BELUM: "Belum dapat dinilai",
    status.DI_JALUR: "Di jalur", status.TERCAPAI: "Tercapai",
}  # fmt: skip
REMEDY = {
    status.TANPA_DATA: "unggah ekspor wilayah itu",
    status.BELUM_BARU: "tunggu tanggal data berikutnya",
    status.DATA_LAMA: "unggah ekspor yang lebih baru",
    status.LEBAR: "tunggu data berikutnya; selang 95 % nilainya masih memuat garis",
    TANPA_JENIS: "tulis targetnya di rencana dengan jenis satuan pendidikan",
    status.SEDIKIT: "bahas per sekolah, bukan dengan angka persen",
    status.DEFINISI: "tetapkan nilai awal baru pada deret yang baru",
    status.ARAH: "pastikan dahulu apakah nilai tinggi berarti baik",
    MULAI_ULANG: "bandingkan dengan bulan yang sama tahun lalu, bukan dengan garis lurus",
    INSTRUMEN: "tetapkan nilai awal baru dari Rapor sesudah pergantian",
}


def counts(frame: pd.DataFrame) -> dict[str, int]:
    """How many targets stand in each state; every state is there."""
    found = frame["keadaan"].value_counts()
    return {name: int(found.get(name, 0)) for name in status.KEADAAN}


def answer(frame: pd.DataFrame, hari_ini: date) -> str:
    """`12 dari 40 target di jalur, 9 tertinggal, 14 belum dapat dinilai; 3 lewat tenggat, 2 sudah tercapai ...`."""
    n, total = counts(frame), len(frame)
    first = [(n[status.DI_JALUR], "di jalur"), (n[status.TERTINGGAL], "tertinggal"),
             (n[status.BELUM], "belum dapat dinilai")]  # fmt: skip
    then = [(n[status.LEWAT], "lewat tenggat"), (n[status.TERCAPAI], "sudah tercapai")]
    said = [(count, text) for count, text in (*first, *then) if count]
    when = f"per {day(hari_ini)}"
    if len(said) == 1:
        start = "Satu-satunya target" if total == 1 else f"Semua {number(total)} target"
        return f"{start} {said[0][1]} {when}"
    pieces = [", ".join(f"{number(c)} {t}" for c, t in group if c) for group in (first, then)]
    text = "; ".join(piece for piece in pieces if piece)
    head, _, rest = text.partition(" ")
    return f"{head} dari {number(total)} target {rest}, {when}"


WORTH_SAYING = 0.5
"""Fewer targets expected to be wrong than this are not said: nobody can do anything with `less than one`."""


def caution(frame: pd.DataFrame) -> str:
    """How the states were judged, and how many may be wrong by chance alone, where that makes one or more."""
    judged = int((frame["dasar"] == status.SELANG).sum())
    plain = int((frame["dasar"] == status.NILAI).sum())
    said = []
    if judged:
        text = f"{number(judged)} dinilai dengan selang 95{NBSP}%"
        wrong = status.expected_wrong(judged)
        if wrong >= WORTH_SAYING:
            text += f"; paling banyak sekitar {number(wrong)} mungkin keliru karena kebetulan"
        said.append(text)
    if plain:
        behind = int((frame["dasar"].eq(status.NILAI) & frame["keadaan"].eq(status.TERTINGGAL)).sum())
        among = f" ({number(behind)} tertinggal)" if behind else ""
        said.append(f"{number(plain)} menurut nilai terbit, tanpa selang{among}")
    return ". ".join(said) + "." if said else "Belum ada target yang dapat dinilai."


def overdue(frame: pd.DataFrame) -> str:
    """How many of the overdue are surely not reached; empty where none is overdue."""
    mine = frame[frame["keadaan"] == status.LEWAT]
    if mine.empty:
        return ""
    sure = int(mine["is_pasti"].astype(bool).sum())
    rest = len(mine) - sure
    parts = [f"{number(sure)} pasti belum tercapai"] if sure else []
    parts += [f"{number(rest)} belum pasti"] if rest else []
    return f"Lewat tenggat: {', '.join(parts)}"


def what(row: Any) -> str:
    """`PMM / Ruang GTK · aktif 30 hari` or `A.1 Kemampuan literasi, SD Umum`."""
    return f"{row.nama_acuan}, {row.jenis}" if row.jenis else str(row.nama_acuan)


def title(row: Any) -> str:
    """`Sumatera Barat · PMM / Ruang GTK · aktif 30 hari, tenggat 31 Des 2026` for a list to choose from."""
    origin = "" if row.asal == BERKAS else " (rencana)"
    return f"{row.nama_wilayah} · {what(row)}, tenggat {day(row.tenggat)}{origin}"


def value(row: Any) -> str:
    """`62,9 % (±0,6)`, or the bare value where it has no interval."""
    if row.nilai != row.nilai:
        return "–"
    half = half_width(row.rendah, row.tinggi, row.nilai)
    text = nilai_kata(row.nilai, row.satuan).replace(" %", f"{NBSP}%")
    return f"{text} ({half})" if half else text


def said(number_: float, satuan: str) -> str:
    """A value of a target, with a space that does not break."""
    return nilai_kata(number_, satuan).replace(" %", f"{NBSP}%")


def reason(row: Any) -> str:
    """Why a target cannot be judged, or why its overdue state is not sure; empty where all is said."""
    if not row.sebab:
        if row.keadaan == status.LEWAT and not row.is_pasti:
            return NO_INTERVAL if row.dasar == status.NILAI else "data terakhir sebelum tenggat"
        return NO_INTERVAL if row.dasar == status.NILAI else ""
    text = str(row.sebab)
    if text == status.DATA_LAMA:
        return f"data lama: terakhir per {day(row.tanggal)}"
    if text == status.SEDIKIT:
        return f"satuan terlalu sedikit ({number(row.jumlah_satuan)}) untuk dinilai"
    if text == status.LEBAR and row.keadaan == status.LEWAT:
        return "terlalu dekat dengan target untuk dipastikan"
    return text


NO_INTERVAL = "dinilai menurut nilainya, tanpa selang"


def finding(row: Any) -> str:
    """One target in a sentence: its value, what its line asks for that day, and the state that follows."""
    state = str(row.keadaan)
    if row.nilai != row.nilai:
        return f"{row.nama_wilayah}: {state}, {reason(row)}"
    start = f"{row.nama_wilayah} {value(row)} per {day(row.tanggal)}"
    if state == status.TERCAPAI:
        return f"{start}: target {said(row.target, row.satuan)} tercapai"
    goal = f"target {said(row.target, row.satuan)} untuk {day(row.tenggat)}"
    if state == status.LEWAT:
        sure = "pasti belum tercapai" if row.is_pasti else f"belum tercapai ({reason(row)})"
        return f"{start}: tenggat lewat, {goal} {sure}"
    if state == status.BELUM:
        why = reason(row)
        if row.sebab == status.LEBAR:
            why = f"terlalu dekat dengan garis hari itu ({said(row.perlu, row.satuan)})"
        return f"{start}: belum dapat dinilai, {why}; {goal}"
    gap = distance(row.kurang) if row.satuan == "persen" else nilai_kata(abs(row.kurang), row.satuan)
    side = "tertinggal" if state == status.TERTINGGAL else "di jalur"
    line = f"garis target hari itu {said(row.perlu, row.satuan)}"
    plain = ", menurut nilainya" if row.dasar == status.NILAI else ""
    if row.nilai == row.perlu:
        return f"{start}: {side}, tepat pada {line}{plain}"
    return f"{start}: {side}, {gap} {'di bawah' if _is_below(row) else 'di atas'} {line}{plain}"


def _is_below(row: Any) -> bool:
    return bool(row.nilai < row.perlu)


def base(row: Any, about: Acuan) -> str:
    """`n = 12.345 guru di 678 satuan pendidikan`, or the kind of school of a Rapor value."""
    if about.is_rapor:
        return f"{row.jenis}, semua status" if row.jenis else ""
    if row.m != row.m:
        return ""
    text = f"n = {number(row.m)} {about.dasar}"
    if row.jumlah_satuan == row.jumlah_satuan and about.dasar != "satuan pendidikan":
        text += f" di {number(row.jumlah_satuan)} satuan pendidikan"
    return text + (" tanpa Kemenag" if row.layanan == "tanpa_kemenag" else " pemda dan Kemenag")


def source(about: Acuan) -> str:
    """Where the values come from."""
    return "Rapor Pendidikan, nilai terbit" if about.is_rapor else f"ekspor {about.nama_platform}"


def note(row: Any) -> str:
    """What must be said under a burn-up: where the baseline is from, and whether the data still show it."""
    origin = f"target dari {row.asal}"
    origin += f", nilai awal dari snapshot {row.snapshot}" if row.snapshot else ""
    if row.is_libur:
        origin += "; 30 hari sebelum tanggal data memuat libur sekolah, nilainya lazim lebih rendah"
    found = row.nilai_awal_data
    if found == found and abs(found - row.awal) >= 0.15:
        return f"{origin}; data kini menunjukkan {said(found, row.satuan)} untuk tanggal itu"
    return origin


def owners_title(frame: pd.DataFrame) -> str:
    """Who has something to talk about first; not a ranking of units."""
    asking = frame[frame["perhatian"] > 0]
    if asking.empty:
        return f"Tidak ada target yang tertinggal atau lewat tenggat pada {number(len(frame))} penanggung jawab"
    return (
        f"{number(len(asking))} dari {number(len(frame))} penanggung jawab punya target yang perlu dibahas lebih dulu"
    )


def reasons_title(frame: pd.DataFrame) -> str:
    """How many cannot be judged, and the reason most of them share, where one does."""
    total, top = int(frame["Target"].sum()), frame.iloc[0]
    text = f"{number(total)} target belum dapat dinilai"
    if len(frame) == 1:
        return f"{text}: {top['Sebab']}"
    if len(frame) > 1 and int(top["Target"]) == int(frame.iloc[1]["Target"]):
        return f"{text}, karena {number(len(frame))} sebab"
    return f"{text}; sebab terbanyak: {top['Sebab']} ({number(top['Target'])})"


def reasons(frame: pd.DataFrame) -> pd.DataFrame:
    """Why targets cannot be judged yet, how many of each, and what helps."""
    mine = frame[frame["keadaan"] == status.BELUM]
    plain = mine["sebab"].map(lambda text: str(text).partition(":")[0])
    found = plain.value_counts()
    rows = [(text, int(count), REMEDY.get(str(text), "–")) for text, count in found.items()]
    return pd.DataFrame(rows, columns=["Sebab", "Target", "Yang dapat dilakukan"])


TERMS = (
    ("Garis target", "Garis lurus dari nilai awal pada tanggalnya ke target pada tenggatnya. Nilai garis pada tanggal "
     "data adalah yang seharusnya sudah dicapai hari itu."),
    ("Di jalur", "Ujung bawah selang 95 % sudah pada atau di atas garis target."),
    ("Tertinggal", "Ujung atas selang 95 % pun masih di bawah garis target."),
    ("Belum dapat dinilai", "Selang masih memuat garis, data lama atau tidak ada, definisi berubah, atau satuan "
     "pendidikannya kurang dari 10. Sebabnya tertulis pada tabel."),
    ("Tercapai", "Ujung bawah selang 95 % sudah pada atau di atas target, kapan pun tenggatnya."),
    ("Lewat tenggat", "Hari data terbaru sudah melewati tenggat dan target belum tercapai. Pasti bila ujung atas "
     "selang pada atau sesudah tenggat masih di bawah target."),
    ("Nilai yang rendah lebih baik", "Pada indikator demikian semua arah dibalik."),
    ("Rapor", "Nilai terbit tidak bersama selang: dinilai menurut nilainya. Nilai tahun Rapor ditempatkan pada "
     "31 Desember tahun itu."),
    ("Nilai awal", "Dianggap tetap seperti yang dijanjikan; ketidakpastiannya tidak ikut dihitung."),
)  # fmt: skip

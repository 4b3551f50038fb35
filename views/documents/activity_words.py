"""Sentences of the report of one event."""

from __future__ import annotations

from typing import Any

from charts.names import short_name
from views.bimtek.people import DITUTUP
from views.bimtek.rows import people
from views.documents.activity_rows import Kegiatan, Tes, not_there
from views.format import NONE, day, interval_words, is_none, names, number, percent, signed
from views.roles.words import span

__all__ = [
    "DITUTUP",
    "day",
    "hours",
    "next_steps",
    "origin_title",
    "printed",
    "range_of",
    "rate",
    "summary",
    "tests",
    "venue",
]

SMALL = (
    "<5: 1 sampai 4 orang, jumlahnya tidak ditulis. Ditutup: cukup besar, tetapi membocorkan yang kecil. Satuan "
    "terjangkau: sedikitnya satu orangnya hadir; penyebutnya daftar Dapodik terbaru."
)
REMARK = (
    "Peserta hanya dihitung, tidak pernah disebut namanya. Nilai sebelum dan sesudah tanpa kelompok pembanding bukan "
    "bukti pengaruh kegiatan. Bagian dalam kurung siku diisi penyelenggara."
)


def venue(acara: Any) -> str:
    """Where an event took place; empty for one held online alone."""
    city, place = acara["kota"], acara["nama_kab_kota"]
    if is_none(city) and is_none(place):
        return "daring" if acara["moda"] == "daring" else ""
    if is_none(city):
        return str(place)
    own = str(city)
    return own if is_none(place) or own.casefold() in str(place).casefold() else f"{own}, {place}"


def printed(row: Any) -> str:
    """An event in a list: `Bimtek TIK Medan 2023 (4–6 Sep 2023, Medan)`."""
    place = row.kota if not is_none(row.kota) else row.nama_kab_kota
    said = [span(row.tanggal_mulai, row.tanggal_selesai), "" if is_none(place) else str(place)]
    state = "; belum ada daftar hadir" if is_none(row.jumlah_terdaftar) else ""
    return f"{row.nama} ({', '.join(filter(None, said))}{state})"


def rate(found: Kegiatan) -> str:
    """`91,7 % dari yang terdaftar`; empty where a small count would be told."""
    if not found.terdaftar or found.hadir is None or found.terdaftar < 5 or 0 < found.hadir < 5:
        return ""
    return f"{percent(100 * found.hadir / found.terdaftar)} dari yang terdaftar"


def summary(found: Kegiatan) -> list[str]:
    """What the event was, who came, and what the tests say."""
    acara = found.acara
    where = venue(acara)
    at = "secara daring" if where == "daring" else f"di {where}" if where else f"secara {acara['moda']}"
    first = f"{acara['penyelenggara']} menyelenggarakan {acara['nama']} {at} pada {span(found.mulai, found.selesai)}."
    if found.terdaftar is None:
        return [first, "Daftar hadirnya belum dimuat, maka peserta, jam pelajaran, dan nilai belum dapat dilaporkan."]
    came = f"Terdaftar {people(found.terdaftar)} orang dan hadir {people(found.hadir)} orang"
    share = rate(found)
    came += f" ({share})" if share else ""
    invited = acara["jumlah_diundang"]
    came += "" if is_none(invited) else f", dari {number(invited)} yang diundang"
    tes = found.tes
    said = [f"{first} {came}. {reach(found)}"]
    if tes is not None and not tes.is_sedikit:
        said.append(f"Skor sesudah rata-rata {signed(tes.selisih, 1)} poin dari sebelum{_interval(tes)}, "
                    f"n = {number(tes.n)} peserta dengan kedua nilai.")  # fmt: skip
    return said


def _interval(tes: Tes) -> str:
    if tes.rendah != tes.rendah:
        return ", peserta terlalu sedikit untuk selang"
    text = f" (selang 95 % {range_of(tes)})"
    return text if tes.rendah > 0 or tes.tinggi < 0 else f"{text}, tidak berbeda nyata dari nol"


def _few(count: int) -> str:
    """A count of people in a sentence."""
    return "kurang dari 5" if 0 < count < 5 else number(count)


def reach(found: Kegiatan) -> str:
    """From how many places and schools people came."""
    schools = int(found.asal["jumlah_terjangkau"].sum())
    unit = "kab/kota" if found.tingkat == "kab_kota" else "provinsi"
    places = len(found.asal)
    one = f" ({short_name(str(found.asal.iloc[0]['nama']))})" if places == 1 else ""
    said = f"Yang terdaftar berasal dari {number(places)} {unit}{one}"
    if not schools:
        return f"{said}; tidak satu pun satuan pendidikan pada daftar Dapodik yang terhubung."
    lacking = f"; {_few(found.tanpa_npsn)} orang yang hadir tanpa NPSN, maka batas bawah" if found.tanpa_npsn else ""
    return f"{said}, dan yang hadir mewakili {number(schools)} satuan pendidikan{lacking}."


def hours(found: Kegiatan) -> str:
    """Mean hours of those present and how many passed."""
    if found.is_ringkasan_lama:
        return "Snapshot ini dibuat sebelum jam dan sertifikat tiap kegiatan dihitung; susun ulang datanya."
    planned = found.acara["jumlah_jp"]
    if found.jp is None:
        said = "Jam yang diikuti tiap peserta tidak tercatat pada daftar hadir."
    else:
        of = "" if is_none(planned) else f" dari {number(planned)} JP"
        said = f"Rata-rata {number(found.jp, 1)} JP{of} diikuti, n = {number(found.n_jp)} peserta yang jamnya tercatat."
    if found.sertifikat is None or not found.hadir:
        return said
    if not found.sertifikat:
        return f"{said} Belum ada sertifikat yang tercatat."
    share = f" ({percent(100 * found.sertifikat / found.hadir)} dari yang hadir)" if found.sertifikat >= 5 else ""
    return f"{said} Yang lulus dan menerima sertifikat {people(found.sertifikat)} orang{share}."


def tests(found: Kegiatan) -> str:
    """What the two tests say, of those who took both."""
    if found.is_ringkasan_lama:
        return "Snapshot ini dibuat sebelum nilai tiap kegiatan dihitung; susun ulang datanya."
    if found.tes is None:
        return "Tidak ada peserta yang punya nilai sebelum dan sesudah pada daftar hadir."
    if found.tes.is_sedikit:
        return "Kurang dari 5 peserta punya nilai sebelum dan sesudah: nilainya tidak ditampilkan."
    return f"{_told_tests(found)} Tanpa kelompok pembanding, selisih ini bukan bukti pengaruh kegiatan."


def _told_tests(found: Kegiatan) -> str:
    tes = found.tes
    assert tes is not None
    of = f"Dari {_few(found.hadir)} yang hadir, {number(tes.n)}" if found.hadir else number(tes.n)
    return (
        f"{of} peserta punya kedua nilai: rata-rata skor sebelum {number(tes.pre, 1)}, sesudah {number(tes.post, 1)}, "
        f"selisih {signed(tes.selisih, 1)} poin{_interval(tes)}."
    )


def range_of(tes: Tes) -> str:
    """`+12,1 s.d. +13,7`; a dash where there is none."""
    return interval_words(tes.rendah, tes.tinggi) if tes.rendah == tes.rendah else NONE


def origin_title(found: Kegiatan, column: str) -> str:
    """From where most came, of a column of where they came from; ties said, and nothing where a hidden one may be
    larger."""
    unit = "kab/kota" if found.tingkat == "kab_kota" else "provinsi"
    what = {"terdaftar": "Peserta terdaftar", "jumlah_terjangkau": "Satuan pendidikan terjangkau"}[column]
    frame = found.asal
    top = frame[column].max()
    is_open = bool((frame[column].isna() & ~frame["is_sedikit"]).any())
    most = [short_name(str(name)) for name in frame.loc[frame[column] == top, "nama"]]
    if not top > 0 or is_open or len(most) > 3:
        return f"{what} per {unit}"
    total = found.terdaftar if column == "terdaftar" else int(frame[column].sum())
    each_ = "masing-masing " if len(most) > 1 else ""
    where = "dari" if column == "terdaftar" else "di"
    return f"{what} terbanyak {where} {names(most)}: {each_}{number(top)} dari {number(total)}"


def next_steps(found: Kegiatan) -> tuple[str, ...]:
    """What the list itself leaves open: places that sent nobody, schools not reached, lines without NPSN."""
    said = []
    absent = not_there(found)
    if absent is not None and absent[1]:
        listed = names([short_name(name) for name in absent[1]], 8)
        said.append(f"Kab/kota di {absent[0]} yang tidak punya peserta terdaftar: {listed}.")
    reached = int(found.asal["jumlah_terjangkau"].sum())
    left = int(found.asal["jumlah_satuan"].sum()) - reached
    if reached and left:
        unit = "kab/kota" if found.tingkat == "kab_kota" else "provinsi"
        said.append(f"{number(left)} satuan pendidikan di {unit} asal peserta belum terjangkau kegiatan ini.")
    if found.tanpa_npsn:
        few = _few(found.tanpa_npsn)
        said.append(f"Lengkapi NPSN {few} orang yang hadir, bila dari satuan pendidikan, agar sekolahnya terhitung.")
    if found.terdaftar is None:
        said.append("Muat daftar hadir kegiatan ini pada halaman Unggah & periksa.")
    elif found.tes is None and not found.is_ringkasan_lama:
        said.append("Catat nilai sebelum dan sesudah pada kegiatan berikutnya.")
    return tuple(said)

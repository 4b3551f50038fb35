"""Sentences of the report of one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from charts.names import short_name
from views.bimtek.people import DITUTUP
from views.bimtek.rows import SEDIKIT
from views.documents import shared
from views.documents.activity_rows import Kegiatan, Tes, not_there
from views.format import NONE, day_long, interval_words, is_none, names, number, percent, signed
from views.publicity.draft import NOT_WRITTEN
from views.roles.words import span

NPSN = "Nomor Pokok Sekolah Nasional (NPSN)"
UNNAMED = ("lainnya",)
"""Levels that say nothing of an event."""
UNTESTED = ("rakor", "webinar", "lainnya")
"""Levels of which nobody expects a test before and after."""
REMARK = (
    "Peserta hanya dihitung, tidak pernah disebut namanya. Nilai sebelum dan sesudah tanpa kelompok pembanding bukan "
    "bukti pengaruh kegiatan. Bagian dalam kurung siku diisi penyelenggara."
)


def note(cells: Iterable[str]) -> str:
    """What the cells of the table of places mean; of what is hidden, only what occurs in it."""
    there = set(cells)
    said = [f"{SEDIKIT}: 1 sampai 4, jumlahnya tidak ditulis."] if SEDIKIT in there else []
    said += [f"{DITUTUP.capitalize()}: bila ditulis, hitungan 1 sampai 4 orang dapat terbaca dari selisihnya."
             ] if DITUTUP in there else []  # fmt: skip
    return " ".join([*said, "Terjangkau: sedikitnya satu orangnya hadir. Satuan pendidikan di wilayah itu: daftar "
                     "Dapodik terbaru, semua kewenangan, termasuk Kementerian Agama."])  # fmt: skip


def ranges(found: Kegiatan) -> str:
    """Why a count is told as a range; empty where none is."""
    counts = (found.terdaftar, found.hadir, found.sertifikat, found.n_jp, found.terjangkau)
    if all(one is None or one.is_pasti or one.is_sedikit for one in counts):
        return ""
    return "Jumlah yang ditulis sebagai rentang: angka pastinya akan membuka hitungan 1 sampai 4 orang."


def organiser(acara: Any) -> str:
    """Who held an event; empty where the list does not say."""
    name = acara["penyelenggara"]
    return "" if is_none(name) or str(name) == NOT_WRITTEN else str(name)


def when(start: date, end: date) -> str:
    """`4 Oktober 2025`, `4–7 Oktober 2025`, `30 September – 2 Oktober 2025`."""
    last = day_long(end)
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    first = day_long(start)
    return f"{first.removesuffix(f' {end.year}') if start.year == end.year else first} – {last}"


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
    """`91,7 % dari yang terdaftar`, or that fewer than five stayed away; empty where a small count would be told."""
    if found.hadir is None or found.terdaftar is None:
        return ""
    if found.hadir.is_hampir:
        return "kurang dari 5 tidak hadir"
    if not found.hadir.is_pasti or not found.terdaftar.is_pasti or not found.terdaftar.rendah:
        return ""
    return f"{percent(100 * found.hadir.rendah / found.terdaftar.rendah)} dari yang terdaftar"


def summary(found: Kegiatan) -> list[str]:
    """What the event was, who came, and what the tests say."""
    acara = found.acara
    where = venue(acara)
    at = "secara daring" if where == "daring" else f"di {where}" if where else f"secara {acara['moda']}"
    days, by = when(found.mulai, found.selesai), organiser(acara)
    first = f"{by} menyelenggarakan {acara['nama']} {at} pada {days}." if by else (
        f"{acara['nama']} diselenggarakan {at} pada {days}."
    )  # fmt: skip
    if found.terdaftar is None or found.hadir is None:
        return [first, "Daftar hadirnya belum dimuat, maka peserta, jam pelajaran, dan nilai belum dapat dilaporkan."]
    came = f"Terdaftar {found.terdaftar.kata} orang dan hadir {found.hadir.kata} orang"
    share = rate(found)
    came += f" ({share})" if share else ""
    invited = acara["jumlah_diundang"]
    came += "" if is_none(invited) else f", dari {number(invited)} yang diundang"
    tes = found.tes
    said = [f"{first} {came}. {reach(found)}"]
    if tes is not None and not tes.is_sedikit:
        said.append(f"{_moved(tes)}; n = {tes.n.kata} peserta dengan kedua nilai.")
    return said


def _moved(tes: Tes) -> str:
    """`Rata-rata skor sesudah 13,9 poin lebih tinggi daripada sebelum (selang 95 % ...)`."""
    if not round(tes.selisih, 1):
        return f"Rata-rata skor sesudah sama dengan sebelum{_interval(tes)}"
    way = "tinggi" if tes.selisih > 0 else "rendah"
    return f"Rata-rata skor sesudah {number(abs(tes.selisih), 1)} poin lebih {way} daripada sebelum{_interval(tes)}"


def _interval(tes: Tes) -> str:
    if tes.rendah != tes.rendah:
        return ", peserta terlalu sedikit untuk selang"
    text = f" (selang 95 % {range_of(tes)})"
    return text if tes.rendah > 0 or tes.tinggi < 0 else f"{text}, tidak berbeda nyata dari nol"


def reach(found: Kegiatan) -> str:
    """From how many places and schools people came."""
    unit = "kab/kota" if found.tingkat == "kab_kota" else "provinsi"
    if found.is_asal_tertutup:
        said = f"Asal yang terdaftar tidak dirinci: dari tiap {unit} terlalu sedikit orang"
    else:
        one = f" ({short_name(str(found.asal.iloc[0]['nama']))})" if found.jumlah_asal == 1 else ""
        said = f"Yang terdaftar berasal dari {number(found.jumlah_asal)} {unit}{one}"
    if not found.terjangkau.tinggi:
        return f"{said}; tidak satu pun satuan pendidikan pada daftar Dapodik yang terhubung."
    schools = f"{said}, dan yang hadir mewakili {found.terjangkau.kata} satuan pendidikan."
    if not found.tanpa_npsn.tinggi:
        return schools
    some = shared.besar(found.tanpa_npsn.kata) if found.tanpa_npsn.is_sedikit else f"Sebanyak {found.tanpa_npsn.kata}"
    return f"{schools} {some} orang hadir tanpa {NPSN}, jadi jumlah satuan ini batas bawah."


def hours(found: Kegiatan) -> str:
    """Mean hours of those present and how many passed."""
    if found.is_ringkasan_lama:
        return "Snapshot ini dibuat sebelum jam dan sertifikat tiap kegiatan dihitung; susun ulang datanya."
    planned = found.acara["jumlah_jp"]
    if found.jp is None:
        said = "Jam yang diikuti tiap peserta tidak tercatat pada daftar hadir."
    else:
        of = "" if is_none(planned) else f" dari {number(planned)}"
        said = (f"Peserta rata-rata mengikuti {number(found.jp, 1)}{of} jam pelajaran; n = {found.n_jp.kata} peserta "
                "yang jamnya tercatat.")  # fmt: skip
    if found.sertifikat is None or found.hadir is None or not found.hadir.tinggi:
        return said
    if not found.sertifikat.tinggi:
        return f"{said} Belum ada sertifikat yang tercatat."
    share = ""
    if found.sertifikat.is_hampir:
        share = " (kurang dari 5 yang hadir tidak menerimanya)"
    elif found.sertifikat.is_pasti and found.hadir.is_pasti:
        share = f" ({percent(100 * found.sertifikat.rendah / found.hadir.rendah)} dari yang hadir)"
    return f"{said} Yang lulus dan menerima sertifikat {found.sertifikat.kata} orang{share}."


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
    who = f"Dari {found.hadir.kata} yang hadir, {tes.n.kata} peserta" if found.hadir else f"{tes.n.kata} peserta"
    if found.hadir is not None and tes.n == found.hadir:
        who = "Semua yang hadir"
    return (
        f"{who} punya kedua nilai: rata-rata skor sebelum {number(tes.pre, 1)}, sesudah {number(tes.post, 1)}, "
        f"selisih {signed(tes.selisih, 1)} poin{_interval(tes)}."
    )


def range_of(tes: Tes) -> str:
    """`+12,1 s.d. +13,7`; a dash where there is none."""
    return interval_words(tes.rendah, tes.tinggi) if tes.rendah == tes.rendah else NONE


def few_each(places: Sequence[str], found: Kegiatan) -> str:
    """The places from which fewer than five came each, by name."""
    unit = "kab/kota" if found.tingkat == "kab_kota" else "provinsi"
    listed = names([short_name(name) for name in sorted(places, key=short_name)], len(places))
    is_all = len(places) == len(found.asal)
    start = "Dari tiap" if is_all else f"Dari {number(len(places))} {unit} lain, masing-masing"
    said = f"{start} {unit} asal kurang" if is_all else f"{start} kurang"
    return f"{said} dari 5 orang yang terdaftar, maka jumlahnya tidak dirinci: {listed}."


def origin_title(found: Kegiatan) -> str:
    """From where most of the registered came; ties said, and nothing where a hidden count may be larger."""
    unit = "kab/kota" if found.tingkat == "kab_kota" else "provinsi"
    frame = found.asal
    top = frame["terdaftar"].max()
    is_open = bool((frame["terdaftar"].isna() & ~frame["is_sedikit"]).any())
    most = [short_name(str(name)) for name in frame.loc[frame["terdaftar"] == top, "nama"]]
    if not top > 0 or is_open or len(most) > 3 or found.terdaftar is None:
        return f"Peserta terdaftar per {unit}"
    each_ = "masing-masing " if len(most) > 1 else ""
    return f"Peserta terdaftar terbanyak dari {names(most)}: {each_}{number(top)} dari {found.terdaftar.angka}"


def next_steps(found: Kegiatan) -> tuple[str, ...]:
    """What an office can do about what the list leaves open; nothing where it leaves nothing."""
    said = []
    if found.terdaftar is None:
        said.append("Unggah daftar hadir kegiatan ini pada halaman Unggah & periksa.")
    absent = not_there(found)
    if absent is not None and absent[1]:
        listed = names([short_name(name) for name in absent[1]], 8)
        said.append(f"Pada kegiatan berikutnya, undang peserta dari kab/kota di {absent[0]} yang kali ini tidak punya "
                    f"peserta terdaftar: {listed}.")  # fmt: skip
    if found.terjangkau.tinggi and found.is_ada_sisa:
        said.append("Dahulukan satuan pendidikan yang belum pernah terjangkau bimtek ketika memilih peserta "
                    "berikutnya; daftarnya ada pada halaman Bimtek.")  # fmt: skip
    if found.tanpa_npsn.tinggi:
        who = "dari yang hadir" if found.tanpa_npsn == found.hadir else f"dari {found.tanpa_npsn.kata} orang yang hadir"
        named = "NPSN" if found.terjangkau.tinggi else NPSN
        said.append(f"Mintakan {named} {who} tanpa NPSN, bila mereka dari satuan pendidikan, lalu unggah ulang "
                    "daftar hadirnya agar satuannya terhitung.")  # fmt: skip
    is_tested = str(found.acara["level"]) not in UNTESTED
    if found.terdaftar is not None and found.tes is None and is_tested and not found.is_ringkasan_lama:
        said.append("Siapkan tes sebelum dan sesudah pada kegiatan berikutnya, dan catat nilainya pada daftar hadir.")
    return tuple(said)

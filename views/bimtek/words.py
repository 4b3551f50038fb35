"""Findings of the training page in words. Pure text, no Streamlit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from charts.calendar import AKAN_DATANG, TANPA_DAFTAR
from charts.staircase import with_flags
from views import sentences
from views.bimtek.rows import LEVEL, SEMUA, Lingkup
from views.filters import NAMA_KEWENANGAN
from views.format import day, half_width, interval_words, is_none, number, percent, signed

JANGKAUAN = (
    ("Terjangkau", "Satuan pendidikan yang sedikitnya satu orangnya hadir pada kegiatan yang dipilih."),
    ("Penyebut", "Satuan pendidikan pada daftar Dapodik terbaru, juga untuk kegiatan tahun-tahun lalu: sekolah yang "
                 "tutup atau baru berdiri membuat angka tahun lama sedikit bergeser."),
    ("Batas bawah", "Peserta tanpa NPSN (nomor pokok sekolah nasional) tidak terhubung ke sekolah mana pun, jadi "
                    "sekolahnya mungkin belum terhitung."),
    ("Sekolah BAKTI, 3T", "Penerima internet BAKTI (Badan Aksesibilitas Telekomunikasi dan Informasi); sekolah di "
                          "daerah tertinggal, terdepan, terluar (Dapodik)."),
    ("Selang", "Selang skor Wilson 95 %: tiap sekolah satu ya atau tidak."),
    ("Perlu diketahui", "Terjangkau bukan berarti berubah: satu orang hadir satu hari sudah cukup."),
)  # fmt: skip
SERTIFIKAT = (
    ("Pembilang", "Guru berbeda yang pernah menerima sedikitnya satu sertifikat dari kegiatan mana pun dan yang "
                  "NPSN-nya tertulis; dihitung pada sekolah sertifikat terakhirnya."),
    ("Penyebut", "Guru pada daftar Dapodik terbaru, tanpa tenaga kependidikan."),
    ("Batas bawah", "Guru tanpa NPSN pada daftar hadir hanya diketahui wilayahnya, jadi tidak masuk pembilang."),
    ("Target", "“Satu guru, satu sertifikat kompetensi” berarti 100 %; targetnya dapat diganti."),
    ("Selang", "Selang 95 % dengan sekolah sebagai gugus."),
)  # fmt: skip
LANJUT = (
    ("Pembilang", "Orang yang hadir pada kegiatan intermediate setelah kegiatan basic pertamanya, program yang sama."),
    ("Penyebut", "Orang berbeda yang hadir pada sedikitnya satu kegiatan basic; dihitung pada tahun dan wilayah "
                 "kegiatan basic pertamanya."),
    ("Selang", "Selang 95 % dengan sekolah sebagai gugus; peserta tanpa NPSN masing-masing satu gugus."),
    ("Perlu diketahui", "Yang baru mengikuti basic tahun terakhir mungkin belum sempat mengikuti intermediate."),
)  # fmt: skip
HASIL = (
    ("Hadir", "Hadir dibagi terdaftar. Orang yang ikut dua kegiatan terhitung dua kali di sini."),
    ("Selisih nilai", "Rata-rata nilai sesudah dikurangi sebelum, hanya peserta yang punya keduanya."),
    ("Selang", "Selang 95 % dengan kegiatan sebagai gugus; di bawah 10 kegiatan tanpa selang."),
    ("Perlu diketahui", "Tanpa kelompok pembanding: selisih ini bukan bukti pengaruh bimtek. Soal sebelum dan sesudah "
                        "dapat berbeda sulitnya."),
    ("Sel kecil", "Hitungan 1 sampai 4 orang ditulis <5 dan nilainya tidak ditampilkan; bila hanya satu yang "
                  "tersembunyi, yang terkecil berikutnya ikut ditutup agar tidak dapat dihitung dari jumlahnya."),
)  # fmt: skip
TANGGA = (
    ("Orang", "Orang berbeda yang hadir pada tingkat dan tahun itu; asal peserta, bukan tempat kegiatan."),
    ("Persen di dalam batang", "Jumlah orang dibagi jumlah tingkat sebelumnya tahun itu. Orangnya tidak selalu sama."),
    ("▲ batang kosong", "Lebih banyak orang daripada tingkat sebelumnya: periksa daftar hadirnya, sebab tangga "
                        "PembaTIK seharusnya turun."),
)  # fmt: skip
KALENDER = (
    ("Kegiatan", "Satu bimtek, PembaTIK, Kihajar, rakor, atau webinar pada daftar kegiatan."),
    ("Untuk satu wilayah", "Kegiatan yang bertempat di sana atau diikuti orang dari sana; kegiatan daring yang belum "
                           "punya daftar hadir ditampilkan di semua wilayah."),
    ("Akan datang", "Dimulai setelah hari snapshot ini dibuat dan belum punya daftar hadir."),
)  # fmt: skip


def chosen(scope: Lingkup) -> str:
    """`bimtek`, or the program and level chosen, and the year."""
    what = "bimtek" if scope.program == SEMUA else scope.program
    level = "" if scope.level == SEMUA else f" tingkat {LEVEL[scope.level].split(' (')[0]}"
    year = "" if scope.tahun == SEMUA else f" tahun {scope.tahun}"
    return f"{what}{level}{year}"


def scope_line(scope: Lingkup, *more: str, is_school: bool = True) -> str:
    """The small line over a panel."""
    s = scope.saringan
    said = [*more, scope.nama if scope.tingkat != "nasional" else "nasional"]
    if is_school:
        said += [s.jenjang] if s.jenjang != "Semua" else []
        said += [s.status] if s.status != "Semua" else []
        said.append(NAMA_KEWENANGAN[s.kewenangan].lower().replace("kemenag", "Kemenag"))
    return " · ".join(part for part in said if part)


def answer(scope: Lingkup, own: Any, nation: Any, last: date | None) -> str:
    """How far the schools of the place are reached, against the nation."""
    what = chosen(scope)
    if last is None:
        return f"Belum ada daftar hadir {what}"
    if is_none(own["pct"]):
        return f"Tidak ada satuan pendidikan pada pilihan ini di {scope.nama}"
    until = f"sampai {day(last)}" if scope.tahun == SEMUA else f"(daftar hadir sampai {day(last)})"
    name = "" if scope.tingkat == "nasional" else f"{scope.nama}: "
    text = f"{name}{sentences.share(own)} satuan pendidikan terjangkau {what} {until}"
    if bool(own["is_terlalu_sedikit"]):
        return f"{text}; {sentences.TOO_FEW}"
    if scope.tingkat != "nasional" and nation is not None and not is_none(nation["pct"]):
        return f"{text}, {against(own, nation)}"
    return text


def against(own: Any, nation: Any, nama: str = "nasional") -> str:
    """`di atas nasional (36,8 %)`, or level with it."""
    value = percent(nation["pct"])
    if not is_none(own["pct_rendah"]) and own["pct_rendah"] <= nation["pct"] <= own["pct_tinggi"]:
        return f"setara dengan {nama} ({value})"
    if is_none(own["pct_rendah"]) and round(float(own["pct"]), 1) == round(float(nation["pct"]), 1):
        return f"sama dengan {nama} ({value})"
    return f"{'di atas' if own['pct'] > nation['pct'] else 'di bawah'} {nama} ({value})"


def never(scope: Lingkup, own: Any, bakti: Any, t3: Any) -> str:
    """Who was never reached."""
    what = chosen(scope)
    left = own["m"] - own["x"]
    said = [f"{number(part['m'] - part['x'])} {name}" for part, name in ((bakti, "sekolah BAKTI"), (t3, "di daerah 3T"))
            if part["m"] > 0]  # fmt: skip
    among = f", di antaranya {' dan '.join(said)}" if said and left > 0 else ""
    where = "" if scope.tingkat == "nasional" else f" di {scope.nama}"
    if not own["m"] > 0:
        return f"Tidak ada satuan pendidikan pada pilihan ini{where}"
    if left <= 0:
        return f"Semua {number(own['m'])} satuan pendidikan{where} sudah terjangkau {what}"
    return f"{number(left)} satuan pendidikan{where} belum terjangkau {what}{among}"


def calendar(frame: pd.DataFrame, scope: Lingkup) -> str:
    """How many events there were, are to come, and lack a list."""
    if frame.empty:
        return f"Belum ada kegiatan {chosen(scope)} pada pilihan ini"
    states = frame["keadaan"].value_counts()
    coming, bare = int(states.get(AKAN_DATANG, 0)), int(states.get(TANPA_DAFTAR, 0))
    over = len(frame) - coming
    where = "" if scope.tingkat == "nasional" else f" yang menyangkut {scope.nama}"
    later = number(coming) if coming else "belum ada yang"
    text = f"{number(over)} kegiatan{where} sudah berlangsung, {later} akan datang"
    return f"{text}; {number(bare)} belum punya daftar hadir" if bare else text


def staircase(frame: pd.DataFrame, scope: Lingkup) -> str:
    """How many began and how many stood on the highest level in the newest year; levels that rise."""
    rows = with_flags(frame)
    last = rows[rows["tahun"] == rows["tahun"].max()]
    first, top = last.iloc[0], last.iloc[-1]
    name = "" if scope.tingkat == "nasional" else f" dari {scope.nama}"
    text = f"PembaTIK {first['tahun']}: {first['label']} orang{name} di tingkat {first['tingkat']}"
    if len(last) > 1:
        text += f", {top['label']} di tingkat {top['tingkat']}"
    over = int(rows["is_melebihi"].sum())
    return f"{text}; {over} tingkat melebihi tingkat sebelumnya, perlu diperiksa" if over else text


def progression(scope: Lingkup, own: Any, nation: Any) -> str:
    """The share that went on, against the nation."""
    since = "" if scope.tahun == SEMUA else f" {scope.tahun}"
    if own is None:
        return f"Belum ada peserta kegiatan basic{since} dari {scope.nama}"
    if 0 < own["m"] < 5:
        return f"Kurang dari 5 orang dari {scope.nama} mengikuti basic{since}: tidak ditampilkan"
    if scope.tingkat == "kab_kota" and 0 < own["x"] < 5:
        return f"Kurang dari 5 dari {number(own['m'])} peserta basic{since} dari {scope.nama} lanjut ke intermediate"
    name = "" if scope.tingkat == "nasional" else f" dari {scope.nama}"
    text = (f"{sentences.share(own)} peserta basic{since}{name} lanjut ke intermediate: {number(own['x'])} dari "
            f"{number(own['m'])} orang")  # fmt: skip
    if scope.tingkat != "nasional" and nation is not None:
        text += (
            f", {against(own, nation)}" if not is_none(own["pct_rendah"]) else f"; nasional {percent(nation['pct'])}"
        )
    return text


def certificates(scope: Lingkup, own: Any, nation: Any, target: float) -> str:
    """The share of teachers with a certificate against the target."""
    if own is None or is_none(own["pct"]):
        return f"Jumlah guru {scope.nama} tidak diketahui pada daftar satuan pendidikan"
    name = "" if scope.tingkat == "nasional" else f" {scope.nama}"
    text = f"Sedikitnya {sentences.share(own)} guru{name} punya sertifikat"
    short = max(target / 100 * own["m"] - own["x"], 0)
    text += f"; menuju {number(target)} % masih {number(short)} guru" if short >= 1 else "; target tercapai"
    if scope.tingkat != "nasional" and nation is not None and not is_none(own["pct_rendah"]):
        text += f"; {against(own, nation)}"
    return text


def results(row: Any) -> str:
    """Attendance and gain of all rows together."""
    if row is None or not row["jumlah_terdaftar"]:
        return "Belum ada daftar hadir pada pilihan ini"
    text = "Kurang dari 5 orang terdaftar"
    if row["jumlah_terdaftar"] >= 5:
        share = 100 * row["jumlah_hadir"] / row["jumlah_terdaftar"]
        text = f"{percent(share)} yang terdaftar hadir"
    if is_none(row["poin"]):
        return f"{text}; nilai sebelum dan sesudah {'terlalu sedikit' if row['is_sedikit'] else 'belum ada'}"
    half = half_width(row["poin_rendah"], row["poin_tinggi"])
    text += f"; nilai sesudah {signed(row['poin'])} dari sebelum" + (f" ({half})" if half else "")
    if not half:
        return f"{text}, kegiatan terlalu sedikit untuk selang"
    return text if row["is_nyata"] else f"{text}, tidak berbeda nyata dari nol"


def gain(row: Any) -> str:
    """`+12,9 (12,1 s.d. 13,7)` of one row of a table."""
    if is_none(row.poin):
        return "–"
    spread = interval_words(row.poin_rendah, row.poin_tinggi)
    return signed(row.poin) if spread == "–" else f"{signed(row.poin)} ({spread})"


def base_note(row: Any) -> str:
    """What the attendance lists lack, for the foot of a panel."""
    if row is None or not row["jumlah_baris"]:
        return ""
    said = [
        f"{percent(100 * row['jumlah_tanpa_npsn'] / row['jumlah_baris'])} baris daftar hadir (nasional) tanpa NPSN, "
        "jadi jangkauan ini batas bawah"
    ]
    if row["jumlah_npsn_tak_dikenal"]:
        said.append(f"{number(row['jumlah_npsn_tak_dikenal'])} baris NPSN-nya tidak ada pada daftar sekolah")
    if row["jumlah_tanpa_kegiatan"]:
        said.append(f"{number(row['jumlah_tanpa_kegiatan'])} baris kegiatannya tidak ada pada daftar kegiatan")
    return "; ".join(said)


def stale(last: date | None, newest: date | None, rhythm: int) -> str | None:
    """The sentence of attendance lists older than their rhythm; None when they are not."""
    if last is None or newest is None or (newest - last).days <= 1.5 * rhythm:
        return None
    return (
        f"Data lama: daftar hadir terakhir per {day(last)}, {number((newest - last).days)} hari sebelum data terbaru; "
        f"biasanya bertambah tiap {rhythm} hari."
    )

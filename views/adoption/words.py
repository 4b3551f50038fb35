"""The funnel in words: findings with their number, uncertainty and date. Pure text, no Streamlit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analysis.usage_flags import Bursts
from charts.style import each
from views import sentences
from views.adoption.rows import CHAIN, Corong, Tanda, Tempat, missing
from views.format import day, half_width, names, number, percent, points
from views.rows import base_words


def step(row: Any) -> str:
    """`dari mulai topik ke selesai 1 topik`."""
    return f"dari {CHAIN.get(str(row['ukuran_sebelum']), 'sasaran')} ke {CHAIN[str(row['ukuran'])]}"


def headline(corong: Corong, peran: str, top: Any, ties: pd.DataFrame, *, is_short: bool = False) -> str:
    """`Kehilangan terbesar di PMM / Ruang GTK: dari mulai topik ke selesai 1 topik, 23,4 poin (±0,5; 12.345 guru)`.

    `is_short`: for a screen that says the platform elsewhere.
    """
    if corong.tanggal is None:
        return f"Belum ada data PMM / Ruang GTK {where(corong.tempat)} sampai tanggal ini"
    if top is None:
        return f"Tidak ada kehilangan antar tahap yang dapat dihitung {where(corong.tempat)} per {day(corong.tanggal)}"
    half = half_width(top["hilang_rendah"], top["hilang_tinggi"])
    who = base_words("orang", peran, "pmm")
    inside = "; ".join(part for part in (half, f"{number(top['hilang_orang'])} {who}") if part)
    when = f"per {day(corong.tanggal)}"
    size = f"{lost(top['hilang_poin'])} ({inside})" + ("" if is_short else f" {when}")
    start = f"Kehilangan terbesar {when}" if is_short else "Kehilangan terbesar di PMM / Ruang GTK"
    if ties.empty:
        text = f"{start}: {step(top)}, {size}"
        return text if half else f"{text}; {why_bare(top)}"
    text = f"{start} pada {number(len(ties) + 1)} tahap yang setara: {step(top)}, {size}"
    others = [f"{step(row)} ({lost(row['hilang_poin'])})" for _, row in ties.iterrows()]
    if is_short:
        size = f"{lost(top['hilang_poin'])}" + (f" ({half})" if half else "")
        return f"{start}, {number(len(ties) + 1)} tahap setara: {step(top)}, {size}; {names(others, 1)}"
    return f"{text}; juga {names(others, 2)}"


def where(tempat: Tempat) -> str:
    """`di Sumatera Barat`, or `secara nasional`."""
    return "secara nasional" if tempat == Tempat("Nasional") else f"di {tempat.nama}"


def lost(value: float) -> str:
    """`23,4 poin`: a loss has no sign."""
    return sentences.distance(value)


def why_bare(row: Any) -> str:
    """Why a share has no interval."""
    return sentences.TOO_FEW if bool(row["is_terlalu_sedikit"]) else sentences.NO_INTERVAL


def hundred(stages: pd.DataFrame, peran: str) -> str:
    """What becomes of a hundred, and how many of those who began finished four; of the same people or not told."""
    there = {str(row.ukuran): row for row in each(stages)}
    said = [f"{number(there[u].pct)} {CHAIN[u]}" for u in
            ("pmm.login", "pmm.mulai_topik", "pmm.selesai_topik_1", "pmm.selesai_topik_4", "pmm.aksi_nyata_tervalidasi")
            if u in there and there[u].pct == there[u].pct]  # fmt: skip
    text = f"Dari 100 {base_words('orang', peran, 'pmm')}: {', '.join(said)}." if said else ""
    first, last = there.get("pmm.mulai_topik"), there.get("pmm.selesai_topik_4")
    if first is None or last is None:
        return text
    is_same = first.m == last.m and str(first.jumlah_satuan) == str(last.jumlah_satuan)
    if is_same and first.x > 0:
        text += (
            f" Dari {number(first.x)} yang mulai topik, {number(last.x)} selesai 4 topik "
            f"({percent(100 * last.x / first.x)}), dihitung atas GTK yang sama."
        )
    return text.strip()


def resolved(wanted: date, corong: Corong) -> str:
    """Which cut-offs stand behind a view that asks for another day; empty where nothing needs saying."""
    said = []
    if corong.tanggal is not None and corong.tanggal != wanted:
        said.append(f"PMM / Ruang GTK per {day(corong.tanggal)}, yang terakhir sampai {day(wanted)}")
    gone = missing(corong)
    if gone:
        said.append(f"kolom {names(gone, 4)} tidak ada pada ekspor tanggal ini: tahapnya kosong, bukan nol")
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def unused_accounts(corong: Corong, groups: tuple[str, ...]) -> str:
    """The accounts nobody opened yet, told apart from the people: another list, another date."""
    frame = corong.tahap[corong.tahap["ukuran"] == "belajar_id.teraktivasi"]
    share = {str(row.kelompok_pengguna): float(row.pct) for row in each(frame)}
    said = [f"{percent(100 - share[group])} akun {group}" for group in groups if group in share]
    if not said or corong.tanggal_akun is None:
        return ""
    return f"Tersendiri, dari daftar akun: {' dan '.join(said)} belum teraktivasi per {day(corong.tanggal_akun)}."


def accounts(corong: Corong, groups: tuple[str, ...], peran: str) -> str:
    """What must be said of the accounts beside the people."""
    if not groups:
        who = base_words("orang", peran, "pmm")
        return f"Akun belajar.id untuk {who} tidak diekspor tersendiri; tahap akun tidak digambar."
    if corong.tanggal_akun is None:
        return "Belum ada ekspor akun belajar.id sampai tanggal ini; tahap akun tidak digambar."
    dates = f"{day(corong.tanggal_akun)}" + (f" dan {day(corong.tanggal)}" if corong.tanggal else "")
    return (
        f"Akun dan GTK adalah dua daftar dengan penyebut dan tanggal sendiri ({dates}): "
        "persennya tidak dikurangkan satu dari yang lain."
    )


def compared(frame: pd.DataFrame, one: str, other: str, *, is_dates: bool = False) -> str:
    """At how many stages two funnels differ, and where most; two dates of one place are not called level."""
    judged = frame[frame["is_beda"].notna() & (frame["jenis"] == "tahap")]
    known = frame[frame["selisih"].notna() & (frame["jenis"] == "tahap")]
    if known.empty:
        return f"{one} dan {other}: tidak ada tahap yang ada pada keduanya"
    if judged.empty:
        return f"{one} terhadap {other}: selisih {_widest(known)}, tanpa selang"
    apart = int(judged["is_beda"].astype(bool).sum())
    if not apart and is_dates:
        return f"{one} terhadap {other}: tidak satu pun dari {len(judged)} tahap terbukti berubah"
    if not apart:
        return f"{one} setara dengan {other} pada semua {len(judged)} tahap yang dapat diuji"
    widest = _widest(judged[judged["is_beda"].astype(bool)])
    return f"{one} terhadap {other}: berbeda pada {apart} dari {len(judged)} tahap, {widest}"


def _widest(frame: pd.DataFrame) -> str:
    """`terbesar −6,5 poin pada mulai topik`; of several printed alike none is called the largest."""
    sizes = frame["selisih"].abs()
    row = frame.iloc[int(sizes.to_numpy().argmax())]
    gap = f"{points(row['selisih'])} pada {str(row['nama'])[:1].lower()}{str(row['nama'])[1:]}"
    others = sentences.same(sizes, abs(float(row["selisih"])))
    return f"antara lain {gap}, dan sama besar pada {others} tahap lain" if others else f"terbesar {gap}"


def broken(breaks: list[date]) -> str:
    """`; batas deret 1 Jan 2024 …` where two dates lie on both sides of a break; empty where they do not."""
    if not breaks:
        return ""
    return f"; ada batas deret di antaranya ({', '.join(day(b) for b in breaks)}), jangan dibaca sebagai kemajuan"


def how_compared(tempat: Tempat, other: Tempat, *, is_same_date: bool) -> str:
    """How the interval of a difference was made, and why it may be too wide."""
    if tempat == other:
        return "selisih dua tanggal dihitung seolah lepas: selangnya terlalu lebar untuk sekolah yang sama"
    nested = other == Tempat("Nasional") or other.provinsi in (tempat.provinsi, None)
    text = "selisih dihitung seolah kedua wilayah lepas"
    if nested:
        text += "; bila satu memuat yang lain, selangnya terlalu lebar, bukan terlalu sempit"
    return text if is_same_date else f"{text}; tanggalnya berbeda"


COUNTER = {"pmm.aksi_nyata": "aksi nyata", "pmm.selesai_topik_4": "selesai 4 topik"}
CARRIER = {"pmm.aksi_nyata": "selesai 1 topik", "pmm.selesai_topik_4": "pernah masuk"}
ASK_BURST = "Ada pelatihan, kampanye, atau target sertifikat pada bulan itu? Bolehkah melihat contoh aksi nyatanya?"
ASK_DUTY = "Apakah masuk hanya untuk Pengelolaan Kinerja? Apa yang menghalangi mulai belajar: waktu, topik, jaringan?"


def signs_table(tanda: Tanda, peran: str) -> pd.DataFrame:
    """One row a kab/kota and sign: the figures that led to it and what to ask."""
    who = base_words("orang", peran, "pmm")
    items = [_burst(row, tanda, who) for found in tanda.lonjakan for row in each(found.baris)]
    items += [_duty(row, tanda, who) for row in each(tanda.kewajiban.baris)]
    return pd.DataFrame(items, columns=["Kab/kota", "Tanda", "Angka yang menimbulkannya", "Yang patut ditanyakan"])


def _burst(row: Any, tanda: Tanda, who: str) -> dict[str, str]:
    figures = (
        f"{COUNTER[row.ukuran]} naik {number(row.naik)} {who} ({percent(100 * row.naik / row.m)} dari {number(row.m)}) "
        f"antara {day(pd.Timestamp(row.tanggal_dasar).date())} dan {day(pd.Timestamp(row.tanggal_data).date())}; "
        f"biasanya {number(row.biasa, 1)} sebulan, sedangkan {CARRIER[row.ukuran]} naik {number(row.naik_pembanding)}"
    )
    return {"Kab/kota": tanda.nama.get(row.wilayah, row.wilayah), "Tanda": "Lonjakan sertifikat",
            "Angka yang menimbulkannya": figures, "Yang patut ditanyakan": ASK_BURST}  # fmt: skip


def _duty(row: Any, tanda: Tanda, who: str) -> dict[str, str]:
    figures = (
        f"{percent(row.pct_login)} {who} pernah masuk; dari {number(row.x_login)} itu "
        f"{number(row.x_mulai)} mulai topik ({percent(row.rasio)}), median semua kab/kota {percent(row.median)}"
    )
    return {"Kab/kota": tanda.nama.get(row.wilayah, row.wilayah), "Tanda": "Masuk karena kewajiban",
            "Angka yang menimbulkannya": figures, "Yang patut ditanyakan": ASK_DUTY}  # fmt: skip


def signs_headline(tanda: Tanda, table: pd.DataFrame) -> str:
    """How many kab/kota show a sign, of how many that could be tested."""
    tested = max([found.diuji for found in tanda.lonjakan], default=0)
    if not tested and not tanda.kewajiban.diuji:
        return "Riwayat terlalu pendek atau wilayah terlalu kecil untuk mencari tanda"
    places = table["Kab/kota"].nunique()
    if not places:
        return f"Tidak ada tanda yang patut ditanyakan pada {number(max(tested, 1))} kab/kota yang dapat diuji"
    burst = sum(_count(found) for found in tanda.lonjakan)
    said = [f"{number(burst)} lonjakan sertifikat"] if burst else []
    said += [f"{number(len(tanda.kewajiban.baris))} masuk karena kewajiban"] if len(tanda.kewajiban.baris) else []
    which = names(list(dict.fromkeys(table["Kab/kota"])), 3)
    return f"Patut ditanyakan di {which}: {' dan '.join(said)}, dari {number(max(tested, 1))} kab/kota yang diuji"


def _count(found: Bursts) -> int:
    return len(found.baris)


WINDOW_NOTE = "Aktif 30 hari dan akun aktif adalah jendela waktu: tahap sesudahnya tidak harus di bawahnya."
SIGNS_NOTE = (
    "Tanda adalah pertanyaan untuk ditanyakan ke daerahnya, bukan vonis: pelatihan bersama, penggabungan sekolah, atau "
    "ekspor yang terlambat menimbulkan pola yang sama."
)
SIGNS_TERMS = (
    ("Lonjakan sertifikat", "Pada salah satu dari tiga langkah terakhir, aksi nyata atau selesai 4 topik naik jauh di "
     "luar kebiasaan wilayah itu sendiri (z robust di atas 3,5 dari median dan MAD kenaikannya sendiri), melebihi "
     "kenaikan penghitung yang mestinya menyertainya, sedikitnya 20 orang dan 5 % GTK."),
    ("Masuk karena kewajiban", "Pangsa yang pernah masuk sedikitnya setinggi median semua kab/kota, tetapi pangsa "
     "mulai topik dari yang masuk di ekor bawah sebarannya (z robust di bawah −3,5) dan selangnya di bawah median. "
     "Hanya sejak Januari 2024, kab/kota dengan 10 satuan dan 50 orang atau lebih."),
)  # fmt: skip

"""What the publicity page says: counts first, "tercatat" wherever a record is all there is. No Streamlit."""

from __future__ import annotations

import pandas as pd

from charts.style import each
from views.format import day, names, number, percent
from views.publicity.rows import AWAL, BELUM, DUE, JENIS, LEWAT_KEGIATAN, PROGRAM, SUDAH, Kabar

WORD = {PROGRAM: "program", "kegiatan": "kegiatan"}


def word(kabar: Kabar) -> str:
    """What the rows are called."""
    return WORD[kabar.jenis]


def counts(kabar: Kabar) -> dict[str, int]:
    """How many are in each state of what should have been told of."""
    found = kabar.frame["cerita"].value_counts()
    return {name: int(found.get(name, 0)) for name in DUE}


def answer(kabar: Kabar) -> str:
    """How many of those that ended or have run long enough have no publication on record."""
    n = counts(kabar)
    total = sum(n.values())
    when = f"per {day(kabar.hari_ini)}"
    long = f"yang selesai atau berjalan lebih dari {kabar.hari} hari"
    who = f"{word(kabar)} {long}"
    if not total:
        return f"Belum ada {who} {when}"
    if not n[BELUM]:
        return f"Semua {number(total)} {who} sudah punya publikasi yang tercatat, {when}"
    share = percent(100 * n[BELUM] / total)
    start = f"{number(n[BELUM])} dari {number(total)} {word(kabar)} ({share}) {long}"
    return f"{start} belum punya publikasi yang tercatat, {when}"


def small(kabar: Kabar) -> str:
    """The rest of the count, and what it can't know."""
    n = counts(kabar)
    early = int((kabar.frame["cerita"] == AWAL).sum())
    rest = len(kabar.frame) - sum(n.values()) - early
    said = [f"{number(n[SUDAH])} sudah diceritakan"]
    said += [f"{number(n[LEWAT_KEGIATAN])} lewat kegiatannya"] if n[LEWAT_KEGIATAN] else []
    said += [f"{number(early)} lain sudah diceritakan lebih awal, tidak ikut dihitung"] if early else []
    said += [f"{number(rest)} lain masih baru, belum mulai, atau batal"] if rest else []
    return f"{', '.join(said)}. Hitungan penuh dari daftar; publikasi yang tidak dicatat tidak terlihat di sini."


def waiting_title(kabar: Kabar) -> str:
    """Which units have most to tell, said as work that waits."""
    due = kabar.due
    waiting = due[due["cerita"] == BELUM]
    if waiting.empty:
        return f"Tidak ada {word(kabar)} yang menunggu diceritakan"
    newest = waiting.iloc[0]
    return f"{number(len(waiting))} {word(kabar)} menunggu diceritakan; yang terbaru {newest['nama']}"


def unit_title(frame: pd.DataFrame, kabar: Kabar) -> str:
    """How the told ones spread over units."""
    total, told = int(frame["jumlah"].sum()), int(frame["diceritakan"].sum())
    none = int((frame["diceritakan"] == 0).sum())
    text = f"{number(told)} dari {number(total)} {word(kabar)} sudah diceritakan ({percent(100 * told / total)})"
    return (
        f"{text}; {number(none)} dari {number(len(frame))} unit belum punya publikasi tentang {word(kabar)}nya"
        if none
        else text
    )


def unit_table(frame: pd.DataFrame, what: str) -> pd.DataFrame:
    """Units with counts; no shares, which a reader would rank them by. `what`: what the rows are called."""
    return pd.DataFrame(
        {
            "Unit": [f"{row.nama_unit} (juga {row.nama_lain})" if row.nama_lain else str(row.nama_unit)
                     for row in each(frame)],
            "Seharusnya": [number(n) for n in frame["jumlah"]],
            "Diceritakan": [number(n) for n in frame["diceritakan"]],
            "Belum": [number(n) for n in frame["belum"]],
            f"Publikasi terakhir tentang {what}nya": [
                "belum ada" if pd.isna(t) else day(pd.Timestamp(t).date()) for t in frame["terakhir"]
            ],
        }
    )  # fmt: skip


def time_title(quarters: pd.DataFrame, terbit: pd.DataFrame) -> str:
    """How many publications there are, in which channel most, and when the last was."""
    by_channel = terbit["kanal"].value_counts()
    top, most = str(by_channel.index[0]), int(by_channel.iloc[0])
    level = [str(name) for name, count in by_channel.items() if count == most]
    where = f"terbanyak di {top} ({number(most)})" if len(level) == 1 else f"terbanyak di {names(level)}"
    last = pd.to_datetime(terbit["tanggal"]).max().date()
    return f"{number(len(terbit))} publikasi, {where}; terakhir {day(last)}"


def shared_title(bersama: pd.DataFrame, nama: str) -> str:
    """How many aims several kinds of unit share, and how many of them at once."""
    if bersama.empty:
        return f"Belum ada indikator di {nama} yang dituju dua jenis unit atau lebih"
    both = int(bersama["is_bersamaan"].sum())
    many = "semuanya" if both == len(bersama) else f"{number(both)} di antaranya" if both else "tidak satu pun"
    pairs = f"{number(len(bersama))} pasangan indikator dan wilayah"
    return f"{pairs} dituju dua jenis unit atau lebih, {many} pada waktu yang beririsan"


def place_of(kabar: Kabar) -> str:
    """The small line of the answer."""
    return f"{JENIS[kabar.jenis]} · {kabar.nama} · hari ini = tanggal data terbaru, {day(kabar.hari_ini)}"


TERMS = (
    ("Belum diceritakan", "Selesai, atau berjalan, lebih lama dari batas hari yang dipilih, dan tidak satu pun "
     "publikasi yang tercatat menyebut kodenya."),
    ("Diceritakan lewat kegiatannya", "Tidak ada publikasi tentang program itu, tetapi ada tentang kegiatan bimtek "
     "bernama program dan unit yang sama, di provinsi yang sama, di dalam masanya."),
    ("Sudah diceritakan lebih awal", "Ada publikasinya, tetapi belum sampai pada batas hari itu. Tidak masuk hitungan, "
     "sebab yang belum sampai batas dan belum diceritakan juga tidak masuk."),
    ("Unit", "Nama yang berbeda ejaan, dan BGP dengan BGTK penggantinya, dihitung sebagai satu unit."),
    ("Tercatat", "Ada pada daftar publikasi yang diunggah. Publikasi di luar daftar itu tidak terlihat."),
)  # fmt: skip
SHARED_TERMS = (
    ("Bersama", "Program dari jenis unit berbeda yang menuju indikator yang sama di wilayah yang sama. Dapat berarti "
     "kerja sama, dapat pula tumpang tindih: halaman Pembagian peran memeriksanya."),
    ("Beririsan", "Masa dua program dari jenis unit berbeda punya sedikitnya satu hari yang sama."),
)  # fmt: skip

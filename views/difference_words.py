"""What the difference to the serving snapshot says: its headline, what needs a look, and its tables."""

from __future__ import annotations

from datetime import date

import pandas as pd

from schemas import DATASETS
from schemas.difference import Change, Difference
from views.format import day, names, number

MOST_JUMPS = 30


def changed(difference: Difference) -> list[Change]:
    """The datasets of which anything changes, those with jumps and losses first."""
    there = [change for change in difference.dataset if change.is_any]
    return sorted(there, key=lambda c: (-c.jumlah_lonjakan, -c.hilang, -(c.baru + c.berubah), c.dataset))


def headline(difference: Difference) -> str:
    """`1.204 baris baru, 4 hilang, 230 berubah di 3 dataset; 5 lonjakan perlu dilihat`."""
    after = sum(change.sesudah for change in difference.dataset)
    if difference.is_ganti_contoh:
        return f"Data contoh diganti seluruhnya oleh {number(after)} baris data sebenarnya"
    if difference.dibanding is None:
        return f"Belum ada data yang disajikan; {number(after)} baris akan terbit"
    there = changed(difference)
    if not there:
        return "Isi data tidak berubah" + ("; hanya berkasnya" if difference.is_any else "")
    sums = [(sum(getattr(change, name) for change in there), word) for name, word in
            (("baru", "baru"), ("hilang", "hilang"), ("berubah", "berubah"))]  # fmt: skip
    said = [f"{number(count)} {'baris ' if index == 0 else ''}{word}" for index, (count, word) in
            enumerate(pair for pair in sums if pair[0])]  # fmt: skip
    if not said:
        step = sum(change.sesudah - change.sebelum for change in there)
        said = [f"{number(abs(step))} baris {'bertambah' if step > 0 else 'berkurang'}"]
    where = DATASETS[there[0].dataset].judul if len(there) == 1 else f"{number(len(there))} dataset"
    jumps = sum(change.jumlah_lonjakan for change in there)
    return f"{', '.join(said)} di {where}" + (f"; {number(jumps)} lonjakan perlu dilihat" if jumps else "")


def warnings(difference: Difference) -> list[str]:
    """What a person should know before saying yes, one sentence each."""
    said = []
    if difference.is_ganti_contoh:
        said.append(
            "Yang disajikan sekarang adalah data contoh. Sesudah terbit, seluruhnya diganti: hanya berkas Anda yang "
            "dibaca, dan tanda DATA CONTOH hilang dari semua halaman."
        )
    emptied = [
        DATASETS[change.dataset].judul for change in changed(difference) if change.sebelum and not change.sesudah
    ]
    if emptied:
        said.append(f"Menjadi kosong karena tidak ada berkasnya: {names(emptied, 6)}.")
    if difference.berkas_hilang and not difference.is_ganti_contoh:
        said.append(f"Berkas yang tidak ada lagi: {names(list(difference.berkas_hilang), 4)}.")
    for change in changed(difference):
        title = DATASETS[change.dataset].judul
        if change.wilayah_hilang:
            said.append(f"{title}: semua baris hilang untuk {names(list(change.wilayah_hilang), 4)}.")
        if change.wilayah_kosong:
            said.append(f"{title}: belum ada baris pada tanggal baru untuk {names(list(change.wilayah_kosong), 4)}.")
        if change.tahun_lama_berubah:
            said.append(f"{title}: {number(change.tahun_lama_berubah)} angka tahun lama yang sudah terbit berubah.")
    for touched in difference.berkas_terdampak:
        said.append(
            f"{touched.nama} tidak Anda ubah, tetapi barisnya yang diterima menjadi {number(touched.diterima_sesudah)} "
            f"(semula {number(touched.diterima_sebelum)}): baris yang sama ada di berkas lain."
        )
    return [*said, *difference.catatan]


def table(difference: Difference) -> pd.DataFrame:
    """One row a dataset that changes."""
    whole = difference.is_ganti_contoh or difference.dibanding is None
    rows = []
    for change in changed(difference):
        row = {
            "Dataset": DATASETS[change.dataset].judul,
            "Disajikan kini": number(change.sebelum),
            "Sesudah terbit": number(change.sesudah),
        }
        if not whole:
            row |= {"Baru": number(change.baru), "Hilang": number(change.hilang), "Berubah": number(change.berubah),
                    "Lonjakan": number(change.jumlah_lonjakan)}  # fmt: skip
        rows.append(row)
    frame = pd.DataFrame(rows)
    unused = [name for name in ("Hilang", "Berubah", "Lonjakan") if name in frame and (frame[name] == "0").all()]
    return frame.drop(columns=unused)


def jumps_table(difference: Difference) -> pd.DataFrame:
    """The changes that lie far from what the other regions did, the farthest first."""
    found = [(change, jump) for change in changed(difference) for jump in change.lonjakan]
    found.sort(key=lambda pair: -abs(pair[1].z))
    return pd.DataFrame(
        [
            {
                "Arah": "▲ naik" if jump.ke > jump.dari else "▼ turun",
                "Wilayah": jump.wilayah or "semua wilayah",
                "Ukuran": f"{_plain(jump.ukuran)} · {_plain(jump.seri)}" if jump.seri else _plain(jump.ukuran),
                "Dari": f"{_figure(jump.dari)} ({_when(jump.waktu_lama)})",
                "Menjadi": f"{_figure(jump.ke)} ({_when(jump.waktu_baru)})",
                "Jarak": f"{number(abs(jump.z), 1)}×",
                "Dugaan": jump.dugaan or "",
            }
            for _, jump in found[:MOST_JUMPS]
        ]
    )


def _plain(name: str) -> str:
    """A column's or a group's name as it is read: `jumlah aktif 30 hari`."""
    return name.replace("_", " ")


def _when(text: str) -> str:
    """A cut-off as Indonesia writes it; a year stays a year."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _figure(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1)


def details(change: Change) -> list[tuple[str, tuple[str, ...]]]:
    """What is new, gone and changed in one dataset: a line and some examples of each."""
    said = [
        (f"{number(change.baru)} baris baru, misalnya", change.contoh_baru),
        (f"{number(change.hilang)} baris hilang, misalnya", change.contoh_hilang),
        *((f"{_plain(col.kolom)}: {number(col.jumlah)} nilai berubah, misalnya", col.contoh) for col in change.kolom),
    ]
    return [(line, examples) for line, examples in said if examples]

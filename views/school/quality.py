"""Panel of one school: which sources know it, how fresh each is, and where they do not agree."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.style import each
from views import data, parts
from views.format import day, is_none, number

APART = 0.2
"""Two counts of the same teachers differ by more than this part of the larger, and by three people: worth a look."""
LEAST = 3
MAIN = (("PMM", "pmm.aktif_30_hari"), ("belajar.id", "belajar_id.teraktivasi"))


def panel(
    school: pd.Series, platforms: pd.DataFrame, history: pd.DataFrame, rapor: pd.DataFrame, jumlah_bimtek: int
) -> None:
    """Each source with the last cut-off that knows the school, and what disagrees or is missing."""
    table = sources(school, platforms, history, rapor, jumlah_bimtek)
    there = int((table["Keadaan"] == "ada").sum())
    found = doubts(school, platforms)
    title = f"{number(there)} dari {number(len(table))} sumber memuat satuan pendidikan ini"
    title += f"; {number(len(found))} hal perlu dicek" if found else "; tidak ada yang bertentangan"
    with parts.panel("mutu_satuan", "Mutu data satuan pendidikan ini", title):
        for text in found:
            parts.small(f"Perlu dicek: {text}")
        parts.prose_table(table, {"Sumber": 200, "Catatan": 220}, "Sumber data satuan pendidikan")
        newest = data.newest_cutoff()
        parts.foot("mutu_satuan", parts.Kaki(newest, f"{number(len(table))} sumber", f"snapshot {data.snapshot().id}"),
                   table, TERMS, is_view=False)  # fmt: skip


TERMS = (
    ("Ada", "Data terakhir sekolah ini berasal dari tanggal data terbaru sumbernya."),
    ("Tertinggal", "Sekolah ini ada pada tanggal data sebelumnya, tetapi tidak pada yang terbaru."),
    ("Tidak ada", "Sumbernya memisahkan sekolah, tetapi tidak memuat NPSN ini. Bukan berarti nol."),
)


def _row(name: str, state: str, last: str, newest: str, note: str = "") -> dict[str, str]:
    return {"Sumber": name, "Keadaan": state, "Terakhir": last, "Terbaru di data": newest, "Catatan": note}


def sources(
    school: pd.Series, platforms: pd.DataFrame, history: pd.DataFrame, rapor: pd.DataFrame, jumlah_bimtek: int
) -> pd.DataFrame:
    """One row a source: whether it has the school, since when it last did, and the newest it has of anyone."""
    own = data.as_date(school["tanggal_data"])
    newest = own if history.empty else data.as_date(history["tanggal_terbaru"].iloc[0])
    note = "" if own == newest else "tidak ada pada daftar terbaru: mungkin ditutup, digabung, atau terlewat"
    found = [_row("Dapodik", "ada" if own == newest else "tertinggal", day(own), day(newest), note)]
    for row in each(platforms[platforms["platform"] != "bimtek"]):
        last = data.as_date(row.tanggal_terbaru)
        if is_none(row.tanggal_data):
            found.append(_row(str(row.nama_platform), "tidak ada", "–", day(last)))
            continue
        mine = data.as_date(row.tanggal_data)
        note = "kurang dari 5 orang: angkanya disembunyikan" if row.is_kecil else ""
        note = "penyebut 0" if not row.is_kecil and row.m == 0 else note
        found.append(_row(str(row.nama_platform), "ada" if mine == last else "tertinggal", day(mine), day(last), note))
    labelled = rapor[rapor["label"].notna() | rapor["nilai"].notna()]
    years = sorted({int(t) for t in labelled["tahun"]})
    said = ", ".join(map(str, years))
    found.append(_row("Rapor Pendidikan (label)", "ada" if years else "tidak ada", said or "–", "–"))
    note = "" if jumlah_bimtek else "tidak pernah diundang, atau daftar hadir tanpa NPSN"
    found.append(_row("Bimtek (daftar hadir)", "ada" if jumlah_bimtek else "tidak ada",
                      f"{number(jumlah_bimtek)} kegiatan" if jumlah_bimtek else "–", "–", note))  # fmt: skip
    return pd.DataFrame(found)


def doubts(school: pd.Series, platforms: pd.DataFrame) -> list[str]:
    """What is missing or disagrees, a sentence each. Groups of fewer than 5 are not compared: the gap would tell."""
    missing = [name for name, column in (("kecamatan", "kecamatan"), ("kewenangan", "kewenangan"),
               ("jenjang", "jenjang"), ("jumlah guru", "jumlah_guru")) if is_none(school[column])]  # fmt: skip
    found = [f"Dapodik tidak memuat {', '.join(missing)} sekolah ini."] if missing else []
    if is_none(school["nama_provinsi"]):
        found.append("Wilayahnya di luar 38 provinsi, jadi tidak ikut hitungan daerah mana pun.")
    teachers: Any = school["jumlah_guru"]
    if is_none(teachers) or teachers < 5:
        return found
    for name, measure in MAIN:
        for row in each(platforms[platforms["ukuran"] == measure]):
            if is_none(row.m) or row.m < 5:
                continue
            gap = abs(float(row.m) - float(teachers))
            if gap >= LEAST and gap > APART * max(float(row.m), float(teachers)):
                found.append(f"Dapodik mencatat {number(teachers)} guru, penyebut {name} {number(row.m)} {row.siapa}.")
    return found

"""What the Rapor pages say: headlines as findings, the way to read the grid, and the standing caveats. Text only."""

from __future__ import annotations

import pandas as pd

from analysis.status_change import NAIK, TAK_DIBANDINGKAN, TERBAIK, TERENDAH, TETAP, TURUN, tier
from charts.style import each
from views import sentences
from views.format import names, number, percent, signed
from views.rapor.rows import DIMENSI, Pilih, Tempat, digits, value_words

SUMBER = "unduhan Rapor Pendidikan Daerah"
SEPERTI_TERBIT = "nilai dan label seperti terbit, tidak dihitung ulang"
TANPA_SELANG = "Rapor tidak menerbitkan selang ketidakpastian"

TERMS = (
    ("Nilai", "Seperti terbit di Rapor Pendidikan. Nilai daerah adalah rata-rata satuan pendidikan yang menjadi "
              "kewenangannya; Serapan tidak merata-ratakannya lagi, maka nilai provinsi bukan rata-rata kab/kota."),
    ("Label", "Golongan yang terbit bersama nilainya. Ambangnya berbeda tiap indikator. Bagi kesenjangan, Rendah yang "
              "terbaik; bagi APK, APS, dan APM, Tinggi yang terbaik."),
    ("Tahun", "Rapor satu tahun memuat Asesmen Nasional dan Survei Lingkungan Belajar tahun sebelumnya. "
              "Skor 2022 hasil konversi ke skala 0–100."),
    ("Status", "Negeri, Swasta, dan Semua seperti terbit. Semua sudah jumlah keduanya, jangan ditambahkan."),
)  # fmt: skip

GRID_TERMS = (
    ("Naik dan turun", "Nilai membaik atau memburuk menurut arah indikatornya, lebih dari ambang."),
    ("Ambang", "Seberapa jauh nilai wilayah setingkat biasa berubah dalam setahun; perubahan yang lebih kecil disebut "
               "tetap. Cara hitung: simpangan baku kokoh (1,4826 × simpangan mutlak median) perubahan semua wilayah "
               "setingkat se-Indonesia pada indikator itu. Kurang dari 8 wilayah: 1 % lebar skalanya."),
    ("Tidak dapat dibandingkan", "Instrumen berganti, tahun lalu tidak ada, atau arah indikatornya belum dipastikan."),
)  # fmt: skip


def label_year(pilih: Pilih) -> str:
    """What a Rapor's year means."""
    return f"Rapor {pilih.tahun} memuat Asesmen Nasional dan Survei Lingkungan Belajar {pilih.tahun - 1}"


def counts(table: pd.DataFrame) -> dict[str, int]:
    """How many indicators went which way, in the order told."""
    return {side: int((table["arah"] == side).sum()) for side in (NAIK, TETAP, TURUN, TAK_DIBANDINGKAN)}


def headline(tempat: Tempat, pilih: Pilih, table: pd.DataFrame) -> str:
    """How many indicators of level 1 carry the best label of their family, and what changed since last year."""
    labelled = table[table["golongan"].notna()]
    start = f"{tempat.nama}, {pilih.siapa}"
    if labelled.empty:
        return f"{start}: Rapor {pilih.tahun} tidak memuat label indikator"
    good = int((labelled["golongan"] == TERBAIK).sum())
    said = f"{start}: {good or 'tidak satu pun'} dari {len(labelled)} indikator berlabel terbaik di Rapor {pilih.tahun}"
    found = counts(table)
    if found[TAK_DIBANDINGKAN] == len(table):
        return f"{said}; perubahan dari Rapor {pilih.tahun - 1} tidak dapat dibandingkan"
    parts = [f"{number(n)} {side}" for side, n in found.items() if n]
    return f"{said}; dari Rapor {pilih.tahun - 1}: {', '.join(parts)}"


def dimension(letter: str, table: pd.DataFrame, below: pd.DataFrame) -> str:
    """The label of a dimension's fold: its name, how many indicators of each level, and how level 1 changed."""
    said = f"**{letter} · {DIMENSI[letter]}** · {number(len(table))} indikator"
    found = [f"{number(n)} {side}" for side, n in counts(table).items() if n]
    said += f": {', '.join(found)}" if found else ""
    return f"{said}; {number(len(below))} indikator tingkat 2" if len(below) else said


def grid_headline(table: pd.DataFrame) -> str:
    """Which indicators fell, those without the best label first; or that none did."""
    down = table[table["arah"] == TURUN]
    if not table["arah"].isin([NAIK, TETAP, TURUN]).any():
        return "Belum ada indikator yang dapat dibandingkan dengan tahun lalu"
    if down.empty:
        up = table[table["arah"] == NAIK]
        rose = f"naik: {names([str(r.indikator) for r in each(up)], 3)}" if len(up) else "tidak ada yang naik"
        return f"Tidak ada indikator yang turun melebihi ambang; {rose}"
    first = down.sort_values("golongan", key=lambda c: c == TERBAIK, kind="stable")
    said = [f"{row.indikator} ({_worse(row.poin, digits(row.satuan))})" for row in each(first)]
    rest = int((down["golongan"] != TERBAIK).sum())
    end = f"; {number(rest)} di antaranya belum berlabel terbaik" if rest and rest < len(down) else ""
    return f"Turun melebihi ambang: {names(said, 3)}{end}"


def _worse(poin: float, desimal: int) -> str:
    """`−2,1`; a value that grew where less is better says that this is the wrong way: `+2,1, memburuk`."""
    if round(poin, desimal) == 0:
        return f"kurang dari {number(10.0**-desimal, desimal)}"
    return signed(poin, desimal) + (", memburuk" if poin > 0 else "")


def reading(pilih: Pilih, table: pd.DataFrame) -> list[str]:
    """How to read the grid, in plain words."""
    known = table[table["sebab"] == ""]
    limits = [f"{row.kode} {number(row.ambang, digits(row.satuan))}" for row in each(known)]
    return [
        f"Baris: label tahun {pilih.tahun}. Kolom: perubahan nilai dari Rapor {pilih.tahun - 1}, dalam satuan "
        "indikatornya. Naik berarti membaik: bagi kesenjangan dalam persen, membaik berarti mengecil.",
        "Kiri bawah adalah yang perlu dilihat lebih dulu: label terendah dan masih turun. Kanan atas sudah baik dan "
        "masih naik.",
        f"{TANPA_SELANG}. Karena itu sebuah indikator baru disebut naik atau turun bila berubah lebih jauh daripada "
        "perbedaan yang lazim antarwilayah pada tahun yang sama"
        + (f" (ambang: {'; '.join(limits)})." if limits else "."),
        "Kolom terakhir memuat indikator yang instrumennya berganti atau tidak ada tahun lalu: angkanya ada, "
        "tetapi selisihnya tidak berarti.",
    ]


def label_counts_headline(frame: pd.DataFrame, total: int, unit: str) -> str:
    """Which indicator carries its family's lowest label in most regions, and which its best label everywhere."""
    found = [tier(label, order) for label, order in zip(frame["label"], frame["urutan"], strict=True)]
    tiers = frame.assign(golongan=pd.Series(found, index=frame.index, dtype=object))
    low = tiers[tiers["golongan"] == TERENDAH].groupby("indikator", sort=False).size()
    best = tiers[tiers["golongan"] == TERBAIK].groupby("indikator", sort=False).size()
    everywhere = [str(name) for name, count in best.items() if count == total]
    said = f"Tidak ada {unit} berlabel terendah"
    if not low.empty:
        most = [str(name) for name, count in low.items() if count == low.max()]
        alike = ", sama banyak" if len(most) > 1 else ""
        said = f"Label terendah terbanyak pada {names(most, 3)}{alike}: {number(low.max())} dari {number(total)} {unit}"
    return said + (f"; semua {unit} berlabel terbaik pada {names(everywhere, 3)}" if everywhere else "")


def spread_headline(frame: pd.DataFrame, satuan: object, unit: str, total: int) -> str:
    """From where to where the regions' values go, and how many carry which label."""
    there = frame[frame["nilai"].notna()].sort_values("nilai")
    none = total - len(frame[frame["nilai"].notna() | frame["label"].notna()])
    end = f"; {number(none)} {unit} tanpa data" if none else ""
    if there.empty:
        said = ", ".join(f"{number(n)} {label}" for label, n in frame["label"].value_counts().items())
        return f"{said or 'Tidak ada nilai maupun label'}{end}"
    low, top = there.iloc[0], there.iloc[-1]
    if len(there) == 1:
        return f"Baru {top['nama']} yang mempunyai nilai, {value_words(top['nilai'], satuan)}{end}"
    values, told = [value_words(value, satuan) for value in there["nilai"]], value_words(top["nilai"], satuan)
    if values[0] == values[-1]:
        return f"{number(len(there))} {unit} bernilai sama, {told}{end}"
    lowest, highest = values.count(values[0]) - 1, values.count(values[-1]) - 1
    return (
        f"{sentences.end('Terendah', str(low['nama']), values[0], lowest, 'sama')}, "
        f"{sentences.end('tertinggi', str(top['nama']), told, highest, 'sama')}{end}"
    )


def spm_headline(own: pd.Series | None, frame: pd.DataFrame, nama: str, unit: str) -> str:
    """The region's own index and class as published, then how its parts spread over the classes."""
    said = [f"{number(n)} {str(label).title()}" for label, n in frame["label"].value_counts().items()]
    parts = f"{len(frame)} {unit}: {', '.join(said)}" if said else f"{len(frame)} {unit} tanpa label"
    if own is None:
        return parts
    label = str(own["label"]).title() if isinstance(own["label"], str) else "tanpa label"
    return f"{nama} {number(own['nilai'], 2)} ({label}); {parts}"


def trend_headline(nama: str, rows: pd.DataFrame, satuan: object) -> str:
    """From where to where within the last stretch of one instrument; what lies before a break is never compared."""
    kept = rows[rows["nilai"].notna()].sort_values("tahun")
    if kept.empty:
        return f"{nama}: belum ada nilai untuk digambar"
    last = kept[kept["ruas"] == kept["ruas"].iloc[-1]]
    first, end = last.iloc[0], last.iloc[-1]
    new = ", awal instrumen baru" if len(last) < len(kept) else ""
    if len(last) == 1:
        return f"{nama}: {value_words(end['nilai'], satuan)} di Rapor {int(end['tahun'])}{new or ', baru satu tahun'}"
    return (
        f"{nama}: dari {value_words(first['nilai'], satuan)} (Rapor {int(first['tahun'])}{new}) ke "
        f"{value_words(end['nilai'], satuan)} (Rapor {int(end['tahun'])})"
    )


def proportions_headline(nama: str, row: pd.Series) -> str:
    """How many pupils reach the minimum competence and how many are far below, as published."""
    reached = float(row["di atas"]) + float(row["mencapai"])
    return (
        f"{nama}: {percent(reached)} murid mencapai atau melampaui kompetensi minimum, "
        f"{percent(row['jauh di bawah'])} jauh di bawahnya"
    )

"""Panels of Perubahan: the surprising moves with their control charts, and what moved for another reason."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from charts.control import lines_kendali
from charts.names import nama_pulau, short_name
from charts.style import each
from views import data, links, options, parts
from views.filters import JENJANG, NAMA_KEWENANGAN, STATUS, Saringan
from views.format import day, interval_words, month, names, number, percent, points, signed
from views.panels import PROVINCE_PAGE
from views.scorecard.rows import main_measures
from views.surprise import words as said
from views.surprise.rows import INCOMPLETE, REBASED, SHORT, SURPRISING, UNITS, USUAL, Gerak, cell, judge, names_of

SEMUA = "semua"
CARDS = 6
"""Moves that are shown with their control chart; the others stand in a table."""
NEAREST = 2
"""Moves within their limits that are shown where hardly any lies outside."""
SOURCE = "ekspor tiap platform"


def choose(saringan: Saringan) -> tuple[str, str | None]:
    """Provinces or kab/kota, and one platform or all; both in the link."""
    names_ = {str(row.ukuran): str(row.nama_platform) for row in each(main_measures())}
    chosen = options.select("satu_ukuran", "Platform", {SEMUA: "Semua platform", **names_}, SEMUA)
    level = options.segments("satuan_wilayah", "Satuan wilayah", UNITS, "kab_kota" if saringan.provinsi else "provinsi")
    return level, None if chosen == SEMUA else chosen


def page(saringan: Saringan) -> None:
    """The whole page below its filters."""
    if main_measures().empty:
        parts.empty(
            "Snapshot ini belum memuat data pemanfaatan platform.",
            "Unggah ekspor platform pada halaman Unggah & periksa.",
        )
        return
    level, ukuran = choose(saringan)
    gerak = judge(saringan, level, ukuran)
    frame = gerak.deret
    if frame.empty:
        parts.empty(
            "Belum ada perubahan yang dapat dinilai pada pilihan ini.",
            "Perlu dua tanggal data dalam satu deret; pilih tanggal data, jenjang, atau kewenangan lain."
            + (f" Data lama: {names(list(gerak.lama), 6)}." if gerak.lama else ""),
        )
        return
    labels = names_of(frame, level, with_province=level == "kab_kota" and saringan.provinsi is None)
    with parts.answer(_small(saringan, level, ukuran, frame), said.headline(frame, labels)):
        counted = said.counted(frame)
        old = f" Data lama, tidak dinilai: {names(list(gerak.lama), 6)}." if gerak.lama else ""
        parts.small((f"Lainnya: {counted}." if counted else "") + old)
    surprising_panel(saringan, gerak, labels)
    short_panel(gerak, labels)
    apart_panel(gerak, labels)


def _small(saringan: Saringan, level: str, ukuran: str | None, frame: pd.DataFrame) -> str:
    place = data.provinces()[saringan.provinsi] if saringan.provinsi else ""
    place = place or (nama_pulau(saringan.pulau) if saringan.pulau else "Nasional")
    unit = UNITS[level].lower()
    what = "semua platform" if ukuran is None else str(frame["nama_ukuran"].iloc[0])
    level_of = [saringan.jenjang if saringan.jenjang != JENJANG[0] else "semua jenjang"]
    level_of += [saringan.status] if saringan.status != STATUS[0] else []
    owner = NAMA_KEWENANGAN[saringan.kewenangan].lower().replace("kemenag", "Kemenag")
    parts_ = [place, what, *level_of, owner, f"satu deret = satu {unit} pada satu platform",
              f"sampai {day(saringan.tanggal_data)}, dibanding tanggal data sebelumnya"]  # fmt: skip
    return " · ".join(parts_)


def surprising_panel(saringan: Saringan, gerak: Gerak, labels: Mapping[str, str]) -> None:
    """The surprising moves, the most surprising first; where they are few, those nearest to their limits too."""
    found = gerak[SURPRISING]
    judged = gerak.deret[gerak.deret["keadaan"].isin([SURPRISING, USUAL])]
    if judged.empty:
        return
    few = len(found) <= NEAREST
    near = judged[judged["keadaan"] == USUAL].head(NEAREST - len(found) % 2 if few else 0)
    title = rising_and_falling(found, len(judged)) if len(found) else "Paling dekat dengan batas, masih dalam kebiasaan"
    small = "Urut menurut skor kejutan · perubahan sejak tanggal data sebelumnya"
    with parts.panel("kejutan", small, title):
        _cards(saringan, gerak, pd.concat([found.head(CARDS), near]), labels)
        rest = found.iloc[CARDS:]
        if len(rest):
            parts.long_table("kejutan", rest_table(rest, labels), sebutan="Perubahan mengejutkan lainnya")
        note = "bidang biru muda: batas kebiasaan sendiri"
        parts.foot("kejutan", parts.Kaki(None, _dates(judged), SOURCE, note), download(judged, labels), TERMS)


def _cards(saringan: Saringan, gerak: Gerak, frame: pd.DataFrame, labels: Mapping[str, str]) -> None:
    """Two cards a line."""
    for start in range(0, len(frame), 2):
        places = st.columns(2, gap="medium")
        for at, (place, (_, row)) in enumerate(zip(places, frame.iloc[start : start + 2].iterrows(), strict=False)):
            with place:
                _card(saringan, gerak, row, labels, start + at)


def rising_and_falling(found: pd.DataFrame, judged: int) -> str:
    """How many of the surprising moves lie above and how many below the habit, and how many chance alone may bring."""
    up, down = int((found["skor"] > 0).sum()), int((found["skor"] < 0).sum())
    words = [f"{number(up)} lebih tinggi" if up else "", f"{number(down)} lebih rendah" if down else ""]
    return f"{' dan '.join(word for word in words if word)} daripada biasanya; {said.by_chance(judged)}"


def _card(saringan: Saringan, gerak: Gerak, row: Any, labels: Mapping[str, str], at: int) -> None:
    code, name = str(row["kode_wilayah"]), short_name(labels[str(row["kode_wilayah"])])
    title = f"{name} · {row['nama_platform']}"
    with st.container(key=f"gerak_kartu_{at}"):
        st.page_link(PROVINCE_PAGE, label=parts.escape_markdown(title), query_params=target(saringan, row))
        since, now = month(row["tanggal_dasar"]), month(row["tanggal_data"])
        texts = [f"{row['nama_ukuran']}: {since} ke {now}, {said.same_schools(row)}.", said.why(row), said.beside(row)]
        st.html(
            f'<div class="gerak-baris"><p class="pindah">{said.step(row)}</p>'
            + "".join(f"<p>{text}</p>" for text in map(html.escape, texts) if text) + "</div>"
        )  # fmt: skip
        history = gerak.riwayat[str(row["ukuran"])]
        figure = lines_kendali(history.tanggal, history.of(code), row["rata"], row["bawah"], row["atas"])
        parts.chart(figure, f"kendali_{at}", f"Bagan kendali {title}: perubahan di luar gerak bersama, dalam poin")


def target(saringan: Saringan, row: Any) -> dict[str, str]:
    """The region's page with this measure and its last cut-off chosen."""
    code = str(row["kode_wilayah"])
    place = links.place(provinsi=code[:2], **({"kab_kota": code} if len(code) > 2 else {}))
    own = replace(saringan, ukuran=str(row["ukuran"]), kelompok_pengguna=str(row["kelompok_pengguna"]),
                  tanggal_data=row["tanggal_data"])  # fmt: skip
    return links.to(own, **place)


def rest_table(frame: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The moves without a chart, one a row."""
    return pd.DataFrame(
        [
            {
                "Wilayah": short_name(labels[str(row.kode_wilayah)]), "Platform": row.nama_platform,
                "Dari": percent(row.pct_dasar), "Ke": percent(row.pct), "Perubahan": points(row.pct - row.pct_dasar),
                "Sekolah yang sama": interval_words(row.poin_rendah, row.poin_tinggi),
                "Gerak bersama": signed(row.bersama), "Biasanya": interval_words(row.bawah, row.atas),
                "Di luar gerak bersama": signed(row.lebih), "Skor": signed(row.skor),
            }
            for row in each(frame)
        ]
    )  # fmt: skip


def short_panel(gerak: Gerak, labels: Mapping[str, str]) -> None:
    """Series too young for limits of their own: those whose paired change leaves out the common movement."""
    frame = gerak[SHORT]
    if frame.empty:
        return
    apart = frame[(frame["poin_rendah"] > frame["bersama_sama"]) | (frame["poin_tinggi"] < frame["bersama_sama"])]
    apart = apart.assign(_jarak=(apart["poin"] - apart["bersama_sama"]).abs()).sort_values("_jarak", ascending=False)
    platforms = names(sorted(frame["nama_platform"].unique()), 6)
    title = f"{number(len(apart))} dari {number(len(frame))} deret muda berubah lain daripada wilayah pada umumnya"
    if frame["poin_rendah"].isna().all():
        title = f"{number(len(frame))} deret belum dapat dinilai: riwayatnya kurang dari 7 tanggal data"
    with parts.panel("muda", f"Riwayat terlalu pendek untuk batas kendali · {platforms}", title):
        if len(apart):
            parts.long_table("muda", _short_table(apart, labels), sebutan="Deret muda")
        note = "diurutkan menurut perubahan berpasangan saja, tanpa batas kendali"
        parts.foot("deret_muda", parts.Kaki(None, _dates(frame), SOURCE, note), download(frame, labels))


def _short_table(frame: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Wilayah": short_name(labels[str(row.kode_wilayah)]),
                "Platform": row.nama_platform, "Dari": percent(row.pct_dasar), "Ke": percent(row.pct),
                "Sekolah yang sama": f"{points(row.poin)} ({interval_words(row.poin_rendah, row.poin_tinggi)})",
                "Gerak bersama": signed(row.bersama_sama),
            }
            for row in each(frame)
        ]
    )  # fmt: skip


def apart_panel(gerak: Gerak, labels: Mapping[str, str]) -> None:
    """Shares that moved because of whom they count, and cut-offs that are still being filled: no news of use."""
    for state, key, small, remedy in (
        (REBASED, "penyebut", "Penyebut berubah · bukan kabar tentang pemakaian",
         "yang berubah siapa yang dihitung, bukan apa yang dilakukan orang"),
        (INCOMPLETE, "belum_lengkap", "Belum lengkap · jangan dibaca sebagai naik atau turun",
         "tunggu ekspor berikutnya atau pilih tanggal data sebelumnya"),
    ):  # fmt: skip
        frame = gerak[state]
        if frame.empty:
            continue
        platforms = frame["nama_platform"].value_counts()
        most = names([f"{name} ({number(count)})" for name, count in platforms.items()], 4)
        with parts.panel(key, small, f"{number(len(frame))} deret {state}: {most}"):
            parts.long_table(key, _base_table(frame, labels), sebutan=small, most=6)
            parts.foot(key, parts.Kaki(None, _dates(frame), SOURCE, remedy), download(frame, labels))


def _base_table(frame: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    rows_ = []
    for row in each(frame):
        counted = {"Satuan sebelumnya": number(row.satuan_dasar), "Satuan kini": number(row.jumlah_satuan)}
        rows_.append(
            {
                "Wilayah": short_name(labels[str(row.kode_wilayah)]), "Platform": row.nama_platform,
                "Penyebut sebelumnya": number(row.m_dasar), "Penyebut kini": number(row.m),
                **counted, "Dari": percent(row.pct_dasar), "Ke": percent(row.pct),
            }
        )  # fmt: skip
    return pd.DataFrame(rows_)


def _dates(frame: pd.DataFrame) -> str:
    dates = sorted(set(frame["tanggal_data"]))
    span = day(dates[0]) if len(dates) == 1 else f"{day(dates[0])} dan {day(dates[-1])}, menurut platform"
    return f"Data per {span} · {number(len(frame))} deret"


TERMS = (
    ("Gerak bersama", "Median pergeseran log-peluang semua wilayah setingkat; libur yang dialami semua tidak menjadi "
     "kabar."),
    ("Batas", "Bagan kendali XmR dari perubahan deret itu sendiri sebelum yang terakhir, dilebarkan bila riwayatnya "
     "pendek."),
    ("Skor kejutan", "Sejauh mana perubahan terakhir di luar kebiasaan, dalam simpangan baku; ±3 dilewati kira-kira "
     "3 dari 1.000 deret tanpa sebab apa pun."),
    ("Mengejutkan", "Skor ±3 atau lebih, sedikitnya 1 poin di luar gerak bersama, dan selang perubahan sekolah yang "
     "sama tidak memuat gerak bersama."),
)  # fmt: skip


def download(frame: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Every series shown with all that its judgement rests on."""
    return pd.DataFrame(
        {
            "kode_kemendagri": frame["kode_wilayah"].astype(str),
            "wilayah": [labels[str(code)] for code in frame["kode_wilayah"]],
            "platform": frame["nama_platform"],
            "ukuran": frame["nama_ukuran"],
            "keadaan": frame["keadaan"],
            "tanggal_dasar": frame["tanggal_dasar"],
            "tanggal_data": frame["tanggal_data"],
            "persen_dasar": frame["pct_dasar"],
            "persen": frame["pct"],
            "penyebut_dasar": frame["m_dasar"],
            "penyebut": frame["m"],
            "perubahan_sekolah_sama": frame["poin"],
            "selang_95_rendah": frame["poin_rendah"],
            "selang_95_tinggi": frame["poin_tinggi"],
            "gerak_bersama": frame["bersama"],
            "di_luar_gerak_bersama": frame["lebih"],
            "batas_bawah": frame["bawah"],
            "batas_atas": frame["atas"],
            "skor_kejutan": [cell(row, "skor") for row in each(frame)],
        }
    )

"""Guru Penggerak: graduates, and those appointed head or supervisor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.shares import with_share
from analysis.single import with_wilson
from charts.appointed import TARGET, TENGGAT, lines_penggerak
from charts.dots import dots_peringkat, kelas
from charts.lines import Deret, belum_lengkap
from charts.names import short_name
from charts.stacked import bars_tangga
from charts.style import each
from views import data, panels, parts, rows, sentences
from views.format import day, interval, number, percent
from views.program.place import KEY, KEY_KAB, Wilayah, in_island, rhythm, stale

SATUAN = "lulusan Guru Penggerak"
SUMBER = "ekspor Guru Penggerak"
STOP = date(2025, 7, 31)
"""The programme ended about then (kalender_kebijakan)."""

HISTORY = (
    "Riwayat: Pendidikan Guru Penggerak dihentikan pada 2025. Tidak ada angkatan baru; yang masih bergerak hanya "
    "pengangkatan lulusannya."
)
TERMS: parts.Terms = (
    ("Pembilang", "Lulusan Guru Penggerak yang diangkat kepala sekolah ditambah yang diangkat pengawas, kumulatif."),
    ("Penyebut", "Lulusan Pendidikan Guru Penggerak, kumulatif."),
    ("Selang provinsi dan nasional", "Pengangkatan diputuskan pemerintah daerah, maka kabupaten/kota menjadi gugusnya: "
     "selang menjawab seberapa jauh angka bergeser bila keputusan serupa diambil daerah-daerah serupa. Kurang dari 10 "
     "kabupaten/kota: tanpa selang."),
    ("Selang kabupaten/kota", "Selang Wilson atas lulusan, seolah tiap pengangkatan diputuskan sendiri-sendiri. Satu "
     "keputusan daerah dapat mengenai banyak orang, maka selang ini paling sempit yang mungkin. Kurang dari 10 lulusan "
     "tanpa selang."),
    ("Perlu diketahui", "Yang menjadi kepala sekolah lalu pengawas dapat terhitung dua kali. Lulusan yang pensiun atau "
     "pindah daerah tetap di penyebut."),
)  # fmt: skip
C9_TERMS: parts.Terms = (
    ("C.9", "Proporsi Guru Penggerak yang diangkat kepala sekolah atau pengawas, seperti terbit di Rapor Pendidikan."),
    ("Mengapa berbeda", "Rapor memuat keadaan sebelum tahun terbitnya, penghitung sendiri memuat tanggal datanya. C.9 "
     "terbit per jenis satuan pendidikan, penghitung sendiri mencakup semua jenjang. Kepala sekolah yang kemudian "
     "menjadi pengawas dapat terhitung dua kali di penghitung sendiri."),
    ("Perlu diketahui", "Rumus lengkap C.9 tidak ada di berkas yang diimpor; keduanya tidak saling membetulkan."),
)  # fmt: skip


def dates() -> list[date]:
    """The cut-offs of the source, oldest first."""
    frame = data.ask("guru_penggerak_per_tanggal", pulau=None, kode_provinsi=None, kode_kab_kota=None)
    return [data.as_date(t) for t in frame["tanggal_data"]]


def trend(where: Wilayah) -> pd.DataFrame:
    """Shares at each cut-off, with the interval that the place allows."""
    frame = data.ask("guru_penggerak_per_tanggal", pulau=where.pulau_saja, kode_provinsi=where.provinsi,
                     kode_kab_kota=where.kab_kota)  # fmt: skip
    return with_wilson(frame) if where.tingkat == "kab_kota" else with_share(frame)


def per_provinsi(tanggal: date) -> pd.DataFrame:
    """All 38 provinces with share and interval over their kab/kota."""
    frame = with_share(data.ask("guru_penggerak_per_provinsi", tanggal_data=tanggal))
    return frame.assign(keterangan=[_hover(row, f"{number(row.jumlah_satuan)} kab/kota") for row in each(frame)])


def per_kab_kota(provinsi: str, tanggal: date) -> pd.DataFrame:
    """The kab/kota of a province with share and Wilson interval over graduates."""
    frame = with_wilson(data.ask("guru_penggerak_per_kab_kota", kode_provinsi=provinsi, tanggal_data=tanggal))
    frame = frame.assign(nama=[short_name(n) for n in frame["nama"]], jumlah_satuan=float("nan"))
    return frame.assign(keterangan=[_hover(row, "selang Wilson atas lulusan") for row in each(frame)])


def _hover(row: Any, how: str) -> str:
    if row.pct != row.pct:
        return f"<b>{row.nama}</b><br>tanpa data"
    spread = interval(row.pct_rendah, row.pct_tinggi)
    said = "terlalu sedikit untuk dibandingkan" if row.is_terlalu_sedikit else f"selang 95 %: {spread}"
    return (
        f"<b>{row.nama}</b><br>{percent(row.pct)} = {number(row.x)} dari {number(row.m)} {SATUAN}"
        f"<br>kepala sekolah {number(row.jumlah_diangkat_ks)}, pengawas {number(row.jumlah_diangkat_ps)}"
        f"<br>{said} · {how}"
    )


def show(where: Wilayah) -> None:
    """The whole tab."""
    there = dates()
    if not there:
        parts.empty(
            "Snapshot ini belum memuat data Guru Penggerak.",
            "Tambahkan rekap Guru Penggerak per kabupaten/kota (lulus, diangkat KS, diangkat PS) di Unggah & periksa.",
        )
        return
    last = there[-1]
    nation_trend, own_trend = trend(Wilayah("Nasional", "nasional")), trend(where)
    nation, own = rows.at(nation_trend, last), rows.at(own_trend, last)
    basi = stale(last, rhythm(there)) or incomplete(nation_trend)
    with parts.answer(
        f"Guru Penggerak di jabatan pemimpin · {where.nama} · kumulatif", headline(where, own, nation, last)
    ):
        parts.small(HISTORY)
    if own is None:
        parts.empty(
            f"Tidak ada lulusan Guru Penggerak tercatat di {where.nama}.", "Pilih wilayah lain pada baris di atas."
        )
    else:
        left, right = st.columns([4, 6], gap="medium")
        with left:
            _steps(where, own, last, basi)
        with right:
            _trend(where, own_trend, nation_trend, last, basi)
    _ranked(where, last, nation, basi)
    _c9(where, own, last)


def incomplete(nation: pd.DataFrame) -> str | None:
    """The sentence of a last cut-off that far fewer kab/kota have reported than the one before."""
    if not belum_lengkap(nation):
        return None
    before, last = nation.sort_values("tanggal_data")["jumlah_satuan"].tolist()[-2:]
    return f"Tanggal data terakhir belum lengkap: {number(last)} kab/kota, sebelumnya {number(before)}."


def headline(where: Wilayah, own: Any, nation: Any, last: date) -> str:
    """`Nasional: 24,9 % (±1,2) lulusan sudah diangkat ... per 30 Jun 2026`, against nation or target."""
    if own is None:
        return f"Belum ada data Guru Penggerak untuk {where.nama} per {day(last)}"
    said = f"{where.nama}: {sentences.share(own)} lulusan Guru Penggerak sudah diangkat kepala atau pengawas sekolah"
    said += f" per {day(last)}"
    if where.tingkat == "nasional" or nation is None:
        return f"{said}, {number(own['jumlah_diangkat_ps'])} di antaranya pengawas"
    if bool(own["is_terlalu_sedikit"]):
        few = "lulusan" if where.tingkat == "kab_kota" else "kabupaten/kota"
        return f"{said}; {few} terlalu sedikit untuk dibandingkan dengan nasional ({percent(nation['pct'])})"
    if own["pct_rendah"] <= nation["pct"] <= own["pct_tinggi"]:
        return f"{said}, setara dengan nasional ({percent(nation['pct'])})"
    gap = float(own["pct"]) - float(nation["pct"])
    side = "di atas" if gap > 0 else "di bawah"
    return f"{said}, {sentences.distance(gap)} {side} nasional ({percent(nation['pct'])})"


def _ranked(where: Wilayah, last: date, nation: Any, basi: str | None) -> None:
    inside = where.provinsi is not None
    frame = per_kab_kota(str(where.provinsi), last) if inside else in_island(per_provinsi(last), where)
    unit = "kab/kota" if inside else "provinsi"
    base = nation
    if inside:
        base = rows.at(trend(Wilayah(where.nama_provinsi, "provinsi", provinsi=where.provinsi)), last)
    value = None if base is None else float(base["pct"])
    name = where.nama_provinsi if inside else "Nasional"
    title = sentences.headline_ranked(frame, kelas(frame, value), value, unit)
    title = title.replace(sentences.TOO_FEW, "terlalu sedikit untuk dibandingkan")
    if inside:
        title = title.replace("angka nasional", f"angka {name}").replace("nasional ", f"{name} ")
    with parts.panel("peringkat", f"Diangkat KS atau PS · persen {SATUAN} · selang 95 %", title, basi):
        if frame["pct"].notna().sum() == 0:
            parts.empty(f"Tidak ada {unit} dengan lulusan pada tanggal ini.", "Pilih wilayah lain pada baris di atas.")
            return
        parts.key_of_classes(name, has_bare=bool((frame["pct"].notna() & frame["pct_rendah"].isna()).any()))
        chosen = short_name(where.nama) if where.tingkat == "kab_kota" else None
        figure = dots_peringkat(frame, value, name, satuan=SATUAN, sorot=chosen)
        parts.chart(figure, "peringkat", title)
        few = int(frame["is_terlalu_sedikit"].fillna(False).astype(bool).sum())
        whom = "kurang dari 10 lulusan" if inside else "kurang dari 10 kab/kota"
        note = f"{few} {unit} tanpa selang: {whom}" if few else ""
        total = frame["m"].sum()
        kaki = parts.Kaki(last, f"n = {number(total)} {SATUAN}", SUMBER, note)
        parts.foot("guru_penggerak", kaki, _table(frame, last), TERMS, is_view=False)


COLUMNS = {
    KEY: "kode_kemendagri", KEY_KAB: "kode_kemendagri", "nama": "wilayah", "tanggal_data": "tanggal_data",
    "m": "lulus", "jumlah_diangkat_ks": "diangkat_ks", "jumlah_diangkat_ps": "diangkat_ps", "x": "diangkat_ks_atau_ps",
    "pct": "persen", "pct_rendah": "selang_95_rendah", "pct_tinggi": "selang_95_tinggi",
}  # fmt: skip


def _table(frame: pd.DataFrame, last: date | None = None) -> pd.DataFrame:
    return panels.table_of(frame if last is None else frame.assign(tanggal_data=last), COLUMNS)


def _steps(where: Wilayah, own: Any, last: date, basi: str | None) -> None:
    head, supervisor, passed = (float(own[n]) for n in ("jumlah_diangkat_ks", "jumlah_diangkat_ps", "m"))
    title = f"Dari {number(passed)} lulusan, {number(head)} menjadi kepala sekolah dan {number(supervisor)} pengawas"
    steps = [("Lulus", passed, "orang")] + [
        (name, count, f"{percent(100 * count / passed)} dari lulusan")
        for name, count in (("Diangkat kepala sekolah", head), ("Diangkat pengawas sekolah", supervisor))
    ]
    with parts.panel("tangga", f"Dari lulus ke jabatan · {where.nama}", title, basi):
        parts.chart(bars_tangga(steps), "tangga", title)
        kaki = parts.Kaki(last, f"n = {number(passed)} {SATUAN}", SUMBER)
        download = pd.DataFrame(steps, columns=["tahap", "jumlah", "keterangan"]).assign(wilayah=where.nama)
        parts.foot("tangga_penggerak", kaki, download, TERMS, is_view=False)


def target_words(frame: pd.DataFrame) -> str:
    """How the share stood to the target at the last cut-off up to its day; empty where no cut-off is that old."""
    before = frame[pd.to_datetime(frame["tanggal_data"]) <= pd.Timestamp(TENGGAT)].dropna(subset=["pct"])
    if before.empty:
        return ""
    row = before.sort_values("tanggal_data").iloc[-1]
    when = data.as_date(row["tanggal_data"])
    if row["pct_rendah"] == row["pct_rendah"] and row["pct_rendah"] <= TARGET <= row["pct_tinggi"]:
        verdict = "tidak berbeda nyata dari"
    else:
        verdict = "melampaui" if row["pct"] >= TARGET else "di bawah"
    return f"{percent(row['pct'])} pada {day(when)}, {verdict} target program {number(TARGET)} % untuk 2024"


def _grew_after_stop(frame: pd.DataFrame) -> bool:
    after = frame[pd.to_datetime(frame["tanggal_data"]) > pd.Timestamp(STOP)].sort_values("tanggal_data")
    return len(after) > 1 and float(after["m"].iloc[-1]) > float(after["m"].iloc[0])


def _trend(where: Wilayah, own: pd.DataFrame, nation: pd.DataFrame, last: date, basi: str | None) -> None:
    lines = [Deret(where.nama, own, is_utama=True)]
    if where.tingkat != "nasional":
        lines.append(panels.context_line("Nasional", nation, "#0b1420"))
    words = target_words(own)
    title = sentences.trend_headline(where.nama, own) + (f"; {words}" if words else "")
    calendar = data.ask("kalender_kebijakan")
    events = calendar[calendar["peristiwa"].str.contains("Pendidikan Guru Penggerak")]
    with parts.panel("tren", f"Tren diangkat KS atau PS · persen {SATUAN}", title, basi):
        parts.chart(lines_penggerak(lines, events), "tren", title, gulir="sedang")
        notes = ["pita: selang 95 %"]
        if _grew_after_stop(own):
            notes.append("lulusan masih bertambah sesudah program dihentikan: tanyakan ke sumbernya")
        base = own[[data.as_date(t) == last for t in own["tanggal_data"]]]["m"].sum()
        kaki = parts.Kaki(last, f"n = {number(base)} {SATUAN}", SUMBER, "; ".join(notes))
        frames = [_table(line.rows.assign(nama=line.nama)) for line in lines]
        parts.foot("tren_penggerak", kaki, pd.concat(frames), TERMS, is_view=False)


def c9_rows(frame: pd.DataFrame, where: Wilayah) -> pd.DataFrame:
    """The newest C.9 of each region that the view covers, one row a kind of school; totals over status where there."""
    level = frame["tingkat"]
    if where.provinsi is None:
        mine = frame[level.isin(["nasional", "provinsi"])]
        if where.tingkat == "pulau":
            mine = mine[mine[KEY].map(data.islands()) == where.pulau]
    else:
        mine = frame[(frame[KEY] == where.provinsi) & level.isin(["provinsi", "kab_kota"])]
        if where.kab_kota:
            mine = mine[(mine["tingkat"] == "provinsi") | (mine[KEY_KAB] == where.kab_kota)]
    place = ["tingkat", KEY, KEY_KAB]
    mine = mine.assign(urut=(mine["status"] != "Semua").astype(int))
    if not mine.empty:
        mine = mine[mine["tahun"] == mine.groupby(place, dropna=False)["tahun"].transform("max")]
        mine = mine[mine["urut"] == mine.groupby([*place, "jenis"], dropna=False)["urut"].transform("min")]
    wide_first = mine["tingkat"].map({"nasional": 0, "provinsi": 1, "kab_kota": 2})
    ordered = mine.assign(urut=wide_first).sort_values(["urut", KEY, KEY_KAB, "jenis"], na_position="first")
    return ordered.drop(columns="urut").reset_index(drop=True)


def _c9(where: Wilayah, own: Any, last: date) -> None:
    found = c9_rows(data.ask("guru_penggerak_rapor_per_wilayah"), where)
    small = "Rapor Pendidikan C.9 di samping penghitung sendiri · persen"
    if found.empty:
        with parts.panel("c9", small, f"Rapor belum memuat proporsi Guru Penggerak (C.9) untuk {where.nama}"):
            parts.empty(
                "Berkas Rapor di snapshot ini tidak memuat C.9, proporsi Guru Penggerak yang diangkat.",
                "Tambahkan Rapor Pendidikan Daerah yang memuatnya di Unggah & periksa; keduanya lalu berdampingan.",
            )
        return
    shown = c9_table(found, _own_shares(found, last))
    title = c9_title(found, where, None if own is None else float(own["pct"]))
    with parts.panel("c9", small, title):
        parts.long_table("c9", shown, sebutan="Rapor C.9 di samping penghitung sendiri")
        parts.small(C9_TERMS[1][1])
        years = sorted({int(t) for t in found["tahun"]})
        said = f"{number(len(found))} nilai, Rapor {years[0]}" + (f"–{years[-1]}" if len(years) > 1 else "")
        kaki = parts.Kaki(last, said, f"unduhan Rapor Pendidikan Daerah; {SUMBER}", "C.9 seperti terbit, tanpa selang")
        parts.foot("c9", kaki, shown, C9_TERMS, is_view=False)


def c9_title(found: pd.DataFrame, where: Wilayah, own: float | None) -> str:
    """The place's own C.9, or that of the regions in it, beside its own counter."""
    mine = found[found["tingkat"] == where.tingkat]
    said = where.nama if len(mine) else f"wilayah di {where.nama}"
    values = (mine if len(mine) else found)["nilai"]
    low, high = float(values.min()), float(values.max())
    span = percent(low) if round(low, 1) == round(high, 1) else f"{percent(low)} sampai {percent(high)}"
    return f"C.9 terbit {said} {span}; penghitung sendiri {percent(own)}"


def _own_shares(found: pd.DataFrame, last: date) -> dict[str, float]:
    """The own counter of each region in the table, by Kemendagri code; the nation under ''."""
    nation = rows.at(trend(Wilayah("Nasional", "nasional")), last)
    shares = {"": float("nan") if nation is None else float(nation["pct"])}
    frame = per_provinsi(last)
    shares |= dict(zip(frame[KEY].astype(str), frame["pct"].astype(float), strict=True))
    for province in found.loc[found["tingkat"] == "kab_kota", KEY].unique():
        regencies = per_kab_kota(str(province), last)
        shares |= dict(zip(regencies[KEY_KAB].astype(str), regencies["pct"].astype(float), strict=True))
    return shares


def c9_table(found: pd.DataFrame, shares: dict[str, float]) -> pd.DataFrame:
    """One row a region and kind of school, both figures in words."""
    names = data.provinces()
    lines = []
    for row in each(found):
        province = "" if row.tingkat == "nasional" else str(row.kode_provinsi_kemendagri)
        code = str(row.kode_kab_kota_kemendagri) if row.tingkat == "kab_kota" else province
        name = data.regencies(province).get(code, code) if row.tingkat == "kab_kota" else names.get(code, "Nasional")
        kind = str(row.jenis) if row.status == "Semua" else f"{row.jenis} {row.status}"
        label = f" ({row.label})" if isinstance(row.label, str) else ""
        lines.append((short_name(name), kind, f"{percent(row.nilai)}{label}", int(row.tahun),
                      percent(shares.get(code))))  # fmt: skip
    columns: Sequence[str] = ("Wilayah", "Jenis", "C.9 terbit", "Rapor", "Hitungan sendiri")
    return pd.DataFrame(lines, columns=list(columns)).astype({"Rapor": str})

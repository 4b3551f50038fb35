"""The panels that pages are put together from: each draws its rows as a chart and says what they mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from charts.dots import dots_peringkat, dots_perubahan, kelas
from charts.lines import Deret, batas_deret, belum_lengkap, lines_tren, segments, small_multiples_tren
from charts.maps import map_provinsi
from charts.style import SECONDARY, banyak
from views import data, links, parts, rows, sentences
from views.filters import Saringan
from views.format import day, half_width, month, names, number, percent
from views.rows import Ukuran
from views.tile_map import tile_map
from warehouse import paths

PROVINCE_PAGE = "../pages/provinsi.py"
MOVERS = 5

SHOWN = {
    "kode_provinsi_kemendagri": "kode_kemendagri", "kode_kab_kota_kemendagri": "kode_kemendagri",
    "nama": "wilayah", "pct": "persen", "pct_rendah": "selang_95_rendah", "pct_tinggi": "selang_95_tinggi",
    "x": "pembilang", "m": "penyebut", "jumlah_satuan": "jumlah_satuan_pendidikan",
}  # fmt: skip
CHANGED = {
    "kode_provinsi_kemendagri": "kode_kemendagri", "kode_kab_kota_kemendagri": "kode_kemendagri",
    "nama": "wilayah", "poin": "perubahan_poin", "poin_rendah": "selang_95_rendah",
    "poin_tinggi": "selang_95_tinggi", "is_nyata": "nyata",
}  # fmt: skip


def table_of(frame: pd.DataFrame, columns: dict[str, str], **fixed: Any) -> pd.DataFrame:
    """The columns a download holds, under names that explain themselves."""
    there = {name: label for name, label in columns.items() if name in frame}
    return frame[list(there)].rename(columns=there).assign(**fixed)


def source(measure: Ukuran) -> str:
    """The source as it is printed under a panel."""
    return f"ekspor {measure.nama_platform}"


def note_of(frame: pd.DataFrame) -> str:
    """What must be said about intervals that are not there."""
    shown = frame.dropna(subset=["pct"])
    if shown.empty:
        return ""
    few = int(shown["is_terlalu_sedikit"].fillna(False).astype(bool).sum())
    notes = [f"{few} wilayah: {sentences.TOO_FEW}"] if few else []
    if shown["jumlah_satuan"].isna().any():
        notes.append(sentences.NO_INTERVAL)
    return " · ".join(notes)


def open_province(code: str, saringan: Saringan) -> None:
    """Go to a province with every other filter kept."""
    st.switch_page(PROVINCE_PAGE, query_params=links.to(saringan, **links.place(provinsi=code)))


def extremes(frame: pd.DataFrame) -> str:
    """How far the units lie apart, ties said; `frame` holds one unit or more.

    Units of too few schools are never named, and no unit is called first or last of those that its interval reaches.
    """
    there = frame.dropna(subset=["pct"])
    if len(there) == 1:
        return f"Baru {there.iloc[0]['nama']} yang punya data, {percent(there.iloc[0]['pct'])}"
    if "is_terlalu_sedikit" in there:
        there = there[~there["is_terlalu_sedikit"].fillna(False).astype(bool)]
    if len(there) < 2:
        only = "" if there.empty else f"; {there.iloc[0]['nama']} {percent(there.iloc[0]['pct'])}"
        return f"{len(frame.dropna(subset=['pct'])) - len(there)} wilayah: {sentences.TOO_FEW}{only}"
    return sentences.spread(there, "antarwilayah", "wilayah", is_low_first=True)


def map_panel(
    saringan: Saringan, measure: Ukuran, frame: pd.DataFrame, nation: Any, basi: str | None,
    *, pilih: Sequence[str] = (), judul: str | None = None,
) -> None:  # fmt: skip
    """The tile map, or the polygons when the data folder has a boundary file. `pilih`: provinces outlined."""
    there = frame.dropna(subset=["pct"])
    if there.empty:
        parts.no_rows(measure.nama)
        return
    small = f"{measure.nama} · persen {measure.satuan} · per provinsi"
    with parts.panel("peta", small, judul or extremes(there), basi):
        boundary = paths.boundary_file()
        shape = "Petak"
        if boundary is not None:
            shape = st.segmented_control(
                "Bentuk peta", ["Petak", "Wilayah"], default="Petak", required=True, key="bentuk_peta",
                label_visibility="collapsed",
            ) or "Petak"  # fmt: skip
        if boundary is not None and shape == "Wilayah":
            figure = map_provinsi(frame, json.loads(boundary.read_text(encoding="utf-8")))
            parts.chart(figure, "peta", f"Peta {measure.nama} per provinsi")
        else:
            value = None if nation is None else float(nation["pct"])
            chosen = tile_map(frame, measure.satuan, f"{measure.nama} per provinsi", acuan=value, pilih=pilih)
            if chosen:
                open_province(chosen, saringan)
        note = note_of(frame)
        if len(there) < len(frame):
            note = " · ".join(filter(None, [f"{len(there)} dari {len(frame)} provinsi punya data", note]))
        kaki = parts.Kaki(saringan.tanggal_data, sentences.base(nation, measure), source(measure), note)
        parts.foot("peta", kaki, table_of(frame, SHOWN, tanggal_data=saringan.tanggal_data), measure)


def movers_panel(
    saringan: Saringan, measure: Ukuran, changes: pd.DataFrame, since: date | None, basi: str | None,
    *, unit: str = "provinsi",
) -> None:  # fmt: skip
    """Who moved most, up and down, and whether it is real."""
    small = f"Yang bergerak · poin sejak {month(since)}" if since else "Yang bergerak"
    with parts.panel("gerak", small, sentences.movers(changes, since, unit), basi):
        if changes.empty or since is None:
            remedy = "Pilih tanggal data yang lebih baru atau jarak pembanding lain."
            if since is not None:
                remedy = "Perubahan per wilayah dihitung dari sekolah yang sama, dan hanya untuk ukuran utama platform."
            parts.empty("Belum ada pembanding.", remedy)
            return
        ordered = changes.sort_values("poin", ascending=False)
        between = max(len(ordered) - 2 * MOVERS, 0)
        shown = pd.concat([ordered.head(MOVERS), ordered.tail(MOVERS)]) if between else ordered
        figure = dots_perubahan(shown, lainnya=f"… {between} {unit} lain di antaranya …" if between else "")
        parts.chart(figure, "gerak", f"Perubahan terbesar dan terkecil per {unit}")
        said = f"{len(shown)} dari {len(changes)} {unit}"
        chance = sentences.by_chance(int(changes["is_nyata"].notna().sum()))
        note = "; ".join(filter(None, [movers_note(shown, is_per_satuan=measure.is_per_satuan), chance]))
        kaki = parts.Kaki(saringan.tanggal_data, said, source(measure), note)
        download = table_of(changes, CHANGED, tanggal_data=saringan.tanggal_data, dibanding=since)
        parts.foot("perubahan", kaki, download)


UNPAIRED = "tanpa selang: hanya ukuran utama platform yang dipasangkan per sekolah"


def movers_note(shown: pd.DataFrame, *, is_per_satuan: bool = False) -> str:
    """What the marks of the movers mean, of those that are there. `is_per_satuan`: whether the source tells schools
    apart, so that what is lacking is only their pairs."""
    is_bare = shown["poin_rendah"].isna()
    if is_bare.all():
        is_few = "is_terlalu_sedikit" in shown and shown["is_terlalu_sedikit"].eq(True).all()
        return sentences.TOO_FEW if is_few else UNPAIRED if is_per_satuan else sentences.NO_INTERVAL
    notes = ["sekolah yang sama pada kedua tanggal", "garis: selang 95 %"]
    if (~is_bare & ~shown["is_nyata"].eq(True)).any():
        notes.append("lingkaran kosong: tidak nyata")
    if is_bare.any():
        notes.append("kotak: terlalu sedikit untuk diuji")
    if "is_basis_berubah" in shown and shown["is_basis_berubah"].eq(True).any():
        rebased = shown.loc[shown["is_basis_berubah"].eq(True), "nama"].tolist()
        notes.append(f"penyebut berubah lebih dari 20 % sehingga tidak dinilai: {', '.join(rebased)}")
    return "; ".join(notes)


def ranked_panel(
    saringan: Saringan, measure: Ukuran, frame: pd.DataFrame, nation: Any, unit: str, basi: str | None,
    *, kunci: str = "peringkat", acuan: str = "Nasional", sorot: str | None = None, judul: str | None = None,
    dasar: Any = None,
) -> None:  # fmt: skip
    """All units ranked, with intervals, against the nation or the province. `judul`: where the page says the count.

    `dasar`: the row whose n stands under the chart, where it is not the reference's.
    """
    value = None if nation is None else float(nation["pct"])
    title = judul or sentences.headline_ranked(frame, kelas(frame, value), value, unit)
    if acuan != "Nasional":
        title = title.replace("angka nasional", f"angka {acuan}").replace("nasional ", f"{acuan} ")
    has_interval = bool(frame["pct_rendah"].notna().any())
    small = f"{measure.nama} · persen {measure.satuan}" + (" · selang 95 %" if has_interval else "")
    with parts.panel(kunci, small, title, basi):
        figure = dots_peringkat(frame, value, acuan, satuan=measure.satuan, sorot=sorot)
        if has_interval:
            parts.key_of_classes(acuan, has_bare=bool((frame["pct"].notna() & frame["pct_rendah"].isna()).any()))
        parts.chart(figure, kunci, f"{measure.nama} per {unit}, terurut, dengan selang 95 %")
        counted = nation if dasar is None else dasar
        base = sentences.base(counted, measure) if counted is not None else ""
        parts.foot(kunci, parts.Kaki(saringan.tanggal_data, base, source(measure), note_of(frame)),
                   table_of(frame, SHOWN, tanggal_data=saringan.tanggal_data), measure)  # fmt: skip


def events_of(measure: Ukuran) -> pd.DataFrame:
    """Policy events that break or bend the series of a platform. Holidays are read from the rhythm itself."""
    frame = data.ask("kalender_kebijakan")
    mine = frame["platform"].fillna("").map(lambda text: measure.platform in str(text).split("|"))
    return frame[mine & frame["jenis"].isin(["kebijakan", "ganti_nama"])]


def restarts_of(measure: Ukuran, days: Sequence[Any]) -> list[date]:
    """The first days of January on which a measure counts from nothing again, within the dates given."""
    years = sorted({data.as_date(day).year for day in days})
    if not years or not data.is_mulai_ulang(measure.ukuran):
        return []
    return [date(year, 1, 1) for year in range(years[0] + 1, years[-1] + 1)]


def breaks_of(measure: Ukuran, days: Sequence[Any]) -> list[date]:
    """All days across which a series is not one: breaks of its definition, and new years where it starts anew."""
    return sorted({*batas_deret(events_of(measure)), *restarts_of(measure, days)})


RESTARTED = "dihitung dari nol tiap 1 Januari: garisnya tidak disambung"


def holidays_of(measure: Ukuran) -> pd.DataFrame | None:
    """School holidays, for the measure that counts the last 30 days; cumulative ones do not feel them."""
    if not measure.ukuran.endswith("aktif_30_hari"):
        return None
    frame = data.ask("kalender_kebijakan")
    return frame[(frame["jenis"] == "libur") & frame["tanggal_selesai"].notna()]


def trend_panel(
    saringan: Saringan, measure: Ukuran, series: list[Deret], basi: str | None, *, catatan: str = ""
) -> None:
    """One series against its context, with what bent it. `catatan`: said under it, beside its own remarks."""
    series = [replace(line, satuan=measure.satuan) for line in series]
    main = next(line for line in series if line.is_utama)
    events = events_of(measure)
    restarts = restarts_of(measure, main.rows["tanggal_data"].tolist())
    title = sentences.trend_headline(main.nama, main.rows, sorted({*batas_deret(events), *restarts}))
    with parts.panel("tren", f"Tren {measure.nama} · persen {measure.satuan}", title, basi):
        holidays = holidays_of(measure)
        figure = lines_tren(series, events, holidays, ulang=restarts)
        parts.chart(figure, "tren", f"Tren {measure.nama}: {title}", gulir="sedang")
        last = rows.at(main.rows, saringan.tanggal_data)
        note = "bidang abu-abu: libur sekolah" if holidays is not None else RESTARTED if restarts else ""
        if belum_lengkap(main.rows):
            note = f"{day(saringan.tanggal_data)} belum lengkap, tidak disambung ke garis"
        note = " · ".join(filter(None, [note, catatan]))
        base = sentences.base(last, measure) if last is not None else ""
        frames = [line.rows.assign(nama=line.nama) for line in series]
        columns = {"tanggal_data": "tanggal_data", **SHOWN}
        parts.foot("tren", parts.Kaki(saringan.tanggal_data, base, source(measure), note),
                   table_of(pd.concat(frames), columns), measure)  # fmt: skip


APART = 5.0
"""Points by which a province's distance to the nation must change to be told, besides being more than chance."""


def multiples_title(frame: pd.DataFrame, nation: pd.DataFrame, breaks: Sequence[date]) -> str:
    """Whose distance to the nation grew and whose shrank since the series began, or since its last break."""
    days = pd.to_datetime(frame["tanggal_data"])
    cuts = [b for b in breaks if days.min() < pd.Timestamp(b) < days.max()]
    kept = frame[days >= pd.Timestamp(cuts[-1])] if cuts else frame
    both = kept.dropna(subset=["pct"]).merge(nation[["tanggal_data", "pct"]], on="tanggal_data", suffixes=("", "_n"))
    both = both.assign(jarak=both["pct"] - both["pct_n"]).dropna(subset=["jarak"]).sort_values("tanggal_data")
    if both["tanggal_data"].nunique() < 2:
        return f"Tren tiap provinsi sampai {month(data.as_date(days.max()))}; abu-abu: nasional"
    first, last = both["tanggal_data"].min(), both["tanggal_data"].max()
    since = f"Sejak {month(data.as_date(first))}"
    # A province of too few schools is not told apart from anything.
    both = both[~both["is_terlalu_sedikit"].fillna(False).astype(bool)]
    if both.empty:
        return f"Tren tiap provinsi sampai {month(data.as_date(days.max()))}: {sentences.TOO_FEW}"
    both["lebar"] = ((both["pct_tinggi"] - both["pct_rendah"]) / 2).fillna(0)
    start, end = (both[both["tanggal_data"] == day].set_index("nama") for day in (first, last))
    moved = (end["jarak"] - start["jarak"]).dropna().sort_values()
    # Two separate samples at worst: wider than the interval of a paired change, so nothing is told too early.
    least = (end["lebar"] ** 2 + start["lebar"] ** 2).pow(0.5).reindex(moved.index).clip(lower=APART)
    behind, ahead = moved[moved < -least].index.tolist(), moved[moved > least].index[::-1].tolist()
    if not behind and not ahead:
        return f"{since} tidak ada provinsi yang menjauh nyata dari laju nasional (lebih dari {number(APART)} poin)"
    said = [f"{names(group, 2)} {verb}" for group, verb in ((ahead, "lebih cepat"), (behind, "lebih lambat")) if group]
    return f"{since} {', '.join(said)} daripada nasional, lebih dari {number(APART)} poin"


def multiples_panel(saringan: Saringan, measure: Ukuran, nation: pd.DataFrame, basi: str | None) -> None:
    """38 small trends, each where its province lies."""
    frame = rows.tren_provinsi(saringan)
    if frame["tanggal_data"].nunique() < 2:
        return
    breaks = breaks_of(measure, frame["tanggal_data"].tolist())
    title = multiples_title(frame, nation, breaks)
    with parts.panel("mini", f"Tren {measure.nama} · persen {measure.satuan} · per provinsi", title, basi):
        figure = small_multiples_tren(frame, nation, breaks)
        parts.chart(figure, "mini", f"Tren tiap provinsi. {title}", gulir="lebar")
        base = f"{frame['nama'].nunique()} provinsi, {frame['tanggal_data'].nunique()} tanggal data"
        parts.foot("tren_provinsi", parts.Kaki(saringan.tanggal_data, base, source(measure)),
                   table_of(frame, {"tanggal_data": "tanggal_data", **SHOWN}), measure)  # fmt: skip


FIGURES = (
    ("belajar_id.teraktivasi", "belajar.id", "akun teraktivasi"),
    ("pmm.aktif_30_hari", "PMM / Ruang GTK", "aktif 30 hari"),
    ("rapor_pendidikan.telaah", "Rapor Pendidikan", "ditelaah"),
    ("bimtek.sekolah_terjangkau", "Bimtek", "satuan terjangkau"),
)


def figure_items(saringan: Saringan, newest: date | None, *, pulau: str | None = None) -> list[parts.Angka]:
    """Four figures, of the nation or of an island group: each platform's main measure at its last cut-off."""
    there = data.measures()
    items: list[parts.Angka] = []
    for name, label, verb in FIGURES:
        found = there[(there["ukuran"] == name) & (there["kelompok_pengguna"] == there["kelompok_utama"])]
        if found.empty:
            items.append(parts.Angka(label, "–", "", "belum ada data", "", ()))
            continue
        group = saringan.kelompok_pengguna if name == saringan.ukuran else str(found.iloc[0]["kelompok_pengguna"])
        items.append(_figure_item(saringan, name, f"{label} · {verb}", group, newest, pulau))
    return items


def _figure_item(
    saringan: Saringan, name: str, label: str, group: str, newest: date | None, pulau: str | None
) -> parts.Angka:
    dates = [t for t in data.cutoffs(name, group) if t <= saringan.tanggal_data]
    own = Saringan(name, group, dates[-1] if dates else saringan.tanggal_data, saringan.jenjang, saringan.kewenangan,
                   lag=saringan.lag)  # fmt: skip
    measure = rows.ukuran(own)
    trend = rows.tren(own, pulau=pulau).dropna(subset=["pct"])
    if trend.empty:
        return parts.Angka(label, "–", "", "belum ada data pada pilihan ini", "", ())
    last = trend.iloc[-1]
    _, change = rows.perubahan(own, pulau)
    since = rows.earlier(own)
    return parts.Angka(
        nama=label,
        nilai=percent(last["pct"]),
        selang=half_width(last["pct_rendah"], last["pct_tinggi"], last["pct"]),
        ubah=sentences.movement(change, since),
        dasar=f"n = {banyak(last['m'], measure.satuan)} {measure.satuan} · {day(own.tanggal_data)}",
        tren=_since_break(trend, measure)["pct"].tail(24).tolist(),
        is_utama=name == saringan.ukuran,
        is_basi=sentences.stale(measure, newest) is not None,
    )


def _since_break(trend: pd.DataFrame, measure: Ukuran) -> pd.DataFrame:
    """A line the size of a word has no room for a break: it starts after the last one."""
    return segments(trend, breaks_of(measure, trend["tanggal_data"].tolist()))[-1]


def context_line(nama: str, frame: pd.DataFrame, warna: str = SECONDARY) -> Deret:
    """A line that is there for comparison."""
    return Deret(nama, frame, warna, 2)


def definition_panel(measure: Ukuran) -> None:
    """What is counted, over what, and what to beware of, beside the chart it explains."""
    with parts.panel("definisi", "Definisi", f"Apa yang dihitung pada {measure.nama_platform}"):
        parts.definition(measure)
        catalogue = data.ask("platform")
        mine = catalogue[catalogue["platform"] == measure.platform]
        if not mine.empty:
            parts.catalogue_entry({str(name): value for name, value in mine.iloc[0].items()})


def province_table(saringan: Saringan, measure: Ukuran, frame: pd.DataFrame) -> None:
    """The numbers behind the charts, last on the page."""
    with st.expander(f"Tabel {len(frame)} provinsi"):
        shown = table_of(frame.sort_values("pct", ascending=False, na_position="last"), {
            "nama": "Provinsi", "pulau": "Pulau", "pct": "Persen", "pct_rendah": "Selang rendah",
            "pct_tinggi": "Selang tinggi", "x": "Pembilang", "m": "Penyebut", "jumlah_satuan": "Satuan pendidikan",
        })  # fmt: skip
        parts.table(parts.with_unit(shown, measure), "tabel_provinsi", f"{measure.nama} per provinsi", most=560)
        st.caption(f"{measure.nama}, data per {day(saringan.tanggal_data)}. Kosong: tidak ada data atau tanpa selang.")

"""Context of a region: one measure on the map, ranked and over years; then all measures of the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from charts.context import Acuan, Garis, dots_konteks, dots_sebaran, lines_konteks, tulis
from charts.lines import small_multiples_tren
from charts.names import short_name
from charts.style import SMALL, at_extreme, bertanda, desimal, each
from views import data, filter_bar, options, parts
from views.context import rows as context_rows
from views.context.rows import UNDEFINED, Aspek
from views.format import NONE, number
from views.program.place import KEY, KEY_KAB, Wilayah, in_island
from views.tile_map import tile_map

BARE = "tanpa selang: sumber tidak menerbitkan kesalahan sampel, maka selisih antarwilayah tidak diuji"
DIRECTION = {
    "lebih tinggi lebih baik": "lebih tinggi lebih baik →",
    "lebih rendah lebih baik": "← lebih rendah lebih baik",
    "netral": "tinggi atau rendah bukan baik atau buruk",
}
UNSUMMED = {
    True: "Nilai wilayah yang lebih luas tidak dihitung dari bagiannya: penyebutnya tidak diketahui.",
    False: "Nilai wilayah yang lebih luas tidak dijumlahkan: tidak diketahui apakah semuanya tercatat.",
}
"""Why no wider value is made of the kab/kota, for shares and for counts."""
LEVELS = {"nasional": "nasional", "provinsi": "provinsi", "kab_kota": "kabupaten/kota"}


def terms(aspek: Aspek) -> parts.Terms:
    """What the catalogue says of a measure."""
    other = aspek.satuan_kamus and aspek.satuan_kamus.casefold() != aspek.satuan.casefold()
    said = [
        ("Ukuran", aspek.nama),
        ("Definisi", aspek.definisi or f"{UNDEFINED}; namanya seperti tertulis pada berkas: {aspek.ukuran}"),
        ("Satuan", aspek.satuan + (f" (kamus: {aspek.satuan_kamus})" if other else "")),
        ("Arah", aspek.arah),
        ("Perlu diketahui", aspek.peringatan),
        (
            "Selang",
            "Angka administrasi atau survei tanpa kesalahan yang terbit: tidak digambar selang dan tidak diuji.",
        ),
        ("Sumber", aspek.sumber),
    ]
    return [(name, text) for name, text in said if text]


def stale(aspek: Aspek) -> str | None:
    """The sentence of a measure whose newest year lies two or more years back."""
    now = (data.newest_cutoff() or data.manifest().dibuat.date()).year
    if now - aspek.tahun_terakhir < 2:
        return None
    return f"Data lama: tahun terakhir {aspek.tahun_terakhir}, {now - aspek.tahun_terakhir} tahun sebelum data terbaru."


def _small(aspek: Aspek, what: str) -> str:
    return " · ".join([aspek.nama, aspek.satuan, what])


def show(aspek: Aspek, where: Wilayah, there: Mapping[str, Aspek]) -> None:
    """Answer and panels of one measure at one place; `there`: all measures, for one that goes deeper."""
    frame = context_rows.values(aspek)
    basi = stale(aspek)
    _answer(aspek, frame, where)
    has_provinces = bool((frame["tingkat"] == "provinsi").any())
    has_regencies = bool((frame["tingkat"] == "kab_kota").any())
    if where.provinsi is not None and has_regencies:
        _regencies(aspek, frame, where, basi)
    elif has_provinces:
        _deeper(aspek, where, there)
        _provinces(aspek, frame, where, basi)
    elif has_regencies:
        _spread(aspek, frame, where, basi)
    _trend(aspek, frame, where, basi)
    if where.provinsi is None and has_provinces and aspek.is_persen:
        _multiples(aspek, frame, where, basi)


def _deeper(aspek: Aspek, where: Wilayah, there: Mapping[str, Aspek]) -> None:
    """That a source stops at the province, and a way to a source of the same measure that does not."""
    if where.provinsi is None:
        return
    with st.container(horizontal=True, gap="small", key="ke_mana", vertical_alignment="center"):
        st.markdown(f"Sumber ini berhenti di provinsi: {where.nama_provinsi} di antara 38 provinsi.", width="content")
        for other in there.values():
            if other.ukuran == aspek.ukuran and "kab_kota" in other.tingkat:
                st.button(f"Lihat kab/kota menurut {other.sumber}", key=f"ke_{other.kunci}", type="tertiary",
                          on_click=options.set_to, args=("aspek", other.kunci))  # fmt: skip


def _answer(aspek: Aspek, frame: pd.DataFrame, where: Wilayah) -> None:
    said, about = headline(aspek, frame, where)
    direction = aspek.arah or UNDEFINED
    with parts.answer(f"{aspek.nama} · {aspek.satuan} · {direction} · {aspek.sumber}", said):
        parts.small(about)


def headline(aspek: Aspek, frame: pd.DataFrame, where: Wilayah) -> tuple[str, str]:
    """The place's newest value with its change and the nation's beside it; else what the source does have."""
    own, nation = context_rows.of_place(frame, where), context_rows.nation(frame)
    found = context_rows.last(own)
    levels = " dan ".join(LEVELS[name] for name in aspek.tingkat)
    about = f"Sumber ini memuat tingkat {levels}, {_years(aspek)}, tanpa kesalahan sampel: selisih tidak diuji."
    if found is None:
        missing = (
            f"Nilai {where.nama.lower() if where.tingkat == 'nasional' else where.nama} tidak tersedia di sumber ini"
        )
        inside = _inside(frame, where)
        if inside.empty:
            return missing, about
        year = int(inside["tahun"].max())
        now = inside[inside["tahun"] == year]
        high, low = at_extreme(now, "nilai")
        name = "nama_kab_kota" if now["tingkat"].iloc[0] == "kab_kota" else "nama_provinsi"
        unit = LEVELS[str(now["tingkat"].iloc[0])]
        return (
            f"{missing}; {number(len(now))} {unit} dari {tulis(low['nilai'], aspek.satuan)} ({short_name(low[name])}) "
            f"sampai {tulis(high['nilai'], aspek.satuan)} ({short_name(high[name])}) pada {year}",
            f"{about} {UNSUMMED[aspek.is_persen]}",
        )
    year, value = found
    said = f"{where.nama}: {tulis(value, aspek.satuan)} pada {year}"
    if len(own) > 1:
        first = own.iloc[0]
        gap = value - float(first["nilai"])
        unit = "poin" if aspek.is_persen else aspek.satuan
        moved = "tetap" if round(gap, 1) == 0 else f"{'naik' if gap > 0 else 'turun'} {_size(gap, aspek)} {unit}"
        said += f", {moved} sejak {int(first['tahun'])}"
    there = context_rows.at_year(nation, year)
    if where.tingkat != "nasional":
        said += "; nasional " + (tulis(there, aspek.satuan) if there is not None else "tidak tersedia di sumber ini")
    return said, about


def _size(gap: float, aspek: Aspek) -> str:
    return desimal(abs(gap), 1 if aspek.is_persen or abs(gap) < 10 else 0)


def _years(aspek: Aspek) -> str:
    first, last_ = aspek.tahun_pertama, aspek.tahun_terakhir
    return f"tahun {first}" if first == last_ else f"tahun {first}–{last_}"


def _inside(frame: pd.DataFrame, where: Wilayah) -> pd.DataFrame:
    """The regions of the view below its own level: the kab/kota of a province, else the widest that there is."""
    if where.provinsi is not None:
        return frame[(frame["tingkat"] == "kab_kota") & (frame[KEY] == where.provinsi)]
    mine = in_island(frame, where)
    provinces = mine[mine["tingkat"] == "provinsi"]
    return provinces if not provinces.empty else mine[mine["tingkat"] == "kab_kota"]


def _newest(rows: pd.DataFrame, name: str, aspek: Aspek) -> tuple[pd.DataFrame, int]:
    """The rows of the newest year, named, with the words of their hover."""
    year = int(rows["tahun"].max())
    now = rows[rows["tahun"] == year].rename(columns={name: "nama"})
    before = rows[rows["tahun"] == year - 1].set_index(KEY if name == "nama_provinsi" else KEY_KAB)["nilai"]
    key = KEY if name == "nama_provinsi" else KEY_KAB
    words = []
    for code, label, value in zip(now[key], now["nama"], now["nilai"], strict=True):
        old = before.get(code)
        then = "" if old is None else f"<br>{year - 1}: {tulis(float(old), aspek.satuan)}"
        words.append(f"<b>{label}</b>, {year}<br>{tulis(value, aspek.satuan)}{then}<br>sumber: {aspek.sumber}")
    return now.assign(keterangan=words), year


def _foot(key: str, aspek: Aspek, year: int, base: str, rows: pd.DataFrame, note: str = BARE) -> None:
    columns = {KEY: "kode_provinsi", KEY_KAB: "kode_kab_kota", "nama": "wilayah", "tahun": "tahun", "nilai": "nilai"}
    there = {name: label for name, label in columns.items() if name in rows and rows[name].notna().any()}
    download = rows[list(there)].rename(columns=there)
    download = download.assign(ukuran=aspek.ukuran, satuan=aspek.satuan, sumber=aspek.sumber)
    kaki = parts.Kaki(None, f"Data tahun {year} · {base}", aspek.sumber, note)
    parts.foot(key, kaki, download, terms(aspek), is_view=False)


def _direction(figure: Any, aspek: Aspek) -> Any:
    """The axis says which way is better, where the catalogue knows."""
    words = DIRECTION.get(aspek.arah)
    if words:
        figure.update_layout(margin_b=30)
        side = {"lebih tinggi lebih baik": (1, "right"), "lebih rendah lebih baik": (0, "left")}.get(
            aspek.arah, (0, "left")
        )
        figure.add_annotation(x=side[0], xref="paper", xanchor=side[1], y=0, yref="paper", yanchor="top", yshift=-6,
                              text=words, showarrow=False, font={"size": SMALL, "color": "#44505f"})  # fmt: skip
    return figure


def _extremes(now: pd.DataFrame, aspek: Aspek, unit: str, year: int) -> str:
    if len(now) == 1:
        return f"Baru {now['nama'].iloc[0]} yang punya data: {tulis(now['nilai'].iloc[0], aspek.satuan)} pada {year}"
    high, low = at_extreme(now, "nilai")
    if low["nilai"] == high["nilai"]:
        return f"{len(now)} {unit} bernilai sama, {tulis(low['nilai'], aspek.satuan)} pada {year}"
    return (
        f"Terendah {low['nama']} {tulis(low['nilai'], aspek.satuan)}, tertinggi {high['nama']} "
        f"{tulis(high['nilai'], aspek.satuan)} pada {year}"
    )


def _provinces(aspek: Aspek, frame: pd.DataFrame, where: Wilayah, basi: str | None) -> None:
    """Map and ranking of the provinces, as published."""
    rows = in_island(frame[frame["tingkat"] == "provinsi"], where)
    if rows.empty:
        parts.empty(f"{aspek.nama} tidak tersedia untuk provinsi di {where.nama}.", "Pilih wilayah atau sumber lain.")
        return
    now, year = _newest(rows, "nama_provinsi", aspek)
    value = context_rows.at_year(context_rows.nation(frame), year)
    if where.provinsi is None and aspek.is_persen:
        _map(aspek, now, value, year, basi)
    with parts.panel(
        "peringkat", _small(aspek, f"per provinsi · {year}"), _extremes(now, aspek, "provinsi", year), basi
    ):
        references = [] if value is None else [Acuan("Nasional", value)]
        figure = dots_konteks(now, aspek.satuan, references, sorot=where.nama_provinsi or None)
        parts.chart(_direction(figure, aspek), "peringkat", f"{aspek.nama} per provinsi, terurut")
        _foot("konteks_provinsi", aspek, year, f"{len(now)} dari 38 provinsi", now)


def _map(aspek: Aspek, now: pd.DataFrame, value: float | None, year: int, basi: str | None) -> None:
    places = data.places()
    rows = places.merge(now[[KEY, "nilai"]], on=KEY, how="left").rename(columns={"nilai": "pct"})
    rows = rows.assign(
        pct=rows["pct"].astype(float), pct_rendah=float("nan"), pct_tinggi=float("nan"), m=float("nan"),
        is_terlalu_sedikit=False,
        uraian=[f"{row.nama}, {tulis(row.pct, aspek.satuan)} pada {year}, tanpa selang" for row in
                each(rows.assign(pct=rows["pct"].astype(float)))],
    )  # fmt: skip
    there = int(rows["pct"].notna().sum())
    title = f"{there} dari 38 provinsi punya nilai {year}" + (
        f"; nasional {tulis(value, aspek.satuan)}" if value else ""
    )
    with parts.panel("peta", _small(aspek, f"peta provinsi · {year}"), title, basi):
        chosen = tile_map(rows, "", f"{aspek.nama} per provinsi", acuan=value)
        if chosen:
            filter_bar.go(provinsi=chosen)
            st.rerun()
        _foot("konteks_peta", aspek, year, f"{there} dari 38 provinsi", rows.rename(columns={"pct": "nilai"}).assign(
            tahun=year))  # fmt: skip


def _regencies(aspek: Aspek, frame: pd.DataFrame, where: Wilayah, basi: str | None) -> None:
    """The kab/kota of a province, ranked, beside the published values of province and nation."""
    rows = frame[(frame["tingkat"] == "kab_kota") & (frame[KEY] == where.provinsi)]
    if rows.empty:
        parts.empty(f"{aspek.nama} tidak tersedia untuk kab/kota di {where.nama_provinsi}.",
                    "Pilih provinsi atau sumber lain.")  # fmt: skip
        return
    now, year = _newest(rows, "nama_kab_kota", aspek)
    now = now.assign(nama=[short_name(str(n)) for n in now["nama"]])
    published = [
        Acuan(name, value)
        for name, value in (
            (where.nama_provinsi, context_rows.at_year(context_rows.province(frame, where.provinsi), year)),
            ("Nasional", context_rows.at_year(context_rows.nation(frame), year)),
        )
        if value is not None
    ]
    chosen = short_name(where.nama) if where.kab_kota else None
    title = _extremes(now, aspek, "kab/kota", year)
    with parts.panel("peringkat", _small(aspek, f"kab/kota di {where.nama_provinsi} · {year}"), title, basi):
        figure = dots_konteks(now, aspek.satuan, published, sorot=chosen)
        parts.chart(_direction(figure, aspek), "peringkat", f"{aspek.nama} per kab/kota, terurut")
        note = BARE if published else f"nilai provinsi tidak tersedia; {BARE}"
        total = len(data.regencies(str(where.provinsi)))
        _foot("konteks_kab_kota", aspek, year, f"{len(now)} dari {total} kab/kota", now, note)


ISLANDS = ("Sumatera", "Jawa", "Bali-Nusa Tenggara", "Kalimantan", "Sulawesi", "Maluku", "Papua")


def _spread(aspek: Aspek, frame: pd.DataFrame, where: Wilayah, basi: str | None) -> None:
    """Where no province is published: the kab/kota of each, as dots in a row; never averaged."""
    rows = in_island(frame[frame["tingkat"] == "kab_kota"], where)
    if rows.empty:
        parts.empty(f"{aspek.nama} tidak tersedia di {where.nama}.", "Pilih wilayah atau sumber lain.")
        return
    now, year = _newest(rows, "nama_kab_kota", aspek)
    now = now.rename(columns={"nama_provinsi": "provinsi"}).sort_values([KEY, KEY_KAB])
    middle = now.groupby("provinsi")["nilai"].median().sort_values()
    title = _extremes(now, aspek, "kab/kota", year)
    if len(middle) > 1:
        title = (
            f"Kab/kota di tengah: dari {tulis(middle.iloc[0], aspek.satuan)} ({middle.index[0]}) sampai "
            f"{tulis(middle.iloc[-1], aspek.satuan)} ({middle.index[-1]}); nilai provinsi tidak tersedia"
        )
    with parts.panel("sebaran", _small(aspek, f"tiap titik satu kab/kota · {year} · urut kode provinsi"), title, basi):
        value = context_rows.at_year(context_rows.nation(frame), year)
        figure = dots_sebaran(now, aspek.satuan, [] if value is None else [Acuan("Nasional", value)])
        parts.chart(_direction(figure, aspek), "peringkat", f"{aspek.nama} tiap kab/kota, per provinsi")
        note = f"garis tegak: kab/kota di tengah (median), bukan nilai provinsi; {BARE}"
        _foot(
            "konteks_sebaran",
            aspek,
            year,
            f"{number(len(now))} kab/kota di {now['provinsi'].nunique()} provinsi",
            now,
            note,
        )


def _trend(aspek: Aspek, frame: pd.DataFrame, where: Wilayah, basi: str | None) -> None:
    """The place over the years beside province and nation, as far as they are published."""
    candidates = [(where.nama, context_rows.of_place(frame, where), True)]
    if where.tingkat == "kab_kota":
        candidates.append((where.nama_provinsi, context_rows.province(frame, where.provinsi), False))
    if where.tingkat != "nasional":
        candidates.append(("Nasional", context_rows.nation(frame), False))
    lines = [Garis(name, rows, is_main) for name, rows, is_main in candidates if not rows.empty]
    if not lines or len({int(t) for line in lines for t in line.rows["tahun"]}) < 2:
        return
    main = lines[0]
    first, end = main.rows.iloc[0], main.rows.iloc[-1]
    gap = float(end["nilai"]) - float(first["nilai"])
    moved = "tetap" if round(gap, 1) == 0 else f"{bertanda(gap)} {'poin' if aspek.is_persen else aspek.satuan}"
    title = (
        f"{main.nama}: dari {tulis(first['nilai'], aspek.satuan)} ({int(first['tahun'])}) ke "
        f"{tulis(end['nilai'], aspek.satuan)} ({int(end['tahun'])}), {moved}"
    )
    with parts.panel("tren", _small(aspek, "tren tahunan"), title, basi):
        parts.chart(lines_konteks(lines, aspek.satuan), "tren", title, gulir="sedang")
        absent = [] if where.tingkat == "nasional" or any(line.nama == "Nasional" for line in lines) else ["nasional"]
        note = f"nilai {absent[0]} tidak tersedia; {BARE}" if absent else BARE
        since = context_rows.whole_since(frame, where.provinsi)
        if since > int(frame["tahun"].min()):
            parted = f"sebelum {since} {where.nama_provinsi} masih memuat provinsi yang kini terpisah: tidak disambung"
            note = f"{parted}; {note}"
        rows = pd.concat([line.rows.assign(nama=line.nama) for line in lines])
        years = f"{rows['tahun'].nunique()} tahun"
        _foot("konteks_tren", aspek, int(rows["tahun"].max()), years, rows, note)


def _multiples(aspek: Aspek, frame: pd.DataFrame, where: Wilayah, basi: str | None) -> None:
    """A small trend of each province behind which the nation stands."""
    kept = context_rows.comparable(frame)
    rows = in_island(kept[kept["tingkat"] == "provinsi"], where)
    if rows["tahun"].nunique() < 2:
        return
    dated = [part.assign(tanggal_data=pd.to_datetime(part["tahun"].astype(int).astype(str) + "-12-31"),
                         pct=part["nilai"].astype(float))
             for part in (rows, context_rows.nation(frame))]  # fmt: skip
    own = dated[0].rename(columns={"nama_provinsi": "nama"})
    years = sorted({int(t) for t in rows["tahun"]})
    ends = own.pivot_table(index="nama", columns="tahun", values="pct")
    moved = (ends[years[-1]] - ends[years[0]]).dropna().sort_values()
    if moved.empty:
        return
    rising = int((moved.round(1) > 0).sum())
    who = f"Semua {len(moved)}" if rising == len(moved) else f"{rising} dari {len(moved)}"
    title = f"{who} provinsi yang punya nilai {years[0]} dan {years[-1]} naik; perubahannya tidak diuji"
    with parts.panel("mini", _small(aspek, "tren tiap provinsi"), title, basi):
        parts.chart(small_multiples_tren(own, dated[1]), "mini", title, gulir="lebar")
        _foot("konteks_mini", aspek, years[-1], f"{own['nama'].nunique()} provinsi, {len(years)} tahun", own)


def profile(there: dict[str, Aspek], where: Wilayah) -> None:
    """All measures of the place beside province and nation, each at its own year and from its own source."""
    frame = data.ask("konteks_profil", kode_provinsi=where.provinsi, kode_kab_kota=where.kab_kota)
    shown = profile_table(frame, there, where)
    place = where.nama if where.nama in shown else "Nasional"
    own = shown[shown[place] != NONE] if place in shown else shown.iloc[:0]
    title = f"{len(own)} dari {len(shown)} ukuran konteks punya nilai untuk {place}"
    if place != where.nama:
        title += f"; untuk {where.nama} tidak ada yang menerbitkan"
    with parts.panel("profil", f"Profil konteks · {where.nama} · nilai seperti terbit, tahun di dalam kurung", title):
        if shown.empty:
            parts.empty(f"Belum ada nilai untuk {where.nama}.", "Pilih wilayah lain pada baris di atas.")
            return
        parts.long_table("profil", shown, {"Ukuran": 240}, sebutan=title, most=20)
        kaki = parts.Kaki(None, f"{len(shown)} ukuran", "lihat kolom Sumber", BARE)
        parts.foot("konteks_profil", kaki, shown, is_view=False)


def profile_table(frame: pd.DataFrame, there: dict[str, Aspek], where: Wilayah) -> pd.DataFrame:
    """One row a measure and source that the snapshot has; a dash where the source does not know the level."""
    found = {(r.ukuran, r.sumber, r.satuan, r.tingkat): (float(r.nilai), int(r.tahun)) for r in each(frame)}
    levels = {"kab_kota": where.nama, "provinsi": where.nama_provinsi, "nasional": "Nasional"}
    wanted = {"kab_kota": ("kab_kota", "provinsi", "nasional"), "provinsi": ("provinsi", "nasional")}
    lines = []
    for aspek in there.values():
        cells = {}
        for level in wanted.get(where.tingkat, ("nasional",)):
            value = found.get((aspek.ukuran, aspek.sumber, aspek.satuan, level))
            cells[levels[level]] = NONE if value is None else f"{tulis(value[0], aspek.satuan)} ({value[1]})"
        about = aspek.arah or UNDEFINED
        lines.append({"Ukuran": aspek.nama, **cells, "Arah": about, "Sumber": aspek.sumber})
    return pd.DataFrame(lines)

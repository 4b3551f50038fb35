"""Panels of the scorecard: its finding, the heat table with its choices, and what stands behind each column."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.names import nama_pulau, short_name
from charts.style import each
from views import data, links, options, parts, sentences
from views.filters import JENJANG, NAMA_KEWENANGAN, STATUS, Saringan
from views.format import day, month, names, number, percent
from views.panels import PROVINCE_PAGE
from views.scorecard import rows as scorecard_rows
from views.scorecard.rows import NASIONAL, TAMPILAN, Baris, Kartu
from views.scorecard.table import GEOGRAFI, draw, in_order, orders

NO_MEAN = "Rerata antarkolom tidak dihitung: tiap platform menghitung orang atau satuan yang berbeda."


def place_name(saringan: Saringan) -> str:
    """The place whose parts are the rows."""
    if saringan.provinsi is not None:
        return data.provinces()[saringan.provinsi]
    return nama_pulau(saringan.pulau) if saringan.pulau else "Nasional"


def answer(saringan: Saringan, kartu: Kartu) -> None:
    """What the table shows at a glance: the widest spread, or where the province stands."""
    unit = "kab/kota" if saringan.provinsi else "provinsi"
    small = (
        f"{place_name(saringan)} · ukuran utama tiap platform · {_scope(saringan)} · per {day(saringan.tanggal_data)}"
    )
    own = own_place(saringan)
    spread = spread_words(kartu, unit)
    with parts.answer(small, own or spread):
        parts.small(f"{spread}. {NO_MEAN}" if own else NO_MEAN)


def _scope(saringan: Saringan) -> str:
    said = [saringan.jenjang if saringan.jenjang != JENJANG[0] else "semua jenjang"]
    said += [saringan.status] if saringan.status != STATUS[0] else []
    return " · ".join([*said, NAMA_KEWENANGAN[saringan.kewenangan].lower().replace("kemenag", "Kemenag")])


def own_place(saringan: Saringan) -> str:
    """On how many platforms the view's province lies above, below and around the nation; empty for the nation."""
    if saringan.provinsi is None:
        return ""
    shares = scorecard_rows.values(saringan)
    nation = shares[shares["kode_wilayah"] == NASIONAL].set_index("ukuran")["pct"]
    own = shares[shares["kode_wilayah"] == saringan.provinsi]
    if own["pct"].isna().all():
        return f"{place_name(saringan)}: belum ada data pada pilihan ini"
    return sentences.headline_platforms(place_name(saringan), own.assign(pct_nasional=own["ukuran"].map(nation)))


def spread_words(kartu: Kartu, unit: str) -> str:
    """On which platform the rows lie furthest apart and on which closest, of rows with enough schools."""
    frame = shares_of(kartu)
    found = []
    for column in kartu.kolom:
        mine = frame[frame["ukuran"] == column.ukuran].sort_values("pct")
        if len(mine) >= 2:
            low, high = mine.iloc[0], mine.iloc[-1]
            found.append((float(high["pct"] - low["pct"]), column.nama_platform, low, high))
    if not found:
        return f"Belum ada dua {unit} yang dapat dibandingkan pada pilihan ini"
    found.sort(key=lambda item: item[0])
    (least, narrow, _, _), (most, wide, low, high) = found[0], found[-1]
    text = (
        f"Jarak antar-{unit} terlebar pada {wide}, {number(most, 1)} poin: {low['nama']} {percent(low['pct'])} "
        f"sampai {high['nama']} {percent(high['pct'])}"
    )
    return f"{text}; tersempit pada {narrow}, {number(least, 1)} poin" if len(found) > 1 else text


def shares_of(kartu: Kartu) -> pd.DataFrame:
    """The rows' shares from enough schools, with the names of the rows."""
    labels = {line.kode: line.nama for line in kartu.baris if not line.is_acuan}
    if "pct" not in kartu.sel:
        return kartu.sel.iloc[:0].assign(pct=[], nama=[])
    frame = kartu.sel[kartu.sel["kode_wilayah"].isin(labels) & ~kartu.sel["is_sedikit"]].dropna(subset=["pct"])
    return frame.assign(nama=frame["kode_wilayah"].map(labels))


def choose() -> tuple[str, bool]:
    """What the cells show, and whether with intervals; both in the link."""
    with st.container(horizontal=True, gap="medium", key="pilihan_kartu"):
        shown = options.segments("tampilan", "Tampilan", TAMPILAN, "nilai")
        spread = options.segments("selang", "Selang", {"tanpa": "Tanpa selang", "dengan": "Dengan selang ±"}, "tanpa")
    return shown, spread == "dengan"


def heat_panel(saringan: Saringan, kartu: Kartu, urut: str, *, has_interval: bool) -> None:
    """The table itself; a press on a name opens the region, on a head sorts."""
    what = {
        "nilai": "persen", "jarak": "poin dari angka nasional",
        "perubahan": f"perubahan dalam poin, dibanding {saringan.lag} bulan sebelumnya, sekolah yang sama",
    }[kartu.tampilan]  # fmt: skip
    unit = "kabupaten/kota" if saringan.provinsi else "provinsi"
    small = f"{place_name(saringan)} · {unit} × platform · {what}"
    title = f"{sum(not line.is_acuan for line in kartu.baris)} {unit} pada {len(kartu.kolom)} platform"
    with parts.panel("kartu_skor", small, headline(kartu, unit) or title):
        targets = {line.kode: target(saringan, line) for line in kartu.baris if line.kode != NASIONAL}
        pressed = draw(kartu, f"{small}. {title}", urut, has_interval=has_interval, links=targets)
        parts.foot("kartu_skor", parts.Kaki(None, base_words(kartu), "ekspor tiap platform", note(kartu)),
                   download(kartu, urut), terms(kartu))  # fmt: skip
    if "urut" in pressed:
        options.set_to("urut", pressed["urut"])
        st.rerun()
    if "dipilih" in pressed:
        st.switch_page(PROVINCE_PAGE, query_params=targets[pressed["dipilih"]])


def headline(kartu: Kartu, unit: str) -> str:
    """Which regions differ surely from the nation most often; of changes and distances how many are real."""
    if kartu.tampilan == "nilai":
        return most_often(kartu, unit)
    mine = kartu.sel[kartu.sel["kode_wilayah"].isin([line.kode for line in kartu.baris if not line.is_acuan])]
    mine = mine[mine["ukuran"].isin([k.ukuran for k in kartu.kolom])]
    judged = mine[mine["is_nyata"].notna()]
    if judged.empty:
        return "Belum ada selisih yang dapat diuji pada pilihan ini"
    real = judged[judged["is_nyata"].astype(bool)]
    up, down = int((real["nilai"] > 0).sum()), int((real["nilai"] < 0).sum())
    words = ("naik", "turun") if kartu.tampilan == "perubahan" else ("di atas nasional", "di bawah nasional")
    text = (
        f"Dari {number(len(judged))} angka yang dapat diuji, {number(up)} nyata {words[0]} dan "
        f"{number(down)} nyata {words[1]}"
    )
    if real.empty:
        return text
    counts = real["ukuran"].value_counts()
    first = set(counts[counts == counts.iloc[0]].index)
    most = [str(k.nama_platform) for k in kartu.kolom if k.ukuran in first]
    each_one = f"masing-masing {int(counts.iloc[0])}" if len(most) > 1 else f"{int(counts.iloc[0])}"
    return f"{text}; terbanyak pada {names(most, 2)} ({each_one} {unit})"


def most_often(kartu: Kartu, unit: str) -> str:
    """Who lies surely above and who surely below the nation on most platforms that can be judged; ties are said."""
    nation = kartu.sel[kartu.sel["kode_wilayah"] == NASIONAL].set_index("ukuran")["pct"]
    frame = shares_of(kartu).dropna(subset=["pct_rendah"])
    frame = frame[frame["ukuran"].isin([k.ukuran for k in kartu.kolom])]
    level = frame["ukuran"].map(nation).astype(float)
    said = []
    for words, is_apart in (("di atas", frame["pct_rendah"] > level), ("di bawah", frame["pct_tinggi"] < level)):
        counts = frame[is_apart]["nama"].value_counts()
        if counts.empty:
            continue
        most = int(counts.iloc[0])
        first = [short_name(str(name)) for name in counts[counts == most].index]
        who = names(first, 2) if len(first) <= 2 else f"{number(len(first))} {unit}"
        said.append(f"{who} paling sering nyata {words} nasional: {most} dari {frame['ukuran'].nunique()} platform")
    return "; ".join(said)


def target(saringan: Saringan, line: Baris) -> dict[str, str]:
    """The query of a region's page: every filter kept, the date one that its measure has."""
    place = links.place(provinsi=line.kode[:2], **({"kab_kota": line.kode} if len(line.kode) > 2 else {}))
    return links.to(at_own_date(saringan), **place)


def at_own_date(saringan: Saringan) -> Saringan:
    """The view at the last cut-off of its measure that is not after its date: what a page of one measure can show."""
    dates = [t for t in data.cutoffs(saringan.ukuran, saringan.kelompok_pengguna) if t <= saringan.tanggal_data]
    return replace(saringan, tanggal_data=dates[-1]) if dates else saringan


def base_words(kartu: Kartu) -> str:
    """The cut-offs in the table; n stands in each cell's hover and in the download."""
    dates = sorted({k.tanggal for k in kartu.kolom})
    if not dates:
        return ""
    span = day(dates[0]) if len(dates) == 1 else f"{day(dates[0])} sampai {day(dates[-1])}, menurut kolom"
    return f"Data per {span} · pembilang dan n pada tiap sel dan unduhan"


def note(kartu: Kartu) -> str:
    """What is not in the table, and why."""
    notes = []
    if kartu.dilepas:
        notes.append(f"tanpa angka pada pilihan ini sehingga dilepas: {names(list(kartu.dilepas), 9)}")
    stopped: dict[str, list[str]] = {}
    if kartu.tampilan == "perubahan":
        for column in kartu.kolom:
            if column.alasan:
                stopped.setdefault(column.alasan, []).append(column.nama_platform)
    notes += [f"{names(found, 6)}: {why}" for why, found in stopped.items()]
    if any(k.jenis != "satuan" for k in kartu.kolom):
        notes.append("data per wilayah tidak memisahkan Kemenag dan tidak berselang")
    return "; ".join(notes)


def terms(kartu: Kartu) -> list[tuple[str, str]]:
    """Each column with what it counts."""
    return [(f"{k.nama_platform} · {k.nama_pendek} · {k.dasar} · {month(k.tanggal)}", k.definisi) for k in kartu.kolom]


def download(kartu: Kartu, urut: str) -> pd.DataFrame:
    """The table one cell a row, in the order shown, with all that stands behind each cell."""
    labels = {line.kode: (at, line.nama) for at, line in enumerate(in_order(kartu, urut))}
    columns = {k.ukuran: (at, k) for at, k in enumerate(kartu.kolom)}
    frame = kartu.sel[kartu.sel["kode_wilayah"].isin(labels) & kartu.sel["ukuran"].isin(columns)]
    frame = frame.assign(_baris=[labels[c][0] for c in frame["kode_wilayah"]],
                         _kolom=[columns[u][0] for u in frame["ukuran"]])  # fmt: skip
    frame = frame.sort_values(["_baris", "_kolom"])
    unit = "persen" if kartu.tampilan == "nilai" else "poin"
    return pd.DataFrame(
        {
            "kode_kemendagri": frame["kode_wilayah"].astype(str),
            "wilayah": [labels[c][1] for c in frame["kode_wilayah"]],
            "platform": [columns[u][1].nama_platform for u in frame["ukuran"]],
            "ukuran": [columns[u][1].nama for u in frame["ukuran"]],
            "pengguna": [columns[u][1].kelompok_pengguna for u in frame["ukuran"]],
            "tanggal_data": [columns[u][1].tanggal for u in frame["ukuran"]],
            unit: frame["nilai"],
            "selang_95_rendah": frame["rendah"],
            "selang_95_tinggi": frame["tinggi"],
            "nyata": [None if row.is_nyata is None else bool(row.is_nyata) for row in each(frame)],
            "pembilang": frame["x"],
            "penyebut": frame["m"],
            "jumlah_satuan_pendidikan": frame["jumlah_satuan"],
        }
    )


def page(saringan: Saringan) -> None:
    """The whole page below its filters."""
    first = scorecard_rows.scorecard(saringan, "nilai")
    if not first.kolom:
        parts.empty(
            f"Belum ada data platform untuk {place_name(saringan)} pada pilihan ini.",
            "Pilih jenjang, status, kewenangan, atau tanggal data lain pada baris di atas.",
        )
        return
    answer(saringan, first)
    urut = options.select("urut", "Urutkan", orders(first), GEOGRAFI)
    shown, has_interval = choose()
    kartu = first if shown == "nilai" else scorecard_rows.scorecard(saringan, shown)
    if not kartu.kolom:
        why = "; ".join(dict.fromkeys(column.alasan for column in first.kolom if column.alasan))
        parts.empty("Belum ada pembanding pada pilihan ini." + (f" Sebabnya: {why}." if why else ""),
                    "Pilih pembanding atau tanggal data lain pada baris di atas.")  # fmt: skip
        return
    is_there = urut == GEOGRAFI or urut.removesuffix(".naik") in {k.ukuran for k in kartu.kolom}
    heat_panel(saringan, kartu, urut if is_there else GEOGRAFI, has_interval=has_interval)

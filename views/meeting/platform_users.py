"""Screens of a platform: who its users are, and what its other measures say."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from charts.style import at_extreme, banyak, each
from schemas.rapat import BaganTitik, Layar
from views import data, filter_bar, sentences
from views.format import day, month, names, percent, points
from views.meeting import screen
from views.meeting.platform_view import Pandangan, layar
from views.platform import rows as platform_rows
from views.platform.panels import MEASURED, spread_title

SLICES = ["irisan", "nama", "pct", "pct_rendah", "pct_tinggi", "x", "m", "jumlah_satuan", "is_terlalu_sedikit"]


def users(lihat: Pandangan) -> Iterator[Layar]:
    """The kinds of school, and the groups of users where there are several."""
    by_level, by_status = platform_rows.irisan(lihat.saringan, lihat.tempat)
    groups = _groups(lihat)
    pieces = [("Kelompok", groups), ("Jenjang", by_level), ("Status", by_status)]
    there = [(name, frame.dropna(subset=["pct"])) for name, frame in pieces]
    there = [(name, frame) for name, frame in there if len(frame) > 1]
    if not there:
        return
    whole = pd.concat([frame.assign(irisan=name, nama=[f"{name} · {text}" for text in frame["nama"]])
                       for name, frame in there])  # fmt: skip
    if "siapa" not in whole:
        whole["siapa"] = lihat.measure.satuan
    whole["siapa"] = whole["siapa"].fillna(lihat.measure.satuan)
    # The order is that of the groups: places in a ranking would mix different bases.
    dots = tuple(
        one for row in range(len(whole))
        for one in screen.dots(whole.iloc[[row]], lihat.measure, kanan=_counted, kelas_dari=None)
    )  # fmt: skip
    dots = tuple(dot.model_copy(update={"kelas": "tanpa selang" if dot.rendah is None else ""}) for dot in dots)
    few = whole.loc[whole["is_terlalu_sedikit"].fillna(False).astype(bool), "nama"].astype(str).tolist()
    notes = [
        f"{_group_words(there[0][1])}, masing-masing dengan penyebutnya sendiri" if there[0][0] == "Kelompok" else "",
        f"{sentences.TOO_FEW}: {names(few, 4)}" if few else "", _dates(groups),
    ]  # fmt: skip
    yield layar(
        lihat, "pemakai", "Siapa pemakainya", f"{_users_title(there)}, per {day(lihat.saringan.tanggal_data)}",
        BaganTitik(baris=dots, sumbu="% dari masing-masing"),
        alt=screen.alt_dots(f"{lihat.measure.nama} menurut {', '.join(name.lower() for name, _ in there)}", dots),
        rows_=screen.table(whole[SLICES], {"irisan": "menurut", **screen.SHOWN},
                           tanggal_data=lihat.saringan.tanggal_data),
        catatan=" · ".join(part for part in notes if part),
        pertanyaan="Siapa yang belum terjangkau, dan lewat siapa mereka dapat dijangkau?",
    )  # fmt: skip


def _counted(row: pd.Series) -> str:
    return f"n = {banyak(screen.figure(row['m']), str(row['siapa']))}"


def _dates(groups: pd.DataFrame) -> str:
    """That some groups come from another cut-off."""
    if groups.empty:
        return ""
    dates = sorted({data.as_date(t) for t in groups["tanggal_data"]})
    return f"kelompok pengguna pada tanggal data terakhirnya, {names([day(t) for t in dates])}" if dates[1:] else ""


def _users_title(there: list[tuple[str, pd.DataFrame]]) -> str:
    """How far the kinds of school lie apart, else those of owner, else the groups of users with their shares."""
    found = dict(there)
    for name in ("Jenjang", "Status"):
        if name in found:
            text = spread_title(found[name], name.lower())
            is_named = f"antar {name.lower()}" in text or text.startswith(f"Per {name.lower()}")
            return text if is_named else f"Menurut {name.lower()}: {text[0].lower()}{text[1:]}"
    return _group_words(found["Kelompok"])


def _group_words(groups: pd.DataFrame) -> str:
    """`Guru 65,1 % (±0,6), Kepala sekolah 67,2 % (±1,1)`: each over its own base, those with an interval first."""
    known = groups.dropna(subset=["pct_rendah"])
    told = [f"{row['nama']} {sentences.share(row)}" for _, row in (groups if known.empty else known).iterrows()]
    return ", ".join(told)


def _groups(lihat: Pandangan) -> pd.DataFrame:
    """The groups of users of the measure, all together aside."""
    every = lihat.ukuran
    if every.empty:
        return every
    mine = every[(every["ukuran"] == lihat.saringan.ukuran) & (every["kelompok_pengguna"] != "semua")]
    return mine.assign(nama=[filter_bar.group_name(str(g)) for g in mine["kelompok_pengguna"]])


def measures(lihat: Pandangan) -> Iterator[Layar]:
    """All measures of the platform, each with its own definition, base and change."""
    mine = shown_measures(lihat)
    if len(mine) < 2:
        return
    top, low = at_extreme(mine, "pct")
    name = lihat.measure.nama_platform
    title = (
        f"{len(mine)} ukuran: dari {percent(top['pct'])} {top['nama_pendek']} sampai "
        f"{percent(low['pct'])} {low['nama_pendek']}, per {day(lihat.saringan.tanggal_data)}"
    )
    labelled = mine.assign(nama=mine["nama_pendek"])
    dots = tuple(
        screen.dots(labelled.iloc[[at]], lihat.measure, sorot=_marked(lihat, labelled.iloc[at]), kanan=_with_change)[0]
        for at in range(len(labelled))
    )
    dots = tuple(dot.model_copy(update={"kelas": "tanpa selang" if dot.rendah is None else ""}) for dot in dots)
    dates = sorted({data.as_date(t) for t in mine["tanggal_data"]})
    old = f"data per {names([day(t) for t in dates], 4)}" if len(dates) > 1 else ""
    since = f"kanan: n, dan selisih sejak {month(lihat.sejak)}" if lihat.sejak else "kanan: n"
    bare = "selisih biasa, tanpa selang" if mine["poin_rendah"].isna().any() and lihat.sejak else ""
    notes = ["tiap ukuran dengan definisi dan penyebutnya sendiri: bukan peringkat",
             f"{since} ({bare})" if bare else since, old]  # fmt: skip
    terms = tuple(
        (str(row.nama_pendek), f"{row.definisi_pembilang} Dari: {row.definisi_penyebut}") for row in each(mine)
    )
    yield layar(
        lihat, "ukuran", "Ukuran lain", title, BaganTitik(baris=dots, sumbu="% menurut definisi masing-masing"),
        alt=screen.alt_dots(f"Semua ukuran {name}", dots), rows_=screen.table(mine, MEASURED),
        catatan=" · ".join(part for part in notes if part), tanggal=max(dates), definisi=terms,
        dasar=f"{len(mine)} ukuran; n tiap ukuran di kanan titiknya",
        pertanyaan="Di langkah mana pemakai paling banyak berhenti?",
    )  # fmt: skip


def _marked(lihat: Pandangan, row: pd.Series) -> tuple[str, ...]:
    return (str(row["nama"]),) if row["ukuran"] == lihat.saringan.ukuran else ()


def _with_change(row: pd.Series) -> str:
    """`n = 1.234 · +3,2 poin`; of a change that is not real, that it is not."""
    counted = f"n = {banyak(screen.figure(row['m']), str(row['siapa']))}"
    if screen.figure(row["poin"]) is None:
        return counted
    return f"{counted} · {points(row['poin'])}{' (tidak nyata)' if row['is_nyata'] is False else ''}"


def shown_measures(lihat: Pandangan) -> pd.DataFrame:
    """One row a measure: of the view's group of users, else of its own main one."""
    every = lihat.ukuran
    if every.empty:
        return every
    group = every["kelompok_pengguna"] == lihat.saringan.kelompok_pengguna
    other = ~every["ukuran"].isin(every.loc[group, "ukuran"]) & (every["kelompok_pengguna"] == every["kelompok_utama"])
    return every[group | other].dropna(subset=["pct"]).sort_values("urutan").reset_index(drop=True)

"""A meeting list in words: its title and dates, a line about each screen, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from urllib.parse import parse_qsl

import pandas as pd

from schemas.daftar_rapat import ButirDaftar, DaftarRapat
from views import data
from views.format import NONE, day, moment, number
from warehouse import meetings
from warehouse.meetings import Ringkas, Versi

EDITED = "Judul disunting penyaji; temuan dari data ada pada catatan."
UNNAMED = "Rapat"


def place(kode_provinsi: str | None) -> str:
    """Whose list it is."""
    if kode_provinsi == meetings.CAMPURAN:
        return "Beberapa wilayah"
    return "Nasional" if kode_provinsi is None else data.provinces().get(kode_provinsi[:2], kode_provinsi)


def title(isi: DaftarRapat) -> str:
    """The title of the meeting, or what it is called until somebody says."""
    return isi.nama.strip() or usual_title(isi)


def usual_title(isi: DaftarRapat) -> str:
    """`Rapat Sumatera Barat`: by the place its screens are about."""
    where = meetings.place_of(isi)
    return UNNAMED if where is None or where == meetings.CAMPURAN else f"{UNNAMED} {place(where)}"


def screens(count: int) -> str:
    """`9 layar`."""
    return f"{number(count)} layar"


def dates(isi: DaftarRapat) -> str:
    """`9 layar · data per 31 Agu 2026 sampai 31 Okt 2026`."""
    found = sorted({one.layar.tanggal_data for one in isi.butir if one.layar.tanggal_data is not None})
    count = screens(len(isi.butir))
    if not found:
        return count
    until = "" if found[0] == found[-1] else f" sampai {day(found[-1])}"
    return f"{count} · data per {day(found[0])}{until}"


def headline(isi: DaftarRapat) -> str:
    """What the page says first."""
    return f"{title(isi)}: {dates(isi).replace(' · ', ', ')}"


def state(dasar: Versi | None, *, is_berubah: bool) -> str:
    """Whether the open list is saved, and by whom."""
    if dasar is None:
        return "belum disimpan" if is_berubah else "baru"
    said = f"versi {dasar.versi}, {moment(dasar.disimpan.astimezone())}, {dasar.oleh}"
    return f"{said} · ada perubahan yang belum disimpan" if is_berubah else f"{said} · tersimpan"


def published(snapshot: str) -> str:
    """When a snapshot was published, read from its id; the id itself where it says no time."""
    try:
        return moment(datetime.strptime(snapshot[:15], "%Y%m%d-%H%M%S"))  # noqa: DTZ007  the publisher's own time
    except ValueError:
        return snapshot or "tidak diketahui"


def about(one: ButirDaftar, newest: str, there: Collection[str]) -> str:
    """The quiet line of a screen: cut-off, n, the data it stands on, and whether there are newer ones."""
    layar = one.layar
    said = [f"Data per {day(layar.tanggal_data)}" if layar.tanggal_data else layar.periode, layar.dasar]
    if one.snapshot == newest:
        said.append(f"data terbit {published(one.snapshot)}, terbaru")
    elif one.snapshot in there:
        said.append(f"data terbit {published(one.snapshot)}; data lebih baru ada")
    else:
        said.append(f"data terbit {published(one.snapshot)} sudah dihapus; angka di daftar ini tetap")
    return " · ".join(part for part in said if part)


def page_of(one: ButirDaftar, *, is_newest: bool = False) -> tuple[str, dict[str, str]]:
    """Page and query of the view a screen was taken from. `is_newest`: on the newest data instead of its own."""
    path, _, query = one.layar.tautan.partition("?")
    found = dict(parse_qsl(query))
    if is_newest:
        found = {name: text for name, text in found.items() if name not in ("snapshot", "tanggal")}
    return path.strip("/"), found


def saved(one: Ringkas) -> str:
    """The quiet line of a list on the shelf."""
    sample = "data contoh" if one.is_contoh else ""
    said = [screens(one.jumlah_layar) if one.jumlah_layar else "", place(one.kode_provinsi), sample,
            f"versi {one.versi}", moment(one.disimpan.astimezone()), one.oleh]  # fmt: skip
    return " · ".join(part for part in said if part)


def sides(saved_: DaftarRapat, mine: DaftarRapat) -> pd.DataFrame:
    """What differs between the saved list and mine, a row a screen: its numbers on both sides, and how it differs."""
    theirs = {one.id: (place, one) for place, one in enumerate(saved_.butir, start=1)}
    ours = {one.id: (place, one) for place, one in enumerate(mine.butir, start=1)}
    order = [*ours, *(id for id in theirs if id not in ours)]
    stay = [id for id in order if id in theirs and id in ours]
    moved = {id for id, place in zip(stay, _ranks(stay, theirs), strict=True) if place != stay.index(id)}
    rows = []
    for id in order:
        there, here = theirs.get(id), ours.get(id)
        said = _differs(there and there[1], here and here[1], is_moved=id in moved)
        if said:
            one = (here or there)[1]  # type: ignore[index]
            rows.append((one.judul_sendiri or one.layar.judul, str(there[0]) if there else NONE,
                         str(here[0]) if here else NONE, said))  # fmt: skip
    if saved_.nama != mine.nama:
        rows.insert(0, ("Judul rapat", title(saved_), title(mine), "judul berbeda"))
    return pd.DataFrame(rows, columns=["Layar", "Tersimpan", "Milik saya", "Beda"])


def _ranks(stay: list[str], theirs: dict[str, tuple[int, ButirDaftar]]) -> list[int]:
    """The order their list gives the screens that both have."""
    ordered = sorted(stay, key=lambda id: theirs[id][0])
    return [ordered.index(id) for id in stay]


def _differs(there: ButirDaftar | None, here: ButirDaftar | None, *, is_moved: bool) -> str:
    if there is None or here is None:
        return "hanya di milik saya" if there is None else "hanya di yang tersimpan"
    said = ["urutan" if is_moved else ""]
    said.append("judul" if there.judul_sendiri != here.judul_sendiri else "")
    said.append("catatan" if there.catatan != here.catatan else "")
    said.append("pertanyaan" if there.pertanyaan != here.pertanyaan else "")
    said.append("angka" if there.layar != here.layar else "")
    found = [part for part in said if part]
    return f"{', '.join(found)} berbeda" if found else ""

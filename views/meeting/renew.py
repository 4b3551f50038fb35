"""A ready sequence put on the list at once, and its screens made again on the newest data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl, urlencode

from schemas.daftar_rapat import PALING_BANYAK, ButirDaftar
from schemas.rapat import Layar
from views import data
from views.data import Sudut
from views.filters import Saringan, from_query, to_query
from views.meeting import basket, editing, sequences
from views.meeting.basket import Terbuka
from warehouse import snapshots
from warehouse.gate import NoSnapshot, OlderMarts, ScopeRefused


@dataclass(frozen=True)
class Dibuat:
    """What making screens again came to, counted."""

    diperbarui: int
    judul_berubah: int
    hilang: int
    judul_sendiri: int

    def words(self) -> str:
        """In one or two sentences."""
        if not self.diperbarui:
            return "Tidak ada layar yang dapat dihitung ulang."
        changed = f"temuan berubah pada {self.judul_berubah}" if self.judul_berubah else "tidak ada temuan yang berubah"
        said = f"{self.diperbarui} layar kini memakai data terbaru; {changed}."
        if self.hilang:
            said += f" {self.hilang} layar tidak ada lagi pada urutannya dan dibiarkan."
        if self.judul_sendiri:
            said += f" Periksa {self.judul_sendiri} judul yang disunting: ditulis untuk data lama."
        return said


def view_of(ukuran: str | None, provinsi: str | None, saringan: Saringan) -> Saringan:
    """The view of another measure or province at its newest cut-off, other filters as they are."""
    wanted = {name: text for name, text in to_query(saringan).items() if name != "tanggal"}
    if ukuran is not None and ukuran != saringan.ukuran:
        wanted = {name: text for name, text in wanted.items() if name != "kelompok"} | {"ukuran": ukuran}
    if provinsi is not None:
        wanted = {name: text for name, text in wanted.items() if name not in ("pulau", "kab_kota", "kecamatan",
                  "satuan")} | {"provinsi": provinsi}  # fmt: skip
    return from_query(wanted, data.choices() or data.places_only())[0]


def add_ready(jenis: str, saringan: Saringan) -> None:
    """Every screen of a ready sequence at the end of the list, those there already excepted; one step to take back."""
    found = sequences.ready(jenis, saringan)
    asal = f"{jenis}?{urlencode(to_query(saringan))}"
    fresh = [one for one in found.layar if basket.number_of(one) is None]
    now = basket.opened()
    items = [basket.item(one, asal) for one in fresh][: max(PALING_BANYAK - len(now.isi.butir), 0)]
    if not items:
        said = "sudah ada semua pada daftar ini" if found.layar else "belum punya data untuk pilihan ini"
        basket.say(f"Urutan {found.judul} {said}.")
        return
    name = now.isi.nama if now.isi.butir or now.isi.nama else found.judul[:120]
    more = basket.with_items(now, (*now.isi.butir, *items), nama=name)
    ids = frozenset(one.id for one in items)
    basket.put(editing.step(more, f"{len(items)} layar dari urutan {found.judul} ditambahkan", partial(_without, ids)))
    skipped = len(found.layar) - len(items)
    basket.say(f"{len(items)} layar ditambahkan." + (f" {skipped} lainnya sudah ada." if skipped else ""))


def _without(ids: frozenset[str], now: Terbuka) -> Terbuka:
    return basket.with_items(now, [one for one in now.isi.butir if one.id not in ids])


def stale(items: Sequence[ButirDaftar]) -> tuple[ButirDaftar, ...]:
    """Screens that stand on other data than the newest."""
    newest = snapshots.current()
    return tuple(one for one in items if newest is not None and one.snapshot != newest.id)


def renew() -> None:
    """Every older screen of a ready sequence made again on the newest data; what people wrote stays, and it is said."""
    now, newest = basket.opened(), snapshots.current()
    old = {one.id: one for one in stale(now.isi.butir) if one.asal}
    if newest is None or not old:
        return
    fresh: dict[str, tuple[str, dict[str, Layar]]] = {}
    with data.seen_from(Sudut(data.viewer(), newest)):
        for asal in dict.fromkeys(one.asal for one in old.values()):
            fresh[asal] = _again(asal)
        made = {id: found for id, one in old.items() if (found := _renewed(one, *fresh[one.asal])) is not None}
    items = [made.get(one.id, one) for one in now.isi.butir]
    said = Dibuat(
        len(made), sum(one.layar.judul != old[id].layar.judul for id, one in made.items()), len(old) - len(made),
        sum(bool(one.judul_sendiri) for one in made.values()),
    ).words()  # fmt: skip
    if made:
        before = {id: old[id] for id in made}
        now = editing.step(basket.with_items(now, items), f"{len(made)} layar dihitung ulang", partial(_as_was, before))
        basket.put(now)
    basket.say(said)


def _again(asal: str) -> tuple[str, dict[str, Layar]]:
    """A sequence on the newest data, by key; nothing where it can't be made."""
    jenis, _, query = asal.partition("?")
    wanted = {name: text for name, text in parse_qsl(query) if name != "tanggal"}
    try:
        saringan = from_query(wanted, data.choices() or data.places_only())[0]
        found = {one.kunci: one for one in sequences.ready(jenis, saringan).layar}
    except (KeyError, OlderMarts, ScopeRefused, NoSnapshot):
        return asal, {}
    return f"{jenis}?{urlencode(to_query(saringan))}", found


def _renewed(one: ButirDaftar, asal: str, found: dict[str, Layar]) -> ButirDaftar | None:
    layar = found.get(one.layar.kunci)
    if layar is None:
        return None
    fresh = basket.item(layar, asal)
    return ButirDaftar.model_validate({**dict(one), "layar": fresh.layar, "snapshot": fresh.snapshot, "asal": asal})


def _as_was(before: dict[str, ButirDaftar], now: Terbuka) -> Terbuka:
    """The old numbers back, with what was written since."""
    items = [
        ButirDaftar.model_validate({**dict(one), **{name: getattr(before[one.id], name) for name in ("layar",
                                    "snapshot", "asal")}}) if one.id in before else one
        for one in now.isi.butir
    ]  # fmt: skip
    return basket.with_items(now, items)

"""The saving of what planning by data changed in the plan: one set of changes, a button beside each place of change."""

from __future__ import annotations

from typing import Any

from views import parts
from views.filters import Saringan
from views.pbd import mend, saved
from views.pbd import rows as pbd_rows
from views.pbd.reflect import Disunting
from views.pbd.rows import Lingkup
from views.plan import bar as plan_bar
from views.plan.digest import digest
from warehouse.plans import Versi


def version(base: Versi | None) -> str:
    """The plan and the map it holds as part of the editor's key: another map opens fresh."""
    return "baru" if base is None else f"{base.id}_{digest(base.isi.akar)}"


def draw(
    saringan: Saringan, base: Versi | None, lingkup: Lingkup | None = None, peta: Disunting | None = None,
    letak: Any = None,
) -> None:  # fmt: skip
    """The plan's activities and targets, then the save buttons where something waits: each saves all that waits.

    `peta`: the map as edited, with the place for its button. `letak`: the place for the button of step 3.
    """
    edited, beside = saved.panel(base, saringan)
    changes = mend.changes(base, edited)
    is_map = lingkup is not None and peta is not None and peta.peta is not None
    if is_map and lingkup is not None and peta is not None and peta.peta is not None:
        changes["akar"] = pbd_rows.plan_map(lingkup.pilih.kelompok, peta.peta, base.isi if base else None)
    places = [
        ("pbd_akar", peta.letak if is_map and peta is not None else None),
        ("pbd", letak if mend.queue(base) else None),
        ("pbd_kegiatan", beside if edited is not None else None),
    ]
    for key, place in places:
        if place is not None:
            with place:
                plan_bar.save_button(key, changes, saringan)
    if letak is not None and not mend.queue(base):
        with letak:
            parts.small("Belum ada yang menunggu disimpan. Kegiatan dan target yang ditambahkan muncul di sini dahulu.")

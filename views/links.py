"""Links from page to page: each carries the whole view, and the frozen snapshot where there is one."""

from __future__ import annotations

from views import data
from views.filters import NASIONAL, SEMUA, Saringan, to_query

SNAPSHOT = "snapshot"


def to(saringan: Saringan, **changes: str) -> dict[str, str]:
    """The query of a link to this view, some filters changed; a frozen view stays frozen."""
    frozen = data.frozen()
    return {**to_query(saringan), **({SNAPSHOT: frozen} if frozen else {}), **changes}


def place(
    *, pulau: str = SEMUA, provinsi: str = NASIONAL, kab_kota: str = SEMUA, kecamatan: str = SEMUA, satuan: str = SEMUA
) -> dict[str, str]:
    """The filters of a place, for `to(saringan, **place(provinsi="13"))`: what is not named is set to all.

    A province carries its island group, as the view it opens does: a link that is complete adds no step to go back.
    """
    if provinsi in data.provinces():
        pulau = data.province(provinsi)[1] or SEMUA
    return {"pulau": pulau, "provinsi": provinsi, "kab_kota": kab_kota, "kecamatan": kecamatan, "satuan": satuan}

"""What the open plan holds of planning by data: its activities in all regions, and its targets, as they were saved."""

from __future__ import annotations

from typing import Any, get_args

import pandas as pd
import streamlit as st

from charts.names import short_name
from schemas.lists import StatusProgram
from schemas.rencana import KegiatanRencana
from views import data, links, parts
from views.filters import Saringan
from views.format import day, number, rupiah
from views.pbd import draft, reflect
from views.pbd.mend import TRIWULAN
from views.plan.digest import digest
from warehouse.plans import Versi

STATUS: tuple[str, ...] = get_args(StatusProgram)
SUMBER = "rencana tersimpan"


def region_names(codes: set[str]) -> dict[str, str]:
    """Code of a province or kab/kota to its printed name."""
    provinces = data.provinces()
    found = {code: provinces[code] for code in codes if code in provinces}
    for province in {code[:2] for code in codes if len(code) > 2 and code[:2] in provinces}:
        found |= {code: name for code, name in data.regencies(province).items() if code in codes}
    return {code: short_name(name) for code, name in found.items()}


def panel(base: Versi | None, saringan: Saringan) -> tuple[tuple[KegiatanRencana, ...] | None, Any]:
    """The plan's activities, editable, with their download, and its targets. Returns the activities where they were
    edited and can be saved (else None), and the place of the save button."""
    if base is None:
        return None, None
    rows = base.isi.kegiatan
    small = f"Kegiatan dalam rencana “{base.isi.nama}” · semua wilayah · seperti tersimpan pada versi {base.versi}"
    with parts.panel("pbd_kegiatan", small, headline(rows)):
        edited = _editor(base) if rows else None
        slot = st.container(key="pbd_simpan_kegiatan")
        if rows:
            frame = draft.activity_frame(rows, region_names({row.kode_wilayah for row in rows}))
            frame = frame.rename(columns=draft.EDITED)
            parts.foot("pbd_kegiatan", parts.Kaki(None, f"{number(len(rows))} kegiatan", SUMBER,
                                                  f"versi {base.versi}"), frame, is_view=False)  # fmt: skip
        _targets(base, saringan)
    return edited, slot


def headline(rows: tuple[KegiatanRencana, ...]) -> str:
    """How many activities for how many regions, what they cost, and how many rest on data."""
    if not rows:
        return "Belum ada kegiatan tersimpan dalam rencana ini"
    regions = len({row.kode_wilayah for row in rows})
    money = [row.anggaran_rupiah for row in rows if row.anggaran_rupiah is not None]
    based = sum(row.keadaan_akar == "didukung data" for row in rows)
    said = f"{number(len(rows))} kegiatan di {number(regions)} wilayah; "
    said += f"{number(based) if based else 'tidak ada'} yang dugaannya didukung data saat dicatat"
    if not money:
        return f"{said}; anggaran belum diisi"
    bare = len(rows) - len(money)
    return f"{said}; anggaran {rupiah(sum(money))}" + (f", {number(bare)} kegiatan belum dianggarkan" if bare else "")


def _editor(base: Versi) -> tuple[KegiatanRencana, ...] | None:
    rows = base.isi.kegiatan
    before = draft.activity_frame(rows, region_names({row.kode_wilayah for row in rows})).drop(columns="kode_wilayah")
    column = st.column_config
    after = st.data_editor(
        before.rename(columns=draft.EDITED), num_rows="delete", hide_index=True, height=min(39 + 35 * len(rows), 480),
        key=f"pbd_kegiatan_{base.id}_{digest(rows)}", alt="Kegiatan dalam rencana", placeholder="–",
        disabled=[draft.EDITED[n] for n in ("kegiatan_id", "wilayah", "jenis", "dugaan", "keadaan_akar")],
        column_config={
            "Nomor": column.TextColumn(width=70), "Wilayah": column.TextColumn(width=110),
            "Jenis": column.TextColumn(width=90), "Kegiatan": column.TextColumn(width=240, required=True),
            "Penanggung jawab": column.TextColumn(width=150, required=True),
            "Triwulan": column.SelectboxColumn(options=list(TRIWULAN), width=80),
            "Tenggat": column.DateColumn(format="DD/MM/YYYY", width=100),
            "Anggaran (Rp)": column.NumberColumn(min_value=0, step=1, width=120),
            "Pelaksanaan": column.SelectboxColumn(options=list(STATUS), required=True, width=100),
        },
    )  # fmt: skip
    found, said = draft.edited(rows, after.rename(columns={text: name for name, text in draft.EDITED.items()}))
    if said:
        reflect.refuse(said)
        return None
    return None if found == rows else found


def _targets(base: Versi, saringan: Saringan) -> None:
    """The targets of the plan with their frozen baselines."""
    rows = base.isi.target
    if not rows:
        return
    names = region_names({row.kode_wilayah for row in rows})
    frame = pd.DataFrame({
        "Indikator atau ukuran": [row.acuan for row in rows], "Jenis": [row.jenis or "–" for row in rows],
        "Wilayah": [names.get(row.kode_wilayah, row.kode_wilayah) for row in rows],
        "Nilai awal": [number(row.nilai_baseline, 2) for row in rows],
        "Per": [day(row.tanggal_baseline) for row in rows],
        "Dituju": [number(row.nilai_target, 2) for row in rows],
        "Tenggat": [day(row.tanggal_tenggat) for row in rows],
        "Penanggung jawab": [row.penanggung_jawab for row in rows],
    })  # fmt: skip
    said = f"{number(len(rows))} target dalam rencana, dengan nilai awal yang dibekukan"
    with st.expander(said, key="pbd_target_ada"):
        parts.long_table("pbd_target", frame, sebutan="Target dalam rencana")
        st.page_link("../pages/target.py", label="Buka Target & realisasi", query_params=links.to(saringan))

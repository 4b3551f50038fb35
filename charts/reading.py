"""The figures of our pages read back as charts in data: exactly the numbers a reader sees, and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import reading_bars as bars
from charts import reading_dots as dots
from charts import reading_lines as lines
from charts.names import singkatan
from charts.reading_parts import Bacaan, is_empty
from charts.style import each
from schemas.rapat import Bagan, BaganPetak, Petak

READERS: dict[str, Callable[[go.Figure], Bacaan | None]] = {
    "bars_bagian": bars.bagian,
    "bars_banding": bars.tangga,
    "bars_biaya": bars.biaya,
    "bars_jarak": bars.jarak,
    "bars_kabar": bars.kabar,
    "bars_keadaan": bars.keadaan,
    "bars_kursi": bars.kursi,
    "bars_label": bars.label,
    "bars_proporsi": bars.proporsi,
    "bars_skor": bars.skor,
    "bars_tahan": bars.tahan,
    "bars_tahun": bars.tahun,
    "bars_tangga": bars.tangga,
    "bars_tingkat": bars.tingkat,
    "dots_banding": dots.banding,
    "dots_dua_hitungan": dots.dua_hitungan,
    "dots_irisan": dots.irisan,
    "dots_konteks": dots.konteks,
    "dots_peringkat": dots.peringkat,
    "dots_perubahan": dots.perubahan,
    "dots_rapor": dots.rapor,
    "dots_rentang_peringkat": dots.rentang,
    "dots_rentang_urutan": dots.rentang,
    "dots_satuan": dots.satuan,
    "dots_sertifikat": dots.sertifikat,
    "dots_spm": dots.rapor,
    "funnel_tahap": bars.corong,
    "labels_rapor": bars.tabel_rapor,
    "lines_kendali": lines.kendali,
    "lines_konteks": lines.konteks,
    "lines_penggerak": lines.penggerak,
    "lines_rapor": lines.rapor,
    "lines_target": lines.target,
    "lines_tren": lines.tren,
    "scatter_kuadran": dots.kuadran,
}
"""What reads the figures of each chart function."""

NO_KIND: dict[str, str] = {
    "bars_jadwal": "a calendar",
    "bars_tangga_skor": "a waterfall: each bar starts where the one before ended",
    "bars_tumpang_tindih": "one bar inside the other, in rupiah",
    "dots_sebaran": "many dots in a row",
    "funnel_kendali": "a logarithmic axis and curved limits",
    "heat_peluang_urutan": "a heat map",
    "lines_riwayat": "lines of several scales under one another",
    "map_provinsi": "a map of real borders",
    "small_multiples_tren": "38 small charts",
    "tiles_kegiatan": "a calendar",
}
"""Charts that no kind of Bagan says faithfully, and why: a screen of them shows the figure itself, paper a table."""


def read(figure: go.Figure) -> Bacaan | None:
    """The figure as data with what must be said beside it; None where no kind of chart says it all."""
    reader = READERS.get(str(figure.layout.meta or ""))
    found = None if reader is None else reader(figure)
    return None if found is None or is_empty(found.bagan) else found


def bagan_of(figure: go.Figure, alt: str = "") -> Bagan | None:
    """The figure as data, or None. `alt` is not read: it is the screen's own."""
    found = read(figure)
    return None if found is None else found.bagan


def petak_of(frame: pd.DataFrame, satuan: str = "%", acuan: float | None = None, sorot: tuple[str, ...] = ()) -> Bagan:
    """The tile map of a frame of views.tile_map: kode_provinsi_kemendagri, nama, singkatan, baris_petak, kolom_petak,
    pct. `acuan`: the nation's value; `sorot`: codes outlined."""
    return BaganPetak(
        petak=tuple(_petak(row, sorot) for row in each(frame)), satuan=satuan,
        acuan=None if acuan is None or acuan != acuan else float(acuan),
        nama_acuan="" if acuan is None or acuan != acuan else "Nasional",
    )  # fmt: skip


def _petak(row: Any, sorot: tuple[str, ...]) -> Petak:
    code = str(row.kode_provinsi_kemendagri)
    return Petak(kode=code, nama=str(row.nama), singkatan=singkatan(str(row.singkatan)), baris=int(row.baris_petak),
                 kolom=int(row.kolom_petak), nilai=None if row.pct is None or row.pct != row.pct else float(row.pct),
                 is_sorot=code in sorot)  # fmt: skip


__all__ = ["NO_KIND", "READERS", "bagan_of", "petak_of", "read"]

"""Schools of a region in groups by how many named reasons hold: a list to work with, never a ranking."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.shares import roll_up, with_share
from analysis.small_cells import FEWEST_PEOPLE
from charts.names import short_name
from charts.style import each
from views import data, parts, rows
from views.filters import Saringan
from views.format import is_none, names, number, percent
from views.priority.criteria import TANPA_UKURAN
from views.priority.rows import Prioritas

LOW = 0.5
"""Use is called low below this part of the share of all regions compared."""
BELUM, TIGA_T, BAKTI, RAPOR, PAKAI = "belum_terjangkau", "is_3t", "is_bakti", "rapor_terendah", "pemakaian_rendah"


def reasons(frame: pd.DataFrame, acuan: float | None) -> pd.DataFrame:
    """The schools of `kebutuhan_sekolah_per_kab_kota` with each reason as 1, 0 or NaN (not known), `jumlah_alasan` and
    `jumlah_diketahui`. Use is low below LOW of `acuan` (percent); of fewer than five people nothing is said.
    """
    people = pd.to_numeric(frame["m"]).astype(float)
    share = 100 * pd.to_numeric(frame["x"]).astype(float) / people.where(people >= FEWEST_PEOPLE)
    low = (share < LOW * acuan).astype(float).where(share.notna()) if acuan is not None else share * float("nan")
    lowest = pd.to_numeric(frame["jumlah_terendah"]).astype(float)
    found = frame.assign(**{
        PAKAI: low,
        RAPOR: (lowest > 0).astype(float).where(lowest.notna()),
        BELUM: 1 - _truth(frame["is_terjangkau"]),
        TIGA_T: _truth(frame["is_3t"]),
        BAKTI: _truth(frame["is_bakti"]),
    })  # fmt: skip
    flags = found[[PAKAI, RAPOR, BELUM, TIGA_T, BAKTI]]
    return found.assign(jumlah_alasan=flags.sum(axis=1).astype(int), jumlah_diketahui=flags.notna().sum(axis=1))


def _truth(values: pd.Series) -> pd.Series:
    return pd.Series([float("nan") if is_none(v) else float(bool(v)) for v in values], index=values.index)


def _reference(saringan: Saringan) -> float | None:
    """The share of all regions of the view together, at the newest cut-off, as the schools' own rows are."""
    if saringan.ukuran == TANPA_UKURAN:
        return None
    group = rows.main_group(saringan.ukuran)
    frame = data.ask(
        "pemanfaatan_per_kab_kota", ukuran=saringan.ukuran, kelompok_pengguna=group,
        tanggal_data=data.cutoffs(saringan.ukuran, group)[-1], jenjang=saringan.jenjang, status=saringan.status,
        kewenangan=saringan.kewenangan, pulau=None if saringan.provinsi else saringan.pulau,
        kode_provinsi=saringan.provinsi,
    )  # fmt: skip
    return float(with_share(roll_up(frame)).iloc[0]["pct"]) if frame["m"].notna().any() else None


def schools_panel(prioritas: Prioritas, kode: str) -> None:
    """The schools of the region shown, most reasons first, by name within a group."""
    saringan = prioritas.saringan
    codes = "|".join(item.kode.removeprefix("rapor:") for item in prioritas.kriteria if item.kode.startswith("rapor:"))
    frame = data.ask("kebutuhan_sekolah_per_kab_kota", kode_kab_kota=kode, ukuran=saringan.ukuran, indikator=codes,
                     jenjang=saringan.jenjang, status=saringan.status, kewenangan=saringan.kewenangan)  # fmt: skip
    name = short_name(str(prioritas.wilayah.set_index("kode").loc[kode, "nama"]))
    small = f"Satuan pendidikan di {name} · dikelompokkan menurut banyaknya alasan, bukan peringkat"
    if frame.empty:
        with parts.panel("sekolah", small, f"Daftar satuan pendidikan {name} belum ada pada pilihan ini"):
            parts.small("Pilih jenjang atau kewenangan lain, atau unggah daftar satuan pendidikan.")
        return
    acuan = _reference(saringan)
    found = reasons(frame, acuan)
    many = found[found["jumlah_alasan"] >= 2]
    with parts.panel("sekolah", small, _title(name, found, many)):
        parts.small(_said(acuan))
        groups = sorted({int(n) for n in found["jumlah_alasan"] if n > 0}, reverse=True)
        for at, count in enumerate(groups):
            group = found[found["jumlah_alasan"] == count]
            label = f"{count} alasan: {number(len(group))} satuan pendidikan"
            with st.expander(label, expanded=at == 0 and len(group) <= 12, key=f"alasan_{count}"):
                parts.long_table(f"alasan_{count}", _table(group), {"Satuan pendidikan": 180, "Alasan": 260},
                                 sebutan=label)  # fmt: skip
        rest = int((found["jumlah_alasan"] == 0).sum())
        if rest:
            parts.small(f"{number(rest)} satuan pendidikan lain: tidak ada alasan yang diketahui.")
        known = found["tahun_rapor"].dropna()
        note = f"Rapor satuan pendidikan {int(known.max())}" if len(known) else "Rapor satuan pendidikan tidak tersedia"
        when = pd.to_datetime(found["tanggal_pemanfaatan"]).max()
        parts.foot(
            "alasan_sekolah",
            parts.Kaki(None if pd.isna(when) else when.date(), f"n = {number(len(found))} satuan pendidikan",
                       "daftar satuan pendidikan, daftar hadir bimtek, ekspor platform, Rapor Pendidikan", note),
            _download(found),
        )  # fmt: skip


def _title(name: str, found: pd.DataFrame, many: pd.DataFrame) -> str:
    if many.empty:
        return f"{name}: tidak ada satuan pendidikan dengan dua alasan atau lebih, dari {number(len(found))}"
    return f"{name}: {number(len(many))} dari {number(len(found))} satuan pendidikan punya dua alasan atau lebih"


def _said(acuan: float | None) -> str:
    low = "pemakaian rendah (tidak tersedia di sini)"
    if acuan is not None:
        low = f"pemakaian di bawah {percent(LOW * acuan)}, separuh angka wilayah yang dibandingkan"
    return (
        f"Alasan, sama untuk semua tujuan: {low}; label Rapor terendah pada indikator yang dipakai di atas; belum "
        "pernah terjangkau bimtek; daerah 3T; penerima internet BAKTI. Pemakaian oleh kurang dari "
        f"{FEWEST_PEOPLE} orang tidak disebut."
    )


def _words(row: Any) -> str:
    said = []
    if getattr(row, PAKAI) == 1:
        said.append("pemakaian rendah")
    if getattr(row, RAPOR) == 1:
        said.append(f"label terendah pada {row.indikator_terendah}")
    if getattr(row, BELUM) == 1:
        said.append("belum pernah terjangkau bimtek")
    if getattr(row, TIGA_T) == 1:
        said.append("daerah 3T")
    if getattr(row, BAKTI) == 1:
        said.append("penerima BAKTI")
    return names(said, 5)


def _table(group: pd.DataFrame) -> pd.DataFrame:
    ordered = group.sort_values(["nama", "npsn"], kind="stable")
    return pd.DataFrame(
        {
            "Satuan pendidikan": ordered["nama"].astype(str),
            "Kecamatan": [str(v) if isinstance(v, str) else "–" for v in ordered["kecamatan"]],
            "Jenjang": [str(v) if isinstance(v, str) else "–" for v in ordered["jenjang"]],
            "Alasan": [_words(row) for row in each(ordered)],
        }
    )


def _download(found: pd.DataFrame) -> pd.DataFrame:
    ordered = found.sort_values(["jumlah_alasan", "nama", "npsn"], ascending=[False, True, True], kind="stable")
    told = {1.0: "ya", 0.0: "tidak"}
    return pd.DataFrame(
        {
            "npsn": ordered["npsn"], "satuan_pendidikan": ordered["nama"], "kecamatan": ordered["kecamatan"],
            "jenjang": ordered["jenjang"], "status": ordered["status"], "jumlah_alasan": ordered["jumlah_alasan"],
            **{name: [told.get(v, "tidak diketahui") for v in ordered[name]]
               for name in (PAKAI, RAPOR, BELUM, TIGA_T, BAKTI)},
            "indikator_terendah": [v if isinstance(v, str) else "" for v in ordered["indikator_terendah"]],
        }
    )  # fmt: skip

"""Panels of one chosen Rapor indicator: its years, its regions, its schools' labels, and what is missing and why."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.shares import FEWEST_SCHOOLS
from analysis.status_change import pair_years
from charts.names import short_name
from charts.rapor_bars import bars_label
from charts.rapor_dots import dots_rapor
from charts.rapor_trend import DeretRapor, breaks, lines_rapor
from charts.style import SECONDARY, each
from views import data, parts
from views.format import number, percent, signed
from views.rapor import rows as rapor_rows
from views.rapor import words as rapor_words
from views.rapor.panels import base, columns, key_of_labels, stale
from views.rapor.rows import PLACE, Pilih, Tempat, digits, value_words

NOT_LISTED = "tidak ada di berkas"
"""Why a region has nothing when not even a row says so."""


def indicator_name(pilih: Pilih) -> str:
    """`A.1 Kemampuan literasi`."""
    return f"{pilih.indikator} {pilih.nama_indikator}".strip()


def remark(pilih: Pilih) -> str:
    """What the catalogue says of an indicator whose labels or scale run the other way."""
    is_turned = pilih.keluarga in ("kesenjangan", "partisipasi")
    return (pilih.catatan or "").rstrip(".") if is_turned else ""


def trend_panel(tempat: Tempat, pilih: Pilih, own: pd.DataFrame) -> None:
    """The indicator over the years, cut where the instrument changed; a kab/kota with its province as context."""
    satuan, name = pilih.satuan, indicator_name(pilih)
    rows = _years(own, pilih)
    series = [DeretRapor(tempat.nama, rows, is_utama=True)]
    if tempat.tingkat == "kab_kota":
        province = Tempat("provinsi", data.province(str(tempat.provinsi))[0], tempat.provinsi)
        context = _years(rapor_rows.own_rows(province, pilih.kelompok), pilih)
        if context["nilai"].notna().any():
            series.append(DeretRapor(province.nama, context, SECONDARY))
    title = rapor_words.trend_headline(tempat.nama, rows, satuan)
    with parts.panel("tren_rapor", f"{name} · {pilih.siapa} · per tahun Rapor", title, stale(pilih)):
        if rows["nilai"].notna().sum() == 0:
            parts.empty(f"{name} tidak mempunyai nilai untuk {tempat.nama}, {pilih.siapa}.",
                        "Pilih indikator, jenis, atau status lain pada baris di atas.")  # fmt: skip
            return
        reasons = rapor_rows.break_reasons(pilih, pilih.indikator)
        why = "; ".join(dict.fromkeys(reasons.values()))
        figure = lines_rapor(series, desimal_nilai=digits(satuan), sebab=why)
        parts.chart(figure, "tren_rapor", f"{name}: {title}", gulir="sedang")
        years = rows["tahun"].tolist()
        notes = [f"garis tidak disambung di {', '.join(map(str, breaks(rows)))}: {why}"] if breaks(rows) else []
        notes += [text for text in (remark(pilih),) if text]
        if years and min(years) > int(own["tahun"].min()):
            notes.append(f"jenis {pilih.jenis} baru ada di Rapor {min(years)}, tidak disambung dengan nama lamanya")
        if 2022 in years:
            notes.append("2022 hasil konversi ke 0–100")
        wanted = {"tempat": "wilayah", "tahun": "tahun", "kode": "kode", "indikator": "indikator", "nilai": "nilai",
                  "label": "label", "alasan_tidak_tersedia": "alasan_tidak_tersedia",
                  "ruas": "ruas_instrumen"}  # fmt: skip
        together = pd.concat([line.rows.assign(tempat=line.nama) for line in series])
        parts.foot("rapor_tren", parts.Kaki(None, base(tempat, pilih, f"{len(rows)} tahun"), rapor_words.SUMBER,
                                            "; ".join(notes)),
                   columns(together, wanted, pilih), rapor_words.TERMS, is_view=False)  # fmt: skip


def _years(own: pd.DataFrame, pilih: Pilih) -> pd.DataFrame:
    """All years of the chosen indicator up to the chosen one, with their hover."""
    rows = rapor_rows.pick(own, pilih)
    rows = rows[(rows["kode"] == pilih.indikator) & (rows["tahun"] <= pilih.tahun)].sort_values("tahun")
    said = [
        f"<b>Rapor {row.tahun}</b><br>{value_words(row.nilai, row.satuan)} · {row.label or 'tanpa label'}<br>"
        f"memuat AN {row.tahun - 1}; pembilang dan penyebut tidak diterbitkan"
        for row in each(rows)
    ]
    return rows.assign(keterangan=pd.Series(said, index=rows.index, dtype=object))


def regions(tempat: Tempat, pilih: Pilih) -> pd.DataFrame:
    """Every region of the level below (or beside) in the chosen year, those without data with their reason."""
    level = "provinsi" if tempat.tingkat == "nasional" else "kab_kota"
    frame = rapor_rows.of_level(level, pilih, provinsi=tempat.provinsi, kode=pilih.indikator, tahun=pilih.tahun)
    paired = pair_years(frame, pilih.tahun, [*PLACE, "kode"])
    if level == "provinsi":
        key, names = PLACE[0], data.provinces()
    else:
        key, names = PLACE[1], data.regencies(str(tempat.provinsi))
    whole = pd.DataFrame({key: list(names), "nama": list(names.values())})
    result = whole.merge(paired.drop(columns="nama"), on=key, how="left", suffixes=("", "_r"))
    has = result["nilai"].notna() | result["label"].notna()
    reason = result["alasan_tidak_tersedia"].astype(object)
    result["alasan"] = reason.where(reason.notna(), NOT_LISTED).where(~has, None)
    result["urutan"] = [pilih.urutan] * len(result)
    result["label"] = result["label"].astype(object).where(result["label"].notna(), None)
    return result


def regions_panel(tempat: Tempat, pilih: Pilih) -> None:
    """The regions of the chosen indicator: values with labels, or labels alone; the missing with their reason."""
    frame = regions(tempat, pilih)
    satuan, name, unit = pilih.satuan, indicator_name(pilih), tempat.anggota
    where = "Indonesia" if tempat.tingkat == "nasional" else data.province(str(tempat.provinsi))[0]
    there = frame[frame["nilai"].notna()]
    labelled = frame[frame["label"].notna()]
    title = rapor_words.spread_headline(frame, satuan, unit, len(frame))
    with parts.panel("wilayah_rapor", f"{name} · {unit} di {where} · {pilih.siapa} · Rapor {pilih.tahun}", title,
                     stale(pilih)):  # fmt: skip
        if there.empty and labelled.empty:
            parts.empty(f"{name} tidak terbit per {unit} di {where} untuk {pilih.siapa}.",
                        "Indikator tingkat 2 dan proporsi hanya terbit sampai tingkat provinsi.")  # fmt: skip
        elif there.empty:
            counted = labelled.groupby("label").size().reset_index(name="jumlah").astype({"jumlah": float})
            order = labelled["urutan"].iloc[0]
            counted = counted.assign(baris=f"{len(labelled)} {unit} berlabel", urutan=[order] * len(counted))
            parts.chart(bars_label(counted, f"{len(labelled)} {unit}"), "wilayah_rapor", title)
            for label, part in labelled.groupby("label"):
                parts.small(f"{label}: {', '.join(part['nama'])}")
        else:
            shown = there.assign(keterangan=[_hover(row, pilih) for row in each(there)])
            focus = tempat.nama if tempat.tingkat == "kab_kota" else None
            whole = _published(tempat, pilih)
            parts.chart(dots_rapor(shown, sorot=focus, acuan=whole, nama_acuan=where if whole is not None else "",
                                   desimal_nilai=digits(satuan)), "wilayah_rapor", title)  # fmt: skip
        _missing(frame, unit)
        wanted = {"nama": "wilayah", "kode": "kode", "nilai": "nilai", "label": "label",
                  "nilai_lalu": "nilai_tahun_lalu", "poin": "perubahan", "sebab": "sebab_tidak_dibandingkan",
                  "alasan": "alasan_tidak_tersedia"}  # fmt: skip
        note = "; ".join(filter(None, [remark(pilih), "urut nilai, bukan peringkat: Rapor tanpa selang",
                                       "nilai provinsi seperti terbit, bukan rata-rata kab/kota"]))  # fmt: skip
        said = base(tempat, pilih, f"n = {len(there)} dari {len(frame)} {unit}", is_anggota=True)
        parts.foot("rapor_wilayah", parts.Kaki(None, said,
                                               rapor_words.SUMBER, note),
                   columns(frame, wanted, pilih), rapor_words.TERMS, is_view=False)  # fmt: skip


def _published(tempat: Tempat, pilih: Pilih) -> float | None:
    """The province's own published value of the chosen indicator and year."""
    if tempat.provinsi is None:
        return None
    province = Tempat("provinsi", "", tempat.provinsi)
    rows = rapor_rows.pick(rapor_rows.own_rows(province, pilih.kelompok), pilih)
    mine = rows[(rows["kode"] == pilih.indikator) & (rows["tahun"] == pilih.tahun) & rows["nilai"].notna()]
    return None if mine.empty else float(mine["nilai"].iloc[0])


def _hover(row: object, pilih: Pilih) -> str:
    nilai, satuan, label = (getattr(row, n) for n in ("nilai", "satuan", "label"))
    sebab, poin = getattr(row, "sebab", ""), getattr(row, "poin", float("nan"))
    moved = f"{signed(poin, digits(satuan))} dari Rapor {pilih.tahun - 1}" if not sebab else str(sebab)
    return (
        f"<b>{getattr(row, 'nama', '')}</b><br>{value_words(nilai, satuan)} · {label or 'tanpa label'}<br>{moved}"
        "<br>pembilang dan penyebut tidak diterbitkan"
    )


def _missing(frame: pd.DataFrame, unit: str) -> None:
    """The regions without value and label, counted and listed by the reason the file gives."""
    gone = frame[frame["alasan"].notna()]
    if gone.empty:
        return
    with st.expander(f"{number(len(gone))} {unit} tanpa data, dengan alasannya", key="tanpa_data_rapor"):
        table = pd.DataFrame(
            [
                {"Alasan": str(reason), "Jumlah": number(len(part)), "Wilayah": ", ".join(part["nama"])}
                for reason, part in gone.groupby("alasan")
            ]
        )
        parts.prose_table(table, sebutan="Alasan data tidak tersedia")


def schools_panel(tempat: Tempat, pilih: Pilih) -> None:
    """How many schools of each kab/kota carry which label of the chosen indicator; never a list of schools."""
    if tempat.provinsi is None:
        return
    frame = data.ask("rapor_label_satuan", kode_provinsi=tempat.provinsi, kelompok=pilih.kelompok, jenis=pilih.jenis,
                     kode=pilih.indikator, tahun=pilih.tahun)  # fmt: skip
    if pilih.status != "Semua":
        frame = frame[frame["status"] == pilih.status]
    if tempat.kab_kota is not None:
        frame = frame[frame["kode_kab_kota_kemendagri"] == tempat.kab_kota]
    if frame.empty:
        return
    # Schools carry Negeri or Swasta alone, so their counts add up; regions' values never do.
    counted = frame.groupby(["nama", "label"], sort=False)["jumlah_satuan"].sum().reset_index(name="jumlah")
    order = pilih.urutan
    orders = pd.Series([order] * len(counted), index=counted.index, dtype=object)
    counted = counted.assign(baris=[short_name(n) for n in counted["nama"]], jumlah=counted["jumlah"].astype(float),
                             urutan=orders)  # fmt: skip
    total = int(counted["jumlah"].sum())
    best = order[0] if order else "Baik"
    good = int(counted.loc[counted["label"] == best, "jumlah"].sum())
    share = percent(100 * good / total) if total >= FEWEST_SCHOOLS else "terlalu sedikit untuk dibandingkan"
    title = f"{number(good)} dari {number(total)} satuan pendidikan berlabel {best} ({share})"
    small = f"{indicator_name(pilih)} · label satuan pendidikan per kab/kota · {pilih.siapa} · Rapor {pilih.tahun}"
    with parts.panel("label_satuan", small, title, stale(pilih)):
        with st.expander(f"Jumlah satuan pendidikan menurut label di {counted['baris'].nunique()} kab/kota",
                         key="lipat_label_satuan"):  # fmt: skip
            key_of_labels()
            parts.chart(bars_label(counted, "satuan pendidikan"), "label_satuan", title)
        wanted = {"nama": "kab_kota", "label": "label", "jumlah": "jumlah_satuan"}
        note = "satuan tanpa label (tidak mengikuti AN, dan sebab lain) tidak terhitung; kab/kota dengan "
        note += "kurang dari 10 satuan terlalu sedikit untuk dibandingkan"
        parts.foot("rapor_label_satuan", parts.Kaki(None, base(tempat, pilih, f"n = {number(total)} satuan pendidikan"),
                                                    "unduhan Rapor Pendidikan Daerah, lembar satuan pendidikan", note),
                   columns(counted, wanted, pilih), rapor_words.TERMS, is_view=False)  # fmt: skip

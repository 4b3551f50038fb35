"""Finding one school: by NPSN, or by a name as it is remembered, in the whole nation or in the place chosen."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.search import GENERIC, as_npsn, is_said, pieces, ranked, words
from charts.names import short_name
from charts.style import each
from views import data, filter_bar, parts, search
from views.filters import Saringan
from views.format import is_none, number

SHOWN = 20
BEFORE = "satuan_tempat_sebelum"
COLUMNS = ["npsn", "nama", "jenjang", "kecamatan", "nama_kab_kota", "nama_provinsi"]


def box(saringan: Saringan) -> str:
    """The search box; a whole NPSN opens its school at once, another text leaves the school that is open."""

    def then(text: str) -> None:
        npsn = as_npsn(text)
        if npsn is not None and len(npsn) == 8 and data.school_place(npsn) is not None:
            filter_bar.go(satuan=npsn)
        elif saringan.npsn is not None and text:
            filter_bar.go()

    return search.box("Cari satuan pendidikan", "NPSN, atau nama: sdn 1 melati, smp muhamadiyah agam", then)


def candidates(saringan: Saringan, text: str) -> pd.DataFrame:
    """The schools a text may mean, the nearest first: COLUMNS and `dekat` (0-100). A place narrows a name, no NPSN."""
    npsn = as_npsn(text)
    if npsn is not None:
        return data.ask("satuan_cari_npsn", awalan=npsn).assign(dekat=100.0)
    looked_for = pieces(text)
    if text and not looked_for:
        return pd.DataFrame(columns=[*COLUMNS, "dekat"])
    found = data.ask("satuan_cari", potongan="|".join(looked_for), teks=text.lower(), kode_provinsi=saringan.provinsi,
                     kode_kab_kota=saringan.kab_kota, kecamatan=saringan.kecamatan)  # fmt: skip
    if not text:
        return found.assign(dekat=100.0)
    near = ranked(text, found["nama"].astype(str).tolist(), _place(found))
    return found.iloc[[row for row, _ in near]].assign(dekat=[score for _, score in near])


def _place(found: pd.DataFrame) -> list[str]:
    """Kecamatan, kab/kota and province of each row as one text to search in."""
    there = zip(found["kecamatan"], found["nama_kab_kota"], found["nama_provinsi"], strict=True)
    return [" ".join(str(value) for value in row if not is_none(value)) for row in there]


def results(saringan: Saringan, text: str) -> None:
    """The schools found, each a click from its page; or what to do when there are none."""
    where = place_name(saringan)
    if not text and saringan.kab_kota is None:
        _invite(where)
        return
    found = candidates(saringan, text).reset_index(drop=True)
    if found.empty:
        _nothing(saringan, text, where)
        return
    is_npsn = as_npsn(text) is not None
    with parts.answer(_small(text, "Indonesia" if is_npsn else where), _headline(found, text)):
        if len(found) > SHOWN:
            first = "yang paling dekat" if text else "pertama menurut nama"
            parts.small(f"{SHOWN} {first} ditampilkan. Tambahkan kata, nama kecamatan, atau kabupaten/kota "
                        "untuk mempersempit.")  # fmt: skip
    with st.container(key="hasil_cari"):
        for row in each(found.head(SHOWN)):
            _row(saringan, row)
    if saringan.provinsi is not None and not is_npsn:
        st.button("Cari di seluruh Indonesia", key="cari_seluruh", on_click=filter_bar.go)
    last = max(data.as_date(t) for t in found["tanggal_data"])
    many = f"{number(min(len(found), SHOWN))} dari {_count(found)} yang cocok"
    shown = found.head(SHOWN)[COLUMNS]
    parts.foot("cari_satuan", parts.Kaki(last, many, "daftar satuan pendidikan (Dapodik)"), shown, is_view=False)


def _invite(where: str) -> None:
    none = {"kode_provinsi": None, "kode_kab_kota": None, "kecamatan": None}
    if data.ask("satuan_cari", potongan="", teks="", **none).empty:
        parts.empty("Snapshot ini belum memuat daftar satuan pendidikan.",
                    "Unggah daftar satuan pendidikan (Dapodik) pada halaman Unggah & periksa.")  # fmt: skip
        return
    parts.empty(
        f"Belum ada satuan pendidikan yang dipilih ({where}).",
        "Ketik NPSN atau nama pada kotak di atas. Salah ketik tidak apa-apa, dan nama kecamatan atau kabupaten/kota "
        "boleh ikut ditulis. Atau pilih kabupaten/kota untuk melihat daftarnya.",
    )


def _nothing(saringan: Saringan, text: str, where: str) -> None:
    said = f" untuk “{text}”" if text else ""
    if as_npsn(text) is not None:
        parts.empty(
            f"Tidak ada satuan pendidikan dengan NPSN berawalan “{text}” pada daftar.",
            "Periksa angkanya. Sekolah baru atau yang ditutup mungkin belum atau tidak lagi ada di daftar Dapodik yang "
            "diunggah; cari juga dengan namanya.",
        )
    else:
        parts.empty(
            f"Tidak ada satuan pendidikan yang cocok{said} di {where}.",
            "Coba satu kata khas dari namanya saja, atau NPSN-nya. Sekolah yang tidak ada pada daftar Dapodik yang "
            "diunggah tidak dapat ditemukan di sini.",
        )
        if saringan.provinsi is not None:
            st.button("Cari di seluruh Indonesia", key="cari_seluruh", on_click=filter_bar.go)
    if text:
        st.button("Kosongkan pencarian", key="cari_kosongkan", on_click=search.forget)


def _small(text: str, where: str) -> str:
    return f"Pencarian “{text}” · {where}" if text else f"Daftar satuan pendidikan · {where} · urut nama"


def _count(found: pd.DataFrame) -> str:
    return f"sedikitnya {number(len(found))}" if len(found) >= 600 else number(len(found))


def _headline(found: pd.DataFrame, text: str) -> str:
    if not text:
        return f"{_count(found).capitalize()} satuan pendidikan; pilih satu untuk membukanya"
    same = found["nama"].astype(str).str.upper()
    first = same.iloc[0]
    twins = int((same == first).sum())
    if as_npsn(text) is None and not is_said(text, str(found["nama"].iloc[0]), _place(found)[0]):
        return f"Tidak ada yang persis sama; {_count(found)} nama mirip, yang terdekat {found['nama'].iloc[0]}"
    if len(found) == 1:
        return f"Satu yang cocok: {found['nama'].iloc[0]}"
    is_named = any(word not in GENERIC and not word.isdigit() for word in words(text))
    if twins > 1 and is_named and as_npsn(text) is None:
        return f"{number(twins)} satuan pendidikan bernama {found['nama'].iloc[0]}; bedakan dari tempatnya"
    return f"{_count(found).capitalize()} satuan pendidikan cocok; yang terdekat {found['nama'].iloc[0]}"


def _row(saringan: Saringan, row: Any) -> None:
    bits = [row.jenjang, row.kecamatan, short_name(str(row.nama_kab_kota)) if not is_none(row.nama_kab_kota) else None,
            row.nama_provinsi if not is_none(row.nama_provinsi) else "di luar 38 provinsi"]  # fmt: skip
    said = " · ".join(str(bit) for bit in bits if not is_none(bit))
    with st.container(horizontal=True, key=f"cari_baris_{row.npsn}"):
        st.button(parts.escape_markdown(str(row.nama)), key=f"buka_{row.npsn}", type="tertiary", on_click=_open,
                  args=(saringan, str(row.npsn)))  # fmt: skip
        st.markdown(parts.escape_markdown(f"{said} · NPSN {row.npsn}"), width="content")


def _open(saringan: Saringan, npsn: str) -> None:
    names = ("provinsi", "kab_kota", "kecamatan")
    st.session_state[BEFORE] = {name: value for name in names if (value := getattr(saringan, name))}
    filter_bar.go(satuan=npsn)


def back_button(text: str) -> None:
    """The way back from a school to what was found."""
    label = f"Kembali ke hasil “{text}”" if text else "Cari satuan lain"
    st.button(parts.escape_markdown(label), key="cari_kembali", type="tertiary", on_click=_back)


def _back() -> None:
    filter_bar.go(**st.session_state.pop(BEFORE, {}))


def place_name(saringan: Saringan) -> str:
    """The place a search is narrowed to, in words."""
    if saringan.provinsi is None:
        return "Indonesia"
    name, _ = data.province(saringan.provinsi)
    if saringan.kab_kota is None:
        return name
    regency = short_name(data.regencies(saringan.provinsi).get(saringan.kab_kota, saringan.kab_kota))
    return f"{saringan.kecamatan}, {regency}" if saringan.kecamatan else f"{regency}, {name}"

"""The page Dokumen: which document, about what, with which letterhead; how it will look; and its files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial

import streamlit as st

from schemas.naskah import Kop, Naskah
from schemas.person_numbers import has_person
from views import background, data, filter_bar, options, parts
from views.background import Berkas, Lapor
from views.documents import activity, making, plan_words
from views.documents.making import DOCX, PDF, Pesanan
from views.filters import Saringan
from views.format import number
from views.meeting.package import base_address, slug
from warehouse import letterhead, plans
from warehouse.plans import PlansFault

OPSI = ("jenis_naskah", "kegiatan", "rencana")
BENTUK = {PDF: "Unduh PDF", DOCX: "Unduh DOCX"}
LINES = {"instansi": "Instansi", "unit": "Kantor", "alamat": "Alamat"}
MOST_PAGES = 6
"""Pages drawn for a look; a long plan has more in its file."""


def kind() -> str:
    """The kind of document the link asks for."""
    return options.value("jenis_naskah", making.JENIS, making.PROFIL)


def filters(jenis: str) -> tuple[filter_bar.Saring, ...]:
    """The filters that mean something for a kind: only a profile is of a measure."""
    is_measured = jenis == making.PROFIL and data.choices() is not None
    return ("ukuran", "kelompok", "tanggal", "banding") if is_measured else ()


def choose(saringan: Saringan, jenis: str) -> Pesanan | None:
    """The document asked for; None where there is nothing of this kind to choose from, which is said."""
    with st.container(horizontal=True, key="naskah_pilihan", vertical_alignment="center"):
        options.segments("jenis_naskah", "Jenis naskah", dict(making.JENIS), making.PROFIL)
        kop = _kop()
    kegiatan = rencana = None
    if jenis == making.KEGIATAN:
        there = activity.choices(saringan.provinsi)
        if not there:
            parts.empty("Belum ada kegiatan bimtek untuk wilayah ini.", "Unggah kegiatan dan daftar hadirnya, atau "
                        "pilih provinsi lain.")  # fmt: skip
            return None
        kegiatan = options.select("kegiatan", "Kegiatan", there, next(iter(there)))
    elif jenis in making.DARI_RENCANA:
        saved = _plans(saringan)
        if not saved:
            parts.empty("Belum ada rencana tersimpan untuk wilayah ini.", "Susun dan simpan rencana mulai dari halaman "
                        "Prioritas, lalu kembali ke sini.")  # fmt: skip
            st.page_link("../pages/prioritas.py", label="Buka Prioritas")
            return None
        rencana = options.select("rencana", "Rencana", saved, next(iter(saved)))
    return Pesanan(jenis, saringan, kop, kegiatan, rencana, base_address())


def _plans(saringan: Saringan) -> dict[str, str]:
    try:
        found = plans.listed(viewer=data.viewer())
    except PlansFault as fault:
        st.warning(parts.escape_markdown(str(fault)))
        return {}
    mine = [one for one in found if one.kode_provinsi in (None, saringan.provinsi)]
    return {one.id: f"{one.nama} · {one.tahun} · versi {one.versi}" for one in mine}


def _kop() -> Kop:
    """The office's letterhead: the one kept for this data folder until another is typed in this session."""
    kept = letterhead.load()
    with st.popover("Kop surat", key="kop", width="content"):
        typed = {name: str(st.text_input(label, getattr(kept, name), key=f"kop_{name}", max_chars=letterhead.LONGEST))
                 for name, label in LINES.items()}  # fmt: skip
        kop = Kop(**{name: text.strip() for name, text in typed.items()})
        st.caption("Dicetak di atas setiap naskah. Tulis nama kantor, bukan nama orang.")
        if any(has_person(text) for text in typed.values()):
            st.warning("Kop memuat angka seperti NIK atau NIP; hapus dahulu.")
            return kept
        st.button("Simpan untuk kantor ini", key="kop_simpan", disabled=kop == kept, on_click=_keep, args=(kop,))
    return kop


def _keep(kop: Kop) -> None:
    try:
        letterhead.save(kop)
    except OSError:
        st.toast("Kop tidak tersimpan: folder data tidak dapat ditulis.")
        return
    st.toast("Kop disimpan; dipakai semua naskah, juga yang terjadwal.")


def show(pesanan: Pesanan) -> Naskah | None:
    """The document as it will be printed, with its downloads; None where the data hold nothing for it."""
    naskah = making.compose(pesanan)
    name = making.JENIS[pesanan.jenis]
    if naskah is None:
        other = (f"Belum ada isi untuk {name.lower()} ini.", "Pilih wilayah atau tanggal data lain pada baris di atas.")
        parts.empty(*plan_words.EMPTY.get(pesanan.jenis, other))
        return None
    with parts.answer(f"{name} · {naskah.subjudul}" if naskah.subjudul else name, naskah.judul):
        left, right = st.columns([7, 3], gap="medium")
    with right:
        for bentuk, label in BENTUK.items():
            st.download_button(
                label, partial(making.write, naskah, bentuk), making.file_name(naskah, bentuk), making.MIME[bentuk],
                key=f"unduh_naskah_{bentuk}", type="primary" if bentuk == PDF else "secondary", on_click="ignore",
                width="stretch",
            )  # fmt: skip
        parts.small(naskah.kaki)
    with left:
        _look(naskah)
    return naskah


def _look(naskah: Naskah) -> None:
    pictures, pages = _pictures(naskah.model_dump_json())
    for at, picture in enumerate(pictures, 1):
        with st.container(border=True, key=f"halaman_{at}"):
            st.image(picture, caption=f"Halaman {at} dari {pages}", width="stretch")
    if pages > len(pictures):
        parts.small(f"{number(pages - len(pictures))} halaman lain ada di berkasnya.")


@st.cache_data(show_spinner="Menata halaman …", max_entries=60)
def _pictures(naskah: str) -> tuple[Sequence[bytes], int]:
    from reports.document_pdf import png_pages

    return png_pages(Naskah.model_validate_json(naskah), most=MOST_PAGES)


def batch(pesanan: Pesanan) -> None:
    """All kab/kota of the province at once, in one ZIP, made beside the page."""
    view = pesanan.saringan
    if pesanan.jenis not in making.PER_WILAYAH or view.provinsi is None:
        return
    names = data.regencies(view.provinsi)
    where = data.provinces()[view.provinsi]
    title = f"{making.JENIS[pesanan.jenis]} untuk {number(len(names))} kab/kota {where} sekaligus"
    with parts.panel("naskah_semua", "Satu ZIP · dibuat di belakang, boleh ditinggal", title):
        with st.container(horizontal=True, key="naskah_semua_bentuk"):
            for bentuk, label in ((PDF, "PDF"), (DOCX, "DOCX")):
                _batch_button(pesanan, bentuk, label, where)
        background.progress(*(f"naskah_semua_{bentuk}" for bentuk in BENTUK))


def command(pesanan: Pesanan) -> None:
    """The command that makes the same files without a page."""
    view = pesanan.saringan
    with st.expander("Untuk penjadwal: naskah yang sama lewat baris perintah", key="naskah_perintah"):
        asked = f"--provinsi {view.provinsi} --bulan {view.tanggal_data:%Y-%m}"
        st.code(f"python -m reports.terbit {asked} --ke NAMA_FOLDER", language=None, wrap_lines=True)
        st.caption("Membuat paket rapat, profil dan Rapor semua kab/kota, laporan kegiatan bulan itu, naskah rencana.")


def _batch_button(pesanan: Pesanan, bentuk: str, label: str, where: str) -> None:
    key = f"naskah_semua_{bentuk}"
    asked = repr((pesanan.jenis, pesanan.saringan, pesanan.kop, data.snapshot().id, data.viewer()))
    sidik = hashlib.sha1(asked.encode(), usedforsecurity=False).hexdigest()
    if background.outcome(key, sidik, f"Unduh ZIP {label}"):
        return
    found = background.of(key, sidik)
    name = f"{pesanan.jenis}_{slug(where)}_{pesanan.saringan.tanggal_data.isoformat()}_{bentuk}.zip"
    st.button(f"Buat ZIP {label}", key=f"buat_{key}", disabled=found is not None and found.is_berjalan,
              on_click=background.start, args=(key, sidik, partial(_zip, pesanan, bentuk, name)))  # fmt: skip


def _zip(pesanan: Pesanan, bentuk: str, name: str, lapor: Lapor) -> Berkas:
    made = making.zipped(pesanan, (bentuk,), lapor)
    said = f"{number(made.dibuat)} naskah"
    if made.dilewati:
        said += f"; tanpa data dan dilewati: {', '.join(made.dilewati)}"
    return Berkas(name, made.isi, making.ZIP, said)


__all__ = ["OPSI", "batch", "choose", "command", "filters", "kind", "show"]

"""From a kind of document and a place to its file: the same way for the page Dokumen and for the command Terbit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from reports import address
from reports.bundle import zip_bytes
from schemas.naskah import Kop, Naskah
from views import data
from views.background import Lapor
from views.documents import activity, batch, plan, profile, rapor_sheet
from views.filters import Saringan
from warehouse import plans
from warehouse.plans import PlansFault, Versi

RAPOR, PROFIL, KEGIATAN, PERAN, TINDAK_LANJUT = "rapor", "profil", "kegiatan", "peran", "tindak_lanjut"
JENIS: Mapping[str, str] = {
    PROFIL: "Lembar profil",
    RAPOR: "Rapor Pendidikan daerah",
    KEGIATAN: "Laporan kegiatan bimtek",
    PERAN: "Matriks pembagian peran",
    TINDAK_LANJUT: "Rencana tindak lanjut",
}
"""The kinds of documents by their name in the link."""
PER_WILAYAH = (PROFIL, RAPOR)
"""Kinds there is one of for each kab/kota."""
DARI_RENCANA = (PERAN, TINDAK_LANJUT)
PDF, DOCX = "pdf", "docx"
MIME = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
ZIP = "application/zip"


@dataclass(frozen=True)
class Pesanan:
    """A document asked for: its kind, the view, and of an event or a plan which one."""

    jenis: str
    saringan: Saringan
    kop: Kop = field(default_factory=Kop)
    kegiatan: str | None = None
    rencana: str | None = None
    alamat: str = ""
    """Of the app, for the link in the document; without it the link is no more than the page's name."""


def compose(pesanan: Pesanan) -> Naskah | None:
    """The document's content; None where the data hold nothing for it. KeyError for an unknown kind or plan."""
    found = _composed(pesanan)
    return None if found is None else linked(found, pesanan.alamat)


def linked(naskah: Naskah, alamat: str) -> Naskah:
    """The document with the whole link of its view, where the app's address is known."""
    url = address.whole(alamat, naskah.tautan)
    return naskah.model_copy(update={"tautan": url}) if url else naskah


def _composed(pesanan: Pesanan) -> Naskah | None:
    view, kop = pesanan.saringan, pesanan.kop
    if pesanan.jenis == PROFIL:
        return profile.naskah(str(view.provinsi), view.kab_kota, view, kop=kop)
    if pesanan.jenis == RAPOR:
        return rapor_sheet.naskah(view.kab_kota or str(view.provinsi), kop=kop)
    if pesanan.jenis == KEGIATAN:
        return None if pesanan.kegiatan is None else activity.naskah(pesanan.kegiatan, kop=kop)
    make: Callable[..., Naskah | None] = {PERAN: plan.naskah_peran, TINDAK_LANJUT: plan.naskah_tindak_lanjut}[
        pesanan.jenis
    ]
    found = None if pesanan.rencana is None else saved_plan(pesanan.rencana)
    return None if found is None else make(found, kop=kop)


def saved_plan(id: str) -> Versi | None:
    """The newest version of a plan this viewer may read; None where there is none, or the store can't be read."""
    try:
        return plans.load(id, viewer=data.viewer())
    except (KeyError, PlansFault):
        return None


def write(naskah: Naskah, bentuk: str) -> bytes:
    """The document as PDF or DOCX; KeyError for another form."""
    # each brings a large library: none of them is loaded before it is asked for
    if bentuk == PDF:
        from reports.document_pdf import pdf_bytes

        return pdf_bytes(naskah)
    if bentuk == DOCX:
        from reports.document_docx import docx_bytes

        return docx_bytes(naskah)
    raise KeyError(bentuk)


def file_name(naskah: Naskah, bentuk: str) -> str:
    """`profil_kab-agam_2026-10-31.pdf`; a sample says so in its name."""
    return f"{naskah.berkas}{'_DATA_CONTOH' if naskah.is_contoh else ''}.{bentuk}"


@dataclass(frozen=True)
class Arsip:
    """A batch: its ZIP, how many documents are in it, and the places without one."""

    isi: bytes
    dibuat: int
    dilewati: tuple[str, ...]


def of_all(pesanan: Pesanan) -> batch.Kumpulan:
    """The documents of all kab/kota of the province, made as they are asked for, without the app's address."""
    return batch.all_of(cast("batch.JenisMassal", pesanan.jenis), str(pesanan.saringan.provinsi), pesanan.saringan,
                        pesanan.kop)  # fmt: skip


def zipped(pesanan: Pesanan, bentuk: Sequence[str], lapor: Lapor) -> Arsip:
    """The documents of all kab/kota of the province, in one ZIP; KeyError for a kind there is not one of for each."""
    view = pesanan.saringan
    total = max(len(batch.kab_kota_of(str(view.provinsi))), 1)
    all_of = of_all(pesanan)
    made = 0

    def files() -> Iterator[tuple[str, bytes]]:
        nonlocal made
        for made, naskah in enumerate(all_of, 1):
            lapor((made - 1 + len(all_of.dilewati)) / total, naskah.judul)
            for one in bentuk:
                yield file_name(naskah, one), write(linked(naskah, pesanan.alamat), one)

    content = zip_bytes(files(), view.tanggal_data)
    lapor(1.0, "Selesai")
    return Arsip(content, made, tuple(all_of.dilewati))

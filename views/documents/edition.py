"""An edition: every document of a province for one month, the same as the pages make them, without a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from schemas.naskah import Kop, Naskah
from schemas.rapat import Urutan
from views import data
from views.documents import activity, making
from views.documents.making import KEGIATAN, PERAN, PROFIL, RAPOR, TINDAK_LANJUT, Pesanan
from views.filters import Saringan, from_query
from views.format import month
from views.meeting import package, sequences
from warehouse import plans
from warehouse.plans import PlansFault

RAPAT, RENCANA = "rapat", "rencana"
ISI = (RAPAT, PROFIL, RAPOR, KEGIATAN, RENCANA)
"""Parts of an edition; each is a folder."""
Lapor = Callable[[str], None]


class NothingToPublish(ValueError):
    """There are no data of the month or place asked for; the message is for people."""


@dataclass(frozen=True)
class Terbitan:
    """One file: where it goes, what it is, and its bytes."""

    jalur: str
    judul: str
    isi: bytes


@dataclass(frozen=True)
class Edisi:
    """What is asked for."""

    saringan: Saringan
    isi: Sequence[str] = ISI
    bentuk: Sequence[str] = (making.PDF, making.DOCX)
    kop: Kop = field(default_factory=Kop)
    alamat: str = ""


def province_code(text: str) -> str:
    """The code of a province given by code or name; NothingToPublish names what there is."""
    there = data.provinces()
    wanted = text.strip().casefold()
    found = [code for code, name in there.items() if wanted in (code, name.casefold())]
    if not found:
        some = ", ".join(f"{code} {name}" for code, name in list(there.items())[:3])
        raise NothingToPublish(f"Provinsi “{text}” tidak dikenal; tulis kode atau namanya, misalnya {some}, …")
    return found[0]


def view(provinsi: str, bulan: date, ukuran: str | None = None) -> Saringan:
    """The view of a province at the last cut-off within a month; NothingToPublish where there is none."""
    pilihan = data.choices()
    if pilihan is None:
        return from_query({"provinsi": province_code(provinsi)}, data.places_only(), must_have_province=True)[0]
    asked = {"provinsi": province_code(provinsi)}
    if ukuran is not None:
        if ukuran not in pilihan.kelompok:
            raise NothingToPublish(f"Ukuran “{ukuran}” tidak ada. Yang ada: {', '.join(sorted(pilihan.kelompok))}.")
        asked["ukuran"] = ukuran
    found, _ = from_query(asked, pilihan, must_have_province=True)
    there = pilihan.tanggal(found.ukuran, found.kelompok_pengguna)
    mine = [day for day in there if (day.year, day.month) == (bulan.year, bulan.month)]
    if not mine:
        last = ", ".join(month(day) for day in there[-3:])
        raise NothingToPublish(f"Tidak ada data {month(bulan)} untuk {found.ukuran}; yang terakhir ada: {last}.")
    return from_query({**asked, "tanggal": mine[-1].isoformat()}, pilihan, must_have_province=True)[0]


def files(edisi: Edisi, lapor: Lapor) -> Iterator[Terbitan]:
    """Every file of the edition, one after the other; a document without data is left out."""
    makers = {RAPAT: _packs, PROFIL: _places, RAPOR: _places, KEGIATAN: _events, RENCANA: _plans}
    for part in ISI:
        if part in edisi.isi:
            yield from makers[part](edisi, part, lapor)


def _packs(edisi: Edisi, part: str, lapor: Lapor) -> Iterator[Terbitan]:
    whole = replace(edisi.saringan, provinsi=None, kab_kota=None, kecamatan=None, pulau=None)
    for kind, seen in ((sequences.PROVINSI, edisi.saringan), (sequences.PLATFORM, whole)):
        if data.choices() is None and kind == sequences.PLATFORM:
            continue
        found: Urutan = sequences.build(kind, seen)
        for bentuk in package.BENTUK if found.layar else ():
            lapor(f"{found.judul}, {bentuk}")
            yield Terbitan(f"{part}/{package.file_name(found, bentuk)}", found.judul,
                           package.write(found, bentuk, edisi.alamat))  # fmt: skip


def _written(edisi: Edisi, part: str, naskah: Naskah | None, lapor: Lapor, nama: str = "") -> Iterator[Terbitan]:
    if naskah is None:
        lapor(f"dilewati, belum ada isinya: {nama or making.JENIS.get(part, part)}")
        return
    lapor(naskah.judul)
    for bentuk in edisi.bentuk:
        name = making.file_name(naskah, bentuk)
        yield Terbitan(f"{part}/{name}", naskah.judul, making.write(naskah, bentuk))


def _places(edisi: Edisi, part: str, lapor: Lapor) -> Iterator[Terbitan]:
    whole = Pesanan(part, replace(edisi.saringan, kab_kota=None), edisi.kop, alamat=edisi.alamat)
    yield from _written(edisi, part, making.compose(whole), lapor)
    regions = making.of_all(whole)
    for naskah in regions:
        yield from _written(edisi, part, making.linked(naskah, edisi.alamat), lapor)
    if regions.dilewati:
        lapor(f"dilewati, belum ada datanya: {making.JENIS[part]} {', '.join(regions.dilewati)}")


def _events(edisi: Edisi, part: str, lapor: Lapor) -> Iterator[Terbitan]:
    there = activity.choices(edisi.saringan.provinsi, bulan=edisi.saringan.tanggal_data)
    if not there:
        lapor(f"dilewati: laporan kegiatan, tidak ada kegiatan yang selesai {month(edisi.saringan.tanggal_data)}")
    for id, nama in there.items():
        pesanan = Pesanan(KEGIATAN, edisi.saringan, edisi.kop, kegiatan=id, alamat=edisi.alamat)
        yield from _written(edisi, part, making.compose(pesanan), lapor, f"laporan {nama}")


def _plans(edisi: Edisi, part: str, lapor: Lapor) -> Iterator[Terbitan]:
    try:
        found = plans.listed(viewer=data.viewer())
    except PlansFault as fault:
        lapor(str(fault))
        return
    mine = [one for one in found if one.kode_provinsi == edisi.saringan.provinsi]
    if not mine:
        lapor("dilewati: naskah rencana, belum ada rencana tersimpan untuk provinsi ini")
    for one in mine:
        for kind in (PERAN, TINDAK_LANJUT):
            pesanan = Pesanan(kind, edisi.saringan, edisi.kop, rencana=one.id, alamat=edisi.alamat)
            said = f"{making.JENIS[kind]} dari {one.nama}"
            yield from _written(edisi, part, making.compose(pesanan), lapor, said)

"""The screens of a meeting about one province: where it stands, how it moved, what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.rapat import BaganButir, Butir, DataLayar, Layar
from views import data
from views.filters import Saringan
from views.format import day, names, number
from views.meeting import province_parts, province_plan, province_stand, province_work, screen
from views.meeting.province_frame import Hasil, Konteks, Langkah, Pembuat, context, key

MAKERS: tuple[Pembuat, ...] = (
    province_stand.stand, province_stand.platforms, province_stand.trend, province_stand.tile_map,
    province_parts.regencies, province_parts.movers, province_parts.funnel, province_work.rapor,
    province_work.bimtek, province_plan.priorities, province_plan.plan,
)  # fmt: skip
"""The screens before the last, in order."""
MOST_STEPS = 6
"""Next steps on the last screen: more are not decided in one meeting."""


def title(saringan: Saringan) -> str:
    """The title of the sequence."""
    return f"Rapat {data.province(str(saringan.provinsi))[0]}" if saringan.provinsi else "Rapat provinsi"


def screens(saringan: Saringan) -> Iterator[Layar]:
    """The screens in order; one without data is left out, and the last says which were and why.

    A view of a kab/kota gets the screens of its province, itself highlighted; a view of no province gets none.
    """
    if saringan.provinsi not in data.provinces():
        return
    konteks = context(saringan)
    lost: list[Hasil] = []
    steps: list[tuple[Langkah, str]] = []
    count = 0
    for make in MAKERS:
        found = make(konteks)
        if found.layar is None:
            lost.append(found)
            continue
        count += 1
        steps += [(step, f"Layar {count}, {found.nama}") for step in found.langkah]
        yield found.layar
    yield last_screen(konteks, steps, lost, count)


def last_screen(konteks: Konteks, steps: list[tuple[Langkah, str]], lost: list[Hasil], count: int) -> Layar:
    """What to do next, each line with the screen it comes from; what could not be shown, and why."""
    nama = "Langkah berikut"
    ordered = sorted(steps, key=lambda one: one[0].urut)[: MOST_STEPS - bool(lost)]
    items = [Butir(teks=step.teks, keterangan=f"{where}: {step.bukti}") for step, where in ordered]
    if lost:
        which = names([one.nama for one in lost], len(lost))
        items.append(Butir(teks=f"Tidak ditampilkan: {which}", keterangan="; ".join(_reasons(lost))))
    if not items:
        items = [Butir(teks="Tidak ada yang mendesak dari angka pada layar sebelumnya",
                       keterangan="Tetapkan sendiri apa yang dibahas pada rapat berikutnya.")]  # fmt: skip
    many = len(ordered)
    judul = f"{number(many)} langkah yang diusulkan angka {konteks.nama} per {day(konteks.saringan.tanggal_data)}"
    if not many:
        judul = f"Angka {konteks.nama} per {day(konteks.saringan.tanggal_data)} tidak mengusulkan langkah baru"
    hidden = len(steps) - many
    return Layar(
        kunci=key(konteks, "langkah"), nama=nama, judul=judul, bagan=BaganButir(butir=tuple(items)),
        kecil=f"Langkah berikut · {konteks.nama} · usulan untuk dibahas, bukan keputusan",
        tanggal_data=konteks.saringan.tanggal_data,
        dasar=f"n = {number(count)} layar sebelumnya", sumber="layar-layar sebelumnya, masing-masing dengan sumbernya",
        catatan="disusun otomatis dari angka; keterangan menyebut layar asalnya"
        + (f"; {number(hidden)} usulan lain tidak ditampilkan" if hidden else ""),
        peringatan="Angka menunjukkan di mana perlu ditanyakan, bukan sebabnya.",
        definisi=(("Langkah", "Usulan yang diturunkan dari perubahan dan perbedaan yang melebihi ketidakpastiannya, "
                   "dari label Rapor seperti terbit, dari daftar hadir, dan dari tenggat."),),
        alt=f"Daftar {len(items)} butir. " + screen.read_out([f"{one.teks} ({one.keterangan})" for one in items]) + ".",
        tautan=screen.link("rapat", konteks.saringan, urutan="provinsi", layar=str(count + 1)),
        pertanyaan="Siapa mengerjakan apa, dan kapan kita melihatnya lagi?", kode_wilayah=(konteks.kode,),
        data=DataLayar(kolom=("langkah", "dari"), baris=tuple((one.teks, one.keterangan) for one in items)),
    )  # fmt: skip


def _reasons(lost: list[Hasil]) -> list[str]:
    """Why screens were left out, those of one reason together."""
    grouped: dict[str, list[str]] = {}
    for one in lost:
        grouped.setdefault(one.alasan, []).append(one.nama)
    return [f"{names(group, len(group))}: {why}" for why, group in grouped.items()]

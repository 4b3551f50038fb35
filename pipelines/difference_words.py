"""A difference as Indonesian sentences: the same on the command line and on the page."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import DATASETS
from schemas.difference import Change, Difference, Jump

_LISTED = 10
_JUMPS = 20
MOST = 12
"""Names shown in one sentence."""


def number(value: float) -> str:
    """A number the Indonesian way: whole when it is, else with at most two decimals."""
    if value == int(value):
        return f"{int(value):,}".replace(",", ".")
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def listed(names: tuple[str, ...], most: int = MOST) -> str:
    """Names in one line; the rest are counted."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f", dan {number(rest)} lainnya" if rest > 0 else "")


def sentences(difference: Difference) -> tuple[str, ...]:
    """What changes, the gravest first: what goes missing, what jumps, what changes, what is new."""
    return tuple(_said(difference))


def _said(difference: Difference) -> Iterator[str]:
    if difference.is_ganti_contoh:
        yield "Data contoh yang kini melayani diganti seluruhnya dengan isi folder ekspor."
    elif difference.dibanding is None:
        yield "Belum ada snapshot yang melayani: semua baris baru."
    yield from difference.catatan
    if difference.berkas_hilang:
        yield f"Berkas yang tidak ada lagi: {listed(difference.berkas_hilang)}."
    for file in difference.berkas_terdampak:
        yield (
            f"Berkas {file.nama} tidak berubah, tetapi baris yang diterima darinya berubah dari "
            f"{number(file.diterima_sebelum)} menjadi {number(file.diterima_sesudah)} karena berkas lain."
        )
    for change in difference.dataset:
        yield from _grave(change)
    for change in difference.dataset:
        yield from _plain(change)
    if difference.berkas_baru:
        yield f"Berkas baru atau berubah: {listed(difference.berkas_baru)}."
    if not difference.is_any:
        yield "Tidak ada baris, nilai, atau berkas yang berubah."


def _grave(change: Change) -> Iterator[str]:
    title = DATASETS[change.dataset].judul if change.dataset in DATASETS else change.dataset
    if change.wilayah_hilang:
        yield (
            f"PERHATIAN, {title}: {number(len(change.wilayah_hilang))} kab/kota hilang seluruhnya "
            f"({listed(change.wilayah_hilang)})."
        )
    if change.hilang:
        yield f"{title}: {number(change.hilang)} baris hilang{_such_as(change.contoh_hilang)}."
    if change.wilayah_kosong:
        yield (
            f"PERHATIAN, {title}: {number(len(change.wilayah_kosong))} kab/kota ada pada tanggal data sebelumnya "
            f"tetapi tidak pada yang baru ({listed(change.wilayah_kosong)})."
        )
    if change.tahun_lama_berubah:
        yield (
            f"PERHATIAN, {title}: {number(change.tahun_lama_berubah)} nilai terbit dari tahun sebelumnya berubah; "
            "Rapor yang sudah terbit biasanya tidak berubah lagi."
        )
    if change.jumlah_lonjakan:
        yield (
            f"PERIKSA, {title}: {number(change.jumlah_lonjakan)} perubahan jauh dari yang lazim "
            "(|z| > 3,5 menurut median dan MAD):"
        )
        for jump in change.lonjakan[:_JUMPS]:
            yield f"    {jump_sentence(jump)}"
        if change.jumlah_lonjakan > _JUMPS:
            yield f"    dan {number(change.jumlah_lonjakan - _JUMPS)} lagi."


def jump_sentence(jump: Jump) -> str:
    """One jump in one line."""
    where = jump.wilayah or "semua kab/kota sekaligus"
    series = f", {jump.seri}" if jump.seri else ""
    guess = f"; {jump.dugaan}" if jump.dugaan else ""
    return (
        f"{where}{series}, {jump.ukuran}: {number(jump.dari)} ({jump.waktu_lama}) menjadi {number(jump.ke)} "
        f"({jump.waktu_baru}), z {number(jump.z)}{guess}"
    )


def _plain(change: Change) -> Iterator[str]:
    title = DATASETS[change.dataset].judul if change.dataset in DATASETS else change.dataset
    if change.berubah:
        yield f"{title}: {number(change.berubah)} baris berubah isinya."
        for column in change.kolom[:_LISTED]:
            yield f"    {column.kolom}: {number(column.jumlah)} nilai{_such_as(column.contoh[:3])}"
    if change.baru:
        yield f"{title}: {number(change.baru)} baris baru{_such_as(change.contoh_baru)}."


def _such_as(examples: tuple[str, ...]) -> str:
    return f", mis. {'; '.join(examples[:3])}" if examples else ""

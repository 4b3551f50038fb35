"""Documents of a saved plan: the division of roles, and the follow-up by quarter; from its saved rows alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from analysis.role_rules import Benturan, conflicts, load_of, one_unit
from charts.names import short_name
from schemas.naskah import Blok, Kop, Naskah, Subjudul, TabelNaskah, TandaTangan
from schemas.rencana import KegiatanRencana, PeranRencana, Rencana
from views import data
from views.documents import plan_words as words
from views.documents import shared
from views.format import NONE, names, number
from views.plan import words as plan_words
from views.roles import rows as role_rows
from views.roles import words as role_words
from warehouse.plans import Versi

Row = TypeVar("Row", PeranRencana, KegiatanRencana)
LONG = 15
"""Rows beyond which one table is parted, so that each part has its own heading."""
DENSE = 3.0
"""Rows a region on average from which parts by region read better than parts by quarter."""
SIGNED = ("BPMP", "BGTK", "BGP", "Disdik", "BLPT", "Balai TIKP", "Kemenag")
"""Units whose head signs a division of roles."""


def naskah_peran(versi: Versi, *, kop: Kop = Kop()) -> Naskah | None:  # noqa: B008  a frozen value
    """The matrix of roles of a saved plan, landscape; None where the plan divides none."""
    isi = versi.isi
    if not isi.peran:
        return None
    places, indicators = _places(isi), role_rows.indicator_names()
    found = conflicts(isi.peran, isi.mandat, tahun=isi.tahun, provinsi=isi.kode_provinsi)
    sure = [one for one in found if one.is_pasti]
    bare = [row for row in isi.peran if row.penanggung_jawab is None]
    units = role_words.units_of(isi.peran)
    title = role_words.matrix_title(len(isi.peran), len(sure), 0, units, len(bare))
    blok: list[Blok] = [shared.paragraf(shared.tebal(shared.kalimat(title))), shared.paragraf(words.about(versi))]
    blok += [Subjudul(teks="Siapa mengerjakan apa, di mana, kapan"), *_matrix(isi, places, indicators)]
    blok += [Subjudul(teks="Benturan dan yang perlu diperiksa"), *_conflicts(found, isi.peran, places)]
    blok += _load(isi)
    leads = [unit for unit in SIGNED if any(one_unit(row.penanggung_jawab or "") == unit for row in isi.peran)]
    blok += [shared.paragraf(words.mandates(isi), is_kecil=True)]
    blok += [TandaTangan(tempat="[tempat, tanggal]", jabatan=words.head_of(unit)) for unit in leads[:4]]
    return _document(versi, kop, blok, "peran", "Matriks pembagian peran", "peran")


def naskah_tindak_lanjut(versi: Versi, *, kop: Kop = Kop()) -> Naskah | None:  # noqa: B008  a frozen value
    """The follow-up of a saved plan by quarter, landscape; None where it holds neither activities nor targets."""
    isi = versi.isi
    if not isi.kegiatan and not isi.target:
        return None
    places, nama = _places(isi), words.Nama(isi, role_rows.indicator_names())
    blok: list[Blok] = [
        shared.paragraf(shared.tebal(words.follow_up(isi))), shared.paragraf(words.about(versi))
    ]  # fmt: skip
    if not isi.kegiatan:
        blok.append(shared.paragraf("Rencana ini belum memuat kegiatan pembenahan."))
    for quarter in (1, 2, 3, 4, None):
        rows = [row for row in isi.kegiatan if row.triwulan == quarter]
        if rows:
            blok += [Subjudul(teks=words.quarter(quarter, isi.tahun)), *_activities(rows, isi, places, nama)]
    blok += [Subjudul(teks="Target"), *_targets(isi, places, nama)]
    blok += [*_written_out(blok), shared.paragraf(words.CAUSES, is_kecil=True),
             TandaTangan(tempat="[tempat, tanggal]", jabatan="Penanggung jawab rencana")]  # fmt: skip
    return _document(versi, kop, blok, "tindak_lanjut", "Rencana tindak lanjut", "pbd")


def _document(versi: Versi, kop: Kop, blok: Sequence[Blok], jenis: str, judul: str, halaman: str) -> Naskah:
    isi = versi.isi
    saringan = shared.saringan_of(isi.kode_provinsi)
    place = plan_words.place(isi.kode_provinsi)
    return Naskah(
        jenis="peran" if jenis == "peran" else "tindak_lanjut",
        berkas=shared.berkas(jenis.replace("_", "-"), isi.nama, isi.tahun, f"v{versi.versi}"),
        judul=f"{judul} {place} {isi.tahun}", subjudul=isi.nama, kop=kop, blok=tuple(blok),
        kaki=shared.kaki(words.saved(versi), "" if isi.snapshot == data.snapshot().id else
                         f"disusun pada snapshot {isi.snapshot}"),
        tanggal=versi.disimpan.astimezone().date(), is_contoh=shared.is_contoh(), is_lanskap=True,
        tautan=shared.tautan(halaman, saringan, rencana=versi.id),
    )  # fmt: skip


def _places(isi: Rencana) -> dict[str, str]:
    """Code to name of the regions of a plan; a whole province says so."""
    found = {code: short_name(name) for code, name in plan_words.regions(isi).items()}
    return found | {code: f"{short_name(name)}, seluruh provinsi" for code, name in data.provinces().items()}


def _parted(
    rows: Sequence[Row], places: Mapping[str, str], *, by_quarter: Callable[[Row], str] | None = None
) -> list[tuple[str, list[Row]]]:
    """Rows under the headings that keep a long table readable; one part without heading where it is short."""
    ordered = sorted(rows, key=lambda row: row.kode_wilayah)
    counts = Counter(row.kode_wilayah for row in ordered)
    if len(ordered) <= LONG or len(counts) < 2:
        return [("", ordered)]
    if len(ordered) / len(counts) < DENSE:
        if by_quarter is None:
            return [("", ordered)]
        heads = sorted({by_quarter(row) for row in ordered}, key=lambda head: (head == words.NO_QUARTER, head))
        return [(head, [row for row in ordered if by_quarter(row) == head]) for head in heads]
    return [(places.get(code, code), [row for row in ordered if row.kode_wilayah == code]) for code in counts]


def _matrix(isi: Rencana, places: Mapping[str, str], indicators: Mapping[str, str]) -> list[Blok]:
    parts = _parted(isi.peran, places, by_quarter=lambda row: words.short_quarter(row, isi.tahun))
    is_by_region = len(parts) > 1 and parts[0][0] in places.values()
    widths = {"Program": 2.6, "Wilayah": 1.6, "Penanggung jawab": 1.1, "Pendukung": 1.3, "Indikator": 2.0,
              "Triwulan": 1.3, "Anggaran": 1.1}  # fmt: skip
    if is_by_region:
        widths.pop("Wilayah")
    blok: list[Blok] = []
    for head, rows in parts:
        if head:
            blok.append(Subjudul(teks=f"{head} ({number(len(rows))} program)", tingkat=2))
        body = []
        for row in rows:
            cells = words.role(row, places, indicators, isi.tahun)
            body.append(tuple(cells[name] for name in widths))
        blok.append(TabelNaskah(kolom=shared.kolom(widths, ("Anggaran",)), baris=tuple(body)))
    return [*blok, *_written_out(blok)]


def _written_out(blok: Sequence[Blok]) -> list[Blok]:
    """What the short names in the tables stand for."""
    tables = [one for one in blok if isinstance(one, TabelNaskah)]
    note = words.written_out(cell for one in tables for row in one.baris for cell in row)
    return [shared.paragraf(note, is_kecil=True)] if note else []


def _conflicts(found: Sequence[Benturan], rows: Sequence[PeranRencana], places: Mapping[str, str]) -> list[Blok]:
    if not found:
        return [shared.paragraf("Tidak ada benturan menurut aturan pembagian peran dan mandat yang tersimpan.")]
    widths = {"Program dan wilayah": 3.0, "Aturan": 1.2, "Mengapa": 3.0, "Sifat": 1.0}
    body = [
        (
            names([f"{rows[at].program} ({places.get(rows[at].kode_wilayah, NONE)})" for at in one.baris], 4),
            one.aturan, shared.kalimat(one.kata), "benturan" if one.is_pasti else "perlu diperiksa",
        )
        for one in found
    ]  # fmt: skip
    note = "Benturan tidak menghalangi rencana disimpan; selesaikan sebelum dijalankan."
    return [TabelNaskah(kolom=shared.kolom(widths), baris=tuple(body), catatan=note)]


def _load(isi: Rencana) -> list[Blok]:
    """How many programmes each unit leads in each quarter."""
    load = load_of(isi.peran, isi.tahun)
    if load.empty:
        return []
    wide = load.pivot_table(index="unit", columns="triwulan", values="jumlah_program", aggfunc="sum")
    widths = {"Unit": 2.0, **{f"Triwulan {q}": 1.0 for q in (1, 2, 3, 4)}}
    body = tuple(
        (str(unit), *(number(wide.loc[unit].get(q)) if wide.loc[unit].get(q, 0) > 0 else NONE for q in (1, 2, 3, 4)))
        for unit in wide.index
    )
    return [
        Subjudul(teks="Beban tiap unit"), shared.paragraf(shared.kalimat(role_words.load_title(load))),
        TabelNaskah(kolom=shared.kolom(widths, tuple(widths)[1:]), baris=body,
                    catatan="Program yang dipimpin dan berjalan pada triwulan itu."),
    ]  # fmt: skip


def _activities(
    rows: Sequence[KegiatanRencana], isi: Rencana, places: Mapping[str, str], nama: words.Nama
) -> list[Blok]:
    widths = {"Wilayah": 1.2, "Kegiatan": 2.2, "Akar masalah (dugaan)": 2.2, "Penanggung jawab": 1.2,
              "Indikator keberhasilan": 1.8, "Sasaran": 1.0, "Kode anggaran": 1.2, "Awal ke target": 1.4}  # fmt: skip
    parts = _parted(rows, places)
    if len(parts) > 1:
        widths.pop("Wilayah")
    blok: list[Blok] = []
    for head, mine in parts:
        if head:
            blok.append(Subjudul(teks=f"{head} ({number(len(mine))} kegiatan)", tingkat=2))
        body = []
        for row in mine:
            cells = words.activity(row, isi, places, nama)
            body.append(tuple(cells[name] for name in widths))
        blok.append(TabelNaskah(kolom=shared.kolom(widths), baris=tuple(body)))
    return blok


def _targets(isi: Rencana, places: Mapping[str, str], nama: words.Nama) -> list[Blok]:
    if not isi.target:
        return [shared.paragraf("Rencana ini belum menetapkan target.")]
    widths = {"Ukuran atau indikator": 2.6, "Wilayah": 1.6, "Nilai awal": 1.4, "Target": 1.2, "Tenggat": 1.1,
              "Penanggung jawab": 1.3}  # fmt: skip
    ordered = sorted(isi.target, key=lambda row: (row.tanggal_tenggat, row.acuan, row.kode_wilayah))
    body = tuple(tuple(words.target(row, places, nama)[name] for name in widths) for row in ordered)
    note = "Nilai awal dibaca dari snapshot saat target ditetapkan dan tidak pernah diubah."
    return [TabelNaskah(kolom=shared.kolom(widths, ("Nilai awal", "Target")), baris=body, catatan=note)]

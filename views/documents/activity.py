"""The report of one bimtek: what it was, who came from where, what the tests say, what follows; people are counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from charts.names import short_name
from charts.style import each
from schemas.naskah import (
    AngkaNaskah,
    Blok,
    DaftarButir,
    Gambar,
    Kop,
    Naskah,
    Pasangan,
    Subjudul,
    TabelNaskah,
    TandaTangan,
)
from schemas.rapat import BaganBatang, ButirAngka, DeretBatang
from views import data
from views.bimtek.people import DITUTUP
from views.bimtek.rows import LEVEL, SEDIKIT
from views.documents import activity_words as words
from views.documents import shared
from views.documents.activity_rows import Kegiatan, events, read
from views.format import NONE, day, is_none, number, percent, signed

LISTS = "daftar kegiatan dan daftar hadir unit penyelenggara, Dapodik"
BARS, FEWEST_BARS = 10, 3
"""Places drawn at most, for the table has them all; and fewer than this are no chart."""
MOST_FEW = 3
"""More places than this with fewer than five people each are named in a sentence, not in lines that say nothing."""
DIISI = "[diisi penyelenggara]"


def choices(kode_provinsi: str | None, *, bulan: date | None = None) -> dict[str, str]:
    """Events that can be reported, newest first: id to printed name. Of a province: held there or attended from there;
    None: of the nation. `bulan`: a day of the month in which an event must have ended."""
    found = events(kode_provinsi)
    if bulan is not None:
        ends = [data.as_date(day) for day in found["tanggal_selesai"]]
        found = found[[(end.year, end.month) == (bulan.year, bulan.month) for end in ends]] if ends else found
    return {str(row.kegiatan_id): words.printed(row) for row in each(found)}


def naskah(id_kegiatan: str, *, kop: Kop = Kop()) -> Naskah | None:  # noqa: B008  a frozen value
    """The report of an event; None for one that there is not, or that is not over yet."""
    found = read(id_kegiatan)
    if found is None:
        return None
    acara = found.acara
    blok: list[Blok] = [Subjudul(teks="Kegiatan"), _about(found), Subjudul(teks="Ringkasan")]
    blok += [shared.paragraf(text) for text in words.summary(found)]
    if found.terdaftar is not None:
        blok += [_figures(found), Subjudul(teks="Peserta dan jangkauan"), *_origin(found)]
        blok += [Subjudul(teks="Jam pelajaran dan kelulusan"), shared.paragraf(words.hours(found))]
        blok += [Subjudul(teks="Nilai sebelum dan sesudah"), shared.paragraf(words.tests(found)), *_scores(found)]
    blok += [Subjudul(teks="Evaluasi penyelenggaraan"), *_evaluation()]
    blok += [Subjudul(teks="Tindak lanjut"), DaftarButir(butir=(*words.next_steps(found), DIISI), is_bernomor=True)]
    blok += [shared.paragraf(" ".join(filter(None, (words.ranges(found), words.REMARK))), is_kecil=True),
             TandaTangan(tempat="[tempat, tanggal]", jabatan="Penanggung jawab kegiatan")]  # fmt: skip
    provinsi = acara["kode_kab_kota_kemendagri"]
    saringan = shared.saringan_of(None if is_none(provinsi) else str(provinsi)[:2])
    return Naskah(
        jenis="kegiatan", berkas=shared.berkas("laporan", found.id, found.mulai.isoformat()),
        judul=f"Laporan Kegiatan {acara['nama']}", subjudul=" · ".join(_under(acara, found)),
        kop=kop, blok=tuple(blok), tanggal=shared.terbit(), is_contoh=shared.is_contoh(),
        kaki=shared.kaki(f"Kegiatan selesai {day(found.selesai)}", f"Sumber: {LISTS}"),
        tautan=shared.tautan("bimtek", saringan, program=str(acara["program"]), level=str(acara["level"]),
                             tahun=str(found.mulai.year)),
    )  # fmt: skip


def _under(acara: Any, found: Kegiatan) -> list[str]:
    """Programme, where the name does not say it already, and days."""
    program = str(acara["program"])
    named = [program] if program.casefold() != str(acara["nama"]).casefold() else []
    return [*named, words.when(found.mulai, found.selesai)]


def _about(found: Kegiatan) -> Pasangan:
    acara = found.acara
    venue, level = words.venue(acara), str(acara["level"])
    said = {
        "Nama": str(acara["nama"]),
        "Program": str(acara["program"]),
        "Tingkat pelatihan": "" if level in words.UNNAMED else LEVEL.get(level, level),
        "Waktu": words.when(found.mulai, found.selesai),
        "Tempat": venue,
        "Moda": "" if str(acara["moda"]) == venue else str(acara["moda"]),
        "Penyelenggara": words.organiser(acara) or DIISI,
        "Jam pelajaran": "" if is_none(acara["jumlah_jp"]) else number(acara["jumlah_jp"]),
        "Kursi": "" if is_none(acara["jumlah_kuota"]) else number(acara["jumlah_kuota"]),
        "Penanggung jawab": DIISI,
    }
    return Pasangan(butir=tuple((name, text) for name, text in said.items() if text))


def _figures(found: Kegiatan) -> AngkaNaskah:
    invited = found.acara["jumlah_diundang"]
    asked = "" if is_none(invited) else f"dari {number(invited)} yang diundang"
    butir = [
        ButirAngka(nama="Terdaftar", nilai=found.terdaftar.angka if found.terdaftar else NONE, dasar=asked),
        ButirAngka(nama="Hadir", nilai=found.hadir.angka if found.hadir else NONE, dasar=words.rate(found)),
    ]
    if found.sertifikat is not None:
        butir.append(ButirAngka(nama="Bersertifikat", nilai=found.sertifikat.angka))
    butir.append(ButirAngka(nama="Satuan pendidikan terjangkau", nilai=found.terjangkau.angka))
    return AngkaNaskah(butir=tuple(butir))


def _cell(row: Any, name: str) -> str:
    """A count as it may be told: `<5`, or `ditutup` where telling it would give a small one away."""
    value = getattr(row, name)
    if not is_none(value):
        return number(value)
    return SEDIKIT if row.is_sedikit else DITUTUP


def _origin(found: Kegiatan) -> list[Blok]:
    """From where people came: a chart of those whose counts may be told, and the table with the schools reached."""
    if found.is_asal_tertutup:
        return [shared.paragraf(words.reach(found))]
    place = "Kab/kota" if found.tingkat == "kab_kota" else "Provinsi"
    blok: list[Blok] = []
    there = found.asal[found.asal["terdaftar"].notna()]
    shown = there.sort_values(["terdaftar", "kode"], ascending=[False, True]).head(BARS)
    if len(shown) >= FEWEST_BARS:
        names = tuple(short_name(str(name)) for name in shown["nama"])
        values = tuple(float(value) for value in shown["terdaftar"])
        left = len(found.asal) - len(shown)
        title = words.origin_title(found)
        blok.append(
            Gambar(
                bagan=BaganBatang(kategori=names, deret=(DeretBatang(nama="Terdaftar", nilai=values),), satuan="orang",
                                  desimal=0),
                judul=title, tinggi_mm=18 + 6 * len(shown),
                alt=f"{title}. " + "; ".join(f"{n} {number(v)}" for n, v in zip(names, values, strict=True)) + ".",
                catatan=f"{number(left)} asal lain disebut di bawah" if left else "",
            )
        )  # fmt: skip
    few = found.asal[found.asal["is_sedikit"]]
    is_apart = len(few) > MOST_FEW
    listed = found.asal[~found.asal["is_sedikit"]] if is_apart else found.asal
    rows = tuple(
        (
            short_name(str(row.nama)), _cell(row, "terdaftar"), _cell(row, "hadir"), _cell(row, "jumlah_terjangkau"),
            number(row.jumlah_satuan), _share(row),
        )
        for row in each(listed)
    )  # fmt: skip
    widths = {place: 2.0, "Terdaftar": 0.9, "Hadir": 0.9, "Satuan terjangkau": 1.0,
              "Satuan pendidikan di wilayah itu": 1.5, "Terjangkau": 1.0}  # fmt: skip
    if rows:
        blok.append(
            TabelNaskah(judul=f"Asal peserta dan satuan pendidikan per {place[:1].lower()}{place[1:]}",
                        kolom=shared.kolom(widths, tuple(widths)[1:]), baris=rows,
                        catatan=words.note(cell for row in rows for cell in row[1:]))
        )  # fmt: skip
    if is_apart:
        blok.append(shared.paragraf(words.few_each([str(name) for name in few["nama"]], found)))
    return blok


def _share(row: Any) -> str:
    """Of the schools there, those reached; a dash where that may not be told."""
    if is_none(row.jumlah_terjangkau) or not row.jumlah_satuan:
        return NONE
    return percent(100 * row.jumlah_terjangkau / row.jumlah_satuan)


def _scores(found: Kegiatan) -> list[Blok]:
    tes = found.tes
    if tes is None or tes.is_sedikit:
        return []
    widths = {"Peserta dengan kedua nilai": 1.6, "Sebelum": 1.0, "Sesudah": 1.0, "Selisih": 1.0, "Selang 95 %": 1.6}
    cells = (tes.n.angka, number(tes.pre, 1), number(tes.post, 1), signed(tes.selisih, 1), words.range_of(tes))
    return [TabelNaskah(kolom=shared.kolom(widths, tuple(widths)), baris=(cells,),
                        catatan="Rata-rata skor 0–100; selang t berpasangan, tanpa kelompok pembanding.")]  # fmt: skip


def _evaluation() -> list[Blok]:
    """The three blocks of the offices' own questionnaire, empty: no dataset holds their scores."""
    widths = {"Aspek": 2.0, "Skor (0–5)": 1.0, "Persen": 1.0, "Kategori": 1.2, "Catatan": 2.0}
    rows = tuple(
        (name, "", "", "", "") for name in ("Keterlaksanaan (K)", "Sarana dan prasarana (S)", "Narasumber (N)")
    )
    return [
        shared.paragraf("Belum ada data evaluasi keterlaksanaan, sarana, dan narasumber pada Serapan. Tabel di bawah "
                        "disediakan untuk diisi dengan tangan dari angket kegiatan."),
        TabelNaskah(judul="Evaluasi keterlaksanaan, sarana, dan narasumber (K/S/N)", baris=rows,
                    kolom=shared.kolom(widths, ("Skor (0–5)", "Persen")), catatan="Persen = skor dibagi 5."),
    ]  # fmt: skip

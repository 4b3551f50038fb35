"""The report of one bimtek: what it was, who came from where, what the tests say, what follows; people are counted."""

from __future__ import annotations

from datetime import date

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
from views.bimtek.rows import LEVEL, SEDIKIT, people
from views.documents import activity_words as words
from views.documents import shared
from views.documents.activity_rows import Kegiatan, events, read
from views.format import NONE, is_none, number, percent, signed
from views.roles.words import span

LISTS = "daftar kegiatan dan daftar hadir unit penyelenggara, Dapodik"
BARS = 10
"""Places drawn at most; the table has them all."""
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
    blok += [shared.paragraf(words.REMARK, is_kecil=True),
             TandaTangan(tempat="[tempat, tanggal]", jabatan="Penanggung jawab kegiatan")]  # fmt: skip
    provinsi = acara["kode_kab_kota_kemendagri"]
    saringan = shared.saringan_of(None if is_none(provinsi) else str(provinsi)[:2])
    return Naskah(
        jenis="kegiatan", berkas=shared.berkas("laporan", found.id, found.mulai.isoformat()),
        judul=f"Laporan Kegiatan {acara['nama']}", subjudul=f"{acara['program']} · {span(found.mulai, found.selesai)}",
        kop=kop, blok=tuple(blok), tanggal=shared.terbit(), is_contoh=shared.is_contoh(),
        kaki=shared.kaki(f"Kegiatan {found.id}, selesai {words.day(found.selesai)}", f"Sumber: {LISTS}"),
        tautan=shared.tautan("bimtek", saringan, program=str(acara["program"]), level=str(acara["level"]),
                             tahun=str(found.mulai.year)),
    )  # fmt: skip


def _about(found: Kegiatan) -> Pasangan:
    acara = found.acara
    said = {
        "Nama": str(acara["nama"]),
        "Program": str(acara["program"]),
        "Tingkat pelatihan": LEVEL.get(str(acara["level"]), str(acara["level"])),
        "Waktu": span(found.mulai, found.selesai),
        "Tempat": words.venue(acara),
        "Moda": str(acara["moda"]),
        "Penyelenggara": str(acara["penyelenggara"]),
        "Jam pelajaran": "" if is_none(acara["jumlah_jp"]) else f"{number(acara['jumlah_jp'])} JP",
        "Kursi": "" if is_none(acara["jumlah_kuota"]) else number(acara["jumlah_kuota"]),
        "Penanggung jawab": DIISI,
    }
    return Pasangan(butir=tuple((name, text) for name, text in said.items() if text))


def _figures(found: Kegiatan) -> AngkaNaskah:
    invited = found.acara["jumlah_diundang"]
    asked = "" if is_none(invited) else f"dari {number(invited)} yang diundang"
    butir = [ButirAngka(nama="Terdaftar", nilai=people(found.terdaftar), dasar=asked),
             ButirAngka(nama="Hadir", nilai=people(found.hadir), dasar=words.rate(found))]  # fmt: skip
    if found.sertifikat is not None:
        butir.append(ButirAngka(nama="Bersertifikat", nilai=people(found.sertifikat)))
    schools = int(found.asal["jumlah_terjangkau"].sum())
    butir.append(ButirAngka(nama="Satuan pendidikan terjangkau", nilai=number(schools)))
    return AngkaNaskah(butir=tuple(butir))


def _cell(row: object, name: str) -> str:
    """A count as it may be told: `<5`, or `ditutup` where telling it would give a small one away."""
    value = getattr(row, name)
    if not is_none(value):
        return number(value)
    return SEDIKIT if getattr(row, "is_sedikit") else words.DITUTUP  # noqa: B009  a row of a frame has no type


def _origin(found: Kegiatan) -> list[Blok]:
    """From where people came: a chart of those whose counts may be told, and the table with the schools reached."""
    place = "Kab/kota" if found.tingkat == "kab_kota" else "Provinsi"
    blok: list[Blok] = []
    column = "terdaftar" if int(found.asal["terdaftar"].notna().sum()) > 2 else "jumlah_terjangkau"
    shown = found.asal[found.asal[column] > 0].sort_values([column, "kode"], ascending=[False, True]).head(BARS)
    if len(shown) > 1:
        names = tuple(short_name(str(name)) for name in shown["nama"])
        values = tuple(float(value) for value in shown[column])
        left = len(found.asal) - len(shown)
        title = words.origin_title(found, column)
        what = ("Terdaftar", "orang") if column == "terdaftar" else ("Satuan terjangkau", "satuan")
        blok.append(
            Gambar(
                bagan=BaganBatang(kategori=names, deret=(DeretBatang(nama=what[0], nilai=values),), satuan=what[1],
                                  desimal=0),
                judul=title, tinggi_mm=18 + 6 * len(shown),
                alt=f"{title}. " + "; ".join(f"{n} {number(v)}" for n, v in zip(names, values, strict=True)) + ".",
                catatan=f"{number(left)} asal lain ada pada tabel" if left else "",
            )
        )  # fmt: skip
    rows = tuple(
        (
            short_name(str(row.nama)), _cell(row, "terdaftar"), _cell(row, "hadir"), number(row.jumlah_terjangkau),
            number(row.jumlah_satuan),
            percent(100 * row.jumlah_terjangkau / row.jumlah_satuan) if row.jumlah_satuan else NONE,
        )
        for row in each(found.asal)
    )  # fmt: skip
    widths = {
        place: 2.2,
        "Terdaftar": 1.0,
        "Hadir": 1.0,
        "Satuan terjangkau": 1.2,
        "Satuan di sana": 1.2,
        "Terjangkau": 1.0,
    }
    blok.append(
        TabelNaskah(judul=f"Asal peserta dan satuan pendidikan per {place[:1].lower()}{place[1:]}",
                    kolom=shared.kolom(widths, tuple(widths)[1:]), baris=rows, catatan=words.SMALL)
    )  # fmt: skip
    return blok


def _scores(found: Kegiatan) -> list[Blok]:
    tes = found.tes
    if tes is None or tes.is_sedikit:
        return []
    widths = {"Peserta dengan kedua nilai": 1.6, "Sebelum": 1.0, "Sesudah": 1.0, "Selisih": 1.0, "Selang 95 %": 1.6}
    cells = (number(tes.n), number(tes.pre, 1), number(tes.post, 1), signed(tes.selisih, 1), words.range_of(tes))
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
        TabelNaskah(judul="Evaluasi K/S/N", kolom=shared.kolom(widths, ("Skor (0–5)", "Persen")), baris=rows,
                    catatan="Persen = skor dibagi 5."),
    ]  # fmt: skip

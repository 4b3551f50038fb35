"""The Rapor sheet of a kab/kota or a province: the offices' fixed narrative, which doubles as a press release."""

from __future__ import annotations

from schemas.naskah import Blok, Kop, Naskah, Subjudul, TabelNaskah
from views import data
from views.documents import rapor_words as words
from views.documents import shared
from views.documents.rapor_numbers import APS, ASPEK, Ambang, RaporWilayah, read, rows_of
from views.format import NBSP, NONE, day_long
from views.rapor import rows as rapor_rows
from views.rapor.words import SUMBER

KOLOM = ("Indikator", "Jenjang", "Kategori")


def naskah(
    kode_kab_kota: str, *, tahun: int | None = None, kop: Kop = Kop(), ambang: Ambang | None = None  # noqa: B008
) -> Naskah | None:  # fmt: skip
    """The sheet of a kab/kota (13.06) or a province (13) for a Rapor year, the newest unless told; without a link, for
    it goes out to the press.

    None for an unknown code and where there is no Rapor of it. `ambang`: limits already looked up, shared by a batch.
    """
    tempat = _place(kode_kab_kota)
    ambang = Ambang() if ambang is None else ambang
    found = None if tempat is None else read(tempat, tahun, ambang)
    if tempat is None or found is None:
        return None
    nama = _name(tempat)
    blok: list[Blok] = [
        shared.paragraf(shared.tebal("[tempat, tanggal terbit] "), words.lead(nama, found)),
        shared.paragraf(words.summary(found)),
        shared.paragraf("“[kutipan kepala dinas]”, kata [nama dan jabatan]."),
    ]
    for aspek in ASPEK:
        text = words.aspect_text(aspek, rows_of(found.angka, aspek), found, nama)
        more = _context(tempat, found, ambang) if aspek is APS and not rows_of(found.angka, APS) else ""
        blok += [Subjudul(teks=aspek.judul), shared.paragraf(" ".join(filter(None, (text, more))))]
    blok += [Subjudul(teks="Angka selengkapnya"), _table(found), Subjudul(teks="Tentang angka ini"), *_about(found)]
    return Naskah(
        jenis="rapor", berkas=shared.berkas("rapor", shared.slug(tempat.nama), found.tahun),
        judul=words.title(nama, found.tahun, found.spm), subjudul="Siaran pers dan lembar capaian", kop=kop,
        blok=tuple(blok), tanggal=shared.terbit(), is_contoh=shared.is_contoh(),
        kaki=shared.kaki(f"Rapor Pendidikan {found.tahun}", f"Sumber: {SUMBER}"),
    )  # fmt: skip


def _place(kode: str) -> rapor_rows.Tempat | None:
    nama = shared.nama_wilayah(kode)
    if nama is None:
        return None
    if len(kode) == 2:
        return rapor_rows.Tempat("provinsi", nama, kode)
    return rapor_rows.Tempat("kab_kota", nama, kode[:2], kode)


def _name(tempat: rapor_rows.Tempat) -> str:
    """The region as running text names it."""
    return f"Provinsi {tempat.nama}" if tempat.tingkat == "provinsi" else tempat.nama


def _context(tempat: rapor_rows.Tempat, found: RaporWilayah, ambang: Ambang) -> str:
    """What the province's Rapor of the same year says of participation, for a kab/kota without figures of its own."""
    if tempat.tingkat != "kab_kota" or tempat.provinsi is None:
        return ""
    key = (tempat.provinsi, found.tahun)
    if key not in ambang.konteks:
        province = rapor_rows.Tempat("provinsi", data.provinces()[tempat.provinsi], tempat.provinsi)
        whole = read(province, found.tahun, ambang)
        ambang.konteks[key] = "" if whole is None else words.as_context(rows_of(whole.angka, APS), province.nama)
    return ambang.konteks[key]


def _table(found: RaporWilayah) -> TabelNaskah:
    year, last = f"Rapor {found.tahun}", f"Rapor {found.tahun - 1}"
    body = [words.index_row(found)]
    for aspek in ASPEK:
        rows = rows_of(found.angka, aspek)
        body += words.table_rows(aspek, rows, found) or [
            (aspek.judul, NONE, NONE, "tidak dimuat", NONE, NONE)
        ]  # fmt: skip
    widths = {"Indikator": 1.8, "Jenjang": 1.4, "Kategori": 1.2, year: 1.0, last: 1.0, "Perubahan (poin)": 1.4}
    return TabelNaskah(
        judul="Indeks SPM dan enam indikator prioritas", baris=tuple(body),
        kolom=shared.kolom(widths, (year, last, "Perubahan (poin)")), catatan=words.table_note(body),
    )  # fmt: skip


def _about(found: RaporWilayah) -> list[Blok]:
    """Where the numbers come from and what they do not say."""
    said = [
        f"Sumber: {SUMBER}, Rapor {found.tahun}. Rapor {found.tahun} memuat Asesmen Nasional dan Survei Lingkungan "
        f"Belajar {found.tahun - 1}. Tidak ada nilai yang dihitung ulang atau dirata-ratakan.",
        f"{words.KOMPONEN_SPM}. {words.KELAS_SPM}",
    ]
    if found.is_ada_lalu:
        limit = words.limits(found.angka)
        said.append(
            "Naik dan turun ditulis bila perubahan melebihi ambang"
            + (f" ({limit.replace(' poin', NBSP + 'poin')}, menurut indikator dan jenjangnya)" if limit else "")
            + ", yaitu seberapa jauh nilai wilayah setingkat se-Indonesia biasa berbeda dalam setahun; perubahan yang "
            "lebih kecil disebut di dalam ambang. Rapor tidak menerbitkan selang ketidakpastian."
        )
    else:
        said.append(f"Rapor {found.tahun - 1} wilayah ini belum dimuat, maka perubahan tidak disebut.")
    said.append(
        f"Disusun otomatis pada data yang terbit {day_long(shared.terbit())}; bagian dalam kurung siku "
        "diisi dengan tangan sebelum disiarkan. Narahubung: [unit, nomor telepon, surel]."
    )
    return [shared.paragraf(text, is_kecil=True) for text in said]

"""A press-release draft tells each fact as it is given, its source, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.press_release import CONTOH, KUTIPAN, Bahan, Fakta, Latar, angka, compose, masa, rupiah, together, told

PER = date(2026, 8, 31)
LIST = "daftar kegiatan bimtek, snapshot 1 November 2026"
EVENT = Bahan(
    jenis="kegiatan", nama="Bimtek Literasi", unit="BPMP Sumatera Barat", keadaan="selesai", mulai=date(2026, 8, 3),
    selesai=date(2026, 8, 5), wilayah="Kota Padang, Sumatera Barat", sumber=LIST, kota="Padang", moda="luring",
    program="Penguatan Literasi",
    jam=Fakta(32, "jam pelajaran", LIST), kursi=Fakta(250, "kursi", LIST),
    terdaftar=Fakta(230, "pendaftar", "daftar hadir", PER), hadir=Fakta(1212, "peserta", "daftar hadir", PER),
    satuan=Fakta(87, "satuan pendidikan", "daftar hadir", PER),
    kab_kota=Fakta(12, "kabupaten/kota", "daftar hadir", PER),
    serial=(Fakta(7, "kegiatan", "daftar hadir", PER), Fakta(523, "kehadiran", "daftar hadir", PER),
            Fakta(455, "sertifikat", "daftar hadir", PER)),
    nama_serial="seluruh kegiatan Penguatan Literasi tingkat dasar tahun 2026",
    latar=(Latar("Di Sumatera Barat, {nilai} guru aktif per 31 Oktober 2026.",
                 Fakta(66.34, "persen", "ekspor PMM", date(2026, 10, 31), 1, 63.61, 69.04)),),
)  # fmt: skip
EVENT = replace(EVENT, terdaftar=Fakta(1230, "pendaftar", "daftar hadir", PER))
EFFECT = ("meningkat", "berhasil", "dampak", "berkat", "akibat", "hasilnya", "terbukti", "sukses")


def test_the_release_follows_the_pattern_of_an_office() -> None:
    text = compose(EVENT).siaran
    order = ["SIARAN PERS", "BPMP Sumatera Barat Selenggarakan Bimtek Literasi", "Padang, [tanggal siaran] –",
             "3–5 Agustus 2026", "dihadiri 1.212 peserta dari 1.230 pendaftar", KUTIPAN, "66,3 persen",
             "Keterangan lebih lanjut: [nama bagian humas]"]  # fmt: skip
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_every_number_of_the_release_is_one_of_the_facts_or_a_date_and_has_its_source() -> None:
    naskah = compose(EVENT)
    facts = [EVENT.jam, EVENT.kursi, EVENT.terdaftar, EVENT.hadir, EVENT.satuan, EVENT.kab_kota, *(EVENT.serial or ()),
             EVENT.latar[0].fakta]  # fmt: skip
    left = naskah.siaran
    for fact in facts:
        assert fact is not None
        assert fact.tulisan in naskah.siaran
        assert sum(line.startswith(fact.tulisan) for line in naskah.sumber) == 1, fact
        left = left.replace(fact.tulisan, "")
    left = re.sub(r"\d+(–\d+)? [A-Z][a-z]+ \d{4}|tahun \d{4}", "", left)
    assert not re.search(r"\d", left), left


def test_sources_name_the_cut_off_and_the_interval() -> None:
    sources = compose(EVENT).sumber
    assert sources[0] == f"Nama, unit, dan tanggal kegiatan: {LIST}"
    assert "1.212 peserta: daftar hadir, data per 31 Agustus 2026" in sources
    assert "66,3 persen (selang 95 persen 63,6–69,0): ekspor PMM, data per 31 Oktober 2026" in sources
    assert compose(EVENT).teks.count("Sumber angka") == 1
    assert "Sumber angka" not in compose(EVENT).siaran


def test_nothing_is_said_about_effects_and_the_context_is_called_no_result() -> None:
    text = compose(EVENT).siaran
    assert "tidak menunjukkan hasil kegiatan ini" in text
    rest = text.replace("tidak menunjukkan hasil kegiatan ini", "").lower()
    assert not any(word in rest for word in EFFECT)


def test_no_person_is_named_only_places_to_be_filled_in() -> None:
    text = compose(EVENT).siaran
    for blank in (KUTIPAN, "[nama dan jabatan pimpinan]", "[nomor telepon]", "[alamat surel]"):
        assert blank in text


@pytest.mark.parametrize(("hadir", "terdaftar"), [(3, 200), (1, 1), (4, None)])
def test_a_handful_of_people_is_not_told(hadir: int, terdaftar: int | None) -> None:
    few = replace(EVENT, hadir=Fakta(hadir, "peserta", "daftar hadir", PER),
                  terdaftar=None if terdaftar is None else Fakta(terdaftar, "pendaftar", "x", PER))  # fmt: skip
    text = compose(few).siaran
    assert "dihadiri" not in text
    assert "satuan pendidikan" not in text, "neither from where they came"
    assert "pendaftar" not in text


def test_a_count_that_gives_a_handful_away_is_left_out() -> None:
    near = replace(EVENT, hadir=Fakta(228, "peserta", "x", PER), terdaftar=Fakta(230, "pendaftar", "x", PER))
    text = compose(near).siaran
    assert "dihadiri 228 peserta" in text
    assert "230" not in text
    close = replace(
        EVENT, serial=(Fakta(7, "kegiatan", "x"), Fakta(523, "kehadiran", "x"), Fakta(520, "sertifikat", "x"))
    )
    assert "sertifikat" not in compose(close).siaran


@given(st.integers(0, 40), st.integers(0, 40))
def test_what_stands_side_by_side_never_leaves_one_to_four(whole: int, part: int) -> None:
    if together(whole, part):
        assert all(n == 0 or n >= 5 or n < 0 for n in (whole, part, whole - part))
    assert told(whole) == (whole == 0 or whole >= 5)


def test_what_is_not_known_has_no_sentence() -> None:
    bare = Bahan(jenis="program", nama="Gerakan Membaca", unit="Disdik Agam", keadaan="berjalan",
                 mulai=date(2026, 7, 30), selesai=date(2026, 12, 2), wilayah="", sumber="daftar program")  # fmt: skip
    naskah = compose(bare)
    assert naskah.judul == "Disdik Agam Laksanakan Gerakan Membaca"
    assert "[kota], [tanggal siaran]" in naskah.siaran
    assert "30 Juli sampai 2 Desember 2026" in naskah.siaran
    assert len(naskah.paragraf) == 3, "lead, quote, contact"
    assert naskah.sumber == ("Nama, unit, dan tanggal program: daftar program",)
    assert "None" not in naskah.teks
    assert "nan" not in re.findall(r"\b\w+\b", naskah.teks.lower())


def test_a_programme_tells_its_budget_and_the_events_under_its_name() -> None:
    program = Bahan(
        jenis="program", nama="Gerakan Membaca", unit="Disdik Agam", keadaan="rencana", mulai=date(2026, 7, 30),
        selesai=date(2027, 1, 2), wilayah="Kabupaten Agam, Sumatera Barat", sumber="daftar program", sasaran="guru SD",
        anggaran=Fakta(1_260_000_000, "rupiah", "daftar program"), acara=Fakta(3, "kegiatan", "daftar kegiatan"),
        kehadiran=Fakta(412, "kehadiran", "daftar hadir", PER),
    )  # fmt: skip
    text = compose(program).siaran
    assert "Disdik Agam menyiapkan Gerakan Membaca pada 30 Juli 2026 sampai 2 Januari 2027" in text
    assert "Sasarannya guru SD." in text
    assert "tercatat 3 kegiatan dengan 412 kehadiran" in text
    assert "Anggaran program ini Rp 1,3 miliar" in text


def test_sample_data_says_so_before_anything_else() -> None:
    assert compose(replace(EVENT, is_contoh=True)).teks.startswith(CONTOH)
    assert CONTOH not in compose(EVENT).teks


def test_numbers_and_days_are_written_as_in_indonesia() -> None:
    assert angka(12345.678, 1) == "12.345,7"
    assert rupiah(60e6) == "Rp 60 juta"
    assert rupiah(1_500_000_000) == "Rp 1,5 miliar"
    assert rupiah(950_000) == "Rp 950.000"
    assert masa(date(2026, 8, 5), date(2026, 8, 5)) == "5 Agustus 2026"
    assert masa(date(2026, 8, 5), date(2026, 8, 7)) == "5–7 Agustus 2026"
    assert masa(date(2025, 12, 30), date(2026, 1, 2)) == "30 Desember 2025 sampai 2 Januari 2026"

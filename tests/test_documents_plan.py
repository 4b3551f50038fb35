"""Documents of a saved plan: its rows, its conflicts by name, its quarters; short or long, whole or half empty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from analysis.role_rules import conflicts, load_of
from schemas.naskah import Naskah
from schemas.rencana import MandatRencana, Rencana
from tests.document_world import blocks, looking_at, section, table, text
from tests.mart_world import publish_world
from tests.plan_world import make_kegiatan, make_peran, make_plan, make_target, whole_plan
from tests.rapor_world import write_rapor
from views.documents import plan
from views.documents import plan_words as words
from warehouse.plans import Versi


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("rencana")
    publish_world(folder, write=write_rapor)
    with looking_at(folder):
        yield


def _saved(isi: Rencana) -> Versi:
    return Versi("abc123", 2, datetime(2026, 11, 2, 5, 0, tzinfo=UTC), "BPMP", "sesudah rakor", isi)


def _roles(isi: Rencana) -> Naskah:
    found = plan.naskah_peran(_saved(isi))
    assert found is not None
    return found


def _follow(isi: Rencana) -> Naskah:
    found = plan.naskah_tindak_lanjut(_saved(isi))
    assert found is not None
    return found


def test_the_matrix_holds_every_row_as_saved(world: None) -> None:
    found = _roles(whole_plan())
    assert table(found) == [{
        "Program": "Pendampingan literasi", "Wilayah": "Kab. Agam", "Penanggung jawab": "BPMP",
        "Pendukung": "BGTK, Disdik", "Indikator": "–", "Triwulan": "1", "Anggaran": "belum diketahui",
    }]  # fmt: skip
    assert found.is_lanskap
    assert (found.jenis, found.berkas) == ("peran", "peran_rencana-uji_2027_v2")
    assert "versi 2" in found.kaki
    assert "rencana=abc123" in found.tautan


def test_a_budget_is_printed_and_an_unknown_one_is_never_zero(world: None) -> None:
    isi = make_plan(peran=(make_peran("A", anggaran_rupiah=250e6, sasaran_indikator="DASMEN:A.1"), make_peran("B")))
    rows = table(_roles(isi))
    assert [row["Anggaran"] for row in rows] == ["Rp 250 juta", "belum diketahui"]
    assert rows[0]["Indikator"] == "A.1 Kemampuan literasi"
    assert [row["Penanggung jawab"] for row in rows] == ["belum ada", "belum ada"]


def test_conflicts_are_named_as_on_the_page_of_roles(world: None) -> None:
    mandat = (MandatRencana(unit="BGTK", bidang="Guru", is_memimpin=True, sumber="Permendikbudristek 14/2022"),)
    isi = make_plan(peran=(make_peran("A", penanggung_jawab="BPMP"), make_peran("B")), mandat=mandat)
    known = conflicts(isi.peran, isi.mandat, tahun=2027, provinsi="13")
    rows = table(_roles(isi), 1)
    assert len(rows) == len(known) >= 2
    assert {row["Aturan"] for row in rows} == {one.aturan for one in known}
    assert "A (Kab. Agam)" in {row["Program dan wilayah"] for row in rows}
    assert "benturan" in text(_roles(isi)).splitlines()[0]


def test_a_matrix_without_conflict_says_so(world: None) -> None:
    found = _roles(make_plan(peran=(make_peran(penanggung_jawab="BPMP", triwulan=1),)))
    assert "Tidak ada benturan" in section(found, "Benturan dan yang perlu diperiksa")
    assert (
        section(found, "Beban tiap unit").splitlines()[0] == "BPMP paling banyak sekaligus: 1 program pada triwulan 1."
    )
    assert [one.jabatan for one in blocks(found, "tanda_tangan")] == ["Kepala BPMP"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 11, 15), date(2027, 10, 31), "1–4 (15 Nov 2026 – 31 Okt 2027)"),
        (date(2027, 4, 1), date(2027, 6, 30), "2 (1 Apr – 30 Jun 2027)"),
        (date(2027, 5, 1), date(2028, 1, 31), "2–4 (1 Mei 2027 – 31 Jan 2028)"),
        (date(2026, 1, 1), date(2026, 3, 1), "1 (1 Jan – 1 Mar 2026)"),
    ],
)
def test_the_quarters_of_a_row_are_those_its_load_is_counted_in(
    world: None, start: date, end: date, said: str
) -> None:  # fmt: skip
    isi = make_plan(peran=(make_peran(penanggung_jawab="BPMP", triwulan=1, tanggal_mulai=start, tanggal_selesai=end),))
    found = _roles(isi)
    assert table(found)[0]["Triwulan"] == said
    load = load_of(isi.peran, isi.tahun)
    if end.year >= 2027:
        first, last = said[0], said.partition(" (")[0][-1]
        assert sorted(load["triwulan"]) == list(range(int(first), int(last) + 1))


def test_a_source_nobody_looked_up_is_said_to_be_unchecked_not_a_note_to_oneself(world: None) -> None:
    mandat = (
        MandatRencana(unit="BPMP", bidang="Mutu", is_memimpin=True, sumber="Permendikbudristek 11/2022."),
        MandatRencana(unit="BPMP", bidang="Lain", is_memimpin=True, sumber="Dari ingatan, periksa: UU 23/2014"),
    )
    said = text(_roles(make_plan(peran=(make_peran(penanggung_jawab="BPMP", triwulan=1),), mandat=mandat)))
    assert "Dasar mandat unit yang memimpin: Permendikbudristek 11/2022. Dasar mandat yang belum dicocokkan dengan " \
           "naskah aslinya: UU 23/2014." in said  # fmt: skip
    assert "ingatan" not in said


def test_units_are_written_out_once_and_a_plan_is_not_called_a_plan_twice(world: None) -> None:
    said = text(_roles(whole_plan()))
    assert "BPMP: balai penjaminan mutu pendidikan; BGTK: balai guru dan tenaga kependidikan; Disdik: dinas" in said
    assert "BLPT:" not in said
    assert words.written_out(["B.10 APS usia 5-6", "–"]) == "APS: angka partisipasi sekolah."
    assert words.written_out(["PAPSI"]) == ""
    named = _roles(make_plan(nama="Rencana Uji", peran=(make_peran(penanggung_jawab="BPMP"),)))
    assert "“Rencana Uji”, versi 2, disimpan" in named.kaki
    assert "Rencana “" not in text(named) + named.kaki
    other = _roles(make_plan(nama="Kerja 2027", peran=(make_peran(penanggung_jawab="BPMP"),)))
    assert "Rencana “Kerja 2027”, versi 2, disimpan" in other.kaki


def _many(programmes: int, regions: int) -> Rencana:
    return make_plan(peran=tuple(
        make_peran(f"Program {p}", f"13.{r:02d}", penanggung_jawab="BPMP", triwulan=(None, 1, 2, 3, 4)[p % 5])
        for p in range(programmes) for r in range(1, regions + 1)
    ))  # fmt: skip


def test_a_long_matrix_is_parted_by_region_and_loses_no_row(world: None) -> None:
    found = _roles(_many(7, 9))
    heads = [one.teks for one in blocks(found, "subjudul") if one.tingkat == 2]
    assert len(heads) == 9
    assert heads[5] == "Kab. Agam (7 program)"
    rows = [row for at in range(9) for row in table(found, at)]
    assert len(rows) == 63
    assert all("Wilayah" not in row for row in rows)


def test_a_long_matrix_of_many_regions_with_few_rows_is_parted_by_quarter(world: None) -> None:
    found = _roles(_many(2, 12))
    heads = [one.teks for one in blocks(found, "subjudul") if one.tingkat == 2]
    assert heads == ["Mulai triwulan 1 (12 program)", "Tanpa triwulan (12 program)"]
    assert {row["Wilayah"] for row in table(found, 0)} >= {"Kab. Agam", "Kab. Solok"}


def test_activities_stand_under_their_quarter_with_cause_and_target(world: None) -> None:
    isi = whole_plan(
        kegiatan=(
            make_kegiatan(kode_anggaran="05.02.01", anggaran_rupiah=50e6, jenis="SD Umum",
                          ukuran_keberhasilan="80 % guru", penanggung_jawab="Disdik", keadaan_akar="didukung data"),
            make_kegiatan("K-002", triwulan=None, status_pelaksanaan="batal"),
            make_kegiatan("K-003", triwulan=4, tanggal_tenggat=date(2027, 11, 30)),
        ),
        target=(make_target(), make_target(acuan="DASMEN:A.1", jenis="SD Umum", nilai_baseline=58.25, nilai_target=65)),
    )  # fmt: skip
    found = _follow(isi)
    heads = [one.teks for one in blocks(found, "subjudul")]
    assert heads == ["Triwulan 2 (April–Juni 2027)", "Triwulan 4 (Oktober–Desember 2027)", "Triwulan belum ditetapkan",
                     "Target"]  # fmt: skip
    first = table(found)[0]
    assert first == {
        "Wilayah": "Kab. Agam", "Kegiatan": "Lokakarya",
        "Akar masalah (dugaan)": "A.1 Kemampuan literasi, diduga berakar pada D.1 Kualitas pembelajaran "
                                 "(didukung data)",
        "Penanggung jawab": "Disdik", "Indikator keberhasilan": "80 % guru", "Sasaran": "SD Umum",
        "Kode anggaran": "05.02.01, Rp 50 juta", "Awal ke target": "A.1: dari 58,2 % ke 65,0 %",
    }  # fmt: skip
    assert table(found, 1)[0]["Kegiatan"] == "Lokakarya, tenggat 30 Nov 2027"
    assert table(found, 2)[0]["Kegiatan"] == "Lokakarya (batal)"
    goals = table(found, 3)
    assert [row["Target"] for row in goals] == ["65,0 %", "70,0 %"]
    assert goals[1]["Ukuran atau indikator"] == "PMM / Ruang GTK · aktif 30 hari"
    said = text(found).splitlines()[0]
    assert said.startswith("2 kegiatan di 1 wilayah (triwulan 2: 1; triwulan 4: 1); 1 batal.")
    assert "Indikator keberhasilan tertulis pada 1 dari 2 kegiatan, kode anggaran pada 1 dari 2; 2 target" in said
    assert "bukan sebab yang terbukti" in text(found)


def test_a_target_of_another_region_or_kind_is_not_set_beside_an_activity(world: None) -> None:
    target = make_target(acuan="DASMEN:A.1", jenis="SMP Umum", nilai_baseline=50, nilai_target=60)
    elsewhere = make_target(acuan="DASMEN:A.1", kode_wilayah="13.71", nilai_baseline=50, nilai_target=60)
    isi = make_plan(kegiatan=(make_kegiatan(jenis="SD Umum"),), target=(target, elsewhere))
    assert table(_follow(isi))[0]["Awal ke target"] == "–"


@pytest.mark.parametrize("isi", [make_plan(), make_plan(akar=()), whole_plan(peran=(), kegiatan=(), target=())])
def test_an_empty_part_gives_no_document(world: None, isi: Rencana) -> None:
    assert plan.naskah_peran(_saved(isi)) is None
    assert plan.naskah_tindak_lanjut(_saved(isi)) is None


def test_a_plan_with_targets_alone_says_what_is_missing(world: None) -> None:
    found = _follow(make_plan(target=(make_target(),)))
    assert "Rencana ini belum memuat kegiatan pembenahan." in text(found)
    assert len(table(found)) == 1
    bare = _follow(make_plan(kegiatan=(make_kegiatan(),)))
    assert section(bare, "Target").startswith("Rencana ini belum menetapkan target.")
    assert "target belum ditetapkan" in text(bare)


def test_a_long_follow_up_is_parted_by_region_only_where_each_part_holds_something(world: None) -> None:
    dense = make_plan(kegiatan=tuple(make_kegiatan(f"K-{n:03d}", kode_wilayah=f"13.{n % 4 + 1:02d}", triwulan=1)
                                     for n in range(24)))  # fmt: skip
    heads = [one.teks for one in blocks(_follow(dense), "subjudul") if one.tingkat == 2]
    assert len(heads) == 4
    thin = make_plan(kegiatan=tuple(make_kegiatan(f"K-{n:03d}", kode_wilayah=f"13.{n % 12 + 1:02d}", triwulan=1)
                                    for n in range(18)))  # fmt: skip
    assert not [one for one in blocks(_follow(thin), "subjudul") if one.tingkat == 2]
    assert len(table(_follow(thin))) == 18


def test_a_plan_of_the_nation_and_of_unknown_codes_still_reads(world: None) -> None:
    found = _roles(make_plan(kode_provinsi=None, peran=(make_peran(kode="13", sasaran_indikator="DASMEN:Z.9"),)))
    row = table(found)[0]
    assert row["Wilayah"] == "Sumatera Barat, seluruh provinsi"
    assert row["Indikator"] == "DASMEN:Z.9"
    assert found.judul == "Matriks pembagian peran Nasional 2027"

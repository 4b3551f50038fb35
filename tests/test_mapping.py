"""An unknown layout is proposed, corrected, saved once and then read by every build."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines import answers, layouts, mapping_command
from pipelines.answers import AnswerFault, Answers
from pipelines.layouts.dapodik import DAFTAR
from pipelines.mapping import as_layout, checked, column_letters, column_number, targets
from pipelines.mapping_proposal import Proposal, mapping_of, propose
from pipelines.preview import preview, sheet_proposal
from pipelines.read import Sheet
from pipelines.saved_mapping import Mapping, parse, slug
from pipelines.tabular import Tabular
from schemas.manifest import SheetLedger
from tests.builders import read_file, write_csv, write_xlsx

UNKNOWN = [
    ["REKAP SEKOLAH BINAAN", "", "", "", "", ""],
    ["Nomor Induk Sekolah", "Lembaga", "Tipe Sekolah", "Daerah", "Total Siswa", "Catatan Petugas"],
    ["20325309", "SMPN 1 CIANJUR", "SMP", "Kab. Cianjur", "340", "baik"],
    ["20325310", "SMPN 2 CIANJUR", "SMP", "Kab. Cianjur", "220", ""],
    ["20325311", "SDN 3 CIANJUR", "SD", "Kab. Cianjur", "120", ""],
]
CHOSEN = {"npsn": "Nomor Induk Sekolah", "nama": "Lembaga", "bentuk": "Tipe Sekolah", "kab_kota": "Daerah"}


def made(**given: Any) -> Mapping:
    return Mapping.model_validate({"nama": "binaan", "tujuan": "dapodik_daftar", "kolom": CHOSEN, **given})


def sheet_of(table: list[list[str]], nama: str = "-") -> Sheet:
    width = max(len(row) for row in table)
    head: list[list[str | None]] = [[cell or None for cell in row] + [None] * (width - len(row)) for row in table]
    return Sheet("berkas.csv", nama, "tiada", width, head)


def proposed(table: list[list[str]], **given: Any) -> Proposal:
    found = propose(sheet_of(table), **given)
    assert found is not None
    return found


def fields_of(proposal: Proposal) -> dict[str, int]:
    return {item.medan: item.kolom for item in proposal.kolom if item.medan}


def read_with(
    mapping: Mapping, table: list[list[str]], folder: Path, name: str = "berkas.csv"
) -> tuple[SheetLedger, list[dict[str, Any]]]:
    result, rows = read_file(write_csv(folder / name, table), folder / "hasil", jawaban=Answers(pemetaan=(mapping,)))
    assert result.source.galat is None
    (sheet,) = result.source.lembar
    assert sheet.is_seimbang
    return sheet, rows


def test_an_unknown_list_is_proposed_as_what_it_is_with_a_reason_for_each_column() -> None:
    found = proposed(UNKNOWN)
    assert (found.tujuan, found.baris_judul, found.lapis, found.kurang) == ("dapodik_daftar", 2, 1, ())
    assert fields_of(found) == {"npsn": 0, "nama": 1, "bentuk": 2, "kab_kota": 3, "jumlah_peserta_didik": 4}
    assert all(item.alasan and (0.5 < item.keyakinan <= 1) == (item.medan is not None) for item in found.kolom)
    assert "NPSN (3 dari 3 sel)" in found.kolom[0].alasan


def test_columns_without_a_telling_name_are_known_by_what_they_hold() -> None:
    table = [["a", "b", "c", "d", "e"], *(row[:5] for row in UNKNOWN[2:])]
    assert fields_of(proposed(table, tujuan="dapodik_daftar")) == {"npsn": 0, "nama": 1, "bentuk": 2, "kab_kota": 3}


def test_a_name_that_the_content_contradicts_is_not_believed() -> None:
    table = [["NPSN", "Nama Sekolah", "Bentuk"], *(["lihat lampiran", row[1], row[2]] for row in UNKNOWN[2:])]
    assert "npsn" not in fields_of(proposed(table, tujuan="dapodik_daftar"))


def test_an_earlier_mapping_speaks_for_a_column_that_nothing_else_tells() -> None:
    before = made(kolom={**CHOSEN, "jumlah_guru": "G Aktif Smt"})
    table = [["NPSN", "Lembaga", "Tipe Sekolah", "G Aktif Smt"], ["20325309", "SMPN 1 CIANJUR", "SMP", "12"]]
    found = proposed(table, jawaban=Answers(pemetaan=(before,)))
    assert fields_of(found)["jumlah_guru"] == 3
    assert "pemetaan binaan" in found.kolom[3].alasan


def test_a_header_of_two_rows_is_joined() -> None:
    table = [
        ["Nomor Induk Sekolah", "Lembaga", "Tipe Sekolah", "Banyak", ""],
        ["", "", "", "Guru", "Siswa"],
        *([*row[:3], "12", "120"] for row in UNKNOWN[2:]),
    ]
    found = proposed(table)
    assert (found.baris_judul, found.lapis) == (2, 2)
    assert found.nama_kolom[4] == "Siswa"


def test_a_file_without_a_header_is_proposed_by_column_letters(tmp_path: Path) -> None:
    table = [row[:5] for row in UNKNOWN[2:]]
    found = proposed(table)
    assert found.baris_judul == 0
    mapping = found.to_mapping("tanpa judul")
    assert mapping.kolom["npsn"] == "kolom A"
    sheet, rows = read_with(mapping, table, tmp_path)
    assert (sheet.dibaca, sheet.diterima, sheet.layout) == (3, 3, "pemetaan_tanpa_judul")
    assert {row["kode_kab_kota_kemendagri"] for row in rows} == {"32.03"}


def test_a_list_of_people_is_refused_and_its_cells_are_not_shown(tmp_path: Path) -> None:
    table = [["NIP", "Nama Guru", "Unit Kerja"], ["196801011990031001", "Budi Santoso", "SDN 1"]]
    assert "data orang" in str(proposed(table, tujuan="dapodik_daftar").galat)
    assert proposed(table).tujuan == "bimtek_kehadiran", "the only target that people may come to"
    file = write_csv(tmp_path / "guru.csv", table)
    (seen,) = preview(file)
    assert seen.orang
    assert "Budi" not in str(seen)
    assert "1968" not in str(seen)
    with pytest.raises(AnswerFault, match="data orang"):
        checked(made(kepala=("nip", "lembaga")), "Pemetaan")


def test_people_without_any_header_are_known_by_their_numbers(tmp_path: Path) -> None:
    table = [["196801011990031001", "Budi Santoso", "SDN 1"], ["196801011990031002", "Ani Lestari", "SDN 2"]]
    (seen,) = preview(write_csv(tmp_path / "guru.csv", table))
    assert seen.orang == ("nomor orang di kolom A",)
    assert "Budi" not in str(seen)
    assert "data orang" in str(proposed(table, tujuan="dapodik_daftar").galat)


def test_a_mapping_for_attendance_may_hold_people() -> None:
    wanted = {"nama": "Nama Guru", "asal": "Unit Kerja"}
    needed = {item.name for item in targets()["bimtek_kehadiran"].fields if item.is_needed}
    assert needed <= wanted.keys() | {"kegiatan_id"}
    kept = made(tujuan="bimtek_kehadiran", kolom=wanted, tetap={"kegiatan_id": "BTK-2026-1"}, kepala=("nip",))
    assert checked(kept, "Pemetaan") == kept


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "no such target": ({"tujuan": "entah"}, "tujuan 'entah' tidak dikenal"),
    "no such field": ({"kolom": {**CHOSEN, "rahasia": "X"}}, "medan 'rahasia' tidak ada"),
    "a needed field is missing": ({"kolom": {"npsn": "A", "nama": "B"}}, "wajib punya Bentuk Pendidikan"),
    "a column for two fields": ({"kolom": {**CHOSEN, "kecamatan": "DAERAH"}}, "dipakai untuk dua medan"),
    "a field from a column and fixed": ({"tetap": {"bentuk": "SD"}}, "dari kolom dan juga tetap"),
    "a fixed value outside its list": (
        {"kolom": {"npsn": "A", "nama": "B"}, "tetap": {"bentuk": "Kapal"}},
        "nilai tetap bentuk harus salah satu dari",
    ),
    "a fixed date that is none": ({"tetap": {"tanggal_data": "besok"}}, "tulis seperti 2026-10-31"),
    "a fixed region that could be two": (
        {"kolom": {k: v for k, v in CHOSEN.items() if k != "kab_kota"}, "tetap": {"kab_kota": "Banjar"}},
        "dapat berarti",
    ),
    "names in a file without a header": ({"baris_judul": 0}, "'kolom A'"),
}


@pytest.mark.parametrize(("given", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_mapping_that_cannot_work_says_why(given: dict[str, Any], said: str) -> None:
    with pytest.raises(AnswerFault) as fault:
        checked(made(**given), "Pemetaan")
    assert said in str(fault.value)


def test_a_mapping_reads_its_file_and_the_same_export_of_next_month(tmp_path: Path) -> None:
    mapping = proposed(UNKNOWN).to_mapping("binaan")
    sheet, rows = read_with(mapping, UNKNOWN, tmp_path)
    assert (sheet.dibaca, sheet.diterima, sheet.layout) == (3, 3, "pemetaan_binaan")
    assert {row["jumlah_peserta_didik"] for row in rows} == {340, 220, 120}
    moved = [["Dicetak ulang"], [""], ["Maret 2026"], *([row[3], row[5], *row[:3], row[4]] for row in UNKNOWN[1:])]
    sheet, rows = read_with(mapping, moved, tmp_path / "lagi", "lain nama.csv")
    assert (sheet.diterima, sheet.layout) == (3, "pemetaan_binaan")
    assert {row["tanggal_data"] for row in rows} == {date(2026, 3, 31)}


def test_a_file_with_one_more_column_is_still_known(tmp_path: Path) -> None:
    mapping = proposed(UNKNOWN).to_mapping("binaan")
    wider = [[*row, "Paraf" if place == 1 else "v"] for place, row in enumerate(UNKNOWN)]
    assert read_with(mapping, wider, tmp_path)[0].layout == "pemetaan_binaan"


def test_what_no_column_says_may_be_fixed(tmp_path: Path) -> None:
    table = [row[:2] for row in UNKNOWN[1:]]
    fixed = {"bentuk": "SMP", "provinsi": "Jawa Barat", "kab_kota": "Kab. Cianjur", "tanggal_data": date(2025, 2, 13)}
    mapping = made(kolom={"npsn": "Nomor Induk Sekolah", "nama": "Lembaga"}, tetap=fixed)
    sheet, rows = read_with(mapping, table, tmp_path)
    assert sheet.diterima == 3
    assert {(r["bentuk"], r["kode_kab_kota_kemendagri"], r["tanggal_data"]) for r in rows} == {
        ("SMP", "32.03", date(2025, 2, 13))
    }


def test_a_saved_mapping_outweighs_a_known_layout_only_when_all_its_headers_stand(tmp_path: Path) -> None:
    table = [
        ["NPSN", "Nama Sekolah", "BP", "Kab/Kota", "PD", "Guru"],
        ["10300001", "SDN 1", "SD", "Kab. Agam", "9", "80"],
    ]
    swapped = {"npsn": "NPSN", "nama": "Nama Sekolah", "bentuk": "BP", "kab_kota": "Kab/Kota", "jumlah_guru": "PD"}
    keys = ("npsn", "nama sekolah", "bp", "kab kota", "pd", "guru")
    _, rows = read_with(made(kolom=swapped, kepala=keys), table, tmp_path)
    assert rows[0]["jumlah_guru"] == 9
    sheet, rows = read_with(made(kolom=swapped, kepala=(*keys, "lain")), table, tmp_path / "b")
    assert (sheet.layout, rows[0]["jumlah_guru"]) == ("dapodik_daftar", 80)


def test_of_two_columns_of_one_name_the_second_can_be_meant(tmp_path: Path) -> None:
    table = [[*UNKNOWN[1][:4], "Jumlah", "Jumlah"], *([*row[:4], "7", "340"] for row in UNKNOWN[2:])]
    kolom = {**CHOSEN, "jumlah_guru": "Jumlah", "jumlah_peserta_didik": "Jumlah (2)"}
    _, rows = read_with(made(kolom=kolom), table, tmp_path)
    assert {(row["jumlah_guru"], row["jumlah_peserta_didik"]) for row in rows} == {(7, 340)}


def test_a_mapping_survives_its_file_and_the_file_is_small_and_plain() -> None:
    mapping = made(tetap={"tanggal_data": date(2025, 2, 13)}, kepala=("lembaga", "daerah"), baris_judul=3)
    text = mapping.to_toml()
    assert text.startswith("# Pemetaan tata letak")
    assert len(text.splitlines()) < 30
    assert parse(text, "x.toml") == mapping


@pytest.mark.parametrize(
    "text",
    [
        'nama = "../../x"\ntujuan = "dapodik_daftar"\n[kolom]\nnpsn = "A"\n',
        'nama = "x"\ntujuan = "dapodik_daftar"\n[kolom]\n"a b; DROP" = "A"\n',
        'nama = "x"\ntujuan = "dapodik_daftar"\nperintah = "y"\n[kolom]\nnpsn = "A"\n',
        'nama = "x"\ntujuan = "dapodik_daftar"\n',
        'nama = "x"\ntujuan = "dapodik_daftar"\nlapis = 99\n[kolom]\nnpsn = "A"\n',
        "[[[",
    ],
)
def test_a_hostile_mapping_is_refused_by_the_name_of_its_file(text: str) -> None:
    with pytest.raises(AnswerFault, match=r"^x\.toml"):
        parse(text, "x.toml")


def test_quotes_in_headers_and_constants_stay_text(tmp_path: Path) -> None:
    header = "Lembaga'); DROP TABLE mentah; --"
    table = [["Nomor Induk Sekolah", header, "Tipe Sekolah"], *(row[:3] for row in UNKNOWN[2:])]
    kolom = {"npsn": "Nomor Induk Sekolah", "nama": header, "bentuk": "Tipe Sekolah"}
    sheet, rows = read_with(
        made(kolom=kolom, tetap={"kab_kota": "Kab. Cianjur", "kecamatan": "O'Neil'); --"}), table, tmp_path
    )
    assert sheet.diterima == 3
    assert {row["kecamatan"] for row in rows} == {"O'Neil'); --"}


def test_a_mapping_whose_target_is_gone_is_named_and_left_out(tmp_path: Path) -> None:
    file = tmp_path / "jawaban" / "pemetaan" / "lama.toml"
    file.parent.mkdir(parents=True)
    file.write_text('nama = "lama"\ntujuan = "sudah_tiada"\n[kolom]\nnpsn = "A"\n')
    loaded = answers.load(tmp_path)
    assert loaded.pemetaan == ()
    assert "jawaban/pemetaan/lama.toml: tujuan 'sudah_tiada' tidak dikenal" in loaded.galat[0]


def test_the_command_proposes_tries_and_keeps(empty_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, toml = write_csv(empty_data / "binaan.csv", UNKNOWN), empty_data / "usulan.toml"
    assert mapping_command.main(["propose", str(file), "--ke", str(toml)]) == 0
    assert mapping_command.main(["check", str(file), str(toml)]) == 0
    assert "pemetaan binaan" in " ".join(capsys.readouterr().out.split())
    assert answers.load(empty_data).pemetaan == (), "trying keeps nothing"
    assert mapping_command.main(["save", str(toml)]) == 0
    assert [m.nama for m in answers.load(empty_data).pemetaan] == ["binaan"]
    assert mapping_command.main(["forget", "binaan"]) == 0
    assert answers.load(empty_data).pemetaan == ()


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "tiada.csv", "tiada.toml"],
        ["propose", "tiada.csv"],
        ["propose", "tiada.csv", "--tujuan", "entah"],
        ["forget", "../x"],
    ],
)
def test_the_command_says_in_a_line_what_is_wrong(
    arguments: list[str], empty_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(empty_data)
    assert mapping_command.main(arguments) == 1
    said = capsys.readouterr().out
    assert said.startswith("Gagal:")
    assert "Traceback" not in said


def test_a_person_may_choose_other_columns_than_those_proposed() -> None:
    found = proposed(UNKNOWN)
    mapping = mapping_of(found, "Binaan 2025", {"npsn": 0, "nama": 1}, {"bentuk": "SMP", "kab_kota": "Kab. Cianjur"})
    assert (mapping.nama, mapping.kolom) == ("binaan_2025", {"npsn": "Nomor Induk Sekolah", "nama": "Lembaga"})
    assert checked(mapping, "Pemetaan") == mapping


def test_the_named_sheet_of_a_workbook_is_proposed(tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "buku.xlsx", {"Sampul": [["Laporan"]], "Isi": UNKNOWN})
    found = sheet_proposal(file, "Isi", Answers(), None)
    assert found is not None
    assert (found.lembar, found.tujuan) == ("Isi", "dapodik_daftar")
    assert [seen.lembar for seen in preview(file)] == ["Sampul", "Isi"]


def test_whatever_a_sheet_holds_its_proposal_is_a_mapping_that_survives_its_file() -> None:
    chance = random.Random(7)
    cells = [
        "",
        "NPSN",
        "Nama",
        "Kab. Agam",
        "20325309",
        "SDN 1",
        "\u202eabc",
        "'; DROP",
        "=1+1",
        "x" * 5000,
        "\x00",
        "12%",
    ]
    made_of = 0
    for _ in range(40):
        width, height = chance.randint(1, 9), chance.randint(1, 12)
        found = propose(sheet_of([[chance.choice(cells) for _ in range(width)] for _ in range(height)]))
        if found and any(item.medan for item in found.kolom):
            mapping = found.to_mapping("uji")
            assert parse(mapping.to_toml(), "uji.toml") == mapping
            made_of += 1
    assert made_of > 10


def test_every_target_can_be_mapped_from_its_own_headers() -> None:
    for kode, layout in targets().items():
        kolom = {item.name: item.headers[0] for item in layout.fields if item.is_needed}
        mapped = as_layout(Mapping(nama="x", tujuan=kode, kolom=kolom))
        assert mapped.dataset == layout.dataset
        assert all(hasattr(mapped, item.name) for item in fields(Tabular))


def test_letters_of_columns_and_slugs_are_what_people_see() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(column_number(f"kolom {column_letters(n)}") == n for n in (0, 25, 26, 701, 702, 1999))
    assert slug("Rekap  Sekolah (2025).xlsx") == "rekap_sekolah_2025_xlsx"
    assert slug("***") == "tanpa_nama"


def test_a_sheet_that_a_layout_knows_needs_no_proposal(tmp_path: Path) -> None:
    table = [["NPSN", "Nama Sekolah", "BP", "Kab/Kota"], ["10300001", "SDN 1", "SD", "Kab. Agam"]]
    (seen,) = preview(write_csv(tmp_path / "x.csv", table))
    assert (seen.dikenali, seen.usulan) == (DAFTAR.judul, None)
    assert layouts.recognise(sheet_of([["x"]])) is None

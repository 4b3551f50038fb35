"""What may not enter: each reason by name, one a row, and the ledger that adds up whatever comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.usage import PLATFORM, PMM
from tests.builders import export, export_table, make_for, make_pmm, read_file, set_aside, write_csv


def changed(table: list[list[str]], column: str, text: str) -> list[list[str]]:
    at = table[0].index(column)
    return [table[0], [*table[1][:at], text, *table[1][at + 1 :]], *table[2:]]


@pytest.mark.parametrize(
    ("column", "text", "kode", "nilai"),
    [
        ("NPSN", "", "wajib_kosong", None),
        ("NPSN", "NP345555", "npsn_tidak_sah", "NP345555"),
        ("NPSN", "2,0325E+07", "npsn_tidak_sah", "2,0325E+07"),
        ("Kabupaten/Kota", "Kab. Antah Berantah", "wilayah_tidak_dikenal", "Kab. Antah Berantah"),
        ("Kabupaten/Kota", "Solok", "wilayah_tidak_dikenal", "Solok"),
        ("Kabupaten/Kota", "", "wajib_kosong", None),
        ("Peran", "Satpam", "di_luar_daftar", "Satpam"),
        ("Jumlah GTK", "-5", "di_luar_batas", "-5"),
        ("Jumlah GTK", "banyak", "bukan_bilangan", "banyak"),
        ("Jumlah GTK", "12,5", "bukan_bilangan", "12,5"),
        ("Jumlah GTK", "", "wajib_kosong", None),
        ("Tanggal Data", "31/31/2026", "bukan_tanggal", "31/31/2026"),
    ],
)
def test_a_faulty_cell_sets_its_row_aside_by_name(
    column: str, text: str, kode: str, nilai: str | None, tmp_path: Path
) -> None:
    table = changed(export_table(PMM, [make_pmm(), make_pmm(npsn="10300002")]), column, text)
    result, rows = read_file(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    sheet = result.source.lembar[0]
    assert ([row["npsn"] for row in rows], sheet.disisihkan) == (["10300002"], 1)
    (row,) = set_aside(tmp_path / "a")
    assert (row["kode"], row["nilai"], row["baris"]) == (kode, nilai, 2)
    assert row["alasan"]


@pytest.mark.parametrize(
    ("column", "text", "name", "value"),
    [
        ("NPSN", " 10300001.0 ", "npsn", "10300001"),
        ("NPSN", "P9908517", "npsn", "P9908517"),
        ("Jumlah GTK", "1.234", "jumlah_gtk", 1234),
        ("Kirim aksi nyata", "-", "jumlah_aksi_nyata", None),
        ("Peran", "KEPALA  SEKOLAH", "peran", "KS"),
        ("Kabupaten/Kota", "KAB.  SOLOK", "kode_kab_kota_kemendagri", "13.02"),
        ("Kabupaten/Kota", "Kota Solok", "kode_kab_kota_kemendagri", "13.72"),
    ],
)
def test_a_cell_in_another_form_is_read(column: str, text: str, name: str, value: object, tmp_path: Path) -> None:
    table = changed(export_table(PMM, [make_pmm()]), column, text)
    _, rows = read_file(write_csv(tmp_path / "x.csv", table, ";"), tmp_path / "a")
    assert rows[0][name] == value


def test_the_second_row_with_a_key_is_set_aside_with_the_place_of_the_first(tmp_path: Path) -> None:
    path = export(tmp_path / "x.csv", PMM, make_pmm(jumlah_login=1), make_pmm(peran="KS"), make_pmm(jumlah_login=2))
    result, rows = read_file(path, tmp_path / "a")
    assert [row["jumlah_login"] for row in rows if row["peran"] == "guru"] == [1]
    (row,) = set_aside(tmp_path / "a")
    assert (row["baris"], row["kode"]) == (4, "kunci_ganda")
    assert "baris 2" in row["alasan"]
    assert result.source.lembar[0].is_seimbang


def test_many_doubled_keys_share_one_reason_that_names_no_single_twin(tmp_path: Path) -> None:
    first, second = make_pmm(jumlah_login=1), make_pmm(peran="KS")
    result, _ = read_file(export(tmp_path / "x.csv", PMM, first, second, first, second), tmp_path / "a")
    (reason,) = result.source.lembar[0].alasan
    assert reason.jumlah == 2
    assert reason.alasan == "kunci sama dengan baris lain di lembar ini: hapus salah satunya"
    assert [text.partition(":")[0] for text in reason.contoh] == ["baris 4 = baris 2", "baris 5 = baris 3"]


def test_null_counts_as_a_value_of_the_key(tmp_path: Path) -> None:
    region = make_for(PLATFORM, npsn=None)
    _, rows = read_file(export(tmp_path / "x.csv", PLATFORM, region, region), tmp_path / "a")
    assert len(rows) == 1


def test_what_looks_like_a_persons_number_is_never_shown(tmp_path: Path) -> None:
    table = changed(export_table(DAFTAR, [make_for(DAFTAR)]), "NPSN", "197401012006011506")
    read_file(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    (row,) = set_aside(tmp_path / "a")
    assert row["nilai"] == "(disamarkan)"


_CELL = st.one_of(
    st.sampled_from(
        [
            "10300001",
            "10300002.0",
            "NP1",
            "",
            "-",
            "Guru",
            "Sumatera Barat",
            "Kab. Solok",
            "Kota Solok",
            "INDONESIA",
            "TOTAL",
            "Luar Negeri",
            "2026-10-31",
            "31/10/2026",
            "5",
            "1.234",
            "7,5",
            "Sumber: dasbor",
            "(1)",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=5),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([PMM, PLATFORM, DAFTAR]), st.lists(st.lists(_CELL, max_size=9), max_size=6))
def test_the_ledger_adds_up_whatever_the_cells(tmp_path: Path, layout: object, body: list[list[str]]) -> None:
    header = [item.headers[0] for item in layout.fields]  # type: ignore[attr-defined]
    path = write_csv(
        tmp_path / "h.csv", [header, *([*row, *[""] * (len(header) - len(row))][: len(header)] for row in body)]
    )
    result, rows = read_file(path, tmp_path / "h")
    sheet = result.source.lembar[0]
    assert result.source.galat is None
    assert sheet.is_seimbang
    assert sheet.dibaca == sum(any(cell for cell in row[: len(header)]) for row in body)
    assert sheet.diterima == len(rows)
    assert sheet.disisihkan == sum(reason.jumlah for reason in sheet.alasan)

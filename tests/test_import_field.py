"""Exports as people have them in the field: shortened headers, tables below tables, yearbooks, odd dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines import aside, import_file
from pipelines.cells import Reader
from pipelines.import_file import Imported
from pipelines.layouts.usage import PLATFORM
from schemas.manifest import SheetLedger
from tests.builders import read_file, write_csv, write_xlsx

Table = Sequence[Sequence[Any]]


def read(tmp_path: Path, name: str, table: Table, **given: Any) -> tuple[SheetLedger, list[dict[str, Any]]]:
    """One table as the only sheet of a workbook, or as a CSV, through the import."""
    path = tmp_path / name
    if name.endswith(".csv"):
        write_csv(path, [[str(cell) for cell in row] for row in table], given.pop("delimiter", ","))
    else:
        write_xlsx(path, {"Data": table})
    result, rows = read_file(path, tmp_path / "hasil", **given)
    assert result.source.galat is None
    (sheet,) = result.source.lembar
    assert sheet.is_seimbang
    return sheet, rows


def measured(rows: Sequence[dict[str, Any]], tahun: int | None = None) -> dict[tuple[str, str], float | None]:
    """(region's code, measure) -> value."""
    return {
        (row["kode_kab_kota_kemendagri"] or row["kode_provinsi_kemendagri"] or "", row["ukuran"]): row["nilai"]
        for row in rows
        if tahun is None or row["tahun"] == tahun
    }


ACCOUNTS = ["Kab/Kota", "NPSN", "Nama Sekolah", "Jenjang", "Tipe Akun", "Jumlah Akun Tersedia", "Total Akun Aktivasi"]


def test_a_sheet_of_instructions_in_front_does_not_stop_a_fresh_process(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "daftar.xlsx",
        {
            "Petunjuk": [["PETUNJUK PENGISIAN"], ["1. Jangan mengubah format"], ["2. Simpan sebagai xlsx"]],
            "Data": [
                ["NPSN", "Nama Satdik", "Bentuk", "Status", "Kab./Kota", "Prov."],
                ["10303001", "SDN 01", "SD", "NEGERI", "Kab. Solok", "Prov. Sumatera Barat"],
            ],
        },
    )
    folder = tmp_path / "hasil"
    folder.mkdir()
    job = import_file.Job(path, path.name, "0" * 64, 1, "sidik", folder, date(2026, 10, 31))
    result: Imported = import_file.import_with(Reader(import_file.connect(folder)), job)
    assert result.source.galat is None
    assert [sheet.diterima for sheet in result.source.lembar] == [0, 1]


def test_findings_of_one_sheet_do_not_show_in_the_next(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {
            "Data": [ACCOUNTS, ["Kab. Solok", "10303001.0", "SDN 01", "SD", "Guru", 8, 4]],
            "Petunjuk": [["PETUNJUK PENGISIAN"], ["1. Jangan mengubah format"], ["2. Simpan sebagai xlsx"]],
        },
    )
    result, _ = read_file(path, tmp_path / "hasil")
    assert len(list((tmp_path / "hasil" / aside.FOLDER).glob("*.parquet"))) <= 1
    assert [sheet.disisihkan for sheet in result.source.lembar] == [0, 0]


def test_shortened_headers_are_the_headers_they_stand_for(tmp_path: Path) -> None:
    head = ["NPSN", "Nama Satpen", "Kab./Kota", "Peran", "Jml GTK", "Login Ruang GTK", "Mengirim Aksi Nyata"]
    rows: list[list[Any]] = [
        ["Data Ruang GTK, 30 Juni 2025"],
        head,
        ["10305001", "SDN 5", "Kab.\u00a0Pasaman Barat", "Guru", 12, 11, 5],
    ]
    sheet, (row,) = read(tmp_path, "gtk.xlsx", rows)
    assert sheet.layout == "pmm_bulanan"
    assert (row["jumlah_gtk"], row["jumlah_login"], row["jumlah_aksi_nyata"]) == (12, 11, 5)
    assert (row["nama_platform"], row["tanggal_data"]) == ("Ruang GTK", date(2025, 6, 30))


def test_the_dashboard_of_accounts_per_region_is_read_with_its_own_words(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["Diperbarui: 13 Mei 2022", "", "", "", ""],
        ["Kabupaten/Kota", "Tipe Akun", "Jml Akun Tersedia", "Jml Akun Teraktivasi", "Prosentase Aktivasi"],
        ["Kab. Agam", "PTK", "4.110", "3.002", "73,04%"],
        ["Grand Total", "", "4.110", "3.002", "73,04%"],
    ]
    sheet, (row,) = read(tmp_path, "akun.csv", table, delimiter=";")
    assert (sheet.diterima, sheet.total_catatan) == (1, 1)
    assert (row["kelompok_pengguna"], row["jumlah_tersedia"], row["jumlah_teraktivasi"]) == ("guru", 4110, 3002)


def test_who_is_counted_stands_in_the_header_of_the_number(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["REKAPITULASI PEMANFAATAN PMM"],
        ["No.", "Tanggal Data", "KABUPATEN/KOTA", "Jumlah Guru", "Login PMM", "Selesai Topik 4"],
        [1, 45138, "KAB. AGAM", 6000, 5280, 1020],
        ["", "", "JUMLAH", 6000, 5280, 1020],
        ["*) GTK menurut Dapodik semester genap"],
    ]
    sheet, (row,) = read(tmp_path, "pmm.xlsx", table)
    assert (sheet.disisihkan, sheet.total_catatan) == (0, 2)
    assert (row["peran"], row["jumlah_gtk"], row["jumlah_selesai_topik_4"]) == ("guru", 6000, 1020)
    assert row["tanggal_data"] == date(2023, 7, 31)


def test_a_number_of_teachers_alone_is_a_statistic(tmp_path: Path) -> None:
    table: list[list[Any]] = [["Kab/Kota", "Jumlah Guru"], ["Kab. Agam", 10], ["Kab. Solok", 20], ["Kota Padang", 30]]
    sheet, _ = read(tmp_path, "guru 2024.xlsx", table)
    assert sheet.layout == "tabel_statistik"


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("Juli 2023", date(2023, 7, 31)), ("2023-02", date(2023, 2, 28)), ("31/08/2023", date(2023, 8, 31))],
)
def test_a_column_of_months_is_the_cut_off(tmp_path: Path, cell: str, meant: date) -> None:
    table: list[list[Any]] = [
        ["Bulan", "Kab/Kota", "Peran", "Jumlah GTK", "Login"],
        [cell, "Kab. Agam", "Guru", 100, 50],
    ]
    _, (row,) = read(tmp_path, "pmm.csv", table)
    assert row["tanggal_data"] == meant


def test_a_second_table_with_columns_in_another_order_is_not_read_by_the_first_header(tmp_path: Path) -> None:
    swapped = [*ACCOUNTS[:-2], ACCOUNTS[-1], ACCOUNTS[-2]]
    table: list[list[Any]] = [
        *(ACCOUNTS, ["Kota Padang", "10304001", "SMAN 1", "SMA", "Guru", 60, 30]),
        *([], swapped, ["Kota Padang", "10304011", "SMKN 1", "SMK", "Guru", 10, 40]),
    ]
    sheet, rows = read(tmp_path, "akun 2024-01-31.xlsx", table)
    assert [(row["npsn"], row["jumlah_tersedia"]) for row in rows] == [("10304001", 60)]
    assert [(told.kode, told.jumlah) for told in sheet.alasan] == [("tabel_kedua", 2)]
    assert "baris 4" in sheet.alasan[0].alasan


def test_a_header_repeated_where_a_page_breaks_is_a_note(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        *(ACCOUNTS, ["Kota Padang", "10304001", "SMAN 1", "SMA", "Guru", 60, 30]),
        *(ACCOUNTS, ["Kota Padang", "10304011", "SMKN 1", "SMK", "Guru", 40, 10]),
    ]
    sheet, rows = read(tmp_path, "akun 2024-01-31.xlsx", table)
    assert (len(rows), sheet.disisihkan, sheet.total_catatan) == (2, 0, 1)


def test_another_kind_of_table_below_is_not_read_by_the_first_header(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["Data per 31 Juli 2023"],
        ["Kab/Kota", "Jumlah Guru", "Login PMM", "Mulai Topik"],
        ["Kab. Agam", 100, 50, 40],
        [],
        ["Kab/Kota", "Jumlah Kombel", "Kombel Aktif", "Jumlah Anggota"],
        ["Kota Padang", 30, 20, 300],
    ]
    sheet, rows = read(tmp_path, "dua.xlsx", table)
    assert len(rows) == 1
    assert {told.kode for told in sheet.alasan} == {"tabel_kedua"}


PROVINCES = ["Aceh", "Sumatera Barat", "Riau", "Jambi", "Bengkulu"]


@pytest.mark.parametrize("head", ["Provinsi", "Wilayah"])
def test_a_second_statistics_table_is_not_read_by_the_first_header(tmp_path: Path, head: str) -> None:
    others = ["Banten", "Bali", "Lampung"] if head == "Wilayah" else PROVINCES
    table: list[list[Any]] = [
        ["Provinsi", "APS 7-12", "APS 13-15"],
        *([name, "99,8", "98,7"] for name in PROVINCES),
        [head, "Jumlah SD", "Jumlah SMP"],
        *([name, 3543, 1200] for name in others),
    ]
    sheet, rows = read(tmp_path, "dua 2023.xlsx", table)
    assert {row["nilai"] for row in rows} == {99.8, 98.7}
    assert {told.kode for told in sheet.alasan} == {"tabel_kedua"}


def test_a_yearbook_table_lists_bare_names_below_kabupaten_and_kota(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["Wilayah", "Harapan Lama Sekolah (Tahun)", ""],
        ["", "2022", "2023"],
        *(["Sumatera Barat", 14.1, 14.11], ["Kabupaten/Regency", "", ""]),
        *(["Solok", 13.2, 13.3], ["Agam", 13.95, 14.0]),
        *(["Kota/Municipality", "", ""], ["Padang", 16.51, 16.52], ["Solok", 14.31, 14.32]),
        ["Sumber: BPS, Susenas"],
    ]
    sheet, rows = read(tmp_path, "HLS.xlsx", table)
    assert (sheet.diterima, sheet.disisihkan, sheet.total_catatan) == (5, 0, 3)
    found = {code: value for (code, _), value in measured(rows, 2023).items()}
    assert found == {"13": 14.11, "13.02": 13.3, "13.06": 14.0, "13.71": 16.52, "13.72": 14.32}


def test_a_header_line_that_numbers_the_columns_is_no_part_of_a_name(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["APK¹⁾ dan APM²⁾ Menurut Provinsi"],
        ["Provinsi", "APK¹⁾", "", "APM²⁾", ""],
        ["", "2022", "2023", "2022", "2023"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        *([name, "107,1", "108,2", "98,1", "..."] for name in PROVINCES[:4]),
        ["Catatan: ¹⁾ Termasuk paket A"],
        ["²⁾ Tidak termasuk paket"],
        ["Angka tahun terakhir masih bersifat sementara"],
    ]
    sheet, rows = read(tmp_path, "APK.xlsx", table)
    assert (sheet.diterima, sheet.disisihkan, sheet.total_catatan) == (4, 0, 3)
    assert len({row["ukuran"] for row in rows}) == 2
    assert {value for (_, name), value in measured(rows, 2023).items() if "apk" in name.rsplit("_", 2)[-2:]} == {108.2}


def test_a_footnote_beside_a_faulty_row_is_counted_once(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["Provinsi", "APM"],
        *([name, "98,1"] for name in PROVINCES),
        ["Atlantis", "97"],
        ["Sumber: BPS"],
    ]
    sheet, _ = read(tmp_path, "APM 2023.xlsx", table)
    assert (sheet.dibaca, sheet.diterima, sheet.disisihkan, sheet.total_catatan) == (7, 5, 1, 1)


def test_a_unit_of_years_or_schools_does_not_hide_a_measure(tmp_path: Path) -> None:
    head = ["Provinsi", "RLS (tahun)", "Jumlah Satuan Pendidikan"]
    _, rows = read(tmp_path, "RLS 2024.xlsx", [head, *([name, "9,64", 40] for name in PROVINCES)])
    assert {row["ukuran"]: row["nilai"] for row in rows} == {"rls_tahun": 9.64, "jumlah_satuan_pendidikan": 40}


def test_a_count_with_a_point_of_thousands_is_no_fraction(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["Jumlah Satuan Pendidikan per Provinsi, Semester 2024/2025 Ganjil"],
        ["Provinsi", "SD", "SMP"],
        *(["Jawa Barat", "19.538", "6.000"], ["DKI Jakarta", 2223, 777], ["Banten", "4.652", 900]),
    ]
    sheet, rows = read(tmp_path, "rekap.xlsx", table)
    assert sorted(row["nilai"] for row in rows) == [777, 900, 2223, 4652, 6000, 19538]
    assert sheet.tahun == (2024,)


def test_rates_with_three_decimals_stay_rates(tmp_path: Path) -> None:
    table: list[list[Any]] = [["Provinsi", "Jumlah Murid per Guru (Rasio)"], *([name, "16.125"] for name in PROVINCES)]
    _, rows = read(tmp_path, "rasio 2024.csv", table)
    assert {row["nilai"] for row in rows} == {16.125}


def test_a_year_written_once_is_of_the_rows_below_it(tmp_path: Path) -> None:
    table: list[list[Any]] = [["Tahun", "Provinsi", "APM"]]
    for year in (2022, 2023):
        table += [[year if at == 0 else "", name, year / 25] for at, name in enumerate(PROVINCES)]
    sheet, rows = read(tmp_path, "APM.xlsx", table)
    assert sheet.disisihkan == 0
    assert {(row["tahun"], row["nilai"]) for row in rows} == {(2022, 80.88), (2023, 80.92)}


def test_provinces_among_their_kab_kota_are_not_summed_twice(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["Data PMM per 31 Desember 2023"],
        ["Provinsi", "Kab/Kota", "Peran", "Jumlah GTK", "Login PMM"],
        *(["Sumatera Barat", "", "Guru", 3000, 2000], ["", "Kab. Agam", "Guru", 1000, 900]),
        *(
            ["", "Kota Padang", "Guru", 2000, 1100],
            ["Riau", "", "Guru", 500, 400],
            ["", "Kab. Kampar", "Guru", 500, 400],
        ),
        ["Total", "", "", 3500, 2400],
    ]
    sheet, _ = read(tmp_path, "pmm.xlsx", table)
    assert (sheet.diterima, sheet.total_catatan) == (5, 1)
    assert not list((tmp_path / "hasil" / aside.FOLDER).glob("*.parquet"))


def test_a_second_table_of_column_groups_is_not_read_by_the_first_header(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["PMM per 31 Mei 2023"],
        *(["Kab/Kota", "Guru", "", "Kepala Sekolah", ""], ["", "Jumlah", "Login", "Jumlah", "Login"]),
        *(["Kab. Agam", 100, 80, 10, 9], []),
        *(["Kab/Kota", "Guru", "", "Kepala Sekolah", ""], ["", "Login", "Jumlah", "Login", "Jumlah"]),
        ["Kota Padang", 150, 200, 20, 20],
    ]
    sheet, rows = read(tmp_path, "peran.xlsx", table)
    assert {row["kode_kab_kota_kemendagri"] for row in rows} == {"13.06"}
    assert "tabel_kedua" in {told.kode for told in sheet.alasan}


def test_of_a_count_split_by_sex_only_the_total_is_read(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["DATA POKOK KAB. SOLOK"],
        ["No", "Nama Sekolah", "NPSN", "BP", "Peserta Didik", "", "", "Guru", "", "Kecamatan"],
        ["", "", "", "", "L", "P", "Jml", "L", "P", ""],
        [1, "SDN A", "10303001", "SD", 40, 50, 90, 3, 5, "Kec. Kubung"],
    ]
    sheet, (row,) = read(tmp_path, "dapodik 2025-06-30.xlsx", table)
    assert (sheet.dibaca, sheet.diterima) == (1, 1)
    assert (row["jumlah_peserta_didik"], row["jumlah_guru"]) == (90, None)
    assert "Guru" in sheet.kolom_tidak_dibaca


def test_a_share_is_no_count(tmp_path: Path) -> None:
    table: list[list[Any]] = [["Kab/Kota", "Peran", "Jumlah GTK", "Login"], ["Kab. Agam", "Guru", 200, "90%"]]
    sheet, rows = read(tmp_path, "pmm 2023-11-30.xlsx", table)
    assert rows == []
    assert [told.kode for told in sheet.alasan] == ["bukan_bilangan"]


def test_rooms_of_rumah_pendidikan_come_a_row_each_too(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["Tgl Data", "Prov", "Kab/Kota", "Nama Ruang", "Jml Sasaran", "Jml Pengguna"],
        ["30-09-2025", "Sumatera Barat", "Kab. Agam", "Ruang Murid", "1.000", "250"],
    ]
    _, (row,) = read(tmp_path, "rumah.csv", table, delimiter=";")
    assert (row["platform"], row["jumlah_sasaran"], row["jumlah_aktif"]) == ("ruang_murid", 1000, 250)
    assert row["tanggal_data"] == date(2025, 9, 30)


def test_blanks_of_thousands_and_a_mean_row_are_no_hindrance(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["Provinsi", "Penduduk 7-12 Tahun"],
        *(["Aceh", "52 310"], ["Riau", "41 000"], ["Bali", "9 100"], ["Rata-rata", "34 137"]),
    ]
    sheet, rows = read(tmp_path, "penduduk 2024.csv", table)
    assert {row["nilai"] for row in rows} == {52310, 41000, 9100}
    assert (sheet.disisihkan, sheet.total_catatan) == (0, 1)


def test_a_rapor_fetched_is_not_a_rapor_looked_into(tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["NPSN", "Nama Sekolah", "Kecamatan", "Kab/Kota", "Status Eksplorasi"],
        ["10301001", "SDN 1", "Kec. Lubuk Basung", "Kab. Agam", "Sudah Eksplorasi"],
        ["10301002", "SDN 2", "Kec. Lubuk Basung", "Kab. Agam", "Sudah Unduh"],
    ]
    _, rows = read(tmp_path, "eksplorasi 2023-11-30.xlsx", table)
    assert {row["npsn"]: row["jumlah_aktif"] for row in rows} == {"10301001": 1, "10301002": 0}


def test_a_record_of_words_alone_is_no_second_header_line(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "p.csv", [[item.headers[0] for item in PLATFORM.fields], ["Guru", "Guru"]])
    result, _ = read_file(path, tmp_path / "h")
    assert (result.source.lembar[0].dibaca, result.source.lembar[0].disisihkan) == (1, 1)

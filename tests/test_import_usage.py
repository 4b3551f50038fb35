"""Use of platforms in the shapes of their own dashboards: wide, nested, per region, by school name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.layouts.dapodik import DAFTAR
from tests.builders import export, make_satuan_pendidikan, read_file, records, write_csv, write_xlsx

Table = Sequence[Sequence[Any]]


def findings(folder: Path) -> list[dict[str, Any]]:
    """Every finding of the files read into a folder."""
    files = sorted((folder / ".temuan").glob("*.parquet"))
    return records(*files) if files else []


def ledger_adds_up(result: Any) -> bool:
    return all(s.dibaca == s.diterima + s.disisihkan + s.total_catatan for s in result.source.lembar)


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    """A school list of Kab. Solok, imported: what names are matched against."""
    names = ["SD NEGERI 1 MELATI", "SD NEGERI 11 MELATI", "SMP NEGERI 1 MELATI", "SD HARAPAN", "SD BINA BANGSA 2"]
    rows = [
        make_satuan_pendidikan(
            npsn=f"1030000{place}",
            nama=name,
            bentuk=name.split()[0],
            status="Negeri" if "NEGERI" in name else "Swasta",
            kode_kab_kota_kemendagri="13.02",
        )
        for place, name in enumerate(names, 1)
    ]
    result, _ = read_file(export(tmp_path / "dapodik.csv", DAFTAR, *rows), tmp_path / "sekolah")
    assert result.source.lembar[0].diterima == len(names), result.source.lembar[0].alasan
    return tmp_path / "sekolah" / "satuan_pendidikan"


PMM_WIDE: Table = [
    ["Aktivitas PMM per satuan pendidikan, 31 Oktober 2026"],
    ["Provinsi", "Kabupaten/Kota", "NPSN", "Nama Sekolah", "Guru", "", "", "KS", "", "PS", ""],
    ["", "", "", "", "Jumlah", "Login", "% login", "Jumlah", "Login", "Jumlah", "Login"],
    ["Sumatera Barat", "Kab. Solok", "10300001", "SD 1", 10, 7, "70%", 1, 1, "", ""],
    ["Sumatera Barat", "Kab. Solok", "10300002", "SD 2", 12, 6, "50%", 1, 0, "-", "-"],
    ["Total", "", "", "", 22, 13, "", 2, 1, "", ""],
    ["Sumber: dasbor"],
]


def test_roles_side_by_side_become_a_record_each_and_rows_are_counted_once(tmp_path: Path) -> None:
    merged = [("PMM", 1, 4, 1, 6), ("PMM", 1, 7, 1, 8), ("PMM", 1, 9, 1, 10)]
    for name, file in (
        ("buku", write_xlsx(tmp_path / "a.xlsx", {"PMM": PMM_WIDE}, merged)),
        ("teks", write_csv(tmp_path / "b.csv", [[str(c) for c in row] for row in PMM_WIDE])),
    ):
        result, rows = read_file(file, tmp_path / name)
        sheet = result.source.lembar[0]
        assert sheet.layout == "pmm_peran_berdampingan", sheet.alasan
        assert (sheet.dibaca, sheet.diterima, sheet.total_catatan, sheet.jumlah_rekaman) == (4, 2, 2, 4)
        assert sorted((r["npsn"], r["peran"], r["jumlah_gtk"], r["jumlah_login"]) for r in rows) == [
            ("10300001", "KS", 1, 1),
            ("10300001", "guru", 10, 7),
            ("10300002", "KS", 1, 0),
            ("10300002", "guru", 12, 6),
        ]
        assert {r["tanggal_data"] for r in rows} == {date(2026, 10, 31)}


def test_a_fault_in_a_group_sets_its_row_aside_and_names_the_cell_of_that_group(tmp_path: Path) -> None:
    table = [list(row) for row in PMM_WIDE]
    table[3][8] = "satu"
    table[4][5] = "enam"
    result, rows = read_file(write_xlsx(tmp_path / "a.xlsx", {"PMM": table}), tmp_path / "a")
    sheet = result.source.lembar[0]
    assert (sheet.dibaca, sheet.diterima, sheet.disisihkan, sheet.total_catatan) == (4, 0, 2, 2)
    assert rows == []
    refused = [f for f in findings(tmp_path / "a") if f["keparahan"] == "tolak"]
    assert {(f["sel"], f["kolom"], f["kode"]) for f in refused} == {
        ("I4", "KS:jumlah_login", "bukan_bilangan"),
        ("F5", "guru:jumlah_login", "bukan_bilangan"),
    }


def test_pmm_counters_of_a_kab_kota_are_rows_of_regions(tmp_path: Path) -> None:
    table = [
        [
            "Tanggal Data",
            "Provinsi",
            "Kabupaten/Kota",
            "Peran",
            "Jumlah GTK",
            "GTK login PMM",
            "Pengguna aktif (30 hari)",
        ],
        ["2026-10-31", "Sumatera Barat", "Kab. Solok", "Guru", "100", "80", "40"],
        ["2026-10-31", "Sumatera Barat", "Kota Solok", "Guru", "50", "50", "20"],
        ["2026-10-31", "Sumatera Barat", "Total", "Guru", "150", "130", "60"],
    ]
    result, rows = read_file(write_csv(tmp_path / "a.csv", table), tmp_path / "a")
    assert result.source.lembar[0].layout == "pmm_wilayah"
    assert result.source.lembar[0].total_catatan == 1
    assert [(r["tingkat"], r["kode_kab_kota_kemendagri"], r["jumlah_login"]) for r in rows] == [
        ("kab_kota", "13.02", 80),
        ("kab_kota", "13.72", 50),
    ]


def test_the_role_of_a_sheet_may_stand_on_its_tab(tmp_path: Path) -> None:
    table = [["Kab/Kota", "Jumlah GTK", "Login Ruang GTK"], ["Kab. Solok", "90", "30"]]
    sheets = {"Guru": table, "Kepala Sekolah": table, "Pengawas": table}
    result, rows = read_file(write_xlsx(tmp_path / "Ruang GTK 2026-10-31.xlsx", sheets), tmp_path / "a")
    assert [s.layout for s in result.source.lembar] == ["pmm_wilayah_peran_di_judul"] * 3
    assert sorted(r["peran"] for r in rows) == ["KS", "PS", "guru"]
    assert {r["nama_platform"] for r in rows} == {"Ruang GTK"}


def test_columns_of_levels_are_kept_as_published(tmp_path: Path) -> None:
    table = [
        ["Tingkat pemanfaatan PMM per 30 September 2026"],
        ["Provinsi", "Kab/Kota", "NPSN", "Nama Sekolah", "Pelatihan Mandiri", "Aksi Nyata"],
        ["Sumatera Barat", "Kab. Solok", "10300001", "SD 1", "PERLU DITINGKATKAN", "Baik"],
        ["Sumatera Barat", "Kab. Solok", "10300002", "SD 2", "CUKUP BAIK", "-"],
        ["Sumatera Barat", "Kab. Solok", "10300003", "SD 3", "LUMAYAN", "BAIK"],
    ]
    result, rows = read_file(write_xlsx(tmp_path / "a.xlsx", {"Tingkat": table}), tmp_path / "a")
    sheet = result.source.lembar[0]
    assert (sheet.layout, sheet.dibaca, sheet.diterima, sheet.disisihkan) == ("pmm_tingkat_kolom", 3, 2, 1)
    assert sorted((r["npsn"], r["aspek"], r["predikat"]) for r in rows) == [
        ("10300001", "aksi nyata", "BAIK"),
        ("10300001", "pelatihan mandiri", "PERLU DITINGKATKAN"),
        ("10300002", "pelatihan mandiri", "CUKUP BAIK"),
    ]
    assert [(f["sel"], f["kode"]) for f in findings(tmp_path / "a")] == [("E5", "di_luar_daftar")]


NESTED: Table = [
    ["Kabupaten/Kota", "Nama Sekolah", "NPSN", "Jenjang", "Tipe Akun", "Jumlah Akun Tersedia", "Total Akun Aktivasi"],
    ["Kab. Solok", "SD 1", "10300001", "SD", "Peserta Didik", "20", "10"],
    ["", "", "", "", "PTK Teacher", "9", "8"],
    ["", "", "", "", "PTK Admin", "1", "1"],
    ["Kab. Solok", "SD 2", "10300002", "SD", "Peserta Didik", "30", "12"],
    ["", "", "", "", "PTK Teacher", "7", "7"],
]


def test_a_school_written_once_above_its_account_types_counts_for_each(tmp_path: Path) -> None:
    for name, file in (
        ("buku", write_xlsx(tmp_path / "a.xlsx", {"Akun": NESTED}, [("Akun", 1, 2, 3, 2), ("Akun", 1, 1, 3, 1)])),
        ("teks", write_csv(tmp_path / "b.csv", NESTED)),
    ):
        result, rows = read_file(file, tmp_path / name)
        assert result.source.lembar[0].disisihkan == 0, result.source.lembar[0].alasan
        assert [r["npsn"] for r in rows] == ["10300001"] * 3 + ["10300002"] * 2
        assert {r["kode_kab_kota_kemendagri"] for r in rows} == {"13.02"}


def test_one_missing_npsn_in_a_flat_sheet_is_not_filled_from_above(tmp_path: Path) -> None:
    table = [list(row) for row in NESTED]
    for place in (2, 3, 5):
        table[place][:4] = table[place - 1][:4]
    table[3][2] = ""
    result, rows = read_file(write_csv(tmp_path / "a.csv", table), tmp_path / "a")
    assert (result.source.lembar[0].disisihkan, len(rows)) == (1, 4)
    assert [(f["sel"], f["kode"]) for f in findings(tmp_path / "a")] == [("C4", "wajib_kosong")]


def test_account_types_side_by_side_are_read_from_two_header_rows(tmp_path: Path) -> None:
    table = [
        ["Kabupaten/Kota", "NPSN", "Nama Sekolah", "Peserta Didik", "", "", "PTK Teacher", ""],
        ["", "", "", "Tersedia", "Teraktivasi", "% Aktivasi", "Tersedia", "Teraktivasi"],
        ["Kab. Solok", "10300001", "SD 1", "20", "10", "50%", "9", "8"],
    ]
    result, rows = read_file(write_csv(tmp_path / "belajar 2026-09-30.csv", table), tmp_path / "a")
    assert result.source.lembar[0].layout == "belajar_id_tipe_berdampingan"
    assert sorted((r["kelompok_pengguna"], r["jumlah_tersedia"], r["jumlah_teraktivasi"]) for r in rows) == [
        ("guru", 9, 8),
        ("peserta didik", 20, 10),
    ]


def test_exploration_by_school_name_finds_the_school_or_says_why_not(tmp_path: Path, schools: Path) -> None:
    table = [
        ["Kab/Kota", "Nama Sekolah", "Sudah Login", "Sudah Eksplorasi", "Sudah Unduh"],
        ["Kab. Solok", "SDN 01 Melati", "Ya", "Ya", "Tidak"],
        ["Kab. Solok", "UPT SDN 11 Melati", "Ya", "Tidak", "Ya"],
        ["Kab. Solok", "SD Antah Berantah", "Ya", "Tidak", "Ya"],
        ["Kab. Solok", "SD Bina Bangsa", "Ya", "Tidak", "Ya"],
    ]
    file = write_csv(tmp_path / "eksplorasi 2026-09-30.csv", table)
    result, rows = read_file(file, tmp_path / "a", sekolah=schools)
    sheet = result.source.lembar[0]
    assert (sheet.layout, sheet.diterima, sheet.disisihkan) == ("rapor_eksplorasi_nama", 2, 2)
    assert [(r["npsn"], r["jumlah_sasaran"], r["jumlah_teraktivasi"], r["jumlah_aktif"]) for r in rows] == [
        ("10300001", 1, 0, 1),
        ("10300002", 1, 1, 0),
    ]
    assert {(f["keparahan"], f["kode"], f["sel"]) for f in findings(tmp_path / "a")} == {
        ("tolak", "sekolah_tidak_ditemukan", "B4"),
        ("tolak", "sekolah_tidak_ditemukan", "B5"),
        ("periksa", "nama_meragukan", "B5"),
    }
    offered = next(f["pilihan"] for f in findings(tmp_path / "a") if f["kode"] == "nama_meragukan")
    assert "10300005" in offered


CASES: dict[str, tuple[str, Table, list[tuple[Any, ...]]]] = {
    "arkas": (
        "arkas_sekolah",
        [
            ["Kab/Kota", "NPSN", "Nama Sekolah", "Status RKAS", "Realisasi (Rp)", "Status Lapor"],
            ["Kab. Solok", "10300001", "SD 1", "Disahkan", "1.250.000,50", "Terlambat"],
        ],
        [("arkas", 1, 1, 0, 1250000.5)],
    ),
    "arkas dengan anggaran": (
        "arkas_sekolah",
        [
            [
                "Kab/Kota",
                "NPSN",
                "Nama Sekolah",
                "Status RKAS",
                "Pagu Anggaran (Rp)",
                "Realisasi Belanja (Rp)",
                "Lapor",
            ],
            ["Kab. Solok", "10300001", "SD 1", "Disahkan", "120.000.000", "Rp 90.000.000", "Ya"],
            ["Kab. Solok", "10300002", "SD 2", "Belum", "", "", "Tidak"],
        ],
        [("arkas", 1, 1, 1, 90e6, 120e6), ("arkas", 1, 0, 0, None, None)],
    ),
    "arkas pada ekspor gabungan": (
        "platform",
        [
            ["Platform", "Kab/Kota", "NPSN", "Kelompok Pengguna", "Jumlah Sasaran", "RKAS (Rp)", "Realisasi (Rp)"],
            ["ARKAS", "Kab. Solok", "10300001", "Satuan Pendidikan", "1", "120.000.000", "90.000.000"],
        ],
        [("arkas", 1, None, None, 90e6, 120e6)],
    ),
    "arkas per wilayah dengan anggaran": (
        "arkas_wilayah",
        [
            ["Kabupaten/Kota", "Jumlah Satuan Pendidikan", "RKAS Disahkan", "Anggaran", "Realisasi", "Sudah Lapor"],
            ["Kab. Solok", "300", "299", "8000000", "5000000", "250"],
        ],
        [("arkas", 300, 299, 250, 5e6, 8e6)],
    ),
    "siplah": (
        "siplah_sekolah",
        [
            ["Kab/Kota", "NPSN", "Nama Sekolah", "Jumlah Transaksi", "Nilai Transaksi (Rp)"],
            ["Kab. Solok", "10300001", "SD 1", "0", "0"],
            ["Kab. Solok", "10300002", "SD 2", "4", "2500000"],
        ],
        [("siplah", 1, None, 0, 0.0), ("siplah", 1, None, 1, 2500000.0)],
    ),
    "arkas per wilayah": (
        "arkas_wilayah",
        [
            ["Kabupaten/Kota", "Jumlah Satuan Pendidikan", "RKAS Disahkan", "Realisasi", "Sudah Lapor"],
            ["Kab. Solok", "300", "299", "5000000", "250"],
            ["Total", "300", "299", "5000000", "250"],
        ],
        [("arkas", 300, 299, 250, 5000000.0)],
    ),
    "siplah per wilayah": (
        "siplah_wilayah",
        [
            ["Kabupaten/Kota", "Jumlah Sekolah", "Sekolah Bertransaksi", "Total Nilai"],
            ["Kab. Solok", "300", "120", "5000000"],
        ],
        [("siplah", 300, None, 120, 5000000.0)],
    ),
    "eksplorasi per wilayah": (
        "rapor_eksplorasi_wilayah",
        [
            ["Kabupaten/Kota", "Jumlah Satuan Pendidikan", "Sudah Login", "Sudah Unduh", "Sudah Eksplorasi"],
            ["Kab. Solok", "300", "290", "270", "12"],
        ],
        [("rapor_pendidikan", 300, 270, 12, None)],
    ),
    "belajar.id per wilayah": (
        "belajar_id_wilayah",
        [
            ["Kabupaten/Kota", "Tipe Akun", "Jumlah Akun Tersedia", "Total Akun Aktivasi"],
            ["Kab. Solok", "PTK Teacher", "300", "270"],
        ],
        [("belajar_id", None, 270, None, None)],
    ),
    "delapan ruang": (
        "rumah_pendidikan_ruang_berdampingan",
        [
            ["Kabupaten/Kota", "Ruang GTK", "Ruang Murid", "Ruang Orang Tua"],
            ["Kab. Solok", "30", "20", "10"],
        ],
        [
            ("pmm", None, None, 30, None),
            ("ruang_murid", None, None, 20, None),
            ("ruang_orang_tua", None, None, 10, None),
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_dashboard_of_its_own_shape_is_read(name: str, tmp_path: Path) -> None:
    layout, table, expected = CASES[name]
    titled = [[f"{name} per 30 September 2026"], *table]
    result, rows = read_file(write_xlsx(tmp_path / "a.xlsx", {"Data": titled}), tmp_path / "a")
    sheet = result.source.lembar[0]
    assert sheet.layout == layout, sheet.alasan
    assert sheet.disisihkan == 0, sheet.alasan
    assert ledger_adds_up(result)
    columns = ("platform", "jumlah_sasaran", "jumlah_teraktivasi", "jumlah_aktif", "nilai_rupiah", "nilai_anggaran")
    found = [tuple(r[name] for name in columns) for r in rows]
    assert sorted(found, key=str) == sorted(((*row, None)[: len(columns)] for row in expected), key=str)
    assert {r["tanggal_data"] for r in rows} == {date(2026, 9, 30)}


def test_learning_communities_are_counted_per_school_and_per_region(tmp_path: Path) -> None:
    head = ["Kab/Kota", "Jumlah Komunitas", "Komunitas Aktif", "Jumlah Anggota", "Jumlah Webinar"]
    region = [head, ["Kab. Solok", "12", "5", "300", "9"], ["Total", "12", "5", "300", "9"]]
    school = [["NPSN", "Nama Sekolah", *head], ["10300001", "SD 1", "Kab. Solok", "1", "1", "20", "0"]]
    files = {"wilayah": region, "sekolah": school}
    found = []
    for name, table in files.items():
        result, rows = read_file(write_csv(tmp_path / f"{name} 2026-09-30.csv", table), tmp_path / name)
        assert ledger_adds_up(result)
        assert result.source.lembar[0].disisihkan == 0, result.source.lembar[0]
        found += [(r["tingkat"], r["npsn"], r["jumlah_komunitas"], r["jumlah_anggota"]) for r in rows]
    assert found == [("kab_kota", None, 12, 300), ("satuan_pendidikan", "10300001", 1, 20)]


def test_groups_side_by_side_of_one_region_take_it_from_the_title(tmp_path: Path) -> None:
    table = [["Aktivitas PMM Kab. Solok, 31 Oktober 2026"], *[row[2:] for row in PMM_WIDE[1:5]]]
    result, rows = read_file(write_csv(tmp_path / "a.csv", [[str(c) for c in r] for r in table]), tmp_path / "a")
    assert result.source.lembar[0].disisihkan == 0, result.source.lembar[0].alasan
    assert {r["kode_kab_kota_kemendagri"] for r in rows} == {"13.02"}


def test_a_blank_npsn_among_schools_is_read_as_a_region_and_pointed_at(tmp_path: Path) -> None:
    head = ["Platform", "Tanggal Data", "Provinsi", "Kabupaten/Kota", "NPSN", "Kelompok Pengguna", "Sasaran", "Aktif"]
    row = ["Canva", "2026-09-30", "Sumatera Barat", "Kab. Solok", "10300001", "Guru", "9", "5"]
    table = [head, row, [*row[:4], "10300002", *row[5:]], [*row[:4], "", *row[5:]]]
    result, rows = read_file(write_csv(tmp_path / "a.csv", table), tmp_path / "a")
    assert result.source.lembar[0].diterima == 3
    assert [r["tingkat"] for r in rows] == ["satuan_pendidikan", "satuan_pendidikan", "kab_kota"]
    assert [(f["keparahan"], f["kode"], f["sel"]) for f in findings(tmp_path / "a")] == [
        ("periksa", "npsn_kosong_di_antara", "E4")
    ]


def test_a_printed_share_of_logins_is_compared_and_never_read(tmp_path: Path) -> None:
    table = [list(row) for row in PMM_WIDE]
    table[4][6] = "65%"
    result, _ = read_file(write_xlsx(tmp_path / "a.xlsx", {"PMM": table}), tmp_path / "a")
    assert result.source.lembar[0].diterima == 2
    assert [(f["keparahan"], f["kode"], f["sel"]) for f in findings(tmp_path / "a")] == [
        ("periksa", "persen_tidak_cocok", "G5")
    ]


def test_guru_penggerak_go_by_several_headers(tmp_path: Path) -> None:
    table = [
        ["Kabupaten/Kota", "Jumlah Guru Penggerak", "Menjadi Kepala Sekolah", "Menjadi Pengawas Sekolah"],
        ["Kab. Solok", "120", "30", "4"],
    ]
    result, rows = read_file(write_csv(tmp_path / "gp 2024-12-31.csv", table), tmp_path / "a")
    assert result.source.lembar[0].layout == "guru_penggerak"
    assert [(r["jumlah_lulus"], r["jumlah_diangkat_ks"], r["jumlah_diangkat_ps"]) for r in rows] == [(120, 30, 4)]

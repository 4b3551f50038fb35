"""Real files that nobody here wrote: every row accounted for, control totals to the last account."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from pipelines.answers import Answers, FileAnswer
from schemas.manifest import SheetLedger
from tests.builders import read_file, region_names, set_aside

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real files beside the repository are not here")


def ledger(name: str, tmp_path: Path) -> tuple[SheetLedger, list[dict[str, object]]]:
    result, rows = read_file(REAL / name, tmp_path, berkas=name)
    assert result.source.galat is None
    (sheet,) = result.source.lembar
    assert sheet.is_seimbang
    return sheet, rows


def test_belajar_id_of_sulawesi_utara_has_its_control_totals(tmp_path: Path) -> None:
    sheet, rows = ledger("sulut_belajarid/belajarid_akun_sma_smk.csv", tmp_path)
    assert (sheet.dibaca, sheet.diterima) == (1256, 1256)

    def sums(kode: str | None = None) -> tuple[int, int]:
        chosen = [row for row in rows if kode is None or row["kode_kab_kota_kemendagri"] == kode]
        return sum(int(str(r["jumlah_tersedia"])) for r in chosen), sum(
            int(str(r["jumlah_teraktivasi"])) for r in chosen
        )

    by_name = {name: kode for kode, name in region_names().items()}
    assert sums() == (110_490, 91_392)
    assert sums(by_name["Kota Manado"]) == (23_198, 19_380)
    assert sums(by_name["Kabupaten Minahasa Tenggara"]) == (4_872, 4_660)
    assert {row["kode_provinsi_kemendagri"] for row in rows} == {"71"}
    assert sum(row["jumlah_tersedia"] == 0 for row in rows) == 9


def test_the_national_list_of_sma_loses_no_school(tmp_path: Path) -> None:
    sheet, rows = ledger("sekolah_sma_nasional_2025/semua_sma.csv", tmp_path)
    assert (sheet.dibaca, sheet.diterima, sheet.disisihkan, sheet.total_catatan) == (14_927, 14_913, 2, 12)
    assert len({row["npsn"] for row in rows}) == 14_913
    assert len({row["kode_provinsi_kemendagri"] for row in rows}) == 38
    assert "alamat" in sheet.kolom_tidak_dibaca or not any("alamat" in row for row in rows)


def test_the_primary_school_table_has_38_provinces_and_luar_negeri_beside_them(tmp_path: Path) -> None:
    sheet, rows = ledger("prov_sd_dapodik_2023/kelayakan-pendidikan-indonesia.csv", tmp_path)
    assert (sheet.dibaca, sheet.diterima, sheet.total_catatan) == (39, 38, 1)
    assert sheet.tahun == (2023,)
    jakarta = {row["ukuran"]: row["nilai"] for row in rows if row["kode_provinsi_kemendagri"] == "31"}
    assert jakarta["sekolah"] == 2224
    assert jakarta["kepala_sekolah_dan_guru_min_s1"] == 38_305
    assert jakarta["kepala_sekolah_dan_guru_kurang_s1"] == 1_089


def test_a_decimal_comma_with_three_digits_is_no_thousand(tmp_path: Path) -> None:
    sheet, rows = ledger("prov_digital_2022/Angka Partisipasi Sekolah (APS)-2022.csv", tmp_path)
    assert (sheet.dibaca, sheet.diterima) == (39, 39)
    aceh = {row["ukuran"]: row["nilai"] for row in rows if row["kode_provinsi_kemendagri"] == "11"}
    assert aceh == {"aps_7_12": 99.81, "aps_13_15": 98.79, "aps_16_18": 87.82}
    assert {row["satuan"] for row in rows} == {"persen"}
    nation = {row["ukuran"]: row["nilai"] for row in rows if row["tingkat"] == "nasional"}
    assert nation == {"aps_7_12": 99.33, "aps_13_15": 96.88, "aps_16_18": 75.96}
    assert sum(row["nilai"] is None for row in rows) == 4 * 3


def test_a_table_with_four_header_lines_is_read(tmp_path: Path) -> None:
    sheet, rows = ledger("prov_digital_2022/Akses Internet-2022.csv", tmp_path)
    assert (sheet.dibaca, sheet.diterima, sheet.tahun) == (39, 39, (2022,))
    aceh = {str(row["ukuran"]): row["nilai"] for row in rows if row["kode_provinsi_kemendagri"] == "11"}
    title = "persentase_rumah_tangga_yang_pernah_mengakses_internet_dalam"
    assert aceh == {
        f"{title}_perkotaan": 85.64,
        f"{title}_perdesaan": 76.86,
        f"{title}_perkotaan_dan_perdesaan": 79.85,
    }
    assert sum(row["nilai"] is None for row in rows) == 4 * 3


def test_province_names_win_over_codes_of_another_system(tmp_path: Path) -> None:
    _, rows = ledger("prov_digital_2022/indeks literasi digital-2022.csv", tmp_path)
    found = {row["kode_provinsi_kemendagri"]: row["nilai"] for row in rows}
    assert len(found) == 34
    assert (found["92"], found["91"]) == (3.55, 3.62), "91 and 94 of BPS are Papua Barat and Papua"


BANJAR = "dapodik_kab_banjar_2025/dataset.xlsx"


def test_the_list_of_kab_banjar_goes_in_by_its_folder_name_and_names_every_twin(tmp_path: Path) -> None:
    sheet, rows = ledger(BANJAR, tmp_path)
    assert (sheet.dibaca, sheet.diterima, sheet.disisihkan) == (2_956, 2_878, 78)
    assert Counter(row["tanggal_data"] for row in rows) == {
        date(2023, 12, 31): 953,
        date(2024, 12, 31): 963,
        date(2025, 2, 13): 962,
    }
    assert {row["kode_kab_kota_kemendagri"] for row in rows} == {"63.03"}
    (twins,) = sheet.alasan
    assert (twins.kode, twins.jumlah) == ("kunci_ganda", 78)
    told = set_aside(tmp_path)
    assert len(told) == 78
    assert all(re.match(r"kunci sama dengan baris \d+ di lembar ini", row["alasan"]) for row in told)
    large = {row["jumlah_peserta_didik"] for row in rows if (row["jumlah_peserta_didik"] or 0) > 999}
    assert large == {1693, 1687, 1695, 1400, 1297, 1216, 1006}, "1.693 in a cell is 1,693 pupils"


def test_the_list_of_kab_banjar_without_its_folder_waits_for_one_answer(tmp_path: Path) -> None:
    result, rows = read_file(REAL / BANJAR, tmp_path / "tanpa", berkas="dataset.xlsx")
    (sheet,) = result.source.lembar
    assert (sheet.disisihkan, rows, sheet.alasan[0].kode) == (2_956, [], "wilayah_tidak_tertulis")
    answer = FileAnswer(nama="dataset.xlsx", provinsi="Kalimantan Selatan", kab_kota="Kabupaten Banjar")
    result, rows = read_file(REAL / BANJAR, tmp_path / "ada", berkas="dataset.xlsx", jawaban=Answers((answer,)))
    assert (result.source.lembar[0].diterima, len(rows)) == (2_878, 2_878)


def test_every_real_file_goes_in_with_a_ledger_that_adds_up(tmp_path: Path) -> None:
    files = [file for file in sorted(REAL.rglob("*")) if file.suffix in {".csv", ".xlsx"}]
    assert len(files) >= 7
    for number, file in enumerate(files):
        result, rows = read_file(file, tmp_path / str(number), berkas=file.relative_to(REAL).as_posix())
        assert result.source.galat is None, file.name
        for sheet in result.source.lembar:
            assert sheet.is_seimbang, file.name
            assert sheet.layout is not None, file.name
        assert rows, file.name

"""Attendance in the shapes that offices keep it: no code, no NPSN, no kab/kota, certificates; nobody is shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipelines.answers import Answers, NameAnswer
from pipelines.layouts.dapodik import DAFTAR
from pipelines.matching import name_key
from tests.builders import export, make_satuan_pendidikan, read_file, records, write_csv, write_xlsx

Table = Sequence[Sequence[Any]]
SCHOOLS = {
    "10300001": ("SD NEGERI 1 MELATI", "13.02"),
    "10300002": ("SD NEGERI 11 MELATI", "13.02"),
    "10300003": ("SD NEGERI 2 MELATI", "13.02"),
    "20200001": ("SMP HARAPAN KENANGA", "32.04"),
}


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    """An imported school list of two kab/kota."""
    rows = [
        make_satuan_pendidikan(
            npsn=npsn, nama=nama, bentuk=nama.split()[0], kode_kab_kota_kemendagri=kab, kode_provinsi_kemendagri=kab[:2]
        )
        for npsn, (nama, kab) in SCHOOLS.items()
    ]
    read_file(export(tmp_path / "dapodik.csv", DAFTAR, *rows), tmp_path / "sekolah")
    return tmp_path / "sekolah" / "satuan_pendidikan"


def findings(folder: Path) -> list[dict[str, Any]]:
    files = sorted((folder / ".temuan").glob("*.parquet"))
    return records(*files) if files else []


ABSENSI: Table = [
    ["Daftar Hadir Bimtek Perencanaan Berbasis Data, 17 Juli 2025"],
    ["nama_lengkap", "unit_kerja", "nip", "provinsi", "kabupaten_kota", "email", "nomor_hp", "jabatan"],
    ["Ani Contoh, S.Pd.", "SDN 1 Melati", "-", "Sumbar", "Kab. Solok", "a@contoh.id", "081234567890", "Guru"],
    ["Budi Contoh", "SDN Melati", "-", "Sumbar", "Kab. Solok", "b@contoh.id", "081234567891", "Kepala Sekolah"],
    ["Cici Contoh", "Dinas Pendidikan", "-", "Sumbar", "Kab. Solok", "c@contoh.id", "081234567892", "Staf Dinas"],
    ["Ani Contoh, M.Pd.", "SD Negeri 01 Melati", "-", "Sumbar", "Kab. Solok", "a@contoh.id", "", "Guru"],
]


def test_an_office_form_without_code_or_npsn_is_read_and_doubtful_schools_are_offered(
    tmp_path: Path, schools: Path
) -> None:
    result, rows = read_file(write_xlsx(tmp_path / "a.xlsx", {"Form": ABSENSI}), tmp_path / "a", sekolah=schools)
    sheet = result.source.lembar[0]
    assert (sheet.layout, sheet.dibaca, sheet.diterima, sheet.disisihkan) == ("bimtek_kehadiran", 4, 3, 1)
    assert [r["npsn"] for r in rows] == ["10300001", None, None]
    assert {r["kegiatan_id"] for r in rows} == {"bimtek-perencanaan-berbasis-dat-20250717"}
    assert [r["peran"] for r in rows] == ["guru", "KS", "dinas"]
    found = findings(tmp_path / "a")
    assert [(f["keparahan"], f["kode"], f["baris"]) for f in found] == [
        ("periksa", "nama_meragukan", 4),
        ("tolak", "kunci_ganda", 6),
    ]
    assert (found[0]["sel"], found[0]["nilai"]) == ("B4", "SDN Melati")
    assert {one["npsn"] for one in json.loads(found[0]["pilihan"])} == {"10300001", "10300002", "10300003"}
    assert "baris 3" in found[1]["alasan"]
    assert any("1 meragukan" in note and "1 bukan nama sekolah" in note for note in sheet.catatan), sheet.catatan


@pytest.mark.parametrize(("npsn", "expected"), [("10300003", "10300003"), ("", None)])
def test_what_a_person_answered_about_a_name_is_not_asked_again(
    npsn: str, expected: str | None, tmp_path: Path, schools: Path
) -> None:
    said = NameAnswer(kab_kota="13.02", nama=name_key("SDN Melati", "13.02"), npsn=npsn)
    file = write_xlsx(tmp_path / "a.xlsx", {"Form": ABSENSI})
    _, rows = read_file(file, tmp_path / "a", sekolah=schools, jawaban=Answers(nama_sekolah=(said,)))
    assert rows[1]["npsn"] == expected
    assert "nama_meragukan" not in {f["kode"] for f in findings(tmp_path / "a")}


def test_nothing_of_a_person_stands_in_a_finding_or_note(tmp_path: Path, schools: Path) -> None:
    table = [*ABSENSI, ["Dedi Contoh", "SDN Melati 0812-3456-7890", "-", "Sumbar", "Kab. Solok", "", "", "Guru"]]
    table += [["Euis Contoh", "Drs. Fulan Contoh SD Melati", "-", "Sumbar", "Kab. Solok", "", "", "Guru"]]
    table += [["Gani Contoh", "SDN Melati", "-", "Sumbar", "Kab. Antah", "", "", "Guru"]]
    result, _ = read_file(write_xlsx(tmp_path / "a.xlsx", {"Form": table}), tmp_path / "a", sekolah=schools)
    said = str([result.source.model_dump(), findings(tmp_path / "a")])
    assert not any(word in said for word in ("Contoh", "@contoh", "0812", "Fulan", "Dedi"))


CERTIFICATES: Table = [
    ["name", "email", "nik", "institution", "status", "event_name", "start_date"],
    ["Ani Contoh", "a@contoh.id", "3201010101010001", "SMP Harapan Kenanga", "terbit", "Webinar AI", "2025-08-02"],
    ["Budi Contoh", "b@contoh.id", "3201010101010002", "SMP Harapan Kenanga", "draft", "Webinar AI", "2025-08-02"],
    ["Cici Contoh", "c@contoh.id", "3201010101010003", "SMP Entah Apa", "terbit", "Webinar AI", "2025-08-02"],
]


def test_certificates_without_any_region_are_read_where_the_school_is_the_only_one_of_its_name(
    tmp_path: Path, schools: Path
) -> None:
    result, rows = read_file(write_csv(tmp_path / "a.csv", CERTIFICATES), tmp_path / "a", sekolah=schools)
    sheet = result.source.lembar[0]
    assert (sheet.layout, sheet.diterima, sheet.disisihkan) == ("bimtek_kehadiran", 2, 1)
    found = [(r["npsn"], r["kode_kab_kota_kemendagri"], r["is_sertifikat"], r["kegiatan_id"]) for r in rows]
    assert found == [
        ("20200001", "32.04", True, "webinar-ai-20250802"),
        ("20200001", "32.04", False, "webinar-ai-20250802"),
    ]
    assert [(f["sel"], f["kode"], f["nilai"]) for f in findings(tmp_path / "a")] == [("D4", "asal_tanpa_wilayah", None)]


def test_events_without_a_code_get_the_code_their_attendance_gets(tmp_path: Path) -> None:
    table = [
        ["Judul", "Metode", "Kuota", "Tanggal Mulai", "Tanggal Selesai", "minimalKehadiranPersen"],
        ["Webinar AI", "Daring", "100", "2025-08-02", "2025-08-02", "80"],
    ]
    result, rows = read_file(write_csv(tmp_path / "diklat.csv", table), tmp_path / "a")
    assert result.source.lembar[0].layout == "bimtek_kegiatan_tanpa_kode"
    assert [(r["kegiatan_id"], r["moda"], r["level"], r["jumlah_kuota"]) for r in rows] == [
        ("webinar-ai-20250802", "daring", "lainnya", 100)
    ]

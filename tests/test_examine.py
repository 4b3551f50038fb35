"""An examination says what a build would say, publishes nothing, and leaves the warehouse as it was."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from bench.faults import digest_of
from pipelines import examine_command
from pipelines.build import BuildFailed, build
from pipelines.examine import DIFFERENCE, RESULT, examine, load
from tests.publishing import month_file, of, small_exports
from warehouse import snapshots
from warehouse.paths import exports_dir, warehouse_dir


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SERAPAN_KUNCI", "kunci-untuk-uji-saja")
    small_exports(exports_dir())
    (tmp_path / "siap").mkdir()
    return tmp_path


def test_an_examination_says_what_the_build_says_then(data: Path) -> None:
    build(exports_dir())
    month_file(data / "siap" / "pmm_09.csv", 9)
    found = examine(data / "siap")
    month_file(exports_dir() / "pmm_09.csv", 9)
    asked: list[Any] = []
    built = build(exports_dir(), is_accepted=lambda difference: asked.append(difference) is None)
    assert built.manifest.sidik_isi == found.sidik_isi
    assert [s.lembar for s in built.manifest.berkas] == [s.lembar for s in found.manifest.berkas]
    assert built.manifest.dataset == found.manifest.dataset
    assert asked == [found.difference]
    assert found.difference.dataset[2].baru == 3


def test_an_examination_changes_nothing_and_takes_no_lock(data: Path) -> None:
    build(exports_dir())
    before = digest_of(warehouse_dir())
    month_file(data / "siap" / "pmm_09.csv", 9)
    with snapshots.lock():
        examine(data / "siap")
    assert digest_of(warehouse_dir()) == before
    assert sorted(path.name for path in exports_dir().iterdir()) == ["pmm_08.csv", "sekolah.csv"]


def test_only_the_new_file_is_read_and_the_rest_is_linked(data: Path) -> None:
    first = of(build(exports_dir()))
    month_file(data / "siap" / "pmm_09.csv", 9)
    found = examine(data / "siap")
    old = {path.stat().st_ino for path in (first.path / "pmm_aktivitas").iterdir()}
    new = {path.stat().st_ino for path in (found.folder / "pmm_aktivitas").iterdir()}
    assert len(new - old) == 1
    assert old < new


def test_a_staged_file_counts_instead_of_the_export_of_its_name(data: Path) -> None:
    build(exports_dir())
    month_file(data / "siap" / "PMM_08.CSV", 8)
    text = (data / "siap" / "PMM_08.CSV").read_text().replace("guru,40,40", "guru,40,39")
    (data / "siap" / "PMM_08.CSV").write_text(text)
    found = examine(data / "siap")
    assert [source.nama for source in found.manifest.berkas] == ["pmm_08.csv", "sekolah.csv"]
    change = next(c for c in found.difference.dataset if c.dataset == "pmm_aktivitas")
    assert (change.berubah, change.baru, change.kolom[0].kolom) == (3, 0, "jumlah_login")


def test_the_result_is_kept_for_its_owner_and_holds_no_raw_cell(data: Path) -> None:
    (data / "siap" / "hadir.csv").write_text("Nama,NIK\nBudi Santoso,3174091503850001\n")
    found = examine(data / "siap")
    assert stat.S_IMODE(found.folder.stat().st_mode) == 0o700
    again = load(data / "siap")
    assert again is not None
    assert (again.manifest, again.difference) == (found.manifest, found.difference)
    names = {path.name for path in found.folder.iterdir()}
    assert {snapshots.MANIFEST, DIFFERENCE, "temuan.parquet"} <= names
    for path in found.folder.rglob("*"):
        if path.is_file():
            assert b"3174091503850001" not in path.read_bytes()
            assert b"Budi Santoso" not in path.read_bytes()


def test_files_of_which_nothing_is_accepted_still_get_their_findings(data: Path) -> None:
    for file in exports_dir().iterdir():
        file.unlink()
    (data / "siap" / "a.csv").write_text("ini,bukan,ekspor\n1,2,3\n")
    found = examine(data / "siap")
    assert [sheet.disisihkan for source in found.manifest.berkas for sheet in source.lembar] == [2]


def test_where_the_sample_serves_the_exports_alone_count(data: Path) -> None:
    (exports_dir() / "CONTOH.json").write_text("{}")
    build(exports_dir())
    (exports_dir() / "CONTOH.json").unlink()
    month_file(data / "siap" / "pmm_09.csv", 9)
    found = examine(data / "siap")
    assert found.difference.is_ganti_contoh
    assert not found.manifest.is_contoh


def test_an_examination_with_nothing_to_read_says_so(data: Path) -> None:
    for file in exports_dir().iterdir():
        file.unlink()
    with pytest.raises(BuildFailed, match="tidak berisi berkas ekspor"):
        examine(data / "siap")
    assert not (data / "siap" / RESULT).exists()


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    try:
        code = examine_command.main(list(arguments))
    except SystemExit as stopped:
        code = int(str(stopped.code))
    out = capsys.readouterr()
    return code, out.out + out.err


def test_the_command_tells_a_good_file_from_one_with_rows_set_aside(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(exports_dir())
    good = month_file(data / "siap" / "pmm_09.csv", 9)
    code, out = said(capsys, str(good))
    assert (code, "3 baris baru" in out, "tidak ada yang diterbitkan" in out) == (0, True, True)
    good.write_text(good.read_text().replace("10300002", "1030000X"))
    code, out = said(capsys, str(data / "siap"), "--ke", str(data / "hasil"))
    assert code == 1
    assert "1 × NPSN kosong atau tidak sah (npsn_tidak_sah): pmm_09.csv, kolom NPSN, di D3" in out
    assert [path.name for path in (data / "hasil").iterdir()] == ["pmm_09 - bertanda.xlsx"]
    assert list((data / "data" / "kotak_masuk").iterdir()) == []


@pytest.mark.parametrize("wrong", [[], ["tidak_ada.csv"], ["--tanggal", "kemarin", "x"]])
def test_a_wrong_command_is_told_from_a_finding(
    data: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    code, out = said(capsys, *wrong)
    assert code == 2
    assert "Traceback" not in out


def test_two_files_of_one_name_are_no_guess(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "a").mkdir()
    one, two = month_file(data / "a" / "pmm.csv", 9), month_file(data / "siap" / "pmm.csv", 10)
    code, out = said(capsys, str(one), str(two))
    assert (code, "ada di dua tempat" in out) == (2, True)

"""The whole way: a folder of exports to a served snapshot, and the same folder again."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines import across, assemble, marts, pool
from pipelines.build import BuildFailed, Difference, Result, build
from pipelines.command import main
from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.usage import PMM
from tests.builders import export, make_pmm, make_satuan_pendidikan, records
from warehouse import progress, snapshots


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path / "data"))
    place = tmp_path / "data" / "exports"
    export(place / "sekolah.csv", DAFTAR, *(make_satuan_pendidikan(npsn=f"1030000{n}") for n in range(1, 6)))
    for month in (8, 9):
        month_file(place, month)
    return place


def month_file(place: Path, month: int, **given: Any) -> Path:
    day = date(2026, month, 28)
    rows = [make_pmm(npsn=f"1030000{n}", tanggal_data=day, **given) for n in range(1, 6)]
    return export(place / f"pmm_{month:02d}.csv", PMM, *rows)


def accept(_: Difference) -> bool:
    return True


def parts(result: Result, dataset: str) -> dict[str, int]:
    assert result.snapshot is not None
    return {file.name: file.stat().st_ino for file in (result.snapshot.path / dataset).glob("*.parquet")}


def rows_of(result: Result, dataset: str) -> list[dict[str, Any]]:
    assert result.snapshot is not None
    return records(*sorted((result.snapshot.path / dataset).glob("*.parquet")))


def test_a_folder_becomes_the_serving_snapshot(folder: Path) -> None:
    result = build(folder)
    assert result.status == "terbit"
    assert snapshots.current() == result.snapshot
    assert {i.dataset: i.jumlah_baris for i in result.manifest.dataset if i.jumlah_baris} == {
        "satuan_pendidikan": 5,
        "pmm_aktivitas": 10,
    }
    assert all(sheet.is_seimbang for source in result.manifest.berkas for sheet in source.lembar)
    assert list(rows_of(result, "pmm_aktivitas")[0]) == list(make_pmm().model_dump())
    assert result.snapshot is not None
    assert {p.name for p in result.snapshot.path.iterdir()} == {
        "jejak",
        "manifest.json",
        "marts.duckdb",
        "pmm_aktivitas",
        "satuan_pendidikan",
        "temuan.parquet",
    }
    last = progress.read()
    assert last is not None
    assert (last.langkah, last.bagian) == ("Selesai", 1.0)


def test_the_same_files_again_change_nothing(folder: Path) -> None:
    first = build(folder)
    again = build(folder)
    assert (again.status, again.snapshot) == ("tidak_berubah", first.snapshot)
    assert len(snapshots.all_snapshots()) == 1


def test_one_more_month_reads_one_file_and_links_the_rest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(folder)
    month_file(folder, 10)
    read: list[str] = []
    real = pool.import_with
    monkeypatch.setattr(pool, "import_with", lambda reader, job: (read.append(job.berkas), real(reader, job))[1])
    second = build(folder, is_accepted=accept)
    assert read == ["pmm_10.csv"]
    assert second.berkas_dibaca == 1
    before, after = parts(first, "pmm_aktivitas"), parts(second, "pmm_aktivitas")
    assert before.items() <= after.items(), "the same inodes"
    assert len(after) == 3
    assert len(rows_of(second, "pmm_aktivitas")) == 15


def test_without_hard_links_parts_are_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder)
    month_file(folder, 10)

    def refuse(*_: Any) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    second = build(folder, is_accepted=accept)
    assert (second.berkas_dibaca, len(rows_of(second, "pmm_aktivitas"))) == (1, 15)


def test_what_was_set_aside_stays_known_when_its_file_is_taken_over(folder: Path) -> None:
    export(
        folder / "pmm_salah.csv", PMM, make_pmm(tanggal_data=date(2026, 7, 1)), make_pmm(tanggal_data=date(2026, 7, 1))
    )
    first = build(folder)
    month_file(folder, 10)
    second = build(folder, is_accepted=accept)
    assert first.snapshot is not None
    assert second.snapshot is not None
    old, new = (records(s.path / "temuan.parquet") for s in (first.snapshot, second.snapshot))
    assert old == new
    assert [(row["berkas"], row["baris"]) for row in new] == [("pmm_salah.csv", 3)]


def test_a_key_in_two_files_stands_in_the_first_and_names_its_place(folder: Path) -> None:
    first = build(folder)
    export(
        folder / "pmm_09_lagi.csv",
        PMM,
        *(make_pmm(npsn=npsn, tanggal_data=date(2026, 9, 28), jumlah_login=1) for npsn in ("10300001", "10300009")),
    )
    second = build(folder, is_accepted=accept)
    assert second.snapshot is not None
    (row,) = [row for row in records(second.snapshot.path / "temuan.parquet") if row["keparahan"] == "tolak"]
    assert (row["berkas"], row["baris"], row["kode"]) == ("pmm_09_lagi.csv", 2, "kunci_ganda_antarberkas")
    assert (row["sel"], row["kolom"]) == ("D2", "npsn")
    assert "pmm_09.csv baris 2" in row["alasan"]
    assert len(rows_of(second, "pmm_aktivitas")) == 11
    assert all(sheet.is_seimbang for source in second.manifest.berkas for sheet in source.lembar)
    assert len(rows_of(first, "pmm_aktivitas")) == 10, "a published snapshot never changes"
    (folder / "pmm_09.csv").unlink()
    third = build(folder, is_accepted=accept)
    assert {row["npsn"] for row in rows_of(third, "pmm_aktivitas") if row["jumlah_login"] == 1} == {
        "10300001",
        "10300009",
    }


def test_a_file_brought_twice_counts_once(folder: Path) -> None:
    (folder / "salinan").mkdir()
    (folder / "salinan" / "pmm.csv").write_bytes((folder / "pmm_08.csv").read_bytes())
    result = build(folder)
    twin = next(source for source in result.manifest.berkas if source.nama == "salinan/pmm.csv")
    assert (twin.lembar[0].dibaca, twin.lembar[0].disisihkan) == (5, 5)
    assert "pmm_08.csv" in twin.lembar[0].alasan[0].alasan
    assert len(rows_of(result, "pmm_aktivitas")) == 10


def test_a_change_of_real_data_must_be_accepted(folder: Path) -> None:
    first = build(folder)
    (folder / "pmm_09.csv").unlink()
    asked: list[Difference] = []
    second = build(folder, is_accepted=lambda difference: asked.append(difference) is not None)
    assert second.status == "tidak_disetujui"
    assert snapshots.current() == first.snapshot
    assert [(c.sebelum, c.sesudah) for c in asked[0].dataset if c.dataset == "pmm_aktivitas"] == [(10, 5)]
    assert asked[0].berkas_hilang == ("pmm_09.csv",)


def test_a_sample_gives_way_without_a_question(folder: Path) -> None:
    (folder / "CONTOH.json").write_text("{}")
    first = build(folder)
    assert first.manifest.is_contoh
    (folder / "CONTOH.json").unlink()
    second = build(folder)
    assert (second.status, second.manifest.is_contoh) == ("terbit", False)


def test_a_refused_file_is_listed_and_the_others_go_in(folder: Path) -> None:
    (folder / "rusak.csv").write_bytes(b"\x00\x01\x02\x03\x04\x05\x06\x07")
    result = build(folder)
    refused = next(source for source in result.manifest.berkas if source.nama == "rusak.csv")
    assert refused.galat is not None
    assert refused.lembar == ()
    assert len(rows_of(result, "pmm_aktivitas")) == 10


def test_nothing_accepted_publishes_nothing_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path / "data"))
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.csv").write_text("ini,bukan,ekspor\n1,2,3\n")
    with pytest.raises(BuildFailed, match=r"a\.csv: tata letak tidak dikenali"):
        build(tmp_path / "x")
    assert snapshots.current() is None
    last = progress.read()
    assert last is not None
    assert last.galat


@pytest.mark.parametrize("step", ["set_aside_twins", "run_checks", "build_marts", "new_id"])
def test_a_crash_in_any_step_leaves_the_last_snapshot(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    first = build(folder)
    month_file(folder, 10)

    def crash(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    place = {
        "set_aside_twins": across,
        "run_checks": assemble,
        "build_marts": marts,
        "new_id": snapshots,
    }[step]
    with monkeypatch.context() as planted:
        planted.setattr(place, step, crash)
        with pytest.raises(BuildFailed, match="Folder data"):
            build(folder, is_accepted=accept)
    assert snapshots.current() == first.snapshot
    assert build(folder, is_accepted=accept).status == "terbit"


def test_counters_that_fall_are_found_not_refused(folder: Path) -> None:
    day = date(2026, 10, 28)
    rows = [make_pmm(npsn=f"1030000{n}", tanggal_data=day, jumlah_login=1 if n == 2 else 40) for n in range(1, 6)]
    export(folder / "pmm_10.csv", PMM, *rows)
    result = build(folder)
    assert result.snapshot is not None
    found = [row for row in records(result.snapshot.path / "temuan.parquet") if row["berkas"] == "pmm_10.csv"]
    fallen = [row for row in found if row["kode"] == "pmm_aktivitas__penghitung_tidak_turun"]
    assert [(row["keparahan"], row["baris"], row["sel"], row["nilai"]) for row in fallen] == [("periksa", 3, "G3", "1")]
    assert len(rows_of(result, "pmm_aktivitas")) == 15


def test_workers_and_one_process_come_to_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alone = build(folder)
    monkeypatch.setattr(pool, "_SMALL", 0)
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path / "lain"))
    monkeypatch.setenv("SERAPAN_KUNCI", "kunci yang sama panjang")
    together = build(folder)
    for dataset in ("satuan_pendidikan", "pmm_aktivitas"):
        assert sorted(map(str, rows_of(together, dataset))) == sorted(map(str, rows_of(alone, dataset)))


def test_the_command_says_what_went_wrong_and_exits_with_one(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main([str(tmp_path / "tidak ada")]) == 1
    assert "tidak ada. Buat folder itu" in " ".join(capsys.readouterr().out.split())
    assert main([]) == 0
    assert "Terbit" in capsys.readouterr().out
    month_file(folder, 10)
    assert main([str(folder)]) == 1
    assert "--yes" in capsys.readouterr().out
    assert main([str(folder), "--yes"]) == 0


def test_help_is_in_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "folder ekspor" in capsys.readouterr().out

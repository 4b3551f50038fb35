"""What is shown before a publication: planted changes are all found, with exact counts, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipelines.difference import Change, Difference, compare, sentences
from schemas import DATASETS, columns
from schemas.manifest import DatasetInfo, Manifest, SheetLedger, SourceFile
from warehouse import snapshots

REGIONS = [f"35.{n:02d}" for n in range(1, 30)]
MONTHS = [date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30)]


def row(dataset: str, **given: Any) -> dict[str, Any]:
    """A row of a dataset; what is not said is NULL."""
    names = [column.name for column in columns(DATASETS[dataset])]
    assert set(given) <= set(names)
    return {name: given.get(name) for name in names}


def pmm(month: date, regions: Sequence[str] = REGIONS, schools: int = 4) -> list[dict[str, Any]]:
    """Activity that grows evenly: about 5 % a month, and no two regions of one size."""
    at = MONTHS.index(month)
    return [
        row(
            "pmm_aktivitas",
            npsn=f"2{code.replace('.', '')}{school:03d}",
            tanggal_data=month,
            peran="guru",
            kode_kab_kota_kemendagri=code,
            kode_provinsi_kemendagri="35",
            nama_platform="PMM",
            jumlah_gtk=400 + place,
            jumlah_login=round((200 + 3 * place) * 1.05**at),
            jumlah_aktif_30_hari=round((100 + place) * 1.05**at),
        )
        for place, code in enumerate(regions)
        for school in range(schools)
    ]


def rapor(year: int, **change: Any) -> list[dict[str, Any]]:
    return [
        row(
            "rapor_capaian",
            **{
                "tahun": year,
                "tingkat": "kab_kota",
                "kode_provinsi_kemendagri": "35",
                "kode_kab_kota_kemendagri": code,
                "kelompok": "DASMEN",
                "jenis": "SD Umum",
                "status": "Semua",
                "kode": "A.1",
                "rincian": "capaian",
                "nama": "Kemampuan literasi",
                "nilai": 50.0 + place + (year - 2023) + (place % 3) * 0.5,
                "label": "Sedang",
            }
            | change,
        )
        for place, code in enumerate(REGIONS)
    ]


class World:
    """Snapshots of one dataset, written as their parts and manifest alone."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, 0

    def snapshot(self, dataset: str, *parts: list[dict[str, Any]], is_contoh: bool = False) -> snapshots.Snapshot:
        self.made += 1
        place = self.folder / f"s{self.made}"
        (place / dataset).mkdir(parents=True)
        types = ", ".join(f"CAST({c.name} AS {c.duckdb_type}) AS {c.name}" for c in columns(DATASETS[dataset]))
        ledgers = []
        for at, rows in enumerate(parts):
            frame = pd.DataFrame(rows, dtype="object")
            name = f"{self.made}-{at}"
            with duckdb.connect() as con:
                con.register("baris", frame)
                con.execute(f"COPY (SELECT {types} FROM baris) TO '{place / dataset / name}.parquet' (FORMAT PARQUET)")
            ledgers.append(
                SheetLedger(
                    lembar=str(at),
                    layout="x",
                    layout_judul="x",
                    dataset=dataset,
                    dibaca=len(rows),
                    diterima=len(rows),
                    disisihkan=0,
                    total_catatan=0,
                    jumlah_rekaman=len(rows),
                    bagian=name,
                )
            )
        total = sum(len(rows) for rows in parts)
        manifest = Manifest(
            id=f"s{self.made}",
            dibuat=datetime(2026, 11, 1).astimezone(), is_contoh=is_contoh, versi="1", sidik_isi="x",
            folder="x", dataset=(DatasetInfo(dataset=dataset, jumlah_baris=total, berkas=("a",)),),
            berkas=(SourceFile(nama="a", sha256=str(self.made), bytes=1, lembar=tuple(ledgers)),),
        )  # fmt: skip
        return snapshots.Snapshot(manifest.id, place, manifest)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def changed(old: snapshots.Snapshot, new: snapshots.Snapshot) -> Change:
    found = compare(old, new.manifest, new.path)
    assert Difference.model_validate_json(found.model_dump_json()) == found
    return found.dataset[0]


def test_the_same_rows_written_again_change_nothing(world: World) -> None:
    months = [pmm(month) for month in MONTHS]
    old = world.snapshot("pmm_aktivitas", *months)
    shuffled = [list(reversed(month)) for month in months]
    found = compare(old, (new := world.snapshot("pmm_aktivitas", *shuffled)).manifest, new.path)
    (change,) = found.dataset
    assert (change.baru, change.hilang, change.berubah, change.jumlah_lonjakan) == (0, 0, 0, 0)
    assert not change.is_any


def test_a_month_more_is_new_rows_and_no_jump(world: World) -> None:
    old = world.snapshot("pmm_aktivitas", *map(pmm, MONTHS[:3]))
    change = changed(old, world.snapshot("pmm_aktivitas", *map(pmm, MONTHS)))
    assert (change.baru, change.hilang, change.berubah) == (len(REGIONS) * 4, 0, 0)
    assert (change.jumlah_lonjakan, change.wilayah_hilang, change.wilayah_kosong) == (0, (), ())
    assert change.contoh_baru[0] == "23501000 · 2026-09-30 · guru"


def test_planted_changes_are_counted_exactly(world: World) -> None:
    before, after = pmm(MONTHS[0]), pmm(MONTHS[0])
    after[5]["jumlah_login"] += 1
    after[6]["jumlah_login"] = None
    after[6]["jumlah_gtk"] = 1
    del after[10:13]
    after.append(row("pmm_aktivitas", **{**before[0], "npsn": "29999999"}))
    change = changed(world.snapshot("pmm_aktivitas", before), world.snapshot("pmm_aktivitas", after))
    assert (change.baru, change.hilang, change.berubah) == (1, 3, 2)
    assert {column.kolom: column.jumlah for column in change.kolom} == {"jumlah_login": 2, "jumlah_gtk": 1}
    login = change.kolom[0]
    was = before[5]["jumlah_login"]
    assert login.contoh[0] == f"{before[5]['npsn']} · 2026-06-30 · guru: {was} → {was + 1}"
    assert login.contoh[1].endswith("→ (kosong)")
    assert change.contoh_baru == ("29999999 · 2026-06-30 · guru",)


def test_rows_moved_to_another_part_are_the_same_rows(world: World) -> None:
    rows = pmm(MONTHS[0])
    old = world.snapshot("pmm_aktivitas", rows[:30], rows[30:])
    change = changed(old, world.snapshot("pmm_aktivitas", rows[:7], rows[7:]))
    assert not change.is_any


@pytest.mark.parametrize("factor", [10, 1000, 0.1])
def test_a_slip_of_the_unit_in_one_region_is_seen(world: World, factor: float) -> None:
    newest = pmm(MONTHS[3])
    for line in newest:
        if line["kode_kab_kota_kemendagri"] == REGIONS[7]:
            line["jumlah_login"] = round(line["jumlah_login"] * factor)
    old = world.snapshot("pmm_aktivitas", *map(pmm, MONTHS[:3]))
    change = changed(old, world.snapshot("pmm_aktivitas", *map(pmm, MONTHS[:3]), newest))
    (jump,) = change.lonjakan
    assert (jump.ukuran, jump.wilayah, change.jumlah_lonjakan) == ("jumlah_login", "Kabupaten Lumajang", 1)
    assert abs(jump.z) > 3.5
    assert "salah satuan" in str(jump.dugaan)


def test_swapped_columns_of_one_region_are_seen_as_such(world: World) -> None:
    newest = pmm(MONTHS[3])
    for line in newest:
        if line["kode_kab_kota_kemendagri"] == REGIONS[3]:
            line["jumlah_login"], line["jumlah_aktif_30_hari"] = line["jumlah_aktif_30_hari"], line["jumlah_login"]
    old = world.snapshot("pmm_aktivitas", *map(pmm, MONTHS[:3]))
    change = changed(old, world.snapshot("pmm_aktivitas", *map(pmm, MONTHS[:3]), newest))
    guesses = {jump.ukuran: jump.dugaan for jump in change.lonjakan}
    assert guesses == {
        "jumlah_login": "mirip tertukar dengan kolom jumlah_aktif_30_hari",
        "jumlah_aktif_30_hari": "mirip tertukar dengan kolom jumlah_login",
    }


@pytest.mark.parametrize("months", [2, 4])
def test_a_slip_of_a_whole_file_is_seen_though_no_region_differs(world: World, months: int) -> None:
    past, last = MONTHS[: months - 1], MONTHS[months - 1]
    newest = pmm(last)
    for line in newest:
        line["jumlah_login"] *= 10
    old = world.snapshot("pmm_aktivitas", *map(pmm, past))
    change = changed(old, world.snapshot("pmm_aktivitas", *map(pmm, past), newest))
    (jump,) = change.lonjakan
    assert (jump.wilayah, jump.ukuran) == (None, "jumlah_login")


def test_a_slip_is_seen_even_with_two_regions_and_two_months(world: World) -> None:
    newest = pmm(MONTHS[1], REGIONS[:2])
    for line in newest[:4]:
        line["jumlah_login"] *= 1000
    old = world.snapshot("pmm_aktivitas", pmm(MONTHS[0], REGIONS[:2]))
    change = changed(old, world.snapshot("pmm_aktivitas", pmm(MONTHS[0], REGIONS[:2]), newest))
    assert [(jump.ukuran, jump.dugaan) for jump in change.lonjakan if jump.wilayah] == [
        ("jumlah_login", "mirip salah satuan (× 1.000)")
    ]


def test_a_region_that_vanished_is_told_aloud(world: World) -> None:
    old = world.snapshot("pmm_aktivitas", *map(pmm, MONTHS[:2]))
    fewer = [line for line in pmm(MONTHS[1]) if line["kode_kab_kota_kemendagri"] != REGIONS[0]]
    missing_once = world.snapshot("pmm_aktivitas", pmm(MONTHS[0]), fewer)
    change = changed(old, missing_once)
    assert (change.hilang, change.wilayah_hilang) == (4, ())
    gone = [line for line in pmm(MONTHS[0]) if line["kode_kab_kota_kemendagri"] != REGIONS[0]]
    found = compare(old, (new := world.snapshot("pmm_aktivitas", gone, fewer)).manifest, new.path)
    assert found.dataset[0].wilayah_hilang == ("Kabupaten Pacitan",)
    assert any("PERHATIAN" in said and "Kabupaten Pacitan" in said for said in sentences(found))


def test_a_region_missing_at_the_new_cut_off_is_told(world: World) -> None:
    old = world.snapshot("pmm_aktivitas", pmm(MONTHS[0]))
    change = changed(old, world.snapshot("pmm_aktivitas", pmm(MONTHS[0]), pmm(MONTHS[1], REGIONS[1:])))
    assert change.wilayah_kosong == ("Kabupaten Pacitan (2026-07-31)",)


def test_a_changed_published_value_of_an_old_year_is_told(world: World) -> None:
    old = world.snapshot("rapor_capaian", rapor(2023), rapor(2024))
    fresh = rapor(2023)
    fresh[3]["nilai"] += 0.01
    fresh[4]["nama"] = "Literasi"
    found = compare(old, (new := world.snapshot("rapor_capaian", fresh, rapor(2024))).manifest, new.path)
    assert (found.dataset[0].berubah, found.dataset[0].tahun_lama_berubah) == (2, 1)
    assert any("1 nilai terbit dari tahun sebelumnya berubah" in said for said in sentences(found))


@pytest.mark.parametrize(("value", "is_seen"), [(60.0, False), (5.9, True), (99.0, True)])
def test_a_rapor_value_that_moves_beyond_the_plausible_is_seen(world: World, value: float, is_seen: bool) -> None:
    newest = rapor(2024)
    newest[6]["nilai"] = value
    old = world.snapshot("rapor_capaian", rapor(2022), rapor(2023))
    change = changed(old, world.snapshot("rapor_capaian", rapor(2022), rapor(2023), newest))
    assert bool(change.jumlah_lonjakan) == is_seen
    assert all(jump.ke == value for jump in change.lonjakan)


def test_nothing_is_compared_with_the_sample(world: World) -> None:
    old = world.snapshot("pmm_aktivitas", pmm(MONTHS[0]), is_contoh=True)
    found = compare(old, (new := world.snapshot("pmm_aktivitas", pmm(MONTHS[1]))).manifest, new.path)
    assert found.is_ganti_contoh
    assert (found.dataset[0].baru, found.dataset[0].hilang) == (len(REGIONS) * 4, 0)
    assert "Data contoh" in sentences(found)[0]


def test_an_old_snapshot_with_a_lost_part_still_gives_the_counts(world: World) -> None:
    old = world.snapshot("pmm_aktivitas", pmm(MONTHS[0]))
    next((old.path / "pmm_aktivitas").iterdir()).unlink()
    found = compare(old, (new := world.snapshot("pmm_aktivitas", pmm(MONTHS[1]))).manifest, new.path)
    assert (found.dataset[0].sebelum, found.dataset[0].sesudah) == (len(REGIONS) * 4,) * 2
    assert "tidak terbaca utuh" in found.catatan[0]


def test_no_example_shows_the_code_of_a_person(world: World) -> None:
    def people(code: str) -> list[dict[str, Any]]:
        return [
            row(
                "bimtek_kehadiran",
                kegiatan_id="BT-2026-001",
                peserta=code * 32,
                dasar_identitas="nama",
                kode_provinsi_kemendagri="35",
                kode_kab_kota_kemendagri="35.01",
                peran="Guru",
                is_hadir=True,
            )
        ]

    old, new = world.snapshot("bimtek_kehadiran", people("a")), world.snapshot("bimtek_kehadiran", people("b"))
    found = compare(old, new.manifest, new.path)
    assert (found.dataset[0].baru, found.dataset[0].hilang) == (1, 1)
    assert "aaaa" not in found.model_dump_json()
    assert "bbbb" not in found.model_dump_json()

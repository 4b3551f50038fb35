"""Small worlds for marts and queries: clean Parquet straight from rows, without the import."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from pipelines.marts import build_marts
from schemas import DATASETS, columns
from schemas.manifest import Manifest
from warehouse import gate

AGAM, PADANG = "13.06", "13.71"
BANDUNG, KOTA_BANDUNG = "32.04", "32.73"

RowValues = dict[str, object]


def write_dataset(folder: Path, dataset: str, rows: Iterable[Mapping[str, object]], part: str = "bagian") -> None:
    """One Parquet part of a dataset; columns not named are NULL."""
    wanted = columns(DATASETS[dataset])
    frame = pd.DataFrame(list(rows), columns=[c.name for c in wanted], dtype=object)
    select = ", ".join(f'CAST("{c.name}" AS {c.duckdb_type}) AS "{c.name}"' for c in wanted)
    target = folder / dataset
    target.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        con.register("frame", frame)
        con.execute(f"COPY (SELECT {select} FROM frame) TO '{target / part}.parquet' (FORMAT parquet)")


def make_sekolah(npsn: str, kab_kota: str = AGAM, **values: object) -> RowValues:
    return {
        "npsn": npsn,
        "tanggal_data": date(2026, 6, 30),
        "nama": f"Sekolah {npsn}",
        "jenjang": "SD",
        "status": "Negeri",
        "kewenangan": "pemda",
        "kode_kab_kota_kemendagri": kab_kota,
        "kode_provinsi_kemendagri": kab_kota[:2],
        **values,
    }


def make_pmm(npsn: str, tanggal: date, kab_kota: str = AGAM, **values: object) -> RowValues:
    return {
        "npsn": npsn,
        "tanggal_data": tanggal,
        "peran": "guru",
        "kode_kab_kota_kemendagri": kab_kota,
        "kode_provinsi_kemendagri": kab_kota[:2],
        "nama_platform": "Ruang GTK",
        "jumlah_gtk": 10,
        "jumlah_login": 8,
        "jumlah_aktif_30_hari": 5,
        "jumlah_mulai_topik": 4,
        "jumlah_selesai_topik_1": 3,
        "jumlah_selesai_topik_2": 2,
        "jumlah_selesai_topik_3": 1,
        "jumlah_selesai_topik_4": 1,
        "jumlah_aksi_nyata": 2,
        "jumlah_aksi_nyata_tervalidasi": 1,
        "jumlah_unduh_perangkat_ajar": 3,
        "jumlah_anggota_komunitas": 2,
        **values,
    }


def make_platform(platform: str, tanggal: date, npsn: str | None = None, **values: object) -> RowValues:
    """A school row when `npsn` is given; else say `tingkat` and the codes."""
    return {
        "platform": platform,
        "tingkat": "satuan_pendidikan" if npsn else "kab_kota",
        "npsn": npsn,
        "kode_kab_kota_kemendagri": AGAM,
        "kode_provinsi_kemendagri": "13",
        "tanggal_data": tanggal,
        "kelompok_pengguna": "guru",
        "jumlah_sasaran": 10,
        "jumlah_tersedia": 10,
        "jumlah_teraktivasi": 7,
        "jumlah_aktif": 4,
        **values,
    }


SEP, OKT = date(2026, 9, 30), date(2026, 10, 31)


def random_pmm(seed: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """80 schools in four kab/kota, three roles, cut-offs 13 months back; some columns absent, some denominators 0."""
    rng = np.random.default_rng(seed)
    kab = [AGAM, PADANG, BANDUNG, KOTA_BANDUNG]
    lists, rows = [], []
    for i in range(80):
        npsn = f"{10000000 + i}"
        if i % 10:  # every tenth school is on no list
            lists.append(
                make_sekolah(
                    npsn,
                    kab[i % 4],
                    jenjang=("SD", "SMP")[i % 2],
                    status=("Negeri", "Swasta")[i % 3 == 0],
                    kewenangan=("pemda", "Kemenag")[i % 5 == 0],
                )
            )
        for tanggal in (date(2025, 10, 31), date(2026, 7, 31), SEP, OKT):
            if tanggal == SEP and i % 7 == 0:
                continue
            for peran, most in (("guru", 30), ("KS", 2), ("PS", 2)):
                gtk = int(rng.integers(0, most))
                login = None if tanggal == SEP and i % 4 == 0 else int(rng.integers(0, gtk + 1))
                rows.append(
                    make_pmm(
                        npsn,
                        tanggal,
                        kab[i % 4],
                        peran=peran,
                        jumlah_gtk=gtk,
                        jumlah_login=login,
                        jumlah_aktif_30_hari=int(rng.integers(0, gtk + 1)),
                    )
                )
    return lists, rows


def write_world(place: Path) -> None:
    """A world with every kind of row the marts know."""
    lists, rows = random_pmm(1)
    write_dataset(place, "satuan_pendidikan", lists)
    write_dataset(place, "pmm_aktivitas", rows[: len(rows) // 2], "a")
    write_dataset(place, "pmm_aktivitas", rows[len(rows) // 2 :], "b")
    write_dataset(place, "pemanfaatan_platform", platform_rows())
    write_dataset(
        place,
        "bimtek_kegiatan",
        [
            {
                "kegiatan_id": kode,
                "nama": kode,
                "program": "P",
                "penyelenggara": "B",
                "level": "basic",
                "moda": "luring",
                "tanggal_mulai": hari,
                "tanggal_selesai": hari,
            }
            for kode, hari in (("K1", date(2026, 9, 10)), ("K2", date(2026, 10, 10)))
        ],
    )
    write_dataset(
        place,
        "bimtek_kehadiran",
        [
            {
                "kegiatan_id": kode,
                "peserta": f"{n:032x}",
                "dasar_identitas": "nip",
                "npsn": npsn,
                "peran": "guru",
                "kode_provinsi_kemendagri": "13",
                "kode_kab_kota_kemendagri": AGAM,
                "is_hadir": hadir,
            }
            for n, (kode, npsn, hadir) in enumerate(
                [
                    ("K1", "10000004", True),
                    ("K2", "10000004", True),
                    ("K2", "10000008", True),
                    ("K2", "10000012", False),
                    ("K2", None, True),
                ]
            )
        ],
    )
    write_dataset(place, "rapor_capaian", rapor_rows())


def platform_rows() -> list[dict[str, object]]:
    rows = [
        make_platform(
            "belajar_id",
            OKT,
            "10000001",
            kelompok_pengguna=kelompok,
            jumlah_tersedia=tersedia,
            jumlah_teraktivasi=aktif,
            jumlah_aktif=None,
        )
        for kelompok, tersedia, aktif in (("guru", 10, 7), ("tendik", 2, 1), ("peserta didik", 100, 60))
    ]
    rows += [
        make_platform(
            "arkas",
            OKT,
            f"1000000{i}",
            kelompok_pengguna="satuan pendidikan",
            jumlah_sasaran=1,
            jumlah_teraktivasi=i % 2,
            jumlah_aktif=0,
            nilai_rupiah=i * 20e6,
            nilai_anggaran=100e6,
        )
        for i in range(1, 5)
    ]
    rows += [
        make_platform(name, OKT, "10000001", kelompok_pengguna=group)
        for name, group in (
            ("rapor_pendidikan", "satuan pendidikan"),
            ("siplah", "satuan pendidikan"),
            ("rumah_pendidikan", "guru"),
            ("ruang_sekolah", "satuan pendidikan"),
            ("canva", "guru"),
            ("quizizz", "guru"),
        )
    ]
    rows += [
        make_platform(name, OKT, kelompok_pengguna=group)
        for name, group in (
            ("ruang_murid", "peserta didik"),
            ("ruang_bahasa", "umum"),
            ("ruang_pemerintah", "umum"),
            ("ruang_mitra", "umum"),
            ("ruang_publik", "umum"),
            ("ruang_orang_tua", "orang tua"),
        )
    ]
    rows.append(
        make_platform(
            "kampus_merdeka", OKT, tingkat="provinsi", kode_kab_kota_kemendagri=None, kelompok_pengguna="mahasiswa"
        )
    )
    rows.append(make_platform("belajar_id", OKT, "10000001", kelompok_pengguna="KS", jumlah_aktif=3))
    return rows


def rapor_rows() -> list[dict[str, object]]:
    base = {
        "tahun": 2025,
        "kelompok": "DASMEN",
        "jenis": "SD Umum",
        "status": "Negeri",
        "kode": "A.1",
        "nama": "Literasi",
        "rincian": "capaian",
        "kode_provinsi_kemendagri": "13",
    }
    school = {**base, "tingkat": "satuan_pendidikan", "kode_kab_kota_kemendagri": AGAM}
    return [
        {**base, "tingkat": "provinsi", "nilai": 61.5, "label": "Sedang"},
        {**base, "tingkat": "kab_kota", "kode_kab_kota_kemendagri": AGAM, "nilai": 58.25, "label": "Sedang"},
        {**school, "npsn": "10000001", "label": "Baik"},
        {**school, "npsn": "10000002", "label": "Baik"},
        {**school, "npsn": "10000003", "label": "Kurang"},
        {**school, "npsn": "10000004", "label": None},
    ]


def publish_world(
    data: Path, snapshot_id: str = "20261101-080000-0123abcd", write: Callable[[Path], None] = write_world
) -> Path:
    """The world as the snapshot that serves in a data folder."""
    place = data / "warehouse" / snapshot_id
    place.mkdir(parents=True)
    write(place)
    build_marts(place)
    manifest = Manifest(
        id=snapshot_id,
        dibuat=datetime.strptime(snapshot_id[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC),
        is_contoh=True,
        versi="0",
        sidik_isi=snapshot_id[-8:],
        folder="contoh",
    )
    (place / "manifest.json").write_text(manifest.model_dump_json(), encoding="utf-8")
    (data / "warehouse" / "current").write_text(snapshot_id, encoding="ascii")
    return place


@contextmanager
def own_copy(built: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A published world copied for one test and served to it, plans and all."""
    shutil.copytree(built, folder, dirs_exist_ok=True)
    monkeypatch.setenv("SERAPAN_DATA", str(folder))
    yield folder
    gate.close_all()

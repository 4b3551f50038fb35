"""Plans for tests: one with something in every table, and the smallest there is."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from schemas.rencana import (
    AkarRencana,
    AlokasiRencana,
    KegiatanRencana,
    KelasRencana,
    KotaRencana,
    KriteriaRencana,
    MandatRencana,
    OngkosRencana,
    PeranRencana,
    Rencana,
    SetelanAlokasi,
    SetelanPrioritas,
    SumbanganRencana,
    TargetRencana,
    TingkatRencana,
    WilayahRencana,
)
from warehouse import plans

REPOSITORY = Path(__file__).resolve().parent.parent
SNAPSHOT = "20261101-080000-0123abcd"


def make_plan(**fields: Any) -> Rencana:
    """A plan with a name and a snapshot, and what is said."""
    return Rencana.model_validate(
        {"nama": "Rencana uji", "tahun": 2027, "kode_provinsi": "13", "snapshot": SNAPSHOT, **fields}
    )


def make_wilayah(kode: str = "13.06", **fields: Any) -> WilayahRencana:
    return WilayahRencana(**{"kode_wilayah": kode, "nama": f"Kab. {kode}", "skor": 61.25, "urutan": 1,
                             "pct_data": 100.0, "is_dipilih": True, **fields})  # fmt: skip


def make_peran(program: str = "Pendampingan literasi", kode: str = "13.06", **fields: Any) -> PeranRencana:
    return PeranRencana(**{"program": program, "kode_wilayah": kode, **fields})


def make_kegiatan(id: str = "K-001", **fields: Any) -> KegiatanRencana:
    return KegiatanRencana(**{"kegiatan_id": id, "kode_wilayah": "13.06", "gejala": "A.1", "akar": "D.1",
                              "kegiatan": "Lokakarya", "triwulan": 2, **fields})  # fmt: skip


def make_target(**fields: Any) -> TargetRencana:
    return TargetRencana(**{"acuan": "pmm.aktif_30_hari", "kode_wilayah": "13.06", "nilai_baseline": 55.5,
                            "tanggal_baseline": date(2026, 10, 31), "snapshot_baseline": SNAPSHOT,
                            "nilai_target": 70.0, "tanggal_tenggat": date(2027, 12, 31),
                            "penanggung_jawab": "Disdik", **fields})  # fmt: skip


def whole_plan(**fields: Any) -> Rencana:
    """Something in every table."""
    filled: dict[str, Any] = {
        "setelan_prioritas": SetelanPrioritas(
            tujuan="serapan_digital", nama_tujuan="Serapan digital", jumlah_teratas=5
        ),
        "kriteria": (KriteriaRencana(kriteria="rapor:DASMEN:A.1", nama="Literasi", bobot=60, arah="rendah"),
                     KriteriaRencana(kriteria="ukuran", nama="Besarnya", bobot=40, arah="tinggi")),
        "wilayah": (make_wilayah(), make_wilayah("13.10", skor=None, urutan=None, is_dipilih=False)),
        "sumbangan": (SumbanganRencana(kode_wilayah="13.06", kriteria="ukuran", nilai=1234.5678901234567),),
        "setelan_alokasi": SetelanAlokasi(
            pagu_rupiah=250_000_000, hari_pelatih=60, kursi_per_sekolah=2,
            tanggal_mulai=date(2027, 2, 1), tanggal_selesai=date(2027, 11, 30),
        ),
        "tingkat": (TingkatRencana(level="basic", jumlah_hari=3, jumlah_kursi=30, jumlah_pelatih=2,
                                   biaya_kelas_rupiah=5e6, biaya_harian_rupiah=450_000),),
        "kota": (KotaRencana(kode_kota="13.71", nama="Kota Padang", jumlah_kelas_maks=4),),
        "ongkos": (OngkosRencana(jarak="provinsi", biaya_rupiah=300_000),),
        "alokasi": (AlokasiRencana(kode_wilayah="13.06", nama="Kab. Agam", level="basic", kode_kota="13.71",
                                   jumlah_kursi=12, biaya_rupiah=3_600_000),),
        "kelas": (KelasRencana(kode_kota="13.71", level="basic", nomor=1, jumlah_kursi=12,
                               tanggal_mulai=date(2027, 2, 1), tanggal_selesai=date(2027, 2, 3)),),
        "mandat": (MandatRencana(unit="BPMP", bidang="Mutu", is_memimpin=True, sumber="Permendikbudristek 11/2022"),),
        "peran": (make_peran(penanggung_jawab="BPMP", dukungan="BGTK, Disdik", triwulan=1, npsn="10300001,10300002"),),
        "akar": (AkarRencana(gejala="A.1", akar="D.1", alasan="Dugaan"),),
        "kegiatan": (make_kegiatan(kode_anggaran="05.02.01"),),
        "target": (make_target(),),
    }  # fmt: skip
    return make_plan(**{**filled, **fields})


def child(code: str, data: Path, stdin: int | None = None) -> subprocess.Popen[str]:
    """Another process on the same data folder."""
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=REPOSITORY, env={**os.environ, "SERAPAN_DATA": str(data)},
        stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def store() -> Path:
    return plans.plans_dir() / plans.FILE

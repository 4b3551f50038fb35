"""CONTOH.json: what the sample world is, what is planted in it, and what an import must set aside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipelines.sample.pmm import Written
from pipelines.sample.rapor import TWICE_COUNT, TWICE_IN
from pipelines.sample.regions import Regions
from pipelines.sample.schools import Schools
from pipelines.sample.training import BAKTI_PROGRAM, Event
from pipelines.sample.world import (
    DUTY,
    DUTY_JUMP_PRIVATE,
    DUTY_JUMP_STATE,
    TRAINING_EFFECT,
    TRUTHS,
    Ints,
    World,
)

MARK = "CONTOH.json"
"""The file whose presence makes a folder a sample."""


def _simpson(regions: Regions, schools: Schools, pmm: Written) -> dict[str, object]:
    """The province whose kab/kota rise on average while its pooled share falls."""
    place = regions.province_index.get(TRUTHS.simpson_provinsi)
    before, now = pmm.guru.get(TRUTHS.simpson_from), pmm.last
    result: dict[str, object] = {
        "provinsi": TRUTHS.simpson_provinsi,
        "ukuran": "pmm.aktif_30_hari",
        "kelompok_pengguna": "guru",
        "dari": TRUTHS.simpson_from.isoformat(),
        "sampai": now.tanggal.isoformat(),
    }
    if place is None or before is None:
        return result
    members = np.array([index for index, kab in enumerate(regions.kabs) if kab.provinsi == place])
    size = len(regions.kabs)

    def shares(counts: Ints, people: Ints) -> tuple[float, float]:
        x, m = np.bincount(schools.kab, counts, size)[members], np.bincount(schools.kab, people, size)[members]
        return float(100 * np.mean(x / m)), float(100 * x.sum() / m.sum())

    old = shares(np.where(before.gtk > 0, before.counters["aktif"], 0), before.gtk)
    new = shares(np.where(now.gtk > 0, now.counters["aktif"], 0), now.gtk)
    result["perubahan_rata_rata_kab_kota_poin"] = round(new[0] - old[0], 2)
    result["perubahan_gabungan_poin"] = round(new[1] - old[1], 2)
    result["kab_kota_turun"] = TRUTHS.simpson_kota
    return result


def write_truths(
    folder: Path,
    world: World,
    regions: Regions,
    schools: Schools,
    events: Sequence[Event],
    trained: Ints,
    pmm: Written,
    set_aside: Sequence[dict[str, str | int]],
    counts: dict[str, int],
) -> None:
    """Write the mark and the truths, for tests and for whoever wonders what is real in the sample."""
    names = {kab.kode: kab.nama for kab in regions.kabs}
    treated = trained < 99
    content = {
        "dunia": "DATA CONTOH: seluruh isi folder ini sintetis dan tidak menggambarkan sekolah atau orang mana pun.",
        "seed": world.seed,
        "scale": world.scale,
        "jumlah_satuan_pendidikan": len(schools),
        "jumlah_kab_kota": len(regions.kabs),
        "jumlah_provinsi": len(regions.provinces),
        "cutoff_bulanan": [world.months[0].isoformat(), world.months[-1].isoformat(), len(world.months)],
        "cutoff_kuartal": [world.quarters[0].isoformat(), world.quarters[-1].isoformat(), len(world.quarters)],
        "tahun_rapor": list(world.tahun_rapor),
        "jumlah_kegiatan": len(events),
        **counts,
        "kebenaran": {
            "efek_bimtek": {
                "program": BAKTI_PROGRAM,
                "ukuran": "pmm.aktif_30_hari",
                "kelompok_pengguna": ["guru", "KS", "PS"],
                "berlaku_untuk": "satuan pendidikan yang sedikitnya satu orangnya hadir",
                "sejak": "cut-off pertama sesudah bulan kegiatan selesai",
                "efek_logit": TRAINING_EFFECT,
                "efek_poin_persen_guru_cutoff_terakhir": round(pmm.last.efek_poin, 2),
                "jumlah_satuan_pendidikan": int(treated.sum()),
            },
            "kegiatan_tanpa_efek": sorted({event.program for event in events} - {BAKTI_PROGRAM}),
            "lonjakan_kewajiban": {
                "tanggal_data": DUTY.isoformat(),
                "ukuran": "pmm.login",
                "kenaikan_logit_negeri": DUTY_JUMP_STATE,
                "kenaikan_logit_swasta": DUTY_JUMP_PRIVATE,
            },
            "akun_disusun_ulang": {
                "kode_kab_kota_kemendagri": TRUTHS.rebase_kab,
                "nama": names.get(TRUTHS.rebase_kab),
                "tanggal_data": TRUTHS.rebase_date.isoformat(),
                "faktor": TRUTHS.rebase_factor,
                "dataset": ["pmm_aktivitas (pencacah kumulatif)", "pemanfaatan_platform belajar_id"],
            },
            "lonjakan_sertifikat": {
                "kode_kab_kota_kemendagri": TRUTHS.burst_kab,
                "nama": names.get(TRUTHS.burst_kab),
                "tanggal_data": TRUTHS.burst_date.isoformat(),
                "ukuran": ["pmm.mulai_topik", *(f"pmm.selesai_topik_{step}" for step in (1, 2, 3, 4))],
            },
            "simpson": _simpson(regions, schools, pmm),
            "ganti_instrumen": {
                "kelompok": "DASMEN",
                "kode": TRUTHS.method_break_code,
                "tahun": TRUTHS.method_break_year,
            },
            "rapor_baris_kembar": {
                "provinsi": TWICE_IN,
                "tahun": world.tahun_rapor[-1],
                "lembar": "5 Capaian satdik Dasmen",
                "jumlah": TWICE_COUNT if TWICE_IN in {item.kode for item in regions.provinces} else 0,
            },
        },
        "harus_disisihkan": list(set_aside),
    }
    (folder / MARK).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

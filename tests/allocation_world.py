"""A small world and a plan for the allocation of training seats, and the clicks of who uses its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from schemas.rencana import Rencana, WilayahRencana
from tests.mart_world import AGAM, BANDUNG, PADANG, make_sekolah, own_copy, write_dataset
from tests.training_world import make_hadir, make_kegiatan
from tests.visiting import visit
from views import data
from views.allocation import question
from warehouse import plans, snapshots
from warehouse.plans import Versi

NAMA = {AGAM: "Kabupaten Agam", PADANG: "Kota Padang", BANDUNG: "Kabupaten Bandung", "13.09": "Kab. Mentawai"}


def write(place: Path) -> None:
    """Thirty schools of ten teachers in Agam, Padang and Bandung; eight came to basic in 2025, two went on."""
    kab = (AGAM, PADANG, BANDUNG)
    schools = [
        make_sekolah(f"{10000000 + n}", kab[n % 3], jumlah_guru=10, is_bakti=n % 5 == 0, is_3t=n % 3 == 0)
        for n in range(30)
    ]
    write_dataset(place, "satuan_pendidikan", schools)
    events = [make_kegiatan("B1", date(2025, 3, 3)), make_kegiatan("I1", date(2025, 6, 3), level="intermediate")]
    write_dataset(place, "bimtek_kegiatan", events)
    people = [make_hadir("B1", n, "10000000") for n in range(8)]
    people += [make_hadir("I1", n, "10000000") for n in range(2)]
    write_dataset(place, "bimtek_kehadiran", people)


def make_plan(
    scores: Sequence[tuple[str, float | None]] = ((AGAM, 90.0), (PADANG, 40.0)),
    galat: float | None = None,
    **values: object,
) -> Versi:
    """A saved plan whose chosen regions have these scores, each with a rank interval; older ones without `galat`."""
    rows = tuple(
        WilayahRencana(kode_wilayah=kode, nama=NAMA.get(kode, kode), skor=skor, pct_data=100, is_dipilih=True,
                       urutan=at, urutan_dari=1, urutan_sampai=len(scores), galat=galat)
        for at, (kode, skor) in enumerate(scores, start=1)
    )  # fmt: skip
    current = snapshots.current()
    assert current is not None
    fields = {"nama": "Uji", "tahun": 2027, "kode_provinsi": "13", "snapshot": current.id, "wilayah": rows, **values}
    return plans.create(Rencana.model_validate(fields), "BPMP")


def open_plan(id: str, **query: str) -> AppTest:
    return visit("alokasi", rencana=id, **{"provinsi": "13", **query})


def press(at: AppTest, key: str) -> AppTest:
    return at.button(key=key).click().run()


def computed(at: AppTest) -> AppTest:
    """Press the button and wait for the end, as a user would."""
    press(at, "alokasi_hitung")
    assert not at.exception
    job = at.session_state["serapan_alokasi_kerja"]
    job.kerja.wait(60)
    return at.run()


def keys(at: AppTest) -> list[str]:
    return [str(b.key) for b in at.button]


def limit(at: AppTest, label: str) -> float:
    if "alokasi_ubah" in keys(at):
        press(at, "alokasi_ubah")
    return next(float(n.value or 0) for n in at.number_input if n.label.startswith(label))


def set_limit(at: AppTest, label: str, value: int | None) -> AppTest:
    """Type a limit; beside a result the limits are folded and opened first."""
    if "alokasi_ubah" in keys(at):
        press(at, "alokasi_ubah")
    return next(n for n in at.number_input if n.label.startswith(label)).set_value(value).run()


@contextmanager
def served(built: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The world copied for one test, a fresh session looking at it, with few redraws of need."""
    with own_copy(built, folder, monkeypatch) as found:
        monkeypatch.setattr(question, "UNDIAN", 2)
        st.session_state.clear()
        data.refresh_snapshot()
        yield found

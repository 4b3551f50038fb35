"""Frozen links: the same answers after later publications, and what those changed on the very view."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from analysis.view_difference import difference, keys
from pipelines import snapshots as row_command
from tests.mart_world import AGAM, BANDUNG, OKT, PADANG, SEP, make_pmm, make_sekolah, publish_world, write_dataset
from tests.visiting import visit, words
from views import data, links
from views.filters import JENJANG, KEWENANGAN, STATUS, Saringan, from_query
from warehouse import gate, pins, snapshots

pytestmark = pytest.mark.xdist_group("halaman")

PLACES = (AGAM, PADANG, BANDUNG)
IDS = ("20261101-080000-00000001", "20261115-080000-00000002", "20261201-080000-00000003", "20261215-080000-00000004")


def writer(active: int):  # type: ignore[no-untyped-def]
    """A small nation in which `active` of ten teachers of every school were active at the last cut-off."""

    def write(place: Path) -> None:
        lists, rows = [], []
        for at, kab in enumerate(PLACES):
            for i in range(12):
                npsn = f"{10000000 + 100 * at + i}"
                lists.append(make_sekolah(npsn, kab, jenjang=("SD", "SMP")[i % 2], kecamatan=f"Kec. {i % 3}"))
                for tanggal, x in ((SEP, 3), (OKT, active)):
                    rows.append(make_pmm(npsn, tanggal, kab, jumlah_gtk=10, jumlah_aktif_30_hari=x))
        write_dataset(place, "satuan_pendidikan", lists)
        write_dataset(place, "pmm_aktivitas", rows)

    return write


@pytest.fixture(scope="module")
def row_of_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deret")
    for id, active in zip(IDS, (5, 5, 6, 8), strict=True):
        publish_world(folder, id, writer(active))
    return folder


@pytest.fixture
def served(row_of_snapshots: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SERAPAN_DATA", str(row_of_snapshots))
    snapshots.serve(IDS[-1])
    st.cache_data.clear()
    yield row_of_snapshots
    st.session_state.clear()
    gate.close_all()


def hash_of(saringan: Saringan) -> str:
    """One hash over every table the view's questions give."""
    common = {"jenjang": saringan.jenjang, "status": saringan.status, "kewenangan": saringan.kewenangan,
              "ukuran": saringan.ukuran, "kelompok_pengguna": saringan.kelompok_pengguna}  # fmt: skip
    tables = [data.ask("pemanfaatan_per_provinsi", tanggal_data=saringan.tanggal_data, **common)]
    if saringan.provinsi:
        tables.append(data.ask("pemanfaatan_per_kab_kota", tanggal_data=saringan.tanggal_data,
                               pulau=None, kode_provinsi=saringan.provinsi, **common))  # fmt: skip
    return hashlib.sha256("".join(table.to_csv() for table in tables).encode()).hexdigest()


VIEWS = some.builds(
    Saringan,
    ukuran=some.just("pmm.aktif_30_hari"), kelompok_pengguna=some.just("guru"),
    tanggal_data=some.sampled_from([SEP, OKT]),
    jenjang=some.sampled_from(JENJANG), kewenangan=some.sampled_from(KEWENANGAN), status=some.sampled_from(STATUS),
    provinsi=some.sampled_from([None, "13", "32"]), lag=some.just(1),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(view=VIEWS)
def test_a_view_a_link_and_the_view_again_give_the_same_tables_before_and_after_three_publications(
    served: Path, view: Saringan
) -> None:
    data.freeze(IDS[0])
    snapshots.serve(IDS[0])
    data.refresh_snapshot()
    pilihan = data.choices()
    assert pilihan is not None
    link = links.to(view)
    assert link["snapshot"] == IDS[0]
    before = hash_of(view)
    for later in IDS[1:]:
        snapshots.serve(later)
        data.refresh_snapshot()
        again, _ = from_query({k: v for k, v in link.items() if k != "snapshot"}, data.choices() or pilihan)
        assert hash_of(again) == before
    data.freeze(None)


def test_a_live_view_does_follow_the_publications(served: Path) -> None:
    view = Saringan("pmm.aktif_30_hari", "guru", OKT, lag=1)
    data.freeze(None)
    hashes = []
    for id in (IDS[0], IDS[3]):
        snapshots.serve(id)
        data.refresh_snapshot()
        hashes.append(hash_of(view))
    assert hashes[0] != hashes[1]


def test_a_frozen_link_shows_the_old_number_and_lists_old_new_and_difference(served: Path) -> None:
    at = visit("platform", snapshot=IDS[0], tanggal="2026-10-31")
    text = words(at)
    assert not at.exception
    assert at.query_params["snapshot"] in (IDS[0], [IDS[0]])
    assert "50,0 %" in text, "the number of the first snapshot"
    assert "Tautan beku" in text
    assert "1 November 2026" in text
    assert "15 Desember 2026" in text
    tables = " ".join(re.sub(r"<[^>]+>", " ", element.proto.body) for element in at.get("html"))
    assert re.search(r"Sumatera Barat.*persen\s+50,0\s+80,0\s+\+30,0", tables)


def test_a_frozen_link_without_newer_data_says_that_too(served: Path) -> None:
    assert "belum ada data yang lebih baru" in words(visit("platform", snapshot=IDS[-1]))


def test_a_frozen_link_to_a_snapshot_that_is_gone_opens_the_newest_and_says_so(served: Path) -> None:
    for asked in ("20200101-000000-00000000", "../../etc", "", "x" * 5000):
        at = visit("platform", snapshot=asked)
        assert not at.exception
        assert "sudah dihapus" in words(at)
        assert "80,0 %" in words(at)
        assert "snapshot" not in at.query_params


def test_the_button_freezes_the_link_and_keeps_the_snapshot_from_being_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    for id, active in zip(IDS[:3], (5, 6, 8), strict=True):
        publish_world(tmp_path, id, writer(active))
    snapshots.serve(IDS[0])
    at = visit("platform")
    at.button(key="bekukan").click().run()
    assert not at.exception
    assert at.query_params["snapshot"] in (IDS[0], [IDS[0]])
    assert pins.pinned() == {IDS[0]}
    snapshots.serve(IDS[2])
    assert [s.id for s in row_command.prunable(1)] == [IDS[1]]
    at.run()
    assert "50,0 %" in words(at)
    at.button(key="cairkan").click().run()
    assert "80,0 %" in words(at)
    assert "snapshot" not in at.query_params
    gate.close_all()


def test_a_snapshot_of_an_older_version_is_refused_with_a_sentence(
    served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_named: object) -> pd.DataFrame:
        raise gate.OlderMarts("belum dibuat")

    real = gate.ask

    def ask(viewer: object, query: str, params: object, snapshot: object = None) -> pd.DataFrame:
        return fails() if query == "pemanfaatan_per_provinsi" else real(viewer, query, params, snapshot)  # type: ignore[arg-type]

    monkeypatch.setattr(gate, "ask", ask)
    at = visit("platform")
    assert not at.exception
    assert "versi lama Serapan" in words(at)


def test_a_question_older_marts_cannot_answer_is_told_apart(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from warehouse import query
    from warehouse.viewer import DEMO

    question = query.Query("x", "x", "x", "x", {}, "SELECT tidak_ada FROM provinsi")
    monkeypatch.setattr(gate, "load", lambda _name: question)
    with pytest.raises(gate.OlderMarts):
        gate.ask(DEMO, "x", {})


def test_a_page_that_ends_early_can_be_shared_too(served: Path) -> None:
    at = visit("satuan", cari="sekolah")
    assert not at.exception
    assert at.button(key="bekukan").label == "Bekukan tautan"


# --- the difference itself ---


def shares(**x: int) -> pd.DataFrame:
    return pd.DataFrame({"kode_provinsi": list("ab")[: len(x)], "nama": list(x), "x": list(x.values()), "m": 10})


def test_shares_are_compared_in_percent_and_rows_by_what_they_are() -> None:
    found = difference([(shares(Aceh=5, Bali=6), shares(Bali=6, Aceh=7))])
    assert found.baris[["kunci", "ukuran", "lama", "baru", "selisih"]].to_numpy().tolist() == [
        ["Aceh", "persen", 50.0, 70.0, pytest.approx(20.0)]
    ]
    assert found.dibandingkan == 4


def test_a_row_that_came_or_went_counts_as_changed() -> None:
    found = difference([(shares(Aceh=5), shares(Aceh=5, Bali=6))])
    assert found.baris["kunci"].tolist() == ["Bali", "Bali"]
    assert found.baris["lama"].isna().all()


def test_changes_values_and_counts_are_figures_too() -> None:
    old = pd.DataFrame({"nama": ["A"], "x0": [1], "m0": [10], "x1": [2], "m1": [10]})
    assert difference([(old, old.assign(x1=4))]).baris["selisih"].tolist() == [pytest.approx(20.0)]
    rapor = pd.DataFrame({"tahun": [2024, 2025], "kode": ["A.1", "A.1"], "nilai": [50.0, 60.0]})
    changed = difference([(rapor, rapor.assign(nilai=[50.0, 61.0]))]).baris
    assert changed["kunci"].tolist() == ["2025 · A.1"]
    counts = pd.DataFrame({"jenjang": ["SD"], "jumlah_guru": [10]})
    assert difference([(counts, counts.assign(jumlah_guru=12))]).baris["ukuran"].tolist() == ["jumlah_guru"]


def test_nothing_compared_with_nothing_is_no_change() -> None:
    assert difference([]).dibandingkan == 0
    empty = shares(Aceh=1).iloc[:0]
    assert difference([(empty, empty)]).baris.empty


def test_equal_answers_are_no_change_however_many_rows() -> None:
    same = shares(Aceh=5, Bali=6)
    found = difference([(same, same.copy())] * 3)
    assert (len(found.baris), found.dibandingkan) == (0, 12)


def test_a_row_is_called_by_its_words_and_dates_not_by_its_sums() -> None:
    frame = pd.DataFrame({"nama": ["Aceh"], "kode_x": ["11"], "tanggal_data": [pd.Timestamp(date(2026, 10, 31))],
                          "x": [1], "m": [2], "xx": [1], "is_x": [True]})  # fmt: skip
    assert keys(frame).tolist() == ["Aceh · 2026-10-31"]

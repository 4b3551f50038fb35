"""Kamus: every measure, indicator, term and column is found, and a definition on any chart leads to its entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemas import DATASETS, columns
from tests.mart_world import publish_world, write_dataset
from tests.visiting import headline, visit, words
from views.dictionary.entries import KINDS, Butir
from views.dictionary.panel import found
from views.dictionary.terms import TERMS
from warehouse import gate

pytestmark = pytest.mark.xdist_group("halaman")


def entry(kode: str, nama: str, arti: str = "", **lines: str) -> Butir:
    return Butir("ukuran", kode, nama, arti, tuple(lines.items()))


ENTRIES = [
    entry("pmm.login", "PMM / Ruang GTK · Pernah masuk PMM", Pembilang="GTK yang pernah masuk"),
    entry("pmm.aktif_30_hari", "PMM / Ruang GTK · Aktif di PMM (30 hari)", Pembilang="GTK yang aktif"),
    entry("DASMEN A.1", "A.1 Kemampuan literasi"),
    entry("DASMEN A.1.1", "A.1.1 Kompetensi membaca teks informasi"),
    entry("PAUD A.1", "A.1 Kemampuan fondasi"),
    entry("Selang 95 %", "Selang 95 %", "Rentang yang wajar bagi sebuah pangsa."),
    entry("pmm_aktivitas.jumlah_gtk", "jumlah_gtk", "GTK terdata."),
]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("pmm.aktif_30_hari", ["pmm.aktif_30_hari"]),
        ("literasi", ["DASMEN A.1"]),
        ("litersai", ["DASMEN A.1"]),
        ("A.1", ["DASMEN A.1", "PAUD A.1"]),
        ("dasmen a.1", ["DASMEN A.1"]),
        ("jumlah_gtk", ["pmm_aktivitas.jumlah_gtk"]),
        ("rentang yang wajar", ["Selang 95 %"]),
        ("zzzz", []),
        ("🙂", []),
    ],
)
def test_an_entry_is_found_by_code_name_slip_and_meaning(asked: str, codes: list[str]) -> None:
    assert [one.kode for one in found(ENTRIES, asked)] == codes


def test_no_search_is_everything_in_order() -> None:
    assert found(ENTRIES, "") == ENTRIES
    assert found([], "pmm") == []


def test_every_kind_of_entry_is_there_and_every_entry_says_what_it_is(tiny_world: Path) -> None:
    at = visit("kamus")
    assert not at.exception
    assert at.title[0].value == "Kamus"
    assert at.caption[0].value.endswith("?")
    shown = at.get("html")
    assert any("kamus-butir" in item.proto.body for item in shown)
    counts = {kind: _count(headline(visit("kamus", jenis_kamus=kind))) for kind in KINDS if kind != "kolom"}
    of_columns = sum(len(columns(model)) for model in DATASETS.values())
    assert counts["istilah"] == len(TERMS)
    assert counts["semua"] == of_columns + sum(counts.values()) - counts["semua"]
    assert min(counts.values()) > 5


def _count(text: str) -> int:
    return int(text.split()[0].replace(".", ""))


def test_a_measure_says_numerator_denominator_source_and_last_cut_off(tiny_world: Path) -> None:
    said = words(visit("kamus", cari="pmm.aktif_30_hari"))
    for part in ("Pembilang", "Penyebut", "Rumus", "Sumber", "Perlu diketahui", "Data terakhir 31 Okt 2026"):
        assert part in " ".join(said.split())


def test_the_definition_of_a_chart_leads_to_its_entry(tiny_world: Path) -> None:
    at = visit("provinsi", provinsi="13", ukuran="arkas.rkas_disahkan")
    links = [link.proto for link in at.get("page_link") if link.proto.label == "Buka di Kamus"]
    assert links
    assert all("cari=arkas.rkas_disahkan" in link.query_string for link in links)
    opened = visit("kamus", cari="arkas.rkas_disahkan", jenis_kamus="semua")
    assert headline(opened).startswith("Satu butir")


def test_the_columns_of_a_dataset_are_a_table(tiny_world: Path) -> None:
    at = visit("kamus", jenis_kamus="kolom", dataset="pmm_aktivitas")
    assert not at.exception
    assert "jumlah_gtk" in words(at)
    assert "Satu baris" in words(at)


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE x; --", "**b** [a](//x)", "z" * 10_000, "<script>alert(1)</script>", "$"]
)
def test_a_hostile_search_is_a_sentence(tiny_world: Path, text: str) -> None:
    at = visit("kamus", cari=text, jenis_kamus="entah")
    assert not at.exception
    assert "butir" in headline(at)
    assert not any("<script>" in item.proto.body for item in at.get("html"))


def test_a_world_without_any_data_still_has_its_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_world(tmp_path, write=lambda place: write_dataset(place, "pmm_aktivitas", []))
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    at: Any = visit("kamus", cari="pmm.login")
    assert not at.exception
    assert "belum ada pada snapshot ini" in words(at)
    gate.close_all()

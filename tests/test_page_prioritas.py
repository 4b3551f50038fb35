"""Prioritas: with data, one region, none, wrong links; from a preset to a saved plan by clicks; old plans keep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.mart_world import OKT, make_pmm, make_sekolah, own_copy, publish_world, write_dataset
from tests.priority_world import ENAM, LITERASI, rapor, write_priorities
from tests.visiting import headline, visit, words
from warehouse import gate, plans

pytestmark = pytest.mark.xdist_group("halaman")

FIRST, SECOND = "20261101-080000-0123abcd", "20261201-080000-4567abcd"
CONTRARY = partial(write_priorities, numerasi=LITERASI[::-1])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two snapshots, the first of them serving; in the second literacy has turned round."""
    place = tmp_path_factory.mktemp("prioritas")
    publish_world(place, SECOND, write=partial(CONTRARY, literasi=LITERASI[::-1]))
    publish_world(place, FIRST, write=CONTRARY)
    return place


@pytest.fixture
def world(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of its own: plans are saved in it."""
    with own_copy(built, tmp_path, monkeypatch) as found:
        yield found


def headers(at: AppTest) -> list[str]:
    return [headline(at, i) for i in range(len(at.header))]


def charts(at: AppTest) -> list[str]:
    return [str(e.proto.id) for e in at.get("plotly_chart")]


def scores(at: AppTest, key: str = "tabel_prioritas") -> dict[str, str]:
    frame = next(d.value for d in at.dataframe if "Skor" in d.value)
    return {name: score.strip() for name, score in zip(frame["Kab/kota"], frame["Skor"], strict=True)}


def bar_colours(at: AppTest) -> dict[str, str]:
    """Criterion to its colour in the list of scores."""
    chart = next(e for e in at.get("plotly_chart") if "grafik_skor" in str(e.proto.id))
    return {t["name"]: t["marker"]["color"] for t in json.loads(chart.proto.spec)["data"] if t["type"] == "bar"}


# --- with data ---


def test_the_page_leads_with_how_firm_the_priorities_are(world: Path) -> None:
    at = visit("prioritas", provinsi="13", teratas="3")
    assert not at.exception
    assert at.caption[0].value.endswith("?")
    hit = re.match(
        r"(\d+|Tidak ada) dari 6 kab/kota (yang )?tetap prioritas di ≥ 80 % pilihan bobot; (\d+|tidak ada)",
        headline(at),
    )
    assert hit is not None, headline(at)
    text = words(at)
    assert "Bobot usulan kami, bukan ketetapan resmi" in text
    assert "terburuk" not in text
    names = [k for name in charts(at) for k in ("skor", "kenapa", "peluang", "rentang") if f"grafik_{k}" in name]
    assert names == ["skor", "kenapa", "peluang", "rentang"]


def test_scores_in_the_table_are_those_computed_by_hand(world: Path) -> None:
    at = visit("prioritas", provinsi="13")
    found = scores(at)
    # Literacy 25, learning 20, use 15 and reach 15 fall from 13.01 to 13.06; numeracy 25 rises.
    assert found["Kabupaten Pesisir Selatan"] == "75,0"
    assert found["Kabupaten Solok"] == "65,0"
    assert found["Kabupaten Padang Pariaman"] == "35,0" or "25,0" in found.values()
    assert len(found) == 6, "who has too little data stands apart, without a score"
    assert "Tanpa skor karena kurang dari separuh bobotnya diketahui" in words(at)


def test_why_a_region_stands_there_and_what_would_change_it_is_told(world: Path) -> None:
    at = visit("prioritas", provinsi="13", teratas="3", wilayah_dibuka="13.02")
    assert not at.exception
    assert "Kab. Solok urutan 2 dari 6: skor 65,0" in " ".join(headers(at))
    text = words(at)
    assert "Nilai tengah" in text
    assert "Keluar dari 3 teratas bila" in text or "Tidak ada satu kriteria" in text
    assert "menyusul Kab. Solok bila bobot" in text or "(urutan 3)" in text or "di atas Kab. Solok" in text


def test_schools_stand_in_groups_of_reasons_and_are_not_ranked(world: Path) -> None:
    at = visit("prioritas", provinsi="13", wilayah_dibuka="13.01")
    labels = [e.label for e in at.expander]
    assert any(re.fullmatch(r"\d alasan: \d+ satuan pendidikan", label) for label in labels), labels
    text = words(at)
    assert "bukan peringkat" in text
    assert "label terendah pada A.1" in text
    assert "belum pernah terjangkau bimtek" in text


@pytest.mark.parametrize("query", [{}, {"pulau": "Papua"}, {"provinsi": "13", "tujuan": "sarana_prasarana"},
                                   {"provinsi": "13", "tujuan": "serapan_digital", "jenjang": "SMA"}])  # fmt: skip
def test_every_view_of_the_small_world_stands(tiny_world: Path, query: dict[str, str]) -> None:
    at = visit("prioritas", **query)
    assert not at.exception
    assert headline(at)


# --- one region, nothing, wrong links ---


def one_region(place: Path) -> None:
    schools = [make_sekolah(f"{30000000 + i}", jumlah_guru=10) for i in range(12)]
    write_dataset(place, "satuan_pendidikan", schools)
    write_dataset(place, "pmm_aktivitas", [make_pmm(f"{30000000 + i}", OKT) for i in range(12)])
    kept = [
        row for kode in ("A.1", "A.2") for row in rapor(kode, LITERASI) if row["kode_kab_kota_kemendagri"] == "13.06"
    ]
    write_dataset(place, "rapor_capaian", kept)


def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object) -> None:
    publish_world(tmp_path, FIRST, write=write)  # type: ignore[arg-type]
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))


def test_one_region_is_not_compared_with_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(tmp_path, monkeypatch, one_region)
    at = visit("prioritas", provinsi="13")
    assert not at.exception
    assert headline(at) == "Baru 1 kab/kota cukup datanya: belum ada yang dapat dibandingkan"
    assert not any("grafik_peluang" in name for name in charts(at))
    gate.close_all()


def test_without_any_use_or_rapor_the_page_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(tmp_path, monkeypatch, lambda p: write_dataset(p, "satuan_pendidikan", [make_sekolah("10000001")]))
    at = visit("prioritas", provinsi="13")
    assert not at.exception
    assert headline(at).startswith("Baru 0 kab/kota cukup datanya")
    assert "belum cukup di sini" in words(at)
    gate.close_all()


def test_without_any_snapshot_the_first_start_page_stands(empty_data: Path) -> None:
    at = visit("prioritas")
    assert not at.exception
    assert at.title[0].value == "Serapan sedang disiapkan"


def test_a_wrong_link_opens_the_nearest_view_with_a_note(world: Path) -> None:
    junk = "'; DROP TABLE x <b>=1;"
    names = ("ukuran", "tanggal", "jenjang", "kewenangan", "pulau", "provinsi", "kab_kota", "rencana", "tujuan",
             "teratas", "jenis", "bobot", "wilayah_dibuka", "angka_rencana")  # fmt: skip
    at = visit("prioritas", **dict.fromkeys(names, junk))
    assert not at.exception
    assert at.info[0].value.startswith("Tautan disesuaikan.")
    assert at.query_params["bobot"] == "usulan"
    assert headline(at)


# --- weights, by hand and by link ---


def test_a_weight_changed_by_hand_is_in_the_link_and_in_the_numbers(world: Path) -> None:
    at = visit("prioritas", provinsi="13")
    before = scores(at)["Kabupaten Pesisir Selatan"]
    at.number_input(key="bobot_rapor:DASMEN:A.2").set_value(0).run()
    assert not at.exception
    assert "rapor:DASMEN:A.2=0" in at.query_params["bobot"]
    assert (before, scores(at)["Kabupaten Pesisir Selatan"]) == ("75,0", "100")
    assert "Bobot pilihan sendiri" in words(at)
    again = visit("prioritas", provinsi="13", bobot=at.query_params["bobot"])
    assert scores(again) == scores(at)
    at.button(key="bobot_usulan").click().run()
    assert scores(at)["Kabupaten Pesisir Selatan"] == "75,0"


def test_criteria_are_added_and_taken_away_and_another_goal_starts_anew(world: Path) -> None:
    at = visit("prioritas", provinsi="13")
    at.multiselect(key="kriteria_dipakai").set_value(["rapor:DASMEN:A.1", "satuan:3t"]).run()
    assert not at.exception
    assert at.query_params["bobot"] == "literasi_numerasi;rapor:DASMEN:A.1=25;satuan:3t=10"
    at.selectbox(key="opsi_tujuan").set_value("pendidikan_karakter").run()
    assert not at.exception
    assert at.query_params["bobot"] == "usulan"
    assert not at.info, "the weights of the goal before give way without a note"


# --- from a preset to a saved plan, by clicks; a newer snapshot leaves it as it was ---


def saved_plan(at: AppTest) -> AppTest:
    at.text_input(key="baru_nama_prioritas").set_value("Rencana Sumbar 2027").run()
    return at.button(key="baru_simpan_prioritas").click().run()


def test_a_plan_is_made_from_a_preset_by_clicks_alone(world: Path) -> None:
    at = visit("prioritas")
    at.selectbox(key="saring_provinsi").set_value("13").run()
    at.selectbox(key="opsi_tujuan").set_value("literasi_numerasi").run()
    at.selectbox(key="opsi_teratas").set_value("3").run()
    picker = next(m for m in at.multiselect if m.label == "Kab/kota dalam rencana")
    assert picker.value == list(ENAM[:3])
    picker.set_value(["13.01", "13.06"]).run()
    saved_plan(at)
    assert not at.exception
    (versi,) = plans.newest_versions()
    assert versi.isi.nama == "Rencana Sumbar 2027"
    assert {row.kode_wilayah for row in versi.isi.wilayah if row.is_dipilih} == {"13.01", "13.06"}
    own = versi.isi.setelan_prioritas
    assert own is not None
    assert (own.tujuan, own.jumlah_teratas, own.snapshot) == ("literasi_numerasi", 3, FIRST)
    assert headline(at).startswith("2 dari 19 kab/kota dipilih dalam rencana"), "the page shows what was saved"
    assert "Dipilih: Kab. Pesisir Selatan dan Kab. Agam." in words(at)
    assert at.query_params["rencana"] == versi.id
    assert "Tersimpan sebagai versi 1" in words(at)
    assert at.query_params["wilayah_dibuka"] == "13.01", "number 1 is open"


def test_saving_and_the_next_step_stand_in_the_answer(world: Path) -> None:
    at = visit("prioritas", provinsi="13", teratas="3")
    assert [e.proto.popover.label for e in at.get("popover") if "dipilih" in e.proto.popover.label] == [
        "3 kab/kota dipilih"
    ]
    flat = list(at.main)
    chart = next(k for k, e in enumerate(flat) if e.type == "plotly_chart")
    save = next(k for k, e in enumerate(flat) if getattr(e, "key", None) == "baru_simpan_prioritas")
    onward = next(k for k, e in enumerate(flat) if e.type == "page_link")
    assert save < onward < chart, "before the first chart"


def test_the_region_explained_follows_the_first_until_one_is_opened(world: Path) -> None:
    at = visit("prioritas", provinsi="13")
    assert at.query_params["wilayah_dibuka"] == "13.01"
    at.number_input(key="bobot_rapor:DASMEN:A.1").set_value(0).run()
    at.number_input(key="bobot_rapor:DASMEN:A.2").set_value(100).run()
    assert at.query_params["wilayah_dibuka"] == "13.06", "another one is number 1 now"
    at.selectbox(key="opsi_wilayah_dibuka").set_value("13.03").run()
    at.number_input(key="bobot_rapor:DASMEN:A.2").set_value(0).run()
    assert at.query_params["wilayah_dibuka"] == "13.03", "the one that was opened stays open"


def test_a_criterion_without_weight_leaves_the_others_their_colour_here_and_in_the_plan(world: Path) -> None:
    at = visit("prioritas", provinsi="13")
    before = bar_colours(at)
    at.number_input(key="bobot_rapor:DASMEN:A.2").set_value(0).run()
    after = bar_colours(at)
    assert len(after) == len(before) - 1
    assert after == {name: before[name] for name in after}
    saved_plan(at)
    assert "Tersimpan sebagai versi 1" in words(at)
    assert bar_colours(at) == after


def test_a_plan_of_an_older_snapshot_keeps_its_numbers_and_says_that_newer_exist(world: Path) -> None:
    at = visit("prioritas", provinsi="13", teratas="3")
    saved_plan(at)
    (versi,) = plans.newest_versions()
    (world / "warehouse" / "current").write_text(SECOND, encoding="ascii")
    later = visit("prioritas", provinsi="13", rencana=versi.id)
    assert not later.exception
    assert any(h.startswith("Kab. Pesisir Selatan berskor tertinggi, 75,0 dari 100") for h in headers(later))
    text = words(later)
    assert "dihitung dari data terbit 1 November 2026" in text
    assert "Bila dihitung ulang dengan cara yang sama" in text
    assert "Kab. Pesisir Selatan, dari 75,0 ke 50,0" in text
    now = visit("prioritas", provinsi="13", rencana=versi.id, angka_rencana="sekarang", teratas="3")
    assert scores(now)["Kabupaten Pesisir Selatan"] == "50,0"
    picked = next(m for m in now.multiselect if m.label == "Kab/kota dalam rencana")
    assert picked.value, "what the plan had chosen is chosen still"
    now.button(key="simpan_prioritas").click().run()
    assert not now.exception
    assert now.query_params["angka_rencana"] == "rencana", "what was just saved is what the page shows"
    newest = plans.newest_versions()[0]
    assert newest.versi == 2
    assert {row.kode_wilayah: row.skor for row in newest.isi.wilayah}["13.01"] == pytest.approx(50)


def test_the_way_of_a_plan_can_be_taken_to_the_data_of_today(world: Path) -> None:
    at = visit("prioritas", provinsi="13")
    at.number_input(key="bobot_rapor:DASMEN:A.2").set_value(5).run()
    saved_plan(at)
    (versi,) = plans.newest_versions()
    later = visit("prioritas", rencana=versi.id)
    later.button(key="hitung_ulang").click().run()
    assert not later.exception
    assert later.query_params["provinsi"] == "13"
    assert later.query_params["angka_rencana"] == "sekarang"
    assert "rapor:DASMEN:A.2=5" in later.query_params["bobot"]
    assert len(scores(later)) == 6

"""The result of Alokasi bimtek comes first: inputs fold, no limit is no number, and who gets no seat is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.allocation_world import computed, keys, limit, make_plan, open_plan, press, served, set_limit, write
from tests.mart_world import AGAM, PADANG, publish_world
from tests.visiting import headline, words
from views.allocation.candidates import Z
from warehouse import plans

pytestmark = pytest.mark.xdist_group("halaman")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world made once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("alokasi")
    publish_world(folder, write=write)
    return folder


@pytest.fixture
def world(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with served(built, tmp_path, monkeypatch) as found:
        yield found


def test_the_result_comes_first_and_the_inputs_are_one_line_that_opens(world: Path) -> None:
    at = open_plan(make_plan().id)
    assert at.number_input, "before anything is computed the inputs are open"
    assert "alokasi_ubah" not in keys(at)
    at = computed(at)
    assert not at.number_input
    assert "Batas: pagu Rp 2,0 miliar, 240 hari-pelatih, 2 kursi per sekolah" in words(at)
    press(at, "alokasi_ubah")
    assert not at.exception
    assert limit(at, "Pagu") == 2000
    set_limit(at, "Pagu", 300)
    assert limit(at, "Pagu") == 300, "it stays open while it is changed"
    press(at, "alokasi_tutup")
    assert "Batas: pagu Rp 300 juta" in words(at)
    assert "Hasil ini untuk batas sebelumnya" in words(at)
    set_limit(at, "Hari-pelatih", 60)
    at = computed(at)
    assert not at.number_input, "computed anew, the result comes first again"
    job = at.session_state["serapan_alokasi_kerja"]
    assert (job.tanya.minta.soal.aturan.pagu, job.tanya.minta.soal.aturan.hari_pelatih) == (300e6, 60)


def test_no_number_means_no_limit_and_is_never_read_as_zero(world: Path) -> None:
    at = open_plan(make_plan().id)
    fields = {n.label: n for n in at.number_input}
    low, high = fields["Kursi kab/kota, min."], fields["Kursi kab/kota, maks."]
    assert (low.value, low.placeholder) == (None, "tanpa jaminan")
    assert (high.value, high.placeholder) == (None, "tanpa batas")
    set_limit(at, "Kursi kab/kota, maks.", 7)
    at = computed(at)
    rules = at.session_state["serapan_alokasi_kerja"].tanya.minta.soal.aturan
    assert (rules.kursi_min, rules.kursi_maks) == (0, 7)
    set_limit(at, "Kursi kab/kota, maks.", None)
    at = computed(at)
    rules = at.session_state["serapan_alokasi_kerja"].tanya.minta.soal.aturan
    assert (rules.kursi_min, rules.kursi_maks) == (0, None)
    assert not at.exception


def test_a_chosen_region_without_a_seat_is_named_with_the_reason_and_still_when_saved(world: Path) -> None:
    plan = make_plan(((AGAM, 90.0), (PADANG, 1.0)))
    at = open_plan(plan.id)
    set_limit(at, "Pagu", 60)
    at = computed(at)
    assert not at.exception
    assert "bagi Kab. Agam; memakai" in headline(at)
    assert "1 dari 2 kab/kota tidak mendapat kursi: Kota Padang (pagu habis, skornya terendah)." in words(at)
    assert "Tabel 2 kab/kota" in [e.label for e in at.expander]
    assert drawn(at, "Kota Padang  <b>0</b> kursi")
    press(at, "simpan_alokasi")
    again = open_plan(plan.id)
    assert not again.exception
    assert "1 dari 2 kab/kota tidak mendapat kursi: Kota Padang (skor urutan 2 dari 2)." in words(again)
    assert drawn(again, "Kota Padang  <b>0</b> kursi")


def drawn(at: AppTest, text: str) -> bool:
    """Whether a chart of the page writes this."""
    return any(text in a["text"] for chart in at.get("plotly_chart")
               for a in json.loads(chart.proto.spec)["layout"].get("annotations", []))  # fmt: skip


def test_redraws_use_the_error_the_plan_saved_and_older_plans_say_theirs_is_rough(world: Path) -> None:
    at = computed(open_plan(make_plan(galat=4.0).id))
    assert at.session_state["serapan_alokasi_kerja"].tanya.minta.galat.tolist() == [4.0, 4.0]
    at = computed(open_plan(make_plan().id))
    # 90 and 40, each may be first or second: their distance is twice 1.96 errors.
    rough = at.session_state["serapan_alokasi_kerja"].tanya.minta.galat
    assert rough.tolist() == pytest.approx([50 / (2 * Z), 50 / (2 * Z)])
    assert "2 undian skor menurut rentang urutannya" in words(at)


def test_a_saved_zero_as_most_seats_opens_as_no_limit(world: Path) -> None:
    plan = make_plan()
    press(computed(open_plan(plan.id)), "simpan_alokasi")
    kept = plans.load(plan.id)
    assert kept.isi.setelan_alokasi is not None
    zero = kept.isi.setelan_alokasi.model_copy(update={"kursi_maks_wilayah": 0})
    plans.save(plan.id, kept.isi.model_copy(update={"setelan_alokasi": zero}), dari=kept.versi, oleh="BPMP")
    again = open_plan(plan.id)
    assert not again.exception
    press(again, "alokasi_ubah")
    assert next(n for n in again.number_input if n.label == "Kursi kab/kota, maks.").value is None

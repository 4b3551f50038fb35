"""What is said at the ends of lying bars: on the wall, on paper and on a slide it stands whole beside its own bar."""

from __future__ import annotations

import re

import pytest

from charts.meeting_bars import bars_layar
from charts.meeting_frame import PROYEKTOR, Bidang
from charts.meeting_text import width_of
from reports import drawing
from reports.slide_bars import draw_bars, pages
from schemas.rapat import BaganBatang, DeretBatang

PHONE = Bidang(358, 700, 14.0, is_sempit=True)
FUNNEL = BaganBatang(
    kategori=("Sasaran: semua guru", "Selesai 1 topik", "Kirim aksi nyata"), sorot=(1, 2),
    kanan=("", "", "−28,0 poin dari selesai 1 topik"),
    deret=(DeretBatang(nama="Persen guru", nilai=(100.0, 57.6, 29.6), rendah=(None, 56.0, 28.0),
                       tinggi=(None, 59.0, 31.0)),),
)  # fmt: skip
STACK = BaganBatang(
    kategori=("Kab. Agam", "Kota Padang"), is_bertumpuk=True, satuan="",
    kanan=("79,1 · peluang 97 %", "40,2 · peluang < 1 %"),
    deret=(DeretBatang(nama="A.1", nilai=(50.0, 20.2)), DeretBatang(nama="A.2", nilai=(29.1, 20.0))),
)  # fmt: skip


def printed(figure: object) -> list[str]:
    found = figure.to_plotly_json()["data"]  # type: ignore[attr-defined]
    texts = [text for trace in found if trace.get("mode") == "text" for text in trace["text"]]
    return [re.sub(r"\s+", " ", text.replace("<br>", " ").replace("\u00a0", " ")).strip() for text in texts]


@pytest.mark.parametrize("bidang", [PROYEKTOR, PHONE])
def test_on_the_wall_each_text_stands_beside_its_own_bar(bidang: Bidang) -> None:
    assert printed(bars_layar(FUNNEL, bidang)) == [
        "100,0 %", "57,6 %", "29,6 % · −28,0 poin dari selesai 1 topik",
    ]  # fmt: skip
    assert printed(bars_layar(STACK, bidang))[0] == "79,1 · peluang 97 %"


@pytest.mark.parametrize("bidang", [PROYEKTOR, PHONE])
@pytest.mark.parametrize("bagan", [FUNNEL, STACK])
def test_on_the_wall_no_text_is_cut_at_the_edge(bagan: BaganBatang, bidang: Bidang) -> None:
    figure = bars_layar(bagan, bidang).to_plotly_json()
    margin, (low, high) = figure["layout"]["margin"], figure["layout"]["xaxis"]["range"]
    field = bidang.lebar - margin["l"] - margin["r"]
    for trace in (trace for trace in figure["data"] if trace.get("mode") == "text"):
        for x, text in zip(trace["x"], trace["text"], strict=True):
            end = margin["l"] + (x - low) / (high - low) * field
            assert end + max(width_of(line, bidang.huruf) for line in text.split("<br>")) <= bidang.lebar


@pytest.mark.parametrize("bagan", [FUNNEL, STACK])
def test_on_paper_each_text_is_whole_and_inside_the_sheet(bagan: BaganBatang) -> None:
    svg = drawing.svg(bagan, 170.0, 80.0).decode()
    for said in filter(None, bagan.kanan):
        assert said.replace("<", "&lt;") in svg.replace("\u00a0", " ")
    assert len(re.findall("peluang|dari selesai", svg)) == len([text for text in bagan.kanan if text])


def test_on_a_slide_each_text_is_a_label_and_the_key_names_only_the_series() -> None:
    (stack,) = draw_bars(STACK, 800.0, 300.0)
    columns = {one.nama: one.isi for one in stack.data.buku.kolom}
    assert columns["Di ujung"] == STACK.kanan
    assert [name for name in columns if name.strip("\u00a0")] == ["Kategori", "A.1", "A.2", "Di ujung"]
    (funnel,) = draw_bars(FUNNEL, 800.0, 300.0)
    told = {one.nama: one.isi for one in funnel.data.buku.kolom}["Tercetak Persen guru"]
    assert str(told[2]).replace("\u00a0", " ") == "29,6 % · −28,0 poin dari selesai 1 topik"
    assert str(told[1]).replace("\u00a0", " ") == "57,6 %"


def test_many_bars_on_two_slides_keep_their_own_texts() -> None:
    names = tuple(f"Kab. {i}" for i in range(30))
    whole = STACK.model_copy(update={
        "kategori": names, "kanan": tuple(f"skor {i}" for i in range(30)),
        "deret": (DeretBatang(nama="A.1", nilai=tuple(float(i) for i in range(30))),),
    })  # fmt: skip
    parts = pages(whole)
    assert len(parts) == 2
    assert [text for part in parts for text in part.kanan] == list(whole.kanan)
    assert parts[1].kanan[0] == f"skor {parts[1].kategori[0].removeprefix('Kab. ')}"

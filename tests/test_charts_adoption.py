"""The funnel chart: bars on their own base, the loss beside them, a second funnel as diamonds."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.adoption import funnel_tahap

NAN = float("nan")
HEAD, OWN = "<b>belajar.id</b>", "<b>PMM / Ruang GTK</b>"


def row(bagian: str, jenis: str, nama: str, pct: float, **more: Any) -> dict[str, Any]:
    return {
        "bagian": bagian, "jenis": jenis, "nama": nama, "pct": pct, "pct_rendah": pct - 2, "pct_tinggi": pct + 2,
        "x": pct * 10, "m": 1000, "siapa": "guru", "siapa_pendek": "guru", "hilang_poin": NAN, "hilang_orang": NAN,
        "hilang_rendah": NAN, "hilang_tinggi": NAN, "is_terbesar": False, "is_patah": bagian == OWN,
        "sebelum_nama": "", "lanjut_teks": "", "pct_2": NAN, "pct_rendah_2": NAN, "pct_tinggi_2": NAN, "x_2": NAN,
        "m_2": NAN, "selisih": NAN, "selisih_rendah": NAN, "selisih_tinggi": NAN, "is_beda": None, **more,
    }  # fmt: skip


def frame() -> pd.DataFrame:
    return pd.DataFrame([
        row(HEAD, "dasar", "Akun guru tersedia", 100.0),
        row(HEAD, "tahap", "Akun teraktivasi", 80.0, hilang_poin=20.0, hilang_orang=200),
        row(OWN, "dasar", "Sasaran", 100.0),
        row(OWN, "tahap", "Pernah masuk", 90.0, hilang_poin=10.0, hilang_orang=100),
        row(OWN, "jendela", "Aktif 30 hari", 50.0),
        row(OWN, "tahap", "Mulai topik", 60.0, hilang_poin=30.0, hilang_orang=300, is_terbesar=True,
            sebelum_nama="pernah masuk"),
    ])  # fmt: skip


def trace(figure: go.Figure, name: str) -> Any:
    return next(t for t in figure.data if t.name == name)


def texts(figure: go.Figure) -> str:
    return " ".join(str(a.text) for a in figure.layout.annotations)


def test_the_loss_of_a_stage_fills_the_bar_up_to_the_stage_before() -> None:
    figure = funnel_tahap(frame())
    lost = trace(figure, "hilang")
    assert list(lost.base) == [80.0, 90.0]
    assert [a + b for a, b in zip(lost.base, lost.x, strict=True)] == [100.0, 100.0]
    largest = trace(figure, "hilang terbesar")
    assert (largest.base[0], largest.x[0]) == (60.0, 30.0)
    assert "<b>−30,0 poin<br>300 guru</b>" in texts(figure)


def test_a_window_is_hollow_and_loses_nothing() -> None:
    figure = funnel_tahap(frame())
    window = trace(figure, "jendela")
    assert window.marker.color == "#ffffff"
    assert window.width < trace(figure, "tahap").width
    assert "↳ Aktif 30 hari (jendela) <b>50,0 %</b>" in texts(figure)


def test_a_new_base_is_parted_by_a_dashed_line_below_the_accounts() -> None:
    figure = funnel_tahap(frame())
    (line,) = [s for s in figure.layout.shapes if s.type == "line"]
    ys = dict(zip(frame()["nama"], _heights(figure), strict=True))
    assert ys["Akun teraktivasi"] > line.y0 > ys["Sasaran"]


def _heights(figure: go.Figure) -> list[float]:
    found = {}
    for t in figure.data:
        if t.name in ("dasar", "tahap", "jendela"):
            found |= {
                str(text).split("</b>")[0].removeprefix("<b>"): y for text, y in zip(t.customdata, t.y, strict=True)
            }
    return [found[name] for name in frame()["nama"]]


def test_rows_stand_in_the_order_given_and_do_not_share_a_place() -> None:
    heights = _heights(funnel_tahap(frame()))
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(heights)


def test_the_hover_holds_numerator_denominator_and_interval() -> None:
    (said,) = [text for text in trace(funnel_tahap(frame()), "tahap").customdata if "Mulai topik" in text]
    assert "60,0 % = 600 dari 1.000 guru" in said
    assert "selang 95 %: 58,0–62,0" in said


def test_a_second_funnel_is_diamonds_with_the_difference_instead_of_the_loss() -> None:
    pair = frame()
    pair.loc[3, ["pct_2", "selisih", "selisih_rendah", "selisih_tinggi"]] = [85.0, 5.0, 1.0, 9.0]
    pair["is_beda"] = pair["is_beda"].astype(object)
    pair.loc[3, "is_beda"] = True
    figure = funnel_tahap(pair, nama="Agam", nama_2="Nasional")
    second = trace(figure, "kedua")
    assert list(second.x) == [85.0]
    assert second.marker.symbol == "diamond"
    said = texts(figure)
    assert "<b>+5,0 poin</b><br>±4,0" in said
    assert "◇ Nasional" in said
    assert not [t for t in figure.data if t.name and t.name.startswith("hilang")]
    assert "tanpa<br>pembanding" in said, "a stage that the other lacks says so"


def test_a_stage_that_cannot_be_subtracted_says_so() -> None:
    apart = frame().assign(hilang_poin=NAN, hilang_orang=NAN)
    assert "tak sebanding" in texts(funnel_tahap(apart))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_rows_make_a_figure(count: int) -> None:
    figure = funnel_tahap(frame().head(count))
    assert figure.layout.height > 0
    assert sum(len(t.x) for t in figure.data if t.type == "bar" and not t.name.startswith("hilang")) == count


def test_text_is_large_enough_to_read() -> None:
    assert min(a.font.size for a in funnel_tahap(frame()).layout.annotations) >= 13

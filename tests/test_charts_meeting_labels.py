"""Names in a scatter plot: the extremes have theirs, none lies over another, over a point, or over a line."""

from __future__ import annotations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from charts.meeting_bars import scatter_layar
from charts.meeting_frame import PROYEKTOR
from charts.meeting_labels import MOST, placed
from charts.meeting_text import width_of
from schemas.rapat import BaganSebar, TitikSebar

SIZE, WIDE, TALL = 24.0, 1600.0, 600.0
POINT = st.tuples(st.floats(0, 100), st.floats(0, 100), st.booleans())


def places(found: list[tuple[float, float, bool]]) -> list[TitikSebar]:
    return [TitikSebar(nama=f"Kab. Nomor {at}", x=x, y=y, is_sorot=own) for at, (x, y, own) in enumerate(found)]


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.lists(POINT, max_size=40))
def test_names_keep_off_each_other_and_off_points_and_lines(found: list[tuple[float, float, bool]]) -> None:
    titik, line = places(found), (0.0, 300.0, WIDE, 300.0)
    names = placed(titik, (0.0, 100.0), (0.0, 100.0), WIDE, TALL, SIZE, [line])
    assert {p.nama for p in titik if p.is_sorot} <= {one.titik.nama for one in names}
    free = [one for one in names if not one.titik.is_sorot]
    assert len(free) <= MOST
    boxes = []
    for one in free:
        wide = width_of(one.titik.nama, SIZE)
        left = one.titik.x / 100 * WIDE + one.geser_x - {"left": 0, "right": wide, "center": wide / 2}[one.jangkar]
        middle = one.titik.y / 100 * TALL + one.geser_y
        boxes.append((left, middle - 0.6 * SIZE, left + wide, middle + 0.6 * SIZE))
        assert left >= 0
        assert left + wide <= WIDE
        assert not middle - 0.6 * SIZE < 300 < middle + 0.6 * SIZE
        for other in titik:
            x, y = other.x / 100 * WIDE, other.y / 100 * TALL
            assert not (left < x < left + wide and middle - 0.6 * SIZE < y < middle + 0.6 * SIZE)
    for at, a in enumerate(boxes):
        for b in boxes[at + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_extremes_are_named_and_the_lines_said_what_they_are() -> None:
    spread = [(10.0, 50.0), (90.0, 50.0), (50.0, 95.0), (70.0, 5.0), (49.0, 51.0), (52.0, 49.0)]
    bagan = BaganSebar(titik=tuple(places([(x, y, False) for x, y in spread])), sumbu_x="pemakaian", sumbu_y="Rapor",
                       acuan_x=47.0, acuan_y=42.0, nama_acuan="median")  # fmt: skip
    said = {str(note.text).replace("\u00a0", " ") for note in scatter_layar(bagan, PROYEKTOR).layout.annotations}
    assert {"Kab. Nomor 0", "Kab. Nomor 1", "Kab. Nomor 2", "Kab. Nomor 3"} <= said
    assert {"median 47,0 %", "median 42,0 %"} <= said

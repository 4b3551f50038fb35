"""The scorecard: its questions against numbers counted by hand, its cells, its table and its page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.shares import clustered
from charts.heat import TINTS, mixed, nilai_kolom, selisih_kolom
from charts.style import ABOVE, BELOW, SEQUENTIAL, _contrast
from tests.mart_world import AGAM, BANDUNG, OKT, PADANG, SEP, make_platform, make_pmm, publish_world, write_dataset
from tests.visiting import components, headline, visit, words
from views import data
from views.filters import Saringan
from views.scorecard import panels as scorecard_panels
from views.scorecard.rows import Baris, Kartu, Kolom, scorecard
from views.scorecard.table import GEOGRAFI, in_order, markup, next_order, orders
from warehouse import gate
from warehouse.viewer import DEMO

pytestmark = pytest.mark.xdist_group("halaman")

ALL = {"jenjang": "Semua", "status": "Semua", "kewenangan": "semua"}
Ask = Callable[..., pd.DataFrame]


# --- questions ---


def write_small(place: Path) -> None:
    """Three schools: two in 13 at both cut-offs, one in 32 at the last alone; belajar.id only at the first."""

    def pmm(npsn: str, when: date, kab: str, gtk: int, active: int) -> dict[str, object]:
        return make_pmm(npsn, when, kab, jumlah_gtk=gtk, jumlah_aktif_30_hari=active)

    write_dataset(
        place, "pmm_aktivitas",
        [pmm("1", SEP, AGAM, 10, 3), pmm("2", SEP, PADANG, 20, 6), pmm("1", OKT, AGAM, 10, 5),
         pmm("2", OKT, PADANG, 20, 4), pmm("3", OKT, BANDUNG, 10, 9)],
    )  # fmt: skip
    write_dataset(
        place, "pemanfaatan_platform",
        [make_platform("belajar_id", SEP, "1", jumlah_tersedia=10, jumlah_teraktivasi=7),
         make_platform("kampus_merdeka", SEP, tingkat="provinsi", kode_kab_kota_kemendagri=None,
                       kelompok_pengguna="mahasiswa", jumlah_sasaran=50, jumlah_aktif=20)],
    )  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("kartu")
    publish_world(folder, write=write_small)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        yield lambda name, **params: gate.ask(DEMO, name, {**ALL, "tanggal_data": OKT, **params})
        gate.close_all()


def test_each_platform_stands_at_its_last_cutoff_with_sums_counted_by_hand(ask: Ask) -> None:
    found = ask("pemanfaatan_utama_per_wilayah", tingkat="provinsi", kode_provinsi=None)
    rows = found.set_index(["ukuran", "kode_wilayah"])
    own = rows.loc[("pmm.aktif_30_hari", "13")]
    sums = [int(own[name]) for name in ("jumlah_satuan", "x", "m", "xx", "mm", "xm")]
    assert sums == [2, 9, 30, 41, 500, 130]
    assert str(own["tanggal_data"])[:10] == "2026-10-31"
    account = rows.loc[("belajar_id.teraktivasi", "13")]
    assert (int(account["x"]), int(account["m"]), str(account["tanggal_data"])[:10]) == (7, 10, "2026-09-30")
    assert found["ukuran"].drop_duplicates().tolist()[0] == "belajar_id.teraktivasi", "in the catalogue's order"


def test_kab_kota_of_one_province_add_up_to_it_and_leave_out_what_stops_at_the_province(ask: Ask) -> None:
    found = ask("pemanfaatan_utama_per_wilayah", tingkat="kab_kota", kode_provinsi="13")
    mine = found[found["ukuran"] == "pmm.aktif_30_hari"].set_index("kode_wilayah")
    assert {code: (int(row.x), int(row.m)) for code, row in mine.iterrows()} == {AGAM: (5, 10), PADANG: (4, 20)}
    assert "kampus_merdeka.aktif" not in set(found["ukuran"])


def test_nothing_later_than_the_date_is_counted(ask: Ask) -> None:
    found = ask("pemanfaatan_utama_per_wilayah", tingkat="provinsi", kode_provinsi=None, tanggal_data=SEP)
    own = found[(found["ukuran"] == "pmm.aktif_30_hari")].set_index("kode_wilayah")
    assert list(own.index) == ["13"]
    assert (int(own.loc["13", "x"]), int(own.loc["13", "m"])) == (9, 30)


def test_a_jenjang_leaves_out_the_source_that_does_not_know_it(ask: Ask) -> None:
    found = ask("pemanfaatan_utama_per_wilayah", tingkat="provinsi", kode_provinsi=None, status="Negeri")
    assert "kampus_merdeka.aktif" not in set(found["ukuran"])


def test_changes_pair_the_schools_that_are_there_twice(ask: Ask) -> None:
    one = ask("perubahan_utama_per_wilayah", tingkat="provinsi", kode_provinsi=None, lag_bulan=1)
    assert one["kode_wilayah"].tolist() == ["13"], "the school of 32 is new"
    row = one.iloc[0]
    assert [int(row[name]) for name in ("jumlah_satuan", "x0", "m0", "x1", "m1", "x0x1")] == [2, 9, 30, 9, 30, 39]
    before = ask("perubahan_utama_per_wilayah", tingkat="provinsi", kode_provinsi=None, lag_bulan=0)
    pd.testing.assert_frame_equal(one, before)
    assert ask("perubahan_utama_per_wilayah", tingkat="provinsi", kode_provinsi=None, lag_bulan=12).empty


def test_a_series_holds_the_sums_of_each_cutoff_and_no_more_cutoffs_than_asked_for(ask: Ask) -> None:
    both = ask("deret_utama_per_wilayah", tingkat="provinsi", jumlah_tanggal=25)
    mine = both[(both["ukuran"] == "pmm.aktif_30_hari") & (both["kode_wilayah"] == "13")]
    assert [(str(r.tanggal_data)[:10], int(r.x), int(r.m)) for r in mine.itertuples()] == [
        ("2026-09-30", 9, 30), ("2026-10-31", 9, 30),
    ]  # fmt: skip
    last = ask("deret_utama_per_wilayah", tingkat="provinsi", jumlah_tanggal=1)
    assert set(last.loc[last["ukuran"] == "pmm.aktif_30_hari", "tanggal_data"].astype(str).str[:10]) == {"2026-10-31"}


# --- colours ---


def test_a_column_runs_from_pale_to_dark_and_its_text_always_contrasts() -> None:
    paints = nilai_kolom([10.0, 55.0, 99.0, None, float("nan")])
    assert [p.latar for p in paints if p] == [SEQUENTIAL[1], SEQUENTIAL[5], SEQUENTIAL[9]]
    assert paints[3:] == [None, None]
    assert all(_contrast(p.latar, p.tinta) >= 4.5 for p in nilai_kolom([float(v) for v in range(0, 100, 7)]) if p)


def test_differences_are_blue_above_and_orange_below_and_bare_at_nothing() -> None:
    up, down, none, small = selisih_kolom([8.0, -8.0, 0.0, 0.1])
    assert up is not None
    assert up.latar == ABOVE.lower()
    assert down is not None
    assert down.latar == BELOW.lower()
    assert none is None
    assert small is not None
    assert small.latar == mixed(ABOVE, TINTS[0])
    assert selisih_kolom([]) == []
    assert selisih_kolom([0.0, 0.0]) == [None, None]
    assert all(_contrast(p.latar, p.tinta) >= 4.5 for p in selisih_kolom([v / 2 for v in range(-9, 9)]) if p)


# --- the table ---


def column(ukuran: str, **values: object) -> Kolom:
    base = {"platform": ukuran, "nama_platform": ukuran.upper(), "nama_pendek": "aktif", "nama": f"Aktif {ukuran}",
            "dasar": "guru", "kelompok_pengguna": "guru", "tanggal": OKT, "jenis": "satuan"}  # fmt: skip
    return Kolom(ukuran=ukuran, **{**base, **values})  # type: ignore[arg-type]


def cells(*rows: tuple[str, str, float, object, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["ukuran", "kode_wilayah", "nilai", "is_nyata", "is_sedikit"])
    return frame.assign(
        pct=frame["nilai"], rendah=frame["nilai"] - 2, tinggi=frame["nilai"] + 2, x=5.0, m=10.0, jumlah_satuan=12.0,
        is_basis_berubah=False, dari=50.0, ke=55.0,
    )  # fmt: skip


ROWS = (Baris("nasional", "Nasional", is_acuan=True), Baris("11", "Aceh"), Baris("13", "Sumatera <b>Barat</b>"),
        Baris("91", "Papua"))  # fmt: skip


def card(tampilan: str = "nilai") -> Kartu:
    return Kartu(
        tampilan, (column("a"), column("b", jenis="wilayah", is_basi=True)), ROWS,
        cells(("a", "nasional", 50, True, False), ("a", "11", 40, True, False), ("a", "13", 60, False, False),
              ("a", "91", 55, None, True), ("b", "11", 3.5, None, False)),
    )  # fmt: skip


def table(kartu: Kartu, urut: str = GEOGRAFI, *, has_interval: bool = False) -> str:
    return markup(kartu, "Judul", urut, has_interval=has_interval, links={"11": {"provinsi": "11", "x": "a&b"}})


def test_the_table_has_heads_with_scope_and_names_that_are_links_and_escapes_every_text() -> None:
    text = table(card())
    assert text.count('scope="row"') == 4
    assert text.count('scope="col"') == 3
    assert text.count('scope="colgroup"') == 2
    assert 'href="provinsi?provinsi=11&amp;x=a%26b"' in text
    assert "Sumatera &lt;b&gt;Barat&lt;/b&gt;" in text
    assert "<b>Barat" not in text


def test_too_few_schools_are_marked_and_not_coloured_and_nothing_says_why() -> None:
    text = table(card())
    few = re.search(r"<td[^>]*>55,0\*.*?</td>", text)
    assert few is not None
    assert "background" not in few.group(0)
    assert "terlalu sedikit untuk dibandingkan" in few.group(0)
    assert "Tidak ada data B untuk Papua per 31 Okt 2026" in text
    assert "lama" in text, "the head of a stale column says so"


def test_of_changes_only_real_ones_are_coloured_and_the_others_say_what_they_are() -> None:
    text = table(card("perubahan"))
    real, unreal, untested = (re.search(rf"<td[^>]*>[▲▼]?\+{value}.*?</td>", text) for value in ("40,0", "60,0", "3,5"))
    assert real is not None
    assert unreal is not None
    assert untested is not None
    assert "background" in real.group(0)
    assert "▲" in real.group(0)
    assert "background" not in unreal.group(0)
    assert "tidak nyata" in unreal.group(0)
    assert "background" not in untested.group(0)
    assert "tidak dapat diuji" in untested.group(0)


def test_intervals_are_shown_on_demand_and_by_their_ends_when_lopsided() -> None:
    assert "±2,0" not in table(card())
    assert "±2,0" in table(card(), has_interval=True)
    lopsided = card()
    lopsided.sel.loc[1, ["rendah", "tinggi"]] = [20.0, 42.0]
    assert "20…42" in table(lopsided, has_interval=True)


def test_rows_sort_by_a_column_both_ways_with_the_comparison_first_and_the_empty_last() -> None:
    def order(urut: str) -> list[str]:
        return [line.kode for line in in_order(card(), urut)]

    assert order(GEOGRAFI) == ["nasional", "11", "13", "91"]
    assert order("a") == ["nasional", "13", "91", "11"]
    assert order("a.naik") == ["nasional", "11", "91", "13"]
    assert order("b") == ["nasional", "11", "13", "91"]
    assert 'aria-sort="descending"' in table(card(), "a")
    assert set(orders(card())) == {GEOGRAFI, "a", "a.naik", "b", "b.naik"}
    assert [next_order(now, "a") for now in (GEOGRAFI, "a", "a.naik", "b")] == ["a", "a.naik", GEOGRAFI, "a"]


# --- the page ---


def drawn(at: AppTest) -> str:
    """The table the page draws."""
    (component,) = components(at)
    return str(json.loads(component.proto.json)["tabel"] if component.proto.json else component.proto.mixed)


def test_the_page_shows_38_provinces_and_says_why_there_is_no_overall_score(tiny_world: Path) -> None:
    at = visit("kartu_skor")
    assert not at.exception
    assert at.caption[0].value.endswith("?")
    assert "Jarak antar-provinsi terlebar pada" in headline(at)
    text = words(at)
    assert "Rerata antarkolom tidak dihitung" in text
    assert "Data per 30 Sep 2026 sampai 31 Okt 2026" in text
    shown = drawn(at)
    assert shown.count('scope="row"') == 39
    assert "Luar tugas BPMP" in shown


def test_a_cell_is_the_share_of_its_province_and_the_nation_is_the_sum(tiny_world: Path) -> None:
    frame = gate.ask(
        DEMO, "pemanfaatan_utama_per_wilayah",
        {"tingkat": "provinsi", "kode_provinsi": None, "tanggal_data": OKT, "jenjang": "Semua", "status": "Semua",
         "kewenangan": "tanpa_kemenag"},
    )  # fmt: skip
    mine = frame[frame["ukuran"] == "pmm.aktif_30_hari"]
    share = clustered(*(float(mine[name].sum()) for name in ("jumlah_satuan", "x", "m", "xx", "mm", "xm")))
    row = re.search(r'<tr class=acuan><th scope="row">Nasional</th>(.*?)</tr>', drawn(visit("kartu_skor")), re.DOTALL)
    assert row is not None
    assert f">{share.pct:.1f}<".replace(".", ",") in row.group(1)


def test_a_province_opens_its_kab_kota_beside_itself_and_the_nation(tiny_world: Path) -> None:
    at = visit("kartu_skor", provinsi="13")
    assert headline(at).startswith("Sumatera Barat")
    shown = drawn(at)
    assert shown.count('scope="row"') == 19 + 2
    assert "Kampus" not in shown, "a platform that stops at the province has no column here"
    assert "dilepas" in words(at)


def test_an_island_narrows_the_rows(tiny_world: Path) -> None:
    assert drawn(visit("kartu_skor", pulau="Sumatera")).count('scope="row"') == 10 + 1
    assert "Belum ada data platform untuk Pulau Jawa" in words(visit("kartu_skor", pulau="Jawa"))


def test_changes_and_distances_are_said_with_how_many_are_real(tiny_world: Path) -> None:
    moved = visit("kartu_skor", tampilan="perubahan", banding="3")
    assert re.search(r"Dari \d+ angka yang dapat diuji, \d+ nyata naik dan \d+ nyata turun", headline(moved, 1))
    apart = visit("kartu_skor", tampilan="jarak", selang="dengan")
    assert re.search(r"\d+ nyata di atas nasional dan \d+ nyata di bawah nasional", headline(apart, 1))
    assert "±" in drawn(apart)


def test_a_jenjang_leaves_out_the_platforms_that_do_not_know_it_and_says_so(tiny_world: Path) -> None:
    at = visit("kartu_skor", jenjang="SMP", ukuran="canva.aktif")
    assert not at.info, "no source forbids a jenjang on a page of all platforms"
    assert at.query_params["jenjang"] == ["SMP"] or at.query_params["jenjang"] == "SMP"
    assert "tanpa angka pada pilihan ini sehingga dilepas" in words(at)


def test_the_download_holds_each_cell_once_in_the_order_shown(
    tiny_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "ask", lambda query, **params: data._plain(gate.ask(DEMO, query, params)))
    view = Saringan("pmm.aktif_30_hari", "guru", OKT)
    kartu = scorecard(view, "nilai")
    frame = scorecard_panels.download(kartu, GEOGRAFI)
    rows = list(csv.DictReader(io.StringIO(frame.to_csv(index=False))))
    assert rows[0]["wilayah"] == "Nasional"
    assert len({(row["wilayah"], row["ukuran"]) for row in rows}) == len(rows)
    assert {"persen", "selang_95_rendah", "pembilang", "penyebut", "tanggal_data"} <= set(rows[0])


def one_row(place: Path) -> None:
    write_dataset(place, "pmm_aktivitas", [make_pmm("10000001", OKT)])


def test_one_school_is_shown_without_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    publish_world(tmp_path, write=one_row)
    seen = [visit("kartu_skor", kewenangan="semua"), visit("kartu_skor", provinsi="13", kewenangan="semua")]
    seen += [visit("kartu_skor", provinsi="91"), visit("kartu_skor", provinsi="13", tampilan="perubahan")]
    gate.close_all()
    assert [list(at.exception) for at in seen] == [[], [], [], []]
    assert "Belum ada dua provinsi yang dapat dibandingkan" in headline(seen[0])
    assert "50,0*" in drawn(seen[1]), "five of ten, from too few schools"
    assert "satuan terlalu sedikit untuk dibandingkan" in headline(seen[1])
    assert all(re.search("Belum ada (data|pembanding)", words(at)) for at in seen[2:])


def two_months(place: Path) -> None:
    rows = [make_pmm(f"{10000000 + s}", day) for s in range(12) for day in (date(2023, 12, 31), date(2024, 1, 31))]
    write_dataset(place, "pmm_aktivitas", rows)


def test_no_change_is_shown_across_a_break_of_the_series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    publish_world(tmp_path, write=two_months)
    at = visit("kartu_skor", tampilan="perubahan", banding="1", kewenangan="semua")
    gate.close_all()
    assert not at.exception
    assert "arti ukuran ini berubah pada 1 Jan 2024" in words(at)


def test_without_any_platform_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    publish_world(tmp_path, write=lambda place: None)
    at = visit("kartu_skor")
    gate.close_all()
    assert not at.exception
    assert "Belum ada data platform" in words(at)


def test_a_link_of_junk_opens_the_page_with_a_note(tiny_world: Path) -> None:
    names = ("ukuran", "tanggal", "banding", "jenjang", "status", "kewenangan", "provinsi", "pulau", "urut", "tampilan",
             "selang")  # fmt: skip
    at = visit("kartu_skor", **dict.fromkeys(names, "'; DROP <b>"))
    assert not at.exception
    assert at.info
    assert at.header

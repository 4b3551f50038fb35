"""The view in a link: every filter in it, the same view back, and never an error whatever the link holds."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.filters import (
    JENJANG,
    KEWENANGAN,
    NAMES,
    PEMBANDING,
    PULAU,
    STATUS,
    Pilihan,
    Saringan,
    Tempat,
    changed,
    from_query,
    to_query,
    wished,
)

MONTHLY = tuple(date(2025 + (m // 12), m % 12 + 1, 28) for m in range(22))
QUARTERLY = (date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
GROUPS = {
    "pmm.aktif_30_hari": ("guru", "KS", "PS"),
    "belajar_id.teraktivasi": ("guru", "peserta didik"),
    "arkas.rkas_disahkan": ("satuan pendidikan",),
    "canva.aktif": ("guru",),
}
REGIONAL = "canva.aktif"
"""A measure whose source tells regions alone."""
REGENCIES = {"13": {"13.06": "Kabupaten Agam", "13.71": "Kota Padang"}, "91": {"91.03": "Kabupaten Jayapura"}}


def cutoffs(ukuran: str, _kelompok: str) -> tuple[date, ...]:
    return MONTHLY if ukuran.startswith("pmm") else QUARTERLY


ISLANDS = {"13": "Sumatera", "91": "Papua"}
DISTRICTS = {"13.06": ("Kec. Lubuk Basung", "Kec. Tanjung Raya")}
SCHOOLS = {
    "10300001": Tempat("13", "13.06", "Kec. Tanjung Raya", "SDN 1"),
    "69900001": Tempat("91", "91.03", None, "X"),
}


PILIHAN = Pilihan(
    kelompok=GROUPS,
    tanggal=cutoffs,
    provinsi={"13": "Sumatera Barat", "91": "Papua"},
    kab_kota=lambda code: REGENCIES[code],
    nama_ukuran={u: u for u in GROUPS},
    pulau=ISLANDS.__getitem__,
    kecamatan=lambda code: DISTRICTS.get(code, ()),
    satuan=SCHOOLS.get,
    is_per_satuan=lambda ukuran, _kelompok, _tanggal: ukuran != REGIONAL,
)


@st.composite
def views(draw: st.DrawFn) -> Saringan:
    ukuran = draw(st.sampled_from(sorted(GROUPS)))
    kelompok = draw(st.sampled_from(GROUPS[ukuran]))
    tanggal = draw(st.sampled_from(cutoffs(ukuran, kelompok)))
    provinsi = draw(st.sampled_from([None, "13", "91"]))
    kab_kota = draw(st.sampled_from([None, *REGENCIES[provinsi]])) if provinsi else None
    lag = draw(st.sampled_from(PILIHAN.lag(ukuran, kelompok, tanggal) or (1, 3, 12)))
    jenjang, kewenangan = draw(st.sampled_from(JENJANG)), draw(st.sampled_from(KEWENANGAN))
    status = draw(st.sampled_from(STATUS))
    if ukuran == REGIONAL:
        jenjang, status, kewenangan = "Semua", "Semua", "semua"
    kecamatan = draw(st.sampled_from([None, *DISTRICTS.get(kab_kota or "", ())]))
    npsn = draw(
        st.sampled_from([None, *(n for n, t in SCHOOLS.items() if (t.kab_kota, t.kecamatan) == (kab_kota, kecamatan))])
    )
    pulau = ISLANDS[provinsi] if provinsi else draw(st.sampled_from([None, *ISLANDS.values()]))
    pembanding = draw(st.sampled_from([*PEMBANDING, "13", "91,13", "13.06,91"]))
    return Saringan(ukuran, kelompok, tanggal, jenjang, kewenangan, provinsi, kab_kota, lag, status, pulau, kecamatan,
                    npsn, pembanding)  # fmt: skip


@given(views())
def test_a_link_brings_back_the_same_view_without_a_note(view: Saringan) -> None:
    assert from_query(to_query(view), PILIHAN) == (view, ())


@given(views())
def test_a_link_holds_every_filter_defaults_included(view: Saringan) -> None:
    query = to_query(view)
    assert set(query) == {NAMES.get(f.name, f.name) for f in fields(Saringan)}
    assert all(query.values())


ANY_TEXT = st.text(max_size=60) | st.sampled_from(["", "NaN", "13'; DROP TABLE x", "0", "-1", "9" * 400, "2026-13-40"])


@given(st.dictionaries(st.sampled_from([*to_query(Saringan("u", "g", date(2026, 1, 1))), "asing"]), ANY_TEXT))
def test_a_tampered_link_opens_a_valid_view(query: dict[str, str]) -> None:
    view, notes = from_query(query, PILIHAN)
    assert view.tanggal_data in cutoffs(view.ukuran, view.kelompok_pengguna)
    assert view.kelompok_pengguna in GROUPS[view.ukuran]
    assert view.jenjang in JENJANG
    assert view.kewenangan in KEWENANGAN
    assert view.provinsi in (None, "13", "91")
    assert view.kab_kota is None or view.kab_kota in REGENCIES[str(view.provinsi)]
    assert view.kecamatan is None or view.kecamatan in DISTRICTS[str(view.kab_kota)]
    assert view.npsn is None or SCHOOLS[view.npsn].provinsi == view.provinsi
    assert view.pulau in (ISLANDS[view.provinsi],) if view.provinsi else view.pulau in (None, *ISLANDS.values())
    assert view.status in STATUS
    assert view.pembanding in PEMBANDING or all(c[:2] in ISLANDS for c in view.pembanding.split(","))
    assert all(len(note) < 200 and "\n" not in note for note in notes)
    assert from_query(to_query(view), PILIHAN)[0] == view


@given(views(), st.integers(-4000, 4000))
def test_a_date_without_data_opens_the_nearest_cutoff_and_says_so(view: Saringan, days: int) -> None:
    wanted = view.tanggal_data + timedelta(days=days)
    dates = cutoffs(view.ukuran, view.kelompok_pengguna)
    found, notes = from_query({**to_query(view), "tanggal": wanted.isoformat()}, PILIHAN)
    assert abs((found.tanggal_data - wanted).days) == min(abs((d - wanted).days) for d in dates)
    assert bool([n for n in notes if "tanggal" in n.lower() or "Tidak ada data per" in n]) == (wanted not in dates)


def test_a_link_without_anything_opens_the_default_view_without_a_note() -> None:
    view, notes = from_query({}, PILIHAN)
    assert view == Saringan("pmm.aktif_30_hari", "guru", MONTHLY[-1])
    assert notes == ()


def test_a_school_says_where_it_lies_whatever_else_the_link_holds() -> None:
    view, notes = from_query({"satuan": "10300001", "provinsi": "91", "kab_kota": "91.03"}, PILIHAN)
    assert (view.provinsi, view.kab_kota, view.kecamatan, view.npsn) == ("13", "13.06", "Kec. Tanjung Raya", "10300001")
    assert notes == ()
    view, notes = from_query({"satuan": "00000000", "provinsi": "13"}, PILIHAN)
    assert (view.provinsi, view.npsn) == ("13", None)
    assert "tidak ada pada daftar" in notes[0]


def test_an_island_that_contradicts_the_province_gives_way_with_a_note() -> None:
    view, notes = from_query({"pulau": "Papua", "provinsi": "13"}, PILIHAN)
    assert (view.pulau, view.provinsi) == ("Sumatera", "13")
    assert len(notes) == 1
    view, notes = from_query({"pulau": "papua"}, PILIHAN)
    assert (view.pulau, view.provinsi) == ("Papua", None)


def test_choosing_an_island_among_the_regions_leaves_the_province() -> None:
    before = Saringan("pmm.aktif_30_hari", "guru", MONTHLY[-1], provinsi="13", kab_kota="13.06", pulau="Sumatera")
    after, notes = from_query(changed(to_query(before), "provinsi", f"{PULAU}Papua"), PILIHAN)
    assert (after.pulau, after.provinsi, after.kab_kota, notes) == ("Papua", None, None, ())


def test_regions_picked_by_hand_keep_their_order_and_lose_what_does_not_exist() -> None:
    view, notes = from_query({"pembanding": "91,13.06,99,13"}, PILIHAN)
    assert view.pembanding == "91,13.06,13"
    assert "3 wilayah yang dikenal" in notes[0]
    view, notes = from_query({"pembanding": "entah"}, PILIHAN)
    assert view.pembanding == "nasional"
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("written", "code"), [("Papua", "91"), ("papua", "91"), ("Sumatra Barat", "13"), (" 13 ", "13")]
)
def test_a_province_written_by_name_or_nearly_is_found(written: str, code: str) -> None:
    view, notes = from_query({"provinsi": written}, PILIHAN)
    assert view.provinsi == code
    assert len(notes) == 1
    assert "Provinsi" in notes[0]


def test_a_kab_kota_of_another_province_is_not_opened() -> None:
    view, notes = from_query({"provinsi": "91", "kab_kota": "13.06"}, PILIHAN)
    assert view.provinsi == "91"
    assert view.kab_kota is None
    assert any("13.06" in note for note in notes)


def test_a_code_that_does_not_exist_is_never_taken_for_the_code_nearest_to_it() -> None:
    view, notes = from_query({"provinsi": "13", "kab_kota": "12.06"}, PILIHAN)
    assert (view.provinsi, view.kab_kota) == ("13", None)
    assert any("12.06" in note for note in notes)
    near, _ = from_query({"provinsi": "13", "kab_kota": "Kabupaten Agm"}, PILIHAN)
    assert near.kab_kota == "13.06"


def test_a_comparison_that_does_not_exist_moves_to_the_nearest_one() -> None:
    view, notes = from_query({"ukuran": "arkas.rkas_disahkan", "banding": "1"}, PILIHAN)
    assert view.lag == 3
    assert "3 bulan" in notes[0]


def test_changing_the_measure_by_hand_moves_what_no_longer_fits() -> None:
    before = Saringan("pmm.aktif_30_hari", "KS", MONTHLY[-1], provinsi="13", kab_kota="13.06", lag=1)
    after, _ = from_query(changed(to_query(before), "ukuran", "arkas.rkas_disahkan"), PILIHAN)
    assert after.kelompok_pengguna == "satuan pendidikan"
    assert after.tanggal_data == QUARTERLY[-1]
    assert after.lag == 3
    assert (after.provinsi, after.kab_kota) == ("13", "13.06")


def test_choosing_another_province_leaves_the_old_kab_kota() -> None:
    before = Saringan("pmm.aktif_30_hari", "guru", MONTHLY[-1], provinsi="13", kab_kota="13.06")
    after, notes = from_query(changed(to_query(before), "provinsi", "91"), PILIHAN)
    assert (after.provinsi, after.kab_kota, notes) == ("91", None, ())


def test_a_source_that_does_not_tell_schools_apart_is_never_called_without_kemenag() -> None:
    view, notes = from_query({"ukuran": REGIONAL, "jenjang": "SD", "kewenangan": "Kemenag"}, PILIHAN)
    assert (view.jenjang, view.kewenangan) == ("Semua", "semua")
    assert "tidak memisahkan SD dan Kemenag" in notes[0]
    assert from_query({"ukuran": REGIONAL}, PILIHAN)[0].kewenangan == "semua"
    assert from_query({"ukuran": REGIONAL}, PILIHAN)[1] == ()


def test_a_page_of_one_province_never_says_that_it_shows_the_nation() -> None:
    view, notes = from_query({"provinsi": "99"}, PILIHAN, must_have_province=True)
    assert view.provinsi == "13"
    assert notes == ("Provinsi “99” tidak ada; ditampilkan Sumatera Barat.",)
    assert from_query({"provinsi": "nasional"}, PILIHAN, must_have_province=True) == (view, ())


def choose(wishes: dict[str, str], shown: Saringan, name: str, value: str) -> tuple[dict[str, str], Saringan]:
    """What the filter row does when one filter is changed by hand."""
    link = to_query(shown)
    query = changed({"ukuran": link["ukuran"], **wishes}, name, value)
    return wished(changed(wishes, name, value), link, query, PILIHAN), from_query(query, PILIHAN)[0]


def test_a_date_never_chosen_returns_to_the_newest_after_a_slower_measure() -> None:
    start, _ = from_query({}, PILIHAN)
    wishes, view = choose({}, start, "ukuran", "arkas.rkas_disahkan")
    assert view.tanggal_data == QUARTERLY[-1]
    _, view = choose(wishes, view, "ukuran", "pmm.aktif_30_hari")
    assert view.tanggal_data == MONTHLY[-1]
    assert view.lag == start.lag


def test_a_date_that_was_chosen_comes_back_with_a_measure_that_has_it() -> None:
    start, _ = from_query({}, PILIHAN)
    wishes, view = choose({}, start, "tanggal", MONTHLY[12].isoformat())
    wishes, view = choose(wishes, view, "ukuran", "arkas.rkas_disahkan")
    assert view.tanggal_data in QUARTERLY
    _, view = choose(wishes, view, "ukuran", "pmm.aktif_30_hari")
    assert view.tanggal_data == MONTHLY[12]


def test_a_jenjang_that_a_measure_cannot_follow_comes_back_with_the_next() -> None:
    start, _ = from_query({}, PILIHAN)
    wishes, view = choose({}, start, "jenjang", "SMK")
    wishes, view = choose(wishes, view, "ukuran", REGIONAL)
    assert (view.jenjang, view.kewenangan) == ("Semua", "semua")
    _, view = choose(wishes, view, "ukuran", "pmm.aktif_30_hari")
    assert (view.jenjang, view.kewenangan) == ("SMK", "tanpa_kemenag")


@given(views(), views())
def test_a_link_opened_over_another_view_still_opens_itself(before: Saringan, view: Saringan) -> None:
    wishes = wished({}, to_query(before), to_query(view), PILIHAN)
    assert from_query(to_query(view), PILIHAN) == (view, ())
    assert set(wishes) <= {"kelompok", "tanggal", "banding", "jenjang", "status", "kewenangan"}

"""Questions about one school and one kecamatan, on a small world whose numbers are counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.mart_world import (
    AGAM,
    OKT,
    PADANG,
    SEP,
    make_platform,
    make_pmm,
    make_sekolah,
    publish_world,
    write_dataset,
)
from warehouse import gate
from warehouse.viewer import DEMO

Ask = Callable[..., pd.DataFrame]
ALL = {"jenjang": "Semua", "status": "Semua", "kewenangan": "semua"}
EVERYWHERE = dict.fromkeys(("kode_provinsi", "kode_kab_kota", "kecamatan"))


def write(place: Path) -> None:
    """Agam: 12 SD in Kec. Utara with 10 teachers each, of whom 1 to 12 (at most 10) are active; one school without a
    kecamatan; one of 3 teachers. Padang: a madrasah, and a school of the same name as one in Agam."""
    lists = [make_sekolah(f"100000{i:02}", kecamatan="Kec. Utara", nama=f"SD NEGERI {i} MELATI", jumlah_guru=10)
             for i in range(1, 13)]  # fmt: skip
    lists += [
        make_sekolah("10000020", kecamatan=None, nama="SD O'BRIEN % MELATI"),
        make_sekolah("10000021", kecamatan="Kec. Selatan", nama="SD KECIL", jumlah_guru=3, jumlah_tendik=0),
        make_sekolah("20000001", PADANG, kecamatan="Kec. Timur", nama="SD NEGERI 1 MELATI"),
        make_sekolah("20000002", PADANG, kecamatan="Kec. Timur", nama="MI MELATI", kewenangan="Kemenag"),
        make_sekolah("10000021", tanggal_data=date(2025, 12, 31), nama="SD KECIL LAMA", jumlah_guru=6),
    ]
    rows = []
    for tanggal, less in ((date(2025, 8, 31), 1), (SEP, 1), (OKT, 0)):
        rows += [
            make_pmm(f"100000{i:02}", tanggal, jumlah_gtk=10, jumlah_aktif_30_hari=min(i, 10) - less)
            for i in range(1, 13)
        ]
        rows.append(make_pmm("10000021", tanggal, jumlah_gtk=3, jumlah_aktif_30_hari=2))
        rows.append(make_pmm("20000002", tanggal, PADANG, jumlah_gtk=8, jumlah_aktif_30_hari=8))
    rows.append(make_pmm("10000020", SEP, jumlah_gtk=10, jumlah_aktif_30_hari=9))
    write_dataset(place, "satuan_pendidikan", lists)
    write_dataset(place, "pmm_aktivitas", rows)
    write_dataset(place, "pemanfaatan_platform", [
        make_platform("arkas", OKT, "10000001", kelompok_pengguna="satuan pendidikan", jumlah_sasaran=1,
                      jumlah_teraktivasi=1, jumlah_aktif=0)])  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("sekolah")
    publish_world(folder, write=write)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


def of(ask: Ask, npsn: str, ukuran: str = "pmm.aktif_30_hari") -> pd.Series:
    frame = ask("satuan_pemanfaatan_by_npsn", npsn=npsn)
    return frame[frame.ukuran == ukuran].iloc[0]


def test_a_school_stands_beside_its_kab_kota_and_its_kind_at_the_same_cut_off(ask: Ask) -> None:
    row = of(ask, "10000004")
    assert (row.x, row.m) == (4, 10)
    # 1+2+...+10+10+10 = 75 of 120, and the small school's 2 of 3; the one of September is of another day.
    assert (row.x_kab, row.m_kab, row.satuan_kab) == (77, 123, 13)
    assert (row.x_jenjang, row.m_jenjang, row.satuan_jenjang) == (77, 123, 13)


def test_counts_of_people_in_a_group_of_fewer_than_five_stay_hidden(ask: Ask) -> None:
    row = of(ask, "10000021")
    assert bool(row.is_kecil)
    assert pd.isna(row.x)
    assert pd.isna(row.m)
    past = ask("satuan_pemanfaatan_bulan_by_npsn", npsn="10000021")
    assert len(past) == 2
    assert past[["x", "m"]].isna().all().all()


def test_a_measure_of_schools_is_never_hidden_though_its_denominator_is_one(ask: Ask) -> None:
    row = of(ask, "10000001", "arkas.rkas_disahkan")
    assert not bool(row.is_kecil)
    assert (row.x, row.m) == (1, 1)


def test_fewer_than_ten_schools_are_no_context(ask: Ask) -> None:
    row = of(ask, "20000002")
    assert row.satuan_kab == 1
    assert pd.isna(row.x_kab)
    assert pd.isna(row.m_kab)
    assert row.m == 8, "a madrasah stands beside madrasah alone"


def test_a_platform_that_lacks_the_school_says_when_it_was_last_seen_of_anyone(ask: Ask) -> None:
    row = of(ask, "10000004", "arkas.rkas_disahkan")
    assert pd.isna(row.tanggal_data)
    assert str(row.tanggal_terbaru)[:10] == str(OKT)


def test_an_unknown_school_has_no_row_of_its_own_anywhere(ask: Ask) -> None:
    assert ask("satuan_pemanfaatan_by_npsn", npsn="99999999").tanggal_data.isna().all()
    for name in ("satuan_pemanfaatan_bulan_by_npsn", "satuan_riwayat_by_npsn"):
        assert ask(name, npsn="99999999").empty


def test_the_history_keeps_a_year_and_leaves_out_what_is_older(ask: Ask) -> None:
    past = ask("satuan_pemanfaatan_bulan_by_npsn", npsn="10000004")
    mine = past[past.ukuran == "pmm.aktif_30_hari"]
    assert mine.tanggal_data.astype(str).str[:10].tolist() == [str(SEP), str(OKT)]
    assert mine.x.tolist() == [3, 4]


def test_every_list_of_a_school_is_told_with_few_people_hidden(ask: Ask) -> None:
    found = ask("satuan_riwayat_by_npsn", npsn="10000021")
    assert found.tanggal_data.astype(str).str[:10].tolist() == ["2026-06-30", "2025-12-31"]
    assert found.jumlah_guru.tolist() == [-1, 6]
    assert found.jumlah_tendik.iloc[0] == 0
    assert set(found.tanggal_terbaru.astype(str).str[:10]) == {"2026-06-30"}


def search(ask: Ask, pieces: str, text: str = "", **place: object) -> pd.DataFrame:
    return ask("satuan_cari", potongan=pieces, teks=text, **{**EVERYWHERE, **place})


def test_the_school_with_most_pieces_comes_first(ask: Ask) -> None:
    found = search(ask, "mel|ati| 12 ", "sd negeri 12 melati")
    assert found.npsn.iloc[0] == "10000012"
    assert len(found) == 15, "all but SD KECIL have some of it"


def test_the_words_of_a_place_count(ask: Ask) -> None:
    found = search(ask, "mel|ela|lat|ati|pad|ang", "sd negeri 1 melati")
    assert set(found.npsn.iloc[:2]) == {"20000001", "20000002"}


def test_a_search_narrows_to_its_place(ask: Ask) -> None:
    assert set(search(ask, "mel", kode_provinsi="13", kode_kab_kota=PADANG).npsn) == {"20000001", "20000002"}
    assert set(search(ask, "", kode_kab_kota=AGAM, kecamatan="Kec. Selatan").npsn) == {"10000021"}


@pytest.mark.parametrize("hostile", ["'; DROP TABLE satuan_pendidikan; --", "%", "_", "\\", "🙂", "\x00", "a" * 10_000])
def test_a_hostile_text_is_only_looked_for(ask: Ask, hostile: str) -> None:
    assert search(ask, hostile, hostile).npsn.tolist() == (["10000020"] if hostile == "%" else [])
    assert ask("satuan_cari_npsn", awalan=hostile).empty
    assert len(search(ask, "")) == 16


def test_an_npsn_is_found_by_its_beginning(ask: Ask) -> None:
    assert ask("satuan_cari_npsn", awalan="2000").npsn.tolist() == ["20000001", "20000002"]


def kecamatan(ask: Ask, **given: object) -> pd.DataFrame:
    return ask("pemanfaatan_per_kecamatan", **{"ukuran": "pmm.aktif_30_hari", "kode_kab_kota": AGAM, **ALL, **given})


def test_a_kecamatan_is_the_sum_of_its_schools_at_their_common_latest_cut_off(ask: Ask) -> None:
    found = kecamatan(ask)
    assert found.kecamatan.tolist() == ["Kec. Selatan", "Kec. Utara"], "the school of September is not mixed in"
    row = found.set_index("kecamatan").loc["Kec. Utara"]
    # xx: 1+4+...+81 = 285, and three of 100; xm is ten times x.
    assert (row.jumlah_satuan, row.x, row.m, row.xx, row.mm, row.xm) == (12, 75, 120, 585, 1200, 750)


def test_filters_narrow_a_kecamatan(ask: Ask) -> None:
    assert kecamatan(ask, jenjang="SMP").empty
    assert kecamatan(ask, kode_kab_kota=PADANG, kewenangan="tanpa_kemenag").empty
    assert kecamatan(ask, kode_kab_kota=PADANG, kewenangan="Kemenag").m.tolist() == [8]


def test_the_dictionary_lists_every_measure_and_indicator_once(ask: Ask) -> None:
    measures, indicators = ask("kamus_ukuran"), ask("kamus_indikator")
    assert {"pmm.aktif_30_hari", "arkas.rkas_disahkan", "canva.aktif"} <= set(measures.ukuran)
    assert measures.urutan.is_monotonic_increasing
    assert not indicators.duplicated(["kelompok", "kode"]).any()
    assert indicators[indicators.kelompok == "DASMEN"].kode.iloc[0] == "A.1"
    assert indicators.tahun_terakhir.isna().all(), "this world has no Rapor"

"""Questions of the training allocation on a world whose people can be counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.mart_world import AGAM, BANDUNG, KOTA_BANDUNG, PADANG, make_sekolah, publish_world, write_dataset
from tests.training_world import make_hadir, make_kegiatan
from warehouse import gate
from warehouse.viewer import DEMO

Ask = Callable[..., pd.DataFrame]


def write(place: Path) -> None:
    """Agam: 1 reached, 2 not (BAKTI, 12 teachers), 3 not (1 teacher), 4 without teachers told, 5 Kemenag's.

    Six people of school 1 came to B1 in Padang, one of them went on; Padang: two came, none went on.
    """
    schools = [
        make_sekolah("10000001", AGAM, jumlah_guru=20, is_bakti=True, is_3t=True),
        make_sekolah("10000002", AGAM, jumlah_guru=12, is_bakti=True),
        make_sekolah("10000003", AGAM, jumlah_guru=1, is_3t=True),
        make_sekolah("10000004", AGAM),
        make_sekolah("10000005", AGAM, jumlah_guru=9, kewenangan="Kemenag"),
        make_sekolah("10000006", PADANG, jumlah_guru=30),
    ]
    write_dataset(place, "satuan_pendidikan", schools)
    events = [
        make_kegiatan("B0", date(2024, 3, 3)),
        make_kegiatan("B1", date(2025, 3, 3)),
        make_kegiatan("I1", date(2025, 6, 3), level="intermediate", kode_kab_kota_kemendagri=BANDUNG),
        make_kegiatan("I2", date(2025, 7, 3), level="intermediate", kode_kab_kota_kemendagri=KOTA_BANDUNG),
        make_kegiatan("D1", date(2026, 3, 3), moda="daring", kota=None, kode_provinsi_kemendagri=None,
                      kode_kab_kota_kemendagri=None),
    ]  # fmt: skip
    write_dataset(place, "bimtek_kegiatan", events)
    people = [make_hadir("B1", n, "10000001") for n in range(1, 7)]
    people += [make_hadir("B1", n, "10000006", PADANG) for n in (11, 12)]
    people += [make_hadir("B0", 11, "10000006", PADANG), make_hadir("B1", 31, "10000002", is_hadir=False)]
    people += [make_hadir("I1", 1, "10000001"), make_hadir("I2", 41, "10000001"), make_hadir("D1", 51, "10000002")]
    write_dataset(place, "bimtek_kehadiran", people)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("data")
    publish_world(folder, write=write)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


def test_basic_candidates_are_teachers_of_schools_not_reached_at_most_the_seats_of_a_school(ask: Ask) -> None:
    found = ask("alokasi_calon", kode_provinsi="13", kursi_per_sekolah=5).set_index("kode")
    agam = found.loc[AGAM]
    # D1 is an online basic event: school 2 is reached by it, so only 3 and 4 are left; 4 does not tell its teachers.
    assert (agam.jumlah_satuan, agam.jumlah_belum) == (4, 2)
    assert (agam.guru_belum, agam.calon_dasar, agam.calon_dasar_bakti) == (1, 1, 0)
    assert (agam.jumlah_bakti, agam.jumlah_3t) == (2, 2)
    assert (agam.jumlah_dasar, agam.jumlah_dasar_bakti) == (2, 2)
    assert found.loc[PADANG, "calon_dasar"] == 0, "its only school came"
    assert len(found) == 19


def test_who_is_ready_to_go_on_is_counted_but_one_to_four_are_not_told(ask: Ask) -> None:
    found = ask("alokasi_calon", kode_provinsi=None, kursi_per_sekolah=2).set_index("kode")
    # Agam: 1 to 6 at B1 and 51 at D1; of these only 1 went on. 41 went to intermediate without basic.
    assert (found.loc[AGAM, "calon_lanjut"], found.loc[AGAM, "is_sedikit"]) == (6, False)
    # Padang: 11 and 12; 11 came twice to basic and counts once.
    assert (found.loc[PADANG, "calon_lanjut"], found.loc[PADANG, "is_sedikit"]) == (2, True)
    assert (found.loc[BANDUNG, "calon_lanjut"], found.loc[BANDUNG, "is_sedikit"]) == (0, False)
    assert len(found) == 514


def test_seats_per_school_cap_each_school_not_their_sum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schools = [make_sekolah("10000001", AGAM, jumlah_guru=1), make_sekolah("10000002", AGAM, jumlah_guru=40),
               make_sekolah("10000003", AGAM, jumlah_guru=3, is_bakti=True)]  # fmt: skip
    publish_world(tmp_path, write=lambda place: write_dataset(place, "satuan_pendidikan", schools))
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    found = gate.ask(DEMO, "alokasi_calon", {"kode_provinsi": "13", "kursi_per_sekolah": 3}).set_index("kode").loc[AGAM]
    assert (found.guru_belum, found.calon_dasar, found.calon_dasar_bakti) == (44, 1 + 3 + 3, 3)
    past = gate.ask(DEMO, "alokasi_tahun_lalu", {"kode_provinsi": None})
    assert past.empty, "no attendance, no last year"
    gate.close_all()


def test_last_year_is_the_latest_with_face_to_face_events_and_tells_their_cities(ask: Ask) -> None:
    found = ask("alokasi_tahun_lalu", kode_provinsi=None)
    assert set(found.tahun) == {2025}, "2026 has an online event alone"
    rows = {(r.wilayah, r.level, r.kode_kota): r.jumlah_orang for r in found.itertuples()}
    assert rows == {
        (AGAM, "basic", PADANG): 6,
        (AGAM, "intermediate", BANDUNG): 2,
        (AGAM, "intermediate", KOTA_BANDUNG): 2,
        (PADANG, "basic", PADANG): 2,
    }
    assert ask("alokasi_tahun_lalu", kode_provinsi="32").empty


def test_the_assumptions_name_two_levels_four_journeys_and_the_seven_cities_of_2023(ask: Ask) -> None:
    found = ask("alokasi_asumsi")
    cities = found[found.bagian == "kota"]
    assert sorted(set(cities.nama)) == ["Batam", "Lombok", "Makassar", "Medan", "Pontianak", "Sorong", "Yogyakarta"]
    capitals = found[found.bagian == "ibu_kota"]
    assert sorted(set(capitals.kode.str[:2])) == sorted(set(ask("provinsi").kode_provinsi_kemendagri))
    assert capitals.kode.nunique() == 38
    assert dict(zip(capitals.kode, capitals.nama, strict=True))["13.71"] == "Padang"
    assert set(found[found.bagian == "tingkat"].kode) == {"basic", "intermediate"}
    assert set(found[found.bagian == "ongkos"].kode) == {"kab_kota", "provinsi", "pulau", "antarpulau"}
    assert (found.nilai >= 0).all()
    costs = found[found.satuan.str.startswith("rupiah")]
    assert costs.sumber.str.startswith("Anggapan kami").all(), "no cost here is an official one"

"""The report of one event: people counted, small counts hidden, tests with their interval, never a person."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from scipy import stats

from analysis.gain import FEWEST_CLUSTERS, paired
from tests.document_world import blocks, looking_at, section, table, text
from tests.mart_world import BANDUNG, PADANG, publish_world, write_dataset
from tests.training_world import KEGIATAN, attendance, make_hadir, make_kegiatan, schools
from views import data
from views.documents import activity, activity_rows
from warehouse.gate import OlderMarts

SCORES = [(60.0, 70.0), (50.0, 65.0), (70.0, 72.0), (40.0, 60.0), (55.0, 61.0), (65.0, 80.0), (45.0, 58.0),
          (62.0, 66.0), (58.0, 75.0), (52.0, 59.0), (48.0, 64.0), (66.0, 71.0)]  # fmt: skip


def _rows() -> list[dict[str, object]]:
    """T1: twelve of Agam with both tests, one with the first test alone, two absent; six of Padang; two of Bandung."""
    rows = [make_hadir("T1", 100 + n, "10000001" if n < 8 else "10000002", is_sertifikat=n < 9, jumlah_jp=14 + n % 2,
                       nilai_pre=pre, nilai_post=post) for n, (pre, post) in enumerate(SCORES)]  # fmt: skip
    rows += [make_hadir("T1", 130, "10000001", nilai_pre=10.0), make_hadir("T1", 131, None, is_hadir=False)]
    rows += [make_hadir("T1", 132, "10000003", is_hadir=False)]
    rows += [make_hadir("T1", 140 + n, "10000004", PADANG) for n in range(6)]
    rows += [make_hadir("T1", 150 + n, "10000005", BANDUNG) for n in range(2)]
    rows += [make_hadir("T2", 160 + n, "10000001", nilai_pre=50.0, nilai_post=52.0 + n) for n in range(6)]
    return [*attendance(), *rows]


def _write(place: Path) -> None:
    write_dataset(place, "satuan_pendidikan", schools())
    events = [*KEGIATAN, make_kegiatan("T1", date(2026, 8, 3), nama="Bimtek Uji", tanggal_selesai=date(2026, 8, 5)),
              make_kegiatan("T2", date(2026, 9, 3), nama="Bimtek Kecil")]  # fmt: skip
    write_dataset(place, "bimtek_kegiatan", events)
    write_dataset(place, "bimtek_kehadiran", _rows())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("kegiatan")
    publish_world(folder, write=_write)
    with looking_at(folder):
        yield


def _report(id: str):  # type: ignore[no-untyped-def]
    found = activity.naskah(id)
    assert found is not None
    return found


def test_only_events_that_are_over_can_be_reported_newest_first(world: None) -> None:
    found = activity.choices("13")
    assert "NANTI" not in found
    assert list(found)[:2] == ["T2", "T1"]
    assert found["T1"] == "Bimtek Uji (3 Agu – 5 Agu 2026, Padang)"
    assert found["KOSONG"].endswith("; belum ada daftar hadir)")
    assert set(found) <= set(activity.choices(None))
    assert list(activity.choices("13", bulan=date(2026, 8, 31))) == ["T1"]
    assert activity.choices("13", bulan=date(2020, 1, 1)) == {}


@pytest.mark.parametrize("id", ["NANTI", "tidak ada", ""])
def test_an_event_unknown_or_to_come_has_no_report(world: None, id: str) -> None:
    assert activity.naskah(id) is None


def test_people_and_schools_are_counted_as_on_the_list(world: None) -> None:
    found = _report("T1")
    figures = {one.nama: one.nilai for one in blocks(found, "angka")[0].butir}
    assert figures == {"Terdaftar": "23", "Hadir": "21", "Bersertifikat": "9",
                       "Satuan pendidikan terjangkau": "4"}  # fmt: skip
    said = section(found, "Ringkasan")
    assert "Terdaftar 23 orang dan hadir 21 orang (91,3 % dari yang terdaftar), dari 30 yang diundang." in said
    assert "Yang terdaftar berasal dari 3 kab/kota, dan yang hadir mewakili 4 satuan pendidikan." in said


def test_a_lone_small_count_hides_the_next_so_that_no_total_gives_it_away(world: None) -> None:
    """Bandung's 2 are fewer than five; of Agam's 15 two were absent, so its attendance is kept back by the mart."""
    rows = {row["Kab/kota"]: row for row in table(_report("T1"))}
    assert rows["Kab. Bandung"]["Terdaftar"] == "<5"
    assert rows["Kota Padang"]["Terdaftar"] == "ditutup"
    assert rows["Kab. Agam"]["Terdaftar"] == "15"
    assert rows["Kab. Agam"]["Hadir"] == "ditutup"
    assert rows["Kab. Agam"]["Satuan terjangkau"] == "2"
    assert rows["Kab. Agam"]["Satuan di sana"] == "3"
    assert rows["Kota Padang"]["Hadir"] == "ditutup"  # else Bandung's registered would be known to be two at most


def test_the_paired_interval_is_that_of_the_people_with_both_tests(world: None) -> None:
    gains = [post - pre for pre, post in SCORES]
    mean, n = sum(gains) / len(gains), len(gains)
    known = stats.ttest_1samp(gains, 0).confidence_interval(0.95)
    row = table(_report("T1"), 1)[0]
    assert row["Peserta dengan kedua nilai"] == str(n) == "12"
    assert row["Selisih"] == f"+{mean:.1f}".replace(".", ",")
    low, high = (f"+{value:.1f}".replace(".", ",") for value in (known.low, known.high))
    assert row["Selang 95 %"] == f"{low} s.d. {high}"
    said = section(_report("T1"), "Nilai sebelum dan sesudah")
    assert said.startswith(
        "Dari 21 yang hadir, 12 peserta punya kedua nilai: rata-rata skor sebelum 55,9, sesudah 66,8"
    )
    assert said.endswith("bukan bukti pengaruh kegiatan.")


def test_hours_and_certificates_are_of_those_present(world: None) -> None:
    assert section(_report("T1"), "Jam pelajaran dan kelulusan") == (
        "Rata-rata 14,5 JP dari 16 JP diikuti, n = 12 peserta yang jamnya tercatat. Yang lulus dan menerima sertifikat "
        "9 orang (42,9 % dari yang hadir)."
    )


def test_few_pairs_have_a_mean_but_no_interval_and_fewer_than_five_have_neither(world: None) -> None:
    assert "selisih +4,5 poin, peserta terlalu sedikit untuk selang." in section(
        _report("T2"), "Nilai sebelum dan sesudah"
    )
    few = section(_report("I1"), "Nilai sebelum dan sesudah")
    assert few == "Kurang dari 5 peserta punya nilai sebelum dan sesudah: nilainya tidak ditampilkan."
    assert "Tidak ada peserta yang punya nilai" in section(_report("P1"), "Nilai sebelum dan sesudah")


def test_small_lists_are_told_as_fewer_than_five(world: None) -> None:
    said = text(_report("I1"))
    assert "Terdaftar <5 orang dan hadir <5 orang" in said
    assert "Kota Padang, Kab. Pesisir" not in said
    assert "% dari yang terdaftar" not in said
    absent = text(_report("ABSEN"))
    assert "hadir 0 orang" in absent


def test_an_event_without_a_list_says_so_and_keeps_the_places_to_fill(world: None) -> None:
    found = _report("KOSONG")
    assert "Daftar hadirnya belum dimuat" in text(found)
    assert [one.jabatan for one in blocks(found, "tanda_tangan")] == ["Penanggung jawab kegiatan"]
    assert not blocks(found, "gambar")
    assert not blocks(found, "angka")


def test_the_offices_own_evaluation_is_left_to_be_filled(world: None) -> None:
    found = _report("T1")
    assert "Belum ada data evaluasi" in section(found, "Evaluasi penyelenggaraan")
    last = table(found, -1)
    assert [row["Aspek"][-3:] for row in last] == ["(K)", "(S)", "(N)"]
    assert {cell for row in last for name, cell in row.items() if name != "Aspek"} == {""}


def test_what_follows_is_read_from_the_list(world: None) -> None:
    said = section(_report("P2"), "Tindak lanjut")
    assert "Kab/kota di Sumatera Barat yang tidak punya peserta terdaftar: " in said
    assert "Kab. Agam" in said
    assert "[diisi penyelenggara]" in said.splitlines()


def test_no_person_is_in_any_report(world: None) -> None:
    for id in activity.choices(None):
        printed = json.dumps(_report(id).model_dump(mode="json"), ensure_ascii=False)
        assert not re.search(r"[0-9a-f]{32}", printed)
        assert "10000001" not in printed


def test_a_chart_never_draws_a_hidden_count(world: None) -> None:
    pictures = blocks(_report("T1"), "gambar")
    assert len(pictures) == 1
    assert pictures[0].bagan.deret[0].nama == "Satuan terjangkau"
    assert pictures[0].judul == "Satuan pendidikan terjangkau terbanyak di Kab. Agam: 2 dari 4"


def test_a_snapshot_of_older_marts_still_gives_a_report(world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    real = data.ask

    def older(query: str, **params: object):  # type: ignore[no-untyped-def]
        if query == "bimtek_hasil_by_kegiatan":
            raise OlderMarts(query)
        return real(query, **params)

    monkeypatch.setattr(data, "ask", older)
    said = text(_report("T1"))
    assert "Terdaftar 23 orang" in said
    assert said.count("susun ulang datanya") == 2


def test_many_places_of_origin_are_told_by_province(world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity_rows, "MANY", 2)
    rows = {row["Provinsi"]: row for row in table(_report("T1"))}
    assert set(rows) == {"Sumatera Barat", "Jawa Barat"}
    assert rows["Jawa Barat"]["Terdaftar"] == "<5"
    assert rows["Sumatera Barat"]["Terdaftar"] == "ditutup"


@pytest.mark.parametrize("scale", [1.0, 7.5])
def test_the_paired_interval_equals_the_textbook_one(scale: float) -> None:
    gains = [scale * g for g in (3.0, -1.0, 4.0, 2.0, 6.0, 0.0, 5.0, 1.0, 2.5, 3.5)]
    found = paired(len(gains), sum(gains), sum(g * g for g in gains))
    known = stats.ttest_1samp(gains, 0).confidence_interval(0.95)
    assert found == pytest.approx((sum(gains) / len(gains), known.low, known.high))


def test_the_paired_interval_of_equal_gains_has_no_width_and_of_few_is_none() -> None:
    assert paired(20, 60.0, 180.0) == pytest.approx((3.0, 3.0, 3.0))
    few = paired(FEWEST_CLUSTERS - 1, 9.0, 20.0)
    assert few[0] == 1.0
    assert math.isnan(few[1])
    assert all(math.isnan(value) for value in paired(0, 0.0, 0.0))

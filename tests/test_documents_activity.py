"""The report of one event: people counted, small counts hidden, tests with their interval, never a person."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from scipy import stats

from analysis.gain import FEWEST_CLUSTERS, paired
from tests.document_world import blocks, looking_at, section, table, text
from tests.mart_world import AGAM, BANDUNG, PADANG, publish_world, write_dataset
from tests.training_world import KEGIATAN, attendance, make_hadir, make_kegiatan, schools
from views import data
from views.documents import activity, activity_rows
from views.documents.activity_counts import Cacah, among, reached, whole
from views.documents.activity_rows import told
from warehouse.gate import OlderMarts

SCORES = [(60.0, 70.0), (50.0, 65.0), (70.0, 72.0), (40.0, 60.0), (55.0, 61.0), (65.0, 80.0), (45.0, 58.0),
          (62.0, 66.0), (58.0, 75.0), (52.0, 59.0), (48.0, 64.0), (66.0, 71.0)]  # fmt: skip


def _rows() -> list[dict[str, object]]:
    """T1: twelve of Agam with both tests, one with the first test alone, two absent; six of Padang; two of Bandung.
    T3: six of Agam, seven of Padang, eight of Bandung, all present, five of each certified."""
    rows = [make_hadir("T1", 100 + n, "10000001" if n < 8 else "10000002", is_sertifikat=n < 9, jumlah_jp=14 + n % 2,
                       nilai_pre=pre, nilai_post=post) for n, (pre, post) in enumerate(SCORES)]  # fmt: skip
    rows += [make_hadir("T1", 130, "10000001", nilai_pre=10.0), make_hadir("T1", 131, None, is_hadir=False)]
    rows += [make_hadir("T1", 132, "10000003", is_hadir=False)]
    rows += [make_hadir("T1", 140 + n, "10000004", PADANG) for n in range(6)]
    rows += [make_hadir("T1", 150 + n, "10000005", BANDUNG) for n in range(2)]
    rows += [make_hadir("T2", 160 + n, "10000001", nilai_pre=50.0, nilai_post=52.0 + n) for n in range(6)]
    three = ((200, AGAM, "10000001", 6), (210, PADANG, "10000004", 7), (220, BANDUNG, "10000005", 8))
    for first, kab, npsn, count in three:
        rows += [make_hadir("T3", first + n, npsn, kab, is_sertifikat=n < 5) for n in range(count)]
    return [*attendance(), *rows]


def _write(place: Path) -> None:
    write_dataset(place, "satuan_pendidikan", schools())
    events = [*KEGIATAN, make_kegiatan("T1", date(2026, 8, 3), nama="Bimtek Uji", tanggal_selesai=date(2026, 8, 5)),
              make_kegiatan("T2", date(2026, 9, 3), nama="Bimtek Kecil"),
              make_kegiatan("T3", date(2026, 2, 27), nama="Bimtek Utuh", penyelenggara="Tidak tertulis",
                            level="lainnya", tanggal_selesai=date(2026, 3, 2))]  # fmt: skip
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
    assert figures == {"Terdaftar": "23", "Hadir": "19–22", "Bersertifikat": "9",
                       "Satuan pendidikan terjangkau": "4"}  # fmt: skip
    said = section(found, "Ringkasan")
    assert "Terdaftar 23 orang dan hadir 19 sampai 22 orang (kurang dari 5 tidak hadir), dari 30 yang" in said
    whole = _report("T3")
    figures = {one.nama: (one.nilai, one.dasar.replace("\u00a0", " ")) for one in blocks(whole, "angka")[0].butir}
    assert figures["Hadir"] == ("21", "100,0 % dari yang terdaftar")
    assert figures["Bersertifikat"] == ("15", "")
    assert "15 orang (71,4 % dari yang hadir)." in section(whole, "Jam pelajaran dan kelulusan")
    assert "rentang" not in text(whole)
    assert "Yang terdaftar berasal dari 3 kab/kota, dan yang hadir mewakili 4 satuan pendidikan." in said


def test_a_lone_small_count_hides_the_next_so_that_no_total_gives_it_away(world: None) -> None:
    """Bandung's 2 are fewer than five; of Agam's 15 two were absent, so its attendance is kept back by the mart."""
    rows = {row["Kab/kota"]: row for row in table(_report("T1"))}
    assert rows["Kab. Bandung"]["Terdaftar"] == "<5"
    assert rows["Kota Padang"]["Terdaftar"] == "ditutup"
    assert rows["Kab. Agam"]["Terdaftar"] == "15"
    assert rows["Kab. Agam"]["Hadir"] == "ditutup"
    assert rows["Kab. Agam"]["Satuan terjangkau"] == "2"
    assert rows["Kab. Agam"]["Satuan pendidikan di wilayah itu"] == "3"
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
        "Dari 19 sampai 22 yang hadir, 12 peserta punya kedua nilai: rata-rata skor sebelum 55,9, sesudah 66,8"
    )
    assert said.endswith("bukan bukti pengaruh kegiatan.")


def test_hours_and_certificates_are_of_those_present(world: None) -> None:
    assert section(_report("T1"), "Jam pelajaran dan kelulusan") == (
        "Peserta rata-rata mengikuti 14,5 dari 16 jam pelajaran; n = 12 peserta yang jamnya tercatat. "
        "Yang lulus dan menerima sertifikat "
        "9 orang."  # a share would tell how many came, and so how few did not
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
    assert "Terdaftar kurang dari 5 orang dan hadir kurang dari 5 orang" in said
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


def test_what_follows_is_something_an_office_can_do(world: None) -> None:
    steps = section(_report("P2"), "Tindak lanjut").splitlines()
    assert steps[0].startswith(
        "Pada kegiatan berikutnya, undang peserta dari kab/kota di Sumatera Barat yang kali ini "
    )
    assert "Kab. Agam" in steps[0]
    assert "Siapkan tes sebelum dan sesudah pada kegiatan berikutnya, dan catat nilainya pada daftar hadir." in steps
    assert "[diisi penyelenggara]" in steps
    more = section(_report("T1"), "Tindak lanjut")
    assert "Dahulukan satuan pendidikan yang belum pernah terjangkau bimtek" in more
    assert "belum terjangkau kegiatan ini" not in more
    assert section(_report("KOSONG"), "Tindak lanjut").startswith("Unggah daftar hadir kegiatan ini")
    assert "Siapkan tes" not in section(_report("ABSEN"), "Tindak lanjut")  # a rakor has none


def test_what_the_list_does_not_say_is_left_to_the_office_and_words_are_written_out(world: None) -> None:
    found = _report("T3")
    pairs = dict(blocks(found, "pasangan")[0].butir)
    assert pairs["Penyelenggara"] == "[diisi penyelenggara]"
    assert "Tingkat pelatihan" not in pairs
    assert pairs["Waktu"] == "27 Februari – 2 Maret 2026"
    assert pairs["Jam pelajaran"] == "16"
    assert "JP" not in text(found)
    assert "Bimtek Utuh diselenggarakan di Padang pada 27 Februari – 2 Maret 2026." in text(found)
    assert "T3" not in found.kaki + text(found)
    assert "Sebanyak 1 sampai 8 orang hadir tanpa Nomor Pokok Sekolah Nasional (NPSN), jadi" in text(_report("B1"))
    assert blocks(found, "tabel")[-1].judul == "Evaluasi keterlaksanaan, sarana, dan narasumber (K/S/N)"


def test_no_total_lets_a_reader_subtract_a_small_count() -> None:
    """Every pair of registered and present that looks alike when told: never one small count alone behind it."""
    behind: dict[tuple[Cacah, Cacah], set[tuple[int, int]]] = {}
    for registered in range(60):
        for present in range(registered + 1):
            all_ = whole(registered)
            behind.setdefault((all_, among(present, registered, all_)), set()).add((registered, present))
    for pairs in behind.values():
        for small in (lambda r, p: r, lambda r, p: p, lambda r, p: r - p):
            counts = {small(r, p) for r, p in pairs}
            assert not (len(counts) == 1 and 0 < next(iter(counts)) < 5), pairs
    assert among(31, 35, whole(35)) == Cacah(31, 34, is_hampir=True)
    assert among(29, 31, among(31, 35, whole(35))).angka == "27–33"
    assert among(31, 31, among(31, 35, whole(35))).angka == "31–34"
    assert among(0, 3, whole(3)).angka == "0"
    assert among(3, 9, whole(9)).kata == among(8, 9, whole(9)).kata == "1 sampai 8"


def test_schools_never_tell_more_of_people_than_the_people_are_told() -> None:
    told = among(14, 15, whole(15))
    assert reached(14, told).angka == told.angka == "11–14"
    assert reached(9, told).angka == "9"
    assert reached(14, whole(14)).angka == "14"


def _asal(*counts: int | None) -> pd.DataFrame:
    return pd.DataFrame({"kode": [f"13.{n:02d}" for n in range(len(counts))], "jumlah_terdaftar": counts,
                         "jumlah_hadir": counts, "jumlah_terjangkau": 1, "jumlah_satuan": 9})  # fmt: skip


def test_a_total_that_gives_small_counts_away_hides_more_or_all() -> None:
    assert told(_asal(None, None, None), 3).empty  # one each
    assert told(_asal(None, None, None), 12).empty  # four each
    assert len(told(_asal(None, None, None), 7)) == 3
    tight = told(_asal(None, None, 8, 9), 19)  # two small ones sum to two: the next is hidden with them
    assert tight["terdaftar"].tolist()[:1] == [9.0]
    assert tight["terdaftar"].isna().sum() == 3
    assert tight["jumlah_terjangkau"].isna().sum() == 3
    loose = told(_asal(None, None, 8, 9), 22)
    assert loose["terdaftar"].tolist()[:2] == [9.0, 8.0]


def test_many_places_with_few_people_are_named_in_one_sentence(world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "MOST_FEW", 0)
    found = _report("T1")
    assert [row["Kab/kota"] for row in table(found)] == ["Kab. Agam", "Kota Padang"]
    assert (
        "Dari 1 kab/kota lain, masing-masing kurang dari 5 orang yang terdaftar, maka jumlahnya tidak dirinci: "
        "Kab. Bandung." in text(found)
    )


def test_places_that_can_not_be_told_at_all_are_not_listed(world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    real = data.ask

    def one_each(query: str, **params: object):  # type: ignore[no-untyped-def]
        if query != "bimtek_asal_by_kegiatan":
            return real(query, **params)
        frame = _asal(*[None] * 23).assign(nama=[f"Kab. Tempat {n}" for n in range(23)])
        return frame if params["tingkat"] == "kab_kota" else frame.assign(jumlah_terjangkau=0)

    monkeypatch.setattr(data, "ask", one_each)
    found = _report("T1")  # 23 people from 23 places: one each
    said = section(found, "Peserta dan jangkauan")
    assert said.startswith("Asal yang terdaftar tidak dirinci: dari tiap provinsi terlalu sedikit orang;")
    assert "Tempat" not in text(found)
    assert "23 provinsi" not in text(found)


def test_no_person_is_in_any_report(world: None) -> None:
    for id in activity.choices(None):
        printed = json.dumps(_report(id).model_dump(mode="json"), ensure_ascii=False)
        assert not re.search(r"[0-9a-f]{32}", printed)
        assert "10000001" not in printed


def test_a_chart_never_draws_a_hidden_count_and_is_left_out_below_three_places(world: None) -> None:
    assert blocks(_report("T1"), "gambar") == []
    pictures = blocks(_report("T3"), "gambar")
    assert len(pictures) == 1
    assert pictures[0].bagan.deret[0].nilai == (8.0, 7.0, 6.0)
    assert pictures[0].judul == "Peserta terdaftar terbanyak dari Kab. Bandung: 8 dari 21"
    assert "<5" not in blocks(_report("T3"), "tabel")[0].catatan
    note = blocks(_report("T1"), "tabel")[0].catatan
    assert "<5: 1 sampai 4" in note
    assert "Ditutup: " in note
    assert "semua kewenangan" in note


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

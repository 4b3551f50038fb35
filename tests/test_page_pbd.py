"""Planning by data on screen: three steps, an activity and a target saved by clicks, a baseline that stays."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from schemas.rencana import AkarRencana, KegiatanRencana, Rencana
from tests.mart_world import AGAM, PADANG, own_copy, publish_world, write_dataset
from tests.pbd_world import write_pbd
from tests.rapor_world import AGAM_ROW, make_rapor, write_one_row
from tests.visiting import headline, visit, words
from warehouse import gate, plans

pytestmark = pytest.mark.xdist_group("halaman")

World = Callable[[Callable[[Path], None]], Path]
FIRST, SECOND = "20261101-080000-0123abcd", "20261115-080000-4567cdef"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world of planning by data, published once."""
    folder = tmp_path_factory.mktemp("pbd")
    publish_world(folder, FIRST, write_pbd)
    return folder


@pytest.fixture
def place(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it for one test, plans and all."""
    with own_copy(template, tmp_path / "data", monkeypatch) as found:
        yield found


@pytest.fixture(scope="module")
def seen(template: Path) -> AppTest:
    """The page of Agam, A.1 and D.1 chosen: to be looked at only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(template))
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # put back what a page run leaves there
        at = agam(gejala="A.1", akar="D.1")
        gate.close_all()
    assert not at.exception
    return at


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    yield lambda write: publish_world(tmp_path, FIRST, write)
    gate.close_all()


def agam(**query: str) -> AppTest:
    return visit("pbd", provinsi="13", kab_kota=AGAM, **query)


def table(at: AppTest, css: str, place: int = 0) -> dict[str, str]:
    """Code to the text of its row, of one of the page's own tables."""
    (*_, found) = [e.proto.body for e in at.get("html") if f'pbd {css}"' in e.proto.body][: place + 1]
    rows = re.findall(r"(?s)<tr role=\"row\"><td.*?</tr>", found)
    texts = [" ".join(re.sub(r"<[^>]+>", " ", row).replace("\u00a0", " ").split()) for row in rows]
    return {text.split(" ")[0]: text for text in texts}


def field(at: AppTest, kind: str, label: str):  # type: ignore[no-untyped-def]
    (found,) = [e for e in getattr(at, kind) if e.label == label]
    return found


def press(at: AppTest, label: str) -> AppTest:
    """Click the one button whose label begins so."""
    (found,) = [b for b in at.button if b.label.startswith(label)]
    return found.click().run()


def test_the_answer_comes_first_with_the_causes_that_the_data_support(seen: AppTest) -> None:
    assert headline(seen) == (
        "Di Kab. Agam, SD Umum: 4 indikator prioritas berlabel Kurang atau Sedang; "
        "dugaan sebab A.1 Nama A.1 yang didukung data: D.1 Nama D.1"
    )
    assert "1 Identifikasi" in " ".join(words(seen).split())


def test_step_1_puts_the_lowest_labels_first_and_marks_priorities_breaks_and_missing_years(seen: AppTest) -> None:
    rows = table(seen, "gejala")
    assert list(rows) == ["A.1", "D.1", "B.1", "C.3", "A.2", "D.3"]
    assert "prioritas" in rows["A.1"]
    assert "−3,0" in rows["A.1"]
    assert "prioritas" not in rows["B.1"]
    assert "Tinggi" in rows["B.1"], "the lowest label of a gap"
    assert "instrumen berganti" in rows["C.3"]
    assert "tahun lalu tidak ada" in rows["A.2"]
    assert "1 dari 8 didukung data; 6 belum diketahui" in rows["A.1"]
    assert headline(seen, 1) == "4 dari 8 indikator berlabel terendah (A.1, D.1, B.1 dan C.3), 2 berlabel tengah"
    assert "Indeks SPM, semua jenjang: 72,00 (Tuntas Pratama)" in words(seen)


def test_step_2_gives_each_hypothesis_one_of_three_states_with_its_reason(seen: AppTest) -> None:
    at, rows = seen, table(seen, "dugaan")
    assert "didukung data berlabel Kurang, yang terendah" in rows["D.1"]
    assert "Provinsi 60,0 (Sedang); label terendah: 2 dari 2 kab/kota provinsi ini" in rows["D.1"]
    assert "4 dari 11 satuan pendidikan berlabel terendah" in rows["D.1"]
    assert "tidak didukung data berlabel Sedang" in rows["D.3"]
    assert "belum diketahui tidak tersedia: satdik tidak mengikuti AN" in rows["D.2"]
    assert "belum diketahui nilai terbit tanpa label" in rows["D.1.1"]
    assert "D.3.3" not in rows, "what the file has nothing of is folded"
    bare = table(at, "dugaan", 1)
    assert "belum diketahui tidak ada di berkas Rapor wilayah ini" in bare["D.3.3"]
    assert f"{len(bare)} dugaan tanpa data di berkas: {', '.join(bare)}" in [e.label for e in at.expander]
    assert len(rows) + len(bare) == 8
    assert "8 dugaan sebab A.1: 1 didukung data, 1 tidak didukung data, 6 belum diketahui" in words(at)
    assert "C.3" in table(at, "dugaan", 2), "one level deeper: what lies behind D.1"
    for verb in ("menyebabkan", "mengakibatkan", "berdampak", "meningkatkan", "menurunkan"):
        assert verb not in words(at)


def test_a_cause_of_a_cause_ends_where_it_comes_back_and_may_be_chosen(place: Path) -> None:
    at = agam(gejala="D.3", akar="E.5")
    assert not at.exception
    deeper = table(at, "dugaan", 1)
    assert "sudah dilalui, tidak ditelusuri lagi" in deeper["D.3"]
    assert "sudah dilalui" not in deeper["D.4"]
    at = field(at, "selectbox", "Indikator yang ditelusuri").set_value("A.1").run()
    names = field(at, "selectbox", "Dugaan yang dibenahi")
    assert any(text.startswith("C.3 Nama C.3 (lewat D.1) · didukung data") for text in names.options)
    at = field(at, "selectbox", "Indikator yang ditelusuri").set_value("B.1").run()
    assert not at.exception
    assert headline(at).endswith("dugaan sebab B.1 Nama B.1 yang didukung data: C.3 Nama C.3 dan D.1 Nama D.1")
    assert "Tautan disesuaikan" not in words(at)
    assert at.query_params["gejala"] in ("B.1", ["B.1"])


def test_without_a_province_the_page_says_which_one_it_took_until_another_is_chosen(place: Path) -> None:
    at = visit("pbd")
    assert not at.exception
    assert "Halaman ini memerlukan satu provinsi. Belum ada yang dipilih, maka Aceh ditampilkan" in words(at)
    assert "memerlukan satu provinsi" in words(at.run()), "it stays as long as nobody chose"
    at = at.selectbox(key="saring_provinsi").set_value("13").run()
    assert "memerlukan satu provinsi" not in words(at)
    assert "memerlukan satu provinsi" not in words(visit("pbd", provinsi="13"))


def test_the_page_opens_on_a_weak_indicator_and_a_hypothesis_of_it_that_the_data_speak_about(place: Path) -> None:
    at = agam()
    assert at.query_params["gejala"] in ("A.1", ["A.1"])
    assert at.query_params["akar"] in ("D.1", ["D.1"])
    at = agam(gejala="D.3")
    names = field(at, "selectbox", "Dugaan yang dibenahi")
    first = next(text for text in names.options if text.startswith(str(names.value)))
    spoken = [text for text in names.options if "belum diketahui" not in text and "(lewat" not in text]
    assert first in spoken or not spoken


def test_a_label_of_a_new_instrument_says_so_where_it_supports_a_hypothesis(place: Path) -> None:
    rows = table(agam(gejala="B.1", akar="C.3"), "dugaan")
    assert "didukung data berlabel" in rows["C.3"]
    assert "instrumennya berganti sejak Rapor 2024" in rows["C.3"]
    assert "instrumennya berganti" not in rows["D.1"]


def test_an_earlier_year_is_read_as_it_was_and_a_baseline_still_is_the_newest_value(place: Path) -> None:
    at = agam(tahun="2024", gejala="A.1", akar="D.1")
    assert not at.exception
    assert headline(at).startswith("Di Kab. Agam, SD Umum: 2 indikator prioritas berlabel Kurang atau Sedang")
    assert "Nilai awal 38,0 % · Rapor 2025" in words(at)
    assert len(field(at, "selectbox", "Kegiatan").options) == 2, "the sheet of 2023 and one's own"


def test_paud_has_no_map_of_its_own_and_says_why(place: Path) -> None:
    at = agam(kelompok_rapor="PAUD", jenis="PAUD", gejala="D.1")
    assert not at.exception
    assert headline(at) == (
        "Di Kab. Agam, PAUD: 2 indikator belum berlabel terbaik; peta belum memuat dugaan sebab D.1 Perencanaan"
    )
    assert "Peta acuan belum memuat dugaan bagi PAUD" in words(at)
    assert "Kualitas pembelajaran" not in words(at)


def test_a_region_without_a_rapor_is_told_so_and_nothing_is_made_up(place: Path) -> None:
    at = visit("pbd", provinsi="13", kab_kota="13.01")
    assert not at.exception
    assert "tidak ada di berkas" in headline(at)
    assert "nilai wilayah lain tidak mewakilinya" in words(at)


def test_without_any_rapor_the_page_says_what_to_do(world: World) -> None:
    world(lambda place: write_dataset(place, "satuan_pendidikan", []))
    at = agam()
    assert not at.exception
    assert headline(at) == "Belum ada Rapor untuk Kab. Agam"
    assert "Unggah unduhan Rapor Pendidikan Daerah" in words(at)


def test_one_row_is_enough(world: World) -> None:
    world(write_one_row)
    at = visit("pbd", provinsi="13")
    assert not at.exception
    assert headline(at) == (
        "Di Sumatera Barat, SD Umum: 1 indikator prioritas berlabel Kurang atau Sedang; "
        "tidak satu pun dari 8 dugaan sebab A.1 Nama A.1 didukung data, 8 belum diketahui"
    )


def test_parts_of_indicators_alone_are_nothing_to_begin_with(world: World) -> None:
    world(lambda place: write_dataset(place, "rapor_capaian", [make_rapor(AGAM_ROW, "A.1.1", 40.0, None)]))
    at = agam()
    assert not at.exception
    assert headline(at) == "Rapor Kab. Agam untuk SD Umum tahun 2025 tidak memuat indikator tingkat 1"


def fill_activity(at: AppTest, owner: str = "Disdik Kab. Agam") -> AppTest:
    field(at, "text_input", "Penanggung jawab (unit atau jabatan)").set_value(owner)
    field(at, "selectbox", "Triwulan").set_value(2)
    field(at, "number_input", "Anggaran (rupiah)").set_value(50_000_000)
    field(at, "date_input", "Tenggat").set_value(date(2027, 6, 30))
    return press(at, "Tambahkan kegiatan")


def fill_target(at: AppTest, value: float = 45.0, due: date = date(2027, 12, 31)) -> AppTest:
    field(at, "number_input", "Nilai yang dituju").set_value(value)
    field(at, "date_input", "Tenggat target").set_value(due)
    field(at, "text_input", "Penanggung jawab target (unit atau jabatan)").set_value("Disdik Kab. Agam")
    return press(at, "Tambahkan target")


def saved_plan(at: AppTest) -> plans.Versi:
    assert not at.exception
    (versi,) = plans.newest_versions()
    return versi


def test_from_a_weak_indicator_to_a_saved_activity_and_target_by_clicks_alone(place: Path) -> None:
    at = visit("pbd", provinsi="13")
    at = at.selectbox(key="saring_kab_kota").set_value(AGAM).run()
    at = field(at, "selectbox", "Indikator yang ditelusuri").set_value("A.1").run()
    at = field(at, "selectbox", "Dugaan yang dibenahi").set_value("D.1").run()
    offered = field(at, "selectbox", "Kegiatan").options
    assert offered == [
        "Pendampingan gugus · 1.01.02.2.09.0001 · rekomendasi daerah 2025",
        "Pengembangan kompetensi guru · 1.01.02.2.01.0001 · rekomendasi provinsi 2025",
        "Penguatan komunitas belajar · 1.01.02.2.01.0002 · rekomendasi provinsi 2025",
        "Tulis kegiatan sendiri",
    ]
    at = field(at, "selectbox", "Kegiatan").set_value("1").run()
    at = fill_activity(at)
    at = fill_target(at)
    assert "Belum disimpan" in words(at)
    at = press(at, "Simpan")
    isi = saved_plan(at).isi
    (activity,), (target,) = isi.kegiatan, isi.target
    assert activity.model_dump() == {
        "kegiatan_id": "K-001", "kode_wilayah": AGAM, "jenis": "SD Umum", "kelompok": "DASMEN", "gejala": "A.1",
        "akar": "D.1", "keadaan_akar": "didukung data", "kegiatan": "Pengembangan kompetensi guru",
        "penanggung_jawab": "Disdik Kab. Agam", "ukuran_keberhasilan": "Jumlah orang yang terlibat (orang)",
        "triwulan": 2, "kode_anggaran": "1.01.02.2.01.0001", "anggaran_rupiah": 50e6,
        "status_pelaksanaan": "rencana", "tanggal_tenggat": date(2027, 6, 30),
    }  # fmt: skip
    assert (target.acuan, target.jenis, target.kode_wilayah) == ("DASMEN:A.1", "SD Umum", AGAM)
    assert (target.nilai_baseline, target.tanggal_baseline) == (38.0, date(2025, 12, 31))
    assert target.snapshot_baseline == FIRST
    assert isi.akar == (), "a map left alone is not saved"
    said = words(at.run())
    assert "Belum disimpan" not in said
    assert "1 kegiatan di 1 wilayah; 1 yang dugaannya didukung data saat dicatat; anggaran Rp 50 juta" in said


def test_a_second_activity_gets_the_next_number_and_a_third_can_be_taken_back(place: Path) -> None:
    at = press(fill_activity(agam(gejala="A.1", akar="D.1")), "Simpan")
    at = field(at, "selectbox", "Dugaan yang dibenahi").set_value("D.3").run()
    at = fill_activity(at, "BPMP")
    assert "Kegiatan A.1 → D.3: Pelatihan kepala sekolah · BPMP" in words(at)
    assert "Kegiatan ditambahkan, belum disimpan." in [s.value.partition(" Tombol")[0] for s in at.success]
    at = press(at, "Simpan")
    versi = saved_plan(at)
    assert versi.versi == 2
    assert [(row.kegiatan_id, row.akar) for row in versi.isi.kegiatan] == [("K-001", "D.1"), ("K-002", "D.3")]
    at = fill_activity(at, "Pokja 3")
    at = press(at, "Batalkan")
    assert "Belum disimpan" not in words(at)
    assert "Belum ada yang menunggu disimpan" in words(at)


def test_an_owner_that_reads_as_a_person_is_refused_with_its_reason(place: Path) -> None:
    at = agam(gejala="A.1", akar="D.1")
    for owner, said in (
        ("Budi NIP 198503122010011001", "NIP, NIK, dan nomor orang tidak disimpan"),
        ("", "Penanggung jawab belum diisi"),
        ("Siti Aminah, S.Pd", "bukan nama orang"),
    ):
        at = fill_activity(at, owner)
        assert not at.exception
        assert said in words(at)
        assert "Belum disimpan" not in words(at)
    at = fill_activity(at, "Siti Aminah")
    assert "pastikan ini unit atau jabatan, bukan nama orang" in words(at)


def test_a_baseline_stays_when_a_newer_snapshot_is_published(place: Path) -> None:
    at = press(fill_target(agam(gejala="A.1", akar="D.1")), "Simpan")
    id = saved_plan(at).id
    gate.close_all()
    publish_world(place, SECOND, partial(write_pbd, a1=44.0))
    at = agam(gejala="A.1", akar="D.1", rencana=id)
    said = words(at)
    assert "44,0 %" in table(at, "gejala")["A.1"]
    assert "Nilai awal 38,0 % · Rapor 2025, per 31 Des 2025 · dibekukan bersama target pertamanya" in said
    assert "Angka yang tersimpan pada rencana tetap" in said
    assert "38,00 31 Des 2025 45,00" in " ".join(said.split()), "the plan's own table"
    at = press(fill_target(at, 60.0, date(2028, 12, 31)), "Simpan")
    rows = saved_plan(at).isi.target
    assert [(r.nilai_target, r.nilai_baseline, r.snapshot_baseline) for r in rows] == [
        (45.0, 38.0, FIRST), (60.0, 38.0, FIRST)
    ]  # fmt: skip


def test_the_plans_own_map_is_used_and_only_for_its_own_group(place: Path) -> None:
    own = AkarRencana(kelompok="PAUD", gejala="D.1", akar="C.1", alasan="Apakah guru siap?", sumber="Rapat PBD")
    versi = plans.create(Rencana(nama="Uji", tahun=2027, snapshot=FIRST, akar=(own,)), "BPMP")
    paud = agam(kelompok_rapor="PAUD", jenis="PAUD", gejala="D.1", rencana=versi.id)
    assert headline(paud).endswith("dugaan sebab D.1 Perencanaan yang didukung data: C.1 Guru S1")
    assert "Peta dugaan: 1 hubungan, peta rencana ini" in [e.label for e in paud.expander]
    dasmen = agam(rencana=versi.id)
    assert headline(dasmen).endswith("dugaan sebab A.1 Nama A.1 yang didukung data: D.1 Nama D.1")
    assert "Peta dugaan: 65 hubungan, peta acuan" in [e.label for e in dasmen.expander]


def test_an_edited_map_is_saved_with_its_source_and_opens_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def edit(frame: pd.DataFrame, **more: object) -> pd.DataFrame:
        if "gejala" not in frame:
            return frame
        new = {"gejala": "c.9", "akar": "C.3", "alasan": "Apakah ada pelatihan?", "sumber": "Rapat PBD"}
        return pd.concat([frame[frame["gejala"] == "A.1"].head(2), pd.DataFrame([new])])

    monkeypatch.setattr("views.pbd.reflect.st.data_editor", edit)
    at = press(agam(gejala="A.1"), "Simpan")
    rows = saved_plan(at).isi.akar
    assert [(r.kelompok, r.gejala, r.akar) for r in rows] == [
        ("DASMEN", "A.1", "D.1"), ("DASMEN", "A.1", "D.1.1"), ("DASMEN", "C.9", "C.3")
    ]  # fmt: skip
    assert rows[-1].sumber == "Rapat PBD"
    assert "2 dugaan sebab A.1" in words(at)


def test_an_unknown_code_in_an_edited_map_is_named_and_nothing_can_be_saved(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {"gejala": "A.1", "akar": "Z.9", "alasan": "", "sumber": ""}
    monkeypatch.setattr("views.pbd.reflect.st.data_editor", lambda frame, **_: pd.DataFrame([wrong]))
    at = agam(gejala="A.1")
    assert not at.exception
    assert "kode Z.9 tidak ada di katalog indikator" in words(at)
    assert "sumber dugaan A.1 dan Z.9 belum diisi" in words(at)
    assert "Simpan" not in [b.label for b in at.button]
    assert "8 dugaan sebab A.1" in words(at), "the page goes on with the map that holds together"


def test_the_plans_activities_of_every_region_are_listed_whatever_region_is_shown(place: Path) -> None:
    row = KegiatanRencana(kegiatan_id="K-001", kode_wilayah=AGAM, jenis="SD Umum", gejala="A.1", akar="D.1",
                          kegiatan="Lokakarya", penanggung_jawab="BPMP", ukuran_keberhasilan="20")  # fmt: skip
    id = plans.create(Rencana(nama="Uji", tahun=2027, kode_provinsi="13", snapshot=FIRST, kegiatan=(row,)), "BPMP").id
    at = visit("pbd", provinsi="13", kab_kota=PADANG, rencana=id)
    assert not at.exception
    assert "1 kegiatan di 1 wilayah" in words(at)
    empty = visit("pbd", provinsi="13", kab_kota="13.01", rencana=id)
    assert "1 kegiatan di 1 wilayah" in words(empty), "also where the region has no Rapor"
    frame = at.dataframe[-1].value
    assert frame["Wilayah"].tolist() == ["Kab. Agam"]


def test_a_link_that_means_nothing_opens_the_nearest_view(tiny_world: Path) -> None:
    at = visit("pbd", provinsi="13", kab_kota="x", gejala="<b>x</b>", akar="-1", jenis="?", tahun="NaN",
               rencana="tak ada", kelompok_rapor="'; DROP TABLE x; --")  # fmt: skip
    assert not at.exception
    assert "Tautan disesuaikan" in words(at)
    assert headline(at).startswith("Di Sumatera Barat, SD Umum: ")
    assert "<b>x</b>" not in " ".join(str(i.value) for i in at.info)


def test_the_sample_world_has_recommendations_for_a_supported_cause(tiny_world: Path) -> None:
    at = visit("pbd", provinsi="13", gejala="A.1", akar="D.1")
    assert not at.exception
    assert "kegiatan disarankan untuk SD Umum" in words(at)

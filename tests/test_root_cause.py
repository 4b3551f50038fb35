"""Hypotheses about weak indicators: what counts as evidence, how far the map is followed, and what a plan may hold."""

from __future__ import annotations

import csv
import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.owner_text import is_unit, objection
from analysis.root_cause import (
    BELUM,
    DIDUKUNG,
    KEADAAN,
    TIDAK,
    Dugaan,
    causes,
    code_key,
    cycles,
    descend,
    objections,
    verdict,
)
from schemas.rencana import KegiatanRencana, TargetRencana
from views.pbd import draft
from views.pbd.rows import Awal
from warehouse.paths import REFERENCE

CAPAIAN = ("Baik", "Sedang", "Kurang")
GAP = ("Rendah", "Sedang", "Tinggi")
PARTISIPASI = ("Tinggi", "Sedang", "Rendah")
SPM = ("TUNTAS PARIPURNA", "TUNTAS UTAMA", "TUNTAS MADYA", "TUNTAS PRATAMA", "TUNTAS MUDA", "BELUM TUNTAS")


@pytest.mark.parametrize(
    ("label", "order", "state"),
    [
        ("Kurang", CAPAIAN, DIDUKUNG), ("Sedang", CAPAIAN, TIDAK), ("Baik", CAPAIAN, TIDAK),
        ("Tinggi", GAP, DIDUKUNG), ("Sedang", GAP, TIDAK), ("Rendah", GAP, TIDAK),
        ("Rendah", PARTISIPASI, DIDUKUNG), ("Sedang", PARTISIPASI, TIDAK), ("Tinggi", PARTISIPASI, TIDAK),
        ("BELUM TUNTAS", SPM, DIDUKUNG), ("TUNTAS PARIPURNA", SPM, TIDAK),
        ("kurang ", CAPAIAN, DIDUKUNG), ("Kurang", GAP, DIDUKUNG),
        ("Tinggi", CAPAIAN, BELUM), ("Rendah", CAPAIAN, BELUM), ("Entah", CAPAIAN, BELUM),
        ("Kurang", (), DIDUKUNG), ("Sedang", (), TIDAK), ("Baik", (), TIDAK), ("Tinggi", (), BELUM),
        ("Rendah", (), BELUM),
    ],
)  # fmt: skip
def test_the_lowest_label_of_the_family_alone_supports_a_hypothesis(
    label: str, order: tuple[str, ...], state: str
) -> None:
    assert verdict(label, order, nilai=50.0).keadaan == state


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        ({"label": None, "is_tertulis": False}, "tidak ada di berkas Rapor wilayah ini"),
        ({"label": None, "is_tertulis": False, "is_dikenal": False}, "kode tidak ada di katalog"),
        ({"label": None, "nilai": 3.0}, "nilai terbit tanpa label"),
        ({"label": None}, "tidak tersedia"),
        ({"label": ""}, "tidak tersedia"),
        ({"label": float("nan")}, "tidak tersedia"),
        ({"label": None, "alasan": "satdik tidak mengikuti AN"}, "tidak tersedia: satdik tidak mengikuti AN"),
        ({"label": "Capaian Tidak Tersedia"}, "tertulis “Capaian Tidak Tersedia”"),
        ({"label": "Tidak Tersedia (Tidak ada data)"}, "tertulis “Tidak Tersedia (Tidak ada data)”"),
        ({"label": "Tidak Berlaku"}, "tertulis “Tidak Berlaku”"),
        ({"label": "Tinggi", "order": ()}, "berlabel Tinggi; arah label indikator ini belum dipastikan"),
        ({"label": "Tinggi"}, "berlabel Tinggi; label tidak dikenal pada keluarga indikatornya"),
    ],
)
def test_what_is_missing_is_no_evidence_and_says_why(given_: dict[str, object], why: str) -> None:
    order = given_.pop("order", CAPAIAN)
    found = verdict(given_.pop("label"), order, **given_)  # type: ignore[arg-type]
    assert (found.keadaan, found.alasan) == (BELUM, why)


@given(st.one_of(st.none(), st.text(max_size=30)), st.sampled_from([CAPAIAN, GAP, PARTISIPASI, SPM, ()]),
       st.floats(allow_nan=True), st.booleans())  # fmt: skip
def test_any_label_gives_one_of_three_states_with_a_reason(
    label: str | None, order: tuple[str, ...], nilai: float, written: bool
) -> None:
    found = verdict(label, order, nilai=nilai, is_tertulis=written)
    assert found.keadaan in KEADAAN
    assert found.alasan
    if not written or not (label or "").strip():
        assert found.keadaan == BELUM


def test_a_bad_value_without_a_label_is_no_evidence() -> None:
    assert verdict(None, CAPAIAN, nilai=0.0).keadaan == BELUM
    assert verdict("Kurang", CAPAIAN, nilai=math.nan).keadaan == DIDUKUNG, "a label may stand alone"


def peta(*pairs: str) -> tuple[Dugaan, ...]:
    return tuple(Dugaan(a, b, "", "uji") for a, b in (pair.split(">") for pair in pairs))


def test_the_tree_is_followed_two_levels_and_ends_where_a_code_comes_back() -> None:
    found = descend(peta("A>B", "B>C", "C>A", "B>A"), "A", 5)
    assert [("→".join(n.jalur), n.is_berulang) for n in found] == [
        ("A→B", False), ("A→B→C", False), ("A→B→A", True), ("A→B→C→A", True)
    ]  # fmt: skip
    assert [len(n.jalur) for n in descend(peta("A>B", "B>C", "C>D"), "A", 2)] == [2, 3]
    assert descend((), "A", 2) == ()


def test_an_indicator_is_no_cause_of_itself() -> None:
    assert causes(peta("A>A", "A>B"), "A") == peta("A>B")


def test_codes_that_lead_back_to_each_other_are_named_together() -> None:
    assert cycles(peta("D.3>E.5", "E.5>D.3", "A.1>D.3")) == (("D.3", "E.5"),)
    assert cycles(peta("A>B", "B>C", "C>A", "C>D")) == (("A", "B", "C"),)
    assert cycles(peta("A>B", "B>C")) == ()
    assert cycles(peta("A>A")) == ()


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE")), max_size=25))
def test_following_any_map_ends_and_no_way_passes_a_code_twice(pairs: list[tuple[str, str]]) -> None:
    there = tuple(Dugaan(a, b) for a, b in pairs)
    for node in descend(there, "A", 8):
        before = node.jalur[:-1]
        assert len(set(before)) == len(before)
        assert node.is_berulang == (node.jalur[-1] in before)


def test_a_map_with_faults_is_refused_with_every_fault_named() -> None:
    wrong = (Dugaan("A.1", "Z.9", "", "uji"), Dugaan("A.1", "A.1", "", "uji"), Dugaan("A.1", "D.1", "", ""),
             Dugaan("A.1", "D.1", "", "uji"), Dugaan("", "D.1", "", "uji"))  # fmt: skip
    assert objections(wrong, {"A.1", "D.1"}) == (
        "Baris 1: kode Z.9 tidak ada di katalog indikator.",
        "Baris 2: A.1 tidak dapat menjadi dugaan sebab dirinya sendiri.",
        "Baris 3: sumber dugaan A.1 dan D.1 belum diisi.",
        "Baris 4: A.1 dan D.1 tertulis dua kali.",
        "Baris 5: indikator lemah belum diisi.",
    )
    assert objections(peta("A.1>D.1", "D.1>A.1"), {"A.1", "D.1"}) == (), "a circle is allowed"


def test_codes_stand_by_their_numbers() -> None:
    codes = ["D.10", "D.3", "D.3.1", "A.2", "D.3.10", "D.3.2", "D.x"]
    assert sorted(codes, key=code_key) == ["A.2", "D.3", "D.3.1", "D.3.2", "D.3.10", "D.10", "D.x"]


def reference() -> list[dict[str, str]]:
    with (REFERENCE / "akar_masalah.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_map_of_the_product_names_known_indicators_asks_and_claims_no_cause() -> None:
    with (REFERENCE / "indikator.csv").open(encoding="utf-8", newline="") as handle:
        known = {(row["kelompok"], row["kode"]) for row in csv.DictReader(handle)}
    for row in reference():
        assert {(row["kelompok"], row["gejala"]), (row["kelompok"], row["akar"])} <= known, row
        assert row["alasan"].endswith("?"), row
        assert "dugaan" in row["sumber"]
        assert row["gejala"] != row["akar"]


def test_the_map_holds_the_links_used_in_practice() -> None:
    found = {(row["gejala"], row["akar"]) for row in reference()}
    for gejala, akar in (("A.1", "D.1.3"), ("A.2", "C.3"), ("A.3", "E.1"), ("B.1", "C.1"), ("D.1", "D.2.3"),
                         ("D.4", "D.4.4"), ("D.10", "D.10.1"), ("E.2", "E.5"), ("E.5", "D.4")):  # fmt: skip
        assert (gejala, akar) in found
    assert {row["kelompok"] for row in reference()} == {"DASMEN"}, "nothing is known of PAUD, whose codes mean others"


@pytest.mark.parametrize(
    "text",
    ["Budi 198503122010011001", "NIP Siti", "Disdik, nik 1", "19850312 201001 1 001", "0812-3456-7890", "a@b.id",
     "Siti Aminah, S.Pd", "Drs. Amir", "Ibu Ani", "Dr. Budi M.Pd.", "Ahmad, ST, M. Si"],
)  # fmt: skip
def test_a_person_is_refused_as_owner(text: str) -> None:
    assert objection(text)


@pytest.mark.parametrize(
    "text",
    ["Disdik Kab. Agam", "BPMP Sumatera Barat, Pokja 2", "Kepala Bidang GTK", "Wali wilayah Agam", "KKG gugus 3",
     "SDN 05 Lubuk Basung", "Kantor Kemenag", "Tim PBD 2027"],
)  # fmt: skip
def test_a_unit_or_an_office_may_own(text: str) -> None:
    assert objection(text) == ""
    assert is_unit(text) or text.startswith("SDN")


def test_a_bare_name_is_asked_about_and_not_refused() -> None:
    assert objection("Siti Aminah") == ""
    assert not is_unit("Siti Aminah")


GOOD = {"kode_wilayah": "13.06", "jenis": "SD Umum", "gejala": "A.1", "akar": "D.1", "keadaan_akar": DIDUKUNG,
        "kegiatan": "Lokakarya", "penanggung_jawab": "Disdik", "ukuran_keberhasilan": "20 sekolah"}  # fmt: skip


def kegiatan(id: str = "K-001", **more: object) -> KegiatanRencana:
    return KegiatanRencana.model_validate({"kegiatan_id": id, **GOOD, **more})


def test_an_activity_needs_a_name_an_owner_and_a_measure() -> None:
    row, said = draft.activity(GOOD)
    assert row is not None
    assert said == ()
    for name in ("kegiatan", "penanggung_jawab", "ukuran_keberhasilan"):
        row, said = draft.activity({**GOOD, name: ""})
        assert row is None
        assert len(said) == 1
        assert "belum diisi" in said[0]


@pytest.mark.parametrize("values", [
    {"penanggung_jawab": "Budi NIP 198503122010011001"}, {"ukuran_keberhasilan": "NIK 3273010101010001 hadir"},
    {"kode_anggaran": "3273010101010001"}, {"kode_anggaran": "<script>"}, {"triwulan": 5}, {"anggaran_rupiah": -1},
    {"kode_wilayah": "agam"},
])  # fmt: skip
def test_what_may_not_stand_in_a_plan_is_refused(values: dict[str, object]) -> None:
    row, said = draft.activity({**GOOD, **values})
    assert row is None
    assert said


def test_numbers_of_activities_go_on_and_are_never_given_twice() -> None:
    saved = (kegiatan("K-001"), kegiatan("K-007", akar="D.3"))
    found = draft.with_activities(saved, [kegiatan("K-000", akar="D.2"), kegiatan("K-000", akar="C.3")])
    assert [row.kegiatan_id for row in found] == ["K-001", "K-007", "K-008", "K-009"]
    kept = draft.with_activities(saved[:1], [kegiatan("K-000", akar="D.2")], [row.kegiatan_id for row in saved])
    assert [row.kegiatan_id for row in kept] == ["K-001", "K-008"], "a number that was deleted just now is not reused"
    assert [row.kegiatan_id for row in draft.with_activities((), [kegiatan("K-000")])] == ["K-001"]


def goal(**more: object) -> TargetRencana:
    return TargetRencana.model_validate({
        "acuan": "DASMEN:A.1", "jenis": "SD Umum", "kode_wilayah": "13.06", "nilai_baseline": 38.0,
        "tanggal_baseline": date(2025, 12, 31), "snapshot_baseline": "lama", "nilai_target": 50.0,
        "tanggal_tenggat": date(2027, 12, 31), "penanggung_jawab": "Disdik", **more,
    })  # fmt: skip


def test_a_saved_baseline_stays_whatever_is_computed_later() -> None:
    new = goal(nilai_baseline=44.0, tanggal_baseline=date(2026, 12, 31), snapshot_baseline="baru", nilai_target=60.0)
    (found,) = draft.with_targets([goal()], [new])
    assert (found.nilai_baseline, found.tanggal_baseline, found.snapshot_baseline) == (38.0, date(2025, 12, 31), "lama")
    assert found.nilai_target == 60.0
    later = new.model_copy(update={"tanggal_tenggat": date(2028, 12, 31)})
    assert [row.nilai_baseline for row in draft.with_targets([goal()], [later])] == [38.0, 38.0]
    other = new.model_copy(update={"jenis": "SMP Umum"})
    assert [row.nilai_baseline for row in draft.with_targets([goal()], [other])] == [38.0, 44.0]


AWAL = Awal("DASMEN:A.1", 38.0, 2025, "persen", 1)
WHERE = {"jenis": "SD Umum", "wilayah": "13.06", "snapshot": "s"}


@pytest.mark.parametrize(
    ("awal", "nilai", "tenggat", "owner", "word"),
    [
        (AWAL, 50.0, date(2027, 1, 1), "Disdik", ""),
        (AWAL, None, date(2027, 1, 1), "Disdik", "belum diisi"),
        (AWAL, 30.0, date(2027, 1, 1), "Disdik", "lebih tinggi"),
        (AWAL, 38.0, date(2027, 1, 1), "Disdik", "lebih tinggi"),
        (AWAL, 101.0, date(2027, 1, 1), "Disdik", "di luar skala"),
        (AWAL, 50.0, None, "Disdik", "Tenggat belum diisi"),
        (AWAL, 50.0, date(2025, 12, 31), "Disdik", "sesudah tanggal nilai awal"),
        (AWAL, 50.0, date(2027, 1, 1), "", "Penanggung jawab"),
        (AWAL, 50.0, date(2027, 1, 1), "NIP 1", "NIP"),
        (Awal("DASMEN:B.1", 1.2, 2025, "skala 1-3", 1), 3.5, date(2027, 1, 1), "Disdik", "di luar skala"),
        (Awal("DASMEN:B.4", 104.0, 2025, "persen", 1), 105.0, date(2027, 1, 1), "Disdik", ""),
        (Awal("PAUD:B.6", -4.0, 2025, "persen", -1), -2.0, date(2027, 1, 1), "Disdik", ""),
        (Awal("PAUD:B.6", -4.0, 2025, "persen", -1), 6.0, date(2027, 1, 1), "Disdik", "lebih dekat ke nol"),
        (Awal("PAUD:B.5", 4.0, 2025, "lihat berkas", 0), 3.0, date(2027, 1, 1), "Disdik", ""),
        (Awal("DASMEN:C.1", 100.0, 2025, "persen", 1), 100.0, date(2027, 1, 1), "Disdik", ""),
    ],
)
def test_a_target_lies_on_the_better_side_of_its_baseline(
    awal: Awal, nilai: float | None, tenggat: date | None, owner: str, word: str
) -> None:
    row, said = draft.target(awal, nilai, tenggat, owner, **WHERE)
    assert (row is None) == bool(word)
    assert word in " ".join(said)
    if row is not None:
        assert (row.nilai_baseline, row.tanggal_baseline, row.snapshot_baseline) == (
            awal.nilai,
            date(2025, 12, 31),
            "s",
        )


def test_what_an_editor_changes_is_kept_and_what_it_may_not_is_refused() -> None:
    saved = (kegiatan("K-001"), kegiatan("K-002", akar="D.3", penanggung_jawab=""))
    frame = draft.activity_frame(saved, {"13.06": "Kab. Agam"})
    assert draft.edited(saved, frame) == (saved, ()), "rows left alone are kept as they are, also imperfect ones"
    changed = frame.assign(
        triwulan=pd.array([2, None], dtype="Int64"), tanggal_tenggat=pd.to_datetime(["2027-03-01", ""]),
        anggaran_rupiah=pd.array([5e6, None], dtype="Float64"), wilayah=["diubah", "Kab. Agam"],
    )  # fmt: skip
    (first, second), said = draft.edited(saved, changed)
    assert said == ()
    assert (first.triwulan, first.anggaran_rupiah, first.tanggal_tenggat) == (2, 5e6, date(2027, 3, 1))
    assert (first.kode_wilayah, second) == ("13.06", saved[1])
    assert draft.edited(saved, frame.iloc[1:])[0] == saved[1:], "a deleted row is gone"
    (kept, _), said = draft.edited(saved, frame.assign(penanggung_jawab=["NIP 198503122010011001", ""]))
    assert kept == saved[0]
    assert "K-001" in said[0]


def test_the_queue_lets_go_of_what_the_plan_holds() -> None:
    antre = draft.Antre((kegiatan("K-000"), kegiatan("K-000", akar="C.3")), (goal(),))
    rest = draft.left(antre, (kegiatan("K-004"),), (goal(),))
    assert [row.akar for row in rest.kegiatan] == ["C.3"]
    assert rest.target == ()

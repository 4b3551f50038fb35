"""What the allocation says and counts: sentences true to their numbers, rupiah as it is read, costs from rows."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.allocation import Aturan, Jawaban, Kota, Soal, Studi, Tingkat, Wilayah, evaluate, greedy, solve
from analysis.allocation.study import Permintaan, TahunLalu, Tambahan
from schemas.rencana import (
    AlokasiRencana,
    KelasRencana,
    KotaRencana,
    OngkosRencana,
    SetelanAlokasi,
    TingkatRencana,
    WilayahRencana,
)
from views.allocation import plan_rows, reasons, words
from views.allocation.candidates import Z, has_errors, standard_errors
from views.allocation.inputs import Masukan
from views.allocation.plan_rows import lanes
from views.allocation.question import past_seats
from views.allocation.result import Susunan, short_city
from views.format import rupiah, rupiah_exact

LEVELS = (Tingkat(3, 30, 2, 15e6, 750e3), Tingkat(4, 25, 2, 18e6, 750e3))


def make_soal(*, pagu: float = 200e6, days: int = 100, pct_3t: float = 0.0, maks: int | None = None) -> Soal:
    regions = (Wilayah("13.06", 80.0, (20, 0), (5, 0), 40, False, "Agam"),
               Wilayah("13.71", 40.0, (20, 0), (0, 0), 40, False, "Padang"))  # fmt: skip
    rules = Aturan(pagu, days, 2, pct_3t, 0, maks, True, 0.0)
    return Soal(regions, (Kota("13.71", "Padang", 4, 1),), LEVELS, np.array([[800e3], [150e3]]), rules)


def make_susunan(**values: object) -> Susunan:
    setelan = SetelanAlokasi(pagu_rupiah=2e9, hari_pelatih=240, kursi_per_sekolah=2, tanggal_mulai=date(2027, 2, 1),
                             tanggal_selesai=date(2027, 11, 30))  # fmt: skip
    tingkat = (
        TingkatRencana(level="basic", jumlah_hari=3, jumlah_kursi=30, jumlah_pelatih=2, biaya_kelas_rupiah=15e6,
                       biaya_harian_rupiah=750e3),
        TingkatRencana(level="intermediate", jumlah_hari=4, jumlah_kursi=25, jumlah_pelatih=2, biaya_kelas_rupiah=18e6,
                       biaya_harian_rupiah=750e3),
    )  # fmt: skip
    kota = (KotaRencana(kode_kota="13.71", nama="Kota Padang", jumlah_kelas_maks=4),)
    masukan = Masukan(setelan, tingkat, kota, (OngkosRencana(jarak="provinsi", biaya_rupiah=800e3),))
    rows = (
        AlokasiRencana(kode_wilayah="13.06", nama="Kabupaten Agam", level="basic", kode_kota="13.71", jumlah_kursi=20,
                       jumlah_kursi_bakti=5, skor=80.0, biaya_rupiah=20 * (3 * 750e3 + 800e3)),
        AlokasiRencana(kode_wilayah="13.71", nama="Kota Padang", level="intermediate", kode_kota="13.71",
                       jumlah_kursi=10, skor=50.0, biaya_rupiah=10 * (4 * 750e3 + 150e3)),
    )  # fmt: skip
    classes = (KelasRencana(kode_kota="13.71", level="basic", nomor=1, jumlah_kursi=20),
               KelasRencana(kode_kota="13.71", level="intermediate", nomor=1, jumlah_kursi=10))  # fmt: skip
    return replace(Susunan(masukan, rows, classes), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "said"),
    [(50_000_000, "Rp 50 juta"), (2_000_000_000, "Rp 2,0 miliar"), (750_000, "Rp 750.000"), (0, "Rp 0"),
     (3_200_000, "Rp 3,2 juta"), (999_999_999, "Rp 1,0 miliar"), (999_999, "Rp 1 juta"),
     (1_500_000_000_000, "Rp 1,5 triliun"), (-2_000_000, "−Rp 2 juta"), (None, "–"), (math.inf, "–")],
)  # fmt: skip
def test_rupiah_is_read_in_words_a_budget_is_spoken_in(value: float | None, said: str) -> None:
    assert rupiah(value).replace("\u00a0", " ") == said


def test_the_exact_rupiah_keeps_every_digit() -> None:
    assert rupiah_exact(2_000_000_001).replace("\u00a0", " ") == "Rp 2.000.000.001"
    assert rupiah_exact(math.nan) == "–"


def test_costs_and_worth_follow_from_the_rows_and_add_up() -> None:
    plan = make_susunan()
    assert plan.jumlah_kursi == 30
    assert plan.nilai == pytest.approx(20 * 0.8 + 10 * 0.5)
    assert plan.biaya_harian == 20 * 3 * 750e3 + 10 * 4 * 750e3
    assert plan.biaya_peserta - plan.biaya_harian == 20 * 800e3 + 10 * 150e3
    assert plan.biaya == plan.biaya_peserta + 15e6 + 18e6
    assert plan.hari_pelatih == 3 * 2 + 4 * 2
    assert plan.per_wilayah["kursi"].sum() == plan.per_kota["kursi"].sum() == plan.rows["jumlah_kursi"].sum() == 30
    assert plan.per_wilayah.iloc[0]["tempat"] == "Padang"


def test_an_old_plan_without_scores_says_no_need_served() -> None:
    rows = tuple(row.model_copy(update={"skor": None}) for row in make_susunan().alokasi)
    plan = make_susunan(alokasi=rows)
    assert plan.nilai is None
    assert words.answer(plan).replace("\u00a0", " ") == (
        "30 kursi di Padang bagi Kab. Agam dan Kota Padang; memakai Rp 125,5 juta dari pagu Rp 2,0 miliar"
    )
    assert "kebutuhan" not in words.split(plan)


def test_equal_need_is_not_called_need_served() -> None:
    rows = tuple(row.model_copy(update={"skor": 100.0}) for row in make_susunan().alokasi)
    assert "kebutuhan" not in words.split(make_susunan(alokasi=rows))
    assert "kebutuhan setara 21 kursi bagi wilayah berskor 100" in words.split(make_susunan())


def jawaban(nilai: float, celah: float = 0.0, *, is_layak: bool = True) -> Jawaban:
    none = np.zeros((2, 1, 2), dtype=np.int64)
    return Jawaban(none, none, np.zeros((1, 2), dtype=np.int64), nilai, 0.0, celah, nilai, is_layak, True, 0.0)


def test_the_comparison_with_step_by_step_is_the_numbers_own() -> None:
    assert words.better(Studi(jawaban(114.0), greedy=jawaban(100.0))).replace("\u00a0", " ") == (
        "melayani 14 % lebih banyak daripada cara sederhana"
    )
    assert words.better(Studi(jawaban(100.8), greedy=jawaban(100.0))).startswith("melayani 0,8")
    assert words.better(Studi(jawaban(100.0), greedy=jawaban(100.0))) == "sama baiknya dengan cara sederhana"
    bad = Studi(jawaban(100.0), greedy=jawaban(50.0, is_layak=False))
    assert words.better(bad) == ""
    assert words.compare_title(bad, None) == "Susunan ini memenuhi semua batas, cara sederhana tidak"
    assert "di sini cara itu tidak memenuhi semua batas" in words.simple_words(bad)
    assert words.simple_words(Studi(jawaban(100.0), greedy=jawaban(100.0))) == (
        "Cara sederhana: kelas dibuka satu per satu, tiap kali di tempat yang melayani kebutuhan terbanyak per rupiah. "
        "Susunan ini sama baiknya dengan cara sederhana. Tidak ada susunan lain yang lebih baik dalam batas ini."
    )
    assert words.better(Studi(jawaban(10.0))) == ""


def test_a_gap_is_rounded_up_so_that_what_is_stated_holds() -> None:
    assert words.gap(jawaban(1.0, 0.0041)).replace("\u00a0", " ") == (
        "susunan ini paling banyak 0,5 % di bawah yang terbaik yang mungkin"
    )
    assert "paling banyak 0,4 %" in words.gap(jawaban(1.0, 0.004)).replace("\u00a0", " ")
    assert words.gap(jawaban(1.0, 0.0)) == "tidak ada susunan lain yang lebih baik dalam batas ini"
    assert words.gap(jawaban(1.0, math.nan)) == ""


def test_what_binds_is_named_with_what_is_left() -> None:
    soal = make_soal(pagu=60e6)
    said = bound(soal, solve(soal))
    assert len(said) == 1
    assert said[0].startswith("pagu (sisa Rp")
    soal = make_soal(pagu=1e9)
    plan = solve(soal)
    assert bound(soal, plan) == ["calon peserta (semua calon sudah mendapat kursi)"]
    assert reasons.binding_words(soal, plan).replace("\u00a0", " ") == (
        "Yang membatasi: calon peserta (semua calon sudah mendapat kursi). Pagu dapat turun sampai "
        f"{rupiah_exact(plan.biaya)} tanpa mengurangi satu kursi pun.".replace("\u00a0", " ")
    )
    assert reasons.no_gain_words(soal, plan, 50e6).replace("\u00a0", " ") == (
        "Tambahan Rp 50 juta tidak menambah kebutuhan yang terlayani: yang menahan calon peserta, bukan pagu."
    )
    soal = make_soal(pagu=1e9, days=6)
    plan = solve(soal)
    assert plan.kursi.sum() == 30
    assert bound(soal, plan) == ["hari-pelatih (sisa 0)"]
    soal = make_soal(pagu=1e9, maks=7)
    assert bound(soal, solve(soal)) == ["kursi paling banyak per wilayah (2 kab/kota sudah 7)"]


def bound(soal: Soal, plan: Jawaban) -> list[str]:
    return [one.kata for one in reasons.binding(soal, plan)]


def test_money_that_ends_before_the_second_level_is_what_binds_not_the_people() -> None:
    soal = make_soal(pagu=1e9)
    first = solve(soal)
    agam, padang = soal.wilayah
    soal = replace(soal, wilayah=(replace(agam, calon=(20, 5)), padang))
    tight = replace(soal, aturan=replace(soal.aturan, pagu=first.biaya))
    assert first.kursi[:, :, 0].sum() == 40, "everybody at basic"
    assert reasons.left_over(tight, first).tolist() == [[0, 5], [0, 0]]
    (only,) = bound(tight, first)
    assert only.startswith("pagu (sisa Rp")
    assert "Pagu dapat turun" not in reasons.binding_words(tight, first)


def test_a_region_without_a_seat_has_a_reason_that_is_true_of_it() -> None:
    soal = make_soal(pagu=60e6)
    plan = solve(soal)
    assert plan.kursi.sum(axis=(1, 2)).tolist()[1] == 0
    assert reasons.without_seats(soal, plan) == {"13.71": "pagu habis, skornya terendah"}
    agam, padang = soal.wilayah

    def why(other: Wilayah) -> str:
        asked = replace(soal, wilayah=(agam, other))
        none = np.array(plan.kursi)
        none[1] = 0
        return reasons.without_seats(asked, replace(plan, kursi=none))["13.71"]

    assert why(replace(padang, calon=(0, 0))) == "belum ada calon peserta"
    assert why(replace(padang, nilai=0.0)) == "skor kebutuhan 0"
    assert "mahal" not in why(replace(padang, nilai=90.0)), "it is the cheaper one"
    assert "skornya" not in why(replace(padang, nilai=80.0)), "alike is not lowest"
    alike = replace(soal, wilayah=(agam, replace(agam, kode="13.71")), ongkos=np.array([[800e3], [800e3]]))
    assert reasons.without_seats(alike, plan)["13.71"].endswith("setara dengan penerima"), "a tie is said"
    three = replace(soal, wilayah=(agam, padang, replace(padang, kode="13.01", nilai=20.0)),
                    ongkos=np.array([[800e3], [150e3], [150e3]]))  # fmt: skip
    seats = np.zeros((3, 1, 2), dtype=np.int64)
    seats[0] = plan.kursi[0]
    found = reasons.without_seats(three, replace(plan, kursi=seats))
    assert found["13.71"].endswith("skornya di bawah penerima")
    assert found["13.01"].endswith("skornya terendah")
    dear = replace(soal, wilayah=(agam, replace(padang, nilai=81.0)), ongkos=np.array([[800e3], [9e6]]))
    far = reasons.without_seats(dear, plan)["13.71"]
    assert far.endswith("lebih mahal per kebutuhan")
    assert reasons.without_seats(soal, solve(make_soal(pagu=1e9))) == {}


def test_who_goes_on_to_the_second_level_is_told_from_both_sources() -> None:
    plan = make_susunan()
    said = words.going_on(plan, {"13.71": 4}).replace("\u00a0", " ")
    assert said == (
        "Kursi lanjut: 4 untuk yang siap hari ini dan 6 untuk peserta dasar rencana ini "
        "(80 % dari mereka dihitung siap), "
        "jadi paling banyak 24 orang di 30 kursi."
    )
    assert words.going_on(plan, {"13.71": 10}) == (
        "Kursi lanjut seluruhnya dapat diisi orang yang sudah siap hari ini, jadi paling banyak 30 orang."
    )
    assert "80 % dari peserta dasar rencana ini" in words.going_on(plan, None).replace("\u00a0", " ")
    basic = tuple(row for row in plan.alokasi if row.level == "basic")
    assert words.going_on(replace(plan, alokasi=basic), {}) == ""


def test_costs_are_told_as_shares_of_the_budget_alone() -> None:
    said = words.cost_title(make_susunan()).replace("\u00a0", " ")
    # 125.5 of 2,000 million; days cost 75 million: 3.75 % of the budget, not 60 % of what is spent.
    assert said == (
        "Rp 125,5 juta terpakai, 6 % dari pagu, sisa Rp 1,9 miliar; "
        "terbesar untuk menginap, makan, dan uang harian, 4 %"
    )


def test_regions_without_seats_are_named_while_they_are_few() -> None:
    plan = make_susunan()
    shared = pd.DataFrame({
        "kode": ["13.06", "13.71", "13.01", "13.02"], "nama": ["Agam", "Padang", "Kabupaten A", "Kabupaten B"],
        "skor": [80.0, 50.0, 30.0, 60.0],
    })  # fmt: skip
    bare = plan.tanpa_kursi(shared, {"13.01": "pagu habis"})
    assert bare["kode"].tolist() == ["13.02", "13.01"], "greatest need first"
    assert words.unseated(bare, 4) == (
        "2 dari 4 kab/kota tidak mendapat kursi: Kab. B (skor urutan 2 dari 4) dan Kab. A (pagu habis)."
    )
    many = pd.concat([bare, bare], ignore_index=True)
    said = words.unseated(many.assign(alasan=["pagu habis", "x", "pagu habis", ""]), 9)
    assert said.startswith("4 dari 9 kab/kota tidak mendapat kursi: Kab. B, Kab. A")
    assert said.endswith("Sebabnya: pagu habis (2); x (1).")
    assert words.unseated(bare.head(0), 2) == ""


def test_a_share_for_3t_without_any_3t_region_is_said_when_it_leaves_nothing() -> None:
    soal = make_soal(pct_3t=10.0)
    assert solve(soal).kursi.sum() == 0
    said = reasons.nothing_words(soal).replace("\u00a0", " ")
    assert said == "Sedikitnya 10 % kursi harus untuk 3T, sedangkan tidak ada kab/kota 3T yang mempunyai calon."
    assert "di atas pagu" in reasons.nothing_words(make_soal(pagu=1e6))
    assert reasons.nothing_words(make_soal(days=5)) == "Hari-pelatih tidak cukup untuk satu kelas pun."


def test_what_more_money_buys_is_told_in_seats_and_in_need() -> None:
    gained = np.array([9, 0])
    more = Tambahan(50e6, jawaban(0), jawaban(0), 5.1, 3.5, 6.5, 4.8, gained, gained)
    said = words.more_title(Studi(jawaban(1.0), tambahan=more)).replace("\u00a0", " ")
    assert said == "Rp 50 juta lagi membeli 9 kursi, setara 4,8 kursi berskor 100, tanpa mengurangi siapa pun"
    assert words.anew(more) == (
        "Bila semuanya disusun ulang: setara 5,1 kursi berskor 100 (antara 3,5 dan 6,5), tanpa mengurangi kursi siapa "
        "pun."
    )
    assert "1 kab/kota kehilangan kursi" in words.anew(replace(more, kursi=np.array([12, -3])))
    assert words.anew(replace(more, nilai=4.8)) == "", "no better than adding to the plan"
    nothing = replace(more, nilai=0.0, nilai_utuh=0.0, kursi_utuh=np.array([0, 0]))
    assert words.more_title(Studi(jawaban(1.0), tambahan=nothing)) == "", "the costs say why"


def test_the_plan_is_never_worth_less_than_step_by_step_in_its_own_words() -> None:
    soal = make_soal()
    studi = Studi(solve(soal), greedy=greedy(soal))
    assert "lebih sedikit" not in words.better(studi)
    nilai, biaya, _ = evaluate(soal, studi.utama.kursi)  # type: ignore[union-attr]
    assert (nilai, biaya) == (studi.utama.nilai, studi.utama.biaya)  # type: ignore[union-attr]
    assert Permintaan(soal).tambahan == 50e6, "the page says fifty million"


def region(
    kode: str, skor: float | None, dari: int | None, sampai: int | None, galat: float | None = None
) -> WilayahRencana:
    return WilayahRencana(kode_wilayah=kode, nama=kode, skor=skor, urutan_dari=dari, urutan_sampai=sampai, galat=galat,
                          pct_data=100, is_dipilih=True)  # fmt: skip


def test_uncertainty_of_a_score_is_the_standard_error_the_plan_saved() -> None:
    rows = (region("13.01", 80.0, 1, 1, 3.5), region("13.02", 60.0, 2, 3, 0.0), region("13.03", 50.0, 2, 3))
    assert has_errors(rows)
    assert standard_errors(rows) == {"13.01": 3.5, "13.02": 0.0}, "a region that is surely first has an error too"


def test_an_older_plan_gives_a_rough_error_from_its_rank_intervals() -> None:
    found = standard_errors((region("13.01", 80.0, 1, 1), region("13.02", 60.0, 2, 3), region("13.03", 50.0, 2, 3),
                             region("13.04", None, None, None), region("13.05", 40.0, None, None)))  # fmt: skip
    assert found == pytest.approx({"13.01": 0.0, "13.02": 10 / (2 * Z), "13.03": 10 / (2 * Z)})


def test_people_of_several_cities_are_split_evenly_and_none_is_lost() -> None:
    past = pd.DataFrame({
        "tahun": 2025, "wilayah": ["13.06"] * 3, "level": ["basic", "basic", "intermediate"],
        "kode_kota": ["13.71", "12.71", "13.71"], "jumlah_orang": [7, 7, 2],
    })  # fmt: skip
    bahan = type("Bahan", (), {"frame": pd.DataFrame({"kode": ["13.06"]})})()
    seats = past_seats(past, bahan, ["12.71", "13.71"])
    assert seats[0, :, 0].tolist() == [4, 3]
    assert seats[0, :, 1].tolist() == [0, 2]


def test_classes_of_the_same_days_take_rooms_side_by_side_and_later_ones_the_first() -> None:
    days = [(date(2027, 2, 1), date(2027, 2, 3)), (date(2027, 2, 1), date(2027, 2, 3)),
            (date(2027, 2, 4), date(2027, 2, 8))]  # fmt: skip
    classes = tuple(
        KelasRencana(kode_kota="13.71", level="basic", nomor=n, jumlah_kursi=5, tanggal_mulai=a, tanggal_selesai=b)
        for n, (a, b) in enumerate(days, start=1)
    )
    found = lanes(
        make_susunan(kelas=(*classes, KelasRencana(kode_kota="13.71", level="basic", nomor=9, jumlah_kursi=1)))
    )
    assert found["ruang"].tolist() == [0, 1, 0]
    assert words.schedule_title(make_susunan(kelas=classes)) == "3 kelas terjadwal, semuanya muat"
    assert words.schedule_title(make_susunan()) == "Tidak satu pun dari 2 kelas muat dalam masa pelaksanaan"


def test_cities_are_called_as_people_say() -> None:
    assert short_city("Kota Medan") == "Medan"
    assert short_city("Kota Mataram (Lombok)") == "Lombok (Mataram)"
    assert short_city("Kabupaten Sorong") == "Kab. Sorong"


def test_last_years_seats_are_costed_here_and_never_called_what_was_paid() -> None:
    soal = make_soal()
    best, none = jawaban(3.0), np.zeros((2, 1, 2), dtype=np.int64)
    none[0, 0, 0] = 4
    past = TahunLalu(none, np.ones((1, 2), dtype=np.int64), 2.0, 40e6, (), best)
    studi = Studi(best, tahun_lalu=past)
    assert words.compare_title(studi, 2025).replace("\u00a0", " ") == (
        "Dengan uang yang sama (Rp 40 juta), susunan terbaik melayani 50 % lebih banyak daripada pembagian 2025"
    )
    said = words.past_words(studi, soal, 2025, is_sebagian=True)
    assert said.startswith("Biaya pembagian 2025, kelasnya menurut bagian kursi wilayah ini, dihitung dengan biaya di")
    assert said.endswith("bukan biaya yang dibayar; tempatnya Padang, susunan baru boleh memakai kota lain.")
    assert "menurut bagian" not in words.past_words(studi, soal, 2025, is_sebagian=False)
    worse = replace(studi, tahun_lalu=replace(past, setara=jawaban(1.0)))
    assert "pembagian 2025 melayani lebih banyak" in words.compare_title(worse, 2025)
    assert words.past_words(Studi(best), soal, None, is_sebagian=True) == ""


def test_no_class_falls_on_a_national_holiday_that_keeps_its_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_rows, "holidays", list)
    setelan = make_susunan().masukan.setelan.model_copy(
        update={"tanggal_mulai": date(2027, 5, 2), "tanggal_selesai": date(2028, 1, 1)}
    )
    found = plan_rows.closed(replace(make_susunan().masukan, setelan=setelan))
    assert found == {date(2027, 6, 1), date(2027, 8, 17), date(2027, 12, 25), date(2028, 1, 1)}

"""The sentences of the funnel page: signs with their figures, comparisons without overclaiming."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pandas as pd

from analysis.usage_flags import BURST_COLUMNS, DUTY_COLUMNS, Bursts, Duty
from views.adoption import words as adoption_words
from views.adoption.rows import Tanda, Tempat

NONE = Bursts(pd.DataFrame(columns=list(BURST_COLUMNS)), 19)
CALM = Duty(pd.DataFrame(columns=list(DUTY_COLUMNS)), 480, 74.0)
NAMES = {"13.06": "Kabupaten Agam", "13.71": "Kota Padang"}
BURST = Bursts(
    pd.DataFrame([("13.06", "pmm.aksi_nyata", pd.Timestamp(2026, 8, 31), pd.Timestamp(2026, 9, 30), 70.0, 5.0, 2.5, 9.1,
                   200.0)], columns=list(BURST_COLUMNS)), 19,
)  # fmt: skip
DUTY = Duty(pd.DataFrame([("13.71", 98.0, 21.5, 74.0, -5.0, 500, 107, 40)], columns=list(DUTY_COLUMNS)), 480, 74.0)


def test_a_sign_is_told_with_the_figures_that_led_to_it_and_a_question() -> None:
    table = adoption_words.signs_table(Tanda((BURST,), DUTY, NAMES), "guru")
    assert table["Kab/kota"].tolist() == ["Kabupaten Agam", "Kota Padang"]
    burst, duty = table["Angka yang menimbulkannya"].str.replace("\u00a0", " ")
    assert "aksi nyata naik 70 guru (35,0 % dari 200) antara 31 Agu 2026 dan 30 Sep 2026" in burst
    assert "biasanya 2,5 sebulan, sedangkan selesai 1 topik naik 5" in burst
    assert "98,0 % guru pernah masuk; dari 500 itu 107 mulai topik (21,5 %), median semua kab/kota 74,0 %" in duty
    assert table["Yang patut ditanyakan"].str.contains(r"\?").all()


def test_the_headline_of_signs_counts_places_or_says_there_are_none() -> None:
    found = Tanda((BURST, NONE), DUTY, NAMES)
    said = adoption_words.signs_headline(found, adoption_words.signs_table(found, "guru"))
    assert said == (
        "Patut ditanyakan di Kabupaten Agam dan Kota Padang: 1 lonjakan sertifikat dan 1 masuk karena kewajiban, "
        "dari 19 kab/kota yang diuji"
    )
    calm = Tanda((NONE,), CALM, NAMES)
    said = adoption_words.signs_headline(calm, adoption_words.signs_table(calm, "guru"))
    assert said == "Tidak ada tanda yang patut ditanyakan pada 19 kab/kota yang dapat diuji"
    untested = Tanda((Bursts(NONE.baris, 0),), Duty(CALM.baris, 0, float("nan")), NAMES)
    assert "terlalu pendek" in adoption_words.signs_headline(untested, adoption_words.signs_table(untested, "guru"))


def pair(*rows: tuple[float, object]) -> pd.DataFrame:
    return pd.DataFrame([{"jenis": "tahap", "nama": f"Tahap {i}", "selisih": gap, "is_beda": apart}
                         for i, (gap, apart) in enumerate(rows)]).astype({"is_beda": object})  # fmt: skip


def test_two_dates_without_a_proven_change_are_not_called_level() -> None:
    rows = pair((0.5, False), (-0.4, False))
    assert "setara" in adoption_words.compared(rows, "Agam", "Nasional")
    said = adoption_words.compared(rows, "31 Okt 2026", "31 Jul 2026", is_dates=True)
    assert said == "31 Okt 2026 terhadap 31 Jul 2026: tidak satu pun dari 2 tahap terbukti berubah"


def test_the_widest_difference_keeps_its_sign_and_without_intervals_nothing_is_judged() -> None:
    said = adoption_words.compared(pair((2.0, True), (-6.5, True)), "Agam", "Nasional").replace("\u00a0", " ")
    assert said == "Agam terhadap Nasional: berbeda pada 2 dari 2 tahap, terbesar −6,5 poin pada tahap 1"
    assert adoption_words.compared(pair((2.0, None)), "Agam", "Nasional").endswith("tanpa selang")


def test_the_method_of_a_difference_follows_what_is_compared() -> None:
    agam, west = Tempat("Kabupaten Agam", provinsi="13", kab_kota="13.06"), Tempat("Sumatera Barat", provinsi="13")
    assert "dua tanggal" in adoption_words.how_compared(agam, agam, is_same_date=False)
    assert "satu memuat yang lain" in adoption_words.how_compared(agam, west, is_same_date=True)
    java = Tempat("Jawa Barat", provinsi="32")
    assert "satu memuat" not in adoption_words.how_compared(west, java, is_same_date=True)


def test_a_break_is_told_by_its_date() -> None:
    assert "1 Jan 2024" in adoption_words.broken([date(2024, 1, 1)])
    assert adoption_words.broken([]) == ""


def loss(before: str, after: str, gap: float) -> dict[str, object]:
    return {"ukuran_sebelum": before, "ukuran": after, "hilang_poin": gap, "hilang_rendah": gap - 1.5,
            "hilang_tinggi": gap + 1.5, "hilang_orang": 430, "is_terlalu_sedikit": False}  # fmt: skip


def test_every_stage_of_a_tie_is_told_with_its_size_and_the_day() -> None:
    corong: Any = SimpleNamespace(tanggal=date(2026, 10, 31), tempat=None)
    top = loss("pmm.selesai_topik_1", "pmm.aksi_nyata", 25.3)
    ties = pd.DataFrame([loss("pmm.login", "pmm.mulai_topik", 24.1)])
    whole = adoption_words.headline(corong, "guru", top, ties).replace("\u00a0", " ")
    assert whole == (
        "Kehilangan terbesar di PMM / Ruang GTK pada 2 tahap yang setara: dari selesai 1 topik ke kirim aksi nyata, "
        "25,3 poin (±1,5; 430 guru) per 31 Okt 2026; juga dari pernah masuk ke mulai topik (24,1 poin)"
    )
    short = adoption_words.headline(corong, "guru", top, ties, is_short=True).replace("\u00a0", " ")
    assert short == (
        "Kehilangan terbesar per 31 Okt 2026, 2 tahap setara: dari selesai 1 topik ke kirim aksi nyata, 25,3 poin "
        "(±1,5); dari pernah masuk ke mulai topik (24,1 poin)"
    )
    alone = adoption_words.headline(corong, "guru", top, ties.iloc[:0], is_short=True).replace("\u00a0", " ")
    assert alone == (
        "Kehilangan terbesar per 31 Okt 2026: dari selesai 1 topik ke kirim aksi nyata, 25,3 poin (±1,5; 430 guru)"
    )

"""Headlines name no first or last inside a tie, and never a region of too few schools."""

from __future__ import annotations

from datetime import date
from typing import cast

import pandas as pd
import pytest

from views.panels import extremes, multiples_title
from views.program.kurikulum import year_words
from views.rapor import panels as rapor_panels
from views.rapor.rows import Tempat
from views.sentences import TOO_FEW, movers

FEW = 4


def places(*rows: tuple[str, float, float | None]) -> pd.DataFrame:
    """Name, share, half its interval; None where there are too few schools."""
    return pd.DataFrame(
        [{"nama": name, "pct": value, "pct_rendah": None if half is None else value - half,
          "pct_tinggi": None if half is None else value + half, "jumlah_satuan": FEW if half is None else 50,
          "is_terlalu_sedikit": half is None} for name, value, half in rows]
    ).astype({"pct_rendah": float, "pct_tinggi": float})  # fmt: skip


def test_a_panel_of_all_kab_kota_is_of_their_province(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapor_panels.data, "province", lambda code: ("Sumatera Barat", "Sumatera"))
    monkeypatch.setattr(rapor_panels.rapor_words, "label_year", lambda pilih: "Rapor 2025")
    agam = Tempat("kab_kota", "Kabupaten Agam", "13", "13.06")
    pilih = cast("rapor_panels.Pilih", None)
    assert rapor_panels.base(agam, pilih, "n = 19", is_anggota=True) == "Rapor 2025 · n = 19 · Sumatera Barat"
    assert rapor_panels.base(agam, pilih, "n = 4") == "Rapor 2025 · n = 4 · Kabupaten Agam"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_both_ends_of_a_spread_say_who_is_level_with_them() -> None:
    said = plain(extremes(places(("Aceh", 30.0, 3.0), ("Bali", 32.0, 3.0), ("Riau", 60.0, 2.0), ("Jambi", 70.0, 2.0))))
    assert said == "Terendah Aceh (30,0 %) dan 1 lainnya yang setara; tertinggi Jambi 70,0 %"
    said = plain(extremes(places(("Aceh", 30.0, 3.0), ("Riau", 69.0, 2.0), ("Jambi", 70.0, 2.0))))
    assert said == "Terendah Aceh 30,0 %; tertinggi Jambi (70,0 %) dan 1 lainnya yang setara"


def test_nobody_is_among_the_highest_and_among_the_lowest() -> None:
    said = plain(extremes(places(("Aceh", 30.0, 3.0), ("Bali", 50.0, 25.0), ("Riau", 61.0, 1.0), ("Jambi", 70.0, 2.0))))
    assert said == (
        "Ada beda nyata antarwilayah, Aceh (30,0 %) di bawah Jambi (70,0 %); 1 dari 2 lainnya setara dengan keduanya"
    )


def test_a_spread_inside_the_intervals_names_nobody() -> None:
    said = plain(extremes(places(("Aceh", 0.0, 20.0), ("Bali", 30.0, 15.0))))
    assert said == "Tidak ada beda nyata antarwilayah: 0,0 % sampai 30,0 %"


def test_a_region_of_too_few_schools_is_neither_lowest_nor_highest() -> None:
    said = plain(
        extremes(places(("Kecil", 0.0, None), ("Aceh", 30.0, 3.0), ("Bali", 60.0, 3.0), ("Mini", 100.0, None)))
    )
    assert said == "Terendah Aceh 30,0 %, tertinggi Bali 60,0 %"
    assert plain(extremes(places(("Kecil", 0.0, None), ("Mini", 100.0, None)))) == f"2 wilayah: {TOO_FEW}"
    one = plain(extremes(places(("Kecil", 0.0, None), ("Bali", 60.0, 3.0))))
    assert one == f"1 wilayah: {TOO_FEW}; Bali 60,0 %"


def test_changes_of_too_few_schools_name_no_mover() -> None:
    frame = pd.DataFrame({"nama": ["Aceh", "Bali"], "poin": [100.0, -25.0], "is_nyata": [None, None]})
    since = date(2025, 10, 31)
    assert movers(frame.assign(is_terlalu_sedikit=True), since, "kab/kota") == f"Perubahan 2 kab/kota: {TOO_FEW}"
    assert movers(frame.assign(is_terlalu_sedikit=False), since).startswith("Selisih tertinggi Aceh")
    assert movers(frame, since).startswith("Selisih tertinggi Aceh")


@pytest.mark.parametrize(("half", "expected"), [(None, TOO_FEW), (1.0, "Kecil lebih cepat")])
def test_a_province_of_too_few_schools_is_not_faster_than_the_nation(half: float | None, expected: str) -> None:
    days = [date(2025, 1, 31), date(2026, 1, 31)]
    start, end = places(("Kecil", 20.0, half)), places(("Kecil", 60.0, half))
    frame = pd.concat([start.assign(tanggal_data=days[0]), end.assign(tanggal_data=days[1])], ignore_index=True)
    nation = pd.DataFrame({"tanggal_data": days, "pct": [40.0, 42.0]})
    assert expected in multiples_title(frame, nation, ())


def test_two_years_that_chance_cannot_part_are_named_together() -> None:
    near = pd.Series({2022: 103.0, 2023: 100.0, 2024: 47.0})
    assert year_words(near) == "Pendaftar terbanyak pada 2022 (103) dan 2023 (100), setara, dari 250 satuan pendidikan"
    far = pd.Series({2022: 103.0, 2023: 60.0, 2024: 47.0})
    assert year_words(far) == "Pendaftar terbanyak pada 2022: 103 dari 210 satuan pendidikan"
    assert year_words(pd.Series({2024: 3.0})) == "Pendaftar terbanyak pada 2024: 3 dari 3 satuan pendidikan"

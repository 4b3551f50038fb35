"""Headers of Rapor sheets taken apart: what a column is called, and which year it is of."""

from __future__ import annotations

import pytest

from pipelines.layouts.rapor_header import part_of, split_title


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("label capaian", ("t_label", 0)),
        ("label capaian 2025", ("t_label", 2025)),
        ("nilai capaian tahun 2024", ("t_nilai", 2024)),
        ("skor rapor 2023", ("t_nilai", 2023)),
        ("perubahan nilai capaian dari tahun lalu", ("t_ubah", 0)),
        ("peringkat di kab kota", ("t_peringkat", 0)),
        ("definisi capaian", None),
        ("nilai capaian tahun lalu", None),
    ],
)
def test_the_parts_of_an_indicator_are_told_by_name_and_year(name: str, part: tuple[str, int] | None) -> None:
    assert part_of(name) == part


@pytest.mark.parametrize(
    ("title", "indicator", "part"),
    [
        ("A.1_Label Capaian", "A.1", ("t_label", 0)),
        ("A.1 Kemampuan literasi_Nilai Capaian 2024", "A.1 Kemampuan literasi", ("t_nilai", 2024)),
        ("D.10\nIklim inklusivitas - Perubahan Nilai Capaian", "D.10\nIklim inklusivitas", ("t_ubah", 0)),
        ("B.16 Indeks SPM", "B.16 Indeks SPM", None),
    ],
)
def test_a_flattened_title_is_split_at_its_part(title: str, indicator: str, part: tuple[str, int] | None) -> None:
    assert split_title(title) == (indicator, part)

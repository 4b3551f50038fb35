"""A province that others were parted from begins its line where it is the region of today."""

from __future__ import annotations

import pandas as pd

from views.context.rows import comparable, province, whole_since

KEY = "kode_provinsi_kemendagri"
PARTED = {"93": 2023, "94": 2023, "95": 2024, "96": 2024}


def published(first: dict[str, int]) -> pd.DataFrame:
    rows: list[tuple[str, str | None, int, float]] = [("nasional", None, year, 70.0) for year in range(2022, 2026)]
    for code in ("13", "91", "92", *PARTED):
        rows += [("provinsi", code, year, 60.0 + year - 2022) for year in range(first.get(code, 2022), 2026)]
    return pd.DataFrame(rows, columns=["tingkat", KEY, "tahun", "nilai"])


def test_papua_begins_with_the_provinces_parted_from_it() -> None:
    frame = published(PARTED)
    assert province(frame, "91")["tahun"].tolist() == [2023, 2024, 2025]
    assert province(frame, "92")["tahun"].tolist() == [2024, 2025]
    assert province(frame, "13")["tahun"].tolist() == [2022, 2023, 2024, 2025]
    kept = comparable(frame)
    assert len(frame) - len(kept) == 3, "2022 of Papua, 2022 and 2023 of Papua Barat"
    assert (kept["tingkat"] == "nasional").sum() == 4


def test_a_source_that_already_knows_them_all_loses_no_year() -> None:
    frame = published({})
    assert whole_since(frame, "91") == 2022
    assert comparable(frame).equals(frame)


def test_a_source_without_the_new_provinces_keeps_its_line() -> None:
    frame = published({})
    frame = frame[~frame[KEY].isin(list(PARTED))]
    assert whole_since(frame, "91") == 0
    assert len(province(frame, "91")) == 4

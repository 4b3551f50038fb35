"""The row models say what a row is, and each promise of a column's name is kept by its type."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest
from pydantic import ValidationError

from schemas import DATASETS, Row, columns, duckdb_type
from schemas.base import col
from schemas.dictionary import PAGE, render
from schemas.manifest import SheetLedger
from schemas.pmm_aktivitas import PmmAktivitas
from tests.house_rules import column_breaches

MODELS = pytest.mark.parametrize("model", DATASETS.values(), ids=DATASETS)


@MODELS
def test_the_docstring_opens_with_the_grain(model: type[Row]) -> None:
    assert (model.__doc__ or "").startswith("Each row is one ")
    assert model.satu_baris.startswith("satu ")
    assert model.judul


@MODELS
def test_every_field_has_a_description_and_a_unit(model: type[Row]) -> None:
    assert [c.name for c in columns(model) if len(c.description) < 8 or not c.unit] == []


@MODELS
def test_the_key_names_columns_of_the_model(model: type[Row]) -> None:
    assert set(model.key) <= set(model.model_fields)


@MODELS
def test_names_promise_what_types_keep(model: type[Row]) -> None:
    assert [breach for c in columns(model) for breach in column_breaches(c.name, c.duckdb_type, c.minimum)] == []


@pytest.mark.parametrize(
    ("name", "kind", "minimum"),
    [
        ("npsn", "BIGINT", None),
        ("jumlah_guru", "DOUBLE", 0),
        ("jumlah_guru", "BIGINT", None),
        ("is_3t", "VARCHAR", None),
    ],
)
def test_a_name_that_breaks_its_promise_is_noticed(name: str, kind: str, minimum: float | None) -> None:
    assert len(column_breaches(name, kind, minimum)) == 1


def test_a_field_without_a_description_is_noticed() -> None:
    class Kosong(Row):
        """Each row is one test."""

        dataset: ClassVar[str] = "kosong"
        judul: ClassVar[str] = "Kosong"
        satu_baris: ClassVar[str] = "satu uji"
        key: ClassVar[tuple[str, ...]] = ("nilai",)
        nilai: float | None = None

    (column,) = columns(Kosong)
    assert (column.description, column.unit) == ("", "")


def test_types_map_to_duckdb_and_others_are_refused() -> None:
    assert [duckdb_type(t) for t in (str, int, float | None, bool, date)] == [
        "VARCHAR",
        "BIGINT",
        "DOUBLE",
        "BOOLEAN",
        "DATE",
    ]
    with pytest.raises(TypeError, match="no DuckDB type"):
        duckdb_type(bytes)


def test_a_column_reads_its_limits_from_the_field() -> None:
    class Batas(Row):
        """Each row is one test."""

        dataset: ClassVar[str] = "batas"
        judul: ClassVar[str] = "Batas"
        satu_baris: ClassVar[str] = "satu uji"
        key: ClassVar[tuple[str, ...]] = ("nilai",)
        nilai: float | None = col("Nilai uji.", unit="persen", default=None, ge=0, le=100)

    (column,) = columns(Batas)
    assert (column.minimum, column.maximum, column.is_required, column.unit) == (0, 100, False, "persen")


def test_an_unknown_column_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="jumlah_masuk"):
        PmmAktivitas(
            npsn="10300001",
            tanggal_data=date(2026, 10, 31),
            peran="guru",
            kode_kab_kota_kemendagri="13.06",
            kode_provinsi_kemendagri="13",
            nama_platform="PMM",
            jumlah_gtk=10,
            jumlah_masuk=3,  # type: ignore[call-arg]
        )


def test_the_data_dictionary_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "renew it: python -m schemas.dictionary"


def test_a_ledger_knows_whether_it_adds_up() -> None:
    def ledger(read: int) -> SheetLedger:
        return SheetLedger(
            lembar="1",
            layout=None,
            layout_judul=None,
            dataset=None,
            dibaca=read,
            diterima=3,
            disisihkan=2,
            total_catatan=1,
        )

    assert ledger(6).is_seimbang
    assert not ledger(7).is_seimbang

"""Numbers of persons are seen however they are spaced; codes, dates, amounts and schools are not taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base import columns
from schemas.person_numbers import has_person
from schemas.rencana import TABEL
from schemas.rencana_aturan import cell_fault, persons, rows
from tests.plan_world import make_kegiatan, make_peran, make_plan, make_target, whole_plan
from warehouse import plans

NIK, NIP = "1371010101900001", "198001012005011001"


@pytest.mark.parametrize(
    "text",
    [
        NIK,
        NIP,
        f"NIK{NIK}x",
        "13.71.01.010190.0001",
        "1371 010101 900001",
        "1371_0101_0190_0001",
        "13710101 01900001",
        "1371\u200b0101\u200c0190\u20600001",
        "1371\u00a00101\u20130190\u20140001",
        "\uff11\uff13\uff17\uff11\uff10\uff11\uff10\uff11\uff10\uff11\uff19\uff10\uff10\uff10\uff10\uff11",
        "137101 010190 0001",
        "19800101 200501 1 001",
        "19800101.200501.1.001",
        "1980-01-01 2005-01 1 001",
        "1 3 7 1 0 1 0 1 0 1 9 0 0 0 0 1",
        f"2027 {NIK}",
        f"{NIK} 2027-02-01",
        "2027 1371 0101 0190 0001",
        "3 13.71.01.010190.0001",
        "Agam, 13.71.01.0101.90.0001",
        "13.71.01.01 01.90.00.01",
        "13.71.01.01.01.90.00.01",
        "1371/0101/0190/0001",
        f"20261122-064613-a0a0c477 {NIP}",
        f"Rp {NIK}",
        f"NPSN {NIK}",
        "NPSN 13710101 01900001",
    ],
)
def test_a_person_s_number_is_seen_however_it_is_spaced(text: str) -> None:
    assert has_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "1.01.02.2.01.0001",
        "1.01.02.2.01.0001.5.1.02",
        "1.01.02.2.01.0001.5.1.02.01.01.0024",
        "1.01.02.2.01.0001 5.1.02.02.01.0061",
        "05.02.01",
        "05.02.01 5.1.02.02.01.0061",
        "10300001,10300002",
        "10300001, 10300002; 10300003",
        "NPSN 10300001 10300002",
        "NPSN: 10300001 10300002",
        "2027-02-01 - 2027-03-31",
        "2027-02-01 s.d. 2027-03-31",
        "01-02-2027 – 31-03-2027",
        "1/2/2027 - 31/12/2027",
        "20270201-20270331",
        "01-02-2027 08.00-16.00",
        "2027-02-01 08.00 - 2027-02-03 16.00",
        "2025 2026 2027 2028",
        "2025-2026 - 2027-2028",
        "20261122-064613-a0a0c477",
        "20261122-064613-12ab5678",
        "20261122-064613-12345678",
        "dari 20261122-064613-12ab5678 dan 20261101-080000-0123abcd",
        "Rp 250.000.000",
        "Rp250.000.000 - 300.000.000",
        "12.500.000 - 15.000.000",
        "Rp 3.621.300.000.000.000",
        "13.01 13.02 13.03 13.04",
        "0812 3456 7890",
        "Permendikbudristek 11/2022, SK 0123/C/HK.01/2024",
        "tahap 2027, 1371 sekolah, 0101 guru, 0190 kelas, 0001",
        "rapor:DASMEN:A.1",
        "12345678901234567",
        "1234567890123456789",
        "",
        "0" * 15,
    ],
)
def test_codes_dates_amounts_and_schools_are_no_number_of_a_person(text: str) -> None:
    assert not has_person(text)


@given(
    st.from_regex(r"[1-9][0-9]{5}[0-7][0-9][01][0-9][0-9]{2}[0-9]{4}", fullmatch=True),
    st.sampled_from(["", "-", "_", "\u200b", "\u2060"]), st.sets(st.sampled_from([4, 6, 8, 12]), max_size=4),
)  # fmt: skip
def test_a_nik_is_seen_with_any_sign_between_its_parts(nik: str, sign: str, cuts: set[int]) -> None:
    from datetime import date

    spaced = "".join(sign * (place in cuts) + digit for place, digit in enumerate(nik))
    parts = [part for part in spaced.split("-") if part]

    def is_day(text: str) -> bool:
        try:
            return len(text) == 8 and date.fromisoformat(text).year >= 2000
        except ValueError:
            return False

    is_year = all((len(part) == 4 and part[:2] in ("19", "20")) or is_day(part) for part in parts)
    assert has_person(spaced) or is_year


def test_long_texts_are_looked_through_at_once() -> None:
    assert not has_person("10300001 " * 20_000)
    assert not has_person("1.2" * 50_000)
    assert not has_person("2027-01-01-" * 20_000)
    assert not has_person("1" * 200_000)


FREE = sorted((tabel, column.name) for tabel, model in TABEL.items() for column in columns(model)
              if column.duckdb_type == "VARCHAR" and not column.choices and not column.pattern)  # fmt: skip


@pytest.mark.parametrize(("tabel", "kolom"), FREE)
def test_every_column_of_free_text_refuses_a_person_s_number(tabel: str, kolom: str) -> None:
    isi = whole_plan()
    found = rows(isi, tabel)
    changed = found[0].model_copy(update={kolom: "13.71.01.010190.0001"})
    field = changed if tabel.startswith("setelan_") else (changed, *found[1:])
    with pytest.raises(plans.PlanInvalid) as refused:
        plans.create(make_plan(**{tabel: field}), "BPMP")
    assert kolom in str(refused.value)
    assert "13.71" not in str(refused.value)


@pytest.mark.parametrize("field", ["nama", "keterangan", "snapshot"])
def test_the_plan_s_own_texts_refuse_it_too(field: str) -> None:
    (said,) = persons(make_plan(**{field: "1371_0101_0190_0001"}))
    assert "NIK atau NIP" in said
    assert "1371" not in said


@pytest.mark.parametrize("npsn", ["", "10300001", "10300001, 10300002\n10300003", "P1234567;K7654321"])
def test_lists_of_npsn_are_taken(npsn: str) -> None:
    assert cell_fault("peran", "npsn", npsn) == ""


@pytest.mark.parametrize("npsn", [NIK, "1030000", "103000011", "SDN 1", "10300001, Budi", "10300001/10300002"])
def test_what_is_no_npsn_is_refused_without_repeating_it(npsn: str) -> None:
    said = cell_fault("peran", "npsn", npsn)
    assert "NPSN 8 angka" in said
    assert npsn not in said


def test_a_plan_of_ordinary_codes_and_dates_has_no_fault() -> None:
    isi = whole_plan(
        keterangan="Tahap 2027-02-01 - 2027-03-31, Rp 250.000.000 - 300.000.000",
        kegiatan=(make_kegiatan(kode_anggaran="1.01.02.2.01.0001.5.1.02"),),
        peran=(make_peran(npsn="10300001,10300002", program_id="PK-32-0216"),),
        target=(make_target(snapshot_baseline="20261122-064613-12ab5678"),),
    )
    assert list(persons(isi)) == []

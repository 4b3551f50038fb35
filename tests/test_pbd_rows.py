"""Planning by data without its page: words of a comparison, an edited map, and the world of these tests."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.root_cause import Dugaan
from schemas.rencana import AkarRencana, Rencana
from tests.pbd_world import rapor_rows
from views.pbd.reflect import edited_map
from views.pbd.rows import Banding, plan_map
from views.pbd.words import compared


@pytest.mark.parametrize(("low", "total", "is_common"), [(36, 38, True), (5, 38, False), (2, 2, False), (4, 5, True)])
def test_a_label_that_nearly_all_have_is_said_to_be_nothing_special(low: int, total: int, is_common: bool) -> None:
    lingkup = SimpleNamespace(tempat=SimpleNamespace(kab_kota=None))
    said = compared(Banding("", low, total), lingkup)  # type: ignore[arg-type]
    assert ("tidak khas wilayah ini" in said) == is_common
    assert said.startswith(f"label terendah: {low} dari {total} provinsi")


def test_rows_of_an_editor_become_a_map_and_the_other_groups_rows_stay() -> None:
    frame = pd.DataFrame({"gejala": [" a.1", None, "A.2"], "akar": ["d.1 ", None, "nan"],
                          "alasan": ["x", None, None], "sumber": ["y  z", "", "s"]})  # fmt: skip
    assert edited_map(frame) == (Dugaan("A.1", "D.1", "x", "y z"), Dugaan("A.2", "", "", "s"))
    paud = AkarRencana(kelompok="PAUD", gejala="D.1", akar="C.1", sumber="s")
    isi = Rencana(nama="Uji", tahun=2027, snapshot="20261101-080000-0123abcd", akar=(paud,))
    assert plan_map("DASMEN", (Dugaan("A.1", "D.1", "x", "y"),), isi)[0] == paud
    assert len(plan_map("DASMEN", (), isi)) == 1


def test_the_world_of_these_tests_has_no_row_twice() -> None:
    keys = [(r["tingkat"], r.get("kode_kab_kota_kemendagri"), r["kelompok"], r["jenis"], r["status"], r["kode"],
             r["tahun"], r.get("npsn")) for r in rapor_rows()]  # fmt: skip
    assert len(set(keys)) == len(keys)

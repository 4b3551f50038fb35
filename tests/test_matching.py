"""School names to NPSN: certain is never wrong, doubtful is offered, the rest stays unmatched."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from functools import lru_cache

import duckdb
import pandas as pd
import pytest

from pipelines.matching import Found, Register, match, name_key
from pipelines.sample.regions import load_regions
from pipelines.sample.schools import install_schools, make_schools
from pipelines.sample.world import World
from pipelines.school_names import parse

KAB = "13.02"


def schools(*names: str, kab: str = KAB, **columns: str) -> pd.DataFrame:
    rows = [
        {"npsn": f"{10300001 + place}", "nama": nama, "kode_kab_kota_kemendagri": kab, **columns}
        for place, nama in enumerate(names)
    ]
    return pd.DataFrame(rows)


def ask(name: str, *names: str, **columns: str) -> tuple[Found, str | None]:
    """What becomes of a name in Kab. Solok, and the name of the school it certainly is."""
    list_of = schools(*names, **columns)
    found = Register(list_of).match([(KAB, name)])[KAB, name]
    named = dict(zip(list_of["npsn"], list_of["nama"], strict=True))
    return found, named.get(found.npsn or "")


SAME = [
    ("SDN 1 Melati", "SD NEGERI 1 MELATI"),
    ("SD N 01 melati", "SD NEGERI 1 MELATI"),
    ("SDN01 MELATI", "SD NEGERI 1 MELATI"),
    ("UPT SPF SD Negeri No. 1 Melati", "SD NEGERI 1 MELATI"),
    ("Sekolah Dasar Negeri I Melati", "SD NEGERI 1 MELATI"),
    ("SD 1 Melati", "SD NEGERI 1 MELATI"),
    ("SDN Melati 1, Kab. Solok", "SD NEGERI 1 MELATI"),
    ("Guru kelas di SDN 1 Melati", "SD NEGERI 1 MELATI"),
    ("SD Muh. 2 Kenanga", "SD MUHAMMADIYAH 2 KENANGA"),
    ("SMPN 3 Satu Atap Anggrek", "SMP NEGERI SATAP 3 ANGGREK"),
    ("SDIT Al-Ma`arif", "SD ISLAM TERPADU AL MAARIF"),
    ("SDK St. Maria", "SD KATOLIK SANTA MARIA"),
    ("SDN Aluhaluh Besar 2", "SDN ALUH ALUH BESAR 2"),
    ("SMP Negeri IV Teratai", "SMP NEGERI 4 TERATAI"),
    ("SDN 1 Kenangga", "SD NEGERI 1 KENANGA"),
]
OTHERS = (
    *("SD NEGERI 11 MELATI", "SMP NEGERI 1 MELATI", "SD NEGERI 1 KENANGA", "SD NEGERI 1 SAKURA BARAT"),
    *("SD NEGERI 1 SAKURA", "SD MUHAMMADIYAH 1 KENANGA", "SMP NEGERI 3 ANGGREK", "SD KRISTEN MARIA"),
)


@pytest.mark.parametrize(("written", "meant"), SAME, ids=[written for written, _ in SAME])
def test_one_school_under_many_spellings_is_certain(written: str, meant: str) -> None:
    found, nama = ask(written, *dict.fromkeys((meant, *OTHERS)))
    assert (found.putusan, nama) == ("pasti", meant)


DIFFERENT = [
    ("SDN 1 Melati", "SD NEGERI 11 MELATI"),
    ("SDN 11 Melati", "SD NEGERI 1 MELATI"),
    ("SDN 1 Melati", "SMP NEGERI 1 MELATI"),
    ("SDN 1 Melati", "SD NEGERI 1 MELATI BARAT"),
    ("SDN 1 Melati", "SD NEGERI 1 SATAP MELATI"),
    ("SDN Harapan", "SD HARAPAN"),
    ("SMAN 1", "SMA NEGERI 1 MELATI"),
    ("SDN Melati", "SD NEGERI 1 MELATI"),
    ("SD Budi Karya", "SD KARYA BUDI"),
    ("Melati", "SD NEGERI MELATI"),
    ("Dinas Pendidikan Kab. Solok", "SD NEGERI 1 SOLOK"),
]


@pytest.mark.parametrize(("written", "other"), DIFFERENT, ids=[f"{a} / {b}" for a, b in DIFFERENT])
def test_another_school_is_never_certain(written: str, other: str) -> None:
    assert ask(written, other)[0].putusan != "pasti"


def test_a_misspelling_that_is_another_word_of_the_list_is_no_misspelling() -> None:
    assert ask("SDN 1 SUKAMAJA", "SD NEGERI 1 SUKAMAJU")[0].putusan == "pasti"
    assert ask("SDN 1 SUKAMAJA", "SD NEGERI 1 SUKAMAJU", "SD NEGERI 7 SUKAMAJA")[0].putusan == "ragu"


def test_two_schools_near_one_misspelling_are_both_offered() -> None:
    found, _ = ask("SDN 1 SUKAMAJI", "SD NEGERI 1 SUKAMAJU", "SD NEGERI 1 SUKAMAJA", "SD NEGERI 4 KENANGA")
    assert found.putusan == "ragu"
    assert {one.nama for one in found.pilihan} == {"SD NEGERI 1 SUKAMAJU", "SD NEGERI 1 SUKAMAJA"}


def test_two_schools_of_one_name_are_told_apart_by_their_kecamatan_or_not_at_all() -> None:
    twins = pd.concat([schools("SD HARAPAN", kecamatan="Kec. Melati"), schools("SD HARAPAN", kecamatan="Kec. Mawar")])
    twins["npsn"] = ["10300001", "10300002"]
    register = Register(twins)
    asked = [(KAB, "SD Harapan Kec. Mawar"), (KAB, "SD Harapan")]
    found = register.match(asked)
    assert (found[asked[0]].npsn, found[asked[1]].putusan) == ("10300002", "ragu")


def test_no_more_than_three_are_offered_the_likeliest_first() -> None:
    found, _ = ask("SDN Melati", *(f"SD NEGERI {number} MELATI" for number in range(1, 8)))
    assert len(found.pilihan) == 3
    assert [one.skor for one in found.pilihan] == sorted((one.skor for one in found.pilihan), reverse=True)


def test_an_answer_is_taken_for_every_spelling_with_the_same_key_and_so_is_none_of_them() -> None:
    list_of = schools("SD NEGERI 1 MELATI", "SD NEGERI 2 MELATI")
    key = name_key("SDN Melati", KAB)
    for answer, expected in (("10300002", ("pasti", "10300002")), ("", ("tidak_ada", None))):
        register = Register(list_of, {(KAB, key): answer})
        for spelling in ("SDN Melati", "SD Negeri  MELATI", "upt sdn melati"):
            found = register.match([(KAB, spelling)])[KAB, spelling]
            assert (found.putusan, found.npsn) == expected
    assert Register(list_of, {("13.71", key): "10300002"}).match([(KAB, "SDN Melati")])[KAB, "SDN Melati"].npsn is None


def test_without_a_kab_kota_only_a_name_of_one_school_in_the_nation_or_province_is_certain() -> None:
    everywhere = pd.concat([schools("SD NEGERI 1 MELATI"), schools("SD NEGERI 1 MELATI", "SD MAWAR", kab="32.04")])
    everywhere["npsn"] = ["10300001", "20200001", "20200002"]
    register = Register(everywhere)
    assert register.anywhere("SD Mawar").npsn == "20200002"
    assert register.anywhere("SDN 1 Melati").npsn is None
    assert register.anywhere("SDN 1 Melati", "13").npsn == "10300001"
    assert register.anywhere("SD Mawarr").npsn is None


def test_the_frame_has_one_row_a_name_and_candidates_as_findings_keep_them() -> None:
    frame = match([(KAB, "SDN Melati"), (KAB, "SDN 1 Melati"), (KAB, "SDN Melati")], schools("SD NEGERI 1 MELATI"))
    assert list(frame["putusan"]) == ["pasti", "ragu"] or list(frame["putusan"]) == ["ragu", "pasti"]
    offered = json.loads(frame.set_index("nama")["pilihan"]["SDN Melati"])
    assert offered == [
        {"npsn": "10300001", "nama": "SD NEGERI 1 MELATI", "skor": 80, "kab_kota": KAB, "kunci": "SD NEGERI MELATI"}
    ]


@lru_cache(maxsize=1)
def sample_schools() -> pd.DataFrame:
    """The schools of the sample world, as a list of Dapodik has them."""
    world = World()
    regions = load_regions(world)
    with duckdb.connect() as con:
        install_schools(con, make_schools(world, regions), regions)
        return con.execute(
            "SELECT npsn, nama, kode_kab AS kode_kab_kota_kemendagri, bentuk, kecamatan, "
            "CASE WHEN is_negeri THEN 'Negeri' ELSE 'Swasta' END AS status FROM sekolah ORDER BY npsn"
        ).df()


ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def at_letter(change: Callable[[str, int], str]) -> Callable[[str, random.Random], str]:
    def noisy(text: str, rng: random.Random) -> str:
        return change(text, rng.choice([n for n, c in enumerate(text[:-1]) if c.isalpha() and n > 6]))

    return noisy


def by_word(change: Callable[[str], str]) -> Callable[[str, random.Random], str]:
    return lambda text, rng: " ".join(change(word) for word in text.split())


NOISE: dict[str, Callable[[str, random.Random], str]] = {
    "a letter lost": at_letter(lambda t, n: t[:n] + t[n + 1 :]),
    "a letter twice": at_letter(lambda t, n: t[:n] + t[n] + t[n:]),
    "a wrong letter": lambda t, rng: at_letter(lambda x, n: x[:n] + rng.choice("AIUEOKSTR") + x[n + 1 :])(t, rng),
    "two wrong letters": lambda t, rng: NOISE["a wrong letter"](NOISE["a wrong letter"](t, rng), rng),
    "three faults": lambda t, rng: NOISE["a letter lost"](NOISE["two wrong letters"](t, rng), rng),
    "letters swapped": at_letter(lambda t, n: t[:n] + t[n + 1] + t[n] + t[n + 2 :] if t[n + 1].isalpha() else t),
    "a blank inside": at_letter(lambda t, n: t[:n] + " " + t[n:]),
    "SDN": lambda t, rng: t.replace(" NEGERI ", "N ", 1),
    "without NEGERI": lambda t, rng: t.replace(" NEGERI ", " ", 1),
    "01": by_word(lambda w: w.zfill(2) if w.isdigit() else w),
    "roman": by_word(lambda w: ROMAN[int(w)] if w.isdigit() and int(w) < len(ROMAN) else w),
    "lower case": lambda t, rng: t.lower(),
    "the last word lost": lambda t, rng: " ".join(t.split()[:-1]),
    "the number lost": by_word(lambda w: "" if w.isdigit() else w),
    "the number behind": lambda t, rng: " ".join(sorted(t.split(), key=str.isdigit)),
}
EASY = frozenset(["SDN", "without NEGERI", "01", "roman", "lower case", "the number behind"])
USUAL = frozenset(["a letter lost", "a letter twice", "a wrong letter", "letters swapped", "a blank inside"])


def test_no_certain_match_of_thousands_of_noisy_names_is_wrong_and_most_are_found() -> None:
    rng = random.Random(20261121)
    frame = sample_schools()
    rows = list(frame[["npsn", "nama", "kode_kab_kota_kemendagri"]].itertuples(index=False, name=None))
    names: dict[tuple[str, str], set[str]] = {}
    for npsn, nama, kab in rows:
        names.setdefault((kab, parse(nama).key), set()).add(npsn)
    asked = [
        (kind, npsn, kab, noisy(nama, rng))
        for kind, noisy in NOISE.items()
        for npsn, nama, kab in rng.sample(rows, 400)
    ]
    found = Register(frame).match((kab, text) for _, _, kab, text in asked)
    wrong, certain = [], dict.fromkeys(NOISE, 0)
    for kind, npsn, kab, text in asked:
        answer = found[kab, text]
        if answer.putusan == "pasti":
            certain[kind] += 1
            is_another = npsn not in names.get((kab, parse(text).key), {npsn})  # the noise wrote another school's name
            if answer.npsn != npsn and not is_another:
                wrong.append((kind, text, answer))
    assert wrong == []
    assert all(certain[kind] == 400 for kind in EASY), certain
    assert all(certain[kind] > 320 for kind in USUAL), certain
    assert certain["the number lost"] == 0


def test_a_form_of_thousands_of_names_is_matched_within_seconds() -> None:
    rng = random.Random(1)
    words = ["MELATI", "KENANGA", "TERATAI", "SERUNI", "CEMPAKA", "DAHLIA", "TANJUNG", "SAKURA", "ANGGREK", "MAWAR"]
    rows = [
        (f"{10000000 + n}", f"SD NEGERI {n % 60} {rng.choice(words)} {rng.choice(words)} {n % 7}", f"32.{n % 27:02d}")
        for n in range(15_000)
    ]
    frame = pd.DataFrame(rows, columns=["npsn", "nama", "kode_kab_kota_kemendagri"])
    asked = [(kab, nama[:-3] + "X") for _, nama, kab in rng.sample(rows, 2_500)]
    started = time.process_time()
    found = Register(frame).match(asked)
    assert len(found) == len(set(asked))
    assert time.process_time() - started < 4

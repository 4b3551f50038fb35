"""School names as people write them -> NPSN, within a kab/kota: certain, doubtful with the likeliest three, or none.

Certain is what two people would not argue about: shape, state, "satu atap" and every number agree, and the words are
the same, or differ by a slip of the pen that is no other word of any school's name and has no rival near it. The rest
waits for a person, whose answer is remembered, or stays unmatched and counted.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from pipelines.names import key
from pipelines.school_names import GROUP, Name, parse, region_words
from warehouse.paths import REFERENCE

Putusan = Literal["pasti", "ragu", "tidak_ada"]
DOUBTFUL_FROM = 72.0
"""Out of 100: below it a candidate is not worth a person's look."""
_OFFERED = 3
_RIVAL = 2
"""How many more slips than the best a second school must be away."""

Question = tuple[str | None, str]
"""Code of the kab/kota (None: not known) and the name as written."""


@dataclass(frozen=True)
class Candidate:
    """A school that a name may mean; `skor` out of 100."""

    npsn: str
    nama: str
    skor: int


@dataclass(frozen=True)
class Found:
    """What became of a name. `cara`: persis, ejaan, jawaban; "" when nothing is certain."""

    putusan: Putusan
    npsn: str | None = None
    skor: int = 0
    cara: str = ""
    pilihan: tuple[Candidate, ...] = ()
    is_shown: bool = False
    """Whether the name is plainly a school's, so that a person may be asked about it."""

    def offered(self, kab_kota: str | None, kunci: str) -> str | None:
        """The candidates as findings keep them, with what `answers.save_name` asks for."""
        if not self.pilihan:
            return None
        given = {"kab_kota": kab_kota or "", "kunci": kunci}
        return json.dumps([vars(one) | given for one in self.pilihan], ensure_ascii=False)


NOTHING = Found("tidak_ada")


@dataclass(frozen=True, slots=True)
class _School:
    npsn: str
    nama: str
    kab: str
    name: Name
    kecamatan: str


@lru_cache(maxsize=1)
def _region_names() -> Mapping[str, tuple[str, ...]]:
    with (REFERENCE / "kab_kota.csv").open(encoding="utf-8", newline="") as lines:
        return {row["kode_kab_kota_kemendagri"]: region_words(row["nama"]) for row in csv.DictReader(lines)}


def name_key(nama: str, kab_kota: str | None = None) -> str:
    """The name in the one spelling under which an answer about it is remembered."""
    return _parse(nama, kab_kota).key


def _parse(nama: str, kab: str | None) -> Name:
    return parse(nama, _region_names().get(kab or "", ()))


def _slips(a: str, b: str) -> int:
    """How many letters a word may be off and still be meant: none of few, one of some, two of many."""
    length = max(len(a), len(b))
    return 0 if length < 5 else 1 if length < 9 else 2


class _Region:
    """The schools of one kab/kota, ready to be asked."""

    def __init__(self, schools: Sequence[_School]) -> None:
        self.schools = schools
        self.exact: dict[str, list[int]] = defaultdict(list)
        self.near: dict[tuple[str | None, bool, tuple[int, ...]], list[int]] = defaultdict(list)
        self.groups: dict[int, list[int]] = defaultdict(list)
        for place, school in enumerate(schools):
            for reading in school.name.readings:
                self.exact[_bare(reading)].append(place)
            self.near[school.name.bentuk, school.name.satap, school.name.nomor].append(place)
            if (group := GROUP.get(school.name.bentuk or "")) is not None:
                self.groups[group].append(place)

    def same(self, name: Name) -> list[_School]:
        """The schools of exactly this name, whatever is said of the state."""
        places = {place for reading in name.readings for place in self.exact.get(_bare(reading), ())}
        return [self.schools[place] for place in sorted(places)]


def _bare(name: Name) -> str:
    """Everything that must agree, the state apart."""
    return "|".join((name.bentuk or "", "s" if name.satap else "", *map(str, name.nomor), name.rapat))


def _agrees(asked: bool | None, school: bool | None) -> bool:
    """Whether a school's state is as asked: "SMA 1" may be a state school, "SMAN 1" is never a private one."""
    return True if asked is None else school is True if asked else school is not True


class Register:
    """The school list as it is asked. A kab/kota is taken apart the first time somebody asks for it.

    `schools`: columns npsn, nama, kode_kab_kota_kemendagri; where known bentuk, status and kecamatan.
    `answers`: (kab/kota, name_key) -> npsn, "" where a person said that it is none of them.
    """

    def __init__(self, schools: pd.DataFrame, answers: Mapping[tuple[str, str], str] | None = None) -> None:
        self._answers = dict(answers or {})
        frame = schools.reindex(
            columns=["npsn", "nama", "kode_kab_kota_kemendagri", "bentuk", "status", "kecamatan"]
        ).astype("object")
        frame = frame.where(frame.notna(), None).drop_duplicates()
        self._rows: dict[str, list[tuple[str | None, ...]]] = defaultdict(list)
        for row in frame.itertuples(index=False, name=None):
            self._rows[row[2]].append(row)
        self._regions: dict[str, _Region] = {}
        self._words: frozenset[str] | None = None
        self._everywhere: dict[str, set[str]] | None = None
        self._npsn = {row[0] for rows in self._rows.values() for row in rows}

    def match(self, questions: Iterable[Question]) -> dict[Question, Found]:
        """Each name once; those of an unknown kab/kota are asked of every province (see `anywhere`)."""
        found: dict[Question, Found] = {}
        left: dict[tuple[str, int], list[tuple[Question, Name]]] = defaultdict(list)
        for question in dict.fromkeys(questions):
            kab, text = question
            if kab is None:
                found[question] = self.anywhere(text)
                continue
            name = _parse(text, kab)
            known = self._answers.get((kab, name.key))
            if known is not None:
                answered = Found("pasti", known, 100, "jawaban", is_shown=True)
                found[question] = answered if known in self._npsn else Found("tidak_ada", is_shown=True)
                continue
            certain = self._certain(self._region(kab), name)
            if certain:
                found[question] = certain
            elif (group := GROUP.get(name.bentuk or "")) is not None:
                left[kab, group].append((question, name))
            else:
                found[question] = NOTHING
        for (kab, group), asked in left.items():
            found.update(self._doubtful(self._region(kab), group, asked))
        return found

    def anywhere(self, text: str, kode_provinsi: str | None = None) -> Found:
        """A name without kab/kota: certain only if one school of the list, or of the province, has exactly it."""
        name = _parse(text, None)
        if not name.bentuk or not name.kata:
            return NOTHING
        inside = (kode_provinsi or "") + "." if kode_provinsi else ""
        wanted = {_bare(reading) for reading in name.readings}
        kabs = {kab for one in wanted for kab in self._everywhere_keys().get(one, ()) if kab.startswith(inside)}
        same = {s.npsn: s for kab in kabs for s in self._region(kab).same(name)}
        fit = [s for s in same.values() if _agrees(name.negeri, s.name.negeri)]
        if len(same) == 1 and fit:
            return Found("pasti", fit[0].npsn, 100, "persis", is_shown=name.is_plain)
        return NOTHING

    def _everywhere_keys(self) -> dict[str, set[str]]:
        if self._everywhere is None:
            self._everywhere = defaultdict(set)
            for kab in self._rows:
                for one in self._region(kab).exact:
                    self._everywhere[one].add(kab)
        return self._everywhere

    def _region(self, kab: str) -> _Region:
        if kab not in self._regions:
            self._regions[kab] = _Region([_school(row) for row in self._rows.get(kab, ())])
        return self._regions[kab]

    def _is_word(self, word: str) -> bool:
        """Whether some school's name has this word: then it is no slip of another."""
        if self._words is None:
            texts = (row[1] for rows in self._rows.values() for row in rows)
            self._words = frozenset(word for text in texts for word in key(text).upper().split())
        return word in self._words

    def _certain(self, region: _Region, name: Name) -> Found | None:
        if name.bentuk is None:
            return None
        same = [s for s in region.same(name) if _agrees(name.negeri, s.name.negeri)]
        if len({s.npsn for s in same}) > 1 and name.kecamatan:
            same = [s for s in same if s.kecamatan == name.kecamatan]
        if len({s.npsn for s in same}) == 1:
            if not name.kata and self._has_longer(region, name):
                return None
            return Found("pasti", same[0].npsn, 100, "persis", is_shown=name.is_plain)
        return None if same else self._slip(region, name)

    def _has_longer(self, region: _Region, name: Name) -> bool:
        """Whether "SMAN 1" may be short for a longer name: another state school of that shape and number."""
        places = region.near[name.bentuk, name.satap, name.nomor]
        return any(region.schools[place].name.kata for place in places)

    def _slip(self, region: _Region, name: Name) -> Found | None:
        """The one school whose words are these but for a slip of the pen."""
        near: dict[str, tuple[int, _School]] = {}
        for place in region.near.get((name.bentuk, name.satap, name.nomor), ()):
            school = region.schools[place]
            distance = OSA.distance(name.rapat, school.name.rapat, score_cutoff=6)
            if school.npsn not in near or distance < near[school.npsn][0]:
                near[school.npsn] = (distance, school)
        ranked = sorted(near.values(), key=lambda item: item[0])
        if not ranked or (len(ranked) > 1 and ranked[1][0] < ranked[0][0] + _RIVAL):
            return None
        distance, school = ranked[0]
        if (name.negeri is True) is not (school.name.negeri is True):
            return None
        if len(name.kata) != len(school.name.kata):
            return None
        total = 0
        for asked, meant in zip(name.kata, school.name.kata, strict=True):
            if asked == meant:
                continue
            slips = OSA.distance(asked, meant)
            if slips > _slips(asked, meant) or self._is_word(asked):
                return None
            total += slips
        if total > 2:
            return None
        return Found("pasti", school.npsn, 100 - 2 * total, "ejaan", is_shown=name.is_plain)

    def _doubtful(self, region: _Region, group: int, asked: Sequence[tuple[Question, Name]]) -> dict[Question, Found]:
        """The likeliest schools of each name: words count most, then numbers, shape and state."""
        schools = [region.schools[place] for place in region.groups[group]]
        if not schools:
            return {question: Found("tidak_ada", is_shown=name.is_plain) for question, name in asked}
        words = [" ".join(school.name.kata) for school in schools]
        asked_words = [" ".join(name.kata) for _, name in asked]
        alike = process.cdist(asked_words, words, scorer=fuzz.token_sort_ratio, dtype=np.float32)
        if any(not text for text in asked_words):
            alike[[not text for text in asked_words]] = 60.0
        score = alike * 0.7
        codes: dict[object, int] = {}

        def coded(values: Iterable[object]) -> np.ndarray:
            return np.array([codes.setdefault(value, len(codes)) for value in values], dtype=np.int32)

        marks: tuple[tuple[Callable[[Name], object], float], ...] = (
            (lambda n: ("nomor", n.nomor), 20.0),
            (lambda n: ("bentuk", n.bentuk), 6.0),
            (lambda n: ("satap", n.satap), 2.0),
            (lambda n: ("negeri", n.negeri), 2.0),
        )
        for mark, weight in marks:
            ours, theirs = coded(mark(n) for _, n in asked), coded(mark(s.name) for s in schools)
            score += weight * (ours[:, None] == theirs[None, :])
        found: dict[Question, Found] = {}
        for row, (question, name) in enumerate(asked):
            found[question] = _offer(score[row], schools, name)
        return found


def _offer(score: np.ndarray, schools: Sequence[_School], name: Name) -> Found:
    """The best three of a row of scores, each NPSN once."""
    places = np.flatnonzero(score >= DOUBTFUL_FROM)
    offered: dict[str, Candidate] = {}
    for place in places[np.argsort(-score[places], kind="stable")][: _OFFERED * 4]:
        school = schools[place]
        offered.setdefault(school.npsn, Candidate(school.npsn, school.nama, min(int(score[place]), 99)))
    choices = tuple(offered.values())[:_OFFERED]
    if not choices or not name.is_plain:
        return Found("tidak_ada", is_shown=name.is_plain)
    return Found("ragu", None, choices[0].skor, "", choices, is_shown=True)


def _school(row: tuple[str | None, ...]) -> _School:
    npsn, nama, kab, bentuk, status, kecamatan = row
    name = _parse(nama or "", kab)
    if name.bentuk is None and bentuk:
        name = replace(name, bentuk=bentuk.upper())
    if name.negeri is None and status:
        name = replace(name, negeri=status == "Negeri")
    where = key(kecamatan).upper()
    return _School(npsn or "", nama or "", kab or "", name, where.removeprefix("KEC ").removeprefix("KECAMATAN "))


def match(
    asked: Iterable[Question], schools: pd.DataFrame, answers: Mapping[tuple[str, str], str] | None = None
) -> pd.DataFrame:
    """(kab/kota, name) against a school list: kab_kota, nama, putusan, npsn, skor, cara, pilihan, one row a name."""
    rows = [
        (kab, nama, f.putusan, f.npsn, f.skor, f.cara, f.offered(kab, name_key(nama, kab)))
        for (kab, nama), f in Register(schools, answers).match(asked).items()
    ]
    names = ["kab_kota", "nama", "putusan", "npsn", "skor", "cara", "pilihan"]
    return pd.DataFrame(rows, columns=names, dtype="object")

"""An independent reader of the findings that Serapan says: claims and numbers of an Indonesian sentence, by regex.

It knows nothing of how the sentences are made: numbers are read back from the text and rounded here once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from random import Random
from typing import Any

import pandas as pd
from hypothesis import strategies as st

SUPERLATIVE = r"(?i)\b(?:paling|terendah|ter(?:tinggi|besar|kecil|banyak|sering))\b"
PLACE = r"W\d+"
"""What the regions of the random worlds are called."""
NUMBER = r"[+−]?\d{1,3}(?:\.\d{3})*(?:,\d+)?"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def value(text: str) -> float:
    """`−1.234,5` as a number."""
    return float(text.replace(".", "").replace(",", ".").replace("−", "-").replace("+", ""))


def shown(number: Any, digits: int = 1) -> float:
    """A number as it is to be printed: rounded half to even of its exact value, and no negative zero."""
    step = Decimal(1).scaleb(-digits)
    return float(Decimal(float(number)).quantize(step, ROUND_HALF_EVEN)) + 0.0


def hygiene(text: str) -> None:
    """What no finding may say, whatever its numbers."""
    text = plain(text)
    banned = (
        r"[+−]0(,0+)?(?![\d,])", r"\bnan\b", r"\bNone\b", r"\binf\b", r"±0,0\b", r" {2,}", r"\(\)", r"^[,;:]",
        r"\b(naik|turun) [+−]", r"\b(naik|turun) 0(,0+)? ", r"\b(naik|turun|selisih) [+−]?\d+(,\d+)? %",
        r"\bdan 0 lain", r"(?<![\d,.W])0 (provinsi|kab/kota|setara|lain|tanpa|naik|turun)", r"\b0,0 poin (di|ke)",
        r"setara dengan –", r"(naik|turun) nyata: –",
    )  # fmt: skip
    for pattern in banned:
        assert not re.search(pattern, text), f"{pattern!r} in {text!r}"
    assert text == text.strip()
    assert text.count("(") == text.count(")")


@dataclass(frozen=True)
class Move:
    """What a sentence claims of a change: its kind, its size as read (None: below what is printed), its ±."""

    arah: str
    besar: float | None
    lebar: str = ""


def move(text: str) -> Move:
    """The one change that a sentence tells of."""
    text = plain(text)
    found = re.findall(rf"\b(naik|turun) (kurang dari )?({NUMBER}) poin(?: \((±[<\d,]+)\))? sejak", text)
    still = re.findall(rf"tidak berubah nyata sejak \w+ \d+ \(({NUMBER}) poin(?:, (±[<\d,]+))?\)", text)
    bare = re.findall(rf"selisih ({NUMBER}) poin sejak", text)
    other = [kind for kind, words in (("basis", "tidak dinilai, penyebutnya berubah"),
                                      ("tiada", "belum ada pembanding")) if words in text]  # fmt: skip
    assert len(found) + len(still) + len(bare) + len(other) == 1, text
    if bare:
        return Move("selisih", value(bare[0]))
    if found:
        way, below, size, half = found[0]
        return Move(way, None if below else value(size), half)
    if still:
        return Move("tidak nyata", value(still[0][0]), still[0][1])
    return Move(other[0], 0.0)


@dataclass(frozen=True)
class First:
    """A first or last place that a sentence claims: whose, of what value, and how many share it, in which way."""

    kata: str
    nama: str
    nilai: float
    lain: int
    cara: str


def firsts(text: str) -> list[First]:
    """Every superlative of a sentence; one that cannot be read is an error."""
    text = plain(text)
    number = rf"(?:kurang dari )?({NUMBER})(?: %| poin)?"
    alone = rf"(?i)((?:paling|selisih|ter)[a-z ]*?) ({PLACE}) (?:{number})(?![\d(])"
    group = rf"(?i)((?:paling|selisih|ter)[a-z ]*?) ({PLACE}) \({number}\) dan (\d+) lainnya yang (setara|sama)"
    found = [First(m[0].lower(), m[1], value(m[2]), int(m[3]), m[4]) for m in re.findall(group, text)]
    found += [First(m[0].lower(), m[1], value(m[2]), 0, "") for m in re.findall(alone, text)]
    assert len(found) == len(re.findall(SUPERLATIVE, text)), text
    return found


@dataclass(frozen=True)
class Together:
    """So many that really moved one way: the smallest and the largest change, with whose they are where it is told."""

    arah: str
    jumlah: int
    kecil: tuple[str, float | None]
    besar: tuple[str, float | None]


def together(text: str) -> list[Together]:
    """Every `4 provinsi naik nyata ..., dari W1 +1,0 sampai W2 +3,2 poin` and `turun nyata: W3 −2,0 poin (±1,0)`."""
    text = plain(text)
    amount = rf"((?:kurang dari )?{NUMBER})"
    one, when = rf"({PLACE}) {amount}", r"(?: sejak \w+ \d+)?"
    start = rf"(\d+) (?:provinsi|kab/kota) (naik|turun) nyata{when}"
    found = [Together(m[1], int(m[0]), (m[2], _size(m[3])), (m[4], _size(m[5])))
             for m in re.findall(rf"{start}, dari {one} sampai {one} poin", text)]  # fmt: skip
    found += [Together(m[0].lower(), 1, (m[1], _size(m[2])), (m[1], _size(m[2])))
              for m in re.findall(rf"(?i)\b(naik|turun) nyata{when}: {one} poin", text)]  # fmt: skip
    found += [Together(m[1], int(m[0]), ("", _size(m[2])), ("", _size(m[2])))
              for m in re.findall(rf"{start}, masing-masing {amount} poin", text)]  # fmt: skip
    assert len(found) == len(re.findall(r"(?i)(?<!yang )\b(?:naik|turun) nyata", text)), text
    return found


def _size(text: str) -> float | None:
    return None if text.startswith("kurang") else value(text)


@dataclass(frozen=True)
class Apart:
    """Two ends that differ for certain, and how many of the others are level with both."""

    atas: str
    bawah: str
    nilai_atas: float
    nilai_bawah: float
    keduanya: int
    lainnya: int


def apart(text: str) -> Apart | None:
    """`Ada beda nyata antarwilayah, W1 (44,4 %) di atas W2 (16,0 %); 3 dari 5 lainnya setara dengan keduanya`."""
    text, one = plain(text), rf"({PLACE}) \(({NUMBER}) %\)"
    found = re.search(rf"(?i)\bada beda nyata [\w ]+, {one} di (atas|bawah) {one}; (\d+) dari (\d+) lainnya setara "
                      "dengan keduanya", text)  # fmt: skip
    if found is None:
        assert not re.search(r"(?i)\bada beda nyata \w+(?: \w+)?,", text), text
        return None
    first, second = (found[1], value(found[2])), (found[4], value(found[5]))
    high, low = (first, second) if found[3] == "atas" else (second, first)
    return Apart(high[0], low[0], high[1], low[1], int(found[6]), int(found[7]))


@dataclass(frozen=True)
class Ujung:
    """Who is, or may be, at the top or the bottom: how many, some by name, and the outermost with its value."""

    jumlah: int
    disebut: tuple[str, ...]
    nama: str
    nilai: float


def end(word: str, listed: str, told: str) -> Ujung | None:
    """The top (`teratas`) or bottom (`terbawah`) as two sentences say it, which have to agree; None where neither does.

    `listed`: `masih mungkin teratas: 3 provinsi (W1, W2 dan W3)`; `told`: `masih mungkin teratas W1 (71,4 %) dan 2
    lainnya`; of one alone `teratas: W1` and `teratas W1 (71,4 %)`.
    """
    listed, told = plain(listed), plain(told)
    some = re.findall(rf"(?i)masih mungkin {word}: (\d+) provinsi \(([^)]*)\)", listed)
    some += [("1", name) for name in re.findall(rf"(?i)(?<!mungkin )\b{word}: ({PLACE})", listed)]
    one = re.findall(rf"(?i)masih mungkin {word} ({PLACE}) \(({NUMBER}) %\) dan (\d+) lainnya", told)
    one += [(*found, "0") for found in re.findall(rf"(?i)(?<!mungkin )\b{word} ({PLACE}) \(({NUMBER}) %\)", told)]
    assert len(some) == len(one) < 2, (listed, told)
    if not one:
        return None
    name, pct, others = one[0]
    assert int(some[0][0]) == int(others) + 1, (listed, told)
    return Ujung(int(some[0][0]), tuple(re.findall(PLACE, some[0][1])), name, value(pct))


def check_ends(frame: pd.DataFrame, jumlah: int, listed: str, told: str) -> None:
    """The top and the bottom in two sentences: the same units, those whose range of ranks reaches it, and never said of
    more than half of them or of a unit that may be at either end."""
    hygiene(told)
    by_name = frame.set_index("nama")
    parts = {"teratas": frame["peringkat_dari"] == 1, "terbawah": frame["peringkat_sampai"] == jumlah}
    is_both = bool((parts["teratas"] & parts["terbawah"]).any())
    for word, where in parts.items():
        part, said = frame[where], end(word, listed, told)
        if is_both or 2 * len(part) > jumlah:
            assert said is None
            continue
        assert said is not None
        assert said.jumlah == len(part)
        assert set(said.disebut) <= set(part["nama"])
        own = by_name.loc[said.nama]
        assert own["pct"] == (part["pct"].max() if word == "teratas" else part["pct"].min())
        assert said.nilai == shown(own["pct"])
        assert len(part) > 1 or own["jumlah_setara"] == 0


def count_of(text: str, words: str) -> int:
    """`25 provinsi naik nyata` or `2 tak berubah nyata`; `tidak ada` and what is not said are 0."""
    found = re.findall(rf"(?<![\d,.])(\d+)(?: (?:provinsi|kab/kota|wilayah))? {words}", plain(text))
    assert len(found) < 2, text
    return int(found[0]) if found else 0


# --- random worlds ---

HUNDREDTHS = st.integers(0, 10_000).map(lambda n: n / 100)
FINE = st.integers(-400, 400).map(lambda n: n / 100)
"""Differences around the edges of rounding."""
WIDTHS = (None, 0.01, 0.04, 0.05, 0.3, 1.0, 2.5, 8.0, 30.0)
"""Half an interval; None where there are too few schools."""
WIDTH = st.sampled_from(WIDTHS)


def shares(least: int = 1, most: int = 9, widths: Sequence[float | None] = WIDTHS) -> st.SearchStrategy[pd.DataFrame]:
    """Regions with share and interval, ties and near ties among them; some too small, or their source untold.

    From a seed: a frame drawn cell by cell costs more than what is tested.
    """
    return st.integers(0, 2**32 - 1).map(lambda seed: _shares(Random(seed), least, most, widths))


def _shares(dice: Random, least: int, most: int, widths: Sequence[float | None]) -> pd.DataFrame:
    centre, is_bare = dice.randint(0, 10_000) / 100, dice.random() < 0.2
    widths = dice.choice([widths, [width for width in widths if width is not None], [dice.choice(widths)]])
    rows = []
    for at in range(dice.randint(least, most)):
        near = min(max(centre + dice.randint(-40, 40) / dice.choice([1, 10, 100]), 0.0), 100.0)
        pct = dice.choice([round(near, 2), dice.randint(0, 10_000) / 100])
        half = dice.choice(widths)
        if is_bare:  # a source that does not tell schools apart
            half = None
        rows.append({"nama": f"W{at}", "pct": pct, "pct_rendah": None if half is None else max(pct - half, 0.0),
                     "pct_tinggi": None if half is None else min(pct + half, 100.0), "m": 100.0,
                     "is_terlalu_sedikit": half is None and not is_bare,
                     "jumlah_satuan": None if is_bare else 4.0 if half is None else 50.0})  # fmt: skip
    return pd.DataFrame(rows).astype({"pct_rendah": float, "pct_tinggi": float, "jumlah_satuan": float})


def changes(most: int = 9) -> st.SearchStrategy[pd.DataFrame]:
    """Regions with their change: real ones, such as are not, untested ones, and some whose base moved."""
    return st.integers(0, 2**32 - 1).map(lambda seed: _changes(Random(seed), most))


def _changes(dice: Random, most: int) -> pd.DataFrame:
    rows, is_bare = [], dice.random() < 0.15
    for at in range(dice.randint(1, most)):
        poin, half = dice.choice([dice.randint(-40, 40), dice.randint(-3000, 3000)]) / 100, dice.choice(WIDTHS)
        half = None if is_bare else half
        is_rebased = dice.random() < 0.12
        is_real = None if half is None else bool((poin - half > 0 or poin + half < 0) and not is_rebased)
        rows.append({"nama": f"W{at}", "poin": poin, "poin_rendah": None if half is None else poin - half,
                     "poin_tinggi": None if half is None else poin + half, "is_nyata": is_real,
                     "is_basis_berubah": is_rebased, "is_terlalu_sedikit": half is None and not is_bare})  # fmt: skip
    return pd.DataFrame(rows).astype({"poin_rendah": float, "poin_tinggi": float, "is_nyata": object})

"""Clean Rapor workbooks of a province: six sheets a year, two years, the second continuing the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bench.dokter.places import Places
from bench.dokter.sheet import Cell, Export, Table

YEARS = (2024, 2025)
_KEYS = ("Kab/Kota", "Jenis Satuan Pendidikan", "Status Satuan Pendidikan")
_PARTS = (("label", "Label Capaian"), ("nilai", "Nilai Capaian"), ("perubahan", "Perubahan Nilai Capaian"))
_RANK = ("peringkat", "Peringkat")
_KINDS = ("SD Umum", "SMP Umum")
_STATUS = ("Negeri", "Swasta", "Semua")
_NO_BEFORE = "Tidak Tersedia (karena nilai tahun lalu tidak tersedia)"
PROPORTIONS = ("Di atas", "Mencapai", "Di bawah", "Jauh di bawah")


@dataclass(frozen=True)
class Indicator:
    """An indicator, where its values lie and where its labels change."""

    kode: str
    nama: str
    low: float
    high: float
    cuts: tuple[float, float]

    def label(self, value: float) -> str:
        return "Kurang" if value < self.cuts[0] else "Sedang" if value <= self.cuts[1] else "Baik"


DASMEN = (
    Indicator("A.1", "Kemampuan literasi", 30, 88, (40, 70)),
    Indicator("A.2", "Kemampuan numerasi", 28, 86, (40, 70)),
    Indicator("A.3", "Karakter", 46, 66, (50, 60)),
    Indicator("D.1", "Kualitas pembelajaran", 48, 72, (53, 64)),
    Indicator("D.4", "Iklim keamanan satuan pendidikan", 50, 78, (55, 68)),
    Indicator("D.8", "Iklim kebinekaan", 50, 76, (55, 67)),
)
PAUD = (
    Indicator("C.1", "Proporsi guru PAUD dengan kualifikasi S1/D4", 30, 85, (45, 70)),
    Indicator("D.1", "Perencanaan untuk proses pembelajaran yang efektif", 44, 78, (50, 66)),
    Indicator("E.1", "Sarana prasarana esensial", 42, 76, (50, 64)),
)
_SHARES = ("A.1", "A.2")

Key = tuple[str, str, str, str]
"""Region ('' for the province), jenis, status, indicator."""
Values = dict[int, dict[Key, float]]


def comma(value: float, *, is_share: bool = False) -> str:
    """76,4% or 59,12, as the Rapor prints it."""
    text = f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{text}%" if is_share else text


def change(now: float, before: float | None) -> str:
    """The change in points, in words."""
    if before is None:
        return _NO_BEFORE
    moved = round(now - before, 2)
    return "Tidak berubah" if moved == 0 else f"{'Naik' if moved > 0 else 'Turun'} {comma(abs(moved))}"


def make_values(rng: Random, places: Places) -> Values:
    """Each value of 2023 to 2025; a total lies between its parts, a year moves little."""
    found: Values = {year: {} for year in (2023, *YEARS)}
    for region in ("", *(region.nama for region in places.regions)):
        for kinds, items in ((_KINDS, DASMEN), (("PAUD",), PAUD)):
            for jenis in kinds:
                for item in items:
                    start = rng.uniform(item.low + 4, item.high - 4)
                    apart = rng.uniform(1, 3)
                    for year in found:
                        start += rng.uniform(-1.5, 2.0) if year > 2023 else 0.0
                        base = min(item.high, max(item.low, start))
                        kode = item.kode
                        found[year][region, jenis, "Negeri", kode] = round(base + apart, 2)
                        found[year][region, jenis, "Swasta", kode] = round(base - apart, 2)
                        found[year][region, jenis, "Semua", kode] = round(base + apart * 0.3, 2)
    return found


def _two_rows(
    keys: Sequence[str], groups: Sequence[tuple[str, Sequence[str]]], at: int
) -> tuple[list[Cell], list[Cell], list[str]]:
    """The merged header rows of a wide sheet, the first standing at row `at` (0-based)."""
    from bench.dokter.sheet import a1

    top: list[Cell] = list(keys)
    below: list[Cell] = [None] * len(keys)
    merged = [f"{a1(at, place)}:{a1(at + 1, place)}" for place in range(len(keys))]
    for title, parts in groups:
        start = len(top)
        top += [title, *[None] * (len(parts) - 1)]
        below += list(parts)
        if len(parts) > 1:
            merged.append(f"{a1(at, start)}:{a1(at, len(top) - 1)}")
    return top, below, merged


def _long(values: Values, places: Places, year: int) -> Table:
    """Sheet 2: one indicator a row, the year inside the column names."""
    headers = (
        *(("jenis", "Jenis Satuan Pendidikan"), ("status", "Status Satuan Pendidikan"), ("no", "No")),
        *(("indikator", "Indikator"), ("label", f"Label Capaian {year}"), ("nilai", f"Nilai Capaian {year}")),
        *(("perubahan", "Perubahan Nilai Capaian dari Tahun Lalu"), ("nilai_lalu", f"Nilai Capaian {year - 1}")),
    )
    cells: list[list[Cell]] = [
        [f"Capaian Provinsi {places.provinsi}"],
        [f"Rapor Pendidikan Tahun {year}"],
        [],
        [text for _, text in headers],
    ]
    for kinds, items in ((_KINDS, DASMEN), (("PAUD",), PAUD)):
        for jenis in kinds:
            for status in _STATUS if jenis != "PAUD" else ("Semua",):
                for item in items:
                    key = ("", jenis, status, item.kode)
                    now, before = values[year][key], values[year - 1][key]
                    is_share = item.kode in _SHARES and jenis != "PAUD"
                    shown = comma(now, is_share=is_share)
                    cells.append(
                        [jenis, status, item.kode, f"{item.nama}\nDefinisi: {item.nama.lower()} menurut Rapor",
                         item.label(now), shown, change(now, before), comma(before, is_share=is_share)]
                    )  # fmt: skip
                    if is_share and status == "Semua":
                        cells += _details(jenis, status, item, now)
    return Table("2 Capaian provinsi", cells, {n: c for c, (n, _) in enumerate(headers)}, 3, 4, len(cells))


def _details(jenis: str, status: str, item: Indicator, now: float) -> list[list[Cell]]:
    """Four proportions that sum to 100, and the scale score."""
    top, lowest = round(now * 0.25, 2), round((100 - now) * 0.28, 2)
    shares = (top, round(now - top, 2), round(100 - now - lowest, 2), lowest)
    rows: list[list[Cell]] = [
        [jenis, status, item.kode, f"Proporsi peserta didik {word.lower()} kompetensi minimum", word,
         comma(share, is_share=True), "", ""]
        for word, share in zip(PROPORTIONS, shares, strict=True)
    ]  # fmt: skip
    score = comma(35 + now * 0.4)
    return [*rows, [jenis, status, f"{item.kode}.skor", f"Skor {item.nama.lower()}", "", score, "", ""]]


def _wide(values: Values, places: Places, year: int, *, is_paud: bool) -> Table:
    """Sheets 3 and 4: indicators side by side, a row a kab/kota, jenis and status."""
    items, kinds = (PAUD, ("PAUD",)) if is_paud else (DASMEN, _KINDS)
    cells: list[list[Cell]] = [
        [f"Capaian Kabupaten/Kota {'PAUD' if is_paud else 'Dasmen dan Vokasi'}"],
        [f"Provinsi {places.provinsi}, Rapor Pendidikan Tahun {year}"],
        [],
    ]
    at, kolom = len(cells), {"kab_kota": 0, "jenis": 1, "status": 2}
    groups: list[tuple[str, list[str]]] = []
    for item in items:
        parts = (*_PARTS, _RANK) if item.kode in _SHARES and not is_paud else _PARTS
        start = 3 + sum(len(names) for _, names in groups)
        kolom |= {f"{item.kode}:{name}": start + place for place, (name, _) in enumerate(parts)}
        groups.append((f"{item.kode} {item.nama}", [text for _, text in parts]))
    top, below, merged = _two_rows(_KEYS, groups, at)
    cells += [top, below]
    first = len(cells)
    for region in places.regions:
        for jenis in kinds:
            for status in ("Semua",) if is_paud else _STATUS:
                row: list[Cell] = [region.written(0), jenis, status]
                for item in items:
                    now, before = (values[y][region.nama, jenis, status, item.kode] for y in (year, year - 1))
                    is_share = item.kode in _SHARES and not is_paud
                    row += [item.label(now), comma(now, is_share=is_share), change(now, before)]
                    row += ["Peringkat menengah (41-60%)"] if is_share else []
                cells.append(row)
    name = "4 Capaian kab-kota PAUD" if is_paud else "3 Capaian kab-kota Dasmen"
    return Table(name, cells, kolom, at, first, len(cells), merged)


def _schools(rng: Random, places: Places, year: int, *, is_paud: bool) -> Table:
    """Sheets 5 and 6: every school, labels only, after a preamble of varying length."""
    items = PAUD if is_paud else DASMEN
    preamble: list[list[Cell]] = [
        [f"Capaian Satuan Pendidikan {'PAUD' if is_paud else 'Dasmen dan Vokasi'} Tahun {year}"],
        [f"Provinsi {places.provinsi}"],
        ["Sumber: Rapor Pendidikan"],
    ]
    cells = preamble[: 1 + rng.randrange(3)]
    keys = ("NPSN", "Nama Satuan Pendidikan", *reversed(_KEYS[1:]), "Kabupaten/Kota", "Kecamatan")
    names = ("npsn", "nama", "status", "jenis", "kab_kota", "kecamatan")
    top, below, merged = _two_rows(
        keys, [(f"{item.kode} {item.nama}", ["Label Capaian "]) for item in items], len(cells)
    )
    at = len(cells)
    cells += [top, below]
    first = len(cells)
    for school in places.schools:
        if (school.bentuk == "TK") != is_paud:
            continue
        jenis = "TK" if is_paud else f"{school.bentuk} Umum"
        labels = [rng.choice(("Kurang", "Sedang", "Baik")) for _ in items]
        kab = school.region.written(0)
        cells.append([school.npsn, school.nama, school.status, jenis, kab, school.kecamatan, *labels])
    kolom = {name: place for place, name in enumerate(names)}
    kolom |= {f"{item.kode}:label": len(names) + place for place, item in enumerate(items)}
    name = "6 Capaian satdik PAUD" if is_paud else "5 Capaian satdik Dasmen"
    return Table(name, cells, kolom, at, first, len(cells), merged)


def _summary(values: Mapping[Key, float], year: int) -> Table:
    """Sheet 1: the SPM index, then the best and the worst."""
    cells: list[list[Cell]] = [
        ['SPM: "73,43 (Tuntas Pratama)"' if year == YEARS[0] else 'SPM: "75,1 (Tuntas Pratama)"'],
        ["No", "Jenjang", "Capaian", "Indikator Prioritas"],
    ]
    for place, jenis in enumerate(_KINDS, 1):
        best = max(DASMEN, key=lambda item: values["", jenis, "Semua", item.kode])
        cells.append([place, jenis.split()[0], "Capaian Terbaik", f"{best.kode} {best.nama}"])
    kolom = {"no": 0, "jenjang": 1, "capaian": 2, "indikator": 3}
    return Table("1 Ringkasan capaian jenjang", cells, kolom, 1, 2, len(cells))


def books(rng: Random, places: Places) -> list[Export]:
    """The workbook of each year."""
    values = make_values(rng, places)
    return [
        Export(
            f"Rapor Pendidikan {year} {places.provinsi}.xlsx",
            [
                _summary(values[year], year),
                _long(values, places, year),
                _wide(values, places, year, is_paud=False),
                _wide(values, places, year, is_paud=True),
                _schools(rng, places, year, is_paud=False),
                _schools(rng, places, year, is_paud=True),
            ],
        )
        for year in YEARS
    ]

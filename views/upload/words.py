"""What the upload page says, from the ledger and the findings alone: rows of files, groups of findings, headlines."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from pipelines import findings
from schemas.manifest import Manifest, SourceFile
from views.format import is_none, names, number, size

STEPS = ("Seret berkas", "Periksa", "Perubahan", "Terbitkan")
SEVERITIES = ("tolak", "periksa", "catatan")
SHAPE = {"tolak": "■", "periksa": "▲", "catatan": "○"}
"""Severity is a word and a shape; the colour only repeats it."""
MEANING = {
    "tolak": "tidak dibaca, disisihkan",
    "periksa": "diterima, perlu dilihat",
    "catatan": "diterima, baik diketahui",
}


@dataclass(frozen=True)
class Baris:
    """One staged file as the examination left it: what it is, its ledger, and rows with findings by severity."""

    nama: str
    ukuran: int
    dikenali: str
    lembar: int = 0
    dibaca: int = 0
    diterima: int = 0
    disisihkan: int = 0
    total: int = 0
    parah: Mapping[str, int] = field(default_factory=dict)
    galat: str | None = None

    @property
    def urutan(self) -> tuple[object, ...]:
        """The worst first, then by name."""
        counts = [-self.parah.get(severity, 0) for severity in SEVERITIES]
        return (self.galat is None, -self.disisihkan, *counts, self.nama)

    @property
    def is_bersih(self) -> bool:
        """Whether nothing is to be said about it."""
        return self.galat is None and not any(self.parah.values())


def recognised(source: SourceFile) -> str:
    """`Rapor daerah 2025, 6 lembar`: what the sheets of a file are taken for."""
    if source.galat:
        return "tidak terbaca"
    titles = list(dict.fromkeys(sheet.layout_judul for sheet in source.lembar if sheet.layout_judul))
    unknown = sum(sheet.layout is None for sheet in source.lembar)
    said = names(titles, 2) if titles else ""
    if len(source.lembar) > 1:
        said = f"{said}, {number(len(source.lembar))} lembar" if said else f"{number(len(source.lembar))} lembar"
    if unknown == len(source.lembar):
        return "belum dikenali" if unknown <= 1 else f"{number(unknown)} lembar, belum dikenali"
    return f"{said}; {number(unknown)} lembar belum dikenali" if unknown else said


def file_rows(manifest: Manifest, staged: Collection[str], found: pd.DataFrame) -> list[Baris]:
    """The staged files of an examination, the worst first."""
    counts = rows_by_severity(found)
    rows: list[Baris] = []
    for source in manifest.berkas:
        if source.nama not in staged:
            continue
        sums = {n: sum(getattr(sheet, n) for sheet in source.lembar) for n in
                ("dibaca", "diterima", "disisihkan", "total_catatan")}  # fmt: skip
        severe = dict(counts.get(source.nama, {}))
        if sums["disisihkan"]:
            severe["tolak"] = sums["disisihkan"]
        rows.append(
            Baris(
                source.nama, source.bytes, recognised(source), len(source.lembar), sums["dibaca"], sums["diterima"],
                sums["disisihkan"], sums["total_catatan"], severe, source.galat,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.urutan)


def rows_by_severity(found: pd.DataFrame) -> dict[str, dict[str, int]]:
    """File -> severity -> number of rows (or whole sheets) with findings."""
    if found.empty:
        return {}
    places = found[["berkas", "keparahan", "lembar", "baris"]].drop_duplicates()
    rows = places[places["baris"].notna()].groupby(["berkas", "keparahan", "lembar"], dropna=False).size()
    whole = places[places["baris"].isna()].groupby(["berkas", "keparahan", "lembar"], dropna=False).size()
    result: dict[str, dict[str, int]] = {}
    for counts, is_whole in ((rows, False), (whole, True)):
        if is_whole:
            counts = counts[~counts.index.isin(rows.index)]  # the rows of the other sheets are counted already
        for name, severity, _, count in counts.reset_index().itertuples(index=False, name=None):
            of_file = result.setdefault(str(name), {})
            of_file[str(severity)] = of_file.get(str(severity), 0) + int(count)
    return result


def headline(rows: Sequence[Baris], questions: int) -> str:
    """`12.480 baris dibaca, 121 disisihkan di 2 berkas; 3 hal perlu jawaban`."""
    read = sum(row.dibaca for row in rows)
    aside = sum(row.disisihkan for row in rows)
    unread = [row for row in rows if row.galat]
    seen = sum(row.parah.get("periksa", 0) for row in rows)
    if not (aside or unread or seen or questions):
        return f"{number(read)} baris dari {number(len(rows))} berkas dibaca; tidak ada yang perlu diperbaiki"
    text = f"{number(read)} baris dibaca"
    if aside:
        places = sum(row.disisihkan > 0 for row in rows)
        text += f", {number(aside)} disisihkan di {number(places)} berkas"
    elif read:
        text += ", tidak ada yang disisihkan"
    said = [
        f"{number(len(unread))} berkas tidak terbaca" if unread else "",
        f"{number(questions)} hal perlu jawaban" if questions else "",
        f"{number(seen)} baris perlu dilihat" if seen and not questions else "",
    ]
    return "; ".join([text, *(part for part in said if part)])


def steps(current: int) -> str:
    """The four steps as a list; the one at hand says so to the eye and to a screen reader."""
    items = []
    for index, name in enumerate(STEPS):
        state = "sudah" if index < current else "kini" if index == current else "nanti"
        at = ' aria-current="step"' if index == current else ""
        done = '<span class="baca-saja"> (selesai)</span>' if index < current else ""
        items.append(f'<li class="{state}"{at}><b>{index + 1}</b> {name}{done}</li>')
    return f'<ol class="langkah" aria-label="Langkah">{"".join(items)}</ol>'


def severity_marks(parah: Mapping[str, int]) -> str:
    """`■ tolak 3 · ▲ periksa 118`, only what there is."""
    marks = [
        f'<span class="parah {severity}"><i aria-hidden="true">{SHAPE[severity]}</i> {severity} '
        f"{number(parah[severity])}</span>"
        for severity in SEVERITIES
        if parah.get(severity)
    ]
    return " ".join(marks) or '<span class="bersih">tanpa temuan</span>'


def file_line(row: Baris) -> str:
    """One file: its name, what it is, its ledger, its findings."""
    name = f'<div class="nama">{html.escape(row.nama)} <span>{size(row.ukuran)}</span></div>'
    if row.galat:
        return f'<div class="berkas">{name}<div class="galat">Tidak terbaca: {html.escape(row.galat)}</div></div>'
    ledger = f"<b>{number(row.dibaca)}</b> dibaca = <b>{number(row.diterima)}</b> diterima"
    ledger += f" + <b>{number(row.disisihkan)}</b> disisihkan + <b>{number(row.total)}</b> total dan catatan"
    return (
        f'<div class="berkas">{name}<div class="dikenal">{html.escape(_sentence(row.dikenali))}</div>'
        f'<div class="hitung">{ledger}</div><div class="temuan">{severity_marks(row.parah)}</div></div>'
    )


def _sentence(text: str) -> str:
    return "Belum dikenali" + text[len("belum dikenali") :] if text.startswith("belum") else text


def file_table(rows: Iterable[Baris]) -> pd.DataFrame:
    """The same files as a table, for the fold of a long list."""
    return pd.DataFrame(
        [
            {"Berkas": r.nama, "Dikenali sebagai": r.dikenali, "Dibaca": number(r.dibaca),
             "Diterima": number(r.diterima), "Disisihkan": number(r.disisihkan), "Total/catatan": number(r.total),
             "Temuan": " · ".join(f"{s} {number(r.parah[s])}" for s in SEVERITIES if r.parah.get(s)) or "–"}
            for r in rows
        ]
    )  # fmt: skip


_BLANK = "\u2423"


@dataclass(frozen=True)
class Kelompok:
    """Findings of one code and severity: what it is called, what to do, how many rows in which files."""

    keparahan: str
    kode: str
    judul: str
    perbaikan: str
    jumlah: int
    berkas: tuple[str, ...]

    @property
    def label(self) -> str:
        """`■ Tolak · NPSN tidak dikenal · 118 baris di 2 berkas`."""
        where = self.berkas[0] if len(self.berkas) == 1 else f"{number(len(self.berkas))} berkas"
        return (
            f"{SHAPE[self.keparahan]} {self.keparahan.capitalize()} · {self.judul} · "
            f"{number(self.jumlah)} temuan di {where}"
        )


def groups(summary: pd.DataFrame) -> list[Kelompok]:
    """The lines of a summary joined by code: severity first, then the most frequent."""
    if summary.empty:
        return []
    result = []
    for (severity, code), part in summary.groupby(["keparahan", "kode"], sort=False):
        first = part.iloc[0]
        files = tuple(dict.fromkeys(str(name) for name in part["berkas"].dropna()))
        result.append(
            Kelompok(
                str(severity), str(code), _words(first["judul"]) or str(code), _words(first["perbaikan"]),
                int(part["jumlah"].sum()), files or ("seluruh data",),
            )
        )  # fmt: skip
    return sorted(result, key=lambda g: (SEVERITIES.index(g.keparahan), -g.jumlah, g.kode))


def _words(value: object) -> str:
    return "" if is_none(value) else str(value)


def cells_table(found: pd.DataFrame) -> pd.DataFrame:
    """Findings as people read them: where, what stands there, why, and what it becomes.

    What is the same in all of several findings is not repeated: the heading names the file, `said_once` the reason.
    """
    where = [
        " · ".join(part for part in (
            _words(f.berkas), _words(f.lembar) if _words(f.lembar) not in ("", "-") else "",
        ) if part) for f in found.itertuples(index=False)
    ]  # fmt: skip
    shown = pd.DataFrame(
        {
            "Berkas": where,
            "Sel": [_place(f.sel, f.baris) for f in found.itertuples(index=False)],
            "Kolom": list(findings.headings(found)),
            "Isi": [_visible(_words(value)) for value in found["nilai"]],
            "Mengapa": [_words(value) for value in found["alasan"]],
            "Dibaca sebagai": [_words(value) for value in found["koreksi"]],
        }
    )
    unused = [name for name in ("Kolom", "Isi", "Dibaca sebagai") if not any(shown[name])]
    said = [name for name in ("Berkas", "Mengapa") if len(shown) > 1 and shown[name].nunique() == 1]
    return shown.drop(columns=[*unused, *said])


def _visible(cell: str) -> str:
    """Blanks at the ends of a cell are what is wrong with it: they are shown."""
    bare = cell.strip()
    if bare == cell:
        return cell
    before = cell.index(bare)
    return _BLANK * before + bare + _BLANK * (len(cell) - before - len(bare))


def said_once(found: pd.DataFrame) -> str:
    """Why, when all of several findings have one reason: it stands above their table."""
    reasons = found["alasan"].dropna().unique()
    return str(reasons[0]) if len(found) > 1 and len(reasons) == 1 else ""


def _place(cell: object, row: object) -> str:
    if _words(cell):
        return _words(cell)
    return f"baris {int(row)}" if _words(row) else "seluruh lembar"  # type: ignore[call-overload]


def findings_headline(parah: Mapping[str, Mapping[str, int]], aside: int, unread: int = 0) -> str:
    """`121 baris ditolak, 118 perlu diperiksa, 21 bercatatan`: rows, as the ledger counts them."""
    sums = {s: sum(counts.get(s, 0) for counts in parah.values()) for s in SEVERITIES}
    said = [
        f"{number(aside)} baris ditolak" if aside else "",
        f"{number(unread)} berkas tidak terbaca" if unread else "",
        f"{number(sums['periksa'])} baris perlu diperiksa" if sums["periksa"] else "",
        f"{number(sums['catatan'])} baris bercatatan" if sums["catatan"] else "",
    ]
    text = ", ".join(part for part in said if part)
    return f"Temuan: {text}" if text else "Tidak ada temuan"

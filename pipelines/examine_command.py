"""The examination on the command line: what a build would say of files, before anybody gives them to one."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.text import Text

from pipelines import findings, marked, read
from pipelines.build import BuildFailed
from pipelines.command import (
    Parser,
    bar,
    failed,
    iso_date,
    number,
    plain,
    print_difference,
    stopped,
    terminal,
    where_it_broke,
)
from pipelines.examine import Examination, examine, placed
from warehouse import staging
from warehouse.snapshots import PublishRefused

COULD_NOT = 3
"""The exit code when nothing could be examined at all."""
_STYLES = {"tolak": "bold red", "periksa": "yellow", "catatan": "cyan"}
_MEANING = {
    "tolak": "TOLAK, barisnya disisihkan",
    "periksa": "PERIKSA, diterima tetapi perlu dilihat",
    "catatan": "CATATAN, diterima dan baik diketahui",
}


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m pipelines.examine",
        description="Memeriksa berkas ekspor seperti impor memeriksanya, bersama isi folder ekspor. "
        "Tidak ada yang diterbitkan atau dipindahkan.",
        epilog="Kode keluar: 0 tidak ada yang ditolak, 1 ada yang disisihkan, 2 perintah salah, 3 gagal memeriksa.",
        add_help=False,
    )
    parser.add_argument("berkas", nargs="+", type=Path, metavar="BERKAS|FOLDER", help="berkas atau folder ekspor")
    parser.add_argument(
        "--ke", type=Path, metavar="FOLDER", help="tulis buku kerja bertanda dan salinan terkoreksi ke folder ini"
    )
    parser.add_argument(
        "--tanggal", type=iso_date, metavar="YYYY-MM-DD", help="tanggal data bagi berkas yang tidak menyebutkannya"
    )
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    return parser


def named(given: Sequence[Path]) -> dict[str, Path]:
    """The files of a command by name; ValueError says what is wrong with it."""
    found: dict[str, Path] = {}
    for path in given:
        if path.is_dir():
            inside = {name: path / name for name in read.exports_in(path)[0]}
            if not inside:
                raise ValueError(f"folder {path} tidak berisi berkas ekspor")
        elif path.is_file():
            inside = {path.name: path}
        else:
            raise ValueError(f"{path} tidak ada")
        twice = sorted(name for name in inside if name in found and found[name].resolve() != inside[name].resolve())
        if twice:
            raise ValueError(f"nama {', '.join(twice[:3])} ada di dua tempat; periksa satu demi satu")
        found |= inside
    return found


@contextmanager
def _room() -> Iterator[Path]:
    """A folder for the result, beside the warehouse where links work; elsewhere when that can't be written."""
    try:
        folder = staging.new_folder()
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="serapan-periksa-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(console: Console, files: dict[str, Path], to: Path | None, assumed: date | None) -> int:
    """Examine and print; the exit code."""
    try:
        with _room() as room:
            with bar(console) as (report, _):
                result = examine(room, report=report, assumed=assumed, files=files)
            names = placed(files)
            frame = findings.read(result.folder)
            own = frame[frame["berkas"].isin(list(names))]
            print_examination(console, result, own, names)
            if to is not None:
                _write_books(console, to, own, names)
            is_refused = any(s.galat for s in result.manifest.berkas if s.nama in names) or _aside(result, names)
            return 1 if is_refused else 0
    except (BuildFailed, PublishRefused) as failure:
        failed(console, str(failure))
        return COULD_NOT
    except OSError as failure:
        failed(console, f"{failure.filename or 'folder'} tidak dapat ditulis ({failure.strerror or failure}).")
        return COULD_NOT
    except KeyboardInterrupt:
        return stopped(console)
    except Exception as failure:
        failed(console, where_it_broke(failure))
        return COULD_NOT


def _aside(result: Examination, names: dict[str, Path]) -> int:
    return sum(s.disisihkan for source in result.manifest.berkas if source.nama in names for s in source.lembar)


def print_examination(console: Console, result: Examination, frame: pd.DataFrame, names: dict[str, Path]) -> None:
    """The ledger of the files, the findings by severity with counts, cells and remedies, and what would change."""
    for source in result.manifest.berkas:
        if source.nama not in names:
            continue
        if source.galat is not None:
            console.print(Text("DITOLAK ", "bold red") + plain(f"{source.nama}: {source.galat}"))
        for sheet in source.lembar:
            where = source.nama if sheet.lembar == "-" else f"{source.nama} [{sheet.lembar}]"
            console.print(
                plain(
                    f"{where}: {sheet.layout_judul or 'tata letak tidak dikenali'}; dibaca {number(sheet.dibaca)} = "
                    f"diterima {number(sheet.diterima)} + disisihkan {number(sheet.disisihkan)} + "
                    f"total/catatan {number(sheet.total_catatan)}"
                )
            )
    named = frame.assign(kolom=findings.headings(frame))
    for severity, rows in findings.summary(named).groupby("keparahan", sort=False):
        total = number(int(rows["jumlah"].sum()))
        console.print(Text(f"\n{_MEANING[str(severity)]}: {total} temuan", _STYLES[str(severity)]))
        for line in rows.to_dict("records"):
            console.print(plain(_line({str(name): value for name, value in line.items()})))
            if str(line["perbaikan"]) not in str(line["alasan"]):
                console.print(plain(f"    {line['perbaikan']}"))
    if frame.empty:
        console.print("Tidak ada temuan.")
    print_difference(console, result.difference)
    console.print("Diperiksa saja: tidak ada yang diterbitkan atau dipindahkan.", style="bold")


def _line(line: dict[str, object]) -> str:
    where = " ".join(str(part) for part in (line["berkas"], _bracketed(line["lembar"])) if part)
    cell = f", di {line['contoh']}" if line["contoh"] else ""
    column = f", kolom {line['kolom']}" if isinstance(line["kolom"], str) and line["kolom"] else ""
    about = f"{line['judul']} ({line['kode']}): {where}{column}{cell}. {line['alasan']}"
    return f"  {number(int(str(line['jumlah'])))} × {about}"


def _bracketed(sheet: object) -> str:
    return f"[{sheet}]" if isinstance(sheet, str) and sheet not in {"", "-"} else ""


def _write_books(console: Console, to: Path, frame: pd.DataFrame, names: dict[str, Path]) -> None:
    """A marked workbook for each file with findings, and a corrected copy where every cell of it is certain."""
    to.mkdir(parents=True, exist_ok=True)
    for name, path in names.items():
        own = frame[frame["berkas"] == name]
        if own.empty:
            continue
        try:
            kept = name.replace("/", "_")
            target = to / f"{Path(kept).stem} - bertanda.xlsx"
            target.write_bytes(marked.marked(path, own))
            console.print(plain(f"Ditulis: {target}"))
            content = marked.corrected(path, own)
            if content is not None:
                target = to / f"{Path(kept).stem} - terkoreksi{marked.corrected_ending(path)}"
                target.write_bytes(content)
                console.print(plain(f"Ditulis: {target}"))
        except read.Refused as refused:
            console.print(plain(f"{name}: {refused}"))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    console = terminal()
    try:
        files = named(asked.berkas)
    except (ValueError, OSError) as wrong:
        print(f"Perintah tidak dapat dijalankan: {wrong}. Lihat {parser.prog} --help.", file=sys.stderr)
        return 2
    return run(console, files, asked.ke, asked.tanggal)

"""Mappings on the command line: propose one, try it on a file, keep it."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipelines import answers, read
from pipelines.answers import AnswerFault, Answers
from pipelines.cells import Reader
from pipelines.command import Parser, failed, number, plain, terminal
from pipelines.import_file import Job, connect, import_with
from pipelines.mapping import checked, targets
from pipelines.mapping_proposal import Proposal
from pipelines.preview import sheet_proposal
from pipelines.saved_mapping import LARGEST, Mapping, parse, slug
from schemas.manifest import SourceFile
from warehouse import snapshots


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m pipelines.mapping",
        description="Pemetaan tata letak yang belum dikenal: kolom mana adalah apa.",
        epilog=f"Tujuan yang ada: {', '.join(sorted(targets()))}.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    asked = parser.add_subparsers(
        dest="perintah", required=True, metavar="propose|check|save|list|forget", parser_class=Parser
    )
    propose = asked.add_parser("propose", add_help=False, help="usulkan pemetaan sebuah berkas")
    propose.add_argument("berkas", type=Path, metavar="BERKAS")
    propose.add_argument("--ke", type=Path, metavar="TOML", help="tulis usulan ke berkas ini untuk disunting")
    propose.add_argument("--tujuan", metavar="KODE", help="tata letak tujuan (bawaan: yang paling cocok)")
    propose.add_argument("--lembar", metavar="NAMA", help="lembar yang dipetakan (bawaan: yang pertama berisi)")
    check = asked.add_parser("check", add_help=False, help="coba sebuah pemetaan dan tampilkan buku besarnya")
    check.add_argument("berkas", type=Path, metavar="BERKAS")
    check.add_argument("toml", type=Path, metavar="TOML")
    save = asked.add_parser("save", add_help=False, help="simpan pemetaan untuk setiap impor")
    save.add_argument("toml", type=Path, metavar="TOML")
    asked.add_parser("list", add_help=False, help="tampilkan pemetaan tersimpan")
    forget = asked.add_parser("forget", add_help=False, help="hapus pemetaan tersimpan")
    forget.add_argument("nama", metavar="NAMA")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    asked, console = _parser().parse_args(arguments), terminal()
    try:
        match asked.perintah:
            case "propose":
                return _propose(console, asked.berkas, asked.ke, asked.tujuan, asked.lembar)
            case "check":
                return _check(console, asked.berkas, _read(asked.toml))
            case "save":
                file = answers.save_mapping(_read(asked.toml))
                console.print(plain(f"Tersimpan: {file}. Dipakai setiap impor; jalankan lagi impornya."))
                return 0
            case "forget":
                was_there = answers.forget_mapping(asked.nama)
                console.print("Dihapus." if was_there else "Tidak ada pemetaan bernama itu.")
                return 0 if was_there else 1
        return _list(console)
    except (AnswerFault, read.Refused) as fault:
        return failed(console, str(fault))
    except OSError as error:
        return failed(console, f"{error.filename or 'berkas'}: {error.strerror or error}.")


def _read(file: Path) -> Mapping:
    """A mapping file that somebody has edited."""
    if file.stat().st_size > LARGEST:
        raise AnswerFault(f"{file.name}: terlalu besar untuk sebuah pemetaan.")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise AnswerFault(f"{file.name}: bukan teks UTF-8.") from None
    return checked(parse(text, file.name), file.name)


def _propose(console: Console, file: Path, into: Path | None, target: str | None, sheet: str | None) -> int:
    if target is not None and target not in targets():
        raise AnswerFault(f"Tujuan {target!r} tidak dikenal; pilih salah satu dari: {', '.join(sorted(targets()))}.")
    found = sheet_proposal(file, sheet, answers.load(), target)
    if found is None:
        return failed(console, f"{file.name}: tidak ada isi yang dapat dipetakan.")
    console.print(_table(found))
    if found.galat:
        return failed(console, found.galat)
    by_code = {item.name: item.headers[0] for item in targets()[found.tujuan].fields}
    if found.kurang:
        listed = ", ".join(f"{by_code[name]} ({name})" for name in found.kurang)
        console.print(plain(f"Belum ada kolom untuk {listed}: tambahkan di [kolom] atau isi di [tetap]."))
    if not any(item.medan for item in found.kolom):
        return failed(console, "tidak satu kolom pun dikenali; pakai --tujuan atau tulis pemetaannya sendiri.")
    text = _editable(found, file)
    if into is None:
        console.print(plain_lines(text))
        return 0
    into.write_text(text, encoding="utf-8")
    console.print(plain(f"Usulan ditulis ke {into}. Sunting, lalu: python -m pipelines.mapping check {file} {into}"))
    return 0


def _editable(found: Proposal, file: Path) -> str:
    """The proposal as TOML, with what else there is to choose from as comments."""
    target = targets()[found.tujuan]
    lines = [f"# Medan {found.judul}: {', '.join(item.name for item in target.fields)}"]
    if left := [item.judul for item in found.kolom if not item.medan]:
        lines.append(f"# Kolom yang belum dipetakan: {'; '.join(left)}")
    lines += [f"# Wajib, belum ada kolomnya: {name}" for name in found.kurang]
    return found.to_mapping(slug(file.stem)).to_toml() + "".join(f"{plain(line).plain}\n" for line in lines)


def plain_lines(text: str) -> str:
    """A text of several lines fit for a terminal."""
    return "\n".join(plain(line).plain for line in text.splitlines()).replace("[", r"\[")


def _table(found: Proposal) -> Table:
    where = f"baris judul {found.baris_judul}" if found.baris_judul else "tanpa baris judul"
    table = Table(title=f"Usulan: {found.judul} ({found.tujuan}), {where}")
    for name in ("Kolom", "Medan", "Yakin", "Alasan"):
        table.add_column(name, overflow="fold")
    for item in found.kolom:
        sure = f"{item.keyakinan:.0%}" if item.medan else ""
        table.add_row(plain(item.judul), item.medan or "-", sure, plain(item.alasan))
    return table


def tried(file: Path, mapping: Mapping, known: Answers | None = None) -> SourceFile:
    """What a build would make of a file with this mapping; nothing is kept."""
    known = known or answers.load()
    others = tuple(other for other in known.pemetaan if other.nama != mapping.nama)
    serving = snapshots.current()
    with tempfile.TemporaryDirectory(prefix="serapan-") as folder:
        place = Path(folder)
        sha, size = read.digest(file)
        con = connect(place)
        try:
            job = Job(
                path=file,
                berkas=answers.name_in_exports(str(file)) if not file.is_absolute() else file.name,
                sha256=sha,
                ukuran=size,
                sidik="coba",
                folder=place,
                modified=datetime.fromtimestamp(file.stat().st_mtime).astimezone().date(),
                kunci=b"tidak disimpan",
                sekolah=serving.path / "satuan_pendidikan" if serving else place / "satuan_pendidikan",
                jawaban=replace(known, pemetaan=(*others, mapping)),
            )
            return import_with(Reader(con), job).source
        finally:
            con.close()


def _check(console: Console, file: Path, mapping: Mapping) -> int:
    source = tried(file, mapping)
    if source.galat is not None:
        return failed(console, f"{file.name}: {source.galat}")
    table = Table(title="Buku besar baris: dibaca = diterima + disisihkan + total/catatan")
    for name in ("Lembar", "Dikenali sebagai"):
        table.add_column(name, overflow="fold")
    for name in ("Dibaca", "Diterima", "Disisihkan", "Total/catatan"):
        table.add_column(name, justify="right")
    for sheet in source.lembar:
        counts = (sheet.dibaca, sheet.diterima, sheet.disisihkan, sheet.total_catatan)
        table.add_row(plain(sheet.lembar), plain(sheet.layout_judul or "?"), *map(number, counts))
    console.print(table)
    for sheet in source.lembar:
        for reason in sheet.alasan:
            console.print(plain(f"Disisihkan {number(reason.jumlah)} baris: {reason.alasan}"))
            if reason.contoh:
                console.print(plain(f"    {'; '.join(reason.contoh[:3])}"))
        for note in sheet.catatan:
            console.print(plain(f"Catatan: {note}"))
    if not any(sheet.layout == mapping.kode for sheet in source.lembar):
        return failed(console, "tidak ada lembar yang kepala kolomnya cocok dengan pemetaan ini.")
    return 0 if any(sheet.diterima for sheet in source.lembar if sheet.layout == mapping.kode) else 1


def _list(console: Console) -> int:
    known = answers.load()
    for mapping in known.pemetaan:
        console.print(plain(f"{mapping.nama}: {targets()[mapping.tujuan].judul}, {len(mapping.kolom)} kolom"))
    if not known.pemetaan:
        console.print("Belum ada pemetaan tersimpan.")
    for sentence in known.galat:
        console.print(plain(sentence), style="bold red")
    return 1 if known.galat else 0

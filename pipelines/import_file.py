"""One file, from its bytes to part files and a ledger that adds up. Runs in a worker process of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from pipelines import aside, header_faults, layouts, mapping, places, privacy, rapor_engine, read
from pipelines.answer_model import NONE, Answers
from pipelines.aside import BURUK, Finding
from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.faults import machine_fault
from pipelines.mapping_proposal import is_data, people_of
from pipelines.names import key
from pipelines.rapor_engine import BookLayout
from pipelines.recognise import HEADER_WITHIN, shown_header
from pipelines.sheet_region import settle
from pipelines.tabular import Context, Draft, Match, Tabular
from pipelines.wide import Wide
from schemas import DATASETS, columns
from schemas.manifest import SheetLedger, SourceFile

TRAIL = "jejak"
MEMORY = "3GB"
_EMPTY, _ONLY_HEADER = "lembar kosong", "hanya baris judul, tanpa data"


@dataclass(frozen=True)
class Job:
    """What a worker needs to know of one file."""

    path: Path
    berkas: str
    sha256: str
    ukuran: int
    sidik: str
    folder: Path
    modified: date
    assumed: date | None = None
    kunci: bytes = b""
    sekolah: Path | None = None
    sidik_rujukan: str = ""
    jawaban: Answers = NONE


@dataclass(frozen=True)
class Imported:
    """What became of a file; `is_deferred`: it has to be matched against the school list, which isn't there yet."""

    source: SourceFile
    is_deferred: bool = False


def scratch_in(folder: Path) -> Path:
    """Where raw texts may lie for a moment: its owner's alone, and gone before anything is published."""
    place = folder / ".tumpah"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def connect(folder: Path, threads: int = 1, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """An in-memory connection whose spill lies in the build folder and goes with it."""
    con = duckdb.connect()
    con.execute(f"SET threads = {threads}")
    con.execute(f"SET memory_limit = '{memory}'")
    con.execute(f"SET temp_directory = {quoted(str(scratch_in(folder)))}")
    con.execute("SET autoinstall_known_extensions = FALSE")
    con.execute("SET enable_progress_bar = FALSE")
    return con


_reader: Reader | None = None


def import_file(job: Job) -> Imported:
    """Read one file with this process's own connection."""
    global _reader
    if _reader is None:
        _reader = Reader(connect(job.folder))
    return import_with(_reader, job)


def import_with(reader: Reader, job: Job) -> Imported:
    """Read one file: each sheet recognised, normalised, checked against the contract and written."""
    ledgers: dict[int, SheetLedger] = {}
    book: dict[int, tuple[_Sheet, BookLayout, Match]] = {}
    galat: str | None = None
    begun: list[_Sheet] = []
    used_schools = False
    is_passing = False  # without a fingerprint the next build reads the file again
    try:
        with read.opened(reader.con, job.path, job.berkas, scratch_in(job.folder)) as sheets:
            for place, sheet in enumerate(sheets):
                if answer := job.jawaban.file(job.berkas):
                    sheet.wilayah = (answer.provinsi, answer.kab_kota) if answer.provinsi or answer.kab_kota else None
                found = layouts.recognise(sheet, mapping.layouts_of(job.jawaban.pemetaan))
                if found and found[0] in layouts.FALLBACK and header_faults.is_misspelt(sheet):
                    found = None
                if found and found[0].needs_schools:
                    if job.sekolah is None:
                        return Imported(_source(job, (), None), is_deferred=True)
                    used_schools = True
                run = _Sheet(reader, job, sheet, place)
                begun.append(run)
                if found and isinstance(found[0], BookLayout) and not found[1].header.twice:
                    book[place] = (run, found[0], found[1])
                else:
                    ledgers[place] = run.run(found)
            if book:
                ledgers |= _book(reader, book)
    except read.Refused as refused:
        galat = str(refused)
    except OSError as error:
        if fault := machine_fault(error):
            raise fault from error
        is_passing = True
        galat = "berkas hilang atau tidak boleh dibaca selagi diproses. Periksa izinnya, lalu ulangi."
    except AssertionError:
        raise  # a ledger that does not add up is no fault of the file
    except Exception as error:  # one bad file does not stop the others
        if fault := machine_fault(error):
            raise fault from error
        is_passing = True
        kind = type(error).__name__
        galat = f"tidak dapat diolah ({kind}). Simpan ulang berkasnya; bila tetap gagal, laporkan tata letaknya."
    for run in begun if galat else ():
        run.findings.unlink(missing_ok=True)
    whole = () if galat else tuple(ledgers[place] for place in sorted(ledgers))
    source = _source(job, whole, galat, job.sidik_rujukan if used_schools else "")
    return Imported(source.model_copy(update={"sidik": ""}) if is_passing else source)


def _book(reader: Reader, sheets: dict[int, tuple[_Sheet, BookLayout, Match]]) -> dict[int, SheetLedger]:
    """Sheets that become records together; those that wait for what the others say come last."""
    rapor_engine.start(reader)
    collected = {}
    for place in sorted(sheets, key=lambda place: (sheets[place][1].is_last, place)):
        run, layout, match = sheets[place]
        collected[place] = (run.sheet, layout.collect(reader, run.sheet, match, place))
    rapor_engine.finish(reader)
    drafts = rapor_engine.drafts(reader, collected)
    stands = _standing(reader.con, "rapor_capaian", "lembar_ke")
    return {
        place: run.written(layout, match, drafts[place], stands.get(place, _Standing()), place)
        for place, (run, layout, match) in sheets.items()
    }


def _source(job: Job, ledgers: tuple[SheetLedger, ...], galat: str | None, rujukan: str = "") -> SourceFile:
    return SourceFile(
        nama=job.berkas,
        sha256=job.sha256,
        bytes=job.ukuran,
        lembar=ledgers,
        galat=galat,
        sidik=job.sidik,
        sidik_rujukan=rujukan,
    )


def part_name(*parts: str) -> str:
    """The name of a part file: everything its content depends on, hashed."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:32]


@dataclass(frozen=True)
class _Standing:
    """What stands of a sheet once the rows set aside are left out."""

    rows: int = 0
    records: int = 0
    keys: int = 0
    aside: int = 0
    tanggal_data: tuple[date, ...] = ()
    tahun: tuple[int, ...] = ()


def _standing(con: duckdb.DuckDBPyConnection, dataset: str, sheet: str) -> dict[int, _Standing]:
    """For each sheet (`sheet` is the SQL of its number): rows, records, distinct keys, rows set aside, times."""
    model = DATASETS[dataset]
    names = {column.name for column in columns(model)}
    dates, years = (
        f"list_sort(list(DISTINCT {name}))[1:200]" if name in names else "[]" for name in ("tanggal_data", "tahun")
    )
    aside = dict(con.execute("SELECT lembar_ke, count(*) FROM buruk GROUP BY lembar_ke").fetchall())
    keep = f"WHERE ({sheet}, baris) NOT IN (SELECT (lembar_ke, baris) FROM buruk)" if aside else ""
    found = {
        place: (rows, records, keys, tuple(days or ()), tuple(years or ()))
        for place, rows, records, keys, days, years in con.execute(
            f"SELECT {sheet} AS ke, count(DISTINCT baris), count(*), count(DISTINCT hash({', '.join(model.key)})), "
            f"{dates}, {years} FROM rekaman {keep} GROUP BY ke"
        ).fetchall()
    }
    return {
        place: _Standing(
            *found.get(place, (0, 0, 0, (), ()))[:3], aside.get(place, 0), *found.get(place, ((),) * 5)[3:]
        )
        for place in {*aside, *found}
    }


class _Sheet:
    """One sheet on its way from a relation to a part file and a ledger."""

    def __init__(self, reader: Reader, job: Job, sheet: read.Sheet, place: int) -> None:
        self.reader, self.con, self.job, self.sheet = reader, reader.con, job, sheet
        self.part = part_name(job.sidik, job.sidik_rujukan, str(place), sheet.nama)
        self.findings = job.folder / aside.FOLDER / f"{self.part}.parquet"
        masked = privacy.mask(sheet.nama)
        self.lembar = masked if masked == sheet.nama else f"lembar {place + 1} {masked}"

    def run(self, found: tuple[layouts.Layout, Match] | None) -> SheetLedger:
        if found is None:
            return self._unknown()
        layout, match = found
        if match.header.twice:
            names = ", ".join(match.header.twice)
            return self._all_aside(
                layout,
                match.header.first_data,
                "kolom_ganda",
                f"kolom {names} tertulis lebih dari sekali: hapus atau ganti nama salah satunya",
                header_faults.second_cell(self.sheet, match.header),
                match.header.twice[0],
            )
        assert not isinstance(layout, BookLayout)
        answer = self.job.jawaban.file(self.job.berkas)
        inner = layout.inner if isinstance(layout, Wide) else layout
        if isinstance(inner, Tabular):
            settled = settle(self.reader, self.sheet, inner, match, answer, self.job.sha256)
            if settled.missing:
                return self._all_aside(layout, match.header.first_data, "wilayah_tidak_tertulis", settled.missing)
            match = settled.match
            layout = replace(layout, inner=settled.layout) if isinstance(layout, Wide) else settled.layout
            self.sheet.catatan += settled.catatan
        assumed = answer.tanggal if answer and answer.tanggal else self.job.assumed
        context = Context(self.job.modified, assumed, self.job.kunci, self.job.sekolah, self.job.jawaban)
        aside.empty_aside(self.con)
        aside.empty_notes(self.con)  # a layout that finds nothing must not leave the sheet before's findings
        draft = layout.normalise(self.reader, self.sheet, match, context)
        stands = _standing(self.con, draft.dataset, "0")
        return self.written(layout, match, draft, stands.get(0, _Standing()), None)

    def _unknown(self) -> SheetLedger:
        if near := header_faults.nearest(self.sheet):
            return self._all_aside(None, near.row + 1, header_faults.MISSING, near.alasan, near.sel, near.similar)
        known = layouts.known_headers()
        best = max(
            self.sheet.head[:HEADER_WITHIN],
            key=lambda row: 0 if is_data(row) else sum(key(cell) in known for cell in row if cell),
            default=[],
        )
        cells = [shown_header(cell) for cell in best if cell]
        seen = layouts.shown_headers(cells) if any(key(c) in known for c in cells) else ()
        about = f"kolomnya: {', '.join(seen)}" if seen else f"{self.sheet.lebar} kolom tanpa baris judul yang dikenali"
        if people := people_of(self.sheet, layouts.of_people(self.sheet, HEADER_WITHIN)):
            return self._all_aside(
                None,
                0,
                "daftar_orang",
                f"daftar orang (ada kolom {', '.join(people)}) yang bukan daftar hadir bimtek: tidak dibaca. "
                "Hapus kolom tentang orang, atau muat sebagai daftar hadir",
            )
        return self._all_aside(
            None,
            0,
            "tata_letak_tidak_dikenali",
            f"tata letak tidak dikenali ({about}). Bandingkan nama kolomnya dengan kamus data, lalu muat ulang",
        )

    def _all_aside(
        self,
        layout: layouts.Layout | None,
        after: int,
        kode: str,
        alasan: str,
        sel: str | None = None,
        nilai: str | None = None,
    ) -> SheetLedger:
        """Every row of the sheet set aside for one reason; `sel` is the cell that it lies in, if there is one."""
        filled = " OR ".join(f"c{place} <> ''" for place in range(1, self.sheet.lebar + 1)) or "FALSE"
        aside.empty_aside(self.con)
        aside.empty_notes(self.con)
        self.con.execute(
            f"INSERT INTO {BURUK} SELECT 0, baris, {quoted(kode)}, NULL, NULL, {quoted(alasan)} "
            f"FROM {self.sheet.relation} WHERE baris > {after} AND ({filled})"
        )
        count = int(self.con.execute("SELECT count(*) FROM buruk").fetchall()[0][0])
        if count:
            told = Finding(kode, alasan, sel=sel, nilai=nilai)
            self._write_findings(layout.kode if layout else None, 0, {}, [told])
        return SheetLedger(
            lembar=self.lembar,
            layout=layout.kode if layout else None,
            layout_judul=layout.judul if layout else None,
            dataset=layout.dataset if layout else None,
            dibaca=count,
            diterima=0,
            disisihkan=count,
            total_catatan=0,
            alasan=aside.reasons(self.con, 0),
            catatan=(*self.sheet.catatan, *(() if count else (_ONLY_HEADER if layout else _EMPTY,))),
        )

    def _duplicates(self, dataset: str, rows: str, place: int, kolom: str | None) -> None:
        """Of two source rows with one key the first stands; the later is set aside with the place of its twin."""
        names = ", ".join(DATASETS[dataset].key)
        column = quoted(kolom) if kolom else "NULL"
        keys = DATASETS[dataset].key
        told = kolom if kolom in keys else f"concat_ws(' | ', {names})"
        shown = "NULL" if "peserta" in keys else f"CAST({told} AS VARCHAR)"
        self.con.execute(
            f"""INSERT INTO {BURUK}
            SELECT {place}, baris, 'kunci_ganda', {column}, min(tampak),
                CASE
                    WHEN min(pertama) = baris
                        THEN 'kunci yang sama tertulis dua kali di baris ini: hapus kolom gandanya'
                    ELSE 'kunci sama dengan baris ' || min(pertama) || ' di lembar ini: hapus salah satunya'
                END
            FROM (
                SELECT baris, {shown} AS tampak, min(baris) OVER k AS pertama,
                    row_number() OVER (k ORDER BY baris) AS urut
                FROM {rows} WINDOW k AS (PARTITION BY {names})
            ) WHERE urut > 1 GROUP BY baris"""
        )

    def written(
        self, layout: layouts.Layout, match: Match, draft: Draft, stands: _Standing, place: int | None
    ) -> SheetLedger:
        """Write what stands and what was set aside; the ledger. `place` is the sheet's among those of its book."""
        number = place or 0
        rows = f"(SELECT * FROM rekaman WHERE lembar_ke = {place})" if place is not None else "rekaman"
        left = f"SELECT baris FROM buruk WHERE lembar_ke = {number}"
        keep = f"(SELECT * FROM {rows} WHERE baris NOT IN ({left}))" if stands.aside else rows
        if stands.records != stands.keys:
            kolom = places.key_column(DATASETS[draft.dataset].key, draft.kolom_ke)
            self._duplicates(draft.dataset, keep, number, kolom)
            keep = f"(SELECT * FROM {rows} WHERE baris NOT IN ({left}))"
            stands = _standing(self.con, draft.dataset, "lembar_ke" if place is not None else "0")[number]
        if draft.dibaca != stands.rows + stands.aside + draft.total_catatan:
            raise AssertionError(
                f"{self.job.berkas} [{self.sheet.nama}] {layout.kode}: {draft.dibaca} rows read, but {stands.rows} "
                f"accepted + {stands.aside} set aside + {draft.total_catatan} notes"
            )
        if stands.records:
            names = ", ".join(column.name for column in columns(DATASETS[draft.dataset]))
            # Both in the order of the source, so that the n-th record's row is the n-th of the trail.
            self._copy(f"SELECT {names} FROM {keep} ORDER BY baris", draft.dataset)
            self._copy(f"SELECT baris FROM {keep} ORDER BY baris", TRAIL)
        similar = header_faults.similar(self.sheet, layout, match.header)
        self._write_findings(layout.kode, number, draft.kolom_ke, similar)
        return SheetLedger(
            lembar=self.lembar,
            layout=layout.kode,
            layout_judul=layout.judul,
            dataset=draft.dataset,
            tanggal_data=stands.tanggal_data,
            tahun=stands.tahun,
            dibaca=draft.dibaca,
            diterima=stands.rows,
            disisihkan=stands.aside,
            total_catatan=draft.total_catatan,
            jumlah_rekaman=stands.records,
            alasan=aside.reasons(self.con, number) if stands.aside else (),
            catatan=(*draft.catatan, *(() if draft.dibaca else (_ONLY_HEADER,))),
            kolom_tidak_dibaca=layouts.shown_headers(match.header.unread),
            bagian=self.part if stands.records else None,
            kolom_sumber=dict(draft.kolom_ke),
        )

    def _copy(self, query: str, folder: str) -> None:
        place = self.job.folder / folder
        place.mkdir(exist_ok=True)
        self.con.execute(
            f"COPY ({query}) TO {quoted(str(place / f'{self.part}.parquet'))} (FORMAT PARQUET, COMPRESSION ZSTD)"
        )

    def _write_findings(
        self, layout: str | None, number: int, kolom_ke: Mapping[str, int], whole: Sequence[Finding]
    ) -> None:
        """What was found, the cells masked, as one file a sheet; joined into one when the build ends."""
        aside.write(
            self.con,
            self.findings,
            berkas=self.job.berkas,
            lembar=self.lembar,
            layout=layout,
            number=number,
            kolom_ke=kolom_ke,
            whole=whole,
        )

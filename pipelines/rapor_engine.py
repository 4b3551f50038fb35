"""The engine of the Rapor layouts: the cells of all sheets become one long table, and that becomes records.

`panjang` has one row an indicator's cells: lembar_ke (the sheet's place in the workbook), baris, tahun, tingkat,
kelompok, w_prov, w_kab, r_npsn, jenis, status, kode, rincian, nama, t_label, t_nilai, t_ubah, t_peringkat as text,
f_nilai and f_npsn where the plain form reads, asal (what a wide sheet's cells go by, 'A.1/capaian'). Sheets go
together because a workbook has six and there are hundreds: planning one statement costs more than running it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

import pandas as pd

from pipelines import places, rapor_notes, regions, sheet_region, wilayah
from pipelines.aside import BURUK, CATAT, empty_aside, empty_notes
from pipelines.cells import ERROR, FAST, Reader
from pipelines.contract import ERROR_SAYS, Rule, bar_personal, contract_rules, details, verdict
from pipelines.corrections import NPSN_SAYS
from pipelines.delimited import quoted
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import titles
from pipelines.tabular import Draft, Match
from schemas import DATASETS

CODE = re.compile(
    r"^\s*([A-E]\.\d{1,2}(?:\.\d{1,2})*)(\.skor)?(?=[\s_.:]|$)\s*[.:]?\s*(.*)$", re.IGNORECASE | re.DOTALL
)
_PROVINCE = re.compile(r"\b(?:provinsi|propinsi|prov\.)\s+([^,;()\d]+)", re.IGNORECASE)
_KAB_KOTA = re.compile(r"\b((?:kab\.|kabupaten|kota(?:\s+adm\.?)?)\s+[^,;()\d]+)", re.IGNORECASE)
_EARLY_CHILDHOOD = frozenset(["paud", "tk", "ra", "ba", "kb", "sps", "tpa", "tklb", "spk", "pkbm", "skb", "slb"])
_SHARES = ("jauh di bawah", "di bawah", "di atas", "mencapai")
_RINCIAN = (
    "CASE WHEN p.rincian IS NOT NULL THEN p.rincian "
    + " ".join(f"WHEN lower(t_label) = '{word}' THEN '{word}'" for word in _SHARES)
    + " "
    + " ".join(f"WHEN lower(nama) LIKE 'proporsi%{word}%' THEN '{word}'" for word in _SHARES)
    + " ELSE 'capaian' END"
)


_AGAIN = """coalesce(lower(trim(jenis)) IN ('jenis', 'jenis satuan pendidikan', 'jenis satdik', 'jenis satpen')
    OR lower(trim(r_npsn)) = 'npsn', FALSE)
    OR (jenis IS NULL AND status IS NULL AND regexp_full_match(
        coalesce(lower(trim(coalesce(t_label, t_nilai))), ''), '(label|nilai)( capaian)?'))"""
"""A row that says the header again."""


def region_of(sheet: Sheet, before: int) -> tuple[str | None, str | None]:
    """The province and kab/kota texts that titles, the sheet's name or the file's name state."""
    if sheet.wilayah:
        return sheet.wilayah[0] or None, sheet.wilayah[1] or None
    resolver = wilayah.default()
    stem = PurePosixPath(sheet.berkas).stem.replace("_", " ").replace("-", " ")
    prov = kab = None
    for text in [*titles(sheet, before), sheet.nama, stem]:
        for found in _PROVINCE.finditer(text):
            prov = prov or _resolved(found[1], lambda name: resolver.provinsi(name, is_hinted=False).kode is not None)
        for found in _KAB_KOTA.finditer(text):
            if not found[1].casefold().startswith("kabupaten/"):
                kab = kab or _resolved(found[1], lambda name: resolver.kab_kota(name, is_hinted=False).kode is not None)
    if prov is None:
        words = stem.split()
        for start in range(len(words)):
            name = " ".join(words[start:])
            if resolver.provinsi(name, is_hinted=False).kode is not None:
                return name, kab
    if prov is None and kab is None and (found_place := sheet_region.written(sheet, before)[0]):
        return found_place.provinsi or None, found_place.kab_kota or None
    return prov, kab


def _resolved(text: str, is_known: Callable[[str], bool]) -> str | None:
    """The longest start of a text that is a region's name: titles run on ("Provinsi Bali Tahun 2025")."""
    words = text.split()
    for end in range(len(words), 0, -1):
        name = " ".join(words[:end]).strip(" .:-")
        if is_known(name):
            return name
    return None


def kelompok_sql(sheet: Sheet, before: int) -> str:
    """SQL of PAUD or DASMEN: what the sheet says it is, else what the kind of school is."""
    said = key(" ".join([sheet.nama, *titles(sheet, before)[:1]]))
    if "paud" in said.split() and "dasmen" not in said:
        return "'PAUD'"
    if "dasmen" in said:
        return "'DASMEN'"
    words = ", ".join(quoted(word) for word in sorted(_EARLY_CHILDHOOD))
    return f"CASE WHEN split_part(lower(trim(jenis)), ' ', 1) IN ({words}) THEN 'PAUD' ELSE 'DASMEN' END"


@dataclass(frozen=True)
class Collected:
    """What a sheet put into `panjang` came from: SQL of its source rows (baris, r_pertama), their number if known."""

    read: str
    count: int | None = None
    kolom_ke: Mapping[str, int] = field(default_factory=dict)
    """0-based source column of each name that a finding may give; in a wide sheet '<kode>/<rincian>:<part>'."""
    is_summary: bool = False
    """Whether rows without an indicator are a list of what other sheets say, to be noted, not set aside."""


class BookLayout(ABC):
    """A sheet of a Rapor workbook: all of them are collected first and become records together."""

    kode: str
    judul: str
    dataset: str = "rapor_capaian"
    needs_schools: bool = False
    is_last: bool = False

    @abstractmethod
    def recognise(self, sheet: Sheet) -> Match | None:
        """Where this layout's header lies in the sheet, or None."""

    @abstractmethod
    def collect(self, reader: Reader, sheet: Sheet, match: Match, place: int) -> Collected:
        """Put the sheet's cells into `panjang` under its place in the workbook."""


_NAMED: Mapping[str, tuple[str, ...]] = {
    "t_label": ("label",),
    "t_nilai": ("nilai",),
    "t_ubah": ("perubahan_tertulis",),
    "t_peringkat": ("peringkat_tertulis",),
    "no": ("kode", "rincian"),
    "indikator": ("nama",),
    "kab_kota": (places.REGION, "kode_kab_kota_kemendagri"),
    "provinsi": ("provinsi", "kode_provinsi_kemendagri"),
}
_PARTS = {"t_label": "label", "t_nilai": "nilai", "t_ubah": "perubahan", "t_peringkat": "peringkat"}


def columns_of(at: Mapping[str, int]) -> dict[str, int]:
    """The source column of each schema column, from those of the parts that a Rapor sheet is read by."""
    found = {name: column for part, column in at.items() for name in _NAMED.get(part, (part,))}
    low = found.get(places.REGION, found.get("provinsi"))
    told = {
        places.REGION: low,
        "kode_provinsi_kemendagri": low,
        "kode_kab_kota_kemendagri": low,
        "alasan_tidak_tersedia": found.get("nilai", found.get("label")),
    }
    return {**{name: column for name, column in told.items() if column is not None}, **found}


def cell_names(kode: str, rincian: str | None, nama: str, columns: Mapping[str, int]) -> tuple[str, dict[str, int]]:
    """What the cells of an indicator in a wide sheet go by ('A.1/capaian'), and the column of each of its parts."""
    text = nama.casefold()
    share = next((word for word in _SHARES if text.startswith("proporsi") and word in text), "capaian")
    name = f"{kode}/{rincian or share}"
    return name, {f"{name}:{_PARTS[part]}": column for part, column in columns.items()}


def start(reader: Reader) -> None:
    """An empty `panjang` and an empty `catat`."""
    empty_notes(reader.con)
    texts = (
        *("w_prov", "w_kab", "r_npsn", "f_npsn", "jenis", "status", "kode", "rincian", "nama"),
        *("t_label", "t_nilai", "t_ubah", "t_peringkat", "asal"),
    )
    reader.con.execute(
        "CREATE OR REPLACE TEMP TABLE panjang (lembar_ke INTEGER, baris BIGINT, tahun BIGINT, tingkat VARCHAR, "
        f"kelompok VARCHAR, f_nilai DOUBLE, {', '.join(f'{name} VARCHAR' for name in texts)})"
    )


def add(reader: Reader, place: int, query: str, *, tahun: int | None, kelompok: str, tingkat: str | None) -> None:
    """Add a sheet's cells. `query` answers the text columns; `kelompok` is SQL; without `tingkat` the region tells."""
    reader.con.execute(
        f"""INSERT INTO panjang BY NAME
        SELECT *, {place} AS lembar_ke, CAST({tahun or "NULL"} AS BIGINT) AS tahun,
            CAST({quoted(tingkat) if tingkat else "NULL"} AS VARCHAR) AS tingkat, {kelompok} AS kelompok,
            {FAST["bilangan"].format(x="t_nilai")} AS f_nilai, {FAST["npsn"].format(x="r_npsn")} AS f_npsn
        FROM ({query})"""
    )


def finish(reader: Reader) -> None:
    """`panjang` -> `rekaman` and `buruk`, for all sheets of the workbook at once."""
    con = reader.con
    regions.know(reader, "SELECT DISTINCT w_prov, w_kab FROM panjang")
    _dictionaries(reader)
    rules = _rules()
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE rekaman AS
        SELECT *, CASE
                WHEN w_golongan IN ('nasional', 'luar_negeri') OR {_AGAIN} THEN -1 ELSE {verdict(rules)}
            END AS aturan
        FROM (
            SELECT p.* EXCLUDE (rincian, tingkat), coalesce(
                    p.tingkat, CASE WHEN w.kode_kab_kota_kemendagri IS NULL THEN 'provinsi' ELSE 'kab_kota' END
                ) AS tingkat,
                w.kode_provinsi_kemendagri, w.kode_kab_kota_kemendagri, w.golongan AS w_golongan, w.alasan AS w_alasan,
                w.salah AS w_salah,
                CASE WHEN f_npsn IS NOT NULL THEN f_npsn ELSE n.arti END AS npsn, n.alasan AS n_alasan,
                {_RINCIAN} AS rincian, CASE WHEN f_nilai IS NOT NULL THEN f_nilai ELSE v.nilai END AS nilai,
                CASE WHEN l.alasan IS NULL THEN p.t_label END AS label,
                CASE
                    WHEN v.alasan IS NOT NULL AND v.alasan <> 'tanpa keterangan' THEN v.alasan
                    WHEN f_nilai IS NULL AND v.nilai IS NULL AND l.alasan IS NULL AND p.t_label IS NULL
                        THEN 'tanpa keterangan'
                    WHEN l.alasan IS NOT NULL AND l.alasan <> 'tanpa keterangan' THEN l.alasan
                    ELSE coalesce(v.alasan, l.alasan)
                END AS alasan_tidak_tersedia,
                v.is_buruk AS nilai_buruk, t_ubah AS perubahan_tertulis, t_peringkat AS peringkat_tertulis
            FROM panjang p
            LEFT JOIN wil w ON w.provinsi IS NOT DISTINCT FROM p.w_prov AND w.kab_kota IS NOT DISTINCT FROM p.w_kab
            LEFT JOIN arti_nilai v ON v.teks = p.t_nilai
            LEFT JOIN arti_label l ON l.teks = p.t_label
            LEFT JOIN arti_npsn n ON n.teks = p.r_npsn
        )"""
    )
    empty_aside(con)
    if con.execute("SELECT count(*) FROM rekaman WHERE aturan > 0").fetchall()[0][0]:
        kode, kolom, nilai, alasan = details(rules)
        kolom = (
            f"CASE WHEN asal IS NOT NULL AND {kolom} IN ('label', 'nilai') THEN asal || ':' || {kolom} ELSE {kolom} END"
        )
        con.execute(
            f"""INSERT INTO {BURUK} SELECT lembar_ke, baris, {kode}, {kolom}, {nilai}, {alasan} FROM (
                SELECT DISTINCT ON (lembar_ke, baris) * FROM rekaman WHERE aturan > 0
                ORDER BY lembar_ke, baris, aturan, kode
            )"""
        )
    bar_personal(con, "rapor_capaian", sheet="lembar_ke")
    con.execute(
        f"""INSERT INTO {CATAT}
        SELECT DISTINCT lembar_ke, baris, 'npsn_dirapikan', 'npsn', r_npsn, {quoted(NPSN_SAYS)}, 'catatan', npsn, NULL
        FROM rekaman WHERE aturan = 0 AND r_npsn <> npsn"""
    )
    rapor_notes.note(reader)


def drafts(reader: Reader, sheets: Mapping[int, tuple[Sheet, Collected]]) -> dict[int, Draft]:
    """For each sheet how many rows were read and how many of them are notes."""
    con = reader.con
    found = con.execute(
        """SELECT lembar_ke, count(*), count(*) FILTER (is_catatan) FROM (
            SELECT lembar_ke, baris, bool_and(aturan = -1) AS is_catatan FROM rekaman GROUP BY lembar_ke, baris
        ) GROUP BY lembar_ke"""
    ).fetchall()
    told = {place: (rows, noted) for place, rows, noted in found}
    made = {}
    for place, (sheet, collected) in sheets.items():
        rows, noted = told.get(place, (0, 0))
        total = collected.count
        if total is None:
            total = con.execute(f"SELECT count(*) FROM ({collected.read})").fetchall()[0][0]
        if total > rows:
            noted += total - rows if collected.is_summary else _leftover(reader, place, collected.read)
        made[place] = Draft("rapor_capaian", tuple(sheet.catatan), total, noted, collected.kolom_ke)
    con.execute("DELETE FROM rekaman WHERE aturan <> 0")
    return made


@lru_cache(maxsize=1)
def _rules() -> list[Rule]:
    rules = [
        Rule(
            "tahun IS NULL",
            "tahun_tidak_tertulis",
            "tahun",
            "tahun Rapor tidak tertulis di judul kolom, judul lembar, atau nama berkas: tambahkan, lalu muat ulang",
        ),
        Rule(
            "w_prov IS NULL AND w_kab IS NULL",
            "wilayah_tidak_tertulis",
            places.REGION,
            "wilayah tidak tertulis di kolom, judul, nama lembar, maupun nama berkas: tulis di baris judul, atau pilih "
            "sekali di halaman Unggah & periksa",
        ),
        Rule(
            "tingkat = 'kab_kota' AND w_golongan = 'cocok' AND kode_kab_kota_kemendagri IS NULL",
            "wajib_kosong",
            places.REGION,
            "kabupaten/kota kosong: isi di tiap baris",
        ),
        *(
            Rule(
                f"w_salah = '{name}' AND w_prov IS DISTINCT FROM ''",
                "wilayah_tidak_dikenal",
                kolom,
                "wilayah tidak dikenal",
                f"coalesce({cell}, concat_ws(' / ', w_prov, w_kab))",
                "w_alasan",
            )
            for name, kolom, cell in (("provinsi", "provinsi", "w_prov"), ("kab_kota", places.REGION, "w_kab"))
        ),
        Rule(
            "tingkat = 'satuan_pendidikan' AND npsn IS NULL",
            "npsn_tidak_sah",
            "npsn",
            "NPSN kosong atau tidak sah",
            "r_npsn",
            "n_alasan",
        ),
        *(
            Rule(f"regexp_full_match({cell}, {quoted(f'(?i){ERROR}')})", "galat_excel", kolom, ERROR_SAYS, cell)
            for kolom, cell in (("nilai", "t_nilai"), ("label", "t_label"))
        ),
        Rule(
            "nilai_buruk",
            "bukan_bilangan",
            "nilai",
            "nilai capaian bukan bilangan dan bukan alasan yang dikenal",
            "t_nilai",
        ),
    ]
    made = ("tingkat", "kelompok", "rincian", "alasan_tidak_tersedia", "tahun")
    return rules + contract_rules(DATASETS["rapor_capaian"], {}, made)


def _leftover(reader: Reader, place: int, read: str) -> int:
    """Source rows without one indicator cell: notes when they look like it (counted), else set aside."""
    words = "sumber|catatan|keterangan|ket|sub[ -]*total|total|jumlah|diunduh|dicetak"
    note = rf"(?i) *({words}|[*†‡]+|\d\)|\(? *\d{{1,2}} *\))([:. ].*)?"
    left = (
        f"SELECT baris, r_pertama FROM ({read}) "
        f"WHERE baris NOT IN (SELECT baris FROM rekaman WHERE lembar_ke = {place})"
    )
    reader.con.execute(
        f"""INSERT INTO {BURUK} SELECT {place}, baris, 'tanpa_capaian', NULL, NULL,
            'baris tidak memuat satu capaian pun: isi labelnya atau hapus barisnya'
        FROM ({left}) WHERE NOT regexp_full_match(r_pertama, '{note}')"""
    )
    found = reader.con.execute(f"SELECT count(*) FROM ({left}) WHERE regexp_full_match(r_pertama, '{note}')").fetchall()
    return int(found[0][0])


def _dictionaries(reader: Reader) -> None:
    """What the few texts that are not plain numbers mean, in tables that grow with the process."""
    con = reader.con
    if "arti_nilai" not in reader.notes:
        con.execute(
            "CREATE OR REPLACE TEMP TABLE arti_nilai (teks VARCHAR, nilai DOUBLE, alasan VARCHAR, is_buruk BOOLEAN)"
        )
        con.execute("CREATE OR REPLACE TEMP TABLE arti_label (teks VARCHAR, alasan VARCHAR)")
        con.execute("CREATE OR REPLACE TEMP TABLE arti_npsn (teks VARCHAR, arti VARCHAR, alasan VARCHAR)")
        reader.notes["arti_nilai"] = ""
    unseen: dict[str, list[str]] = {"nilai": [], "label": [], "npsn": []}
    for kind, text in con.execute(
        """SELECT DISTINCT 'nilai', t_nilai FROM panjang ANTI JOIN arti_nilai k ON k.teks = t_nilai
            WHERE f_nilai IS NULL AND t_nilai IS NOT NULL
        UNION ALL SELECT DISTINCT 'label', t_label FROM panjang ANTI JOIN arti_label k ON k.teks = t_label
            WHERE t_label IS NOT NULL
        UNION ALL SELECT DISTINCT 'npsn', r_npsn FROM panjang ANTI JOIN arti_npsn k ON k.teks = r_npsn
            WHERE f_npsn IS NULL AND r_npsn IS NOT NULL"""
    ).fetchall():
        unseen[kind].append(text)
    if texts := unseen["nilai"]:
        reasons = reader.meanings("alasan", None, texts)
        numbers = reader.meanings("bilangan", "koma", [text for text in texts if reasons[text][0] is None])
        rows: list[tuple[object, ...]] = []
        for text in texts:
            why = reasons[text][0]
            number, is_nothing, _ = (None, True, None) if why else numbers[text]
            rows.append((text, number, why, number is None and not is_nothing))
        _add(reader, "arti_nilai", ("VARCHAR", "DOUBLE", "VARCHAR", "BOOLEAN"), rows)
    if texts := unseen["label"]:
        found = reader.meanings("alasan", None, texts)
        _add(reader, "arti_label", ("VARCHAR", "VARCHAR"), [(text, found[text][0]) for text in texts])
    if texts := unseen["npsn"]:
        found = reader.meanings("npsn", None, texts)
        _add(
            reader,
            "arti_npsn",
            ("VARCHAR", "VARCHAR", "VARCHAR"),
            [(text, found[text][0], found[text][2]) for text in texts],
        )


def _add(reader: Reader, table: str, kinds: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    frame = pd.DataFrame(list(rows), columns=[f"k{place}" for place in range(len(kinds))], dtype="object")
    reader.con.register("kamus_baru", frame)
    picked = ", ".join(f"CAST(CAST(k{place} AS VARCHAR) AS {kind})" for place, kind in enumerate(kinds))
    reader.con.execute(f"INSERT INTO {table} SELECT {picked} FROM kamus_baru")
    reader.con.unregister("kamus_baru")

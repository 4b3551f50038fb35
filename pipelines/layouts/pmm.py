"""PMM / Ruang GTK as dashboards print it: per region, roles side by side, levels instead of counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.layouts.dapodik import JENJANG, KAB_KOTA, NAMA, NPSN, PROVINSI, TANGGAL_DATA
from pipelines.layouts.usage import AMONG_SCHOOLS, PERAN, PMM, mostly_schools, platform_name
from pipelines.names import key, spelled
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, Field, Header, shown_header, titles
from pipelines.tabular import Context, Draft, Match, Tabular
from pipelines.wide import MOST_GROUPS, Groups, Wide, lay_out
from schemas.lists import PredikatPMM

_COUNTERS = tuple(item for item in PMM.fields if item.name.startswith("jumlah_"))
_JENJANG = Field("jenjang", ("Jenjang", "Bentuk Pendidikan"), "daftar", False, JENJANG)
_TITLE_ROLE = re.compile(r"\b(guru|kepala sekolah|kepala satuan pendidikan|ks|pengawas sekolah|pengawas|penilik|ps)\b")


@dataclass(frozen=True)
class _RoleInTitle(Tabular):
    """Counters of one role, named above the table or on the sheet's tab."""

    def recognise(self, sheet: Sheet) -> Match | None:
        match = super().recognise(sheet)
        if match is None or _role(sheet, match.header) is None:
            return None
        is_told = _role_counted(sheet, match.header) is None or match.header.columns.keys() & _USE
        return match if is_told and match.header.columns.keys() & {"kab_kota", "provinsi"} else None


_USE = {item.name for item in _COUNTERS} - {"jumlah_gtk"}
"""Without one of them a number of teachers is a table of its own."""


_COUNTED: Mapping[str, str] = {
    **dict.fromkeys(("Jumlah Guru", "Total Guru", "Guru Terdata"), "guru"),
    **dict.fromkeys(("Jumlah KS", "Jumlah Kepala Sekolah", "Total Kepala Sekolah"), "KS"),
    **dict.fromkeys(("Jumlah PS", "Jumlah Pengawas", "Jumlah Pengawas Sekolah", "Total Pengawas"), "PS"),
}
"""What those counted are called over their number, and the role that says."""
_ROLE_COUNTED: Mapping[str, str] = {spelled(key(name)): role for name, role in _COUNTED.items()}


def _role_counted(sheet: Sheet, header: Header) -> str | None:
    counted = sheet.keys[header.row][header.columns["jumlah_gtk"]] if "jumlah_gtk" in header.columns else ""
    return _ROLE_COUNTED.get(spelled(counted))


def _role(sheet: Sheet, header: Header) -> str | None:
    """The role of whom a sheet counts: of the counted column's header, else of a title."""
    if role := _role_counted(sheet, header):
        return role
    before = header.row
    for text in (sheet.nama, *titles(sheet, before), sheet.berkas):
        found = {PERAN[word] for word in _TITLE_ROLE.findall(key(text).replace("ruang gtk", ""))}
        if len(found) == 1:
            return found.pop()
    return None


def _role_and_name(
    reader: Reader, layout: Tabular, header: Header, sheet: Sheet, context: Context
) -> Mapping[str, str]:
    role = _role(sheet, header)
    return {**platform_name(reader, layout, header, sheet, context), "peran": quoted(role or "")}


WILAYAH = Tabular(
    kode="pmm_wilayah",
    judul="Aktivitas PMM / Ruang GTK per wilayah",
    dataset="pmm_wilayah",
    fields=(
        TANGGAL_DATA,
        PROVINSI,
        KAB_KOTA,
        _JENJANG,
        *(i for i in PMM.fields if i.name in {"peran", "persen_login"}),
        *_COUNTERS,
    ),
    lacks=(*NPSN.headers, *NAMA.headers),
    anchor="kab_kota",
    made=("tingkat", "peran", "jenjang", "nama_platform"),
    shares=PMM.shares,
    prepare=platform_name,
)
_WITHOUT_ROLE = tuple(
    replace(item, headers=(*item.headers, *_COUNTED)) if item.name == "jumlah_gtk" else item
    for item in WILAYAH.fields
    if item.name != "peran"
)
WILAYAH_PERAN = _RoleInTitle(
    **{
        **{name: getattr(WILAYAH, name) for name in Tabular.__dataclass_fields__},
        "kode": "pmm_wilayah_peran_di_judul",
        "judul": "Aktivitas PMM / Ruang GTK per wilayah, perannya di judul",
        "fields": _WITHOUT_ROLE,
        "lacks": (*NPSN.headers, "Peran", *NAMA.headers),
        "prepare": _role_and_name,
    }
)

_SHORT: Mapping[str, tuple[str, ...]] = {
    "jumlah_gtk": ("Jumlah", "Total", "Sasaran", "Jumlah Sasaran", "Terdata", "Dapodik"),
    "jumlah_login": ("Login", "Sudah Login", "Jumlah Login", "Masuk"),
    "jumlah_aktif_30_hari": ("Aktif", "Pengguna Aktif"),
    "jumlah_mulai_topik": ("Mulai Topik Pelatihan",),
    "jumlah_aksi_nyata": ("Kirim Aksi Nyata",),
    "jumlah_anggota_komunitas": ("Komunitas Belajar", "Komunitas"),
}
"""What a counter may be called under the header of a role."""


def _short(item: Field) -> Field:
    return replace(item, headers=(*item.headers, *_SHORT.get(item.name, ())))


def _side_by_side(base: Tabular, kode: str, judul: str) -> Wide:
    inner = replace(base, fields=tuple(_short(i) if i.name.startswith("jumlah_") else i for i in base.fields))
    roles = {name: {"guru": "guru", "KS": "KS", "PS": "PS"}[role] for name, role in PERAN.items()}
    measures = (*(item.name for item in _COUNTERS), "persen_login")
    return Wide(kode, judul, inner, "peran", roles, measures, frozenset({"jumlah_gtk"}))


SISI_SEKOLAH = _side_by_side(PMM, "pmm_peran_berdampingan", "Aktivitas PMM / Ruang GTK, peran berdampingan")
SISI_WILAYAH = _side_by_side(
    WILAYAH, "pmm_wilayah_peran_berdampingan", "Aktivitas PMM / Ruang GTK per wilayah, peran berdampingan"
)

PREDIKAT: Mapping[str, str] = {key(level): level for level in get_args(PredikatPMM)}
_LEVEL = Field("predikat", ("Predikat",), "daftar", True, PREDIKAT)
TINGKAT = Tabular(
    kode="pmm_tingkat",
    judul="Tingkat pemanfaatan PMM / Ruang GTK",
    dataset="pmm_tingkat",
    fields=(
        TANGGAL_DATA,
        PROVINSI,
        KAB_KOTA,
        Field("npsn", NPSN.headers, "npsn"),
        _JENJANG,
        Field("aspek", ("Aspek",), "teks", True),
        _LEVEL,
    ),
    values={"tingkat": "CASE WHEN v_npsn IS NOT NULL THEN 'satuan_pendidikan' ELSE w_tingkat END"},
    anchor="npsn",
    made=("tingkat", "jenjang", "predikat"),
    rules=(AMONG_SCHOOLS,),
    prepare=mostly_schools,
)


@dataclass(frozen=True)
class Levels:
    """A sheet of which whole columns hold levels: each is an aspect, named by its header."""

    inner: Tabular = TINGKAT
    kode: str = "pmm_tingkat_kolom"
    judul: str = "Tingkat pemanfaatan PMM / Ruang GTK (kolom)"
    needs_schools: bool = False

    @property
    def dataset(self) -> str:
        """The dataset that it fills."""
        return self.inner.dataset

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the inner layout."""
        return self.inner.fields

    def recognise(self, sheet: Sheet) -> Match | None:
        """Where the columns of levels lie in the sheet, or None."""
        found = self.locate(sheet)
        if found is None:
            return None
        return Match(found.width + 1, Header(found.row, dict(found.shared), (), found.unread, found.first_data))

    def locate(self, sheet: Sheet) -> Groups | None:
        """The first row under which at least one column holds nothing but levels, beside a school or a region."""
        wanted = {key(h): i.name for i in self.inner.fields if i.name not in {"aspek", "predikat"} for h in i.headers}
        for row in range(min(len(sheet.keys), HEADER_WITHIN)):
            names = sheet.keys[row]
            shared: dict[str, int] = {}
            for column, name in enumerate(names):
                if name in wanted:
                    shared.setdefault(wanted[name], column)
            if shared.keys().isdisjoint({"npsn", "kab_kota", "provinsi"}):
                continue
            aspects: dict[str, dict[str, int]] = {}
            for column, name in enumerate(names):
                is_other = name and name not in wanted and len(aspects) < MOST_GROUPS
                if is_other and self._holds_levels(sheet, row, column):
                    aspects.setdefault(name, {"predikat": column})
            if aspects:
                taken = {*shared.values(), *(c["predikat"] for c in aspects.values())}
                unread = tuple(shown_header(c) for n, c in enumerate(sheet.head[row]) if c and n not in taken)
                return Groups(row, row + 1, shared, aspects, unread)
        return None

    def _holds_levels(self, sheet: Sheet, row: int, column: int) -> bool:
        """Whether most of the filled cells below a header are levels: one that is not is a fault, not another kind."""
        below = [keys[column] for keys in sheet.keys[row + 1 :] if column < len(keys) and keys[column]]
        return bool(below) and sum(text in PREDIKAT for text in below) * 2 > len(below)

    def normalise(self, reader: Reader, sheet: Sheet, match: Match, context: Context) -> Draft:
        """Fill `rekaman`, `buruk` and `catat` from the sheet."""
        found = self.locate(sheet)
        assert found is not None
        return lay_out(reader, sheet, self.inner, "aspek", found, context)


LAYOUTS = (WILAYAH, WILAYAH_PERAN, SISI_SEKOLAH, SISI_WILAYAH, TINGKAT, Levels())

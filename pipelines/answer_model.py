"""What an answer is; how answers are kept is told in `pipelines.answers`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pipelines.saved_mapping import Line, Mapping
from schemas.lists import NPSN_PATTERN

Npsn = Annotated[str, StringConstraints(pattern=NPSN_PATTERN)]


class Entry(BaseModel):
    """One answer: nothing in it that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FileAnswer(Entry):
    """Where one export file is from; `sha256` is the content that was asked about."""

    nama: Line = Field(min_length=1)
    provinsi: Line = ""
    kab_kota: Line = ""
    tanggal: date | None = None
    npsn: Npsn | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""


class NameAnswer(Entry):
    """Which school a written name (normalised) is within a kab/kota; `npsn` "" is none of them."""

    kab_kota: Line = ""
    nama: Line = Field(min_length=1)
    npsn: Npsn | Annotated[str, StringConstraints(max_length=0)] = ""


@dataclass(frozen=True)
class Answers:
    """Everything answered so far; small enough to go to a worker with each file."""

    berkas: tuple[FileAnswer, ...] = ()
    nama_sekolah: tuple[NameAnswer, ...] = ()
    pemetaan: tuple[Mapping, ...] = ()
    galat: tuple[str, ...] = ()
    """Sentences about answer files that can't be used; the rest is used all the same."""

    def file(self, berkas: str) -> FileAnswer | None:
        """What was answered about a file, by its name in the exports folder."""
        return self._by_file.get(berkas)

    def npsn_of(self, kab_kota: str | None, nama: str) -> str | None:
        """The NPSN somebody chose for a name (normalised); "" when they said none of them, None when never asked."""
        return self.names.get((kab_kota or "", nama))

    @cached_property
    def _by_file(self) -> dict[str, FileAnswer]:
        return {answer.nama: answer for answer in self.berkas}

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        """(kab/kota code or "", normalised name) -> NPSN or ""."""
        return {(answer.kab_kota, answer.nama): answer.npsn for answer in self.nama_sekolah}

    @cached_property
    def sidik_pemetaan(self) -> str:
        """Fingerprint of the mappings: any of them may be what reads a file."""
        return _hash(*(mapping.model_dump_json() for mapping in self.pemetaan)) if self.pemetaan else ""

    @cached_property
    def sidik_nama(self) -> str:
        """Fingerprint of the names: belongs to what a matched file depends on."""
        return _hash(*sorted(a.model_dump_json() for a in self.nama_sekolah)) if self.nama_sekolah else ""

    def sidik_berkas(self, berkas: str) -> str:
        """Fingerprint of what one file's reading depends on here; "" when nothing was answered."""
        answer = self.file(berkas)
        parts = [answer.model_dump_json() if answer else "", self.sidik_pemetaan]
        return _hash(*parts) if any(parts) else ""

    @cached_property
    def sidik(self) -> str:
        """Fingerprint of everything; "" when nothing was answered."""
        files = [answer.model_dump_json() for answer in sorted(self.berkas, key=lambda answer: answer.nama)]
        parts = [*files, self.sidik_pemetaan, self.sidik_nama]
        return _hash(*parts) if any(parts) else ""


NONE = Answers()
"""Nothing answered yet."""


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()

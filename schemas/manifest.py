"""A snapshot's manifest: what went in, what became of every row, and what can be asked of it."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field, computed_field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class SetAside(_Part):
    """Rows of one sheet set aside for one reason; `contoh` shows up to five cells, never personal data."""

    kode: str
    alasan: str
    kolom: str | None = None
    jumlah: int = Field(ge=0)
    contoh: tuple[str, ...] = ()


class SheetLedger(_Part):
    """The row ledger of one sheet: dibaca = diterima + disisihkan + total_catatan, always.

    `dibaca` counts non-blank rows below the header; `total_catatan` counts recognised totals, notes
    and rows out of scope (INDONESIA, Luar Negeri, footnotes).
    """

    lembar: str
    layout: str | None
    layout_judul: str | None
    dataset: str | None
    tanggal_data: tuple[date, ...] = ()
    tahun: tuple[int, ...] = ()
    dibaca: int = Field(ge=0)
    diterima: int = Field(ge=0)
    disisihkan: int = Field(ge=0)
    total_catatan: int = Field(ge=0)
    jumlah_rekaman: int = Field(default=0, ge=0)
    """Records written; a wide sheet gives many per source row."""
    alasan: tuple[SetAside, ...] = ()
    catatan: tuple[str, ...] = ()
    kolom_tidak_dibaca: tuple[str, ...] = ()
    bagian: str | None = None
    """Name of the sheet's part file, `<dataset>/<bagian>.parquet`; None when nothing was accepted."""
    disisihkan_lintas: int = Field(default=0, ge=0)
    """Of `disisihkan`: rows whose key another file or sheet already holds."""
    kolom_sumber: dict[str, int] = Field(default_factory=dict)
    """0-based source column of each name that a finding may give: fields, schema columns, 'wilayah', Rapor parts."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def is_seimbang(self) -> bool:
        """Whether the ledger adds up."""
        return self.dibaca == self.diterima + self.disisihkan + self.total_catatan


class SourceFile(_Part):
    """One export file as it was read."""

    nama: str
    sha256: str
    bytes: int
    lembar: tuple[SheetLedger, ...] = ()
    galat: str | None = None
    """Why the file could not be read at all, in Indonesian."""
    sidik: str = ""
    """Fingerprint of file, layouts and reference tables: equal means the parts can be taken over as they are."""
    sidik_rujukan: str = ""
    """Fingerprint of the school list, when a sheet was matched against it."""


class DatasetInfo(_Part):
    """One dataset of the snapshot."""

    dataset: str
    jumlah_baris: int
    berkas: tuple[str, ...]


class Temuan(_Part):
    """What a check found: one row a check that found something."""

    cek: str
    keparahan: str
    jumlah: int
    pesan: str
    contoh: tuple[str, ...] = ()


class Manifest(_Part):
    """One snapshot."""

    id: str
    dibuat: datetime
    is_contoh: bool
    versi: str
    sidik_isi: str
    """SHA-256 over the sources, the reference tables and the pipeline's code: equal means nothing to publish."""
    folder: str
    berkas: tuple[SourceFile, ...] = ()
    dataset: tuple[DatasetInfo, ...] = ()
    temuan: tuple[Temuan, ...] = ()

"""What changes from one snapshot to the next, as a person is asked to accept it. Nothing in it is personal."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ColumnChange(_Part):
    """One column of rows that stand in both snapshots: how many values changed, and some of them, old -> new."""

    kolom: str
    jumlah: int = Field(ge=0)
    contoh: tuple[str, ...] = ()


class Jump(_Part):
    """One measure of one kab/kota whose change since the cut-off before is far from what the others did.

    `wilayah` None: the measure jumped everywhere at once. `z` is the robust score (median and MAD).
    """

    seri: str
    ukuran: str
    wilayah: str | None
    waktu_lama: str
    waktu_baru: str
    dari: float
    ke: float
    z: float
    dugaan: str | None = None
    """What the ratio looks like, e.g. a slip of the unit."""


class Change(_Part):
    """One dataset before and after: rows, and keys new, missing and changed with examples."""

    dataset: str
    sebelum: int
    sesudah: int
    baru: int = 0
    hilang: int = 0
    berubah: int = 0
    contoh_baru: tuple[str, ...] = ()
    contoh_hilang: tuple[str, ...] = ()
    kolom: tuple[ColumnChange, ...] = ()
    wilayah_hilang: tuple[str, ...] = ()
    """Kab/kota with rows in the old snapshot and none in the new one."""
    wilayah_kosong: tuple[str, ...] = ()
    """Kab/kota that stood at the cut-off before and are missing at a new one, though their province is there."""
    tahun_lama_berubah: int = 0
    """Of the changed rows: published values of a Rapor year that is not the newest."""
    jumlah_lonjakan: int = 0
    lonjakan: tuple[Jump, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether anything of the dataset changes."""
        return self.sebelum != self.sesudah or bool(self.baru or self.hilang or self.berubah)


class Touched(_Part):
    """A file whose bytes are the same but whose ledger is not: another file took its rows, or gave them back."""

    nama: str
    diterima_sebelum: int
    diterima_sesudah: int


class Difference(_Part):
    """Everything that would change. `dibanding` is the snapshot compared with; None when none serves."""

    dataset: tuple[Change, ...]
    berkas_baru: tuple[str, ...]
    """New names and names whose bytes changed."""
    berkas_hilang: tuple[str, ...]
    berkas_terdampak: tuple[Touched, ...] = ()
    dibanding: str | None = None
    is_ganti_contoh: bool = False
    """The sample serves: it is replaced whole, and nothing in it is compared."""
    tanggal: date | None = None
    """The cut-off given for files that state none; accepting the change means it too."""
    catatan: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether a row, a value or a file changes at all."""
        return any(change.is_any for change in self.dataset) or bool(
            self.berkas_baru or self.berkas_hilang or self.berkas_terdampak
        )

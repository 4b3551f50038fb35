"""Where an upload stands: the visit's inbox, what runs, what the examination found. Everything is read from the inbox.

The session and the address keep only the inbox's id, so a reload, a closed tab and a killed process lose nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pipelines import examine, findings, inbox
from pipelines.aside import FILE
from pipelines.examine import Examination
from schemas.difference import Difference
from views import findings_list
from views.findings_list import Daftar
from views.upload import words as upload_words
from views.upload.words import Baris
from warehouse import snapshots, staging
from warehouse.snapshots import Snapshot

Tahap = Literal["kosong", "berkas", "jalan", "hasil", "gagal", "terbit"]
_INBOX, _ROUND, _REFUSED = "serapan_kotak_masuk", "serapan_unggah_putaran", "serapan_unggah_ditolak"
_ADDRESS = "unggahan"
_PLACE = ["keparahan", "kode", "berkas", "lembar", "baris", "kolom", "nilai"]
"""What makes two findings the same one."""
ANSWER_FAULT = "serapan_jawaban_galat"


@dataclass(frozen=True)
class Keadaan:
    """One look at an upload. `temuan` and `baris` are empty until an examination has ended."""

    tahap: Tahap
    kotak: inbox.Inbox | None = None
    kerja: inbox.State = field(default_factory=inbox.State)
    berkas: tuple[inbox.Staged, ...] = ()
    hasil: Examination | None = None
    temuan: pd.DataFrame = field(default_factory=pd.DataFrame)
    baris: tuple[Baris, ...] = ()

    @property
    def id(self) -> str:
        """The inbox's id, "" without one."""
        return self.kotak.id if self.kotak else ""

    @property
    def is_terbit(self) -> bool:
        """Whether the step at work, or the one that ended, is the publication."""
        return self.kerja.tugas == "terbit"

    @cached_property
    def temuan_sendiri(self) -> pd.DataFrame:
        """The findings of the staged files themselves; the others lie in files that were there before."""
        if self.temuan.empty:
            return self.temuan
        return self.temuan[self.temuan["berkas"].isin([row.nama for row in self.baris])]

    @cached_property
    def temuan_baru(self) -> pd.DataFrame:
        """Findings in files that were there before and that the serving snapshot has not: these files bring them."""
        others = self.temuan.drop(self.temuan_sendiri.index)
        serving = snapshots.current()
        if others.empty or serving is None:
            return others
        known = set(_places(findings_of(serving.path)))
        return others[[place not in known for place in _places(others)]]

    @cached_property
    def daftar_sendiri(self) -> Daftar:
        """The findings of the staged files, ready to be shown."""
        return findings_list.prepared(self.temuan_sendiri)

    @cached_property
    def daftar_baru(self) -> Daftar:
        """The findings that they bring up elsewhere, ready to be shown."""
        return findings_list.prepared(self.temuan_baru)

    @property
    def langkah(self) -> int:
        """0-based step of the four; 4 when all are done."""
        if self.tahap in ("jalan", "gagal"):
            return 3 if self.is_terbit else 1
        return {"kosong": 0, "berkas": 0, "hasil": 2, "terbit": 4}[self.tahap]

    @property
    def selisih(self) -> Difference:
        """What accepting would change; ask only when there is a result."""
        assert self.hasil is not None
        return self.hasil.difference

    @property
    def sidik_isi(self) -> str:
        """What accepting the result means, exactly."""
        assert self.hasil is not None
        return self.hasil.sidik_isi

    @property
    def folder_hasil(self) -> Path:
        """Where the examination's parts lie."""
        assert self.hasil is not None
        return self.hasil.folder

    @property
    def diperiksa(self) -> datetime:
        """When the examination was made."""
        assert self.hasil is not None
        return self.hasil.manifest.dibuat

    @property
    def sidik_berkas(self) -> Mapping[str, str]:
        """Name -> SHA-256 of the files examined."""
        return {} if self.hasil is None else {f.nama: f.sha256 for f in self.hasil.manifest.berkas}

    @property
    def disajikan(self) -> Snapshot | None:
        """The snapshot that the publication brought."""
        try:
            return snapshots.load(self.kerja.snapshot or "")
        except KeyError:
            return snapshots.current()

    @cached_property
    def _paths(self) -> Mapping[str, Path]:
        return examine.staged_in(self.kotak.folder) if self.kotak else {}

    def path(self, nama: str) -> Path | None:
        """Where a staged file lies."""
        return self._paths.get(nama)


def _places(found: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(found[_PLACE].astype("string").fillna("").itertuples(index=False, name=None))


def now() -> Keadaan:
    """Where the upload of this session stands."""
    kotak = _inbox()
    if kotak is None:
        return Keadaan("kosong")
    kerja, files = inbox.state(kotak), kotak.files()
    if kerja.is_running:
        return Keadaan("jalan", kotak, kerja, files)
    if kerja.is_done and kerja.tugas == "terbit":
        return Keadaan("terbit", kotak, kerja, files)
    if not files:
        return Keadaan("kosong")
    if kerja.galat:
        return Keadaan("gagal", kotak, kerja, files)
    folder = kotak.folder / examine.RESULT
    whole = tuple(_changed(folder / name) for name in (snapshots.MANIFEST, examine.DIFFERENCE, FILE))
    return _examined(kotak, kerja, files, whole, snapshots.pointed())


@lru_cache(maxsize=4)
def _examined(
    kotak: inbox.Inbox,
    kerja: inbox.State,
    files: tuple[inbox.Staged, ...],
    _whole: tuple[int, ...],
    _served: str | None,
) -> Keadaan:
    """The result, made ready once: a look at the page reads nothing of it again."""
    hasil = kotak.result()
    if hasil is None:
        return Keadaan("berkas", kotak, kerja, files)
    found = findings_of(hasil.folder)
    staged = frozenset(file.nama for file in files)
    rows = upload_words.file_rows(hasil.manifest, staged, found)
    return Keadaan("hasil", kotak, kerja, files, hasil, found, tuple(rows))


def job() -> inbox.State | None:
    """How far the job of this session is."""
    kotak = _inbox()
    return inbox.state(kotak) if kotak else None


def _inbox() -> inbox.Inbox | None:
    """This session's inbox; after a reload the one that the address names."""
    id = st.session_state.get(_INBOX) or st.query_params.get(_ADDRESS, "")
    found = inbox.find(id) if id else None
    _keep(found.id if found else None)
    return found


def _keep(id: str | None) -> None:
    st.session_state[_INBOX] = id
    if id is None:
        st.query_params.pop(_ADDRESS, None)
    elif st.query_params.get(_ADDRESS) != id:
        st.query_params[_ADDRESS] = id


def _changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def findings_of(folder: Path) -> pd.DataFrame:
    """All findings of a snapshot or an examination, the gravest first. Read once a file: never change it."""
    return _findings(folder, _changed(folder / FILE), _changed(folder / snapshots.MANIFEST))


@lru_cache(maxsize=4)
def _findings(folder: Path, _found: int, _manifest: int) -> pd.DataFrame:
    return findings.read(folder)


def listed(folder: Path) -> Daftar:
    """The findings of a snapshot, ready to be shown."""
    return _listed(folder, _changed(folder / FILE))


@lru_cache(maxsize=4)
def _listed(folder: Path, _found: int) -> Daftar:
    return findings_list.prepared(findings_of(folder))


def uploader_key() -> str:
    """A new uploader after each delivery: the old one would hold the files in memory."""
    return f"unggah_berkas_{st.session_state.get(_ROUND, 0)}"


def receive(sent: Sequence[UploadedFile]) -> None:
    """Keep what was sent and examine it. What can't be kept is said on the page."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    kotak = _inbox() or inbox.create()
    _keep(kotak.id)
    refused = []
    for file in sent:
        try:
            kotak.save(file.name, file)
        except inbox.InboxRefused as refusal:
            refused.append(str(refusal))
    if kotak.files():
        _start(kotak, refused)
    else:
        kotak.delete()
        _keep(None)
    st.session_state[_REFUSED] = refused


def refusals() -> list[str]:
    """What could not be done since the last look, one sentence each."""
    return list(dict.fromkeys(st.session_state.pop(_REFUSED, None) or []))


def _start(kotak: inbox.Inbox, refused: list[str]) -> None:
    try:
        inbox.start_examination(kotak)
    except inbox.InboxRefused as refusal:
        refused.append(str(refusal))
    except OSError as failure:
        refused.append(f"Pemeriksaan tidak dapat dimulai ({failure.strerror or failure}). Coba lagi.")


def examine_again() -> None:
    """Read and check the same files once more."""
    kotak, refused = _inbox(), list[str]()
    if kotak is not None:
        _start(kotak, refused)
    st.session_state[_REFUSED] = refused


def publish(sidik_isi: str) -> None:
    """Publish what the person on this page has seen and accepted."""
    kotak = _inbox()
    if kotak is None:
        return
    try:
        inbox.start_publication(kotak, sidik_isi)
    except inbox.InboxRefused as refusal:
        st.session_state[_REFUSED] = [str(refusal)]
    except OSError as failure:
        st.session_state[_REFUSED] = [f"Penerbitan tidak dapat dimulai ({failure.strerror or failure}). Coba lagi."]


def remove(nama: str) -> None:
    """Take one file out; the others are examined again."""
    kotak, refused = _inbox(), list[str]()
    if kotak is None:
        return
    try:
        kotak.remove(nama)
    except inbox.InboxRefused as refusal:
        refused.append(str(refusal))
    if kotak.files():
        _start(kotak, refused)
    else:
        discard(kotak.id)
    st.session_state[_REFUSED] = refused


def unfinished(mine: str = "") -> list[inbox.Inbox]:
    """Inboxes of the last day with files in them, the newest first, without this session's."""
    staging.sweep()
    try:
        there = sorted(staging.staging_dir().iterdir(), key=_changed, reverse=True)
    except OSError:
        return []
    found = [inbox.find(folder.name) for folder in there]
    return [kotak for kotak in found if kotak is not None and kotak.id != mine and kotak.files()]


def touched(kotak: inbox.Inbox) -> datetime:
    """When an inbox was last changed."""
    return datetime.fromtimestamp(_changed(kotak.folder) / 1e9).astimezone()


def resume(id: str) -> None:
    """Go on with an inbox that was left; one that was never examined is examined now."""
    kotak = inbox.find(id)
    if kotak is None:
        st.session_state[_REFUSED] = ["Unggahan itu sudah dihapus. Seret berkasnya sekali lagi."]
        return
    _keep(id)
    said = inbox.state(kotak)
    if not (said.is_running or said.galat or kotak.result()):
        examine_again()


def discard(id: str) -> None:
    """Delete an inbox with its files."""
    kotak = inbox.find(id)
    try:
        if kotak is not None:
            kotak.delete()
    except inbox.InboxRefused as refusal:
        st.session_state[_REFUSED] = [str(refusal)]
        return
    if st.session_state.get(_INBOX) == id:
        _keep(None)


def start_over() -> None:
    """Leave what is done behind."""
    if (id := st.session_state.get(_INBOX)) is not None:
        discard(id)

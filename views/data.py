"""The only way from a page to the warehouse, and the only cache: question, viewer and snapshot are its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from charts.style import each
from schemas.manifest import Manifest
from views.filters import Pilihan, Tempat
from warehouse import gate, snapshots
from warehouse.snapshots import Snapshot
from warehouse.viewer import DEMO, Viewer

_VIEWER = "serapan_viewer"
_SNAPSHOT = "serapan_snapshot"
_FROZEN = "serapan_beku"
_ASKED = "serapan_ditanya"


@dataclass(frozen=True)
class Sudut:
    """Who looks, and at which snapshot: all that an answer depends on besides the question."""

    viewer: Viewer
    snapshot: Snapshot


_FIXED: ContextVar[Sudut | None] = ContextVar("serapan_sudut", default=None)


def sudut() -> Sudut:
    """Who looks at what in this run, to be taken along to where there is no session: a thread, a command."""
    return Sudut(viewer(), snapshot())


@contextmanager
def seen_from(sudut: Sudut) -> Iterator[None]:
    """Ask as this viewer of this snapshot, without a session. Of a thread of its own, each enters it itself."""
    token = _FIXED.set(sudut)
    try:
        yield
    finally:
        _FIXED.reset(token)


def viewer() -> Viewer:
    """Who looks. Sign-in will put its own viewer in the session."""
    fixed = _FIXED.get()
    if fixed is not None:
        return fixed.viewer
    found = st.session_state.get(_VIEWER, DEMO)
    return found if isinstance(found, Viewer) else DEMO


def refresh_snapshot() -> Snapshot | None:
    """Fix the snapshot for this run: a publication in the middle of a page must not mix two."""
    found = snapshots.current()
    with suppress(KeyError):
        found = snapshots.load(st.session_state[_FROZEN])
    st.session_state[_SNAPSHOT] = found
    st.session_state[_ASKED] = {}
    return found


def freeze(id: str | None) -> bool:
    """Hold this session to one snapshot, or let it go; False when there is no such snapshot."""
    if id is None:
        st.session_state.pop(_FROZEN, None)
        return True
    try:
        snapshots.load(id)
    except KeyError:
        return False
    st.session_state[_FROZEN] = id
    return True


def held() -> str | None:
    """The snapshot this session was told to keep to, be it there or not."""
    found = st.session_state.get(_FROZEN)
    return found if isinstance(found, str) else None


def frozen() -> str | None:
    """The snapshot this session is held to, if it is; outside a session, the one it was given."""
    fixed = _FIXED.get()
    if fixed is not None:
        return fixed.snapshot.id
    found = st.session_state.get(_FROZEN)
    return found if isinstance(found, str) and snapshot().id == found else None


def asked() -> dict[tuple[str, tuple[tuple[str, object], ...]], pd.DataFrame]:
    """The questions of this run with their answers, in the order asked."""
    found: dict[tuple[str, tuple[tuple[str, object], ...]], pd.DataFrame] = st.session_state.get(_ASKED, {})
    return found


def snapshot() -> Snapshot:
    """The snapshot of this run; the shell has made sure there is one."""
    fixed = _FIXED.get()
    if fixed is not None:
        return fixed.snapshot
    found = st.session_state.get(_SNAPSHOT)
    if not isinstance(found, Snapshot):
        found = refresh_snapshot()
    if found is None:
        raise LookupError("Belum ada data yang terbit.")
    return found


def manifest() -> Manifest:
    """What went into the snapshot of this run."""
    return snapshot().manifest


@st.cache_data(show_spinner=False, max_entries=1500)
def _ask(viewer: Viewer, snapshot: str, query: str, params: tuple[tuple[str, object], ...]) -> pd.DataFrame:
    return _plain(gate.ask(viewer, query, dict(params), snapshot=snapshot))


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Nullable numbers as floats with NaN: pandas.NA has no truth value and breaks every comparison downstream."""
    nullable = [n for n in frame.columns if isinstance(frame[n].dtype, pd.Int64Dtype | pd.Int32Dtype | pd.Float64Dtype)]
    return frame.astype(dict.fromkeys(nullable, "float64")) if nullable else frame


def ask(query: str, **params: object) -> pd.DataFrame:
    """The answer to a question in queries/, for this viewer and this run's snapshot."""
    given = tuple(sorted(params.items()))
    answer = _ask(viewer(), snapshot().id, query, given)
    if _FIXED.get() is None:
        st.session_state.setdefault(_ASKED, {})[query, given] = answer
    return answer


def ask_of(snapshot: str, query: str, params: tuple[tuple[str, object], ...]) -> pd.DataFrame:
    """The answer of another snapshot to a question of this run."""
    return _ask(viewer(), snapshot, query, params)


def as_date(value: object) -> date:
    """A date from what DuckDB and pandas give."""
    return pd.Timestamp(value).date()  # type: ignore[arg-type]


def measures() -> pd.DataFrame:
    """One row an ukuran and group of users that has data."""
    return ask("ukuran_tersedia")


def measure_name(platform: str, pendek: str) -> str:
    """The measure in a list: `belajar.id · akun teraktivasi`."""
    return f"{platform} · {pendek}"


def choices() -> Pilihan | None:
    """What there is to choose from; None when no platform has any data."""
    there = measures()
    if there.empty:
        return None
    groups: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for row in each(there):
        found = groups.get(str(row.ukuran), ())
        is_main = row.kelompok_pengguna == row.kelompok_utama
        item = (str(row.kelompok_pengguna),)
        groups[str(row.ukuran)] = item + found if is_main else found + item
        names[str(row.ukuran)] = measure_name(str(row.nama_platform), str(row.nama_pendek))
    return Pilihan(
        kelompok=groups,
        tanggal=cutoffs,
        provinsi=provinces(),
        kab_kota=regencies,
        pulau=_island(),
        kecamatan=districts,
        satuan=school_place,
        nama_ukuran=names,
        is_per_satuan=is_per_satuan,
        is_mulai_ulang=is_mulai_ulang,
    )


def choices_of_all() -> Pilihan | None:
    """What a page of every measure at once may choose from: the cut-offs of all main measures, every kind of school."""
    found = choices()
    if found is None:
        return None
    there = measures()
    main = there[there["is_utama"].astype(bool) & (there["kelompok_pengguna"] == there["kelompok_utama"])]
    names = zip(main["ukuran"].astype(str), main["kelompok_pengguna"].astype(str), strict=True)
    dates = tuple(sorted({day for ukuran, kelompok in names for day in cutoffs(ukuran, kelompok)}))
    if not dates:
        return found
    return replace(found, tanggal=lambda _ukuran, _kelompok: dates, is_per_satuan=lambda _u, _k, _t: True,
                   is_mulai_ulang=lambda _ukuran: False)  # fmt: skip


def is_mulai_ulang(ukuran: str) -> bool:
    """Whether a measure counts from nothing again each January; False for a snapshot that does not say."""
    frame = ask("platform_acuan_ukuran")
    if "mulai_ulang" not in frame:
        return False
    return bool(((frame["ukuran"] == ukuran) & (frame["mulai_ulang"] == "tahun")).any())


def places_only() -> Pilihan:
    """Regions to choose from where no platform has any data: a page of the Rapor or of events needs no measure."""
    dates = [day for file in manifest().berkas for sheet in file.lembar for day in sheet.tanggal_data]
    newest = max(dates, default=manifest().dibuat.date())
    return Pilihan(
        kelompok={"tanpa_ukuran": ("semua",)},
        tanggal=lambda _ukuran, _kelompok: (newest,),
        provinsi=provinces(),
        kab_kota=regencies,
        pulau=_island(),
        kecamatan=districts,
        satuan=school_place,
    )


def cutoffs(ukuran: str, kelompok: str) -> tuple[date, ...]:
    """Cut-offs of an ukuran and group, oldest first."""
    frame = ask("cutoff_per_ukuran", ukuran=ukuran, kelompok_pengguna=kelompok)
    return tuple(sorted({as_date(t) for t in frame["tanggal_data"]}))


def is_per_satuan(ukuran: str, kelompok: str, tanggal: date) -> bool:
    """Whether the source of a cut-off tells schools apart; else it knows neither jenjang nor kewenangan."""
    frame = ask("cutoff_per_ukuran", ukuran=ukuran, kelompok_pengguna=kelompok)
    mine = frame[[as_date(t) == tanggal for t in frame["tanggal_data"]]]
    return bool(mine["jumlah_satuan"].notna().any())


def places() -> pd.DataFrame:
    """The 38 provinces: code, name, abbreviation, island group and place in the tile grid."""
    return ask("provinsi")


def provinces() -> dict[str, str]:
    """Code to name of the 38 provinces."""
    frame = places()
    return dict(zip(frame["kode_provinsi_kemendagri"].astype(str), frame["nama"].astype(str), strict=True))


def province(code: str) -> tuple[str, str]:
    """Name and island group of a province."""
    frame = places()
    row = frame[frame["kode_provinsi_kemendagri"] == code].iloc[0]
    return str(row["nama"]), str(row["pulau"])


def regencies(provinsi: str) -> dict[str, str]:
    """Code to name of a province's kab/kota."""
    frame = ask("kab_kota_per_provinsi", kode_provinsi=provinsi)
    return dict(zip(frame["kode_kab_kota_kemendagri"].astype(str), frame["nama"].astype(str), strict=True))


def islands() -> dict[str, str]:
    """Code of each province to its island group."""
    frame = places()
    return dict(zip(frame["kode_provinsi_kemendagri"].astype(str), frame["pulau"].astype(str), strict=True))


def island(provinsi: str) -> str:
    """Island group of a province, "" for none; for many at once ask `islands`."""
    return islands().get(provinsi, "")


def _island() -> Callable[[str], str]:
    """Island group by province, "" for none: asked once, for the filters look it up hundreds of times a run."""
    there = islands()
    return lambda provinsi: there.get(provinsi, "")


def districts(kab_kota: str) -> tuple[str, ...]:
    """The kecamatan of a kab/kota, as written in the lists of schools."""
    return tuple(ask("kecamatan_per_kab_kota", kode_kab_kota=kab_kota)["kecamatan"].astype(str))


def school_place(npsn: str) -> Tempat | None:
    """Where a school lies; None for one that no list has."""
    frame = ask("satuan_pendidikan_by_npsn", npsn=npsn[:20])
    if frame.empty:
        return None
    row = frame.iloc[0]
    kecamatan = None if row["kecamatan"] is None or pd.isna(row["kecamatan"]) else str(row["kecamatan"])
    return Tempat(
        str(row["kode_provinsi_kemendagri"]), str(row["kode_kab_kota_kemendagri"]), kecamatan, str(row["nama"])
    )


def newest_cutoff() -> date | None:
    """The newest cut-off of any platform in the snapshot: what "now" is for the age of a source."""
    there = measures()
    return None if there.empty else max(as_date(t) for t in there["tanggal_terakhir"])

"""The matrix that is edited in place, the rules beside it, and what is saved of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis.role_rules import UNITS, Benturan, conflicts, reaches_outside
from charts.names import short_name
from schemas.rencana import MandatRencana, PeranRencana
from views import data, parts
from views.filters import Saringan
from views.format import number
from views.plan import bar as plan_bar
from views.plan.digest import digest
from views.roles import rows, table, words
from views.roles.rows import Kosong, Pandangan
from warehouse.plans import Versi

_STATE = "serapan_peran"
LOOK: Any = {"hide_index": True, "width": "stretch", "placeholder": ""}
"""Both tables: an empty cell is empty, where the framework would write None."""


@dataclass
class Meja:
    """One table on the desk: where it started from, how it stands now, and how often it began anew."""

    dasar: pd.DataFrame
    kini: pd.DataFrame
    nomor: int = 0

    def begin(self, frame: pd.DataFrame) -> None:
        """Start anew from this."""
        self.dasar = self.kini = frame
        self.nomor += 1


@dataclass(frozen=True)
class Matriks:
    """What the desk is about: the plan's year and province, its name in keys, what was saved."""

    kunci: str
    tahun: int
    provinsi: str | None
    peran: tuple[PeranRencana, ...]
    mandat: tuple[MandatRencana, ...]


def of(plan: Versi | None, saringan: Saringan) -> Matriks:
    """The matrix of the open plan; without one an empty matrix of the plan that saving would make."""
    if plan is None:
        return Matriks("baru", saringan.tanggal_data.year + 1, saringan.provinsi, (), rows.catalogue())
    isi = plan.isi
    kunci = f"{plan.id}_{digest(isi.tahun, isi.kode_provinsi, isi.peran, isi.mandat)}"
    return Matriks(kunci, isi.tahun, isi.kode_provinsi, isi.peran, isi.mandat or rows.catalogue())


def _names() -> dict[str, str]:
    """Every region of the nation, as the table writes it."""
    provinces = data.provinces()
    regencies = {code: name for own in provinces for code, name in data.regencies(own).items()}
    return table.place_names(provinces, regencies)


def _desk(kind: str, matriks: Matriks, start: pd.DataFrame) -> Meja:
    """The table of this plan and version in this session; what was typed survives a look at another page."""
    place = f"{_STATE}_{kind}_{matriks.kunci}"
    found = st.session_state.get(place)
    if not isinstance(found, Meja):
        found = st.session_state[place] = Meja(start, start)
    elif _key(kind, matriks, found) not in st.session_state and found.kini is not found.dasar:
        found.begin(found.kini)
    return found


def _key(kind: str, matriks: Matriks, meja: Meja) -> str:
    return f"{kind}_{matriks.kunci}_{meja.nomor}"


def show(view: Pandangan, plan: Versi | None, kosong: Kosong | None) -> tuple[PeranRencana, ...]:
    """Draw matrix, mandates, conflicts and the button that saves; the rows that can be read."""
    matriks = of(plan, view.saringan)
    names = _names()
    meja = _desk("matriks", matriks, table.to_frame(matriks.peran, names))
    meja_mandat = _desk("mandat", matriks, table.mandate_frame(matriks.mandat))
    with st.container(key="panel_matriks"):
        title = st.container(key="kepala_matriks")
        above = st.container(key="atas_matriks")
        meja.kini = _editor(matriks, meja, names)
        read = table.from_frame(meja.kini, names)
        beside = st.container(key="benturan_matriks")
        with st.expander("Mandat tiap unit, dapat diubah", key="lipat_mandat"):
            meja_mandat.kini = _mandate_editor(matriks, meja_mandat)
        mandat = table.mandate_rows(meja_mandat.kini)
        found = conflicts(read.rows, mandat.rows, tahun=matriks.tahun, provinsi=matriks.provinsi)
        bare = tuple(b for b in found if b.aturan == "penanggung jawab")
        sure = tuple(b for b in found if b.is_pasti and b not in bare)
        state = Keadaan(len(sure), len(bare), _is_saved(matriks, plan, read, mandat))
        with beside:
            _missing_leads(bare, read.rows)
            _conflicts(sure, tuple(b for b in found if not b.is_pasti), read.rows, (*read.salah, *mandat.salah))
        with above:
            _fill_buttons(matriks, meja, read.rows, view, mandat.rows, kosong, plan, names)
        with title:
            parts.small(_scope(matriks, plan, state))
            said = words.matrix_title(len(read.rows), len(sure), len(read.salah), words.units_of(read.rows), len(bare))
            st.header(parts.escape_markdown(said), anchor=False)
        _save(plan, read, mandat, state, view.saringan)
    return read.rows


@dataclass(frozen=True)
class Keadaan:
    """How the matrix stands: broken rules, rows nobody leads, and whether the open plan holds it just so."""

    benturan: int
    tanpa_pemimpin: int
    is_tersimpan: bool

    @property
    def kata(self) -> str:
        """`dengan 2 benturan dan 1 baris tanpa pemimpin`; `tanpa benturan`."""
        said = [f"{number(self.benturan)} benturan"] if self.benturan else []
        said += [f"{number(self.tanpa_pemimpin)} baris tanpa pemimpin"] if self.tanpa_pemimpin else []
        return f"dengan {' dan '.join(said)}" if said else "tanpa benturan"


def _is_saved(matriks: Matriks, plan: Versi | None, read: table.Terbaca, mandat: table.Terbaca) -> bool:
    if plan is None or read.salah or mandat.salah:
        return False
    return read.rows == plan.isi.peran and mandat.rows in (plan.isi.mandat, matriks.mandat)


def _scope(matriks: Matriks, plan: Versi | None, state: Keadaan) -> str:
    where = "nasional" if matriks.provinsi is None else data.provinces().get(matriks.provinsi, matriks.provinsi)
    what = "belum disimpan"
    if plan is not None:
        what = f"rencana “{plan.isi.nama}” versi {plan.versi}"
        what += "" if state.is_tersimpan else ", ada perubahan yang belum disimpan"
    return f"Matriks pembagian peran · {where} · tahun rencana {matriks.tahun} · {what}"


def _fill_buttons(
    matriks: Matriks, meja: Meja, now: tuple[PeranRencana, ...], view: Pandangan, mandat: tuple[MandatRencana, ...],
    kosong: Kosong | None, plan: Versi | None, names: dict[str, str],
) -> None:  # fmt: skip
    """Rows on request: the programmes of the year of the page, the plan's training, priority regions that have none.

    What is in the matrix already is not offered; a button without a row to add is not there.
    """
    frame = rows.programmes(matriks.provinsi, None, view.tahun, view.tahun)
    from_work = table.from_programmes(frame, mandat, tahun=matriks.tahun, tahun_asal=view.tahun)
    offers = [("isi_program", "Isi {} baris dari program kerja " + str(view.tahun), from_work)]
    if plan is not None:
        offers.append(("isi_bimtek", "Tambah {} baris bimtek dalam rencana", table.from_allocation(plan.isi)))
    if kosong is not None and kosong.kode:
        indicator = next(iter(kosong.indikator), None)
        bare = [code for code in kosong.kode if not words.in_matrix(kosong, code, now)]
        missing = table.from_gaps(bare, kosong.tujuan, kosong.program_prioritas, indicator)
        offers.append(("isi_kosong", "Tambah {} wilayah prioritas tanpa program", missing))
    fresh = {key: (label, table.added(now, more)[len(now) :]) for key, label, more in offers}
    shown = {key: offer for key, offer in fresh.items() if offer[1]}
    if shown:
        with st.container(horizontal=True, key="isi_matriks"):
            for key, (label, more) in shown.items():
                st.button(label.format(number(len(more))), on_click=_append, args=(meja, more, names), key=key)
    if "isi_program" in shown and any(row.tanggal_mulai is None for row in shown["isi_program"][1]):
        parts.small(
            f"Program {view.tahun} yang tidak berjalan pada tahun rencana {matriks.tahun} masuk tanpa tanggalnya."
        )
    said = words.outside([row for row in now if reaches_outside(row, matriks.tahun)], matriks.tahun)
    if said:
        parts.small(said)
    parts.small("Geser tabel ke kanan untuk unit pendukung, tanggal, program prioritas, sasaran, dan NPSN.")


def _append(meja: Meja, more: tuple[PeranRencana, ...], names: dict[str, str]) -> None:
    new = table.to_frame(more, names)
    meja.begin(pd.concat([meja.kini, new], ignore_index=True) if len(meja.kini) else new)


def _editor(matriks: Matriks, meja: Meja, names: dict[str, str]) -> pd.DataFrame:
    own = [text for code, text in names.items() if matriks.provinsi in (None, code[:2])]
    known = rows.indicator_names()
    # Codes in the table that the catalogue lacks stay choices.
    codes = list(dict.fromkeys([*known, *(code for code in meja.dasar["Indikator"] if isinstance(code, str))]))
    column: Any = st.column_config
    return st.data_editor(
        meja.dasar, key=_key("matriks", matriks, meja), num_rows="dynamic", **LOOK,
        height="auto" if len(meja.dasar) <= 11 else 460,
        column_config={
            "Program": column.TextColumn("Program", width=248, required=False),
            "Wilayah": column.SelectboxColumn("Wilayah", options=own, width=160),
            "Memimpin": column.SelectboxColumn("Memimpin", options=list(UNITS), width=104,
                                               help="Tepat satu unit, sesuai mandatnya."),
            "Triwulan": column.NumberColumn("Triwulan", min_value=1, max_value=4, step=1, format="%d", width=96,
                                            help="1 sampai 4, pada tahun rencana."),
            "Indikator": column.SelectboxColumn("Indikator", options=codes, width=216,
                                                format_func=lambda code: known.get(code, code),
                                                help="Indikator Rapor atau ukuran pemanfaatan yang dituju."),
            "Anggaran (juta Rp)": column.NumberColumn("Anggaran (juta Rp)", min_value=0, width=152),
            "Mendukung": column.TextColumn("Mendukung", width=128,
                                           help=f"Pisahkan dengan koma: {', '.join(UNITS)}."),
            "Mulai": column.DateColumn("Mulai", format="DD/MM/YYYY", width=104),
            "Selesai": column.DateColumn("Selesai", format="DD/MM/YYYY", width=104),
            "Program prioritas": column.SelectboxColumn("Program prioritas", options=list(table.PRIORITAS), width=230),
            "Kelompok sasaran": column.TextColumn("Kelompok sasaran", width=180),
            "NPSN": column.TextColumn("NPSN", width=160, help="Dipisah koma; kosong berarti semua sekolah sasaran."),
            "Kode program": None,
        },
    )  # fmt: skip


def _mandate_editor(matriks: Matriks, meja: Meja) -> pd.DataFrame:
    if meja.dasar.empty:
        parts.small("Snapshot ini belum memuat katalog mandat; mandat tidak diperiksa sampai barisnya diisi.")
    else:
        parts.small("Bidang yang kosong kodenya berlaku untuk semua. Sumber “Dari ingatan” perlu dicocokkan dengan "
                    "peraturannya. Mandat tersimpan bersama rencana.")  # fmt: skip
    column: Any = st.column_config
    edited = st.data_editor(
        meja.dasar, key=_key("mandat", matriks, meja), num_rows="dynamic", **LOOK, height=360,
        column_config={
            "Unit": column.SelectboxColumn("Unit", options=list(UNITS), width="small"),
            "Bidang tugas": column.TextColumn("Bidang tugas", width="large"),
            "Program prioritas": column.SelectboxColumn("Program prioritas", options=list(table.PRIORITAS)),
            "Boleh memimpin": column.CheckboxColumn("Boleh memimpin", width="small",
                                                    help="Bila tidak, hanya mendukung."),
            "Sumber": column.TextColumn("Sumber", width="large"),
        },
    )  # fmt: skip
    catalogue = rows.catalogue()
    if catalogue:
        st.button("Kembalikan ke katalog", on_click=meja.begin, args=(table.mandate_frame(catalogue),), type="tertiary",
                  key="mandat_katalog")  # fmt: skip
    return edited


def _conflicts(
    sure: tuple[Benturan, ...], unsure: tuple[Benturan, ...], peran: tuple[PeranRencana, ...], salah: tuple[str, ...]
) -> None:  # fmt: skip
    """What is wrong, by name: rows that cannot be read first, then broken rules, then what could not be judged."""
    places = {row.kode_wilayah: _place(row.kode_wilayah) for row in peran}
    if salah:
        listed = "".join(f"\n- {parts.escape_markdown(sentence)}" for sentence in salah)
        st.error(f"**Betulkan dahulu sebelum menyimpan:**{listed}")
    if sure:
        parts.small("Benturan; boleh disimpan, dan tetap disebut sampai diselesaikan")
        parts.long_table("benturan", words.conflict_table(sure, peran, places), {"Baris": 260, "Aturan": 120},
                         sebutan="Benturan pada matriks", most=8)  # fmt: skip
    if unsure:
        with st.expander(f"{number(len(unsure))} baris belum dapat diperiksa mandatnya", key="lipat_belum"):
            parts.prose_table(words.conflict_table(unsure, peran, places), {"Baris": 260}, "Belum dapat diperiksa")


def _place(code: str) -> str:
    if len(code) == 2:
        return data.provinces().get(code, code)
    return short_name(data.regencies(code[:2]).get(code, code))


def _missing_leads(bare: tuple[Benturan, ...], peran: tuple[PeranRencana, ...]) -> None:
    """Rows nobody leads yet: not a clash, only unfinished; all in one sentence."""
    if bare:
        found = [peran[broken.baris[0]] for broken in bare]
        parts.small(words.bare_rows(found, {row.kode_wilayah: _place(row.kode_wilayah) for row in found}))


def _save(plan: Versi | None, read: table.Terbaca, mandat: table.Terbaca, state: Keadaan, saringan: Saringan) -> None:
    """The button that saves; conflicts may be saved and are said, rows that cannot be read must be mended first."""
    wrong = len(read.salah) + len(mandat.salah)
    if wrong:
        st.button(f"Betulkan {number(wrong)} baris dahulu", disabled=True, key="simpan_tertahan")
        return
    is_sound = state.kata == "tanpa benturan"
    if plan is not None and state.is_tersimpan:
        if plan.isi.peran:
            parts.small(f"Tersimpan pada versi {plan.versi}, {state.kata}.")
        return
    if plan is None and not read.rows:
        parts.small("Sesudah ada baris, matriks dapat disimpan sebagai rencana.")
        return
    if plan is None and not is_sound:
        parts.small(f"Matriks ini akan disimpan {state.kata}.")
    label = "Simpan ke rencana" + ("" if is_sound else f" {state.kata}")
    plan_bar.save_button("peran", {"peran": read.rows, "mandat": mandat.rows}, saringan, label=label)

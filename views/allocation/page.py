"""How the page goes: whose need, which limits, what is known of the result, and what is drawn for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from schemas.rencana import Rencana
from views import links, options, parts
from views.allocation import candidates, editors, inputs, job, panels, plan_rows, question, reasons, rivals, words
from views.allocation.candidates import RENCANA, SAMA, Bahan
from views.allocation.inputs import Masukan
from views.allocation.job import Tugas
from views.allocation.result import Susunan, saved
from views.filters import Saringan
from views.format import number
from views.plan import bar as plan_bar

PRIORITY_PAGE, ROLES_PAGE = "../pages/prioritas.py", "../pages/peran.py"
_DATED = "serapan_alokasi_susunan"


@dataclass(frozen=True)
class Tampak:
    """What is there to show: a computation of this session, else what the plan saved.

    `is_usang`: the inputs or the data have changed since. `is_tersimpan`: the rows are those of the open plan.
    """

    tugas: Tugas | None
    susunan: Susunan | None
    is_usang: bool
    is_tersimpan: bool

    @property
    def is_dari_rencana(self) -> bool:
        """Whether the rows are what the plan saved, not what this session computed."""
        return self.tugas is None or self.tugas.studi.utama is None

    @property
    def is_berjalan(self) -> bool:
        """Whether it is still being computed."""
        return self.tugas is not None and self.tugas.keadaan.is_berjalan

    @property
    def is_hasil(self) -> bool:
        """Whether there is something to look at before the inputs: seats, or a computation on its way to them."""
        if self.is_bentrok:
            return False
        return self.is_berjalan or (self.susunan is not None and self.susunan.jumlah_kursi > 0)

    @property
    def siap_lanjut(self) -> dict[str, int] | None:
        """People ready for intermediate today by region, as this session counted them; None of saved rows."""
        if self.is_dari_rencana or self.tugas is None:
            return None
        return {w.kode: w.calon[1] for w in self.tugas.tanya.minta.soal.wilayah}

    def tanpa(self, bahan: Bahan | None) -> pd.DataFrame:
        """Regions that shared and got no seat, with the reason where this session computed it."""
        none = pd.DataFrame(columns=["kode", "nama", "skor", "alasan"])
        if self.susunan is None:
            return none
        if not self.is_dari_rencana and self.tugas is not None and self.tugas.studi.utama is not None:
            tanya = self.tugas.tanya
            why = reasons.without_seats(tanya.minta.soal, self.tugas.studi.utama)
            return self.susunan.tanpa_kursi(tanya.bahan.frame, why)
        if bahan is None or (bahan.cara == SAMA) != self.susunan.is_sama:
            return none
        return self.susunan.tanpa_kursi(bahan.frame)

    @property
    def is_bentrok(self) -> bool:
        """Whether it is known, or not found, that any plan keeps the limits."""
        utama = self.tugas.studi.utama if self.tugas else None
        return utama is not None and not utama.is_layak and not self.is_berjalan


def choose_way(isi: Rencana | None) -> str:
    """By the plan's scores, or the same need for all."""
    return options.value(candidates.OPSI, candidates.PILIHAN, candidates.default_way(isi))


def way_switch(isi: Rencana | None) -> None:
    """Two choices side by side."""
    options.segments(candidates.OPSI, "Kebutuhan", candidates.PILIHAN, candidates.default_way(isi))


def candidates_or_end(saringan: Saringan, isi: Rencana | None, cara: str, kursi_per_sekolah: int) -> Bahan:
    """The regions that share the seats; the page ends with what is missing where there are none."""
    if cara == SAMA:
        found: Bahan | None = candidates.alike(saringan, kursi_per_sekolah)
    else:
        found = candidates.from_plan(saringan, isi, kursi_per_sekolah)
    if found is None:
        _no_priorities(saringan, isi)
        parts.end()
    if found.frame.empty:
        said = f"; {number(len(found.tanpa_skor))} wilayah terpilih tidak mempunyai skor" if found.tanpa_skor else ""
        parts.empty(f"Rencana ini tidak memuat kab/kota berskor pada pilihan wilayah ini{said}.",
                    "Pilih Nasional pada baris di atas, atau perbarui prioritasnya.")  # fmt: skip
        parts.end()
    if not (found.frame[["calon_dasar", "calon_lanjut"]].to_numpy() > 0).any():
        parts.empty("Belum ada calon peserta: daftar satuan pendidikan atau jumlah gurunya belum ada di data ini.",
                    "Unggah daftar satuan pendidikan Dapodik pada halaman Unggah & periksa.")  # fmt: skip
        parts.end()
    return found


def _no_priorities(saringan: Saringan, isi: Rencana | None) -> None:
    what = ("Rencana ini belum memuat prioritas wilayah berskor." if isi is not None
            else "Belum ada rencana yang terbuka, jadi belum ada skor kebutuhan per kab/kota.")  # fmt: skip
    do = "susun dan simpan prioritas lebih dulu, atau bagi kursi dengan kebutuhan yang sama untuk semua."
    if isi is None:
        parts.empty(what, f"Bila rencananya sudah ada, buka pada pilihan Rencana di atas. Bila belum, {do}")
    else:
        parts.empty(what, do[0].upper() + do[1:])
    with st.container(horizontal=True, key="ke_mana", vertical_alignment="center"):
        st.page_link(PRIORITY_PAGE, label="Buka Prioritas", query_params=links.to(saringan, **_plan_option()))
        st.button("Semua kab/kota dengan kebutuhan sama", key="alokasi_sama", type="tertiary",
                  on_click=options.set_to, args=(candidates.OPSI, SAMA))  # fmt: skip
    if isi is not None and (kept := saved(isi)) is not None:
        result(Tampak(None, kept, False, True))


def _plan_option() -> dict[str, str]:
    versi = plan_bar.opened()
    return {plan_bar.OPSI: versi.id} if versi else {}


def shown(masukan: Masukan, bahan: Bahan, isi: Rencana | None) -> Tampak:
    """What the page shows: this session's computation for this plan, else the plan's own allocation."""
    versi = plan_bar.opened()
    tugas = job.current()
    kept = saved(isi) if isi is not None else None
    now = question.fingerprint(masukan, bahan)
    if tugas is not None and (tugas.rencana == (versi.id if versi else None) or tugas.tanya.sidik == now):
        susunan = _dated(tugas)
        if tugas.studi.utama is None and kept is not None:
            # Nothing computed yet, or stopped before: what the plan holds stays in sight.
            return Tampak(tugas, kept, _has_moved(kept, masukan, bahan), True)
        is_saved = susunan is not None and isi is not None and susunan.alokasi == isi.alokasi
        return Tampak(tugas, susunan, tugas.tanya.sidik != now, is_saved)
    return Tampak(None, kept, kept is not None and _has_moved(kept, masukan, bahan), kept is not None)


def _dated(tugas: Tugas) -> Susunan | None:
    """The rows of a computation, made once."""
    before = st.session_state.get(_DATED)
    if before is not None and before[0] is tugas and before[1] is tugas.studi.utama:
        return before[2]
    made = plan_rows.made(tugas)
    st.session_state[_DATED] = (tugas, tugas.studi.utama, made)
    return made


def _has_moved(kept: Susunan, masukan: Masukan, bahan: Bahan) -> bool:
    """Whether limits, costs or scores differ from those the saved allocation was made with."""
    scores = {str(kode): float(skor) for kode, skor in zip(bahan.frame["kode"], bahan.frame["skor"], strict=True)}
    moved = any(row.skor is not None and abs(scores.get(row.kode_wilayah, row.skor) - row.skor) > 1e-6
                for row in kept.alokasi)  # fmt: skip
    return moved or kept.masukan != masukan


def answer(tampak: Tampak, bahan: Bahan, masukan: Masukan, wrong: tuple[str, ...], saringan: Saringan) -> None:
    """The finding, what to beware of, and the buttons; while it is computed, how far it is."""
    if tampak.is_bentrok and tampak.tugas is not None:
        panels.clash_panel(tampak.tugas)
    elif tampak.susunan is not None:
        small = "Alokasi tersimpan" if tampak.is_dari_rencana else "Alokasi bimtek"
        with parts.answer(f"{small} · {candidates.PILIHAN[bahan.cara].lower()}", words.answer(tampak.susunan)):
            if tampak.susunan.jumlah_kursi:
                parts.small(words.split(tampak.susunan))
                bare = tampak.tanpa(bahan)
                shared = len(tampak.susunan.per_wilayah) + len(bare)
                for line in (words.going_on(tampak.susunan, tampak.siap_lanjut), words.unseated(bare, shared)):
                    if line:
                        parts.small(line)
    else:
        with parts.answer("Alokasi bimtek · belum dihitung", words.ready(bahan)):
            parts.small(words.ready_more(bahan, masukan.setelan.pct_lulus_dasar))
    if tampak.is_usang:
        panels.note(_moved_words(tampak))
    if tampak.tugas is not None and (said := panels.stopped_words(tampak.tugas)):
        panels.note(said)
    for line in wrong:
        panels.note(line)
    if tampak.is_berjalan and tampak.tugas is not None:
        job.progress(tampak.tugas)
        return
    _buttons(tampak, bahan, masukan, wrong, saringan)


def _moved_words(tampak: Tampak) -> str:
    if tampak.is_dari_rencana:
        return (
            "Ini angka yang tersimpan; batas, ongkos, atau skor di halaman ini kini berbeda. Hitung ulang bila perlu."
        )
    return "Hasil ini untuk batas sebelumnya; tekan Hitung ulang untuk batas yang sekarang."


def _buttons(
    tampak: Tampak, bahan: Bahan, masukan: Masukan, wrong: tuple[str, ...], saringan: Saringan
) -> None:  # fmt: skip
    with st.container(horizontal=True, key="alokasi_tombol", vertical_alignment="center"):
        has_result = tampak.susunan is not None or tampak.is_bentrok
        label = "Hitung ulang" if has_result else "Hitung alokasi"
        is_first = not has_result or tampak.is_usang
        if st.button(label, key="alokasi_hitung", type="primary" if is_first else "secondary", disabled=bool(wrong)):
            begin(masukan, bahan)
        fresh = tampak.tugas is not None and tampak.susunan is not None and not tampak.is_usang
        if fresh and not tampak.is_tersimpan and tampak.susunan is not None:
            plan_bar.save_button("alokasi", tampak.susunan.changes(), saringan, label="Simpan alokasi ke rencana")
        elif fresh and tampak.is_tersimpan:
            st.markdown("Sudah tersimpan di rencana.", width="content")
        if tampak.is_tersimpan and not tampak.is_usang:
            onward = links.to(saringan, **_plan_option())
            st.page_link(ROLES_PAGE, label="Lanjut ke Pembagian peran", query_params=onward)


def begin(masukan: Masukan, bahan: Bahan) -> None:
    """Start the computation; what it refuses is said."""
    try:
        tanya = question.ask(masukan, bahan)
    except ValueError as refusal:
        panels.note(f"Tidak dapat dihitung: {refusal}.")
        return
    inputs.fold()
    job.start(tanya)
    st.rerun()


def result(tampak: Tampak, bahan: Bahan | None = None) -> None:
    """The panels of a result; nothing where limits clash."""
    if tampak.susunan is None or tampak.is_bentrok:
        return
    tugas = tampak.tugas
    if not tampak.susunan.jumlah_kursi:
        panels.no_seats(tugas)
        return
    is_own = tugas is not None and not tampak.is_usang and bahan is not None
    tanggal = bahan.tanggal if is_own and bahan is not None else None
    panels.seats_panel(tampak.susunan, tampak.tanpa(bahan), tanggal)
    panels.cost_panel(tampak.susunan, tugas)
    if tugas is not None:
        rivals.compare_panel(tugas)
        rivals.more_panel(tugas)
        if not tampak.is_berjalan and not tampak.is_dari_rencana:
            rivals.stable_panel(tugas, tampak.susunan)
    panels.schedule_panel(tampak.susunan)
    if tugas is None:
        parts.small(
            "Pembanding, guna tambahan pagu, dan ketahanan tidak ikut disimpan; Hitung ulang menampilkannya lagi."
        )


def candidate_table(bahan: Bahan, masukan: Masukan) -> None:
    """Who can be trained in each region, last on the page."""
    frame = bahan.frame
    with st.expander(f"Calon peserta di {number(len(frame))} kab/kota"):
        st.caption(words.ready_more(bahan, masukan.setelan.pct_lulus_dasar))
        rows = _candidate_rows(bahan)
        parts.table(rows, "tabel_calon", "Calon peserta per kab/kota", most=480, kanan=("Calon lanjut",))
        said = f"{number(len(frame))} kab/kota"
        kaki = parts.Kaki(bahan.tanggal, said, panels.SUMBER,
                          "calon dasar tanpa sekolah Kemenag, calon lanjut dari semua sekolah")  # fmt: skip
        parts.foot("alokasi_calon", kaki, rows, words.TERMS, is_view=False)


def _candidate_rows(bahan: Bahan) -> pd.DataFrame:
    frame = bahan.frame
    counts = zip(frame["is_sedikit"], frame["calon_lanjut"], strict=True)
    after: list[Any] = ["<5" if few else number(n) for few, n in counts]
    return pd.DataFrame({
        "Kab/kota": frame["nama"], "Provinsi": frame["nama_provinsi"], "Skor": frame["skor"].astype(float),
        "Sekolah": frame["jumlah_satuan"], "Belum dasar": frame["jumlah_belum"], "Guru di situ": frame["guru_belum"],
        "Calon dasar": frame["calon_dasar"], "BAKTI": frame["calon_dasar_bakti"], "Calon lanjut": after,
        "3T": ["ya" if is_3t else "" for is_3t in bahan.is_3t],
    })  # fmt: skip


__all__ = ["RENCANA", "answer", "begin", "candidate_table", "candidates_or_end", "choose_way", "editors", "inputs",
           "result", "shown", "way_switch"]  # fmt: skip

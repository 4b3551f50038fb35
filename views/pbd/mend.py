"""Step 3, mending: activities that answer the chosen hypothesis, and targets with a baseline read from the data."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from analysis.owner_text import is_unit
from analysis.root_cause import BELUM, TIDAK, Simpul
from schemas.rencana import Rencana
from views import data, parts
from views.format import day, number, rupiah
from views.pbd import draft, reflect
from views.pbd import rows as pbd_rows
from views.pbd.draft import Antre
from views.pbd.rows import Awal, Lingkup, Usul
from views.rapor.rows import value_words
from views.rapor.use_rows import jenjang_of, kewenangan_of
from warehouse.plans import Versi

_QUEUE = "serapan_pbd_antre"
_SAID, _DONE = "serapan_pbd_keberatan", "serapan_pbd_ditambahkan"
SENDIRI = "sendiri"
NO_PERSON = "Unit atau jabatan, bukan nama orang, NIP, atau NIK."
ADVICE = {
    TIDAK: "Dugaan ini tidak didukung data wilayah ini. Pertimbangkan dugaan lain sebelum menganggarkan.",
    BELUM: "Data tentang dugaan ini belum ada. Kegiatan pertama yang patut adalah memeriksanya.",
}
TRIWULAN = {1: "Triwulan 1", 2: "Triwulan 2", 3: "Triwulan 3", 4: "Triwulan 4"}


def queue(base: Versi | None) -> Antre:
    """What waits to be saved into the open plan; what was added before a plan was opened goes along with it."""
    waiting: dict[str, Antre] = st.session_state.setdefault(_QUEUE, {})
    if base is None:
        return waiting.get("", Antre())
    before = waiting.pop("", Antre())
    mine = waiting.get(base.id, Antre())
    both = Antre((*mine.kegiatan, *before.kegiatan), (*mine.target, *before.target))
    waiting[base.id] = draft.left(both, base.isi.kegiatan, base.isi.target)
    return waiting[base.id]


def _put(base: Versi | None, antre: Antre) -> None:
    st.session_state.setdefault(_QUEUE, {})["" if base is None else base.id] = antre


def panel(lingkup: Lingkup, gejala: str, chosen: Simpul | None, base: Versi | None) -> Any:
    """The forms and what waits to be saved. Returns the place of the save button."""
    akar = chosen.dugaan.akar if chosen else gejala
    usul = pbd_rows.recommendations(lingkup, gejala, akar) if chosen else ()
    asal = f"{number(len(usul))} kegiatan disarankan" if usul else "belum ada kegiatan yang disarankan"
    title = f"{lingkup.indicator(akar)}: {asal} untuk {lingkup.pilih.jenis}"
    small = f"Langkah 3 · Benahi · {f'{gejala} → {akar}' if chosen else gejala} · {lingkup.nama}, {lingkup.pilih.jenis}"
    with parts.panel("pbd_benahi", small, title if chosen else "Pilih atau tuliskan dugaan sebab dahulu"):
        if chosen is None:
            parts.small("Kegiatan menjawab sebuah dugaan. Target di bawah tetap dapat ditetapkan.")
        else:
            state = pbd_rows.vonis(lingkup, akar)[0].keadaan
            if state in ADVICE:
                parts.small(ADVICE[state])
            if not usul:
                parts.small("Lembar rekomendasi PBD untuk dugaan dan jenjang ini tidak ada di snapshot; tulis sendiri.")
            _activity_form(lingkup, gejala, akar, usul, base)
        _target_form(lingkup, gejala, akar if chosen else None, base)
        _waiting(lingkup, base)
        return st.container(key="pbd_simpan")


def _key(base: Versi | None, *parts_: object) -> str:
    return "_".join(str(part) for part in ("pbd", base.id if base else "baru", *parts_))


def _owner_hint(lingkup: Lingkup) -> str:
    if kewenangan_of(lingkup.pilih.jenis) == "Kemenag":
        return "mis. Kantor Kementerian Agama"
    return "mis. Disdik provinsi" if jenjang_of(lingkup.pilih.jenis) in ("SMA", "SMK", "SLB") else "mis. Disdik"


def _activity_form(lingkup: Lingkup, gejala: str, akar: str, usul: tuple[Usul, ...], base: Versi | None) -> None:
    stem = _key(base, lingkup.kode_wilayah, lingkup.pilih.jenis, gejala, akar)
    by_key = {f"{at}": item for at, item in enumerate(usul)}
    names = {k: f"{u.kegiatan} · {u.kode_anggaran or 'tanpa kode anggaran'} · {u.asal}" for k, u in by_key.items()}
    chosen = st.selectbox("Kegiatan", [*by_key, SENDIRI], key=f"{stem}_usul",
                          format_func=lambda k: names.get(k, "Tulis kegiatan sendiri"))  # fmt: skip
    item = by_key.get(chosen, Usul("", "", "", "", "", False))
    if item.penjelasan:
        parts.small(item.penjelasan)
    form = f"{stem}_{chosen}"
    _said(form)
    with st.form(f"{form}_formulir", clear_on_submit=False, border=True):
        left, right = st.columns([3, 2], gap="medium")
        left.text_input("Nama kegiatan", item.kegiatan, key=f"{form}_kegiatan", max_chars=200)
        right.text_input("Penanggung jawab (unit atau jabatan)", key=f"{form}_penanggung", help=NO_PERSON,
                         placeholder=_owner_hint(lingkup), max_chars=80)  # fmt: skip
        left.text_input("Ukuran keberhasilan", item.ukuran, key=f"{form}_ukuran", max_chars=200,
                        placeholder="tanda yang dapat diperiksa bahwa kegiatan berhasil")  # fmt: skip
        right.text_input("Kode anggaran ARKAS atau SIPD", item.kode_anggaran, key=f"{form}_kode", max_chars=40,
                         help="Diisi dari lembar rekomendasi bila ada; boleh kosong.")  # fmt: skip
        one, two, three = st.columns(3, gap="medium")
        one.selectbox("Triwulan", list(TRIWULAN), index=None, format_func=TRIWULAN.__getitem__,
                      placeholder="belum ditentukan", key=f"{form}_triwulan")  # fmt: skip
        two.number_input("Anggaran (rupiah)", min_value=0, value=None, step=1_000_000, key=f"{form}_anggaran",
                         placeholder="boleh kosong")  # fmt: skip
        three.date_input("Tenggat", value=None, format="DD/MM/YYYY", key=f"{form}_tenggat")
        state = pbd_rows.vonis(lingkup, akar)[0].keadaan
        st.form_submit_button("Tambahkan kegiatan", on_click=_add_activity, args=(base, form, {
            "kode_wilayah": lingkup.kode_wilayah, "jenis": lingkup.pilih.jenis, "kelompok": lingkup.pilih.kelompok,
            "gejala": gejala, "akar": akar, "keadaan_akar": state,
        }))  # fmt: skip
    _done(form, "Kegiatan")


def _typed(form: str, name: str) -> Any:
    found = st.session_state.get(f"{form}_{name}")
    return " ".join(found.split()) if isinstance(found, str) else found


def _add_activity(base: Versi | None, form: str, about: dict[str, str]) -> None:
    """The form into the queue, or its objections above it."""
    row, said = draft.activity({
        **about, "kegiatan": _typed(form, "kegiatan"), "penanggung_jawab": _typed(form, "penanggung"),
        "ukuran_keberhasilan": _typed(form, "ukuran"), "triwulan": _typed(form, "triwulan"),
        "kode_anggaran": _typed(form, "kode") or None, "anggaran_rupiah": _typed(form, "anggaran"),
        "tanggal_tenggat": _typed(form, "tenggat"),
    })  # fmt: skip
    antre = queue(base)
    if row is not None:
        bare = row.model_dump(exclude={"kegiatan_id"})
        saved = base.isi.kegiatan if base else ()
        if any(old.model_dump(exclude={"kegiatan_id"}) == bare for old in (*antre.kegiatan, *saved)):
            said = ("Kegiatan yang sama persis sudah ada dalam rencana atau antrean.",)
        else:
            _put(base, Antre((*antre.kegiatan, row), antre.target))
    st.session_state[f"{_SAID}_{form}"] = said
    st.session_state[f"{_DONE}_{form}"] = not said


def _said(form: str) -> None:
    said = st.session_state.pop(f"{_SAID}_{form}", ())
    if said:
        reflect.refuse(said)


def _done(form: str, what: str) -> None:
    """Beside the button that was pressed: what waits stands further below, maybe out of sight."""
    if st.session_state.pop(f"{_DONE}_{form}", False):
        st.success(f"{what} ditambahkan, belum disimpan. Tombol simpan ada di bawah.")


def _target_form(lingkup: Lingkup, gejala: str, akar: str | None, base: Versi | None) -> None:
    codes = list(dict.fromkeys([gejala, *([akar] if akar else [])]))
    stem = _key(base, lingkup.kode_wilayah, lingkup.pilih.jenis, *codes)
    with st.expander("Tetapkan target", key="pbd_target", expanded=False):
        kode = st.selectbox("Indikator yang ditargetkan", codes, format_func=lingkup.indicator, key=f"{stem}_acuan")
        awal = pbd_rows.baseline(lingkup, kode)
        if awal is None:
            parts.empty(f"{lingkup.indicator(kode)} tidak mempunyai nilai terbit di wilayah ini.",
                        "Target butuh nilai awal; pilih indikator lain.")  # fmt: skip
            return
        kept = _kept(base, awal, lingkup)
        shown = kept or awal
        words = value_words(shown.nilai, shown.satuan)
        since = "dibekukan bersama target pertamanya dan tidak dihitung ulang" if kept else "dibekukan saat disimpan"
        parts.small(f"Nilai awal {words} · Rapor {shown.tahun}, per {day(shown.tanggal)} · {since}")
        form = f"{stem}_{kode}_target"
        _said(form)
        with st.form(f"{form}_formulir", border=True):
            one, two, three = st.columns(3, gap="medium")
            one.number_input("Nilai yang dituju", value=None, step=0.5, key=f"{form}_nilai", format="%.2f")
            two.date_input("Tenggat target", value=None, format="DD/MM/YYYY", key=f"{form}_tenggat",
                           max_value=date(2100, 12, 31))  # fmt: skip
            three.text_input("Penanggung jawab target (unit atau jabatan)", key=f"{form}_penanggung", max_chars=80,
                             help=NO_PERSON, placeholder=_owner_hint(lingkup))  # fmt: skip
            st.form_submit_button("Tambahkan target", on_click=_add_target,
                                  args=(base, form, shown, lingkup.pilih.jenis, lingkup.kode_wilayah,
                                        data.snapshot().id))  # fmt: skip


def _kept(base: Versi | None, awal: Awal, lingkup: Lingkup) -> Awal | None:
    """The baseline that the plan already holds for this indicator, kind and region."""
    rows = [*(base.isi.target if base else ()), *queue(base).target]
    same = [r for r in rows if (r.acuan, r.jenis, r.kode_wilayah) == (awal.acuan, lingkup.pilih.jenis,
                                                                      lingkup.kode_wilayah)]  # fmt: skip
    if not same:
        return None
    first = min(same, key=lambda row: row.tanggal_baseline)
    return Awal(awal.acuan, first.nilai_baseline, first.tanggal_baseline.year, awal.satuan, awal.arah)


def _add_target(base: Versi | None, form: str, awal: Awal, jenis: str, wilayah: str, snapshot: str) -> None:
    owner = str(_typed(form, "penanggung") or "")
    row, said = draft.target(awal, _typed(form, "nilai"), _typed(form, "tenggat"), owner, jenis=jenis, wilayah=wilayah,
                             snapshot=snapshot)  # fmt: skip
    if row is not None:
        antre = queue(base)
        _put(base, Antre(antre.kegiatan, draft.with_targets(antre.target, [row])))
    st.session_state[f"{_SAID}_{form}"] = said


def _waiting(lingkup: Lingkup, base: Versi | None) -> None:
    """What was added and is not saved yet, each with a button to take it back."""
    antre = queue(base)
    if not antre:
        return
    st.markdown("**Belum disimpan**")
    for at, row in enumerate(antre.kegiatan):
        when = TRIWULAN.get(row.triwulan or 0, "triwulan belum ditentukan")
        doubt = "" if is_unit(row.penanggung_jawab) else " · pastikan ini unit atau jabatan, bukan nama orang"
        money = f" · {rupiah(row.anggaran_rupiah)}" if row.anggaran_rupiah is not None else ""
        _line(f"Kegiatan {row.gejala} → {row.akar}: {row.kegiatan} · {row.penanggung_jawab}{doubt} · {when}{money}",
              f"pbd_batal_kegiatan_{at}", _drop_activity, (base, at))  # fmt: skip
    for at, goal in enumerate(antre.target):
        _line(f"Target {goal.acuan.partition(':')[2]} {goal.jenis}: dari {number(goal.nilai_baseline, 2)} menjadi "
              f"{number(goal.nilai_target, 2)} sebelum {day(goal.tanggal_tenggat)} · {goal.penanggung_jawab}",
              f"pbd_batal_target_{at}", _drop_target, (base, at))  # fmt: skip


def _line(text: str, key: str, drop: Any, args: tuple[Any, ...]) -> None:
    with st.container(horizontal=True, key=f"baris_{key}", vertical_alignment="center"):
        st.markdown(parts.escape_markdown(text), width="stretch")
        st.button("Batalkan", key=key, on_click=drop, args=args, type="tertiary")


def _drop_activity(base: Versi | None, at: int) -> None:
    antre = queue(base)
    _put(base, Antre((*antre.kegiatan[:at], *antre.kegiatan[at + 1 :]), antre.target))


def _drop_target(base: Versi | None, at: int) -> None:
    antre = queue(base)
    _put(base, Antre(antre.kegiatan, (*antre.target[:at], *antre.target[at + 1 :])))


def changes(base: Versi | None, kegiatan: tuple[Any, ...] | None) -> dict[str, Any]:
    """The fields of the plan that are not as saved. `kegiatan`: the saved activities as edited, None if unchanged."""
    isi: Rencana | None = base.isi if base else None
    antre = queue(base)
    saved = isi.kegiatan if isi else ()
    found: dict[str, Any] = {}
    if antre.kegiatan or kegiatan is not None:
        taken = [row.kegiatan_id for row in saved]
        found["kegiatan"] = draft.with_activities(saved if kegiatan is None else kegiatan, antre.kegiatan, taken)
    if antre.target:
        found["target"] = draft.with_targets(isi.target if isi else (), antre.target)
    return found

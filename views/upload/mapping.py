"""A layout that nobody has described yet: its first rows, a proposal to correct, and the answer kept as a mapping."""

from __future__ import annotations

import hashlib
import html
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

from pipelines import answers, preview, read
from pipelines.mapping import column_letters, targets
from pipelines.mapping_proposal import Proposal, mapping_of
from pipelines.recognise import Field
from pipelines.saved_mapping import slug
from views import parts
from views.format import number
from views.upload import state as upload_state
from views.upload.state import Keadaan

OF_PEOPLE = "daftar_orang"
"""A list of people that is no attendance list is refused, never mapped."""
ROWS, EXAMPLES, WIDEST = 8, 3, 30
ANYWHERE = ("tanggal_data", "provinsi", "kab_kota")
"""Fields that files often state nowhere: one value for all rows may be given."""
UNREAD = ""
Sheet = tuple[str, str]


def unknown_sheets(keadaan: Keadaan) -> list[Sheet]:
    """File and sheet of every staged sheet whose layout is not known."""
    if keadaan.hasil is None:
        return []
    found, staged = keadaan.temuan_sendiri, {row.nama for row in keadaan.baris}
    refused = found[found["kode"] == OF_PEOPLE]
    barred = set(refused[["berkas", "lembar"]].itertuples(index=False, name=None))
    return [
        (source.nama, sheet.lembar)
        for source in keadaan.hasil.manifest.berkas
        if source.nama in staged
        for sheet in source.lembar
        if sheet.layout is None and sheet.dibaca and (source.nama, sheet.lembar) not in barred
    ]


@lru_cache(maxsize=16)
def _seen(path: Path, _changed: int, sheet: str, _answers: str) -> preview.Preview | None:
    found = preview.preview(path, sheet, ROWS + 7, answers.load())
    return found[0] if found else None


@lru_cache(maxsize=16)
def _proposed(path: Path, _changed: int, sheet: str, _answers: str, tujuan: str) -> Proposal | None:
    return preview.sheet_proposal(path, sheet, answers.load(), tujuan)


def ask(keadaan: Keadaan, sheets: list[Sheet]) -> None:
    """One unknown sheet at a time: what stands in it, what it may be, and the form."""
    sheet = sheets[0]
    if len(sheets) > 1:
        label = f"{number(len(sheets))} lembar belum dikenali; yang mana dahulu?"
        sheet = st.selectbox(label, sheets, format_func=_named, key="peta_lembar", width=620)
    path = keadaan.path(sheet[0])
    if path is None:
        return
    try:
        known = answers.load().sidik
        seen = _seen(path, path.stat().st_mtime_ns, sheet[1], known)
        if seen is None or seen.usulan is None:
            parts.small(f"{_named(sheet)} tidak berisi baris yang dapat dipetakan.")
            return
        _form(sheet, path, seen, known)
    except (read.Refused, OSError) as failure:
        parts.small(f"{_named(sheet)} tidak dapat ditampilkan: {failure}")


def _named(sheet: Sheet) -> str:
    return sheet[0] if sheet[1] == "-" else f"{sheet[0]}, lembar {sheet[1]}"


def _key(sheet: Sheet) -> str:
    return "peta_" + hashlib.sha256("\x1f".join(sheet).encode()).hexdigest()[:10]


def _form(sheet: Sheet, path: Path, seen: preview.Preview, known: str) -> None:
    start, key = seen.usulan, _key(sheet)
    assert start is not None
    st.html(f'<div class="lakukan"><b>{html.escape(_named(sheet))}</b> belum dikenali. Baris pertamanya:</div>')
    letters = [column_letters(place) for place in range(seen.lebar)]
    first = pd.DataFrame(seen.baris[:ROWS], columns=letters)
    parts.table(first, f"{key}_baris", f"Baris pertama {_named(sheet)}", most=330)
    offered = list(targets())
    chosen = st.selectbox(
        "Berkas ini berisi apa?", offered, index=offered.index(start.tujuan), key=f"{key}_tujuan", width=620,
        format_func=lambda code: targets()[code].judul,
    )  # fmt: skip
    proposal = start if chosen == start.tujuan else _proposed(path, path.stat().st_mtime_ns, sheet[1], known, chosen)
    if proposal is None or proposal.galat:
        why = (proposal.galat if proposal else None) or "Tidak dapat dipetakan."
        st.html(f'<div class="peringatan">{html.escape(why)}</div>')
        return
    with st.form(f"{key}_{chosen}", border=False, enter_to_submit=False):
        _columns(proposal, seen, key)
        _constants(proposal, key)
        st.text_input("Nama pemetaan ini", value=slug(Path(sheet[0]).stem), key=f"{key}_nama", width=330, max_chars=60)
        st.form_submit_button(
            "Simpan pemetaan dan periksa lagi", key=f"{key}_simpan", on_click=_save, args=(proposal, key),
        )  # fmt: skip


def fields_of(proposal: Proposal) -> Mapping[str, Field]:
    """The fields of the target, by name."""
    return {item.name: item for item in targets()[proposal.tujuan].fields}


def _columns(proposal: Proposal, seen: preview.Preview, key: str) -> None:
    fields = fields_of(proposal)
    sure = sum(item.medan is not None for item in proposal.kolom)
    counted = f"{number(sure)} dari {number(len(proposal.kolom))} diusulkan"
    parts.small(f"Kolom mana berisi apa? {counted}; betulkan bila keliru.")
    with st.container(horizontal=True, key=f"kolom_{key}"):
        for item in proposal.kolom:
            cells = examples(seen, proposal.baris_judul, item.kolom)
            label = f"{column_letters(item.kolom)} · {item.judul}" + (f" · mis. {cells}" if cells else "")
            options = [UNREAD, *fields]
            st.selectbox(
                parts.escape_markdown(label), options, index=options.index(item.medan or UNREAD),
                key=f"{key}_{proposal.tujuan}_{item.kolom}", width=330, help=parts.escape_markdown(item.alasan),
                format_func=lambda name: fields[name].headers[0] if name else "(tidak dibaca)",
            )  # fmt: skip


def examples(seen: preview.Preview, header: int, column: int) -> str:
    """Some cells of a column below its header, as they may be shown."""
    cells = dict.fromkeys(line[column] for line in seen.baris[header:] if column < len(line) and line[column])
    said = ""
    for cell in list(cells)[:EXAMPLES]:
        longer = f"{said}, {cell}" if said else cell
        if len(longer) > WIDEST:
            break
        said = longer
    return said or next(iter(cells), "")[:WIDEST]


def missing(proposal: Proposal) -> list[str]:
    """Fields to be given one value for all rows: those needed, and those that files often leave out."""
    mapped = {item.medan for item in proposal.kolom}
    usual = [name for name in ANYWHERE if name in fields_of(proposal) and name not in mapped]
    return list(dict.fromkeys([*proposal.kurang, *usual]))


def _constants(proposal: Proposal, key: str) -> None:
    asked = missing(proposal)
    if not asked:
        return
    parts.small("Yang tidak ada kolomnya: isi satu nilai untuk semua baris, atau kosongkan bila sudah dipilih di atas.")
    with st.container(horizontal=True, key=f"tetap_{key}"):
        for name in asked:
            item = fields_of(proposal)[name]
            must = " (wajib)" if name in proposal.kurang else ""
            label, place = f"{item.headers[0]}{must}", f"{key}_{proposal.tujuan}_tetap_{name}"
            if item.choices:
                texts = {meant: text for text, meant in reversed(list(item.choices.items()))}
                st.selectbox(
                    label, list(texts.values()), index=None, placeholder="Pilih", key=place, width=330,
                    format_func=item.choices.__getitem__,
                )  # fmt: skip
            else:
                hint = "2026-10-31" if item.kind == "tanggal" else ""
                st.text_input(label, key=place, width=330, max_chars=200, placeholder=hint)


def _save(proposal: Proposal, key: str) -> None:
    """Keep the mapping and examine again; a fault is said on the page and the form stays as it is."""
    state = st.session_state
    chosen = [(str(state.get(f"{key}_{proposal.tujuan}_{item.kolom}") or ""), item.kolom) for item in proposal.kolom]
    twice = [name for name, count in Counter(name for name, _ in chosen if name).items() if count > 1]
    if twice:
        header = fields_of(proposal)[twice[0]].headers[0]
        state[upload_state.ANSWER_FAULT] = f"“{header}” dipilih untuk dua kolom; satu kolom saja."
        return
    columns = {name: column for name, column in chosen if name}
    given = {name: str(state.get(f"{key}_{proposal.tujuan}_tetap_{name}") or "").strip() for name in missing(proposal)}
    constants = {name: text for name, text in given.items() if text and name not in columns}
    try:
        answers.save_mapping(mapping_of(proposal, str(state.get(f"{key}_nama") or "tanpa_nama"), columns, constants))
    except answers.AnswerFault as fault:
        state[upload_state.ANSWER_FAULT] = f"Pemetaan belum disimpan. {fault}"
    except ValueError:
        state[upload_state.ANSWER_FAULT] = "Pemetaan belum disimpan: pilih paling sedikit satu kolom."
    else:
        upload_state.examine_again()

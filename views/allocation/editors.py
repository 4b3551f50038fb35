"""The widgets behind the inputs: limits side by side, and three small tables in folds. Nonsense becomes a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from schemas.rencana import KotaRencana, OngkosRencana, Rencana, SetelanAlokasi, TingkatRencana
from views import parts
from views.allocation import inputs
from views.allocation.inputs import JUTA, NAMA_JARAK, NAMA_LEVEL, PALING_BANYAK, RIBU, Masukan
from views.filters import Saringan
from views.format import day, is_none, number, percent, rupiah

FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2100, 12, 31)


def draw(
    saringan: Saringan, isi: Rencana | None, *, has_3t: bool = True, is_result: bool = False
) -> tuple[Masukan, tuple[str, ...]]:
    """Draw all inputs; what they say now, and what is wrong with them, one sentence each (then the values before).

    `is_result`: there is a result to look at first; the inputs are then one line until the user opens them.
    """
    before = inputs.kept(saringan, isi, has_3t=has_3t)
    if is_result and not inputs.is_open():
        _line(before)
        return before, ()
    wrong: list[str] = []
    with parts.panel("batas", "Batas dan anggapan", _title(_on_screen(before.setelan))):
        with st.container(horizontal=True, key="alokasi_batas"):
            setelan = _limits(before.setelan, wrong)
        tingkat = _fold("tingkat", "Tingkat: lama, kursi, dan biaya kelas", _level_frame(before), read_levels, wrong)
        kota = _fold("kota", "Kota pelaksanaan", _city_frame(before), read_cities, wrong, dynamic=True)
        ongkos = _fold("ongkos", "Ongkos perjalanan peserta", _travel_frame(before), read_travel, wrong)
        if before != inputs.defaults(saringan, isi, has_3t=has_3t):
            st.button("Kembalikan batas dan anggapan awal", key="alokasi_awal", type="tertiary",
                      on_click=inputs.forget)  # fmt: skip
        if is_result:
            st.button("Tutup", key="alokasi_tutup", type="tertiary", on_click=inputs.fold)
    now = Masukan(setelan or before.setelan, tingkat or before.tingkat, kota or before.kota, ongkos or before.ongkos)
    if not wrong:
        inputs.keep(now)
    return now, tuple(wrong)


def _line(now: Masukan) -> None:
    """The limits as one line, and the button that opens them."""
    with st.container(horizontal=True, key="alokasi_ringkas", vertical_alignment="center"):
        said = summary(now)
        parts.small(f"Batas: {said[0].lower()}{said[1:]}.")
        st.button("Ubah batas dan ongkos", key="alokasi_ubah", on_click=inputs.open_up)


def summary(now: Masukan) -> str:
    """All limits that hold, in one sentence; what does not limit is left out."""
    s = now.setelan
    said = [_title(s)]
    if s.pct_3t_min > 0:
        said.append(f"sedikitnya {percent(s.pct_3t_min, 0)} kursi 3T")
    if s.kursi_min_wilayah > 0:
        said.append(f"sedikitnya {number(s.kursi_min_wilayah)} kursi tiap kab/kota")
    if s.kursi_maks_wilayah is not None:
        said.append(f"paling banyak {number(s.kursi_maks_wilayah)} kursi tiap kab/kota")
    places = f"{number(len(now.kota))} kota dapat menjadi tempat"
    return ", ".join([*said, places, f"{day(s.tanggal_mulai)} s.d. {day(s.tanggal_selesai)}"])


def _title(setelan: SetelanAlokasi) -> str:
    days, seats = number(setelan.hari_pelatih), number(setelan.kursi_per_sekolah)
    return f"Pagu {rupiah(setelan.pagu_rupiah)}, {days} hari-pelatih, {seats} kursi per sekolah"


def _on_screen(before: SetelanAlokasi) -> SetelanAlokasi:
    """The values before, with what the widgets under the heading already say in its place."""
    found = {name: st.session_state.get(_key(name)) for name in ("pagu_juta", "hari_pelatih", "kursi_per_sekolah")}
    now = {name: value for name, value in found.items() if value is not None}
    if (pagu := now.pop("pagu_juta", None)) is not None:
        now["pagu_rupiah"] = _same(pagu * JUTA, before.pagu_rupiah, JUTA)
    return before.model_copy(update=now)


def _key(name: str) -> str:
    return f"alokasi_{name}_{inputs.scope_key()}"


def _number(name: str, label: str, value: float, help: str, *, least: int = 0, step: int = 1) -> int:
    """A whole number within its range; a saved value beyond it is brought back, for the widget refuses it."""
    key, most = _key(name), PALING_BANYAK[name]
    if key not in st.session_state:
        st.session_state[key] = int(min(max(value, least), most))
    return int(st.number_input(label, least, most, step=step, key=key, help=help))


def _number_or_none(name: str, label: str, value: int | None, help: str, empty: str) -> int | None:
    """A whole number, or an empty field that says in grey what no number means; 0 limits nothing either."""
    key, most = _key(name), PALING_BANYAK[name]
    if key not in st.session_state:
        st.session_state[key] = min(value, most) if value else None
    found = st.number_input(label, 1, most, value=None, step=1, key=key, help=help, placeholder=empty)
    return None if found is None else int(found)


def _limits(now: SetelanAlokasi, wrong: list[str]) -> SetelanAlokasi | None:
    pagu = _number("pagu_juta", "Pagu (juta Rp)", round(now.pagu_rupiah / JUTA),
                   "Seluruh biaya: kelas, menginap, makan, dan perjalanan.", step=50)  # fmt: skip
    days = _number("hari_pelatih", "Hari-pelatih", now.hari_pelatih,
                   "Pelatih dikali hari mengajar selama masa pelaksanaan.", step=6)  # fmt: skip
    seats = _number("kursi_per_sekolah", "Kursi per sekolah", now.kursi_per_sekolah,
                    "Paling banyak, tiap satuan pendidikan dan tingkat.", least=1)  # fmt: skip
    remote = _number("pct_3t_min", "Kursi 3T, min. %", now.pct_3t_min,
                     "Bagian kursi untuk kab/kota yang separuh sekolahnya atau lebih di daerah 3T.")  # fmt: skip
    low = (
        _number_or_none(
            "kursi_min_wilayah",
            "Kursi kab/kota, min.",
            now.kursi_min_wilayah,
            "Paling sedikit untuk setiap kab/kota; kosong berarti tanpa jaminan.",
            "tanpa jaminan",
        )
        or 0
    )
    high = _number_or_none(
        "kursi_maks_wilayah",
        "Kursi kab/kota, maks.",
        now.kursi_maks_wilayah,
        "Paling banyak untuk setiap kab/kota; kosong berarti tanpa batas.",
        "tanpa batas",
    )
    ready = _number("pct_lulus_dasar", "Siap lanjut, %", now.pct_lulus_dasar,
                    "Bagian peserta tingkat dasar rencana ini yang diperkirakan siap ke tingkat lanjut.")  # fmt: skip
    start = _day("tanggal_mulai", "Mulai", now.tanggal_mulai)
    end = _day("tanggal_selesai", "Selesai", now.tanggal_selesai)
    key = _key("bakti")
    if key not in st.session_state:
        st.session_state[key] = now.is_bakti_dulu
    first = st.toggle("BAKTI dulu", key=key, help="Di tiap kab/kota, kursi lebih dulu untuk sekolah BAKTI.")
    if start is None or end is None or end < start:
        wrong.append("Masa pelaksanaan: isi hari mulai dan hari selesai, selesai tidak sebelum mulai.")
        return None
    if high is not None and high < low:
        wrong.append(f"Kursi tiap kab/kota: paling banyak ({number(high)}) lebih kecil daripada sedikitnya "
                     f"({number(low)}).")  # fmt: skip
        return None
    return SetelanAlokasi(
        pagu_rupiah=_same(pagu * JUTA, now.pagu_rupiah, JUTA), hari_pelatih=days, kursi_per_sekolah=seats,
        pct_3t_min=_same(float(remote), now.pct_3t_min, 1), kursi_min_wilayah=low, kursi_maks_wilayah=high,
        is_bakti_dulu=first, pct_lulus_dasar=_same(float(ready), now.pct_lulus_dasar, 1), tanggal_mulai=start,
        tanggal_selesai=end,
    )  # fmt: skip


def _same(shown: float, before: float, unit: float) -> float:
    """The value before, where the widget shows it only rounded and nobody changed it."""
    return before if abs(shown - before) < unit / 2 else shown


def _day(name: str, label: str, value: date) -> date | None:
    key = _key(name)
    if key not in st.session_state:
        st.session_state[key] = min(max(value, FIRST_DAY), LAST_DAY)
    found = st.date_input(label, min_value=FIRST_DAY, max_value=LAST_DAY, format="DD/MM/YYYY", key=key)
    return found if isinstance(found, date) else None


def _fold(
    name: str, title: str, frame: pd.DataFrame, read: Callable[[pd.DataFrame], tuple[Any, ...]], wrong: list[str],
    *, dynamic: bool = False,
) -> tuple[Any, ...] | None:  # fmt: skip
    """One table in a fold. Its start stays fixed while it is on screen, or each change would begin it anew."""
    key = _key(name)
    base = f"{key}_awal"
    if key not in st.session_state or base not in st.session_state:
        st.session_state[base] = frame
    with st.expander(title, key=f"lipat_{name}"):
        st.caption(NOTES[name])
        edited = st.data_editor(
            st.session_state[base], key=key, hide_index=True, num_rows="dynamic" if dynamic else "fixed",
            column_config=_columns(name), width="stretch",
        )  # fmt: skip
    try:
        return read(edited)
    except Wrong as problem:
        wrong.append(f"{title.split(':')[0]}: {problem}")
    except ValidationError as problem:
        wrong.append(f"{title.split(':')[0]}: " + "; ".join(str(e["msg"]) for e in problem.errors()))
    return None


NOTES = {
    "tingkat": "Biaya dan ukuran kelas adalah anggapan kami, bukan standar resmi; ganti dengan milik kantor Anda. "
    "Biaya dalam ribu rupiah, peserta dihitung sehari.",
    "kota": "Tujuh kota bimtek BAKTI × BLPT 2023, dan ibu kota provinsi bila satu provinsi dipilih. "
    "Tambah baris untuk kota lain.",
    "ongkos": "Ongkos pulang pergi satu peserta menurut jauhnya, dalam ribu rupiah; anggapan kami, ganti dengan "
    "standar kantor Anda.",
}  # fmt: skip


class Wrong(ValueError):
    """A table that cannot be used; the message says which row and why."""


LABEL = {
    "Hari": "Hari", "Kursi": "Kursi sekelas", "Pelatih": "Pelatih", "Kelas": "Biaya kelas",
    "Harian": "Biaya peserta", "Maks": "Kelas paling banyak", "Ruang": "Kelas bersamaan", "Ongkos": "Ribu rupiah",
}  # fmt: skip
"""Columns as they are headed on screen."""


def _width(label: str) -> int:
    """Room for the whole heading in px, with the sign that a column can be edited."""
    return 56 + 8 * len(label)


def _whole(name: str, least: int, most: int) -> Any:
    return st.column_config.NumberColumn(
        LABEL[name], min_value=least, max_value=most, step=1, required=True, format="%d", width=_width(LABEL[name])
    )


def _money(name: str) -> Any:
    # As text: the browser would write thousands in its own language, a comma in the middle of a page of points.
    return st.column_config.TextColumn(
        LABEL[name], required=True, alignment="right", width=_width(LABEL[name]), max_chars=16
    )


_THOUSANDS = re.compile(r"([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]{1,3})?")


def _written(rupiah_: float) -> str:
    """Thousands of rupiah as the page writes numbers: 15.000, and 0,5 where it is not whole."""
    value = rupiah_ / RIBU
    return number(value, 0 if round(value, 3) == round(value) else 3)


def _thousands(row: Any, name: str, at: int, most: int) -> float:
    """Rupiah of a cell that holds thousands: a number, or text with points between thousands."""
    value = row[name]
    text = value.strip() if isinstance(value, str) else ""
    if text and len(text) <= 16 and _THOUSANDS.fullmatch(text):
        value = float(text.replace(".", "").replace(",", "."))
    is_number = isinstance(value, int | float) and math.isfinite(value)
    if not is_number or not 0 <= float(value) <= most:
        said = f"angka 0 sampai {number(most)} (mis. 2.500) pada kolom {LABEL[name]}"
        raise Wrong(f"baris {at} belum berisi {said}")
    return round(float(value) * RIBU, 3)


def _columns(name: str) -> dict[str, Any]:
    if name == "tingkat":
        return {
            "Tingkat": st.column_config.TextColumn("Tingkat", disabled=True),
            "Hari": _whole("Hari", 1, 60), "Kursi": _whole("Kursi", 1, 500),
            "Pelatih": _whole("Pelatih", 1, 50), "Kelas": _money("Kelas"), "Harian": _money("Harian"),
        }  # fmt: skip
    if name == "kota":
        names = list(inputs.city_names().values())
        return {
            "Kota": st.column_config.SelectboxColumn("Kota atau kabupaten", options=names, required=True),
            "Maks": _whole("Maks", 0, 1_000), "Ruang": _whole("Ruang", 1, 100),
        }  # fmt: skip
    return {
        "Jarak": st.column_config.TextColumn("Perjalanan", disabled=True),
        "Ongkos": _money("Ongkos"),
    }  # fmt: skip


def _level_frame(now: Masukan) -> pd.DataFrame:
    return pd.DataFrame([
        {"Tingkat": NAMA_LEVEL[t.level], "Hari": t.jumlah_hari, "Kursi": t.jumlah_kursi, "Pelatih": t.jumlah_pelatih,
         "Kelas": _written(t.biaya_kelas_rupiah), "Harian": _written(t.biaya_harian_rupiah)}
        for t in now.tingkat
    ])  # fmt: skip


def _city_frame(now: Masukan) -> pd.DataFrame:
    names = inputs.city_names()
    rows = [{"Kota": names.get(k.kode_kota, k.nama), "Maks": k.jumlah_kelas_maks, "Ruang": k.jumlah_ruang}
            for k in now.kota]  # fmt: skip
    return pd.DataFrame(rows, columns=["Kota", "Maks", "Ruang"])


def _travel_frame(now: Masukan) -> pd.DataFrame:
    return pd.DataFrame([{"Jarak": NAMA_JARAK[o.jarak], "Ongkos": _written(o.biaya_rupiah)} for o in now.ongkos])


def _cell(row: Any, name: str, at: int, least: float = 0, most: float = 1e9) -> float:
    value = row[name]
    if is_none(value) or not isinstance(value, int | float) or not least <= float(value) <= most:
        said = f"angka {number(least)} sampai {number(most)} pada kolom {LABEL[name]}"
        raise Wrong(f"baris {at} belum berisi {said}")
    return float(value)


def read_levels(frame: pd.DataFrame) -> tuple[TingkatRencana, ...]:
    """Levels as plan rows, thousands as rupiah; Wrong names the row that cannot be used."""
    codes = {name: code for code, name in NAMA_LEVEL.items()}
    return tuple(
        TingkatRencana.model_validate({
            "level": codes[str(row["Tingkat"])], "jumlah_hari": int(_cell(row, "Hari", at, 1, 60)),
            "jumlah_kursi": int(_cell(row, "Kursi", at, 1, 500)),
            "jumlah_pelatih": int(_cell(row, "Pelatih", at, 1, 50)),
            "biaya_kelas_rupiah": _thousands(row, "Kelas", at, 10_000_000),
            "biaya_harian_rupiah": _thousands(row, "Harian", at, 100_000),
        })
        for at, row in enumerate(frame.to_dict("records"), start=1)
    )  # fmt: skip


def read_cities(frame: pd.DataFrame) -> tuple[KotaRencana, ...]:
    """Cities as plan rows, each once and at least one; Wrong names the row that cannot be used."""
    codes = {name: code for code, name in inputs.city_names().items()}
    found: list[KotaRencana] = []
    for at, row in enumerate(frame.to_dict("records"), start=1):
        name = row["Kota"]
        if is_none(name) or str(name) not in codes:
            raise Wrong(f"baris {at} belum menyebut kota dari daftar")
        if codes[str(name)] in {k.kode_kota for k in found}:
            raise Wrong(f"{name} tertulis dua kali")
        found.append(KotaRencana(
            kode_kota=codes[str(name)], nama=str(name), jumlah_kelas_maks=int(_cell(row, "Maks", at, 0, 1_000)),
            jumlah_ruang=int(_cell(row, "Ruang", at, 1, 100)),
        ))  # fmt: skip
    if not found:
        raise Wrong("sebut sedikitnya satu kota")
    return tuple(found)


def read_travel(frame: pd.DataFrame) -> tuple[OngkosRencana, ...]:
    """Journeys as plan rows, thousands as rupiah; Wrong names the row that cannot be used."""
    codes = {name: code for code, name in NAMA_JARAK.items()}
    return tuple(
        OngkosRencana.model_validate({"jarak": codes[str(row["Jarak"])],
                                      "biaya_rupiah": _thousands(row, "Ongkos", at, 1_000_000)})
        for at, row in enumerate(frame.to_dict("records"), start=1)
    )  # fmt: skip

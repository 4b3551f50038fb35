"""Panels of a ranking: the funnel first, ranked dots with rank intervals second, the region's neighbours, the table."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from charts.dots import dots_peringkat
from charts.funnel import funnel_kendali
from charts.names import short_name
from charts.ranks import bars_jarak, dots_rentang_peringkat, peluang, rentang, shown_rows
from charts.style import each
from views import filter_bar, links, neighbours, panels, parts, sentences
from views.filters import Saringan
from views.format import interval, number, percent
from views.ranking import rows as ranking_rows
from views.ranking import words
from views.ranking.rows import Mirip, Urutan

_OPENED = "peringkat_dibuka"

SHOWN = {
    "kode": "kode_kemendagri", "nama": "wilayah", "nama_provinsi": "provinsi", "pct": "persen",
    "pct_rendah": "selang_95_rendah", "pct_tinggi": "selang_95_tinggi", "x": "pembilang", "m": "penyebut",
    "jumlah_satuan": "jumlah_satuan_pendidikan",
}  # fmt: skip
RANKED = {
    **SHOWN, "peringkat_dari": "peringkat_95_dari", "peringkat_sampai": "peringkat_95_sampai",
    "jumlah_di_atas": "pasti_di_atasnya", "jumlah_di_bawah": "pasti_di_bawahnya", "jumlah_setara": "setara",
    "kelompok": "kelompok_setara", "kelas": "terhadap_acuan", "peluang_terbawah": "peluang_seperempat_terbawah",
}  # fmt: skip
CONTROLLED = {
    **SHOWN, "n_efektif": "jumlah_setara_bebas", "batas_95_rendah": "batas_95_rendah",
    "batas_95_tinggi": "batas_95_tinggi", "batas_998_rendah": "batas_99_8_rendah",
    "batas_998_tinggi": "batas_99_8_tinggi", "kendali": "letak_terhadap_batas",
}  # fmt: skip


def open_chosen(saringan: Saringan) -> None:
    """Go where a click on a dot or a row pointed in the run before: a province, or a kab/kota of it."""
    code = st.session_state.pop(_OPENED, None)
    if code is None:
        return
    place = links.place(provinsi=code) if len(code) == 2 else links.place(provinsi=code[:2], kab_kota=code)
    st.switch_page(panels.PROVINCE_PAGE, query_params=links.to(saringan, **place))


def _clicked(key: str) -> Callable[[], None]:
    """What a click on a dot of a chart does: its code is remembered for open_chosen."""

    def remember() -> None:
        chosen = st.session_state[f"grafik_{key}"].selection.points
        if chosen:
            st.session_state[_OPENED] = str(chosen[0]["customdata"][1])

    return remember


def answer_panel(urutan: Urutan) -> None:
    """The finding, and below it who is level at either end."""
    small = sentences.scope(urutan.saringan, urutan.measure, urutan.acuan, _where(urutan))
    with parts.answer(f"{urutan.measure.nama} · {small}", words.answer(urutan)):
        if urutan.jumlah >= 2:
            own = urutan.own
            parts.small(words.ties(urutan) if own is None else f"{words.divided(urutan)}. {words.ties(urutan)}")


def _where(urutan: Urutan) -> str:
    if urutan.nama_acuan == "nasional":
        return "38 provinsi" if urutan.tingkat == "provinsi" else "514 kab/kota"
    return f"{urutan.unit} di {urutan.nama_acuan}"


def _terms(urutan: Urutan, more: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    measure = urutan.measure
    own = [("Pembilang", measure.definisi_pembilang), ("Penyebut", measure.definisi_penyebut)]
    return [*more, *((name, text) for name, text in own if text)]


def _kaki(urutan: Urutan, note: str) -> parts.Kaki:
    base = sentences.base(urutan.acuan, urutan.measure)
    return parts.Kaki(urutan.saringan.tanggal_data, base, panels.source(urutan.measure), note)


def _key(urutan: Urutan, items: list[tuple[str, str]], akhir: str = "") -> None:
    """What the marks mean; the view's own region and its comparison only where they are there."""
    if urutan.sorot:
        own = urutan.own
        items = [*items, (f"sorot{akhir}", "kab/kota provinsi ini" if own is None else short_name(str(own["nama"])))]
    if urutan.banding:
        items = [*items, (f"banding{akhir}", filter_bar.comparison_name(urutan.saringan.pembanding).lower())]
    marks = "".join(f'<span><i class="{mark}"></i>{html.escape(text)}</span>' for mark, text in items)
    st.html(f'<div class="kunci">{marks}</div>')


CONTROL_KEY = (
    ("jauh di atas", "atas", "di atas batas 99,8 %"), ("jauh di bawah", "bawah", "di bawah batas 99,8 %"),
    ("di atas", "kosong-atas", "di atas batas 95 %"), ("di bawah", "kosong-bawah", "di bawah batas 95 %"),
    ("dalam batas", "dalam", "di dalam batas"), ("", "kotak", "satuan terlalu sedikit"),
)  # fmt: skip
RANK_KEY = (
    ("di atas", "atas", "pasti di atas"), ("setara", "setara", "setara dengan"),
    ("di bawah", "bawah", "pasti di bawah"),
)  # fmt: skip


def funnel_panel(urutan: Urutan, basi: str | None) -> None:
    """All units by size with the limits of chance and usual spread: who stands out although size is allowed for."""
    frame, measure = urutan.frame, urutan.measure
    if frame["n_efektif"].notna().sum() < 2:
        return
    small = f"{measure.nama} · persen {measure.satuan} menurut besar wilayah · batas 95 % dan 99,8 %"
    with parts.panel("kendali", small, words.funnel_title(urutan), basi):
        there = set(frame.loc[frame["pct"].notna(), "kendali"])
        _key(urutan, [(mark, said) for name, mark, said in CONTROL_KEY if name in there])
        figure = funnel_kendali(
            frame, ranking_rows.limits_along(urutan), float(urutan.acuan["pct"]), urutan.nama_acuan,
            satuan=measure.satuan, sorot=urutan.sorot, banding=urutan.banding,
            besar=f"{measure.satuan} setara bebas" if urutan.corong.korelasi > 0 else f"jumlah {measure.satuan}",
        )  # fmt: skip
        parts.chart(figure, "kendali", f"Diagram corong: {words.funnel_title(urutan)}", gulir="sedang",
                    on_select=_clicked("kendali"))  # fmt: skip
        note = words.funnel_note(urutan, ranking_rows.unadjusted_outside(urutan))
        ordered = frame.sort_values("z", ascending=False, na_position="last")
        parts.foot("diagram_corong", _kaki(urutan, note), panels.table_of(ordered, CONTROLLED),
                   _terms(urutan, words.KENDALI_TERMS))  # fmt: skip


def ranked_panel(urutan: Urutan, basi: str | None) -> None:
    """Ranked dots with rank intervals by groups that are level; without intervals the dots alone, unranked."""
    measure, frame = urutan.measure, urutan.frame
    if urutan.jumlah < 2:
        _bare_panel(urutan, basi)
        return
    small = f"{measure.nama} · rentang peringkat 95 % · {urutan.unit} setara berkelompok"
    with parts.panel("peringkat", small, words.ranked_title(urutan), basi):
        there = set(frame["kelas"])
        said = [(mark, f"{text} angka {urutan.nama_acuan}") for name, mark, text in RANK_KEY if name in there]
        _key(urutan, [*said, ("garis", "rentang peringkat")], "-garis")
        wanted = urutan.sorot | (urutan.banding if len(urutan.banding) <= 12 else frozenset())
        figure = dots_rentang_peringkat(
            shown_rows(frame, wanted), urutan.jumlah, urutan.unit, satuan=measure.satuan, sorot=urutan.sorot,
            banding=urutan.banding,
        )  # fmt: skip
        parts.chart(figure, "peringkat", f"Rentang peringkat {measure.nama} per {urutan.unit}",
                    on_select=_clicked("peringkat"))  # fmt: skip
        note = " · ".join(filter(None, [words.unranked(urutan), "± dan rentang: 95 %"]))
        parts.foot("rentang_peringkat", _kaki(urutan, note), panels.table_of(_ordered(frame), RANKED),
                   _terms(urutan, words.TERMS))  # fmt: skip


def _bare_panel(urutan: Urutan, basi: str | None) -> None:
    """Shares in order where no rank can be tested, said so."""
    measure, frame = urutan.measure, urutan.frame.dropna(subset=["pct"])
    title = "Terurut menurut persen; urutannya tidak dapat diuji karena selangnya tidak ada"
    with parts.panel("peringkat", f"{measure.nama} · persen {measure.satuan} · tanpa selang", title, basi):
        shown = frame.assign(peringkat=1.0)
        rows = shown_rows(shown, urutan.sorot)
        own = urutan.own
        figure = dots_peringkat(rows, float(urutan.acuan["pct"]), _capital(urutan.nama_acuan), satuan=measure.satuan,
                                sorot=None if own is None else short_name(str(own["nama"])))  # fmt: skip
        parts.chart(figure, "peringkat", f"{measure.nama} per {urutan.unit}")
        left = len(frame) - len(rows)
        note = panels.note_of(frame) + (f"; {number(left)} {urutan.unit} di tengah ada di tabel" if left else "")
        parts.foot("rentang_peringkat", _kaki(urutan, note), panels.table_of(_ordered(frame), SHOWN), measure)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(["pct", "nama"], ascending=[False, True], na_position="last").reset_index(drop=True)


def table_panel(urutan: Urutan) -> None:
    """Every unit with n and rank interval, last on the page; ticking a row opens its place."""
    frame = _ordered(urutan.frame)
    is_ranked = urutan.jumlah >= 2
    title = f"Tabel {number(len(frame))} {urutan.unit}" + (" dengan rentang peringkat" if is_ranked else "")
    with st.expander(title):
        why = "Urutan di dalam satu rentang tidak berarti." if is_ranked else "Tanpa peringkat: tidak dapat diuji."
        st.caption(f"Centang satu baris untuk membuka halaman wilayahnya. {why}")
        shown = pd.DataFrame(
            {
                _capital(urutan.unit): frame["nama"],
                **({"Provinsi": frame["nama_provinsi"]} if "nama_provinsi" in frame else {}),
                "Persen": frame["pct"],
                "Selang 95 %": [interval(a, b) for a, b in zip(frame["pct_rendah"], frame["pct_tinggi"], strict=True)],
                "Peringkat": [_rank_words(row) for row in each(frame)],
                "Setara dengan": frame["jumlah_setara"],
                f"Terhadap {urutan.nama_acuan}": [_standing(row) for row in each(frame)],
                "Peluang di seperempat terbawah": [peluang(value) for value in frame["peluang_terbawah"]],
                "Pembilang": frame["x"],
                "Penyebut (n)": frame["m"],
                "Satuan pendidikan": frame["jumlah_satuan"],
            }
        )
        if not is_ranked:
            shown = shown.drop(columns=[*TESTED, f"Terhadap {urutan.nama_acuan}"])
        parts.table(shown, "tabel_peringkat", f"{title}: {urutan.measure.nama}", most=560,
                    on_select=lambda: _ticked(frame))  # fmt: skip


TESTED = ("Selang 95 %", "Peringkat", "Setara dengan", "Peluang di seperempat terbawah")


def _ticked(frame: pd.DataFrame) -> None:
    chosen = st.session_state["tabel_peringkat"].selection.rows
    if chosen:
        st.session_state[_OPENED] = str(frame.iloc[chosen[0]]["kode"])


def _rank_words(row: Any) -> str:
    if row.peringkat != row.peringkat:
        return "tanpa peringkat" if row.pct == row.pct else "tanpa data"
    return rentang(row.peringkat_dari, row.peringkat_sampai)


def _standing(row: Any) -> str:
    if row.pct != row.pct:
        return "–"
    return "tidak diuji" if row.kelas == "tanpa selang" else str(row.kelas)


def neighbours_panel(urutan: Urutan, basi: str | None) -> None:
    """The view's region among those most like it, and what makes them alike."""
    mirip = ranking_rows.alike(urutan.saringan)
    if mirip is None:
        return
    found = mirip.frame[mirip.frame["kode"] == mirip.kode]
    own = None if found.empty else found.iloc[0]
    unit = "provinsi" if mirip.tingkat == "provinsi" else "kab/kota"
    measure = urutan.measure
    small = f"Wilayah yang mirip · {len(mirip.jarak)} {unit} terdekat · {measure.nama}, persen {measure.satuan}"
    with parts.panel("mirip", small, words.alike_title(mirip, own), basi):
        left, right = st.columns(2, gap="medium")
        with left:
            _values(mirip, own, measure.satuan)
        with right:
            parts.small("Jarak ke tiap wilayah, dan ciri yang membentuknya; 1 = sejauh dua wilayah acak")
            used = {name: text for name, text in neighbours.BAHAN.items() if name in mirip.jarak}
            marks = "".join(f'<span><i class="ciri-{at}"></i>{text}</span>' for at, text in enumerate(used.values()))
            st.html(f'<div class="kunci">{marks}</div>')
            parts.chart(bars_jarak(mirip.jarak, used), "jarak", "Jarak dan ciri pembentuknya")  # fmt: skip
        with st.expander("Angka ciri wilayah ini dan wilayah yang mirip"):
            parts.prose_table(_traits(mirip), sebutan="Ciri wilayah")
        together = mirip.gabungan if mirip.gabungan is not None else own
        base = sentences.base(together, measure) if together is not None and together["m"] == together["m"] else ""
        note = words.left_out(mirip)
        kaki = parts.Kaki(urutan.saringan.tanggal_data, base, f"{panels.source(measure)}; ciri dari Dapodik dan "
                          "konteks wilayah", note)  # fmt: skip
        parts.foot("wilayah_mirip", kaki, _download(mirip), words.JARAK_TERMS)


def _values(mirip: Mirip, own: Any, satuan: str) -> None:
    """Shares of the region and its neighbours, highest first, against the neighbours together."""
    parts.small("Persen dengan selang 95 %; garis putus-putus: gabungan wilayah yang mirip, tanpa wilayah ini")
    value = None if mirip.gabungan is None else float(mirip.gabungan["pct"])
    name = None if own is None else str(own["nama"])
    frame = mirip.frame.assign(nama=[short_name(str(text)) for text in mirip.frame["nama"]])
    figure = dots_peringkat(frame, value, "Gabungan", satuan=satuan, sorot=short_name(name) if name else None)
    parts.chart(figure, "mirip", "Wilayah ini di antara wilayah yang mirip")


def _traits(mirip: Mirip) -> pd.DataFrame:
    """The figures behind the distance, the region itself first."""
    frame = neighbours.traits(mirip.tingkat).set_index("kode_wilayah").loc[[mirip.kode, *mirip.jarak["kode"]]]
    online = "pct_internet" if neighbours.has_internet(frame) else "pct_bakti"
    title = "Akses internet" if online == "pct_internet" else "Satuan BAKTI"
    schools = frame["jumlah_satuan"]
    return pd.DataFrame(
        {
            "Wilayah": frame["nama"],
            "Jarak": ["wilayah ini", *(number(value, 2) for value in mirip.jarak["jarak"])],
            "Pulau": frame["pulau"],
            "Guru": [number(value) for value in frame["jumlah_guru"]],
            "Satuan": [number(value) for value in schools],
            "Satuan 3T": [percent(value) for value in frame["pct_3t"]],
            title: [percent(value) for value in frame[online]],
            "PAUD": [percent(value) for value in 100 * frame["jumlah_paud"] / schools],
            "SD": [percent(value) for value in 100 * frame["jumlah_sd"] / schools],
            "SMP": [percent(value) for value in 100 * frame["jumlah_smp"] / schools],
            "SMA/SMK": [percent(v) for v in 100 * (frame["jumlah_sma"] + frame["jumlah_smk"]) / schools],
        }
    )


def _download(mirip: Mirip) -> pd.DataFrame:
    shares = mirip.frame.drop(columns=["nama"])
    there = pd.DataFrame({"kode": [mirip.kode], "jarak": [0.0]})
    named = mirip.frame[["kode", "nama"]]
    whole = pd.concat([there, mirip.jarak.drop(columns=["nama"])]).merge(named, on="kode")
    frame = whole.merge(shares, on="kode", how="left")
    parts_ = {name: f"bagian_jarak2_{name}" for name in neighbours.BAHAN}
    return panels.table_of(frame, {**SHOWN, "jarak": "jarak", **parts_})

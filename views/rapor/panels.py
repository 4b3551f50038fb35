"""Panels of one region's Rapor: the answer, the grid, the dimensions, the proportions, and the SPM index."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from analysis.status_change import INSTRUMEN, proportions_gap
from charts.rapor_bars import PROPORSI, bars_label, bars_proporsi
from charts.rapor_dots import dots_spm
from charts.style import each
from views import data, options, parts
from views.format import number
from views.rapor import rows as rapor_rows
from views.rapor import tables as rapor_tables
from views.rapor import words as rapor_words
from views.rapor.rows import Pilih, Tempat

OLD_MONTHS = 18
"""A Rapor comes once a year, about July: this long after it is older than its rhythm."""

DOWNLOAD = {
    "kode": "kode", "indikator": "indikator", "satuan": "satuan", "nilai": "nilai", "label": "label",
    "alasan_tidak_tersedia": "alasan_tidak_tersedia", "nilai_lalu": "nilai_tahun_lalu",
    "label_lalu": "label_tahun_lalu", "poin": "perubahan", "ambang": "ambang", "arah": "arah",
    "sebab": "sebab_tidak_dibandingkan",
}  # fmt: skip


def stale(pilih: Pilih) -> str | None:
    """The sentence of a Rapor that is older than its yearly rhythm against the newest data."""
    newest = data.newest_cutoff()
    there = rapor_rows.available()
    if newest is None or there.empty:
        return None
    last = int(there["tahun"].max())
    age = (newest.year - last) * 12 + newest.month - 7
    if age <= OLD_MONTHS:
        return None
    return f"Rapor terakhir di sini {last}, sedangkan data lain sudah {newest.year}; Rapor terbit setiap tahun."


def columns(frame: pd.DataFrame, wanted: dict[str, str], pilih: Pilih) -> pd.DataFrame:
    """The rows as they are downloaded, with what was chosen."""
    there = {name: text for name, text in wanted.items() if name in frame}
    result = frame[list(there)].rename(columns=there)
    return result.assign(kelompok_rapor=pilih.kelompok, jenis=pilih.jenis, status_rapor=pilih.status,
                         tahun_rapor=pilih.tahun)  # fmt: skip


def base(tempat: Tempat, pilih: Pilih, said: str, *, is_anggota: bool = False) -> str:
    """What stands first under a panel: the year with what it holds, and how many, where.

    `is_anggota`: the panel counts the regions beside the view's kab/kota, which are those of its province.
    """
    where = data.province(str(tempat.provinsi))[0] if is_anggota and tempat.tingkat == "kab_kota" else tempat.nama
    return f"{rapor_words.label_year(pilih)} · {said}" + ("" if where == "Nasional" else f" · {where}")


def answer(tempat: Tempat, pilih: Pilih, table: pd.DataFrame) -> None:
    """The finding that answers the page's question."""
    small = f"Rapor Pendidikan {pilih.tahun} · {rapor_rows.NAMA_KELOMPOK[pilih.kelompok]} · {pilih.siapa}"
    with parts.answer(small, rapor_words.headline(tempat, pilih, table)):
        parts.small(f"{rapor_words.label_year(pilih)}. {rapor_words.TANPA_SELANG}; label tidak dihitung ulang.")


def key_of_labels() -> None:
    """What the marks mean."""
    st.html(
        '<div class="kunci-rapor"><span><i class="tanda penuh" style="--warna: #1b7837"></i>label terbaik di '
        'keluarganya</span><span><i class="tanda setengah" style="--warna: #8a5a12"></i>label tengah</span>'
        '<span><i class="tanda ring" style="--warna: #b2182b"></i>label terendah</span></div>'
    )


def grid_panel(tempat: Tempat, pilih: Pilih, table: pd.DataFrame) -> None:
    """Label of this year against the change from last year, explained where it stands."""
    small = f"Label {pilih.tahun} × perubahan dari {pilih.tahun - 1} · indikator tingkat 1 · {pilih.siapa}"
    with parts.panel("petak_rapor", small, rapor_words.grid_headline(table), stale(pilih)):
        key_of_labels()
        rapor_tables.grid_table(table, pilih.tahun)
        with st.expander("Cara membaca petak ini", key="baca_petak"):
            said = "".join(f"<p>{html.escape(text)}</p>" for text in rapor_words.reading(pilih, table))
            st.html(f'<div class="baca-rapor">{said}</div>')
        bare = int(table["golongan"].isna().sum())
        note = f"{bare} indikator tanpa label tidak masuk petak" if bare else ""
        parts.foot("rapor_petak", parts.Kaki(None, base(tempat, pilih, f"{len(table)} indikator"), rapor_words.SUMBER,
                                             note), columns(table, DOWNLOAD, pilih), rapor_words.GRID_TERMS,
                   is_view=False)  # fmt: skip


def dimension_panel(tempat: Tempat, pilih: Pilih, table: pd.DataFrame) -> None:
    """Every indicator, a fold a dimension that says how many there are and how they changed."""
    first, second = table[table["level"] == 1], table[table["level"] != 1]
    letters = [d for d in rapor_rows.DIMENSI if table["kode"].str.startswith(f"{d}.").any()]
    title = f"{len(first)} indikator dalam {len(letters)} dimensi"
    broken = int((first["sebab"] == INSTRUMEN).sum())
    title += f"; {broken} berganti instrumen sejak Rapor {pilih.tahun - 1}" if broken else ""
    small = f"Dimensi dan indikator · {pilih.siapa} · {rapor_words.SEPERTI_TERBIT}"
    with parts.panel("dimensi_rapor", small, title, stale(pilih)):
        for letter in letters:
            own, below = (part[part["kode"].str.startswith(f"{letter}.")] for part in (first, second))
            with st.expander(rapor_words.dimension(letter, own, below), key=f"dimensi_{letter}"):
                if not own.empty:
                    rapor_tables.indicator_table(own, pilih.tahun, f"Dimensi {letter}, tingkat 1")
                if not below.empty:
                    parts.small("Indikator tingkat 2")
                    rapor_tables.indicator_table(below, pilih.tahun, f"Dimensi {letter}, tingkat 2")
        note = "perubahan dihitung dari nilai terbit, hanya bila instrumennya sama"
        parts.foot("rapor_dimensi", parts.Kaki(None, base(tempat, pilih, f"{len(table)} indikator"),
                                               rapor_words.SUMBER, note),
                   columns(table, DOWNLOAD, pilih), rapor_words.TERMS, is_view=False)  # fmt: skip


def spm_panel(tempat: Tempat, pilih: Pilih) -> None:
    """The SPM index of the region's parts in the bands of its classes, and what the index is made of."""
    if pilih.kelompok != "DASMEN":
        return
    level = "provinsi" if tempat.tingkat == "nasional" else "kab_kota"
    frame = rapor_rows.of_level(level, pilih, provinsi=tempat.provinsi, kode=rapor_rows.SPM_KODE, tahun=pilih.tahun)
    frame = frame[(frame["tahun"] == pilih.tahun) & frame["nilai"].notna()]
    if frame.empty:
        return
    own = _own_spm(tempat, pilih, frame)
    unit = tempat.anggota
    title = rapor_words.spm_headline(own, frame, tempat.nama, unit)
    small = f"Indeks SPM pendidikan · semua jenjang · Rapor {pilih.tahun} · label seperti terbit"
    with parts.panel("spm_rapor", small, title, stale(pilih)):
        shown = frame.assign(keterangan=[
            f"<b>{row.nama}</b><br>{number(row.nilai, 2)} · {str(row.label).title()}<br>"
            "pembilang dan penyebut tidak diterbitkan" for row in each(frame)
        ])  # fmt: skip
        focus = tempat.nama if tempat.tingkat == "kab_kota" else None
        with st.expander(f"Indeks SPM {len(frame)} {unit}", key="lipat_spm_rapor"):
            parts.chart(dots_spm(shown, sorot=focus), "spm_rapor", title)
        terms = (
            ("Indeks SPM", "20 % mutu minimal layanan dasar + 80 % penerima layanan dasar. Serapan menampilkan indeks "
                           "seperti terbit; bagian-bagiannya tidak ada di berkas, maka tidak dihitung ulang."),
            ("Kelas", "Tuntas Paripurna 100; Utama 90 sampai di bawah 100; Madya 80–90; Pratama 70–80; Muda 60–70; "
                      "di bawah 60 Belum Tuntas."),
        )  # fmt: skip
        note = "indeks = 20 % mutu + 80 % penerima layanan"
        wanted = {"nama": "wilayah", "nilai": "indeks_spm", "label": "label"}
        said = base(tempat, pilih, f"n = {len(frame)} {unit}", is_anggota=True)
        parts.foot("rapor_spm", parts.Kaki(None, said, rapor_words.SUMBER, note),
                   columns(frame, wanted, pilih), terms, is_view=False)  # fmt: skip


def _own_spm(tempat: Tempat, pilih: Pilih, frame: pd.DataFrame) -> pd.Series | None:
    """The region's own index as published: its own row, never a mean of its parts."""
    if tempat.tingkat == "kab_kota":
        mine = frame[frame["kode_kab_kota_kemendagri"] == tempat.kab_kota]
    else:
        whole = rapor_rows.own_rows(tempat, pilih.kelompok)
        mine = whole[(whole["kode"] == rapor_rows.SPM_KODE) & (whole["tahun"] == pilih.tahun) & whole["nilai"].notna()]
    return None if mine.empty else mine.iloc[0]


TAMPILAN = {"tahun": "Per tahun", "jenis": "Per jenis"}


def proportions_panel(tempat: Tempat, pilih: Pilih, own: pd.DataFrame) -> None:
    """The four proportions of pupils in A.1 and A.2, as published: over the years, or over the kinds of school."""
    if pilih.kelompok != "DASMEN":
        return
    wide = _proportions(own)
    wide = wide[wide["status"] == pilih.status]
    now = wide[(wide["jenis"] == pilih.jenis) & (wide["tahun"] == pilih.tahun)]
    small = f"Proporsi murid menurut kompetensi minimum · A.1 literasi, A.2 numerasi · {tempat.nama}"
    if now.empty:
        with parts.panel("proporsi_rapor", small, f"Proporsi tidak terbit untuk {tempat.nama}, {pilih.siapa}"):
            parts.empty(
                "Empat proporsi (di atas, mencapai, di bawah, jauh di bawah) hanya terbit di lembar capaian provinsi.",
                "Pilih provinsi tanpa kabupaten/kota, status Semua, dan jenis yang mengikuti Asesmen Nasional.",
            )
        return
    title = rapor_words.proportions_headline(str(now.iloc[0]["indikator"]), now.iloc[0])
    with parts.panel("proporsi_rapor", small, title, stale(pilih)):
        by = options.segments("tampilan", "Baris", TAMPILAN, "tahun")
        is_mine = (wide["jenis"] == pilih.jenis) if by == "tahun" else (wide["tahun"] == pilih.tahun)
        shown = wide[is_mine & (wide["tahun"] <= pilih.tahun)]
        left, right = st.columns(2, gap="medium")
        for column, kode in zip((left, right), ("A.1", "A.2"), strict=True):
            part = shown[shown["kode"] == kode].sort_values(by, ascending=by != "tahun").reset_index(drop=True)
            with column:
                if part.empty:
                    parts.small(f"{kode}: tidak terbit untuk pilihan ini")
                    continue
                rows = part.assign(baris=[f"Rapor {t}" for t in part["tahun"]] if by == "tahun" else part["jenis"])
                name = f"{kode} {part['indikator'].iloc[0]}"
                parts.small(name)
                parts.chart(bars_proporsi(rows), f"proporsi_{kode[-1]}", f"{name}: proporsi murid")
        off = [f"{r.kode} {r.jenis} {r.tahun}: {number(100 + r.selisih, 2)}" for r in each(shown)
               if r.selisih == r.selisih and abs(r.selisih) > ROUNDING]  # fmt: skip
        note = f"tidak berjumlah 100: {'; '.join(off)}" if off else "setiap baris berjumlah 100 (±0,05, pembulatan)"
        cut = [f"{kode} di {year}" for kode in ("A.1", "A.2") for year in rapor_rows.break_reasons(pilih, kode)]
        note += f"; instrumen berganti: {', '.join(cut)}, jangan dibandingkan" if cut and by == "tahun" else ""
        wanted = {"kode": "kode", "jenis": "jenis_baris", "tahun": "tahun",
                  **{n: n.replace(" ", "_") for n in PROPORSI}, "jumlah": "jumlah"}  # fmt: skip
        parts.foot("rapor_proporsi", parts.Kaki(None, base(tempat, pilih, f"{len(shown)} baris"), rapor_words.SUMBER,
                                                f"{note}; tidak diskalakan ulang"),
                   columns(shown, wanted, pilih), rapor_words.TERMS, is_view=False)  # fmt: skip


ROUNDING = 0.05
"""Four shares of two decimals may miss 100 by this much."""


def _proportions(own: pd.DataFrame) -> pd.DataFrame:
    """One row a kode, jenis, status and year with a column for each proportion, their sum and its distance to 100."""
    there = own[own["rincian"].isin(PROPORSI) & own["kode"].isin(["A.1", "A.2"])]
    keys = ["kode", "indikator", "jenis", "status", "tahun"]
    if there.empty:
        return pd.DataFrame(columns=[*keys, *PROPORSI, "jumlah", "selisih"])
    wide = there.pivot_table(index=keys, columns="rincian", values="nilai", aggfunc="first").reset_index()
    wide = wide.reindex(columns=[*keys, *PROPORSI])
    gaps = [proportions_gap([float(row[name]) for name in PROPORSI]) for _, row in wide.iterrows()]
    return wide.assign(jumlah=[100 + gap for gap in gaps], selisih=gaps)


def label_count_panel(tempat: Tempat, pilih: Pilih) -> None:
    """How many regions below carry which label, indicator by indicator: where a problem is shared and where not."""
    level = "provinsi" if tempat.tingkat == "nasional" else "kab_kota"
    frame = rapor_rows.of_level(level, pilih, provinsi=tempat.provinsi, tahun=pilih.tahun)
    frame = frame[(frame["tahun"] == pilih.tahun) & (frame["level"] == 1) & (frame["kode"] != rapor_rows.SPM_KODE)]
    if frame.empty or frame["label"].isna().all():
        return
    labelled = frame.assign(label=frame["label"].fillna("tidak tersedia"))
    counted = (
        labelled.groupby(["kode", "indikator", "label"], sort=False).size().reset_index(name="jumlah").astype(
            {"jumlah": float})
    )  # fmt: skip
    orders = dict(zip(frame["kode"], frame["urutan"], strict=True))
    counted["urutan"] = [orders[kode] for kode in counted["kode"]]
    counted["baris"] = [f"{r.kode} {r.indikator}" for r in each(counted)]
    counted = counted.sort_values("kode", key=lambda codes: codes.map(_number), kind="stable")
    total = int(frame.drop_duplicates(rapor_rows.PLACE).shape[0])
    where = "Indonesia" if tempat.tingkat == "nasional" else data.province(str(tempat.provinsi))[0]
    title = rapor_words.label_counts_headline(frame, total, tempat.anggota)
    small = f"Label {total} {tempat.anggota} {where} · indikator tingkat 1 · {pilih.siapa} · Rapor {pilih.tahun}"
    with parts.panel("sebaran_label", small, title, stale(pilih)):
        with st.expander(f"Label {len(orders)} indikator, menurut jumlah {tempat.anggota}", key="lipat_sebaran_label"):
            key_of_labels()
            parts.chart(bars_label(counted, f"{total} {tempat.anggota}"), "sebaran_label", title)
        wanted = {"kode": "kode", "indikator": "indikator", "label": "label", "jumlah": "jumlah_wilayah"}
        note = "urutan label dari terbaik ke terendah menurut keluarga indikatornya; abu-abu: tidak tersedia"
        said = base(tempat, pilih, f"n = {total} {tempat.anggota}", is_anggota=True)
        parts.foot("rapor_sebaran_label", parts.Kaki(None, said, rapor_words.SUMBER, note),
                   columns(counted, wanted, pilih), rapor_words.TERMS, is_view=False)  # fmt: skip


def _number(kode: str) -> tuple[str, int]:
    """D.3 before D.10."""
    letter, _, rest = kode.partition(".")
    return letter, int(rest) if rest.isdigit() else 0


def nothing(tempat: Tempat) -> None:
    """That no Rapor of regions is in the snapshot."""
    with parts.answer("Rapor Pendidikan", f"Belum ada Rapor untuk {tempat.nama}"):
        parts.empty(
            "Snapshot ini tidak memuat berkas Rapor Pendidikan daerah.",
            "Unggah unduhan Rapor Pendidikan Daerah pada halaman Unggah & periksa.",
        )


def no_own(tempat: Tempat, pilih: Pilih) -> None:
    """That the region itself has no rows; values of its parts are shown instead, and no mean of them."""
    level = "provinsi" if tempat.tingkat == "nasional" else "kab_kota"
    unit = "provinsi" if level == "provinsi" else "kab/kota"
    frame = rapor_rows.of_level(level, pilih, provinsi=tempat.provinsi, kode=pilih.indikator, tahun=pilih.tahun)
    labels = frame.loc[frame["tahun"] == pilih.tahun, "label"].value_counts()
    said = ", ".join(f"{number(count)} {label}" for label, count in labels.items())
    found = (
        f"{pilih.indikator} {pilih.nama_indikator} per {unit}: {said}" if said else f"di bawah ini Rapor tiap {unit}"
    )
    whole = "nasional" if tempat.tingkat == "nasional" else tempat.nama
    with parts.answer(f"Rapor Pendidikan {pilih.tahun} · {pilih.siapa}",
                      f"Rapor {whole} tidak ada di berkas; {found}"):  # fmt: skip
        parts.small("Nilai daerah tidak dihitung dari rata-rata wilayah di bawahnya: rata-rata dari rata-rata "
                    "menyesatkan. " + rapor_words.label_year(pilih) + ".")  # fmt: skip

"""Panels of the training page about people, as counts only: certificates, levels, attendance and test scores."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.small_cells import hidden
from charts.calendar import wrap
from charts.dots import dots_peringkat, dots_perubahan, kelas
from charts.names import short_name
from charts.staircase import bars_tingkat, dots_sertifikat
from charts.style import each
from views import data, options, panels, parts
from views.bimtek import rows, words
from views.bimtek.panels import with_scope
from views.bimtek.rows import SEDIKIT, SEMUA, Lingkup, people
from views.format import NONE, day, is_none, number, percent

LISTS = "daftar hadir bimtek"
DITUTUP = "ditutup"
"""Stands for a number that is large enough by itself and would give another one away."""
SHOWN = {"kode": "kode_kemendagri", "nama": "wilayah", "pct": "persen", "pct_rendah": "selang_95_rendah",
         "pct_tinggi": "selang_95_tinggi", "x": "pembilang", "m": "penyebut",
         "jumlah_satuan": "jumlah_satuan_pendidikan"}  # fmt: skip


def certificate_panel(scope: Lingkup, stale: str | None) -> None:
    """Teachers with a certificate against the aim of one each."""
    target = float(options.value("target", rows.TARGET, "100"))
    nation_frame = rows.guru_sertifikat(scope, provinsi=None)
    frame = nation_frame if scope.provinsi is None else rows.guru_sertifikat(scope, provinsi=scope.provinsi)
    own = rows.whole(rows.mine(scope, frame))
    nation = rows.whole(nation_frame)
    small = words.scope_line(
        scope.ranked, "Satu guru, satu sertifikat kompetensi · persen guru", "semua program dan tahun"
    )
    is_few = own is not None and 0 < own["x"] < 5 and scope.tingkat == "kab_kota"
    title = f"Kurang dari 5 guru {scope.nama} tercatat bersertifikat" if is_few else words.certificates(
        scope, own, nation, target)  # fmt: skip
    with parts.panel("sertifikat", small, title, stale):
        there = frame[frame["m"] > 0]
        if scope.tingkat == "pulau":
            there = there[there["pulau"] == scope.wilayah]
        if own is None or there.empty:
            parts.empty("Jumlah guru per satuan pendidikan tidak ada.", "Unggah daftar Dapodik yang memuat kolom guru.")
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pilih_target"):
            st.markdown("Target", width="content")
            options.segments("target", "Target", rows.TARGET, "100")
        secret = hidden(there["x"]) if scope.provinsi is not None else there["x"].isna().to_numpy()
        kept = there[~secret].assign(nama=lambda part: [short_name(n) for n in part["nama"]])
        base_row = rows.whole(there) if scope.provinsi else nation
        name = "Nasional" if scope.provinsi is None else data.province(scope.provinsi)[0]
        if not kept.empty and base_row is not None:
            value = float(base_row["pct"])
            focus = short_name(scope.nama) if scope.tingkat == "kab_kota" else None
            with st.expander(f"Persen di {number(len(kept))} {scope.unit}", key="sertifikat_per_wilayah"):
                parts.key_of_classes(name, has_bare=bool(kept["pct_rendah"].isna().any()))
                parts.chart(dots_sertifikat(kept, value, name, target, sorot=focus), "kab_kota",
                            f"Guru bersertifikat per {scope.unit}, terurut, dengan selang 95 %")  # fmt: skip
        row = rows.orang(scope, program=SEMUA, level=SEMUA, tahun=SEMUA)
        notes = ["batas bawah"]
        if row is not None:
            notes.append(f"menurut wilayah, dengan yang tanpa NPSN: {people(row['jumlah_guru_sertifikat'])} guru")
        if secret.any():
            notes.append(f"{int(secret.sum())} {scope.unit} dengan hitungan kecil tidak ditampilkan")
        listed = max((data.as_date(t) for t in there["tanggal_data"].dropna()), default=None)
        kaki = parts.Kaki(rows.tanggal_data(), f"n = {number(own['m'])} guru (Dapodik per {day(listed)})",
                          f"{LISTS}, Dapodik", "; ".join(notes))  # fmt: skip
        parts.foot("guru_bersertifikat", kaki, with_scope(panels.table_of(kept, SHOWN, target_persen=target), scope),
                   words.SERTIFIKAT, is_view=False)  # fmt: skip


def progression_panel(scope: Lingkup, stale: str | None) -> None:
    """How many of those who came to a basic event went on to an intermediate one."""
    nation_frame = rows.lanjut(scope, provinsi=None)
    nation = rows.whole(nation_frame)
    if nation is None:
        return
    frame = nation_frame if scope.provinsi is None else rows.lanjut(scope, provinsi=scope.provinsi)
    own = rows.whole(rows.mine(scope, frame))
    program = "semua program" if scope.program == SEMUA else scope.program
    small = words.scope_line(scope, f"Basic lalu intermediate · {program} · persen orang", is_school=False)
    with parts.panel("lanjut", small, words.progression(scope, own, nation), stale):
        there = nation_frame[nation_frame["m"] >= 5]
        if scope.tingkat == "pulau":
            there = there[there["pulau"] == scope.wilayah]
        there = there.assign(nama=[short_name(str(n)) for n in there["nama"]])
        value = float(nation["pct"])
        if scope.provinsi is None and not there.empty:
            with st.expander(f"Persen di {number(len(there))} provinsi", key="lanjut_per_wilayah"):
                parts.key_of_classes("Nasional", has_bare=bool(there["pct_rendah"].isna().any()))
                parts.chart(dots_peringkat(there, value, "Nasional", satuan="orang"), "lanjut",
                            "Peserta basic yang lanjut ke intermediate per provinsi")  # fmt: skip
            counts = kelas(there, value).value_counts()
            parts.small(f"{int(counts.get('setara', 0))} provinsi setara dengan nasional, "
                        f"{int(counts.get('tanpa selang', 0))} terlalu kecil untuk diuji")  # fmt: skip
        base = own if own is not None else nation
        said = f"n = {people(base['m'])} orang" + (" (nasional)" if own is None else "")
        note = (
            "peserta per kabupaten/kota terlalu sedikit untuk dibandingkan" if scope.provinsi else "garis: selang 95 %"
        )
        columns = {**SHOWN, "jumlah_satuan": "jumlah_gugus"}
        parts.foot("lanjut", parts.Kaki(rows.tanggal_data(), said, LISTS, note),
                   with_scope(panels.table_of(there, columns), scope), words.LANJUT, is_view=False)  # fmt: skip


def staircase_panel(scope: Lingkup, stale: str | None) -> None:
    """PembaTIK level by level, year by year; only where some program of the choice has those levels."""
    frame = rows.tangga(scope)
    if frame.empty or scope.program not in (SEMUA, "PembaTIK"):
        return
    small = words.scope_line(scope, "PembaTIK · orang berbeda per tingkat", is_school=False)
    # A hidden count is drawn at the height of five: neither its bar nor a flag must give it away.
    secret = (frame["jumlah_orang"] > 0) & (frame["jumlah_orang"] < 5)
    frame = frame.assign(label=frame["jumlah_orang"].map(people), is_rahasia=secret)
    drawn = frame.assign(jumlah_orang=frame["jumlah_orang"].mask(secret, 5))
    with parts.panel("tangga", small, words.staircase(drawn, scope), stale):
        if secret.all():
            parts.small("Setiap tingkat diikuti kurang dari 5 orang: jumlahnya tidak digambar.")
        else:
            parts.chart(bars_tingkat(drawn), "tangga", words.staircase(drawn, scope), gulir="sedang")
        kaki = parts.Kaki(rows.tanggal_data(), f"{number(frame['tahun'].nunique())} tahun, tingkat 1 sampai 4", LISTS,
                          "1 literasi, 2 implementasi, 3 kreasi, 4 berbagi; asal peserta")  # fmt: skip
        table = drawn.drop(columns=["jumlah_orang", "is_rahasia"]).rename(columns={"label": "orang_berbeda"})
        parts.foot("pembatik", kaki, with_scope(table, scope), words.TANGGA, is_view=False)


def result_panel(scope: Lingkup, events: pd.DataFrame, stale: str | None) -> None:
    """Attendance, hours, certificates and scores before and after, a row a program and level."""
    frame, together = rows.hasil(scope)
    small = words.scope_line(scope, "Kehadiran dan nilai sebelum-sesudah", "skor 0–100", is_school=False)
    with parts.panel("hasil", small, words.results(together), stale):
        if frame.empty:
            parts.empty(f"Belum ada daftar hadir {words.chosen(scope)} untuk {scope.nama}.",
                        "Pilih program atau tahun lain, atau unggah daftar hadirnya.")  # fmt: skip
            return
        shown = _told(frame)
        gains = shown.dropna(subset=["poin"]).assign(nama=lambda part: [wrap(_name(row), 26) for row in each(part)])
        if len(gains) > 1:
            figure = dots_perubahan(gains)
            figure.update_layout(height=figure.layout.height + 12 * len(gains))  # room for names of two lines
            parts.chart(figure, "nilai_bimtek", "Selisih nilai sesudah dan sebelum per program")
            parts.small("Poin skor, nilai sesudah dikurangi sebelum; garis: selang 95 %, kotak: di bawah 10 kegiatan.")
        table = result_table(shown)
        with st.expander(f"Kehadiran, JP, sertifikat, dan nilai {number(len(table))} program", key="hasil_program"):
            parts.long_table("hasil", table, {"Program dan tingkat": 180, "Selisih (selang)": 190},
                             sebutan="Hasil per program", most=15)  # fmt: skip
        said = f"{people(together['jumlah_hadir'])} kehadiran pada {number(together['jumlah_kegiatan'])} kegiatan" if (
            together is not None) else f"{len(frame)} program"  # fmt: skip
        note = "; ".join(filter(None, [_invited(scope, events), "tanpa kelompok pembanding: bukan bukti pengaruh"]))
        parts.foot("hasil_bimtek", parts.Kaki(rows.tanggal_data(), said, LISTS, note), with_scope(table, scope),
                   words.HASIL, is_view=False)  # fmt: skip


def _told(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with small groups' scores taken out, and the one that the total would give away."""
    pairs = pd.to_numeric(frame["m"]).astype(float).where(~frame["is_sedikit"].eq(True), 1.0)
    secret = hidden(pairs)
    scores = ["poin", "poin_rendah", "poin_tinggi", "nilai_pre", "m"]
    shown = frame.assign(**{name: pd.to_numeric(frame[name]).astype(float).mask(secret) for name in scores})
    return shown.assign(is_rahasia=secret)


def _name(row: Any) -> str:
    """Program and level, each said once."""
    program, level = str(row.program), rows.LEVEL.get(str(row.level), str(row.level)).split(" (")[0].split(",")[0]
    if level.casefold().startswith(program.casefold()):
        return level
    return program if level.casefold() in ("lainnya", program.split()[0].casefold()) else f"{program} · {level}"


def result_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The table of programs and levels, counts of people below five hidden, and one more where one alone would be."""
    counts = {name: pd.to_numeric(frame[name]).astype(float) for name in
              ("jumlah_terdaftar", "jumlah_hadir", "jumlah_sertifikat")}  # fmt: skip
    secret = {name: hidden(values) for name, values in counts.items()}

    def cell(name: str, at: int) -> str:
        value = counts[name].iloc[at]
        small = 0 < value < 5
        return SEDIKIT if small else DITUTUP if secret[name][at] else number(value)

    body = []
    for at, row in enumerate(each(frame)):
        is_hidden = secret["jumlah_hadir"][at] or secret["jumlah_terdaftar"][at]
        pct = NONE if is_hidden or not row.jumlah_terdaftar else percent(100 * row.jumlah_hadir / row.jumlah_terdaftar)
        hours = NONE if is_hidden or not row.jumlah_hadir_jp else number(row.jumlah_jp / row.jumlah_hadir_jp, 1)
        pre = NONE if is_none(row.poin) else number(row.nilai_pre / row.m, 1)
        post = NONE if is_none(row.poin) else number(row.nilai_pre / row.m + row.poin, 1)
        secret_score = (SEDIKIT if row.is_sedikit else DITUTUP) if row.is_rahasia else ""
        body.append(
            {
                "Program dan tingkat": _name(row),
                "Kegiatan": number(row.jumlah_kegiatan),
                "Terdaftar": cell("jumlah_terdaftar", at),
                "Hadir": cell("jumlah_hadir", at),
                "Hadir, %": pct,
                "JP per orang": hours,
                "Sertifikat": cell("jumlah_sertifikat", at),
                "Sebelum": secret_score or pre,
                "Sesudah": secret_score or post,
                "Selisih (selang)": secret_score or words.gain(row),
            }
        )
    table = pd.DataFrame(body)
    order = pd.to_numeric(frame["jumlah_hadir"]).sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _invited(scope: Lingkup, events: pd.DataFrame) -> str:
    """Attendance against the invitations, which are known for whole events only."""
    if scope.tingkat != "nasional":
        return ""
    both = events[events["jumlah_diundang"].notna() & events["jumlah_hadir"].notna()]
    invited, came = float(both["jumlah_diundang"].sum()), float(both["jumlah_hadir"].sum())
    if not invited:
        return ""
    return f"hadir {percent(100 * came / invited)} dari {number(invited)} yang diundang ({number(len(both))} kegiatan)"

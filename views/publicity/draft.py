"""The facts of a programme or event for its press release, each with its source and cut-off; no Streamlit."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pandas as pd

from analysis.shares import FEWEST_SCHOOLS, with_share
from reports.press_release import UNIT, Bahan, Fakta, Latar, together
from views import data
from views.format import day_long, is_none
from views.publicity.rows import KEGIATAN
from views.target.rows import LAYANAN, Acuan, catalogue, year_end

NOT_WRITTEN = "Tidak tertulis"
"""How the import writes an organiser that a list leaves out."""
DAFTAR_HADIR = "daftar hadir kegiatan"
CADANGAN = "pmm.aktif_30_hari"
"""The measure told as context where neither the event nor a programme of its name aims at one."""


def material(jenis: str, row: Any, semua_program: pd.DataFrame) -> Bahan:
    """The facts of one row of the page (`rows.programs` or `rows.events`)."""
    common = {
        "jenis": jenis, "nama": str(row.nama), "unit": _unit(str(row.nama_unit)), "keadaan": str(row.status),
        "mulai": row.mulai, "selesai": row.selesai, "is_contoh": data.manifest().is_contoh,
        "wilayah": "" if row.wilayah == "daring" else str(row.wilayah),
    }  # fmt: skip
    return _event(row, common, semua_program) if jenis == KEGIATAN else _program(row, common)


def _event(row: Any, common: dict[str, Any], programs: pd.DataFrame) -> Bahan:
    listed, attendance = _listed("daftar kegiatan bimtek"), _attendance_day()
    mine = programs[(programs["nama"] == row.program) & (programs["nama_unit"] == row.nama_unit)]
    aims = mine["sasaran_indikator"].dropna().tolist()
    return Bahan(
        **common, sumber=listed, kota=_text(row.kota), moda=str(row.moda), program=str(row.program),
        jam=_fact(row.jumlah_jp, "jam pelajaran", listed),
        kursi=_fact(row.jumlah_kuota, "kursi", listed),
        terdaftar=_fact(row.jumlah_terdaftar, "pendaftar", DAFTAR_HADIR, attendance),
        hadir=_fact(row.jumlah_hadir, "peserta", DAFTAR_HADIR, attendance),
        satuan=_fact(row.jumlah_satuan, "satuan pendidikan", f"{DAFTAR_HADIR}, NPSN yang ada pada daftar sekolah",
                     attendance),
        kab_kota=_fact(row.jumlah_kab_kota, "kabupaten/kota", f"{DAFTAR_HADIR}, NPSN yang ada pada daftar sekolah",
                       attendance),
        **_serial(row, attendance),
        latar=_context(aims[0] if aims else CADANGAN, _text(row.kode_provinsi_kemendagri), "", ""),
    )  # fmt: skip


def _program(row: Any, common: dict[str, Any]) -> Bahan:
    listed, attendance = _listed("daftar program kerja"), _attendance_day()
    held = _listed("daftar kegiatan bimtek, nama program dan unit yang sama")
    aim = row.sasaran_indikator if isinstance(row.sasaran_indikator, str) else CADANGAN
    return Bahan(
        **common, sumber=listed, sasaran=_text(row.kelompok_sasaran),
        anggaran=_fact(row.anggaran_rupiah, "rupiah", listed),
        acara=_fact(row.jumlah_kegiatan, "kegiatan", held),
        kehadiran=_fact(row.jumlah_kehadiran, "kehadiran", DAFTAR_HADIR, attendance),
        latar=_context(aim, str(row.kode_provinsi_kemendagri), _text(row.kode_kab_kota_kemendagri),
                       _text(row.kelompok_sasaran)),
    )  # fmt: skip


def _unit(name: str) -> str:
    return UNIT if name == NOT_WRITTEN else name


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _fact(value: Any, satuan: str, sumber: str, per: date | None = None) -> Fakta | None:
    """None for what is not known or 0: a release tells what there was."""
    return None if is_none(value) or value <= 0 else Fakta(float(value), satuan, sumber, per)


def _listed(nama: str) -> str:
    """A list without a cut-off of its own, by the day the data were published."""
    return f"{nama}, data terbitan {day_long(data.manifest().dibuat.date())}"


def _attendance_day() -> date | None:
    """The last day of the last event that has an attendance list."""
    frame = data.ask("bimtek_kelengkapan")
    return None if frame.empty else data.as_date(frame.iloc[0]["tanggal_data"])


TINGKAT = {"basic": "tingkat dasar", "intermediate": "tingkat lanjutan", "advanced": "tingkat mahir"}


def _serial(row: Any, per: date | None) -> dict[str, Any]:
    """Events, people and certificates of the programme's level and year in the nation, and what they are called."""
    frame = data.ask("bimtek_jumlah", tingkat="nasional", wilayah="nasional")
    year = frame[(frame["program"] == row.program) & (frame["tahun"] == str(row.mulai.year))]
    mine = year[year["level"] == row.level]
    if mine.empty or not together(mine.iloc[0]["jumlah_hadir"], mine.iloc[0]["jumlah_sertifikat"]):
        return {}
    own = mine.iloc[0]
    if own["jumlah_sertifikat"] <= 0:
        return {}
    is_only = set(year["level"]) == {"Semua", row.level}
    level = "" if is_only else f" {TINGKAT.get(row.level, f'tingkat {row.level}')}"
    facts = (
        Fakta(float(own["jumlah_kegiatan"]), "kegiatan", DAFTAR_HADIR, per),
        Fakta(float(own["jumlah_hadir"]), "kehadiran", DAFTAR_HADIR, per),
        Fakta(float(own["jumlah_sertifikat"]), "sertifikat", DAFTAR_HADIR, per),
    )
    return {"serial": facts, "nama_serial": f"seluruh kegiatan {row.program}{level} tahun {row.mulai.year}"}


def _context(code: str, provinsi: str, kab_kota: str, sasaran: str) -> tuple[Latar, ...]:
    """The newest figure of what is aimed at in its place: the Rapor's per kind of school, or a platform's use."""
    place = kab_kota or provinsi or "nasional"
    about = catalogue([code])[code]
    if about.is_rapor:
        return _of_rapor(about, place, sasaran)
    found = _of_use(about, place)
    return found if found or code == CADANGAN else _of_use(catalogue([CADANGAN])[CADANGAN], place)


def place_words(code: str) -> str:
    """`Sumatera Barat`, `Kabupaten Agam`, or the nation."""
    if code == "nasional":
        return "Indonesia"
    return data.provinces().get(code) or data.regencies(code[:2]).get(code, code)


def _of_rapor(about: Acuan, place: str, sasaran: str) -> tuple[Latar, ...]:
    frame = data.ask("target_rapor", acuan=about.kode, wilayah=place)
    frame = frame[pd.to_numeric(frame["nilai"]).notna()]
    if frame.empty:
        return ()
    newest = frame[frame["tahun"] == frame["tahun"].max()]
    levels = [level for level in ("PAUD", "SD", "SMP", "SMA", "SMK") if re.search(rf"\b{level}\b", sasaran)]
    wanted = [f"{level} Umum" for level in levels] or ["SD Umum", "SMP Umum"]
    mine = newest[newest["jenis"].isin(wanted)].head(2)
    mine = newest.head(1) if mine.empty else mine
    unit = {"persen": "persen"}.get(about.satuan, "")
    digits = 2 if about.satuan in ("skala 1-3", "indeks 0-1") else 1
    scale = "" if unit else f" ({about.satuan})" if about.satuan not in ("", "lihat berkas") else ""
    name = re.sub(r"^(PAUD )?[A-E][0-9.]+ ", "", about.nama)
    return tuple(
        Latar(
            f"Menurut Rapor Pendidikan {int(row.tahun)}, {name.lower()} {row.jenis} di {place_words(place)} tercatat "
            f"{{nilai}}{scale}.",
            Fakta(float(row.nilai), unit, f"Rapor Pendidikan {int(row.tahun)}, {row.jenis}, nilai terbit",
                  year_end(row.tahun), digits),
        )
        for row in mine.itertuples()
    )  # fmt: skip


def _of_use(about: Acuan, place: str) -> tuple[Latar, ...]:
    """The share at the newest cut-off; none where too few schools stand behind it."""
    frame = with_share(data.ask("target_pemakaian", ukuran=about.kode, wilayah=place)).dropna(subset=["pct"])
    frame = frame[frame["kewenangan"] == LAYANAN[0]]
    if frame.empty:
        return ()
    row = frame.sort_values("tanggal_data").iloc[-1]
    if row["jumlah_satuan"] < FEWEST_SCHOOLS:
        return ()
    when = data.as_date(row["tanggal_data"])
    ends = (None, None) if is_none(row["pct_rendah"]) else (float(row["pct_rendah"]), float(row["pct_tinggi"]))
    known = data.measures()
    sentence = str(known.loc[known["ukuran"] == about.kode, "kalimat"].iloc[0])
    text = sentence.format(pangsa="{nilai}", siapa=about.dasar)
    text = f"Di {place_words(place)}, {text} per {day_long(when)} menurut ekspor {about.nama_platform}."
    source = f"ekspor {about.nama_platform}, {about.nama}, pemda dan Kemenag"
    return (Latar(text, Fakta(float(row["pct"]), "persen", source, when, 1, *ends)),)

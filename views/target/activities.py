"""The activities of the open plan on the target page: what is done, what runs, what is past its due date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from charts.names import short_name
from schemas.rencana import KegiatanRencana
from views import data, parts
from views.filters import Saringan
from views.format import day, number

STATUS = ("rencana", "berjalan", "selesai", "batal")
TERMS = (
    ("Lewat tenggat", "Tenggat kegiatan sudah lewat pada tanggal data terbaru, dan kegiatan belum selesai atau batal "
     "menurut rencana yang disimpan."),
)  # fmt: skip


def frame_of(kegiatan: Sequence[KegiatanRencana], hari_ini: date, saringan: Saringan) -> pd.DataFrame:
    """The plan's activities of the view's place, those past their due date first, the rest by due date."""
    place = saringan.kab_kota or saringan.provinsi or ""
    mine = [row for row in kegiatan if row.kode_wilayah.startswith(place)]
    rows: list[dict[str, object]] = [
        {
            "kegiatan_id": row.kegiatan_id, "kegiatan": row.kegiatan, "kode_wilayah": row.kode_wilayah,
            "penanggung_jawab": row.penanggung_jawab, "status": row.status_pelaksanaan,
            "tenggat": row.tanggal_tenggat, "is_lewat": is_overdue(row, hari_ini), "gejala": row.gejala,
            "ukuran_keberhasilan": row.ukuran_keberhasilan, "triwulan": row.triwulan,
        }
        for row in mine
    ]  # fmt: skip
    columns = ["kegiatan_id", "kegiatan", "kode_wilayah", "penanggung_jawab", "status", "tenggat", "is_lewat", "gejala",
               "ukuran_keberhasilan", "triwulan"]  # fmt: skip
    rows.sort(key=_order)
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"triwulan": object})


def _order(row: dict[str, object]) -> tuple[bool, bool, date, str]:
    due = row["tenggat"]
    return not row["is_lewat"], due is None, due if isinstance(due, date) else date.max, str(row["kegiatan_id"])


def is_overdue(row: KegiatanRencana, hari_ini: date) -> bool:
    """Past its due date and neither done nor called off."""
    is_open = row.status_pelaksanaan not in ("selesai", "batal")
    return is_open and row.tanggal_tenggat is not None and row.tanggal_tenggat < hari_ini


def title(frame: pd.DataFrame, hari_ini: date) -> str:
    """`3 dari 12 kegiatan lewat tenggat per 31 Okt 2026; 4 selesai, 5 berjalan`."""
    late = int(frame["is_lewat"].astype(bool).sum())
    counts = [(int((frame["status"] == name).sum()), name) for name in ("selesai", "berjalan", "rencana", "batal")]
    rest = ", ".join(f"{number(n)} {'masih rencana' if name == 'rencana' else name}" for n, name in counts if n)
    total = f"{number(len(frame))} kegiatan"
    start = f"{number(late)} dari {total} lewat tenggat" if late else f"{total}, tidak ada yang lewat tenggat"
    return f"{start} per {day(hari_ini)}; {rest}"


def panel(kegiatan: Sequence[KegiatanRencana], hari_ini: date, saringan: Saringan, nama: str) -> None:
    """The activities with their state; drawn only where the plan has some in the view's place."""
    frame = frame_of(kegiatan, hari_ini, saringan)
    if frame.empty:
        return
    with parts.panel("kegiatan", f"Kegiatan pada rencana “{nama}”", title(frame, hari_ini)):
        names = {code: place_name(code) for code in set(frame["kode_wilayah"])}
        shown = pd.DataFrame(
            {
                "Kegiatan": frame["kegiatan"],
                "Wilayah": [names[code] for code in frame["kode_wilayah"]],
                "Penanggung jawab": [text or "belum ditetapkan" for text in frame["penanggung_jawab"]],
                "Keadaan": [_state(late, text) for late, text in zip(frame["is_lewat"], frame["status"], strict=True)],
                "Tenggat": [day(t) for t in frame["tenggat"]],
                "Tanda berhasil": [text or "–" for text in frame["ukuran_keberhasilan"]],
            }
        )
        parts.long_table("kegiatan", shown, {"Kegiatan": 240, "Keadaan": 150}, sebutan="Kegiatan pada rencana")
        kaki = parts.Kaki(hari_ini, f"n = {number(len(frame))} kegiatan", f"rencana “{nama}”, versi yang dibuka")
        wanted = frame.assign(wilayah=[names[code] for code in frame["kode_wilayah"]])
        parts.foot("kegiatan_rencana", kaki, wanted.rename(columns={"is_lewat": "lewat_tenggat"}), TERMS,
                   is_view=False)  # fmt: skip


def _state(is_late: bool, text: str) -> str:
    return f"{text}, lewat tenggat" if is_late else text


def place_name(code: str) -> str:
    """Name of a province or kab/kota by its code; the code itself where no list has it."""
    return data.provinces().get(code) or short_name(data.regencies(code[:2]).get(code, code))

"""The smallest exports that make a snapshot: a few schools, a month of their activity, and what comes after."""

from __future__ import annotations

from pathlib import Path

_SCHOOLS = "NPSN,Nama Satuan Pendidikan,Bentuk Pendidikan,Status Sekolah,Kabupaten/Kota,Provinsi,Tanggal Data\n"
_MONTH = "Tanggal Data,Provinsi,Kabupaten/Kota,NPSN,Peran,Jumlah GTK,GTK login PMM,Pengguna aktif (30 hari)\n"
_NPSN = ("10300001", "10300002", "10300003")


def _month(day: str, login: int) -> str:
    rows = (f"{day},Sumatera Barat,Kabupaten Agam,{npsn},guru,40,{login},20\n" for npsn in _NPSN)
    return _MONTH + "".join(rows)


FILES = {
    "sekolah.csv": _SCHOOLS
    + "".join(f"{npsn},SD Contoh {npsn[-1]},SD,Negeri,Kabupaten Agam,Sumatera Barat,2026-07-31\n" for npsn in _NPSN),
    "pmm_08.csv": _month("2026-08-28", 30),
}
"""What lies in the exports at first."""
NEW_FILES = {"pmm_08.csv": _month("2026-08-28", 31), "pmm_09.csv": _month("2026-09-28", 32)}
"""What comes then: a new file, and one that replaces an old one."""


def write_exports(folder: Path) -> None:
    """Write the first exports."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")

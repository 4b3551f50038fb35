"""An allocation as the plan saves it: rows of seats and classes, read alike whether computed or saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from schemas.rencana import AlokasiRencana, KelasRencana, Rencana
from views.allocation.inputs import LEVELS, NAMA_LEVEL, Masukan
from views.allocation.question import Pertanyaan
from views.format import number


@dataclass(frozen=True)
class Susunan:
    """Seats and classes with the limits and costs they were made under. Money and seats follow from the rows alone."""

    masukan: Masukan
    alokasi: tuple[AlokasiRencana, ...]
    kelas: tuple[KelasRencana, ...]
    alasan: tuple[str, ...] = ()
    """Why classes have no days, one sentence each; known only of what was just computed."""

    @property
    def jumlah_kursi(self) -> int:
        """All seats."""
        return sum(row.jumlah_kursi for row in self.alokasi)

    def kursi_level(self, level: str) -> int:
        """Seats of one level."""
        return sum(row.jumlah_kursi for row in self.alokasi if row.level == level)

    @property
    def kursi_bakti(self) -> int:
        """Seats kept for schools with BAKTI."""
        return sum(row.jumlah_kursi_bakti for row in self.alokasi)

    @property
    def nilai(self) -> float | None:
        """Need expected to be served, in participants; None where a row does not say its region's need."""
        if any(row.skor is None for row in self.alokasi):
            return None
        return sum(row.jumlah_kursi * float(row.skor or 0) / 100 for row in self.alokasi)

    @property
    def is_sama(self) -> bool:
        """Whether every region's need was taken to be the same."""
        return bool(self.alokasi) and all(row.skor == 100 for row in self.alokasi)

    @property
    def biaya_peserta(self) -> float:
        """Rupiah of participants: staying, eating, daily allowance, journey."""
        return sum(row.biaya_rupiah for row in self.alokasi)

    @cached_property
    def biaya_harian(self) -> float:
        """Of that, what days cost."""
        daily = {t.level: t.jumlah_hari * t.biaya_harian_rupiah for t in self.masukan.tingkat}
        return sum(row.jumlah_kursi * daily[row.level] for row in self.alokasi if row.level in daily)

    @property
    def biaya_kelas(self) -> float:
        """Rupiah of classes."""
        price = {t.level: t.biaya_kelas_rupiah for t in self.masukan.tingkat}
        return sum(price.get(row.level, 0.0) for row in self.kelas)

    @property
    def biaya(self) -> float:
        """All rupiah."""
        return self.biaya_peserta + self.biaya_kelas

    @property
    def hari_pelatih(self) -> int:
        """Trainer-days of the classes."""
        each_class = {t.level: t.jumlah_hari * t.jumlah_pelatih for t in self.masukan.tingkat}
        return sum(each_class.get(row.level, 0) for row in self.kelas)

    @cached_property
    def per_wilayah(self) -> pd.DataFrame:
        """One row a region with seats: need, seats by level, BAKTI's part, rupiah, cities; most seats first."""
        names = self.nama_kota
        rows = []
        for kode in dict.fromkeys(row.kode_wilayah for row in self.alokasi):
            mine = [row for row in self.alokasi if row.kode_wilayah == kode]
            seats = {level: sum(r.jumlah_kursi for r in mine if r.level == level) for level in LEVELS}
            places: dict[str, int] = {}
            for row in mine:
                places[row.kode_kota] = places.get(row.kode_kota, 0) + row.jumlah_kursi
            ordered = sorted(places, key=lambda place: -places[place])
            rows.append({
                "kode": kode, "nama": mine[0].nama, "skor": mine[0].skor, "dasar": seats["basic"],
                "lanjut": seats["intermediate"], "kursi": sum(seats.values()),
                "bakti": sum(r.jumlah_kursi_bakti for r in mine), "biaya": sum(r.biaya_rupiah for r in mine),
                "tempat": ", ".join(short_city(names.get(place, place)) for place in ordered),
            })  # fmt: skip
        frame = pd.DataFrame(rows, columns=["kode", "nama", "skor", "dasar", "lanjut", "kursi", "bakti", "biaya",
                                            "tempat"])  # fmt: skip
        return frame.sort_values(["kursi", "kode"], ascending=[False, True]).reset_index(drop=True)

    @cached_property
    def per_kota(self) -> pd.DataFrame:
        """One row a city with seats: kode, nama, dasar, lanjut, kursi, kelas_dasar, kelas_lanjut; most seats first."""
        rows = []
        for kode in dict.fromkeys(row.kode_kota for row in self.alokasi):
            seats = {level: sum(r.jumlah_kursi for r in self.alokasi if (r.kode_kota, r.level) == (kode, level))
                     for level in LEVELS}  # fmt: skip
            classes = {level: sum((k.kode_kota, k.level) == (kode, level) for k in self.kelas) for level in LEVELS}
            rows.append({
                "kode": kode, "nama": short_city(self.nama_kota.get(kode, kode)), "dasar": seats["basic"],
                "lanjut": seats["intermediate"], "kursi": sum(seats.values()), "kelas_dasar": classes["basic"],
                "kelas_lanjut": classes["intermediate"],
            })  # fmt: skip
        frame = pd.DataFrame(rows, columns=["kode", "nama", "dasar", "lanjut", "kursi", "kelas_dasar", "kelas_lanjut"])
        return frame.sort_values(["kursi", "kode"], ascending=[False, True]).reset_index(drop=True)

    @property
    def nama_kota(self) -> dict[str, str]:
        """Code to name of the cities."""
        return {k.kode_kota: k.nama for k in self.masukan.kota}

    def tanpa_kursi(self, calon: pd.DataFrame, alasan: Mapping[str, str] | None = None) -> pd.DataFrame:
        """Regions that shared but got no seat: kode, nama, skor, alasan; greatest need first.

        `calon`: kode, nama, skor of all who shared. `alasan`: code to reason; None where it is no longer known.
        """
        seated = {row.kode_wilayah for row in self.alokasi if row.jumlah_kursi}
        mine = calon.loc[~calon["kode"].astype(str).isin(seated), ["kode", "nama", "skor"]].astype({"kode": str})
        place = dict(zip(calon["kode"], calon["skor"].rank(method="min", ascending=False), strict=True))
        known, last = alasan or {}, number(len(calon))
        said = [known.get(kode) or ("" if self.is_sama else f"skor urutan {number(place[kode])} dari {last}")
                for kode in mine["kode"]]  # fmt: skip
        return mine.assign(alasan=said).sort_values(["skor", "kode"], ascending=[False, True]).reset_index(drop=True)

    @property
    def rows(self) -> pd.DataFrame:
        """Every seat row for a table and a download."""
        names = self.nama_kota
        return pd.DataFrame([
            {"kode_wilayah": r.kode_wilayah, "wilayah": r.nama, "skor_kebutuhan": r.skor,
             "tingkat": NAMA_LEVEL[r.level].lower(), "kota_pelaksanaan": names.get(r.kode_kota, r.kode_kota),
             "jumlah_kursi": r.jumlah_kursi, "di_antaranya_bakti": r.jumlah_kursi_bakti,
             "biaya_peserta_rupiah": r.biaya_rupiah}
            for r in self.alokasi
        ])  # fmt: skip

    def changes(self) -> dict[str, object]:
        """The fields of the plan this allocation fills."""
        m = self.masukan
        return {"setelan_alokasi": m.setelan, "tingkat": m.tingkat, "kota": m.kota, "ongkos": m.ongkos,
                "alokasi": self.alokasi, "kelas": self.kelas}  # fmt: skip


def short_city(name: str) -> str:
    """`Medan` for `Kota Medan`; `Lombok (Mataram)` for `Kota Mataram (Lombok)`."""
    base = name.removeprefix("Kota ").removeprefix("Administrasi ")
    if base.endswith(")") and " (" in base:
        town, spoken = base[:-1].split(" (", 1)
        return f"{spoken} ({town})"
    return base.replace("Kabupaten", "Kab.")


def saved(isi: Rencana) -> Susunan | None:
    """The allocation a plan holds, with its own numbers; None without one."""
    if not isi.alokasi or isi.setelan_alokasi is None:
        return None
    return Susunan(Masukan(isi.setelan_alokasi, isi.tingkat, isi.kota, isi.ongkos), isi.alokasi, isi.kelas)


def seats(tanya: Pertanyaan, kursi: object, kursi_bakti: object) -> tuple[AlokasiRencana, ...]:
    """Rows of the seats (n, m, 2) that are given."""
    given, bakti = np.asarray(kursi), np.asarray(kursi_bakti)
    soal = tanya.minta.soal
    price = soal.biaya_kursi
    return tuple(
        AlokasiRencana(
            kode_wilayah=soal.wilayah[i].kode, nama=soal.wilayah[i].nama, level=LEVELS[level],
            kode_kota=soal.kota[j].kode, jumlah_kursi=int(given[i, j, level]),
            jumlah_kursi_bakti=int(bakti[i, j, level]), skor=soal.wilayah[i].nilai,
            biaya_rupiah=float(given[i, j, level] * price[i, j, level]),
        )
        for i, j, level in zip(*np.nonzero(given), strict=True)
    )  # fmt: skip

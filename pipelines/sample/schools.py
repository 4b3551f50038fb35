"""The schools of the sample world: numbers as numpy columns, names as one DuckDB table."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from pipelines.sample.regions import Regions, kab_spelling, province_spelling
from pipelines.sample.world import REMOTE_SHARE, SCHOOL_SPREAD, SD_2024, TRUTHS, Flags, Floats, Ints, World

BENTUK = ("SD", "SMP", "SMA", "SMK", "SLB", "TK", "KB", "PKBM", "RA", "MI", "MTs", "MA")
JENJANG = ("SD", "SMP", "SMA", "SMK", "SLB", "PAUD", "PAUD", "Kesetaraan", "PAUD", "SD", "SMP", "SMA")
KEMENAG = (8, 9, 10, 11)
SD, SMP, SMA, SMK, SLB, TK, KB, PKBM, RA, MI, MTS, MA = range(12)

_STATE_SHARE = np.array([0.87, 0.58, 0.50, 0.26, 0.30, 0.05, 0.01, 0.0, 0.0, 0.07, 0.08, 0.09])
_TEACHERS = np.array([9.5, 16, 26, 27, 11, 3.6, 3.0, 7, 4, 9, 13, 14])
_PUPILS_PER_TEACHER = np.array([16.5, 16, 16, 17, 6, 10, 12, 20, 10, 13, 13, 12])
_STAFF_SHARE = np.array([0.18, 0.25, 0.3, 0.32, 0.25, 0.1, 0.08, 0.2, 0.1, 0.15, 0.2, 0.22])
_EXTRA_MIX = np.array([0.43, 0.12, 0.045, 0.045, 0.01, 0.09, 0.045, 0.02, 0.045, 0.065, 0.05, 0.035])
_EVERY_KAB = (SD, SD, SD, SMP, SMA, SMK, TK)

FLOWERS = (
    "Melati", "Kenanga", "Cempaka", "Flamboyan", "Mawar", "Anggrek", "Teratai", "Kamboja", "Seruni", "Dahlia",
    "Bugenvil", "Asoka", "Kemuning", "Wijayakusuma", "Soka", "Tanjung", "Lavender", "Matahari", "Sakura", "Tulip",
)  # fmt: skip
WORDS = ("HARAPAN", "TUNAS", "PELITA", "CAHAYA", "MEKAR", "BUDI", "KARYA", "MUTIARA", "PERTIWI", "BINA")

_FIRST_DIGIT = {"Sumatera": 1, "Jawa": 2, "Kalimantan": 3, "Sulawesi": 4, "Bali-Nusa Tenggara": 5}


@dataclass(frozen=True)
class Schools:
    """One column an attribute, one place a school; sorted by kab/kota, then bentuk."""

    kab: Ints
    provinsi: Ints
    bentuk: Ints
    nomor: Ints
    is_negeri: Flags
    is_kemenag: Flags
    is_3t: Flags
    guru: Ints
    tendik: Ints
    siswa: Ints
    tahun_bakti: Ints
    ikm: Ints
    tahun_ikm: Ints
    is_penggerak: Flags
    buka: Ints
    kecamatan: Ints
    watak: Floats
    """The school effect on uptake, logit scale; shared by everyone in the school."""
    mutu: Floats
    """The school effect on Rapor scores, standard normal, partly the same as `watak`."""

    def __len__(self) -> int:
        return len(self.kab)


def _slots(world: World, regions: Regions, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Kab/kota and bentuk of every school at scale 1: a base everywhere, the rest by the provinces' SD."""
    kabs: list[int] = []
    kinds: list[int] = []
    for index in range(len(regions.kabs)):
        base = [*_EVERY_KAB, MI if rng.random() < 0.6 else MTS]
        draw = rng.random()
        if draw < 0.8:
            base.append(PKBM if draw < 0.45 else SLB)
        kabs += [index] * len(base)
        kinds += base
    extra = max(world.satuan - 8.8 * 514, 0.0) / sum(SD_2024.values())
    for place, province in enumerate(regions.provinces):
        members = [index for index, kab in enumerate(regions.kabs) if kab.provinsi == place]
        weights = rng.lognormal(0.0, 0.35, len(members))
        for position, index in enumerate(members):
            if regions.kabs[index].kode == TRUTHS.simpson_kota:
                weights[position] = weights.sum() * 1.6
        count = round(extra * SD_2024[province.kode])
        kabs += rng.choice(members, count, p=weights / weights.sum()).tolist()
        kinds += rng.choice(len(BENTUK), count, p=_EXTRA_MIX / _EXTRA_MIX.sum()).tolist()
    return np.array(kabs, np.int32), np.array(kinds, np.int32)


def _running_number(kab: Ints, kind: Ints) -> Ints:
    """1, 2, 3, ... within each kab/kota and bentuk of columns sorted by both."""
    group = kab.astype(np.int64) * len(BENTUK) + kind
    start = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    length = np.diff(np.r_[start, len(group)])
    return (np.arange(len(group)) - np.repeat(start, length) + 1).astype(np.int32)


def make_schools(world: World, regions: Regions) -> Schools:
    """Draw the schools of a world."""
    rng = world.rng("schools")
    kab, kind = _slots(world, regions, rng)
    kab, kind = np.repeat(kab, world.scale), np.repeat(kind, world.scale)
    order = np.lexsort((kind, kab))
    kab, kind = kab[order], kind[order]
    n = len(kab)
    provinsi = np.array([item.provinsi for item in regions.kabs], np.int32)[kab]

    remote = np.array([REMOTE_SHARE.get(province.kode, 0.02) for province in regions.provinces])
    is_city = np.array([item.jenis == "kota" for item in regions.kabs])
    kab_is_remote = (rng.random(len(regions.kabs)) < remote[[k.provinsi for k in regions.kabs]]) & ~is_city
    is_3t = kab_is_remote[kab] & (rng.random(n) < 0.85)

    is_kemenag = np.isin(kind, KEMENAG)
    is_negeri = rng.random(n) < _STATE_SHARE[kind]
    size = np.where(is_city[kab], 1.12, 1.0) * np.where(is_3t, 0.75, 1.0) * np.where(is_negeri, 1.1, 0.85)
    simpson = regions.kab_index.get(TRUTHS.simpson_kota, -1)
    size = size * np.where(kab == simpson, 1.6, 1.0)
    guru = np.maximum(np.rint(_TEACHERS[kind] * size * rng.lognormal(-0.06, 0.35, n)), 1).astype(np.int32)
    siswa = np.maximum(np.rint(guru * _PUPILS_PER_TEACHER[kind] * rng.lognormal(-0.03, 0.25, n)), 5).astype(np.int32)
    tendik = np.rint(guru * _STAFF_SHARE[kind] + rng.random(n)).astype(np.int32)

    has_bakti = rng.random(n) < np.where(is_3t, 0.6, 0.05)
    tahun_bakti = np.where(has_bakti, rng.integers(2018, 2027, n), 0).astype(np.int32)
    ikm = np.searchsorted([0.12, 0.37, 0.92], rng.random(n)).astype(np.int32)
    ikm[is_kemenag & (rng.random(n) < 0.45)] = 0
    tahun_ikm = np.where(ikm > 0, rng.choice([2022, 2023, 2024], n, p=[0.4, 0.4, 0.2]), 0).astype(np.int32)
    watak = rng.normal(0.0, SCHOOL_SPREAD, n)
    return Schools(
        kab=kab,
        provinsi=provinsi,
        bentuk=kind,
        nomor=_running_number(kab, kind),
        is_negeri=is_negeri,
        is_kemenag=is_kemenag,
        is_3t=is_3t,
        guru=guru,
        tendik=tendik,
        siswa=siswa,
        tahun_bakti=tahun_bakti,
        ikm=ikm,
        tahun_ikm=tahun_ikm,
        is_penggerak=(rng.random(n) < 0.06) & np.isin(kind, (SD, SMP, SMA, TK, SLB)),
        buka=np.where(rng.random(n) < 0.015, rng.integers(1, 34, n), 0).astype(np.int32),
        kecamatan=rng.integers(0, 6, n).astype(np.int32),
        watak=watak,
        mutu=0.35 * watak / SCHOOL_SPREAD + np.sqrt(1 - 0.35**2) * rng.normal(0.0, 1.0, n),
    )


def _first_digits(regions: Regions) -> list[str]:
    """The first three digits of the NPSN of each province: numbers that no real school carries."""
    seen: dict[int, int] = {}
    digits = []
    for province in regions.provinces:
        first = _FIRST_DIGIT.get(province.pulau, 6)
        digits.append(f"{first}8{seen.get(first, 0)}")
        seen[first] = seen.get(first, 0) + 1
    return digits


_SCHOOL_TABLE = """
CREATE TABLE sekolah AS
SELECT
    angka.*,
    wilayah.* EXCLUDE (kab),
    CASE
        WHEN bentuk_ke = 7 THEN 'P8' || lpad(urut::VARCHAR, 6, '0')
        WHEN urut % 10 = 7 THEN '709' || lpad((urut // 10)::VARCHAR, 5, '0')
        ELSE awal_npsn || lpad(urut_provinsi::VARCHAR, 5, '0')
    END AS npsn,
    CASE
        WHEN is_negeri AND bentuk_ke IN (9, 10, 11) THEN
            CASE bentuk_ke WHEN 9 THEN 'MIN ' WHEN 10 THEN 'MTSN ' ELSE 'MAN ' END || nomor || ' ' || upper(kecamatan)
        WHEN bentuk_ke IN (8, 9, 10, 11) THEN upper(bentuk) || ' AL ' || kata || ' CONTOH ' || nomor
        WHEN is_negeri AND bentuk_ke IN (4, 5, 6) THEN bentuk || ' NEGERI CONTOH ' || nomor || ' ' || upper(kecamatan)
        WHEN is_negeri THEN bentuk || ' NEGERI ' || nomor || ' ' || upper(kecamatan)
        ELSE bentuk || ' ' || kata || ' CONTOH ' || nomor
    END AS nama
FROM (
    SELECT
        *,
        $bentuk[bentuk_ke + 1] AS bentuk,
        $jenjang[bentuk_ke + 1] AS jenjang,
        $bunga[(kab * 7 + kecamatan_ke) % len($bunga) + 1] || ' Contoh' AS kecamatan,
        $kata[(kab + nomor) % len($kata) + 1] AS kata
    FROM angka
) AS angka
INNER JOIN wilayah USING (kab)
ORDER BY urut
"""


def install_schools(con: duckdb.DuckDBPyConnection, schools: Schools, regions: Regions) -> None:
    """The table `sekolah`, one row a school in the order of `schools`, with every spelling of its region."""
    starts = np.searchsorted(schools.provinsi, np.arange(len(regions.provinces)))
    angka = pd.DataFrame(
        {
            "urut": np.arange(len(schools), dtype=np.int32),
            "urut_provinsi": (np.arange(len(schools)) - starts[schools.provinsi] + 1).astype(np.int32),
            "kab": schools.kab,
            "provinsi_ke": schools.provinsi,
            "bentuk_ke": schools.bentuk,
            "nomor": schools.nomor,
            "is_negeri": schools.is_negeri,
            "is_kemenag": schools.is_kemenag,
            "is_3t": schools.is_3t,
            "kecamatan_ke": schools.kecamatan,
            "tahun_bakti": schools.tahun_bakti,
            "ikm": schools.ikm,
            "tahun_ikm": schools.tahun_ikm,
            "is_penggerak": schools.is_penggerak,
            "buka": schools.buka,
        }
    )
    digits = _first_digits(regions)
    spellings = []
    for index, kab in enumerate(regions.kabs):
        province = regions.provinces[kab.provinsi]
        names = [kab_spelling(kab.nama, style) for style in range(4)]
        names += [province_spelling(province.nama, style) for style in range(5)]
        spellings.append([index, digits[kab.provinsi], kab.kode, *names])
    columns = ["kab", "awal_npsn", "kode_kab", "k0", "k1", "k2", "k3", "p0", "p1", "p2", "p3", "p4"]
    con.register("angka", angka)
    con.register("wilayah_asal", pd.DataFrame(spellings, columns=columns))
    con.execute("CREATE TABLE wilayah AS SELECT * FROM wilayah_asal ORDER BY kab")
    con.execute(
        _SCHOOL_TABLE,
        {"bentuk": list(BENTUK), "jenjang": list(JENJANG), "bunga": list(FLOWERS), "kata": list(WORDS)},
    )
    con.unregister("angka")
    con.unregister("wilayah_asal")

"""Training events as one workbook, and attendance forms as people fill them in.

Names, numbers and addresses of people are synthetic and plainly so; they stand in the forms because real forms hold
them and an import must stop them at the door.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from pipelines.sample.desk import Desk
from pipelines.sample.regions import Regions, kab_spelling, province_spelling
from pipelines.sample.training import BAKTI_PROGRAM, Event, Participants
from pipelines.sample.world import World
from pipelines.sample.xlsx import Cell, write_table

EVENT_HEADER = (
    "Kode Kegiatan", "Nama Kegiatan", "Program", "Penyelenggara", "Level", "Moda", "Kota", "Provinsi",
    "Kabupaten/Kota", "Tanggal Mulai", "Tanggal Selesai", "JP", "Kuota", "Diundang",
)  # fmt: skip

FORM_HEADER = (
    "Timestamp", "Nama Lengkap (dengan gelar)", "NIP/NUPTK", "NPSN", "Asal Sekolah/Instansi", "Jabatan", "Provinsi",
    "Kab/Kota", "No. WA", "Email belajar.id", "Level", "Hadir", "Pre-test", "Post-test", "Sertifikat", "JP",
)  # fmt: skip

_FORM_TABLE = """
CREATE TABLE kehadiran AS
WITH
orang AS (
    SELECT
        peserta.*,
        acara.* EXCLUDE (acara),
        sekolah.npsn,
        sekolah.nama,
        sekolah.bentuk,
        sekolah.is_negeri,
        wilayah.k0,
        wilayah.k1,
        wilayah.k2,
        wilayah.p0,
        wilayah.p1,
        wilayah.p3,
        CASE WHEN peserta.sekolah < 0 THEN 90000000 + peserta.orang ELSE peserta.sekolah * 100 + peserta.orang END
            AS nomor
    FROM peserta
    INNER JOIN acara USING (acara)
    INNER JOIN wilayah ON wilayah.kab = peserta.kab
    LEFT JOIN sekolah ON sekolah.urut = peserta.sekolah
),

nama AS (
    SELECT
        *,
        CASE WHEN sekolah < 0 THEN 'Pegawai' WHEN orang = 0 THEN 'Kepala' ELSE 'Guru' END AS sebutan,
        CASE
            WHEN sekolah >= 0 AND (nomor % 10 >= 8 OR NOT is_negeri AND nomor % 10 >= 4) THEN
                CASE WHEN nomor % 3 = 0 THEN '-' ELSE '9' || lpad(nomor::VARCHAR, 15, '0') END
            WHEN nomor % 17 = 3 THEN '1,97E+17'
            ELSE
                (1970 + nomor // 1000 % 25)::VARCHAR
                || lpad((1 + nomor // 6000000 % 12)::VARCHAR, 2, '0') || '01'
                || (2000 + nomor // 25000 % 20)::VARCHAR
                || lpad((1 + nomor // 500000 % 12)::VARCHAR, 2, '0')
                || (1 + nomor % 2)::VARCHAR
                || lpad((nomor % 1000)::VARCHAR, 3, '0')
        END AS nip
    FROM orang
)

SELECT
    acara,
    kode,
    urut,
    strftime(mulai + INTERVAL (7 * 3600 + (urut * 37) % 5400) SECOND, '%d/%m/%Y %H:%M:%S') AS waktu,
    sebutan
    || ' Contoh '
    || lpad(nomor::VARCHAR, greatest(6, len(nomor::VARCHAR))::INTEGER, '0')
    || CASE nomor % 3 WHEN 0 THEN ', S.Pd.' WHEN 1 THEN ', M.Pd.' ELSE '' END AS nama_lengkap,
    nip,
    CASE
        WHEN sekolah < 0 OR (nomor + acara) % 20 >= 12 THEN ''
        WHEN nomor % 41 = 7 THEN npsn || '.0'
        WHEN nomor % 23 = 5 THEN npsn || '  '
        ELSE npsn
    END AS npsn,
    CASE
        WHEN sekolah < 0 THEN 'Dinas Pendidikan ' || k0
        WHEN (nomor + acara) % 10 = 4 THEN lower(nama)
        WHEN (nomor + acara) % 10 = 5 THEN replace(nama, ' ', '  ') || ' '
        WHEN (nomor + acara) % 10 = 6 THEN replace(nama, ' NEGERI ', 'N ')
        WHEN (nomor + acara) % 10 = 7 THEN nama || ', ' || k1
        WHEN (nomor + acara) % 10 = 8 THEN left(nama, len(nama) - 1)
        WHEN (nomor + acara) % 10 = 9 THEN bentuk || ' Contoh'
        ELSE nama
    END AS asal,
    CASE
        WHEN sekolah < 0 THEN 'Staf Dinas Pendidikan'
        WHEN orang = 0 THEN 'Kepala Sekolah'
        WHEN nomor % 29 = 1 THEN 'Operator Sekolah'
        ELSE ['Guru', 'Guru Kelas', 'Guru Mata Pelajaran'][nomor % 3 + 1]
    END AS jabatan,
    CASE (nomor + acara) % 3 WHEN 0 THEN p0 WHEN 1 THEN p1 ELSE p3 END AS provinsi,
    CASE (nomor + acara) % 4 WHEN 0 THEN k0 WHEN 1 THEN k2 ELSE k1 END AS kab,
    '0812' || lpad(nomor::VARCHAR, 8, '0') AS wa,
    lower(sebutan) || '.contoh' || nomor || '@contoh.belajar.id' AS surel,
    level,
    CASE WHEN hadir = 1 THEN 'Ya' ELSE 'Tidak' END AS hadir,
    CASE WHEN hadir = 1 AND level <> 'rakor' THEN replace(pre::VARCHAR, '.', ',') ELSE '' END AS pre,
    CASE WHEN hadir = 1 AND level <> 'rakor' THEN replace(post::VARCHAR, '.', ',') ELSE '' END AS post,
    CASE WHEN hadir = 1 AND post >= 55 THEN 'Ya' ELSE 'Tidak' END AS sertifikat,
    CASE WHEN hadir = 1 THEN jp ELSE 0 END AS jp
FROM nama
"""

_TWICE = """
INSERT INTO kehadiran BY NAME
SELECT
    * EXCLUDE (waktu, urut),
    replace(waktu, ' 0', ' 1') AS waktu,
    urut + 100000000 AS urut
FROM kehadiran
SEMI JOIN pendaftar_ganda USING (urut)
"""

_FORM = """
SELECT
    {kode} waktu, nama_lengkap, nip, npsn, asal, jabatan, provinsi, kab, wa, surel, level, hadir, pre, post, sertifikat,
    jp
FROM kehadiran
WHERE acara IN ({acara})
ORDER BY acara, urut"""


def write_events(desk: Desk, regions: Regions, events: Sequence[Event], people: Participants) -> None:
    """bimtek_kegiatan.xlsx: a title row, then one row an event."""
    counts = np.bincount(people.acara, minlength=len(events))
    rows: list[list[Cell]] = [[f"Daftar kegiatan bimtek dan rakor, {len(events)} kegiatan"], [], list(EVENT_HEADER)]
    for index, event in enumerate(events):
        kab = regions.kab_index.get(event.kab)
        province = (
            "" if kab is None else province_spelling(regions.provinces[regions.kabs[kab].provinsi].nama, index % 3)
        )
        venue = "" if kab is None else kab_spelling(regions.kabs[kab].nama, index % 2)
        registered = int(counts[index])
        rows.append(
            [event.kode, event.nama, event.program, event.penyelenggara, event.level, event.moda,
             event.kota if venue else "", province, venue, event.mulai, event.selesai, event.jp,
             registered + 5 + registered // 10, registered + registered // 6]
        )  # fmt: skip
    write_table(desk.folder / "bimtek_kegiatan.xlsx", "Kegiatan", rows)


def install_attendance(desk: Desk, world: World, events: Sequence[Event], people: Participants) -> int:
    """The table `kehadiran`; returns how many people registered twice."""
    rng = world.rng("attendance")
    n = len(people.acara)
    pre = np.clip(np.round(rng.normal(58, 12, n) * 2) / 2, 10, 95)
    post = np.clip(np.round((pre + rng.normal(13, 9, n)) * 2) / 2, 10, 100)
    twice = rng.random(n) < 0.015
    desk.columns(
        "peserta",
        {
            "acara": people.acara, "sekolah": people.sekolah, "orang": people.orang, "kab": people.kab,
            "hadir": people.hadir, "urut": np.arange(n, dtype=np.int32), "pre": pre, "post": post,
        },
    )  # fmt: skip
    desk.con.execute("CREATE TABLE acara (acara INTEGER, kode VARCHAR, level VARCHAR, jp INTEGER, mulai TIMESTAMP)")
    desk.con.executemany(
        "INSERT INTO acara VALUES (?, ?, ?, ?, ?)",
        [[index, event.kode, event.level, event.jp, event.mulai] for index, event in enumerate(events)],
    )
    desk.con.execute(_FORM_TABLE)
    desk.columns("pendaftar_ganda", {"urut": np.flatnonzero(twice).astype(np.int32)})
    desk.con.execute(_TWICE)
    return int(twice.sum())


def write_attendance(desk: Desk, events: Sequence[Event]) -> None:
    """BAKTI forms of 2023: a workbook an event, its code only in the title; the rest: a CSV a programme and year."""
    single = [
        index for index, event in enumerate(events) if event.program == BAKTI_PROGRAM and event.mulai.year == 2023
    ]
    for index in single:
        event = events[index]
        rows = desk.con.execute(_FORM.format(kode="", acara=index)).fetchall()
        head: list[list[Cell]] = [[f"Daftar hadir {event.kode} {event.nama}"], [], list(FORM_HEADER)]
        write_table(desk.folder / f"daftar_hadir_{event.kode}.xlsx", "Form Responses 1", [*head, *rows])
    rest = [index for index in range(len(events)) if index not in single]

    def group_of(index: int) -> tuple[str, int]:
        return events[index].program, events[index].mulai.year

    rest.sort(key=lambda index: (*group_of(index), index))
    for order, (group, members) in enumerate(itertools.groupby(rest, key=group_of)):
        slug = "_".join("".join(mark if mark.isalnum() else " " for mark in group[0].lower()).split())
        name = f"daftar_hadir_{slug}_{group[1]}.csv"
        places = list(members)
        after: list[list[object]] = []
        if order == 0:
            code = events[places[0]].kode
            person = ["01/03/2024 08:00:00", "Guru Contoh 0000", "-", "", "SD Contoh", "Guru"]
            tail = ["081200000000", "guru.contoh0@contoh.belajar.id", "basic", "Ya", "", "", "Tidak", 8]
            after = [[code, *person, "Prov. Antah Berantah", "Kab. Antah Berantah", *tail]]
            desk.refuse(name, "wilayah tidak dikenal", "Kab. Antah Berantah")
        query = _FORM.format(kode="kode,", acara=", ".join(map(str, places)))
        desk.csv(
            name, ["Kode Kegiatan", *FORM_HEADER], query, delimiter=",;"[order % 2], bom=order % 3 == 0, after=after
        )

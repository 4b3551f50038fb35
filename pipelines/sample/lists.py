"""School lists as Dapodik gives them (semicolons, BOM): one a year, and the latest."""

from __future__ import annotations

from datetime import date

from pipelines.sample.desk import Desk
from pipelines.sample.schools import Schools
from pipelines.sample.world import MONTHS, Ints, World

HEADER = (
    "NPSN", "Nama Satuan Pendidikan", "Bentuk Pendidikan", "Status Sekolah", "Kecamatan", "Kabupaten/Kota",
    "Provinsi", "Jumlah Guru", "Jumlah Tendik", "Jumlah Peserta Didik", "Akses Internet BAKTI", "Daerah 3T",
    "Status IKM", "Tahun IKM", "Sekolah Penggerak", "Tanggal Data",
)  # fmt: skip

CUTOFFS = (date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31), date(2026, 10, 31))

_QUERY = """
SELECT
    npsn || CASE WHEN {kotor} AND urut % 97 = 5 THEN '.0' WHEN {kotor} AND urut % 53 = 9 THEN '  ' ELSE '' END AS npsn,
    nama,
    bentuk,
    CASE WHEN is_negeri THEN 'Negeri' ELSE 'Swasta' END AS status,
    'Kec. ' || kecamatan AS kecamatan,
    CASE WHEN {kotor} AND urut % 211 = 3 THEN k3 ELSE {kab} END AS kab,
    {provinsi} AS provinsi,
    guru,
    tendik,
    siswa,
    CASE WHEN tahun_bakti BETWEEN 2018 AND {tahun} THEN 'Ya' ELSE 'Tidak' END AS bakti,
    CASE WHEN is_3t THEN 'Ya' ELSE 'Tidak' END AS is_3t,
    CASE
        WHEN tahun_ikm = 0 OR tahun_ikm > {tahun} THEN 'Tidak terdaftar'
        ELSE ['Tidak terdaftar', 'Mandiri Belajar', 'Mandiri Berubah', 'Mandiri Berbagi'][ikm + 1]
    END AS ikm,
    CASE WHEN tahun_ikm BETWEEN 2022 AND {tahun} THEN tahun_ikm END AS tahun_ikm,
    CASE WHEN is_penggerak THEN 'Ya' ELSE 'Tidak' END AS penggerak,
    '{tanggal}' AS tanggal
FROM sekolah
POSITIONAL JOIN daftar
WHERE buka <= {bulan}
"""


def _odd_rows(day: date) -> list[list[object]]:
    """Rows of the latest list that no import may take: two abroad (recognised) and three to set aside."""
    tail = ["Tidak", "Tidak", "Tidak terdaftar", "", "Tidak", day.isoformat()]
    return [
        ["98000001", "SD INDONESIA CONTOH LUAR NEGERI", "SD", "Negeri", "", "Luar Negeri", "Luar Negeri", 12, 3, 140,
         *tail],
        ["98000002", "SMA INDONESIA CONTOH LUAR NEGERI", "SMA", "Negeri", "", "Luar Negeri", "Luar Negeri", 15, 4,
         120, *tail],
        ["NP345555", "SD CONTOH NPSN PALSU", "SD", "Swasta", "", "Kab. Agam", "Sumatera Barat", 5, 1, 40, *tail],
        ["", "SD CONTOH TANPA NPSN", "SD", "Swasta", "", "Kab. Agam", "Sumatera Barat", 6, 1, 55, *tail],
        ["18099999", "SD CONTOH WILAYAH ASING", "SD", "Swasta", "", "Kab. Antah Berantah", "Sumatera Barat", 6, 1, 55,
         *tail],
    ]  # fmt: skip


def write_lists(desk: Desk, world: World, schools: Schools, latest_teachers: Ints) -> None:
    """Four lists; teachers, staff and pupils of the latest agree with the latest PMM denominators.

    In the latest some NPSN and names have what a spreadsheet leaves: ".0", blanks too many.
    """
    rng = world.rng("lists")
    for order, day in enumerate(CUTOFFS):
        last = order == len(CUTOFFS) - 1
        wave = rng.integers(-1, 2, len(schools))
        desk.columns(
            "daftar",
            {
                "guru": latest_teachers if order >= 2 else schools.guru,
                "tendik": schools.tendik,
                "siswa": schools.siswa if last else (schools.siswa + wave * (schools.siswa // 20)),
            },
        )
        month = MONTHS.index(day)
        name = f"dapodik_satuan_pendidikan_{day.isoformat()}.csv"
        query = _QUERY.format(
            kab="k1" if order % 2 else "k2",
            provinsi="p1" if order in (1, 3) else "p2" if order == 2 else "p0",
            tahun=day.year,
            tanggal=day.isoformat() if last else day.strftime("%d/%m/%Y"),
            bulan=month,
            kotor=last,
        )
        desk.csv(name, HEADER, query, delimiter=";", bom=True, after=_odd_rows(day) if last else ())
        if last:
            desk.refuse(name, "NPSN tidak sah", "NP345555")
            desk.refuse(name, "NPSN kosong", "")
            desk.refuse(name, "kabupaten/kota tidak dikenal", "Kab. Antah Berantah")

"""Region names of real files that nobody here wrote; skipped where the files are not there."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipelines.wilayah import Resolver, default
from warehouse.paths import REFERENCE

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "real"


def rows(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle, delimiter=delimiter))


PROVINCES = rows(REFERENCE / "provinsi.csv")


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return default()


def real(path: str) -> Path:
    file = REAL / path
    if not file.is_file():
        pytest.skip(f"berkas nyata {path} tidak ada di {REAL}")
    return file


def test_every_region_of_the_national_sma_list_resolves(resolver: Resolver) -> None:
    pairs = {
        (row["provinsi"], row["kabupaten"] or row["kota"])
        for row in rows(real("sekolah_sma_nasional_2025/semua_sma.csv"))
        if row["provinsi"]
    }
    found = [resolver.pair(*pair) for pair in pairs]
    assert [(pair.provinsi, pair.kab_kota, pair.alasan) for pair in found if pair.golongan != "cocok"] == []
    assert {pair.wilayah.kode_provinsi for pair in found if pair.wilayah} == {
        row["kode_provinsi_kemendagri"] for row in PROVINCES
    }
    codes = [pair.wilayah.kode_kab_kota for pair in found if pair.wilayah]
    assert len(codes) > 500
    spaces = {" ".join(pair.kab_kota.split()) for pair in found if pair.kab_kota}
    assert len(set(codes)) == len(spaces), "two names of one list are two regions"


def test_every_region_of_the_sulawesi_utara_accounts_resolves_without_a_province_column(resolver: Resolver) -> None:
    file = real("sulut_belajarid/belajarid_akun_sma_smk.csv")
    found = [resolver.pair(None, text) for text in {row["Kabupaten/Kota"] for row in rows(file)}]
    assert {pair.golongan for pair in found} == {"cocok"}
    assert {pair.wilayah.kode_provinsi for pair in found if pair.wilayah} == {"71"}


def test_the_dapodik_province_table_is_38_provinces_and_abroad(resolver: Resolver) -> None:
    file = real("prov_sd_dapodik_2023/kelayakan-pendidikan-indonesia.csv")
    found = [resolver.provinsi(row["Provinsi"]) for row in rows(file)]
    assert sorted(result.kode for result in found if result.kode) == sorted(
        row["kode_provinsi_kemendagri"] for row in PROVINCES
    )
    assert [result.golongan for result in found if not result.kode] == ["luar_negeri"]


def test_the_statistics_tables_of_2022_resolve(resolver: Resolver) -> None:
    aps = rows(real("prov_digital_2022/Angka Partisipasi Sekolah (APS)-2022.csv"), ";")
    found = [resolver.provinsi(row["Cakupan"]) for row in aps if row["Cakupan"]]
    assert len({result.kode for result in found if result.kode}) == 38
    assert [result.golongan for result in found if not result.kode] == ["nasional"]
    literasi = rows(real("prov_digital_2022/indeks literasi digital-2022.csv"))
    for row in literasi:
        named, coded = resolver.provinsi(row["nama_provinsi"]), resolver.provinsi(row["kode_provinsi"], "bps")
        assert named.kode == coded.kode is not None
    access = real("prov_digital_2022/Akses Internet-2022.csv").read_text(encoding="utf-8-sig").splitlines()[4:]
    names = [line.split(",")[0].strip('"') for line in access if line.split(",")[0].strip()]
    kinds = [resolver.provinsi(name).golongan for name in names]
    assert kinds.count("cocok") in (34, 38)
    assert set(kinds) <= {"cocok", "nasional"}

"""Personal data stop at the door: what a form knows of people is nowhere in a snapshot, only how many they are."""

from __future__ import annotations

import stat
from pathlib import Path

import duckdb
import pytest

from pipelines import privacy
from pipelines.build import Result, build
from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.training import KEGIATAN
from tests.builders import export, make_kegiatan, make_satuan_pendidikan, records, write_csv, write_xlsx

HEADER = [
    "Timestamp",
    "Nama Lengkap (dengan gelar)",
    "NIP/NUPTK",
    "NPSN",
    "Asal Sekolah/Instansi",
    "Jabatan",
    "Provinsi",
    "Kab/Kota",
    "No. WA",
    "Email belajar.id",
    "Level",
    "Hadir",
    "Pre-test",
    "Post-test",
    "Sertifikat",
    "JP",
]
PEOPLE = [
    ["Zulhijjah Wirakusumah, S.Pd.", "198203052009031007", "10300001", "SDN 1 Contoh", "Guru Kelas", "081298765401"],
    ["Dra. Marhaenita Puspaningrum", "7788990011223344", "", "sd  negeri 1 contoh", "Kepala Sekolah", "081298765402"],
    ["Qomarudin Jayadiningrat", "-", "", "SMP yang tidak ada", "Operator", "081298765403"],
    ["Qomarudin Jayadiningrat, M.Pd.", "1,97E+17", "", "SMP yang tidak ada", "Operator", "081298765404"],
    ["Wagimin Sastroatmodjo", "198203052009031008", "081298765405", "Dinas", "Kabid Dikdas", "081298765406"],
    ["Salah Kamar", "198203052009031009", "", "198203052009031010", "Guru", "081298765407"],
]
SECRETS = [
    word
    for name, number, _, school, _, phone in PEOPLE
    for word in (*name.split(",")[0].split(), number, phone)
    if len(word) > 4 and word not in {"Salah", "Kamar"} and school
] + ["081298765405", "198203052009031010", "@contoh.belajar.id", "rahasia"]


def form(event: str, *, with_code: bool) -> list[list[str]]:
    rows = [
        [
            "01/02/2026 08:00:00",
            name,
            number,
            npsn,
            school,
            job,
            "Sumatera Barat",
            "Kota Payakumbuh" if job == "Kabid Dikdas" else "Kab. Agam",
            phone,
            "rahasia@contoh.belajar.id",
            "basic",
            "Ya",
            "60",
            "80,5",
            "Ya",
            "16",
        ]
        for name, number, npsn, school, job, phone in PEOPLE
    ]
    rows.append(
        [
            "",
            "Tanpa Wilayah",
            "198203052009031011",
            "",
            "",
            "Guru",
            "081298765408",
            "rahasia@contoh.belajar.id",
            "081298765408",
            "",
            "",
            "Ya",
            "",
            "",
            "",
            "",
        ]
    )
    if with_code:
        return [["Kode Kegiatan", *HEADER], *([event, *row] for row in rows)]
    return [[f"Daftar hadir {event} Bimtek contoh"], [], HEADER, *rows]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    monkeypatch.delenv(privacy.KEY_VARIABLE, raising=False)
    folder = tmp_path / "exports"
    school = make_satuan_pendidikan(npsn="10300001", nama="SD NEGERI 1 CONTOH", kode_kab_kota_kemendagri="13.06")
    export(folder / "sekolah.csv", DAFTAR, school)
    export(folder / "kegiatan.csv", KEGIATAN, make_kegiatan(kegiatan_id="BTK-1"), make_kegiatan(kegiatan_id="BTK-2"))
    write_csv(folder / "hadir_1.csv", form("BTK-1", with_code=True), ";")
    write_xlsx(folder / "hadir_2.xlsx", {"Form Responses 1": form("BTK-2", with_code=False)})
    write_csv(folder / "asing.csv", [["Nama", "HP"], ["Zulhijjah Wirakusumah", "081298765401"]])
    return build(folder)


def attendance(result: Result) -> list[dict[str, object]]:
    assert result.snapshot is not None
    return records(*sorted((result.snapshot.path / "bimtek_kehadiran").glob("*.parquet")))


def test_nothing_of_a_person_is_in_any_byte_or_cell_of_the_data_folder(built: Result, tmp_path: Path) -> None:
    assert built.snapshot is not None
    texts = []
    with duckdb.connect() as con:
        for file in built.snapshot.path.rglob("*.parquet"):
            texts.append(str(con.execute("SELECT * FROM read_parquet(?)", [str(file)]).fetchall()))
        con.execute(f"ATTACH '{built.snapshot.path / 'marts.duckdb'}' AS mart (READ_ONLY)")
        names = con.execute("SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'mart'")
        for schema, table in names.fetchall():
            texts.append(str(con.execute(f'SELECT * FROM mart."{schema}"."{table}"').fetchall()))
    warehouse = tmp_path / "warehouse"
    raw = b"".join(file.read_bytes() for file in warehouse.rglob("*") if file.is_file())
    found = {word for word in SECRETS if word.encode() in raw or any(word.lower() in text.lower() for text in texts)}
    assert found == set()
    assert sum(map(len, texts)) > 1000
    assert len(attendance(built)) > 5


def test_a_person_is_counted_once_across_events(built: Result) -> None:
    by_event: dict[object, set[object]] = {}
    for row in attendance(built):
        by_event.setdefault(row["kegiatan_id"], set()).add(row["peserta"])
    assert by_event["BTK-1"] == by_event["BTK-2"]
    assert len(by_event["BTK-1"]) == 5, "two rows of one name and school are one person"


def test_the_second_registration_of_a_person_is_set_aside_not_dropped(built: Result) -> None:
    sheet = next(s for f in built.manifest.berkas if f.nama == "hadir_1.csv" for s in f.lembar)
    assert (sheet.dibaca, sheet.diterima, sheet.disisihkan) == (7, 5, 2)
    assert {reason.kode for reason in sheet.alasan} == {"kunci_ganda", "wilayah_tidak_dikenal"}


def test_free_text_schools_match_only_exactly_within_their_kab_kota(built: Result) -> None:
    found = {(row["dasar_identitas"], row["peran"]): row["npsn"] for row in attendance(built)}
    assert found["nip", "guru"] in {"10300001", None}
    assert found["nuptk", "KS"] == "10300001"
    assert found["nama", "tendik"] is None
    assert found["nip", "dinas"] is None


def test_unread_columns_are_named_in_the_ledger(built: Result) -> None:
    sheet = next(s for f in built.manifest.berkas if f.nama == "hadir_1.csv" for s in f.lembar)
    assert {"No. WA", "Email belajar.id", "Timestamp"} <= set(sheet.kolom_tidak_dibaca)


def test_the_key_is_made_once_for_its_owner_alone(built: Result, tmp_path: Path) -> None:
    file = tmp_path / "kunci_hmac"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert privacy.secret_key() == privacy.secret_key()


def test_another_key_gives_other_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(privacy.KEY_VARIABLE, "kunci lain yang cukup panjang")
    assert privacy.code_of(privacy.secret_key(), "nip", "1") != privacy.code_of(b"kunci", "nip", "1")
    assert len(privacy.code_of(b"kunci", "nip", "1")) == 32


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("198203052009031007", "nip"),
        ("1982 0305 200903 1 007", "nip"),
        ("7788990011223344", "nuptk"),
        ("-", None),
        ("1,97E+17", None),
        ("1.97401012006012E+17", None),
        ("000000000000000000", None),
        (None, None),
    ],
)
def test_only_a_whole_number_identifies(text: str | None, kind: str | None) -> None:
    found = privacy.staff_number(text)
    assert (found[0] if found else None) == kind


def test_a_name_identifies_without_titles_and_marks() -> None:
    assert privacy.named("Dra. Siti  Aminah, M.Pd.", "SDN 1", "13.06") == privacy.named("SITI AMINAH", "sdn 1", "13.06")
    assert privacy.named("Siti Aminah", "SDN 1", "13.06") != privacy.named("Siti Aminah", "SDN 2", "13.06")


def test_a_cell_of_a_form_is_never_shown_even_in_the_wrong_column(built: Result) -> None:
    assert built.snapshot is not None
    rows = [r for r in records(built.snapshot.path / "temuan.parquet") if str(r["berkas"]).startswith("hadir")]
    assert len(rows) == 4
    assert {row["nilai"] for row in rows} == {None}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kab. Antah Berantah", "Kab. Antah Berantah"),
        ("NP345555", "NP345555"),
        ("0812-9876-5401", "(disamarkan)"),
        ("kabupaten/kota 'a.b@contoh.id' tidak dikenal", "kabupaten/kota (disamarkan) tidak dikenal"),
    ],
)
def test_what_is_shown_of_any_sheet_has_no_address_and_no_long_number(text: str, shown: str) -> None:
    assert privacy.mask(text) == shown

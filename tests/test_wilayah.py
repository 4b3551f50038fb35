"""Region names: tables of spellings as files have them, and what must hold for every region of the nation."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.nama_wilayah import split_kind
from pipelines.wilayah import Hasil, Resolver, Wilayah, default
from warehouse.paths import REFERENCE


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


PROVINCES = rows(REFERENCE / "provinsi.csv")
KAB_KOTA = rows(REFERENCE / "kab_kota.csv")


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return default()


@pytest.mark.parametrize(
    ("text", "kode"),
    [
        ("Prov. D.K.I. Jakarta", "31"),
        ("D.K.I. Jakarta", "31"),
        ("D.K.I.Jakarta", "31"),
        ("DKI JAKARTA", "31"),
        ("Daerah Khusus Ibukota Jakarta", "31"),
        ("Prov. D.I. Yogyakarta", "34"),
        ("DIY", "34"),
        ("Provinsi Daerah Istimewa Yogyakarta", "34"),
        ("PROV. SUMATRA  BARAT", "13"),
        ("Propinsi Sumatera Barat ", "13"),
        ("sumbar", "13"),
        ("Kep. Bangka Belitung", "19"),
        ("KEPULAUAN BANGKA BELITUNG", "19"),
        ("Kepri", "21"),
        ("Riau", "14"),
        ("Nanggroe Aceh Darussalam", "11"),
        ("Prop. NAD", "11"),
        ("Papua", "91"),
        ("Papua Barat", "92"),
        ("Irian Jaya Barat", "92"),
        ("Papua Barat Daya", "96"),
        ("PBD", "96"),
        ("Papua\u00a0Pegunungan", "95"),
        ("N.T.B.", "52"),
        ("ID-JB", "32"),
        ("\uff2a\uff21\uff37\uff21 \uff22\uff21\uff32\uff21\uff34", "32"),
        ("Jambi\ufeff", "15"),
    ],
)
def test_a_province_is_known_by_the_spellings_of_the_files(resolver: Resolver, text: str, kode: str) -> None:
    assert resolver.provinsi(text) == Hasil(kode, "cocok")


@pytest.mark.parametrize(
    ("kode_sistem", "text", "kode"),
    [
        ("kemendagri", "92", "92"),
        ("bps", "92", "96"),
        ("kemendagri", "94", "94"),
        ("bps", "94", "91"),
        ("bps", "91", "92"),
        ("bps", "95", "93"),
        ("bps", "96", "94"),
        ("bps", "97", "95"),
        ("kemendagri", "13.0", "13"),
        ("dapodik", "080000", "13"),
        ("dapodik", "320000", "92"),
        ("kemendagri", "97", None),
        ("bps", "93", None),
        ("dapodik", "80000", None),
        ("dapodik", "350000", None),
    ],
)
def test_a_province_code_means_what_its_system_says(
    resolver: Resolver, kode_sistem: str, text: str, kode: str | None
) -> None:
    found = resolver.provinsi(text, kode_sistem)  # type: ignore[arg-type]
    assert found.kode == kode
    assert (found.golongan == "cocok") == (kode is not None)


@pytest.mark.parametrize("text", [row["kode_provinsi_kemendagri"] for row in PROVINCES] + ["320000"])
def test_a_bare_province_code_is_refused(resolver: Resolver, text: str) -> None:
    found = resolver.provinsi(text)
    assert (found.kode, found.golongan) == (None, "rancu")
    assert "sebutkan sistemnya" in (found.alasan or "")


@pytest.mark.parametrize(
    ("text", "golongan"),
    [
        ("INDONESIA", "nasional"),
        ("Nasional", "nasional"),
        ("TOTAL", "nasional"),
        ("Jumlah :", "nasional"),
        ("Grand Total", "nasional"),
        ("Luar Negeri", "luar_negeri"),
        ("Prov. Luar Negeri", "luar_negeri"),
        ("SILN", "luar_negeri"),
        ("Jawa Brat", "tidak_dikenal"),
        ("Jawa", "tidak_dikenal"),
        ("Sumatera", "tidak_dikenal"),
        ("Kalimantan", "tidak_dikenal"),
        ("Nusa Tenggara", "tidak_dikenal"),
        ("Timor Timur", "tidak_dikenal"),
        ("Provinsi", "tidak_dikenal"),
        ("Kab. Agam", "tidak_dikenal"),
        ("", "tidak_dikenal"),
        ("-", "tidak_dikenal"),
        (None, "tidak_dikenal"),
        (float("nan"), "tidak_dikenal"),
    ],
)
def test_what_is_no_province_is_recognised_or_refused_with_a_reason(
    resolver: Resolver, text: object, golongan: str
) -> None:
    found = resolver.provinsi(text)
    assert (found.kode, found.golongan) == (None, golongan)
    assert found.alasan


@pytest.mark.parametrize(
    ("text", "provinsi", "kode"),
    [
        ("Kab.  Muaro Jambi", "15", "15.05"),
        ("Kab.Agam", "13", "13.06"),
        ("KABUPATEN AGAM", None, "13.06"),
        ("Agam", None, "13.06"),
        ("Kep. Sangihe", "71", "71.03"),
        ("KEP. SANGIHE", "71", "71.03"),
        ("Kab. Kep. Sangihe", "71", "71.03"),
        ("Kabupaten Kepulauan Sangihe", "71", "71.03"),
        ("Kota Adm. Jakarta Selatan", "31", "31.74"),
        ("Kota Administrasi Jakarta Selatan", None, "31.74"),
        ("Kota Jakarta Selatan", None, "31.74"),
        ("Jakarta Selatan", None, "31.74"),
        ("Kab. Adm. Kep. Seribu", "31", "31.01"),
        ("Kep. Seribu", None, "31.01"),
        ("Kabupaten Mamuju Utara", "76", "76.01"),
        ("Kab. Maluku Tenggara Barat", "81", "81.03"),
        ("Kab. Maluku Tenggara", "81", "81.02"),
        ("Kab. Toba Samosir", "12", "12.12"),
        ("Kab. Samosir", "12", "12.17"),
        ("Kab. Labuhan Batu", "12", "12.10"),
        ("Kab. Labuhan Batu Selatan", "12", "12.22"),
        ("Kab. Batubara", "12", "12.19"),
        ("Kab. Banyu Asin", "16", "16.07"),
        ("Kab. Pangkep", "73", "73.10"),
        ("Pangkajene & Kepulauan", "73", "73.10"),
        ("Kota Bau-Bau", "74", "74.72"),
        ("Kota Baubau", "74", "74.72"),
        ("Kota Sawah Lunto", "13", "13.73"),
        ("Kab. Siau Tagulandang Biaro", "71", "71.09"),
        ("Sitaro", "71", "71.09"),
        ("Kab. Bireun", "11", "11.11"),
        ("Kota Padang Sidempuan", "12", "12.77"),
        ("Kotamadya Bandung", "32", "32.73"),
        ("Bandung, Kota", "32", "32.73"),
        ("Bandung (Kab.)", "32", "32.04"),
        ("Kab. Lima Puluh Kota", "13", "13.07"),
        ("Lima Puluh Kota", "13", "13.07"),
        ("50 Kota", "13", "13.07"),
        ("Kab. Kota Baru", "63", "63.02"),
        ("Kotabaru", None, "63.02"),
        ("Kab. Kotawaringin Barat", "62", "62.01"),
        ("Kota Waringin Barat", "62", "62.01"),
        ("Kota Palangka Raya", "62", "62.71"),
        ("Kab. Tojo Una-Una", "72", "72.09"),
        ("Kab. Fak-Fak", "92", "92.03"),
        ("Kab. Gunung Kidul", "34", "34.03"),
        ("Banjar", "32", "32.79"),
        ("Banjar", "63", "63.03"),
        ("Kab. Pontianak", "61", "61.02"),
        ("Pontianak", "61", "61.71"),
        ("Kab. Pati", None, "33.18"),
        ("13.06", None, "13.06"),
        ("32.73", "32", "32.73"),
        ("3273", None, "32.73"),
        ("3273.0", None, "32.73"),
    ],
)
def test_a_kab_kota_is_known_by_the_spellings_of_the_files(
    resolver: Resolver, text: str, provinsi: str | None, kode: str
) -> None:
    assert resolver.kab_kota(text, provinsi) == Hasil(kode, "cocok")


@pytest.mark.parametrize(
    ("text", "provinsi", "golongan", "reason"),
    [
        ("Solok", "13", "rancu", "Kota Solok"),
        ("Solok", None, "rancu", "Kabupaten Solok"),
        ("Banjar", None, "rancu", "Kabupaten Banjar (63.03)"),
        ("Kota Agam", "13", "tidak_dikenal", "tidak saling menggantikan"),
        ("Kab. Padang", "13", "tidak_dikenal", "tidak saling menggantikan"),
        ("Kab. Agam", "14", "tidak_dikenal", "bukan di Riau"),
        ("Sumatera Barat", "13", "tidak_dikenal", "nama provinsi"),
        ("Prov. Sumatera Barat", "13", "tidak_dikenal", "nama provinsi"),
        ("Kab. Agm", "13", "tidak_dikenal", "mirip: Kabupaten Agam"),
        ("Kab. Timor Leste", None, "tidak_dikenal", "nama_lain.csv"),
        ("Kab.", "13", "tidak_dikenal", "tidak dikenal"),
        ("Kota", "13", "tidak_dikenal", "tidak dikenal"),
        ("", "13", "tidak_dikenal", "kosong"),
        ("11.1", None, "rancu", "nol di belakang hilang"),
        ("13,1", None, "rancu", "nol di belakang hilang"),
        ("1306", None, "rancu", "Kabupaten Padang Pariaman"),
        ("1101", None, "rancu", "Simeulue"),
        ("9471", None, "rancu", "sebutkan sistemnya"),
        ("060700", None, "rancu", "dapodik"),
        ("99.99", None, "tidak_dikenal", "Kemendagri"),
        ("13", None, "tidak_dikenal", "13.06"),
        ("13.06", "14", "tidak_dikenal", "bukan di Riau"),
        ("INDONESIA", None, "nasional", "nasional"),
        ("Total", "13", "nasional", "jumlah"),
        ("Luar Negeri", None, "luar_negeri", "luar negeri"),
    ],
)
def test_a_kab_kota_that_could_be_another_is_refused_with_a_reason(
    resolver: Resolver, text: str, provinsi: str | None, golongan: str, reason: str
) -> None:
    found = resolver.kab_kota(text, provinsi)
    assert (found.kode, found.golongan) == (None, golongan)
    assert reason in (found.alasan or "")


@pytest.mark.parametrize(
    ("text", "kode_sistem", "kode"),
    [
        ("1306", "kemendagri", "13.06"),
        ("1306", "bps", "13.05"),
        ("9471", "bps", "91.71"),
        ("060700", "dapodik", "11.01"),
        ("13.06", "kemendagri", "13.06"),
    ],
)
def test_a_full_code_means_what_its_system_says(resolver: Resolver, text: str, kode_sistem: str, kode: str) -> None:
    assert resolver.kab_kota(text, None, kode_sistem).kode == kode  # type: ignore[arg-type]


def test_an_old_file_may_still_name_the_province_before_the_split_of_2022(resolver: Resolver) -> None:
    found = resolver.pair("Papua Barat", "Kota Sorong")
    assert found.wilayah == Wilayah("kab_kota", "96", "96.71")
    assert "pemekaran 2022" in (found.alasan or "")
    assert resolver.pair("Papua", "Kota Sorong").wilayah is None, "Papua never held Sorong since 2003"
    assert resolver.pair("Papua Selatan", "Kab. Jayapura").wilayah is None, "the way back is not history"


@pytest.mark.parametrize(
    ("provinsi", "kab_kota", "wilayah", "golongan"),
    [
        ("Jawa Barat", "Kota Bandung", Wilayah("kab_kota", "32", "32.73"), "cocok"),
        ("Jawa Barat", None, Wilayah("provinsi", "32"), "cocok"),
        ("Jawa Barat", " - ", Wilayah("provinsi", "32"), "cocok"),
        (None, "Kota Manado", Wilayah("kab_kota", "71", "71.71"), "cocok"),
        ("INDONESIA", None, Wilayah("nasional"), "nasional"),
        (None, "TOTAL", Wilayah("nasional"), "nasional"),
        ("Jawa Barat", "TOTAL", Wilayah("provinsi", "32"), "nasional"),
        ("Luar Negeri", None, None, "luar_negeri"),
        ("Jawa Barat", "Bandung", None, "rancu"),
        ("Jawa Brat", "Kota Bandung", None, "tidak_dikenal"),
        (None, None, None, "tidak_dikenal"),
    ],
)
def test_two_texts_of_a_row_are_read_together(
    resolver: Resolver, provinsi: str | None, kab_kota: str | None, wilayah: Wilayah | None, golongan: str
) -> None:
    found = resolver.pair(provinsi, kab_kota)
    assert (found.wilayah, found.golongan) == (wilayah, golongan)
    assert found.alasan or golongan == "cocok"


def test_a_frame_of_pairs_keeps_the_texts_as_they_came(resolver: Resolver) -> None:
    pairs = [("Prov. Jawa Barat ", "KOTA BANDUNG"), ("Prov. Jawa Barat ", "KOTA BANDUNG"), ("x", None)]
    frame = resolver.map_frame(pairs)
    assert list(frame["provinsi"]) == ["Prov. Jawa Barat ", "x"]
    assert list(frame["kode_kab_kota_kemendagri"].fillna("")) == ["32.73", ""]
    assert list(frame["kode_provinsi_kemendagri"].fillna("")) == ["32", ""]
    assert list(frame["golongan"]) == ["cocok", "tidak_dikenal"]


def test_a_misspelt_name_is_shown_its_neighbours_but_not_given_their_code(resolver: Resolver) -> None:
    found = resolver.provinsi("Sulawesi Barrat")
    assert found.kode is None
    assert "Sulawesi Barat" in (found.alasan or "")


@pytest.mark.parametrize(
    ("alias", "kode", "message"),
    [
        ("Kota Solok", "13.02", "13.72"),
        ("Entah", "99.99", "99.99"),
    ],
)
def test_an_alias_that_means_two_regions_or_none_is_refused(
    tmp_path: Path, alias: str, kode: str, message: str
) -> None:
    for name in ("provinsi.csv", "kab_kota.csv"):
        (tmp_path / name).write_bytes((REFERENCE / name).read_bytes())
    line = f"kab_kota,{kode},{alias},uji\n"
    (tmp_path / "nama_lain.csv").write_text(f"jenis,kode,nama_lain,sumber\n{line}", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        Resolver.from_reference(tmp_path)


_PREFIX = {
    "kabupaten": ["Kabupaten ", "Kab. ", "KAB.", "kab ", "Kab.  ", "KABUPATEN\u00a0", "Kab. Adm. "],
    "kota": ["Kota ", "KOTA  ", "kota ", "Kota\u00a0", "Kota Adm. ", "Kota Administrasi ", "Kotamadya ", "Kodya "],
}
_CASE = [str.upper, str.lower, str.title, str]
_BLANK = [" ", "  ", "\u00a0", " \u200b", "\u2009"]


def _bare(nama: str) -> str:
    for prefix in ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "):
        if nama.startswith(prefix):
            return nama.removeprefix(prefix)
    raise AssertionError(nama)


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_a_canonical_name_in_any_dress_keeps_its_code(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(KAB_KOTA))
    bare = data.draw(st.sampled_from(_CASE))(_bare(row["nama"]))
    if data.draw(st.booleans()):
        bare = bare.replace("Kepulauan", "Kep.").replace("KEPULAUAN", "KEP")
    text = data.draw(st.sampled_from(_PREFIX[row["jenis"]])) + bare.replace(" ", data.draw(st.sampled_from(_BLANK)))
    text = data.draw(st.sampled_from(["", " ", "\u00a0"])) + text + data.draw(st.sampled_from(["", "  ", "\ufeff"]))
    provinsi = data.draw(st.sampled_from([None, row["kode_provinsi_kemendagri"]]))
    assert default().kab_kota(text, provinsi) == Hasil(row["kode_kab_kota_kemendagri"], "cocok")


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_province_in_any_dress_keeps_its_code(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(PROVINCES))
    name = data.draw(st.sampled_from(_CASE))(row["nama"]).replace(" ", data.draw(st.sampled_from(_BLANK)))
    prefix = data.draw(st.sampled_from(["", "Prov. ", "PROV.", "Provinsi ", "propinsi ", "Prop. ", "Prov "]))
    assert default().provinsi(prefix + name) == Hasil(row["kode_provinsi_kemendagri"], "cocok")


def _twins() -> Iterable[tuple[str, str, str]]:
    by_name: dict[tuple[str, str], dict[str, str]] = {}
    for row in KAB_KOTA:
        by_name.setdefault((_bare(row["nama"]), row["kode_provinsi_kemendagri"]), {})[row["jenis"]] = row[
            "kode_kab_kota_kemendagri"
        ]
    for (name, _), kinds in by_name.items():
        if len(kinds) == 2:
            yield name, kinds["kabupaten"], kinds["kota"]


def test_kab_and_kota_of_one_name_never_swap_and_the_bare_name_is_neither(resolver: Resolver) -> None:
    twins = list(_twins())
    assert len(twins) == 25, "domain: 25 pairs lie in one province, plus Banjar across two"
    for name, kab, kota in twins:
        for provinsi in (None, kab[:2]):
            assert resolver.kab_kota(f"Kab. {name}", provinsi).kode == kab
            assert resolver.kab_kota(f"KOTA {name.upper()}", provinsi).kode == kota
            assert resolver.kab_kota(name, provinsi).golongan == "rancu"


def test_every_kab_kota_name_states_its_kind_and_is_alone_with_it() -> None:
    keys = [split_kind(row["nama"]) for row in KAB_KOTA]
    assert all(kind == row["jenis"] for (kind, _), row in zip(keys, KAB_KOTA, strict=True))
    assert len(set(keys)) == 514


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=25), provinsi=st.sampled_from([None, "13", "32", "96"]))
def test_any_text_gets_a_code_or_a_reason_and_never_an_error(text: str, provinsi: str | None) -> None:
    for found in (default().kab_kota(text, provinsi), default().provinsi(text)):
        assert (found.kode is not None) == (found.golongan == "cocok")
        assert found.kode is not None or found.alasan

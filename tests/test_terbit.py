"""Terbit: the command that makes a province's documents of a month."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports import terbit
from views.documents import batch
from views.documents.edition import Terbitan


def contents(folder: Path, name: str = "ISI.csv") -> list[list[str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))[1:]


def test_the_command_writes_the_documents_and_a_list_of_them(
    tiny_world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "kab_kota_of", lambda _: (("13.06", "Kab. Agam"), ("13.71", "Kota Padang")))
    asked = ["--provinsi", "Sumatera Barat", "--bulan", "2026-10", "--ke", str(tmp_path / "a"), "--isi",
             "rapat,rapor,kegiatan", "--bentuk", "docx"]  # fmt: skip
    assert terbit.main(asked) == 0
    rows = contents(tmp_path / "a", "ISI_sumatera-barat_2026-10.csv")
    assert {row[0].split("/")[0] for row in rows} >= {"rapat", "rapor"}
    assert {row[0].rsplit(".", 1)[1] for row in rows if row[0].startswith("rapat/")} == {"pptx", "pdf", "xlsx"}
    for jalur, judul, size, digest in rows:
        content = (tmp_path / "a" / jalur).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (int(size), digest)
        assert judul
    assert sorted(path.name for path in (tmp_path / "a").iterdir() if path.name.startswith(".terbit-")) == []
    assert "berkas" in capsys.readouterr().out


def test_only_a_given_address_becomes_links_and_square_codes() -> None:
    asked = ["--provinsi", "13", "--bulan", "2026-10", "--ke", "x"]
    assert terbit._parser().parse_args(asked).alamat is None
    given = terbit._parser().parse_args([*asked, "--alamat", "https://serapan.kantor.id/"])
    assert given.alamat == "https://serapan.kantor.id"


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"--provinsi": "Atlantis"}, 1, "tidak dikenal"),
        ({"--bulan": "2019-01"}, 1, "Tidak ada data Jan 2019"),
        ({"--ukuran": "tidak.ada"}, 1, "tidak ada. Yang ada"),
        ({"--snapshot": "../.."}, 1, "tidak ada. Daftarnya"),
        ({"--bulan": "Oktober"}, 2, "bukan bulan"),
        ({"--isi": "rapat,gosip"}, 2, "pilih dari"),
        ({"--alamat": "javascript:alert(1)"}, 2, "--alamat: 'javascript:alert(1)' bukan alamat"),
        ({"--foo": "1"}, 2, "tidak dikenal: --foo 1"),
    ],
)
def test_what_cannot_be_published_is_said_and_nothing_is_written(
    tiny_world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, str], code: int, said: str
) -> None:
    asked = {"--provinsi": "13", "--bulan": "2026-10", "--ke": str(tmp_path / "b"), "--isi": "rapor", **changed}
    try:
        found = terbit.main([part for pair in asked.items() for part in pair])
    except SystemExit as stopped:
        found = int(stopped.code or 0)
    assert found == code
    out = capsys.readouterr()
    assert "arguments" not in out.err
    assert said in " ".join((out.out + out.err).split())
    assert not (tmp_path / "b").exists()


def test_without_data_the_command_says_what_to_do(
    empty_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert terbit.main(["--provinsi", "13", "--bulan", "2026-10", "--ke", str(tmp_path / "c")]) == 1
    assert "pipelines.build" in capsys.readouterr().out


def test_a_stop_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    terbit.publish(tmp_path, [Terbitan("rapor/a.pdf", "lama", b"lama")])

    def broken() -> Iterator[Terbitan]:
        yield Terbitan("rapor/a.pdf", "baru", b"baru")
        raise OSError("penuh")

    with pytest.raises(OSError):
        terbit.publish(tmp_path, broken())
    assert (tmp_path / "rapor" / "a.pdf").read_bytes() == b"lama"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".terbit-")] == []
    terbit.publish(tmp_path, [Terbitan("rapor/a.pdf", "baru", b"baru")])
    assert (tmp_path / "rapor" / "a.pdf").read_bytes() == b"baru"
    assert [row[:3] for row in contents(tmp_path)] == [["rapor/a.pdf", "baru", "4"]]


def test_a_folder_that_cannot_be_written_is_said(
    tiny_world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    asked = ["--provinsi", "13", "--bulan", "2026-10", "--ke", str(tmp_path / "file"), "--isi", "rapor"]
    assert terbit.main(asked) == 1
    assert "bukan folder" in " ".join(capsys.readouterr().out.split())


def test_a_later_run_takes_away_what_it_no_longer_makes_and_nothing_else(tmp_path: Path) -> None:
    first = [Terbitan("rencana/v3.pdf", "v3", b"tiga"), Terbitan("rencana/v2.pdf", "v2", b"dua"),
             Terbitan("rapor/a.pdf", "a", b"a")]  # fmt: skip
    terbit.publish(tmp_path, first, isi=("rencana", "rapor"))
    (tmp_path / "rencana" / "v2.pdf").write_bytes(b"disunting kantor")
    (tmp_path / "rencana" / "lain.pdf").write_bytes(b"milik kantor")
    terbit.publish(tmp_path, [Terbitan("rencana/v4.pdf", "v4", b"empat")], isi=("rencana",))
    assert sorted(file.name for file in (tmp_path / "rencana").iterdir()) == ["lain.pdf", "v2.pdf", "v4.pdf"]
    assert [row[0] for row in contents(tmp_path)] == ["rencana/v4.pdf", "rapor/a.pdf"]


def test_what_a_killed_run_left_is_swept_and_a_running_one_is_not_disturbed(tmp_path: Path) -> None:
    left = tmp_path / ".terbit-mati"
    left.mkdir()

    def made() -> Iterator[Terbitan]:
        assert not left.exists()
        with pytest.raises(terbit.Busy):
            terbit.publish(tmp_path, [Terbitan("a.pdf", "lain", b"lain")])
        yield Terbitan("a.pdf", "a", b"a")

    assert terbit.publish(tmp_path, made()) == (1, 1)
    assert (tmp_path / "a.pdf").read_bytes() == b"a"
    assert terbit.publish(tmp_path, [Terbitan("a.pdf", "b", b"bb")]) == (1, 2)


def test_what_is_missing_from_the_command_is_said_in_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        terbit.main([])
    assert "kurang: --provinsi, --bulan, --ke" in capsys.readouterr().err

"""What people have answered once is kept whole, used by every build, and never a reason for one to fall over."""

from __future__ import annotations

import os
import pickle
import threading
from datetime import date
from pathlib import Path

import pytest

from pipelines import answers, answers_command, build, command, fingerprint
from pipelines.answers import AnswerFault, Answers
from tests.builders import write_csv
from tests.publishing import printed, rows_in

LIST = [["Nama Sekolah", "NPSN", "BP", "Status"], ["SDN 1 CONTOH", "10300001", "SD", "Negeri"]]


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    given = answers.save_region("a/dataset.xlsx", "", "Kab. Banjar", tanggal=date(2025, 2, 13), data=tmp_path)
    answers.save_name("63.03", "sdn 1 martapura", "30300001", data=tmp_path)
    answers.save_name("63.03", "sdn entah", "", data=tmp_path)
    loaded = answers.load(tmp_path)
    assert loaded.galat == ()
    assert loaded.file("a/dataset.xlsx") == given
    assert (given.provinsi, given.kab_kota) == ("Kalimantan Selatan", "Kabupaten Banjar")
    assert loaded.npsn_of("63.03", "sdn 1 martapura") == "30300001"
    assert loaded.npsn_of("63.03", "sdn entah") == ""
    assert loaded.npsn_of("63.03", "sdn lain") is None


def test_a_second_answer_replaces_the_first(tmp_path: Path) -> None:
    answers.save_region("x.csv", "", "Kab. Banjar", data=tmp_path)
    answers.save_region("x.csv", "", "Kota Banjar", data=tmp_path)
    loaded = answers.load(tmp_path)
    assert [(a.nama, a.kab_kota) for a in loaded.berkas] == [("x.csv", "Kota Banjar")]


@pytest.mark.parametrize("said", ["Banjar", "Kab. Tak Ada", "Indonesia", "", "Kota Banjar, Kalimantan Selatan"])
def test_a_region_that_is_none_or_could_be_two_is_refused(said: str) -> None:
    with pytest.raises(AnswerFault):
        answers.region_named(said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Kab. Banjar", ("Kalimantan Selatan", "Kabupaten Banjar")),
        ("Banjar, Kalsel", ("Kalimantan Selatan", "Kabupaten Banjar")),
        ("Jatim", ("Jawa Timur", "")),
    ],
)
def test_a_region_is_taken_as_people_write_it(said: str, meant: tuple[str, str]) -> None:
    assert answers.region_named(said) == meant


HOSTILE = {
    "not TOML": b"berkas = [",
    "too deep": b"x = " + b"[" * 20_000,
    "a huge number": b"x = " + b"9" * 10_000,
    "no UTF-8": b"\xff\xfe\x00b",
    "another shape": b"berkas = 7\n",
    "an unknown key": b"[[berkas]]\nnama = 'a'\nperintah = 'rm'\n",
    "a list for a name": b"[[berkas]]\nnama = ['a']\n",
    "a control character": b'[[berkas]]\nnama = "a\\u0007"\nkab_kota = "Kab. Banjar"\n',
    "no such region": b"[[berkas]]\nnama = 'a'\nkab_kota = 'Kab. Tak Ada'\n",
    "an NPSN that is none": b"[[berkas]]\nnama = 'a'\nnpsn = '12'\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_answer_file_is_left_out_and_named(tmp_path: Path, content: bytes) -> None:
    answers.save_name("63.03", "sdn 1", "30300001", data=tmp_path)
    (tmp_path / "jawaban" / "wilayah.toml").write_bytes(content)
    loaded = answers.load(tmp_path)
    assert loaded.berkas == ()
    assert loaded.npsn_of("63.03", "sdn 1") == "30300001", "the other answers still count"
    assert len(loaded.galat) == 1
    assert loaded.galat[0].startswith("jawaban/wilayah.toml")


@pytest.mark.parametrize("name", ["wilayah.toml", "nama_sekolah.toml", "pemetaan/x.toml"])
def test_a_folder_in_the_place_of_an_answer_file_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "jawaban" / name).mkdir(parents=True)
    assert len(answers.load(tmp_path).galat) == 1


def test_a_broken_file_is_not_overwritten_by_the_next_answer(tmp_path: Path) -> None:
    file = tmp_path / "jawaban" / "wilayah.toml"
    file.parent.mkdir()
    file.write_text("berkas = [")
    with pytest.raises(AnswerFault, match=r"wilayah\.toml"):
        answers.save_region("x.csv", "", "Kab. Banjar", data=tmp_path)
    assert file.read_text() == "berkas = ["


def test_answers_given_at_once_are_all_kept(tmp_path: Path) -> None:
    names = [f"berkas {n}.csv" for n in range(12)]
    work = [
        threading.Thread(target=answers.save_region, args=(n, "", "Kab. Banjar"), kwargs={"data": tmp_path})
        for n in names
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert [a.nama for a in answers.load(tmp_path).berkas] == sorted(names)


def test_a_write_that_fails_leaves_the_old_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers.save_region("x.csv", "", "Kab. Banjar", data=tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AnswerFault, match="tidak dapat ditulis"):
        answers.save_region("y.csv", "", "Kab. Banjar", data=tmp_path)
    folder = tmp_path / "jawaban"
    assert [a.nama for a in answers.load(tmp_path).berkas] == ["x.csv"]
    assert sorted(file.name for file in folder.iterdir()) == [".kunci", "wilayah.toml"]


def test_a_name_with_a_persons_number_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(AnswerFault, match="tidak disimpan"):
        answers.save_name("63.03", "guru 196801011990031001", "30300001", data=tmp_path)
    assert not (tmp_path / "jawaban" / "nama_sekolah.toml").exists()


def test_answers_travel_to_a_worker_unchanged(tmp_path: Path) -> None:
    answers.save_region("x.csv", "", "Kab. Banjar", data=tmp_path)
    loaded = answers.load(tmp_path)
    again = pickle.loads(pickle.dumps(loaded))
    assert again == loaded
    assert again.sidik_berkas("x.csv") == loaded.sidik_berkas("x.csv")


def test_only_the_file_asked_about_is_read_again(tmp_path: Path) -> None:
    answers.save_region("x.csv", "", "Kab. Banjar", data=tmp_path)
    before = answers.load(tmp_path)
    answers.save_region("y.csv", "", "Kota Banjar", data=tmp_path)
    after = answers.load(tmp_path)
    assert before.sidik_berkas("x.csv") == after.sidik_berkas("x.csv") != ""
    assert before.sidik_berkas("y.csv") == "" != after.sidik_berkas("y.csv")
    assert before.sidik != after.sidik
    assert Answers().sidik == ""


def test_a_fingerprint_without_answers_is_what_it_was() -> None:
    plain = fingerprint.of_file("a.csv", "0", b"k", None)
    assert plain == fingerprint.of_file("a.csv", "0", b"k", None, "")
    assert plain != fingerprint.of_file("a.csv", "0", b"k", None, "x")


def test_one_answer_on_the_command_line_and_the_next_build_reads_the_file(
    empty_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = empty_data / "exports"
    write_csv(
        folder / "lain.csv", [["Nama Sekolah", "NPSN", "BP", "Kab/Kota"], ["SDN 9", "10300009", "SD", "Kab. Agam"]]
    )
    write_csv(folder / "dataset.csv", LIST)
    code, said = printed(folder)
    assert code == 0
    assert "wilayah tidak tertulis" in said.replace("\n", " ")
    assert answers_command.main(["wilayah", str(folder / "dataset.csv"), "Kab. Banjar"]) == 0
    assert "dataset.csv adalah Kabupaten Banjar, Kalimantan Selatan" in capsys.readouterr().out
    result = build.build(folder, is_accepted=lambda _: True)
    assert rows_in(result) == {"satuan_pendidikan": 2}
    assert result.berkas_dibaca == 1, "the other file was taken over"
    assert build.build(folder).status == "tidak_berubah"


def test_a_broken_answer_file_does_not_stop_a_build(empty_data: Path) -> None:
    folder = empty_data / "exports"
    write_csv(folder / "Kab. Agam.csv", LIST)
    (empty_data / "jawaban").mkdir()
    (empty_data / "jawaban" / "wilayah.toml").write_text("berkas = [")
    code, said = printed(folder)
    assert (code, "JAWABAN TIDAK DIPAKAI jawaban/wilayah.toml" in said) == (0, True)
    current = build.build(folder)
    assert (current.status, rows_in(current)) == ("tidak_berubah", {"satuan_pendidikan": 1})


def test_the_command_refuses_a_region_that_could_be_two(empty_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answers_command.main(["wilayah", "dataset.csv", "Banjar"]) == 1
    assert "dapat berarti" in capsys.readouterr().out
    assert answers.load(empty_data).berkas == ()


def test_a_region_may_be_given_with_the_build_itself(
    empty_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(empty_data / "exports" / "dataset.csv", LIST)
    monkeypatch.setattr(command, "run", lambda *_, **__: 0)
    assert command.main(["--wilayah", "dataset.csv"]) == 1
    assert "BERKAS=WILAYAH" in capsys.readouterr().out
    assert command.main(["--wilayah", "dataset.csv=Kab. Banjar", "--wilayah", "lain=ku.csv=Jatim"]) == 0
    found = {answer.nama: answer.kab_kota or answer.provinsi for answer in answers.load(empty_data).berkas}
    assert found == {"dataset.csv": "Kabupaten Banjar", "lain=ku.csv": "Jawa Timur"}

"""Unggah & periksa in every state, on small real exports through the real pipeline; and the way back to a snapshot."""

from __future__ import annotations

import io
import json
import re
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from pipelines import inbox
from pipelines.build import build
from pipelines.findings import cell_name
from pipelines.layouts.usage import PMM
from schemas.difference import Change, Difference, Jump
from schemas.manifest import Manifest, SheetLedger, SourceFile
from tests.builders import export, make_pmm
from tests.publishing import month_file, small_exports
from views import difference_words, downloads, findings_list
from views.upload import questions as upload_questions
from views.upload import words as upload_words
from views.upload.words import Baris
from warehouse import gate, snapshots, staging

pytestmark = pytest.mark.xdist_group("halaman")

SHELL = str(Path(__file__).resolve().parent.parent / "views" / "shell.py")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose snapshot of real data holds three schools and one month."""
    data = tmp_path_factory.mktemp("kantor")
    small_exports(data / "exports")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(data))
        build(data / "exports", is_accepted=lambda _: True)
        gate.close_all()
    return data


@pytest.fixture
def office(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it for one test."""
    data = tmp_path / "kantor"
    shutil.copytree(built, data)
    monkeypatch.setenv("SERAPAN_DATA", str(data))
    st.cache_data.clear()
    yield data
    gate.close_all()


def visit(page: str = "unggah") -> AppTest:
    at = AppTest.from_file(SHELL, default_timeout=60)
    at.switch_page(f"../pages/{page}.py")
    return at.run()


def words(at: AppTest) -> str:
    """Everything that can be read on the page, without markup."""
    elements = [*at.title, *at.header, *at.caption, *at.markdown, *at.info, *at.error, *at.warning]
    texts = [str(e.value) for e in elements] + [e.proto.body for e in at.get("html")]
    texts += [e.label for e in at.expander] + [b.label for b in at.button]
    return re.sub(r"<[^>]+>", " ", " ".join(texts)).replace("\\", "").replace("\u00a0", " ")


def bodies(at: AppTest) -> str:
    """What stands in tables and marks, without markup."""
    return re.sub(r"<[^>]+>", " ", " ".join(element.proto.body for element in at.get("html")[1:]))


def send(at: AppTest, *files: Path) -> AppTest:
    """Files into the uploader; the page as it stands when their examination has ended."""
    at.file_uploader[0].set_value([(file.name, file.read_bytes(), "text/csv") for file in files]).run()
    return settled(at)


def settled(at: AppTest) -> AppTest:
    """The page once no step is at work any more."""
    (folder,) = staging.staging_dir().iterdir()
    kotak = inbox.find(folder.name)
    assert kotak is not None
    until = time.monotonic() + 60
    while inbox.state(kotak).is_running:
        assert time.monotonic() < until, "the step did not end"
        time.sleep(0.1)
    return at.run()


def only_inbox() -> inbox.Inbox:
    (folder,) = staging.staging_dir().iterdir()
    found = inbox.find(folder.name)
    assert found is not None
    return found


# --- states ---


def test_the_empty_page_asks_for_files_and_says_that_nothing_is_published_unseen(office: Path) -> None:
    at = visit()
    assert not at.exception
    assert at.title[0].value == "Unggah & periksa"
    assert at.file_uploader[0].label.startswith("Berkas ekspor")
    text = words(at)
    assert "1 Seret berkas 2 Periksa 3 Perubahan 4 Terbitkan" in re.sub(r"\s+", " ", text)
    assert "Tidak ada yang terbit sebelum Anda menyetujui" in text
    assert not at.button, "there is nothing to press yet"


def test_a_new_month_without_faults_is_one_calm_sentence_and_its_difference(office: Path, tmp_path: Path) -> None:
    at = send(visit(), month_file(tmp_path / "pmm_09.csv", 9))
    assert not at.exception
    assert at.header[0].value == "3 baris dari 1 berkas dibaca; tidak ada yang perlu diperbaiki"
    assert [h.value for h in at.header if "baris baru" in h.value] == ["3 baris baru di Aktivitas PMM / Ruang GTK"]
    assert at.button(key="terbitkan").label == "Setujui dan terbitkan"
    assert len(staging.staging_dir().joinpath(only_inbox().id).name) == 32


def test_a_faulty_row_is_set_aside_with_its_cell_and_the_file_comes_back_marked(office: Path, tmp_path: Path) -> None:
    rows = [make_pmm(npsn=f"1030000{n}", tanggal_data=date(2026, 9, 28)) for n in range(1, 4)]
    file = export(tmp_path / "pmm_09.csv", PMM, *rows)
    file.write_text(file.read_text(encoding="utf-8").replace("10300002", "=2+3"), encoding="utf-8")
    at = send(visit(), file)
    assert not at.exception
    assert at.header[0].value.startswith("3 baris dibaca, 1 disisihkan di 1 berkas")
    text = words(at)
    assert "■ Tolak" in text
    column = [item.name for item in PMM.fields].index("npsn")
    assert re.search(rf"\b{cell_name(column, 3)}\b", bodies(at)), "the cell is named"
    assert "Yang dilakukan:" in text
    labels = [element.proto.label for element in at.get("download_button")]
    assert {"Unduh berkas bertanda", "unduh XLSX", "unduh CSV"} <= set(labels)


def test_accepting_publishes_and_says_where_to_look(office: Path, tmp_path: Path) -> None:
    before = snapshots.pointed()
    at = send(visit(), month_file(tmp_path / "pmm_09.csv", 9))
    at.button(key="terbitkan").click().run()
    at = settled(at)
    assert not at.exception
    serving = snapshots.current()
    assert serving is not None
    assert serving.id != before
    assert at.header[0].value.replace("\\", "").startswith("Terbit: 9 baris kini disajikan")
    assert serving.id in words(at)
    assert (office / "exports" / "pmm_09.csv").is_file()
    at.button(key="unggah_lain").click().run()
    assert "Tidak ada yang terbit sebelum" in words(at)


def test_a_killed_examination_is_said_in_a_sentence_and_can_be_tried_again(office: Path, tmp_path: Path) -> None:
    at = send(visit(), month_file(tmp_path / "pmm_09.csv", 9))
    kotak = only_inbox()
    shutil.rmtree(kotak.folder / ".hasil")
    said = {"tugas": "periksa", "langkah": "Membaca", "bagian": 0.3, "is_running": True, "waktu": 0.0}
    (kotak.folder / ".kemajuan.json").write_text(json.dumps(said), encoding="utf-8")
    at.run()
    assert not at.exception
    assert at.header[0].value == "Pemeriksaan berhenti sebelum selesai"
    assert "dimatikan" in words(at)
    assert "Traceback" not in words(at)
    at.button(key="coba_lagi").click().run()
    assert "tidak ada yang perlu diperbaiki" in settled(at).header[0].value


def test_an_upload_left_behind_is_offered_in_another_visit_and_can_be_thrown_away(office: Path, tmp_path: Path) -> None:
    send(visit(), month_file(tmp_path / "pmm_09.csv", 9))
    kotak = only_inbox()
    other = visit()
    assert "Belum selesai: 1 berkas (pmm_09.csv)" in words(other)
    other.button(key=f"lanjutkan_{kotak.id}").click().run()
    assert "tidak ada yang perlu diperbaiki" in other.header[0].value
    other.button(key="mulai_lagi").click().run()
    assert not kotak.folder.exists()
    assert "Belum selesai" not in words(other)


def test_what_is_no_export_is_refused_by_name(office: Path, tmp_path: Path) -> None:
    at = visit()
    at.file_uploader[0].set_value([("catatan.docx", b"PK", "application/octet-stream")]).run()
    assert not at.exception
    at = settled(at)
    assert at.header[0].value == "0 baris dibaca; 1 berkas tidak terbaca"
    assert "catatan.docx" in words(at)
    assert "tidak satu baris pun dari berkas ini diterima" in words(at)
    assert not [button for button in at.button if button.key == "terbitkan"]


def test_a_name_that_no_export_has_is_refused_in_a_sentence(office: Path) -> None:
    at = visit()
    at.file_uploader[0].set_value([(".tersembunyi.csv", b"a;b\n1;2\n", "text/csv")]).run()
    assert not at.exception
    assert "bukan nama ekspor" in words(at)
    assert not list(staging.staging_dir().iterdir())


def test_a_name_that_leaves_its_folder_stays_in_the_inbox(office: Path, tmp_path: Path) -> None:
    at = visit()
    content = month_file(tmp_path / "x.csv", 9).read_bytes()
    at.file_uploader[0].set_value([("../../pmm_09.csv", content, "text/csv")]).run()
    assert [file.nama for file in only_inbox().files()] == ["pmm_09.csv"]
    settled(at)
    assert not (office / "pmm_09.csv").exists()


def test_a_restored_snapshot_serves_after_a_second_click(office: Path, tmp_path: Path) -> None:
    first = snapshots.pointed()
    month_file(office / "exports" / "pmm_09.csv", 9)
    build(office / "exports", is_accepted=lambda _: True)
    second = snapshots.pointed()
    at = visit("data")
    assert not at.exception
    at.button(key="pulihkan_tanya").click().run()
    assert snapshots.pointed() == second, "nothing happens before the second click"
    assert f"Semua halaman akan menyajikan snapshot {first}" in words(at)
    at.button(key="pulihkan_ya").click().run()
    assert snapshots.pointed() == first
    assert f"Snapshot {first} kini disajikan" in words(at)


def test_a_list_without_a_region_is_asked_for_it_once_and_read_then(office: Path, tmp_path: Path) -> None:
    lines = ["No;Nama Sekolah;NPSN;BP;Status;PD;Rombel;Guru;Pegawai;Tahun;Kecamatan"]
    lines += [f"{n};SD NEGERI {n};1039000{n};SD;Negeri;90;6;9;2;2025;Melati" for n in range(1, 4)]
    file = tmp_path / "daftar.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    at = send(visit(), file)
    assert not at.exception
    assert at.header[0].value == "3 baris dibaca, 3 disisihkan di 1 berkas; 1 hal perlu jawaban"
    assert "tidak satu baris pun dari berkas ini diterima" in words(at)
    asked = at.selectbox(key="wilayah_0")
    assert asked.label == "Wilayah mana yang dimuat daftar.csv?"
    asked.set_value("Kabupaten Agam, Sumatera Barat")
    at.button(key="simpan_jawaban").click().run()
    at = settled(at)
    assert not at.exception
    assert at.header[0].value.startswith("3 baris dari 1 berkas dibaca") or "3 hal" not in at.header[0].value
    assert at.button(key="terbitkan")
    assert "Agam" in (office / "jawaban" / "wilayah.toml").read_text(encoding="utf-8")


def test_an_unknown_layout_shows_its_rows_and_a_proposal_and_is_read_once_saved(office: Path, tmp_path: Path) -> None:
    lines = ["ID Sekolah;Nama Lembaga;Kabupaten;Banyak Guru;Catatan Dinas"]
    lines += [f"1039000{n};SD NEGERI {n} MELATI;Kab. Agam;{9 + n};baik" for n in range(1, 4)]
    file = tmp_path / "rekap_dinas.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    at = send(visit(), file)
    assert not at.exception
    assert at.header[0].value.endswith("1 hal perlu jawaban")
    assert "SD NEGERI 1 MELATI" in at.dataframe[0].value.to_string()
    columns = [box for box in at.selectbox if box.label.startswith("A · ")]
    assert columns[0].value == "npsn", "an eight-digit column of that name is proposed as NPSN"
    (save,) = [button for button in at.button if button.label == "Simpan pemetaan dan periksa lagi"]
    save.click().run()
    at = settled(at)
    assert not at.exception
    assert [path.name for path in (office / "jawaban" / "pemetaan").glob("*.toml")] == ["rekap_dinas.toml"]
    assert at.header[0].value.startswith("3 baris d")
    assert "disisihkan di" not in at.header[0].value


def test_of_three_hundred_files_the_worst_stand_open_and_the_rest_are_folded() -> None:
    def page() -> None:
        from views.upload import files as upload_files
        from views.upload import words as upload_words
        from views.upload.state import Keadaan

        rows = [
            upload_words.Baris(f"b{n:03}.csv", 9, "PMM", 1, 10, 10 - n % 2, n % 2, 0, {"tolak": 1} if n % 2 else {})
            for n in range(300)
        ]
        upload_files.result_lines(Keadaan("hasil", baris=tuple(sorted(rows, key=lambda row: row.urutan))))

    at = AppTest.from_function(page).run()
    assert not at.exception
    lines = [element.proto.body for element in at.get("html") if 'class="berkas"' in element.proto.body]
    assert len(lines) == 8
    assert all("tolak 1" in line for line in lines)
    assert at.expander[0].label == "292 berkas lain, 150 di antaranya tanpa temuan"


# --- sentences and tables ---


def found(*rows: dict[str, object]) -> pd.DataFrame:
    usual = {"keparahan": "tolak", "kode": "npsn_tidak_sah", "berkas": "a.csv", "lembar": "-", "baris": 3, "sel": "A3",
             "kolom": "npsn", "layout": "pmm", "nilai": "x", "alasan": "bukan NPSN", "koreksi": None,
             "pilihan": None}  # fmt: skip
    return pd.DataFrame([{**usual, **row} for row in rows], columns=list(usual))


def test_the_headline_counts_rows_files_and_questions() -> None:
    rows = [
        Baris("a.csv", 1, "x", dibaca=12_000, disisihkan=100, parah={"tolak": 100}),
        Baris("b.csv", 1, "x", dibaca=480, disisihkan=21, parah={"tolak": 21}),
        Baris("c.csv", 1, "x", galat="rusak"),
    ]
    said = "12.480 baris dibaca, 121 disisihkan di 2 berkas; 1 berkas tidak terbaca; 3 hal perlu jawaban"
    assert upload_words.headline(rows, 3) == said


def test_the_worst_file_stands_first_and_an_unknown_sheet_is_named() -> None:
    sheet = SheetLedger(lembar="-", layout=None, layout_judul=None, dataset=None, dibaca=2, diterima=0, disisihkan=2,
                        total_catatan=0)  # fmt: skip
    files = [SourceFile(nama=name, sha256="", bytes=1, lembar=(sheet,) if name == "b" else (), galat=galat)
             for name, galat in (("a", None), ("b", None), ("c", "rusak"), ("d", None))]  # fmt: skip
    manifest = Manifest(id="x", dibuat="2026-11-21T10:00:00+07:00", is_contoh=False, versi="", sidik_isi="", folder="",
                        berkas=files)  # fmt: skip
    rows = upload_words.file_rows(manifest, {"a", "b", "c"}, found())
    assert [row.nama for row in rows] == ["c", "b", "a"]
    assert rows[1].dikenali == "belum dikenali"


def test_severity_is_a_word_and_a_shape() -> None:
    marks = re.sub(r"<[^>]+>", "", upload_words.severity_marks({"tolak": 3, "periksa": 1180, "catatan": 0}))
    assert marks == "■ tolak 3 ▲ periksa 1.180"


def test_a_finding_shows_cell_value_and_why_and_leaves_empty_columns_out() -> None:
    shown = upload_words.cells_table(found({}, {"sel": None, "baris": None, "lembar": "Data"}))
    assert list(shown.columns) == ["Berkas", "Sel", "Kolom", "Isi"], "one reason for all stands above the table"
    assert upload_words.said_once(found({}, {"baris": 4})) == "bukan NPSN"
    assert shown["Sel"].tolist() == ["A3", "seluruh lembar"]
    assert shown["Berkas"].tolist() == ["a.csv", "a.csv · Data"]


def test_a_download_of_findings_runs_no_formula() -> None:
    risky = ["=1+1", "\t=1+1", " +cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "-2+3", "\n=1", "biasa"]
    rows = findings_list.export_table(found(*({"nilai": text} for text in risky)))
    sheet = load_workbook(io.BytesIO(downloads.xlsx_bytes(rows))).active
    assert sheet is not None
    column = [cell.value for cell in sheet[1]].index("nilai") + 1
    assert [sheet.cell(row, column).data_type for row in range(2, 2 + len(risky))] == ["s"] * len(risky)
    text = downloads.csv_bytes(rows, False).decode("utf-8-sig")
    for value in risky[:-1]:
        assert f"'{value}" in text
    assert ";biasa;" in text


def test_a_table_keeps_its_column_names_beside_the_cells_for_a_phone() -> None:
    def page() -> None:
        import pandas as pd

        from views import parts

        parts.prose_table(pd.DataFrame({"Isi & kata": ["<b>"]}))

    body = AppTest.from_function(page).run().get("html")[0].proto.body
    assert '<td role="cell" data-kolom="Isi &amp; kata">&lt;b&gt;</td>' in body


def test_one_question_a_name_however_often_it_is_written() -> None:
    choices = json.dumps([{"npsn": "10300001", "nama": "SD NEGERI 1", "skor": 91}])
    doubt = {"kode": "nama_meragukan", "keparahan": "periksa", "pilihan": choices}
    frame = found({**doubt, "nilai": "SDN I", "sel": "B4"}, {**doubt, "nilai": "SDN I", "sel": "B9"},
                  {**doubt, "nilai": "SDN 1 a", "sel": "B5"})  # fmt: skip
    asked = upload_questions.schools_asked(frame)
    assert [(q.nama, q.sel) for q in asked] == [("SDN I", ("B4", "B9")), ("SDN 1 a", ("B5",))]
    assert asked[0].calon == (("10300001", "SD NEGERI 1", 91),)
    places = upload_questions.regions_asked(found({"kode": "wilayah_tidak_tertulis", "lembar": "Data"}))
    assert [(place.berkas, place.lembar) for place in places] == [("a.csv", ("Data",))]
    assert len(upload_questions.regions()) == 38 + 514


def test_the_difference_says_that_the_sample_goes_and_what_jumped() -> None:
    jump = Jump(seri="pmm", ukuran="login", wilayah="Kab. Agam", waktu_lama="Sep 2026", waktu_baru="Okt 2026", dari=40,
                ke=400, z=9.2, dugaan="sepuluh kali lipat")  # fmt: skip
    change = Change(dataset="pmm_aktivitas", sebelum=10, sesudah=12, baru=3, hilang=1, berubah=2, jumlah_lonjakan=1,
                    lonjakan=(jump,), wilayah_hilang=("Kab. Agam",))  # fmt: skip
    real = Difference(dataset=(change,), berkas_baru=("a.csv",), berkas_hilang=(), dibanding="x")
    said = "3 baris baru, 1 hilang, 2 berubah di Aktivitas PMM / Ruang GTK; 1 lonjakan perlu dilihat"
    assert difference_words.headline(real) == said
    assert "semua baris hilang untuk Kab. Agam" in difference_words.warnings(real)[0]
    row = difference_words.jumps_table(real).iloc[0]
    assert (row["Arah"], row["Menjadi"], row["Dugaan"]) == ("▲ naik", "400 (Okt 2026)", "sepuluh kali lipat")
    sample = real.model_copy(update={"is_ganti_contoh": True})
    assert difference_words.headline(sample) == "Data contoh diganti seluruhnya oleh 12 baris data sebenarnya"
    assert "data contoh" in difference_words.warnings(sample)[0]
    gone = sample.model_copy(update={"dataset": (change.model_copy(update={"sesudah": 0}),)})
    said = "Menjadi kosong karena tidak ada berkasnya: Aktivitas PMM / Ruang GTK."
    assert said in difference_words.warnings(gone)

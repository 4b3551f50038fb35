"""ZIP files of many documents."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from reports.bundle import zip_bytes

DAY = date(2026, 10, 31)


def test_a_zip_holds_every_file_and_the_same_files_make_the_same_bytes() -> None:
    files = [("a.pdf", b"satu"), ("b/c.pdf", b"dua" * 1000)]
    made = zip_bytes(files, DAY)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == dict(files)
        assert archive.infolist()[0].date_time[:3] == (2026, 10, 31)
    assert zip_bytes(iter(files), DAY) == made


def test_an_empty_zip_opens() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes([], DAY))) as archive:
        assert archive.namelist() == []


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "a\\b"])
def test_a_name_that_leaves_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        zip_bytes([(name, b"")], DAY)


def test_a_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError):
        zip_bytes([("a", b""), ("a", b"")], DAY)

"""What people have answered once, kept as small TOML files in `<data>/jawaban/` and used by every build.

`wilayah.toml`: where a file without any region is from. `nama_sekolah.toml`: which NPSN a written name is.
`pemetaan/<nama>.toml`: which column of an unknown layout is what.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import Field

from pipelines import privacy, wilayah
from pipelines.answer_model import NONE, Answers, Entry, FileAnswer, NameAnswer
from pipelines.mapping import checked
from pipelines.saved_mapping import LARGEST, AnswerFault, Mapping, made, parse, parse_toml
from warehouse.paths import data_dir, exports_dir

__all__ = [
    "NONE",
    "AnswerFault",
    "Answers",
    "FileAnswer",
    "NameAnswer",
    "load",
    "save_mapping",
    "save_name",
    "save_region",
]

REGIONS, NAMES, MAPPINGS = "wilayah.toml", "nama_sekolah.toml", "pemetaan"
_MOST_BYTES = 8 << 20
_MOST_MAPPINGS = 200
_HEADS = {
    REGIONS: "# Wilayah berkas yang tidak menyebutkannya, dijawab sekali.\n",
    NAMES: "# Nama sekolah yang sudah dicocokkan orang; npsn kosong berarti bukan satu pun dari calonnya.\n",
}


class _Files(Entry):
    berkas: tuple[FileAnswer, ...] = Field(default=(), max_length=20_000)


class _Names(Entry):
    cocok: tuple[NameAnswer, ...] = Field(default=(), max_length=200_000)


def folder_in(data: Path | None = None) -> Path:
    """Where answers lie."""
    return (data or data_dir()) / "jawaban"


def load(data: Path | None = None) -> Answers:
    """All answers of a data folder. What can't be read is left out and named in `galat`; nothing is raised."""
    folder, faults = folder_in(data), []

    def attempt(work: Callable[[], Any], instead: Any) -> Any:
        try:
            return work()
        except AnswerFault as fault:
            faults.append(str(fault))
            return instead

    files = attempt(partial(_read_files, folder / REGIONS), _Files()).berkas
    good = [answer for answer in files if attempt(partial(_checked, answer), None)]
    names = attempt(partial(_read_names, folder / NAMES), _Names()).cocok
    mappings: dict[str, Mapping] = {}
    for file in attempt(partial(_mapping_files, folder / MAPPINGS), []):
        mapping = attempt(partial(_read_mapping, file), None)
        if mapping is not None:
            mappings[mapping.nama] = mapping
    return Answers(tuple(good), names, tuple(mappings[name] for name in sorted(mappings)), tuple(faults))


def _called(file: Path) -> str:
    return f"jawaban/{file.name}" if file.parent.name != MAPPINGS else f"jawaban/{MAPPINGS}/{file.name}"


def _text(file: Path, most: int) -> str:
    """A regular file's text; "" when there is none."""
    called = _called(file)
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise AnswerFault(f"{called}: bukan berkas biasa; hapus lalu jawab lagi.")
        if found.st_size > most:
            raise AnswerFault(f"{called}: terlalu besar ({found.st_size} bita); hapus lalu jawab lagi.")
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise AnswerFault(f"{called}: bukan teks UTF-8; betulkan atau hapus berkas itu.") from None
    except OSError as error:
        raise AnswerFault(f"{called}: tidak dapat dibaca ({error.strerror}); periksa izinnya.") from None


def _read_files(file: Path) -> _Files:
    return made(_Files, parse_toml(_text(file, _MOST_BYTES), _called(file)), _called(file))


def _read_names(file: Path) -> _Names:
    return made(_Names, parse_toml(_text(file, 4 * _MOST_BYTES), _called(file)), _called(file))


def _mapping_files(folder: Path) -> list[Path]:
    try:
        found = sorted(file for file in folder.iterdir() if file.suffix == ".toml" and not file.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise AnswerFault(f"jawaban/{MAPPINGS}: tidak dapat dibaca ({error.strerror}); periksa izinnya.") from None
    if len(found) > _MOST_MAPPINGS:
        raise AnswerFault(f"jawaban/{MAPPINGS}: ada {len(found)} berkas, batasnya {_MOST_MAPPINGS}; hapus yang lama.")
    return found


def _read_mapping(file: Path) -> Mapping:
    mapping = parse(_text(file, LARGEST), _called(file))
    if mapping.nama != file.stem:
        raise AnswerFault(f"{_called(file)}: nama {mapping.nama!r} harus sama dengan nama berkasnya.")
    return checked(mapping, _called(file))


def _checked(answer: FileAnswer) -> FileAnswer:
    """The answer, if its region exists; AnswerFault otherwise."""
    if answer.provinsi or answer.kab_kota:
        _region(answer.provinsi, answer.kab_kota, f"jawaban/{REGIONS}, berkas {privacy.mask(answer.nama)!r}")
    return answer


def _region(provinsi: str, kab_kota: str, called: str) -> tuple[str, str]:
    """Canonical names of a province and a kab/kota ("" for none); AnswerFault says why there is no such region."""
    resolver = wilayah.default()
    found = resolver.pair(provinsi, kab_kota)
    place = found.wilayah if found.golongan == "cocok" else None
    if place is None or place.kode_provinsi is None:
        raise AnswerFault(f"{called}: {found.alasan or 'bukan provinsi atau kabupaten/kota'}.")
    return resolver.name_of(place.kode_provinsi), resolver.name_of(place.kode_kab_kota) if place.kode_kab_kota else ""


def region_named(text: str) -> tuple[str, str]:
    """Province and kab/kota ("" for none) of one answer such as "Kab. Banjar"; AnswerFault says why not."""
    if wilayah.default().provinsi(text, is_hinted=False).golongan == "cocok":
        return _region(text, "", "Jawaban")
    parts = [part.strip() for part in text.rsplit(",", 1)]
    if len(parts) == 2 and wilayah.default().provinsi(parts[1], is_hinted=False).golongan == "cocok":
        return _region(parts[1], parts[0], "Jawaban")
    return _region("", text, "Jawaban")


def save_region(
    berkas: str,
    provinsi: str = "",
    kab_kota: str = "",
    *,
    tanggal: date | None = None,
    npsn: str | None = None,
    sha256: str = "",
    data: Path | None = None,
) -> FileAnswer:
    """Remember where a file is from (and its date or school); what was answered before about it is replaced.

    AnswerFault for a region that does not exist or that could be two.
    """
    if provinsi.strip() or kab_kota.strip():
        provinsi, kab_kota = _region(provinsi, kab_kota, "Jawaban")
    given = {
        "nama": berkas,
        "provinsi": provinsi,
        "kab_kota": kab_kota,
        "tanggal": tanggal,
        "npsn": npsn or None,
        "sha256": sha256,
    }
    answer = made(FileAnswer, given, "Jawaban")
    file = folder_in(data) / REGIONS
    with _changing(file):
        others = [old for old in _read_files(file).berkas if old.nama != answer.nama]
        rows = sorted([*others, answer], key=lambda row: row.nama)
        _write(file, {"berkas": [row.model_dump(exclude_defaults=True, exclude_none=True) for row in rows]})
    return answer


def save_name(kab_kota: str | None, nama: str, npsn: str, *, data: Path | None = None) -> NameAnswer:
    """Remember which school a name (normalised) is; "" as `npsn` means none of those offered."""
    answer = made(NameAnswer, {"kab_kota": kab_kota or "", "nama": nama, "npsn": npsn}, "Jawaban")
    if privacy.mask(nama) != nama:
        raise AnswerFault("Jawaban: nama itu memuat nomor atau alamat orang, jadi tidak disimpan.")
    file = folder_in(data) / NAMES
    with _changing(file):
        others = [o for o in _read_names(file).cocok if (o.kab_kota, o.nama) != (answer.kab_kota, answer.nama)]
        rows = sorted([*others, answer], key=lambda row: (row.kab_kota, row.nama))
        _write(file, {"cocok": [row.model_dump() for row in rows]})
    return answer


def save_mapping(mapping: Mapping, *, data: Path | None = None) -> Path:
    """Remember a mapping under its name; AnswerFault when it can't work."""
    checked(mapping, "Pemetaan")
    file = folder_in(data) / MAPPINGS / f"{mapping.nama}.toml"
    with _changing(file):
        _replace(file, mapping.to_toml())
    return file


def forget_mapping(nama: str, *, data: Path | None = None) -> bool:
    """Remove a saved mapping; whether there was one."""
    if not re.fullmatch(r"[a-z0-9_]{1,60}", nama):
        raise AnswerFault("Nama pemetaan hanya huruf kecil, angka, dan garis bawah.")
    file = folder_in(data) / MAPPINGS / f"{nama}.toml"
    with _changing(file):
        if not file.is_file():
            return False
        file.unlink()
    return True


@contextmanager
def _changing(file: Path) -> Iterator[None]:
    """One at a time: two who answer at once both keep their answer."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(file.parent / ".kunci", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise AnswerFault(f"{_called(file)}: tidak dapat ditulis ({error.strerror}); periksa izinnya.") from None
    try:
        _wait_for(handle)
        yield
    except OSError as error:
        why = error.strerror or "kesalahan sistem"
        raise AnswerFault(f"{_called(file)}: tidak dapat ditulis ({why}); periksa ruang dan izinnya.") from None
    finally:
        os.close(handle)


def _wait_for(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def _write(file: Path, data: dict[str, Any]) -> None:
    _replace(file, _HEADS[file.name] + tomli_w.dumps(data))


def _replace(file: Path, text: str) -> None:
    """The whole file or the one before it, whatever happens in between."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".draf", dir=file.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as lines:
            lines.write(text)
            lines.flush()
            os.fsync(lines.fileno())
        draft.replace(file)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def name_in_exports(berkas: str) -> str:
    """A file's name as builds know it: relative to the exports folder when it lies there."""
    path = Path(berkas)
    with suppress(ValueError, OSError):
        if path.exists():
            return path.resolve().relative_to(exports_dir().resolve()).as_posix()
    return path.as_posix()


if __name__ == "__main__":
    from pipelines.answers_command import main

    raise SystemExit(main())

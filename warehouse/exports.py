"""Which files of a folder are exports by their names: the import and the first start must mean the same."""

from __future__ import annotations

from pathlib import Path

_SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini", "contoh.json"})


def is_skipped(path: Path) -> bool:
    """Whether a file is no export by its name: hidden, a lock file of Excel, a README, the sample's note."""
    name = path.name.casefold()
    return (
        any(part.startswith(".") for part in path.parts)
        or name.startswith("~$")
        or name.endswith((".tmp", "~", ".crdownload", ".part"))
        or name in _SKIPPED_NAMES
        or (name.startswith("readme") and path.suffix.casefold() in {"", ".md", ".txt"})
    )


def exports_in(folder: Path) -> tuple[list[str], list[str]]:
    """The exports below a folder and the names skipped, both relative and sorted."""
    names = sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    return (
        [n.as_posix() for n in names if not is_skipped(n)],
        [n.as_posix() for n in names if is_skipped(n)],
    )

"""Personal data stops here: who somebody is becomes a keyed code, and nothing shown looks like a person's number."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from pipelines.names import key
from warehouse.paths import data_dir

KEY_VARIABLE = "SERAPAN_KUNCI"
_PERSONAL = re.compile(r"\S*@\S*|\+?(?:\d[ .-]?){9,}")
MASKED = "(disamarkan)"


def secret_key() -> bytes:
    """The key of the codes: SERAPAN_KUNCI, else a file made once, readable by its owner alone."""
    named = os.environ.get(KEY_VARIABLE, "").strip()
    if named:
        return named.encode("utf-8")
    file = data_dir() / "kunci_hmac"
    try:
        return bytes.fromhex(file.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return _made(file)
    except ValueError:
        raise RuntimeError(f"{file} rusak: pulihkan dari cadangan, atau hapus bila belum ada data kehadiran.") from None


def _made(file: Path) -> bytes:
    file.parent.mkdir(parents=True, exist_ok=True)
    value = secrets.token_bytes(32)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as lines:
        lines.write(value.hex() + "\n")
    return value


def code_of(secret: bytes, *parts: str) -> str:
    """The keyed code of an identity; 128 bits are plenty to keep people apart."""
    return hmac.new(secret, "\x1f".join(parts).encode("utf-8"), hashlib.sha256).hexdigest()[:32]


def staff_number(text: str | None) -> tuple[str, str] | None:
    """('nip', 18 digits) or ('nuptk', 16 digits); None when there is none or Excel has eaten its tail."""
    digits = re.sub(r"[\s.'\u2019-]", "", text or "")
    if not digits.isascii() or not digits.isdigit() or len(set(digits)) == 1:
        return None
    return {18: ("nip", digits), 16: ("nuptk", digits)}.get(len(digits))


def named(nama: str | None, asal: str | None, kab_kota: str | None) -> tuple[str, ...] | None:
    """The identity of last resort: name without titles and marks, where from, which kab/kota."""
    bare = key((nama or "").split(",")[0])
    bare = re.sub(r"^(?:(?:drs|dra|dr|ir|h|hj|prof) )+", "", bare)
    return (bare, key(asal), kab_kota or "") if bare else None


def mask(text: str) -> str:
    """A text fit to be shown: short, and without addresses or nine digits in a row."""
    return _PERSONAL.sub(MASKED, text)[:300]

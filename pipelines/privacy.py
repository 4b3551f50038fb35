"""Personal data stops here: who somebody is becomes a keyed code, and nothing shown looks like a person's number."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import tempfile
from pathlib import Path

from pipelines.names import key
from warehouse.paths import data_dir

KEY_VARIABLE = "SERAPAN_KUNCI"
LEAST_KEY = 16
"""Bytes a key must have: a shorter one can be guessed, and with it every code."""

_MOBILE = r"(?:[+]?62|\b0|[(]0)[ ()./-]*8(?:[ ()./-]{0,2}[0-9]){7,}"
_STAFF = r"\b[0-9](?:[ .'-]?[0-9]){14,17}\b"
_ADDRESS = r"[\w.+-]+@[\w-]+[.][A-Za-z]{2,}"
PERSONAL_CODE = rf"(?:{_ADDRESS}|{_MOBILE}|{_STAFF})"
"""In a code or a link long numbers are usual: only an e-mail address, a mobile or a staff number is a person's."""
_LONG = r"[+]?[(]?[0-9](?:[ ./()-]{0,2}[0-9]){8,}"
PERSONAL = rf"(?:{_ADDRESS}|{_LONG})"
"""In running text any nine digits in a row are. Both patterns mean the same to Python and to DuckDB."""
_BORN = (
    r"\b[0-9]{1,2}[ ./-]{1,2}(?:[0-9]{1,2}|[A-Za-z]{3,9})[ ./-]{1,2}(?:19[0-9]{2}|200[0-9])\b"
    r"|\b(?:19[0-9]{2}|200[0-9])[./-][0-9]{1,2}[./-][0-9]{1,2}\b"
)
_STREET = r"\b(?:jl|jln|jalan|gg|gang|rt|rw)\b[. ]+\S.*"
_TITLED = (
    r"\b(?i:drs|dra|dr|ir|hj?|prof)[.] *[A-Z][\w .']*"
    r"|[A-Z][\w .']*, *(?:S|M)[.] ?(?:Pd|Kom|Si|Ag|Sos|Hum|Psi|E|H|T|M|Ak)\b[\w., ]*"
)
_SHOWN = re.compile(rf"\S*@\S*|{_LONG}|{_BORN}|(?i:{_STREET})|{_TITLED}")
_CODE = re.compile(PERSONAL_CODE)
MASKED = "(disamarkan)"
_WORDS = re.compile(r"[^\W\d_]{2,}[ .,']+[^\W\d_]{2,}")


class KeyFault(RuntimeError):
    """The key of the codes can't be used; the message is for people and says what to do."""


def secret_key() -> bytes:
    """The key of the codes: SERAPAN_KUNCI, else a file made once, readable by its owner alone."""
    named = os.environ.get(KEY_VARIABLE, "").strip().encode("utf-8")
    if named:
        if len(named) < LEAST_KEY:
            raise KeyFault(f"{KEY_VARIABLE} terlalu pendek: isi paling sedikit {LEAST_KEY} huruf acak.")
        return named
    file = data_dir() / "kunci_hmac"
    try:
        value = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return _made(file)
    except ValueError:
        value = b""
    except OSError as error:
        raise KeyFault(f"{file} tidak dapat dibaca ({error.strerror}). Periksa izin dan jenisnya.") from None
    if len(value) < LEAST_KEY:
        raise KeyFault(
            f"{file} kosong, terpotong, atau rusak: pulihkan dari cadangan, atau hapus bila belum ada data kehadiran."
        )
    return value


def _made(file: Path) -> bytes:
    """A new key, whole on the disk before it has its name; of two who make one at once the first wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    value = secrets.token_bytes(32)
    handle, name = tempfile.mkstemp(prefix=".kunci-", dir=file.parent)  # mode 0600
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as lines:
            lines.write(value.hex() + "\n")
            lines.flush()
            os.fsync(lines.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            return secret_key()
        except OSError:  # a file system without hard links
            draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
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
    """A text fit to be shown: short, without addresses, birth dates, titled names or nine digits in a row."""
    return _SHOWN.sub(MASKED, text)[:300]


def mask_cell(text: str, is_typed: bool) -> str:
    """A set-aside cell fit to be shown; where a number, a code or a date belongs, words are somebody's."""
    masked = mask(text)
    return MASKED if is_typed and _WORDS.search(masked.replace(MASKED, "")) else masked


def mask_code(text: str) -> str:
    """A sentence of codes and dates fit to be shown; digits side by side are usual in it."""
    return _CODE.sub(MASKED, text)[:300]

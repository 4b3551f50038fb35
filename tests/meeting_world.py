"""Meeting lists for tests."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from schemas.daftar_rapat import ButirDaftar, DaftarRapat
from tests.plan_world import store
from tests.rapat_world import make_layar

SNAPSHOT = "20261101-080000-0123abcd"


def make_butir(id: str = "a", jenis: str = "titik", *, kode: tuple[str, ...] = (), **fields: Any) -> ButirDaftar:
    return ButirDaftar(**{"id": id, "layar": make_layar(jenis, kode_wilayah=kode), "snapshot": SNAPSHOT, **fields})


def make_daftar(*butir: ButirDaftar, **fields: Any) -> DaftarRapat:
    return DaftarRapat(**{"nama": "Rapat uji", "is_contoh": True, "butir": butir or (make_butir(),), **fields})


def rewrite(column: str, text: str) -> None:
    with closing(sqlite3.connect(store())) as con:
        con.execute(f"UPDATE versi_daftar SET {column} = ?", (text,))
        con.commit()

"""Halaman ini sedang disusun."""

from views import parts

parts.head("kamus", "Halaman ini sedang disusun.")

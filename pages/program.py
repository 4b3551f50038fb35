"""Halaman ini sedang disusun."""

from views import parts

parts.head("program", "Halaman ini sedang disusun.")

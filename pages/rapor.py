"""Halaman ini sedang disusun."""

from views import parts

parts.head("rapor", "Halaman ini sedang disusun.")

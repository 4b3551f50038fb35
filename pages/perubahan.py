"""Halaman ini sedang disusun."""

from views import parts

parts.head("perubahan", "Halaman ini sedang disusun.")

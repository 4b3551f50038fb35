"""Halaman ini sedang disusun."""

from views import parts

parts.head("peringkat", "Halaman ini sedang disusun.")

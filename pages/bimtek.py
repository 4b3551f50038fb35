"""Halaman ini sedang disusun."""

from views import parts

parts.head("bimtek", "Halaman ini sedang disusun.")

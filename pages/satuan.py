"""Halaman ini sedang disusun."""

from views import parts

parts.head("satuan", "Halaman ini sedang disusun.")

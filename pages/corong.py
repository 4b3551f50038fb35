"""Halaman ini sedang disusun."""

from views import parts

parts.head("corong", "Halaman ini sedang disusun.")

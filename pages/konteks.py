"""Halaman ini sedang disusun."""

from views import parts

parts.head("konteks", "Halaman ini sedang disusun.")

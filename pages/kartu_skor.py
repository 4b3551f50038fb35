"""Halaman ini sedang disusun."""

from views import parts

parts.head("kartu_skor", "Halaman ini sedang disusun.")

"""Halaman ini sedang disusun."""

from views import parts

parts.head("rapor_pemakaian", "Halaman ini sedang disusun.")

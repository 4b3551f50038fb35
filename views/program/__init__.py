"""Guru Penggerak, curriculum, learning communities."""

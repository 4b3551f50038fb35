"""Kamus: what every figure means."""

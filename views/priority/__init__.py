"""Prioritas: which kab/kota need accompaniment most, why, and how firm that is."""

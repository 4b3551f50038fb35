"""Kartu skor: places by platforms."""

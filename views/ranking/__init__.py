"""Peringkat: control limits, rank intervals, ties."""

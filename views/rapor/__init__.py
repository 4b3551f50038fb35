"""Rapor Pendidikan, alone and beside the use of platforms."""

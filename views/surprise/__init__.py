"""Perubahan: what moved outside its habit."""

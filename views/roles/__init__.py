"""Pembagian peran: overlap and gaps of programmes, and the matrix of who does what."""

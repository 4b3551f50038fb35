"""Unggah & periksa: files come in, are explained, answered and published."""

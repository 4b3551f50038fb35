"""Kolaborasi & publikasi: what the public was told of, who works on the same thing, and drafts of press releases."""

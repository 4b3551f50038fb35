"""Bimtek: events, reach, people."""

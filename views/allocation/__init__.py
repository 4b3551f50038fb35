"""Alokasi bimtek: who is trained, where, at which level, within the budget."""

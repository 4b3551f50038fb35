"""Corong pemakaian: the steps of using a platform, and what is lost at each."""

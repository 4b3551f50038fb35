"""One platform in one place, for whom and since when."""

"""DuckDB itself: where snapshots lie, which one serves, and the one gate every question goes through."""

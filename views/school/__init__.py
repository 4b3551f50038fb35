"""One satuan pendidikan: search, profile, history, data quality."""

"""Statistics: arrays and frames in, frozen results out; knows no Streamlit and no DuckDB."""

"""Rows in, one Plotly figure out; no Streamlit, no queries."""

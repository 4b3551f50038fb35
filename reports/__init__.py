"""Rows to documents that leave the app: pure, no Streamlit, no queries."""

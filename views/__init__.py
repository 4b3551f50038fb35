"""The only floor besides the pages that knows Streamlit: shell, filters, data access, parts."""

"""The pages' frame and their parts: the only floor besides the pages that knows Streamlit."""

import logging

# Views also run without a server, for commands and background work; that a cache then lives in memory is no news.
logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(
    lambda record: "No runtime found" not in record.getMessage()
)

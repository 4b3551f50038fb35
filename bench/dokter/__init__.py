"""The mutation corpus: clean exports of every layout, one corruption at a time, and whether its cell is named."""

"""Colours on paper and on slides: the ones the pages draw with, and which text can be read on which ground."""

from __future__ import annotations

INK = "#0b1420"
SECONDARY = "#44505f"
LINE = "#d9e0e8"
GRID = "#e9edf2"
GROUND = "#ffffff"
PANEL = "#f6f8fb"
ACCENT = "#0b5cab"
CONTEXT = "#b7c2ce"
CATEGORICAL = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#7F7F7F")
SEQUENTIAL = (
    "#f7fcf0", "#e0f3db", "#ccebc5", "#a8ddb5", "#7bccc4",
    "#4eb3d3", "#2b8cbe", "#1c75ae", "#0868ac", "#084081",
)  # fmt: skip
ABOVE, BELOW, EQUAL = "#0072B2", "#D55E00", "#6b7885"
CAUTION = "#8a3b00"
"""Words of caution, and the line that says the numbers are invented."""
CAUTION_GROUND = "#fff4e5"

READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2.2 AA)."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2), 0 to 1."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def text_colour(ground: str) -> str:
    """Black or white, whichever contrasts more with the ground."""
    return "#000000" if contrast(ground, "#000000") >= contrast(ground, "#ffffff") else "#ffffff"


def sequential(value: float, start: float, step: float) -> str:
    """The colour of a value in ten equal classes from `start`, each `step` wide."""
    return SEQUENTIAL[min(max(int((value - start) / step + 1e-9), 0), 9)]


PAPER = {
    "ink": INK, "secondary": SECONDARY, "line": LINE, "panel": PANEL, "accent": ACCENT,
    "caution": CAUTION, "caution_ground": CAUTION_GROUND,
}  # fmt: skip
"""The colours the page layouts know by name."""

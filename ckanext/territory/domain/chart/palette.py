"""Colours of charts: the same thing has the same colour on every page."""

from __future__ import annotations

EXPENDITURE = "#c2571a"
REVENUE = "#1f6f8b"
OPERATING = "#3d6ea5"
INVESTMENT = "#8a6bb1"
REST = "#77828d"
LINES = (
    "#17507a",
    "#c2571a",
    "#4a9c9c",
    "#7430c0",
    "#4a1c0a",
    "#a58a63",
    "#b01048",
    "#0d0d3a",
)
"""Eight colours told apart in the common colour blindnesses; marks differ as well."""
GRID = "#d9dfe5"
INK = "#1b2530"
INK_SOFT = "#55616e"
PAPER = "#ffffff"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1 to 21.

    Source: WCAG 2.1, definitions of relative luminance and contrast ratio.
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(level: float) -> float:
    if level <= 0.04045:  # noqa: PLR2004 - the threshold of the sRGB curve
        return level / 12.92
    return ((level + 0.055) / 1.055) ** 2.4

"""Colours of charts can be told from the page."""

from __future__ import annotations

import pytest

from ckanext.territory.domain.chart import (
    EXPENDITURE,
    INVESTMENT,
    OPERATING,
    REST,
    REVENUE,
    contrast,
)

SHAPE = 3.0
"""Least contrast of a shape with its ground. Source: WCAG 2.1, 1.4.11."""


class TestContrast:
    """``contrast``."""

    def test_extremes(self) -> None:
        """Black on white is 21, a colour on itself 1."""
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#336699", "#336699") == pytest.approx(1)

    @pytest.mark.parametrize(
        "colour", [EXPENDITURE, REVENUE, OPERATING, INVESTMENT, REST]
    )
    def test_every_colour_stands_out_on_paper(self, colour: str) -> None:
        """Bars are visible on white."""
        assert contrast(colour, "#ffffff") >= SHAPE

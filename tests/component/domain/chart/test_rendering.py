"""Every kind of specification is drawn by the renderer of the portal."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import vl_convert

from ckanext.territory.charts import VEGA_LITE
from ckanext.territory.domain.chart import (
    LINES,
    Band,
    Bar,
    ChartSpec,
    ChartText,
    Line,
    Point,
    Rule,
    Series,
    Table,
    bar_chart,
    line_chart,
)

TEXT = ChartText(
    title="T", unit="%", source="S", alt="A", sentence="D", others="Autres"
)
TABLE = Table(caption="C", columns=(), rows=())
START = datetime(2025, 1, 1, tzinfo=timezone.utc)


def hours(count: int, rank: int = 0) -> Line:
    """Return readings by the hour, some of them missing."""
    points = tuple(
        Point(
            at=START + timedelta(hours=n),
            value=None if n % 50 == 49 else Decimal(20 + n % 24 + rank),
            text=f"{n} µg",
        )
        for n in range(count)
    )
    return Line(label=f"Station {rank}", colour=LINES[rank % 8], points=points)


def years(style: str = "solid") -> Line:
    """Return values by year."""
    points = tuple(
        Point(at=date(2019 + n, 1, 1), value=Decimal(40 + n), text=f"{n} %")
        for n in range(7)
    )
    return Line(label="Ville <b>", colour=LINES[0], points=points, style=style)  # type: ignore[arg-type]  # one of the three


RULES = (Rule(label="Cible 2026", value=Decimal(65), text="65 %"),)
BANDS = (Band(label="Bon", low=None, high=Decimal(20), colour="#50f0e6"),)
SPECS = {
    "years": line_chart([years(), years("dashed")], RULES, TEXT, TABLE),
    "dots": line_chart([years("dots")], (), TEXT, TABLE, bands=BANDS),
    "hours": line_chart([hours(8760, n) for n in range(3)], RULES, TEXT, TABLE),
    "many": line_chart([hours(48, n) for n in range(12)], (), TEXT, TABLE),
    "one": line_chart([hours(1)], (), TEXT, TABLE),
    "none": line_chart([], (), TEXT, TABLE),
    "bars": bar_chart(
        [Bar(label="Nord", values=(Decimal(3),), texts=("3 %",))],
        [Series(label="Valeur", colour=LINES[0])],
        TEXT,
        TABLE,
    ),
}


@pytest.mark.parametrize("name", SPECS)
class TestRendering:
    """vl-convert."""

    def test_both_widths_are_drawn(self, name: str) -> None:
        """As a picture of the size that was computed; words are escaped."""
        spec: ChartSpec = SPECS[name]
        for drawing in (spec.vega_lite, spec.narrow):
            svg = vl_convert.vegalite_to_svg(
                json.dumps(drawing), vl_version=VEGA_LITE, allowed_base_urls=[]
            )
            size = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
            assert size is not None
            assert (int(size[1]), int(size[2])) == (
                drawing["width"],
                drawing["height"],
            )
            assert "<b>" not in svg
            assert "NaN" not in svg

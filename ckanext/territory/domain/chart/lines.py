"""Lines over time, with references, for a wide page and for a phone.

As for bars, positions are computed here and handed to Vega-Lite as pixels. Lines are
named at their end (on a phone: above the drawing, each with its mark), so that no
legend has to be matched by colour.
"""

from __future__ import annotations

from collections.abc import Sequence

from ckanext.territory.domain.chart.line_drawing import draw
from ckanext.territory.domain.chart.line_frame import NARROW, WIDE
from ckanext.territory.domain.chart.line_spec import Band, Line, Point, Rule, Shown
from ckanext.territory.domain.chart.spec import ChartSpec, ChartText, Table

__all__ = ["NAMED_LINES", "Band", "Line", "Point", "Rule", "line_chart"]

NAMED_LINES = 8


def line_chart(
    lines: Sequence[Line],
    rules: Sequence[Rule],
    text: ChartText,
    table: Table,
    *,
    bands: Sequence[Band] = (),
) -> ChartSpec:
    """Return the chart of these lines, in the order given.

    The eight first are named; what follows is drawn thin and grey behind them, under
    the one name ``text.others``. Long series are thinned for the drawing, never for
    the table.
    """
    drawn = [line for line in lines if any(p.value is not None for p in line.points)]
    shown = Shown(
        lines=drawn[:NAMED_LINES],
        rest=drawn[NAMED_LINES:],
        others=text.others,
        rules=rules,
        bands=bands,
        alt=text.alt,
        language=text.language,
    )
    return ChartSpec(
        vega_lite=draw(shown, WIDE),
        narrow=draw(shown, NARROW),
        title=text.title,
        unit=text.unit,
        source=text.source,
        alt=text.alt,
        sentence=text.sentence,
        caption=table.caption,
        columns=table.columns,
        rows=table.rows,
    )

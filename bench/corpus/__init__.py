"""Files as town halls send them, made by code, with what should be proposed for each.

The figures, codes and labels are invented, except the codes of places; no person is
named in them: the few columns of names hold first names and letters.
"""

from __future__ import annotations

from bench.corpus.case import ANY, Case, Expected
from bench.corpus.figures import figure_cases
from bench.corpus.held_back import held_back_cases
from bench.corpus.mended import mended_cases
from bench.corpus.official import official_cases
from bench.corpus.places import place_cases
from bench.corpus.services import service_cases

__all__ = ["ANY", "Case", "Expected", "cases", "held_back_cases"]


def cases() -> list[Case]:
    """Return the cases, in the order in which they are measured."""
    return [
        *official_cases(),
        *service_cases(),
        *place_cases(),
        *figure_cases(),
        *mended_cases(),
    ]

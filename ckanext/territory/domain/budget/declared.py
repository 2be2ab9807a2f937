"""What a record says of a budget document, told without its file."""

from __future__ import annotations

OLDEST_YEAR = 1990
# The accounts of a year: they close it, so they are adopted later.
# Source: CGCT, L1612-12 (vote by 30 June of the following year).
ACCOUNTS = frozenset({"ca", "cfu"})
_LONGEST = 50


def accounting_framework(text: str) -> str:
    """Return the variant of a framework, in capitals: ``M57-M57_A`` is ``M57_A``."""
    compact = "".join(text.split()).upper()
    norm, _, variant = compact.partition("-")
    return (variant or norm)[:_LONGEST]


def is_adopted_too_early(stage: str, fiscal_year: int, adopted_on: str) -> bool:
    """Tell whether an account would be adopted within its own year, or before.

    ``adopted_on`` is a day, a month or a year in ISO form.
    """
    year = adopted_on[:4]
    return stage in ACCOUNTS and year.isdigit() and int(year) <= fiscal_year

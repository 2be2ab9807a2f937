"""Amounts and dates as people and files write them."""

from __future__ import annotations

import re
from decimal import Decimal

from ckanext.territory.domain.moment import is_day

_PLAIN = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d)")
_DATE = re.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII
)


def parse_decimal(text: str) -> Decimal | None:
    """Return an amount written ``1 234,56`` or ``1234.56``, else None."""
    compact = _SPACES.sub("", text.strip())
    if not _PLAIN.fullmatch(compact):
        return None
    return Decimal(compact.replace(",", "."))


def is_partial_date(text: str) -> bool:
    """Tell whether a text is a date in the form YYYY, YYYY-MM or YYYY-MM-DD."""
    if _DATE.fullmatch(text) is None:
        return False
    return len(text) < len("2025-01-01") or is_day(text)

"""What an indicator is called and where it is meant to go."""

from __future__ import annotations

import re
from decimal import Decimal

# Source: reference/standards.md §10.3.
FARTHEST_TARGET = 20  # years
_CODE = re.compile(r"[A-Za-z0-9._-]{1,40}")


def is_indicator_code(text: str) -> bool:
    """Tell whether a text is short and safe enough to name an indicator for years."""
    return _CODE.fullmatch(text) is not None


def contradicts(direction: str, start: Decimal, target: Decimal) -> bool:
    """Tell whether a target lies on the other side of the start than wanted."""
    if direction == "hausse":
        return target < start
    return direction == "baisse" and target > start

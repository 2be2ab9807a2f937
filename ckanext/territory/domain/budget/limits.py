"""Bounds within which a budget file is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes above which a file is refused.

    Attributes:
        size: bytes of the file.
        elements: XML elements, or CSV rows.
        depth: nesting of XML elements.
        value: characters of one XML attribute or CSV cell.
    """

    size: int = 400_000_000
    elements: int = 10_000_000
    depth: int = 100
    value: int = 100_000

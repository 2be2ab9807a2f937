"""The order of the files of a dataset."""

from __future__ import annotations

from collections.abc import Sequence


def moved(order: Sequence[str], item: str, by: int) -> list[str]:
    """Return the order with an item moved by so many places, within the list."""
    rest = [one for one in order if one != item]
    place = min(max(order.index(item) + by, 0), len(rest))
    return [*rest[:place], item, *rest[place:]]

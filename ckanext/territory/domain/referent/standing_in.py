"""Who stands in for somebody who is away."""

from __future__ import annotations

from collections.abc import Mapping


def stand_in(
    referent_id: str,
    deputies: Mapping[str, str | None],
    absent: Mapping[str, str | None],
) -> str | None:
    """Return who answers for a referent: the person, a deputy, or None for nobody.

    `deputies` maps every active referent to the usual deputy. `absent` maps those who
    are away to the deputy of that absence, None for the usual one. A deputy who is
    away has a deputy in turn; a circle of absent people leads to nobody.
    """
    seen: set[str] = set()
    current: str | None = referent_id
    while current is not None and current in deputies and current not in seen:
        if current not in absent:
            return current
        seen.add(current)
        current = absent[current] or deputies[current]
    return None

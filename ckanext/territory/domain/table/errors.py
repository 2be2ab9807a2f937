"""Refusals of the table readers."""

from __future__ import annotations

from ckanext.territory.domain.errors import TerritoryError

FOUND_LENGTH = 80


class TableError(TerritoryError):
    """A table is refused.

    The context always has `file` (name shown to people) and `place` ("l. 27", the name
    of a sheet or of a part, "—" for the whole file), and where it makes sense
    `expected` and `found`.
    """


def megabytes(size: int) -> int:
    """Return a size in bytes as megabytes, rounded up, for a message."""
    return -(-size // 1_000_000)


def shown(value: str, length: int = FOUND_LENGTH) -> str:
    """Return a value short and printable enough for a message."""
    clean = "".join(
        letter if letter.isprintable() else " " for letter in value[: length * 4]
    )
    text = " ".join(clean.split())
    return text if len(text) <= length else text[: length - 1] + "…"

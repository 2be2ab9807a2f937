"""Refusals of the budget readers."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from ckanext.territory.domain.errors import TerritoryError

FOUND_LENGTH = 80


class BudgetError(TerritoryError):
    """A budget file is refused.

    The context always has `file` (name shown to people) once the error leaves
    `open_document`, `BudgetDocument.lines` or `blank_personal_data`, and where it
    makes sense `place` ("BlocBudget/Exer, l. 27": element or column, then line or
    row of the file), `element`, `row`, `expected` and `found`.
    """


def shown(value: str) -> str:
    """Return a value short and printable enough for a message."""
    clean = "".join(letter if letter.isprintable() else " " for letter in value)
    text = " ".join(clean.split())
    return text if len(text) <= FOUND_LENGTH else text[: FOUND_LENGTH - 1] + "…"


def at(element: str, row: int) -> dict[str, object]:
    """Return the facts that locate a mistake: element or column, line or row."""
    return {"element": element, "row": row, "place": f"{element}, l. {row}"}


@contextmanager
def naming(file: str) -> Generator[None]:
    """Add the name of the file to the refusals raised inside."""
    try:
        yield
    except BudgetError as error:
        error.context = {"file": file, **error.context}
        raise

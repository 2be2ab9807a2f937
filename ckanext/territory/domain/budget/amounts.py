"""Amounts written in budget files."""

from __future__ import annotations

import re
from decimal import Decimal

from ckanext.territory.domain.budget.errors import BudgetError, at, shown

EXPECTED = "1234.56 | 1 234,56"
MAXIMUM_LENGTH = 40
MAXIMUM_DIGITS = 15

# By far the most frequent form, so tried first.
_USUAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,20})?")
_SPACES = re.compile("[ \u00a0\u202f\u2009]")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_PLAIN = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_AMBIGUOUS = re.compile(r"[+-]?[0-9]{1,3},[0-9]{3}")


def parse_amount(text: str) -> Decimal | None:
    """Return the amount, exactly as written, or None when the text is no amount.

    "1234.56", "1 234,56" (any kind of space) and "-12" are amounts. "1,234.56" and
    "1,234" are not: the comma may be French decimals or English thousands. ASCII
    digits only; no NaN, infinity, exponent or underscore.
    """
    if _USUAL.fullmatch(text):
        return Decimal(text)
    text = _SPACES.sub(" ", text.strip())
    if len(text) > MAXIMUM_LENGTH or _AMBIGUOUS.fullmatch(text):
        return None
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None
    plain = text.replace(" ", "").replace(",", ".")
    if len(plain.partition(".")[0].lstrip("+-0")) > MAXIMUM_DIGITS:
        return None
    return Decimal(plain)


class AmountReader:
    """Reads amounts of one file, remembering those seen: files repeat them a lot."""

    __slots__ = ("_seen",)
    REMEMBERED = 50_000

    def __init__(self) -> None:
        self._seen: dict[str, Decimal | None] = {"": None}

    def read(self, text: str, element: str, row: int) -> Decimal | None:
        """Return the amount; None for an empty text.

        Raises:
            BudgetError: `budget.amount` when the text is not an amount.
        """
        seen = self._seen
        if text in seen:
            return seen[text]
        amount = parse_amount(text)
        if amount is None and text.strip():
            raise BudgetError(
                "budget.amount",
                found=shown(text),
                expected=EXPECTED,
                **at(element, row),
            )
        if len(seen) >= self.REMEMBERED:
            seen.clear()
        seen[text] = amount
        return amount

"""What should have been written: proposals made from what was."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Final

from ckanext.territory.domain.table import read_date, read_number

_UNITS = re.compile(r"(?:€|euros?|eur|%|kwh|km|m3|m²|m2|kg|t|l)\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
LONGEST: Final = 60
CLOSE: Final = 0.7


def as_number(text: str, decimal_char: str = ".") -> str | None:
    """Return how a number such as ``1 234,5 €`` is to be written, or None."""
    amount = read_number(_UNITS.sub("", text[: LONGEST + 1].strip()))
    return None if amount is None else f"{amount:f}".replace(".", decimal_char)


def as_integer(text: str) -> str | None:
    """Return how a whole number such as ``1 234,0`` is to be written, or None."""
    whole, _, decimals = (as_number(text) or "").partition(".")
    return whole if whole and not decimals.strip("0") else None


def as_date(text: str, form: str) -> str | None:
    """Return how a date such as ``1/2/2024`` is to be written, or None."""
    day = read_date(text[:LONGEST])
    return None if day is None else day.strftime(form)


def as_year(text: str) -> str | None:
    """Return the only year of a text such as ``Exercice 2024``, or None."""
    years = set(_YEAR.findall(text[:LONGEST]))
    return years.pop() if len(years) == 1 else None


def as_choice(text: str, choices: Iterable[str]) -> str | None:
    """Return the choice that the text resembles, or None."""
    by_form = {choice.casefold(): choice for choice in choices}
    near = difflib.get_close_matches(text[:LONGEST].casefold(), by_form, 1, CLOSE)
    return by_form[near[0]] if near else None

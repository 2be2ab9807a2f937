"""What the texts of French tables mean: numbers and dates."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Final

# Spaces between thousands: plain, no-break, narrow no-break, thin.
_SPACES: Final = " \u00a0\u202f\u2009"
_DROP_SPACES: Final = str.maketrans("", "", _SPACES)
_NUMBER: Final = re.compile(
    r"[+-]?(?:[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+|[0-9]{1,30})"
    r"(?:[.,][0-9]{1,20})?"
)
_SCIENTIFIC: Final = re.compile(r"[+-]?[0-9](?:[.,][0-9]{1,20})?[eE][+-]?[0-9]{1,2}")
_NUMBER_LENGTH: Final = 60
_ISO: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r" ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_FRENCH: Final = re.compile(
    r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
    r"(?:,? ?(?:à )?([0-9]{1,2})[:hH]([0-9]{2})(?::([0-9]{2}))?)?"
)
_COMPACT: Final = re.compile(
    r"(19|20)([0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
)


def read_number(text: str) -> Decimal | None:
    """Return the number in a text, or None: "1 234,56", "1234.56", "-3", "1,2E+5".

    A comma is a decimal comma; "1,234.56" is ambiguous and so is no number.
    """
    if len(text) > _NUMBER_LENGTH:
        return None
    bare = text.strip().replace("−", "-")
    if _NUMBER.fullmatch(bare) or _SCIENTIFIC.fullmatch(bare):
        return Decimal(bare.translate(_DROP_SPACES).replace(",", "."))
    return None


def read_date(text: str) -> date | datetime | None:
    """Return the day or instant in a text, or None.

    Read: ISO ("2025-03-01", "2025-03-01T10:00:00Z"), French ("01/03/2025 10:00"), and
    eight digits ("20250301"). An instant without time zone has none.
    """
    bare = text.strip()
    if not bare[:1].isdigit():
        return None
    found = _ISO.fullmatch(bare)
    if found is not None:
        year, month, day, *clock = found.groups()
        return _moment((year, month, day), clock[:3], clock[3])
    found = _FRENCH.fullmatch(bare)
    if found is not None:
        day, month, year, *clock = found.groups()
        return _moment((year, month, day), clock, None)
    found = _COMPACT.fullmatch(bare)
    if found is not None:
        century, years, month, day = found.groups()
        return _moment((century + years, month, day), [None], None)
    return None


def _moment(
    day: tuple[str, str, str], clock: list[str | None], zone: str | None
) -> date | datetime | None:
    try:
        when = date(*(int(part) for part in day))
        if clock[0] is None:
            return when
        hour, minute, second = (int(part or 0) for part in clock)
        moment = datetime(  # noqa: DTZ001 - the file says no time zone
            when.year, when.month, when.day, hour, minute, second
        )
        if zone is None:
            return moment
        if zone in {"Z", "UTC"}:
            return moment.replace(tzinfo=timezone.utc)
        offset = datetime.strptime(zone.replace(":", ""), "%z").tzinfo
        return moment.replace(tzinfo=offset).astimezone(timezone.utc)
    except ValueError:
        return None

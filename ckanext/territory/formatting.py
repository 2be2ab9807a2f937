"""Figures and dates as people read them, in a given language.

Every function takes the locale (``fr``, ``en``, ``pt_BR``) and returns plain text.
Groups of digits and units hold together by narrow no-break spaces (U+202F).
"""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)
from babel.units import format_unit

Number = Decimal | float | int | str
Moment = datetime | date | str

NARROW = "\u202f"
COMPACT_FROM = Decimal(10_000)
ALMOST_A_MILLION = Decimal(999_500)
MINUTE = timedelta(minutes=1)
SIZE_STEP = 1000
SIZE_UNITS = {"fr": ("octets", "ko", "Mo", "Go", "To")}
SIZE_UNITS_DEFAULT = ("bytes", "kB", "MB", "GB", "TB")
_DATE_PARTS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII)
_MARKUP = re.compile(
    r"<[^>]{1,500}>|!?\[([^\]]{0,300})\]\([^)]{0,500}\)|^[ \t]{0,3}(?:#{1,6}|>|[*+-])\s"
    r"|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}",
    re.MULTILINE,
)
_DURATION_PART = re.compile(r"(\d+(?:[.,]\d+)?)([YMWDHS])", re.ASCII)
_DURATION_UNITS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
_BLANKS = re.compile(r"\s+")


def duration(text: str, code: str) -> str:
    """Return ``15 minutes`` for ``PT15M``, and the text itself when it is not one."""
    days, _, hours = text.partition("T")
    parts = [("", *part) for part in _DURATION_PART.findall(days)]
    parts += [("T", *part) for part in _DURATION_PART.findall(hours)]
    words = [
        format_unit(
            float(count.replace(",", ".")),
            f"duration-{_DURATION_UNITS[clock + letter]}",
            locale=locale_of(code),
        )
        for clock, count, letter in parts
        if clock + letter in _DURATION_UNITS
    ]
    return " ".join(words) or text


def locale_of(code: str) -> Locale:
    """Return the Babel locale of a CKAN language code, French when unknown."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale("fr")


def to_decimal(value: Number | None) -> Decimal | None:
    """Return a number as Decimal, or None when it is not one."""
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def number(value: Number | None, locale: str, *, decimals: int = 2) -> str:
    """Return ``1 234,5``: at most ``decimals`` decimals, none that is nought."""
    amount = to_decimal(value)
    if amount is None:
        return ""
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return _narrow(format_decimal(amount, format=pattern, locale=locale_of(locale)))


def euro(value: Number | None, locale: str, *, cents: bool = False) -> str:
    """Return ``1 234 567 €``, with two decimals when ``cents`` is asked for."""
    amount = to_decimal(value)
    if amount is None:
        return ""
    place = locale_of(locale)
    pattern = place.currency_formats["standard"].pattern
    if not cents:
        pattern = pattern.replace(".00", "")
    return _narrow(
        format_currency(
            amount, "EUR", format=pattern, locale=place, currency_digits=False
        )
    )


def euro_short(value: Number | None, locale: str) -> str:
    """Return ``1,2 M€`` from 10,000 € on, the plain amount below."""
    amount = to_decimal(value)
    if amount is None:
        return ""
    if abs(amount) < COMPACT_FROM:
        return euro(amount, locale)
    place = locale_of(locale)
    digits = 1 if abs(amount) >= ALMOST_A_MILLION else 0
    if digits:
        amount = round(amount, -4)
    if place.language == "fr":
        short = format_compact_decimal(amount, locale=place, fraction_digits=digits)
        return _narrow(short).rstrip() + "€"
    return _narrow(
        format_compact_currency(amount, "EUR", locale=place, fraction_digits=digits)
    )


def percent(ratio: Number | None, locale: str, *, decimals: int = 1) -> str:
    """Return ``12,4 %`` for the ratio 0.124."""
    amount = to_decimal(ratio)
    if amount is None:
        return ""
    place = locale_of(locale)
    pattern = place.percent_formats[None].pattern
    if decimals:
        pattern = re.sub(r"0(?=\D*$)", "0." + "#" * decimals, pattern, count=1)
    return _narrow(format_percent(amount, format=pattern, locale=place))


def size(value: Number | None, locale: str) -> str:
    """Return a number of bytes as ``412 ko`` (powers of a thousand)."""
    amount = to_decimal(value)
    if amount is None or amount < 0:
        return ""
    units = SIZE_UNITS.get(locale_of(locale).language, SIZE_UNITS_DEFAULT)
    rank = 0
    while amount >= SIZE_STEP and rank < len(units) - 1:
        amount, rank = amount / SIZE_STEP, rank + 1
    decimals = 1 if rank > 1 else 0
    return f"{number(amount, locale, decimals=decimals)}{NARROW}{units[rank]}"


def day(value: Moment | None, locale: str) -> str:
    """Return ``12 mars 2026``; ``mars 2026`` or ``2026`` when less is known.

    A text that is not a date comes back as it is.
    """
    if value is None or value == "":
        return ""
    place = locale_of(locale)
    if isinstance(value, date):
        return _first(format_date(value, "long", locale=place), place)
    parts = _DATE_PARTS.fullmatch(value.strip())
    if parts is None:
        return value
    year, month, in_month = parts.groups()
    try:
        known = date(int(year), int(month or 1), int(in_month or 1))
    except ValueError:
        return value
    if in_month:
        return _first(format_date(known, "long", locale=place), place)
    return format_skeleton("yMMMM", known, locale=place) if month else year


def period(start: str | None, end: str | None, locale: str) -> str:
    """Return ``2024`` for a whole year, ``2021–2024``, or ``1er mars 2024 – 2 mai``.

    Bounds are ISO dates, the day or the month may be missing; one of them may too.
    """
    first, last = (start or "").strip()[:10], (end or "").strip()[:10]
    whole = first[4:] in {"", "-01", "-01-01"} and last[4:] in {"", "-12", "-12-31"}
    if first and last and whole:
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
    shown = [day(bound, locale) for bound in (first, last) if bound]
    return " – ".join(dict.fromkeys(shown))


def ago(value: Moment | None, locale: str, *, now: datetime) -> str:
    """Return ``il y a 3 jours``; instants without zone are UTC.

    The smallest unit is the minute for an instant, the day for a date; a date of
    today is given as such.
    """
    if value is None or value == "":
        return ""
    moment = instant(value)
    if moment is None:
        return day(value, locale)
    whole_day = isinstance(value, str) and "T" not in value
    if whole_day and moment.date() >= now.date():
        return day(value, locale)
    return format_timedelta(
        min(moment - now, -MINUTE),
        granularity="day" if whole_day else "minute",
        add_direction=True,
        locale=locale_of(locale),
    )


def instant(value: Moment) -> datetime | None:
    """Return an aware instant of a date in ISO form, or None."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
        except ValueError:
            return None
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=timezone.utc)
    return value if value.tzinfo else value.replace(tzinfo=timezone.utc)


def excerpt(text: str | None, *, length: int = 190) -> str:
    """Return the start of a Markdown text as plain text, cut between words."""
    source = (text or "")[: length * 6]
    plain = _MARKUP.sub(lambda found: found.group(1) or "", source)
    plain = _BLANKS.sub(" ", html.unescape(plain)).strip()
    if len(plain) <= length:
        return plain
    cut = plain[: length + 1].rpartition(" ")[0] or plain[:length]
    return cut.rstrip(" ,;:.–-") + "…"


def _narrow(text: str) -> str:
    return text.replace("\u00a0", NARROW)


def _first(text: str, place: Locale) -> str:
    """Write the first of the month the French way."""
    if place.language == "fr" and text.startswith("1 "):
        return "1er " + text[2:]
    return text

"""European vocabularies that a catalogue record cites, and the words for them.

Source: EU Publications Office, authority tables ``frequency``, ``access-right`` and
``language``, as of November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

LONGEST_ADDRESS = 2000
_BREAK = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f\x7f]")
EU = "http://publications.europa.eu/resource/authority/"
FREQUENCIES = frozenset(
    [
        "UPDATE_CONT",
        "1MIN",
        "5MIN",
        "10MIN",
        "15MIN",
        "30MIN",
        "HOURLY",
        "BIHOURLY",
        "TRIHOURLY",
        "12HRS",
        "CONT",
        "DAILY_3",
        "DAILY_2",
        "DAILY",
        "WEEKLY_5",
        "WEEKLY_3",
        "WEEKLY_2",
        "WEEKLY",
        "BIWEEKLY",
        "MONTHLY_3",
        "MONTHLY_2",
        "MONTHLY",
        "BIMONTHLY",
        "QUARTERLY",
        "ANNUAL_3",
        "ANNUAL_2",
        "ANNUAL",
        "BIENNIAL",
        "TRIENNIAL",
        "QUADRENNIAL",
        "QUINQUENNIAL",
        "DECENNIAL",
        "BIDECENNIAL",
        "TRIDECENNIAL",
        "AS_NEEDED",
        "IRREG",
        "NEVER",
        "NOT_PLANNED",
        "OTHER",
        "UNKNOWN",
    ]
)
FRENCH = f"{EU}language/FRA"
ACCESS_RIGHTS = {
    "public": f"{EU}access-right/PUBLIC",
    "internal": f"{EU}access-right/RESTRICTED",
    "restricted": f"{EU}access-right/NON_PUBLIC",
}


def frequency_uri(value: str) -> str | None:
    """Return the address of a frequency given as address or code, else None."""
    code = value.strip().rstrip("/").rpartition("/")[2].rpartition(":")[2].upper()
    return f"{EU}frequency/{code}" if code in FREQUENCIES else None


def theme_uri(code: str) -> str:
    """Return the address of a European data theme, such as ``TRAN``."""
    return f"{EU}data-theme/{code}"


def in_vocabulary(value: str, addresses: Iterable[str]) -> str | None:
    """Return the address of a list that a value is, or ends (``FRA``), else None."""
    word = value.strip()
    for address in addresses:
        if word == address or word.upper() == address.rpartition("/")[2].upper():
            return address
    return None


def is_web_address(text: str) -> bool:
    """Tell whether a text is an absolute web address that anybody could follow."""
    if len(text) > LONGEST_ADDRESS or _BREAK.search(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)

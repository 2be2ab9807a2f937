"""Units of measurement as people write them."""

from __future__ import annotations

import re

LONGEST_UNIT = 50
# A unit has no sentence in it: letters, digits, signs, and single spaces.
_UNIT = re.compile(
    r"[\w%€°‰µμ²³₀-₉⁰-⁹⁻.,/*^()'’\[\]{}~-]+(?: [\w%€°‰µμ²³₀-₉.,/*^()'’-]+){0,5}"
)
# Source: UCUM 2.2 and the usual spelling in French administrations.
_SPELLINGS = {
    "percent": "%",
    "pourcent": "%",
    "pour cent": "%",
    "pourcentage": "%",
    "eur": "€",
    "euro": "€",
    "euros": "€",
    "ug/m3": "µg/m³",
    "µg/m3": "µg/m³",
    "μg/m3": "µg/m³",
    "μg/m³": "µg/m³",
    "m3": "m³",
    "m2": "m²",
    "kwh": "kW.h",
    "kw.h": "kW.h",
    "mwh": "MW.h",
    "mw.h": "MW.h",
    "tonne": "t",
    "tonnes": "t",
}


def clean_unit(text: str) -> str | None:
    """Return a unit in its usual spelling, None for what cannot be one."""
    compact = " ".join(text.split())
    if len(compact) > LONGEST_UNIT or not _UNIT.fullmatch(compact):
        return None
    return _SPELLINGS.get(compact.lower(), compact)

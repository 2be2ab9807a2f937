"""Texts that what a record says of itself brings with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Source: DCAT-AP HVD 3.0, "applicable legislation" of every high-value dataset.
HVD = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
# Source: EUR-Lex, European legislation identifiers, consulted in November 2026.
ELI: Mapping[str, str] = {
    "hvd": HVD,
    "inspire": "http://data.europa.eu/eli/dir/2007/2/oj",
    "directive_air": "http://data.europa.eu/eli/dir/2024/2881/oj",
    "directive_eau": "http://data.europa.eu/eli/dir/2000/60/oj",
    "bruit": "http://data.europa.eu/eli/dir/2002/49/oj",
}


def with_implied(
    texts: Iterable[str], *, hvd: Iterable[str], chosen: Iterable[str]
) -> list[str]:
    """Return addresses of texts, those implied added and those no longer so removed.

    ``hvd`` holds high-value categories; ``chosen`` legal bases and frameworks by code.
    """
    implied = {HVD: None} if any(hvd) else {}
    implied |= dict.fromkeys(ELI[code] for code in chosen if code in ELI)
    derived = set(ELI.values())
    kept = (text for text in texts if text not in derived)
    return list(dict.fromkeys([*kept, *implied]))

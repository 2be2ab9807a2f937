"""From what people type to codes of places: codes, names, "Tours (37)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ckanext.territory.domain.area.identifiers import is_commune_code, normalise_code
from ckanext.territory.domain.area.index import AreaIndex
from ckanext.territory.domain.area.place import LEVELS, Area

Reason: TypeAlias = Literal["unknown", "ambiguous", "other_level", "malformed"]
# No list of the year holds every place of these levels: what is typed is kept.
OPEN_LEVELS = frozenset({"infracommunale", "canton", "autre"})
LENGTHS = {"commune": {5}, "epci": {9}, "departement": {2, 3}, "region": {2}}
PROPOSALS = 3
# Looking for what is spelt nearly so takes time: it is done for the first refusals.
EXPLAINED = 5
_SPLIT = re.compile(r"[;\r\n]+")
_IRIS = re.compile(r"[0-9][0-9AB][0-9]{3}[0-9A-Z]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A text that names no place of the level, and the places it may mean.

    ``other_level``: ``proposals`` are places of other levels that have this code or
    name; ``ambiguous``: several places have this name.
    """

    text: str
    reason: Reason
    proposals: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Codes in the order typed, without repetition; texts that are none are there too.

    So that nothing typed is lost, a refused text stands among the codes as it is.
    """

    codes: tuple[str, ...]
    refused: tuple[Refusal, ...]


def split_texts(texts: Iterable[str]) -> Iterator[str]:
    """Yield the single texts: lines and semicolons separate them."""
    for text in texts:
        yield from (part.strip() for part in _SPLIT.split(text) if part.strip())


def resolve(index: AreaIndex, level: str, texts: Iterable[str]) -> Resolution:
    """Return the codes of places that texts name, within a level.

    Without a level (or with an unknown one) a text is resolved when it has one meaning,
    kept otherwise, and nothing is refused.
    """
    codes: dict[str, None] = {}
    refused: list[Refusal] = []
    for text in split_texts(texts):
        # "Rennes, Vitré" is two places, "CC Ardennes, Thiérache" is one.
        parts = [text]
        if "," in text and not isinstance(_resolved(index, level, text), str):
            parts = [part.strip() for part in text.split(",") if part.strip()]
        for part in parts:
            found = _resolved(index, level, part)
            if isinstance(found, Refusal):
                refused.append(
                    _with_proposals(index, level, found)
                    if len(refused) < EXPLAINED
                    else found
                )
            codes[part if isinstance(found, Refusal) else found] = None
    return Resolution(codes=tuple(codes), refused=tuple(refused))


def _resolved(index: AreaIndex, level: str, text: str) -> str | Refusal:
    if level not in LEVELS:
        found = index.named(text)
        return found[0].code if len(found) == 1 else text
    code = normalise_code(level, text)
    if index.get(level, code) is not None:
        return code
    if level == "commune" and (today := index.former(code)) is not None:
        # Corsica has had no code in 20 since 1976: these are mistakes, not history.
        is_history = is_commune_code(code)
        return code if is_history else _unknown(text, today)
    named = index.named(text, levels=[level])
    if named:
        alone = len(named) == 1
        return named[0].code if alone else _refused(text, "ambiguous", named)
    if level in OPEN_LEVELS:
        return _in_open_level(index, level, text)
    return _refusal(index, level, text, code)


def _in_open_level(index: AreaIndex, level: str, text: str) -> str | Refusal:
    if level == "infracommunale" and _IRIS.fullmatch(text):
        commune = text[:5]
        if index.get("commune", commune) is None and index.former(commune) is None:
            return _unknown(text)
    return text


def _refusal(index: AreaIndex, level: str, text: str, code: str) -> Refusal:
    elsewhere = index.named(code) or index.named(text)
    if elsewhere:
        return _refused(text, "other_level", elsewhere)
    return _refused(text, "malformed" if _is_odd(level, code) else "unknown", [])


def _with_proposals(index: AreaIndex, level: str, refusal: Refusal) -> Refusal:
    if refusal.reason != "unknown" or refusal.proposals or _is_code(refusal.text):
        return refusal
    near = index.nearest(refusal.text, levels=[level], limit=PROPOSALS)
    return _unknown(refusal.text, *near)


def _unknown(text: str, *proposals: Area) -> Refusal:
    return _refused(text, "unknown", proposals)


def _refused(text: str, reason: Reason, proposals: Sequence[Area]) -> Refusal:
    return Refusal(text=text, reason=reason, proposals=tuple(proposals[:PROPOSALS]))


def _is_code(text: str) -> bool:
    return text.isdigit() or is_commune_code(text)


def _is_odd(level: str, code: str) -> bool:
    """Tell whether a code has not even the length of those of its level."""
    return _is_code(code) and level in LENGTHS and len(code) not in LENGTHS[level]

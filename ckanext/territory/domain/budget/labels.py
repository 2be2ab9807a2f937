"""Our own labels of chapters and functions, for files whose chart is not at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, TypedDict, cast

import yaml

from ckanext.territory.domain.budget.words import Section

Language = Literal["fr", "en"]

_FAMILY = re.compile(r"M(?:4(?![0-9])|4[1-9]|[0-9]+)")
_THIRD_PARTIES = "45"


class _Entry(TypedDict, total=False):
    section: Section
    fr: str
    en: str


class _File(TypedDict, total=False):
    chapters: dict[str, _Entry]
    chapters_from: str
    functions: dict[str, _Entry]


@dataclass(frozen=True, slots=True)
class _Labels:
    chapters: Mapping[str, _Entry]
    functions: Mapping[str, _Entry]


def family(norm: str | None) -> str | None:
    """Return the family of a norm or variant: "M57_D" is "m57", "M49_A" is "m4"."""
    found = _FAMILY.match((norm or "").upper())
    if found is None:
        return None
    name = found.group().lower()
    return "m4" if re.fullmatch("m4[1-9]", name) else name


@cache
def _labels(name: str) -> _Labels | None:
    root = resources.files("ckanext.territory") / "data" / "budget"
    source = root / f"{name}.yaml"
    if not source.is_file():
        return None
    loaded = cast(_File, yaml.safe_load(source.read_text(encoding="utf-8")))
    base = _labels(loaded["chapters_from"]) if "chapters_from" in loaded else None
    inherited = dict(base.chapters) if base else {}
    return _Labels(
        chapters={**inherited, **loaded.get("chapters", {})},
        functions=loaded.get("functions", {}),
    )


def _chapter(norm: str | None, code: str) -> _Entry | None:
    name = family(norm)
    labels = _labels(name) if name else None
    if labels is None:
        return None
    entry = labels.chapters.get(code)
    # Each operation for a third party has a chapter of its own below 454, 455, 458.
    if entry is None and code.startswith(_THIRD_PARTIES):
        entry = labels.chapters.get(code[:3])
    return entry


def chapter_label(norm: str | None, code: str, lang: Language = "fr") -> str | None:
    """Return our label of a chapter in a norm ("M57", "M57_D", "M49_A"), or None."""
    entry = _chapter(norm, code)
    return entry.get(lang) if entry else None


def chapter_section(norm: str | None, code: str) -> Section | None:
    """Return the section a chapter belongs to in a norm, or None when unknown."""
    entry = _chapter(norm, code)
    return entry.get("section") if entry else None


def function_label(norm: str | None, code: str, lang: Language = "fr") -> str | None:
    """Return our label of a function (one or two digits) in a norm, or None."""
    name = family(norm)
    labels = _labels(name) if name else None
    entry = labels.functions.get(code) if labels else None
    return entry.get(lang) if entry else None

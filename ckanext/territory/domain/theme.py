"""The municipal theme tree, its European themes, and what others call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import yaml

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.french import analyze, normalize

# Source: EU Publications Office, authority table data-theme; OP_DATPRO is left out.
_EU_CODES = "AGRI ECON EDUC ENER ENVI GOVE HEAL INTR JUST REGI SOCI TECH TRAN"
EU_THEMES: frozenset[str] = frozenset(_EU_CODES.split())
_EU_ADDRESS = re.compile(
    r"^(?:https?://publications\.europa\.eu/resource/authority/|eu:)"
    r"data-theme/([a-z_]+)/?$",
    re.IGNORECASE,
)
_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_PARTS = re.compile(r"[,;/>|&]")
_TERM_LIMIT = 500
LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of the portal; `label` has the keys `en` and `fr`."""

    code: str
    label: Mapping[str, str]
    eu_theme: str
    parent: str | None = None
    also: tuple[str, ...] = field(default=(), repr=False)


class ThemeTree:
    """Two levels of themes, in the order of their file."""

    def __init__(
        self, themes: Sequence[Theme], eu_defaults: Mapping[str, str] | None = None
    ) -> None:
        """Build from themes, parents before children.

        `eu_defaults` names the theme that stands for a European one. Raises
        TerritoryError `theme.duplicate` or `theme.unknown`.
        """
        self._themes: dict[str, Theme] = {}
        self._children: dict[str, list[Theme]] = {}
        for theme in themes:
            if theme.code in self._themes:
                raise TerritoryError("theme.duplicate", found=theme.code)
            self._themes[theme.code] = theme
            if theme.parent is not None:
                self._children.setdefault(theme.parent, []).append(theme)
        self._eu = {code.upper(): name for code, name in (eu_defaults or {}).items()}
        for name in (*self._children, *self._eu.values()):
            if name not in self._themes:
                raise TerritoryError("theme.unknown", found=name)
        self._exact, self._stems = self._terms()

    @classmethod
    def from_text(cls, text: str) -> ThemeTree:
        """Return the tree of a YAML text in the form of `data/themes.yaml`.

        Raises TerritoryError `theme.format`, `theme.code`, `theme.label`,
        `theme.eu`, `theme.duplicate` or `theme.unknown`, each naming the place.
        """
        try:
            raw: object = yaml.safe_load(text)
        except yaml.YAMLError as error:
            raise TerritoryError("theme.format", place=str(error)[:200]) from error
        content = _mapping(raw, "themes")
        themes: list[Theme] = []
        for entry in _list(content.get("themes"), "themes"):
            root = _mapping(entry, "themes")
            themes.append(_theme(root, None))
            for leaf in _list(root.get("leaves", []), themes[-1].code):
                themes.append(_theme(_mapping(leaf, themes[-1].code), root["code"]))
        defaults = _mapping(content.get("eu_defaults", {}), "eu_defaults")
        return cls(themes, {key: str(value) for key, value in defaults.items()})

    @property
    def roots(self) -> tuple[Theme, ...]:
        """The themes of the first level."""
        return tuple(theme for theme in self._themes.values() if theme.parent is None)

    def get(self, code: str) -> Theme | None:
        """Return the theme of a code."""
        return self._themes.get(code)

    def all(self) -> tuple[Theme, ...]:
        """Return every theme, each root followed by its leaves."""
        return tuple(self._themes.values())

    def children(self, code: str) -> tuple[Theme, ...]:
        """Return the themes right below a theme."""
        return tuple(self._children.get(code, ()))

    def codes_within(self, code: str) -> list[str]:
        """Return a code and those of the themes right below it."""
        return [code, *(child.code for child in self.children(code))]

    def ancestors(self, code: str) -> tuple[Theme, ...]:
        """Return the themes above a theme, nearest first."""
        found: list[Theme] = []
        theme = self._themes.get(code)
        while theme is not None and theme.parent is not None:
            theme = self._themes[theme.parent]
            found.append(theme)
        return tuple(found)

    def match(self, term: str) -> Theme | None:
        """Return the theme that a foreign catalogue, or a person, means by a term.

        Tried in order: European address, code, label, other names, the same
        without plural and small words, then each part of a list ("Air, eau").
        """
        text = term.strip()[:_TERM_LIMIT]
        address = _EU_ADDRESS.match(text)
        if address is not None:
            return self.get(self._eu.get(address.group(1).upper(), ""))
        if text in EU_THEMES and text in self._eu:
            return self.get(self._eu[text])
        found = self._lookup(text)
        if found is None and _PARTS.search(text):
            parts = (self._lookup(part) for part in _PARTS.split(text))
            found = next((theme for theme in parts if theme is not None), None)
        return found

    def _lookup(self, text: str) -> Theme | None:
        key = normalize(text)
        if key in self._themes:
            return self._themes[key]
        return self._exact.get(_term_key(text)) or self._stems.get(_stem_key(text))

    def _terms(self) -> tuple[dict[str, Theme], dict[str, Theme]]:
        exact: dict[str, Theme] = {}
        stems: dict[str, Theme] = {}
        names = [
            (theme, [theme.code, *theme.label.values()])
            for theme in self._themes.values()
        ]
        others = [(theme, theme.also) for theme in self._themes.values()]
        for theme, terms in (*names, *others):
            for term in terms:
                exact.setdefault(_term_key(term), theme)
                stems.setdefault(_stem_key(term), theme)
        for table in (exact, stems):
            table.pop("", None)
        return exact, stems


def _term_key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", normalize(text)))


def _stem_key(text: str) -> str:
    return " ".join(analyze(text))


def _mapping(raw: object, place: str) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise TerritoryError("theme.format", place=place)
    return {str(key): value for key, value in cast("dict[object, object]", raw).items()}


def _list(raw: object, place: str) -> Iterable[object]:
    if not isinstance(raw, list):
        raise TerritoryError("theme.format", place=place)
    return cast("list[object]", raw)


def _theme(entry: Mapping[str, object], parent: object) -> Theme:
    code = str(entry.get("code", ""))
    if not _SLUG.match(code):
        raise TerritoryError("theme.code", found=code, place=str(parent or "themes"))
    label = {name: str(entry.get(name) or "").strip() for name in LANGUAGES}
    if not all(label.values()):
        raise TerritoryError("theme.label", place=code)
    eu_theme = str(entry.get("eu", "")).upper()
    if eu_theme not in EU_THEMES:
        raise TerritoryError("theme.eu", found=eu_theme, place=code)
    return Theme(
        code=code,
        label=label,
        eu_theme=eu_theme,
        parent=None if parent is None else str(parent),
        also=tuple(str(term) for term in _list(entry.get("also", []), code)),
    )

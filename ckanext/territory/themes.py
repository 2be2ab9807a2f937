"""The theme tree of this portal: the extension's own file, or the administrator's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ckanext.territory import config
from ckanext.territory.domain.french import Synonyms
from ckanext.territory.domain.theme import ThemeTree

_DATA = Path(__file__).parent / "data"


def theme_tree() -> ThemeTree:
    """Return the theme tree, read once per process and file."""
    return _read_tree(config.themes_file() or str(_DATA / "themes.yaml"))


def synonyms() -> Synonyms:
    """Return the synonyms of the portal and those that the administrator added."""
    base = config.synonyms_base() or str(_DATA / "synonyms.yaml")
    return _read_synonyms(base, config.synonyms_file())


@lru_cache(maxsize=4)
def _read_tree(path: str) -> ThemeTree:
    return ThemeTree.from_text(Path(path).read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _read_synonyms(*paths: str) -> Synonyms:
    texts = [Path(path).read_text(encoding="utf-8") for path in paths if path]
    return Synonyms.from_text(*texts)

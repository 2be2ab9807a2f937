"""Helpers of the search pages: facets, filters in force, pages.

Links are relative (``?q=…``): the page is where its filters are, and a list of two
hundred facet values costs no address building.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypedDict
from urllib.parse import urlencode

from ckan.plugins import toolkit as tk

from ckanext.territory import config
from ckanext.territory.areas import areas
from ckanext.territory.helper_functions.format import territory_theme_label
from ckanext.territory.helper_functions.page import territory_type_label

__all__ = [
    "territory_facets",
    "territory_filters",
    "territory_page_links",
    "territory_place_label",
]

Params = list[tuple[str, str]]


class FacetItem(TypedDict):
    """A value of a facet and the link that adds or removes it."""

    label: str
    count: int
    query: str
    active: bool


class Facet(TypedDict):
    """A facet; ``more`` is the link to all its values, or to the first ones."""

    name: str
    title: str
    items: list[FacetItem]
    active: bool
    more: str
    all_shown: bool


class PageLink(TypedDict):
    """An entry of the pager; ``query`` is empty for a gap."""

    label: str
    query: str
    current: bool


def territory_place_label(code: str, level: str = "") -> str:
    """Return what to call the territory of a code.

    Without a level, the names of all places of this code: 53 is Mayenne and Bretagne.
    """
    if code == config.default_territory() and config.territory_name():
        return config.territory_name()
    index = areas()
    found = [place for place in index.find(code) if level in {"", place.level}]
    today = index.former(code)
    if not found and today is not None:
        found = [today]
    if found:
        return " / ".join(index.known_as(place) for place in found)
    return tk._("Territory {code}").format(code=code)


def territory_facets(
    titles: Mapping[str, str], search_facets: Mapping[str, Any]
) -> list[Facet]:
    """Return the facets that have something to choose, in the order of their titles."""
    facets = (_facet(name, title, search_facets) for name, title in titles.items())
    return [facet for facet in facets if facet["items"]]


def territory_filters(
    fields: Iterable[tuple[str, str]],
    titles: Mapping[str, str],
    search_facets: Mapping[str, Any],
) -> list[dict[str, str]]:
    """Return the filters in force: ``title``, ``label``, and ``query`` without it."""
    params = _params()
    return [
        {
            "title": titles.get(name, name),
            "label": _label(name, _item(search_facets, name, value)),
            "query": _without(params, name, value),
        }
        for name, value in fields
    ]


def territory_page_links(number: int, last: int) -> list[PageLink]:
    """Return the pages around a page, the first and the last, gaps marked by ``…``."""
    params = _params()
    around = {1, last, *range(max(1, number - 2), min(last, number + 2) + 1)}
    links: list[PageLink] = []
    for page in _with_gaps(sorted(around)):
        query = _query([*params, ("page", str(page))]) if page else ""
        links.append(
            {"label": str(page or "…"), "query": query, "current": page == number}
        )
    return links


def _with_gaps(pages: Sequence[int]) -> Iterator[int]:
    before = 0
    for page in pages:
        if page > before + 1:
            yield 0
        yield page
        before = page


def _facet(name: str, title: str, search_facets: Mapping[str, Any]) -> Facet:
    params = _params()
    items = tk.h.get_facet_items_dict(name, search_facets)
    limit = f"_{name}_limit"
    all_shown = limit in tk.request.args
    more = ""
    if all_shown:
        more = _query([(key, value) for key, value in params if key != limit])
    elif items and tk.h.has_more_facets(name, search_facets):
        more = _query([*params, (limit, "0")])
    return {
        "name": name,
        "title": title,
        "items": [_facet_item(name, item, params) for item in items],
        "active": any(item["active"] for item in items),
        "more": more,
        "all_shown": all_shown,
    }


def _facet_item(name: str, item: Mapping[str, Any], params: Params) -> FacetItem:
    value = item["name"]
    if item["active"]:
        query = _without(params, name, value)
    else:
        query = _query([*params, (name, value)])
    return {
        "label": _label(name, item),
        "count": item["count"],
        "query": query,
        "active": item["active"],
    }


def _label(name: str, item: Mapping[str, Any]) -> str:
    value = item["name"]
    if name == "vocab_territory_theme":
        return territory_theme_label(value)
    if name == "dataset_type":
        return territory_type_label(value)
    if name == "vocab_territory_code":
        return territory_place_label(value)
    return item.get("display_name") or value


def _item(facets: Mapping[str, Any], name: str, value: str) -> Mapping[str, Any]:
    items = facets.get(name, {}).get("items", [])
    found = (item for item in items if item["name"] == value)
    return next(found, {"name": value, "display_name": value})


def _params() -> Params:
    return [
        (name, value)
        for name, value in tk.request.args.items(multi=True)
        if value and name != "page"
    ]


def _without(params: Params, name: str, value: str) -> str:
    return _query([pair for pair in params if pair != (name, value)])


def _query(params: Params) -> str:
    return "?" + urlencode(params)

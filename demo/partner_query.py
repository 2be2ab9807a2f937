"""Searches in the partner's catalogue: the part of Solr's language that CKANs use."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from demo.partner_catalogue import Package

Predicate = Callable[[Package], bool]
CLAUSE = re.compile(
    r"""([+-]?)(\w+):
        (?:\(([^)]*)\)|"([^"]*)"|\[([^\]]*)\]|([^\s()]+))""",
    re.VERBOSE,
)
SORTABLE = {
    "id",
    "name",
    "title",
    "title_string",
    "metadata_created",
    "metadata_modified",
}


class QueryError(ValueError):
    """A search that this server does not understand."""


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def values_of(package: Package, field: str) -> list[str]:
    """Return what the package holds under a search field."""
    if field in {"groups", "tags"}:
        return [item["name"] for item in package[field]]
    if field == "organization":
        return [package["organization"]["name"]]
    if field == "res_format":
        return [resource["format"] for resource in package["resources"]]
    if field == "dataset_type":
        return [package["type"]]
    value = package.get(field)
    return (
        []
        if value is None
        else [str(value).lower() if isinstance(value, bool) else value]
    )


def _in_range(package: Package, field: str, bounds: str) -> bool:
    low, separator, high = bounds.partition(" TO ")
    if not separator:
        raise QueryError(f"[{bounds}]")
    return any(
        (low == "*" or value >= low.rstrip("Z"))
        and (high == "*" or value <= high.rstrip("Z"))
        for value in values_of(package, field)
    )


def _clause(match: re.Match[str]) -> Predicate:
    sign, field, group, quoted, bounds, bare = match.groups()
    if bounds is not None:
        return lambda package: _in_range(package, field, bounds) is (sign != "-")
    if group is not None:
        wanted = {part.strip().strip('"') for part in re.split(r"\s+OR\s+", group)}
    else:
        wanted = {quoted if quoted is not None else bare}
    every = wanted == {"*"}

    def matches(package: Package) -> bool:
        held = values_of(package, field)
        return bool(held if every else wanted & set(held)) is (sign != "-")

    return matches


def filters(query: str) -> list[Predicate]:
    """Return the conditions of an ``fq``: clauses joined by AND or by spaces."""
    found = [_clause(match) for match in CLAUSE.finditer(query)]
    rest = CLAUSE.sub(" ", query).replace("AND", " ").strip("() \t\n+")
    if rest:
        raise QueryError(rest)
    return found


def text_filter(query: str) -> Predicate:
    """Return the condition of a ``q``: every word is in the title, text or keywords."""
    words = [] if query in {"", "*:*"} else _plain(query).split()

    def matches(package: Package) -> bool:
        tags = " ".join(values_of(package, "tags"))
        text = _plain(f"{package['title']} {package['notes']} {tags}")
        return all(word in text for word in words)

    return matches


def sort_packages(packages: Sequence[Package], order: str) -> list[Package]:
    """Return the packages in the order of a ``sort`` like ``name asc``."""
    result = list(packages)
    for part in reversed([part for part in order.split(",") if part.strip()]):
        field, _, direction = part.strip().partition(" ")
        if field in SORTABLE:
            key = "title" if field == "title_string" else field
            result.sort(key=lambda item: item[key], reverse=direction.strip() == "desc")
        elif field != "score":
            raise QueryError(part)
    return result


def facets(packages: Sequence[Package], fields: Sequence[str]) -> dict[str, Any]:
    """Return ``search_facets``: counts of each value of each field."""
    titles: Mapping[str, str] = {
        group["name"]: group["title"] for item in packages for group in item["groups"]
    }
    result: dict[str, Any] = {}
    for field in fields:
        counts = Counter(value for item in packages for value in values_of(item, field))
        result[field] = {
            "title": field,
            "items": [
                {"name": name, "display_name": titles.get(name, name), "count": count}
                for name, count in counts.most_common()
            ],
        }
    return result

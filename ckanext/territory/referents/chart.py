"""The organisation chart: services below services, with their people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict


class ChartRow(TypedDict):
    """A service, how deep it stands (0 on top), and its referents."""

    service: Mapping[str, Any]
    depth: int
    referents: list[Mapping[str, Any]]


def organisation_chart(
    services: Sequence[Mapping[str, Any]], referents: Iterable[Mapping[str, Any]]
) -> list[ChartRow]:
    """Return the services in the order of the chart, each followed by those below.

    A service whose upper one is closed or unknown stands on top.
    """
    people: dict[str, list[Mapping[str, Any]]] = {}
    for one in referents:
        people.setdefault(one["service_id"], []).append(one)
    known = {service["id"] for service in services}
    below: dict[str | None, list[Mapping[str, Any]]] = {}
    for service in services:
        above = service["parent_id"] if service["parent_id"] in known else None
        below.setdefault(above, []).append(service)
    rows: list[ChartRow] = []
    waiting = [(service, 0) for service in reversed(below.get(None, ()))]
    while waiting:
        service, depth = waiting.pop()
        own = people.get(service["id"], [])
        rows.append({"service": service, "depth": depth, "referents": own})
        children = below.get(service["id"], [])
        waiting += [(child, depth + 1) for child in reversed(children)]
    return rows

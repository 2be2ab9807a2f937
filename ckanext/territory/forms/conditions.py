"""Fields that matter only when another field has some value (``when`` of a block)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

ANY = "*"

When = Mapping[str, Any]


def matters(when: When | None, data: Mapping[str, Any]) -> bool:
    """Tell whether a field matters: every condition holds on the data given."""
    return all(_holds(data.get(name), wanted) for name, wanted in (when or {}).items())


def idle(fields: Iterable[Mapping[str, Any]], data: Mapping[str, Any]) -> set[str]:
    """Return the fields that do not matter, and those that mattered through them."""
    left = dict(data)
    conditional = [field for field in fields if field.get("when")]
    found: set[str] = set()
    while True:
        more = {
            field["field_name"]
            for field in conditional
            if field["field_name"] not in found and not matters(field["when"], left)
        }
        if not more:
            return found
        found |= more
        for name in more:
            left.pop(name, None)


def _holds(value: object, wanted: object) -> bool:
    values = _values(value)
    if wanted in (ANY, [ANY]):
        return bool(values)
    return bool(values & {str(item) for item in listed(wanted)})


def _values(value: object) -> set[str]:
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return {value}
    return {str(item) for item in listed(value)} - {"", "None"}


def rule(when: When | None) -> str:
    """Return the condition as JSON for the page: ``{field: [values]}`` or ``*``."""
    known = {
        name: ANY if wanted in (ANY, [ANY]) else [str(item) for item in listed(wanted)]
        for name, wanted in (when or {}).items()
    }
    return json.dumps(known, ensure_ascii=False) if known else ""


def listed(value: object) -> list[Any]:
    """Return the value as a list: itself, or the only item."""
    return list(value) if isinstance(value, list) else [value]

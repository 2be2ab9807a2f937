"""What validators of several fields share: reading values, and who is let through."""

from __future__ import annotations

import json
from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenKey

EMPTY = (None, "", [], "[]")


def is_empty(value: object) -> bool:
    """Tell whether a field has no value."""
    return value is tk.missing or value in EMPTY


def as_text(value: object) -> str:
    """Return a value without surrounding spaces, nothing for a missing one."""
    return "" if value is tk.missing or value is None else str(value).strip()


def as_list(value: object) -> list[str]:
    """Return the values of a list field, given as list or as scheming stores it."""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return [str(value)]
    if isinstance(value, list):
        return [str(item) for item in value if item]
    return [str(value)] if value and value is not tk.missing else []


def is_harvested(data: FlattenDataDict) -> bool:
    """Tell whether the dataset comes from a partner: it is taken as it is."""
    return not is_empty(data.get(("source_id",)))


def is_waived(data: FlattenDataDict) -> bool:
    """Tell whether required fields may be empty: harvested datasets and drafts."""
    return is_harvested(data) or as_text(data.get(("state",))).startswith("draft")


def was_empty(key: FlattenKey, data: FlattenDataDict, context: Context) -> bool:
    """Tell whether an active dataset already lacks a field, and no form is saved.

    So are datasets that were there before the extension, or before the field: a
    script may go on changing them, and the form asks for the field. CKAN's forms
    put ``save`` in the context.
    """
    stored: Any = context.get("package")
    if stored is None or len(key) != 1 or context.get("save"):
        return False
    if stored.id != data.get(("id",)) or stored.state != "active":
        return False
    value = (stored.extras or {}).get(key[0], getattr(stored, key[0], None))
    return is_empty(value)

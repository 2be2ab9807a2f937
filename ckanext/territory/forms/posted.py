"""What a person sent with a step of the form, as the actions take it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

Field = Mapping[str, Any]
Values = dict[str, Any]

OWN_PREFIX = "territory_form_"
"""Begins the names of the inputs that are about the form, not about the dataset."""

BASE = f"{OWN_PREFIX}base"
HAS = f"{OWN_PREFIX}has"
ADD = f"{OWN_PREFIX}add"
SEEN = f"{OWN_PREFIX}seen"
KEY = f"{OWN_PREFIX}key"
TAKE = f"{OWN_PREFIX}take_"

_MULTIPLE = ("multiple", "territory_codes", "territory_area_codes")


def is_multiple(field: Field) -> bool:
    """Tell whether a field holds a list of plain values."""
    snippet = str(field.get("form_snippet") or "")
    validators = str(field.get("validators") or "")
    return any(word in snippet or word in validators for word in _MULTIPLE)


def is_list(field: Field) -> bool:
    """Tell whether a field holds a list, of plain values or of blocks."""
    return "repeating_subfields" in field or is_multiple(field)


def read_values(form: MultiDict[str, str], fields: Sequence[Field]) -> Values:
    """Return the values of a posted step, by field; what is no field is left out.

    Repeating fields become lists of dicts and multiple fields lists, empty when
    nothing is left in them; other inputs come as texts. ``fields`` are those of the
    step. Empty rows are left out.
    """
    values: Values = {}
    for field in fields:
        name = field["field_name"]
        if field.get("form_snippet", "") is None:
            continue
        if "repeating_subfields" in field:
            found: list[Any] = list(_rows(form, name))
            if found or name in form.getlist(HAS):
                values[name] = found
        elif is_multiple(field):
            found = [value for value in map(plain_text, form.getlist(name)) if value]
            if found or name in form or name in form.getlist(HAS):
                values[name] = found
        elif name in form:
            values[name] = plain_text(form[name])
    return values


def read_base(form: Mapping[str, str]) -> dict[str, str]:
    """Return the fingerprints that the form was sent with; none when they are bad."""
    try:
        known = json.loads(form.get(BASE, "") or "{}")
    except ValueError:
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(name): str(value) for name, value in known.items()}


def with_row(values: Values, name: str, fields: Sequence[Field]) -> Values:
    """Return the values with one more empty row in a field that has rows."""
    for field in fields:
        if field["field_name"] == name and is_list(field):
            empty: object = {} if "repeating_subfields" in field else ""
            return {**values, name: [*values.get(name, []), empty]}
    return values


def _rows(form: MultiDict[str, str], name: str) -> Iterator[dict[str, str]]:
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,4}})-([a-z0-9_]+)", re.ASCII)
    rows: dict[int, dict[str, str]] = {}
    for key in form:
        found = pattern.fullmatch(key)
        if found:
            row = rows.setdefault(int(found[1]), {})
            row[found[2]] = plain_text(form[key])
    for index in sorted(rows):
        if any(rows[index].values()):
            yield rows[index]


def plain_text(text: str) -> str:
    """Return a typed text without blanks around it, its lines ended one way."""
    return text.replace("\r\n", "\n").strip()

"""Helpers of the fields of a form: what their snippets write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory.forms.conditions import listed
from ckanext.territory.forms.steps import is_required

__all__ = ["territory_form_blocks", "territory_form_field"]

Field = Mapping[str, Any]

LONG_LIST = 12
"""A longer list of choices gets a box to filter it."""

# CKAN's scripted lists, which a keyboard and a screen reader do without.
SCRIPTED = "autocomplete"


class Choice(TypedDict):
    """A choice of a field; ``id`` is the one of its input."""

    id: str
    value: str
    label: str
    is_chosen: bool


class Row(TypedDict):
    """A field, ready to write; ``described`` is for ``aria-describedby``."""

    id: str
    name: str
    label: str
    hint: str
    messages: list[str]
    described: str
    is_required: bool
    value: str
    texts: list[str]
    choices: list[Choice]
    is_long: bool
    has_blank: bool
    attrs: dict[str, str]


def territory_form_field(
    field: Field, data: Mapping[str, Any], errors: Mapping[str, Any]
) -> Row:
    """Return what the snippet of a field writes: label, hint, errors, values."""
    name = field["field_name"]
    hint = _text(field, "help_text")
    messages = [str(text) for text in listed(errors.get(name) or []) if _said(text)]
    marks = [("hint", hint), ("error", messages)]
    values = _values(data.get(name))
    needed = is_required(field)
    choices = list(_choices(field, name, values, data))
    return {
        "id": f"field-{name}",
        "name": name,
        "label": _text(field, "label") or name,
        "hint": hint,
        "messages": messages,
        "described": " ".join(f"{mark}-{name}" for mark, known in marks if known),
        "is_required": needed,
        "value": values[0] if values else "",
        "texts": values,
        "choices": choices,
        "is_long": len(choices) > LONG_LIST,
        "has_blank": not needed or not any(row["is_chosen"] for row in choices),
        "attrs": _attrs(field),
    }


def territory_form_blocks(
    field: Field, data: Mapping[str, Any], errors: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the blocks of a repeating field: ``rows`` and an empty ``model``.

    A block has ``label`` and ``fields``; ``data`` and ``errors`` are those of all,
    by the name of the input.
    """
    name = field["field_name"]
    found = data.get(name)
    blocks = found if isinstance(found, list) else []
    wrong = errors.get(name)
    wrong_rows = wrong if isinstance(wrong, list) else []
    count = len(blocks) or max(1, int(field.get("form_blanks", 1)))
    label = _text(field, "repeating_label") or _text(field, "label")
    return {
        "rows": [_block(field, label, str(number)) for number in range(count)],
        "model": _block(field, label, "__n__"),
        "data": _flat(name, blocks),
        "errors": _flat(name, wrong_rows),
    }


def _block(field: Field, label: str, index: str) -> dict[str, Any]:
    number = str(int(index) + 1) if index.isdecimal() else "__m__"
    fields = [
        {**sub, "field_name": f"{field['field_name']}-{index}-{sub['field_name']}"}
        for sub in field["repeating_subfields"]
    ]
    return {"label": f"{label} {number}", "fields": fields}


def _flat(name: str, rows: list[Any]) -> dict[str, Any]:
    return {
        f"{name}-{number}-{part}": value
        for number, row in enumerate(rows)
        if isinstance(row, Mapping)
        for part, value in row.items()
    }


def _said(text: object) -> bool:
    return bool(text) and not isinstance(text, Mapping)


def _text(field: Field, key: str) -> str:
    return str(tk.h.scheming_language_text(field.get(key) or ""))


def _values(value: object) -> list[str]:
    if value is None or value is tk.missing:
        return []
    return [str(item) for item in listed(value) if not isinstance(item, Mapping)]


def _attrs(field: Field) -> dict[str, str]:
    given = field.get("form_attrs") or {}
    is_scripted = given.get("data-module") == SCRIPTED
    known = {
        name: str(value)
        for name, value in given.items()
        if name != "class" and not (is_scripted and name.startswith("data-module"))
    }
    placeholder = _text(field, "form_placeholder")
    return {**known, **({"placeholder": placeholder} if placeholder else {})}


def _choices(
    field: Field, name: str, values: list[str], data: Mapping[str, Any]
) -> Iterator[Choice]:
    """Yield the choices; the first has the id that links to the field lead to."""
    for number, (value, label) in enumerate(_options(field, name, values, data)):
        yield {
            "id": f"field-{name}" if not number else f"field-{name}-{number}",
            "value": value,
            "label": label,
            "is_chosen": value in values,
        }


def _options(
    field: Field, name: str, values: list[str], data: Mapping[str, Any]
) -> list[tuple[str, str]]:
    snippet = str(field.get("form_snippet") or "")
    if snippet == "license.html":
        return [(str(value), label) for value, label in _licenses(values)]
    if snippet == "organization.html":
        return _organizations(data)
    if not (field.get("choices") or field.get("choices_helper")):
        return []
    only = field.get("form_restrict_choices_to")
    options = [
        (str(choice["value"]), str(tk.h.scheming_language_text(choice["label"])))
        for choice in tk.h.scheming_field_choices(field) or []
        if not only or choice["value"] in only
    ]
    if field.get("sorted_choices"):
        options.sort(key=lambda option: option[1].casefold())
    # What a dataset holds stays chosen even when it is no choice any more.
    known = {value for value, _ in options}
    lost = [value for value in values if value and value not in known]
    return [*options, *((value, value) for value in lost)]


def _licenses(values: list[str]) -> list[tuple[str, str]]:
    return tk.h.license_options(values[0] if values and values[0] else None)


def _organizations(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    own = tk.h.organizations_available("create_dataset")
    options = [(row["id"], row["display_name"]) for row in own]
    stored = data.get("organization") or {}
    if stored.get("id") and stored["id"] not in {value for value, _ in options}:
        options.append((stored["id"], stored.get("title") or stored["name"]))
    return options

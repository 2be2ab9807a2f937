"""The dataset types of this portal as people read them: their fields, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

Field = Mapping[str, Any]
REQUIRED = frozenset({"territory_required", "not_empty"})


class FieldLine(TypedDict):
    """A field of a type.

    ``need`` is ``required``, ``conditional``, ``optional`` or ``derived``; ``dcat`` is
    empty for what stays in the portal; ``audience`` is ``public`` or ``internal``;
    ``parts`` are the fields of a block; ``page`` is the step of the form it is on.
    """

    name: str
    label: str
    help: str
    need: str
    choices: list[str]
    dcat: str
    audience: str
    parts: list[FieldLine]
    page: str


class TypeLine(TypedDict):
    """A dataset type in a line."""

    type: str
    label: str
    about: str
    field_count: int


class TypePage(TypeLine):
    """A dataset type with its fields and those of its files."""

    fields: list[FieldLine]
    resource_fields: list[FieldLine]


def type_names() -> list[str]:
    """Return the types that have a schema, in the order of the configuration."""
    return list(tk.h.scheming_dataset_schemas())


def type_page(name: str, *, with_internal: bool) -> TypePage:
    """Return a type in the reader's language; back-office fields only on demand.

    Raises ObjectNotFound for a type without a schema.
    """
    schema = tk.h.scheming_get_dataset_schema(name)
    if schema is None:
        raise tk.ObjectNotFound(tk._("There is no such dataset type."))
    fields = list(_lines(schema["dataset_fields"], with_internal=with_internal))
    return {
        "type": name,
        "label": tk.h.territory_type_label(name),
        "about": _words(schema.get("about_text") or ""),
        "field_count": len(fields),
        "fields": fields,
        "resource_fields": list(
            _lines(schema.get("resource_fields", []), with_internal=with_internal)
        ),
    }


def _lines(fields: Iterable[Field], *, with_internal: bool) -> Iterator[FieldLine]:
    page = ""
    for field in fields:
        page = _words(field.get("start_form_page", {}).get("title")) or page
        if field.get("audience") == "internal" and not with_internal:
            continue
        yield _line(field, page)


def _line(field: Field, page: str) -> FieldLine:
    dcat = field.get("dcat", "internal")
    return {
        "name": field["field_name"],
        "label": _words(field.get("label")) or field["field_name"],
        "help": _words(field.get("help_text")),
        "need": _need(field),
        "choices": [
            _words(choice.get("label")) or str(choice["value"])
            for choice in field.get("choices", [])
        ],
        "dcat": "" if dcat == "internal" else dcat,
        "audience": field.get("audience", "public"),
        "parts": [_line(part, "") for part in field.get("repeating_subfields", [])],
        "page": page,
    }


def _need(field: Field) -> str:
    words = set(str(field.get("validators") or "").split())
    if field.get("required") or words & REQUIRED:
        return "conditional" if field.get("when") else "required"
    is_asked = field.get("form_snippet", "") is not None
    return "optional" if is_asked else "derived"


def _words(text: object) -> str:
    return str(tk.h.scheming_language_text(text)) if text else ""

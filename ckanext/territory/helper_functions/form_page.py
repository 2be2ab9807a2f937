"""Helpers of the forms that scheming draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory.forms.copies import FILES

__all__ = ["territory_form_errors"]

Field = Mapping[str, Any]


class FormError(TypedDict):
    """An error of a form: ``target`` leads to the field, on this page or its own."""

    label: str
    message: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the form is: what it shows, and how to reach its other steps."""

    dataset_type: str
    name: str
    shown: frozenset[str]

    def of(self, field_name: str, part: str) -> str:
        """Return the link to a field; ``part`` is the end of its id."""
        anchor = f"#field-{part}"
        if field_name in self.shown or not self.name:
            return anchor
        if field_name == "resources":
            return self._url(FILES)
        pages = tk.h.scheming_get_dataset_form_pages(self.dataset_type) or []
        for number, page in enumerate(pages, start=1):
            if any(field["field_name"] == field_name for field in page["fields"]):
                return self._url(str(number)) + anchor
        return anchor

    def _url(self, step: str) -> str:
        return tk.h.url_for("territory_form.edit", id=self.name, step=step)


def territory_form_errors(
    errors: Mapping[str, Any],
    shown: Sequence[Field],
    dataset_type: str,
    name: str = "",
) -> list[FormError]:
    """Return the errors of a form: first of the fields shown, then of other steps.

    ``name`` is the dataset's, when it is known: it makes links to the other steps.
    """
    schema = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    fields = {
        field["field_name"]: field
        for field in [*schema.get("dataset_fields", []), *shown]
    }
    here = frozenset(field["field_name"] for field in shown)
    place = _Place(dataset_type=dataset_type, name=name, shown=here)
    names = sorted(errors, key=lambda key: (key not in here, _rank(key, fields)))
    return [
        row for key in names for row in _rows(key, errors[key], fields.get(key), place)
    ]


def _rank(name: str, fields: Mapping[str, Field]) -> int:
    order = list(fields)
    return order.index(name) if name in fields else len(order)


def _rows(
    name: str, found: object, field: Field | None, place: _Place
) -> Iterator[FormError]:
    label = tk.h.scheming_language_text(field["label"]) if field else tk._(name)
    if field and "repeating_subfields" in field:
        yield from _repeated(field, label, found, place)
        return
    if name == "resources":
        found, label = tk._("A file lacks something."), tk._("The files")
    for message in _messages(found):
        yield {"label": label, "message": message, "target": place.of(name, name)}


def _repeated(
    field: Field, label: str, found: object, place: _Place
) -> Iterator[FormError]:
    name = field["field_name"]
    for index, block in enumerate(found if isinstance(found, list) else []):
        if not isinstance(block, dict):
            target = place.of(name, name)
            yield {"label": label, "message": str(block), "target": target}
            continue
        for sub in field["repeating_subfields"]:
            part = sub["field_name"]
            inner = f"{label}, {tk.h.scheming_language_text(sub['label'])}"
            target = place.of(name, f"{name}-{index}-{part}")
            for message in _messages(block.get(part)):
                yield {"label": inner, "message": message, "target": target}


def _messages(found: object) -> list[str]:
    if isinstance(found, list):
        return [str(item) for item in found[:1] if item]
    return [str(found)] if found else []

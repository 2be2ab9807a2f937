"""The filled fields of a dataset or file as words: choices, dates, figures, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypedDict

from ckan.plugins import toolkit as tk

from ckanext.territory.helper_functions.format import (
    territory_date,
    territory_duration,
    territory_euro,
    territory_number,
    territory_percent,
)

Field = Mapping[str, Any]
DATES = ("territory_date", "territory_instant")
NUMBERS = ("territory_decimal", "natural_number_validator")
PROSE = ("markdown.html", "textarea.html")


class Value(TypedDict):
    """A value as text; ``url`` is empty when it leads nowhere."""

    text: str
    url: str


class Fact(TypedDict):
    """A line of the page: a label and its values, or ``prose`` in Markdown."""

    name: str
    label: str
    values: list[Value]
    prose: str


class FactGroup(TypedDict):
    """The facts of a step of the form; ``title`` may be empty."""

    title: str
    facts: list[Fact]


def fact_groups(
    fields: Iterable[Field], data: Mapping[str, Any], left_out: frozenset[str]
) -> Iterator[FactGroup]:
    """Yield the filled fields by step of the form."""
    title, members = "", []
    groups: list[tuple[str, list[Field]]] = []
    for field in fields:
        start = field.get("start_form_page")
        if start:
            title, members = str(tk.h.scheming_language_text(start["title"])), []
        if not members:
            groups.append((title, members))
        members.append(field)
    for title, members in groups:
        found = list(facts(members, data, left_out))
        if found:
            yield {"title": title, "facts": found}


def facts(
    fields: Iterable[Field], data: Mapping[str, Any], left_out: frozenset[str]
) -> Iterator[Fact]:
    """Yield the filled fields that a reader may make something of."""
    for field in fields:
        name = field["field_name"]
        is_hidden = field.get("display_snippet", "") is None
        if name in left_out or is_hidden or field.get("audience") == "internal":
            continue
        is_prose = field.get("display_snippet") in PROSE and bool(data.get(name))
        values = [] if is_prose else list(_values(field, data.get(name)))
        if values or is_prose:
            yield {
                "name": name,
                "label": str(tk.h.scheming_language_text(field["label"])),
                "values": values,
                "prose": str(data[name]) if is_prose else "",
            }


def _values(field: Field, raw: object) -> Iterator[Value]:
    items = [raw] if not isinstance(raw, list) else raw
    for item in items:
        if item in (None, "", {}):
            continue
        if "repeating_subfields" in field:
            yield from _body(item)
        elif field["field_name"] == "linked_dataset":
            yield from _dataset(str(item))
        else:
            text = _text(field, str(item))
            yield {"text": text, "url": text if tk.h.is_url(text) else ""}


def _text(field: Field, value: str) -> str:
    rules = str(field.get("validators", "")).split()
    if field.get("choices") or field.get("choices_helper"):
        choices = tk.h.scheming_field_choices(field) or []
        return str(tk.h.scheming_choices_label(choices, value))
    if any(rule in rules for rule in DATES):
        return territory_date(value)
    if field.get("display_snippet") == "territory_euro.html":
        return territory_euro(value)
    if field["field_name"] == "achievement_rate":
        return territory_percent(value)
    if any(rule in rules for rule in NUMBERS):
        return territory_number(value)
    return territory_duration(value) if "territory_duration" in rules else value


def _body(block: object) -> Iterator[Value]:
    """Yield what names a block, such as a publisher; one without name says nothing."""
    if not isinstance(block, dict):
        return
    parts: Mapping[str, Any] = block
    text = parts.get("name") or parts.get("title")
    url = str(parts.get("url") or parts.get("endpoint_url") or "")
    if text:
        yield {"text": str(text), "url": url if tk.h.is_url(url) else ""}


def _dataset(dataset_id: str) -> Iterator[Value]:
    """Yield a dataset of the portal by its title, if the reader may see it."""
    try:
        found = tk.get_action("package_show")({}, {"id": dataset_id})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return
    url = tk.h.url_for(f"{found['type']}.read", id=found["name"])
    yield {"text": tk.h.dataset_display_name(found), "url": url}

"""Fields, choices and types that an administrator adds in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

from ckanext.territory.domain.dataset_schema.compose import compose
from ckanext.territory.domain.errors import TerritoryError

Mapping_: TypeAlias = Mapping[str, Any]
LANGUAGES = frozenset({"en", "fr"})
INTERNAL_LIMIT = 20_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_TYPE = re.compile(r"[a-z][a-z0-9-]{1,40}")
_KEYS = frozenset(
    [
        "dataset_type",
        "about",
        "label",
        "fields",
        "defaults",
        "resource_fields",
        "add_fields",
        "add_choices",
        "labels",
    ]
)


class SchemaFileError(TerritoryError):
    """A file of schema changes cannot be used; ``place`` says where in it."""


def changes_of(content: object) -> list[Mapping_]:
    """Return the changes of a file: a mapping, or a list of mappings."""
    items = cast("list[object]", content if isinstance(content, list) else [content])
    return [_mapping(item, "dataset_type") for item in items]


def extend(
    schemas: Mapping[str, Mapping_],
    change: Mapping_,
    *,
    base: Mapping_,
    presets: Mapping[str, Mapping_],
) -> dict[str, Mapping_]:
    """Return schemas by type with one change made.

    Raises SchemaFileError ``schema_file.…`` with ``place`` and ``found``.
    """
    kind = str(change.get("dataset_type") or "")
    if not _TYPE.fullmatch(kind):
        raise SchemaFileError("schema_file.type", place="dataset_type", found=kind)
    for key in change:
        if key not in _KEYS:
            raise SchemaFileError("schema_file.key", place=kind, found=key)
    if kind in schemas:
        return {**schemas, kind: _changed(schemas[kind], change, presets)}
    _check_label(change.get("label"), kind)
    for field in [
        *_list(change, "fields", kind),
        *_list(change, "resource_fields", kind),
    ]:
        _check_field(field, kind, presets)
    own = {"about": kind, **change}
    own["fields"] = [_completed(field) for field in _list(change, "fields", kind)]
    made = compose(base, own)
    _check_unique(made["dataset_fields"], kind)
    return {**schemas, kind: made}


def _changed(
    schema: Mapping_, change: Mapping_, presets: Mapping[str, Mapping_]
) -> dict[str, Any]:
    kind = str(change["dataset_type"])
    fields = [dict(field) for field in schema["dataset_fields"]]
    for name, label in _mapping(change.get("labels") or {}, f"{kind}: labels").items():
        _check_label(label, f"{kind}: labels: {name}")
        _named(fields, name, f"{kind}: labels")["label"] = label
    added = _mapping(change.get("add_choices") or {}, f"{kind}: add_choices")
    for name, choices in added.items():
        place = f"{kind}: add_choices: {name}"
        field = _named(fields, name, f"{kind}: add_choices")
        field["choices"] = _with_choices(field, choices, place, presets)
    for entry in _list(change, "add_fields", kind):
        _check_field(entry, f"{kind}: add_fields", presets)
        _insert(fields, entry, f"{kind}: add_fields: {entry['field_name']}")
    _check_unique(fields, kind)
    return {**schema, "dataset_fields": fields}


def _with_choices(
    field: Mapping_, added: object, place: str, presets: Mapping[str, Mapping_]
) -> list[Any]:
    known = field.get("choices") or presets.get(field.get("preset", ""), {}).get(
        "choices"
    )
    if not known:
        raise SchemaFileError(
            "schema_file.no_choices", place=place, found=field["field_name"]
        )
    taken = {choice["value"] for choice in known}
    new: list[Mapping_] = []
    for item in cast("list[object]", added if isinstance(added, list) else [added]):
        choice = _mapping(item, place)
        value = choice.get("value")
        if not isinstance(value, str) or not value or value in taken:
            raise SchemaFileError("schema_file.choice", place=place, found=value)
        _check_label(choice.get("label"), f"{place}: {value}")
        new.append(choice)
        taken.add(value)
    return [*known, *new]


def _insert(fields: list[dict[str, Any]], entry: Mapping_, place: str) -> None:
    """Put a field after another, at the end of a page, or at the very end."""
    field = _completed({k: v for k, v in entry.items() if k not in {"after", "page"}})
    if "after" in entry:
        before = _named(fields, str(entry["after"]), place)
        fields.insert(fields.index(before) + 1, field)
        return
    starts = [n for n, each in enumerate(fields) if "start_form_page" in each]
    page = entry.get("page", len(starts))
    if not isinstance(page, int) or not 1 <= page <= max(len(starts), 1):
        raise SchemaFileError("schema_file.page", place=place, found=page)
    ends = [*starts[1:], len(fields)]
    fields.insert(ends[page - 1], field)


def _completed(field: Mapping_) -> dict[str, Any]:
    made: dict[str, Any] = {"dcat": "internal", **field}
    if made.get("audience") == "internal":
        made |= {"display_snippet": None}
        made.setdefault("validators", f"territory_internal({INTERNAL_LIMIT})")
    elif "choices" not in made and "preset" not in made:
        made.setdefault("validators", "ignore_empty unicode_safe territory_text(20000)")
    return made


def _check_field(field: object, place: str, presets: Mapping[str, Mapping_]) -> None:
    entry = _mapping(field, place)
    name = entry.get("field_name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise SchemaFileError("schema_file.field_name", place=place, found=name)
    _check_label(entry.get("label"), f"{place}: {name}")
    preset = entry.get("preset")
    if preset is not None and preset not in presets:
        raise SchemaFileError(
            "schema_file.preset", place=f"{place}: {name}", found=preset
        )
    for choice in _list(entry, "choices", f"{place}: {name}"):
        _check_label(choice.get("label"), f"{place}: {name}: {choice.get('value')}")


def _check_label(label: object, place: str) -> None:
    if (
        not isinstance(label, dict)
        or not set(cast("dict[str, Any]", label)) >= LANGUAGES
    ):
        raise SchemaFileError("schema_file.label", place=place, found="label")


def _check_unique(fields: Sequence[Mapping_], place: str) -> None:
    seen: set[str] = set()
    for name in (field["field_name"] for field in fields):
        if name in seen:
            raise SchemaFileError("schema_file.duplicate", place=place, found=name)
        seen.add(name)


def _named(fields: Sequence[dict[str, Any]], name: str, place: str) -> dict[str, Any]:
    for field in fields:
        if field["field_name"] == name:
            return field
    raise SchemaFileError("schema_file.unknown_field", place=place, found=name)


def _mapping(value: object, place: str) -> Mapping_:
    if not isinstance(value, dict):
        raise SchemaFileError(
            "schema_file.form", place=place, found=type(value).__name__
        )
    return cast("dict[str, Any]", value)


def _list(parent: Mapping_, key: str, place: str) -> list[Mapping_]:
    value: object = parent.get(key) or []
    if not isinstance(value, list):
        raise _not_the_form(value, f"{place}: {key}")
    items = cast("list[object]", value)
    return [_mapping(item, f"{place}: {key}") for item in items]


def _not_the_form(value: object, place: str) -> SchemaFileError:
    return SchemaFileError("schema_file.form", place=place, found=type(value).__name__)

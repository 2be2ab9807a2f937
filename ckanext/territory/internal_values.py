"""Back-office fields: taken out of what is saved, and kept in a table of their own.

A field with ``audience: internal`` in a dataset schema never enters the dataset, so it
cannot leave by the index, the history, the exports or another plugin.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from ckan import model
from ckan.exceptions import CkanConfigurationException
from ckan.plugins import toolkit as tk

from ckanext.scheming.helpers import scheming_dataset_schemas

from ckanext.territory.model.internal_value import InternalValue

Field = Mapping[str, Any]
Values = dict[str, Any]
Errors = dict[str, list[str]]

AUDIENCE, INTERNAL = "audience", "internal"
_LIMIT = re.compile(r"\bterritory_internal\((\d+)\)")


def fields_of(dataset_type: object) -> dict[str, Field]:
    """Return the internal fields of a dataset type, by name, in their order."""
    schema = (scheming_dataset_schemas() or {}).get(dataset_type) or {}
    return {
        field["field_name"]: field
        for field in schema.get("dataset_fields", [])
        if field.get(AUDIENCE) == INTERNAL
    }


def check_schemas() -> None:
    """Refuse schemas whose internal fields would not be kept apart.

    Raises CkanConfigurationException, which names the type and the field.
    """
    for dataset_type, schema in (scheming_dataset_schemas() or {}).items():
        for problem, name in _problems(schema):
            raise CkanConfigurationException(
                f"The schema of the dataset type {dataset_type} marks the field "
                f"{name} as internal, {problem}"
            )


def _problems(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in schema.get("resource_fields", []):
        if any(_is_internal(each) for each in _with_parts(field)):
            yield (
                "but fields of resources are always public: mark a field of the "
                "dataset instead.",
                field["field_name"],
            )
    for field in schema.get("dataset_fields", []):
        name = field["field_name"]
        if any(_is_internal(part) for part in _with_parts(field)[1:]):
            yield "but only a part of it: mark a field of its own.", name
        if _is_internal(field) and "repeating_subfields" in field:
            yield "but it repeats: internal fields hold a text or a list.", name
        if _is_internal(field) and not _limit(field):
            yield "so its validators must be: territory_internal(2000).", name


def _is_internal(field: Field) -> bool:
    return field.get(AUDIENCE) == INTERNAL


def _with_parts(field: Field) -> list[Field]:
    return [field, *field.get("repeating_subfields", [])]


def _limit(field: Field) -> int:
    """Return how many characters a field may hold, 0 when nothing says it."""
    found = _LIMIT.fullmatch(str(field.get("validators") or "").strip())
    return int(found[1]) if found else 0


def split(
    data: Mapping[str, Any], fields: Mapping[str, Field]
) -> tuple[dict[str, Any], Values]:
    """Return what may be saved in the dataset, and the internal values sent with it.

    A value sent among the free ``extras`` under the name of a field counts as well.
    """
    values = {name: data[name] for name in fields if name in data}
    rest = {name: value for name, value in data.items() if name not in fields}
    extras = rest.get("extras")
    if isinstance(extras, list):
        mine = [e for e in extras if _key(e) in fields]
        values = {e["key"]: e.get("value") for e in mine} | values
        rest["extras"] = [e for e in extras if _key(e) not in fields]
    return rest, {name: _clean(value) for name, value in values.items()}


def _key(extra: object) -> object:
    return extra.get("key") if isinstance(extra, Mapping) else None


def _clean(value: object) -> object:
    if value is None or value is tk.missing:
        return ""
    if isinstance(value, list | tuple):
        return [text for text in map(_text, value) if text]
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        value = json.dumps(value, ensure_ascii=False)
    # PostgreSQL has no place for NUL in JSON.
    return str(value).replace("\x00", "").strip()


def refusals(values: Values, fields: Mapping[str, Field]) -> Errors:
    """Return the errors of values that are too long; the values are not in them."""
    return {
        name: [too_long(limit)]
        for name, value in values.items()
        if _length(value) > (limit := _limit(fields[name]))
    }


def too_long(limit: int) -> str:
    """Return the sentence about a text that is too long."""
    return tk._("Shorten this text: {limit} characters at most.").format(limit=limit)


def _length(value: object) -> int:
    return sum(map(len, value)) if isinstance(value, list) else len(str(value))


def keep(dataset_id: str, values: Values) -> None:
    """Write values in the current transaction; an empty one is taken out."""
    for name, value in values.items():
        if not value:
            forget(dataset_id, name)
            continue
        row = {"dataset_id": dataset_id, "name": name, "value": value}
        statement = insert(InternalValue).values(**row)
        statement = statement.on_conflict_do_update(
            index_elements=["dataset_id", "name"],
            set_={"value": value, "updated_at": sa.func.now()},
        )
        model.Session.execute(statement)


def read(dataset_id: str) -> Values:
    """Return the values kept for a dataset, by field."""
    rows = model.Session.execute(
        sa.select(InternalValue.name, InternalValue.value).where(
            InternalValue.dataset_id == dataset_id
        )
    )
    return {name: value for name, value in rows}  # noqa: C416 - rows are no pairs to dict()


def forget(dataset_id: str, name: str | None = None) -> None:
    """Take out one value of a dataset, or all of them, in the current transaction."""
    statement = sa.delete(InternalValue).where(InternalValue.dataset_id == dataset_id)
    if name is not None:
        statement = statement.where(InternalValue.name == name)
    model.Session.execute(statement)


def strip(shown: dict[str, Any]) -> None:
    """Take out of a dataset what it stored before its fields became internal."""
    fields = fields_of(shown.get("type"))
    for name in fields:
        shown.pop(name, None)
    if fields and isinstance(shown.get("extras"), list):
        shown["extras"] = [e for e in shown["extras"] if _key(e) not in fields]
